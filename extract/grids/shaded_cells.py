"""Tables drawn by their shading alone: filled cells side by side, whose edges stand for rulings.

A header or every other row is filled cell by cell. The edges of such tiles are the rulings of those
rows, and a column edge continues through the rows between, which are not filled, and through those
under the last filled one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.grids.ruling_gaps import keeps_amounts_apart
from extract.grids.rulings import (
    RULINGS_SETTINGS,
    Floats,
    Grid,
    Rulings,
    find_grids,
    joined_rulings,
)
from extract.pdfium.paths import Boxes
from extract.text.visual_lines import TextSegment, VisualLine, is_caption


@dataclass(frozen=True, slots=True)
class ShadedCellsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Nothing smaller than this, in points, is a filled cell: what is thinner is a ruling.
    smallest: float = 6.0  # pt; e7c1f3d
    # Tiles whose edges are no further apart, in points, adjoin; those that begin or end as near
    # are of one table.
    adjoining: float = 2.0  # pt; e7c1f3d
    same_side: float = 4.0  # pt; e7c1f3d
    # Of two adjoining tiles the smaller has this share of its side along the other.
    along: float = 0.5  # share; e7c1f3d
    # A page with more filled areas is a drawing.
    most: int = 1500  # count; e7c1f3d
    # In line heights: the most that rows of one table are apart, and lines of one cell. In points,
    # how tall rows may be that are not filled.
    apart: float = 2.6  # heights; e7c1f3d
    wrapped: float = 0.9  # heights; e7c1f3d
    unfilled: float = 240.0  # pt; e7c1f3d
    # How far under its last line, in points, the ruling is that closes a table.
    closing: float = 20.0  # pt; e7c1f3d
    # Of the rows of a table at least this share is filled, or its header; of those in a table of
    # filled cells, hardly more than this share prints something beside it.
    filled: float = 0.2  # share; 5b33f94
    outside: float = 0.3  # share; 5b33f94
    # No row of a table has a piece of text over so many column edges: that is a line of running
    # text.
    over: int = 2  # count; e7c1f3d


_SETTINGS = ShadedCellsSettings()


class _ShadedTable(NamedTuple):
    """Adjoining tiles, the sides of what they cover, and where its columns part."""

    tiles: Boxes
    left: float
    top: float
    right: float
    bottom: float
    edges: Floats


def find_shaded_cells(fills: Boxes, grids: Sequence[Grid]) -> Boxes:
    """Return the filled areas of a page that may be cells: those outside the grids that rulings
    make.
    """
    tall, wide = (
        fills[:, 3] - fills[:, 1] > _SETTINGS.smallest,
        fills[:, 2] - fills[:, 0] > _SETTINGS.smallest,
    )
    tiles = fills[tall & wide]
    for grid in grids:
        x, y = (tiles[:, 0] + tiles[:, 2]) / 2, (tiles[:, 1] + tiles[:, 3]) / 2
        inside = (x > grid.xs[0]) & (x < grid.xs[-1]) & (y > grid.ys[0]) & (y < grid.ys[-1])
        tiles = tiles[~inside]
    return tiles if 3 <= len(tiles) <= _SETTINGS.most else tiles[:0]


def find_shaded_grids(tiles: Boxes, lines: Sequence[VisualLine], level: Rulings) -> list[Grid]:
    """Return the grids that tiles make, top to bottom; `lines` and `level` are the text and the
    rulings around them.
    """
    grids = []
    for parts in _tables(_tilings(tiles), lines):
        grids += find_grids(*_rules(parts, lines, level))
    return grids


def are_grid_cells(grid: Grid, tiles: Boxes, lines: Sequence[VisualLine]) -> bool:
    """Return whether the tiles that make a grid are its cells, and no marks in some rows of a
    table.

    Marks do not reach over all that the rows print, or not into each column, or they are in a few
    rows and not in the header.
    """
    inside = [line for line in lines if grid.ys[0] < _middle(line) < grid.ys[-1]]
    rows = [line for line in inside if line.numbers]
    outside = [
        line for line in rows if line.words[0].x1 < grid.xs[0] or line.words[-1].x0 > grid.xs[-1]
    ]
    filled = [
        line
        for line in inside
        if ((tiles[:, 1] < _middle(line)) & (tiles[:, 3] > _middle(line))).any()
    ]
    headed = any(not line.tabular for line in filled[:1])
    few = not headed and len(filled) < _SETTINGS.filled * len(rows)
    return (
        not few
        and len(outside) <= _SETTINGS.outside * len(rows)
        and keeps_amounts_apart(grid, rows)
    )


def _tilings(tiles: Boxes) -> list[tuple[_ShadedTable, bool]]:
    """Return the groups of adjoining tiles from top to bottom, and whether at least three are in a
    row in each.
    """
    beside = _adjoin(tiles, 0) & _level_with(tiles)
    linked = _adjoin(tiles, 0) | _adjoin(tiles, 1)
    linked |= linked.T
    in_a_row: NDArray[np.bool_] = np.logical_or.reduce(beside, axis=0) & np.logical_or.reduce(
        beside, axis=1
    )
    found = []
    for group in _connected(linked, np.lexsort((tiles[:, 0], tiles[:, 1])).tolist()):
        own = tiles[group]
        (left, top, *_), (*_, right, bottom) = own.min(0).tolist(), own.max(0).tolist()
        tiling = _ShadedTable(own, left, top, right, bottom, _edges(own, right))
        found.append((tiling, bool(in_a_row[group].any())))
    return sorted(found, key=lambda one: one[0].top)


def _connected(linked: NDArray[np.bool_], order: Sequence[int]) -> Iterator[list[int]]:
    """Yield the groups of those that are linked, directly or through others, each by the first of
    it in this order.
    """
    beside: dict[int, list[int]] = {at: [] for at in order}
    for one, other in zip(*(ends.tolist() for ends in np.nonzero(linked)), strict=True):
        beside[one].append(other)
    taken: set[int] = set()
    for first in order:
        if first not in taken:
            group, waiting = {first}, [first]
            while waiting:
                fresh = [other for other in beside[waiting.pop()] if other not in group]
                group.update(fresh)
                waiting += fresh
            taken |= group
            yield sorted(group)


def _adjoin(tiles: Boxes, axis: int) -> NDArray[np.bool_]:
    """Return which tile ends where which other begins, along the x axis (0) or the y axis (1)."""
    start, end = tiles[:, axis], tiles[:, axis + 2]
    low, high = tiles[:, 1 - axis], tiles[:, 3 - axis]
    shared = np.minimum(high[:, None], high) - np.maximum(low[:, None], low)
    along: NDArray[np.bool_] = shared >= _SETTINGS.along * np.minimum(
        (high - low)[:, None], high - low
    )
    return (np.abs(end[:, None] - start) <= _SETTINGS.adjoining) & along


def _level_with(tiles: Boxes) -> NDArray[np.bool_]:
    """Return which tiles begin and end at the same height as which others."""
    top, bottom = tiles[:, 1], tiles[:, 3]
    level: NDArray[np.bool_] = np.abs(top[:, None] - top) <= _SETTINGS.adjoining
    return level & (np.abs(bottom[:, None] - bottom) <= _SETTINGS.adjoining)


def _tables(
    tilings: Sequence[tuple[_ShadedTable, bool]], lines: Sequence[VisualLine]
) -> Iterator[list[_ShadedTable]]:
    """Yield the tilings that make one table: under each other in the same columns, with only rows
    between them.
    """
    taken: set[int] = set()
    for at, (tiling, begins) in enumerate(tilings):
        if at in taken or not begins:
            continue
        table, bottom = [tiling], tiling.bottom
        for later in range(at + 1, len(tilings)):
            other = tilings[later][0]
            if other.top - bottom > _SETTINGS.unfilled:
                break
            if later in taken or not _fits(tiling, other):
                continue
            between = [line for line in lines if bottom < _middle(line) < other.top]
            if not all(_is_row(line, tiling) for line in between):
                break
            table.append(other)
            taken.add(later)
            bottom = max(bottom, other.bottom)
        yield table


def _fits(tiling: _ShadedTable, other: _ShadedTable) -> bool:
    """Return whether the tiles of another tiling further down begin and end where the columns of
    this one do.
    """
    low, high = tiling.left - _SETTINGS.same_side, tiling.right + _SETTINGS.same_side
    if other.top < tiling.top or other.left < low or other.right > high:
        return False
    edges = np.concatenate(([tiling.left], tiling.edges, [tiling.right]))
    sides = other.tiles[:, [0, 2]]
    return bool((np.abs(sides[..., None] - edges).min(-1) <= _SETTINGS.same_side).all())


def _middle(line: VisualLine) -> float:
    return (line.top + line.bottom) / 2


def _edges(tiles: Boxes, right: float) -> Floats:
    """Return where the columns of tiles part that end at `right`."""
    if len(tiles) == 1:
        return np.empty(0)
    ends = np.sort(tiles[:, 2])
    ends = ends[ends < right - _SETTINGS.adjoining]
    return ends[np.diff(ends, append=np.inf) > _SETTINGS.adjoining]


def _is_row(line: VisualLine, tiling: _ShadedTable) -> bool:
    """Return whether a line may be of a row under a tiling: within its sides, no piece of it over
    several columns.
    """
    edges: list[float] = tiling.edges.tolist()
    own = [
        piece for piece in line.pieces if piece.box.x1 > tiling.left and piece.box.x0 < tiling.right
    ]
    over = max((_inset(piece).count_across(edges) for piece in own), default=0)
    return over < _SETTINGS.over and not is_caption(line.text)


def _inset(piece: TextSegment) -> TextSegment:
    """Return a piece a point narrower at either side."""
    return piece._replace(box=piece.box._replace(x0=piece.box.x0 + 1, x1=piece.box.x1 - 1))


def _rules(
    parts: Sequence[_ShadedTable], lines: Sequence[VisualLine], level: Rulings
) -> tuple[Rulings, Rulings]:
    """Return the horizontal and vertical rulings of a table of these tilings, the first of which
    has all its columns.
    """
    head = parts[0]
    tiles = np.concatenate([part.tiles for part in parts])
    top, body = _top(head, lines, _most_between(parts, lines))
    end = _end(head, max(part.bottom for part in parts), lines, level)
    own = level.chosen(
        (level.at > top - RULINGS_SETTINGS.bridge)
        & (level.at < end + RULINGS_SETTINGS.bridge)
        & (level.start < head.right - _SETTINGS.smallest)
        & (level.end > head.left + _SETTINGS.smallest)
    )
    edge = Rulings(
        np.array([top, body, end]), np.array([head.left] * 3), np.array([head.right] * 3)
    )
    xs = np.concatenate(([head.left], head.edges, [head.right]))
    under = Rulings(xs, _bottoms(head, xs), np.full(len(xs), end))
    over = Rulings(xs, np.full(len(xs), top), np.full(len(xs), head.top + 1))
    return joined_rulings(_sides(tiles, 1), own, edge), joined_rulings(
        _sides(tiles, 0), under, over
    )


def _sides(tiles: Boxes, axis: int) -> Rulings:
    """Return the sides of tiles as rulings: vertical ones for axis 0, horizontal ones for axis
    1.
    """
    at = np.concatenate([tiles[:, axis], tiles[:, axis + 2]])
    start, end = np.tile(tiles[:, 1 - axis], 2), np.tile(tiles[:, 3 - axis], 2)
    return Rulings(at, start, end)


def _bottoms(tiling: _ShadedTable, xs: Floats) -> Floats:
    """Return for each x how far down the tiles reach that have a side there."""
    sides = tiling.tiles[:, [0, 2], None]
    beside: NDArray[np.bool_] = np.logical_or.reduce(
        np.abs(sides - xs) <= _SETTINGS.adjoining, axis=1
    )
    reach = np.where(beside, tiling.tiles[:, 3, None], -np.inf).max(0)
    return np.where(np.isfinite(reach), reach, tiling.bottom)


def _most_between(parts: Sequence[_ShadedTable], lines: Sequence[VisualLine]) -> int:
    """Return how many rows that are not filled are between two filled ones at most."""
    middles = [_middle(line) for line in lines if line.tabular]
    return max(
        (_count_between(middles, upper.bottom, lower.top) for upper, lower in pairwise(parts)),
        default=0,
    )


def _count_between(values: Sequence[float], low: float, high: float) -> int:
    return sum(low < value < high for value in values)


def _top(head: _ShadedTable, lines: Sequence[VisualLine], most: int) -> tuple[float, float]:
    """Return where a table begins, and where its rows do that are not filled, under headers that
    are not filled either.

    A table whose first filled row is none of headers begins over the rows and headers that are not
    filled: of bands of rows the first need not be filled, after a page break with or without
    headers over it. It has no more than the `most` rows over its first filled one that it has
    between two of them.
    """
    if not _begins_with_numbers(head, lines):
        return head.top, head.top
    top = below = body = head.top
    room, headed = _SETTINGS.apart, False
    for line in reversed([line for line in lines if _middle(line) < head.top]):
        begins_row = len(line.pieces) >= _SETTINGS.over
        near = (room if begins_row else _SETTINGS.wrapped) * line.height
        if (
            below - line.bottom > near
            or not _is_row(line, head)
            or (headed and _is_over_heads(line))
        ):
            break
        most -= line.tabular
        if most < 0:
            return head.top, head.top
        below = line.top
        if begins_row:
            top, headed = line.top - 1, not line.tabular
            room, body = (_SETTINGS.wrapped, body) if headed else (_SETTINGS.apart, top)
    return top, body


def _begins_with_numbers(tiling: _ShadedTable, lines: Sequence[VisualLine]) -> bool:
    """Return whether the first line on filled cells is a row of numbers."""
    first = next((line for line in lines if tiling.top < _middle(line) < tiling.bottom), None)
    return first is not None and first.tabular


def _is_over_heads(line: VisualLine) -> bool:
    """Return whether a line over headers belongs to none of these: a row of numbers, or a line of a
    single piece.
    """
    return line.tabular or len(line.pieces) < _SETTINGS.over


def _end(head: _ShadedTable, bottom: float, lines: Sequence[VisualLine], level: Rulings) -> float:
    """Return where a table ends: under the rows that follow its last filled one, at the ruling that
    closes it.
    """
    spanning = (level.start <= head.left + _SETTINGS.same_side) & (
        level.end >= head.right - _SETTINGS.same_side
    )
    closing: list[float] = sorted(
        level.at[spanning & (level.at > bottom + RULINGS_SETTINGS.bridge)].tolist()
    )
    end, room = bottom, 0.0
    for line in lines:
        if _middle(line) <= end:
            continue
        begins_row = len(line.pieces) >= _SETTINGS.over
        room = (_SETTINGS.apart if begins_row else _SETTINGS.wrapped) * line.height
        above = max([end, *(at for at in closing if at <= line.top)])
        if (
            line.top - above > room
            or not _is_row(line, head)
            or (above == bottom and not begins_row)
        ):
            break
        end = line.bottom
    return max([end, *(at for at in closing if at <= end + _SETTINGS.closing)])
