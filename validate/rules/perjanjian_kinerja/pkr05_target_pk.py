"""The target that Bab III reports on is the one of the perjanjian kinerja.

Not claimed: which of the two is right, nor that every indicator of the perjanjian kinerja is
reported.

Breaks it:

    Perjanjian kinerja    Persentase fasilitasi yang ditindaklanjuti    95,45%
    Capaian kinerja       Persentase fasilitasi yang ditindaklanjuti    90,00

Looks alike, and does not, since the indicator is another one:

    Perjanjian kinerja    Persentase fasilitasi yang ditindaklanjuti    95,45%
    Capaian kinerja       Indeks Pelayanan Publik                       90,00
"""

from collections.abc import Iterator
from itertools import product

from normalize.report import Role, TableKind
from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.relation_builders.same_figures import same_figure
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.entity_links import Entity, measured_indicators, split_by_kind

WHY = Message(
    "target sama dengan perjanjian kinerja", "the target is that of the perjanjian kinerja"
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that each reported target is that of each perjanjian kinerja."""
    parts = (split_by_kind(entity, TableKind.PK_SASARAN) for entity in measured_indicators(context))
    pairs = (
        Entity(pair) for agreed, reported in parts for pair in product(agreed.rows, reported.rows)
    )
    yield from same_figure(context.report, pairs, Role.TARGET, WHY)


RULE = Rule(
    id="PKR-05",
    title=Message("Target perjanjian kinerja", "Target of the perjanjian kinerja"),
    fault=Message(
        "Target berbeda dari perjanjian kinerja", "A target differs from the perjanjian kinerja"
    ),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.III.1"),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    relate=relate,
)
