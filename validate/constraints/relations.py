"""Equations between printed numbers: which number follows from which, and how.

A relation names its numbers by their cells; what a cell stands for is looked up by
`validate.constraints.printed_numbers`, and whether the equation holds is recognised by
`validate.constraints.evaluation`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, repeat
from typing import NamedTuple, Protocol, TypeVar

from extract.patterns import regex
from normalize.formulas.column_formulas import Formula
from normalize.formulas.expressions import ColumnNumber, Expression, FormulaConstant, Operation
from validate.constraints.intervals import INFINITY, ZERO, Interval, exactly
from validate.constraints.printed_numbers import PrintedNumber
from validate.findings import CellRef, Message


@dataclass(frozen=True, slots=True)
class RelationsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    shown_of_a_long_sum: int = 3  # count; a223b62


_SETTINGS = RelationsSettings()


HUNDRED = Decimal(100)

Operand = CellRef | PrintedNumber
Item = TypeVar("Item")


class Equation(Protocol):
    """How the target of a relation follows from its terms."""

    @property
    def computes(self) -> bool:
        """Whether the target is computed from the terms, not only compared with them."""
        ...

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:
        """Return what the target may be, or None where it cannot be determined (a division by
        zero).
        """
        ...

    def required(
        self, position: int, target: Interval, terms: Sequence[Interval]
    ) -> Interval | None:
        """Return what the term at `position` would have to be for the target to hold, or None if it
        cannot be determined.
        """
        ...

    def written(self, terms: Sequence[str]) -> str:
        """Return the sum over these printed numbers, written out."""
        ...

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:
        """Return the sum that gives the term at `position`, written out."""
        ...


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of the terms, each with its sign; without signs all are added."""

    signs: tuple[int, ...] = ()
    computes: bool = True

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:
        """Return the interval of the sum."""
        low = high = ZERO
        for sign, term in zip(self.signs or repeat(1), terms, strict=False):
            if sign > 0:
                low, high = low + term.low, high + term.high
            else:
                low, high = low - term.high, high - term.low
        return Interval(low, high)

    def required(
        self, position: int, target: Interval, terms: Sequence[Interval]
    ) -> Interval | None:
        """Return the target less all other terms."""
        others = self.recompute(
            [_NOTHING if at == position else term for at, term in enumerate(terms)]
        )
        if others is None:
            return None
        return target.minus(others) if self._sign(position) > 0 else others.minus(target)

    def written(self, terms: Sequence[str]) -> str:
        """Return `100 − 95,06`; a long sum loses its middle."""
        signs = [self._sign(at) for at in range(len(terms))]
        return _joined(list(zip(signs, terms, strict=True)))

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:
        """Return the target less all other terms, written out."""
        own = self._sign(position)
        rest = [(-own * self._sign(at), text) for at, text in enumerate(terms) if at != position]
        return _joined(sorted([(own, target), *rest], key=lambda part: part[0] < 0))

    def _sign(self, position: int) -> int:
        return self.signs[position] if self.signs else 1


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the terms, times `scale`."""

    scale: Decimal = Decimal(1)
    computes: bool = True

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:
        """Return the interval of the mean."""
        total = SUM.recompute(terms)
        return total and total.times(exactly(self.scale)).over(exactly(Decimal(len(terms))))

    def required(
        self, position: int, target: Interval, terms: Sequence[Interval]
    ) -> Interval | None:
        """Return the term that the mean and the other terms ask for."""
        total = target.times(exactly(Decimal(len(terms)))).over(exactly(self.scale))
        return total and SUM.required(position, total, terms)

    def written(self, terms: Sequence[str]) -> str:
        """Return `(1,00 + 0,50) ÷ 2 × 100`; a long sum loses its middle."""
        return f"({SUM.written(terms)}) ÷ {len(terms)}" + (
            f" × {self.scale}" if self.scale != 1 else ""
        )

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:
        """Return the total that the mean asks for, less all other terms, written out."""
        total = f"{target} × {len(terms)}" + (f" ÷ {self.scale}" if self.scale != 1 else "")
        return SUM.written_for(position, total, terms)


@dataclass(frozen=True, slots=True)
class Ratio:
    """The first term over the second, times `scale`; nothing of nothing is nothing."""

    scale: Decimal = HUNDRED
    computes: bool = True

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:
        """Return the interval of the quotient."""
        part, whole = terms
        if whole == _NOTHING:
            return _NOTHING if part == _NOTHING else None
        return self._scaled(part).over(whole)

    def required(
        self, position: int, target: Interval, terms: Sequence[Interval]
    ) -> Interval | None:
        """Return the part that the quotient and the whole ask for, or the whole that it and the
        part ask for.
        """
        part, whole = terms
        if position == 0:
            return target.times(whole).over(exactly(self.scale))
        return self._scaled(part).over(target)

    def written(self, terms: Sequence[str]) -> str:
        """Return `95,27 ÷ 95,45 × 100`."""
        return f"{terms[0]} ÷ {terms[1]}{self._times()}"

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:
        """Return `99,79 × 95,45 ÷ 100` or `95,27 ÷ 99,79 × 100`."""
        if position == 1:
            return f"{terms[0]} ÷ {target}{self._times()}"
        return f"{target} × {terms[1]}" + (f" ÷ {self.scale}" if self.scale != 1 else "")

    def _scaled(self, part: Interval) -> Interval:
        return Interval(part.low * self.scale, part.high * self.scale)

    def _times(self) -> str:
        return f" × {self.scale}" if self.scale != 1 else ""


@dataclass(frozen=True, slots=True)
class Equality:
    """The same figure, printed in two places."""

    computes: bool = False

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:
        """Return the other place's interval."""
        return terms[0]

    def required(
        self,
        position: int,  # noqa: ARG002
        target: Interval,
        terms: Sequence[Interval],  # noqa: ARG002
    ) -> Interval | None:
        """Return the target's interval."""
        return target

    def written(self, terms: Sequence[str]) -> str:
        """Return the other number."""
        return terms[0]

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:  # noqa: ARG002
        """Return the target."""
        return target


@dataclass(frozen=True, slots=True)
class UpperBound:
    """The target is not more than the terms together."""

    computes: bool = False

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:
        """Return everything up to the sum of the terms."""
        return Interval(-INFINITY, sum((term.high for term in terms), ZERO))

    def required(
        self, position: int, target: Interval, terms: Sequence[Interval]
    ) -> Interval | None:
        """Return everything from what the target leaves to this term up."""
        others = sum((term.high for at, term in enumerate(terms) if at != position), ZERO)
        return Interval(target.low - others, INFINITY)

    def written(self, terms: Sequence[str]) -> str:
        """Return the highest value that is allowed."""
        return SUM.written(terms)

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:
        """Return the lowest value that the term may have."""
        return SUM.written_for(position, target, terms)


@dataclass(frozen=True, slots=True)
class NotNegative:
    """The target is not below zero; there are no terms."""

    computes: bool = False

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:  # noqa: ARG002
        """Return everything from zero up."""
        return Interval(ZERO, INFINITY)

    def required(
        self,
        position: int,  # noqa: ARG002
        target: Interval,  # noqa: ARG002
        terms: Sequence[Interval],  # noqa: ARG002
    ) -> Interval | None:
        """Return None: there is no term."""
        return None

    def written(self, terms: Sequence[str]) -> str:  # noqa: ARG002
        """Return zero."""
        return "0"

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:  # noqa: ARG002
        """Return the target: there is no term."""
        return target


@dataclass(frozen=True, slots=True)
class FormulaEquation:
    """A formula of the table's header that is neither a sum nor a ratio; `numbers` name its terms
    in order.
    """

    expression: Expression
    numbers: tuple[str, ...]
    scale: Decimal = Decimal(1)
    computes: bool = True

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:
        """Return the interval of the formula, or None where it divides by what may be zero."""
        value = _evaluate(self.expression, dict(zip(self.numbers, terms, strict=True)))
        return value and value.times(exactly(self.scale))

    def required(
        self,
        position: int,  # noqa: ARG002
        target: Interval,  # noqa: ARG002
        terms: Sequence[Interval],  # noqa: ARG002
    ) -> Interval | None:
        """Return None: the formula is not solved for its terms."""
        return None

    def written(self, terms: Sequence[str]) -> str:
        """Return the formula with the printed numbers in place of the column numbers."""
        written = _written(self.expression, dict(zip(self.numbers, terms, strict=True)))
        return f"{written} × {self.scale}" if self.scale != 1 else written

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:  # noqa: ARG002
        """Return the formula: it is not solved for its terms."""
        return self.written(terms)


@dataclass(frozen=True, slots=True)
class GroupedEquation:
    """Another form, each of whose terms is a sum: a cell merged over rows stands for what these
    rows print together.

    `sizes` states how many of the terms make up each term of the `inner` form.
    """

    inner: Equation
    sizes: tuple[int, ...]

    @property
    def computes(self) -> bool:
        """Whether the inner form computes the target."""
        return self.inner.computes

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:
        """Return what the inner form makes of the sums."""
        sums = self._sums(terms)
        return self.inner.recompute(sums) if sums is not None else None

    def required(
        self, position: int, target: Interval, terms: Sequence[Interval]
    ) -> Interval | None:
        """Return what the inner form asks of a sum, less the other terms of it."""
        sums, (group, within) = self._sums(terms), self._place(position)
        total = self.inner.required(group, target, sums) if sums is not None else None
        return (
            SUM.required(within, total, self._groups(terms)[group]) if total is not None else None
        )

    def written(self, terms: Sequence[str]) -> str:
        """Return `(100 + 50) − 120`."""
        return self.inner.written(self._written(terms))

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:
        """Return the inner form solved for a sum, less the other terms of it."""
        group, within = self._place(position)
        total = self.inner.written_for(group, target, self._written(terms))
        others = [text for at, text in enumerate(self._groups(terms)[group]) if at != within]
        return " − ".join([f"({total})" if others else total, *others])

    def _groups(self, terms: Sequence[Item]) -> list[Sequence[Item]]:
        ends = list(accumulate(self.sizes))
        return [terms[end - size : end] for end, size in zip(ends, self.sizes, strict=True)]

    def _sums(self, terms: Sequence[Interval]) -> list[Interval] | None:
        sums = [
            total for group in self._groups(terms) if (total := SUM.recompute(group)) is not None
        ]
        return sums if len(sums) == len(self.sizes) else None

    def _place(self, position: int) -> tuple[int, int]:
        """Return the group that a term belongs to, and where it is in it."""
        places = [
            (group, within) for group, size in enumerate(self.sizes) for within in range(size)
        ]
        return places[position]

    def _written(self, terms: Sequence[str]) -> list[str]:
        groups = self._groups(terms)
        return [group[0] if len(group) == 1 else f"({SUM.written(group)})" for group in groups]


SUM = Linear()
DIFFERENCE = Linear((1, -1))
PERCENTAGE = Ratio()
MEAN = Mean()
SAME = Equality()
AT_MOST = UpperBound()
NOT_NEGATIVE = NotNegative()
_NOTHING = exactly(ZERO)
_ZERO = regex(r"[0.,]+")


class Relation(NamedTuple):
    """An equation: the target follows from the terms in this form, and why it must.

    `stated` states that the document itself prints the formula; else it is what the columns' names
    lead one to expect. `caps` are values at which the target may have been cut off without a word,
    as a capaian at 100 or 120; `capped` states that it is known to be, so that nothing is wrong
    with it. `rule` is the id of the rule that states it: it is put on what the rule yields.
    """

    target: Operand
    form: Equation
    terms: tuple[Operand, ...]
    why: Message
    stated: bool = False
    caps: tuple[Decimal, ...] = ()
    capped: bool = False
    rule: str = ""

    @property
    def confirms(self) -> bool:
        """Whether its numbers confirm each other when it holds: a bound does not."""
        return self.form.computes or isinstance(self.form, Equality)


def equation_of(formula: Formula, percent: bool) -> Equation:
    """Return the form of a formula of the table's header; a plain share under a percent column is
    times 100.
    """
    scale = HUNDRED if percent and formula.share else Decimal(1)
    match formula.expression:
        case Operation("/", ColumnNumber(), ColumnNumber()):
            return Ratio(scale)
        case Operation("*", Operation("/", ColumnNumber(), ColumnNumber()), FormulaConstant(value)):
            return Ratio(value)
        case Operation("-", ColumnNumber(), ColumnNumber()):
            return DIFFERENCE
        case expression if signs := _signs(expression):
            return Linear(signs)
        case expression:
            return FormulaEquation(expression, formula.columns(), scale)


def _signs(expression: Expression) -> tuple[int, ...]:
    """Return the signs of a sum of columns in the order of `Formula.columns`, or nothing for
    another form.
    """
    found: dict[str, int] = {}

    def collect(part: Expression, sign: int) -> bool:
        match part:
            case ColumnNumber(number) if number not in found:
                found[number] = sign
                return True
            case Operation("+", left, right):
                return collect(left, sign) and collect(right, sign)
            case Operation("-", left, right):
                return collect(left, sign) and collect(right, -sign)
            case _:
                return False

    return tuple(found.values()) if collect(expression, 1) else ()


def _evaluate(expression: Expression, terms: dict[str, Interval]) -> Interval | None:
    match expression:
        case ColumnNumber(number):
            return terms[number]
        case FormulaConstant(value):
            return exactly(value)
        case Operation(operator, left, right):
            one, other = _evaluate(left, terms), _evaluate(right, terms)
            return None if one is None or other is None else _combined(operator, one, other)


def _combined(operator: str, one: Interval, other: Interval) -> Interval | None:
    match operator:
        case "+":
            return one.plus(other)
        case "-":
            return one.minus(other)
        case "*":
            return one.times(other)
        case _:
            return one.over(other)


_SIGNS_PRINTED = {"*": "×", "/": "÷", "-": "−", "+": "+"}


def _written(expression: Expression, terms: dict[str, str], inner: bool = False) -> str:
    match expression:
        case ColumnNumber(number):
            return terms[number]
        case FormulaConstant(value):
            return format(value, "f").replace(".", ",")
        case Operation(operator, left, right):
            sides = _written(left, terms, True), _written(right, terms, True)
            text = f" {_SIGNS_PRINTED[operator]} ".join(sides)
            return f"({text})" if inner else text


def _joined(parts: Sequence[tuple[int, str]]) -> str:
    """Write signed numbers as a sum; of a long one the first ones and the last, and no zeros."""
    if len(parts) > _SETTINGS.shown_of_a_long_sum:
        parts = [part for part in parts if _ZERO.fullmatch(part[1]) is None] or parts[:1]
    if len(parts) > 2 * _SETTINGS.shown_of_a_long_sum:
        left_out = parts[_SETTINGS.shown_of_a_long_sum][0]
        parts = [*parts[: _SETTINGS.shown_of_a_long_sum], (left_out, "…"), parts[-1]]
    first_sign, first = parts[0]
    rest = "".join(f" {'+' if sign > 0 else '−'} {text}" for sign, text in parts[1:])
    return ("−" if first_sign < 0 else "") + first + rest
