"""What each printed number may stand for: as exactly as its column prints, and as loosely as its
own digits allow.

A rupiah amount printed in whole rupiah is exact. In a column of percentages or other numbers the
exact reading takes the column's precision (95,5 beside 95,45 is 95,50), the loose one the number's
own (95,45 to 95,55). There a whole number may be a rounded one, except 0 and 100, which are wholes,
and except counts of things, which are exact: those with a unit, and those of less than a thousand
in a column that is none of target, realisasi or percentages.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from normalize.report import Column, Report, Role, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount, ValueType, format_amount
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.intervals import ZERO, Interval, around, exactly, half_unit
from validate.findings import CellRef, PrintedValue


@dataclass(frozen=True, slots=True)
class PrintedNumbersSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    many: int = 3  # count; a223b62
    # from here on a number without decimals may be a rounded amount of tons or hectares
    many_things: int = 1000  # count; c37efa9


_SETTINGS = PrintedNumbersSettings()


WHOLES = (ZERO, Decimal(100))

# money that is planned and money that is spent
NOT_NEGATIVE = (Role.PAGU, Role.REALISASI_ANGGARAN)


# what a target is measured in where a whole number may be a rounded one; anything else is counted
MEASURES = {
    "persen",
    "persentase",
    "prosentase",
    "indeks",
    "indek",
    "nilai",
    "skor",
    "score",
    "poin",
    "rasio",
}


class PrintedNumber(NamedTuple):
    """A printed number as relations see it.

    `decimals` is how many decimals its column mostly prints, `own` how many it prints itself;
    `bare` states that the column prints wholes without. `spot` is set where the number is not the
    whole of a cell: in text, or one of several.
    """

    value: Decimal
    tight: Interval
    loose: Interval
    decimals: int = 0
    own: int = 0
    bare: bool = False
    spot: PrintedValue | None = None

    @property
    def exact(self) -> bool:
        """Whether it stands for one value only."""
        return self.tight.low == self.tight.high

    @property
    def printed(self) -> str:
        """The number alone, without signs and units."""
        return format_amount(self.value, self.own)

    def print(self, value: Decimal) -> str:
        """Return another value as its place would print it: in the column's decimals, without their
        idle zeros.
        """
        if self.bare and value == value.to_integral_value():
            return format_amount(value)
        printed = format_amount(value, self.decimals)
        return printed.rstrip("0") if 0 < self.own < self.decimals else printed

    def at(self, value: Decimal) -> "PrintedNumber":
        """Return the figure that would be here if another value were printed, all decimals of the
        column shown.
        """
        half = (
            half_unit(self.decimals)
            if self.own > self.decimals
            else (self.tight.high - self.tight.low) / 2
        )
        span = Interval(value - half, value + half)
        return self._replace(value=value, tight=span, loose=span)


class _ColumnHabit(NamedTuple):
    """How a column prints: how many decimals mostly, some wholes without, and no other numbers than
    0 and 100.
    """

    decimals: int
    bare: bool
    only_wholes: bool


class NumberIndex:
    """The printed numbers of a report, looked up by their cells."""

    def __init__(self, report: Report) -> None:
        self._tables = {table.id: table for table in report.tables}
        self._habits: dict[tuple[str, int], _ColumnHabit] = {}
        self._found: dict[CellRef, PrintedNumber | None] = {}

    def find(self, term: CellRef | PrintedNumber) -> PrintedNumber | None:
        """Return the figure of a cell, or None where no number could be read."""
        if isinstance(term, PrintedNumber):
            return term
        if term not in self._found:
            self._found[term] = self._read(term)
        return self._found[term]

    def spot(self, term: CellRef | PrintedNumber) -> PrintedValue:
        """Return where a term is printed."""
        if isinstance(term, PrintedNumber):
            if term.spot is None:
                raise ValueError("a figure apart from a cell needs a spot")
            return term.spot
        return cell_spot(self._tables[term.table], term.row, term.column)

    def is_not_negative(self, term: CellRef | PrintedNumber) -> bool:
        """Return whether a term is an amount that cannot be below zero."""
        return (
            isinstance(term, CellRef)
            and self._tables[term.table].columns[term.column].role in NOT_NEGATIVE
        )

    @property
    def tables(self) -> dict[str, TypedTable]:
        """The tables by their ids, in the order of the document."""
        return self._tables

    def _read(self, cell: CellRef) -> PrintedNumber | None:
        table = self._tables[cell.table]
        row = table.rows[cell.row]
        amount = row.readings[cell.column]
        return self._figure(amount, table, row, cell.column) if isinstance(amount, Amount) else None

    def _figure(self, amount: Amount, table: TypedTable, row: TypedRow, at: int) -> PrintedNumber:
        value, own, column = amount.value, amount.decimals, table.columns[at]
        if column.quantity is ValueType.RUPIAH:
            span = _span_of_rupiah(amount, column)
            return PrintedNumber(value, span, span, own, own)
        habit = self._habit(table, column)
        decimals = habit.decimals
        if own:
            return PrintedNumber(
                value,
                around(value, max(decimals, own)),
                around(value, own),
                decimals,
                own,
                habit.bare,
            )
        if decimals:
            tight = around(value, decimals)
            loose = (
                tight if value in WHOLES or _is_counted(amount, table, row) else around(value, 0)
            )
            return PrintedNumber(value, tight, loose, decimals, own, habit.bare)
        if _is_counted(amount, table, row) or (
            _counts(column) and abs(value) < _SETTINGS.many_things
        ):
            return PrintedNumber(value, exactly(value), exactly(value))
        if habit.only_wholes:
            return PrintedNumber(value, exactly(value), exactly(value))
        loose = around(value, 0)
        return PrintedNumber(
            value, loose if column.quantity is ValueType.PERSEN else exactly(value), loose
        )

    def _habit(self, table: TypedTable, column: Column) -> _ColumnHabit:
        key = table.id, column.index
        if key not in self._habits:
            amounts = [amount for row in table.rows if (amount := row.amount(column.index))]
            counts = Counter(amount.decimals for amount in amounts)
            wholes = counts.pop(0, 0)
            # 1.000% is rather a slip than three decimals
            mostly = max(
                counts,
                key=lambda decimals: (counts[decimals], decimals < _SETTINGS.many, decimals),
                default=0,
            )
            self._habits[key] = _ColumnHabit(
                mostly, wholes > 0, all(amount.value in WHOLES for amount in amounts)
            )
        return self._habits[key]


@cached_per_audit
def number_index(context: AuditContext) -> NumberIndex:
    """Return the printed numbers of the report under audit."""
    return NumberIndex(context.report)


def apart(amount: Amount, spot: PrintedValue, decimals: int) -> PrintedNumber:
    """Return a number that does not fill a cell as a figure; the numbers beside it print that many
    decimals.
    """
    decimals = max(amount.decimals, decimals)
    tight, loose = around(amount.value, decimals), around(amount.value, amount.decimals)
    return PrintedNumber(amount.value, tight, loose, decimals, amount.decimals, spot=spot)


def cell_spot(table: TypedTable, row: int, column: int) -> PrintedValue:
    """Return the spot of a body position: the cell that stands for it, and its whole text."""
    cell = table.table.cell(row, column)
    return PrintedValue(cell.place, CellRef(table.id, cell.row, cell.column), cell.text)


def _span_of_rupiah(amount: Amount, column: Column) -> Interval:
    """Return what an amount of money stands for: itself, unless a header or a word scales it."""
    if amount.slack >= 1:
        return Interval(amount.value - amount.slack, amount.value + amount.slack)
    return exactly(amount.value) if column.scale == 1 else around(amount.value, amount.decimals)


def _counts(column: Column) -> bool:
    """Return whether a column of numbers without decimals counts things: no target or realisasi of
    an indicator.
    """
    return column.role is Role.LAIN and column.quantity is ValueType.BILANGAN


def _is_counted(amount: Amount, table: TypedTable, row: TypedRow) -> bool:
    """Whether the number counts things: its row names a unit that is not a measure such as persen
    or indeks.
    """
    column = table.column(Role.SATUAN)
    if column is None or amount.percent:
        return False
    unit = normalize_text(table.table.cell(row.index, column.index).text)
    return bool(unit) and not MEASURES.intersection(unit.split())
