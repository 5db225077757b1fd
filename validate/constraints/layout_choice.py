"""Which reading of an unreconciled table is right: a table that prints its own totals tests its own
extraction.

A table that rules do not part on all sides can be read in several ways. Where the usual one is not
confirmed by the sums of the table itself, its pages are read in the other ways too, and that is
taken in which the fewest of its relations are violated. A reading counts only where more relations
hold in it than in the usual one: what is read as no number at all violates nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from extract.errors import DocumentError
from extract.pages.page_alternatives import PageAlternatives
from extract.records import Document, LayoutStrategy, StrategyChoice, Table
from normalize.interpret import interpret
from normalize.report import Report
from validate.catalogue import RULES
from validate.constraints.evaluation import VIOLATED, RelationStatus, evaluate
from validate.coverage import checked, coverage_by_table, unreconciled_tables
from validate.profile.profile import DEFAULT, Profile, with_settings

# No more pages of a document are read again: each is read in every reading.
_MOST_PAGES = 60


class RelationTally(NamedTuple):
    """How many relations of a table hold in a reading, and how many are violated."""

    held: int = 0
    violated: int = 0

    @property
    def rank(self) -> tuple[float, int]:
        """What the best reading has the least of: the share that is violated; of equals, the more
        hold the better.
        """
        told = self.held + self.violated
        return self.violated / told if told else 1.0, -self.held


def choose_strategies(
    report: Report,
    read_again: Callable[[Sequence[int]], PageAlternatives],
    profile: Profile = DEFAULT,
) -> Report:
    """Return the report with each unreconciled table in the reading that its own relations confirm
    best.

    `read_again` returns the alternatives of the pages it is given; it is called only where there is
    such a table.
    """
    groups = _groups(report, unreconciled(report, profile))
    if not groups:
        return report
    try:
        again = read_again([page for pages in groups for page in pages])
        choices = {
            page: choice
            for pages in groups
            for choice in [_choice(again, pages, profile)]
            for page in pages
        }
        chosen = {
            page: choice.reading
            for page, choice in choices.items()
            if choice.reading is not LayoutStrategy.USUAL
        }
        report = interpret(again.document(chosen), report.given) if chosen else report
    except DocumentError:  # it could be read a moment ago: what was read then is
        return report
    return _with_choices(report, choices)


def unreconciled(report: Report, profile: Profile = DEFAULT) -> frozenset[str]:
    """Return the tables without rules on all sides whose reading is not confirmed by relations
    among such tables.
    """
    tables = tuple(table for table in report.tables if not table.table.is_ruled)
    if not tables:
        return frozenset()
    own = with_settings(replace(report, tables=tables, prose=()), profile.settings)
    told = checked(evaluate(own, profile.applied_to(RULES, report.kind)))
    return unreconciled_tables(own.report, coverage_by_table(own.report, told))


def _groups(report: Report, tables: frozenset[str]) -> list[list[int]]:
    """Return the pages of the first of these tables, those that share one together: a page has one
    reading.
    """
    groups: list[list[int]] = []
    for pages in (table.table.pages for table in report.tables if table.id in tables):
        if groups and pages[0] <= groups[-1][-1]:
            groups[-1] = sorted({*groups[-1], *pages})
        else:
            groups.append(list(pages))
    return [
        group
        for group, read in zip(groups, accumulate(map(len, groups)), strict=True)
        if read <= _MOST_PAGES
    ]


def _choice(again: PageAlternatives, pages: Sequence[int], profile: Profile) -> StrategyChoice:
    """Return the reading of these pages in which the fewest relations are violated, of those in
    which more hold.
    """
    tallies = {reading: _tally(again.tables(pages, reading), profile) for reading in LayoutStrategy}
    usual = tallies[LayoutStrategy.USUAL]
    better = [
        reading
        for reading, tally in tallies.items()
        if tally.held > usual.held and tally.rank < usual.rank
    ]
    best = min(better or [LayoutStrategy.USUAL], key=lambda reading: tallies[reading].rank)
    return StrategyChoice(best, len(tallies), *tallies[best], *usual)


def _tally(document: Document | None, profile: Profile) -> RelationTally:
    """Return how many relations hold and fail in what was read; of what holds no table, none."""
    if document is None:
        return RelationTally()
    report = interpret(document)
    judgement = evaluate(
        with_settings(report, profile.settings), profile.applied_to(RULES, report.kind)
    )
    outcomes = [verdict.outcome for verdict in judgement.verdicts]
    return RelationTally(
        outcomes.count(RelationStatus.HOLDS), sum(outcome in VIOLATED for outcome in outcomes)
    )


def _with_choices(report: Report, choices: Mapping[int, StrategyChoice]) -> Report:
    """Return the report, each table that could be read otherwise with the reason
    for its layout.
    """

    def told(table: Table) -> Table:
        return table if table.is_ruled else replace(table, choice=choices.get(table.pages[0]))

    document = replace(report.document, tables=tuple(map(told, report.document.tables)))
    typed = zip(report.tables, document.tables, strict=True)
    return replace(
        report, document=document, tables=tuple(replace(one, table=table) for one, table in typed)
    )
