"""Ten ways in which a number comes to be printed wrong, each from the text of its cell and what is
around it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise
from random import Random

from normalize.values.amounts import NumberFormat, format_amount
from validate.constraints.intervals import Interval

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")


@dataclass(frozen=True, slots=True)
class NumberText:
    """A number as it is printed, and what one may write in its place.

    `above` and `beside` are the texts of the next numbers of its column and of its row; `computed`
    is what it was computed to where it is a percentage that follows from others.
    """

    text: str
    style: NumberFormat
    above: str | None = None
    beside: str | None = None
    computed: Interval | None = None

    def split(self) -> tuple[str, str, str]:
        """Return what is before the number, the number, and what is behind it; three blanks for no
        number.
        """
        found = _NUMBER.search(self.text)
        return (
            (self.text[: found.start()], found.group(), self.text[found.end() :])
            if found
            else ("", "", "")
        )

    def parts(self) -> tuple[str, str]:
        """Return the digits of the whole part, and the decimals."""
        comma = "." if self.style is NumberFormat.US else ","
        whole, _, decimals = self.split()[1].partition(comma)
        return re.sub(r"\D", "", whole), decimals

    def with_parts(self, whole: str, decimals: str) -> str:
        """Return the text with other digits, its thousands grouped anew."""
        before, _, behind = self.split()
        value = Decimal(f"{whole or '0'}.{decimals or '0'}")
        return before + format_amount(value, len(decimals), self.style) + behind

    def with_number(self, number: str) -> str:
        """Return the text with another number in it, as it is."""
        before, _, behind = self.split()
        return before + number + behind


Way = Callable[[NumberText, Random], str | None]


def digit_changed(printed: NumberText, random: Random) -> str | None:
    """Return the text with one digit that is another."""
    number = printed.split()[1]
    at = random.choice([at for at, sign in enumerate(number) if sign.isdigit()])
    return printed.with_number(
        number[:at] + random.choice("0123456789".replace(number[at], "")) + number[at + 1 :]
    )


def two_swapped(printed: NumberText, random: Random) -> str | None:
    """Return the text with two digits that are side by side in each other's place."""
    number = printed.split()[1]
    digits = [at for at, sign in enumerate(number) if sign.isdigit()]
    pairs = [(a, b) for a, b in pairwise(digits) if number[a] != number[b]]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    signs = list(number)
    signs[one], signs[other] = signs[other], signs[one]
    return printed.with_number("".join(signs))


def digit_dropped(printed: NumberText, random: Random) -> str | None:
    """Return the text without one of its digits."""
    return _edited(printed, random, lambda digits, at: digits[:at] + digits[at + 1 :])


def digit_doubled(printed: NumberText, random: Random) -> str | None:
    """Return the text with one digit twice."""
    return _edited(printed, random, lambda digits, at: digits[: at + 1] + digits[at:])


def zero_added(printed: NumberText, _: Random) -> str | None:
    """Return the text with a zero more at the end of the whole part."""
    whole, decimals = printed.parts()
    return printed.with_parts(f"{whole}0", decimals)


def separator_moved(printed: NumberText, random: Random) -> str | None:
    """Return the text with a separator one digit too far to the left or to the right."""
    number = printed.split()[1]
    separators = [at for at, sign in enumerate(number) if not sign.isdigit()]
    if not separators:
        return None
    at = random.choice(separators)
    left, right = number[:at], number[at + 1 :]
    moves = [
        f"{left[:-1]}{number[at]}{left[-1]}{right}",
        f"{left}{right[0]}{number[at]}{right[1:]}",
    ]
    fit = [move for move in moves if _NUMBER.fullmatch(move)]
    return printed.with_number(random.choice(fit)) if fit else None


def sign(printed: NumberText, _: Random) -> str | None:
    """Return the number with a minus, or without the one it has."""
    before, number, behind = printed.split()
    return before[:-1] + number + behind if before.endswith("-") else f"{before}-{number}{behind}"


def copied_from_above(printed: NumberText, _: Random) -> str | None:
    """Return the number of the row above."""
    return printed.above


def copied_from_beside(printed: NumberText, _: Random) -> str | None:
    """Return the number of the column beside it."""
    return printed.beside


def percentage_truncated(printed: NumberText, _: Random) -> str | None:
    """Return a percentage cut off instead of rounded."""
    decimals = len(printed.parts()[1])
    if printed.computed is None or not decimals:
        return None
    cut = printed.computed.middle().quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN)
    return printed.with_number(format_amount(abs(cut), decimals, printed.style))


WAYS: tuple[Way, ...] = (
    digit_changed,
    two_swapped,
    digit_dropped,
    digit_doubled,
    zero_added,
    separator_moved,
    sign,
    copied_from_above,
    copied_from_beside,
    percentage_truncated,
)


def _edited(printed: NumberText, random: Random, edit: Callable[[str, int], str]) -> str | None:
    """Return the text with its digits edited at one place."""
    whole, decimals = printed.parts()
    at = random.randrange(len(whole) + len(decimals))
    if at < len(whole):
        return printed.with_parts(edit(whole, at), decimals)
    return printed.with_parts(whole, edit(decimals, at - len(whole)))


def first_other(texts: Sequence[str], text: str) -> str | None:
    """Return the first of the texts that is another."""
    return next((other for other in texts if other != text), None)
