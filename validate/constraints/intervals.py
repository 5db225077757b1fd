"""What a printed number may stand for: closed intervals of exact decimals, and sums on them."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from normalize.values.amounts import WIDE

ZERO = Decimal(0)
HALF = Decimal("0.5")
INFINITY = Decimal("Infinity")
_UNITS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(29))
_HALVES = tuple(unit * HALF for unit in _UNITS)


class Interval(NamedTuple):
    """Every value from `low` to `high`, both included; either may be infinite."""

    low: Decimal
    high: Decimal

    @property
    def point(self) -> bool:
        """Whether it holds a single value."""
        return self.low == self.high

    def holds(self, value: Decimal) -> bool:
        """Return whether the value lies in it."""
        return self.low <= value <= self.high

    def meets(self, other: "Interval") -> bool:
        """Return whether both can be the same value.

        Two intervals that only touch do not meet: rounding would have to have been half way on both
        sides. A single value on the border does: 0,125 may be printed 0,12 or 0,13.
        """
        if self.low < other.high and other.low < self.high:
            return True
        touching = self.low == other.high or other.low == self.high
        return touching and (self.low == self.high or other.low == other.high)

    def common(self, other: "Interval") -> "Interval | None":
        """Return the values that lie in both, or None where there are none."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None

    def plus(self, other: "Interval") -> "Interval":
        """Return the interval of the sum."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: "Interval") -> "Interval":
        """Return the interval of the difference."""
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, other: "Interval") -> "Interval":
        """Return the interval of the product."""
        if self.low == self.high and other.low == other.high:
            return exactly(self.low * other.low)
        corners = [a * b for a in self for b in other]
        return Interval(min(corners), max(corners))

    def over(self, divisor: "Interval") -> "Interval | None":
        """Return the interval of the quotient, or None where the divisor may be zero."""
        if divisor.low <= 0 <= divisor.high:
            return None
        if self.low == self.high and divisor.low == divisor.high:
            return exactly(self.low / divisor.low)
        corners = [a / b for a in self for b in divisor]
        return Interval(min(corners), max(corners))

    def middle(self) -> Decimal:
        """Return the value in the middle, or the finite end of a half line."""
        if self.low.is_infinite():
            return ZERO if self.high.is_infinite() else self.high
        return self.low if self.high.is_infinite() else (self.low + self.high) / 2


def exactly(value: Decimal) -> Interval:
    """Return the interval of one value."""
    return Interval(value, value)


def around(value: Decimal, decimals: int) -> Interval:
    """Return every value that is printed as `value` with that many decimals."""
    half = half_unit(decimals)
    return Interval(value - half, value + half)


def half_unit(decimals: int) -> Decimal:
    """Return half a unit of the last of that many decimals: 0.005 for two."""
    return _HALVES[decimals]


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return `value` with that many decimals, halves away from zero, as Indonesian reports print
    it.
    """
    return value.quantize(_UNITS[decimals], ROUND_HALF_UP, WIDE)


def cut_leaves(value: Decimal, of: Interval, decimals: int) -> bool:
    """Return whether cutting all but that many decimals off some value of the interval leaves
    `value`.
    """
    unit = _UNITS[decimals]
    if value > 0:
        return of.low < value + unit and of.high >= value
    if value < 0:
        return of.low <= value and value - unit < of.high
    return of.low < unit and -unit < of.high
