"""What the rows of a table are: their readings, their code, their name, their labels, and which is
a JUMLAH.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Row, Table
from extract.tables.headers import column_number, is_number_row
from normalize.report import Column, Role, TableKind, TypedRow
from normalize.tables.column_roles import PERFORMANCE_ROLES, TEXT_ROLES
from normalize.tables.columns import is_numeric
from normalize.text.comparison import normalize_text
from normalize.values.amounts import (
    Amount,
    AmountNote,
    NumberFormat,
    ParsedAmount,
    Unread,
    UnreadReason,
    ValueType,
    parse_amount,
)
from normalize.values.codes import Code, CodeLevel, parse_code, split_code

# Which label names a row, the first that is filled.
_BY_PROGRAM = (Role.URAIAN, Role.PROGRAM, Role.SASARAN, Role.TUJUAN, Role.INDIKATOR)
_BY_INDICATOR = (Role.INDIKATOR, Role.SASARAN, Role.TUJUAN, Role.PROGRAM, Role.URAIAN)
_INDICATOR_KINDS = frozenset({TableKind.PK_SASARAN, TableKind.CAPAIAN})
_GROUPS = frozenset({Role.TUJUAN, Role.SASARAN, Role.PROGRAM})
_NAMES = frozenset(_BY_PROGRAM)

# A tick in a column without a role is no number that could not be read.
_SAYS_SOMETHING = regex(r"[\d#–-]|^$")

_WORD = regex(r"[^\W\d_]{3}")


class _Label(NamedTuple):
    role: Role
    text: str
    code: Code | None = None


def read_rows(table: Table, columns: tuple[Column, ...], kind: TableKind) -> tuple[TypedRow, ...]:
    """Return the body rows of a table, typed."""
    return tuple(_RowParser(table, columns, kind).rows())


def _indices(columns: tuple[Column, ...], role: Role) -> tuple[int, ...]:
    """Return the indices of the columns of a role."""
    return tuple(column.index for column in columns if column.role is role)


def _has_cents(table: Table, column: Column) -> bool:
    """Return whether a column prints cents."""
    return prints_cents((row[column.index].text for row in table.rows), column.quantity)


class _RowParser:
    """Reads the rows of a table from the top, since a blank label may continue the one above."""

    def __init__(self, table: Table, columns: tuple[Column, ...], kind: TableKind) -> None:
        self.table = table
        self.numeric = tuple(filter(is_numeric, columns))
        self.texts = tuple(
            column
            for column in columns
            if column.role in TEXT_ROLES and column.role is not Role.KODE
        )
        self.wordy = tuple(column.index for column in columns if not is_numeric(column))
        self.codes = _indices(columns, Role.KODE)
        self.units = _indices(columns, Role.SATUAN)
        self.dotted = any("." in row[index].text for index in self.codes for row in table.rows)
        self.ruled = table.reader == "ruled"
        self.cents = [column for column in self.numeric if _has_cents(table, column)]
        self.naming = _BY_INDICATOR if kind in _INDICATOR_KINDS else _BY_PROGRAM
        self.above: dict[int, str] = {}

    def rows(self) -> Iterator[TypedRow]:
        for index, row in enumerate(self.table.rows):
            if self.numbers_columns(row):
                yield TypedRow(index, (None,) * len(row), "")
                continue
            first = next((text for column in self.wordy if (text := row[column].text)), "")
            if _says_total(first):
                yield TypedRow(index, self.readings(row), first, self.code(row), total=True)
                continue
            found = tuple(self.labels(row))
            labels = tuple((label.role, label.text) for label in found)
            code = self.code(row) or next((label.code for label in found if label.code), None)
            name = next(self.names(labels), first if _WORD.search(first) else "")
            yield TypedRow(index, self.readings(row), name, code, labels=labels)

    def numbers_columns(self, row: Row) -> bool:
        """Return whether a row numbers the columns, that of its names among them: (1) (2) (3), also
        with repeats.
        """
        named = any(
            column_number(row[column.index].text) for column in self.texts if column.role in _NAMES
        )
        return named and is_number_row([cell.text for cell in row])

    def readings(self, row: Row) -> tuple[ParsedAmount | None, ...]:
        readings: list[ParsedAmount | None] = [None] * len(row)
        scale = self.scale_word(row)
        for column in self.numeric:
            cell = row[column.index]
            if cell.origin is None and (
                column.role is not Role.LAIN or _SAYS_SOMETHING.search(cell.text)
            ):
                reading = parse_cell(
                    cell.text,
                    column.role,
                    column.quantity,
                    column.style,
                    ruled=self.ruled,
                    cents=column in self.cents,
                )
                readings[column.index] = _scaled(reading, scale, column) if scale else reading
        return tuple(readings)

    def scale_word(self, row: Row) -> str:
        """Return the word of scale in the unit that a row prints in its column of units: Triliun
        Rupiah.
        """
        found = (_MONEY_UNIT.fullmatch(row[at].text.strip()) for at in self.units)
        return next((unit[1] for unit in found if unit), "")

    def code(self, row: Row) -> Code | None:
        """Return the code of a row: in one cell, or a segment in each of several."""
        pieces = [text for column in self.codes if (text := row[column].text)]
        if not pieces or (len(pieces) == 1 and not self.dotted):
            return None  # a running number, or one segment that does not indicate what
        if len(pieces) > 1:
            return _code_beneath_head(".".join(piece.strip(" .") for piece in pieces))
        split = split_code(pieces[0])
        return split[0] if split else _code_beneath_head(pieces[0])

    def labels(self, row: Row) -> Iterator[_Label]:
        """Yield the row's labels from the left; a blank group continues the one above unless a new
        one began.
        """
        began = any(row[column].text for column in self.codes)
        for column in self.texts:
            cell = row[column.index]
            text = cell.text
            if cell.origin is not None:
                above = self.table.rows[cell.origin[0]][cell.origin[1]]
                text = above.text if cell.origin[1] == column.index else ""
            elif text:
                began = True
                self.above[column.index] = text
            elif column.role in _GROUPS and not began:
                text = self.above.get(column.index, "")
            if text:
                yield _label(column.role, text)

    def names(self, labels: tuple[tuple[Role, str], ...]) -> Iterator[str]:
        return (text for role in self.naming for has, text in reversed(labels) if has is role)


_MONEY_UNIT = regex(
    r"(?:rp\.?\s*)?(ribu|juta|mil[iy]ard?|tril[iy]un)(?:\s+(?:rupiah|rp\.?))?", re.IGNORECASE
)
_COUNTED = (Role.TARGET, Role.REALISASI)


def _scaled(reading: ParsedAmount, word: str, column: Column) -> ParsedAmount:
    """Return a target or realisasi in the unit of its row; one that prints a word of scale itself
    has it already.
    """
    if (
        column.role not in _COUNTED
        or column.quantity is not ValueType.BILANGAN
        or not isinstance(reading, Amount)
    ):
        return reading
    if reading.percent or not {AmountNote.SCALE_WORD, AmountNote.DASH_ZERO}.isdisjoint(
        reading.notes
    ):
        return reading
    scaled = parse_amount(f"{reading.text} {word}", column.quantity, column.style)
    return replace(scaled, text=reading.text) if isinstance(scaled, Amount) else reading


_CENTS = regex(r"[.,]\d\d\D*$")


def prints_cents(texts: Iterable[str], quantity: ValueType) -> bool:
    """Return whether an amount of a column with these texts that ends in two digits behind a dot
    ends in cents.

    So it does where most of the column's amounts end in two decimals: a digit may be lost in one,
    not in most.
    """
    numbers = [text for text in texts if any(map(str.isdigit, text))]
    return (
        quantity is ValueType.RUPIAH
        and 2 * sum(map(bool, map(_CENTS.search, numbers))) > len(numbers) > 1
    )


def parse_cell(
    text: str,
    role: Role,
    quantity: ValueType,
    style: NumberFormat | None,
    *,
    ruled: bool,
    cents: bool,
) -> ParsedAmount:
    """Return the reading of a cell as its column has it: what a dash stands for, and two digits
    behind a dot.

    `ruled` states that rulings bound the cell, `cents` that the column prints cents.
    """
    reading = parse_amount(text, quantity, style, ruled=ruled)
    if isinstance(reading, Amount):
        counts_money = quantity is ValueType.RUPIAH or role not in PERFORMANCE_ROLES
        is_zero = counts_money or AmountNote.DASH_ZERO not in reading.notes
        return reading if is_zero else Unread(text, UnreadReason.MISSING_MARK)
    if cents and len(reading.candidates) == 1 and _ends_in_cents(reading.candidates[0]):
        return reading.candidates[0]
    return reading


def _ends_in_cents(amount: Amount) -> bool:
    """Return whether nothing is odd about an amount but that the mark of its thousands is before
    its cents.
    """
    return (
        not {AmountNote.DOT_CENTS, AmountNote.COMMA_TWICE}.isdisjoint(amount.notes)
        and AmountNote.BROKEN_GROUPING not in amount.notes
    )


_LEADING_NUMBER = regex(
    r"(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*(?=[^\d\s])|\d{1,2}(?:\.\d{1,2})+\s+(?=\D)|"
    r"\(?(?:[a-z]|[ivxl]{1,5})[.)]\s+|[-•▪➢✓]\s+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def _label(role: Role, text: str) -> _Label:
    """Return a label without its code or running number; a program listed among the sasaran is a
    program.
    """
    if role not in _NAMES:
        return _Label(role, text)
    if text[0] in "0123456789X" and (split := split_code(text)):
        return _Label(role, split[1], split[0])
    bare = text[found.end() :] if (found := _LEADING_NUMBER.match(text)) else text
    is_program = role is Role.SASARAN and bare[:8].casefold() == "program "
    return _Label(Role.PROGRAM if is_program else role, bare)


_PROGRAM_OR_BIDANG = regex(r"([1-9])\.(\d\d)(?:\.(\d\d))?")


def _code_beneath_head(text: str) -> Code | None:
    """Return the code of a cell in a column of codes, where a bidang that no decree lists is a code
    all the same.
    """
    if code := parse_code(text):
        return code
    unlisted = _PROGRAM_OR_BIDANG.fullmatch(text)
    segments = tuple(filter(None, unlisted.groups())) if unlisted else ()
    return (
        Code(segments, CodeLevel.PROGRAM if len(segments) > 2 else CodeLevel.BIDANG, text)
        if segments
        else None
    )


_TOTAL_HEADS = frozenset({"jumlah", "total", "grand", "sub", "subtotal", "jml"})
_TOTAL_WORDS = _TOTAL_HEADS.union(
    normalize_text(
        """keseluruhan seluruhnya semua umum anggaran belanja pendapatan pagu realisasi program kegiatan langsung tidak
        operasi modal daerah skpd opd pd dan i ii iii iv a b c"""  # noqa: E501
    ).split()
)


_DIGITS = regex(r"\d+")


@lru_cache(maxsize=4096)
def _says_total(text: str) -> bool:
    """Whether a label is that of a sum and nothing else: not "Jumlah desa yang tertib"."""
    words = _DIGITS.sub(" ", normalize_text(text)).split()
    if len(words) > 4 and all(len(word) == 1 for word in words):
        words = ["".join(words)]  # J U M L A H
    return bool(words) and words[0] in _TOTAL_HEADS and _TOTAL_WORDS.issuperset(words)
