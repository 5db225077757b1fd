"""One page to what stands on it: grids with the lines of each cell, and the lines of running text."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from extract.bands import part_bands, side_padding
from extract.grid import Grid, find_grids, find_rules
from extract.pdfium import RawPage
from extract.records import Box, Line, Place, Source, Word
from extract.text import FREE, TextLine, find_runs, find_words, gather_lines, place_glyphs


class Piece(NamedTuple):
    """A cell of one page's grid: where it stands, what it covers, its printed lines, and whether it is bold."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    lines: tuple[TextLine, ...]
    bold: bool


@dataclass(frozen=True, slots=True)
class PageTable:
    """A grid of one page with its text: one Piece a cell, in reading order.

    `padding` is the least room, in points, that its text leaves at the side of a cell.
    """

    page: int
    box: Box
    xs: tuple[float, ...]
    height: int
    pieces: tuple[Piece, ...]
    padding: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as found: its tables, and the lines outside them."""

    number: int
    width: float
    height: float
    source: Source
    tables: tuple[PageTable, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a picture of a page shows: the rules, cells and words as found, and the size of the page in points."""

    width: float
    height: float
    rules: tuple[Box, ...]
    cells: tuple[Box, ...]
    words: tuple[Word, ...]


def sketch(page: RawPage, number: int) -> Sketch:
    """Return the rules, cells and words of a page; `number` is its 1-based number."""
    glyphs, drawing = page.glyphs(), page.drawing()
    level, upright = find_rules(drawing.strokes, drawing.fills)
    cells = tuple(piece.box for table in read_layout(page, number).tables for piece in table.pieces)
    region = place_glyphs(glyphs.boxes, page.width, page.height)
    _assign(region, glyphs.boxes, find_grids(level, upright))
    words = tuple(Word(text, Place(number, box), box.bottom - box.top) for text, box in find_words(glyphs, region))
    lying = [Box(start, at, end, at) for at, start, end in zip(level.at, level.start, level.end, strict=True)]
    standing = [Box(at, start, at, end) for at, start, end in zip(upright.at, upright.start, upright.end, strict=True)]
    return Sketch(page.width, page.height, tuple(lying + standing), cells, words)


def read_layout(page: RawPage, number: int) -> Layout:
    """Return what stands on a page; `number` is its 1-based number."""
    glyphs = page.glyphs()
    drawing = page.drawing()
    grids = find_grids(*find_rules(drawing.strokes, drawing.fills))
    region = place_glyphs(glyphs.boxes, page.width, page.height)
    offsets = _assign(region, glyphs.boxes, grids)
    runs, regions = find_runs(glyphs, region)
    by_region = defaultdict(list)
    for run, where in zip(runs, regions, strict=True):
        by_region[where].append(run)
    lines = {where: gather_lines(group, columns=where == FREE) for where, group in by_region.items() if where >= FREE}
    bold = _bold_lines(page, lines)
    running = list(lines.get(FREE, ()))
    tables = []
    for grid, offset in zip(grids, offsets, strict=True):
        own = {index: lines[offset + index] for index in range(len(grid.slots)) if offset + index in lines}
        table = _page_table(grid, own, number, bold)
        if table is None:
            running += [line for group in own.values() for line in group]
        else:
            tables.append(table)
    running.sort(key=lambda line: (round(line.box.bottom), line.box.x0))
    free = tuple(
        Line(line.text, Place(number, line.box), line.box.bottom - line.box.top, bold.get(line.glyph, False))
        for line in running
    )
    source = Source.TEXT if runs else Source.IMAGE if drawing.pictures else Source.EMPTY
    return Layout(number, page.width, page.height, source, tuple(tables), free)


def _assign(region: np.ndarray, boxes: np.ndarray, grids: list[Grid]) -> list[int]:
    """Mark in `region` the cell each glyph stands in, counted over all grids; return each grid's first number."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    offsets, next_free = [], 0
    for grid in grids:
        found = grid.slot_of(x, y)
        inside = (found >= 0) & (region == FREE)
        region[inside] = found[inside] + next_free
        offsets.append(next_free)
        next_free += len(grid.slots)
    return offsets


def _bold_lines(page: RawPage, lines: dict[int, list[TextLine]]) -> dict[int, bool]:
    """Return for the first glyph of each cell, and of each line outside them, whether it is bold."""
    first = [group[0].glyph for group in lines.values()]
    first += [line.glyph for line in lines.get(FREE, ())]
    return dict(zip(first, page.bold(np.array(first, np.intp)), strict=True))


def _page_table(grid: Grid, lines: dict[int, list[TextLine]], number: int, bold: dict[int, bool]) -> PageTable | None:
    """Return the grid with the lines of each slot, or None where it is a frame around nothing."""
    if len(grid.slots) < 2 or not lines:
        return None
    parted = part_bands(grid, lines)
    if parted is not grid:
        lines = _parted_lines(parted, grid, lines)
    xs, ys = parted.xs.tolist(), parted.ys.tolist()
    pieces = []
    for index, slot in enumerate(parted.slots):
        text = tuple(lines.get(index, ()))
        box = Box(xs[slot.column], ys[slot.row], xs[slot.column + slot.columns], ys[slot.row + slot.rows])
        heavy = bool(text) and bold.get(text[0].glyph, False)
        pieces.append(Piece(slot.row, slot.column, slot.rows, slot.columns, box, text, heavy))
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    return PageTable(number, box, tuple(xs), len(ys) - 1, tuple(pieces), side_padding(parted, lines))


def _parted_lines(parted: Grid, grid: Grid, lines: dict[int, list[TextLine]]) -> dict[int, list[TextLine]]:
    """Return the lines of each slot of a grid whose bands were parted."""
    ys = parted.ys
    found: dict[int, list[TextLine]] = {}
    for index, group in lines.items():
        slot = grid.slots[index]
        for line in group:
            row = int(np.searchsorted(ys, (line.box.top + line.box.bottom) / 2, side="right")) - 1
            low, high = (int(np.searchsorted(ys, grid.ys[edge])) for edge in (slot.row, slot.row + slot.rows))
            found.setdefault(int(parted.owner[min(max(row, low), high - 1), slot.column]), []).append(line)
    return found
