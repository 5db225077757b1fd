"""Several columns of words and numbers between two vertical rulings: separated by the gaps that
headers and rows share.

One vertical ruling bounds a column at its own side only. What is at its other side are several
columns where the headers are as far apart as what is under them, and something under them is a
number.
"""

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.grids.double_columns import (
    ColumnGap,
    column_lines,
    count_by_column,
    wide_cells,
    with_edge,
)
from extract.grids.rulings import Grid
from extract.patterns import regex
from extract.pdfium.raw_page import Glyphs
from extract.records import Box
from extract.text.visual_lines import TextSegment, VisualLine, is_year


@dataclass(frozen=True, slots=True)
class HeadedColumnsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Fewer rows may leave a gap by chance; of the rows of a column this share is separated, and of
    # those has numbers.
    rows: int = 2  # count; e7bfa7d
    most: float = 0.6  # share; 342722a
    # A column without a header has a number in this share of the rows, and two such columns confirm
    # each other.
    nearly_all: float = 0.8  # share; 4c6a452
    both: int = 2  # count; 4c6a452
    # In line heights: the least gap that all rows share.
    shared: float = 0.3  # heights; f6b8d33


_SETTINGS = HeadedColumnsSettings()


# What is apart from its number, before or behind it.
_BEFORE, _BEHIND = regex(r"(?:Rp\.?|IDR|[:=(])+"), regex(r"[%)]+|,-")

# The printed lines of one row of a grid column.
_Row = Sequence[VisualLine]


class _ColumnPart(NamedTuple):
    """What is between two gaps: its header, and what each row under the headers has there."""

    head: tuple[TextSegment, ...]
    body: tuple[tuple[TextSegment, ...], ...]

    @property
    def numbers(self) -> float:
        """The share of rows that have a number there."""
        return self.count(lambda piece: piece.number) / len(self.body)

    @property
    def amounts(self) -> float:
        """The share of rows that have an amount or a percentage there."""
        return self.count(lambda piece: piece.amount) / len(self.body)

    def count(self, condition: Callable[[TextSegment], bool]) -> int:
        """Return how many rows have a segment there for which the condition holds."""
        return sum(any(map(condition, row)) for row in self.body)

    @property
    def signs_before(self) -> bool:
        """Whether it is nothing but signs of what follows."""
        return all(_BEFORE.fullmatch(piece.text) for row in self.body for piece in row)

    @property
    def signs_behind(self) -> bool:
        """Whether it is nothing but signs of what is before."""
        return all(_BEHIND.fullmatch(piece.text) for row in self.body for piece in row)

    @property
    def groups_of_digits(self) -> bool:
        """Whether it is nothing but groups of three digits: 1 500 000 is one number."""
        return all(
            len(piece.text) == 3 and piece.text.isdigit() for row in self.body for piece in row
        )


def split_headed_columns(
    grids: Sequence[Grid], glyphs: Glyphs, region: NDArray[np.intp]
) -> list[Grid]:
    """Return the grids with those columns separated that hold several under headers of their own;
    none where none does.

    `region` gives the cell of each glyph, counted over all grids.
    """
    where = region[glyphs.ink]
    ink, where = glyphs.ink[where >= 0], where[where >= 0]
    every, wide = np.unique(where), wide_cells(glyphs.boxes[ink], where)
    parted: dict[int, Grid] = {}
    first = 0
    for at, grid in enumerate(grids):
        held, gaping = count_by_column(grid, first, every), count_by_column(grid, first, wide)
        finer = grid
        for column in sorted(gaping, reverse=True):
            if gaping[column] >= max(_SETTINGS.rows, _SETTINGS.most * held[column]):
                lines = _with_numbers_apart(column_lines(grid, column, glyphs, region, first))
                for x in reversed(_edges([lines[row] for row in sorted(lines) if lines[row]])):
                    finer = with_edge(finer, ColumnGap(column, x), lines)
        if finer is not grid:
            parted[at] = finer
        first += len(grid.slots)
    return [parted.get(at, grid) for at, grid in enumerate(grids)] if parted else []


def _with_numbers_apart(lines: dict[int, list[VisualLine]]) -> dict[int, list[VisualLine]]:
    """Return the lines with a number separated from the words before it at a gap that all rows with
    several pieces share.

    The longest name may come closer to its number than two pieces of one line do.
    """
    parted = _several(list(lines.values()))
    if not parted:
        return lines
    gaps = _free([box for row in parted for line in row for box in line.words], parted)
    return {row: list(map(_with_number_apart, own, repeat(gaps))) for row, own in lines.items()}


def _with_number_apart(line: VisualLine, gaps: Sequence[float]) -> VisualLine:
    """Return a line with those pieces separated at one of these gaps behind which they are a
    number.
    """
    pieces: list[TextSegment] = []
    for piece in line.pieces:
        boxes = [box for box in line.words if piece.box.x0 <= box.x0 < piece.box.x1]
        *before, last = piece.text.split(" ")
        number = TextSegment(last, boxes[-1])
        if before and number.number and any(boxes[-2].x1 < x < number.box.x0 for x in gaps):
            pieces += [TextSegment(" ".join(before), piece.box._replace(x1=boxes[-2].x1)), number]
        else:
            pieces.append(piece)
    return line._replace(pieces=tuple(pieces))


def _several(rows: Sequence[_Row]) -> list[_Row]:
    """Return the rows a line of which has several pieces."""
    return [row for row in rows if max(map(_count_pieces, row), default=0) > 1]


def _count_pieces(line: VisualLine) -> int:
    return len(line.pieces)


def _edges(rows: Sequence[_Row]) -> list[float]:
    """Return the x of the edges between the columns that the rows of one ruled column hold; none
    where it is one.
    """
    parted = _several(rows)
    if len(parted) < max(_SETTINGS.rows, _SETTINGS.most * len(rows)):
        return []
    headed = _is_head(parted[0])
    head, body = (parted[0], parted[1:]) if headed else ((), parted)
    if not _holds_numbers(body):
        return []
    gaps = _free([piece.box for row in parted for line in row for piece in line.pieces], parted)
    bodies = zip(*(_split(row, gaps) for row in body), strict=True)
    parts = [_ColumnPart(*each) for each in zip(_split(head, gaps), bodies, strict=True)]
    if not headed and sum(part.amounts >= _SETTINGS.nearly_all for part in parts) < _SETTINGS.both:
        return []
    return [
        x
        for x, (left, right) in zip(gaps, pairwise(parts), strict=True)
        if _are_apart(left, right, parts[0])
    ]


def _count_numbered(row: _Row) -> int:
    """Return how many lines of a row print numbers."""
    return sum(bool(line.numbers) for line in row)


def _holds_numbers(rows: Sequence[_Row]) -> bool:
    """Return whether enough lines of these rows print numbers, and most rows."""
    counts = list(map(_count_numbered, rows))
    return sum(counts) >= _SETTINGS.rows and sum(map(bool, counts)) >= _SETTINGS.most * len(rows)


def _is_head(row: _Row) -> bool:
    """Return whether a row may be the header of columns: words and years."""
    return not any(
        piece.number and not is_year(piece.text) for line in row for piece in line.pieces
    )


def _free(boxes: Sequence[Box], rows: Sequence[_Row]) -> list[float]:
    """Return the middles of the gaps that none of these boxes, which the rows print, is in."""
    spans = sorted((box.x0, box.x1) for box in boxes)
    height = max(line.height for row in rows for line in row)
    found, end = [], spans[0][1]
    for x0, x1 in spans:
        if x0 - end > _SETTINGS.shared * height:
            found.append((end + x0) / 2)
        end = max(end, x1)
    return found


def _split(row: _Row, gaps: Sequence[float]) -> list[tuple[TextSegment, ...]]:
    """Return the pieces of a row between these gaps."""
    found: list[list[TextSegment]] = [[] for _ in range(len(gaps) + 1)]
    for line in row:
        for piece in line.pieces:
            found[bisect(gaps, piece.box.x0)].append(piece)
    return [tuple(pieces) for pieces in found]


def _are_apart(left: _ColumnPart, right: _ColumnPart, first: _ColumnPart) -> bool:
    """Return whether two neighbours are two columns: each has its header, or is a number in nearly
    every row.

    What is before the first name without a header is its count or its code; a sign belongs to its
    number, and what follows a colon to what it explains.
    """
    if left.signs_before or right.signs_behind or _explains(right):
        return False
    if left is first and not left.head and left.numbers > 1 - _SETTINGS.nearly_all:
        return left.amounts >= _SETTINGS.nearly_all and right.amounts >= _SETTINGS.nearly_all
    return bool(right.head) or (
        right.numbers >= _SETTINGS.nearly_all and not right.groups_of_digits
    )


def _explains(part: _ColumnPart) -> bool:
    """Return whether a part follows a colon in most rows."""
    explained = part.count(lambda piece: piece.text.startswith(":"))
    return explained > _SETTINGS.most * len(part.body)
