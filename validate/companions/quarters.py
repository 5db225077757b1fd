"""The reports of several quarters of one year: which was before which, and what changed in between
by its own words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Report, Role, TypedTable
from validate.companions.dossier import Comparison, Dossier
from validate.companions.matching import SubjectPair
from validate.companions.records import CompanionRole, MatchKind
from validate.companions.values import ComparedValue, end_month, is_whole_year

_CHANGED = regex(
    r"\b(?:perubahan|pergeseran|revisi)\s+(?:(?:atas|dan|terhadap)\s+)?(?:anggaran|apbd|dpa|"
    r"perjanjian|pk|target|renja)\b"
    r"|\b(?:perjanjian\s+kinerja|pk|anggaran|apbd|target|pagu|"
    r"renja)\s+(?:\w+\s+){0,3}?(?:perubahan|revisi)\b"
    r"|\b(?:setelah|sesudah)\s+perubahan\b|\bdppa\b|\bp-?apbd\b|\brefo[ck]using\b|"
    r"\brasionalisasi\b",
    re.IGNORECASE,
)


class QuarterStep(NamedTuple):
    """What is the same in the report under audit and in the nearest one before or after it that has
    it.
    """

    comparison: Comparison
    pair: SubjectPair

    @property
    def is_ours_later(self) -> bool:
        """Whether the report under audit is the later of both."""
        return is_later(self.comparison.context.report, self.comparison.report)


def is_later(report: Report, other: Report) -> bool:
    """Return whether a report is of a later period than another; that of a year comes after its
    last quarter.
    """
    (end, of_year), (others_end, other_of_year) = (
        (end_month(one.period), is_whole_year(one.period)) for one in (report, other)
    )
    return (end, of_year) > (others_end, other_of_year)


def steps(dossier: Dossier, kind: MatchKind) -> Iterator[tuple[Comparison, list[QuarterStep]]]:
    """Yield for each other quarter what was not in a nearer one, the nearest first on
    either side.
    """
    own = end_month(dossier.report.period)
    seen: set[tuple[bool, str]] = set()
    for comparison in sorted(
        quarters(dossier), key=lambda one: abs(end_month(one.report.period) - own)
    ):
        is_before = is_later(dossier.report, comparison.report)
        matching = comparison.indicators if kind is MatchKind.INDICATOR else comparison.budget_lines
        found = []
        for pair in matching.pairs:
            key = is_before, pair.ours.identity
            if key not in seen:
                seen.add(key)
                found.append(QuarterStep(comparison, pair))
        yield comparison, found


def quarters(dossier: Dossier) -> Sequence[Comparison]:
    """Return the reports of other quarters."""
    return list(dossier.of(CompanionRole.QUARTER))


def states_a_change(report: Report) -> bool:
    """Return whether a report says that budget, targets or agreement were changed, outside the
    cells of numbers.
    """
    texts = [passage.text for passage in report.prose]
    for table in report.tables:
        texts += [
            table.table.caption or "",
            *(column.header for column in table.columns),
            *_remarks(table),
        ]
    return any(_CHANGED.search(text) for text in texts)


def _remarks(table: TypedTable) -> Iterator[str]:
    """Yield what the remarks on rows say."""
    for column in table.columns_of(Role.KETERANGAN):
        yield from (table.table.cell(row.index, column.index).text for row in table.rows)


def falls(later: Sequence[ComparedValue], earlier: Sequence[ComparedValue]) -> bool:
    """Return whether every number of the later report is less than every one of the earlier."""
    return bool(later and earlier) and all(
        one.figure.loose.high < other.figure.loose.low for one in later for other in earlier
    )


def up_to(report: Report, values: Sequence[ComparedValue]) -> list[ComparedValue]:
    """Return the numbers that reach to the end of the period of a report, not those of parts
    before.
    """
    end = end_month(report.period)
    return [value for value in values if end_month(value.part) == end]
