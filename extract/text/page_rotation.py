"""Pages whose text runs up, down or upside down: which way, and how their boxes are once the page
is upright.
"""

from dataclasses import dataclass

import numpy as np

from extract.pages.page_records import PageRotation, TextDirection
from extract.pdfium.paths import Boxes
from extract.pdfium.raw_page import Glyphs


@dataclass(frozen=True, slots=True)
class PageRotationSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # The share of neighbouring glyphs that must follow each other upwards or downwards, and the
    # fewest to derive it from.
    most: float = 0.6  # share; 342722a
    enough: int = 40  # count; 342722a


_SETTINGS = PageRotationSettings()


def rotated(boxes: Boxes, turn: PageRotation) -> Boxes:
    """Return displayed boxes (rows of x0, top, x1, bottom) as they are on the page as read."""
    x0, top, x1, bottom = boxes.T
    match turn.direction:
        case TextDirection.RIGHT:
            return boxes
        case TextDirection.UP:
            return np.column_stack((turn.height - bottom, x0, turn.height - top, x1))
        case TextDirection.DOWN:
            return np.column_stack((top, turn.width - x1, bottom, turn.width - x0))
        case TextDirection.LEFT:
            return np.column_stack(
                (turn.width - x1, turn.height - bottom, turn.width - x0, turn.height - top)
            )


def find_page_rotation(glyphs: Glyphs, width: float, height: float) -> PageRotation:
    """Return how to turn a page by where its glyphs follow each other."""
    if glyphs.level:
        return PageRotation(TextDirection.RIGHT, width, height)
    boxes, ink = glyphs.boxes, glyphs.ink
    following = np.flatnonzero(np.diff(ink) == 1)
    if len(following) < _SETTINGS.enough:
        return PageRotation(TextDirection.RIGHT, width, height)
    one, other = boxes[ink[following]], boxes[ink[following + 1]]
    across = (other[:, 0] + other[:, 2] - one[:, 0] - one[:, 2]) / 2
    down = (other[:, 1] + other[:, 3] - one[:, 1] - one[:, 3]) / 2
    upright = np.abs(down) > np.abs(across)
    for direction, runs in (
        (TextDirection.UP, upright & (down < 0)),
        (TextDirection.DOWN, upright & (down > 0)),
        (TextDirection.LEFT, ~upright & (across < 0)),
    ):
        if runs.mean() > _SETTINGS.most:
            return PageRotation(direction, width, height)
    return PageRotation(TextDirection.RIGHT, width, height)
