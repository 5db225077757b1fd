"""A grey picture of a page made ready for reading: without shadows and black edges, upright and
level.

Pictures are arrays of grey values (0 black, 255 white), rows first; masks are arrays of the same
shape, 255 where something is.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

INK = 255
# What is darker than this share of the paper around it is ink; rulings may be fainter than letters.
_TEXT_DARK, _RULE_DARK = 0.68, 0.86
# Of faint letters it is at most this share.
_FAINT_DARK = 0.82
# The skew that is looked for, in degrees, and how finely.
MOST_SKEW, _COARSE, _FINE = 10.0, 0.5, 0.05
# The picture that skew is looked for in is at most this wide and high, in pixels.
_SMALL = 900


class Prepared(NamedTuple):
    """A levelled picture: its grey values on white paper, the ink of its letters, and that of its
    rulings.
    """

    grey: Picture
    ink: Picture
    faint: Picture


def evened(grey: Picture, unit: float) -> Picture:
    """Return the picture on white paper: shadows and shines are divided out; `unit` is a point in
    pixels.

    The paper is what remains when everything narrower than a stroke of a letter is removed.
    """
    return _evened(grey, 10 * unit)


def _evened(grey: Picture, size: float) -> Picture:
    """Return the picture on white paper, which is what remains without all that is narrower than
    this, in pixels.
    """
    scale = max(1, round(size) // 9)
    small = (
        cv2.resize(grey, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
        if scale > 1
        else grey
    )
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9))
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    paper = cv2.blur(paper, (9, 9))
    if scale > 1:
        paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    # black areas have no paper: they stay black
    return np.asarray(cv2.divide(grey, np.maximum(paper, 40), scale=255), np.uint8)


def ink_of(grey: Picture, dark: float = _TEXT_DARK) -> Picture:
    """Return the mask of what is dark on an evened picture."""
    return np.where(grey < dark * 255, np.uint8(INK), np.uint8(0))


def without_edges(grey: Picture, unit: float) -> Picture:
    """Return the picture with the black edges of a scanner painted white: thick ink that touches
    the border.
    """
    dark = ink_of(grey, 0.5)
    size = max(3, round(4 * unit))
    thick = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    if not thick.any():
        return grey
    near = max(2, round(3 * unit))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(thick)
    height, width = grey.shape
    left, top, wide, tall = stats[:, 0], stats[:, 1], stats[:, 2], stats[:, 3]
    touches = (
        (left < near) | (top < near) | (left + wide > width - near) | (top + tall > height - near)
    )
    touches[0] = False
    # what fills the page is no edge
    touches &= (wide < 0.9 * width) | (tall < 0.9 * height) | (stats[:, 4] < 0.5 * wide * tall)
    if not touches[:count].any():
        return grey
    edge = np.where(touches[labels], np.uint8(INK), np.uint8(0))
    edge = cv2.dilate(edge, np.ones((2 * size + 1, 2 * size + 1), np.uint8))
    return np.where((edge > 0) & (grey < 200), np.uint8(255), grey)


def find_skew(ink: Picture) -> float:
    """Return by how many degrees the picture is turned to the right, as its rulings and lines of
    text have it.

    Of all angles it is the one at which rows and columns differ most in ink.
    """
    scale = min(1.0, _SMALL / max(ink.shape))
    small = np.asarray(
        cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )
    coarse = np.arange(-MOST_SKEW, MOST_SKEW + _COARSE / 2, _COARSE)
    best = max(coarse.tolist(), key=lambda angle: _contrast(small, angle))
    for step in (0.1, _FINE / 2):
        around = np.arange(best - 5 * step, best + 5.5 * step, step)
        best = max(around.tolist(), key=lambda angle: _contrast(small, angle))
    return float(best) if abs(best) >= _FINE else 0.0


def _contrast(ink: Picture, angle: float) -> float:
    level = turned(ink, angle, 0) if angle else ink
    score = 0.0
    for axis in (0, 1):
        profile = level.sum(axis, dtype=np.float64)
        score += float(np.square(np.diff(profile)).sum())
    return score


def turned(picture: Picture, degrees: float, paper: int = 255) -> Picture:
    """Return the picture turned to the left about its middle; what comes in from outside is
    paper.
    """
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    how = cv2.INTER_CUBIC if paper else cv2.INTER_LINEAR
    return np.asarray(
        cv2.warpAffine(
            picture,
            matrix,
            (width, height),
            flags=how,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=paper,
        ),
        np.uint8,
    )


def with_dark_fills_turned(grey: Picture, unit: float) -> tuple[Picture, Picture]:
    """Return the picture with its dark areas made paper and what is pale in them ink, and the mask
    of those areas.

    Such are the headers of tables: printed white on a colour, or turned black by a scanner that
    knows no grey.
    """
    found, mask = grey, np.zeros_like(grey)
    size = max(3, round(2.4 * unit))
    dark = ink_of(_evened(grey, 80 * unit), 0.62)
    thick = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(thick)
    # letters leave holes, and gaps between lines of them
    closing = np.ones((max(3, round(14 * unit)),) * 2, np.uint8)
    for label in range(1, count):
        left, top, wide, tall, area = stats[label].tolist()
        if wide < 24 * unit or tall < 7 * unit or area < 0.3 * wide * tall:
            continue
        if found is grey:
            found = grey.copy()
        room = max(3, round(14 * unit))
        own = np.pad(
            (labels[top : top + tall, left : left + wide] == label).astype(np.uint8)
            * np.uint8(INK),
            room,
        )
        own = np.asarray(cv2.morphologyEx(own, cv2.MORPH_CLOSE, closing), np.uint8)[
            room:-room, room:-room
        ]
        part = found[top : top + tall, left : left + wide]
        fill = float(np.median(part[own > 0]))
        inverted = 255 - np.clip(
            (part.astype(np.float32) - fill) * (255 / max(40.0, 255 - fill)), 0, 255
        )
        rim = own - cv2.erode(own, np.ones((3, 3), np.uint8), borderValue=0)
        part[own > 0] = inverted[own > 0].astype(np.uint8)
        part[rim > 0] = 255
        mask[top : top + tall, left : left + wide][own > 0] = INK
    if found is not grey:
        # the edge of a fill is neither fill nor paper
        edge = cv2.dilate(mask, np.ones((5, 5), np.uint8)) - mask
        found[(edge > 0) & (found > 90)] = 255
    return found, mask


def boxes_of(mask: Picture, unit: float) -> list[tuple[int, int, int, int]]:
    """Return the boxes (x0, top, x1, bottom) of the areas of a mask; small ones are what turning a
    picture leaves.
    """
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    boxes = [tuple(stats[label].tolist()) for label in range(1, count)]
    return [(x, y, x + w, y + h) for x, y, w, h, _ in boxes if w >= 20 * unit and h >= 5 * unit]


def without_specks(ink: Picture, smallest: int) -> Picture:
    """Return the mask without pieces of fewer pixels than the smallest."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    kept = stats[:, 4] >= smallest
    kept[0] = False
    return np.where(kept[labels], np.uint8(INK), np.uint8(0))


def prepared(grey: Picture, unit: float, skew: float) -> Prepared:
    """Return the picture, evened already, as it is read when it is turned back by its skew."""
    level = turned(grey, skew) if skew else grey
    # dust is smaller than the dot of a letter
    smallest = max(2, min(9, round(1.1 * unit * unit)))
    return Prepared(
        level, without_specks(ink_of(level, _between(level)), smallest), ink_of(level, _RULE_DARK)
    )


def _between(grey: Picture) -> float:
    """Return the share of white that lies between paper and print: print may be faint."""
    print_ = grey[grey < _RULE_DARK * 255]
    # the darkest third are the middles of strokes
    middle = float(np.percentile(print_, 33)) if len(print_) else 0.0
    return min(max((255 + middle) / 2 / 255, _TEXT_DARK), _FAINT_DARK)


def share_of_ink(ink: Picture) -> float:
    """Return how much of a picture is ink, 0 to 1."""
    return float(np.count_nonzero(ink)) / max(1, ink.size)
