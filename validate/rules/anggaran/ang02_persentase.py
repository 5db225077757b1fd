"""The absorption of a budget line is its realisasi over its pagu, in percent.

Another percentage of money, as that of the sisa, is a share of the columns of which most rows print
it.

Not claimed: anything about rows without a pagu (ANG-07). A percentage that was cut off instead of
rounded is a minor matter, told apart from a wrong one.

Breaks it, 1.361.248.977 of 1.443.095.819 is 94,33:

    Pagu             Realisasi        %
    1.443.095.819    1.361.248.977    93,43

Looks alike, and does not, since 99,996 is printed as 100:

    Pagu             Realisasi        %
    2.435.011.000    2.434.911.000    100
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import ARITHMETIC, PERMENPANRB_53_2014, Reference
from validate.relation_builders.column_constraints import (
    ABSORPTION,
    computations,
    divides_by_zero,
    relations,
)
from validate.relation_builders.row_relations import SHARE, row_relations
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield percentage = realisasi / pagu × 100 for every row that has a pagu, and the shares most
    rows confirm.
    """
    known = set()
    for computation in computations(context.report, ABSORPTION):
        known.add((computation.table.id, computation.target.index))
        rows = [row for row in computation.table.rows if not divides_by_zero(computation, row)]
        yield from relations(ABSORPTION, computation, rows)
    yield from row_relations(context, SHARE, known)


RULE = Rule(
    id="ANG-02",
    title=Message("Persentase serapan", "Absorption percentage"),
    fault=Message(
        "Persentase serapan tidak sesuai dengan pagu dan realisasi",
        "The absorption does not follow from pagu and realisasi",
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(ARITHMETIC, Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.B")),
    doc=__doc__,
    relate=relate,
)
