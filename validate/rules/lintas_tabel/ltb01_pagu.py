"""The pagu of a program is the same in every table that prints it.

Not claimed: which table is right; that is decided by the sums each of them is in. A program that
a table prints twice is not compared, nor is the budget before its change with the changed one. In a
report on 2025 that refers to a change of the budget, the agreed pagu may be higher (ANG-19).

Breaks it:

    Perjanjian kinerja    Program Pembinaan Pemerintahan Desa    23.850.000
    Realisasi anggaran    PROGRAM PEMBINAAN PEMERINTAHAN DESA    23.580.000

Looks alike, and does not, since these are different programs:

    Perjanjian kinerja    Program Pembinaan Pemerintahan Desa    23.850.000
    Realisasi anggaran    PROGRAM PEMBERDAYAAN MASYARAKAT DESA   55.095.000
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.relation_builders.same_figures import same_figure
from validate.rule import Rule
from validate.structure.entity_links import programs
from validate.text.budget_cuts import is_explained

WHY = Message("pagu program sama di semua tabel", "the pagu of a program is the same in all tables")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the pagu of a program is the same in every table that prints it."""
    told = same_figure(context.report, programs(context), Role.PAGU, WHY)
    yield from (relation for relation in told if not is_explained(context, relation))


RULE = Rule(
    id="LTB-01",
    title=Message("Pagu program antartabel", "Pagu of a program across tables"),
    fault=Message("Pagu program berbeda antartabel", "The pagu of a program differs across tables"),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.III.1"),),
    doc=__doc__,
    relate=relate,
    mentions=Role.PAGU,
)
