"""Tables without upright rules: columns from the gaps that persist down the page, rows from rules and numbers.

Three things tell of such a table: level rules or shaded rows of one width under each other; a caption with a line under
it whose words stand apart; lines that print several numbers under each other. Its columns are the strips between the
gaps that no line crosses, and those that the heads or the column numbers tell apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.grid import Grid, Rules, Slot, merged_slots, owned_grid
from extract.levels import find_levels
from extract.paths import Boxes
from extract.patterns import regex
from extract.pdfium import Glyphs
from extract.pieces import TextLine
from extract.records import Box, Reading
from extract.visual import Piece, VisualLine, is_caption

_TABLE = regex(r"^\W*tabel\b[\s.:]*(?:\d|[ivxl]+\b)", re.IGNORECASE)
_TABLE_LINE = regex(r"^[^\w\n]*tabel\b[\s.:]*(?:\d|[ivxl]+\b)", re.IGNORECASE | re.MULTILINE)
_NUMBERING = regex(r"(?<!\d)\(?0?1\)?\s+\(?0?2\)?\s+\(?0?3(?!\d)")
_HEADING = regex(r"(?:\d+\.)+\d*\.?\s+[A-Z]|[A-Z]\.\s+[A-Z]|BAB\b")
_TOTAL = regex(
    r"(?:SUB|GRAND)?(?:JUMLAH|TOTAL)[A-Z\d]*"
    r"|(?:[Ss]ub|[Gg]rand)?\s?(?:[Jj]umlah|[Tt]otal)(?: umum| seluruhnya| keseluruhan)?\W*"
    r"|[Rr]ata\s?-?\s?[Rr]ata(?: (?:[Cc]apaian|[Kk]inerja|[Rr]ealisasi|[Ss]erapan))*\W*"
)

# In heights of a line: the most between numbers of one table, and between lines of one.
_ROWS_APART, _LINES_APART = 9.0, 2.6
# Fewer rows or number columns than these may be chance.
_ROWS, _COLUMNS = 3, 2
# Under heads that stand apart so many are enough.
_HEADED_ROWS = 2
# How many lines, as a share, may cross a gap between columns: texts that overflow.
_CROSSING = 0.04
# How far apart, in points, numbers of one column may end, and the ends of rules of one table.
_SAME_EDGE = 4.0
# A rule over less than this share of the width parts no rows; one parts a column when it reaches so far into it, in
# points. Lines of one text stand no further apart than so many heights, and the rows of a table begin as level as this.
_PARTIAL, _INTO, _WRAPPED, _ALIGNED = 0.3, 8.0, 0.7, 2.0
# Of what stands in the columns of a table this share at least is aligned.
_ALIGNED_SHARE = 0.5
# A rule over this share of the width of a table runs over all of it.
_MOSTLY = 0.8
# Of the lines of a table between level rules, or of its bands, this share at least prints pieces that stand apart.
_APART_LINES, _APART_BANDS = 0.4, 0.7
# Level rules further apart than this, in points, are not of one table; fewer or shorter ones than these are not one.
_RULES_APART, _RULES, _SHORTEST_RULE = 220.0, 3, 100.0


class _Region(NamedTuple):
    """The lines of a table: from the first to the last, and where the body begins."""

    first: int
    body: int
    last: int


def _blocks(lines: Sequence[VisualLine]) -> list[tuple[int, int]]:
    """Return the first and last index of runs of lines that hold rows close to each other."""
    rows = [index for index, line in enumerate(lines) if line.tabular]
    blocks: list[tuple[int, int]] = []
    for index in rows:
        height = lines[index].bottom - lines[index].top
        if (
            blocks
            and lines[index].top - lines[blocks[-1][1]].bottom <= _ROWS_APART * height
            and not any(_prose(line, lines[index]) for line in lines[blocks[-1][1] + 1 : index])
            and not _are_headed(lines[blocks[-1][1] + 1 : index], lines[index])
        ):
            blocks[-1] = (blocks[-1][0], index)
        else:
            blocks.append((index, index))
    many = {block: sum(block[0] <= index <= block[1] for index in rows) for block in blocks}
    return [block for block in blocks if many[block] >= (_HEADED_ROWS if _has_heads(lines, block[0]) else _ROWS)]


def _has_heads(lines: Sequence[VisualLine], first: int) -> bool:
    """Return whether heads that stand apart are right above a row, one over each of its numbers."""
    above = lines[first - 1] if first else None
    return above is not None and len(above.pieces) > _COLUMNS and _are_headed([above], lines[first])


def _prose(line: VisualLine, row: VisualLine) -> bool:
    """Return whether a line between rows is running text or a caption: one piece that passes under two numbers."""
    if is_caption(line.text):
        return True
    middles = [(piece.box.x0 + piece.box.x1) / 2 for piece in row.numbers]
    return any(sum(piece.box.x0 < middle < piece.box.x1 for middle in middles) >= 2 for piece in line.pieces)


def _are_headed(lines: Sequence[VisualLine], row: VisualLine) -> bool:
    """Return whether each number of a row stands under words of the lines before it: the heads of another table."""
    words = [piece.box for line in lines for piece in line.pieces if not piece.number]
    return all(any(_overlap(box, piece.box) for box in words) for piece in row.numbers)


def _number_columns(lines: Sequence[VisualLine]) -> int:
    """Return how many columns of numbers these lines share: numbers that end, begin or centre at the same place."""
    rows = [line for line in lines if line.tabular]
    best = 0
    boxes = np.array([piece.box for line in rows for piece in line.numbers])
    for at in map(np.sort, (boxes[:, 2], boxes[:, 0], (boxes[:, 0] + boxes[:, 2]) / 2)):
        groups = np.split(at, np.flatnonzero(np.diff(at) > _SAME_EDGE) + 1)
        best = max(best, sum(len(group) >= 0.5 * len(rows) for group in groups))
    return best


def _edges(lines: Sequence[VisualLine]) -> list[float]:
    """Return the edges of the columns of these lines: the middles of the gaps that hardly any line crosses."""
    boxes = np.array([piece.box for line in lines for piece in line.pieces])
    left, right = float(boxes[:, 0].min()), float(boxes[:, 2].max())
    allowed = int(_CROSSING * len(lines))
    starts, ends = np.sort(boxes[:, 0]), np.sort(boxes[:, 2])
    at = np.unique(np.concatenate((starts, ends)))
    # How many pieces lie over each stretch between two neighbouring edges of pieces.
    over: NDArray[np.intp] = np.searchsorted(starts, at[:-1], side="right") - np.searchsorted(
        ends, at[:-1], side="right"
    )
    edges = [left - 2.0]
    begin: float | None = None
    for low, high, count in zip(at[:-1].tolist(), at[1:].tolist(), over.tolist(), strict=True):
        if count <= allowed:
            begin = low if begin is None else begin
            end = high
        elif begin is not None:
            edges.append((begin + end) / 2)
            begin = None
    return [*edges, right + 2.0]


def _heads(lines: Sequence[VisualLine]) -> list[Piece]:
    """Return the pieces of header lines that stand beside each other, the line with the most first."""
    found: list[Piece] = []
    for line in sorted(lines, key=lambda line: -len(line.pieces)):
        beside = [piece for piece in line.pieces if not any(_overlap(piece.box, other.box) for other in found)]
        found += beside
    return sorted(found, key=lambda piece: piece.box.x0)


def _overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes share a stretch of their width."""
    return one.x0 < other.x1 and other.x0 < one.x1


def _headed_edges(edges: Sequence[float], heads: Sequence[Piece], lines: Sequence[VisualLine]) -> list[float]:
    """Return the edges with one between each two heads (or column numbers), where the fewest words are in its way."""
    found = list(edges)
    boxes = [box for line in lines for box in line.words]
    for one, other in pairwise(heads):
        low, high = one.box.x1, other.box.x0
        if low >= high or any(one.box.x0 < edge < other.box.x1 for edge in edges):
            continue
        at = sorted({low, high, *(x for box in boxes for x in (box.x0, box.x1) if low < x < high)})
        gaps = [
            (sum(box.x0 < (left + right) / 2 < box.x1 for box in boxes), left - right, (left + right) / 2)
            for left, right in pairwise(at)
        ]
        found.append(min(gaps)[2])
    return sorted(found)


def _needed_edges(edges: Sequence[float], header: Sequence[VisualLine], body: Sequence[VisualLine]) -> list[float]:
    """Return the edges without those beside a column without a head that only takes what the other one leaves out.

    A head that passes over an edge is one of both columns.
    """
    kept = list(edges)
    at = 1
    while at < len(kept) - 1:
        left, right = (kept[at - 1], kept[at]), (kept[at], kept[at + 1])
        headless = not all(any(_prints(line, side) for line in header) for side in (left, right))
        pieces = [piece.box for line in header for piece in line.pieces]
        headless |= any(box.x0 < kept[at] - _INTO and box.x1 > kept[at] + _INTO for box in pieces)
        if headless and not any(_prints(line, left) and _prints(line, right) for line in body):
            del kept[at]
        else:
            at += 1
    return kept


def _with_heads_apart(edges: Sequence[float], header: Sequence[VisualLine], body: Sequence[VisualLine]) -> list[float]:
    """Return the edges, moved within their gaps so that a head at the side of its column stands over that column.

    A head at the left of numbers that end at the right may stand nearer to the column before.
    """
    kept = list(edges)
    boxes = [piece.box for line in body for piece in line.pieces]
    for at in range(1, len(kept) - 1):
        left, right = (kept[at - 1], kept[at]), (kept[at], kept[at + 1])
        over = [_heads([_only(line, side) for line in header if _prints(line, side)]) for side in (left, right)]
        before = max((box.x1 for box in boxes if box.x1 <= kept[at]), default=left[0])
        after = min((box.x0 for box in boxes if box.x0 >= kept[at]), default=right[1])
        if len(over[0]) > 1 and not over[1] and before <= over[0][-1].box.x0:
            kept[at] = (max(before, over[0][-2].box.x1) + over[0][-1].box.x0) / 2
        elif len(over[1]) > 1 and not over[0] and over[1][0].box.x1 <= after:
            kept[at] = (min(after, over[1][1].box.x0) + over[1][0].box.x1) / 2
    return kept


def _only(line: VisualLine, column: tuple[float, float]) -> VisualLine:
    """Return those pieces of a line that stand in a column."""
    pieces = tuple(piece for piece in line.pieces if column[0] < (piece.box.x0 + piece.box.x1) / 2 < column[1])
    return line._replace(pieces=pieces)


def _prints(line: VisualLine, column: tuple[float, float]) -> bool:
    """Return whether a line prints a word in a column."""
    return any(column[0] < (box.x0 + box.x1) / 2 < column[1] for box in line.words)


def _header(lines: Sequence[VisualLine], first: int, edges: Sequence[float]) -> int:
    """Return the index of the first header line above a block."""
    width = edges[-1] - edges[0]
    index = first
    while index > 0:
        line, below = lines[index - 1], lines[index]
        height = below.bottom - below.top
        inside = _is_inside(line, edges)
        wide = any(piece.box.x1 - piece.box.x0 > 0.6 * width for piece in line.pieces)
        if below.top - line.bottom > 2.5 * height or not inside or wide or is_caption(line.text) or line.tabular:
            break
        if (
            len(line.pieces) == 1
            and index < first
            and len(lines[index].pieces) > 1
            and not _within(line.pieces[0], edges)
        ):
            break
        index -= 1
    return index


def _is_inside(line: VisualLine, edges: Sequence[float]) -> bool:
    """Return whether a line stands between the outer edges; of several heads, each may be wider than what is below."""
    first, last = line.pieces[0].box, line.pieces[-1].box
    if len(line.pieces) > 2:
        return (first.x0 + first.x1) / 2 > edges[0] and (last.x0 + last.x1) / 2 < edges[-1]
    return first.x0 >= edges[0] - 6 and last.x1 <= edges[-1] + 6


def _within(piece: Piece, edges: Sequence[float]) -> bool:
    """Return whether a piece lies within one column."""
    return any(low - 1 <= piece.box.x0 and piece.box.x1 <= high + 1 for low, high in pairwise(edges))


def _span(piece: Piece, edges: Sequence[float]) -> tuple[int, int]:
    """Return the first column of a piece and the one after its last, by the columns whose middle it covers."""
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


def _grid(lines: Sequence[VisualLine], header: Sequence[VisualLine], edges: list[float], level: Rules) -> Grid:
    """Return the grid of a table: its header in levels, its body in bands between level rules."""
    top = min(line.top for line in (*header, *lines)) - 2
    ys, slots = _header_grid(header, edges, top, lines[0].top)
    rows = _body_rows(lines, edges, level)
    bands = zip([lines[0].top - 2, *rows], rows[:-1], rows[1:], strict=False)
    separated = np.array([_parted(band, lines, edges, level) for band in bands]).reshape(-1, len(edges) - 1)
    above = np.concatenate([np.ones((1, len(edges) - 1), np.bool_), separated, np.ones((1, len(edges) - 1), np.bool_)])
    body, _ = merged_slots(above, np.ones((len(rows), len(edges)), np.bool_))
    slots += [replace(slot, row=slot.row + len(ys) - 1) for slot in body]
    return owned_grid(np.array(edges), np.array([*ys, *rows]), slots)


def _header_grid(
    header: Sequence[VisualLine], edges: list[float], top: float, body: float
) -> tuple[list[float], list[Slot]]:
    """Return the edges of the rows of a header, from the top of the table to its body, and its cells."""
    worded = [line for line in header if not line.numbering]
    numbered = [line for line in header if line.numbering]
    if not header:
        return [top], []
    ys = [top]
    slots: list[Slot] = []
    if worded:
        found = find_levels(worded, edges)
        ys, slots = ([top, *found.ys[1:]], found.slots) if found else _worded_grid(worded, edges, top)
    for line in numbered:
        ys[-1] = (ys[-1] + line.top) / 2 if len(ys) > 1 else top
        slots += [Slot(len(ys) - 1, column, 1, 1) for column in range(len(edges) - 1)]
        ys.append(line.bottom + 1)
    ys[-1] = (header[-1].bottom + body) / 2
    return ys, slots


def _worded_grid(header: Sequence[VisualLine], edges: Sequence[float], top: float) -> tuple[list[float], list[Slot]]:
    """Return the rows of a header whose wide texts cover several columns each, and its cells."""
    ys = [top]
    slots: list[Slot] = []
    words: list[VisualLine] = []
    for line in header:
        spans = [_span(piece, edges) for piece in line.pieces]
        if any(after - before > 1 for before, after in spans):
            if words:
                ys.append((words[-1].bottom + line.top) / 2)
                slots += [Slot(len(ys) - 2, column, 1, 1) for column in range(len(edges) - 1)]
                words = []
            slots += _level_slots(len(ys) - 1, spans, len(edges) - 1)
            ys.append(line.bottom + 1)
        else:
            words.append(line)
    if words:
        slots += [Slot(len(ys) - 1, column, 1, 1) for column in range(len(edges) - 1)]
        ys.append(words[-1].bottom + 1)
    return ys, slots


def _body_rows(lines: Sequence[VisualLine], edges: Sequence[float], level: Rules) -> list[float]:
    """Return the lower edges of the bands of a body: the level rules over some of its columns, and its end."""
    bottom = max(line.bottom for line in lines) + 2
    start = lines[0].top - 1
    wide = (level.end - level.start) >= _PARTIAL * (edges[-1] - edges[0])
    over = wide & (level.start < edges[-1]) & (level.end > edges[0])
    # a rule under the middle of the last line is the end, however low the letters of that line reach
    last = max((line.top + line.bottom) / 2 for line in lines)
    return [*(y for y in level.at[over].tolist() if start + 2 < y < last), bottom]


def _parted(
    band: tuple[float, float, float], lines: Sequence[VisualLine], edges: Sequence[float], level: Rules
) -> list[bool]:
    """Return which columns an edge of rows parts: those under a rule, and those whose text does not run across it.

    `band` holds the edge over the row above it, the edge itself, and the one under the row below.
    """
    top, y, bottom = band
    here = level.chosen(np.abs(level.at - y) < 1)
    words = [
        [box for line in lines for box in line.words if low <= (box.x0 + box.x1) / 2 < high]
        for low, high in pairwise(edges)
    ]
    ruled = [bool(((here.start < low + _INTO) & (here.end > high - _INTO)).any()) for low, high in pairwise(edges)]
    crossed = [any(word.top + 1.5 < y < word.bottom - 1.5 for word in column) for column in words]
    rows = [
        [sum(low < (w.top + w.bottom) / 2 < high for w in column) for low, high in ((top, y), (y, bottom))]
        for column in words
    ]
    # beside a merged cell, lines close to the edge on both sides are of one cell; elsewhere a row has begun
    merged = any(
        not rules and (crosses or one == 0 < other or other == 0 < one)
        for rules, crosses, (one, other) in zip(ruled, crossed, rows, strict=True)
    )
    first = -1.0 if merged else min((line.top for line in lines if line.top > y - 1), default=y)
    return [
        rules or not (crosses or _goes_across(y, column, first))
        for rules, crosses, column in zip(ruled, crossed, words, strict=True)
    ]


def _goes_across(y: float, words: Sequence[Box], row: float) -> bool:
    """Return whether text goes on under an edge at the distance of its lines, and not where the row begins there."""
    over = max((word.bottom for word in words if word.bottom <= y + 1.5), default=None)
    under = min((word for word in words if word.top >= y - 1.5), key=lambda word: word.top, default=None)
    if over is None or under is None:
        return False
    return under.top - over <= _WRAPPED * (under.bottom - under.top) and under.top > row + _ALIGNED


def _level_slots(row: int, spans: Sequence[tuple[int, int]], width: int) -> list[Slot]:
    """Return the cells of a header level with texts over several columns."""
    slots = []
    column = 0
    for before, after in sorted(spans):
        slots += [Slot(row, at, 1, 1) for at in range(column, before)]
        if after > max(column, before):
            slots.append(Slot(row, max(column, before), 1, after - max(column, before)))
            column = after
    return slots + [Slot(row, at, 1, 1) for at in range(column, width)]


def merge_totals(grid: Grid, lines: Mapping[int, Sequence[TextLine]]) -> Grid:
    """Return the grid with the name of each total in one cell with the blanks before it, under which it is centred."""
    named: dict[int, list[int]] = {}
    for index, slot in enumerate(grid.slots):
        group = lines.get(index, ())
        if slot.column and slot.columns == 1 and len(group) == 1 and _is_total(group[0].text):
            before: list[int] = grid.owner[slot.row, : slot.column].tolist()
            blank = all(at >= 0 and not lines.get(at) and grid.slots[at].rows == slot.rows for at in before)
            if blank:
                named[index] = before
    if not named:
        return grid
    gone = {index for name, before in named.items() for index in (name, *before)}
    slots = [slot for index, slot in enumerate(grid.slots) if index not in gone]
    slots += [Slot(slot.row, 0, slot.rows, slot.column + 1) for slot in map(grid.slots.__getitem__, named)]
    return owned_grid(grid.xs, grid.ys, slots)


def _is_total(text: str) -> bool:
    """Return whether a text names a total and nothing that is counted: in capitals, or by itself."""
    squeezed = "".join(text.split())
    return _TOTAL.fullmatch(squeezed if text.isupper() else text.strip()) is not None


def may_hold_rows(glyphs: Glyphs, free: NDArray[np.bool_]) -> bool:
    """Return whether the free glyphs of a page may print a table: a cheap look before a close one."""
    if _TABLE_LINE.search(glyphs.text) or _NUMBERING.search(glyphs.text):
        return True
    codes = np.where(free, glyphs.codes, 0)
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    marks = (codes[1:-1] == ord(".")) | (codes[1:-1] == ord(","))
    parted = int((digits[:-2] & marks & digits[2:]).sum())
    return parted + int((codes == ord("%")).sum()) >= _ROWS


def shaded_edges(fills: Boxes) -> Rules:
    """Return the upper and lower edges of wide filled areas as level rules: rows told apart by their shade only."""
    wide = fills[(fills[:, 3] - fills[:, 1] > 6) & (fills[:, 2] - fills[:, 0] > 3 * (fills[:, 3] - fills[:, 1]))]
    return Rules(
        np.concatenate([wide[:, 1], wide[:, 3]]), np.concatenate([wide[:, 0]] * 2), np.concatenate([wide[:, 2]] * 2)
    )


def find_text_grids(lines: Sequence[VisualLine], level: Rules, reading: Reading = Reading.USUAL) -> list[Grid]:
    """Return the grids of the tables among these lines, top to bottom; `level` are the level rules around them."""
    grids = []
    taken = 0
    found = [*_ruled_regions(lines, level), *_captioned_regions(lines), *_numeric_regions(lines)]
    found += [region for region in _numbered_regions(lines) if not any(_meet(region, other) for other in found)]
    regions = [region for region in found if not any(_is_head_of(region, other, lines) for other in found)]
    for region in sorted((_whole(region, regions, lines) for region in regions), key=lambda region: region.first):
        if region.first < taken:
            continue
        edges = _columns(lines, region, reading)
        if len(edges) - 1 <= _COLUMNS or not _is_aligned(lines[region.first : region.last + 1], edges):
            continue
        last = region.last
        counted = next((line for line in reversed(lines[region.body : last + 1]) if line.numbers), lines[last])
        while last + 1 < len(lines) and (
            _continues(lines[last], counted, lines[last + 1], edges) or _closes(lines[last], lines[last + 1], edges)
        ):
            last += 1
        first = region.first if _is_closed_above(region, lines, edges, level) else _header(lines, region.first, edges)
        first = max(first, taken)
        edges = _around(edges, lines[first : region.body])
        parting = level.longest(0) if reading is Reading.ROWS else level
        grids.append(_grid(lines[region.body : last + 1], lines[first : region.body], edges, parting))
        taken = last + 1
    return grids


def _is_closed_above(region: _Region, lines: Sequence[VisualLine], edges: Sequence[float], level: Rules) -> bool:
    """Return whether a rule over most of a table stands above its heads: then no head stands above that."""
    if region.first == region.body or region.first == 0:
        return False
    above, line = lines[region.first - 1], lines[region.first]
    between = (level.at > (above.top + above.bottom) / 2) & (level.at < (line.top + line.bottom) / 2)
    over = np.minimum(level.end, edges[-1]) - np.maximum(level.start, edges[0])
    return bool((between & (over > _MOSTLY * (edges[-1] - edges[0]))).any())


def _meet(one: _Region, other: _Region) -> bool:
    """Return whether two regions share a line."""
    return one.first <= other.last and other.first <= one.last


def _whole(region: _Region, others: Sequence[_Region], lines: Sequence[VisualLine]) -> _Region:
    """Return a region with the rows that another one has under its own, and with the first words of its first row.

    Rows may stand further apart than the lines under a caption; a name of several lines begins above its numbers. A
    paragraph that follows is left out.
    """
    last = max(other.last for other in others if region.body <= other.body <= region.last)
    counted = next((line for line in reversed(lines[region.body : last + 1]) if line.numbers), lines[last])
    while last > region.body and (
        _is_folio(lines[last - 1], lines[last]) or (not lines[last].numbers and _under_numbers(counted, lines[last]))
    ):
        last -= 1
    body = region.body
    while body > 1 and _begins(lines[body - 2], lines[body - 1], lines[body]):
        body -= 1
    return _Region(min(region.first, body), body, last)


def _is_folio(above: VisualLine, line: VisualLine) -> bool:
    """Return whether a line is nothing but a number, and no rest of the line above: the number of the page."""
    return len(line.pieces) == 1 and bool(line.numbers) and line.top - above.bottom > _WRAPPED * line.height


def _under_numbers(row: VisualLine, line: VisualLine) -> bool:
    """Return whether words of a line stand under a number of a row: they are no rest of that."""
    return any(_overlap(box, piece.box) for piece in row.numbers for box in line.words)


def _begins(above: VisualLine, line: VisualLine, row: VisualLine) -> bool:
    """Return whether a line is the first of a name whose numbers stand on the next: nearer to it than to its heads."""
    near = row.top - line.bottom
    alone = len(line.pieces) == 1 and not line.numbers and not is_caption(line.text)
    return alone and near < _WRAPPED * line.height and near < line.top - above.bottom - 1


def _is_head_of(region: _Region, other: _Region, lines: Sequence[VisualLine]) -> bool:
    """Return whether a region is only the header of another: without an amount under its heads, where that has some."""
    amounts = [any(line.amounts for line in lines[one.body : one.last + 1]) for one in (region, other)]
    return other.first <= region.last < other.last and not amounts[0] and amounts[1]


def _is_aligned(lines: Sequence[VisualLine], edges: Sequence[float]) -> bool:
    """Return whether most of what stands in the columns begins, ends or is centred at the same place in each.

    The words of justified running text stand apart as well, wherever the line wants them.
    """
    told = aligned = 0
    for low, high in list(pairwise(edges))[1:]:
        groups = [own for line in lines if (own := [box for box in line.words if low <= (box.x0 + box.x1) / 2 < high])]
        starts = [own[0].x0 for own in groups]
        ends = [own[-1].x1 for own in groups]
        middles = [(one + other) / 2 for one, other in zip(starts, ends, strict=True)]
        told += len(groups)
        aligned += max(map(_most_alike, (starts, ends, middles)), default=0)
    return aligned >= _ALIGNED_SHARE * told


def _most_alike(positions: Sequence[float]) -> int:
    """Return how many of these positions at most lie close to each other."""
    found = np.sort(positions)
    return int((np.searchsorted(found, found + _SAME_EDGE, side="right") - np.arange(len(found))).max(initial=0))


def _columns(lines: Sequence[VisualLine], region: _Region, reading: Reading) -> list[float]:
    """Return the edges of the columns of a region: between heads and in the gaps, in some readings by one of both."""
    body = lines[region.body : region.last + 1]
    edges = _edges(body)
    numbering = next((line for line in lines[region.first : region.last + 1] if line.numbering), None)
    heads = numbering.pieces if numbering else _heads(lines[region.first : region.body] or body[:1])
    if len(heads) > _COLUMNS and reading is not Reading.GAPS:
        known = [edges[0], edges[-1]] if reading is Reading.HEADS else edges
        edges = _headed_edges(known, heads, lines[region.first : region.last + 1])
    if reading is not Reading.GAPS:
        header = lines[_header(lines, region.first, edges) : region.body]
        edges = _needed_edges(edges, header or body[:1], body)
        edges = _with_heads_apart(edges, header, body)
    return _around(edges, lines[region.first : region.body])


def _around(edges: Sequence[float], header: Sequence[VisualLine]) -> list[float]:
    """Return the edges with the outer ones around all heads."""
    boxes = [piece.box for line in header for piece in line.pieces]
    left = min([edges[0], *(box.x0 - 2 for box in boxes)])
    return [left, *edges[1:-1], max([edges[-1], *(box.x1 + 2 for box in boxes)])]


def _ruled_regions(lines: Sequence[VisualLine], level: Rules) -> Iterator[_Region]:
    """Yield the regions between level rules of one width that follow each other with nothing but rows between."""
    groups: list[list[int]] = []
    for index in np.argsort(level.at, kind="stable").tolist():
        if groups and _follows(level, groups[-1][-1], index, lines):
            groups[-1].append(index)
        elif groups and _is_part(level, groups[-1][-1], index, lines):
            continue
        elif level.end[index] - level.start[index] > _SHORTEST_RULE:
            groups.append([index])
    for ys in (part for group in groups for part in _parts_of(np.unique(np.round(level.at[group], 0)), lines)):
        inside = [k for k, line in enumerate(lines) if ys[0] < (line.top + line.bottom) / 2 < ys[-1]]
        if len(ys) < _RULES or len(inside) < 2 or not _print_pieces([lines[k] for k in inside], ys.tolist()):
            continue
        if not any(lines[k].numbers for k in inside):  # words that a shaded paragraph spreads over its lines
            continue
        # a head beside two levels of heads stands across the edge between those
        head = next((y for y in ys[1:-1] if not any(line.top + 1.5 < y < line.bottom - 1.5 for line in lines)), ys[1])
        body = next((k for k in inside if (lines[k].top + lines[k].bottom) / 2 > head), inside[-1])
        body = next((k for k in inside if k < body and lines[k].tabular), body)  # its head stands over the first rule
        yield _Region(inside[0], body, inside[-1])


def _parts_of(ys: NDArray[np.float64], lines: Sequence[VisualLine]) -> Iterator[NDArray[np.float64]]:
    """Yield the level rules of each table among rules of one width: heads between rows of numbers begin another one."""
    inside = [k for k, line in enumerate(lines) if ys[0] < (line.top + line.bottom) / 2 < ys[-1]]
    rows = [k for k in inside if lines[k].tabular]
    begins = [
        int(np.searchsorted(ys, (lines[k].top + lines[k].bottom) / 2)) - 1
        for k in inside
        if k + 1 in rows[_HEADED_ROWS : 1 - _HEADED_ROWS] and not lines[k].numbers and _has_heads(lines, k + 1)
    ]
    for first, end in pairwise([0, *begins, len(ys)]):
        yield ys[first:end]


def _print_pieces(lines: Sequence[VisualLine], ys: Sequence[float]) -> bool:
    """Return whether enough of the lines between level rules print pieces apart, or of the bands between these rules.

    The names of a table may be wrapped over so many lines that hardly any prints more than a word of one.
    """
    apart = [(line.top + line.bottom) / 2 for line in lines if len(line.pieces) > 1]
    if len(apart) >= _APART_LINES * len(lines):
        return True
    bands = [any(low < middle < high for middle in apart) for low, high in pairwise(ys)]
    return sum(bands) >= _APART_BANDS * len(bands)


def _is_part(level: Rules, whole: int, part: int, lines: Sequence[VisualLine]) -> bool:
    """Return whether a level rule runs over a part of the width of one above: beside a merged cell, under a head.

    One as wide under running text is the edge of its shade, unless a caption stands between.
    """
    near = level.at[part] - level.at[whole] <= _RULES_APART
    within = level.start[part] >= level.start[whole] - 2 and level.end[part] <= level.end[whole] + 2
    shorter = level.end[part] - level.start[part] < level.end[whole] - level.start[whole] - 2 * _SAME_EDGE
    between = [line for line in lines if level.at[whole] < (line.top + line.bottom) / 2 < level.at[part]]
    shade = not any(is_caption(line.text) for line in between)
    return bool(near and within and (shorter or shade))


def _follows(level: Rules, one: int, other: int, lines: Sequence[VisualLine]) -> bool:
    """Return whether two level rules are of one table: as wide, and with neither running text nor caption between."""
    start, end = float(level.start[one]), float(level.end[one])
    if abs(level.start[other] - start) > 2 * _SAME_EDGE or abs(level.end[other] - end) > 2 * _SAME_EDGE:
        return False
    between = [line for line in lines if level.at[one] < (line.top + line.bottom) / 2 < level.at[other]]
    return level.at[other] - level.at[one] <= _RULES_APART and not any(
        is_caption(line.text) or any(piece.box.x1 - piece.box.x0 > 0.6 * (end - start) for piece in line.pieces)
        for line in between
    )


def _captioned_regions(lines: Sequence[VisualLine]) -> Iterator[_Region]:
    """Yield the regions under captions: a line of heads that stand apart, and the lines under it."""
    for index, line in enumerate(lines):
        if not _TABLE.search(line.text):
            continue
        heads = next((k for k in range(index + 1, min(index + 4, len(lines))) if len(lines[k].pieces) > _COLUMNS), None)
        if heads is None:
            continue
        first = heads
        while first > index + 1 and len(lines[first - 1].pieces) > 1:
            first -= 1
        last = heads
        while last + 1 < len(lines) and _goes_on(lines[heads], lines[last], lines[last + 1]):
            last += 1
        last = _without_prose(lines, heads, last)
        numbering = next((k for k in range(first, min(first + 5, last)) if lines[k].numbering), None)
        body = numbering + 1 if numbering is not None else heads + 1
        while numbering is None and body <= last and not any(piece.number for piece in lines[body].pieces):
            body += 1
        if body <= last:
            yield _Region(first, body, last)


def _goes_on(heads: VisualLine, line: VisualLine, following: VisualLine) -> bool:
    """Return whether a table goes on with a line: close to the one above, and under its heads."""
    height = max(heads.height, line.height, following.height)
    if following.top - line.bottom > _LINES_APART * height or is_caption(following.text):
        return False
    if len(following.pieces) == 1 and _HEADING.match(following.text):
        return False
    middles = [(piece.box.x0 + piece.box.x1) / 2 for piece in heads.pieces]
    under = [sum(piece.box.x0 < middle < piece.box.x1 for middle in middles) for piece in following.pieces]
    # texts of two columns may touch; running text passes under more heads, or is all there is on its line
    return max(under) < 2 or (max(under) == 2 and len(under) > 1)


def _without_prose(lines: Sequence[VisualLine], heads: int, last: int) -> int:
    """Return the last line of a table without the first of a paragraph that follows, its words spread out."""
    if last + 1 >= len(lines):
        return last
    while last > heads + 1 and lines[last + 1].top - lines[last].bottom < lines[last].top - lines[last - 1].bottom - 2:
        last -= 1
    return last


def _numeric_regions(lines: Sequence[VisualLine]) -> Iterator[_Region]:
    """Yield the regions of lines that print numbers under each other."""
    for first, last in _blocks(lines):
        if _number_columns(lines[first : last + 1]) >= _COLUMNS:
            numbering = next((k for k in range(max(0, first - 3), first) if lines[k].numbering), first)
            yield _Region(numbering, numbering, last)


def _numbered_regions(lines: Sequence[VisualLine]) -> Iterator[_Region]:
    """Yield the regions under lines of column numbers: a table of a row or two, as a page break leaves behind."""
    for index, line in enumerate(lines):
        if not line.numbering or len(line.pieces) <= _COLUMNS or index + 1 == len(lines):
            continue
        last = index
        while last + 1 < len(lines) and _goes_on(line, lines[last], lines[last + 1]):
            last += 1
        last = _without_prose(lines, index, last)
        if any(len(row.pieces) > _COLUMNS and row.numbers for row in lines[index + 1 : last + 1]):
            yield _Region(index, index, last)


def _continues(row: VisualLine, counted: VisualLine, line: VisualLine, edges: Sequence[float]) -> bool:
    """Return whether a line under the last row is the rest of its words; `counted` is the line of its numbers."""
    close = line.top - row.bottom <= _WRAPPED * row.height
    own = [box for box in line.words if box.x1 > edges[0] and box.x0 < edges[-1]]
    within = all(any(low - 1 <= box.x0 and box.x1 <= high + 1 for low, high in pairwise(edges)) for box in own)
    return (
        close
        and bool(own)
        and not _under_numbers(counted, line)
        and within
        and not is_caption(line.text)
        and len(line.text) < 60
    )


def _closes(row: VisualLine, line: VisualLine, edges: Sequence[float]) -> bool:
    """Return whether a line a little under the last row prints its total."""
    near = line.top - row.bottom <= _LINES_APART * line.height
    inside = edges[0] - 2 <= line.pieces[0].box.x0 and line.pieces[-1].box.x1 <= edges[-1] + 2
    amounts = len(line.pieces) > 1 and all(piece.number for piece in line.pieces[1:])
    return near and inside and amounts and _is_total(line.pieces[0].text)
