"""The absorption of a program is the same in every table that prints it.

Not claimed: anything where one table prints fewer decimals and both may be the same number.

Breaks it:

    Cost per outcome      Program Pemberdayaan Masyarakat    99,91
    Realisasi anggaran    PROGRAM PEMBERDAYAAN MASYARAKAT    99,90

Looks alike, and does not, since 99,9 may be 99,91 rounded:

    Cost per outcome      Program Pemberdayaan Masyarakat    99,91
    Realisasi anggaran    PROGRAM PEMBERDAYAAN MASYARAKAT    99,9
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
    "serapan program sama di semua tabel", "the absorption of a program is the same in all tables"
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the absorption of a program is the same in every table that prints it."""
    yield from same_figure(context.report, programs(context), Role.SERAPAN, WHY)


RULE = Rule(
    id="LTB-03",
    title=Message("Serapan program antartabel", "Absorption of a program across tables"),
    fault=Message(
        "Serapan program berbeda antartabel", "The absorption of a program differs across tables"
    ),
    severities=(Severity.MINOR, Severity.MAJOR),
    basis=(ONE_VALUE,),
    doc=__doc__,
    relate=relate,
    mentions=Role.SERAPAN,
)
