"""No budget line spends more than its pagu.

A realisasi that is merged over several rows is compared with what these have together.

Not claimed: that the money was spent: the number may be misprinted, and then it follows from that
finding. Revenue may exceed its target and is left alone. A sum that exceeds its pagu because one of
its rows does is not reported again.

Breaks it:

    Kode                 Pagu          Realisasi
    7.01.05.2.05.0002    51.942.000    51.942.900

Looks alike, and does not:

    Uraian                  Target        Realisasi
    Pendapatan retribusi    51.942.000    51.942.900
"""

from collections.abc import Iterator

from normalize.report import Column, Role, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from validate.audit_context import AuditContext
from validate.constraints.relations import AT_MOST, Relation
from validate.findings import CellRef, Message, Severity
from validate.legal_basis import PP_12_2019, Reference
from validate.relation_builders.column_constraints import beside, printed_in, rows_together
from validate.rule import Rule

WHY = Message("realisasi tidak melebihi pagu", "realisasi does not exceed pagu")
_REVENUE = frozenset({"pendapatan", "retribusi", "pajak", "pad"})


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield realisasi ≤ pagu for every row where it is more: the others need no word."""
    for table in context.report.tables:
        for pagu, realisasi in beside(table, Role.PAGU, Role.REALISASI_ANGGARAN):
            rows = [row for row in table.rows if _exceeds(table, row, pagu, realisasi)]
            for row in rows:
                if not any(_is_sum_over(row, other) for other in rows) and not _is_revenue(
                    table, row.name
                ):
                    over = CellRef(table.id, row.index, realisasi.index)
                    yield Relation(over, AT_MOST, _limits(table, row, pagu, realisasi), WHY)


def _limits(
    table: TypedTable, row: TypedRow, pagu: Column, realisasi: Column
) -> tuple[CellRef, ...]:
    """Return the pagu that a realisasi is of: those of all rows that it, or they, are
    merged over.
    """
    rows = rows_together(table, row, (pagu.index, realisasi.index))
    return tuple(printed_in(table, rows, pagu.index))


def _exceeds(table: TypedTable, row: TypedRow, pagu: Column, realisasi: Column) -> bool:
    spent = row.amount(realisasi.index)
    limits = (
        [table.rows[cell.row].amount(pagu.index) for cell in _limits(table, row, pagu, realisasi)]
        if spent
        else []
    )
    read = [limit.value for limit in limits if limit]
    return spent is not None and bool(read) and len(read) == len(limits) and spent.value > sum(read)


def _is_sum_over(row: TypedRow, other: TypedRow) -> bool:
    """Return whether a row adds up another, so that what is too much there is too much here only
    because of it.
    """
    if row is other or other.total:
        return False
    if row.total:
        return True
    return bool(
        row.code and other.code and other.code.canonical.startswith(f"{row.code.canonical}.")
    )


def _is_revenue(table: TypedTable, name: str) -> bool:
    words = normalize_text(f"{table.table.caption or ''} {name}").split()
    return not _REVENUE.isdisjoint(words)


RULE = Rule(
    id="ANG-06",
    title=Message("Realisasi melebihi pagu", "Realisasi above pagu"),
    fault=Message("Realisasi anggaran melebihi pagunya", "The realisasi exceeds the pagu"),
    severities=(Severity.CRITICAL,),
    basis=(Reference(PP_12_2019),),
    doc=__doc__,
    relate=relate,
)
