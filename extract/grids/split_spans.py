"""A header over several columns printed in one cell with the headers of these, without a ruling
between them: "Realisasi" over "Keuangan" and "Fisik".
"""

from collections.abc import Sequence

import numpy as np

from extract.grids.rulings import RULINGS_SETTINGS, Floats, Grid, GridCell, owned_grid
from extract.records import Box
from extract.text.visual_lines import TextSegment, VisualLine


def with_split_spans(grid: Grid, lines: Sequence[VisualLine]) -> Grid:
    """Return the grid with a header over several columns separated from the headers of these."""
    rows = (row for row in range(len(grid.ys) - 1) if _holds_numbers(grid, row, lines))
    body = next(rows, 0)
    wide = [slot for slot in grid.slots if slot.row < body and slot.columns > 1]
    for slot in reversed(wide):
        y = _part(grid, slot, _pieces_in(_box_of(grid, slot), lines))
        if y is not None:
            grid = _parted_at(grid, slot, y)
    return grid


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
