"""The employees that a sentence counts by their status come to the number it gives for all.

Where a sentence on the office's human resources lists them without saying how many they are
together, that is remarked.

Not claimed: anything about lists by sex, rank or unit, which may overlap, or with a number whose
status we do not know; that the numbers are right.

Breaks it:

    sebanyak 20 orang pegawai yang terdiri dari 9 PNS dan 10 Non PNS

Looks alike, and does not:

    sebanyak 19 orang pegawai yang terdiri dari 9 PNS dan 10 Non PNS
    sebanyak 19 orang pegawai yang terdiri dari 10 laki-laki dan 9 perempuan, 8 di antaranya PNS
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from extract.patterns import regex
from normalize.report import DocumentKind
from normalize.text.prose import BlockType, TextBlock
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_88_2021, Reference
from validate.rule import REPORTS, Rule

_STATUS = (
    r"(?:CPNS|PNS|PPPK|P3K|Non[ -]?(?:PNS|ASN)|honorer|THL|TKK|tenaga (?:honorer|kontrak|"
    r"harian lepas|sukarela))"
)
_PART = regex(
    rf"(?P<count>\d{{1,4}})(?:\s*\([\w ]+\))?\s+(?:orang\s+)?(?:pegawai\s+)?{_STATUS}\b",
    re.IGNORECASE,
)
_TOTAL = regex(
    r"(?P<total>\d{1,4})(?:\s*\([\w ]+\))?\s+(?:orang|pegawai|personil|personel|"
    r"aparatur)\b[^.;\d]{0,80}?"
    r"\b(?:terdiri\s+(?:dari|atas)|meliputi)\b(?P<parts>[^.;]*)",
    re.IGNORECASE,
)
_LISTED = regex(r"\bterdiri\s+(?:dari|atas)\b(?P<parts>[^.;]*)", re.IGNORECASE)
_RESOURCES = regex(r"\bsumber\s*daya\s+manusia\b|\bpegawai\b|\bSDM\b", re.IGNORECASE)
_ANY = regex(r"\d+")
_BRACKETED = regex(r"\([^)]*+(?:\)|(\Z))")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every sentence whose counts of employees do not add up, or have
    no total.
    """
    for passage in context.report.prose:
        if (
            passage.sort in (BlockType.PARAGRAPH, BlockType.ITEM)
            and "erdiri" in passage.text
            and _RESOURCES.search(passage.text)
        ):
            if said := _TOTAL.search(passage.text):
                yield from _sum(passage, said)
            elif listed := _LISTED.search(passage.text):
                yield from _without_total(passage, listed)


def _counts(parts: str) -> list[int]:
    """Return the counts of a list, nothing where a number has no status that we know."""
    counts = [int(part["count"]) for part in _PART.finditer(parts)]
    return counts if len(counts) == len(_ANY.findall(_without_brackets(parts))) else []


def _without_brackets(text: str) -> str:
    """Return a text without what is in brackets; one that is never closed stays."""
    return _BRACKETED.sub(lambda found: "" if found[1] is None else found[0], text)


def _sum(passage: TextBlock, said: re.Match[str]) -> Iterator[Violation]:
    counts, total = _counts(said["parts"]), int(said["total"])
    if len(counts) > 1 and total not in accumulate(counts):
        spot = PrintedValue(passage.line_at(said.start("total")).place, None, said["total"])
        written = " + ".join(map(str, counts))
        message = Message(
            f"Tertulis {total} orang, sedangkan rinciannya {written} = {sum(counts)}.",
            f"{total} persons are named, but their parts are {written} = {sum(counts)}.",
        )
        yield Violation(spot, message, str(sum(counts)), f"{written} = {sum(counts)}")


def _without_total(passage: TextBlock, listed: re.Match[str]) -> Iterator[Violation]:
    counts = _counts(listed["parts"])
    if len(counts) > 1:
        spot = PrintedValue(
            passage.line_at(listed.start("parts")).place, None, listed["parts"].strip()[:80]
        )
        message = Message(
            f"Pegawai dirinci menurut status ({' + '.join(map(str, counts))}) tanpa jumlah "
            "seluruhnya.",
            f"Employees are listed by status ({' + '.join(map(str, counts))}) without their total.",
        )
        yield Violation(spot, message, severity=Severity.INFO, certainty=Certainty.UNVERIFIABLE)


RULE = Rule(
    id="EFI-10",
    title=Message("Jumlah pegawai", "Number of employees"),
    fault=Message(
        "Jumlah pegawai tidak sesuai atau tidak dicantumkan",
        "The number of employees does not fit its parts, or is missing",
    ),
    sentence=Message("{at} {said}.", "{at}, {said}."),
    severities=(Severity.MINOR, Severity.INFO),
    basis=(
        Reference(
            PERMENPANRB_88_2021,
            "3.b.8",
            Message("efisiensi sumber daya", "the efficiency of resources"),
        ),
    ),
    kinds=REPORTS | {DocumentKind.KUTIPAN},
    doc=__doc__,
    check=check,
)
