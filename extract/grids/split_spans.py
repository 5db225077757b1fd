"""Headers in one cell without a ruling between them: one over several columns with the headers of
these ("Realisasi" over "Keuangan" and "Fisik"), or those of all columns beside each other in a
filled strip.
"""

from collections.abc import Sequence
from operator import is_not

import numpy as np
from numpy.typing import NDArray

from extract.grids.rulings import RULINGS_SETTINGS, Floats, Grid, GridCell, owned_grid
from extract.grids.text_regions import TEXT_REGIONS_SETTINGS
from extract.pdfium.raw_page import Glyphs
from extract.records import Box
from extract.text.text_lines import find_words
from extract.text.visual_lines import TextSegment, VisualLine, visual_lines


def with_split_spans(grid: Grid, lines: Sequence[VisualLine]) -> Grid:
    """Return the grid with a header over several columns separated from the headers of these, and
    with those that are beside each other in one cell in their columns.
    """
    rows = (row for row in range(len(grid.ys) - 1) if _holds_numbers(grid, row, lines))
    body = next(rows, 0)
    wide = [slot for slot in grid.slots if slot.row < body and slot.columns > 1]
    for slot in reversed(wide):
        pieces = _pieces_in(_box_of(grid, slot), lines)
        y = _part(grid, slot, pieces)
        if y is not None:
            grid = _parted_at(grid, slot, y)
        elif _is_strip(grid, slot, pieces):
            grid = _parted_in_columns(grid, slot)
    return grid


def split_header_strips(
    grids: Sequence[Grid], glyphs: Glyphs, region: NDArray[np.intp]
) -> list[Grid]:
    """Return the grids with the headers of a first row that no ruling parts in their columns; none
    where there are none.

    `region` gives the cell of each glyph, counted over all grids.
    """
    finer = []
    first = 0
    for grid in grids:
        parted = grid
        for index, slot in enumerate(grid.slots):
            if slot.row == 0 and slot.columns == len(grid.xs) - 1 > TEXT_REGIONS_SETTINGS.columns:
                lines = visual_lines(find_words(glyphs, region, only=first + index))
                if _is_strip(grid, slot, [piece for line in lines for piece in line.pieces]):
                    parted = _parted_in_columns(grid, slot)
        finer.append(parted)
        first += len(grid.slots)
    return finer if any(map(is_not, finer, grids)) else []


def _is_strip(grid: Grid, slot: GridCell, pieces: Sequence[TextSegment]) -> bool:
    """Return whether a cell over all columns of a table holds a header in each of these and nothing
    over an edge.
    """
    edges: list[float] = grid.xs[1:-1].tolist()
    columns = set(np.searchsorted(edges, [piece.box.x0 for piece in pieces]).tolist())
    return slot.columns == len(columns) == len(
        grid.xs
    ) - 1 > TEXT_REGIONS_SETTINGS.columns and not any(piece.count_across(edges) for piece in pieces)


def _parted_in_columns(grid: Grid, wide: GridCell) -> Grid:
    """Return the grid with one cell in each column in place of a cell over several."""
    slots = [slot for slot in grid.slots if slot != wide]
    columns = range(wide.column, wide.column + wide.columns)
    slots += [wide._replace(column=column, columns=1) for column in columns]
    return owned_grid(grid.xs, grid.ys, slots)


def _holds_numbers(grid: Grid, row: int, lines: Sequence[VisualLine]) -> bool:
    """Return whether a row holds a line of numbers."""
    top, bottom = grid.ys[row], grid.ys[row + 1]
    return any(line.tabular and top < (line.top + line.bottom) / 2 < bottom for line in lines)


def _box_of(grid: Grid, slot: GridCell) -> Box:
    return Box(
        float(grid.xs[slot.column]),
        float(grid.ys[slot.row]),
        float(grid.xs[slot.column + slot.columns]),
        float(grid.ys[slot.row + slot.rows]),
    )


def _pieces_in(cell: Box, lines: Sequence[VisualLine]) -> list[TextSegment]:
    pieces = (piece for line in lines for piece in line.pieces)
    return [piece for piece in pieces if _lies_in(piece.box, cell)]


def _lies_in(box: Box, cell: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return cell.x0 < x < cell.x1 and cell.top < y < cell.bottom


def _part(grid: Grid, slot: GridCell, pieces: Sequence[TextSegment]) -> float | None:
    """Return the height between a header over several columns and one header in each of them,
    None where a cell holds anything else.
    """
    edges: Floats = grid.xs[slot.column + 1 : slot.column + slot.columns]
    over = [piece for piece in pieces if piece.count_across(edges.tolist())]
    under = [piece for piece in pieces if piece not in over]
    columns = set(np.searchsorted(edges, [piece.box.x0 for piece in under]).tolist())
    if not over or len(columns) != slot.columns:
        return None
    above, below = max(p.box.bottom for p in over), min(p.box.top for p in under)
    return (above + below) / 2 if below >= above - RULINGS_SETTINGS.snap else None


def _parted_at(grid: Grid, wide: GridCell, y: float) -> Grid:
    """Return the grid with a cell over several columns that ends at y, and one cell under it in
    each of them.
    """
    row = int(np.searchsorted(grid.ys, y)) - 1
    slots = [_moved(slot, row) for slot in grid.slots if slot != wide]
    above = row + 1 - wide.row
    slots.append(wide._replace(rows=above))
    slots += [
        GridCell(row + 1, column, wide.rows + 1 - above, 1)
        for column in range(wide.column, wide.column + wide.columns)
    ]
    return owned_grid(grid.xs, np.insert(grid.ys, row + 1, y), slots)


def _moved(slot: GridCell, parted: int) -> GridCell:
    """Return a cell in the grid whose row `parted` has become two."""
    if slot.row > parted:
        return slot._replace(row=slot.row + 1)
    return slot._replace(rows=slot.rows + 1) if slot.row + slot.rows > parted else slot
