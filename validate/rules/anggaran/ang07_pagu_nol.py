"""A budget line without a pagu has no absorption: nothing of nothing is 0, a dash or a blank.

Not claimed: that a line without a pagu should not be printed. Money spent without a pagu is ANG-06.

Breaks it:

    Pagu    Realisasi    Sisa    %
    0       0            0       100

Looks alike, and does not:

    Pagu    Realisasi    Sisa    %
    0       0            0       0
"""

from collections.abc import Iterator
from dataclasses import replace

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import NonLegalGround
from validate.relation_builders.column_constraints import (
    ABSORPTION,
    computations,
    divides_by_zero,
    relations,
)
from validate.rule import Rule

WHY = Message("tanpa pagu tidak ada serapan", "without a pagu nothing is absorbed")
LAW = replace(ABSORPTION, why=WHY)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the percentage is zero for every row whose pagu is zero."""
    for computation in computations(context.report, LAW):
        rows = [row for row in computation.table.rows if divides_by_zero(computation, row)]
        yield from relations(LAW, computation, rows)


RULE = Rule(
    id="ANG-07",
    title=Message("Pagu nol", "Line without a pagu"),
    fault=Message("Serapan dicantumkan tanpa pagu", "An absorption is printed without a pagu"),
    severities=(Severity.MINOR,),
    basis=(
        NonLegalGround(
            Message("kelaziman; tidak diatur", "custom; the regulations do not say"), proposed=True
        ),
    ),
    doc=__doc__,
    relate=relate,
    customary=True,
)
