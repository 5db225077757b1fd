"""How a number comes to be printed wrong, and how likely each way is: what ranks repairs that
explain equally much.

A hand or a scanner swaps two digits, drops one or prints it twice, moves a separator, takes the
number above. A repair that one such slip explains is likelier than one that needs another number
altogether. The chances are no measurements; they only have to separate an error from a coincidence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import Enum
from itertools import pairwise
from math import log
from typing import NamedTuple

from normalize.report import Column, Role, TypedTable
from normalize.values.amounts import ValueType
from validate.constraints.intervals import Interval, rounded
from validate.constraints.printed_numbers import WHOLES, PrintedNumber


@dataclass(frozen=True, slots=True)
class ErrorPatternsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    any_other: float = 0.08  # share; a94a102
    miscalculated: float = 0.30  # share; a94a102
    # a result that was rounded to a whole and printed with decimals all the same: 106,00 for
    # 105,69
    rounded: float = 0.05  # share; 769a348
    # the share of all numbers of that length that would do, as far as it is let count for another
    # number altogether
    most: float = 1e-4  # share; a94a102
    # many targets and results are 0 or 100: so much rarer are these wrong, so much likelier are
    # they what was meant
    whole_wrong: float = 0.001  # share; 6825809
    whole_wanted: float = 10.0  # ratio; 6825809
    # how often two numbers side by side are the same and right: nothing and everything often are,
    # a budget spent in full, the targets of two indicators
    usual: float = 1.0  # share; a94a102
    of_money: float = 0.3  # share; a94a102
    of_targets: float = 0.3  # share; d8d69eb
    of_others: float = 0.05  # share; a94a102
    # a row is written from left to right: the number at the right is there to be copied so much
    # more rarely
    from_the_right: int = 3  # count; a94a102


_SETTINGS = ErrorPatternsSettings()


class ErrorPattern(Enum):
    """A way in which another number than the right one came to be printed."""

    SWAPPED = "swapped"
    CHANGED = "changed"
    DROPPED = "dropped"
    DOUBLED = "doubled"
    ZERO_ADDED = "zero added"
    MOVED = "moved"
    SIGN = "sign"
    FROM_ABOVE = "from above"
    FROM_BESIDE = "from beside"


# of a hundred wrong numbers, so many come about in each way
_CHANCE = {
    ErrorPattern.SWAPPED: 0.20,
    ErrorPattern.CHANGED: 0.25,
    ErrorPattern.DROPPED: 0.12,
    ErrorPattern.DOUBLED: 0.10,
    ErrorPattern.ZERO_ADDED: 0.05,
    ErrorPattern.SIGN: 0.04,
    ErrorPattern.FROM_ABOVE: 0.06,
    ErrorPattern.FROM_BESIDE: 0.04,
}
# the share of all numbers of that length that would do, as far as it is let count for another
# number altogether
_LEAST = 1e-5
# a separator that is so many digits from its place, or as many zeros too many or too few
_POWERS = (0.03, 0.01, 0.01)
# where numbers have more digits, no slip is looked for
_MOST_DIGITS = _LONGEST = 18


class NearbyNumber(NamedTuple):
    """A number that may have been copied: from where, and how often the two are the same where
    nothing is wrong.
    """

    slip: ErrorPattern
    value: Decimal
    alike: float


def nearby_numbers(table: TypedTable, row: int, column: int) -> tuple[NearbyNumber, ...]:
    """Return the next number above one in its column, and those on either side of it in its row."""
    numeric = [c.index for c in table.columns if c.role is not Role.NOMOR]
    above = ((one, column) for one in range(row - 1, -1, -1))
    left = ((row, at) for at in reversed(numeric) if at < column)
    right = ((row, at) for at in numeric if at > column)
    found = (
        _neighbour(table, column, ErrorPattern.FROM_ABOVE, above, 1),
        _neighbour(table, column, ErrorPattern.FROM_BESIDE, left, 1),
        _neighbour(table, column, ErrorPattern.FROM_BESIDE, right, _SETTINGS.from_the_right),
    )
    return tuple(neighbour for neighbour in found if neighbour)


def _neighbour(
    table: TypedTable, column: int, slip: ErrorPattern, cells: Iterable[tuple[int, int]], rarer: int
) -> NearbyNumber | None:
    """Return the first number among these cells, by row and column, as one that may have been
    copied.
    """
    amounts = (table.rows[one].amount(at) for one, at in cells)
    amount = next(filter(None, amounts), None)
    if amount is None:
        return None
    alike = _SETTINGS.usual if amount.value in WHOLES else _alike(table.columns[column], slip)
    return NearbyNumber(slip, amount.value, alike * rarer)


def _alike(column: Column, slip: ErrorPattern) -> float:
    if column.quantity is ValueType.RUPIAH:
        return _SETTINGS.of_money
    return (
        _SETTINGS.of_targets
        if column.role is Role.TARGET and slip is ErrorPattern.FROM_ABOVE
        else _SETTINGS.of_others
    )


class ErrorHypothesis(NamedTuple):
    """How likely a number was printed in place of one of a span: the likeliest slip, and what it
    was made from.

    `value` is None for a copy, which does not show what should be there.
    """

    chance: float
    slip: ErrorPattern | None = None
    value: Decimal | None = None


def error_hypothesis(
    printed: PrintedNumber,
    wanted: Decimal,
    span: Interval,
    neighbours: tuple[NearbyNumber, ...] = (),
    *,
    computed: bool = False,
) -> ErrorHypothesis:
    """Return how a figure came to be printed where a number of the span should be, best the wanted
    one.

    A number that is `computed` from others may have been miscalculated, the likelier the nearer it
    is.

    >>> value = Decimal("4.49")
    >>> printed = PrintedNumber(value, Interval(value, value), Interval(value, value), 2, 2)
    >>> error_hypothesis(printed, Decimal("4.94"), Interval(Decimal("4.94"), Decimal("4.94"))).slip
    <ErrorPattern.SWAPPED: 'swapped'>
    """
    value, decimals, own = printed.value, printed.decimals, printed.own
    finest = max(decimals, own)
    unit = Decimal(1).scaleb(finest)
    if span.low.is_infinite() or span.high.is_infinite():
        return ErrorHypothesis(_SETTINGS.any_other)
    low = int((span.low * unit).to_integral_value(ROUND_CEILING))
    high = max(low, int((span.high * unit).to_integral_value(ROUND_FLOOR)))
    room = 10.0 ** min(_LONGEST, len(str(max(abs(int(value * unit)), abs(low), 1))))
    share = min(1.0, (high - low + 1) / room)
    chance, best = _SETTINGS.any_other * min(_SETTINGS.most, max(_LEAST, share)), ErrorHypothesis(0)
    if computed:
        away = 1 + 2 * abs(int(value * unit) - low)
        chance += _SETTINGS.miscalculated / (away * log(room))
        if own and value == rounded(wanted, 0):
            chance += _SETTINGS.rounded
    for places in {finest, own}:
        factor = 10 ** (finest - places)
        for slip, made, likely in _origins(
            int(value.scaleb(places)), places, -(-low // factor), high // factor
        ):
            chance += likely
            found = ErrorHypothesis(likely, slip, made * factor / unit)
            best = max(best, found, key=lambda one: (one.chance, one.value == wanted))
    for slip, copied, alike in neighbours:
        if copied == value:
            likely = _CHANCE[slip] * share / alike
            chance += likely
            if likely > best.chance:
                best = ErrorHypothesis(likely, slip)
    if not computed and (value in WHOLES) != (wanted in WHOLES):
        chance *= _SETTINGS.whole_wrong if value in WHOLES else _SETTINGS.whole_wanted
    return best._replace(chance=chance)


Origin = tuple[ErrorPattern, int, float]


def _origins(printed: int, decimals: int, low: int, high: int) -> Iterator[Origin]:
    """Yield what a number may have been made from by one slip, and how likely it is that this
    became that number.

    Only numbers from `low` to `high` are yielded.
    """
    digits = str(abs(printed)).rjust(decimals + 1, "0")
    if len(digits) > _MOST_DIGITS:
        return
    if printed and low <= -printed <= high:
        yield ErrorPattern.SIGN, -printed, _CHANCE[ErrorPattern.SIGN]
    sign = -1 if printed < 0 else 1
    least, most = (low, high) if sign > 0 else (-high, -low)
    for slip, made, likely in (
        *_of_digits(digits, decimals, least, most),
        *_of_places(digits, decimals),
    ):
        if least <= made <= most:
            yield slip, sign * made, likely


def _of_digits(digits: str, decimals: int, low: int, high: int) -> Iterator[Origin]:
    """Yield the numbers with one digit that is another, and those with one more, as far as they may
    lie between.
    """
    number = int(digits)
    changed, dropped = (
        _CHANCE[ErrorPattern.CHANGED] / (9 * len(digits)),
        _CHANCE[ErrorPattern.DROPPED] / len(digits),
    )
    # nobody begins a number with 0
    first = len(digits) - 1 if len(digits) > decimals + 1 else None
    for power in range(len(digits) + 1):
        unit = 10**power
        left, right = divmod(number, unit)
        for digit in _digits_between(left // 10 * 10 * unit + right, unit, low, high):
            if digit != left % 10 and power < len(digits) and (digit or power != first):
                yield ErrorPattern.CHANGED, number + (digit - left % 10) * unit, changed
        for digit in _digits_between(left * 10 * unit + right, unit, low, high):
            if digit or power:
                yield ErrorPattern.DROPPED, left * 10 * unit + digit * unit + right, dropped


def _digits_between(base: int, unit: int, low: int, high: int) -> range:
    """Return the digits of which so many units more than the base lie from `low` to `high`."""
    return range(max(0, -((base - low) // unit)), min(9, (high - base) // unit) + 1)


def _of_places(digits: str, decimals: int) -> Iterator[Origin]:
    """Yield the numbers with two digits in each other's place, with one less, and with a separator
    elsewhere.
    """
    number = int(digits)
    for power, (low, high) in enumerate(pairwise(map(int, reversed(digits)))):
        left, right = divmod(number, 10**power)
        if low == high:
            yield (
                ErrorPattern.DOUBLED,
                left // 10 * 10**power + right,
                _CHANCE[ErrorPattern.DOUBLED] / len(digits),
            )
        elif low or power + 2 < len(digits):
            yield (
                ErrorPattern.SWAPPED,
                number + (low - high) * 9 * 10**power,
                _CHANCE[ErrorPattern.SWAPPED] / len(digits),
            )
    whole, rest = divmod(number, 10**decimals)
    if whole and whole % 10 == 0:
        yield (
            ErrorPattern.ZERO_ADDED,
            whole // 10 * 10**decimals + rest,
            _CHANCE[ErrorPattern.ZERO_ADDED],
        )
    for power, likely in enumerate(_POWERS, 1):
        yield ErrorPattern.MOVED, number * 10**power, likely
        if number % 10**power == 0:
            yield ErrorPattern.MOVED, number // 10**power, likely
