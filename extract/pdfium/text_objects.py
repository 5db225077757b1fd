"""The texts among the objects of a page: what is drawn by one operation each, where it is and which
way it runs.
"""

from dataclasses import dataclass

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

from extract.pdfium.calls import fill_colours, rotated_bounds
from extract.pdfium.page_objects import PageObjects
from extract.pdfium.paths import Boxes


@dataclass(frozen=True, slots=True)
class TextObjectsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # The box of a text of nothing but blanks is lower than this, in points.
    blank: float = 0.65  # pt; ee8bbcd
    # A colour of which every part is lighter than this is pale; more pairs of texts than this are
    # not compared.
    pale: int = 150  # count; de198b1
    pairs: int = 2_000_000  # count; 3a8525e


_SETTINGS = TextObjectsSettings()


@dataclass(frozen=True, slots=True)
class TextObjects:
    """The texts of a page that print something: numbers among its objects, handles, boxes, and the
    way they run.

    `boxes` are rows of left, bottom, right and top on the page, `own` those in the coordinates of
    the content that holds each text. `along` is the way the text runs on the page: rows of x and y,
    of any length. `colours` are those they are filled with: rows of red, green, blue and opacity,
    up to 255.
    """

    numbers: NDArray[np.intp]
    handles: list[int]
    boxes: Boxes
    own: Boxes
    along: Boxes
    colours: NDArray[np.int64]


def text_objects(objects: PageObjects) -> TextObjects:
    """Return the texts of a page, those left out that only hold blanks."""
    numbers = objects.of_kind(raw.FPDF_PAGEOBJ_TEXT)
    handles = objects.chosen(numbers)
    quads = finite(rotated_bounds(handles)).reshape(-1, 4, 2)
    placed = quads if len(objects.matrices) == 1 else finite(objects.placed_points(quads, numbers))
    along, up = placed[:, 1] - placed[:, 0], placed[:, 3] - placed[:, 0]
    printed = np.flatnonzero(np.minimum(np.abs(along).max(1), np.abs(up).max(1)) > _SETTINGS.blank)
    boxes = _around(placed[printed])
    own = boxes if placed is quads else _around(quads[printed])
    chosen = list(map(handles.__getitem__, printed.tolist()))
    return TextObjects(numbers[printed], chosen, boxes, own, along[printed], fill_colours(chosen))


def pale_on_others(texts: TextObjects) -> NDArray[np.bool_]:
    """Return which texts are of a pale colour and lie on others that are not."""
    pale: NDArray[np.bool_] = texts.colours[:, :3].min(1, initial=255) > _SETTINGS.pale
    which, others = np.flatnonzero(pale), texts.boxes[~pale]
    if not len(which) or not len(others) or len(which) * len(others) > _SETTINGS.pairs:
        return np.zeros(len(pale), np.bool_)
    x, y = (others[:, 0] + others[:, 2]) / 2, (others[:, 1] + others[:, 3]) / 2
    left, low, right, high = texts.boxes[which].T[..., None]
    on = (others[:, 0] < right) & (others[:, 2] > left) & (y > low) & (y < high)
    inside = (x > left) & (x < right) & (others[:, 1] < high) & (others[:, 3] > low)
    pale[which] = (on | inside).any(1)
    return pale


def finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the values, what is no number replaced by one far off the page."""
    return (
        values
        if np.isfinite(values).all()
        else np.nan_to_num(values, nan=-1e6, posinf=1e6, neginf=-1e6)
    )


def _around(quads: Boxes) -> Boxes:
    """Return the boxes around these corners, four a row."""
    a, b, c, d = np.moveaxis(quads, 1, 0)
    low = np.minimum(np.minimum(a, b), np.minimum(c, d))
    return np.hstack([low, np.maximum(np.maximum(a, b), np.maximum(c, d))])
