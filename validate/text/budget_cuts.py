"""Whether the pagu of 2025 fell below the one agreed on, and whether the report explains it.

Inpres 1/2025 cut the budgets of that year after most perjanjian kinerja had been signed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Report, Role, TableKind, TypedTable
from normalize.values.amounts import ValueType
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.relations import Relation
from validate.findings import CellRef, PrintedValue
from validate.relation_builders.column_constraints import sole_total


@dataclass(frozen=True, slots=True)
class BudgetCutsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    year: int = 2025  # count; b1a5446


_SETTINGS = BudgetCutsSettings()


_CHANGE = regex(
    r"""\bperubahan\s+(?:ke\w+\s+)?(?:anggaran|apbd|pagu|dpa|perjanjian|pk\b)|\b(?:setelah|sesudah|sebelum)\s+perubahan
    |\b(?:anggaran|apbd|pagu|dpa)\s+perubahan|\bp\W?apbd\b|\bapbd\W?p\b|\bdppa\b|\bpergeseran\b|\brefoc?k?using\b
    |\brasionalisasi\b|\befisiensi\s+(?:anggaran|belanja|pagu)|\binpres\b|\binstruksi\s+presiden\b|\bpenghematan\b
    |\b(?:pengurangan|penurunan|pemotongan)\s+(?:anggaran|pagu|belanja)""",
    re.IGNORECASE | re.VERBOSE,
)


class BudgetCut(NamedTuple):
    """The total pagu that was agreed on and the lower one of the budget, and whether the report
    refers to a change.
    """

    agreed: PrintedValue
    spent: PrintedValue
    explained: bool


@cached_per_audit
def budget_cut(context: AuditContext) -> BudgetCut | None:
    """Return the fall of the total pagu in a report on 2025, None where it did not fall or cannot
    be read.
    """
    report = context.report
    if report.year != _SETTINGS.year:
        return None
    agreed = next(_totals(report, TableKind.PK_PROGRAM), None)
    spent = next(_totals(report, TableKind.REALISASI_ANGGARAN), None)
    if agreed is None or spent is None or spent[0] >= agreed[0]:
        return None
    return BudgetCut(agreed[1], spent[1], any(map(_CHANGE.search, _texts(report))))


def is_explained(context: AuditContext, relation: Relation) -> bool:
    """Return whether a pagu that differs from the agreed one follows from a fall that the report
    explains.
    """
    cut = budget_cut(context)
    if cut is None or not cut.explained:
        return False
    tables = {table.id: table for table in context.report.tables}
    printed = [
        _printed(tables, term)
        for term in (relation.target, *relation.terms)
        if isinstance(term, CellRef)
    ]
    agreed = [value for is_agreed, value in printed if is_agreed and value is not None]
    others = [value for is_agreed, value in printed if not is_agreed and value is not None]
    return bool(agreed and others) and max(others) < min(agreed)


def _printed(tables: dict[str, TypedTable], cell: CellRef) -> tuple[bool, Decimal | None]:
    """Return whether a cell is in a perjanjian kinerja, and its value."""
    typed = tables[cell.table]
    amount = typed.rows[cell.row].amount(cell.column)
    return typed.kind is TableKind.PK_PROGRAM, amount.value * typed.columns[
        cell.column
    ].scale if amount else None


def _totals(report: Report, kind: TableKind) -> Iterator[tuple[Decimal, PrintedValue]]:
    """Yield the totals of the pagu that tables of a kind print, in rupiah, and where they are."""
    for typed in report.own_tables(kind):
        total = sole_total(typed)
        pagu = list(typed.columns_of(Role.PAGU))
        if total is None or len(pagu) != 1 or pagu[0].quantity is not ValueType.RUPIAH:
            continue
        if amount := total.amount(pagu[0].index):
            yield amount.value * pagu[0].scale, cell_spot(typed, total.index, pagu[0].index)


def _texts(report: Report) -> Iterator[str]:
    """Yield everything that may refer to a change: running text, captions and headers of tables,
    remarks in them.
    """
    yield from (passage.text for passage in report.prose)
    for typed in report.tables:
        yield typed.table.caption or ""
        yield from (column.header for column in typed.columns)
        # beside the agreed pagu: "P-APBD TA 2025"
        yield from (row.label(Role.KETERANGAN) or "" for row in typed.rows)
