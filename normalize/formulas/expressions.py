"""Arithmetic expressions, and the one parser of them: for formulas over column numbers in headers
(`column_formulas`) and for calculations that running text writes out (`calculations`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ColumnNumber:
    """The number that the header prints for a column, without leading zeros."""

    number: str


@dataclass(frozen=True, slots=True)
class FormulaConstant:
    """A constant; 100% is 100, since what it scales is printed as a percentage."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions joined by +, -, * or /."""

    operator: str
    left: "Expression"
    right: "Expression"


Expression = ColumnNumber | FormulaConstant | Operation


def format_expression(expression: Expression) -> str:
    """Return the expression as a header would print it, with a bracket round every inner operation.

    >>> format_expression(Operation("*", Operation("/", ColumnNumber("5"), ColumnNumber("4")), FormulaConstant(HUNDRED)))
    '(5/4)*100'
    """  # noqa: E501
    match expression:
        case ColumnNumber(number):
            return number
        case FormulaConstant(value):
            return format(value, "f")
        case Operation(operator, left, right):
            return f"{_bracketed(left)}{operator}{_bracketed(right)}"


def _bracketed(expression: Expression) -> str:
    printed = format_expression(expression)
    return f"({printed})" if isinstance(expression, Operation) else printed


def leaves(expression: Expression) -> Iterator[ColumnNumber | FormulaConstant]:
    """Yield the numbers of an expression, left to right."""
    if isinstance(expression, Operation):
        yield from leaves(expression.left)
        yield from leaves(expression.right)
    else:
        yield expression


class Token(NamedTuple):
    """A number, sign or word of a text; `kind` is "number", "word", or the sign as the grammar
    writes it.
    """

    kind: str
    text: str
    start: int
    end: int


# The signs that reports print, as the grammar writes them.
SIGNS = {
    "(": "(", "[": "(", ")": ")", "]": ")", "+": "+", "-": "-", "–": "-", "−": "-", "x": "*", "×": "*", "*": "*",  # noqa: E501
    "·": "*", "⋅": "*", "/": "/", ":": "/", "÷": "/", "%": "%", "=": "=",
}  # fmt: skip


class NotAnExpression(Exception):
    """The tokens make none, as most headers and sentences."""


class ExpressionParser:
    """Recursive descent over tokens: multiplication and division bind more tightly than addition
    and subtraction, and all operators associate to the left.

    The grammar (EBNF, ISO/IEC 14977), where `operand` is what a subclass reads:

        sum     = product , { ( "+" | "-" ) , product } ;
        product = factor , { "*" , factor | "/" , factor } ;
        factor  = bracket | operand ;
        bracket = "(" , sum , ")" , [ "%" ] , [ "100" , [ "%" ] ] ;

    Two divisions in a row are no product: 01/02/2024 is a date. A bracket before 100 is multiplied
    by it: (5:4) 100%.
    """

    # whether the closing bracket may be missing where the text ends
    open_bracket_ends = False

    def __init__(self, tokens: Sequence[Token], position: int = 0) -> None:
        self.tokens = tokens
        self.position = position

    def peek(self, ahead: int = 0) -> str:
        """Return the kind of a token to come, nothing behind the last."""
        index = self.position + ahead
        return self.tokens[index].kind if index < len(self.tokens) else ""

    def take(self) -> Token:
        """Return the token at hand, and go on to the next."""
        self.position += 1
        return self.tokens[self.position - 1]

    def skip(self, kind: str) -> bool:
        """Go past the token at hand if it is of this kind, and return whether it was."""
        is_there = self.peek() == kind
        self.position += is_there
        return is_there

    def sum(self) -> Expression:
        """Return the sum at hand."""
        expression = self.product()
        while self.peek() in {"+", "-"}:
            operator = self.take().kind
            expression = Operation(operator, expression, self.product())
        return expression

    def product(self) -> Expression:
        """Return the product at hand."""
        expression, divided = self.factor(scales=False), False
        while self.peek() in {"*", "/"}:
            operator = self.take().kind
            if divided and operator == "/":
                raise NotAnExpression
            divided = operator == "/"
            factor = self.factor(scales=operator == "*")
            if divided:
                self.check_quotient(expression, factor)
            expression = Operation(operator, expression, factor)
        return expression

    def factor(self, scales: bool) -> Expression:
        """Return the factor at hand; `scales` is whether it multiplies what precedes it."""
        return self.bracket() if self.peek() == "(" else self.operand(scales)

    def bracket(self) -> Expression:
        """Return the expression between the brackets at hand, and what multiplies it."""
        self.take()
        inner = self.sum()
        if not self.skip(")") and not (self.open_bracket_ends and not self.peek()):
            raise NotAnExpression
        self.skip("%")
        if self.peek() == "number" and self.tokens[self.position].text == "100":
            self.take()
            self.skip("%")
            return Operation("*", inner, FormulaConstant(HUNDRED))
        self.end_operand()
        return inner

    def operand(self, scales: bool) -> Expression:
        """Return the operand at hand."""
        raise NotImplementedError

    def end_operand(self) -> None:
        """Skip what may follow an operand or a bracket without a meaning here."""

    def check_quotient(self, dividend: Expression, divisor: Expression) -> None:
        """Raise NotAnExpression where a division sign between these is none."""
