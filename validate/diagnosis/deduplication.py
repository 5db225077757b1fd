"""One root, reported once: what is about the same cell, the same sum or the same row is one breach,
a place one root.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from extract.records import Location
from validate.diagnosis import wording
from validate.findings import (
    CellRef,
    Finding,
    Follower,
    PrintedValue,
    Remark,
    Violation,
    by_severity,
)
from validate.rule import Breach, Rule


def deduplicate(remarks: Sequence[Breach], contradictions: Sequence[Breach]) -> list[Breach]:
    """Return all breaches, contradictions first: one that another absorbs or is joined with is
    reported with that one.
    """
    return _joined(_absorbed(remarks), _repeated(contradictions))


# What rules declare -------------------------------------------------------------------------------


def _absorbed(breaches: Sequence[Breach]) -> list[Breach]:
    """Return the breaches, one that another rule absorbs as a follower of the first breach of that
    rule at its place.

    The place is the cell, of what is said of a whole table the table.
    """
    places = {
        (breach.rule.id, _place(breach)): breach.violation for breach in breaches if _place(breach)
    }
    absorbed = set()
    told = []
    for rule, violation in breaches:
        for other in rule.absorbs:
            place = other, _place(Breach(rule, violation))
            if place in places and place not in absorbed:
                absorbed.add(place)
                violation = _with_follower(violation, other, places[place])
        told.append(Breach(rule, violation))
    return [breach for breach in told if (breach.rule.id, _place(breach)) not in absorbed]


def _place(breach: Breach) -> Hashable:
    """Return the cell of a breach, or the table of one that refers to it as a whole; None in
    running text.
    """
    cell = breach.violation.spot.cell
    return cell.table if cell and breach.rule.whole_table else cell


def _with_follower(violation: Violation, rule: str, other: Violation) -> Violation:
    """Return a violation with another one under it: where that contradicts something, and its
    further places.
    """
    known = {violation.spot, *violation.repetitions}
    spots = [spot for spot in (*other.evidence[:1], *other.repetitions) if spot not in known] or [
        other.spot
    ]
    followers = (*violation.followers, *(Follower(rule, spot) for spot in spots), *other.followers)
    return replace(violation, followers=followers)


def _joined(remarks: Sequence[Breach], contradictions: Sequence[Breach]) -> list[Breach]:
    """Return the breaches, contradictions first: a remark and a contradiction at one root as one
    where they join.
    """
    joining = {root_of(one.violation.spot): one for one in remarks if one.rule.join}
    told, gone = [], set()
    for breach in contradictions:
        root = root_of(breach.violation.spot)
        joint = _joint(joining[root], breach) if root in joining else None
        if joint:
            gone.add(id(joining.pop(root)))
        told.append(joint or breach)
    return [*told, *(one for one in remarks if id(one) not in gone)]


def _joint(remark: Breach, contradiction: Breach) -> Breach | None:
    rule = remark.rule
    violation = rule.join(remark.violation, contradiction.violation) if rule.join else None
    return Breach(rule, violation) if violation else None


# The same number in several places ----------------------------------------------------------------


def _repeated(contradictions: Sequence[Breach]) -> list[Breach]:
    """Return the contradictions, those of one column with the same number and the same sum as one
    of several places.
    """
    groups: dict[Hashable, list[Breach]] = {}
    for breach in contradictions:
        rule, violation = breach
        cell, sum_ = (
            violation.spot.cell,
            (rule.id, violation.spot.printed, violation.formula, violation.certainty),
        )
        alike = (*sum_, cell.table, cell.column) if cell and violation.formula else id(breach)
        groups.setdefault(alike, []).append(breach)
    return [_with_repetitions(*alike) for alike in groups.values()]


def _with_repetitions(first: Breach, *others: Breach) -> Breach:
    """Return a contradiction with those of other places that print the same number for the same
    sum.
    """
    if not others:
        return first
    rule, violation = first
    repetitions = (*violation.repetitions, *(other.violation.spot for other in others))
    followers = [
        *violation.followers,
        *(one for other in others for one in other.violation.followers),
    ]
    consequence = violation.consequence
    if consequence is not None:
        further = (other.violation.consequence for other in others)
        heavier = [each for each in (consequence, *further) if each]
        consequence = replace(
            consequence,
            conclusion=any(each.conclusion for each in heavier),
            repetitions=sum(each.repetitions for each in heavier) + len(others),
        )
    told = replace(
        violation,
        repetitions=repetitions,
        followers=tuple(dict.fromkeys(one for one in followers if one.spot not in repetitions)),
        consequence=consequence,
    )
    return Breach(rule, told)


# One root a place ---------------------------------------------------------------------------------


def one_root_per_location(
    findings: Iterable[Finding], rules: Iterable[Rule]
) -> tuple[Finding, ...]:
    """Return the findings, of those with the same root the most severe, and what the others say
    under it.

    What is said of a table or a report as a whole has its root at another of its places where one
    is free. Of rows that several columns of two tables contradict each other about, the most severe
    is reported. What a report lacks has no root: its place is only where that shows.
    """
    by_id = {rule.id: rule for rule in rules}
    roots: dict[Hashable, Finding] = {}
    rows: dict[Hashable, Hashable] = {}
    for finding in sorted(by_severity(findings), key=_is_movable):
        moved = _moved(finding, roots) if _is_movable(finding) else finding
        compared, own = _rows_compared(finding, by_id[finding.rule]), root_of(moved.spot)
        place = rows.setdefault(compared, own) if compared else own
        if moved.whole_report and moved.spot.cell is None and not moved.further_places:
            place = moved.rule, own
        roots[place] = _with_other(*by_severity((roots[place], moved))) if place in roots else moved
    return by_severity(roots.values())


def _is_movable(finding: Finding) -> bool:
    return finding.whole_table or finding.whole_report


def _rows_compared(finding: Finding, rule: Rule) -> Hashable:
    """Return the two rows that a finding of a rule on rows compares, the same for
    all their columns.
    """
    cells = [spot.cell for spot in (finding.spot, *finding.evidence)]
    rows = frozenset((cell.table, cell.row) for cell in cells if cell)
    return (
        (rule.rows_of, rows, finding.certainty)
        if rule.rows_of and len(rows) == len(cells) > 1
        else None
    )


def root_of(spot: PrintedValue) -> CellRef | tuple[Location, str]:
    """Return what identifies a root: the cell, in running text the place and what is
    printed.
    """
    return spot.cell or (spot.place, spot.printed)


def _moved(finding: Finding, taken: dict[Hashable, Finding]) -> Finding:
    """Return a finding at the first of its own places that is no other's root."""
    free = next((spot for spot in finding.further_places if root_of(spot) not in taken), None)
    if root_of(finding.spot) not in taken or free is None:
        return finding
    first = Follower(finding.rule, finding.spot)
    others = tuple(one for one in finding.followers if one != Follower(finding.rule, free))
    further = (finding.spot, *(spot for spot in finding.further_places if spot != free))
    return replace(finding, spot=free, further_places=further, followers=(first, *others))


def _with_other(finding: Finding, other: Finding) -> Finding:
    """Return a finding with another one of the same root or the same rows under it, and what that
    says.
    """
    at_rows = () if other.spot == finding.spot else other.evidence
    followers = (*(Follower(other.rule, spot) for spot in (other.spot, *at_rows)), *other.followers)
    return replace(
        finding,
        message=wording.also(finding.message, other.rule, other.message, other.certainty),
        also=(*finding.also, Remark(other.rule, other.message, other.certainty)),
        alone=finding.alone or finding.message,
        followers=tuple(dict.fromkeys((*finding.followers, *followers))),
        elsewhere=(*finding.elsewhere, *other.elsewhere),
    )
