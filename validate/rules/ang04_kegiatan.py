"""A program is the sum of its kegiatan: pagu, realisasi and sisa each.

In a table without codes the rows beneath are told by their sums and by what they look like: a program, its numbering,
bold or indented names. A sum that fails in one column is claimed where other columns, or most groups alike, add up.

Not claimed: anything where a kegiatan could not be read, or where the table lists none. Percentages are no sums.

Breaks it, the kegiatan come to 4.430.000:

    Kode            Pagu         Realisasi
    7.01.02         4.430.000    4.340.000
    7.01.02.2.01    2.180.000    2.180.000
    7.01.02.2.04    2.250.000    2.250.000

Looks alike, and does not, since a kegiatan without money is left blank:

    Kode            Pagu         Realisasi
    7.01.02         4.430.000    2.180.000
    7.01.02.2.01    2.180.000    2.180.000
    7.01.02.2.04    2.250.000
"""

from collections.abc import Iterator
from itertools import chain

from normalize.codes import Level
from validate.audit_context import AuditContext
from validate.carried import carried_sums
from validate.findings import Message, Severity
from validate.laws import Tier, families, sums_of
from validate.legal_basis import CODE_STRUCTURE, PERMENDAGRI_90_2019, PERMENPANRB_53_2014, Reference
from validate.outline import sums_under
from validate.program_sections import programs_of_sections
from validate.relations import Relation
from validate.rule import Rule

WHY = Message("program adalah jumlah kegiatannya", "a program is the sum of its kegiatan")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the sums of every program that has kegiatan in the table."""
    for table, (parent, children) in families(context):
        if parent.code and parent.code.level is Level.PROGRAM:
            yield from sums_of(table, parent, children, WHY)
    told = set()
    for relation in chain(carried_sums(context, Tier.PROGRAM), sums_under(context, Tier.PROGRAM)):
        told.add(relation.target)
        yield relation
    yield from (relation for relation in programs_of_sections(context) if relation.target not in told)


RULE = Rule(
    id="ANG-04",
    title=Message("Jumlah kegiatan", "Sum of the kegiatan"),
    severities=(Severity.CRITICAL, Severity.MINOR),
    basis=(CODE_STRUCTURE, Reference(PERMENDAGRI_90_2019), Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.B")),
    doc=__doc__,
    relate=relate,
)
