"""What a report prints as the target of the Renstra is what the Renstra prints for that year, or
for its last one.

Not claimed: that the target of the year is that of the Renstra, which the perjanjian kinerja may
change; nor anything where the Renstra prints no year above its targets.

Breaks it:

    Dokumen    Indikator Kinerja              Target 2024    Target Akhir Renstra 2026
    LKj        Persentase desa yang tertib    95,45          97,00
    Renstra    Persentase desa yang tertib    95,45          98,00

Looks alike, and does not:

    Dokumen    Indikator Kinerja              Target 2024    Target Akhir Renstra 2026
    LKj        Persentase desa yang tertib    95,50          98,00
    Renstra    Persentase desa yang tertib    95,45          98,00
"""

from collections.abc import Iterator

from normalize.report import Role, TargetBasis
from validate.companions.contradictions import contradiction
from validate.companions.dossier import Dossier
from validate.companions.records import CompanionRole
from validate.companions.values import ComparedSubject, ComparedValue
from validate.findings import Message, Severity, Violation
from validate.legal_basis import DOCUMENTS_AGREE, PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Rule


def compare(dossier: Dossier) -> Iterator[Violation]:
    """Yield a violation for every target that the report gives as the Renstra's and the Renstra
    prints otherwise.
    """
    for comparison in dossier.of(CompanionRole.RENSTRA):
        for pair in comparison.indicators.pairs:
            by_year = _by_year(pair.theirs)
            for ours in pair.ours.of(Role.TARGET, basis=TargetBasis.LONG_TERM):
                if violation := contradiction([ours], _of_year(by_year, ours), comparison):
                    yield violation


def _by_year(subject: ComparedSubject) -> dict[int, list[ComparedValue]]:
    """Return the targets of a Renstra by the years that their headers name."""
    found: dict[int, list[ComparedValue]] = {}
    for value in (*subject.of(Role.TARGET), *subject.of(Role.TARGET, basis=TargetBasis.LONG_TERM)):
        if value.column.period and value.column.period.year:
            found.setdefault(value.column.period.year, []).append(value)
    return found


def _of_year(by_year: dict[int, list[ComparedValue]], ours: ComparedValue) -> list[ComparedValue]:
    """Return the targets of the year that a target of the report names, of the last year where it
    names none.
    """
    named = ours.column.period.year if ours.column.period else None
    return by_year.get(named, []) if named else by_year.get(max(by_year, default=0), [])


RULE = Rule(
    id="DOK-03",
    title=Message("Target Renstra sesuai Renstra", "Targets of the Renstra as in the Renstra"),
    fault=Message(
        "Target Renstra berbeda dari Renstra", "A target of the Renstra differs from the Renstra"
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(DOCUMENTS_AGREE, Reference(PERMENPANRB_53_2014, "Lampiran III.III.2")),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    compare=compare,
    beside=(CompanionRole.RENSTRA,),
)
