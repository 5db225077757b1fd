"""Amounts of budget lines that two documents print differently: one root for a line and the sums
that it goes into.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from normalize.report import Role
from normalize.tables.header_meaning import PaguVersion, header_meaning
from validate.companions.contradictions import any_agree, are_one, violation_of
from validate.companions.dossier import Comparison
from validate.companions.matching import SubjectPair
from validate.companions.values import TOTAL, ComparedSubject, ComparedValue
from validate.findings import Certainty, Violation
from validate.relation_builders.row_relations import is_a_constraint


class BudgetDifference(NamedTuple):
    """A budget line whose amount another document prints differently: by how much, and the places
    of both.
    """

    line: ComparedSubject
    wrong: tuple[ComparedValue, ...]
    theirs: ComparedValue

    @property
    def amount(self) -> Decimal:
        """What the report prints more than the other document."""
        return self.wrong[0].figure.value - self.theirs.figure.value


def difference(
    pair: SubjectPair, ours: Sequence[ComparedValue], theirs: Sequence[ComparedValue]
) -> BudgetDifference | None:
    """Return how a line differs, None where both documents agree on one of their amounts."""
    if not ours or not theirs or any_agree(ours, theirs):
        return None
    return BudgetDifference(pair.ours, tuple(ours), theirs[0])


Teller = Callable[[Sequence[ComparedValue], ComparedValue, Comparison], Violation]


def violations(
    differences: Sequence[BudgetDifference], comparison: Comparison, tell: Teller = violation_of
) -> Iterator[Violation]:
    """Yield a violation for each line that differs; a sum that differs by as much as its parts is
    reported with them.

    `tell` makes a violation of the places of a line and that of the other document.
    """
    carried = {at: parts[0] for at in range(len(differences)) if (parts := _parts(differences, at))}
    for at, one in enumerate(differences):
        if at not in carried:
            sums = [differences[other] for other in carried if _root(carried, other) == at]
            told = _with_sums(tell(one.wrong, one.theirs, comparison), sums, comparison)
            yield told if are_one(one.wrong) else replace(told, certainty=Certainty.UNVERIFIABLE)


def _root(carried: dict[int, int], at: int) -> int:
    while at in carried:
        at = carried[at]
    return at


def _parts(differences: Sequence[BudgetDifference], at: int) -> list[int]:
    """Return the lines under a sum whose differences make up its own; nothing where they do not."""
    lines = [difference.line for difference in differences]
    beneath = [index for index, line in enumerate(lines) if _is_under(line, lines[at])]
    below = [lines[index] for index in beneath]
    nearest = [index for index in beneath if not _is_under_any(lines[index], below)]
    adds_up = sum(differences[index].amount for index in nearest) == differences[at].amount
    return nearest if nearest and adds_up else []


def _is_under(one: ComparedSubject, other: ComparedSubject) -> bool:
    """Return whether a line goes into another: by its code, any line into the total."""
    if other.key == TOTAL:
        return one.key != TOTAL
    return bool(one.code and other.code and one.code.startswith(f"{other.code}."))


def _with_sums(
    violation: Violation, sums: Sequence[BudgetDifference], comparison: Comparison
) -> Violation:
    """Return the violation of a line with the sums that it goes into: a wrong total has the
    severity of one.
    """
    if not sums or violation.consequence is None or violation.consequence.deviation is None:
        return violation
    places = tuple(value.spot for one in sums for value in one.wrong)
    deviation = replace(violation.consequence.deviation, total=True)
    return replace(
        violation,
        repetitions=(*violation.repetitions, *places),
        consequence=replace(violation.consequence, deviation=deviation),
        elsewhere=(*violation.elsewhere, *(comparison.elsewhere(one.theirs.spot) for one in sums)),
    )


def version_of(value: ComparedValue) -> PaguVersion:
    """Return which budget an amount is of, as the header of its column or the caption of its table
    says.
    """
    stated = (
        header_meaning((text,)).version
        for text in (value.column.header, value.table.table.caption or "")
    )
    return next((version for version in stated if version in _STATED), PaguVersion.UNSTATED)


_STATED = (PaguVersion.MURNI, PaguVersion.PERUBAHAN)


def _is_under_any(line: ComparedSubject, others: Iterable[ComparedSubject]) -> bool:
    return any(_is_under(line, each) for each in others)


def all_of_one_budget(value: ComparedValue, others: Iterable[ComparedValue]) -> bool:
    """Return whether an amount is of the same budget as all the others, as far as is said."""
    return all(of_one_budget(value, each) for each in others)


def of_one_budget(one: ComparedValue, other: ComparedValue) -> bool:
    """Return whether two amounts are not of different budgets, as far as their documents say so."""
    return len({version_of(one), version_of(other)} - {PaguVersion.UNSTATED}) < 2


def pagu_of(line: ComparedSubject, year: int | None) -> list[ComparedValue]:
    """Return what a report prints as the pagu of a line for the whole of a year."""
    return [value for value in line.of(Role.PAGU) if value.part is None and is_of(value, year)]


def spent_on(line: ComparedSubject, year: int | None) -> list[ComparedValue]:
    """Return what a report prints as spent on a line in a year, or in a part of it."""
    return [value for value in line.of(Role.REALISASI_ANGGARAN) if is_of(value, year)]


def is_of(value: ComparedValue, year: int | None) -> bool:
    """Return whether a value is of a year, as far as both are known."""
    return year is None or value.year is None or value.year == year


def are_cumulative(values: Iterable[ComparedValue], held: int, told: int) -> bool:
    """Return whether amounts count from January: all are said to, or so many of the given lines
    confirm it.
    """
    return all(value.cumulative for value in values) or is_a_constraint(held, told)
