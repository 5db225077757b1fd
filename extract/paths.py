"""What the paths of a page draw: the boxes of lines, of the sides of rectangles, and of filled areas.

All boxes are rows of left, bottom, right and top on the page, as its content has them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, repeat

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

from extract.page_objects import OBJECT_LIMIT, PageObjects
from extract.pdfium_calls import (
    draw_modes,
    object_bounds,
    segment,
    segment_closes,
    segment_count,
    segment_points,
    segment_type,
)

Boxes = NDArray[np.float64]
Corners = tuple[float, float, float, float]
Subpath = list[tuple[float, float]]

# A path whose box is at most this thin, in points, is a rule; a rectangle has no more segments.
THIN, _SEGMENTS = 3.0, 5


@dataclass(frozen=True, slots=True)
class PathBoxes:
    """The paths of a page: their numbers among its objects, their boxes, and which of them are filled and stroked."""

    numbers: NDArray[np.intp]
    boxes: Boxes
    filled: NDArray[np.bool_]
    stroked: NDArray[np.bool_]


def path_boxes(objects: PageObjects) -> PathBoxes:
    """Return the paths of a page."""
    numbers = objects.of_kind(raw.FPDF_PAGEOBJ_PATH)
    handles = objects.chosen(numbers)
    return PathBoxes(numbers, objects.placed(object_bounds(handles), numbers), *_draw_modes(handles))


def drawn_boxes(objects: PageObjects, paths: PathBoxes, unseen: NDArray[np.intp]) -> tuple[Boxes, Boxes]:
    """Return the boxes of the stroked lines and of the filled areas of a page, without the paths that are not seen."""
    seen = ~np.isin(paths.numbers, unseen) if len(unseen) else np.ones(len(paths.numbers), np.bool_)
    whole, filled, stroked = paths.boxes, paths.filled & seen, paths.stroked & seen
    wide = np.minimum(whole[:, 2] - whole[:, 0], whole[:, 3] - whole[:, 1]) > THIN
    outlined = paths.numbers[wide & stroked]
    compound = np.flatnonzero(wide & filled & ~stroked)
    # many rules may be filled as one path
    counts = map(segment_count, objects.chosen(paths.numbers[compound]))
    many = compound[np.fromiter(counts, np.intp, len(compound)) > _SEGMENTS]
    areas = filled & ~stroked
    areas[many] = False
    sides = [side for subpaths, _ in _outlines(objects, outlined) for side in _sides(subpaths)]
    parts = [
        part
        for k, (subpaths, curved) in zip(many.tolist(), _outlines(objects, paths.numbers[many]), strict=True)
        for part in ([whole[k]] if curved else _around(subpaths))
    ]
    strokes = np.concatenate([whole[stroked & ~wide], np.array(sides, np.float64).reshape(-1, 4)])
    fills = np.concatenate([whole[areas], np.array(parts, np.float64).reshape(-1, 4)])
    return strokes, fills


def _draw_modes(paths: list[int]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which of these paths are filled, and which are stroked."""
    modes = draw_modes(paths)
    return modes[:, 0] != 0, modes[:, 1] != 0


def _outlines(objects: PageObjects, numbers: NDArray[np.intp]) -> Iterator[tuple[list[Subpath], bool]]:
    """Yield for each of these paths the points of its subpaths on the page, and whether it has a curve.

    A closed subpath ends where it began; the points of curves are left out.
    """
    paths = objects.chosen(numbers)
    counts = [min(count, OBJECT_LIMIT) for count in map(segment_count, paths)]
    segments = [
        one for path, count in zip(paths, counts, strict=True) for one in map(segment, repeat(path), range(count))
    ]
    x, y = segment_points(segments).T
    a, b, c, d, e, f = np.repeat(objects.full_matrices(numbers), counts, axis=0).T
    points = zip((a * x + c * y + e).tolist(), (b * x + d * y + f).tolist(), strict=True)
    parts = zip(points, map(segment_type, segments), map(segment_closes, segments), strict=True)
    for count in counts:
        subpaths: list[Subpath] = []
        curved = False
        for point, kind, closes in islice(parts, count):
            if kind == raw.FPDF_SEGMENT_MOVETO or not subpaths:
                subpaths.append([])
            if kind != raw.FPDF_SEGMENT_BEZIERTO:
                subpaths[-1].append(point)
            else:
                curved = True
            if closes and subpaths[-1]:
                subpaths[-1].append(subpaths[-1][0])
        yield subpaths, curved


def _sides(subpaths: list[Subpath]) -> list[Corners]:
    """Return the upright and level sides of a stroked path as boxes without thickness."""
    return [
        (min(x, u), min(y, v), max(x, u), max(y, v))
        for points in subpaths
        for (x, y), (u, v) in pairwise(points)
        if abs(x - u) < 1 or abs(y - v) < 1
    ]


def _around(subpaths: list[Subpath]) -> list[Corners]:
    """Return the box of each subpath."""
    return [
        (min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))
        for points in subpaths
        if points
    ]
