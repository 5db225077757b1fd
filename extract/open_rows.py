"""Rows of a ruled table without upright rules inside: a total whose numbers stand under the columns all the same."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.grid import Grid, Slot, owned_grid
from extract.pdfium import Glyphs
from extract.text import find_words
from extract.visual import VisualLine, visual_lines

# A cell over fewer columns, or with fewer amounts (of so many digits together), is one cell.
_COLUMNS, _AMOUNTS, _DIGITS = 3, 2, 4
# How far, in points, a piece may reach over the edge of its column.
_OVER = 1.0


def part_open_rows(grids: Sequence[Grid], glyphs: Glyphs, region: NDArray[np.intp]) -> list[Grid]:
    """Return the grids with those cells over several columns parted in which each has its number; none where none is.

    `region` tells the cell of each glyph, counted over all grids.
    """
    digits = (glyphs.codes >= ord("0")) & (glyphs.codes <= ord("9")) & (region >= 0)
    counted = np.bincount(region[digits], minlength=sum(len(grid.slots) for grid in grids)).tolist()
    parted: dict[int, dict[Slot, list[Slot]]] = {}
    first = 0
    for at, grid in enumerate(grids):
        for where, slot in enumerate(grid.slots, first):
            if slot.columns >= _COLUMNS and slot.rows == 1 and counted[where] >= _DIGITS:
                lines = visual_lines(find_words(glyphs, region, only=where))
                if pieces := _parts(slot, lines, grid):
                    parted.setdefault(at, {})[slot] = pieces
        first += len(grid.slots)
    return [_with_parts(grid, parted.get(at, {})) for at, grid in enumerate(grids)] if parted else []


def _parts(slot: Slot, lines: Sequence[VisualLine], grid: Grid) -> list[Slot]:
    """Return the cells that the one line of a wide cell stands in: its name, and a column for each number."""
    if len(lines) != 1 or len(lines[0].amounts) < _AMOUNTS:
        return []
    columns = []
    for piece in lines[0].pieces:
        first = int(np.searchsorted(grid.xs, piece.box.x0 + _OVER, side="right")) - 1
        last = int(np.searchsorted(grid.xs, piece.box.x1 - _OVER, side="right")) - 1
        columns.append((first, last))
    named = not lines[0].pieces[0].number
    numbers = columns[named:]
    alone = all(first == last for first, last in numbers) and len(dict(numbers)) == len(numbers)
    end = slot.column + slot.columns
    begin = numbers[0][0]
    if not alone or (named and columns[0][1] >= begin) or not slot.column <= begin < end:
        return []
    name = [Slot(slot.row, slot.column, 1, begin - slot.column)] if begin > slot.column else []
    return name + [Slot(slot.row, column, 1, 1) for column in range(begin, end)]


def _with_parts(grid: Grid, parts: dict[Slot, list[Slot]]) -> Grid:
    """Return the grid with these parts in place of the cells that they part."""
    slots = [part for slot in grid.slots for part in parts.get(slot, [slot])]
    return owned_grid(grid.xs, grid.ys, slots)
