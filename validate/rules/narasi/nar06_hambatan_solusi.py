"""Obstacles and remedies that are listed apart are as many of the one as of the other.

Not claimed: that a remedy is missing, since one may answer several obstacles; the
reader is only informed that the lists cannot be paired item by item (info). Anything where either
is reported in a paragraph.

Breaks it: six items under "Faktor Penghambat", seven under "Upaya / Solusi".

Looks alike, and does not: six items under each.
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.text.prose import BlockType, TextBlock
from validate.audit_context import AuditContext
from validate.constraints.printed_values import text_spot
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import Concern, Rule
from validate.text.analyses import analysed

_OBSTACLE = regex(r"\b(?:hambatan|penghambat|kendala|permasalahan)\b", re.IGNORECASE)
_REMEDY = regex(r"\b(?:solusi|upaya|tindak\s+lanjut|pemecahan)\b", re.IGNORECASE)
_LEAST = 2


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for a list of obstacles that is followed by a list of remedies of another
    length.
    """
    obstacles: list[TextBlock] = []
    for heading, items in _lists(context):
        if _REMEDY.search(heading):
            if len(obstacles) >= _LEAST and len(items) >= _LEAST and len(items) != len(obstacles):
                yield _finding(obstacles, items)
            obstacles = []
        else:
            obstacles = items if _OBSTACLE.search(heading) else []


def _lists(context: AuditContext) -> Iterator[tuple[str, list[TextBlock]]]:
    """Yield each innermost heading of the analysis with the items right under it."""
    heading, items = "", list[TextBlock]()
    for passage in analysed(context):
        innermost = passage.headings[-1] if passage.headings else ""
        if innermost != heading:
            if items:
                yield heading, items
            heading, items = innermost, []
        if passage.sort is BlockType.ITEM:
            items.append(passage)
    if items:
        yield heading, items


def _finding(obstacles: list[TextBlock], remedies: list[TextBlock]) -> Violation:
    first = remedies[0]
    message = Message(
        f"{len(obstacles)} hambatan (halaman {obstacles[0].place.page}) dan {len(remedies)} "
        "upaya: tidak berpasangan",
        f"{len(obstacles)} obstacles (page {obstacles[0].place.page}) and {len(remedies)} "
        "remedies: they do not pair",
    )
    evidence = tuple(text_spot(one, 0, len(one.text)) for one in obstacles[:1])
    return Violation(text_spot(first, 0, len(first.text)), message, evidence=evidence)


RULE = Rule(
    id="NAR-06",
    title=Message("Hambatan dan solusi", "Obstacles and remedies"),
    fault=Message(
        "Hambatan dan upaya perbaikan tidak berpasangan", "Obstacles and remedies do not pair"
    ),
    sentence=Message("{at} terdapat {said}.", "{at}, there are {said}."),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.5"),),
    doc=__doc__,
    check=check,
)
