"""A quarterly report prints the quarters' targets beside what the quarters reached.

Claimed only of a whole quarterly report whose pages before the annex could all be read, that prints
the realisasi of several quarters, has no target of a quarter in any table, and names neither
quarterly targets nor an action plan (*rencana aksi*).

Not claimed: that there were no targets.

Breaks it:

    Target    Realisasi    Keterangan
    95,45     95,27        TW 1: 37,84 TW 2: 17 TW 3: 10,7 TW 4: 29,63

Looks alike, and does not, since the plan of the quarters is there:

    Tabel 2.3 Rencana Aksi Tahun 2024
    Target TW I    Target TW II    Target TW III    Target TW IV
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import Report, Role, TableKind, TypedTable
from normalize.values.periods import PeriodKind, find_quarter_values
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_88_2021, Reference
from validate.rule import LKJ, Rule
from validate.structure.agreements import shows_all

_PLANNED = regex(
    r"\brencana\s+aksi\b|\btarget\s+(?:kinerja\s+)?(?:per\s*)?(?:tri[wb]ulan|tw)|"
    r"\b(?:tri[wb]ulan|tw)\s*\w*\s*target",
    re.IGNORECASE,
)
_SEVERAL = 2


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding at the first values of several quarters in a report without quarterly
    targets.
    """
    if (
        context.report.period is None
        or context.report.period.kind is not PeriodKind.TRIWULAN
        or not shows_all(context)
    ):
        return
    reached = next(
        (spot for table in context.report.of_kind(TableKind.CAPAIAN) if (spot := _quarters(table))),
        None,
    )
    if reached is None or _are_planned(context.report):
        return
    message = Message(
        "Realisasi per triwulan dicantumkan tanpa target per triwulan (rencana aksi).",
        "The realisasi of the quarters is printed without targets of the quarters (rencana aksi).",
    )
    yield Violation(reached, message)


def _quarters(table: TypedTable) -> PrintedValue | None:
    """Return the first cell that lists the values of several quarters."""
    for cells in table.table.rows:
        for cell in cells:
            if len(find_quarter_values(cell.text)) >= _SEVERAL:
                return cell_spot(table, cell.row, cell.column)
    return None


def _are_planned(report: Report) -> bool:
    heads = [column for table in report.tables for column in table.columns]
    by_quarter = any(
        column.role is Role.TARGET
        and column.period is not None
        and column.period.kind is PeriodKind.TRIWULAN
        for column in heads
    )
    texts = [
        *(column.header for column in heads),
        *(table.table.caption or "" for table in report.tables),
        *(passage.text for passage in report.prose),
    ]
    return by_quarter or any(_PLANNED.search(text) for text in texts)


RULE = Rule(
    id="PKR-16",
    title=Message("Target triwulan", "Targets of the quarters"),
    fault=Message(
        "Realisasi triwulan tanpa target triwulan", "Quarters have a realisasi and no target"
    ),
    severities=(Severity.MINOR,),
    basis=(Reference(PERMENPANRB_88_2021),),
    kinds=LKJ,
    doc=__doc__,
    check=check,
)
