"""How the header of a table says that a column is computed from others, and how it numbers its
columns.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extract.patterns import regex
from normalize.formulas.expressions import (
    HUNDRED,
    SIGNS,
    ColumnNumber,
    Expression,
    ExpressionParser,
    FormulaConstant,
    NotAnExpression,
    Operation,
    Token,
    leaves,
)


@dataclass(frozen=True, slots=True)
class Formula:
    """How a column is computed: the printed text, its right side, and the column number printed on
    its left side.
    """

    text: str
    expression: Expression
    result: str | None = None

    def columns(self) -> tuple[str, ...]:
        """Return the column numbers it is computed from, each once, in the order of the text."""
        return tuple(
            dict.fromkeys(e.number for e in leaves(self.expression) if isinstance(e, ColumnNumber))
        )

    @property
    def share(self) -> bool:
        """Whether it is a ratio that nothing multiplies by 100, as 5/4 under a percent column."""
        return (
            FormulaConstant(HUNDRED) not in leaves(self.expression)
            and _degree(self.expression) == 0
        )

    def with_constants(self, is_constant: Callable[[str], bool]) -> "Formula":
        """Return the formula with those of its column numbers made constants: the 2 of
        (2x4-5)/4.
        """
        return replace(self, expression=_with_constants(self.expression, is_constant))


@lru_cache(maxsize=4096)
def parse_formula(text: str) -> Formula | None:
    """Return the formula over column numbers that a header cell prints, or None where there is
    none.

    >>> parse_formula("10=6-9").columns()
    ('6', '9')
    >>> from normalize.formulas.expressions import format_expression
    >>> format_expression(parse_formula("Capaian (%) (5:4) x 100%").expression)
    '(5/4)*100'
    >>> parse_formula("Target 2024/2025")
    """
    tokens = _tokens(text)
    for start, token in enumerate(tokens):
        if token.kind in {"number", "(", "="} and (formula := _formula_from(tokens, start, text)):
            return formula
    return None


@lru_cache(maxsize=4096)
def parse_column_number(text: str) -> str | None:
    """Return the column number that a cell of the number row prints, without leading zeros.

    >>> [parse_column_number(text) for text in ("1", "(02)", "3.", "6 = 5/4", "2024")]
    ['1', '2', '3', '6', None]
    """
    if match := _COLUMN_NUMBER.fullmatch(text.strip()):
        return match["number"]
    formula = parse_formula(text)
    return formula.result if formula and _NOTHING_BUT_FORMULA.fullmatch(text) else None


def is_bare_formula(text: str) -> bool:
    """Return whether the cell prints a formula and no word beside it."""
    return _NOTHING_BUT_FORMULA.fullmatch(text) is not None and parse_formula(text) is not None


_COLUMN_NUMBER = regex(r"[(\[]?\s*0?(?P<number>[1-9]\d?)\s*+[)\]]?\s*+[.=]?")
_NOTHING_BUT_FORMULA = regex(r"[\d\s()\[\]+\-–−xX×*·⋅/:÷%=.,]+")
_TOKEN = regex(
    r"(?P<space>\s+)|(?P<number>\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|(?P<sign>.)",
    re.DOTALL,
)


def _tokens(text: str) -> list[Token]:
    blanked = text.replace("(%)", "   ")
    found = (m for m in _TOKEN.finditer(blanked) if m.lastgroup != "space")
    return [Token(_kind(m), m.group(), m.start(), m.end()) for m in found]


def _kind(match: re.Match[str]) -> str:
    if match.lastgroup == "number":
        return "number"
    return SIGNS.get(match.group().lower(), "word")


def _formula_from(tokens: list[Token], start: int, text: str) -> Formula | None:
    """Read `[result] = expression`, `result (expression)` or a bare expression at a token."""
    reader = _FormulaParser(tokens, start)
    try:
        result = reader.result()
        stated = reader.skip("=")
        expression = _with_doubled_target(reader.sum())
    except NotAnExpression:
        return None
    end = reader.position
    formula = Formula(text[tokens[start].start : tokens[end - 1].end].strip(), expression, result)
    if not isinstance(expression, Operation) or not formula.columns():
        return None
    stands_apart = tokens[start].kind == "(" or (start == 0 and end == len(tokens))
    told = stated or result is not None or _is_scaled(expression)
    return formula if told or (stands_apart and not _is_range(expression)) else None


def _is_range(expression: Operation) -> bool:
    """Whether it reads like a range (1-3, 50-100), not like a difference."""
    starts_at_one = expression.left == ColumnNumber("1")
    return expression.operator == "-" and (
        starts_at_one or isinstance(expression.right, FormulaConstant)
    )


def _is_scaled(expression: Operation) -> bool:
    return expression.operator == "*" and FormulaConstant(HUNDRED) in leaves(expression)


class _FormulaParser(ExpressionParser):
    """Reads expressions of column numbers and constants:

    operand = number , [ "%" ] ;
    """

    # the last bracket is often forgotten
    open_bracket_ends = True

    def result(self) -> str | None:
        """Return the number before "=", or before a bracket when nothing else is in front of it."""
        bracketed = self.peek() == "("
        number = self.peek(1) if bracketed else self.peek()
        after = 3 if bracketed else 1
        if number != "number" or (bracketed and self.peek(2) != ")"):
            return None
        names_it = self.peek(after) == "=" or (
            not bracketed and self.position == 0 and self.peek(after) == "("
        )
        if not names_it:
            return None
        printed = self.tokens[self.position + bracketed].text
        self.position += after
        return _column_number(printed)

    def operand(self, scales: bool) -> Expression:  # noqa: ARG002
        """Return the column number or constant at hand."""
        if self.peek() != "number":
            raise NotAnExpression
        number = _number(self.take().text)
        self.skip("%")
        return number


def _number(text: str) -> ColumnNumber | FormulaConstant:
    value = Decimal(text.replace(",", "."))
    is_constant = value == HUNDRED or not text.isdecimal()
    return FormulaConstant(value) if is_constant else ColumnNumber(_column_number(text))


def _column_number(text: str) -> str:
    number = text.lstrip("0")
    if not number.isdecimal() or len(number) > 2:
        raise NotAnExpression
    return number


def _with_doubled_target(expression: Expression) -> Expression:
    """Make the 2 of (2 x target - realisasi) / target a constant: the capaian of LAN
    239/IX/6/8/2003.
    """
    match expression:
        case Operation(
            "/", Operation("-", Operation("*", ColumnNumber("2"), target), realisasi), base
        ) if target == base:
            doubled = Operation("*", FormulaConstant(Decimal(2)), target)
            return Operation("/", Operation("-", doubled, realisasi), base)
        case Operation(operator, left, right):
            return Operation(operator, _with_doubled_target(left), _with_doubled_target(right))
        case _:
            return expression


def _with_constants(expression: Expression, is_constant: Callable[[str], bool]) -> Expression:
    match expression:
        case ColumnNumber(number) if is_constant(number):
            return FormulaConstant(Decimal(number))
        case Operation(operator, left, right):
            return Operation(
                operator, _with_constants(left, is_constant), _with_constants(right, is_constant)
            )
        case _:
            return expression


def _degree(expression: Expression) -> int:
    """How often column values are multiplied, divisions taken off: 0 for a ratio."""
    match expression:
        case Operation("*", left, right):
            return _degree(left) + _degree(right)
        case Operation("/", left, right):
            return _degree(left) - _degree(right)
        case Operation(_, left, right):
            return max(_degree(left), _degree(right))
        case ColumnNumber():
            return 1
        case _:
            return 0
