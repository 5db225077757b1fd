"""The budget that a report prints is that of the DPA or DPPA, and what was spent is what the LRA
shows.

Compared is each program, kegiatan, sub kegiatan and the total; with an LRA of the same period its
realisasi, and its budget too. A line and the sums that it goes into are one finding.

Not claimed: anything where both name different budgets (the first one and the changed one), or
periods that end in different months; nor of totals of other lines, nor of a line that the report
prints in several ways, once as the other document does.

Breaks it:

    Dokumen    Kode       Uraian               Pagu         Realisasi
    LKj        7.01.02    Program Pelayanan    4.430.000    3.930.000
    LRA        7.01.02    Program Pelayanan    4.430.000    3.390.000

Looks alike, and does not, since the changed budget counts:

    Dokumen    Kode       Uraian               Pagu sebelum perubahan    Pagu setelah perubahan    Realisasi
    LKj        7.01.02    Program Pelayanan    4.430.000                 4.930.000                 3.930.000

    Dokumen    Kode       Uraian               Anggaran     Realisasi
    LRA        7.01.02    Program Pelayanan    4.930.000    3.930.000
"""  # noqa: E501

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from validate.companions.budgets import (
    BudgetDifference,
    all_of_one_budget,
    are_cumulative,
    difference,
    pagu_of,
    spent_on,
    violations,
)
from validate.companions.dossier import Comparison, Dossier
from validate.companions.matching import SubjectPair
from validate.companions.records import CompanionRole
from validate.companions.values import ComparedValue, end_month
from validate.findings import Message, Severity, Violation
from validate.legal_basis import DOCUMENTS_AGREE, PERMENPANRB_53_2014, PP_12_2019, Reference
from validate.rule import EVERY_KIND, PLANS, Rule


def compare(dossier: Dossier) -> Iterator[Violation]:
    """Yield a violation for every amount that the budget document or the LRA prints otherwise."""
    for comparison in dossier.of(CompanionRole.DPPA, CompanionRole.LRA):
        year = comparison.context.report.year
        yield from _differing(
            comparison, [_pagu(pair, year) for pair in comparison.budget_lines.pairs]
        )
        if comparison.role is CompanionRole.LRA:
            spent = [_spent(pair, year) for pair in comparison.budget_lines.pairs]
            if _are_of_the_same_months(spent):
                yield from _differing(comparison, spent)


class _Compared(NamedTuple):
    """What both print for a line, those amounts that can be the same."""

    pair: SubjectPair
    ours: list[ComparedValue]
    theirs: list[ComparedValue]

    @property
    def difference(self) -> BudgetDifference | None:
        return difference(self.pair, self.ours, self.theirs)


def _differing(comparison: Comparison, compared: Iterable[_Compared]) -> Iterator[Violation]:
    found = (one.difference for one in compared)
    return violations([one for one in found if one], comparison)


def _pagu(pair: SubjectPair, year: int | None) -> _Compared:
    theirs = pagu_of(pair.theirs, year)
    ours = [one for one in pagu_of(pair.ours, year) if all_of_one_budget(one, theirs)]
    return _Compared(pair, ours, theirs)


def _spent(pair: SubjectPair, year: int | None) -> _Compared:
    theirs = spent_on(pair.theirs, year)
    months = {end_month(value.part) for value in theirs}
    ours = [value for value in spent_on(pair.ours, year) if {end_month(value.part)} == months]
    return _Compared(pair, ours, theirs)


def _are_of_the_same_months(compared: Sequence[_Compared]) -> bool:
    """Return whether the report counts from January as an LRA does: as it says, or as most lines
    confirm.
    """
    told = [one for one in compared if one.ours and one.theirs]
    held = sum(one.difference is None for one in told)
    return are_cumulative((value for one in told for value in one.ours), held, len(told))


RULE = Rule(
    id="DOK-05",
    title=Message("Anggaran sesuai DPPA dan LRA", "The budget as in the DPPA and the LRA"),
    fault=Message(
        "Anggaran berbeda dari DPA/DPPA atau LRA", "The budget differs from the DPA/DPPA or the LRA"
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(
        DOCUMENTS_AGREE,
        Reference(PP_12_2019),
        Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.B"),
    ),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    compare=compare,
    aliases=("ANG-13", "ANG-14"),
    beside=(CompanionRole.DPPA, CompanionRole.LRA),
)
