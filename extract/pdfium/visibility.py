"""What of a page is seen: suspects are taken off it and painted again, and what changes no pixel is
not seen.
"""

import ctypes
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

from extract.pdfium.calls import has_transparency, set_active
from extract.pdfium.page_objects import PageObjects
from extract.pdfium.paths import Boxes
from extract.pdfium.text_objects import finite


@dataclass(frozen=True, slots=True)
class VisibilitySettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # How finely a page is looked at, in pixels a point, and how many pixels at most.
    scale: float = 3.0  # px per pt; ee8bbcd
    pixels: int = 3_000_000  # pixels; ee8bbcd
    # A page with more objects than this that take long to paint is looked at in a coarser way.
    heavy: int = 30  # count; b1371d5
    coarse: float = 1.0  # px per pt; b1371d5
    # The eye sees no difference in colour smaller than this, of 256.
    seen: int = 16  # count; ee8bbcd
    # What overlaps is painted in so many rounds at most; after that, what is left together.
    rounds: int = 4  # count; ee8bbcd
    # The side, in points, of the squares by which it is determined what overlaps.
    square: float = 2.0  # pt; ee8bbcd
    # Neighbours may reach so far into the box of a glyph from each side, in parts of it.
    side: float = 0.12  # share; ee8bbcd
    # Of a letter cut off at the edge of a cell the middle must be seen: every letter has ink
    # between these parts of its height, from either end.
    half_seen: float = 0.35  # share; 775bd15
    # A glyph stands for another that is not seen when it is the same letter and no further away,
    # in heights; what is left of letters that nothing stands for may be an error of OCR, up to this
    # share.
    near: float = 1.0  # heights; ee8bbcd
    slips: float = 0.2  # share; ee8bbcd
    # More pairs of glyphs than this are not compared.
    pairs: int = 50_000_000  # count; ee8bbcd
    # A number of so many digits alone, in this part of the page at its upper or lower edge, is
    # that of the page.
    page_number: int = 4  # count; ee8bbcd
    margin: float = 0.12  # share; bd6fe12


_SETTINGS = VisibilitySettings()


# How long a page may take to paint, in seconds; of one that takes longer everything counts as seen.
_SECONDS = 5.0

Picture = NDArray[np.uint8]
Changes = NDArray[np.bool_]


class PaintingTimeout(Exception):
    """A page takes too long to paint."""


@dataclass(frozen=True, slots=True)
class VisibilityCheck:
    """What was seen of the suspects of a page, which are known by the numbers of their objects.

    `rounds` gives the round in which each suspect was painted; `changes` holds for each round which
    pixels it changed, from the upper left corner at (`left`, `top`); `unseen` are those that change
    nothing.
    """

    rounds: dict[int, int]
    changes: Sequence[Changes]
    left: float
    top: float
    scale: float
    unseen: NDArray[np.intp]

    def shows(self, numbers: Sequence[int], boxes: Boxes) -> NDArray[np.bool_]:
        """Return whether any pixel within these displayed boxes changes when their objects are
        painted.
        """
        at = (finite(boxes) - np.array([self.left, self.top] * 2)) * self.scale
        rows, columns = self.changes[0].shape
        low = np.clip(np.floor(at[:, :2]), 0, [columns, rows]).astype(np.intp).tolist()
        high = np.clip(np.ceil(at[:, 2:]), 0, [columns, rows]).astype(np.intp).tolist()
        return np.array(
            [
                bool(self.changes[self.rounds[number]][top:bottom, left:right].any())
                for number, (left, top), (right, bottom) in zip(numbers, low, high, strict=True)
            ],
            np.bool_,
        )


def seen_glyphs(
    look: VisibilityCheck, codes: NDArray[np.uint32], boxes: Boxes, drawn: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Return which of these glyphs are seen; `drawn` gives the number of the suspect that drew
    each, -1 for others.
    """
    seen = np.ones(len(codes), np.bool_)
    own = np.flatnonzero(drawn >= 0)
    x0, top, x1, bottom = boxes[own].T
    letters = _letters(codes[own])
    across, up = (
        _SETTINGS.side * (x1 - x0),
        np.where(letters, _SETTINGS.half_seen, _SETTINGS.side) * (bottom - top),
    )
    seen[own] = look.shows(
        drawn[own].tolist(), np.column_stack((x0 + across, top + up, x1 - across, bottom - up))
    )
    if seen.all():
        return seen
    # a dot is hardly seen: it is where the letter before or after it is
    among, drew = seen[own], drawn[own]
    for step in (1, -1):
        among |= ~letters & np.roll(among & letters, step) & (np.roll(drew, step) == drew)
    seen[own] = among
    return seen


def hidden_texts(
    seen: NDArray[np.bool_],
    codes: NDArray[np.uint32],
    boxes: Boxes,
    drawn: NDArray[np.intp],
    height: float,
) -> list[NDArray[np.intp]]:
    """Return the glyphs of each text that is not seen and says something else than what is seen;
    none where none does.

    `height` is that of the page. Words cut off at the edge of a cell hide nothing, nor does the
    number of a page.
    """
    own = np.flatnonzero(~seen)
    if not len(own):
        return []
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    own = own[_letters(codes[own])]
    hidden = own[digits[own] | ~np.isin(drawn[own], drawn[seen])]
    if not len(hidden):
        return []
    hidden = hidden[~_has_counterpart(codes, boxes, hidden, np.flatnonzero(seen))]
    if not digits[hidden].any() and len(hidden) <= _SETTINGS.slips * len(own):
        return []
    texts = [
        np.flatnonzero((drawn == number) & ~seen)
        for number in dict.fromkeys(drawn[hidden].tolist())
    ]
    return [text for text in texts if not _is_page_number(digits[text], boxes[text], height)]


def _letters(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return np.fromiter((chr(code).isalnum() for code in codes.tolist()), np.bool_, len(codes))


def _is_page_number(digits: NDArray[np.bool_], boxes: Boxes, height: float) -> bool:
    """Return whether a text is a short number in the margin at the upper or lower edge."""
    marginal = (
        boxes[:, 3].max() < _SETTINGS.margin * height
        or boxes[:, 1].min() > (1 - _SETTINGS.margin) * height
    )
    return bool(digits.all() and len(digits) <= _SETTINGS.page_number and marginal)


def _has_counterpart(
    codes: NDArray[np.uint32], boxes: Boxes, hidden: NDArray[np.intp], seen: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Return for each hidden glyph whether the same letter is seen near it."""
    has = np.zeros(len(hidden), np.bool_)
    if len(hidden) * len(seen) > _SETTINGS.pairs:
        return has
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    height = boxes[:, 3] - boxes[:, 1]
    for code in np.unique(codes[hidden]).tolist():
        own, others = np.flatnonzero(codes[hidden] == code), seen[codes[seen] == code]
        apart = np.abs(middle[hidden[own]][:, None] - middle[others]).max(-1)
        has[own] = (apart < _SETTINGS.near * height[hidden[own]][:, None]).any(1)
    return has


def check_visibility(
    page: Any,
    objects: PageObjects,
    numbers: NDArray[np.intp],
    boxes: Boxes,
    size: tuple[float, float],
) -> VisibilityCheck | None:
    """Return what is seen of these suspects, whose displayed boxes are given; None where the page
    cannot be painted.
    """
    width, height = size
    left, top = max(boxes[:, 0].min() - 2, 0.0), max(boxes[:, 1].min() - 2, 0.0)
    right, bottom = min(boxes[:, 2].max() + 2, width), min(boxes[:, 3].max() + 2, height)
    if right - left < 1 or bottom - top < 1:
        # nothing of it lies on the page
        rounds, changes, scale = [0] * len(numbers), [np.zeros((1, 1), np.bool_)], 1.0
        return _check_in_time(numbers, boxes, rounds, changes, (left, top, scale))
    finest = _SETTINGS.coarse if _is_heavy(objects) else _SETTINGS.scale
    scale = min(finest, math.sqrt(_SETTINGS.pixels / ((right - left) * (bottom - top))))
    rounds = _rounds(boxes, size)
    handles = objects.chosen(numbers)
    deadline = time.monotonic() + _SECONDS

    def paint() -> Picture:
        return _painted(
            page, (left, top, right, bottom), size, scale, lambda: time.monotonic() > deadline
        )

    changes = []
    try:
        for handle in handles:
            set_active(handle, False)
        before = paint()
        for number in range(max(rounds) + 1):
            for handle, own in zip(handles, rounds, strict=True):
                if own == number:
                    set_active(handle, True)
            after = paint()
            changes.append(_changed(before, after))
            before = after
    except PaintingTimeout:
        return None
    finally:
        for handle in handles:
            set_active(handle, True)
    return _check_in_time(numbers, boxes, rounds, changes, (left, top, scale))


def _is_heavy(objects: PageObjects) -> bool:
    """Return whether a page has many objects that take long to paint: pictures, shadings and what
    shows through.
    """
    pictures = (objects.kinds == raw.FPDF_PAGEOBJ_IMAGE) | (
        objects.kinds == raw.FPDF_PAGEOBJ_SHADING
    )
    return bool(int(pictures.sum()) + sum(map(has_transparency, objects.handles)) > _SETTINGS.heavy)


def _check_in_time(
    numbers: NDArray[np.intp],
    boxes: Boxes,
    rounds: Sequence[int],
    changes: Sequence[Changes],
    place: tuple[float, float, float],
) -> VisibilityCheck:
    seen = VisibilityCheck(
        dict(zip(numbers.tolist(), rounds, strict=True)), changes, *place, numbers
    )
    # a line has no area: half a point around it is looked at
    shown = seen.shows(numbers.tolist(), boxes + np.array([-0.5, -0.5, 0.5, 0.5]))
    return replace(seen, unseen=numbers[~shown])


def _rounds(boxes: Boxes, size: tuple[float, float]) -> list[int]:
    """Return the round of each box, given in the order of painting: what covers others is painted
    before them.
    """
    columns, rows = (int(side / _SETTINGS.square) + 1 for side in size)
    taken = np.full((rows, columns), -1, np.int8)
    corners = (
        np.clip(np.nan_to_num(boxes / _SETTINGS.square), 0, [columns - 1, rows - 1] * 2)
        .astype(np.intp)
        .tolist()
    )
    rounds = [0] * len(boxes)
    for at in reversed(range(len(boxes))):
        x0, y0, x1, y1 = corners[at]
        under = taken[y0 : y1 + 1, x0 : x1 + 1]
        rounds[at] = min(int(under.max()) + 1, _SETTINGS.rounds - 1)
        under[:] = rounds[at]
    return rounds


def _changed(before: Picture, after: Picture) -> Changes:
    """Return which pixels differ between two pictures, as far as the eye can determine."""
    changed: Changes = before.view(np.uint32)[..., 0] != after.view(np.uint32)[..., 0]
    one, other = before[changed][:, :3].astype(np.int16), after[changed][:, :3].astype(np.int16)
    changed[changed] = np.abs(one - other).max(1, initial=0) >= _SETTINGS.seen
    return changed


def _painted(
    page: Any,
    region: tuple[float, float, float, float],
    size: tuple[float, float],
    scale: float,
    is_late: Callable[[], bool],
) -> Picture:
    """Return a region of the displayed page as a picture, or raise TooSlow."""
    left, top, right, bottom = region
    columns, rows = math.ceil((right - left) * scale), math.ceil((bottom - top) * scale)
    bitmap = raw.FPDFBitmap_Create(columns, rows, 0)
    if not bitmap:
        raise PaintingTimeout
    pause = raw.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _: int(is_late()))
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        whole = round(size[0] * scale), round(size[1] * scale)
        place = bitmap, page, -round(left * scale), -round(top * scale), *whole, 0, 0
        done = raw.FPDF_RenderPageBitmap_Start(*place, pause) == raw.FPDF_RENDER_DONE
        raw.FPDF_RenderPage_Close(page)
        if not done:
            raise PaintingTimeout
        stride = raw.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.cast(raw.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte))
        return np.ctypeslib.as_array(buffer, (rows, stride // 4, 4))[:, :columns].copy()
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
