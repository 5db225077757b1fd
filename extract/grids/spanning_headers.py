"""Headers over several columns, where no rulings separate them: words centred over columns that
have headers of their own below.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extract.grids.rulings import Grid, GridCell, owned_grid
from extract.pages.page_records import TextLine
from extract.patterns import regex
from extract.records import Box
from extract.text.visual_lines import VisualLine


@dataclass(frozen=True, slots=True)
class SpanningHeadersSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # In line heights: the least gap between a header and the headers under it; lines of one header
    # are closer.
    under: float = 0.4  # heights; 36b13df
    # How far, in points and as a share of the width it spans, a header may be from the middle of
    # its columns.
    off_centre: float = 6.0  # pt; 36b13df
    off_centre_share: float = 0.12  # share; 36b13df
    # No header has more rows.
    header_rows: int = 3  # count; e7bfa7d
    # How far apart, in points, headers of one level may begin, end or have their middle.
    level: float = 3.0  # pt; 36b13df


_SETTINGS = SpanningHeadersSettings()


_NUMBER = regex(r"[(]?[\d.,]+\s*%?[)]?")


class SpanningHeader(NamedTuple):
    """A header in levels: the edges of its rows in points, and its cells."""

    ys: list[float]
    slots: list[GridCell]


class _HeaderCell(NamedTuple):
    """A header over columns `first` to `last`: where it is printed, and where the headers under it
    begin.
    """

    first: int
    last: int
    bottom: float
    below: float


def find_spanning_headers(
    lines: Sequence[VisualLine], edges: Sequence[float]
) -> SpanningHeader | None:
    """Return the two levels of the header in these lines, or None where no header is over several
    columns.
    """
    heads = _spanning_headers(lines, edges)
    if not heads:
        return None
    split = (max(head.bottom for head in heads) + min(head.below for head in heads)) / 2
    if any(head.bottom > split or head.below < split for head in heads):
        return None
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    return SpanningHeader([top, split, bottom], _level_slots(heads, len(edges) - 1))


def _spanning_headers(lines: Sequence[VisualLine], edges: Sequence[float]) -> list[_HeaderCell]:
    """Return the headers over several columns, of which no two share one."""
    columns = _columns(lines, edges)
    heads: list[_HeaderCell] = []
    for line in lines:
        for piece in line.pieces:
            head = _head(piece.box, columns, edges)
            if head and not any(one.first <= head.last and head.first <= one.last for one in heads):
                heads.append(head)
    return heads


def _level_slots(heads: Sequence[_HeaderCell], width: int) -> list[GridCell]:
    """Return the cells of a header of two levels: headers over their columns, and beside these one
    cell a column.
    """
    spanned = {column for head in heads for column in range(head.first, head.last + 1)}
    slots = [GridCell(0, head.first, 1, head.last - head.first + 1) for head in heads]
    slots += [GridCell(1, column, 1, 1) for column in sorted(spanned)]
    return slots + [GridCell(0, column, 2, 1) for column in range(width) if column not in spanned]


def _columns(lines: Sequence[VisualLine], edges: Sequence[float]) -> list[list[Box]]:
    """Return the words of each column from top to bottom."""
    columns: list[list[Box]] = [[] for _ in pairwise(edges)]
    for line in lines:
        for box in line.words:
            middle = (box.x0 + box.x1) / 2
            for words, (low, high) in zip(columns, pairwise(edges), strict=True):
                if low <= middle < high:
                    words.append(box)
    return columns


def _head(box: Box, columns: Sequence[Sequence[Box]], edges: Sequence[float]) -> _HeaderCell | None:
    """Return the header that is printed in a box, over the columns that it is best centred over, if
    it is one.
    """
    middle = (box.x0 + box.x1) / 2
    best: tuple[float, int, int, float] | None = None
    for first, last, members in _spans_below(box, columns):
        if edges[first] <= box.x0 and box.x1 <= edges[last + 1] and _are_level(members):
            centres = (edges[first] + edges[last + 1], members[0].x0 + members[-1].x1)
            off = min(abs(middle - centre / 2) for centre in centres)
            if best is None or (round(off), first - last) < (round(best[0]), best[1] - best[2]):
                best = off, first, last, min(member.top for member in members)
    if best is None:
        return None
    off, first, last, below = best
    if off > max(
        _SETTINGS.off_centre, _SETTINGS.off_centre_share * (edges[last + 1] - edges[first])
    ):
        return None
    return _HeaderCell(first, last, box.bottom, below)


def _spans_below(
    box: Box, columns: Sequence[Sequence[Box]]
) -> Iterator[tuple[int, int, list[Box]]]:
    """Yield the spans of two columns or more that end in headers below a box, with the headers
    below it in each.
    """
    below = [_under(box, words) for words in columns]
    ends = [
        head is not None and not _has_beside(box, words)
        for head, words in zip(below, columns, strict=True)
    ]
    for first in range(len(columns)):
        for last in range(first + 1, len(columns)):
            if not (ends[first] and ends[last]):
                break
            yield first, last, [head for head in below[first : last + 1] if head]


def _has_beside(box: Box, words: Sequence[Box]) -> bool:
    """Return whether one of these words is beside a header."""
    return any(_is_beside(box, word) for word in words)


def _under(box: Box, words: Sequence[Box]) -> Box | None:
    """Return the box around the words of a column below a header, None where there are none or they
    are too close.
    """
    own = [word for word in words if word.top >= box.bottom - 1]
    if not own or min(word.top for word in own) - box.bottom < _SETTINGS.under * (
        box.bottom - box.top
    ):
        return None
    whole = own[0]
    for word in own[1:]:
        whole = whole.union(word)
    return whole


def _is_beside(box: Box, word: Box) -> bool:
    """Return whether a word is beside a header, on its level or reaching into it; the words of the
    header do not.
    """
    level = word.top < box.bottom - 1
    return level and not (
        word.x0 >= box.x0 - 1 and word.x1 <= box.x1 + 1 and word.top >= box.top - 1
    )


def _are_level(boxes: Sequence[Box]) -> bool:
    """Return whether boxes begin, end or have their middle at one height."""
    heights = (
        [box.top for box in boxes],
        [box.bottom for box in boxes],
        [box.top + box.bottom for box in boxes],
    )
    return any(max(at) - min(at) <= _SETTINGS.level for at in heights)


def merge_spanning_headers(grid: Grid, lines: Mapping[int, Sequence[TextLine]]) -> Grid:
    """Return the grid with each header in one cell with the blank ones it is centred over, above
    headers of theirs.
    """
    merged = _merged_heads(grid, lines)
    if not merged:
        return grid
    gone = {
        int(grid.owner[grid.slots[index].row, at])
        for index, span in merged.items()
        for at in range(*span)
    }
    slots = [slot for index, slot in enumerate(grid.slots) if index not in gone]
    for index, (first, end) in merged.items():
        slot = grid.slots[index]
        slots.append(GridCell(slot.row, first, slot.rows, end - first))
    return owned_grid(grid.xs, grid.ys, slots)


def _merged_heads(
    grid: Grid, lines: Mapping[int, Sequence[TextLine]]
) -> dict[int, tuple[int, int]]:
    """Return the first column and the end of those that each header is centred over, by the index
    of its cell.
    """
    merged: dict[int, tuple[int, int]] = {}
    numbered = [
        grid.slots[index].row for index, group in lines.items() if _NUMBER.fullmatch(group[0].text)
    ]
    end, rows = (
        min([_SETTINGS.header_rows, *numbered]),
        Counter(grid.slots[index].row for index in lines),
    )
    for index, slot in enumerate(grid.slots):
        above_others = slot.row < end and slot.row + slot.rows < len(grid.ys) - 1
        # a text alone in its row is the rest of a row that a page break split
        if above_others and index in lines and rows[slot.row] > 1:
            span = _blank_around(grid, index, lines)
            if span is not None:
                merged[index] = span
    return merged


def _blank_around(
    grid: Grid, index: int, lines: Mapping[int, Sequence[TextLine]]
) -> tuple[int, int] | None:
    """Return the first column and the end of those that a header is centred over, blank beside it
    and headed below.
    """
    slot = grid.slots[index]
    bottom = slot.row + slot.rows

    def is_open(column: int) -> bool:
        beside, under = int(grid.owner[slot.row, column]), int(grid.owner[bottom, column])
        if min(beside, under) < 0:
            return False
        other = grid.slots[beside]
        return (
            not lines.get(beside)
            and other.row == slot.row
            and other.rows == slot.rows
            and bool(lines.get(under))
        )

    box = lines[index][0].box
    middle = (box.x0 + box.x1) / 2
    first, end = slot.column, slot.column + slot.columns
    spans = []
    low = first
    while low > 0 and is_open(low - 1):
        low -= 1
    high = end
    while high < len(grid.xs) - 1 and is_open(high):
        high += 1
    for start in range(low, first + 1):
        for stop in range(end, high + 1):
            if stop - start > end - first:
                width = float(grid.xs[stop] - grid.xs[start])
                off = abs(middle - float(grid.xs[stop] + grid.xs[start]) / 2)
                spans.append(
                    (
                        off > max(_SETTINGS.off_centre, _SETTINGS.off_centre_share * width),
                        off,
                        start,
                        stop,
                    )
                )
    own = abs(middle - float(grid.xs[first] + grid.xs[end]) / 2)
    best = min(spans, default=None)
    if (
        best is None
        or best[0]
        or not lines.get(int(grid.owner[bottom, first]))
        or best[1] > own + _SETTINGS.off_centre
    ):
        return None
    return best[2], best[3]
