"""What was spent up to the end of a quarter is not less than what was spent up to the end of an
earlier one.

Compared is the realisasi of each program, kegiatan, sub kegiatan and of the total with the nearest
other quarter that prints it.

Not claimed: anything where the later report does not say that it counts from January, unless almost
all its lines confirm that.

Breaks it, since less was spent by June than by March:

    Dokumen    Kode       Uraian               Pagu         Realisasi s.d. TW II
    TW II      7.01.02    Program Pelayanan    4.430.000    1.390.000

    Dokumen    Kode       Uraian               Pagu         Realisasi s.d. TW I
    TW I       7.01.02    Program Pelayanan    4.430.000    1.930.000

Looks alike, and does not, since each is of its own quarter:

    Dokumen    Kode       Uraian               Pagu         Realisasi TW II
    TW II      7.01.02    Program Pelayanan    4.430.000    1.390.000

    Dokumen    Kode       Uraian               Pagu         Realisasi TW I
    TW I       7.01.02    Program Pelayanan    4.430.000    1.930.000
"""

from collections.abc import Iterator, Sequence
from functools import partial

from validate.companions.budgets import BudgetDifference, are_cumulative, spent_on, violations
from validate.companions.contradictions import consequence_of, subject_of
from validate.companions.dossier import Comparison, Dossier
from validate.companions.quarters import QuarterStep, falls, steps, up_to
from validate.companions.records import CompanionRole, MatchKind
from validate.companions.values import ComparedValue, end_month
from validate.companions.wording import period_name
from validate.findings import Message, Severity, Violation
from validate.legal_basis import DOCUMENTS_AGREE, PP_12_2019, Reference
from validate.rule import EVERY_KIND, PLANS, Rule


def compare(dossier: Dossier) -> Iterator[Violation]:
    """Yield a violation for every amount that falls from one quarter to the next."""
    year = dossier.report.year
    end = end_month(dossier.report.period)
    for comparison, found in steps(dossier, MatchKind.BUDGET_LINE):
        if end_month(comparison.report.period) == end:
            continue  # the year and its last quarter: DOK-06
        sides = [(step, *_sides(step, year)) for step in found]
        told = [(step, ours, theirs) for step, ours, theirs in sides if ours and theirs]
        fallen = [one for one in told if _has_fallen(*one)]
        later = (
            value
            for step, ours, theirs in told
            for value in (ours if step.is_ours_later else theirs)
        )
        if fallen and are_cumulative(later, len(told) - len(fallen), len(told)):
            differences = [
                BudgetDifference(step.pair.ours, tuple(ours), theirs[0])
                for step, ours, theirs in fallen
            ]
            yield from violations(differences, comparison, partial(_told, found[0].is_ours_later))


def _sides(step: QuarterStep, year: int | None) -> tuple[list[ComparedValue], list[ComparedValue]]:
    ours, theirs = step.comparison.context.report, step.comparison.report
    return up_to(ours, spent_on(step.pair.ours, year)), up_to(
        theirs, spent_on(step.pair.theirs, year)
    )


def _has_fallen(
    step: QuarterStep, ours: Sequence[ComparedValue], theirs: Sequence[ComparedValue]
) -> bool:
    return falls(ours, theirs) if step.is_ours_later else falls(theirs, ours)


def _told(
    is_ours_later: bool,
    ours: Sequence[ComparedValue],
    theirs: ComparedValue,
    comparison: Comparison,
) -> Violation:
    first, there, name = ours[0], theirs.spot, comparison.name
    what, period = subject_of(first), period_name(comparison.context.report.period)
    less = Message("lebih sedikit", "less") if is_ours_later else Message("lebih banyak", "more")
    than = Message("sebelumnya", "earlier") if is_ours_later else Message("sesudahnya", "later")
    message = Message(
        f"{what.id} sampai dengan {period.id} tercetak {first.spot.printed}, {less.id} "
        f"daripada {there.printed} dalam "
        f"{name.id} {than.id} (hal. {there.place.page}).",
        f"{what.en} up to {period.en} is printed as {first.spot.printed}, {less.en} than "
        f"{there.printed} in the "
        f"{than.en} {name.en.removeprefix('the ')} (p. {there.place.page}).",
    )
    return Violation(
        first.spot,
        message,
        repetitions=tuple(value.spot for value in ours[1:]),
        consequence=consequence_of(first, theirs.figure.value, len(ours) - 1),
        elsewhere=(comparison.elsewhere(there),),
    )


RULE = Rule(
    id="ANG-15",
    title=Message("Realisasi kumulatif tidak turun", "Cumulative realisasi does not fall"),
    fault=Message(
        "Realisasi kumulatif turun dibandingkan dengan laporan lain",
        "The cumulative realisasi falls against another report",
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(DOCUMENTS_AGREE, Reference(PP_12_2019)),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    compare=compare,
    beside=(CompanionRole.QUARTER,),
)
