"""The summary of the perjanjian kinerja in Bab II prints the targets and the budget of the signed
one in the annex.

Not claimed: anything about the order of its lines, which differs in many reports.

Breaks it:

    Bab II     Program Pembinaan Pemerintahan Desa    23.850.000
    Lampiran   Program Pembinaan Pemerintahan Desa    28.350.000

Looks alike, and does not, since only the print differs:

    Bab II     Program Pembinaan Pemerintahan Desa    Rp. 23.850.000,00
    Lampiran   Program Pembinaan Pemerintahan Desa    23.850.000
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import NonLegalGround
from validate.relation_builders.same_figures import same_figure
from validate.rule import Rule
from validate.structure.entity_links import indicators, programs

WHY = Message(
    "ringkasan perjanjian kinerja sama dengan lampirannya",
    "the summary of the perjanjian kinerja is the signed one",
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that each target and each budget is the same in the summary and in the annex."""
    yield from same_figure(context.report, indicators(context), Role.TARGET, WHY, agreed_twice=True)
    yield from same_figure(context.report, programs(context), Role.PAGU, WHY, agreed_twice=True)


RULE = Rule(
    id="PKR-07",
    title=Message("Ringkasan dan lampiran PK", "Summary and annexed agreement"),
    fault=Message(
        "Ringkasan perjanjian kinerja berbeda dari lampirannya",
        "The summary of the perjanjian kinerja differs from the annexed one",
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(
        NonLegalGround(
            Message(
                "perjanjian kinerja yang ditandatangani adalah yang disepakati",
                "the signed perjanjian kinerja is what was agreed",
            ),
            proposed=True,
        ),
    ),
    doc=__doc__,
    relate=relate,
)
