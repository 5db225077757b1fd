"""What is framed together with a table and is no row of it: a box with its title above, one with
the page number below.

Programs of regional finance draw both as wide as the table, edge to edge with it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.grids.rulings import Grid, GridCell, owned_grid
from extract.pages.page_records import TextLine
from extract.patterns import regex
from extract.tables.headers import is_number_row


@dataclass(frozen=True, slots=True)
class FramesSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A table of fewer columns may have one wide row for any reason.
    columns: int = 3  # count; fad2926
    # The row of column numbers is so many rows under a title at most.
    header_rows: int = 5  # count; bf6bfff


_SETTINGS = FramesSettings()


Lines = dict[int, list[TextLine]]

_PAGE_NUMBER = regex(
    r"\b(?:hal(?:aman)?|page)\b\.?\s*[:\-–]?\s*\d{1,4}(?:\s*(?:dari|of|/)\s*\d{1,4})?$",
    re.IGNORECASE,
)


def without_frame(grid: Grid, lines: Lines) -> tuple[Grid, Lines, list[TextLine]]:
    """Return the grid and the lines of its cells without the boxes at its ends, and the lines of
    those.
    """
    rows = len(grid.ys) - 1
    begin, end = _framed_rows(grid, lines)
    if (begin, end) == (0, rows):
        return grid, lines, []
    kept = [at for at, slot in enumerate(grid.slots) if begin <= slot.row < end]
    slots = [
        GridCell(s.row - begin, s.column, s.rows, s.columns)
        for s in map(grid.slots.__getitem__, kept)
    ]
    own = {new: lines[old] for new, old in enumerate(kept) if old in lines}
    outside = lines.keys() - set(kept)
    freed = [line for at, group in lines.items() if at in outside for line in group]
    return owned_grid(grid.xs, grid.ys[begin : end + 1], slots), own, freed


def _framed_rows(grid: Grid, lines: Lines) -> tuple[int, int]:
    """Return the first row and the end of the table within its frame: all rows where it has
    none.
    """
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    if columns < _SETTINGS.columns or rows < _SETTINGS.columns:
        return 0, rows
    first, last = grid.slots[0], grid.slots[int(grid.owner[-1, 0])]
    titled = first.columns == columns and _has_number_row(grid, lines)
    numbered = last.columns == columns and _is_numbered_page(lines.get(len(grid.slots) - 1, ()))
    return first.rows if titled else 0, rows - last.rows if numbered else rows


def _is_numbered_page(lines: Sequence[TextLine]) -> bool:
    """Return whether the text of a cell ends in the number of the page."""
    return bool(lines) and _PAGE_NUMBER.search(lines[-1].text) is not None


def _has_number_row(grid: Grid, lines: Mapping[int, Sequence[TextLine]]) -> bool:
    """Return whether the numbers of the columns are under the headers of the second row."""
    for row in range(2, min(_SETTINGS.header_rows, len(grid.ys) - 1)):
        owners = grid.owner[row].tolist()
        texts = [_joined_text(lines.get(owner, ())) for owner in owners]
        if len(set(owners)) == len(owners) and is_number_row(texts):
            return True
    return False


def _joined_text(lines: Sequence[TextLine]) -> str:
    return " ".join(line.text for line in lines)
