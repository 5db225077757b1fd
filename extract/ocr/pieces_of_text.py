"""Ink to pieces of printed lines: what is on one line of a cell, or of the running text, without a
wide gap.

Rulings separate pieces; letters a ruling runs through are cut by it in the mask alone, not in the
picture that is recognised.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ocr.pictures import Picture
from extract.ocr.rulings import RuleLines, drawn


@dataclass(frozen=True, slots=True)
class PiecesOfTextSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Heights of letters, in points, that are looked at for the usual one.
    low: float = 2.5  # pt; 9729b92
    high: float = 30.0  # pt; 9729b92
    # In usual heights of letters: a wider gap parts two pieces; a piece is at least so high, at
    # most so high if it is one line, and its margins are so wide.
    gap: float = 1.15  # heights; 9729b92
    lowest: float = 0.35  # heights; 9729b92
    one_line: float = 2.1  # heights; 9729b92
    margin: float = 0.4  # heights; 9729b92


_SETTINGS = PiecesOfTextSettings()


class TextPiece(NamedTuple):
    """The box of the ink of a piece of text, in pixels, right and bottom edge excluded."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def height(self) -> int:
        """How high the ink is."""
        return self.bottom - self.top


def usual_height(ink: Picture, unit: float) -> float:
    """Return the usual height of a letter in pixels; `unit` is a point in pixels."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    wide, tall = stats[1:, 2], stats[1:, 3]
    letters = tall[
        (tall >= _SETTINGS.low * unit) & (tall <= _SETTINGS.high * unit) & (wide <= 3 * tall)
    ]
    return float(np.median(letters)) if len(letters) >= 5 else 6.0 * unit


def find_pieces(
    ink: Picture, level: RuleLines, upright: RuleLines, unit: float
) -> tuple[list[TextPiece], float]:
    """Return the pieces of text of a levelled picture, top to bottom, and the usual height of its
    letters.
    """
    barrier = drawn((ink.shape[0], ink.shape[1]), level, upright, max(1, round(0.35 * unit)))
    letters = np.where(barrier > 0, np.uint8(0), ink)
    height = usual_height(letters, unit)
    letters = _without_blots(letters, height)
    gap = max(3, round(_SETTINGS.gap * height)) | 1
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    joined[barrier > 0] = 0
    found: list[TextPiece] = []
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=4)
    for label in range(1, count):
        left, top, wide, tall, _ = stats[label].tolist()
        box = TextPiece(left, top, left + wide, top + tall)
        own = np.where(
            labels[top : top + tall, left : left + wide] == label,
            letters[box.top : box.bottom, left : left + wide],
            0,
        )
        if tall > _SETTINGS.one_line * height:
            found += _lines_of(own, box, height)
        elif own.any():
            found.append(_shrunk(own, box))
    found = [piece for piece in _gathered(found, height) if _is_text(piece, height)]
    return sorted(found, key=lambda piece: (piece.top, piece.x0)), height


def _without_blots(letters: Picture, height: float) -> Picture:
    """Return the ink without what is far too large for a letter: holes, signatures and stamps that
    touch nothing.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats(letters)
    large = (stats[:, 3] > 6 * height) | ((stats[:, 3] > 3 * height) & (stats[:, 2] > 12 * height))
    large[0] = False
    return np.where(large[labels], np.uint8(0), letters) if large.any() else letters


def _lines_of(own: Picture, box: TextPiece, height: float) -> Iterator[TextPiece]:
    """Yield the lines of a piece that is higher than one: separated where rows have the least
    ink.
    """
    profile = np.count_nonzero(own, axis=1).astype(np.float64)
    smooth = np.convolve(profile, np.ones(3) / 3, "same")
    strong = smooth > 0.18 * max(smooth.max(), 1.0)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], strong.astype(np.int8), [0]))))
    spans = [
        (a, b)
        for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        if b - a >= 0.4 * height
    ]
    if len(spans) < 2:
        if own.any():
            yield _shrunk(own, box)
        return
    middles = [(one[1] + other[0]) // 2 for one, other in pairwise(spans)]
    cuts = [0, *middles, len(profile)]
    for low, high in pairwise(cuts):
        part = own[low:high]
        if part.any():
            yield _shrunk(part, TextPiece(box.x0, box.top + low, box.x1, box.top + high))


def _shrunk(own: Picture, box: TextPiece) -> TextPiece:
    """Return the box around the ink in a part of the mask."""
    rows, columns = np.flatnonzero(own.any(1)), np.flatnonzero(own.any(0))
    return TextPiece(
        box.x0 + int(columns[0]),
        box.top + int(rows[0]),
        box.x0 + int(columns[-1]) + 1,
        box.top + int(rows[-1]) + 1,
    )


def _gathered(pieces: list[TextPiece], height: float) -> list[TextPiece]:
    """Return the pieces with what is too low for a line, a dot or a dash, taken to the line it is
    beside.
    """
    low = [piece for piece in pieces if piece.height < 0.55 * height]
    count = len(pieces) - len(low)
    # one row a piece: x0, top, x1, bottom; a picture of grain has tens of thousands
    whole = np.empty((len(pieces), 4), np.int64)
    high = [piece for piece in pieces if piece.height >= 0.55 * height]
    for row, piece in enumerate(high):
        whole[row] = piece.x0, piece.top, piece.x1, piece.bottom
    for small in low:
        beside = np.flatnonzero(_belongs(small, whole[:count], height))
        mark = (small.x0, small.top, small.x1, small.bottom)
        if len(beside):
            first = whole[beside[0]]
            first[:2], first[2:] = np.minimum(first[:2], mark[:2]), np.maximum(first[2:], mark[2:])
        else:
            whole[count] = mark
            count += 1
    return [TextPiece(x0, top, x1, bottom) for x0, top, x1, bottom in whole[:count].tolist()]


def _belongs(small: TextPiece, pieces: NDArray[np.int64], height: float) -> NDArray[np.bool_]:
    """Return beside which pieces, rows of `_gathered`, a mark is: over, under or close beside their
    letters.
    """
    x0, top, x1, bottom = pieces.T
    over = (small.x0 < x1) & (x0 < small.x1)
    aside = np.maximum(x0 - small.x1, small.x0 - x1)
    apart = np.maximum(top - small.bottom, small.top - bottom)
    result: NDArray[np.bool_] = (over & (apart <= 0.35 * height)) | (
        ~over & (aside <= 0.5 * height) & (apart <= 0.1 * height)
    )
    return result


def _is_text(piece: TextPiece, height: float) -> bool:
    """Return whether a piece may be text: a dash is low but not a dot."""
    wide = piece.x1 - piece.x0
    if piece.height < _SETTINGS.lowest * height:
        return wide >= 0.4 * height and piece.height >= 0.08 * height and wide <= 6 * height
    return piece.height <= 5 * height


def crop_of(grey: Picture, piece: TextPiece, barrier: Picture, height: float) -> Picture:
    """Return the picture of a piece with margins, on paper; a margin ends where a ruling runs.

    Tight crops are read wrongly and surely: 9.438.000 becomes 9,438.000.
    """
    margin = max(3, round(_SETTINGS.margin * max(piece.height, 0.9 * height)))
    # a dash is shown at the size of the letters around it
    more = max(0, round((height - piece.height) / 2))
    tall, wide = grey.shape
    x0, y0 = piece.x0 - margin, piece.top - margin - more
    x1, y1 = piece.x1 + margin, piece.bottom + margin + more
    inner = _free_of_rules(barrier, piece, (max(0, x0), max(0, y0), min(wide, x1), min(tall, y1)))
    crop = np.full((y1 - y0, x1 - x0), 255, np.uint8)
    crop[inner[1] - y0 : inner[3] - y0, inner[0] - x0 : inner[2] - x0] = grey[
        inner[1] : inner[3], inner[0] : inner[2]
    ]
    return crop


def _free_of_rules(
    barrier: Picture, piece: TextPiece, box: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    """Return the box without the margins that lie on and behind a ruling."""
    x0, y0, x1, y1 = box
    left = barrier[piece.top : piece.bottom, x0 : piece.x0].mean(0) > 127
    right = barrier[piece.top : piece.bottom, piece.x1 : x1].mean(0) > 127
    above = barrier[y0 : piece.top, piece.x0 : piece.x1].mean(1) > 127
    below = barrier[piece.bottom : y1, piece.x0 : piece.x1].mean(1) > 127
    return (
        x0 + (int(np.flatnonzero(left)[-1]) + 1 if left.any() else 0),
        y0 + (int(np.flatnonzero(above)[-1]) + 1 if above.any() else 0),
        piece.x1 + int(np.argmax(right)) if right.any() else x1,
        piece.bottom + int(np.argmax(below)) if below.any() else y1,
    )
