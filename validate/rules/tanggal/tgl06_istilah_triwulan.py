"""A report names its quarters by one term: triwulan, tribulan or triwulanan.

Looked at are terms before the number of a quarter; TW and other short forms stand for any of them.
It is said once, at the first place of a term that fewer places use, and in the order of the pages
where two are used equally.

Not claimed: which term is right; tribulan is used in the east. "Laporan triwulanan" without a
number is another word.

Breaks it:

    Laporan Kinerja Camat Tribulan IV 2024
    Capaian Kinerja Triwulan IV Tahun 2024

Looks alike, and does not:

    Laporan triwulanan; Capaian Kinerja Triwulan IV; Januari s.d. TW IV
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import DocumentKind, Report
from normalize.values.number_words import ROMAN_QUARTER
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import LKJ_CUSTOM
from validate.rule import REPORTS, Concern, Rule

_TERM = regex(
    rf"\b(tri[wb]ulan(?:an)?)\s+(?:ke\s*-?\s*)?(?:{ROMAN_QUARTER}|[1-4])\b", re.IGNORECASE
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark when quarters are named by several terms."""
    places: dict[str, list[PrintedValue]] = {}
    for text, spot in _texts(context.report):
        for match in _TERM.finditer(text):
            places.setdefault(match[1].casefold(), []).append(spot._replace(printed=match[0]))
    if len(places) > 1:
        # max keeps the first of equals: the later term is the one shown
        usual = max(places, key=lambda term: len(places[term]))
        yield _finding(usual, places)


def _texts(report: Report) -> Iterator[tuple[str, PrintedValue]]:
    for page in report.document.pages:
        for line in page.lines:
            if "ulan" in line.text or "ULAN" in line.text:
                yield line.text, PrintedValue(line.place, None, line.text)


def _finding(usual: str, places: dict[str, list[PrintedValue]]) -> Violation:
    others = [spot for term, spots in places.items() if term != usual for spot in spots]
    first, *further = sorted(others, key=lambda spot: (spot.place.page, spot.place.box.top))
    counted = ", ".join(f"{term} ({len(spots)})" for term, spots in places.items())
    message = Message(
        f"triwulan disebut dengan beberapa istilah: {counted}",
        f"quarters are named by several terms: {counted}",
    )
    return Violation(first, message, usual, evidence=tuple(further))


RULE = Rule(
    id="TGL-06",
    title=Message("Istilah triwulan seragam", "Uniform term for quarters"),
    fault=Message("Istilah triwulan tidak seragam", "Quarters are named by different terms"),
    sentence=Message("Dalam laporan ini {said}.", "In this report, {said}."),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    basis=(LKJ_CUSTOM,),
    whole_report=True,
    kinds=REPORTS | {DocumentKind.KUTIPAN},
    doc=__doc__,
    check=check,
)
