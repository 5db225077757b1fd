"""The sasaran of a cost per outcome table come to the whole budget.

Not claimed: anything where the table leaves out a program of the budget: then it is about a part of
it; anything about the pagu, or the realisasi, where no sasaran prints one.

Breaks it, where the budget table prints the same two programs:

    Cost per outcome      Sasaran 1    4.430.000
                          Sasaran 2    23.580.000
    Realisasi anggaran    JUMLAH       28.280.000

Looks alike, and does not, where the budget has a program that the sasaran do not:

    Cost per outcome      Sasaran 2    23.850.000
    Realisasi anggaran    JUMLAH       28.280.000
"""

from collections.abc import Iterator
from itertools import product

from normalize.report import Column, Role, TableKind, TypedTable
from normalize.values.periods import PeriodKind
from validate.audit_context import AuditContext
from validate.constraints.relations import SUM, Relation
from validate.findings import CellRef, Message, Severity
from validate.legal_basis import OWN_ARITHMETIC
from validate.relation_builders.column_constraints import says, sole_total
from validate.rule import Rule
from validate.structure.entity_links import program_rows, programs, sasaran_rows

WHY = Message(
    "jumlah semua sasaran adalah seluruh belanja", "all sasaran together are the whole budget"
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the sasaran's pagu and realisasi come to the JUMLAH of the budget table."""
    pairs = product(
        context.report.own_tables(TableKind.COST_PER_OUTCOME),
        list(context.report.own_tables(TableKind.REALISASI_ANGGARAN)),
    )
    for costs, budget in pairs:
        if _covers(context, costs, budget):
            yield from _sums(costs, budget)


def _covers(context: AuditContext, costs: TypedTable, budget: TypedTable) -> bool:
    """Return whether every program of the budget is in the table of costs too."""
    both = sum(entity.stands_in(costs, budget) for entity in programs(context))
    return both == len(program_rows(budget)) > 0


def _sums(costs: TypedTable, budget: TypedTable) -> Iterator[Relation]:
    total, rows = sole_total(budget), sasaran_rows(costs)
    for role in (Role.PAGU, Role.REALISASI_ANGGARAN):
        columns = _same_column(costs, budget, role)
        if total and columns and total.amount(columns[1].index):
            here, there = columns
            printed = [row for row in rows if says(row.readings[here.index])]
            if printed and all(row.amount(here.index) for row in printed):
                terms = tuple(CellRef(costs.id, row.index, here.index) for row in printed)
                yield Relation(CellRef(budget.id, total.index, there.index), SUM, terms, WHY)


def _same_column(costs: TypedTable, budget: TypedTable, role: Role) -> tuple[Column, Column] | None:
    """Return the column of each table that prints the role for the whole year; None where one has
    none or several.

    The quarters of a table are beside their year, or beside their total.
    """
    here = list(filter(_is_of_a_year, costs.columns_of(role)))
    there = list(filter(_is_of_a_year, budget.columns_of(role)))
    return (here[0], there[0]) if len(here) == len(there) == 1 else None


def _is_of_a_year(column: Column) -> bool:
    return column.period is None or column.period.kind is PeriodKind.TAHUN


RULE = Rule(
    id="EFI-09",
    title=Message("Jumlah semua sasaran", "Total of all sasaran"),
    fault=Message(
        "Jumlah semua sasaran tidak sama dengan seluruh belanja",
        "The total of all sasaran is not the whole budget",
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    relate=relate,
)
