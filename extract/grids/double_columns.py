"""Two columns of numbers between two vertical rulings: separated by the gap that all rows share.

Rulings may be around groups of columns only. A cell with two numbers says little, since a text may
name several; two numbers in most cells of a column, with one gap at the same place between them,
are two columns.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.grids.rulings import Grid, GridCell, owned_grid
from extract.patterns import DASHES
from extract.pdfium.paths import Boxes
from extract.pdfium.raw_page import Glyphs
from extract.text.text_lines import words_of_cells
from extract.text.visual_lines import VisualLine, visual_lines


@dataclass(frozen=True, slots=True)
class DoubleColumnsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Fewer rows may print two numbers apart by chance; of the cells with numbers this share has
    # them on both sides.
    rows: int = 2  # count; e7bfa7d
    double: float = 0.6  # share; f6b8d33
    # In line heights: the least gap between two numbers of a row, and that which all rows share.
    apart: float = 0.6  # heights; 5d97346
    shared: float = 0.3  # heights; f6b8d33
    # More than any page is high or wide, in points.
    far: float = 1e5  # pt; 5b26f8b
    # In points: how far a header reaches over an edge that it is over both sides of.
    over: float = 1.0  # pt; fad2926


_SETTINGS = DoubleColumnsSettings()


# Which code points numbers are printed in; the last stands for all others.
_NUMERIC = np.zeros(0x2214, np.bool_)
_NUMERIC[[*map(ord, "0123456789.,()%/" + DASHES)]] = True


class ColumnGap(NamedTuple):
    """Where a column parts: which column, and the x of its new edge."""

    column: int
    x: float


def split_double_columns(
    grids: Sequence[Grid], glyphs: Glyphs, region: NDArray[np.intp]
) -> list[Grid]:
    """Return the grids with those columns separated in which most rows print numbers side by side;
    none where none is.

    `region` gives the cell of each glyph, counted over all grids.
    """
    numeric, suspects = _numeric_cells(glyphs, region)
    parted: dict[int, Grid] = {}
    first = 0
    for at, grid in enumerate(grids):
        double, held = count_by_column(grid, first, suspects), count_by_column(grid, first, numeric)
        finer = grid
        for column in sorted(double, reverse=True):
            if double[column] >= max(_SETTINGS.rows, _SETTINGS.double * held[column]):
                lines = column_lines(grid, column, glyphs, region, first)
                for gap in sorted(_gaps(lines, column), reverse=True):
                    finer = with_edge(finer, gap, lines)
        if finer is not grid:
            parted[at] = finer
        first += len(grid.slots)
    return [parted.get(at, grid) for at, grid in enumerate(grids)] if parted else []


def count_by_column(grid: Grid, first: int, cells: NDArray[np.intp]) -> Counter[int]:
    """Return how many of some cells, counted over all grids, are in each column of a grid."""
    own = cells[(cells >= first) & (cells < first + len(grid.slots))] - first
    slots = [grid.slots[index] for index in own.tolist()]
    return Counter(slot.column for slot in slots if slot.columns == 1)


def _numeric_cells(
    glyphs: Glyphs, region: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the cells of nothing but numbers, and those of them in which two glyphs of one line
    are wide apart.
    """
    where = region[glyphs.ink]
    ink, where = glyphs.ink[where >= 0], where[where >= 0]
    if len(ink) < 2:
        return where[:0], where[:0]
    worded = np.zeros(int(where.max()) + 1, np.bool_)
    worded[where[~_NUMERIC[np.minimum(glyphs.codes[ink], len(_NUMERIC) - 1)]]] = True
    ink, where = ink[~worded[where]], where[~worded[where]]
    return np.unique(where), wide_cells(glyphs.boxes[ink], where)


def wide_cells(boxes: Boxes, where: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return in which cells two glyphs of one line are wide apart; `where` is the cell of each
    box.
    """
    x0, top, x1, bottom = boxes.T
    # cells, lines in them and places on a line are kept apart by offsets larger than any page
    line = where * _SETTINGS.far + bottom.round()
    order = np.argsort(line * _SETTINGS.far + x0)
    left, right = order[:-1], order[1:]
    apart = (x0[right] - x1[left] > _SETTINGS.apart * (bottom - top)[left]) & (
        line[right] == line[left]
    )
    return np.unique(where[left][apart])


def column_lines(
    grid: Grid, column: int, glyphs: Glyphs, region: NDArray[np.intp], first: int
) -> dict[int, list[VisualLine]]:
    """Return the printed lines of the cells of a column by their row, those of merged cells left
    out.
    """
    rows = {
        first + at: slot.row
        for at, slot in enumerate(grid.slots)
        if slot.column == column and slot.columns == 1
    }
    words = words_of_cells(glyphs, region, rows)
    return {row: visual_lines(words.get(cell, ())) for cell, row in rows.items()}


def _gaps(lines: dict[int, list[VisualLine]], column: int) -> Iterator[ColumnGap]:
    """Yield where a column parts: in gaps that no row with numbers prints over, with numbers on
    both sides of most.
    """
    rows = [line for found in lines.values() for line in found if line.numbers]
    double = [
        line for line in rows if len(line.numbers) > 1 and len(line.numbers) == len(line.pieces)
    ]
    needed = max(_SETTINGS.rows, _SETTINGS.double * len(rows))
    if len(double) < needed:
        return
    for x in _blank_strips(rows):
        both = sum(_stands_on_both_sides(line, x) for line in double)
        if both >= needed and not _are_groups_of_digits(double, x):
            yield ColumnGap(column, x)


def _blank_strips(rows: Sequence[VisualLine]) -> Iterator[float]:
    """Yield the middles of the strips, wide for the height of these lines, that none of them prints
    in.
    """
    spans = sorted((piece.box.x0, piece.box.x1) for line in rows for piece in line.pieces)
    least = _SETTINGS.shared * max(line.height for line in rows)
    end = spans[0][1]
    for low, high in pairwise([*spans, (spans[-1][1], spans[-1][1])]):
        end = max(end, low[1])
        if high[0] - end > least:
            yield (end + high[0]) / 2


def _stands_on_both_sides(line: VisualLine, x: float) -> bool:
    """Return whether a line prints something at the left and at the right of x."""
    return line.pieces[0].box.x1 < x < line.pieces[-1].box.x0


def _are_groups_of_digits(lines: Sequence[VisualLine], x: float) -> bool:
    """Return whether what follows x is a group of three digits everywhere: 1 500 000 is one
    number.
    """
    following = [_text_after(line, x) for line in lines]
    return all(len(text) == 3 and text.isdigit() for text in following)


def _text_after(line: VisualLine, x: float) -> str:
    """Return the text of the first piece of a line that begins after x, if there is one."""
    return next((piece.text for piece in line.pieces if piece.box.x0 > x), "")


def with_edge(grid: Grid, gap: ColumnGap, lines: dict[int, list[VisualLine]]) -> Grid:
    """Return the grid with a column separated; a cell whose text runs over the new edge is one of
    both.
    """
    slots = []
    for slot in grid.slots:
        if slot.column > gap.column:
            slots.append(GridCell(slot.row, slot.column + 1, slot.rows, slot.columns))
        elif slot.column + slot.columns <= gap.column:
            slots.append(slot)
        elif slot.columns > 1 or _runs_over(lines.get(slot.row, ()), gap.x):
            slots.append(GridCell(slot.row, slot.column, slot.rows, slot.columns + 1))
        else:
            slots += [GridCell(slot.row, slot.column + at, slot.rows, 1) for at in range(2)]
    return owned_grid(np.insert(grid.xs, gap.column + 1, gap.x), grid.ys, slots)


def _runs_over(lines: Sequence[VisualLine], x: float) -> bool:
    """Return whether a piece of text is on both sides of x."""
    return any(
        piece.box.x0 < x - _SETTINGS.over and piece.box.x1 > x + _SETTINGS.over
        for line in lines
        for piece in line.pieces
    )
