"""Which reading of an unsure table is right: a table that prints its own totals tests its own extraction.

A table that rules do not part on all sides can be read in several ways. Where the usual one is not borne out by the
sums of the table itself, its pages are read in the other ways too, and that is taken in which the fewest of its
relations are violated. A reading counts only where more relations hold in it than in the usual one: what is read as no
number at all violates nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from extract.errors import BrokenDocument
from extract.limits import LIMITS, Limits
from extract.records import Choice, Document, Reading
from extract.rereading import Rereading, is_sure
from normalize.interpret import interpret
from validate.catalogue import RULES
from validate.examine import examine
from validate.findings import Audit
from validate.judgement import VIOLATED, Outcome, judge
from validate.profile import DEFAULT, Profile, with_settings

# No more pages of a document are read again: each is read in every reading.
_MOST_PAGES = 60


class Tally(NamedTuple):
    """How many relations of a table hold in a reading, and how many are violated."""

    held: int = 0
    violated: int = 0

    @property
    def rank(self) -> tuple[float, int]:
        """What the best reading has the least of: the share that is violated; of equals, the more hold the better."""
        told = self.held + self.violated
        return self.violated / told if told else 1.0, -self.held


def in_best_readings(audit: Audit, path: Path, profile: Profile = DEFAULT, limits: Limits = LIMITS) -> Audit:
    """Return the audit of a document with each unsure table in the reading that its own relations bear out best."""
    groups = _groups(table.table.pages for table in audit.report.tables if table.id in audit.unsure)
    if not groups:
        return audit
    try:
        again = Rereading(path, [page for pages in groups for page in pages], limits)
        choices = {page: choice for pages in groups for choice in [_choice(again, pages, profile)] for page in pages}
        document = again.document({page: choice.reading for page, choice in choices.items()})
    except BrokenDocument:  # it could be read a moment ago: what was read then stands
        return audit
    tables = (
        table if is_sure(table) else replace(table, choice=choices.get(table.pages[0])) for table in document.tables
    )
    return examine(interpret(replace(document, tables=tuple(tables))), profile)


def _groups(tables: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return the pages of the first unsure tables, those that share one together: a page has one reading."""
    groups: list[list[int]] = []
    for pages in tables:
        if groups and pages[0] <= groups[-1][-1]:
            groups[-1] = sorted({*groups[-1], *pages})
        else:
            groups.append(list(pages))
    return [group for group, read in zip(groups, accumulate(map(len, groups)), strict=True) if read <= _MOST_PAGES]


def _choice(again: Rereading, pages: Sequence[int], profile: Profile) -> Choice:
    """Return the reading of these pages in which the fewest relations are violated, of those in which more hold."""
    tallies = {reading: _tally(again.tables(pages, reading), profile) for reading in Reading}
    usual = tallies[Reading.USUAL]
    better = [reading for reading, tally in tallies.items() if tally.held > usual.held and tally.rank < usual.rank]
    best = min(better or [Reading.USUAL], key=lambda reading: tallies[reading].rank)
    return Choice(best, len(tallies), *tallies[best], *usual)


def _tally(document: Document | None, profile: Profile) -> Tally:
    """Return how many relations hold and fail in what was read; of what holds no table, none."""
    if document is None:
        return Tally()
    context = with_settings(interpret(document), profile.settings)
    outcomes = [verdict.outcome for verdict in judge(context, profile.applied_to(RULES)).verdicts]
    return Tally(outcomes.count(Outcome.HOLDS), sum(outcome in VIOLATED for outcome in outcomes))
