"""Tables without vertical rulings: a header in levels, and a body in bands between horizontal
rulings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.grids.rulings import Grid, GridCell, Rulings, merged_cells, owned_grid
from extract.grids.section_rows import Heavy, begins_body, section_rows
from extract.grids.spanning_headers import find_spanning_headers
from extract.grids.text_columns import (
    find_columns,
    header_begin,
    is_aligned,
    with_headers_inside,
    with_headers_parted,
)
from extract.grids.text_regions import (
    TEXT_REGIONS_SETTINGS,
    TableRegion,
    find_regions,
    stand_under_numbers,
)
from extract.pages.page_records import TextLine
from extract.pdfium.paths import Boxes
from extract.records import Box, LayoutStrategy
from extract.text.line_joining import goes_on
from extract.text.visual_lines import TextSegment, VisualLine, is_caption, is_total, share_width


@dataclass(frozen=True, slots=True)
class UnruledSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A ruling over less than this share of the width parts no rows; one parts a column when it
    # reaches so far into it, in points. The rows of a table begin as level as this.
    partial: float = 0.3  # share; 36b13df
    into: float = 8.0  # pt; 36b13df
    aligned: float = 2.0  # pt; 36b13df
    # A ruling over this share of the width of a table runs over all of it.
    mostly: float = 0.8  # share; 8e89caa


_SETTINGS = UnruledSettings()


def find_text_grids(
    lines: Sequence[VisualLine],
    level: Rulings,
    heavy: Heavy,
    reading: LayoutStrategy = LayoutStrategy.USUAL,
) -> list[Grid]:
    """Return the grids of the tables among these lines, top to bottom; `level` are the horizontal
    rulings around them.
    """
    grids = []
    taken = 0
    for region in find_regions(lines, level):
        if region.first < taken:
            continue
        lines = with_headers_parted(lines, region)
        edges = find_columns(lines, region, reading)
        if len(edges) - 1 <= TEXT_REGIONS_SETTINGS.columns or not is_aligned(
            lines[region.first : region.last + 1], edges
        ):
            continue
        last = region.last
        counted = next(
            (line for line in reversed(lines[region.body : last + 1]) if line.numbers), lines[last]
        )
        while last + 1 < len(lines) and (
            _continues(lines[last], counted, lines[last + 1], edges)
            or _closes(lines[last], lines[last + 1], edges)
            or _is_row(lines[region.body : last + 1], lines[last + 1], edges)
        ):
            last += 1
        first = (
            region.first
            if _is_closed_above(region, lines, edges, level)
            else header_begin(lines, region.first, edges)
        )
        first = max(first, taken)
        body = first + _body_begin(lines[first : last + 1], region.body - first, level, heavy)
        edges = with_headers_inside(edges, lines[first:body])
        parting = level.longest(0) if reading is LayoutStrategy.ROWS else level
        grids.append(_grid(lines[body : last + 1], lines[first:body], edges, parting, heavy))
        taken = last + 1
    return grids


def _body_begin(lines: Sequence[VisualLine], body: int, level: Rulings, heavy: Heavy) -> int:
    """Return where the body of a table begins: words alone over its first numbers may be rows or a
    name.
    """
    begin = body
    while begin > 1 and len(lines[begin - 1].pieces) == 1 and not lines[begin - 1].numbers:
        begin -= 1
    for at in range(begin, body):
        head, line = lines[at - 1], lines[at]
        between = (level.at > (head.top + head.bottom) / 2) & (
            level.at < (line.top + line.bottom) / 2
        )
        inside = (level.end > head.pieces[0].box.x0) & (level.start < head.pieces[-1].box.x1)
        if (between & inside).any() or (
            at == begin and begins_body(head, line, lines[at + 1 :], heavy)
        ):
            return at
    return body


def _grid(
    lines: Sequence[VisualLine],
    header: Sequence[VisualLine],
    edges: list[float],
    level: Rulings,
    heavy: Heavy,
) -> Grid:
    """Return the grid of a table: its header in levels, its body in bands between horizontal
    rulings and rows of words.
    """
    top = min(line.top for line in (*header, *lines)) - 2
    ys, slots = _header_grid(header, edges, top, lines[0].top)
    rows = _body_rows(lines, edges, level)
    ruled = 2 * len(rows) > sum(bool(line.numbers) for line in lines)
    found = section_rows(lines, heavy, ruled)
    sections = [
        (lines[one], lines[other], _bounds(lines, one, other, rows)) for one, other in found
    ]
    rows = sorted(
        {
            *rows,
            *(
                y
                for _, _, bounds in sections
                for y in bounds
                if lines[0].top - 1 < y < rows[-1] - 1
            ),
        }
    )
    bands = zip([lines[0].top - 2, *rows], rows[:-1], rows[1:], strict=False)
    own = {y for _, _, bounds in sections for y in bounds}
    separated = np.array(
        [
            [True] * (len(edges) - 1) if band[1] in own else _parted(band, lines, edges, level)
            for band in bands
        ]
    ).reshape(-1, len(edges) - 1)
    above = np.concatenate(
        [np.ones((1, len(edges) - 1), np.bool_), separated, np.ones((1, len(edges) - 1), np.bool_)]
    )
    beside = np.ones((len(rows), len(edges)), np.bool_)
    for first, last, (upper, _) in sections:
        # words that run over several columns are in one cell of these
        box = first.pieces[0].box.union(last.pieces[0].box)
        row = int(np.searchsorted(rows, upper + 0.01)) if upper > lines[0].top - 1 else 0
        beside[row, 1:-1] = [not box.x0 < edge < box.x1 for edge in edges[1:-1]]
    body, _ = merged_cells(above, beside)
    slots += [slot._replace(row=slot.row + len(ys) - 1) for slot in body]
    return owned_grid(np.array(edges), np.array([*ys, *rows]), slots)


def _bounds(
    lines: Sequence[VisualLine], first: int, last: int, rows: Sequence[float]
) -> tuple[float, float]:
    """Return the edges over and under some lines of a body: a ruling, or the middle of the gap to
    the next line.
    """

    def edge(above: float, below: float) -> float:
        return next((y for y in rows if above - 1 < y < below + 1), (above + below) / 2)

    upper = edge(lines[first - 1].bottom, lines[first].top) if first else lines[first].top - 2
    lower = edge(lines[last].bottom, lines[last + 1].top) if last + 1 < len(lines) else rows[-1]
    return upper, lower


def _header_grid(
    header: Sequence[VisualLine], edges: list[float], top: float, body: float
) -> tuple[list[float], list[GridCell]]:
    """Return the edges of the rows of a header, from the top of the table to its body, and its
    cells.
    """
    worded = [line for line in header if not line.numbering]
    numbered = [line for line in header if line.numbering]
    if not header:
        return [top], []
    ys = [top]
    slots: list[GridCell] = []
    if worded:
        found = find_spanning_headers(worded, edges)
        ys, slots = (
            ([top, *found.ys[1:]], found.slots) if found else _worded_grid(worded, edges, top)
        )
    for line in numbered:
        ys[-1] = (ys[-1] + line.top) / 2 if len(ys) > 1 else top
        slots += [GridCell(len(ys) - 1, column, 1, 1) for column in range(len(edges) - 1)]
        ys.append(line.bottom + 1)
    ys[-1] = (header[-1].bottom + body) / 2
    return ys, slots


def _worded_grid(
    header: Sequence[VisualLine], edges: Sequence[float], top: float
) -> tuple[list[float], list[GridCell]]:
    """Return the rows of a header whose wide texts cover several columns each, and its cells."""
    ys = [top]
    slots: list[GridCell] = []
    words: list[VisualLine] = []
    for line in header:
        spans = [_span(piece, edges) for piece in line.pieces]
        if any(after - before > 1 for before, after in spans):
            if words:
                ys.append((words[-1].bottom + line.top) / 2)
                slots += [GridCell(len(ys) - 2, column, 1, 1) for column in range(len(edges) - 1)]
                words = []
            slots += _level_slots(len(ys) - 1, spans, len(edges) - 1)
            ys.append(line.bottom + 1)
        else:
            words.append(line)
    if words:
        slots += [GridCell(len(ys) - 1, column, 1, 1) for column in range(len(edges) - 1)]
        ys.append(words[-1].bottom + 1)
    return ys, slots


def _span(piece: TextSegment, edges: Sequence[float]) -> tuple[int, int]:
    """Return the first column of a piece and the one after its last, by the columns whose middle it
    covers.
    """
    columns = [
        column
        for column, (low, high) in enumerate(pairwise(edges))
        if piece.box.x0 < high - 0.25 * (high - low) and piece.box.x1 > low + 0.25 * (high - low)
    ]
    if not columns:
        middle = (piece.box.x0 + piece.box.x1) / 2
        column = min(max(int(np.searchsorted(edges, middle)) - 1, 0), len(edges) - 2)
        return column, column + 1
    return columns[0], columns[-1] + 1


def _level_slots(row: int, spans: Sequence[tuple[int, int]], width: int) -> list[GridCell]:
    """Return the cells of a header level with texts over several columns."""
    slots = []
    column = 0
    for before, after in sorted(spans):
        slots += [GridCell(row, at, 1, 1) for at in range(column, before)]
        if after > max(column, before):
            slots.append(GridCell(row, max(column, before), 1, after - max(column, before)))
            column = after
    return slots + [GridCell(row, at, 1, 1) for at in range(column, width)]


def _body_rows(lines: Sequence[VisualLine], edges: Sequence[float], level: Rulings) -> list[float]:
    """Return the lower edges of the bands of a body: the horizontal rulings over some of its
    columns, and its end.
    """
    bottom = max(line.bottom for line in lines) + 2
    start = lines[0].top - 1
    wide = (level.end - level.start) >= _SETTINGS.partial * (edges[-1] - edges[0])
    over = wide & (level.start < edges[-1]) & (level.end > edges[0])
    # a ruling under the middle of the last line is the end, however low the letters of that line
    # reach
    last = max((line.top + line.bottom) / 2 for line in lines)
    return [*(y for y in level.at[over].tolist() if start + 2 < y < last), bottom]


def _parted(
    band: tuple[float, float, float],
    lines: Sequence[VisualLine],
    edges: Sequence[float],
    level: Rulings,
) -> list[bool]:
    """Return which columns an edge of rows parts: those under a ruling, and those whose text does
    not run across it.

    `band` holds the edge over the row above it, the edge itself, and the one under the row below.
    """
    y = band[1]
    here = level.chosen(np.abs(level.at - y) < 1)
    columns = [_words_between(lines, low, high) for low, high in pairwise(edges)]
    ruled = [
        bool(((here.start < low + _SETTINGS.into) & (here.end > high - _SETTINGS.into)).any())
        for low, high in pairwise(edges)
    ]
    crossed = [_runs_over(y, words) for words in columns]
    # beside a merged cell, lines close to the edge on both sides are of one cell; elsewhere a row
    # has begun
    merged = any(
        not rules and (crosses or _fills_one_side(words, band))
        for rules, crosses, words in zip(ruled, crossed, columns, strict=True)
    )
    first = -1.0 if merged else min((line.top for line in lines if line.top > y - 1), default=y)
    return [
        rules or not (crosses or _goes_across(y, words, first))
        for rules, crosses, words in zip(ruled, crossed, columns, strict=True)
    ]


def _runs_over(y: float, words: Sequence[Box]) -> bool:
    """Return whether a word is at this height, not only with its ascenders or descenders."""
    return any(word.top + 1.5 < y < word.bottom - 1.5 for word in words)


def _words_between(lines: Sequence[VisualLine], low: float, high: float) -> list[Box]:
    """Return the words whose middle is between two vertical edges."""
    return [box for line in lines for box in line.words if low <= (box.x0 + box.x1) / 2 < high]


def _fills_one_side(words: Sequence[Box], band: tuple[float, float, float]) -> bool:
    """Return whether a column has words in one of the two rows at an edge, and none in the
    other.
    """
    top, y, bottom = band
    middles = [(word.top + word.bottom) / 2 for word in words]
    return any(top < middle < y for middle in middles) != any(
        y < middle < bottom for middle in middles
    )


def _goes_across(y: float, words: Sequence[Box], row: float) -> bool:
    """Return whether text continues under an edge at the distance of its lines, and not where the
    row begins there.
    """
    over = max((word.bottom for word in words if word.bottom <= y + 1.5), default=None)
    under = min(
        (word for word in words if word.top >= y - 1.5), key=lambda word: word.top, default=None
    )
    if over is None or under is None:
        return False
    return (
        under.top - over <= TEXT_REGIONS_SETTINGS.wrapped * (under.bottom - under.top)
        and under.top > row + _SETTINGS.aligned
    )


def merge_totals(grid: Grid, lines: Mapping[int, Sequence[TextLine]]) -> Grid:
    """Return the grid with the name of each total in one cell with the blanks before it, under
    which it is centred.
    """
    named: dict[int, list[int]] = {}
    for index, slot in enumerate(grid.slots):
        group = lines.get(index, ())
        if slot.column and slot.columns == 1 and len(group) == 1 and is_total(group[0].text):
            before = _blank_before(grid, slot, lines)
            if before:
                named[index] = before
    if not named:
        return grid
    gone = set(named).union(*named.values())
    slots = [slot for index, slot in enumerate(grid.slots) if index not in gone]
    slots += [
        GridCell(slot.row, 0, slot.rows, slot.column + 1)
        for slot in map(grid.slots.__getitem__, named)
    ]
    return owned_grid(grid.xs, grid.ys, slots)


def _blank_before(grid: Grid, slot: GridCell, lines: Mapping[int, Sequence[TextLine]]) -> list[int]:
    """Return the cells before one in its row where all are blank and as tall, else none."""
    before: list[int] = grid.owner[slot.row, : slot.column].tolist()
    blank = all(at >= 0 and not lines.get(at) and grid.slots[at].rows == slot.rows for at in before)
    return before if blank else []


def shaded_edges(fills: Boxes) -> Rulings:
    """Return the upper and lower edges of wide filled areas as horizontal rulings: rows told apart
    by their shade only.
    """
    wide = fills[
        (fills[:, 3] - fills[:, 1] > 6)
        & (fills[:, 2] - fills[:, 0] > 3 * (fills[:, 3] - fills[:, 1]))
    ]
    return Rulings(
        np.concatenate([wide[:, 1], wide[:, 3]]),
        np.concatenate([wide[:, 0]] * 2),
        np.concatenate([wide[:, 2]] * 2),
    )


def _is_closed_above(
    region: TableRegion, lines: Sequence[VisualLine], edges: Sequence[float], level: Rulings
) -> bool:
    """Return whether a ruling over most of a table is above its headers: then no header is above
    that.
    """
    if region.first == region.body or region.first == 0:
        return False
    above, line = lines[region.first - 1], lines[region.first]
    between = (level.at > (above.top + above.bottom) / 2) & (
        level.at < (line.top + line.bottom) / 2
    )
    over = np.minimum(level.end, edges[-1]) - np.maximum(level.start, edges[0])
    return bool((between & (over > _SETTINGS.mostly * (edges[-1] - edges[0]))).any())


def _continues(
    row: VisualLine, counted: VisualLine, line: VisualLine, edges: Sequence[float]
) -> bool:
    """Return whether a line under the last row is the rest of its words; `counted` is the line of
    its numbers.
    """
    close = line.top - row.bottom <= TEXT_REGIONS_SETTINGS.wrapped * row.height
    own = [box for box in line.words if box.x1 > edges[0] and box.x0 < edges[-1]]
    within = all(_is_in_one_column(box, edges) for box in own)
    return (
        close
        and bool(own)
        and (not stand_under_numbers(counted, line) or _completes(counted, line))
        and within
        and not is_caption(line.text)
        and len(line.text) < 60
    )


def _is_in_one_column(box: Box, edges: Sequence[float]) -> bool:
    return any(low - 1 <= box.x0 and box.x1 <= high + 1 for low, high in pairwise(edges))


def _completes(counted: VisualLine, line: VisualLine) -> bool:
    """Return whether a line is nothing but the last digits of amounts that the line of numbers
    above breaks off.
    """
    return all(
        piece.text.isdigit() and _goes_on_from_any(counted.numbers, piece) for piece in line.pieces
    )


def _goes_on_from_any(numbers: Sequence[TextSegment], piece: TextSegment) -> bool:
    """Return whether a piece continues one of the numbers, which it is under."""
    return any(
        share_width(piece.box, number.box) and goes_on(number.text, piece.text)
        for number in numbers
    )


def _is_row(rows: Sequence[VisualLine], line: VisualLine, edges: Sequence[float]) -> bool:
    """Return whether a line a little under the last row is one: with numbers, each piece in a
    column of its own.
    """
    near = line.top - rows[-1].bottom <= TEXT_REGIONS_SETTINGS.lines_apart * line.height
    columns = [
        np.searchsorted(edges, (piece.box.x0 + 1, piece.box.x1 - 1)).tolist()
        for piece in line.pieces
    ]
    alone = all(first == last and 0 < first < len(edges) for first, last in columns)
    distinct = len({first for first, _ in columns}) == len(columns)
    return near and alone and distinct and len(line.numbers) >= TEXT_REGIONS_SETTINGS.columns


def _closes(row: VisualLine, line: VisualLine, edges: Sequence[float]) -> bool:
    """Return whether a line a little under the last row prints its total."""
    near = line.top - row.bottom <= TEXT_REGIONS_SETTINGS.lines_apart * line.height
    inside = edges[0] - 2 <= line.pieces[0].box.x0 and line.pieces[-1].box.x1 <= edges[-1] + 2
    amounts = len(line.pieces) > 1 and all(piece.number for piece in line.pieces[1:])
    return near and inside and amounts and is_total(line.pieces[0].text)
