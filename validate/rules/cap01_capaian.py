"""The capaian of an indicator is its realisasi over its target, in percent.

Not claimed: that more is better. Where the printed capaian follows exactly from the formula for indicators of which
less is better, that one is taken. A capaian of exactly 100 or 120 where more follows may be a cap that is not stated:
that is told as something we could not verify, unless the profile says where the region caps. Rows with a target of
zero are CAP-05.

Basis: LAN 239/IX/6/8/2003 (from memory, not verified); the formula in the head of the column, where there is one.

Breaks it, 95,27 of 95,45 is 99,81:

    Target    Realisasi    Capaian
    95,45     95,27        99,79

Looks alike, and does not, since the whole numbers may be rounded ones:

    Target    Realisasi    Capaian
    95        94           98,44
"""

from collections.abc import Iterator
from decimal import Decimal

from normalize.amounts import Note, Quantity
from normalize.conventions import LessIsBetter
from normalize.formulas import ColumnNumber, Number, Operation
from normalize.report import Report, Role, TypedRow
from validate.figures import Figures
from validate.findings import Message, Severity
from validate.judgement import reproduces
from validate.laws import ColumnLaw, Computation, computations, divides_by_zero, relations
from validate.relations import HUNDRED, PERCENTAGE, Computed, Ratio, Relation
from validate.rule import Rule

LAW = ColumnLaw(
    "CAP-01",
    Role.CAPAIAN,
    ((Role.REALISASI,), (Role.TARGET,)),
    PERCENTAGE,
    Message("capaian adalah realisasi dibagi target", "capaian is realisasi over target"),
)
CAPS = tuple(Decimal(cap) for cap in (100, 110, 120, 125, 150))

# (2 × target − realisasi) / target: LAN 239/IX/6/8/2003, where less is better
_REALISASI, _TARGET = ColumnNumber("realisasi"), ColumnNumber("target")
_LESS_IS_BETTER = Computed(
    Operation("/", Operation("-", Operation("*", Number(Decimal(2)), _TARGET), _REALISASI), _TARGET),
    ("realisasi", "target"),
    HUNDRED,
)


def relate(report: Report) -> Iterator[Relation]:
    """Yield capaian = realisasi / target × 100 for every indicator, or the formula that less is better."""
    figures = Figures(report)
    cap, less_is_better = report.conventions.cap, report.conventions.less_is_better
    caps = CAPS if cap is None else (cap,)
    for computation in computations(report, LAW):
        rows = [row for row in computation.table.rows if _can_be_told(computation, row)]
        for relation in relations(LAW, computation, rows):
            yield _with_direction(figures, relation, less_is_better)._replace(caps=caps, capped=cap is not None)


def _can_be_told(computation: Computation, row: TypedRow) -> bool:
    inputs = [row.amount(column.index) for column in computation.inputs]
    blank = any(amount and Note.DASH_ZERO in amount.notes for amount in inputs)
    of_money = all(column.quantity is Quantity.RUPIAH for column in computation.inputs)
    return not ((row.total and not of_money) or blank or divides_by_zero(computation, row))


def _with_direction(figures: Figures, relation: Relation, settled: LessIsBetter | None) -> Relation:
    """Return the relation with the form that the printed capaian follows, the usual one where it follows none.

    For indicators of which less is better only the settled form counts, where one is.
    """
    if not isinstance(relation.form, Ratio) or reproduces(figures, relation):
        return relation
    realisasi, target = relation.terms
    forms = {
        LessIsBetter.DOUBLED: relation._replace(form=_LESS_IS_BETTER),
        LessIsBetter.INVERSE: relation._replace(terms=(target, realisasi)),
    }
    allowed = forms.values() if settled is None else (forms[settled],)
    return next((other for other in allowed if reproduces(figures, other)), relation)


RULE = Rule("CAP-01", Severity.CRITICAL, Message("Capaian kinerja", "Achievement"), __doc__, relate)
