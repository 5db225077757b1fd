"""No pagu and no realisasi is below zero.

Not claimed: anything about the sisa, which is negative where more was spent than planned (ANG-06);
nor for a column in which amounts below zero recur, since it prints something else, as a shortage or
a change.

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
from validate.constraints.relations import NOT_NEGATIVE, Relation
from validate.findings import CellRef, Message, Severity
from validate.legal_basis import OWN_ARITHMETIC
from validate.rule import Rule

WHY = Message("pagu dan realisasi tidak negatif", "pagu and realisasi are not negative")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield amount ≥ 0 for every amount that is below zero: the others need no word."""
    for table in context.report.tables:
        columns = [c for c in table.columns if c.role in (Role.PAGU, Role.REALISASI_ANGGARAN)]
        for column in columns:
            amounts = [
                (row.index, amount) for row in table.rows if (amount := row.amount(column.index))
            ]
            below = [index for index, amount in amounts if amount.value < 0]
            if not _recur(len(below), len(amounts)):
                for index in below:
                    yield Relation(CellRef(table.id, index, column.index), NOT_NEGATIVE, (), WHY)


def _recur(below: int, printed: int) -> bool:
    """Return whether amounts below zero are what a column prints: several, and more than one of
    five.
    """
    return below > 2 and 5 * below > printed


RULE = Rule(
    id="ANG-08",
    title=Message("Nilai negatif", "Negative amount"),
    fault=Message("Anggaran atau realisasi bernilai negatif", "An amount is negative"),
    severities=(Severity.MAJOR,),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    relate=relate,
)
