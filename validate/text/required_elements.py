"""What a whole report must hold, by which words one knows it, and what is said when none of them is
there.

Reports call the same thing by many names, so the words are wide: where any of them is, the element
is taken to be there. A page that could not be read may hold it: in a report with such a page in
that part it is no more than a remark that it was not found, which names those pages, and nothing at
all where its absence would be more severe.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Location
from extract.text.years import REPORT_YEAR
from normalize.report import Report, TableKind, TypedTable
from normalize.text.prose import BlockType, TextBlock
from normalize.text.sections import ReportSection, is_behind, start_of
from normalize.values.periods import PeriodKind
from validate.audit_context import AuditContext, cached_per_audit
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.structure.completeness import chapters, closing_heading, is_whole, unread_pages


class ReportRegion(Enum):
    """The part of a report in which an element is looked for; the body and the closing chapter end
    at the annex.
    """

    ANYWHERE = "anywhere"
    BODY = "body"
    RESULTS = "results"
    CLOSING = "closing"
    ANNEX = "annex"


class RequiredElement(NamedTuple):
    """Something a report must hold: its rule, its name, and the words or kinds of tables that show
    it is there.

    `annual` is the severity of its absence in the report of a year, `quarterly` in that of a part
    of one. Its place is where it would be expected: the heading of `chapter`, or of the closing one
    where that is None.
    """

    rule: str
    name: Message
    region: ReportRegion
    signs: re.Pattern[str]
    annual: Severity
    quarterly: Severity
    chapter: int | None = 3
    kinds: frozenset[TableKind] = frozenset()
    years: bool = False

    @property
    def severities(self) -> tuple[Severity, ...]:
        """The severities of its absence, that in the report of a year first."""
        return tuple(dict.fromkeys((self.annual, self.quarterly)))


def _words(*patterns: str) -> re.Pattern[str]:
    """Return what finds any of these words, which are written small, in a text in small letters."""
    return regex("|".join(patterns))


_RESULTS = frozenset({TableKind.CAPAIAN, TableKind.COST_PER_OUTCOME, TableKind.MULTI_YEAR})
_BUDGET = frozenset({TableKind.REALISASI_ANGGARAN, TableKind.COST_PER_OUTCOME})
_NEAR = r"\W+(?:\w+\W+){0,12}?"
_SUPPORTS = r"(?:menunjang|mendukung|penunjang(?!\s+urusan)|pendukung)"

SUMMARY = RequiredElement(
    "STR-02",
    Message("ikhtisar eksekutif", "an executive summary (ikhtisar eksekutif)"),
    ReportRegion.ANYWHERE,
    _words(
        r"(?:ikhtisar|ringkasan|rangkuman)(?:\s*e[ks]+ekuti[fv]|(?:\s+(?:laporan|kinerja))?\n)",
        r"executive\s*summary",
    ),
    Severity.MINOR,
    Severity.MINOR,
    chapter=1,
)
CONTENTS = RequiredElement(
    "STR-03",
    Message("daftar isi", "a table of contents (daftar isi)"),
    ReportRegion.ANYWHERE,
    _words(r"daftar\s*isi", r"(?:\.\s?){6}\s*(?:\d++|[ivx]++)\b"),
    Severity.MINOR,
    Severity.MINOR,
    chapter=1,
)
TARGETS = RequiredElement(
    "STR-05",
    Message("perbandingan target dan realisasi kinerja", "a comparison of target and realisasi"),
    ReportRegion.RESULTS,
    _words(rf"target{_NEAR}(?:realisasi|capaian)", rf"(?:realisasi|capaian){_NEAR}target"),
    Severity.MAJOR,
    Severity.MAJOR,
    kinds=_RESULTS,
)
EARLIER_YEARS = RequiredElement(
    "STR-06",
    Message(
        "perbandingan kinerja dengan tahun-tahun sebelumnya", "a comparison with earlier years"
    ),
    ReportRegion.RESULTS,
    _words(
        r"tahun\s+(?:yang\s+)?lalu\b",
        r"tahun\s+(?:\w+\s+)?sebelum",
        r"tahun[\s–-]+tahun",
        r"beberapa\s+tahun",
        r"tahun\s+terakhir",
        r"\btrend?\b",
        r"perkembangan",
        r"tahun\s+n\b",
    ),
    Severity.MAJOR,
    Severity.INFO,
    kinds=frozenset({TableKind.MULTI_YEAR}),
    years=True,
)
PLAN = RequiredElement(
    "STR-07",
    Message(
        "perbandingan realisasi dengan target jangka menengah (Renstra/RPJMD)",
        "a comparison with the medium-term target (Renstra/RPJMD)",
    ),
    ReportRegion.RESULTS,
    _words(
        r"\brenstra\b",
        r"\brencana\s+strategis",
        r"\brpjmd?\b",
        r"\brpd\b",
        r"jangka\s+menengah",
        rf"akhir\s+(?:periode|masa|tahun\s+{REPORT_YEAR})",
        r"target\s+akhir",
    ),
    Severity.MAJOR,
    Severity.INFO,
)
BENCHMARK = RequiredElement(
    "STR-08",
    Message(
        "perbandingan dengan standar nasional (bila ada)",
        "a comparison with a national standard (if any)",
    ),
    ReportRegion.RESULTS,
    _words(
        r"(?<!tentara\s)\b(?:inter)?nasional\b",
        r"benchmark",
        r"standar\s+pelayanan\s+minimal",
        r"\bsp[mn]\b",
        r"\bsni\b",
        r"(?:tingkat|capaian|rata-rata|realisasi|standar|angka|"
        r"target)\s+(?:\w+\s+){0,2}(?:provinsi|kabupaten/kota)",
        r"(?:daerah|kabupaten|kota|kecamatan|dinas|perangkat\s+daerah)\s+lain\b",
    ),
    Severity.MAJOR,
    Severity.INFO,
)
CAUSES = RequiredElement(
    "STR-09",
    Message(
        "analisis penyebab keberhasilan atau kegagalan",
        "an analysis of the causes of success or failure",
    ),
    ReportRegion.RESULTS,
    _words(
        r"\bfaktor",
        r"penyebab",
        r"sebabkan",
        r"karenakan",
        r"kendala",
        r"hambat",
        r"pendorong",
        r"permasalahan",
        r"kegagalan",
        r"solusi",
        r"\bupaya",
    ),
    Severity.MAJOR,
    Severity.MAJOR,
)
EFFICIENCY = RequiredElement(
    "STR-10",
    Message(
        "analisis efisiensi penggunaan sumber daya",
        "an analysis of how efficiently resources were used (efisiensi)",
    ),
    ReportRegion.RESULTS,
    _words(r"e?fisien", r"cost\s+per\s+outcome"),
    Severity.MAJOR,
    Severity.MAJOR,
    kinds=frozenset({TableKind.SUMBER_DAYA}),
)
PROGRAMS = RequiredElement(
    "STR-11",
    Message(
        "analisis program/kegiatan yang menunjang keberhasilan atau kegagalan",
        "an analysis of the programs that support success or failure",
    ),
    ReportRegion.RESULTS,
    _words(rf"(?:program|kegiatan){_NEAR}{_SUPPORTS}", rf"{_SUPPORTS}{_NEAR}(?:program|kegiatan)"),
    Severity.MAJOR,
    Severity.MAJOR,
    kinds=frozenset({TableKind.COST_PER_OUTCOME, TableKind.SUMBER_DAYA}),
)
BUDGET = RequiredElement(
    "STR-12",
    Message("realisasi anggaran", "the realisasi of the budget"),
    ReportRegion.RESULTS,
    _words(
        r"realisasi\s+(?:\w+\s+)?(?:anggaran|keuangan|belanja)",
        r"serapan",
        r"akuntabilitas\s+(?:keuangan|anggaran)",
        rf"(?:anggaran|pagu|belanja){_NEAR}realisasi",
    ),
    Severity.MAJOR,
    Severity.MAJOR,
    kinds=_BUDGET,
)
PROMISE = RequiredElement(
    "STR-13",
    Message("perjanjian kinerja", "the perjanjian kinerja"),
    ReportRegion.ANNEX,
    _words(r"(?:perjanjian|penetapan)\s+(?:\w+\s+)?kinerja", r"\bpk\b"),
    Severity.MAJOR,
    Severity.MAJOR,
    chapter=None,
)
REVIEW = RequiredElement(
    "STR-14",
    Message("Pernyataan Telah Direviu", "the statement of review (Pernyataan Telah Direviu)"),
    ReportRegion.ANYWHERE,
    _words(r"telah\s*di\s?revi", r"pernyataan\s+(?:\w+\s+){0,3}revi[ue]w?", r"hasil\s+revi[ue]"),
    Severity.MAJOR,
    Severity.INFO,
    chapter=None,
)


def absence_of(element: RequiredElement) -> Callable[[AuditContext], Iterator[Violation]]:
    """Return the check that yields a finding where a whole report does not hold the element."""

    def check(context: AuditContext) -> Iterator[Violation]:
        if (
            is_whole(context)
            and not _is_there(context, element)
            and (heading := _expected_at(context, element))
        ):
            severity = element.annual if is_annual(context.report) else element.quarterly
            unread = _unread(context, element)
            if severity is Severity.INFO or not unread:
                yield _absent(element, heading, severity, unread)

    return check


def is_annual(report: Report) -> bool:
    """Return whether a report is that of a whole year."""
    period = report.period
    if period is None or period.kind is PeriodKind.TAHUN:
        return True
    return period.kind is PeriodKind.BULAN and period.number == 12 and period.cumulative


def found_at(context: AuditContext, element: RequiredElement) -> Location | None:
    """Return where a whole report first shows an element, or None; an excerpt is not looked at.

    The place of a table that holds it goes before that of words.
    """
    if not is_whole(context):
        return None
    tables = (start_of(typed.table) for typed in _results(context) if typed.kind in element.kinds)
    return next(tables, None) or said_at(context, element.region, element.signs)


def said_at(context: AuditContext, region: ReportRegion, signs: re.Pattern[str]) -> Location | None:
    """Return where a region of a whole report first says any of these words, which are written
    small, or None.
    """
    if not is_whole(context):
        return None
    printed = _texts(context)[region]
    found = signs.search(printed.text)
    return printed.place_at(found.start()) if found else None


def _is_there(context: AuditContext, element: RequiredElement) -> bool:
    text = _texts(context)[element.region].text
    return (
        element.signs.search(text) is not None
        or any(typed.kind in element.kinds for typed in _results(context))
        or (element.years and _names_earlier_year(text, context.report.year))
    )


def _results(context: AuditContext) -> Iterator[TypedTable]:
    """Yield the tables of chapter III and of those behind it."""
    start = chapters(context)[3].place
    return (
        typed
        for typed in context.report.tables
        if not typed.annexed and is_behind(start_of(typed.table), start)
    )


_YEAR = regex(rf"(?<![\d./-])({REPORT_YEAR})(?:\s*[-–]\s*{REPORT_YEAR})?(?![\d/])")
_REGULATION = regex(r"\b(?:nomor|no)\b[\s.:]*[\w./-]+\s+tahun\s*$")


def _names_earlier_year(text: str, year: int | None) -> bool:
    """Return whether a text names a year before `year`: not that of a regulation, nor the first of
    a plan's period.
    """
    named = (
        found
        for found in _YEAR.finditer(text)
        if not _REGULATION.search(text, found.start() - 30, found.start())
    )
    return year is None or any(int(found[1]) < year and found[0] == found[1] for found in named)


class _RegionText(NamedTuple):
    """What is printed in a region, in small letters; where each piece of it starts in the text and
    on its page.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[Location, ...]

    def place_at(self, offset: int) -> Location:
        return self.places[bisect_right(self.starts, offset) - 1]


@cached_per_audit
def _texts(context: AuditContext) -> dict[ReportRegion, _RegionText]:
    """Return what is printed in each region outside the bodies of tables."""
    kept: dict[ReportRegion, list[tuple[str, Location]]] = {region: [] for region in ReportRegion}
    for text, place, annexed in _printed(context.report):
        for region in _regions(context, place, annexed=annexed):
            kept[region].append((text.casefold(), place))
    return {region: _joined(pieces) for region, pieces in kept.items()}


def _joined(pieces: list[tuple[str, Location]]) -> _RegionText:
    texts = [text for text, _ in pieces]
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    return _RegionText(
        "\n".join(texts), tuple(starts)[: len(texts)], tuple(place for _, place in pieces)
    )


# "D A F T A R I S I"
_SPACED = regex(r"\b(?:[^\W\d_] ){4,}[^\W\d_]\b")


def _closed_up(spaced: re.Match[str]) -> str:
    return spaced[0].replace(" ", "")


def _printed(report: Report) -> Iterator[tuple[str, Location, bool]]:
    """Yield every passage, and the caption and header of every table, with its place and whether it
    is annexed.
    """
    for passage in report.prose:
        text = passage.text
        if passage.sort is BlockType.HEADING:
            text = _SPACED.sub(_closed_up, text)
        yield text, passage.place, passage.annexed
    for typed in report.tables:
        words = (
            typed.table.caption or "",
            *(cell.text for row in typed.table.header for cell in row),
        )
        yield " ".join(words), start_of(typed.table), typed.annexed


def _regions(context: AuditContext, place: Location, *, annexed: bool) -> Iterator[ReportRegion]:
    yield ReportRegion.ANYWHERE
    if annexed or place.page > _closing_page(context):
        yield ReportRegion.ANNEX
    if annexed:
        return
    begin, closing = chapters(context), closing_heading(context)
    if not is_behind(begin[1].place, place):
        yield ReportRegion.BODY
    if not is_behind(begin[3].place, place):
        yield ReportRegion.RESULTS
    if closing and not is_behind(closing.place, place):
        yield ReportRegion.CLOSING


def _closing_page(context: AuditContext) -> int:
    closing = closing_heading(context)
    return closing.place.page if closing else len(context.report.document.pages)


def _unread(context: AuditContext, element: RequiredElement) -> list[int]:
    """Return the pages that were not read and on which the element may be."""
    begin, closing = chapters(context), _closing_page(context)
    first, last = 1, len(context.report.document.pages)
    if element.region is ReportRegion.RESULTS:
        first, last = begin[3].place.page, closing
    elif element.region is ReportRegion.ANNEX:
        first = closing
    elif element.chapter == 1:
        last = begin[1].place.page
    return [page for page in unread_pages(context.report) if first <= page <= last]


def _expected_at(context: AuditContext, element: RequiredElement) -> TextBlock | None:
    if element.chapter is not None:
        return chapters(context)[element.chapter]
    if element.region is ReportRegion.ANNEX:
        annexed = (
            one
            for one in context.report.prose
            if one.annexed and one.part is ReportSection.LAMPIRAN
        )
        return next(annexed, closing_heading(context))
    return closing_heading(context)


def _absent(
    element: RequiredElement, heading: TextBlock, severity: Severity, unread: list[int]
) -> Violation:
    place = _PLACES[element.region] if element.chapter != 1 else _IN_FRONT
    pages, but = ", ".join(map(str, unread)), Message("", "")
    if unread:
        but = Message(f"; halaman {pages} tidak terbaca", f"; page {pages} could not be read")
    message = Message(
        f"{element.name.id} tidak ditemukan {place.id}; yang dicari adalah kata-kata yang "
        f"lazim untuk itu{but.id}",
        f"{element.name.en} was not found {place.en}; looked for by the words that reports "
        f"use{but.en}",
    )
    spot = PrintedValue(heading.place, None, heading.text)
    return Violation(spot, message, severity=severity)


_IN_FRONT = Message(
    "di depan bab ini maupun di bagian lain", "in front of this chapter nor anywhere else"
)
_PLACES = {
    ReportRegion.ANYWHERE: Message("dalam laporan", "in the report"),
    ReportRegion.RESULTS: Message("dalam bab ini", "in this chapter"),
    ReportRegion.ANNEX: Message("dalam lampiran", "in the annex"),
}
