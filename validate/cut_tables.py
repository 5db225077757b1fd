"""Sums over rows of tables that may be cut short: what is missing from them is unknown."""

from collections.abc import Set

from normalize.report import Report
from validate.constraints.relations import Linear, Mean, Relation
from validate.findings import CellRef


def cut_tables(report: Report) -> frozenset[str]:
    """Return the ids of the tables of which rows may be missing."""
    return frozenset(table.id for table in report.tables if table.table.cut_short)


def may_lack_rows(relation: Relation, cut: Set[str]) -> bool:
    """Return whether a relation adds up rows of a table that is cut short; one within a row lacks
    nothing.
    """
    if not cut or not isinstance(relation.form, Linear | Mean):
        return False
    cells = [cell for cell in (relation.target, *relation.terms) if isinstance(cell, CellRef)]
    return (
        any(cell.table in cut for cell in cells)
        and len({(cell.table, cell.row) for cell in cells}) > 1
    )
