"""Which numbers of different tables are the same figure: what, whose, when and in which unit agree.

Headers, captions and units decide. A different figure is never compared with the same value; the
same figure always is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from normalize.report import Column, Report, Role, TableKind, TargetBasis, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import ValueType
from normalize.values.periods import Period, PeriodKind, parse_period
from validate.constraints.printed_numbers import WHOLES
from validate.constraints.relations import SAME, Relation
from validate.findings import CellRef, Message
from validate.structure.entity_links import REMARK, Entity, EntityRow, is_program
from validate.text.budget_versions import BudgetVersion, budget_version, names_version


@dataclass(frozen=True, slots=True)
class SameFiguresSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # so many targets, and more than half of them, show that a table of a quarter prints the
    # quarter's own
    own_targets: int = 2  # count; 3e00dd9
    any_year: int = 2024  # count; acef390
    one_named: int = 1  # count; a4a7b99
    both_named: int = 2  # count; a4a7b99


_SETTINGS = SameFiguresSettings()


def same_figure(
    report: Report,
    entities: Iterable[Entity],
    role: Role,
    why: Message,
    *,
    agreed_twice: bool = False,
) -> Iterator[Relation]:
    """Yield that the figure of a role is the same wherever a table prints it for one entity.

    A perjanjian kinerja comes first: the others are to follow it. Its summary and the signed one
    are compared with each other only when `agreed_twice` asks for nothing else. Tables whose
    captions name different periods, or another year than the report's, or of which one alone says
    that its budget is the changed one, are compared only where most of what they share is the same:
    the caption may be the slip.
    """
    known = list(entities)
    pairs = list(_pairs(report, known, role, agreed_twice))
    same = _mostly_same(report, pairs, role)
    if role in _FOLLOWS:
        same |= _mostly_same(
            report, _pairs(report, known, _FOLLOWS[role], agreed_twice), _FOLLOWS[role]
        )
    for one, here, other, there in pairs:
        if same.get((one.table.id, other.table.id), True):
            yield Relation(_cell(other, there), SAME, (_cell(one, here),), why)


# a percentage is of another period where what it is a percentage of is
_FOLLOWS = {
    Role.CAPAIAN: Role.REALISASI,
    Role.SERAPAN: Role.REALISASI_ANGGARAN,
    Role.SISA: Role.REALISASI_ANGGARAN,
    Role.EFISIENSI: Role.SERAPAN,
}


class _Pair(NamedTuple):
    """Two cells of one entity in different tables that may print the same figure."""

    one: EntityRow
    here: Column
    other: EntityRow
    there: Column


def _pairs(
    report: Report, entities: Iterable[Entity], role: Role, agreed_twice: bool
) -> Iterator[_Pair]:
    for entity in entities:
        rows = sorted(
            entity.rows,
            key=lambda item: item.table.kind not in (TableKind.PK_PROGRAM, TableKind.PK_SASARAN),
        )
        printed = [(item, column) for item in rows if (column := own_column(report, item, role))]
        for (one, own), (other, others) in combinations(printed, 2):
            here, there = _of_one_budget(one, own, other, others)
            if _agreed_twice(one, other) is agreed_twice and _comparable(
                one, here, other, there, report.year
            ):
                yield _Pair(one, here, other, there)


def _mostly_same(report: Report, pairs: Iterable[_Pair], role: Role) -> dict[tuple[str, str], bool]:
    """Return whether tables, two and two, mostly print the same figures, of those that name other
    periods or budgets.

    Nothing and everything, 0 and 100, are often the same in two periods: they count where the
    others show nothing.
    """
    agreeing: dict[tuple[str, str], list[bool]] = defaultdict(list)
    telling: dict[tuple[str, str], list[bool]] = defaultdict(list)
    of_parts: set[tuple[str, str]] = set()
    for pair in pairs:
        one, here, other, there = pair
        if _may_differ(report, pair, role):
            tables = one.table.id, other.table.id
            if not _years_differ(report, pair):
                of_parts.add(tables)
            amounts = one.row.amount(here.index), other.row.amount(there.index)
            values = {amount.value for amount in amounts if amount}
            agreeing[tables].append(len(values) == 1)
            if len(values) > 1 or any(_tells(value, here) for value in values):
                telling[tables].append(len(values) == 1)
    same = {tables: _is_most(telling[tables], alike) for tables, alike in agreeing.items()}
    if role is Role.TARGET:
        # a quarter's table may well print the targets of the year
        same |= {tables: not _is_contradicted(telling[tables]) for tables in of_parts}
    return same


def _may_differ(report: Report, pair: _Pair, role: Role) -> bool:
    """Return whether tables may print figures of other periods or budgets; a budget over years
    prints what it likes.
    """
    kinds = pair.one.table.kind, pair.other.table.kind
    over_years = (
        role is Role.REALISASI_ANGGARAN and TableKind.MULTI_YEAR in kinds
    ) or TableKind.OTHER in kinds
    of_budgets = _versions(pair.one, pair.other, pair.here.role) == _SETTINGS.one_named
    return over_years or of_budgets or _periods_differ(report, pair, role)


def _is_most(telling: Sequence[bool], alike: Sequence[bool]) -> bool:
    """Return whether most of those that count are alike; where as many are as are not, or none
    counts, most of all.
    """
    if 2 * sum(telling) == len(telling):
        return 2 * sum(alike) > len(alike)
    return 2 * sum(telling) > len(telling)


def _is_contradicted(telling: Sequence[bool]) -> bool:
    return len(telling) >= _SETTINGS.own_targets and 2 * sum(telling) < len(telling)


def _tells(value: Decimal, column: Column) -> bool:
    return value != 0 if column.quantity is ValueType.RUPIAH else value not in WHOLES


def _periods_differ(report: Report, pair: _Pair, role: Role) -> bool:
    """Return whether two cells are of different periods by their headers, or else captions, or else
    the report's own.
    """
    ends = {
        period._replace(year=None).end(_SETTINGS.any_year)
        for period in _told_periods(report, pair)
        if period
    }
    return _years_differ(report, pair) or (role is not Role.PAGU and len(ends) > 1)


def _years_differ(report: Report, pair: _Pair) -> bool:
    years = {
        period.year if period and period.year else report.year
        for period in _told_periods(report, pair)
    }
    return len(years - {None}) > 1


def _told_periods(report: Report, pair: _Pair) -> list[Period | None]:
    cells = (pair.one, pair.here), (pair.other, pair.there)
    return [
        column.period or parse_period(item.table.table.caption or "") or report.period
        for item, column in cells
    ]


def _agreed_twice(one: EntityRow, other: EntityRow) -> bool:
    """Return whether one row is in the summary of a perjanjian kinerja and the other in the signed
    one.
    """
    kinds = {one.table.kind, other.table.kind}
    return (
        len(kinds) == 1
        and kinds <= {TableKind.PK_SASARAN, TableKind.PK_PROGRAM}
        and one.table.annexed != other.table.annexed
    )


def own_column(report: Report, item: EntityRow, role: Role) -> Column | None:
    """Return the only column that has the role, a number in this row and the year's own figure.

    Of several, it is the one of the report's year: not that of a plan of many years, nor that of
    the nation.
    """
    columns = [column for column in item.table.columns_of(role) if item.row.amount(column.index)]
    own = [column for column in columns if column.basis is TargetBasis.YEAR]
    if len(own) > 1:
        year = Period(PeriodKind.TAHUN, year=report.year)
        own = [column for column in own if column.period == year]
    return own[0] if len(own) == 1 else None


def _sole_column(item: EntityRow, role: Role) -> Column | None:
    """Return the only column of the role that has a number in this row."""
    columns = [column for column in item.table.columns_of(role) if item.row.amount(column.index)]
    return columns[0] if len(columns) == 1 else None


def _comparable(
    one: EntityRow, here: Column, other: EntityRow, there: Column, year: int | None
) -> bool:
    """Return whether two columns can print the same figure: in the same scale, period and unit, for
    the same part.

    A column that names no period is of the report's `year`.
    """
    own, others = _period_of(one, here), _period_of(other, there)
    if own is None or others is None:
        named = own or others
        periods = named is None or None in (named.year, year) or named.year == year
    else:
        periods = _same_period(own, others)
    if _remarks(one) != _remarks(other) or _is_superseded(one, here, other, there):
        return False
    units = {unit for item in (one, other) if (unit := _unit(item))}
    return periods and here.scale == there.scale and len(units) < 2


_OF_A_BUDGET = (Role.PAGU, Role.SERAPAN, Role.SISA)


def _versions(one: EntityRow, other: EntityRow, role: Role) -> int:
    """Return how many tables name a budget of which the other does not; 0 where they name the same,
    or none.
    """
    if role not in _OF_A_BUDGET:
        return 0
    named = [_version(item.table) for item in (one, other)]
    return 0 if named[0] is named[1] else sum(version is not None for version in named)


def _version(table: TypedTable) -> BudgetVersion | None:
    """Return the budget that the header of the only pagu, or else the caption, names."""
    heads = {budget_version(column.header) for column in table.columns_of(Role.PAGU)}
    return (heads.pop() if len(heads) == 1 else None) or budget_version(table.table.caption or "")


def _of_one_budget(
    one: EntityRow, own: Column, other: EntityRow, others: Column
) -> tuple[Column, Column]:
    """Return the columns of one budget where one table prints the first, and the other the first
    and the changed.
    """
    if _versions(one, other, own.role) == _SETTINGS.both_named:
        return _first_of(one, _version(other.table)) or own, _first_of(
            other, _version(one.table)
        ) or others
    return own, others


def _first_of(item: EntityRow, version: BudgetVersion | None) -> Column | None:
    """Return the column in which a row prints a superseded budget of this version, None where it
    prints none or two.
    """
    columns = [
        c
        for c in item.table.columns_of(Role.LAIN)
        if c.quantity is ValueType.RUPIAH and item.row.amount(c.index)
    ]
    found = [column for column in columns if budget_version(column.header) is version]
    return found[0] if len(found) == 1 else None


def _is_superseded(one: EntityRow, here: Column, other: EntityRow, there: Column) -> bool:
    """Return whether one table prints the first budget and the other the changed one, or the first
    beside it too.
    """
    if here.role is there.role and _versions(one, other, here.role) == _SETTINGS.both_named:
        return True
    own, others = one.row.amount(here.index), other.row.amount(there.index)
    if here.role is not Role.PAGU or own is None or others is None or own.value == others.value:
        return False
    return _prints_beside(other, own.value) or _prints_beside(one, others.value)


def _prints_beside(item: EntityRow, value: Decimal) -> bool:
    """Return whether a row prints an amount of money beside its pagu, in a column of a superseded
    budget.
    """
    columns = [
        c
        for c in item.table.columns_of(Role.LAIN)
        if c.quantity is ValueType.RUPIAH and names_version(c.header)
    ]
    return any(
        (amount := item.row.amount(column.index)) and amount.value == value for column in columns
    )


def _remarks(item: EntityRow) -> str:
    """Return the remark in brackets at the end of a program's name, which names a part of its
    money.
    """
    found = REMARK.search(item.row.name) if is_program(item.row.name) else None
    return normalize_text(found[0]) if found else ""


def _period_of(item: EntityRow, column: Column) -> Period | None:
    """Return the period of a column; a share of the realisasi is of the period that the realisasi
    names.
    """
    spent = column if column.period else _sole_column(item, Role.REALISASI_ANGGARAN)
    return spent.period if spent and column.role in (*_SPENT, spent.role) else column.period


_SPENT = (Role.SERAPAN, Role.SISA)


def _same_period(one: Period, other: Period) -> bool:
    return (
        one._replace(year=None) == other._replace(year=None)
        and len({one.year, other.year} - {None}) < 2
    )


_PERCENT = frozenset({"persen", "persentase", "prosentase"})


def _unit(item: EntityRow) -> str:
    unit = normalize_text(item.row.label(Role.SATUAN) or "")
    return "" if unit in _PERCENT else unit


def _cell(item: EntityRow, column: Column) -> CellRef:
    return CellRef(item.table.id, item.row.index, column.index)
