"""An efficiency that the header of its column gives as 1 − RA/PA is that: what was not spent, over
the pagu.

Not claimed: that this is a right measure of efficiency; anything where the header does not say so,
which is EFI-01.

Breaks it, 1 − 900.000 / 1.000.000 is 10 %:

    Pagu (PA)    Realisasi (RA)    Efisiensi 1 − (RA/PA)
    1.000.000    900.000           1,00

Looks alike, and does not:

    Pagu (PA)    Realisasi (RA)    Efisiensi 1 − (RA/PA)
    1.000.000    900.000           0,10
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import COLUMN_FORMULA
from validate.relation_builders.efficiency import EfficiencyMeasure, measured_by
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield efisiensi = 1 − realisasi / pagu for every row of a column that says so."""
    return measured_by(context, EfficiencyMeasure.UNSPENT)


RULE = Rule(
    id="EFI-03",
    title=Message("Efisiensi 1 − RA/PA", "Efficiency 1 − RA/PA"),
    fault=Message(
        "Efisiensi tidak sesuai dengan rumus 1 − RA/PA",
        "The efisiensi does not follow from the formula 1 − RA/PA",
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(COLUMN_FORMULA,),
    doc=__doc__,
    relate=relate,
)
