"""Column edges from horizontal rulings alone: the places where the pieces of a ruling, drawn cell
by cell, meet.

Word draws the border under a row one cell at a time, with a little square at each corner. Where the
vertical borders are left out, those joints still are at the edges of the columns, ruling after
ruling.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.grids.rulings import (
    RULINGS_SETTINGS,
    Floats,
    Grid,
    GridCell,
    Rulings,
    find_grids,
    joined_rulings,
    owned_grid,
    snapped,
)
from extract.grids.split_spans import with_split_spans
from extract.pdfium.paths import PATHS_SETTINGS, Boxes
from extract.records import Box
from extract.text.visual_lines import TextSegment, VisualLine, is_caption


@dataclass(frozen=True, slots=True)
class RulingGapsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A piece is at least this long, in points: what is shorter is a dash or a corner. Pieces that
    # meet are separated by no more than a corner.
    piece: float = 6.0  # pt; e7bfa7d
    corner: float = 1.5  # pt; e7bfa7d
    # At so many rulings one column edge is met, or the joints are chance; so many edges, or pieces,
    # are a drawing.
    rules: int = 3  # count; 5d97346
    edges: int = 60  # count; e7bfa7d
    most: int = 4000  # count; e7bfa7d
    # Of the rulings that run over a place this share meets there, or it is no column edge; a filled
    # row is at least so wide.
    mostly: float = 0.5  # share; e7bfa7d
    wide: float = 100.0  # pt; e7bfa7d
    # Rules further apart, in points, are not of one table.
    apart: float = 500.0  # pt; e7bfa7d
    # How far, in points, a word reaches into the cells on both sides of an edge when it runs
    # across.
    across: float = 1.5  # pt; 99cb809
    # In points: how far the edge of a filled cell lies from the joints of its table.
    off: float = 4.0  # pt; e7bfa7d
    # In heights of a line: the widest gap between words of one text.
    word_gap: float = 0.45  # heights; 2490f10
    # Fewer edges than these have no row between them but a header's; where no row holds an
    # amount, more are wanted.
    rows: int = 2  # count; e7bfa7d
    worded_rows: int = 5  # count; 99cb809
    # No row of a table has a piece of text over so many column edges.
    over: int = 3  # count; e7bfa7d
    # Of the lines of a table hardly any has two amounts in one cell, and of those with amounts
    # few have two pieces in one.
    two_amounts: float = 0.1  # share; e7bfa7d
    two_pieces: float = 0.5  # share; eecf668


_SETTINGS = RulingGapsSettings()


@dataclass(frozen=True, slots=True)
class RulingGaps:
    """Where rulings meet: the x of each column edge, and which of the `level` rulings meet or end
    there.
    """

    xs: Floats
    meets: NDArray[np.bool_]
    ends: NDArray[np.bool_]
    level: Rulings

    def __len__(self) -> int:
        return len(self.xs)

    def bear_out(self, grid: Grid) -> bool:
        """Return whether all column edges inside a grid are joints."""
        edges = grid.xs[1:-1]
        return bool(len(self)) and bool(
            (np.abs(edges[:, None] - self.xs).min(1) <= _SETTINGS.off).all()
        )


def find_ruling_gaps(strokes: Boxes, fills: Boxes, level: Rulings) -> RulingGaps:
    """Return where the pieces meet that horizontal rulings are drawn in; `level` are the whole
    rulings.
    """
    at, x = _meetings(np.concatenate([strokes, fills]))
    if len(level) < _SETTINGS.rules or len(at) < _SETTINGS.rules:
        return RulingGaps(
            x[:0], np.zeros((len(level), 0), np.bool_), np.zeros((len(level), 0), np.bool_), level
        )
    centres, member = snapped(x)
    line = np.abs(at[:, None] - level.at).argmin(1)
    near = np.abs(level.at[line] - at) <= RULINGS_SETTINGS.snap
    meets = np.zeros((len(level), len(centres)), np.bool_)
    meets[line[near], member[near]] = True
    edges = (meets.sum(0) >= _SETTINGS.rules) & _is_met(meets, centres, level)
    edges &= edges.sum() <= _SETTINGS.edges
    centres, meets = centres[edges], meets[:, edges]
    ends = np.abs(level.start[:, None] - centres) <= RULINGS_SETTINGS.snap
    ends |= np.abs(level.end[:, None] - centres) <= RULINGS_SETTINGS.snap
    return RulingGaps(centres, meets, ends, level)


def find_ruling_gap_grids(
    joints: RulingGaps, lines: Sequence[VisualLine], level: Rulings, upright: Rulings, fills: Boxes
) -> list[Grid]:
    """Return the grids between horizontal rulings that meet at the same places, as far as they keep
    amounts apart.
    """
    down = _upright(joints, lines)
    if not len(down) or len(level) < 2:
        return []
    across = joined_rulings(level, _banded_edges(fills, level, lines))
    grids = find_grids(across, joined_rulings(upright, down, _shaded_sides(fills, joints)))
    return [
        with_split_spans(_with_head(_with_crossed_cells(grid, lines), lines), lines)
        for grid in grids
        if _holds_rows(grid, lines)
    ]


def _with_head(grid: Grid, lines: Sequence[VisualLine]) -> Grid:
    """Return the grid with the headers that are over its first ruling, where its first row is none
    of headers.
    """
    first = [line for line in lines if grid.ys[0] < (line.top + line.bottom) / 2 < grid.ys[1]]
    above = [line for line in lines if line.bottom <= grid.ys[0] + _SETTINGS.across]
    if not any(line.tabular for line in first) or not above or not _heads(above[-1], grid):
        return grid
    ys = np.concatenate(([above[-1].top - _SETTINGS.across], grid.ys))
    slots = [GridCell(slot.row + 1, slot.column, slot.rows, slot.columns) for slot in grid.slots]
    return owned_grid(
        grid.xs, ys, [*(GridCell(0, column, 1, 1) for column in range(len(grid.xs) - 1)), *slots]
    )


def _heads(line: VisualLine, grid: Grid) -> bool:
    """Return whether a line just over a grid prints a header in most of its columns, and none over
    the edge of two.
    """
    near = grid.ys[0] - line.bottom <= line.height
    columns = {
        (
            int(np.searchsorted(grid.xs, piece.box.x0 + _SETTINGS.across)),
            int(np.searchsorted(grid.xs, piece.box.x1 - _SETTINGS.across)),
        )
        for piece in line.pieces
    }
    alone = all(first == last and 0 < first < len(grid.xs) for first, last in columns)
    return bool(near) and alone and 2 * len(columns) > len(grid.xs) - 1 and not line.tabular


def without_overlaps(
    jointed: Sequence[Grid], filled: Sequence[Grid], joints: RulingGaps
) -> tuple[list[Grid], list[Grid]]:
    """Return the grids of joints and of filled cells, of those that overlap, the one with more
    detail.

    The edges of filled cells are those of columns only where the rulings, as far as they meet, say
    so too: paragraphs are filled as well. They must span the table, which otherwise has rows that
    are not filled.
    """
    kept, dropped = [], set()
    for grid in jointed:
        over = [
            at
            for at, other in enumerate(filled)
            if other.ys[0] < grid.ys[-1] and grid.ys[0] < other.ys[-1]
        ]
        told = over and all(joints.bear_out(filled[at]) for at in over)
        if told and filled[over[0]].ys[0] < grid.ys[1] and filled[over[-1]].ys[-1] > grid.ys[-2]:
            continue
        kept.append(grid)
        dropped |= set(over)
    return kept, [grid for at, grid in enumerate(filled) if at not in dropped]


def _holds_rows(grid: Grid, lines: Sequence[VisualLine]) -> bool:
    """Return whether a grid holds more than a header, and keeps the amounts of a row apart."""
    inside = [line for line in lines if grid.ys[0] < (line.top + line.bottom) / 2 < grid.ys[-1]]
    body = len(grid.ys) > _SETTINGS.worded_rows or any(line.amounts for line in inside)
    return len(grid.ys) > _SETTINGS.rows and body and keeps_amounts_apart(grid, inside)


def keeps_amounts_apart(grid: Grid, lines: Sequence[VisualLine]) -> bool:
    """Return whether hardly any of some lines of a grid has two amounts in one cell, and none hides
    a column.
    """
    rows = [line for line in lines if len(line.amounts) > 1]
    doubled = sum(bool(_behind_others(grid, line, line.amounts)) for line in rows)
    return doubled <= _SETTINGS.two_amounts * len(rows) and not _hides_a_column(grid, rows)


def _behind_others(
    grid: Grid, line: VisualLine, pieces: Sequence[TextSegment]
) -> list[TextSegment]:
    """Return those of some pieces of a line that are in one cell with the piece before them."""
    middles = np.array([(piece.box.x0 + piece.box.x1) / 2 for piece in pieces])
    cells = grid.slot_of(middles, np.full(len(middles), (line.top + line.bottom) / 2)).tolist()
    return [piece for at, piece in enumerate(pieces) if at and cells[at] == cells[at - 1]]


def _hides_a_column(grid: Grid, rows: Sequence[VisualLine]) -> bool:
    """Return whether in most rows a piece begins at one place within a cell, behind another
    piece.
    """
    starts = np.sort(
        [piece.box.x0 for line in rows for piece in _behind_others(grid, line, line.pieces)]
    )
    alike = np.searchsorted(starts, starts + _SETTINGS.off, side="right") - np.arange(len(starts))
    return bool(alike.max(initial=0) > _SETTINGS.two_pieces * len(rows))


def _with_crossed_cells(grid: Grid, lines: Sequence[VisualLine]) -> Grid:
    """Return the grid with those two cells in one that a word runs across, and that no line parts:
    they are merged.
    """
    crossed: set[tuple[int, int]] = set()
    parted: set[tuple[int, int]] = set()
    spans = _spans(grid)
    rows = (np.searchsorted(grid.ys, [(line.top + line.bottom) / 2 for line in lines]) - 1).tolist()
    texts = Counter(row for line, row in zip(lines, rows, strict=True) for _ in line.pieces)
    for line, row in zip(lines, rows, strict=True):
        if 0 <= row < len(grid.ys) - 1:
            words = _sentence(line) if texts[row] == 1 else line.words
            over = _passed_over(words, grid.xs, _SETTINGS.across)
            pairs = _neighbours(grid.owner[row].tolist())
            crossed.update(pair for edge, pair in pairs if over[edge])
            apart = [(edge, pair) for edge, pair in pairs if not over[edge]]
            parted.update(_parted(line, grid.xs, apart, spans))
    return _merged(grid, crossed - parted)


def _parted(
    line: VisualLine,
    xs: Floats,
    pairs: Sequence[tuple[int, tuple[int, int]]],
    spans: Sequence[tuple[float, float]],
) -> Iterator[tuple[int, int]]:
    """Yield those pairs of neighbouring cells that both hold text of the line, no piece of which
    passes the edge between them.
    """
    middles = sorted((box.x0 + box.x1) / 2 for box in line.words)
    within = _passed_over([piece.box for piece in line.pieces], xs, 0.0)
    for edge, (first, second) in pairs:
        if not within[edge] and _stand_in_both(middles, spans[first], spans[second]):
            yield first, second


def _spans(grid: Grid) -> list[tuple[float, float]]:
    """Return the left and right side of each cell."""
    xs: list[float] = grid.xs.tolist()
    return [(xs[slot.column], xs[slot.column + slot.columns]) for slot in grid.slots]


def _neighbours(owners: Sequence[int]) -> list[tuple[int, tuple[int, int]]]:
    """Return each two different cells side by side in a row, with the edge between them."""
    return [
        (edge, pair)
        for edge, pair in enumerate(pairwise(owners), 1)
        if min(pair) >= 0 and pair[0] != pair[1]
    ]


def _sentence(line: VisualLine) -> list[Box]:
    """Return the boxes of a line's words, joined where the gap between them is that of one text.

    The only heading of a row may have a gap at the edge of a column; the text of two cells is kept
    apart by the padding of both.
    """
    joined = [line.words[0]]
    for word in line.words[1:]:
        last = joined[-1]
        if word.x0 - last.x1 <= _SETTINGS.word_gap * line.height:
            joined[-1] = Box(
                last.x0, min(last.top, word.top), word.x1, max(last.bottom, word.bottom)
            )
        else:
            joined.append(word)
    return joined


def _passed_over(boxes: Sequence[Box], xs: Floats, by: float) -> list[bool]:
    """Return which of these places one of the boxes reaches over on both sides, by more
    than this.
    """
    sides = np.array(boxes)[..., None]
    over = np.logical_or.reduce((sides[:, 0] < xs - by) & (sides[:, 2] > xs + by), axis=0)
    return list(over.tolist())


def _stand_in_both(
    middles: Sequence[float], first: tuple[float, float], second: tuple[float, float]
) -> bool:
    """Return whether some of these places, ascending, lie in the first span and some in the
    second.
    """
    return _stands_between(middles, *first) and _stands_between(middles, *second)


def _stands_between(middles: Sequence[float], low: float, high: float) -> bool:
    """Return whether one of these places, ascending, lies between two."""
    at = bisect_right(middles, low)
    return at < len(middles) and middles[at] < high


def _merged(grid: Grid, pairs: set[tuple[int, int]]) -> Grid:
    """Return the grid with these pairs of cells in one each, as far as both are as tall and no
    other takes part.
    """
    slots = dict(enumerate(grid.slots))
    for left, right in sorted(pairs):
        one, other = slots.get(left), slots.get(right)
        if one and other and (one.row, one.rows) == (other.row, other.rows):
            slots[left] = GridCell(one.row, one.column, one.rows, one.columns + other.columns)
            del slots[right]
    return (
        owned_grid(grid.xs, grid.ys, list(slots.values())) if len(slots) < len(grid.slots) else grid
    )


def _upright(joints: RulingGaps, lines: Sequence[VisualLine]) -> Rulings:
    """Return vertical rulings between rulings that meet at one place, or end there beside a merged
    cell.
    """
    level = joints.level
    covers = (level.start[:, None] < joints.xs + RULINGS_SETTINGS.snap) & (
        level.end[:, None] > joints.xs - RULINGS_SETTINGS.snap
    )
    order = np.argsort(level.at, kind="stable")
    edges: list[float] = joints.xs.tolist()
    at: list[float] = level.at.tolist()
    touches = joints.meets | joints.ends
    text = np.sort(_heights_of_running_text(lines, joints.xs, level.at[order], touches[order]))
    above_text = np.searchsorted(text, level.at).tolist()
    spans = [
        (x, above, below)
        for column, x in enumerate(edges)
        for own in [order[covers[order, column]]]
        for (above, touching), (below, too) in pairwise(
            zip(own.tolist(), touches[own, column].tolist(), strict=True)
        )
        if touching
        and too
        and at[below] - at[above] <= _SETTINGS.apart
        and above_text[above] == above_text[below]
    ]
    spans += _sides(level, {(above, below) for _, above, below in spans})
    pieces = [(x, at[above], at[below]) for x, above, below in spans]
    places, starts, ends = np.array(pieces, np.float64).reshape(-1, 3).T.copy()
    return Rulings(places, starts, ends)


def _sides(level: Rulings, pairs: Iterable[tuple[int, int]]) -> list[tuple[float, int, int]]:
    """Return the left and right sides of rows between these pairs of rules, where both begin, or
    end, at one place: a table whose outer border is left out like the inner ones.
    """
    return [
        (float(side[above]), above, below)
        for side in (level.start, level.end)
        for above, below in sorted(pairs)
        if abs(side[above] - side[below]) <= RULINGS_SETTINGS.snap
    ]


def _heights_of_running_text(
    lines: Sequence[VisualLine], xs: Floats, rules: Floats, touches: NDArray[np.bool_]
) -> list[float]:
    """Return the heights of lines that belong to no row: captions, and those with a piece that runs
    over several edges of the columns around it.

    `rules` are the heights of level rules, ascending; `touches` is true where one of them meets or
    ends at one of `xs`. Only the edges at the next rule above and below a line are of columns
    around it: other tables of the page have others.
    """
    middles = np.array([(line.top + line.bottom) / 2 for line in lines])
    below = np.searchsorted(rules, middles).tolist()
    heights = []
    for line, middle, under in zip(lines, middles.tolist(), below, strict=True):
        around: NDArray[np.bool_] = np.logical_or.reduce(touches[max(0, under - 1) : under + 1])
        if is_caption(line.text) or _runs_over(line, xs[around]):
            heights.append(middle)
    return heights


def _runs_over(line: VisualLine, edges: Floats) -> bool:
    """Return whether a line has a piece that runs over several edges."""
    xs: list[float] = edges.tolist()
    return max(piece.count_across(xs) for piece in line.pieces) >= _SETTINGS.over


def _is_met(meets: NDArray[np.bool_], centres: Floats, level: Rulings) -> NDArray[np.bool_]:
    """Return at which places most of the rulings that run over them meet, between the first and the
    last that do.
    """
    over = (level.start[:, None] < centres - _SETTINGS.piece) & (
        level.end[:, None] > centres + _SETTINGS.piece
    )
    first = np.where(meets, level.at[:, None], np.inf).min(0)
    last = np.where(meets, level.at[:, None], -np.inf).max(0)
    over &= (level.at[:, None] >= first) & (level.at[:, None] <= last)
    met: NDArray[np.bool_] = (meets & over).sum(0) >= _SETTINGS.mostly * np.maximum(over.sum(0), 1)
    return met


def _banded_edges(fills: Boxes, level: Rulings, lines: Sequence[VisualLine]) -> Rulings:
    """Return the upper and lower edges of those filled areas that are as wide as a horizontal
    ruling: rows recognised by shading; and the upper edges of headers that are shaded cell by cell.
    """
    tall = _tall(fills)
    own = tall[tall[:, 2] - tall[:, 0] > _SETTINGS.wide]
    own = own[_as_wide_as(Rulings(own[:, 1], own[:, 0], own[:, 2]), level).any(1)]
    return joined_rulings(
        Rulings(
            np.concatenate([own[:, 1], own[:, 3]]), np.tile(own[:, 0], 2), np.tile(own[:, 2], 2)
        ),
        _shaded_tops(tall, level, lines),
    )


def _shaded_tops(tall: Boxes, level: Rulings, lines: Sequence[VisualLine]) -> Rulings:
    """Return the upper edges of filled areas side by side that are together as wide as a level
    rule.

    The lines of a cell may be filled one by one: those adjoin the line above, or there is no text
    between them and the rule above.
    """
    tops = joined_rulings(Rulings(tall[:, 1], tall[:, 0], tall[:, 2]))
    alike = _as_wide_as(tops, level)
    middles = np.array([(line.top + line.bottom) / 2 for line in lines])
    kept = np.zeros(len(tops), np.bool_)
    for index in np.flatnonzero(alike.any(1)).tolist():
        y = tops.at[index]
        above = level.at[alike[index] & (level.at < y - RULINGS_SETTINGS.snap)].max(initial=-np.inf)
        adjoins = (np.abs(tall[:, 3] - y) <= RULINGS_SETTINGS.snap).any()
        parted = ((middles > above) & (middles < y)).any() and not adjoins
        kept[index] = np.isinf(above) or bool(parted)
    return tops.chosen(kept)


def _as_wide_as(rules: Rulings, level: Rulings) -> NDArray[np.bool_]:
    """Return which rules begin and end where which level rules do."""
    alike: NDArray[np.bool_] = (
        np.abs(rules.start[:, None] - level.start) <= 2 * RULINGS_SETTINGS.snap
    ) & (np.abs(rules.end[:, None] - level.end) <= 2 * RULINGS_SETTINGS.snap)
    return alike


def _shaded_sides(fills: Boxes, joints: RulingGaps) -> Rulings:
    """Return the sides of filled areas that lie at joints: column edges of a filled header."""
    tall = _tall(fills)
    x = np.concatenate([tall[:, 0], tall[:, 2]])
    start, end = np.tile(tall[:, 1], 2), np.tile(tall[:, 3], 2)
    at_joint: NDArray[np.bool_] = np.logical_or.reduce(
        np.abs(x[:, None] - joints.xs) <= RULINGS_SETTINGS.snap, axis=1
    )
    return Rulings(x[at_joint], start[at_joint], end[at_joint])


def _tall(fills: Boxes) -> Boxes:
    """Return the filled areas that may be cells, as many as a page of tables has."""
    width, height = fills[:, 2] - fills[:, 0], fills[:, 3] - fills[:, 1]
    return fills[(width > _SETTINGS.piece) & (height > _SETTINGS.piece)][: _SETTINGS.most]


def _meetings(boxes: Boxes) -> tuple[Floats, Floats]:
    """Return the height and the x of every place where two pieces of a horizontal ruling meet."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    pieces = boxes[(height <= PATHS_SETTINGS.thin) & (width >= _SETTINGS.piece)]
    if not 2 <= len(pieces) <= _SETTINGS.most:
        return pieces[:0, 0], pieces[:0, 0]
    centres, line = snapped((pieces[:, 1] + pieces[:, 3]) / 2)
    order = np.lexsort((pieces[:, 0], line))
    line, start, end = line[order], pieces[order, 0], pieces[order, 2]
    gap = start[1:] - end[:-1]
    meets = (line[1:] == line[:-1]) & (gap >= -1.0) & (gap <= _SETTINGS.corner)
    return centres[line[1:][meets]], ((start[1:] + end[:-1]) / 2)[meets]
