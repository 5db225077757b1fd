"""Tables without upright rules: columns from the gaps that persist down the page, rows from rules and numbers.

A line of a table prints several numbers with room around them; where such lines follow each other and their numbers
stand under each other there is a table, with or without level rules. Its columns are the strips between the gaps that
no line crosses.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.grid import Grid, Rules, Slot
from extract.pdfium import Glyphs
from extract.records import Box

_NUMBER = re.compile(r"[-–(]?\d[\d.,]*\)?(?:,-)?%?|[-–]|\(\d{1,2}\)|#DIV/0!", re.IGNORECASE)
_AMOUNT = re.compile(r"[-–(]?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?\)?(?:,-)?%?|\d{1,3}[.,]\d{1,2}%?|\d{1,3}%")
_CAPTION = re.compile(r"^\W*(?:tabel|gambar|grafik|bab)\b|^\W*sumber\s*:", re.IGNORECASE)

# In heights of a line: the gap that parts two pieces of a line, two numbers, and the most between rows of one table.
_APART, _NUMBERS_APART, _ROWS_APART = 1.0, 0.3, 9.0
# Fewer rows or number columns than these may be chance.
_ROWS, _COLUMNS = 3, 2
# How many lines, as a share, may cross a gap between columns: texts that overflow.
_CROSSING = 0.04
# How far apart, in points, numbers of one column may end.
_SAME_EDGE = 4.0


class Piece(NamedTuple):
    """Words of one line that stand together."""

    text: str
    box: Box

    @property
    def number(self) -> bool:
        """Whether it is a number, an amount or a percentage, or a dash in its place."""
        return _NUMBER.fullmatch(self.text) is not None


class _Line(NamedTuple):
    """A printed line over the whole width: its pieces from left to right."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float

    @property
    def numbers(self) -> list[Piece]:
        """The pieces that are numbers."""
        return [piece for piece in self.pieces if piece.number]

    @property
    def tabular(self) -> bool:
        """Whether it looks like a row: several numbers apart, one of them an amount or a percentage."""
        numbers = self.numbers
        return len(numbers) >= _COLUMNS and any(_AMOUNT.fullmatch(piece.text) for piece in numbers)

    @property
    def numbering(self) -> bool:
        """Whether it numbers columns: nothing but numbers, at least three."""
        return len(self.pieces) >= 3 and all(piece.number for piece in self.pieces)

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(piece.text for piece in self.pieces)


def _lines(words: Sequence[tuple[str, Box]]) -> list[_Line]:
    """Return the printed lines of a page from its words."""
    rows: list[list[tuple[str, Box]]] = []
    for word in sorted(words, key=lambda word: word[1].top + word[1].bottom):
        box = word[1]
        if rows:
            first = rows[-1][0][1]
            shared = min(first.bottom, box.bottom) - max(first.top, box.top)
            if shared >= 0.5 * min(first.bottom - first.top, box.bottom - box.top):
                rows[-1].append(word)
                continue
        rows.append([word])
    return [_line(sorted(row, key=lambda word: word[1].x0)) for row in rows]


def _line(words: Sequence[tuple[str, Box]]) -> _Line:
    """Return words of one line, left to right, as pieces."""
    height = max(box.bottom - box.top for _, box in words)
    pieces: list[Piece] = []
    for text, box in words:
        if pieces:
            last = pieces[-1]
            gap = box.x0 - last.box.x1
            numbers = last.number and _NUMBER.fullmatch(text) is not None
            if gap <= (_NUMBERS_APART if numbers else _APART) * height:
                pieces[-1] = Piece(f"{last.text} {text}", last.box.union(box))
                continue
        pieces.append(Piece(text, box))
    return _Line(tuple(pieces), min(box.top for _, box in words), max(box.bottom for _, box in words))


def _blocks(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """Return the first and last index of runs of lines that hold rows close to each other."""
    rows = [index for index, line in enumerate(lines) if line.tabular]
    blocks: list[tuple[int, int]] = []
    for index in rows:
        height = lines[index].bottom - lines[index].top
        if (
            blocks
            and lines[index].top - lines[blocks[-1][1]].bottom <= _ROWS_APART * height
            and not any(_prose(line, lines[index]) for line in lines[blocks[-1][1] + 1 : index])
        ):
            blocks[-1] = (blocks[-1][0], index)
        else:
            blocks.append((index, index))
    return [block for block in blocks if sum(block[0] <= index <= block[1] for index in rows) >= _ROWS]


def _prose(line: _Line, row: _Line) -> bool:
    """Return whether a line between rows is running text or a caption: one piece that passes under two numbers."""
    if _CAPTION.search(line.text):
        return True
    middles = [(piece.box.x0 + piece.box.x1) / 2 for piece in row.numbers]
    return any(sum(piece.box.x0 < middle < piece.box.x1 for middle in middles) >= 2 for piece in line.pieces)


def _number_columns(lines: Sequence[_Line]) -> int:
    """Return how many columns of numbers these lines share: numbers that end, begin or centre at the same place."""
    rows = [line for line in lines if line.tabular]
    best = 0
    boxes = np.array([piece.box for line in rows for piece in line.numbers])
    for at in map(np.sort, (boxes[:, 2], boxes[:, 0], (boxes[:, 0] + boxes[:, 2]) / 2)):
        groups = np.split(at, np.flatnonzero(np.diff(at) > _SAME_EDGE) + 1)
        best = max(best, sum(len(group) >= 0.5 * len(rows) for group in groups))
    return best


def _edges(lines: Sequence[_Line]) -> list[float]:
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


def _numbered_edges(edges: Sequence[float], numbering: _Line, lines: Sequence[_Line]) -> list[float]:
    """Return the edges with one between each two column numbers, where the fewest pieces are in its way."""
    found = list(edges)
    boxes = [piece.box for line in lines for piece in line.pieces]
    for one, other in pairwise(numbering.pieces):
        low, high = one.box.x1, other.box.x0
        if any(one.box.x0 < edge < other.box.x1 for edge in edges):
            continue
        at = sorted({low, high, *(x for box in boxes for x in (box.x0, box.x1) if low < x < high)})
        gaps = [
            (sum(box.x0 < (left + right) / 2 < box.x1 for box in boxes), left - right, (left + right) / 2)
            for left, right in pairwise(at)
        ]
        if gaps:
            found.append(min(gaps)[2])
    return sorted(found)


def _header(lines: Sequence[_Line], first: int, edges: Sequence[float]) -> int:
    """Return the index of the first header line above a block."""
    width = edges[-1] - edges[0]
    index = first
    while index > 0:
        line, below = lines[index - 1], lines[index]
        height = below.bottom - below.top
        inside = line.pieces[0].box.x0 >= edges[0] - 6 and line.pieces[-1].box.x1 <= edges[-1] + 6
        wide = any(piece.box.x1 - piece.box.x0 > 0.6 * width for piece in line.pieces)
        if below.top - line.bottom > 2.5 * height or not inside or wide or _CAPTION.search(line.text) or line.tabular:
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


def _grid(lines: Sequence[_Line], header: Sequence[_Line], edges: list[float], level: Rules) -> Grid:
    """Return the grid of a table: its header in levels, its body in bands between level rules."""
    top = min(line.top for line in (*header, *lines)) - 2
    bottom = max(line.bottom for line in lines) + 2
    start = lines[0].top - 1
    ys = [top]
    slots: list[Slot] = []
    words: list[_Line] = []
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
        ys.append((words[-1].bottom + lines[0].top) / 2)
    elif header:
        ys[-1] = (header[-1].bottom + lines[0].top) / 2
    covering = (level.start <= edges[0] + 0.3 * (edges[-1] - edges[0])) & (
        level.end >= edges[-1] - 0.3 * (edges[-1] - edges[0])
    )
    inner = [y for y in level.at[covering].tolist() if start + 2 < y < bottom - 2]
    for y in [*inner, bottom]:
        slots += [Slot(len(ys) - 1, column, 1, 1) for column in range(len(edges) - 1)]
        ys.append(y)
    owner = np.full((len(ys) - 1, len(edges) - 1), -1, np.intp)
    for index, slot in enumerate(slots):
        owner[slot.row, slot.column : slot.column + slot.columns] = index
    return Grid(np.array(edges), np.array(ys), tuple(slots), owner)


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


def may_hold_rows(glyphs: Glyphs, free: NDArray[np.bool_]) -> bool:
    """Return whether the free glyphs of a page print enough amounts for a table: a cheap look before a close one."""
    codes = np.where(free, glyphs.codes, 0)
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    marks = (codes[1:-1] == ord(".")) | (codes[1:-1] == ord(","))
    parted = int((digits[:-2] & marks & digits[2:]).sum())
    return parted + int((codes == ord("%")).sum()) >= _ROWS


def find_text_grids(words: Sequence[tuple[str, Box]], level: Rules) -> list[Grid]:
    """Return the grids of the tables among these words, top to bottom; `level` are the page's level rules."""
    lines = _lines(words)
    grids = []
    taken = 0
    for first, last in _blocks(lines):
        rows = lines[first : last + 1]
        if first < taken or _number_columns(rows) < _COLUMNS:
            continue
        edges = _edges(rows)
        if len(edges) - 1 < _COLUMNS + 1:
            continue
        numbering = next((k for k in range(max(taken, first - 3), first) if lines[k].numbering), first)
        if numbering < first:
            edges = _numbered_edges(edges, lines[numbering], rows)
        while last + 1 < len(lines) and _continues(lines[last], lines[last + 1], edges):
            last += 1
        begin = max(_header(lines, numbering, edges), taken)
        header = lines[begin:numbering]
        grids.append(_grid(lines[numbering : last + 1], header, edges, level))
        taken = last + 1
    return grids


def _continues(row: _Line, line: _Line, edges: Sequence[float]) -> bool:
    """Return whether a line under the last row is the rest of its words."""
    height = row.bottom - row.top
    close = line.top - row.bottom <= 0.9 * height
    own = [piece for piece in line.pieces if piece.box.x1 > edges[0] and piece.box.x0 < edges[-1]]
    return close and bool(own) and all(_within(piece, edges) for piece in own) and not _CAPTION.search(line.text)
