"""Ruled lines to grids: which rulings belong together, where their rows and columns are, and which
cells are merged.

A border may be one line, two lines a point apart, a chain of small filled rectangles, or the side
of a stroked box. All become horizontal and vertical rulings first, so that one builder serves them
all; level and upright are handled by the same functions with the axes exchanged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.pdfium.paths import PATHS_SETTINGS, Boxes


@dataclass(frozen=True, slots=True)
class RulingsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Rules closer than this, in points, are one border: producers draw an edge twice, half a
    # point to two points apart.
    snap: float = 2.0  # pt; bd6fe12
    # A gap in a ruling smaller than this, in points, is bridged: corners of filled borders, dashes.
    bridge: float = 3.5  # pt; bd6fe12
    # Nothing shorter than this, in points, is a ruling.
    shortest: float = 4.0  # pt; bd6fe12
    # Nothing narrower than this, in points, is a table: strokes of drawn letters cross too.
    narrowest: float = 50.0  # pt; 4a53d82
    # How far, in points, the majority of rulings must run past an outer edge for the table to be
    # open there.
    open: float = 6.0  # pt; 1917590
    majority: float = 0.6  # share; 1917590
    # How far the sides of a dot differ at most, in points; fewer dots are no ruling.
    square: float = 0.1  # pt; 973ff2a
    dots: int = 4  # count; 973ff2a
    # A page with more rulings in one direction is a drawing: only the longest are looked at, so
    # that cost stays bounded.
    most: int = 2000  # count; bd6fe12
    # A border is drawn at most this wide, in points, with lines within SNAP of each other; what
    # is wider, and drawn so many times along its length, is a hatching or a gradient, of which
    # only lines so many times longer than most are borders.
    border: float = 6.0  # pt; 2cba040
    strokes: float = 3.0  # ratio; 2cba040
    far_longer: float = 2.0  # ratio; 2cba040
    # How often lines are separated along and across at most: more is no layout of a page.
    cuts: int = 8  # count; 2cba040
    # The outer border of a table runs over at least this share of its width; of the sides of what
    # hangs on it so many are under no edge of its columns.
    spanned: float = 0.5  # share; bf6bfff
    off: float = 0.5  # share; f6b8d33
    # Columns of one row that continues from the page before and to the next are at least so tall,
    # in points; hardly a glyph, as a share of those level with them, is beside them.
    tall: float = 150.0  # pt; 3bd7d86
    stray: float = 0.02  # share; f6b8d33
    # So many rulings of one length, and rows with text in all columns, make a table around one or
    # two vertical rulings.
    open_rules: int = 3  # count; f6b8d33
    open_rows: int = 2  # count; f6b8d33


RULINGS_SETTINGS = RulingsSettings()


Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Parallel rulings after snapping: `at` is where each lies, `start` and `end` how far it
    reaches.
    """

    at: Floats
    start: Floats
    end: Floats

    def __len__(self) -> int:
        return len(self.at)

    def chosen(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> "Rulings":
        """Return the rulings that the mask or the indices choose."""
        return Rulings(self.at[which], self.start[which], self.end[which])

    def longest(self, count: int) -> "Rulings":
        """Return at most this many rulings, the longest."""
        if len(self) <= count:
            return self
        return self.chosen(np.sort(np.argsort(self.start - self.end, kind="stable")[:count]))


class GridCell(NamedTuple):
    """A cell of a grid: its first row and column, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of rows and columns in points, the cells between them, and which cell each position
    belongs to.
    """

    xs: Floats
    ys: Floats
    slots: tuple[GridCell, ...]
    owner: NDArray[np.intp]

    def slot_of(self, x: Floats, y: Floats) -> NDArray[np.intp]:
        """Return for each point the index of the slot it falls in, or -1."""
        column = np.searchsorted(self.xs, x, side="right") - 1
        row = np.searchsorted(self.ys, y, side="right") - 1
        inside = (column >= 0) & (column < len(self.xs) - 1) & (row >= 0) & (row < len(self.ys) - 1)
        found = np.full(len(x), -1, np.intp)
        found[inside] = self.owner[row[inside], column[inside]]
        return found


def snapped(values: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Return cluster centres, ascending, and the cluster of each value; neighbours within SNAP
    share a cluster.
    """
    order = values.argsort(kind="stable")
    ordered = values[order]
    cluster = np.zeros(len(values), np.intp)
    (ordered[1:] - ordered[:-1] > RULINGS_SETTINGS.snap).cumsum(out=cluster[1:])
    count = np.bincount(cluster)
    centres = np.bincount(cluster, ordered) / count
    membership = np.empty(len(values), np.intp)
    membership[order] = cluster
    return centres, membership


def _joined(at: Floats, start: Floats, end: Floats) -> Rulings:
    """Return rulings with those on one line, touching or nearly so, made one."""
    if not len(at):
        return Rulings(at, start, end)
    centres, line = snapped(at)
    if (np.abs(at - centres[line]) > RULINGS_SETTINGS.snap).any():
        line = _lines(at, start, end)
        inside = _is_hatching(at, start, end, line)
        at, start, end = at[~inside], start[~inside], end[~inside]
        line = _lines(at, start, end)
        centres = np.bincount(line, at) / np.bincount(line)
    order = np.lexsort((start, line))
    line, start, end = line[order], start[order], end[order]
    fresh, reach = _parted(start, end, line, RULINGS_SETTINGS.bridge)
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(line)) - 1
    joined = Rulings(centres[line[first]], start[first], reach[last])
    return joined.chosen(joined.end - joined.start >= RULINGS_SETTINGS.shortest)


def _parted(
    start: Floats, end: Floats, group: NDArray[np.intp], gap: float
) -> tuple[NDArray[np.bool_], Floats]:
    """Return which intervals, sorted by group and start, begin anew after a gap, and the furthest
    end until each.
    """
    far = 1e7  # groups are kept apart by an offset larger than any page
    offset = group * far
    reach = np.maximum.accumulate(end + offset) - offset
    fresh = np.ones(len(start), np.bool_)
    fresh[1:] = (group[1:] != group[:-1]) | (start[1:] > reach[:-1] + gap)
    return fresh, reach


def _regrouped(start: Floats, end: Floats, group: NDArray[np.intp], gap: float) -> NDArray[np.intp]:
    """Return the group of each interval, groups separated where a gap goes through them."""
    order = np.lexsort((start, group))
    fresh, _ = _parted(start[order], end[order], group[order], gap)
    regrouped = np.empty(len(group), np.intp)
    regrouped[order] = np.cumsum(fresh) - 1
    return regrouped


def _lines(at: Floats, start: Floats, end: Floats) -> NDArray[np.intp]:
    """Return the line that each ruling lies on: neighbours within SNAP share one, as far as they
    are connected.

    A chain of near neighbours may run through rulings that are nowhere near each other on the page.
    """
    _, line = snapped(at)
    low, high = _reach(at, at, line)
    wide = (high - low > RULINGS_SETTINGS.snap)[line]
    if not wide.any():
        return line
    at, start, end = at[wide], start[wide], end[wide]
    group = np.unique(line[wide], return_inverse=True)[1]
    for _ in range(RULINGS_SETTINGS.cuts):
        parts = _regrouped(
            at, at, _regrouped(start, end, group, RULINGS_SETTINGS.bridge), RULINGS_SETTINGS.snap
        )
        if parts.max() == group.max():
            break
        group = parts
    line[wide] = line.max() + 1 + group
    return np.unique(line, return_inverse=True)[1].astype(np.intp)


def _is_hatching(
    at: Floats, start: Floats, end: Floats, line: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Return which rulings are strokes within a hatching or a gradient: many side by side, closer
    than any two borders.

    Those at its two edges may be borders.
    """
    low, high = _reach(at, at, line)
    hatched = high - low > RULINGS_SETTINGS.border
    if not hatched.any():
        return np.zeros(len(at), np.bool_)
    first, last = _reach(start, end, line)
    length = end - start
    hatched &= np.bincount(line, length) > RULINGS_SETTINGS.strokes * (last - first)
    order = np.lexsort((length, line))
    count = np.bincount(line)
    usual = length[order][np.cumsum(count) - count + count // 2]
    within = (at > low[line] + RULINGS_SETTINGS.snap) & (at < high[line] - RULINGS_SETTINGS.snap)
    strokes: NDArray[np.bool_] = (
        hatched[line] & within & (length <= RULINGS_SETTINGS.far_longer * usual[line])
    )
    return strokes


def _reach(low: Floats, high: Floats, line: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Return the lowest and the highest value of each line."""
    order = np.argsort(line, kind="stable")
    first = np.flatnonzero(np.concatenate(([True], np.diff(line[order]) != 0)))
    return np.minimum.reduceat(low[order], first), np.maximum.reduceat(high[order], first)


def joined_rulings(*rules: Rulings) -> Rulings:
    """Return sets of parallel rulings as one, with those that lie on each other made one."""
    return _joined(*(np.concatenate(parts) for parts in zip(*map(_parts, rules), strict=True)))


def _parts(rules: Rulings) -> tuple[Floats, Floats, Floats]:
    return rules.at, rules.start, rules.end


def _dotted(dots: Boxes, axis: int) -> Boxes:
    """Return the boxes of rows of dots: upright ones, of dots with one x, for axis 0, horizontal
    ones for axis 1.
    """
    place, along = dots[:, axis].round(1), dots[:, 1 - axis]
    order = np.lexsort((along, place))
    own = dots[order]
    parted = (np.diff(place[order]) != 0) | (np.diff(along[order]) > RULINGS_SETTINGS.bridge)
    first = np.flatnonzero(np.concatenate(([True], parted)))
    boxes = np.hstack(
        [np.minimum.reduceat(own[:, :2], first), np.maximum.reduceat(own[:, 2:], first)]
    )
    return boxes[np.diff(np.append(first, len(own))) > RULINGS_SETTINGS.dots]


def find_rulings(strokes: Boxes, fills: Boxes) -> tuple[Rulings, Rulings]:
    """Return the horizontal and vertical rulings among these boxes (rows of x0, top, x1,
    bottom).
    """
    boxes = np.concatenate([strokes, fills])
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    dot = (np.abs(width - height) < RULINGS_SETTINGS.square) & (width <= PATHS_SETTINGS.thin)
    level, upright = (
        boxes[(height <= PATHS_SETTINGS.thin) & (width > height) & ~dot],
        boxes[(width <= PATHS_SETTINGS.thin) & (height > width) & ~dot],
    )
    if dot.sum() > RULINGS_SETTINGS.dots:
        level = np.concatenate([level, _dotted(boxes[dot], 1)])
        upright = np.concatenate([upright, _dotted(boxes[dot], 0)])
    return (
        _joined((level[:, 1] + level[:, 3]) / 2, level[:, 0], level[:, 2]),
        _joined((upright[:, 0] + upright[:, 2]) / 2, upright[:, 1], upright[:, 3]),
    )


def _groups(
    level: Rulings, upright: Rulings
) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Yield masks of horizontal and vertical rulings that cross or touch each other, directly or
    through others.
    """
    crossing = (
        (level.start[:, None] - RULINGS_SETTINGS.bridge <= upright.at)
        & (upright.at <= level.end[:, None] + RULINGS_SETTINGS.bridge)
        & (upright.start - RULINGS_SETTINGS.bridge <= level.at[:, None])
        & (level.at[:, None] <= upright.end + RULINGS_SETTINGS.bridge)
    )
    waiting = np.ones(len(level), bool)
    while waiting.any():
        rows = np.zeros(len(level), np.bool_)
        rows[np.argmax(waiting)] = True
        while True:
            columns: NDArray[np.bool_] = np.logical_or.reduce(crossing[rows], axis=0)
            grown = rows | np.logical_or.reduce(crossing[:, columns], axis=1)
            if (grown == rows).all():
                break
            rows = grown
        waiting &= ~rows
        if columns.any():
            yield rows, columns


def _tables(level: Rulings, upright: Rulings) -> Iterator[tuple[Rulings, Rulings]]:
    """Yield the horizontal and vertical rulings of each table: a group, without what only hangs on
    its first or last edge.
    """
    for rows, columns in _groups(level, upright):
        across, down = level.chosen(rows), upright.chosen(columns)
        edges = _hanging_edges(across, down)
        if not len(edges):
            yield across, down
            continue
        member = np.searchsorted(edges, down.start + RULINGS_SETTINGS.bridge)
        widths = [float(np.ptp(down.at[member == part])) for part in range(len(edges) + 1)]
        # the edge itself is of the wider one
        to_upper = np.array([upper > lower for upper, lower in pairwise(widths)])
        first = np.searchsorted(
            np.where(to_upper, edges + RULINGS_SETTINGS.snap, edges - RULINGS_SETTINGS.snap),
            across.at,
        )
        for part in range(len(edges) + 1):
            own, beside = across.chosen(first == part), down.chosen(member == part)
            for mine, its in _groups(own, beside):
                yield own.chosen(mine), beside.chosen(its)


def _hanging_edges(across: Rulings, down: Rulings) -> Floats:
    """Return the level edges at which a table ends and boxes that only touch it begin: the colours
    of a legend.
    """
    if (
        (down.start < across.at.min() + RULINGS_SETTINGS.bridge)
        & (down.end > across.at.max() - RULINGS_SETTINGS.bridge)
    ).any():
        return np.empty(0)
    ys, _ = snapped(across.at)
    inner = ys[1:-1, None]
    over, under = (
        down.end < inner + RULINGS_SETTINGS.bridge,
        down.start > inner - RULINGS_SETTINGS.bridge,
    )
    met: NDArray[np.bool_] = np.logical_and.reduce(over | under, axis=1)
    met &= np.logical_or.reduce(over, axis=1) & np.logical_or.reduce(under, axis=1)
    found: list[float] = []
    for at in np.flatnonzero(met).tolist():
        y = float(ys[at + 1])
        above = over[at] & (down.end > (found[-1] if found else -np.inf) + RULINGS_SETTINGS.bridge)
        if above.any() and _hangs(across, y, down.chosen(above), down.chosen(under[at])):
            found.append(y)
    return np.array(found)


def _hangs(across: Rulings, y: float, above: Rulings, below: Rulings) -> bool:
    """Return whether the narrower of two sets of vertical rulings is of boxes that hang on the edge
    of a table at y.

    Their sides are under no edge of the columns, and their far side spans little of the table.
    """
    upper = np.ptp(above.at) < np.ptp(below.at)
    boxes, table = (above, below) if upper else (below, above)
    off = np.abs(boxes.at[:, None] - table.at).min(1) > 2 * RULINGS_SETTINGS.snap
    far = boxes.start.min() if upper else boxes.end.max()
    border = across.chosen(np.abs(across.at - far) <= RULINGS_SETTINGS.bridge)
    spans = (border.end - border.start).sum() >= RULINGS_SETTINGS.spanned * np.ptp(table.at)
    return bool(
        off.mean() > RULINGS_SETTINGS.off and not spans and abs(far - y) > RULINGS_SETTINGS.bridge
    )


def _covered(rules: Rulings, lines: Floats, edges: Floats) -> NDArray[np.bool_]:
    """Return for each line and each interval between edges whether a ruling on that line covers the
    interval.
    """
    middle = (edges[:-1] + edges[1:]) / 2
    covered = np.zeros((len(lines), len(middle)), bool)
    index = np.abs(lines[:, None] - rules.at).argmin(0)
    within = (rules.start[:, None] <= middle) & (middle <= rules.end[:, None])
    np.logical_or.at(covered, index, within)
    return covered


def merged_cells(
    above: NDArray[np.bool_], left: NDArray[np.bool_]
) -> tuple[tuple[GridCell, ...], NDArray[np.intp]]:
    """Return the cells of a grid, and the cell each position belongs to.

    `above[r, c]` states whether a ruling runs over position (r, c), `left[r, c]` whether one runs
    at its left.
    """
    height, width = above.shape[0] - 1, left.shape[1] - 1
    if above[1:-1].all() and left[:, 1:-1].all():
        owner = np.arange(height * width).reshape(height, width)
        return tuple(GridCell(r, c, 1, 1) for r in range(height) for c in range(width)), owner
    # Plain lists: one position after the other is what NumPy is slow at.
    ruled_above, ruled_left = above.tolist(), left.tolist()
    taken = [[-1] * width for _ in range(height)]
    slots: list[GridCell] = []
    for row in range(height):
        for column in range(width):
            if taken[row][column] >= 0:
                continue
            end = column + 1
            while end < width and not ruled_left[row][end] and taken[row][end] < 0:
                end += 1
            rows = 1
            while row + rows < height and _reaches(
                row + rows, column, end, ruled_above, ruled_left, taken
            ):
                rows += 1
            for covered in range(row, row + rows):
                taken[covered][column:end] = [len(slots)] * (end - column)
            slots.append(GridCell(row, column, rows, end - column))
    return tuple(slots), np.array(taken, np.intp)


def _reaches(
    row: int,
    start: int,
    end: int,
    above: list[list[bool]],
    left: list[list[bool]],
    taken: list[list[int]],
) -> bool:
    """Return whether a cell that covers these columns in the row above reaches into this row."""
    return (
        not any(above[row][start:end])
        and not any(left[row][start + 1 : end])
        and max(taken[row][start:end]) < 0
    )


def owned_grid(xs: Floats, ys: Floats, slots: list[GridCell]) -> Grid:
    """Return the grid of these slots."""
    slots.sort(key=lambda slot: (slot.row, slot.column))
    owner = np.full((len(ys) - 1, len(xs) - 1), -1, np.intp)
    for index, slot in enumerate(slots):
        owner[slot.row : slot.row + slot.rows, slot.column : slot.column + slot.columns] = index
    return Grid(xs, ys, tuple(slots), owner)


def _with_open_sides(edges: Floats, crossing: Rulings) -> Floats:
    """Return the edges with one more where the rulings that cross them run on: a table without its
    outer border.
    """
    length = crossing.end - crossing.start
    crossing = crossing.chosen(
        length >= length.max() / 2
    )  # rulings over a part of the table say nothing of its sides
    before, after = (
        crossing.start < edges[0] - RULINGS_SETTINGS.open,
        crossing.end > edges[-1] + RULINGS_SETTINGS.open,
    )
    first = [np.median(crossing.start[before])] if before.mean() > RULINGS_SETTINGS.majority else []
    last = [np.median(crossing.end[after])] if after.mean() > RULINGS_SETTINGS.majority else []
    return np.concatenate([first, edges, last])


def with_closing_rules(level: Rulings, upright: Rulings, ink: Boxes) -> Rulings:
    """Return the horizontal rulings with those that close columns which none crosses: a row that
    fills the page has no edge.

    Vertical rulings bound what lies between them only: where glyphs (the boxes `ink`) are level
    with them on an outer side, they part columns of a wider table, and close none.
    """
    tall = upright.end - upright.start >= RULINGS_SETTINGS.tall
    if tall.sum() < 3:
        return level
    columns = upright.chosen(tall)
    touched = (level.start <= columns.at[:, None] + RULINGS_SETTINGS.bridge) & (
        level.end >= columns.at[:, None] - RULINGS_SETTINGS.bridge
    )
    touched &= (level.at >= columns.start[:, None] - RULINGS_SETTINGS.bridge) & (
        level.at <= columns.end[:, None] + RULINGS_SETTINGS.bridge
    )
    free: NDArray[np.bool_] = ~np.logical_or.reduce(touched, axis=1)
    columns = columns.chosen(free)
    beside = (np.abs(columns.start[:, None] - columns.start) <= RULINGS_SETTINGS.snap) & (
        np.abs(columns.end[:, None] - columns.end) <= RULINGS_SETTINGS.snap
    )
    own = columns.chosen(beside.sum(1) >= 3)
    if not len(own):
        return level
    at, left, right = np.array([own.start.min(), own.end.max()]), own.at.min(), own.at.max()
    middle = (ink[:, 1] + ink[:, 3]) / 2
    outside = (middle > at[0]) & (middle < at[1]) & ((ink[:, 2] < left) | (ink[:, 0] > right))
    if outside.sum() > RULINGS_SETTINGS.stray * ((middle > at[0]) & (middle < at[1])).sum():
        return level
    return joined_rulings(level, Rulings(at, np.full(2, left), np.full(2, right)))


def find_grids(level: Rulings, upright: Rulings, ink: Boxes | None = None) -> list[Grid]:
    """Return the grids of a page from top to bottom: groups of crossing rulings that make at least
    two columns.

    `ink` are the boxes of its glyphs. Fewer vertical rulings than a table has columns need text to
    confirm them.
    """
    level, upright = level.longest(RULINGS_SETTINGS.most), upright.longest(RULINGS_SETTINGS.most)
    if len(level) < 2 or not len(upright):
        return []
    grids = (_grid_of(across, down, ink) for across, down in _tables(level, upright))
    return sorted(
        (grid for grid in grids if grid is not None), key=lambda grid: (grid.ys[0], grid.xs[0])
    )


def _grid_of(across: Rulings, down: Rulings, ink: Boxes | None) -> Grid | None:
    """Return the grid of a group of crossing rulings, None where they make no table."""
    ys, _ = snapped(across.at)
    xs, _ = snapped(down.at)
    closed = _makes_columns(xs)
    if len(ys) < 2 or (not closed and (ink is None or not _run_on(across, xs))):
        return None
    ys, xs = _with_open_sides(ys, down), _with_open_sides(xs, across)
    if not _makes_columns(xs):
        return None
    above = _covered(across, ys, xs)
    left = _covered(down, xs, ys).T
    slots, owner = merged_cells(above, left)
    grid = Grid(xs, ys, slots, owner)
    if ink is None:
        return grid
    if not closed and not _fills_columns(grid, ink):
        return None
    framed = all(side.all() for side in (above[0], above[-1], left[:, 0], left[:, -1]))
    return grid if framed or _sets_side_by_side(grid, ink) else None


def _makes_columns(xs: Floats) -> bool:
    """Return whether vertical edges bound two columns or more, together wide enough for a table."""
    return len(xs) > 2 and bool(xs[-1] - xs[0] >= RULINGS_SETTINGS.narrowest)


def _run_on(across: Rulings, xs: Floats) -> bool:
    """Return whether most horizontal rulings of a group begin and end at one place each, and run on
    past a vertical ruling.
    """
    if len(across) < RULINGS_SETTINGS.open_rules:
        return False
    alike = np.abs(across.start - np.median(across.start)) <= RULINGS_SETTINGS.snap
    alike &= np.abs(across.end - np.median(across.end)) <= RULINGS_SETTINGS.snap
    past = (across.start < xs[0] - RULINGS_SETTINGS.open) | (
        across.end > xs[-1] + RULINGS_SETTINGS.open
    )
    return bool(
        (alike & past).sum()
        >= max(RULINGS_SETTINGS.open_rules, RULINGS_SETTINGS.majority * len(across))
    )


def _sets_side_by_side(grid: Grid, ink: Boxes) -> bool:
    """Return whether text is in two cells beside each other: the boxes of a chart that lines join
    are apart.
    """
    filled = _filled(grid, ink)[grid.owner] & (grid.owner >= 0)
    beside = filled[:, 1:] & filled[:, :-1] & (grid.owner[:, 1:] != grid.owner[:, :-1])
    return bool(beside.any())


def _filled(grid: Grid, ink: Boxes) -> NDArray[np.bool_]:
    """Return which cells of a grid hold glyphs."""
    cells = grid.slot_of((ink[:, 0] + ink[:, 2]) / 2, (ink[:, 1] + ink[:, 3]) / 2)
    filled = np.zeros(len(grid.slots), np.bool_)
    filled[cells[cells >= 0]] = True
    return filled


def _fills_columns(grid: Grid, ink: Boxes) -> bool:
    """Return whether some rows of a grid have text in all its columns."""
    whole = (grid.owner >= 0) & _filled(grid, ink)[grid.owner]
    whole &= np.array([slot.columns == slot.rows == 1 for slot in grid.slots])[grid.owner]
    return bool(whole.all(axis=1).sum() >= RULINGS_SETTINGS.open_rows)
