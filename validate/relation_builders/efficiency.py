"""Measures of efficiency other than the difference of two percentages, and the columns that follow
them.

1 − RA/PA is what was not spent of the pagu. The Ministry of Finance measures what was not spent of
the pagu that the capaian would have taken: (PA × C − RA) / (PA × C).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from extract.patterns import regex
from normalize.formulas.expressions import ColumnNumber, FormulaConstant, Operation
from normalize.report import Column, Report, Role, TypedTable
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.evaluation import reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import DIFFERENCE, HUNDRED, Equation, Operand, Relation
from validate.findings import CellRef, Message
from validate.relation_builders.text_calculations import WrittenCalculation


@dataclass(frozen=True, slots=True)
class EfficiencySettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    enough: int = 2  # count; 42553d2


_SETTINGS = EfficiencySettings()


_PAGU, _REALISASI, _CAPAIAN = (
    ColumnNumber("pagu"),
    ColumnNumber("realisasi"),
    ColumnNumber("capaian"),
)
_UNSPENT = Operation("-", FormulaConstant(Decimal(1)), Operation("/", _REALISASI, _PAGU))
_DUE = Operation("/", Operation("*", _PAGU, _CAPAIAN), FormulaConstant(HUNDRED))
_SAVED = Operation("/", Operation("-", _DUE, _REALISASI), _DUE)

UNSPENT = Message("efisiensi adalah 1 − RA/PA", "efficiency is 1 − RA/PA")
SAVED = Message(
    "efisiensi adalah (PA × C − RA) / (PA × C)", "efficiency is (PA × C − RA) / (PA × C)"
)

_STATED = regex(
    r"1(?:00\s*%?)?\s*[-–−]\s*[(\[]?\s*(?:ra|realisasi(?:\s+anggaran)?)\s*[/:]\s*(?:pa|"
    r"pagu(?:\s+anggaran)?)\b",
    re.IGNORECASE,
)


class EfficiencyColumn(NamedTuple):
    """A column of efficiency and the columns it may be computed from."""

    table: TypedTable
    column: Column
    pagu: Column
    realisasi: Column
    capaian: Column | None
    serapan: Column | None


class EfficiencyMeasure(Enum):
    """How efficiency is measured, if not as a difference: what was not spent, or by the Ministry of
    Finance.
    """

    UNSPENT = "unspent"
    SAVED = "saved"


class MeasuredEfficiency(NamedTuple):
    """How a printed efficiency follows from its row, and by which measure."""

    measure: EfficiencyMeasure
    relation: Relation


@cached_per_audit
def measured(context: AuditContext) -> tuple[MeasuredEfficiency, ...]:
    """Return how each efficiency follows that is measured otherwise."""
    figures = number_index(context)
    return tuple(found for one in _measured(context.report) for found in _relations(figures, one))


def measured_by(context: AuditContext, measure: EfficiencyMeasure) -> Iterator[Relation]:
    """Yield how the efficiencies follow that are measured so."""
    return (one.relation for one in measured(context) if one.measure is measure)


@cached_per_audit
def measured_columns(context: AuditContext) -> frozenset[tuple[str, int]]:
    """Return the columns of efficiency that are measured otherwise, by table and index."""
    cells = (one.relation.target for one in measured(context))
    return frozenset((cell.table, cell.column) for cell in cells if isinstance(cell, CellRef))


def _measured(report: Report) -> Iterator[EfficiencyColumn]:
    """Yield the columns of efficiency of tables with one pagu and one realisasi."""
    for table in report.tables:
        columns = list(table.columns_of(Role.EFISIENSI))
        pagu, realisasi = _sole(table, Role.PAGU), _sole(table, Role.REALISASI_ANGGARAN)
        if len(columns) == 1 and pagu and realisasi and columns[0].formula is None:
            yield EfficiencyColumn(
                table,
                columns[0],
                pagu,
                realisasi,
                _sole(table, Role.CAPAIAN),
                _sole(table, Role.SERAPAN),
            )


def _sole(table: TypedTable, role: Role) -> Column | None:
    columns = list(table.columns_of(role))
    return columns[0] if len(columns) == 1 else None


def _relations(figures: NumberIndex, one: EfficiencyColumn) -> list[MeasuredEfficiency]:
    """Return the relations of a column that says 1 − RA/PA, or whose rows follow the ministry's
    formula.
    """
    if _STATED.search(one.column.header):
        terms = {"realisasi": one.realisasi, "pagu": one.pagu}
        scaled = [
            _rows(one, WrittenCalculation(_UNSPENT, tuple(terms), scale), terms, UNSPENT)
            for scale in (HUNDRED, Decimal(1))
        ]
        best = max(scaled, key=lambda relations: _followed(figures, relations))
        return [MeasuredEfficiency(EfficiencyMeasure.UNSPENT, relation) for relation in best]
    if one.capaian and one.serapan:
        terms = {"pagu": one.pagu, "capaian": one.capaian, "realisasi": one.realisasi}
        saved = _rows(one, WrittenCalculation(_SAVED, tuple(terms), HUNDRED), terms, SAVED)
        differing = [relation for relation in saved if not _is_full(figures, relation.terms[1])]
        difference = _rows(one, DIFFERENCE, {"capaian": one.capaian, "serapan": one.serapan}, SAVED)
        telling = _followed(figures, differing)
        rivals = _followed(
            figures,
            [relation for relation in difference if not _is_full(figures, relation.terms[0])],
        )
        if (
            telling >= _SETTINGS.enough
            and not rivals
            and 2 * _followed(figures, saved) > len(saved)
        ):
            return [MeasuredEfficiency(EfficiencyMeasure.SAVED, relation) for relation in saved]
    return []


def _rows(
    one: EfficiencyColumn, form: Equation, terms: dict[str, Column], why: Message
) -> list[Relation]:
    """Return the relation of every row that prints the efficiency and all terms, but a pagu of
    zero.
    """
    found = []
    for row in one.table.rows:
        amounts = [row.amount(column.index) for column in (one.column, *terms.values())]
        pagu = row.amount(one.pagu.index)
        if all(amounts) and pagu and pagu.value and not row.total:
            cells: tuple[Operand, ...] = tuple(
                CellRef(one.table.id, row.index, column.index) for column in terms.values()
            )
            target = CellRef(one.table.id, row.index, one.column.index)
            found.append(Relation(target, form, cells, why, stated=True))
    return found


def _followed(figures: NumberIndex, relations: Sequence[Relation]) -> int:
    return sum(reproduces(figures, relation) for relation in relations)


def _is_full(figures: NumberIndex, capaian: Operand) -> bool:
    """Return whether a capaian is 100: there all measures give the same."""
    figure = figures.find(capaian)
    return figure is None or figure.value == HUNDRED
