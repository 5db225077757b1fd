"""A target of zero gives no ratio: how its capaian was found is to be stated.

Not claimed: that the capaian is wrong; 100 for a target of nothing that stayed nothing is in use.

Breaks it:

    Indikator              Target    Realisasi    Capaian
    Jumlah temuan          0         0            100

Looks alike, and does not, since no capaian is claimed:

    Indikator              Target    Realisasi    Capaian
    Jumlah temuan          0         0            -
"""

from collections.abc import Iterator

from normalize.report import TypedRow
from normalize.values.amounts import AmountNote
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.relation_builders.achievement import LAW
from validate.relation_builders.column_constraints import Computation, computations, divides_by_zero
from validate.rule import Rule


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every capaian that is printed beside a target of zero."""
    for computation in computations(context.report, LAW):
        for row in computation.table.rows:
            if _claims_a_ratio(computation, row):
                yield _finding(computation, row)


def _claims_a_ratio(computation: Computation, row: TypedRow) -> bool:
    claimed = row.amount(computation.target.index)
    target = row.amount(computation.inputs[-1].index)
    dashes = [AmountNote.DASH_ZERO in amount.notes for amount in (claimed, target) if amount]
    return (
        divides_by_zero(computation, row)
        and not row.total
        and claimed is not None
        and not any(dashes)
    )


def _finding(computation: Computation, row: TypedRow) -> Violation:
    spot = cell_spot(computation.table, row.index, computation.target.index)
    target = cell_spot(computation.table, row.index, computation.inputs[-1].index)
    message = Message(
        f"Capaian {spot.printed} dengan target nol: tidak dapat dihitung sebagai realisasi "
        "dibagi target.",
        f"A capaian of {spot.printed} for a target of zero cannot be computed as realisasi "
        "over target.",
    )
    return Violation(spot, message, evidence=(target,))


RULE = Rule(
    id="CAP-05",
    title=Message("Target nol", "Target of zero"),
    fault=Message(
        "Capaian dihitung dari target nol", "A capaian is computed from a target of zero"
    ),
    sentence=Message("{at} tercetak {said}.", "{at}, {said}."),
    severities=(Severity.MAJOR,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(NonLegalGround(Message("kelaziman", "custom")),),
    doc=__doc__,
    check=check,
)
