"""Where the text of one cell ends and that of the next begins, though the one runs over into the
other.

A code wider than its column touches the name beside it, amounts wider than theirs touch each other.
Two things part them: they were drawn by two operations, and the texts of a column begin at one line
at its left or end at one at its right.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.grids.rulings import Grid
from extract.pages.page_source import PageSource
from extract.pdfium.raw_page import Glyphs


@dataclass(frozen=True, slots=True)
class OverflowSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # How far, in points, the text of a cell is from its border at most.
    inset: float = 9.0  # pt; 51a9702
    # The texts of a column begin or end so near to one line, in points, and at least this share
    # of its texts there.
    same_inset: float = 0.4  # pt; c72df93
    usual: float = 0.3  # share; c72df93
    # What is less of a gap or an overlap between two glyphs, in heights, is none.
    step: float = 0.01  # heights; c72df93


_SETTINGS = OverflowSettings()


class _Piece(NamedTuple):
    """What one operation drew of a string: its first glyph, its sides and height in points, its
    first and last sign.
    """

    glyph: int
    left: float
    right: float
    height: float
    first: str
    last: str


@dataclass(slots=True)
class _Column:
    """The sides of a column, and how far from them its texts begin and end."""

    left: float
    right: float
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)

    def begins(self, piece: _Piece) -> bool:
        """Return whether a piece begins where the texts of the column begin."""
        return _is_usual(piece.left - self.left, self.starts)

    def closes(self, piece: _Piece) -> bool:
        """Return whether a piece ends where the texts of the column end."""
        return _is_usual(self.right - piece.right, self.ends)


def _is_usual(inset: float, known: Sequence[float]) -> bool:
    """Return whether an inset is that of many texts of a column; `known` is sorted."""
    alike = bisect_right(known, inset + _SETTINGS.same_inset) - bisect_left(
        known, inset - _SETTINGS.same_inset
    )
    return -1 <= inset < _SETTINGS.inset and alike >= max(_SETTINGS.usual * len(known), 1)


def split_overflow(
    page: PageSource, glyphs: Glyphs, strings: NDArray[np.intp], grids: Sequence[Grid]
) -> NDArray[np.bool_]:
    """Return which glyphs begin the text of another cell within a string; `strings` gives that of
    each inked glyph.
    """
    begins = np.zeros(len(glyphs.boxes), np.bool_)
    ink, boxes = glyphs.ink, glyphs.boxes[glyphs.ink]
    edges = np.flatnonzero(np.diff(strings)) + 1
    first, last = np.concatenate(([0], edges)), np.append(edges, len(ink)) - 1
    middle = (boxes[first, 1] + boxes[first, 3]) / 2
    for grid in grids:
        own = (middle > grid.ys[0]) & (middle < grid.ys[-1])
        left, right = boxes[first, 0], boxes[last, 2]
        low = np.searchsorted(grid.xs, left + 1, side="right") - 1
        high = np.searchsorted(grid.xs, right - 1, side="right") - 1
        own &= (high >= 0) & (low < len(grid.xs) - 1)
        across = np.flatnonzero(own & (low < high)).tolist()
        if not across:
            continue
        columns = [_Column(*sides) for sides in pairwise(grid.xs.tolist())]
        whole = own & (low == high) & (low >= 0)
        for at in np.flatnonzero(whole).tolist():
            column = columns[low[at]]
            column.starts.append(left[at] - column.left)
            column.ends.append(column.right - right[at])
        for column in columns:
            column.starts.sort()
            column.ends.sort()
        for at in across:
            pieces = list(_pieces(page, glyphs, ink[first[at] : last[at] + 1].tolist()))
            for before, piece in pairwise(pieces):
                begins[piece.glyph] |= _parts(before, piece, columns)
    return begins


def _pieces(page: PageSource, glyphs: Glyphs, indices: Sequence[int]) -> Iterator[_Piece]:
    """Yield what each operation drew of a string."""
    begins = [
        at for at, apart in enumerate(page.drawn_apart(glyphs.numbers[indices].tolist())) if apart
    ]
    for start, end in pairwise([*begins, len(indices)]):
        first, last = indices[start], indices[end - 1]
        left, top, _, bottom = glyphs.boxes[first].tolist()
        right = float(glyphs.boxes[last, 2])
        yield _Piece(first, left, right, bottom - top, glyphs.text[first], glyphs.text[last])


def _parts(before: _Piece, piece: _Piece, columns: Sequence[_Column]) -> bool:
    """Return whether the texts of two cells meet between two pieces of a string.

    The second begins where texts of its column begin, or the first ends where texts of its own end,
    or the second is an amount that ends where those of its column do. A piece that continues from
    the one before it begins nothing.
    """
    goes_on = (
        abs(piece.left - before.right) < _SETTINGS.step * piece.height
        and piece.first.isdigit() == before.last.isdigit()
    )
    for column in columns:
        behind = before.left < column.left - 1
        if behind and not goes_on and column.begins(piece):
            return True
        if behind and not goes_on and piece.first.isdigit() and column.closes(piece):
            return True
        if column.closes(before) and piece.right > column.right + 1 and before.last.isdigit():
            return True
    return False
