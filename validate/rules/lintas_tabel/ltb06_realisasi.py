"""The realisasi of an indicator is the same in every table that prints it.

Not claimed: which table is right. Columns of different periods or units are not compared.

Breaks it:

    Capaian kinerja     Persentase fasilitasi yang ditindaklanjuti    95,27
    Cost per outcome    Persentase fasilitasi yang ditindaklanjuti    92,57

Looks alike, and does not, since these are different indicators:

    Cost per outcome    Persentase desa yang menetapkan APBDes    100
    Cost per outcome    Persentase desa yang menetapkan RKPDes     92
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
    "realisasi indikator sama di semua tabel",
    "the realisasi of an indicator is the same in all tables",
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the realisasi of an indicator is the same in every table that prints it."""
    yield from same_figure(context.report, measured_indicators(context), Role.REALISASI, WHY)


RULE = Rule(
    id="LTB-06",
    title=Message("Realisasi kinerja antartabel", "Realisasi of an indicator across tables"),
    fault=Message(
        "Realisasi indikator berbeda antartabel",
        "The realisasi of an indicator differs across tables",
    ),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(ONE_VALUE,),
    doc=__doc__,
    relate=relate,
    rows_of="indikator",
    mentions=Role.REALISASI,
)
