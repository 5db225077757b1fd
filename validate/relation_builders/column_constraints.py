"""Laws over the rows of one table: which columns a column is computed from, and the sums that its
codes ask for.

A formula printed in the header of the column wins. Where it names a column number that no column or
two columns carry, and where there is none, the roles of the columns decide.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import chain, combinations
from typing import NamedTuple

from normalize.report import Column, Report, Role, TargetBasis, TypedRow, TypedTable
from normalize.values.amounts import Amount, ParsedAmount, UnreadReason, ValueType
from normalize.values.periods import Period
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.relations import (
    PERCENTAGE,
    SUM,
    Equation,
    GroupedEquation,
    Ratio,
    Relation,
    equation_of,
)
from validate.findings import CellRef, Message, PrintedValue


@dataclass(frozen=True, slots=True)
class ColumnConstraintsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    several: int = 2  # count; e84561e
    # so many amounts of unclear place are looked at
    unclear: int = 40  # count; 281612c


_SETTINGS = ColumnConstraintsSettings()


# a percentage of these is printed as 0,99
FRACTION = Ratio(Decimal(1))
_HUNDREDTH = Decimal("0.01")

AMOUNTS = (Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA)


@dataclass(frozen=True, slots=True)
class ColumnConstraint:
    """A column of one role follows from columns of others; each place in `inputs` may be filled by
    several roles.
    """

    target: Role
    inputs: tuple[tuple[Role, ...], ...]
    form: Equation
    why: Message


# the percentage of a budget that was spent
ABSORPTION = ColumnConstraint(
    Role.SERAPAN,
    ((Role.REALISASI_ANGGARAN,), (Role.PAGU,)),
    PERCENTAGE,
    Message("persentase adalah realisasi dibagi pagu", "the percentage is realisasi over pagu"),
)


class Computation(NamedTuple):
    """How one column of one table is computed: the form and the columns it takes."""

    table: TypedTable
    target: Column
    form: Equation
    inputs: tuple[Column, ...]
    stated: bool


def computations(report: Report, law: ColumnConstraint) -> Iterator[Computation]:
    """Yield how each column of the law's role is computed; none where its columns are missing or
    ambiguous.
    """
    for table in report.tables:
        for target in table.columns_of(law.target):
            if found := _stated(table, target) or expected(table, target, law):
                yield found._replace(form=FRACTION) if _prints_fractions(found) else found


def _prints_fractions(computation: Computation) -> bool:
    """Return whether a column of percentages prints 0,99 for 99 %: most of its numbers, not all as
    well percentages.
    """
    if computation.form != PERCENTAGE or computation.target.quantity is not ValueType.PERSEN:
        return False
    told = list(_shares_told(computation))
    if len(told) < _SETTINGS.several or any(share.percent or not whole for share, _, whole in told):
        return False
    quotients = [(share.value, part / whole) for share, part, whole in told]
    fractions = sum(abs(share - quotient) <= _HUNDREDTH for share, quotient in quotients)
    no_percentages = any(abs(share - 100 * quotient) > _HUNDREDTH for share, quotient in quotients)
    return no_percentages and 2 * fractions > len(quotients)


def _shares_told(computation: Computation) -> Iterator[tuple[Amount, Decimal, Decimal]]:
    """Yield each share that is not zero, with what it is a share of: part and whole."""
    columns = [column.index for column in (computation.target, *computation.inputs)]
    for row in computation.table.rows:
        share, part, whole = map(row.amount, columns)
        if share and part and whole and share.value:
            yield share, part.value, whole.value


def relations(
    law: ColumnConstraint, computation: Computation, rows: Sequence[TypedRow]
) -> Iterator[Relation]:
    """Yield the law for each of these rows that prints a number in every column it needs.

    Where a cell is merged over several rows, it stands for all they print of money: 120 spent of a
    pagu of 100 and 50.
    """
    table, target, form, inputs, stated = computation
    columns = (target.index, *(column.index for column in inputs))
    printed, name = table.table.rows, table.id
    for row in rows:
        cells, readings = printed[row.index], table.rows[row.index].readings
        if all(
            cells[at].rows == 1 and cells[at].origin is None for at in columns
        ):  # as those of most rows are
            if all(says(readings[at]) for at in columns):
                first, *terms = (CellRef(name, row.index, at) for at in columns)
                yield Relation(first, form, tuple(terms), law.why, stated)
        elif (merged := _merged_relation(law, computation, row, columns)) is not None:
            yield merged


def _merged_relation(
    law: ColumnConstraint, computation: Computation, row: TypedRow, columns: Sequence[int]
) -> Relation | None:
    """Return the law for the rows that merged cells hold together with a row, which is the first of
    them.
    """
    table, _, form, inputs, stated = computation
    cells = table.table.rows[row.index]
    if any((origin := cells[at].origin) and origin[0] < row.index for at in columns):
        return None
    band = rows_together(table, row, columns)
    targets, *groups = [printed_in(table, band, at) for at in columns]
    if len(targets) != 1 or not all(groups):
        return None
    several = [column for column, group in zip(inputs, groups, strict=True) if len(group) > 1]
    if not all(column.quantity is ValueType.RUPIAH for column in several):
        return None
    how = GroupedEquation(form, tuple(map(len, groups))) if several else form
    return Relation(targets[0], how, tuple(chain.from_iterable(groups)), law.why, stated)


def rows_together(table: TypedTable, row: TypedRow, columns: Sequence[int]) -> range:
    """Return the rows that cells of these columns which are merged over several rows hold together
    with a row.
    """
    cells = table.table.rows
    first, end = row.index, row.index + 1
    grown = True
    while grown:
        origins = [cells[at][column].origin for at in (first, end - 1) for column in columns]
        top = min([first, *(origin[0] for origin in origins if origin)])
        bottom = max(at + cells[at][column].rows for at in range(top, end) for column in columns)
        grown = (top, max(end, bottom)) != (first, end)
        first, end = top, max(end, bottom)
    return range(first, min(end, len(cells)))


def printed_in(table: TypedTable, rows: Iterable[int], column: int) -> list[CellRef]:
    """Return the cells of a column in these rows that print something."""
    return [CellRef(table.id, at, column) for at in rows if says(table.rows[at].readings[column])]


def divides_by_zero(computation: Computation, row: TypedRow) -> bool:
    """Return whether the computation is a ratio whose divisor prints zero in this row."""
    if not isinstance(computation.form, Ratio):
        return False
    divisor = row.amount(computation.inputs[1].index)
    return divisor is not None and divisor.value == 0


def beside(table: TypedTable, one: Role, other: Role) -> Iterator[tuple[Column, Column]]:
    """Yield each column of one role with the only column of the other role for the same period."""
    for column in table.columns_of(one):
        if found := _sole(table, (other,), column):
            yield column, found


def code_spot(table: TypedTable, row: TypedRow) -> PrintedValue:
    """Return where the code of a row is printed."""
    column = table.column(Role.KODE) or table.columns[0]
    return cell_spot(table, row.index, column.index)


def says(reading: ParsedAmount | None) -> bool:
    """Whether something is printed, be it unreadable."""
    return isinstance(reading, Amount) or (
        reading is not None and reading.reason is not UnreadReason.EMPTY
    )


def prints_any(row: TypedRow, columns: Iterable[Column]) -> bool:
    """Whether a row prints something, be it unreadable, in one of these columns."""
    return any(says(row.readings[column.index]) for column in columns)


def _stated(table: TypedTable, target: Column) -> Computation | None:
    """Return the computation that the header of the column prints, if each of its numbers names one
    other column.
    """
    if target.formula is None:
        return None
    inputs = [_numbered(table, number) for number in target.formula.columns()]
    columns = tuple(column for column in inputs if column is not None and column is not target)
    if len(columns) < len(inputs):
        return None
    return Computation(
        table,
        target,
        equation_of(target.formula, target.quantity is ValueType.PERSEN),
        columns,
        True,
    )


def _numbered(table: TypedTable, number: str) -> Column | None:
    """Return the one column of numbers that carries a number; unnumbered columns count from 1."""
    numbered = any(column.number for column in table.columns)
    found = [
        column
        for column in table.columns
        if column.quantity is not ValueType.TIDAK_DIKETAHUI
        and (column.number == number if numbered else column.index == int(number) - 1)
    ]
    return found[0] if len(found) == 1 else None


def expected(table: TypedTable, target: Column, law: ColumnConstraint) -> Computation | None:
    """Return the computation that the roles lead one to expect, from columns of the same period."""
    inputs = [_sole(table, roles, target) for roles in law.inputs]
    columns = tuple(column for column in inputs if column is not None)
    return (
        Computation(table, target, law.form, columns, False)
        if len(columns) == len(inputs)
        else None
    )


def _sole(table: TypedTable, roles: Sequence[Role], target: Column) -> Column | None:
    for role in roles:
        columns = [
            column for column in _columns_of(table, role) if _is_of_the_same_plan(column, target)
        ]
        period = target.against if role is Role.TARGET and target.against else target.period
        same = [column for column in columns if column.period == period]
        if len(same or columns) == 1 and (same or _may_be_of(columns[0], period)):
            return (same or columns)[0]
    return None


def _may_be_of(column: Column, period: Period | None) -> bool:
    """Return whether a column may be of a period that it does not name: the end of a plan is
    measured in any year.
    """
    return period is None or column.period is None or column.basis is TargetBasis.LONG_TERM


def _columns_of(table: TypedTable, role: Role) -> list[Column]:
    """Return the columns of a role; as targets also those of other plans, which are none where the
    year's is.
    """
    plans = (
        column
        for column in table.columns_of(Role.LAIN)
        if column.basis in (TargetBasis.LONG_TERM, TargetBasis.WORK_PLAN)
    )
    return [*table.columns_of(role), *(plans if role is Role.TARGET else ())]


def _is_of_the_same_plan(column: Column, target: Column) -> bool:
    """Return whether a capaian may follow from a column: a target that it is measured against, its
    own realisasi.
    """
    if column.role in (Role.TARGET, Role.LAIN) and target.role is Role.CAPAIAN:
        return column.period == target.against if target.against else column.basis is target.basis
    return column.basis not in (TargetBasis.EARLIER, TargetBasis.OUTSIDE)


class BudgetTier(Enum):
    """What the rows of a budget are added up to: a kegiatan, a program, or what is above the
    programs.
    """

    KEGIATAN = "kegiatan"
    PROGRAM = "program"
    ABOVE = "above"


# Sums ---------------------------------------------------------------------------------------------


def sums_of(
    table: TypedTable, total: TypedRow, parts: Sequence[TypedRow], why: Message
) -> Iterator[Relation]:
    """Yield that a row is the sum of others, for every column of amounts; a part that prints
    nothing adds nothing.
    """
    for column in table.columns:
        if (
            column.role in AMOUNTS
            and column.quantity is ValueType.RUPIAH
            and says(total.readings[column.index])
        ):
            at = column.index
            terms = tuple(
                CellRef(table.id, row.index, at) for row in parts if says(row.readings[at])
            )
            if terms:
                yield Relation(CellRef(table.id, total.index, at), SUM, terms, why)


def is_uncoded_money(table: TypedTable, row: TypedRow) -> bool:
    """Return whether a row prints an amount and no code that could be read, and is no total."""
    return not (row.code or row.total) and _prints_money(table, row)


def _prints_money(table: TypedTable, row: TypedRow) -> bool:
    return any(column.role in AMOUNTS and row.amount(column.index) for column in table.columns)


def roots(table: TypedTable) -> tuple[list[TypedRow], list[TypedRow]]:
    """Return the coded rows that are under no other row of the table: those of the highest level,
    and the deeper.
    """
    codes = {row.code.canonical for row in table.rows if row.code}
    alone = [
        row for row in table.rows if row.code and not row.total and row.code.parent not in codes
    ]
    depths = [row.code.canonical.count(".") for row in alone if row.code]
    top = min(depths, default=0)
    return (
        [row for row, depth in zip(alone, depths, strict=True) if depth == top],
        [row for row, depth in zip(alone, depths, strict=True) if depth > top],
    )


def offices(table: TypedTable) -> list[tuple[TypedRow, list[TypedRow]]]:
    """Return the rows without a code that are the header of the coded rows of one office each, and
    those rows of the highest level.

    A table over several offices has two of them at least; none where rows of the highest level are
    above the first.
    """
    after = zip(table.rows, table.rows[1:], strict=False)
    top = [row for row in roots(table)[0] if _prints_money(table, row)]
    firsts = {row.index for row in top}
    heads = [row for row, below in after if below.index in firsts and is_uncoded_money(table, row)]
    if len(heads) < _SETTINGS.several or top[0].index < heads[0].index:
        return []
    ends = [*(row.index for row in heads[1:]), len(table.rows)]
    return [
        (head, _rows_between(top, head.index, end)) for head, end in zip(heads, ends, strict=True)
    ]


def _rows_between(rows: Sequence[TypedRow], head: int, end: int) -> list[TypedRow]:
    return [row for row in rows if head < row.index < end]


def made_up(lack: Decimal, amounts: Iterable[Decimal]) -> bool:
    """Return whether up to three amounts, of the first that are none of zero, are exactly what a
    sum lacks.
    """
    values = [amount for amount in amounts if amount][: _SETTINGS.unclear]
    return lack > 0 and any(
        sum(some) == lack for count in (1, 2, 3) for some in combinations(values, count)
    )


def sole_total(table: TypedTable) -> TypedRow | None:
    """Return the JUMLAH row of a table that has only one."""
    totals = [row for row in table.rows if row.total]
    return totals[0] if len(totals) == 1 else None
