"""How Indonesian documents print dates: day before month, always."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.patterns import regex
from extract.text.similarity import nearest_by_blocks
from extract.text.years import YEAR
from normalize.text.comparison import Phrased

MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
_NUMBERS = {month: number for number, month in enumerate(MONTHS, 1)}
_SHORT = (
    "jan",
    "feb peb",
    "mar mrt",
    "apr",
    "mei",
    "jun",
    "jul",
    "ags agt agst agust",
    "sep sept",
    "okt",
    "nov nop",
    "des",
)
_NUMBERS |= {word: number for number, words in enumerate(_SHORT, 1) for word in words.split()}
# English names that are too unlike the Indonesian ones to be found as misspellings
_FOREIGN = {"march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10, "december": 12}


class DateNote(Phrased):
    """What is worth a remark about a printed date."""

    MISSPELT_MONTH = "nama bulan salah eja", "the month is misspelt"
    NOT_IN_CALENDAR = "tidak ada dalam kalender", "no such day in the calendar"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A printed date: the day it names (None when the calendar has no such day), and where it is in
    the text.
    """

    date: datetime.date | None
    text: str
    start: int
    end: int
    notes: tuple[DateNote, ...] = ()


_WORDED = regex(rf"(?<![\d.,/])(\d{{1,2}})[\s-]*([^\W\d_]{{3,12}})\.?[\s,-]*({YEAR})(?!\d)")
_FIGURES = regex(
    r"(?<![\w./-])(\d{1,2})\s?(?:([-/])\s?(\d{1,2})\s?\2\s?((?:19|20)?\d\d)|"
    rf"\.(\d\d?)\.({YEAR}))(?![\d/-])"
)


def find_dates(text: str) -> list[PrintedDate]:
    """Return every date that `text` prints, in order; a year of two digits counts only between
    separators.

    >>> [str(dated.date) for dated in find_dates("Klakah, 03 Januari 2024 (diunggah 30/12/23)")]
    ['2024-01-03', '2023-12-30']
    >>> (dated,) = find_dates("31 Pebruari 2024")
    >>> dated.date, [note.en for note in dated.notes]
    (None, ['the month is misspelt', 'no such day in the calendar'])
    """
    if not ("20" in text or "19" in text or "/" in text or "-" in text):
        return []
    return sorted((*_worded(text), *_in_figures(text)), key=lambda dated: dated.start)


def _worded(text: str) -> Iterator[PrintedDate]:
    for found in _WORDED.finditer(text):
        name = found[2].casefold()
        month = _NUMBERS.get(name) or _misspelt_month(name)
        if month:
            notes = () if name in _NUMBERS else (DateNote.MISSPELT_MONTH,)
            yield _printed_date(found, int(found[1]), month, int(found[3]), notes)


def _in_figures(text: str) -> Iterator[PrintedDate]:
    for found in _FIGURES.finditer(text):
        day, month, year = int(found[1]), int(found[3] or found[5]), int(found[4] or found[6])
        yield _printed_date(found, day, month, year if year > 99 else 2000 + year, ())


def _printed_date(
    found: re.Match[str], day: int, month: int, year: int, notes: tuple[DateNote, ...]
) -> PrintedDate:
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return PrintedDate(
            None, found[0], found.start(), found.end(), (*notes, DateNote.NOT_IN_CALENDAR)
        )
    return PrintedDate(date, found[0], found.start(), found.end(), notes)


@lru_cache(maxsize=256)
def _misspelt_month(name: str) -> int | None:
    """Return the number of the month that `name` misspells, None for another word."""
    if name in _FOREIGN:
        return _FOREIGN[name]
    month = nearest_by_blocks(name, MONTHS, 0.8)
    return _NUMBERS[month] if month else None
