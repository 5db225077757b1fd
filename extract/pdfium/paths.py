"""What the paths of a page draw: the boxes of lines, of the sides of rectangles, and of filled
areas.

All boxes are rows of left, bottom, right and top on the page, as its content has them.
"""

from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

from extract.pdfium.calls import (
    draw_modes,
    object_bounds,
    segment,
    segment_closes,
    segment_count,
    segment_points,
    segment_type,
)
from extract.pdfium.page_objects import OBJECT_LIMIT, PageObjects


@dataclass(frozen=True, slots=True)
class PathsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A path whose box is at most this thin, in points, is a ruling; a rectangle has no more
    # segments.
    thin: float = 3.0  # pt; bd6fe12
    segments: int = 5  # count; 197c4ad


PATHS_SETTINGS = PathsSettings()


Boxes = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PathBoxes:
    """The paths of a page: their numbers among its objects, their boxes, and which of them are
    filled and stroked.
    """

    numbers: NDArray[np.intp]
    boxes: Boxes
    filled: NDArray[np.bool_]
    stroked: NDArray[np.bool_]


def path_boxes(objects: PageObjects) -> PathBoxes:
    """Return the paths of a page."""
    numbers = objects.of_kind(raw.FPDF_PAGEOBJ_PATH)
    handles = objects.chosen(numbers)
    return PathBoxes(
        numbers, objects.placed(object_bounds(handles), numbers), *_draw_modes(handles)
    )


def drawn_boxes(
    objects: PageObjects, paths: PathBoxes, unseen: NDArray[np.intp]
) -> tuple[Boxes, Boxes]:
    """Return the boxes of the stroked lines and of the filled areas of a page, without the paths
    that are not seen.
    """
    seen = ~np.isin(paths.numbers, unseen) if len(unseen) else np.ones(len(paths.numbers), np.bool_)
    whole, filled, stroked = paths.boxes, paths.filled & seen, paths.stroked & seen
    wide = np.minimum(whole[:, 2] - whole[:, 0], whole[:, 3] - whole[:, 1]) > PATHS_SETTINGS.thin
    outlined = paths.numbers[wide & stroked]
    compound = np.flatnonzero(wide & filled & ~stroked)
    # many rulings may be filled as one path
    counts = map(segment_count, objects.chosen(paths.numbers[compound]))
    many = compound[np.fromiter(counts, np.intp, len(compound)) > PATHS_SETTINGS.segments]
    areas = filled & ~stroked
    areas[many] = False
    strokes = np.concatenate([whole[stroked & ~wide], _outlines(objects, outlined).sides()])
    fills = np.concatenate(
        [whole[areas], _outlines(objects, paths.numbers[many]).areas(whole[many])]
    )
    return strokes, fills


def _draw_modes(paths: list[int]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which of these paths are filled, and which are stroked."""
    modes = draw_modes(paths)
    return modes[:, 0] != 0, modes[:, 1] != 0


@dataclass(frozen=True, slots=True)
class _Outlines:
    """The corners of paths on the page, in the order in which they are drawn: rows of x and y.

    A closed subpath ends where it began; the points of curves are left out. `subpaths` and `paths`
    give to which of each a corner belongs, `curved` which of the paths have a curve.
    """

    corners: NDArray[np.float64]
    subpaths: NDArray[np.intp]
    paths: NDArray[np.intp]
    curved: NDArray[np.bool_]

    def sides(self) -> Boxes:
        """Return the upright and level sides as boxes without thickness."""
        one, other = self.corners[:-1], self.corners[1:]
        straight = np.logical_or.reduce(np.abs(one - other) < 1, axis=1) & (
            self.subpaths[1:] == self.subpaths[:-1]
        )
        sides: Boxes = np.hstack([np.minimum(one, other), np.maximum(one, other)])[straight]
        return sides

    def areas(self, whole: Boxes) -> Boxes:
        """Return the box of each subpath, and of a path with a curve that of the whole, as
        given.
        """
        curved = np.flatnonzero(self.curved)
        if not len(self.corners):
            return whole[curved]
        first = np.flatnonzero(np.concatenate(([True], self.subpaths[1:] != self.subpaths[:-1])))
        boxes = np.hstack(
            [np.minimum.reduceat(self.corners, first), np.maximum.reduceat(self.corners, first)]
        )
        paths = self.paths[first]
        straight = ~self.curved[paths]
        order = np.argsort(np.concatenate([paths[straight], curved]), kind="stable")
        return np.concatenate([boxes[straight], whole[curved]])[order]


def _outlines(objects: PageObjects, numbers: NDArray[np.intp]) -> _Outlines:
    """Return the outlines of these paths."""
    handles = objects.chosen(numbers)
    counts = [min(count, OBJECT_LIMIT) for count in map(segment_count, handles)]
    segments = [
        one
        for path, count in zip(handles, counts, strict=True)
        for one in map(segment, repeat(path), range(count))
    ]
    many = len(segments)
    x, y = segment_points(segments).T
    a, b, c, d, e, f = np.repeat(objects.full_matrices(numbers), counts, axis=0).T
    points = np.column_stack((a * x + c * y + e, b * x + d * y + f))
    kinds = np.fromiter(map(segment_type, segments), np.intp, many)
    closing = np.flatnonzero(np.fromiter(map(segment_closes, segments), np.bool_, many))
    paths = np.repeat(np.arange(len(counts)), counts)
    begins = (kinds == raw.FPDF_SEGMENT_MOVETO) | (np.diff(paths, prepend=-1) != 0)
    subpaths = np.cumsum(begins) - 1
    drawn = np.flatnonzero(kinds != raw.FPDF_SEGMENT_BEZIERTO)
    # the first corner of each subpath, to which it returns where it is closed
    first = np.full(int(subpaths[-1]) + 1 if many else 0, many)
    np.minimum.at(first, subpaths[drawn], drawn)
    closing = closing[first[subpaths[closing]] <= closing]
    corners = np.concatenate([drawn, first[subpaths[closing]]])[
        np.argsort(np.concatenate([2 * drawn, 2 * closing + 1]))
    ]
    curved = np.zeros(len(counts), np.bool_)
    curved[paths[kinds == raw.FPDF_SEGMENT_BEZIERTO]] = True
    return _Outlines(points[corners], subpaths[corners], paths[corners], curved)
