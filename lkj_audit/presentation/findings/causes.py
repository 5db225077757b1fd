"""Which findings belong to one cause: those that share a place, rest on each other's places or are
about one indicator.

Findings are linked where the root of one is a place of the other, follows from it, or is a number
of its sum; not where it is a part of a sum down a column, for a total and one of its parts may be
wrong for reasons of their own. What is found in the row of one indicator belongs together, whatever
column it is in, and what may be misread in one table of a page is one doubt. What is said of a
table or a report as a whole, and what is only a matter of form, stays by itself.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from extract.records import Location
from normalize.report import TableKind
from validate.catalogue import RULES
from validate.findings import Audit, CellRef, Certainty, Finding, PrintedValue, Severity
from validate.rule import Concern

_CONCERNS = {rule.id: rule.concern for rule in RULES}
_ABOUT_INDICATORS = frozenset({TableKind.CAPAIAN})

Root = CellRef | tuple[Location, str]


def by_cause(audit: Audit) -> list[tuple[Finding, ...]]:
    """Return the findings of each cause, in the order of the audit; a finding without others is
    alone.
    """
    findings = audit.findings
    heads = list(range(len(findings)))

    def head(index: int) -> int:
        while heads[index] != index:
            heads[index] = heads[heads[index]]
            index = heads[index]
        return index

    for linked in _links(audit):
        for first, second in pairwise(linked):
            low, high = sorted((head(first), head(second)))
            heads[high] = low
    groups: dict[int, list[Finding]] = {}
    for index, finding in enumerate(findings):
        groups.setdefault(head(index), []).append(finding)
    return [tuple(group) for group in list(_with_doubts_together(list(groups.values())))]


def _with_doubts_together(groups: Sequence[list[Finding]]) -> Iterator[list[Finding]]:
    """Yield the groups in their order, those that hold nothing but doubts about one table of a page
    as one.
    """
    doubts: dict[Hashable, list[Finding]] = {}
    for group in groups:
        cell, page = group[0].spot.cell, group[0].spot.place.page
        doubtful = all(
            item.certainty is Certainty.READING_DOUBT and _may_join(item) for item in group
        )
        place = (cell.table, page) if cell and doubtful else None
        if place in doubts:
            doubts[place] += group
            continue
        if place:
            doubts[place] = group
        yield group


def _links(audit: Audit) -> Iterator[Sequence[int]]:
    """Yield the positions of findings that belong together."""
    joinable = [
        (index, finding) for index, finding in enumerate(audit.findings) if _may_join(finding)
    ]
    rows: dict[Hashable, list[int]] = defaultdict(list)
    roots: dict[Root, list[int]] = defaultdict(list)
    for index, finding in joinable:
        for row in _indicator_rows(finding, audit):
            rows[row].append(index)
        for spot in finding.places:
            roots[_root(spot)].append(index)
    yield from rows.values()
    yield from roots.values()
    followed: dict[Root, list[int]] = defaultdict(list)
    for index, finding in joinable:
        for item in finding.consequences:
            followed[_root(item.spot)].append(index)
            yield [index, *roots.get(_root(item.spot), ())]
    for index, finding in joinable:
        for root in _computed_from(finding):
            yield [index, *roots.get(root, ())]
            # what follows from another number is wrong for that reason too, where it is a total of
            # several none decides
            yield [index, *followed[root]] if len(followed.get(root, ())) == 1 else [index]


def _may_join(finding: Finding) -> bool:
    concern = _CONCERNS[finding.rule]
    if concern is Concern.ELEMENT or finding.whole_report or finding.whole_table:
        return False
    remarked = sum(
        _in_one_column(spot.cell, finding.spot.cell) for spot in finding.evidence if spot.cell
    )
    if finding.severity is Severity.INFO and remarked > 1:
        return False  # of a column as a whole
    return concern is Concern.CONTENT or finding.severity.rank >= Severity.MAJOR.rank


def _indicator_rows(finding: Finding, audit: Audit) -> Iterator[tuple[str, int]]:
    """Yield the rows of indicators that a finding is in or is about."""
    for cell in (finding.spot.cell, *finding.about):
        if cell and audit.report.table(cell.table).kind in _ABOUT_INDICATORS:
            yield cell.table, cell.row


def _computed_from(finding: Finding) -> Iterator[Root]:
    """Yield the numbers that a finding is computed from, in its own row or in other tables: no
    parts of a total.
    """
    rows = {(spot.cell.table, spot.cell.row) for spot in finding.evidence if spot.cell}
    if finding.spot.cell is None and (
        len(rows) > 1 or not any(map(str.isdigit, finding.spot.printed))
    ):
        return  # a claim about several rows, or about none of their numbers
    for spot in finding.evidence:
        if spot.cell and not _in_another_row(spot.cell, finding.spot.cell):
            yield _root(spot)


def _in_another_row(cell: CellRef, other: CellRef | None) -> bool:
    return other is not None and cell.table == other.table and cell.row != other.row


def _in_one_column(cell: CellRef, other: CellRef | None) -> bool:
    return other is not None and cell._replace(row=0) == other._replace(row=0)


def _root(spot: PrintedValue) -> Root:
    return spot.cell or (spot.place, spot.printed)
