"""A kegiatan is the sum of its sub kegiatan: pagu, realisasi and sisa each.

In a table without codes the rows beneath are recognised by official names and the wording of
indicators, else by their sums and by what they look like: a program, its numbering, bold or
indented names. A sum that only sums show, and that fails in one column, is claimed where other
columns, or most groups alike, add up.

Where codes, names or wording show the levels and more sums of a table fail than hold, nothing
states which numbers are wrong: that is one finding, which names them all.

Not claimed: anything where a sub kegiatan could not be read, or where the table lists none.
Percentages are no sums.

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

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity, Violation
from validate.legal_basis import CODE_STRUCTURE, PERMENDAGRI_90_2019, PERMENPANRB_53_2014, Reference
from validate.relation_builders.column_constraints import BudgetTier
from validate.relation_builders.row_sums import failing_sums, sums_of_rows
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the sums of every kegiatan that has sub kegiatan in its table."""
    return sums_of_rows(context, BudgetTier.KEGIATAN)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield what fails together: more sums of one table than hold."""
    return failing_sums(context, BudgetTier.KEGIATAN)


RULE = Rule(
    id="ANG-03",
    title=Message("Jumlah sub kegiatan", "Sum of the sub kegiatan"),
    fault=Message(
        "Angka kegiatan tidak sama dengan jumlah sub kegiatannya",
        "A kegiatan is not the sum of its sub kegiatan",
    ),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(
        CODE_STRUCTURE,
        Reference(PERMENDAGRI_90_2019),
        Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.B"),
    ),
    doc=__doc__,
    relate=relate,
    check=check,
)
