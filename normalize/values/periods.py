"""How reports name the period they are about: triwulan (in the east tribulan), semester, tahun,
months.

Quarters are numbered in Roman or Arabic, and `s.d` before one says that it counts from January.
"""

import calendar
import datetime
import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from extract.patterns import regex
from extract.text.years import REPORT_YEAR
from normalize.values.dates import MONTHS
from normalize.values.number_words import ORDINALS, ROMAN_QUARTER, roman


class PeriodKind(Enum):
    """How long a period is."""

    BULAN = "bulan"
    TRIWULAN = "triwulan"
    SEMESTER = "semester"
    TAHUN = "tahun"


_MONTHS_IN = {
    PeriodKind.BULAN: 1,
    PeriodKind.TRIWULAN: 3,
    PeriodKind.SEMESTER: 6,
    PeriodKind.TAHUN: 12,
}
_LABELS = {PeriodKind.BULAN: "BLN", PeriodKind.TRIWULAN: "TW", PeriodKind.SEMESTER: "SMT"}


class Period(NamedTuple):
    """A period: the number of its quarter, semester or last month (1 for a year), and of which
    year, if it says so.

    `cumulative` marks one that counts from January.
    """

    kind: PeriodKind
    number: int = 1
    cumulative: bool = False
    year: int | None = None

    @property
    def label(self) -> str:
        """The period in short: TW4, SMT1, BLN11, TAHUN."""
        return "TAHUN" if self.kind is PeriodKind.TAHUN else f"{_LABELS[self.kind]}{self.number}"

    def end(self, year: int) -> datetime.date:
        """Return the last day of the period: in its own year where it names one, else in `year`."""
        month = self.number * _MONTHS_IN[self.kind]
        own_year = self.year or year
        return datetime.date(own_year, month, calendar.monthrange(own_year, month)[1])


class FoundPeriod(NamedTuple):
    """A period and where it is in the text."""

    period: Period
    start: int
    end: int


class QuarterValue(NamedTuple):
    """A quarter's number (1 to 4) and the text of the value printed for it."""

    quarter: int
    text: str


_UNTIL = r"(?:s\s?[./]?\s?d\b\.?|sampai\s+dengan|hingga)"
# as _NUMBER finds them; a blank behind "ke" leaves "empat"
_NUMBERS = {
    **ORDINALS,
    "empat": 4,
    **{roman(quarter).lower(): quarter for quarter in range(1, 5)},
    **{str(quarter): quarter for quarter in range(1, 5)},
}
_NUMBER = rf"(?:{ROMAN_QUARTER}|[1-4]|pertama|kedua|ketiga|ke\s?empat)(?![^\W_]|[.,]\d)"
_KE = r"(?:ke\s?[-–]?\s?)?(?=[\divkpe])"
_TRIWULAN = r"\b(?:tri\s?[wb]ulan(?:an)?|tw|trw|trib|kuartal|q)[.\s]{0,2}" + _KE
_YEAR = rf"(?:[\s,)–-]*(?:\(?tahun(?:\s+anggaran)?|t\.?\s?a\.?)?\s*(?P<{{name}}>{REPORT_YEAR})\b)?"
_MONTH = "(?:" + "|".join(MONTHS) + r")\b"
_PERIOD = regex(
    rf"""(?P<until>\b{_UNTIL}\s*)?
    (?:
        {_TRIWULAN}(?P<quarter>{_NUMBER})(?P<further>(?:\s*(?:,|/|&|-|–|\bdan\b|{_UNTIL})\s*{_NUMBER})*)
        {_YEAR.format(name="quarter_year")}
      | \bsem(?:ester|\.)?\s?{_KE}(?P<semester>(?:i{{1,2}}|[12]|pertama|kedua)(?![^\W_]|[.,]\d))
        {_YEAR.format(name="semester_year")}
      | \b(?P<from>{_MONTH})\s*(?:{_UNTIL}|-|–)\s*(?P<to>{_MONTH}){_YEAR.format(name="months_year")}
      | \bbulan\s*:?\s*(?P<month>{_MONTH})(?!\s*(?:{_UNTIL}|-|–)){_YEAR.format(name="month_year")}
      | \b(?:tahun(?:\s+anggaran)?|t\.?a)\b\.?\s*(?P<year>{REPORT_YEAR})\b(?!\s*(?:[-–/]|{_UNTIL})\s*{REPORT_YEAR})
    )""",  # noqa: E501
    re.IGNORECASE | re.VERBOSE,
)
# One of them is in every text that names a period, and most lines hold none: a third of the time.
_HINTS = (
    "20",
    "tri",
    "tw",
    "trw",
    "sem",
    "kuartal",
    "q",
    "s.d",
    "s/d",
    "sd",
    "sampai",
    "hingga",
    " - ",
    "–",
    "bulan",
)


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period | None:
    """Return the period that `text` names: the first quarter, semester or months, with the year
    named beside it.

    >>> parse_period("Laporan Kinerja Triwulan IV Tahun Anggaran 2024").label
    'TW4'
    >>> parse_period("Tribulan")
    """
    periods = [found.period for found in find_periods(text)]
    year = next((period.year for period in periods if period.year), None)
    part = next((period for period in periods if period.kind is not PeriodKind.TAHUN), None)
    if part is None:
        return periods[0] if periods else None
    return part if part.year else part._replace(year=year)


_SHORT = {
    "bln": PeriodKind.BULAN,
    "tw": PeriodKind.TRIWULAN,
    "smt": PeriodKind.SEMESTER,
    "tahun": PeriodKind.TAHUN,
}
_IN_SHORT = regex(
    rf"(?:(?P<kind>bln|tw|smt|tahun)\s?(?P<number>\d{{1,2}})?\s*)?(?P<year>{REPORT_YEAR})?",
    re.IGNORECASE,
)


def period_in_short(text: str) -> Period | None:
    """Return the period that a person names: as `label` prints it, in words, or a year alone; None
    for anything else.

    >>> period_in_short("TW4 2024")
    Period(kind=<PeriodKind.TRIWULAN: 'triwulan'>, number=4, cumulative=False, year=2024)
    >>> period_in_short("2023").label
    'TAHUN'
    >>> period_in_short("BLN13")
    """
    found = _IN_SHORT.fullmatch(text.strip())
    if found is None or not found[0]:
        return parse_period(text)
    kind = _SHORT[(found["kind"] or "tahun").casefold()]
    number = int(found["number"] or 1)
    numbered = found["number"] is not None
    if numbered is (kind is PeriodKind.TAHUN) or not 1 <= number <= 12 // _MONTHS_IN[kind]:
        return None
    return Period(kind, number, year=_year(found["year"]))


def find_periods(text: str) -> list[FoundPeriod]:
    """Return every period that `text` names, in order; the year of a regulation is none.

    >>> [found.period.label for found in find_periods("Target tahun 2024, realisasi TW I s.d TW III")]
    ['TAHUN', 'TW3']
    """  # noqa: E501
    lower = text.casefold()
    if not any(hint in lower for hint in _HINTS):
        return []
    periods: list[FoundPeriod] = []
    for found in _PERIOD.finditer(text):
        if found["year"] and _REGULATION.search(text, 0, found.start()):
            continue
        for period in _periods(found):
            if (
                period.cumulative
                and periods
                and not text[periods[-1].end : found.start()].strip(" (,-–")
            ):
                periods.pop()
            periods.append(FoundPeriod(period, found.start(), found.end()))
    return periods


# "Nomor 6 Tahun 2018", "Perpres 29 Tahun 2014"
_REGULATION = regex(
    r"\b(?:(?:nomor|no)\b[\s.:]*[\w./-]+|(?:uu|pp|per(?:da|bup|wali?|gub|pres|men\w*)|"
    r"kepmen\w*|inpres|qanun)\s+\d+)\s+$",
    re.IGNORECASE,
)
_UNTIL_HERE = regex(rf"{_UNTIL}|[-–]", re.IGNORECASE)
_A_NUMBER = regex(_NUMBER, re.IGNORECASE)


def _periods(found: re.Match[str]) -> Iterator[Period]:
    """Yield the periods of one match: several for "Triwulan I, II dan III"."""
    until = bool(found["until"])
    if found["quarter"]:
        year = _year(found["quarter_year"])
        quarters = [_number(found["quarter"]), *map(_number, _A_NUMBER.findall(found["further"]))]
        if _UNTIL_HERE.search(found["further"]):
            yield Period(PeriodKind.TRIWULAN, quarters[-1], quarters[0] == 1, year)
            return
        for quarter in quarters:
            yield Period(PeriodKind.TRIWULAN, quarter, until, year)
    elif found["semester"]:
        yield Period(
            PeriodKind.SEMESTER, _number(found["semester"]), until, _year(found["semester_year"])
        )
    elif found["to"]:
        first, last = (MONTHS.index(found[group].casefold()) + 1 for group in ("from", "to"))
        yield Period(PeriodKind.BULAN, last, first == 1, _year(found["months_year"]))
    elif found["month"]:
        yield Period(
            PeriodKind.BULAN,
            MONTHS.index(found["month"].casefold()) + 1,
            until,
            _year(found["month_year"]),
        )
    else:
        yield Period(PeriodKind.TAHUN, cumulative=until, year=_year(found["year"]))


def _number(printed: str) -> int:
    return _NUMBERS["".join(printed.casefold().split())]


def _year(printed: str | None) -> int | None:
    return int(printed) if printed else None


_QUARTER_VALUE = regex(
    rf"{_TRIWULAN}(?P<quarter>{_NUMBER})\s*[:=]\s*(?P<value>\d+(?:[.,]\d+)*(?:\s?%)?|"
    r"[-–](?!\s?\d))",
    re.IGNORECASE,
)


def find_quarter_values(text: str) -> list[QuarterValue]:
    """Return the value printed behind each quarter of a text that lists them.

    >>> [(value.quarter, value.text) for value in find_quarter_values("TW 1: 37,84 TW 2 : 17")]
    [(1, '37,84'), (2, '17')]
    """
    return [
        QuarterValue(_number(found["quarter"]), found["value"])
        for found in _QUARTER_VALUE.finditer(text)
    ]
