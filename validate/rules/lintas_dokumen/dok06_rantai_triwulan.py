"""The reports of the quarters of a year are one chain, and the report of the year is its end.

A target or a pagu that differs from that of another quarter is to be explained by a change that the
later report names: a changed budget, agreement or target. A column that repeats a quarter prints
what the report of that quarter printed, or what it adds to the quarters before. What is printed for
the year is that of the fourth quarter, or the sum, the mean or the highest of all four. A count
from January does not fall.

Not claimed: anything of a percentage or an index that falls, since those are measured anew; nor of
the year where not all four quarters are there, unless the fourth says that it counts from January.

Breaks it:

    Dokumen    Indikator Kinerja              Target    Realisasi
    TW II      Persentase desa yang tertib    90,00     40,00
    TW I       Persentase desa yang tertib    95,45     20,00

Looks alike, and does not, since the change is named:

    Dokumen    Indikator Kinerja              Target    Realisasi    Keterangan
    TW II      Persentase desa yang tertib    90,00     40,00        Target setelah perubahan
    TW I       Persentase desa yang tertib    95,45     20,00
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from normalize.report import Role
from validate.companions.budgets import (
    BudgetDifference,
    all_of_one_budget,
    difference,
    is_of,
    pagu_of,
    violations,
)
from validate.companions.contradictions import agree, contradiction, unit_of, violation_of
from validate.companions.dossier import Comparison, Dossier
from validate.companions.matching import SubjectPair
from validate.companions.quarters import falls, is_later, quarters, states_a_change, steps, up_to
from validate.companions.records import CompanionRole, MatchKind
from validate.companions.values import ComparedSubject, ComparedValue, end_month, is_whole_year
from validate.constraints.intervals import ZERO, Interval
from validate.constraints.printed_numbers import MEASURES
from validate.findings import Message, Severity, Violation
from validate.legal_basis import DOCUMENTS_AGREE, PERPRES_29_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Rule

_DECEMBER = 12
_QUARTERS = 4


def compare(dossier: Dossier) -> Iterator[Violation]:
    """Yield a violation for everything in which the reports of the quarters are no chain."""
    yield from _planned(dossier)
    for comparison in quarters(dossier):
        yield from _repeated(comparison)
    yield from _counts(dossier)
    yield from _year(dossier)


def _planned(dossier: Dossier) -> Iterator[Violation]:
    """Yield the targets and the pagu that differ between two quarters without a change that the
    later one names.
    """
    year = dossier.report.year
    for comparison, found in steps(dossier, MatchKind.INDICATOR):
        if not _names_a_change(comparison):
            for step in found:
                ours, theirs = _targets(step.pair.ours, year), _targets(step.pair.theirs, year)
                if violation := contradiction(ours, theirs, comparison):
                    yield violation
    for comparison, found in steps(dossier, MatchKind.BUDGET_LINE):
        if not _names_a_change(comparison):
            pagu = (_pagu(step.pair, year) for step in found)
            yield from violations([one for one in pagu if one], comparison)


def _names_a_change(comparison: Comparison) -> bool:
    ours, theirs = comparison.context.report, comparison.report
    return states_a_change(ours if is_later(ours, theirs) else theirs)


def _targets(subject: ComparedSubject, year: int | None) -> list[ComparedValue]:
    return [value for value in subject.of(Role.TARGET) if value.part is None and is_of(value, year)]


def _pagu(pair: SubjectPair, year: int | None) -> BudgetDifference | None:
    theirs = pagu_of(pair.theirs, year)
    ours = [one for one in pagu_of(pair.ours, year) if all_of_one_budget(one, theirs)]
    return difference(pair, ours, theirs)


def _repeated(comparison: Comparison) -> Iterator[Violation]:
    """Yield where a column that names a quarter prints another number than the report of that
    quarter.
    """
    end = end_month(comparison.report.period)
    for pair in comparison.indicators.pairs:
        theirs = up_to(comparison.report, pair.theirs.of(Role.REALISASI))
        if not theirs:
            continue
        ours = [
            value
            for value in pair.ours.of(Role.REALISASI)
            if value.column.period and end_month(value.part) == end
        ]
        wrong = [value for value in ours if not _repeats_any(pair.ours, value, theirs)]
        if wrong:
            yield violation_of(wrong, theirs[0], comparison)


def _repeats_any(
    subject: ComparedSubject, ours: ComparedValue, theirs: Iterable[ComparedValue]
) -> bool:
    return any(_repeats(subject, ours, other) for other in theirs)


def _repeats(subject: ComparedSubject, ours: ComparedValue, theirs: ComparedValue) -> bool:
    """Return whether a quarter is repeated: as it is, what it adds to those before, or with what
    was before it.
    """
    before = [
        value
        for value in subject.of(Role.REALISASI)
        if value.table is ours.table and _is_before(value, ours)
    ]
    if agree(ours, theirs):
        return True
    if not before:
        return False
    added = _sum([ours, *before]).meets(theirs.figure.loose)
    counted = _sum([theirs, max(before, key=lambda value: end_month(value.part))]).meets(
        ours.figure.loose
    )
    return added or counted


def _is_before(value: ComparedValue, other: ComparedValue) -> bool:
    return value.column.period is not None and end_month(value.part) < end_month(other.part)


def _sum(values: Sequence[ComparedValue]) -> Interval:
    spans = [value.figure.loose for value in values]
    return Interval(
        sum((span.low for span in spans), ZERO), sum((span.high for span in spans), ZERO)
    )


def _counts(dossier: Dossier) -> Iterator[Violation]:
    """Yield the counts from January that fall from one quarter to the next."""
    for comparison, found in steps(dossier, MatchKind.INDICATOR):
        for step in found:
            ours = up_to(dossier.report, step.pair.ours.of(Role.REALISASI))
            theirs = up_to(comparison.report, step.pair.theirs.of(Role.REALISASI))
            later, earlier = (ours, theirs) if step.is_ours_later else (theirs, ours)
            if all(map(_is_counted_from_january, later)) and falls(later, earlier):
                yield violation_of(ours, theirs[0], comparison)


def _is_counted_from_january(value: ComparedValue) -> bool:
    """Return whether a quarter says that it counts things from January; what a year prints may be
    its last state.
    """
    unit = unit_of(value)
    return (
        value.part is not None
        and value.cumulative
        and bool(unit)
        and MEASURES.isdisjoint(unit.split())
    )


def _year(dossier: Dossier) -> Iterator[Violation]:
    """Yield the numbers of a year that do not follow from its quarters."""
    if not is_whole_year(dossier.report.period):
        return
    for kind, role in (
        (MatchKind.INDICATOR, Role.REALISASI),
        (MatchKind.BUDGET_LINE, Role.REALISASI_ANGGARAN),
    ):
        for subject, parts in _by_subject(dossier, kind, role):
            ours = up_to(dossier.report, subject.of(role))
            last = parts.get(_DECEMBER)
            if last is None or (len(parts) < _QUARTERS and not last[1].cumulative):
                continue
            chain = [parts[end][1] for end in sorted(parts)]
            if ours and not any(_follows(value, chain) for value in ours):
                yield violation_of(ours, last[1], last[0])


_Parts = dict[int, tuple[Comparison, ComparedValue]]


def _by_subject(
    dossier: Dossier, kind: MatchKind, role: Role
) -> Iterator[tuple[ComparedSubject, _Parts]]:
    """Yield what the quarters print for each subject of the year, by the month in which
    they end.
    """
    subjects: dict[str, ComparedSubject] = {}
    parts: dict[str, _Parts] = defaultdict(dict)
    for comparison in quarters(dossier):
        matching = comparison.indicators if kind is MatchKind.INDICATOR else comparison.budget_lines
        for pair in matching.pairs:
            found = up_to(comparison.report, pair.theirs.of(role))
            if found and len({value.figure.value for value in found}) == 1:
                key = pair.ours.identity
                subjects[key] = pair.ours
                parts[key][end_month(comparison.report.period)] = comparison, found[0]
    return ((subjects[key], found) for key, found in parts.items())


def _follows(year: ComparedValue, parts: Sequence[ComparedValue]) -> bool:
    """Return whether the number of a year is its last quarter's, or the sum, the mean or the
    highest of all.
    """
    highest = max(parts, key=lambda value: value.figure.value)
    if agree(year, parts[-1]):
        return True
    if all(value.cumulative for value in parts):
        return False
    total = _sum(parts)
    mean = Interval(total.low / Decimal(len(parts)), total.high / Decimal(len(parts)))
    return agree(year, highest) or total.meets(year.figure.loose) or mean.meets(year.figure.loose)


RULE = Rule(
    id="DOK-06",
    title=Message("Rantai laporan triwulan", "The chain of quarterly reports"),
    fault=Message(
        "Angka berbeda dari laporan triwulan lain",
        "A figure differs from the report of another quarter",
    ),
    severities=(Severity.MAJOR, Severity.MINOR, Severity.CRITICAL),
    basis=(DOCUMENTS_AGREE, Reference(PERPRES_29_2014)),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    compare=compare,
    beside=(CompanionRole.QUARTER,),
)
