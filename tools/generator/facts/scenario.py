"""What is true of an office in a period, before anything is printed: the figures that a report
should state.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from tools.generator.facts.budget import BudgetLine, BudgetSize, draw_budget, total, with_line
from tools.generator.facts.nomenclature import programs
from tools.generator.facts.notation import Notation, round_half_up
from tools.generator.facts.offices import Office, draw_office
from tools.generator.facts.performance import (
    Indicator,
    Sasaran,
    all_achieved,
    draw_program_indicator,
    draw_sasaran,
)
from tools.generator.facts.terms import ReportTerm

JUMLAH = "JUMLAH"


@dataclass(frozen=True, slots=True)
class Scenario:
    """An office, its budget and what it achieved.

    `indicators` are those of programs by code, `earlier` the programs of the two years before by
    year.
    """

    office: Office
    term: ReportTerm
    notation: Notation
    programs: tuple[BudgetLine, ...]
    sasaran: tuple[Sasaran, ...]
    indicators: dict[str, Indicator]
    earlier: dict[int, tuple[BudgetLine, ...]]

    @property
    def jumlah(self) -> BudgetLine:
        """The whole budget."""
        return total(self.programs, JUMLAH)

    def serving(self, sasaran: Sasaran) -> BudgetLine:
        """Return what the programs of a sasaran add up to."""
        return total(sasaran.programs, sasaran.name)


def draw_situation(
    random: Random,
    sort: str,
    term: ReportTerm,
    notation: Notation,
    size: BudgetSize,
    traits: tuple[str, ...],
) -> Scenario:
    """Return an invented situation that has the traits, ways in which a right figure looks
    wrong.
    """
    office = draw_office(random, sort, term.year)
    lines = draw_budget(random, programs(office.bidang, term.year), size, term.share)
    for trait in traits:
        lines = _TRAITS[trait](lines) if trait in _TRAITS else lines
    indicators = {line.code: _indicator(random, line, traits) for line in lines}
    sasaran = draw_sasaran(random, sort, lines, term, "lower-is-better" in traits)
    if "semua-tercapai" in traits:
        sasaran = all_achieved(sasaran)
    earlier = {}
    for back in (2, 1):
        earlier[term.year - back] = tuple(_earlier(random, line, back, term) for line in lines)
    return Scenario(office, term, notation, lines, sasaran, indicators, earlier)


def _indicator(random: Random, line: BudgetLine, traits: tuple[str, ...]) -> Indicator:
    """Return the indicator of a program, as far from its target as the traits need it."""
    indicator = draw_program_indicator(random, line)
    if (
        "449" in traits
        and line.serapan is not None
        and round_half_up(100 - line.serapan, 2) == Fraction("4.49")
    ):
        return replace(indicator, hasil=indicator.target)
    if "negative-efficiency" in traits and line.serapan == 100:
        return replace(
            indicator, hasil=indicator.target * Fraction(random.randint(9400, 9890), 10000)
        )
    return indicator


def _earlier(random: Random, line: BudgetLine, back: int, term: ReportTerm) -> BudgetLine:
    """Return a program as it was some years before, under a code that no other figure of the report
    is about.
    """
    pagu = line.pagu * (100 - 6 * back + random.randint(-3, 3)) // 100 // 1000 * 1000
    spent = pagu * Fraction(random.randint(9100, 9990), 10000)
    return replace(
        line, code=f"{line.code} {term.year - back}", pagu=pagu, realisasi=int(spent), children=()
    )


def _leaves(lines: tuple[BudgetLine, ...]) -> list[BudgetLine]:
    return [line for program in lines for line in program.lines() if not line.children]


def _with_449(lines: tuple[BudgetLine, ...]) -> tuple[BudgetLine, ...]:
    """Return the budget with 95,51 % of the last program spent, so that 4,49 is its right
    efficiency.
    """
    leaves = [line for line in lines[-1].lines() if not line.children]
    rest = int(lines[-1].pagu * Fraction("95.51") / 100)
    for leaf in leaves:
        spent = rest if leaf is leaves[-1] else int(leaf.pagu * Fraction("95.51") / 100)
        rest -= spent
        lines = with_line(lines, leaf.code, leaf.pagu, spent)
    return lines


def _with_zero_pagu(lines: tuple[BudgetLine, ...]) -> tuple[BudgetLine, ...]:
    """Return the budget with a line whose pagu was cut to nothing."""
    leaf = next(line for line in _leaves(lines) if "Gaji" not in line.name)
    return with_line(lines, leaf.code, 0, 0)


def _with_over_realisasi(lines: tuple[BudgetLine, ...]) -> tuple[BudgetLine, ...]:
    """Return the budget with a line that was overspent."""
    leaf = next(line for line in reversed(_leaves(lines)) if line.pagu)
    return with_line(lines, leaf.code, leaf.pagu, leaf.pagu + leaf.pagu // 16 // 1000 * 1000 + 1500)


def _with_almost_up(lines: tuple[BudgetLine, ...]) -> tuple[BudgetLine, ...]:
    """Return the budget with a line whose percentage ends just under a half: 97,8549 prints as
    97,85.
    """
    leaf = max(_leaves(lines), key=lambda line: line.pagu)
    return with_line(lines, leaf.code, leaf.pagu, int(leaf.pagu * Fraction("97.8549") / 100))


def _with_full_absorption(lines: tuple[BudgetLine, ...]) -> tuple[BudgetLine, ...]:
    """Return the budget with everything spent in the second program."""
    for leaf in (line for line in lines[1].lines() if not line.children):
        lines = with_line(lines, leaf.code, leaf.pagu, leaf.pagu)
    return lines


_TRAITS = {
    "449": _with_449,
    "zero-pagu": _with_zero_pagu,
    "over-realisasi": _with_over_realisasi,
    "hampir-naik": _with_almost_up,
    "negative-efficiency": _with_full_absorption,
}
