"""What follows from a wrong number: how far off it is, what else prints it, and whether a
conclusion changes.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from normalize.report import Column, Role, TargetBasis, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import ValueType
from normalize.values.codes import CodeLevel
from validate.audit_context import AuditContext
from validate.constraints.evaluation import Evaluation
from validate.constraints.printed_numbers import PrintedNumber
from validate.constraints.relations import HUNDRED, Linear, Operand, Relation
from validate.diagnosis.severity_scale import Deviation, Unit
from validate.findings import CellRef
from validate.relation_builders.achievement import (
    CapaianDirection,
    achievements,
    counts_the_unwanted,
)
from validate.structure.entity_links import EntityRow, indicator_of, program_rows
from validate.text.predicates import Graded, graded

# what an indicator is measured by, and is printed in its unit
_MEASURES = (Role.TARGET, Role.REALISASI)
# what is printed in per cent whether or not a sign says so
_OF_A_WHOLE = (Role.CAPAIAN, Role.SERAPAN)
_SHARES = (*_OF_A_WHOLE, Role.EFISIENSI)
_PERCENT = ("persen", "persentase", "prosentase")


class _Measured(NamedTuple):
    """The realisasi and the target of a row, and in which direction they are compared."""

    realisasi: Operand
    target: Operand
    direction: CapaianDirection


class Consequences:
    """Finds what follows from the wrong numbers of one report."""

    def __init__(self, context: AuditContext, judgement: Evaluation) -> None:
        self._context = context
        self._judgement = judgement
        totals = zip(judgement.relations, judgement.targets, strict=True)
        self._sums = {target for relation, target in totals if is_total(relation)}

    def deviation(self, number: int, expected: Decimal, same: Sequence[int]) -> Deviation:
        """Return how far a number is off; `same` are all places of its figure, the number itself
        first.
        """
        terms = [self._judgement.terms[one] for one in same]
        cells = [term for term in terms if isinstance(term, CellRef)]
        unit = self._unit(cells) if cells else _unit_of_text(terms[0])
        total = unit is Unit.AMOUNT and (
            any(map(self._is_total, cells)) or not self._sums.isdisjoint(same)
        )
        return Deviation(self._judgement.figure(number).value, expected, unit, total)

    def changes_conclusion(self, number: int, expected: Decimal, same: Iterable[int]) -> bool:
        """Return whether a predicate changes with a number, or a target that is reached becomes one
        that is not.
        """
        printed = self._judgement.figure(number).value
        terms = (self._judgement.terms[one] for one in same)
        cells = [term for term in terms if isinstance(term, CellRef)]
        return any(
            self._reaches_otherwise(cell, printed, expected)
            or self._is_graded_otherwise(cell, expected)
            for cell in cells
        )

    def _unit(self, cells: Sequence[CellRef]) -> Unit:
        tables = self._judgement.lookup.tables
        return (
            Unit.POINTS
            if any(is_percentage(tables[cell.table], cell) for cell in cells)
            else Unit.AMOUNT
        )

    def _is_total(self, cell: CellRef) -> bool:
        table = self._judgement.lookup.tables[cell.table]
        row, in_rupiah = (
            table.rows[cell.row],
            table.columns[cell.column].quantity is ValueType.RUPIAH,
        )
        of_program = row.code is not None and row.code.level is CodeLevel.PROGRAM
        return row.total or (in_rupiah and (of_program or (cell.table, cell.row) in self._programs))

    @cached_property
    def _programs(self) -> frozenset[tuple[str, int]]:
        tables = self._judgement.lookup.tables.values()
        return frozenset((table.id, row.index) for table in tables for row in program_rows(table))

    def _reaches_otherwise(self, cell: CellRef, printed: Decimal, expected: Decimal) -> bool:
        """Return whether the target of a row is reached as printed and not as expected, or the
        other way round.
        """
        column = self._judgement.lookup.tables[cell.table].columns[cell.column]
        if column.role is Role.CAPAIAN:
            return column.basis is TargetBasis.YEAR and (printed >= HUNDRED) is not (
                expected >= HUNDRED
            )
        measured = self._measured.get(cell)
        if measured is None:
            return False
        return _is_reached(
            self._values(measured, cell, printed), measured.direction
        ) is not _is_reached(self._values(measured, cell, expected), measured.direction)

    def _values(
        self, measured: _Measured, cell: CellRef, value: Decimal
    ) -> tuple[Decimal, Decimal]:
        """Return the realisasi and the target of a row, one of which is at a cell and has this
        value.
        """
        figures = (
            self._judgement.lookup.find(term) for term in (measured.realisasi, measured.target)
        )
        realisasi, target = (figure.value if figure else value for figure in figures)
        return (value, target) if measured.realisasi == cell else (realisasi, value)

    @cached_property
    def _measured(self) -> dict[Operand, _Measured]:
        """What each realisasi and each target is compared with, by the capaian of its row where it
        has one.
        """
        rows = (*self._rows_without_capaian(), *self._rows_with_capaian())
        return {term: one for one in rows for term in (one.realisasi, one.target)}

    def _rows_with_capaian(self) -> Iterator[_Measured]:
        for one in achievements(self._context):
            by_role = {self._role(term): term for term in one.relation.terms}
            realisasi, target = by_role.get(Role.REALISASI), by_role.get(Role.TARGET)
            if realisasi and target and not one.progress:
                yield _Measured(realisasi, target, one.direction)

    def _rows_without_capaian(self) -> Iterator[_Measured]:
        for table in self._context.report.tables:
            columns = [_own_columns(table, role) for role in (Role.REALISASI, Role.TARGET)]
            for row in table.rows if all(map(len, columns)) else ():
                realisasi, target = (_sole_amount(table, row, found) for found in columns)
                if realisasi and target:
                    unwanted = counts_the_unwanted(indicator_of(EntityRow(table, row)))
                    yield _Measured(
                        realisasi,
                        target,
                        CapaianDirection.LESS if unwanted else CapaianDirection.MORE,
                    )

    def _role(self, term: Operand) -> Role | None:
        if not isinstance(term, CellRef):
            return None
        return self._judgement.lookup.tables[term.table].columns[term.column].role

    def _is_graded_otherwise(self, cell: CellRef, expected: Decimal) -> bool:
        """Return whether the predicate beside a capaian is not that of the expected one."""
        row = self._graded.get(cell)
        bands = row.bands_of(expected) if row else ()
        return row is not None and bool(bands) and not any(row.name in band.names for band in bands)

    @cached_property
    def _graded(self) -> dict[CellRef, Graded]:
        return {
            CellRef(one.table.id, one.row.index, one.capaian): one for one in graded(self._context)
        }


def is_percentage(table: TypedTable, cell: CellRef) -> bool:
    """Return whether a number of a table is printed in per cent, so that it deviates by percentage
    points.
    """
    column, row = table.columns[cell.column], table.rows[cell.row]
    amount = row.amount(cell.column)
    if column.quantity is ValueType.RUPIAH:
        return False
    if amount is not None and amount.percent:
        return True
    if column.role in _SHARES or column.quantity is ValueType.PERSEN:
        return column.role not in _OF_A_WHOLE or not _prints_fractions(table, cell.column)
    unit = table.column(Role.SATUAN)
    text = table.table.cell(row.index, unit.index).text if unit else ""
    if text:
        return "%" in text or not set(_PERCENT).isdisjoint(normalize_text(text).split())
    return column.role in _MEASURES and normalize_text(
        indicator_of(EntityRow(table, row))
    ).startswith(_PERCENT)


def _prints_fractions(table: TypedTable, column: int) -> bool:
    """Return whether a column of shares prints 0,98 for 98 %."""
    amounts = (row.amount(column) for row in table.rows)
    return all(abs(amount.value) <= 1 for amount in amounts if amount)


def _own_columns(table: TypedTable, role: Role) -> list[Column]:
    """Return the columns of a role that print the figure of the year itself."""
    return [column for column in table.columns_of(role) if column.basis is TargetBasis.YEAR]


def _sole_amount(table: TypedTable, row: TypedRow, columns: Iterable[Column]) -> CellRef | None:
    """Return the cell of the only amount that a row prints in some columns."""
    cells = [
        CellRef(table.id, row.index, column.index) for column in columns if row.amount(column.index)
    ]
    return cells[0] if len(cells) == 1 else None


def is_total(relation: Relation) -> bool:
    """Return whether a relation adds all its terms up."""
    return isinstance(relation.form, Linear) and not relation.form.signs


def _is_reached(values: tuple[Decimal, Decimal], direction: CapaianDirection) -> bool:
    realisasi, target = values
    return realisasi <= target if direction is CapaianDirection.LESS else realisasi >= target


def _unit_of_text(term: Operand) -> Unit:
    """Return the unit of a number in running text: percentage points where a sign or a word says
    so.
    """
    text = term.spot.printed if isinstance(term, PrintedNumber) and term.spot else ""
    return Unit.POINTS if "%" in text or "persen" in text.casefold() else Unit.AMOUNT
