"""A whole report has its chapters I to IV, in that order and each under a number of its own.

Not claimed: what the chapters hold, nor anything of an excerpt. A chapter whose number is anywhere
in the document, in a list of its chapters for instance, is not called missing. Regions may ask for
a fifth chapter.

Breaks it:

    BAB I PENDAHULUAN
    BAB III AKUNTABILITAS KINERJA
    BAB III PENUTUP

Looks alike, and does not:

    BAB I PENDAHULUAN
    BAB II PERENCANAAN KINERJA
    BAB III AKUNTABILITAS KINERJA
    BAB IV PENUTUP
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from normalize.report import Report
from normalize.text.comparison import normalize_text, similarity
from normalize.text.prose import TextBlock
from normalize.values.number_words import roman
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import Rule
from validate.structure.completeness import (
    Chapter,
    chapter_headings,
    chapters,
    closing_heading,
    is_whole,
)

# Two titles that are less alike are those of two chapters.
_ANOTHER = 0.6


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every chapter that is missing, out of order, or has the number of
    another.
    """
    yield from _numbered_alike(chapter_headings(context))
    begin = chapters(context)
    if is_whole(context):
        yield from _missing(context.report, begin)
    elif {1, 2, 3} <= set(begin) and closing_heading(context):
        yield from _out_of_order([begin[number] for number in sorted(begin)])


def _numbered_alike(found: tuple[Chapter, ...]) -> Iterator[Violation]:
    """Yield a finding for a chapter that has the number of the one before it, and another title."""
    for before, chapter in pairwise(found):
        page = before.heading.place.page
        if (
            chapter.number == before.number
            and page < chapter.heading.place.page
            and _another(before, chapter)
        ):
            message = Message(
                f"“{chapter.heading.text}” bernomor sama dengan “{before.heading.text}” di "
                f"halaman {page}",
                f"“{chapter.heading.text}” has the number of “{before.heading.text}” on page "
                f"{page}",
            )
            yield _finding(chapter.heading, message, Certainty.INCONSISTENT, before.heading)


def _another(one: Chapter, other: Chapter) -> bool:
    """Return whether the titles of two chapters are surely different: both in capitals, neither
    beginning the other.
    """
    titles = normalize_text(one.title), normalize_text(other.title)
    if not (one.title.isupper() and other.title.isupper()) or titles[0].startswith(titles[1]):
        return False
    return not titles[1].startswith(titles[0]) and similarity(*titles) < _ANOTHER


def _missing(report: Report, begin: dict[int, TextBlock]) -> Iterator[Violation]:
    last = max(begin)
    for number in range(2, last):
        if number not in begin and not _is_named(report, number):
            after = begin[min(one for one in begin if one > number)]
            numeral = roman(number)
            message = Message(
                f"sebelum “{after.text}” tidak ada BAB {numeral}",
                f"no BAB {numeral} precedes “{after.text}”",
            )
            yield _finding(after, message, Certainty.UNVERIFIABLE)


def _is_named(report: Report, number: int) -> bool:
    named = re.compile(rf"\bbab\W+(?:{roman(number)}|{number})\b", re.IGNORECASE)
    return any(named.search(line.text) for page in report.document.pages for line in page.lines)


def _out_of_order(headings: list[TextBlock]) -> Iterator[Violation]:
    """Yield a finding for the first chapter that begins on a page before that of the chapter before
    it.
    """
    for before, heading in pairwise(headings):
        if heading.place.page < before.place.page:
            message = Message(
                f"“{heading.text}” mendahului “{before.text}” di halaman {before.place.page}",
                f"“{heading.text}” precedes “{before.text}” on page {before.place.page}",
            )
            yield _finding(heading, message, Certainty.INCONSISTENT, before)
            return


def _finding(
    heading: TextBlock, message: Message, certainty: Certainty, other: TextBlock | None = None
) -> Violation:
    spot = PrintedValue(heading.place, None, heading.text)
    evidence = (PrintedValue(other.place, None, other.text),) if other else ()
    return Violation(spot, message, evidence=evidence, certainty=certainty)


RULE = Rule(
    id="STR-01",
    title=Message("Bab I sampai IV", "Chapters I to IV"),
    fault=Message(
        "Urutan bab tidak lengkap atau tidak runtut", "Chapters are missing or out of order"
    ),
    sentence=Message("{at}, bab {said}.", "{at}, the chapter {said}."),
    severities=(Severity.MAJOR,),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II"),),
    doc=__doc__,
    check=check,
)
