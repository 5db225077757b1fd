"""One root, told once: violations that are about the same cell, as far as their rules declare it."""

from collections.abc import Sequence
from dataclasses import replace

from validate.findings import Follower, Violation
from validate.rule import Breach


def told_once(remarks: Sequence[Breach], contradictions: Sequence[Breach]) -> list[Breach]:
    """Return all breaches, contradictions first: one that another absorbs or is joined with is told with that one."""
    return _joined(_absorbed(remarks), contradictions)


def _absorbed(breaches: Sequence[Breach]) -> list[Breach]:
    """Return the breaches, one that another rule absorbs as a follower of the first breach of that rule at its cell."""
    places = {(rule.id, violation.spot.cell): violation for rule, violation in breaches if violation.spot.cell}
    absorbed = set()
    told = []
    for rule, violation in breaches:
        for other in rule.absorbs:
            place = other, violation.spot.cell
            if place in places and place not in absorbed:
                absorbed.add(place)
                violation = _with_follower(violation, other, places[place])
        told.append(Breach(rule, violation))
    return [breach for breach in told if (breach.rule.id, breach.violation.spot.cell) not in absorbed]


def _with_follower(violation: Violation, rule: str, other: Violation) -> Violation:
    """Return a violation with another one under it: where that contradicts something, and its further places."""
    spots = (*other.evidence[:1], *other.repetitions)
    followers = (*violation.followers, *(Follower(rule, spot) for spot in spots), *other.followers)
    return replace(violation, followers=followers)


def _joined(remarks: Sequence[Breach], contradictions: Sequence[Breach]) -> list[Breach]:
    """Return the breaches, contradictions first: a remark and a contradiction at one cell as one where they join."""
    joining = {one.violation.spot.cell: one for one in remarks if one.rule.join}
    told, gone = [], set()
    for breach in contradictions:
        cell = breach.violation.spot.cell
        joint = _joint(joining[cell], breach) if cell and cell in joining else None
        if joint:
            gone.add(id(joining.pop(cell)))
        told.append(joint or breach)
    return [*told, *(one for one in remarks if id(one) not in gone)]


def _joint(remark: Breach, contradiction: Breach) -> Breach | None:
    rule = remark.rule
    violation = rule.join(remark.violation, contradiction.violation) if rule.join else None
    return Breach(rule, violation) if violation else None
