"""Points and commas of numbers, recognised by their ink: a comma hangs under the line that digits
are on, a point does not.

The recogniser sees a line 48 dots high, in which the two differ by a dot or two; the picture shows
more.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extract.ocr.pictures import Picture
from extract.patterns import regex

_NUMBER = regex(r"[.,%()\s-]*\d[\d.,%()\s-]*")
_GROUPED = regex(
    r"(?P<whole>[(-]?\d{1,3})(?P<groups>(?:[.,]\d{3})+)?(?P<decimals>[.,]\d{1,2})"
    r"?(?P<rest>\s?%?\)?)"
)
# The share of the numbers of a page that must be written alike for the others to follow.
_MOST = 0.6
# In heights of digits: a separator is lower than this; a point ends no further under the line, a
# comma at least so far.
_LOW, _POINT, _COMMA = 0.5, 0.07, 0.11


class Numeral(NamedTuple):
    """A text with its points and commas as they are read, and whether its ink identifies them with
    certainty.
    """

    text: str
    sure: bool


def separators_of(text: str, ink: Picture) -> Numeral:
    """Return the text of a number with its points and commas as the `ink` of its piece has them.

    Where it does not show as many marks as the text has, or one that may be either, the text is
    returned as it is.
    """
    places = [at for at, sign in enumerate(text) if sign in ".,"]
    if not places or not _NUMBER.fullmatch(text):
        return Numeral(text, sure=True)
    drops = _drops(ink)
    if len(drops) != len(places) or any(_POINT < drop < _COMMA for drop in drops):
        return Numeral(text, sure=False)
    signs = list(text)
    for at, drop in zip(places, drops, strict=True):
        signs[at] = "," if drop >= _COMMA else "."
    return Numeral("".join(signs), sure=True)


def in_style(numerals: Sequence[Numeral]) -> list[str]:
    """Return the texts of the numbers of a page, each written as most of them are.

    Whole groups of three digits are separated by the one sign, one or two decimals by the other. No
    digit is changed, nor a single group of three whose sign the ink shows: it may be decimals. What
    a scanner has left of a comma is no evidence of how an office writes.
    """
    votes = Counter(sign for one in numerals for sign in _decimal_signs(one.text))
    decimal, most = max(votes.items(), key=lambda one: one[1], default=("", 0))
    if not most or most < _MOST * votes.total():
        return [one.text for one in numerals]
    thousands = "." if decimal == "," else ","
    return [_written(one, decimal, thousands) for one in numerals]


def _decimal_signs(text: str) -> list[str]:
    """Return the sign of the decimals of a number, as far as its form shows it."""
    found = _GROUPED.fullmatch(text.strip())
    if found and found["groups"] and len(found["groups"]) > 4:
        return ["," if found["groups"][0] == "." else "."]
    return [found["decimals"][0]] if found and found["decimals"] else []


def _written(numeral: Numeral, decimal: str, thousands: str) -> str:
    found = _GROUPED.fullmatch(numeral.text.strip())
    if not found or not (found["groups"] or found["decimals"]):
        return numeral.text
    groups = found["groups"] or ""
    if found["decimals"] and groups[:1] == found["decimals"][0]:
        return numeral.text  # the rest of its last group is on the next line
    if len(groups) == 4 and not found["decimals"]:
        return numeral.text
    decimals = decimal + found["decimals"][1:] if found["decimals"] else ""
    return f"{found['whole']}{groups.replace(decimal, thousands)}{decimals}{found['rest']}"


def _drops(ink: Picture) -> list[float]:
    """Return how far each low mark at the foot of a line ends under it, in heights of digits, left
    to right.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(ink))
    left, top, tall = stats[1:, 0], stats[1:, 1], stats[1:, 3]
    digits = tall >= 0.7 * tall.max(initial=0)
    if not digits.any():
        return []
    height, line = float(np.median(tall[digits])), float(np.median((top + tall)[digits]))
    low = ~digits & (tall < _LOW * height) & (top > line - _LOW * height) & (tall >= 2)
    order = np.argsort(left[low], kind="stable")
    return [float(drop) for drop in (((top + tall)[low] - line) / height)[order]]
