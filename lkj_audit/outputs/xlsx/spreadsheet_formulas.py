"""How a relation is written as a formula of a spreadsheet, over the cells that hold the printed
values.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from normalize.formulas.expressions import ColumnNumber, Expression, FormulaConstant, Operation
from validate.constraints.relations import (
    Equality,
    Equation,
    FormulaEquation,
    Linear,
    Mean,
    NotNegative,
    Ratio,
    UpperBound,
)
from validate.relation_builders.growth import Growth, GrowthMeaning

# what Excel takes: arguments of one function, characters of one formula
MOST_ARGUMENTS = 250
LONGEST_FORMULA = 8000

_FEW_ADDED = 2


class CellAddress(NamedTuple):
    """A cell of a workbook: the name of its sheet, 0-based row and column."""

    sheet: str
    row: int
    column: int

    def seen_from(self, sheet: str) -> str:
        """Return how a formula on a sheet refers to the cell: `G12`, or with its sheet
        `'T6 Realisasi'!G12`.
        """
        cell = f"{column_letters(self.column)}{self.row + 1}"
        return cell if sheet == self.sheet else f"'{self.sheet}'!{cell}"


class FormulaOperands(NamedTuple):
    """The terms of a relation as a formula on `sheet` refers to them: by address, or as the number
    itself.
    """

    sheet: str
    terms: tuple[CellAddress | Decimal, ...]

    def written(self) -> list[str]:
        """Return each term as it is in a formula."""
        return [self._one(term) for term in self.terms]

    def runs(self, positions: Sequence[int]) -> Iterator[str]:
        """Yield the terms at these positions, those that are one under the other as one range
        `C5:C9`.
        """
        at = 0
        while at < len(positions):
            first = last = self.terms[positions[at]]
            at += 1
            while at < len(positions) and _follows(last, self.terms[positions[at]]):
                last = self.terms[positions[at]]
                at += 1
            yield self._one(first) if first == last else self._range(first, last)

    def _range(self, first: CellAddress | Decimal, last: CellAddress | Decimal) -> str:
        return f"{self._one(first)}:{self._one(last).rpartition('!')[2]}"

    def _one(self, term: CellAddress | Decimal) -> str:
        return term.seen_from(self.sheet) if isinstance(term, CellAddress) else constant(term)


def column_letters(column: int) -> str:
    """Return the letters of a 0-based column.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def constant(value: Decimal) -> str:
    """Return a number as a formula holds it, in brackets where it is negative."""
    return f"({value:f})" if value < 0 else f"{value:f}"


def formula_of(form: Equation, operands: FormulaOperands) -> str | None:
    """Return the formula that recomputes the target, without `=`; None where no spreadsheet can
    hold it.
    """
    terms = operands.written()
    match form:
        case Linear(signs):
            formula = _sum(signs or (1,) * len(terms), operands)
        case Mean(scale):
            formula = _times(f"{_added(operands, range(len(terms)))}/{len(terms)}", scale)
        case Ratio(scale):
            formula = _times(f"{terms[0]}/{terms[1]}", scale)
        case Equality() | UpperBound():
            formula = terms[0]
        case NotNegative():
            formula = "0"
        case FormulaEquation(expression, numbers, scale):
            written = _expression(
                expression, dict(zip(numbers, terms, strict=True)), inner=scale != 1
            )
            formula = _times(written, scale)
        case Growth(measured):
            formula = _growth(measured, terms)
        case _:
            return None
    return formula if len(formula) <= LONGEST_FORMULA else None


def _follows(one: CellAddress | Decimal, other: CellAddress | Decimal) -> bool:
    if not isinstance(one, CellAddress) or not isinstance(other, CellAddress):
        return False
    return one._replace(row=one.row + 1) == other


def _sum(signs: Sequence[int], operands: FormulaOperands) -> str:
    added = [at for at, sign in enumerate(signs) if sign > 0]
    taken = [at for at, sign in enumerate(signs) if sign < 0]
    if not taken:
        return _added(operands, added)
    rest = operands.written()
    if len(added) <= _FEW_ADDED and len(taken) <= _FEW_ADDED:
        return "+".join(rest[at] for at in added) + "".join(f"-{rest[at]}" for at in taken)
    return (_added(operands, added) if added else "") + f"-{_added(operands, taken)}"


def _added(operands: FormulaOperands, positions: Sequence[int]) -> str:
    """Return the sum of the terms at these positions, in as many calls of SUM as it takes."""
    runs = list(operands.runs(positions))
    calls = [runs[at : at + MOST_ARGUMENTS] for at in range(0, len(runs), MOST_ARGUMENTS)]
    added = "+".join(f"SUM({','.join(call)})" for call in calls)
    return f"({added})" if len(calls) > 1 else added or "0"


def _times(formula: str, scale: Decimal) -> str:
    return formula if scale == 1 else f"{formula}*{constant(scale)}"


def _growth(measured: GrowthMeaning, terms: Sequence[str]) -> str:
    if measured is GrowthMeaning.MEAN:
        steps = [f"{after}/{before}" for before, after in pairwise(terms)]
        return f"({'+'.join(steps)})/{len(steps)}*100-100"
    power = f"^(1/{len(terms) - 1})" if measured is GrowthMeaning.YEARLY else ""
    return f"({terms[-1]}/{terms[0]}){power}*100-100"


def _expression(expression: Expression, terms: Mapping[str, str], *, inner: bool) -> str:
    match expression:
        case ColumnNumber(number):
            return terms[number]
        case FormulaConstant(value):
            return constant(value)
        case Operation(operator, left, right):
            sides = _expression(left, terms, inner=True), _expression(right, terms, inner=True)
            text = operator.join(sides)
            return f"({text})" if inner else text
