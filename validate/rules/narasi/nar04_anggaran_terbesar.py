"""The program, kegiatan or sub kegiatan that is said to have the highest (or lowest) budget has it
in the table.

Not claimed: anything where the sentence names no row of the level it refers to, or several; a
kegiatan may as well be the highest of its program.

Breaks it, where another kegiatan has more:

    kegiatan yang memiliki anggaran paling tinggi adalah kegiatan Administrasi Umum Perangkat Daerah

Looks alike, and does not:

    kegiatan dengan anggaran terbesar kedua adalah kegiatan Administrasi Umum Perangkat Daerah
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import Rule
from validate.text.superlatives import contradicted, extremes


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every claim of the highest or lowest budget that no table confirms."""
    for claim in extremes(context):
        if Role.PAGU in claim.roles:
            yield from contradicted(claim)


RULE = Rule(
    id="NAR-04",
    title=Message("Anggaran terbesar", "Highest budget"),
    fault=Message(
        "Pernyataan terbesar atau terkecil bertentangan dengan tabel",
        "A claim of the largest or smallest contradicts the table",
    ),
    sentence=Message("{at} tertulis {said}.", "{at}, it says {said}."),
    severities=(Severity.MINOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
)
