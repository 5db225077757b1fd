"""Calculations that running text writes out: `95,27 / 95,45 x 100 % = 99,81 %`, in one line or over
several.

A calculation is a chain of sides that an equals sign joins. A side is an expression over printed
numbers, a single number, or words, which are not evaluated. Units behind a number are passed over:
`12 Dok RKPDesa` is 12.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import filterfalse
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Line
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
)
from normalize.text.prose import BlockType, TextBlock
from normalize.values.amounts import Amount, NumberFormat, ValueType, parse_amount


class CalculationOperand(NamedTuple):
    """A number of a calculation, the text it was printed as with its percent sign, and the line it
    is in.
    """

    amount: Amount
    text: str
    line: Line


class EquationSide(NamedTuple):
    """What is between two equals signs: its text and line, and how it is computed from its numbers.

    The expression names its operands by their position: ColumnNumber("0") is the first. It is None
    where the side is in words. A factor of 100 that makes a percentage of a share is a constant, no
    operand.
    """

    text: str
    line: Line
    expression: Expression | None = None
    operands: tuple[CalculationOperand, ...] = ()

    @property
    def number(self) -> CalculationOperand | None:
        """The number that the side consists of, None where it is an expression or words."""
        return self.operands[0] if isinstance(self.expression, ColumnNumber) else None


class Calculation(NamedTuple):
    """Sides that an equals sign joins, in order, and the text that says what is calculated."""

    about: str
    sides: tuple[EquationSide, ...]


def find_calculations(
    prose: Sequence[TextBlock], style: NumberFormat | None
) -> Iterator[Calculation]:
    """Yield the calculations of running text in its order; `style` is how the document separates
    digits.
    """
    at = 0
    while at < len(prose):
        end = at
        while end < len(prose) and prose[end].sort is BlockType.FORMULA:
            end += 1
        if end > at:
            if not _is_stacked(prose[max(0, at - 1) : end + 1]):
                yield from filterfalse(_is_mixed, _of_lines(prose, at, end, style))
        elif "=" in (text := prose[at].text):
            yield from filterfalse(_is_mixed, _inline(prose[at], _plain(text), style))
        at = max(end, at + 1)


_DOTTED_GROUP, _POINT = regex(r"\d{1,3}\.\d{3}"), regex(r"\d+\.\d{1,2}(?!\d)|0\.\d")


def _is_mixed(calculation: Calculation) -> bool:
    """Return whether a calculation prints decimal points, and dots that could be either: 3.254 x
    0.111.
    """
    texts = [operand.text for side in calculation.sides for operand in side.operands]
    return any(map(_POINT.match, texts)) and any(map(_DOTTED_GROUP.match, texts))


# A line of digits so near, in points, above or below a formula belongs to a fraction printed over
# several lines.
_NEAR = 30.0
_WORD = regex(r"[^\W\d_]{3}")


def _is_stacked(passages: Sequence[TextBlock]) -> bool:
    """Return whether numbers without words are just above or below a formula: parts of a
    fraction.
    """
    formulas = [passage for passage in passages if passage.sort is BlockType.FORMULA]
    for passage in passages:
        loose = passage.sort is not BlockType.FORMULA and not _WORD.search(passage.text)
        if loose and any(_is_near(passage, formula) for formula in formulas):
            return True
    return False


def _is_near(one: TextBlock, other: TextBlock) -> bool:
    distance = one.place.box.top - other.place.box.top
    return one.place.page == other.place.page and abs(distance) < _NEAR


def _of_lines(
    prose: Sequence[TextBlock], start: int, end: int, style: NumberFormat | None
) -> Iterator[Calculation]:
    """Yield the calculation that lines with an equals sign in front make."""
    sides = []
    for passage in prose[start:end]:
        text, at = _plain(passage.text), 0
        for piece in text.split("="):
            if piece.strip():
                sides.append(_side(passage, piece, at, style))
            at += len(piece) + 1
    if sides:
        above = (
            passage.text
            for passage in reversed(prose[max(0, start - 3) : start])
            if _WORD.search(passage.text)
        )
        yield Calculation(next(above, ""), tuple(sides))


# No calculation in a sentence is longer than this, in letters, and no side than that, in tokens.
_LONGEST, _MOST_TOKENS = 300, 120
_SIGN_RUN = r"[\d.,()\[\]+\-–−xX×*/:÷%\s]*"
_SIGNS_ONLY, _BEGINS = regex(_SIGN_RUN), regex(r"[\d(\[:]")
_RESULT = regex(r"\s*(?:Rp\.?\s*)?\d(?:[\d.,]*\d)?(?:\s?%)?(?!\w|\s*[xX×*/:+\-–−÷(]\s*\d)")


def _inline(passage: TextBlock, text: str, style: NumberFormat | None) -> Iterator[Calculation]:
    """Yield the calculations inside a sentence: an expression, and what it is said to be."""
    pieces = text.split("=")
    starts = [0]
    for piece in pieces[:-1]:
        starts.append(starts[-1] + len(piece) + 1)
    chain: list[EquationSide] = []
    for at, (piece, start) in enumerate(zip(pieces, starts, strict=True)):
        whole = _side(passage, piece, start, style) if at and chain else None
        if whole is not None and whole.expression is not None:
            chain.append(whole)
            continue
        if chain and (result := _RESULT.match(piece)):
            chain.append(_side(passage, result[0], start, style))
        yield from _stated(passage, chain)
        chain = _begun(passage, piece, start, style) if at < len(pieces) - 1 else []
    yield from _stated(passage, chain)


def _stated(passage: TextBlock, chain: Sequence[EquationSide]) -> Iterator[Calculation]:
    if len(chain) > 1 and _is_meant(chain):
        yield Calculation(passage.text, tuple(chain))


def _begun(
    passage: TextBlock, piece: str, start: int, style: NumberFormat | None
) -> list[EquationSide]:
    """Return the side that the end of a piece of a sentence begins a chain with, if it is an
    expression.
    """
    signs = _SIGNS_ONLY.match(piece[-_LONGEST:][::-1])
    found = _BEGINS.search(piece, len(piece) - signs.end()) if signs else None
    if found is None:
        return []
    tail, before = piece[found.start() :], piece[: found.start()]
    if tail.startswith(":"):
        if any(map(str.isdigit, before[-40:])):
            return []
        tail = " " + tail[1:]
    elif before and not before[-1].isspace():
        return []
    side = _side(passage, tail, start + found.start(), style)
    return [side] if isinstance(side.expression, Operation) else []


def _is_meant(chain: Sequence[EquationSide]) -> bool:
    """Return whether a chain in a sentence is surely arithmetic: a lone 12/15, 1:30 or 90-100 may
    be anything.
    """
    first, last = chain[0].expression, chain[-1]
    if not isinstance(first, Operation) or len(chain[0].operands) > 2:
        return True
    return first.operator != "-" and (
        first.operator != "/" or any(one.amount.percent for one in last.operands)
    )


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    """Return a text of the same length with the letters and digits of mathematical typefaces in
    plain ones.
    """
    if text.isascii():
        return text
    return "".join(
        one if len(one := unicodedata.normalize("NFKC", letter)) == 1 else letter for letter in text
    )


# Reading a side -----------------------------------------------------------------------------------

_TOKEN = regex(
    r"(?P<space>\s+)|(?P<number>\d(?:[\d.,]*\d)?)|(?P<word>[^\W\d_][^\W_]*\.?)|(?P<sign>.)",
    re.DOTALL,
)
_SIGNS = SIGNS | {
    "∙": "*", "kali": "*", "dikali": "*", "dikalikan": "*", "dibagi": "/", "ditambah": "+", "dikurangi": "-",  # noqa: E501
    "rp": "rp", "rp.": "rp",
}  # fmt: skip
_OPERATORS = frozenset("+-*/")
_YEARS = range(1990, 2100)


def _side(passage: TextBlock, text: str, start: int, style: NumberFormat | None) -> EquationSide:
    """Return the side that a piece of a passage prints; `start` is its offset in the passage."""
    offset = start + len(text) - len(text.lstrip())
    line = passage.line_at(offset)
    reader = _CalculationParser(text, style, lambda at: passage.line_at(start + at))
    try:
        expression = reader.whole()
    except NotAnExpression:
        return EquationSide(text.strip(), line)
    if _is_torn(expression):
        return EquationSide(text.strip(), line)
    return EquationSide(text.strip(), line, expression, tuple(reader.operands))


def _is_torn(expression: Expression) -> bool:
    """Return whether an expression makes a percentage of no quotient: its divisor may be on a line
    of its own.
    """
    operators, constants = _parts(expression)
    return bool(constants) and "/" not in operators


def _parts(expression: Expression) -> tuple[str, int]:
    """Return the operators of an expression, and how many constants it has."""
    if not isinstance(expression, Operation):
        return "", isinstance(expression, FormulaConstant)
    (left, one), (right, other) = _parts(expression.left), _parts(expression.right)
    return left + expression.operator + right, one + other


def _tokens(text: str) -> list[Token]:
    found = (match for match in _TOKEN.finditer(text) if match.lastgroup != "space")
    return [Token(_kind(match), match.group(), match.start(), match.end()) for match in found]


def _kind(match: re.Match[str]) -> str:
    if match.lastgroup == "number":
        return "number"
    return _SIGNS.get(
        match.group().casefold(), "word" if match.lastgroup == "word" else match.group()
    )


class _CalculationParser(ExpressionParser):
    """Reads expressions of printed numbers, with their units:

    operand = [ "rp" ] , number , [ "%" ] , { word | bracket of words } ;
    """

    def __init__(
        self, text: str, style: NumberFormat | None, line_at: Callable[[int], Line]
    ) -> None:
        super().__init__(_tokens(text))
        self.text = text
        self.style = style
        self.line_at = line_at
        self.operands: list[CalculationOperand] = []

    def whole(self) -> Expression:
        """Return the expression that all tokens make."""
        if len(self.tokens) > _MOST_TOKENS:
            raise NotAnExpression
        expression = self.sum()
        while self.peek() in {".", ",", ";"}:
            self.position += 1
        if self.peek():
            raise NotAnExpression
        return expression

    def operand(self, scales: bool) -> Expression:
        """Return the number at hand, its units passed over."""
        self.skip("rp")
        if self.peek() != "number":
            raise NotAnExpression
        leaf = self.number(scales)
        self.end_operand()
        return leaf

    def check_quotient(self, dividend: Expression, divisor: Expression) -> None:
        """Two years are a span, no quotient: 2024/2025."""
        if self._is_year(dividend) and self._is_year(divisor):
            raise NotAnExpression

    def number(self, scales: bool) -> Expression:
        """Return the number at hand: an operand, or the 100 that a share is multiplied by."""
        rupiah = self.position > 0 and self.tokens[self.position - 1].kind == "rp"
        token = self.take()
        self.skip("%")
        if scales and token.text == "100":
            return FormulaConstant(HUNDRED)
        quantity = (
            ValueType.RUPIAH if rupiah or token.text.count(".") > 1 else ValueType.TIDAK_DIKETAHUI
        )
        printed = self.text[token.start : self.tokens[self.position - 1].end]
        amount = parse_amount(printed, quantity, self.style)
        if not isinstance(amount, Amount):
            raise NotAnExpression
        self.operands.append(CalculationOperand(amount, printed, self.line_at(token.start)))
        return ColumnNumber(str(len(self.operands) - 1))

    def end_operand(self) -> None:
        """Pass over the words behind a number, and a bracket that holds nothing but words."""
        while self.peek() == "word" or self.is_bracket_of_words():
            if self.peek() == "word":
                self.take()
            else:
                while self.take().kind != ")":
                    pass

    def is_bracket_of_words(self) -> bool:
        if self.peek() != "(":
            return False
        kinds = []
        for ahead in range(1, len(self.tokens) - self.position):
            if (kind := self.peek(ahead)) == ")":
                return "word" in kinds
            kinds.append(kind)
            if kind != "word" and kind not in _OPERATORS:
                return False
        return False

    def _is_year(self, expression: Expression) -> bool:
        if not isinstance(expression, ColumnNumber):
            return False
        amount = self.operands[int(expression.number)].amount
        return not amount.decimals and amount.value in map(Decimal, _YEARS)
