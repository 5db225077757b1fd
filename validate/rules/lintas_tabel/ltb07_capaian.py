"""The capaian of an indicator is the same in every table that prints it.

Not claimed: that it is right where all tables agree; that is CAP-01.

Breaks it:

    Capaian kinerja     Persentase fasilitasi yang ditindaklanjuti    99,81
    Cost per outcome    Persentase fasilitasi yang ditindaklanjuti    98,91

Looks alike, and does not, since 99,8 may be 99,81 rounded:

    Capaian kinerja     Persentase fasilitasi yang ditindaklanjuti    99,81
    Cost per outcome    Persentase fasilitasi yang ditindaklanjuti    99,8
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import ONE_VALUE
from validate.relation_builders.same_figures import same_figure
from validate.rule import Rule
from validate.structure.entity_links import measured_indicators

WHY = Message(
    "capaian indikator sama di semua tabel", "the capaian of an indicator is the same in all tables"
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the capaian of an indicator is the same in every table that prints it."""
    yield from same_figure(context.report, measured_indicators(context), Role.CAPAIAN, WHY)


RULE = Rule(
    id="LTB-07",
    title=Message("Capaian kinerja antartabel", "Capaian of an indicator across tables"),
    fault=Message(
        "Capaian indikator berbeda antartabel", "The capaian of an indicator differs across tables"
    ),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(ONE_VALUE,),
    doc=__doc__,
    relate=relate,
    rows_of="indikator",
    mentions=Role.CAPAIAN,
)
