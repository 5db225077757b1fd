"""Rows of a ruled table without vertical rulings inside: their pieces are under the columns all the
same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.grids.rulings import Grid, GridCell, owned_grid
from extract.patterns import DASHES
from extract.pdfium.raw_page import Glyphs
from extract.text.text_lines import find_words
from extract.text.visual_lines import VisualLine, is_total, shares_width_with_any, visual_lines


@dataclass(frozen=True, slots=True)
class OpenRowsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A cell over fewer columns, or with fewer numbers, is one cell. Numbers that are no amounts are
    # trusted where the pieces of so many rows are in columns of their own, in more than this share
    # of the columns.
    columns: int = 3  # count; fad2926
    numbers: int = 2  # count; f6b8d33
    rows: int = 2  # count; e7bfa7d
    filled: float = 0.5  # share; f6b8d33
    # How far, in points, a piece may reach over the edge of its column.
    over: float = 1.0  # pt; fad2926


_SETTINGS = OpenRowsSettings()


# Which code points are digits or dashes; the last stands for all others.
_NUMERIC = np.zeros(0x2214, np.bool_)
_NUMERIC[[*map(ord, "0123456789" + DASHES)]] = True


def split_open_rows(grids: Sequence[Grid], glyphs: Glyphs, region: NDArray[np.intp]) -> list[Grid]:
    """Return the grids with those cells over several columns separated in which each has its
    number; none where none is.

    `region` gives the cell of each glyph, counted over all grids.
    """
    if not any(slot.columns >= _SETTINGS.columns for grid in grids for slot in grid.slots):
        return []
    numeric = _numeric_glyphs(glyphs, region, sum(len(grid.slots) for grid in grids))
    parted: list[dict[GridCell, list[GridCell]]] = []
    first = 0
    for grid in grids:
        wide = [
            (slot, where)
            for where, slot in enumerate(grid.slots, first)
            if slot.columns >= _SETTINGS.columns
            and slot.rows == 1
            and numeric[where] >= _SETTINGS.numbers
        ]
        parted.append(
            _wide_parts(
                grid,
                [(slot, visual_lines(find_words(glyphs, region, only=at))) for slot, at in wide],
            )
        )
        first += len(grid.slots)
    return list(map(_with_parts, grids, parted)) if any(parted) else []


def _numeric_glyphs(glyphs: Glyphs, region: NDArray[np.intp], cells: int) -> list[int]:
    """Return how many digits and dashes each cell holds."""
    inside = region >= 0
    numeric = _NUMERIC[np.minimum(glyphs.codes[inside], len(_NUMERIC) - 1)]
    counted: list[int] = np.bincount(region[inside][numeric], minlength=cells).tolist()
    return counted


def _wide_parts(
    grid: Grid, wide: Sequence[tuple[GridCell, Sequence[VisualLine]]]
) -> dict[GridCell, list[GridCell]]:
    """Return the cells that these wide cells of a grid hold, none where too few of them
    print rows.
    """
    amounts: dict[GridCell, list[GridCell]] = {}
    counts: dict[GridCell, list[GridCell]] = {}
    for slot, lines in wide:
        if pieces := _parts(slot, lines, grid):
            many = (
                any(map(_is_total, lines))
                or sum(len(line.amounts) for line in lines) >= _SETTINGS.numbers
            )
            (amounts if many else counts)[slot] = pieces
    return amounts | counts if amounts or len(counts) >= _SETTINGS.rows else {}


def _parts(slot: GridCell, lines: Sequence[VisualLine], grid: Grid) -> list[GridCell]:
    """Return the cells that a wide cell holds: its name, and a column for each number.

    One line has the numbers; the others, if any, continue with the name.
    """
    numbered = [line for line in lines if len(line.numbers) >= _SETTINGS.numbers or _is_total(line)]
    if len(numbered) != 1:
        return []
    (row,) = numbered
    begin, end = _first_number_column(row, grid), slot.column + slot.columns
    if begin is None or not slot.column <= begin < end:
        return []
    if not _are_believed(row, slot) or not _go_on(
        row, [line for line in lines if line not in numbered]
    ):
        return []
    name = [GridCell(slot.row, slot.column, 1, begin - slot.column)] if begin > slot.column else []
    return name + [GridCell(slot.row, column, 1, 1) for column in range(begin, end)]


def _first_number_column(row: VisualLine, grid: Grid) -> int | None:
    """Return the column of the first number of a row, None unless each is in one of its own, behind
    the name.
    """
    columns = [_columns(piece.box.x0, piece.box.x1, grid) for piece in row.pieces]
    named = not row.pieces[0].number
    numbers = columns[named:]
    begin = numbers[0][0]
    if len(dict(numbers)) < len(numbers) or any(first != last for first, last in numbers):
        return None
    return None if named and not _ends_before(row, columns[0], begin, grid) else begin


def _ends_before(line: VisualLine, name: tuple[int, int], begin: int, grid: Grid) -> bool:
    """Return whether the name of a row ends before a column; that of a total may be set close to
    its number.
    """
    box = line.pieces[0].box
    return name[1] < begin or (_is_total(line) and (box.x0 + box.x1) / 2 < float(grid.xs[begin]))


def _columns(x0: float, x1: float, grid: Grid) -> tuple[int, int]:
    """Return the first and the last column that a piece is in."""
    first, last = np.searchsorted(
        grid.xs, (x0 + _SETTINGS.over, x1 - _SETTINGS.over), side="right"
    ).tolist()
    return first - 1, last - 1


def _are_believed(line: VisualLine, slot: GridCell) -> bool:
    """Return whether a line prints amounts, or enough pieces to distinguish a row from a heading
    that names numbers.
    """
    return (
        len(line.amounts) >= _SETTINGS.numbers
        or len(line.pieces) > _SETTINGS.filled * slot.columns
        or _is_total(line)
    )


def _is_total(line: VisualLine) -> bool:
    """Return whether a line prints a total or a mean and nothing else: its name, and one amount
    apart from it.
    """
    return len(line.pieces) == 2 and line.pieces[1].amount and is_total(line.pieces[0].text)


def _go_on(line: VisualLine, others: Sequence[VisualLine]) -> bool:
    """Return whether the other lines of a cell are words under or over one word of its line of
    numbers.
    """
    names = [piece.box for piece in line.pieces if not piece.number]
    return all(
        not piece.number and shares_width_with_any(piece.box, names)
        for other in others
        for piece in other.pieces
    )


def _with_parts(grid: Grid, parts: dict[GridCell, list[GridCell]]) -> Grid:
    """Return the grid with these parts in place of the cells that they part."""
    slots = [part for slot in grid.slots for part in parts.get(slot, [slot])]
    return owned_grid(grid.xs, grid.ys, slots)
