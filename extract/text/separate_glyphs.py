"""Glyphs that are no part of the lines of a page: watermarks and stamps, note marks, and text that
runs another way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import ascii_lowercase

import numpy as np
from numpy.typing import NDArray

from extract.pages.page_records import NoteMark, PageRotation, TextDirection, TextLine
from extract.patterns import regex
from extract.pdfium.paths import Boxes
from extract.pdfium.raw_page import RAW_PAGE_SETTINGS, Glyphs
from extract.records import Box
from extract.text.page_rotation import rotated
from extract.text.text_lines import find_runs, find_strings, gather_lines


@dataclass(frozen=True, slots=True)
class SeparateGlyphsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A text so many times higher than most, or pale, is a watermark where it lies on so many
    # glyphs of the others. They lie on it where their middle is in this middle part of its
    # height.
    high: float = 2.0  # heights; de198b1
    lies_on: int = 3  # count; de198b1
    middle: float = 0.7  # share; de198b1
    # More pairs of glyphs and strings than this are not compared.
    pairs: int = 20_000_000  # count; de198b1
    # A note mark is at most so high as the digit before it, its foot so far above the other's, in
    # heights of that, and it is no further from it.
    small: float = 0.8  # heights; de198b1
    raised: float = 0.15  # heights; de198b1
    near: float = 0.35  # heights; de198b1
    # A mark has so many signs at most, and a number.
    longest: int = 4  # count; de198b1
    digits: int = 24  # count; de198b1
    # A sign that is no letter, so many times higher than most glyphs, is as high as these for
    # whatever is beside it.
    tall: float = 1.5  # ratio; de198b1
    # The part of the height of a page in which its number is, at both ends, and how far, in
    # heights, from other text.
    margin: float = 0.12  # share; bd6fe12
    alone: float = 0.4  # heights; de198b1


_SETTINGS = SeparateGlyphsSettings()


# The signs of a mark by their code points; the last stands for all others.
_SIGNS = np.zeros(128, np.bool_)
_SIGNS[[*map(ord, "0123456789()*" + ascii_lowercase)]] = True
# What a number ends with; the last stands for all others, digits of other scripts among them.
_ENDING = np.zeros(128, np.bool_)
_ENDING[[*map(ord, "0123456789.,%"), 127]] = True
_RAISED_SIGNS = str.maketrans(
    "0123456789()*abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾*ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)


@dataclass(frozen=True, slots=True)
class SeparatedGlyphs:
    """The glyphs of a page, upright: those of its lines, the lines that run another way, and the
    marks of notes.
    """

    glyphs: Glyphs
    aside: tuple[TextLine, ...]
    notes: tuple[NoteMark, ...]


def separate_glyphs(glyphs: Glyphs, turn: PageRotation) -> SeparatedGlyphs:
    """Return the glyphs of a page, turned upright, without what is no part of its lines."""
    upright = replace(glyphs, boxes=rotated(glyphs.boxes, turn))
    if not len(glyphs.ink):
        return SeparatedGlyphs(upright, (), ())
    aside: tuple[TextLine, ...] = ()
    if glyphs.ways is not None:
        own = list(TextDirection).index(turn.direction)
        ways = glyphs.ways[glyphs.ink]
        other = (ways != own) & (ways >= 0)
        # a page of slanted text is as it is
        if other.mean() < 0.5:
            aside = tuple(
                _lines_aside(glyphs, glyphs.ink[other & (ways != RAW_PAGE_SETTINGS.slanted)], turn)
            )
            upright = upright.without(glyphs.ink[other])
    heights = _heights(upright.boxes[upright.ink])
    usual = (
        float(np.partition(heights, len(heights) // 2)[len(heights) // 2]) if len(heights) else 0.0
    )
    if len(heights) and heights.max() > _SETTINGS.tall * usual:
        upright = _with_low_signs(upright, heights, usual)
    upright = upright.without(upright.ink[_is_watermark(upright, usual)])
    marks = _note_marks(upright)
    notes = tuple(_note(upright, mark) for mark in marks)
    return SeparatedGlyphs(
        upright.without(np.concatenate(marks)) if marks else upright, aside, notes
    )


def _lines_aside(glyphs: Glyphs, which: NDArray[np.intp], turn: PageRotation) -> Iterator[TextLine]:
    """Yield the lines of glyphs that run another way than the page, each read in its own
    direction.
    """
    usual = float(np.median(_heights(rotated(glyphs.boxes[glyphs.ink], turn))))
    for way, direction in enumerate(TextDirection):
        own = which[glyphs.ways[which] == way] if glyphs.ways is not None else which
        if not len(own):
            continue
        their = PageRotation(direction, turn.width, turn.height)
        only = glyphs.without(np.setdiff1d(glyphs.ink, own))
        only = replace(only, boxes=rotated(glyphs.boxes, their))
        runs, _ = find_runs(only, np.zeros(len(glyphs.boxes), np.intp))
        for line in gather_lines(runs, columns=True) if runs else ():
            if line.box.bottom - line.box.top < _SETTINGS.high * usual:
                displayed = np.array([their.displayed(line.box)])
                yield line._replace(box=Box(*rotated(displayed, turn)[0].tolist()))


_PAGE_NUMBER = regex(
    r"\b(?:hal(?:aman)?|page)\b\.?\s*\d{1,4}(?:\s*(?:dari|of|/)\s*\d{1,4})?(?!\S)", re.IGNORECASE
)


def without_page_number(
    glyphs: Glyphs, free: NDArray[np.bool_], height: float
) -> tuple[Glyphs, list[TextLine]]:
    """Return the glyphs without the number of the page ("Hal 11") in its margin, and that as a line
    of its own.

    `free` states which glyphs are in no cell that rulings bound: a table without them may reach as
    far as its page.
    """
    lines: list[TextLine] = []
    numbers = []
    folded = glyphs.text.casefold()
    if "hal" not in folded and "page" not in folded:
        return glyphs, lines
    for match in _PAGE_NUMBER.finditer(glyphs.text):
        low, high = np.searchsorted(glyphs.ink, match.span())
        own = glyphs.ink[low:high]
        if not len(own) or not free[own].all():
            continue
        box = _around(glyphs.boxes[own])
        marginal = (
            box.bottom < _SETTINGS.margin * height or box.top > (1 - _SETTINGS.margin) * height
        )
        beside = [
            glyphs.boxes[glyphs.ink[at]] for at in (low - 1, high) if 0 <= at < len(glyphs.ink)
        ]
        if marginal and not any(_is_close(box, other) for other in beside):
            numbers.append(own)
            lines.append(TextLine(" ".join(match.group().split()), box, int(own[0]), False))
    return (glyphs.without(np.concatenate(numbers)) if numbers else glyphs), lines


def _is_close(box: Box, other: Boxes) -> bool:
    """Return whether a glyph is beside a line so near that it belongs to it."""
    height = box.bottom - box.top
    level = abs(float(other[3]) - box.bottom) < height / 2
    return (
        level and max(float(other[0]) - box.x1, box.x0 - float(other[2])) < _SETTINGS.alone * height
    )


def _around(boxes: Boxes) -> Box:
    """Return the box around these."""
    return Box(*boxes[:, :2].min(0).tolist(), *boxes[:, 2:].max(0).tolist())


def _heights(boxes: Boxes) -> NDArray[np.float64]:
    return np.asarray(boxes[:, 3] - boxes[:, 1])


def _with_low_signs(glyphs: Glyphs, heights: NDArray[np.float64], usual: float) -> Glyphs:
    """Return the glyphs with signs far higher than the text around as high as that: bullets of a
    large symbol font.
    """
    tall = glyphs.ink[heights > _SETTINGS.tall * usual]
    tall = (
        tall[[not glyphs.text[index].isalnum() for index in tall.tolist()]] if len(tall) else tall
    )
    if not len(tall):
        return glyphs
    boxes = glyphs.boxes.copy()
    middle = (boxes[tall, 1] + boxes[tall, 3]) / 2
    boxes[tall, 1], boxes[tall, 3] = middle - usual / 2, middle + usual / 2
    return replace(glyphs, boxes=boxes)


def _is_watermark(glyphs: Glyphs, usual: float) -> NDArray[np.bool_]:
    """Return which of the glyphs that print belong to a text far higher or paler than what is
    printed on it.
    """
    ink = glyphs.ink
    boxes = glyphs.boxes[ink]
    heights = _heights(boxes)
    apart = heights > _SETTINGS.high * usual
    if glyphs.pale is not None:
        apart |= glyphs.pale[ink]
    if not apart.any() or apart.all():
        return np.zeros(len(ink), np.bool_)
    strings = find_strings(glyphs, np.zeros(len(glyphs.boxes), np.intp))
    # a string is cut where what is apart begins and ends
    strings = np.cumsum(
        np.concatenate(([0], (np.diff(strings) != 0) | (np.diff(apart.astype(np.int8)) != 0)))
    )
    first = np.flatnonzero(np.concatenate(([True], np.diff(strings) != 0)))
    around = np.hstack(
        [np.minimum.reduceat(boxes[:, :2], first), np.maximum.reduceat(boxes[:, 2:], first)]
    )
    suspected = np.flatnonzero(apart[first])
    others = boxes[~apart]
    if len(suspected) * len(others) > _SETTINGS.pairs:
        return np.zeros(len(ink), np.bool_)
    x, y = (others[:, 0] + others[:, 2]) / 2, (others[:, 1] + others[:, 3]) / 2
    left, top, right, bottom = around[suspected].T[..., None]
    edge = (bottom - top) * (1 - _SETTINGS.middle) / 2
    on = ((x > left) & (x < right) & (y > top + edge) & (y < bottom - edge)).sum(1)
    return np.isin(strings, suspected[on >= _SETTINGS.lies_on])


def _note_marks(glyphs: Glyphs) -> list[NDArray[np.intp]]:
    """Return the glyphs of each small raised mark of a note behind a number, whenever it
    was drawn.
    """
    ink, codes = glyphs.ink, glyphs.codes[glyphs.ink]
    marks: list[NDArray[np.intp]] = []
    boxes = glyphs.boxes[ink]
    height = _heights(boxes)
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    if not digits.any():
        return marks
    # most digits of a page have one height, and are no marks
    usual = np.bincount((2 * height[digits]).astype(np.intp).clip(0, 200)).argmax() / 2 + 0.5
    signs = height < _SETTINGS.small * usual
    if not signs.any():
        return marks
    signs[signs] = _SIGNS[np.minimum(codes[signs], len(_SIGNS) - 1)]
    if not signs.any():
        return marks
    sizes = np.abs(np.diff(height)) > 0.1 * height[:-1]
    fresh = (np.diff(ink) > 1) | sizes | (np.abs(np.diff(boxes[:, 3])) > 0.1 * height[:-1])
    first = np.flatnonzero(np.concatenate(([True], fresh)))
    length = np.diff(np.append(first, len(ink)))
    brackets = (codes == ord("(")) | (codes == ord(")"))
    letters = codes >= ord("a")
    # a bracket alone refers to nothing, and several letters are a word
    named = np.logical_or.reduceat(~brackets, first) & (np.add.reduceat(letters, first) < 2)
    named &= ~np.logical_or.reduceat(letters, first) | np.logical_and.reduceat(
        letters | brackets, first
    )
    candidates = np.flatnonzero(
        np.logical_and.reduceat(signs, first) & named & (length <= _SETTINGS.longest)
    )
    at_first = first[candidates]
    left, foot, reach = boxes[at_first, 0], boxes[at_first, 3], height[at_first]
    # what a mark is behind ends a number, and is higher
    ending = _ENDING[np.minimum(codes, len(_ENDING) - 1)] & (
        _SETTINGS.small * height > reach.min(initial=np.inf)
    )
    pool = np.flatnonzero(ending)
    by_end, by_top = (pool[np.argsort(boxes[pool, side], kind="stable")] for side in (2, 1))
    ends, tops, tallest = boxes[by_end, 2], boxes[by_top, 1], height.max()
    beside = np.searchsorted(ends, left - reach), np.searchsorted(ends, left + reach)
    level = np.searchsorted(tops, foot - tallest), np.searchsorted(tops, foot)
    for at, count, low, high, upper, lower in zip(
        *(part.tolist() for part in (at_first, length[candidates], *beside, *level)), strict=True
    ):
        # of a tall page fewer glyphs are level with a mark than end beneath it, of a wide one fewer
        # end there
        near = by_end[low:high] if high - low < lower - upper else by_top[upper:lower]
        near = near[np.abs(boxes[near, 2] - boxes[at, 0]) <= height[at]]
        near = near[_is_raised_behind(boxes[at], boxes[near])]
        if any(_ends_number(glyphs, before) for before in near.tolist()):
            marks.append(ink[at : at + count])
    return marks


def _is_raised_behind(mark: Boxes, digits: Boxes) -> NDArray[np.bool_]:
    """Return behind which of these glyphs another is small, raised and close."""
    height = _heights(digits)
    behind: NDArray[np.bool_] = np.abs(mark[0] - digits[:, 2]) < _SETTINGS.near * height
    behind &= mark[3] - mark[1] < _SETTINGS.small * height
    behind &= (mark[3] < digits[:, 3] - _SETTINGS.raised * height) & (mark[3] > digits[:, 1])
    return behind


def _ends_number(glyphs: Glyphs, at: int) -> bool:
    """Return whether a number ends here that is not ten, of which small raised digits make
    a power.
    """
    number = ""
    ink, boxes = glyphs.ink, glyphs.boxes
    for place in range(at, max(at - _SETTINGS.digits, -1), -1):
        sign = glyphs.text[ink[place]]
        follows = place == at or abs(
            boxes[ink[place], 2] - boxes[ink[place + 1], 0]
        ) < _SETTINGS.near * (boxes[ink[at], 3] - boxes[ink[at], 1])
        if not follows or not (sign.isdigit() or sign in ".,%"):
            break
        number = sign + number
    return any(sign.isdigit() for sign in number) and number != "10"


def _note(glyphs: Glyphs, mark: NDArray[np.intp]) -> NoteMark:
    """Return the mark of a note in raised signs."""
    text = "".join(map(glyphs.text.__getitem__, mark.tolist())).translate(_RAISED_SIGNS)
    return NoteMark(text, _around(glyphs.boxes[mark]))
