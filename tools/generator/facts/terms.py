"""The period that a report is about, and how Indonesian reports write periods and dates."""

import datetime
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
ROMAN = ("", "I", "II", "III", "IV")


class TermKind(Enum):
    """A quarter, a half or a year."""

    TRIWULAN = "tw"
    SEMESTER = "s"
    TAHUN = "tahun"


class ReportTerm(NamedTuple):
    """A period of a year; `number` is 0 for the year itself."""

    kind: TermKind
    number: int
    year: int

    @property
    def key(self) -> str:
        """Short for the period: TW2, S1, TAHUN."""
        return f"{self.kind.value.upper()}{self.number or ''}"

    @property
    def label(self) -> str:
        """What captions call it.

        >>> ReportTerm(TermKind.TRIWULAN, 2, 2024).label, ReportTerm(TermKind.TAHUN, 0, 2024).label
        ('Triwulan II Tahun 2024', 'Tahun 2024')
        """
        part = f"{self.kind.name.title()} {ROMAN[self.number]} " if self.number else ""
        return f"{part}Tahun {self.year}"

    @property
    def span(self) -> str:
        """The months that it covers, from January on."""
        return f"Januari s.d. {MONTHS[self.last_month - 1]}"

    @property
    def last_month(self) -> int:
        """Its last month."""
        return (
            self.number * {TermKind.TRIWULAN: 3, TermKind.SEMESTER: 6, TermKind.TAHUN: 0}[self.kind]
            or 12
        )

    @property
    def quarters(self) -> int:
        """How many quarters of the year have passed at its end."""
        return self.last_month // 3

    @property
    def share(self) -> Fraction:
        """The part of the year that has passed at its end."""
        return Fraction(self.last_month, 12)

    def other(self) -> "ReportTerm":
        """Return a period that somebody could name in its place: the one before, or the year
        before.
        """
        if not self.number:
            return self._replace(year=self.year - 1)
        return self._replace(number=self.number - 1 or self.number + 1)

    def signed(self, days: int) -> datetime.date:
        """Return the date so many days after its end."""
        first = datetime.date(self.year + self.last_month // 12, self.last_month % 12 + 1, 1)
        return first + datetime.timedelta(days=days)


def read_term(key: str, year: int) -> ReportTerm:
    """Return the term of a key and a year.

    >>> read_term("tw3", 2024).label
    'Triwulan III Tahun 2024'
    """
    kind = next(
        kind
        for kind in TermKind
        if key.startswith(kind.value) and (kind is not TermKind.TRIWULAN or key != "tahun")
    )
    return ReportTerm(kind, int(key[len(kind.value) :] or 0), year)


def print_date(date: datetime.date, padded: bool = False) -> str:
    """Return a date as reports print it.

    >>> print_date(datetime.date(2025, 1, 3), padded=True)
    '03 Januari 2025'
    """
    return (
        f"{date.day:02}" * padded
        + f"{date.day}" * (not padded)
        + f" {MONTHS[date.month - 1]} {date.year}"
    )
