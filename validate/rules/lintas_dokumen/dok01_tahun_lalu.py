"""What a report prints of an earlier year is what the report of that year printed.

Compared are target, realisasi and capaian of the same indicator, and pagu and realisasi of the same
program, kegiatan or sub kegiatan, each where a column or a caption names the year, or the header
says that it is last year's.

Not claimed: which of the two reports is right; nor anything of an indicator or a line whose name in
the other report is only alike, which is listed for a person to decide.

Breaks it:

    Dokumen     Indikator Kinerja              Realisasi 2023    Target 2024    Realisasi 2024
    LKj 2024    Persentase desa yang tertib    92,57             95,45          95,27

    Dokumen     Indikator Kinerja              Target    Realisasi
    LKj 2023    Persentase desa yang tertib    90,00     90,57

Looks alike, and does not, since the one is the other rounded:

    Dokumen     Indikator Kinerja              Realisasi 2023    Target 2024    Realisasi 2024
    LKj 2024    Persentase desa yang tertib    90,6              95,5           95,3

    Dokumen     Indikator Kinerja              Target    Realisasi
    LKj 2023    Persentase desa yang tertib    90,00     90,57
"""

from collections.abc import Iterator, Sequence

from normalize.report import Role, TargetBasis
from validate.companions.budgets import difference, violations
from validate.companions.contradictions import contradiction
from validate.companions.dossier import Comparison, Dossier
from validate.companions.matching import SubjectPair
from validate.companions.records import CompanionRole
from validate.companions.values import ComparedSubject, ComparedValue
from validate.findings import Message, Severity, Violation
from validate.legal_basis import DOCUMENTS_AGREE, PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Rule

_RESULTS = (Role.REALISASI, Role.CAPAIAN, Role.TARGET)
_MONEY = (Role.REALISASI_ANGGARAN, Role.PAGU)


def compare(dossier: Dossier) -> Iterator[Violation]:
    """Yield a violation for every figure of an earlier year that its own report prints
    otherwise.
    """
    for comparison in dossier.of(CompanionRole.PREVIOUS):
        year = comparison.report.year
        for pair in comparison.indicators.pairs:
            found = (contradiction(*_figures(pair, role, year), comparison) for role in _RESULTS)
            yield from (violation for violation in found if violation)
        for role in _MONEY:
            yield from _of_money(comparison, comparison.budget_lines.pairs, role, year)


def _of_money(
    comparison: Comparison, pairs: Sequence[SubjectPair], role: Role, year: int | None
) -> Iterator[Violation]:
    found = (difference(pair, *_figures(pair, role, year)) for pair in pairs)
    yield from violations([one for one in found if one], comparison)


def _figures(
    pair: SubjectPair, role: Role, year: int | None
) -> tuple[list[ComparedValue], list[ComparedValue]]:
    """Return what both reports print of a year."""
    return _of_year(pair.ours, role, year, (TargetBasis.YEAR, TargetBasis.EARLIER)), _of_year(
        pair.theirs, role, year
    )


def _of_year(
    subject: ComparedSubject,
    role: Role,
    year: int | None,
    bases: Sequence[TargetBasis] = (TargetBasis.YEAR,),
) -> list[ComparedValue]:
    values = (value for basis in bases for value in subject.of(role, basis=basis))
    return [
        value
        for value in values
        if value.year == year and value.is_of_year and not _is_a_ratio(value)
    ]


def _is_a_ratio(value: ComparedValue) -> bool:
    """Return whether a capaian is one against an earlier year, not that of an earlier year."""
    return value.role is Role.CAPAIAN and value.column.basis is TargetBasis.EARLIER


RULE = Rule(
    id="DOK-01",
    title=Message(
        "Angka tahun lalu sesuai laporannya", "Figures of an earlier year as in its report"
    ),
    fault=Message(
        "Angka tahun lalu berbeda dari laporannya",
        "A figure of an earlier year differs from its report",
    ),
    severities=(Severity.MAJOR, Severity.MINOR, Severity.CRITICAL),
    basis=(DOCUMENTS_AGREE, Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.2")),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    compare=compare,
    beside=(CompanionRole.PREVIOUS,),
)
