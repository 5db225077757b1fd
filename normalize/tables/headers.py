"""How the header of a table is built: levels of words over merged cells, a row that numbers the
columns, formulas.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Cell, Row, Table
from extract.text.years import YEAR
from normalize.formulas.column_formulas import (
    Formula,
    is_bare_formula,
    parse_column_number,
    parse_formula,
)
from normalize.values.periods import Period, PeriodKind, parse_period


class Header(NamedTuple):
    """The header of a column: its words level by level from the top, its printed number and its
    formula.
    """

    levels: tuple[str, ...]
    number: str | None = None
    formula: Formula | None = None

    @property
    def text(self) -> str:
        """The words of all levels, top-down."""
        return " ".join(self.levels)


def read_headers(table: Table) -> list[Header]:
    """Return the header of each column; a cell over several columns is a level of each."""
    numbers = next((row for row in reversed(table.header) if _is_number_row(row)), None)
    rows = [row for row in table.header if row is not numbers]
    return [_head(rows, numbers, column) for column in range(table.width)]


def _is_number_row(row: Row) -> bool:
    """Whether the row numbers the columns; 1 2 3 4 under Triwulan is beside cells that come down
    from above.
    """
    own = [cell for cell in row if cell.origin is None and cell.text]
    numbered = [cell for cell in own if parse_column_number(cell.text)]
    comes_down = any(cell.origin and cell.origin[0] != cell.row for cell in row)
    wide_enough = 3 * sum(cell.columns for cell in numbered) >= len(row)
    return len(numbered) > 1 and 2 * len(numbered) >= len(own) and wide_enough and not comes_down


def _head(rows: list[Row], numbers: Row | None, column: int) -> Header:
    levels: list[str] = []
    formula = None
    for level, row in enumerate(rows):
        text = _text_over(rows, level, column)
        if is_bare_formula(text):
            formula = parse_formula(text)
        elif text and not (level and _origin(row[column]) == _origin(rows[level - 1][column])):
            levels.append(text)
    printed = numbers[column].text if numbers else ""
    stated = (
        parse_formula(printed)
        or formula
        or next(filter(None, map(parse_formula, reversed(levels))), None)
    )
    return Header(tuple(levels), parse_column_number(printed), stated)


def _origin(cell: Cell) -> tuple[int, int]:
    return cell.origin or (cell.row, cell.column)


def _text_over(rows: list[Row], level: int, column: int) -> str:
    """Return the text over this column at a level; a group's text also where its merge was not
    drawn.
    """
    cell = rows[level][column]
    if cell.origin is not None:
        return next((row[cell.origin[1]].text for row in rows if row[0].row == cell.origin[0]), "")
    deeper = rows[level + 1 :]
    continues = column and _prints(deeper, column - 1) and _prints(deeper, column)
    return _text_over(rows, level, column - 1) if continues and not cell.text else cell.text


def _prints(rows: list[Row], column: int) -> bool:
    """Return whether any of these rows prints something in a column."""
    return any(row[column].text for row in rows)


# also where the space is missing: Tahun2016
_YEAR = regex(rf"(?:\b|(?<=[^\W\d_]))({YEAR})\b")
_QUARTER = regex(r"I{1,3}|IV|[1-4]")
_QUARTER_WORD = regex(r"\b(?:triwulan|tribulan|tw)\b", re.IGNORECASE)


_AGAINST = regex(r"\b(?:terhadap|thdp?|dibanding(?:kan)?)\b(.*)", re.IGNORECASE | re.DOTALL)
_WHOLE_YEAR = regex(r"\b(?:tahunan|setahun)\b", re.IGNORECASE)


@lru_cache(maxsize=2048)
def header_period(levels: tuple[str, ...]) -> Period | None:
    """Return the quarter or year that a header names, but for what it compares with; the lowest
    level counts.

    >>> header_period(("Realisasi Kinerja pada Triwulan I - IV", "II", "Rp")).number
    2
    >>> header_period(("Anggaran pada Tahun ke-", "2021")).year
    2021
    >>> header_period(("Capaian 2024 terhadap Target 2029",)).year
    2024
    """
    return _lowest_period(tuple(_AGAINST.split(level, maxsplit=1)[0] for level in levels))


@lru_cache(maxsize=2048)
def compared_period(levels: tuple[str, ...]) -> Period | None:
    """Return the quarter or year of what a header compares with.

    >>> compared_period(("Capaian 2024 terhadap Target 2029",)).year
    2029
    >>> compared_period(("Capaian TW IV terhadap Target Tahunan",)).label
    'TAHUN'
    """
    return _lowest_period(
        tuple(found[1] if (found := _AGAINST.search(level)) else "" for level in levels)
    )


def _lowest_period(levels: tuple[str, ...]) -> Period | None:
    for at in reversed(range(len(levels))):
        text = levels[at].strip()
        if _QUARTER.fullmatch(text) and any(map(_QUARTER_WORD.search, levels[:at])):
            text = f"Triwulan {text}"
        year = _YEAR.search(text)
        if found := parse_period(text):
            return found._replace(year=int(year[1])) if year else found
        if year or _WHOLE_YEAR.search(text):
            return Period(PeriodKind.TAHUN, year=int(year[1]) if year else None)
    return None


_SCALES = (
    (regex(r"\bmil[iy]ar[dt]?\b", re.IGNORECASE), 9),
    (regex(r"\bjuta(?:an)?\b|[(.\s]000[.,]000\s*\)", re.IGNORECASE), 6),
    (regex(r"\bribu(?:an)?\b|\(\s*+(?:rp|x|×)?[.,]?\s*+(?:1[.,]?)?000\s*\)", re.IGNORECASE), 3),
)


@lru_cache(maxsize=2048)
def header_scale(text: str) -> Decimal:
    """Return what a header or caption says its numbers are counted in.

    >>> [str(header_scale(text)) for text in ("Pagu (Rp. 000)", "dalam jutaan rupiah", "Pagu (Rp)")]
    ['1000', '1000000', '1']
    """
    return Decimal(10) ** next((power for pattern, power in _SCALES if pattern.search(text)), 0)
