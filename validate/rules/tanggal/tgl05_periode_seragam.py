"""Cover, headings and captions name the one period that the report is about.

The period is what most of these places name. A caption that names another quarter or semester
contradicts them; so does the caption of a table of results or of the budget that names another
year, one that the report names less often.

Not claimed: anything of running text, remarks or column headers, which may refer to other quarters,
nor of the annex, whose evidence may be of any quarter. A text that names several periods compares
them. Captions that differ in nothing but the period ("Capaian Triwulan III", "Capaian Triwulan IV")
are a series, and tables that compare years or look ahead name years of their own.

Breaks it, in a report of Triwulan IV 2024:

    Tabel 3.1.2 Cost per outcome Camat 2024 Triwulan III

Looks alike, and does not:

    Tabel 3.2 Perbandingan Capaian Triwulan III dan Triwulan IV
    Pembinaan Pengawasan (Binwas) Tw. 3
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Document, Line, Location
from extract.text.years import REPORT_YEAR
from normalize.report import DocumentKind, Report, TableKind, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.number_words import ROMAN_QUARTER, roman
from normalize.values.periods import FoundPeriod, Period, PeriodKind, find_periods
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import REPORTS, Rule

PARTS_OF_A_YEAR = {PeriodKind.TRIWULAN, PeriodKind.SEMESTER}
RESULTS = {
    TableKind.CAPAIAN,
    TableKind.COST_PER_OUTCOME,
    TableKind.SUMBER_DAYA,
    TableKind.REALISASI_ANGGARAN,
}
_OTHER_YEARS = regex(
    r"banding|trend?\b|perkembangan|sebelum|lalu\b|target(?! (?:dan|&|/) ?realisasi)|rencana|"
    r"renstra|rpjm|proyeksi"
    r"|nomor",
    re.IGNORECASE,
)
_YEAR = regex(rf"(?<![\d./-]){REPORT_YEAR}(?![\d./-])")
_NUMERAL = regex(rf"(?<![^\W\d_]){ROMAN_QUARTER}\b|(?<!\d)[1-4](?!\d)", re.IGNORECASE)
_TABLE_NUMBER = regex(r"\btabel\s*[\d.]+", re.IGNORECASE)
_REPORTED = regex(
    r"\b(?:laporan|capaian|kinerja|realisasi|periode|pengukuran|evaluasi)\b", re.IGNORECASE
)
_BULLET = regex(r"^\W+")

# A line of a cover has no more words than these, unless it is distinct.
_LONGEST_TITLE = 8


class Title(NamedTuple):
    """A caption, heading or cover line that names exactly one period."""

    text: str
    place: Location
    found: FoundPeriod
    caption: bool

    @property
    def spot(self) -> PrintedValue:
        """The period as it is printed here."""
        return PrintedValue(self.place, None, self.text[self.found.start : self.found.end].strip())

    @property
    def subject(self) -> str:
        """What the title says besides the period and the number of its table."""
        rest = self.text[: self.found.start] + " " + self.text[self.found.end :]
        return normalize_text(_TABLE_NUMBER.sub("", rest))


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every caption, heading or cover line that names another period than the
    report's.
    """
    titles = list(_titles(context.report))
    series = _series(titles)
    if (own := _own_period(context.report, titles)) is not None:
        agreeing = [title.spot for title in titles if title.found.period.number == own.number]
        for title in titles:
            period = title.found.period
            if (
                period.kind is own.kind
                and period.number != own.number
                and title.subject not in series
            ):
                yield _other_part(title, own, agreeing)
    yield from _other_years(context.report)


def _titles(report: Report) -> Iterator[Title]:
    """Yield the places that state the period of the report, a quarter or a semester."""
    for typed in report.tables:
        table = typed.table
        if table.caption and table.caption_place and not typed.annexed:
            yield from _title(
                report, _BULLET.sub("", table.caption), table.caption_place, caption=True
            )
    named = {label.place for label in report.periods if not label.caption}
    for line in _headings(report.document, named):
        yield from _title(report, line.text, line.place, caption=False)


def _title(report: Report, text: str, place: Location, *, caption: bool) -> Iterator[Title]:
    found = [one for one in find_periods(text) if one.period.kind in PARTS_OF_A_YEAR]
    if len(found) == 1 and found[0].period.year in {None, report.year}:
        yield Title(text, place, found[0], caption)


def _headings(document: Document, named: set[Location]) -> Iterator[Line]:
    """Yield those of the named lines that are on the cover, or are prominent and precede what the
    report reports.
    """
    sizes = Counter[float]()
    for page in document.pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    for page in document.pages:
        for line in page.lines:
            on_cover = page.number == 1 and not _is_running_text(line, usual)
            if line.place in named and (on_cover or _heads(line, usual)):
                yield line


def _is_running_text(line: Line, usual: float) -> bool:
    """Return whether a line looks like one of a paragraph: as large as most text, not bold, in
    words that continue.
    """
    stands_out = line.bold or line.size > usual + 1 or line.text.isupper()
    return not stands_out and len(line.text.split()) > _LONGEST_TITLE


def _heads(line: Line, usual: float) -> bool:
    return (line.bold or line.size > usual + 1) and _REPORTED.search(line.text) is not None


def _own_period(report: Report, titles: Iterable[Title]) -> Period | None:
    """Return the quarter or semester that most titles name; of equals the one that the whole text
    names most often.
    """
    votes = Counter((title.found.period.kind, title.found.period.number) for title in titles)
    own = report.period
    if own is not None and own.kind not in PARTS_OF_A_YEAR:
        return None
    stated = (own.kind, own.number) if own else None
    named = Counter((label.period.kind, label.period.number) for label in report.periods)
    winner = max(votes, key=lambda vote: (votes[vote], named[vote], vote == stated), default=None)
    return Period(*winner) if winner else None


def _series(titles: Iterable[Title]) -> set[str]:
    """Return the subjects that several captions, or three titles of any sort, share with different
    periods.
    """
    periods: dict[str, set[int]] = {}
    captions: dict[str, set[int]] = {}
    for title in titles:
        periods.setdefault(title.subject, set()).add(title.found.period.number)
        if title.caption:
            captions.setdefault(title.subject, set()).add(title.found.period.number)
    return {
        subject
        for subject in periods
        if len(periods[subject]) > 2 or len(captions.get(subject, ())) > 1
    }


def _other_part(title: Title, own: Period, agreeing: list[PrintedValue]) -> Violation:
    printed = title.spot.printed
    expected = _renumbered(printed, own)
    message = Message(
        f"“{title.text}” menyebut {printed}; {len(agreeing)} judul lain dalam laporan ini "
        f"menyebut {expected}",
        f"“{title.text}” names {printed}; {len(agreeing)} other titles of this report name "
        f"{expected}",
    )
    return Violation(title.spot, message, expected, evidence=tuple(agreeing[:2]))


def _renumbered(printed: str, own: Period) -> str:
    """Return the printed period with the number of another, in the same numerals."""

    def numeral(match: re.Match[str]) -> str:
        return str(own.number) if match.group().isdecimal() else roman(own.number)

    renumbered, numerals = _NUMERAL.subn(numeral, printed, count=1)
    return renumbered if numerals else f"{own.kind.value.capitalize()} {roman(own.number)}"


def _other_years(report: Report) -> Iterator[Violation]:
    """Yield a finding for every caption of results that names one year only, and another than the
    report's.
    """
    captioned = [
        (typed, year)
        for typed in report.of_kind(*RESULTS)
        if not typed.annexed and (year := _only_year(typed.table.caption or "")) is not None
    ]
    named = {(_without_year(typed), year) for typed, year in captioned}
    subjects = Counter(subject for subject, _ in named)
    votes = Counter(label.period.year for label in report.periods)
    for typed, year in captioned:
        outvoted = votes[int(year)] < votes[report.year]
        if report.year is not None and outvoted and subjects[_without_year(typed)] == 1:
            yield _other_year(typed, year, str(report.year))


def _only_year(caption: str) -> str | None:
    years = set(_YEAR.findall(caption))
    return years.pop() if len(years) == 1 and not _OTHER_YEARS.search(caption) else None


def _without_year(typed: TypedTable) -> str:
    return normalize_text(_YEAR.sub("", _TABLE_NUMBER.sub("", typed.table.caption or "")))


def _other_year(typed: TypedTable, year: str, expected: str) -> Violation:
    table = typed.table
    spot = PrintedValue(table.caption_place or (table.header or table.rows)[0][0].place, None, year)
    message = Message(
        f"“{table.caption}” menyebut tahun {year} dalam laporan tahun {expected}",
        f"“{table.caption}” names the year {year} in a report on {expected}",
    )
    return Violation(spot, message, expected)


RULE = Rule(
    id="TGL-05",
    title=Message("Periode seragam", "Uniform period"),
    fault=Message("Judul menyebut periode yang berbeda", "A caption names another period"),
    sentence=Message("Pada halaman {page}, judul {said}.", "On page {page}, the caption {said}."),
    severities=(Severity.MAJOR,),
    basis=(AGREEMENT,),
    kinds=REPORTS | {DocumentKind.LRA, DocumentKind.KUTIPAN},
    doc=__doc__,
    check=check,
)
