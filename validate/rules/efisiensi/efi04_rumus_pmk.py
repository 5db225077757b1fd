"""An efficiency measured as the Ministry of Finance does is what was not spent of the pagu that the
capaian is worth.

It is (PA × C − RA) / (PA × C), in percent. A column is taken for one where most of its rows follow
this formula, at least two of them with a capaian other than 100, and none of those the difference
of EFI-01.

Not claimed: anything about the total over all rows, or a column that few rows of follow the
formula.

Breaks it, where the other rows follow the formula, (1.000.000 × 90 % − 855.000) / (1.000.000 × 90
%) is 5 %:

    Capaian    Pagu         Realisasi    Serapan    Efisiensi
    90,00      1.000.000    855.000      85,50      4,50

Looks alike, and does not, where the other rows print the difference, which is EFI-01:

    Capaian    Pagu         Realisasi    Serapan    Efisiensi
    90,00      1.000.000    855.000      85,50      4,50
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import PMK_22_2021, PMK_214_2017, PMK_249_2011, Reference
from validate.relation_builders.efficiency import EfficiencyMeasure, measured_by
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield efisiensi = (PA × C − RA) / (PA × C) × 100 for every row of a column that
    follows it.
    """
    return measured_by(context, EfficiencyMeasure.SAVED)


RULE = Rule(
    id="EFI-04",
    title=Message("Efisiensi menurut PMK", "Efficiency by PMK"),
    fault=Message(
        "Efisiensi tidak sesuai dengan rumus PMK",
        "The efisiensi does not follow from the formula of the PMK",
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(Reference(PMK_249_2011), Reference(PMK_214_2017), Reference(PMK_22_2021)),
    doc=__doc__,
    relate=relate,
)
