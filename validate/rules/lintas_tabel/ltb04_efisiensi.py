"""The efficiency of a program is the same in every table that prints it.

Not claimed: which of the two is right; that is decided by the columns it is computed from
(EFI-01).

Breaks it:

    Cost per outcome    Program Penunjang Urusan    4,49
    Sumber daya         PROGRAM PENUNJANG URUSAN    4,94

Looks alike, and does not, since these are different programs:

    Cost per outcome    Sasaran 1                   4,49
    Sumber daya         PROGRAM PENUNJANG URUSAN    4,94
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import ONE_VALUE
from validate.relation_builders.same_figures import same_figure
from validate.rule import Rule
from validate.structure.entity_links import programs

WHY = Message(
    "efisiensi program sama di semua tabel", "the efficiency of a program is the same in all tables"
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the efficiency of a program is the same in every table that prints it."""
    yield from same_figure(context.report, programs(context), Role.EFISIENSI, WHY)


RULE = Rule(
    id="LTB-04",
    title=Message("Efisiensi program antartabel", "Efficiency of a program across tables"),
    fault=Message(
        "Efisiensi program berbeda antartabel", "The efisiensi of a program differs across tables"
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(ONE_VALUE,),
    doc=__doc__,
    relate=relate,
    mentions=Role.EFISIENSI,
)
