"""The realisasi anggaran of a program is the same in every table that prints it.

Not claimed: which table is right; that is told by the sums each of them stands in. Columns of different periods are not
compared, nor tables whose captions name different periods, unless most of their figures are the same.

Breaks it:

    Cost per outcome      Program Pembinaan Pemerintahan Desa    23.850.000
    Realisasi anggaran    PROGRAM PEMBINAAN PEMERINTAHAN DESA    23.580.000

Looks alike, and does not, since one counts to the third quarter:

    Realisasi s.d. TW III    Program Pembinaan Pemerintahan Desa    18.000.000
    Realisasi s.d. TW IV     Program Pembinaan Pemerintahan Desa    23.850.000
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.comparable import same_figure
from validate.findings import Message, Severity
from validate.legal_basis import ONE_VALUE
from validate.links import programs
from validate.relations import Relation
from validate.rule import Rule

WHY = Message("realisasi program sama di semua tabel", "the realisasi of a program is the same in all tables")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the realisasi anggaran of a program is the same in every table that prints it."""
    yield from same_figure(context.report, programs(context), Role.REALISASI_ANGGARAN, WHY)


RULE = Rule(
    id="LTB-02",
    title=Message("Realisasi program antartabel", "Realisasi of a program across tables"),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(ONE_VALUE,),
    doc=__doc__,
    relate=relate,
    mentions=Role.REALISASI_ANGGARAN,
)
