"""What a report prints for each of its indicators and budget lines: the numbers, of which year and
which part of it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from normalize.report import Column, Report, Role, TableKind, TargetBasis, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import ValueType
from normalize.values.codes import Code, CodeLevel
from normalize.values.periods import Period, PeriodKind, parse_period
from validate.audit_context import AuditContext, cached_per_audit
from validate.companions.records import MatchKind
from validate.constraints.intervals import Interval
from validate.constraints.printed_numbers import PrintedNumber, cell_spot, number_index
from validate.findings import CellRef, PrintedValue
from validate.structure.entity_links import (
    EntityRow,
    indicator_key,
    indicator_of,
    name_spot,
    program_key,
    program_rows,
)

RESULTS = (
    TableKind.PK_SASARAN,
    TableKind.CAPAIAN,
    TableKind.COST_PER_OUTCOME,
    TableKind.SUMBER_DAYA,
    TableKind.MULTI_YEAR,
)
BUDGETS = (
    TableKind.PK_PROGRAM,
    TableKind.COST_PER_OUTCOME,
    TableKind.SUMBER_DAYA,
    TableKind.REALISASI_ANGGARAN,
    TableKind.MULTI_YEAR,
)

# what is planned for a whole year
_PLANNED = (Role.TARGET, Role.PAGU)
_MEASURED = (Role.TARGET, Role.REALISASI, Role.CAPAIAN)
_OF_MONEY = (Role.PAGU, Role.REALISASI_ANGGARAN)
_CODED = (CodeLevel.PROGRAM, CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN)
TOTAL = "jumlah"
# a kegiatan without a code is recognised by a name of so many words, and one of fewer may be of
# another program
_ENOUGH_WORDS = 3


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A number of a table: whose it is, of which year, and of which part of it.

    `part` is None for the whole year, else the period up to whose end it counts or which it is of
    alone; `cumulative` states that the document says that it counts from January. The figure is in
    units, whatever the header of its column counts in.
    """

    table: TypedTable
    row: TypedRow
    column: Column
    role: Role
    figure: PrintedNumber
    year: int | None
    part: Period | None
    cumulative: bool

    @property
    def spot(self) -> PrintedValue:
        """The cell that prints it."""
        return cell_spot(self.table, self.row.index, self.column.index)

    @property
    def is_of_year(self) -> bool:
        """Whether it is of a whole year: stated so, or up to its end."""
        return end_month(self.part) == 12 and (self.part is None or self.cumulative)


@dataclass(frozen=True, slots=True)
class ComparedSubject:
    """An indicator or a budget line of one report, and what is printed for it.

    `key` is its name folded, `code` its canonical code. `at` is where its name is; `level` is that
    of its code. `parts` are the names of the lines that a total adds up.
    """

    kind: MatchKind
    key: str
    name: str
    at: PrintedValue
    code: str | None = None
    level: CodeLevel | None = None
    values: tuple[ComparedValue, ...] = ()
    tables: tuple[TypedTable, ...] = ()
    parts: frozenset[str] = frozenset()

    @property
    def identity(self) -> str:
        """What distinguishes it from the other subjects of its report."""
        return " ".join(filter(None, (self.code, self.key, *sorted(self.parts))))

    def of(self, role: Role, *, basis: TargetBasis = TargetBasis.YEAR) -> list[ComparedValue]:
        """Return its numbers of a role, those that several columns of a table print left to the
        caller.
        """
        return [
            value for value in self.values if value.role is role and value.column.basis is basis
        ]


class _Named(NamedTuple):
    """A row that is about a subject."""

    table: TypedTable
    row: TypedRow
    key: str
    name: str


@cached_per_audit
def own_indicators(context: AuditContext) -> tuple[ComparedSubject, ...]:
    """Return the indicators of the tables that agree on them and report on them."""
    return _indicators(context, lambda table: table.kind in RESULTS)


@cached_per_audit
def all_indicators(context: AuditContext) -> tuple[ComparedSubject, ...]:
    """Return the indicators of every table, those of plans among them."""
    return _indicators(context, lambda table: table.column(Role.INDIKATOR) is not None)


@cached_per_audit
def own_budget_lines(context: AuditContext) -> tuple[ComparedSubject, ...]:
    """Return the programs, kegiatan and sub kegiatan of the tables of agreed and spent money, and
    their total.
    """
    return _budget_lines(context, lambda table: table.kind in BUDGETS)


@cached_per_audit
def all_budget_lines(context: AuditContext) -> tuple[ComparedSubject, ...]:
    """Return the programs, kegiatan and sub kegiatan of every table that prints money, and their
    total.
    """
    return _budget_lines(context, lambda table: table.column(*_OF_MONEY) is not None)


def _indicators(
    context: AuditContext, wanted: Callable[[TypedTable], bool]
) -> tuple[ComparedSubject, ...]:
    rows: dict[str, list[_Named]] = defaultdict(list)
    for table in filter(wanted, context.report.tables):
        for row in table.rows:
            name = "" if row.total else indicator_of(EntityRow(table, row))
            if key := indicator_key(name):
                rows[key].append(_Named(table, row, key, name))
    return tuple(_indicator(context, found) for found in rows.values())


def _indicator(context: AuditContext, found: Sequence[_Named]) -> ComparedSubject:
    first = found[0]
    columns = list(first.table.columns_of(Role.INDIKATOR))
    spots = (cell_spot(first.table, first.row.index, column.index) for column in reversed(columns))
    at = next(
        (spot for spot in spots if normalize_text(spot.printed) == normalize_text(first.name)),
        name_spot(EntityRow(first.table, first.row)),
    )
    values = _values(context, found, _MEASURED)
    return ComparedSubject(
        MatchKind.INDICATOR, first.key, first.name, at, values=values, tables=_tables(found)
    )


def _budget_lines(
    context: AuditContext, wanted: Callable[[TypedTable], bool]
) -> tuple[ComparedSubject, ...]:
    coded: dict[str, list[_Named]] = defaultdict(list)
    named: dict[str, list[_Named]] = defaultdict(list)
    totals: dict[frozenset[str], list[_Named]] = defaultdict(list)
    for table in filter(wanted, context.report.tables):
        for code, row in _coded_lines(table):
            coded[code.canonical].append(_Named(table, row, program_key(row.name), row.name))
        for row in _named_lines(table):
            named[program_key(row.name)].append(_Named(table, row, program_key(row.name), row.name))
        lines = [row for row in table.rows if row.total]
        if len(lines) == 1 and (parts := _parts(table)):
            totals[parts].append(_Named(table, lines[0], TOTAL, lines[0].name))
    for key, rows in coded.items():
        if rows[0].row.code and rows[0].row.code.level is CodeLevel.PROGRAM:
            coded[key] = [*rows, *named.pop(rows[0].key, [])]
    found = [_budget_line(context, rows) for rows in (*coded.values(), *named.values())]
    return (
        *found,
        *(replace(_budget_line(context, rows), parts=parts) for parts, rows in totals.items()),
    )


def _coded_lines(table: TypedTable) -> Iterator[tuple[Code, TypedRow]]:
    """Yield the rows of a table whose codes are compared, with these; totals are none."""
    for row in table.rows:
        if row.code and row.code.level in _CODED and not row.total:
            yield row.code, row


def _named_lines(table: TypedTable) -> list[TypedRow]:
    """Return the rows of a table without codes whose names show them: of a program, or of enough
    words.
    """
    if any(row.code for row in table.rows):
        return []
    programs = program_rows(table)
    above = {row.index: table.rows[at - 1].name if at else "" for at, row in enumerate(table.rows)}
    others = (
        row
        for row in table.rows
        if not row.total and row not in programs and row.name != above[row.index]
    )
    telling = [row for row in others if len(program_key(row.name).split()) >= _ENOUGH_WORDS]
    return sorted([*programs, *telling], key=lambda row: row.index)


def _parts(table: TypedTable) -> frozenset[str]:
    """Return the names of what a total adds up: of the programs of its table, else of all lines
    that have one.
    """
    rows = program_rows(table) or [row for row in table.rows if not row.total]
    return frozenset(key for row in rows if (key := program_key(row.name)))


def _budget_line(context: AuditContext, found: Sequence[_Named]) -> ComparedSubject:
    first = found[0]
    code = first.row.code if first.key != TOTAL else None
    at = name_spot(EntityRow(first.table, first.row))
    values = _values(context, found, _OF_MONEY)
    level = code.level if code else None
    canonical = code.canonical if code else None
    return ComparedSubject(
        MatchKind.BUDGET_LINE, first.key, first.name, at, canonical, level, values, _tables(found)
    )


def _tables(found: Iterable[_Named]) -> tuple[TypedTable, ...]:
    return tuple({one.table.id: one.table for one in found}.values())


def _values(
    context: AuditContext, found: Sequence[_Named], roles: Sequence[Role]
) -> tuple[ComparedValue, ...]:
    """Return the numbers of a subject; where two rows of one table are about it, none of them
    counts.
    """
    rows = Counter(one.table.id for one in found)
    alone = (one for one in found if rows[one.table.id] == 1)
    return tuple(value for one in alone for value in _of_row(context, one.table, one.row, roles))


def row_values(context: AuditContext, table: TypedTable, row: TypedRow) -> list[ComparedValue]:
    """Return the amounts of pagu and realisasi that one row prints."""
    return list(_of_row(context, table, row, _OF_MONEY))


def _of_row(
    context: AuditContext, table: TypedTable, row: TypedRow, roles: Sequence[Role]
) -> Iterator[ComparedValue]:
    for column in table.columns:
        role = _role(column, roles)
        figure = (
            number_index(context).find(CellRef(table.id, row.index, column.index)) if role else None
        )
        if role and figure:
            yield _value(context.report, table, row, column, role, _in_units(figure, column))


def _role(column: Column, roles: Sequence[Role]) -> Role | None:
    """Return what a column holds, if it is one of some roles.

    A quarter without a word is one of the realisasi; the target at the end of a plan is beside that
    of the year.
    """
    if column.role in roles:
        return column.role
    if (
        column.role is Role.LAIN
        and column.basis is TargetBasis.LONG_TERM
        and "target" in normalize_text(column.header).split()
    ):
        return Role.TARGET if Role.TARGET in roles else None
    bare = (
        column.role is Role.LAIN
        and column.period is not None
        and column.period.kind is PeriodKind.TRIWULAN
    )
    return (
        Role.REALISASI
        if bare and Role.REALISASI in roles and column.quantity is not ValueType.RUPIAH
        else None
    )


def _value(
    report: Report,
    table: TypedTable,
    row: TypedRow,
    column: Column,
    role: Role,
    figure: PrintedNumber,
) -> ComparedValue:
    captioned = parse_period(table.table.caption or "")
    year = next(
        (period.year for period in (column.period, captioned) if period and period.year),
        report.year,
    )
    if column.basis is TargetBasis.EARLIER and not (column.period and column.period.year) and year:
        year -= 1
    part, cumulative = _part(report, column, captioned, role, year)
    return ComparedValue(table, row, column, role, figure, year, part, cumulative)


def _part(
    report: Report, column: Column, captioned: Period | None, role: Role, year: int | None
) -> tuple[Period | None, bool]:
    """Return the part of the year that a number is of, and whether the document says that it counts
    from January.
    """
    named = _part_of_year(column.period)
    if named is None and (role in _PLANNED or (report.year and year != report.year)):
        return None, True
    named = named or _part_of_year(captioned) or _part_of_year(report.period)
    if named is None:
        return None, True
    said = named.cumulative or (
        column.role is not Role.LAIN and _counts_from_january(report, named)
    )
    return named, said


def _part_of_year(period: Period | None) -> Period | None:
    """Return a period that is a part of a year, None for a year."""
    return period if period and period.kind is not PeriodKind.TAHUN else None


def _counts_from_january(report: Report, part: Period) -> bool:
    """Return whether the report says of a period anywhere that it counts from January."""
    month = end_month(part)
    return any(
        label.period.cumulative and end_month(label.period) == month for label in report.periods
    )


def end_month(part: Period | None) -> int:
    """Return the number of the month in which a part of the year ends, 12 for the whole year."""
    return part.end(_ANY_YEAR).month if part else 12


def is_whole_year(period: Period | None) -> bool:
    """Return whether a report is of a year: it says so, names no part of one, or counts from
    January to December.
    """
    if period is None or period.kind is PeriodKind.TAHUN:
        return True
    return period.kind is PeriodKind.BULAN and period.cumulative and period.number == _DECEMBER


_ANY_YEAR, _DECEMBER = 2024, 12


def _in_units(figure: PrintedNumber, column: Column) -> PrintedNumber:
    """Return a figure in units where the header of its column counts in thousands or millions."""
    scale = column.scale
    if scale == 1 or column.quantity is not ValueType.RUPIAH:
        return figure
    tight, loose = (
        Interval(span.low * scale, span.high * scale) for span in (figure.tight, figure.loose)
    )
    return figure._replace(value=figure.value * scale, tight=tight, loose=loose)
