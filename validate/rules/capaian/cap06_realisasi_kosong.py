"""Every indicator with a target has a realisasi.

Not claimed: that the office did nothing; the value may not have been known yet. It must not be
counted as achieved.

Breaks it:

    Indikator                  Target    Realisasi    Capaian
    Indeks Pelayanan Publik    65        -
    Persentase fasilitasi      95,45     95,27        99,81

Looks alike, and does not, since nothing of the table has been measured yet:

    Indikator                  Target    Realisasi    Capaian
    Indeks Pelayanan Publik    65
    Persentase fasilitasi      95,45
"""

from collections.abc import Iterator

from normalize.report import Column, TableKind, TypedRow, TypedTable
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.unmeasured import unmeasured


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every indicator whose target has no realisasi beside it."""
    for table in context.report.of_kind(TableKind.CAPAIAN, TableKind.COST_PER_OUTCOME):
        for row, target, realisasi in unmeasured(table):
            yield _finding(table, row, target, realisasi)


def _finding(table: TypedTable, row: TypedRow, target: Column, realisasi: Column) -> Violation:
    spot = cell_spot(table, row.index, realisasi.index)
    aim = cell_spot(table, row.index, target.index)
    message = Message(
        f"{row.name}: target {aim.printed} tanpa realisasi, capaiannya tidak dapat dihitung.",
        f"{row.name}: a target of {aim.printed} without a realisasi, so its capaian cannot "
        "be computed.",
    )
    return Violation(spot, message, evidence=(aim,))


RULE = Rule(
    id="CAP-06",
    title=Message("Realisasi kosong", "No realisasi"),
    fault=Message(
        "Realisasi indikator tidak dicantumkan", "The realisasi of an indicator is missing"
    ),
    sentence=Message(
        "{at}, indikator {row} bertarget {other} tanpa realisasi, sehingga capaiannya tidak "
        "dapat dihitung.",
        "{at}, the indicator {row} has a target of {other} and no realisasi, so that its "
        "capaian cannot be computed.",
    ),
    severities=(Severity.MAJOR,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.I.3"),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
