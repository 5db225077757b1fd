"""Words beside a ruled block of numbers, level with its rows: its names, which no ruling closes in.

Only the columns of numbers may be ruled; what names the rows then is at the left, or a remark at
the right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.grids.rulings import Floats, Grid, GridCell, owned_grid
from extract.pdfium.raw_page import Glyphs
from extract.records import Box
from extract.text.text_lines import FREE, find_words
from extract.text.visual_lines import VisualLine, is_caption, visual_lines


@dataclass(frozen=True, slots=True)
class AdjacentLabelsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Fewer rows may be level by chance; of the rows with numbers this share has words beside it.
    rows: int = 2  # count; e7bfa7d
    named: float = 0.6  # share; f6b8d33
    # Of the text cells of the outer column this share holds numbers: words beside words are
    # another text.
    numeric: float = 0.6  # share; f6b8d33
    # How far, in points, text may reach over the edge of its row.
    over: float = 1.5  # pt; f6b8d33
    # In line heights: the least gap between two columns of words.
    gap: float = 0.6  # heights; f6b8d33


_SETTINGS = AdjacentLabelsSettings()


def with_adjacent_labels(
    grids: Sequence[Grid], glyphs: Glyphs, region: NDArray[np.intp]
) -> list[Grid]:
    """Return the grids with the columns of words beside them; none where there are none.

    `region` gives the cell of each glyph, counted over all grids.
    """
    ink = glyphs.ink[region[glyphs.ink] == FREE]
    boxes = glyphs.boxes[ink]
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    widened: dict[int, Grid] = {}
    first = 0
    for at, grid in enumerate(grids):
        level = (middle > grid.ys[0]) & (middle < grid.ys[-1])
        wider = grid
        for right in (False, True):
            outside = level & (
                boxes[:, 0] > grid.xs[-1] - _SETTINGS.over
                if right
                else boxes[:, 2] < grid.xs[0] + _SETTINGS.over
            )
            if outside.sum() >= _SETTINGS.rows and _is_numeric(grid, glyphs, region, first, right):
                own = np.full(len(region), FREE - 1)
                own[ink[outside]] = FREE
                lines = visual_lines(find_words(glyphs, own, only=FREE))
                if _name_rows(lines, grid, _numbered_rows(grid, glyphs, region, first)):
                    wider = _widened(wider, _edges(lines, grid, right), right)
        if wider is not grid:
            widened[at] = wider
        first += len(grid.slots)
    return [widened.get(at, grid) for at, grid in enumerate(grids)] if widened else []


def _digits(
    glyphs: Glyphs, region: NDArray[np.intp], grid: Grid, first: int
) -> tuple[Floats, Floats]:
    """Return how many digits and how many glyphs that print each cell of a grid holds."""
    inside = glyphs.ink[
        (region[glyphs.ink] >= first) & (region[glyphs.ink] < first + len(grid.slots))
    ]
    codes = glyphs.codes[inside]
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    where = region[inside] - first
    many = len(grid.slots)
    return np.bincount(where[digit], minlength=many).astype(float), np.bincount(
        where, minlength=many
    ).astype(float)


def _is_numeric(
    grid: Grid, glyphs: Glyphs, region: NDArray[np.intp], first: int, right: bool
) -> bool:
    """Return whether the outer column at a side of a grid holds numbers in most of its cells with
    text.
    """
    digits, printed = _digits(glyphs, region, grid, first)
    cells = np.unique(grid.owner[:, -1 if right else 0])
    cells = cells[(cells >= 0) & (printed[cells] > 0)]
    numeric = 2 * digits[cells] > printed[cells]
    return len(cells) > _SETTINGS.rows and bool(numeric.mean() >= _SETTINGS.numeric)


def _numbered_rows(
    grid: Grid, glyphs: Glyphs, region: NDArray[np.intp], first: int
) -> NDArray[np.bool_]:
    """Return which rows of a grid print digits."""
    digits, _ = _digits(glyphs, region, grid, first)
    held: NDArray[np.bool_] = np.logical_or.reduce(
        (grid.owner >= 0) & (digits[grid.owner] > 0), axis=1
    )
    return held


def _name_rows(lines: Sequence[VisualLine], grid: Grid, numbered: NDArray[np.bool_]) -> bool:
    """Return whether words are beside most rows with numbers, none across the edge of two rows."""
    ys: list[float] = grid.ys.tolist()
    named = np.zeros(len(numbered), np.bool_)
    for line in lines:
        row = int(np.searchsorted(ys, (line.top + line.bottom) / 2)) - 1
        if (
            is_caption(line.text)
            or line.top < ys[row] - _SETTINGS.over
            or line.bottom > ys[row + 1] + _SETTINGS.over
        ):
            return False
        named[row] = True
    return bool((named & numbered).sum() >= max(_SETTINGS.rows, _SETTINGS.named * numbered.sum()))


def _edges(lines: Sequence[VisualLine], grid: Grid, right: bool) -> list[float]:
    """Return the outer edges of the columns that the words at a side of a grid are in, left to
    right.
    """
    boxes = sorted((piece.box for line in lines for piece in line.pieces), key=lambda box: box.x0)
    height = max(line.height for line in lines)
    groups: list[Box] = []
    for box in boxes:
        if groups and box.x0 - groups[-1].x1 < _SETTINGS.gap * height:
            groups[-1] = groups[-1].union(box)
        else:
            groups.append(box)
    between = [(one.x1 + other.x0) / 2 for one, other in pairwise(groups)]
    if right:
        return [*between, groups[-1].x1 + _SETTINGS.over]
    return [min(groups[0].x0, float(grid.xs[0])) - _SETTINGS.over, *between]


def _widened(grid: Grid, edges: Sequence[float], right: bool) -> Grid:
    """Return the grid with columns at a side whose edges these are, a cell a row in each."""
    moved = 0 if right else len(edges)
    slots = [
        GridCell(slot.row, slot.column + moved, slot.rows, slot.columns) for slot in grid.slots
    ]
    begin = len(grid.xs) - 1 if right else 0
    slots += [
        GridCell(row, begin + at, 1, 1)
        for row in range(len(grid.ys) - 1)
        for at in range(len(edges))
    ]
    xs = np.concatenate((grid.xs, edges) if right else (edges, grid.xs))
    return owned_grid(xs, grid.ys, slots)
