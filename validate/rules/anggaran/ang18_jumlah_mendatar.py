"""A column called jumlah or total is the sum of the columns of money, or of counts, beside it, row
by row; so is a last column of another name where at least four rows say so.

A column called kekurangan or kelebihan is the difference of two others: what there is and what is
needed.

Not claimed: anything where more than one of five rows, or of a few, does not follow any run of
columns that ends beside the total; which sign a shortfall has, that is as in most rows.

Breaks it, where the rows above add up:

    Penetapan (Rp)    Perubahan (Rp)    Jumlah (Rp)
    365.135.000       54.328.375        491.463.375

Looks alike, and does not, since that total is of another column:

    Pagu (Rp)      Realisasi (Rp)    Jumlah fisik
    365.135.000    54.328.375        12
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import OWN_ARITHMETIC
from validate.relation_builders.row_relations import PARTS, SHORTFALL, TOTAL, row_relations
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the sum or difference across every row of a column that most rows confirm as one."""
    yield from row_relations(context, TOTAL)
    yield from row_relations(context, PARTS)
    yield from row_relations(context, SHORTFALL)


RULE = Rule(
    id="ANG-18",
    title=Message("Jumlah dan selisih mendatar", "Sum and difference across a row"),
    fault=Message(
        "Jumlah atau selisih mendatar tidak sesuai",
        "A sum or difference across a row does not hold",
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    relate=relate,
)
