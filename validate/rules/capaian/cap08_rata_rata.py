"""A row called rata-rata prints the mean of the numbers above it, down from the mean before it.

A column of the mean capaian prints that of the rows its cell is merged over, or of those down to
its next number.

Not claimed: which numbers it is the mean of, where some row above prints none or looks otherwise;
then, and for fewer than three rows above, nothing is said; of several means in a table or column,
anything where none holds. A mean of numbers that were capped at 100 or 120 first is no finding.

Breaks it, the mean is 97:

    Indikator      Capaian
    Satu           100
    Dua             95
    Tiga            96
    Rata-rata       98

Looks alike, and does not, since the first is counted as 100:

    Indikator      Capaian
    Satu           109
    Dua             95
    Tiga            96
    Rata-rata       97
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import number_index
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import OWN_ARITHMETIC
from validate.relation_builders.means import means
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the means that rows and columns of every table print."""
    for table in context.report.tables:
        yield from means(number_index(context), table)


RULE = Rule(
    id="CAP-08",
    title=Message("Rata-rata", "Mean"),
    fault=Message(
        "Rata-rata capaian tidak sesuai dengan perhitungan", "A mean does not follow from its rows"
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    relate=relate,
)
