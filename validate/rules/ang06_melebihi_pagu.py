"""No budget line spends more than its pagu.

Not claimed: that the money was spent: the number may be misprinted, and then it follows from that finding. Revenue may
exceed its target and is left alone.

Basis: PP 12/2019 (from memory, not verified).

Breaks it:

    Kode                 Pagu          Realisasi
    7.01.05.2.05.0002    51.942.000    51.942.900

Looks alike, and does not:

    Uraian               Target        Realisasi
    Pendapatan retribusi 51.942.000    51.942.900
"""

from collections.abc import Iterator

from normalize.report import Report, Role, TypedTable
from normalize.words import fold
from validate.findings import CellRef, Message, Severity
from validate.laws import beside
from validate.relations import AT_MOST, Relation
from validate.rule import Rule

WHY = Message("realisasi tidak melebihi pagu", "realisasi does not exceed pagu")
_REVENUE = frozenset({"pendapatan", "retribusi", "pajak", "pad"})


def relate(report: Report) -> Iterator[Relation]:
    """Yield realisasi ≤ pagu for every row where it is more: the others need no word."""
    for table in report.tables:
        for pagu, realisasi in beside(table, Role.PAGU, Role.REALISASI_ANGGARAN):
            for row in table.rows:
                limit, spent = row.amount(pagu.index), row.amount(realisasi.index)
                if limit and spent and spent.value > limit.value and not _is_revenue(table, row.name):
                    over, under = (CellRef(table.id, row.index, column.index) for column in (realisasi, pagu))
                    yield Relation("ANG-06", over, AT_MOST, (under,), WHY)


def _is_revenue(table: TypedTable, name: str) -> bool:
    words = fold(f"{table.table.caption or ''} {name}").split()
    return not _REVENUE.isdisjoint(words)


RULE = Rule("ANG-06", Severity.CRITICAL, Message("Realisasi melebihi pagu", "Realisasi above pagu"), __doc__, relate)
