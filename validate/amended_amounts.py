"""A report with other numbers in some of its cells: as a doubt about separators, or a recogniser's
alternative, would have them read.
"""

from collections.abc import Mapping
from dataclasses import replace

from normalize.report import TypedTable
from normalize.values.amounts import ParsedAmount
from validate.audit_context import AuditContext
from validate.findings import CellRef


def with_amounts(context: AuditContext, amounts: Mapping[CellRef, ParsedAmount]) -> AuditContext:
    """Return the context of the report with these amounts in place of those that were read."""
    touched = {cell.table for cell in amounts}
    tables = tuple(
        _with_amounts(table, amounts) if table.id in touched else table
        for table in context.report.tables
    )
    return AuditContext(replace(context.report, tables=tables), context.settings)


def _with_amounts(table: TypedTable, amounts: Mapping[CellRef, ParsedAmount]) -> TypedTable:
    rows = []
    for row in table.rows:
        own = (
            amounts.get(CellRef(table.id, row.index, column), amount)
            for column, amount in enumerate(row.readings)
        )
        rows.append(replace(row, readings=tuple(own)))
    return replace(table, rows=tuple(rows))
