"""Progress to the target at the end of the plan is the realisasi over that target, in percent.

Not claimed: anything where the head of the percentage does not name the plan, where no column holds its final target,
or where fewer than four of five rows follow.

Breaks it, where the rows above follow, since 60 of 80 is 75:

    Target akhir Renstra    Realisasi    Capaian terhadap Renstra
    80                      60           57

Looks alike, and does not, since that percentage is of the target of the year:

    Target akhir Renstra    Target    Realisasi    Capaian
    80                      60        60           100
"""

from collections.abc import Iterator

from validate.achievement import LAW
from validate.across import PROGRESS, across
from validate.audit_context import AuditContext
from validate.findings import Message, Severity
from validate.laws import computations
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.relations import Relation
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the progress of every row of a column that CAP-01 does not compute."""
    known = {(found.table.id, found.target.index) for found in computations(context.report, LAW)}
    return across(context, PROGRESS, known)


RULE = Rule(
    id="CAP-19",
    title=Message("Kemajuan terhadap target akhir", "Progress to the final target"),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.3"),),
    doc=__doc__,
    relate=relate,
)
