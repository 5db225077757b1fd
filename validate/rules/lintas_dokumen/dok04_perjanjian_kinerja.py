"""A report measures itself against the perjanjian kinerja that was signed: its indicators, its
targets, its pagu.

Compared are the targets of the year and the pagu of programs, and whether a whole report reports on
every indicator of the agreement. The targets of a Renja are compared as well, which an agreement
may change: a difference is to be explained.

Not claimed: that a pagu is wrong where the report names the changed budget and the agreement does
not; where neither says of which budget it is, a difference cannot be distinguished from a change of
the budget, and is said to be open.

Breaks it:

    Dokumen               Indikator Kinerja              Target
    LKj                   Persentase desa yang tertib    90,00
    Perjanjian kinerja    Persentase desa yang tertib    95,45

Looks alike, and does not, since the agreement prints one decimal less:

    Dokumen               Indikator Kinerja              Target
    LKj                   Persentase desa yang tertib    95,45
    Perjanjian kinerja    Persentase desa yang tertib    95,5
"""

from collections.abc import Iterable, Iterator
from functools import partial

from normalize.report import Role, TableKind
from normalize.tables.header_meaning import PaguVersion
from validate.companions.budgets import (
    BudgetDifference,
    difference,
    is_of,
    of_one_budget,
    pagu_of,
    version_of,
    violations,
)
from validate.companions.contradictions import contradiction, violation_of
from validate.companions.dossier import Comparison, Dossier
from validate.companions.matching import SubjectPair
from validate.companions.records import CompanionRole
from validate.companions.values import ComparedSubject, ComparedValue
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import DOCUMENTS_AGREE, PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.agreements import shows_all


def compare(dossier: Dossier) -> Iterator[Violation]:
    """Yield a violation for every target and pagu that was agreed on otherwise, and one for
    indicators left out.
    """
    year = dossier.report.year
    for comparison in dossier.of(CompanionRole.PK, CompanionRole.RENJA):
        certainty = Certainty.UNVERIFIABLE if comparison.role is CompanionRole.RENJA else None
        for pair in comparison.indicators.pairs:
            ours, theirs = _targets(pair.ours, year), _targets(pair.theirs, year)
            if violation := contradiction(ours, theirs, comparison, certainty):
                yield violation
    for comparison in dossier.of(CompanionRole.PK):
        yield from _pagu(comparison, year)
        yield from _left_out(dossier, comparison)


def _targets(subject: ComparedSubject, year: int | None) -> list[ComparedValue]:
    return [value for value in subject.of(Role.TARGET) if value.part is None and is_of(value, year)]


def _pagu(comparison: Comparison, year: int | None) -> Iterator[Violation]:
    """Yield the pagu that differ: as contradictions where both name the same budget, as open
    questions otherwise.
    """
    known: list[BudgetDifference] = []
    open_: list[BudgetDifference] = []
    for pair in comparison.budget_lines.pairs:
        found = difference(pair, *_comparable(pair, year))
        if found:
            same = (
                version_of(found.wrong[0]) is version_of(found.theirs) is not PaguVersion.UNSTATED
            )
            (known if same else open_).append(found)
    yield from violations(known, comparison)
    yield from violations(
        open_, comparison, partial(violation_of, certainty=Certainty.UNVERIFIABLE)
    )


def _comparable(
    pair: SubjectPair, year: int | None
) -> tuple[list[ComparedValue], list[ComparedValue]]:
    """Return the pagu of a line in both, those that may be of one budget."""
    theirs = pagu_of(pair.theirs, year)
    ours = [one for one in pagu_of(pair.ours, year) if _may_all_be_one_budget(one, theirs)]
    return ours, theirs


def _may_all_be_one_budget(value: ComparedValue, agreed: Iterable[ComparedValue]) -> bool:
    return all(_may_be_one_budget(value, other) for other in agreed)


def _may_be_one_budget(one: ComparedValue, other: ComparedValue) -> bool:
    """Return whether a pagu may be the agreed one: not where it alone is said to be that of the
    changed budget.
    """
    alone = version_of(one) is PaguVersion.PERUBAHAN and version_of(other) is PaguVersion.UNSTATED
    return of_one_budget(one, other) and not alone


def _left_out(dossier: Dossier, comparison: Comparison) -> Iterator[Violation]:
    """Yield one violation for all indicators of the agreement that a whole report does not name."""
    missing = [one for one in comparison.indicators.only_theirs if _is_agreed(one)]
    at = _results(dossier)
    if (
        not missing
        or at is None
        or not comparison.indicators.pairs
        or not shows_all(dossier.context)
    ):
        return
    names = "; ".join(f"“{' '.join(one.name.split())}”" for one in missing)
    message = Message(
        f"Indikator perjanjian kinerja yang tidak dilaporkan: {names}.",
        f"Indicators of the perjanjian kinerja that are not reported on: {names}.",
    )
    places = tuple(comparison.elsewhere(one.at) for one in missing)
    yield Violation(at, message, severity=Severity.MAJOR, elsewhere=places)


def _is_agreed(subject: ComparedSubject) -> bool:
    """Return whether an indicator is in a table that agrees on targets, of which the reading is
    sure.
    """
    return any(
        table.kind is TableKind.PK_SASARAN and table.table.reader != "unruled"
        for table in subject.tables
    )


def _results(dossier: Dossier) -> PrintedValue | None:
    """Return the caption of the first table of results, where the indicators are missing."""
    tables = dossier.report.of_kind(
        TableKind.CAPAIAN, TableKind.COST_PER_OUTCOME, TableKind.SUMBER_DAYA
    )
    captions = (
        PrintedValue(table.table.caption_place, None, table.table.caption)
        for table in tables
        if table.table.caption_place and table.table.caption
    )
    return next(captions, None)


RULE = Rule(
    id="DOK-04",
    title=Message("Laporan sesuai perjanjian kinerja", "The report as in the perjanjian kinerja"),
    fault=Message(
        "Laporan berbeda dari perjanjian kinerja", "The report differs from the perjanjian kinerja"
    ),
    severities=(Severity.MAJOR, Severity.MINOR, Severity.CRITICAL),
    basis=(DOCUMENTS_AGREE, Reference(PERMENPANRB_53_2014, "Lampiran III.III.1")),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    compare=compare,
    beside=(CompanionRole.PK, CompanionRole.RENJA),
)
