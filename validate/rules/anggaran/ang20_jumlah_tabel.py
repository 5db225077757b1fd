"""The JUMLAH of a table of staff, assets, villages or revenue is the sum of the rows above it.

Which rows it adds up is recognised by another column, in which it does; or the rows are one list,
numbered without a gap.

Not claimed: anything for columns of rates, for totals that lie among their parts as a mean does,
for a column in which a row prints no number, or for the total of a budget (ANG-05).

Breaks it, ten of the staff are women:

    No    Golongan    Laki-laki    Perempuan
    1     IV          3            2
    2     III         10           7
    3     II          4            1
          Jumlah      17           12

Looks alike, and does not, since the last is the mean density:

    No    Desa       Luas (Ha)    Jiwa tiap ha
    1     Klakah     512          12
    2     Ranu       312          13
    3     Kebonan    120          26
          Jumlah     944          14
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import OWN_ARITHMETIC
from validate.relation_builders.table_totals import table_totals
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the sums of every total that ends a table and is no budget's."""
    return table_totals(context)


RULE = Rule(
    id="ANG-20",
    title=Message("Jumlah tabel", "Total of a table"),
    fault=Message(
        "Jumlah tabel tidak sesuai dengan rinciannya",
        "The total of a table does not follow from its rows",
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    relate=relate,
)
