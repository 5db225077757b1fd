"""Where a point of a page as displayed lies in the page's own coordinates, which
annotations use.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object

from lkj_audit.outputs.pdf.markup import Corners

DEEPEST = 50
LETTER = (0.0, 0.0, 612.0, 792.0)  # what PDFium takes a page without a box for
SMALLEST = 3.0


class PageSpace(NamedTuple):
    """How points of the page as displayed, from its top left, lie in the page's own coordinates.

    `turns` are quarter turns clockwise; `scale` are own units a displayed point, across and down as
    displayed.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    scale: tuple[float, float]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a displayed point in the page's own coordinates."""
        x, y = x * self.scale[0], y * self.scale[1]
        match self.turns:
            case 1:
                return self.left + y, self.bottom + x
            case 2:
                return self.right - x, self.bottom + y
            case 3:
                return self.right - y, self.top - x
            case _:
                return self.left + x, self.top - y

    def rectangle(self, box: Corners) -> Corners:
        """Return a displayed box in the page's own coordinates: x0, y0, x1, y1 with the smaller
        ones first.
        """
        (a, b), (c, d) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def differences(self, left: float, top: float, right: float, bottom: float) -> list[float]:
        """Return what a box is smaller by at its displayed sides, in the order of its own sides."""
        sides = [left, top, right, bottom]
        return sides[self.turns :] + sides[: self.turns]

    @property
    def matrix(self) -> Sequence[int]:
        """The form matrix that lets what is drawn upright be displayed upright."""
        return ((1, 0, 0, 1, 0, 0), (0, 1, -1, 0, 0, 0), (-1, 0, 0, -1, 0, 0), (0, -1, 1, 0, 0, 0))[
            self.turns
        ]

    def within(self, box: Corners) -> Corners | None:
        """Return the part of a displayed box that lies on the page; None where it cannot be
        determined.
        """
        if not all(map(math.isfinite, (*box, *self.scale))) or min(self.scale) <= 0:
            return None
        wide, high = self.right - self.left, self.top - self.bottom
        if self.turns % 2:
            wide, high = high, wide
        wide, high = wide / self.scale[0], high / self.scale[1]
        x0, x1 = (min(max(x, 0.0), wide) for x in (min(box[0], box[2]), max(box[0], box[2])))
        top, bottom = (min(max(y, 0.0), high) for y in (min(box[1], box[3]), max(box[1], box[3])))
        return x0, top, max(x1, x0 + SMALLEST), max(bottom, top + SMALLEST)


def page_space(page: Object, size: tuple[float, float]) -> PageSpace:
    """Return how a page is displayed as PDFium does, which found the places; `size` is the size
    that it reported.
    """
    media = _box(page, Name.MediaBox) or LETTER
    crop = _box(page, Name.CropBox) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    rotate = _inherited(page, Name.Rotate)
    turns = int((_number(rotate) or 0.0) / 90) % 4
    wide, high = (top - bottom, right - left) if turns % 2 else (right - left, top - bottom)
    scale = (
        (wide / size[0], high / size[1]) if size[0] > 0 and size[1] > 0 else (math.nan, math.nan)
    )
    return PageSpace(left, bottom, right, top, turns, scale)


def _number(value: object) -> float | None:
    """Return a number of the file; None for what is none."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _box(page: Object, name: Name) -> Corners | None:
    """Return a box of a page with its corners in order; None where it has none or an empty one."""
    box = _inherited(page, name)
    corners = [_number(value) for value in box] if isinstance(box, Array) and len(box) == 4 else []
    match corners:
        case [float(a), float(b), float(c), float(d)] if a != c and b != d:
            return min(a, c), min(b, d), max(a, c), max(b, d)
    return None


def _inherited(page: Object, name: Name) -> object:
    """Return an entry of a page, or of the nearest node above that has it."""
    node: Object | None = page
    for _ in range(DEEPEST):
        if not isinstance(node, Dictionary):
            return None
        if name in node:
            return node[name]
        node = node.get(Name.Parent)
    return None
