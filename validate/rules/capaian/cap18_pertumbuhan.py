"""Growth over the years of a row follows from the numbers of these years, as in the other rows of
its column.

Growth may be the mean of the yearly ones, the last year over the first, or the constant yearly
growth: the formula is taken that the rows of the column follow. A rise or fall in points is the
difference of two columns.

Not claimed: anything where more than one of five rows, or of a few, follows no formula; anything by
formula where a year prints zero. Two rows that print the same amounts must print the same growth
even then.

Breaks it, where the rows above print the mean of the yearly growth, which is 15:

    2022       2023       2024       Pertumbuhan
    100.000    110.000    132.000    51

Looks alike, and does not, since there is no growth from zero that all reports agree on:

    2022       2023       2024       Pertumbuhan
          0    110.000    132.000    10
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import ARITHMETIC, PERMENPANRB_53_2014, Reference
from validate.relation_builders.growth import growth_relations
from validate.relation_builders.row_relations import CHANGE, row_relations
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the growth of every row of every column that follows a formula, and the change between
    two columns.
    """
    yield from growth_relations(context)
    yield from row_relations(context, CHANGE)


RULE = Rule(
    id="CAP-18",
    title=Message("Pertumbuhan antartahun", "Growth over the years"),
    fault=Message(
        "Pertumbuhan antartahun tidak sesuai dengan perhitungan",
        "The growth over the years does not follow from its numbers",
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(ARITHMETIC, Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.2")),
    doc=__doc__,
    relate=relate,
)
