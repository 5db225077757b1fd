"""Indicators of one table of which less is better are computed by one formula.

Not claimed: which of the two it should be; anything about indicators of which more is better, which
have one formula; anything from a row that both formulas, or realisasi over target, give as well.

Breaks it, (2 × 10 − 8) / 10 is 120, and 20 / 16 is 125:

    Indikator              Target    Realisasi    Capaian
    Angka kemiskinan       10,00     8,00         120,00
    Angka pengangguran     20,00     16,00        125,00

Looks alike, and does not:

    Indikator              Target    Realisasi    Capaian
    Angka kemiskinan       10,00     8,00         120,00
    Cakupan layanan        20,00     16,00        80,00
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from validate.audit_context import AuditContext
from validate.constraints.evaluation import reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import PERCENTAGE, Relation
from validate.findings import CellRef, Message, Severity, Violation
from validate.legal_basis import LAN_239_2003, NonLegalGround, Reference
from validate.relation_builders.achievement import CapaianDirection, achieved_as
from validate.relation_builders.directions import DOUBLED, reversals
from validate.rule import Rule


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every column of capaian that two reversed formulas were used in, at the
    rarer one.
    """
    figures = number_index(context)
    columns: dict[tuple[str, int], list[Relation]] = defaultdict(list)
    for relation in achieved_as(context, CapaianDirection.LESS):
        if isinstance(relation.target, CellRef) and _is_surely_reversed(figures, relation):
            columns[relation.target.table, relation.target.column].append(relation)
    for relations in columns.values():
        doubled = [relation for relation in relations if relation.form == DOUBLED]
        inverse = [relation for relation in relations if relation.form != DOUBLED]
        if doubled and inverse:
            yield _finding(figures, *sorted((inverse, doubled), key=len))


def _is_surely_reversed(figures: NumberIndex, relation: Relation) -> bool:
    """Return whether a capaian follows from one of the two reversed formulas and from the other
    not.
    """
    if relation.stated or not reproduces(figures, relation):
        return False
    if relation.form == DOUBLED:
        target, realisasi = relation.terms[1], relation.terms[0]
    else:
        target, realisasi = relation.terms
    plain = relation._replace(form=PERCENTAGE, terms=(realisasi, target))
    return sum(reproduces(figures, form) for form in (plain, *reversals(plain))) == 1


def _finding(
    figures: NumberIndex, rarer: Sequence[Relation], other: Sequence[Relation]
) -> Violation:
    spot, elsewhere = (figures.spot(relations[0].target) for relations in (rarer, other))
    here = ["target dibagi realisasi", "target over realisasi"]
    there = ["(2 × target − realisasi) dibagi target", "(2 × target − realisasi) over target"]
    if rarer[0].form == DOUBLED:
        here, there = there, here
    message = Message(
        f"Capaian {spot.printed} dihitung sebagai {here[0]}, capaian {elsewhere.printed} di "
        "tabel yang sama sebagai "
        f"{there[0]}.",
        f"The capaian {spot.printed} was computed as {here[1]}, the capaian "
        f"{elsewhere.printed} of the same table as "
        f"{there[1]}.",
    )
    evidence = tuple(figures.spot(relation.target) for relation in (*other, *rarer[1:]))
    return Violation(spot, message, evidence=evidence)


RULE = Rule(
    id="CAP-03",
    title=Message("Rumus capaian seragam", "One formula of capaian"),
    fault=Message(
        "Capaian dalam satu tabel dihitung dengan rumus yang berbeda",
        "The capaian of one table are computed by different formulas",
    ),
    severities=(Severity.MAJOR,),
    basis=(
        NonLegalGround(Message("keseragaman", "consistency"), proposed=True),
        Reference(LAN_239_2003),
    ),
    doc=__doc__,
    check=check,
)
