"""Points and commas of numbers, recognised by their ink: a comma hangs under the line that digits
are on, a point does not.

The recogniser sees a line 48 dots high, in which the two differ by a dot or two; the picture shows
more.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from re import Match
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
_PARTED = regex(r"[(-]?\d{1,3}(?:[. ,]\d{3})+(?:[.,]\d{1,2})?\s?%?\)?")
_GAP = regex(r"(?<=\d) (?=\d{3})")
_ACCOUNT = regex(r"\d\.\d")
_DIGIT_AND_SIGN = regex(r"\d[.,]\d")
# The share of the numbers of a page that must be written alike for the others to follow.
_MOST = 0.6
# In heights of digits: a separator is lower than this; a point ends no further under the line, a
# comma at least so far.
_LOW, _POINT, _COMMA = 0.5, 0.07, 0.11


@dataclass(frozen=True, slots=True)
class WornSignsSettings:
    """Thresholds of points and commas in worn scans, each with its unit."""

    # Where ink is worn, a comma counts for as many points.
    comma_counts: int = 3  # count
    # From this share of numbers on whose marks may be either sign, or are not all there, the ink
    # of a page does not distinguish the two signs.
    blurred: float = 0.3  # share
    # A point leaves a gap of at most so many heights of digits between those beside it.
    room: float = 0.75  # heights


_WORN = WornSignsSettings()


class Numeral(NamedTuple):
    """A text with its points and commas as they are read, and whether its ink shows them surely.

    `close` says that no gap in it is wider than one that a point leaves, `worn` that its
    page has worn ink.
    """

    text: str
    sure: bool
    close: bool = False
    worn: bool = False


def separators_of(text: str, ink: Picture) -> Numeral:
    """Return the text of a number with its points and commas as the `ink` of its piece has them.

    Where it does not show as many marks as the text has, or one that may be either, the text is
    returned as it is.
    """
    places = [at for at, sign in enumerate(text) if sign in ".,"]
    if not _NUMBER.fullmatch(text):
        return Numeral(text, sure=True)
    close = " " in text and _is_close(ink)
    if not places:
        return Numeral(text, sure=True, close=close)
    drops = _drops(ink)
    if len(drops) != len(places) or any(_POINT < drop < _COMMA for drop in drops):
        return Numeral(text, sure=False, close=close)
    signs = list(text)
    for at, drop in zip(places, drops, strict=True):
        signs[at] = "," if drop >= _COMMA else "."
    return Numeral("".join(signs), sure=True, close=close)


def _is_close(ink: Picture) -> bool:
    """Return whether no gap between two strokes of a line is wider than the room of a point."""
    columns = np.flatnonzero(ink.any(0))
    return bool(len(columns)) and int(np.diff(columns).max(initial=0)) <= _WORN.room * ink.shape[0]


def with_wear(numerals: Sequence[Numeral]) -> list[Numeral]:
    """Return the numbers of a page, all worn and none sure of its signs where the ink of many is
    not: what a scanner has left of a comma looks like a point.
    """
    signed = [numeral for numeral in numerals if _DIGIT_AND_SIGN.search(numeral.text)]
    unsure = sum(not numeral.sure for numeral in signed)
    if unsure < _WORN.blurred * max(1, len(signed)):
        return list(numerals)
    return [numeral._replace(sure=False, worn=True) for numeral in numerals]


def in_style(numerals: Sequence[Numeral]) -> list[str]:
    """Return the texts of the numbers of a page, each written as most of them are.

    Whole groups of three digits are separated by the one sign, one or two decimals by the other. No
    digit is changed, nor a single group of three whose sign the ink shows: it may be decimals. What
    a scanner has left of a comma is no evidence of how an office writes.
    """
    decimal = _decimal_sign(numerals)
    if not decimal:
        return [one.text for one in numerals]
    thousands = "." if decimal == "," else ","
    return [_written(_pointed(one, thousands), decimal, thousands) for one in numerals]


def _decimal_sign(numerals: Sequence[Numeral]) -> str:
    """Return the sign of decimals that the numbers of a page have, "" where they are undecided."""
    forms = [match for numeral in numerals if (match := _GROUPED.fullmatch(numeral.text.strip()))]
    if any(numeral.worn for numeral in numerals):
        return _decimal_sign_by_commas(forms)
    votes = Counter(sign for match in forms for sign in _signs_of(match))
    decimal, most = max(votes.items(), key=lambda one: one[1], default=("", 0))
    return decimal if most and most >= _MOST * votes.total() else ""


def _decimal_sign_by_commas(forms: Sequence[Match[str]]) -> str:
    """Return the sign of decimals on a page whose ink does not separate points from commas: a
    scanner takes the tail of a comma but gives none to a point, so a comma counts for more, and
    what may be the rest of one before decimals counts for nothing.
    """
    whole = [
        groups
        for match in forms
        if (groups := match["groups"] or "") and (len(groups) > 4 or match["decimals"])
    ]
    commas = sum(match["decimals"][0] == "," for match in forms if match["decimals"])
    indonesian = _WORN.comma_counts * commas + sum(groups.count(".") for groups in whole)
    american = _WORN.comma_counts * sum(groups.count(",") for groups in whole)
    if indonesian == american:
        return ""
    return "," if indonesian > american else "."


def _pointed(numeral: Numeral, thousands: str) -> Numeral:
    """Return a number with the signs that a scanner took from between its groups of three digits:
    the gaps are as wide as those signs.
    """
    if numeral.sure or not numeral.close or not _PARTED.fullmatch(numeral.text.strip()):
        return numeral
    return numeral._replace(text=_GAP.sub(thousands, numeral.text.strip()))


def _signs_of(form: Match[str]) -> list[str]:
    """Return the sign of the decimals of a number, as far as its form shows it."""
    if form["groups"] and len(form["groups"]) > 4:
        return ["," if form["groups"][0] == "." else "."]
    return [form["decimals"][0]] if form["decimals"] else []


def _written(numeral: Numeral, decimal: str, thousands: str) -> str:
    found = _GROUPED.fullmatch(numeral.text.strip())
    if not found or not (found["groups"] or found["decimals"]):
        return numeral.text
    groups = found["groups"] or ""
    if found["decimals"] and groups[:1] == found["decimals"][0]:
        return numeral.text  # the rest of its last group is on the next line
    if len(groups) == 4 and not found["decimals"]:
        # a comma that is seen is one; a point may be what is left of one
        return numeral.text.replace(".", thousands) if numeral.worn else numeral.text
    if _ACCOUNT.fullmatch(numeral.text.strip()):
        return numeral.text  # 5.1 is a code sooner than a number
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
