"""The target of an indicator is the same in every table of the report that prints it.

Not claimed: anything between the report's own tables and a perjanjian kinerja, which is PKR-05.
Columns of different periods or units are not compared.

Breaks it:

    Capaian kinerja     Persentase fasilitasi yang ditindaklanjuti    95,45
    Cost per outcome    Persentase fasilitasi yang ditindaklanjuti    94,55

Looks alike, and does not, since only the percent sign differs:

    Capaian kinerja     Persentase fasilitasi yang ditindaklanjuti    95,45
    Cost per outcome    Persentase fasilitasi yang ditindaklanjuti    95,45%
"""

from collections.abc import Iterator

from normalize.report import Role, TableKind
from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import ONE_VALUE
from validate.relation_builders.same_figures import same_figure
from validate.rule import Rule
from validate.structure.entity_links import measured_indicators, split_by_kind

WHY = Message(
    "target indikator sama di semua tabel", "the target of an indicator is the same in all tables"
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the target is the same in the report's tables, and the same in all perjanjian
    kinerja.
    """
    parts = [split_by_kind(entity, TableKind.PK_SASARAN) for entity in measured_indicators(context)]
    for entities in zip(*parts, strict=True):
        yield from same_figure(context.report, entities, Role.TARGET, WHY)


RULE = Rule(
    id="LTB-05",
    title=Message("Target antartabel", "Target across tables"),
    fault=Message(
        "Target indikator berbeda antartabel", "The target of an indicator differs across tables"
    ),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(ONE_VALUE,),
    doc=__doc__,
    relate=relate,
    mentions=Role.TARGET,
)
