"""No pagu and no realisasi is below zero.

Not claimed: anything about the sisa, which is negative where more was spent than planned (ANG-06).

Breaks it:

    Pagu         Realisasi
    4.430.000    (430.000)

Looks alike, and does not, since the dash is a zero:

    Pagu         Realisasi
    4.430.000    -
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.findings import CellRef, Message, Severity
from validate.legal_basis import OWN_ARITHMETIC
from validate.relations import NOT_NEGATIVE, Relation
from validate.rule import Rule

WHY = Message("pagu dan realisasi tidak negatif", "pagu and realisasi are not negative")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield amount ≥ 0 for every amount that is below zero: the others need no word."""
    for table in context.report.tables:
        columns = [c for c in table.columns if c.role in (Role.PAGU, Role.REALISASI_ANGGARAN)]
        for row in table.rows:
            for column in columns:
                amount = row.amount(column.index)
                if amount and amount.value < 0:
                    yield Relation(CellRef(table.id, row.index, column.index), NOT_NEGATIVE, (), WHY)


RULE = Rule(
    id="ANG-08",
    title=Message("Nilai negatif", "Negative amount"),
    severities=(Severity.MAJOR,),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    relate=relate,
)
