"""Calculations that running text writes out, as relations see them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from normalize.formulas.calculations import (
    Calculation,
    CalculationOperand,
    EquationSide,
    find_calculations,
)
from normalize.formulas.expressions import (
    HUNDRED,
    ColumnNumber,
    Expression,
    FormulaConstant,
    Operation,
)
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.intervals import Interval, around, exactly
from validate.constraints.printed_numbers import PrintedNumber
from validate.constraints.relations import Equation, FormulaEquation, Ratio, Relation
from validate.findings import Message, PrintedValue


@dataclass(frozen=True, slots=True)
class TextCalculationsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A value so much nearer to the printed one, as a part of it, states that a share was printed as
    # a percentage.
    near: Decimal = Decimal("0.5")  # count; a7b016f


_SETTINGS = TextCalculationsSettings()


# What a share may be printed as: itself, as a percentage, or as a percentage of percentages.
SCALES = (Decimal(1), HUNDRED, 1 / HUNDRED)
WHY = Message(
    "hasil rumus mengikuti angka-angkanya", "the result of a formula follows from its numbers"
)


_RESULT = "="


@dataclass(frozen=True, slots=True)
class WrittenCalculation(FormulaEquation):
    """A formula that can be solved for each of its numbers that is in it once."""

    def required(
        self, position: int, target: Interval, terms: Sequence[Interval]
    ) -> Interval | None:
        """Return what the formula asks of the term at `position`, None where it is in it twice."""
        solved = self._solved(position)
        return solved.recompute([*terms, target]) if solved else None

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:
        """Return the formula solved for the term at `position`, written out."""
        solved = self._solved(position)
        return solved.written([*terms, target]) if solved else self.written(terms)

    def _solved(self, position: int) -> FormulaEquation | None:
        """Return how a term follows from the result and the other terms, by undoing one operation
        after the other.
        """
        unknown, expression = self.numbers[position], self.expression
        solved: Expression = ColumnNumber(_RESULT)
        if self.scale != 1:
            solved = Operation("/", solved, FormulaConstant(self.scale))
        while isinstance(expression, Operation):
            operator, left, right = expression.operator, expression.left, expression.right
            in_left, in_right = _mentions(left, unknown), _mentions(right, unknown)
            if in_left and in_right:
                return None
            if in_left:
                solved, expression = Operation(_UNDOING[operator], solved, right), left
            elif operator in "+*":
                solved, expression = Operation(_UNDOING[operator], solved, left), right
            else:
                solved, expression = Operation(operator, left, solved), right
        return FormulaEquation(solved, (*self.numbers, _RESULT))


_UNDOING = {"+": "-", "-": "+", "*": "/", "/": "*"}


def _mentions(expression: Expression, number: str) -> bool:
    match expression:
        case Operation(_, left, right):
            return _mentions(left, number) or _mentions(right, number)
        case ColumnNumber(found):
            return found == number
        case _:
            return False


@cached_per_audit
def calculations(context: AuditContext) -> tuple[Calculation, ...]:
    """Return the calculations that the running text of a report writes out."""
    styles = Counter(table.style for table in context.report.tables if table.style)
    return tuple(
        find_calculations(context.report.prose, max(styles, key=styles.__getitem__, default=None))
    )


def steps(calculation: Calculation) -> Iterator[tuple[EquationSide, EquationSide]]:
    """Yield each side that is evaluated with the one that follows it; what is in words is passed
    over.
    """
    return pairwise(side for side in calculation.sides if side.operands)


def figure_of(operand: CalculationOperand, *, result: bool = False) -> PrintedNumber:
    """Return a number of a calculation: a whole number is exact where one computes with it, a
    result may be rounded.
    """
    amount = operand.amount
    span = (
        around(amount.value, amount.decimals)
        if result or amount.decimals
        else exactly(amount.value)
    )
    spot = PrintedValue(operand.line.place, None, operand.text)
    return PrintedNumber(amount.value, span, span, amount.decimals, amount.decimals, spot=spot)


def value_of(side: EquationSide) -> Interval | None:
    """Return what a side comes to, None where it divides by zero."""
    if side.expression is None:
        return None
    if side.number:
        return figure_of(side.number, result=True).tight
    return _form(side.expression, len(side.operands), Decimal(1)).recompute(
        [figure_of(one).tight for one in side.operands]
    )


def agree(one: Interval, other: Interval) -> Decimal | None:
    """Return the scale in which two values are the same, the share 0,95 and 95 % for one,
    or None.
    """
    return next((scale for scale in SCALES if one.times(exactly(scale)).meets(other)), None)


def relation_of(side: EquationSide, result: EquationSide) -> Relation | None:
    """Return that a number follows from the side before it, in the scale that comes nearest; None
    for anything else.
    """
    printed, computed = value_of(result), value_of(side)
    if side.expression is None or result.number is None or printed is None or computed is None:
        return None
    scale = agree(computed, printed) or _nearest(computed.middle(), printed.middle())
    terms = tuple(figure_of(one) for one in side.operands)
    form = _form(side.expression, len(terms), scale)
    return Relation(figure_of(result.number, result=True), form, terms, WHY, stated=True)


def _nearest(computed: Decimal, printed: Decimal) -> Decimal:
    """Return the scale in which a value comes near the printed one, 1 where it does in none."""
    return next(
        (
            scale
            for scale in SCALES
            if abs(computed * scale - printed) < _SETTINGS.near * abs(printed)
        ),
        SCALES[0],
    )


def _form(expression: Expression, count: int, scale: Decimal) -> Equation:
    match expression:
        case Operation("/", ColumnNumber(), ColumnNumber()):
            return Ratio(scale)
        case Operation("*", Operation("/", ColumnNumber(), ColumnNumber()), FormulaConstant(value)):
            return Ratio(value * scale)
        case _:
            return WrittenCalculation(expression, tuple(map(str, range(count))), scale)
