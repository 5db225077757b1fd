"""A kegiatan is the sum of its sub kegiatan: pagu, realisasi and sisa each.

In a table without codes the rows beneath are told by their sums and by what they look like: a program, its numbering,
bold or indented names. A sum that fails in one column is claimed where other columns, or most groups alike, add up.

Not claimed: anything where a sub kegiatan could not be read, or where the table lists none. Percentages are no sums.

Breaks it, the sub kegiatan come to 1.600.000:

    Kode                 Pagu
    7.01.02.2.01         1.500.000
    7.01.02.2.01.0001    1.000.000
    7.01.02.2.01.0002      600.000

Looks alike, and does not, since the last row belongs to another kegiatan:

    Kode                 Pagu
    7.01.02.2.01         1.000.000
    7.01.02.2.01.0001    1.000.000
    7.01.02.2.02.0001      600.000
"""

from collections.abc import Iterator

from normalize.codes import Level
from validate.audit_context import AuditContext
from validate.carried import carried_sums
from validate.findings import Message, Severity
from validate.laws import Tier, families, sums_of
from validate.legal_basis import CODE_STRUCTURE, PERMENDAGRI_90_2019, PERMENPANRB_53_2014, Reference
from validate.outline import sums_under
from validate.relations import Relation
from validate.rule import Rule

WHY = Message("kegiatan adalah jumlah sub kegiatannya", "a kegiatan is the sum of its sub kegiatan")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the sums of every kegiatan that has sub kegiatan in the table."""
    for table, (parent, children) in families(context):
        if parent.code and parent.code.level is Level.KEGIATAN:
            yield from sums_of(table, parent, children, WHY)
    yield from carried_sums(context, Tier.KEGIATAN)
    yield from sums_under(context, Tier.KEGIATAN)


RULE = Rule(
    id="ANG-03",
    title=Message("Jumlah sub kegiatan", "Sum of the sub kegiatan"),
    severities=(Severity.CRITICAL, Severity.MINOR),
    basis=(CODE_STRUCTURE, Reference(PERMENDAGRI_90_2019), Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.B")),
    doc=__doc__,
    relate=relate,
)
