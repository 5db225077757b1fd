"""One page to what is on it: grids with the lines of each cell, and the lines of running text."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from extract.grids.adjacent_labels import with_adjacent_labels
from extract.grids.double_columns import split_double_columns
from extract.grids.frames import without_frame
from extract.grids.headed_columns import split_headed_columns
from extract.grids.open_rows import split_open_rows
from extract.grids.row_bands import (
    item_of_each,
    side_padding,
    split_lists,
    split_merged_cells,
    split_row_bands,
    split_tall_cells,
    without_slivers,
)
from extract.grids.ruling_gaps import find_ruling_gap_grids, find_ruling_gaps, without_overlaps
from extract.grids.rulings import (
    Grid,
    Rulings,
    find_grids,
    find_rulings,
    joined_rulings,
    with_closing_rules,
)
from extract.grids.shaded_cells import are_grid_cells, find_shaded_cells, find_shaded_grids
from extract.grids.spanning_headers import merge_spanning_headers
from extract.grids.split_spans import split_header_strips
from extract.grids.text_regions import may_hold_rows
from extract.grids.unruled import find_text_grids, merge_totals, shaded_edges
from extract.pages.page_records import (
    DebugLayout,
    NoteMark,
    PageCell,
    PageLayout,
    PageRotation,
    PageTable,
    TextLine,
)
from extract.pages.page_source import PageSource
from extract.pdfium.paths import Boxes
from extract.pdfium.raw_page import Glyphs
from extract.records import Box, LayoutStrategy, Line, Location, TextSource, Word
from extract.text.overflow import split_overflow as parted_strings
from extract.text.page_rotation import find_page_rotation, rotated
from extract.text.separate_glyphs import SeparatedGlyphs, separate_glyphs, without_page_number
from extract.text.text_lines import (
    FREE,
    find_runs,
    find_strings,
    find_words,
    gather_lines,
    is_torn,
    place_glyphs,
    string_boxes,
    word_boxes,
)
from extract.text.visual_lines import VisualLine, visual_lines


@dataclass(frozen=True, slots=True)
class PageLayoutSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # How far, in points, the text of a cell is from its left border at most.
    inset: float = 9.0  # pt; 51a9702
    # A picture on a page of text that may show a table is at least so wide and high, in points.
    wide_picture: float = 150.0  # pt; 9729b92
    high_picture: float = 40.0  # pt; 9729b92
    # A line that the ruling under its row cuts off (the row of a spreadsheet is too low for it)
    # reaches so far over that ruling and into the line under it, in heights.
    over_rule: float = 0.15  # heights; fad2926
    into_line: float = 0.25  # heights; fad2926
    # Bold distinguishes a header from the body, the last row from a heading on the next page, and a
    # program from its kegiatan; no header is deeper than so many rows of rulings, and no name is to
    # the right of so many columns.
    bold_rows: int = 8  # count; cd1ad1d
    bold_columns: int = 3  # count; 37c99eb
    # How far, in points, a line may reach over the edge of its cell.
    over_edge: float = 2.0  # pt; de198b1


_SETTINGS = PageLayoutSettings()


@dataclass(frozen=True, slots=True)
class _PageContent:
    """The glyphs of a page and the grids of its rulings, on the page as read; which slot each glyph
    is in.
    """

    turn: PageRotation
    parted: SeparatedGlyphs
    glyphs: Glyphs
    level: Rulings
    upright: Rulings
    grids: list[Grid]
    readers: list[str]
    offsets: list[int]
    region: NDArray[np.intp]
    pictures: bool


@dataclass(slots=True)
class _PlacedGrids:
    """The grids of a page so far, which reader made each, the first cell of each, and the cell of
    each glyph.
    """

    glyphs: Glyphs
    region: NDArray[np.intp]
    grids: list[Grid]
    readers: list[str]
    offsets: list[int]

    def add(self, found: Sequence[tuple[str, Grid]]) -> None:
        """Place the glyphs that are free so far in further grids; each comes with the name of its
        reader.
        """
        if found:
            first = sum(len(grid.slots) for grid in self.grids)
            grids = [grid for _, grid in found]
            self.offsets += _assign(self.region, word_boxes(self.glyphs, self.region), grids, first)
            self.readers += [reader for reader, _ in found]
            self.grids += grids

    def free_lines(self) -> list[VisualLine]:
        """Return the lines of the glyphs that are in no grid."""
        return visual_lines(find_words(self.glyphs, self.region, only=FREE))


def _find(page: PageSource, reading: LayoutStrategy) -> _PageContent:
    """Return the glyphs and grids of a page, those without rulings on all sides by the given
    strategy.
    """
    glyphs, drawing = page.glyphs(), page.drawing()
    turn = find_page_rotation(glyphs, page.width, page.height)
    parted = separate_glyphs(glyphs, turn)
    glyphs = parted.glyphs
    strokes, fills = rotated(drawing.strokes, turn), rotated(drawing.fills, turn)
    level, upright = find_rulings(strokes, fills)
    grids, region, offsets = _ruled_grids(page, glyphs, level, upright, turn)
    glyphs, numbers = without_page_number(glyphs, region == FREE, turn.size[1])
    parted = replace(parted, aside=(*parted.aside, *numbers)) if numbers else parted
    placed = _PlacedGrids(glyphs, region, grids, ["ruled"] * len(grids), offsets)
    around = _outside(level, grids)
    lines = (
        None
        if reading is LayoutStrategy.TEXT
        else _add_filled(placed, strokes, fills, around, upright)
    )
    if may_hold_rows(glyphs, region == FREE):
        around = _outside(joined_rulings(level, shaded_edges(fills)), placed.grids)
        lines = lines or placed.free_lines()
        unruled = find_text_grids(lines, around, _Weights(page, glyphs).is_heavy, reading)
        placed.add([("unruled", grid) for grid in unruled])
    return _PageContent(
        turn,
        parted,
        glyphs,
        level,
        upright,
        placed.grids,
        placed.readers,
        placed.offsets,
        region,
        drawing.pictures,
    )


def _ruled_grids(
    page: PageSource, glyphs: Glyphs, level: Rulings, upright: Rulings, turn: PageRotation
) -> tuple[list[Grid], NDArray[np.intp], list[int]]:
    """Return the grids of rulings, finer where their text parts them, the cell of each glyph, and
    each first cell.
    """
    ink = glyphs.boxes[glyphs.ink]
    grids = find_grids(with_closing_rules(level, upright, ink), upright, ink)
    region, boxes, offsets = _in_cells(page, glyphs, glyphs.boxes, grids, turn)
    for finer in (
        split_open_rows,
        split_double_columns,
        split_headed_columns,
        split_header_strips,
        with_adjacent_labels,
    ):
        if grids and (found := finer(grids, glyphs, region)):
            grids = found
            region, boxes, offsets = _in_cells(page, glyphs, boxes, grids, turn)
    return grids, region, offsets


def _add_filled(
    placed: _PlacedGrids, strokes: Boxes, fills: Boxes, around: Rulings, upright: Rulings
) -> list[VisualLine] | None:
    """Add the grids of fills and of interrupted rulings; return the lines outside, None where not
    known any more.
    """
    tiles, joints = find_shaded_cells(fills, placed.grids), find_ruling_gaps(strokes, fills, around)
    if not len(tiles) and not len(joints):
        return None
    lines = placed.free_lines()
    jointed = find_ruling_gap_grids(joints, lines, around, _beside(upright, placed.grids), fills)
    jointed, filled = without_overlaps(jointed, find_shaded_grids(tiles, lines, around), joints)
    found = [("filled", grid) for grid in filled if are_grid_cells(grid, tiles, lines)]
    found += [("level", grid) for grid in jointed]
    placed.add(found)
    return None if found else lines


def _in_cells(
    page: PageSource, glyphs: Glyphs, boxes: Boxes, grids: Sequence[Grid], turn: PageRotation
) -> tuple[NDArray[np.intp], Boxes, list[int]]:
    """Return the cell that each glyph is in, the boxes by which that was determined, and the first
    cell of each grid.

    Where edges tear words apart, the boxes are those of whole strings.
    """
    region = place_glyphs(glyphs.boxes, *turn.size)
    offsets = _assign(region, boxes, grids)
    if grids and boxes is glyphs.boxes and is_torn(glyphs, region):
        region = place_glyphs(glyphs.boxes, *turn.size)
        boxes = string_boxes(
            glyphs, region, parted_strings(page, glyphs, find_strings(glyphs, region), grids)
        )
        offsets = _assign(region, boxes, grids)
    return region, boxes, offsets


class _Weights:
    """In which weight the words of a page are printed."""

    def __init__(self, page: PageSource, glyphs: Glyphs) -> None:
        self._page, self._glyphs = page, glyphs
        self._known: dict[Box, bool] = {}

    @cached_property
    def _sides(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """The left, upper and lower sides of the glyphs that print."""
        boxes = self._glyphs.boxes[self._glyphs.ink]
        return boxes[:, 0], boxes[:, 1], boxes[:, 3]

    def is_heavy(self, word: Box) -> bool:
        """Return whether the word in a box is printed in bold."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._is_bold(word)
        return known

    def _is_bold(self, word: Box) -> bool:
        left, upper, lower = self._sides
        own = (
            (np.abs(left - word.x0) < 0.01)
            & (upper >= word.top - 0.01)
            & (lower <= word.bottom + 0.01)
        )
        first = np.flatnonzero(own)[:1]
        return any(self._page.bold(self._glyphs.numbers[self._glyphs.ink[first]]))


def _outside(rules: Rulings, grids: Sequence[Grid]) -> Rulings:
    """Return the horizontal rulings that are not part of a grid."""
    free = np.ones(len(rules), np.bool_)
    for grid in grids:
        free &= (rules.at < grid.ys[0] - 3) | (rules.at > grid.ys[-1] + 3)
    return rules.chosen(free)


def _beside(rules: Rulings, grids: Sequence[Grid]) -> Rulings:
    """Return the vertical rulings that are not part of a grid."""
    free = np.ones(len(rules), np.bool_)
    for grid in grids:
        free &= (rules.start > grid.ys[-1] - 3) | (rules.end < grid.ys[0] + 3)
    return rules.chosen(free)


def debug_layout(
    page: PageSource, number: int, reading: LayoutStrategy = LayoutStrategy.USUAL
) -> DebugLayout:
    """Return the rulings, cells and words of a page; `number` is its 1-based number."""
    found = _find(page, reading)
    shown = found.turn.displayed
    tables = read_layout(page, number, reading).tables
    cells = [piece.box for table in tables for piece in table.pieces]
    level, upright = found.level, found.upright
    rules = [
        Box(start, at, end, at)
        for at, start, end in zip(level.at, level.start, level.end, strict=True)
    ]
    rules += [
        Box(at, start, at, end)
        for at, start, end in zip(upright.at, upright.start, upright.end, strict=True)
    ]
    words = [
        Word(text, Location(number, shown(box)), box.bottom - box.top)
        for text, box in find_words(found.glyphs, found.region)
    ]
    told = all(table.reader == "ruled" for table in tables)
    return DebugLayout(
        page.width,
        page.height,
        tuple(map(shown, rules)),
        tuple(map(shown, cells)),
        tuple(words),
        told,
    )


def read_layout(
    page: PageSource, number: int, reading: LayoutStrategy = LayoutStrategy.USUAL
) -> PageLayout:
    """Return what is on a page; `number` is its 1-based number."""
    found = _find(page, reading)
    runs, regions = find_runs(found.glyphs, found.region)
    _raise_cut_lines(runs, regions, found)
    by_region = defaultdict(list)
    for run, where in zip(runs, regions, strict=True):
        by_region[where].append(run)
    lines = {
        where: group if len(group) == 1 else gather_lines(group, columns=where == FREE)
        for where, group in by_region.items()
        if where >= FREE
    }
    running = [*lines.get(FREE, ()), *_placed_aside(found, lines)]
    bold = _bold_lines(page, lines, running, found)
    tables, freed = _page_tables(found, lines, number, bold)
    running += freed
    running.sort(key=lambda line: (round(line.box.bottom), line.box.x0))
    free = tuple(
        Line(
            line.text,
            Location(number, line.box),
            line.box.bottom - line.box.top,
            bold.get(line.glyph, False),
        )
        for line in running
    )
    tables.sort(key=lambda table: (table.box.top, table.box.x0))
    source = TextSource.TEXT if runs else TextSource.IMAGE if found.pictures else TextSource.EMPTY
    pictures = tuple(large_pictures(page)) if found.pictures else ()
    layered = bool(pictures) and page.is_layered()
    hidden, unread = found.glyphs.hidden, page.unread()
    return PageLayout(
        number, found.turn, source, tuple(tables), free, hidden, unread, pictures, layered=layered
    )


def _page_tables(
    found: _PageContent, lines: Mapping[int, list[TextLine]], number: int, bold: dict[int, bool]
) -> tuple[list[PageTable], list[TextLine]]:
    """Return the tables of a page, and the lines of cells that are no part of any."""
    tables: list[PageTable] = []
    freed: list[TextLine] = []
    for grid, reader, offset in zip(found.grids, found.readers, found.offsets, strict=True):
        own = {
            index: lines[offset + index]
            for index in range(len(grid.slots))
            if offset + index in lines
        }
        if reader == "ruled":
            grid, own, framed = without_frame(grid, own)
            freed += framed
        table = _page_table(grid, reader, own, number, bold, found.parted.notes)
        if table is None:
            freed += chain.from_iterable(own.values())
        else:
            tables.append(table)
    return tables, freed


def large_pictures(page: PageSource) -> Iterator[Box]:
    """Yield the boxes of the pictures on a page that are large enough to show a table, cut off at
    its edges.
    """
    for box in page.picture_boxes():
        seen = Box(
            max(0.0, box.x0),
            max(0.0, box.top),
            min(page.width, box.x1),
            min(page.height, box.bottom),
        )
        if (
            seen.x1 - seen.x0 >= _SETTINGS.wide_picture
            and seen.bottom - seen.top >= _SETTINGS.high_picture
        ):
            yield seen


def _raise_cut_lines(runs: Sequence[TextLine], regions: list[int], found: _PageContent) -> None:
    """Put each run that the upper ruling of its cell crosses, and that lies on the run under it, in
    the cell above.
    """
    if not runs or not found.grids:
        return
    edges = np.concatenate([_upper_edges(grid) for grid in found.grids])
    where = np.array(regions)
    top, bottom = np.array([(run.box.top, run.box.bottom) for run in runs]).T
    # what is in no cell is determined by a negative region: the edge it picks is put aside
    over = np.where(where >= 0, np.take(edges, where, mode="clip"), -np.inf) - top
    for at in np.flatnonzero(over > _SETTINGS.over_rule * (bottom - top)).tolist():
        box = _usual_box(runs, at, found.glyphs)
        if float(edges[where[at]]) - box.top <= _SETTINGS.over_rule * (box.bottom - box.top):
            continue
        beside = [other for other in np.flatnonzero(where == where[at]).tolist() if other != at]
        if any(_lies_on(box, _usual_box(runs, other, found.glyphs)) for other in beside):
            regions[at] = _cell_above(found, regions[at])


def _usual_box(runs: Sequence[TextLine], at: int, glyphs: Glyphs) -> Box:
    """Return the box of a run, as high as most of its glyphs: a tall symbol among them makes no
    tall line.
    """
    end = runs[at + 1].glyph if at + 1 < len(runs) else len(glyphs.text)
    first, last = np.searchsorted(glyphs.ink, (runs[at].glyph, end)).tolist()
    top, bottom = np.median(glyphs.boxes[glyphs.ink[first:last]][:, [1, 3]], axis=0).tolist()
    return runs[at].box._replace(top=top, bottom=bottom)


def _upper_edges(grid: Grid) -> NDArray[np.float64]:
    """Return the upper edge of each cell of a grid, minus infinity where none is above."""
    edges = np.concatenate(([-np.inf], grid.ys[1:-1]))
    found = np.full(len(grid.slots), -np.inf)
    # the last position that is written to a cell is its first
    owner = grid.owner.ravel()[::-1]
    rows = np.repeat(np.arange(len(edges)), len(grid.xs) - 1)[::-1]
    found[owner[owner >= 0]] = edges[rows[owner >= 0]]
    return found


def _lies_on(box: Box, other: Box) -> bool:
    """Return whether a line reaches into one that begins under it."""
    into = box.bottom - _SETTINGS.into_line * (box.bottom - box.top)
    return box.top < other.top < into and other.x0 < box.x1 and box.x0 < other.x1


def _cell_above(found: _PageContent, where: int) -> int:
    """Return the cell over a cell that has one, as the regions of glyphs count them."""
    at = bisect_right(found.offsets, where) - 1
    grid, offset = found.grids[at], found.offsets[at]
    slot = grid.slots[where - offset]
    above = int(grid.owner[slot.row - 1, slot.column])
    return where if above < 0 else offset + above


def _assign(
    region: NDArray[np.intp], boxes: Boxes, grids: Sequence[Grid], first: int = 0
) -> list[int]:
    """Mark in `region` the cell each glyph is in, counted from `first` over all grids; return each
    grid's first.
    """
    y = (boxes[:, 1] + boxes[:, 3]) / 2
    offsets, next_free = [], first
    for grid in grids:
        found = grid.slot_of(_standing_at(boxes, grid), y)
        inside = (found >= 0) & (region == FREE)
        region[inside] = found[inside] + next_free
        offsets.append(next_free)
        next_free += len(grid.slots)
    return offsets


def _standing_at(boxes: Boxes, grid: Grid) -> NDArray[np.float64]:
    """Return the x by which the cell of each box is determined: where text begins that is at the
    left of a cell.

    Such text may run over the cells beside it; any other is around its middle.
    """
    column = np.clip(
        np.searchsorted(grid.xs, boxes[:, 0] + 1, side="right") - 1, 0, len(grid.xs) - 1
    )
    inset = boxes[:, 0] - grid.xs[column]
    return np.where(
        (inset >= -1) & (inset < _SETTINGS.inset), boxes[:, 0] + 1, (boxes[:, 0] + boxes[:, 2]) / 2
    )


def _placed_aside(found: _PageContent, lines: dict[int, list[TextLine]]) -> list[TextLine]:
    """Put each line that runs another way than the page into the cell that holds it alone, and
    return the others.
    """
    free = []
    cells: dict[int, list[TextLine]] = defaultdict(list)
    for line in found.parted.aside:
        where = _cell_around(line.box, found)
        if where is None or where in lines:
            free.append(line)
        else:
            cells[where].append(line)
    for where, own in cells.items():
        box = own[0].box
        for line in own[1:]:
            box = box.union(line.box)
        lines[where] = [TextLine(" ".join(line.text for line in own), box, own[0].glyph, False)]
    return free


def _cell_around(box: Box, found: _PageContent) -> int | None:
    """Return the cell that a box is in as a whole, as the regions of glyphs count them."""
    for grid, reader, offset in zip(found.grids, found.readers, found.offsets, strict=True):
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        at = int(grid.slot_of(np.array([x]), np.array([y]))[0])
        if at < 0 or reader == "unruled":
            continue
        slot, xs, ys = grid.slots[at], grid.xs, grid.ys
        across = (
            xs[slot.column] - _SETTINGS.over_edge < box.x0
            and box.x1 < xs[slot.column + slot.columns] + _SETTINGS.over_edge
        )
        along = (
            ys[slot.row] - _SETTINGS.over_edge < box.top
            and box.bottom < ys[slot.row + slot.rows] + _SETTINGS.over_edge
        )
        return offset + at if across and along else None
    return None


def _bold_lines(
    page: PageSource,
    lines: dict[int, list[TextLine]],
    running: Sequence[TextLine],
    found: _PageContent,
) -> dict[int, bool]:
    """Return whether the first glyph is bold of each cell of the upper rows, the last, the left,
    and of free lines.
    """
    first = [line.glyph for line in running]
    for grid, offset in zip(found.grids, found.offsets, strict=True):
        last = len(grid.ys) - 1
        for at, slot in enumerate(grid.slots):
            edge = (
                slot.row < _SETTINGS.bold_rows
                or slot.row + slot.rows == last
                or slot.column < _SETTINGS.bold_columns
            )
            if edge and offset + at in lines:
                first.append(lines[offset + at][0].glyph)
    return dict(zip(first, page.bold(found.glyphs.numbers[np.array(first, np.intp)]), strict=True))


def _page_table(
    grid: Grid,
    reader: str,
    lines: dict[int, list[TextLine]],
    number: int,
    bold: dict[int, bool],
    notes: Sequence[NoteMark],
) -> PageTable | None:
    """Return the grid with the lines of each slot, or None where it is a frame around nothing.

    `notes` are the marks of notes on the page: each belongs to the line that it is behind.
    """
    if len(grid.slots) < 2 or not lines:
        return None
    parted = grid
    parts: list[Callable[[Grid, dict[int, list[TextLine]]], Grid]] = [
        without_slivers,
        split_lists,
        split_tall_cells,
        split_row_bands if reader != "unruled" else partial(split_row_bands, bounded=False),
        *([split_merged_cells, merge_spanning_headers, merge_totals] if reader != "ruled" else []),
    ]
    for part in parts:
        finer = part(parted, lines)
        if finer is not parted:
            lines = _parted_lines(finer, parted, lines)
            parted = finer
    xs, ys = parted.xs.tolist(), parted.ys.tolist()
    pieces = []
    for index, slot in enumerate(parted.slots):
        text = (
            tuple(_with_note(line, notes) for line in lines.get(index, ()))
            if notes
            else tuple(lines.get(index, ()))
        )
        box = Box(
            xs[slot.column], ys[slot.row], xs[slot.column + slot.columns], ys[slot.row + slot.rows]
        )
        heavy = bool(text) and bold.get(text[0].glyph, False)
        pieces.append(PageCell(slot.row, slot.column, slot.rows, slot.columns, box, text, heavy))
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    return PageTable(
        number, box, tuple(xs), len(ys) - 1, tuple(pieces), side_padding(parted, lines), reader
    )


def _with_note(line: TextLine, notes: Sequence[NoteMark]) -> TextLine:
    """Return the line with the mark of the note that is behind it."""
    box = line.box
    reach = box.x1 + (box.bottom - box.top) / 2
    for note in notes:
        if (
            box.x1 - 1 < note.box.x0 < reach
            and note.box.top < box.bottom
            and box.top < note.box.bottom
        ):
            return line._replace(note=note.text)
    return line


def _parted_lines(
    parted: Grid, grid: Grid, lines: dict[int, list[TextLine]]
) -> dict[int, list[TextLine]]:
    """Return the lines of each slot of a grid whose bands were separated."""
    ys = parted.ys
    found: dict[int, list[TextLine]] = {}
    for index, group in lines.items():
        slot = grid.slots[index]
        middle = (grid.xs[slot.column] + grid.xs[slot.column + slot.columns]) / 2
        column = int(np.searchsorted(parted.xs, middle)) - 1
        low = int(np.searchsorted(ys, grid.ys[slot.row], side="right")) - 1
        high = int(np.searchsorted(ys, grid.ys[slot.row + slot.rows]))
        room = float(grid.xs[slot.column + slot.columns] - grid.xs[slot.column])
        items = (
            item_of_each(group, ys[low : high + 1].tolist(), room)
            if slot.rows == 1 < high - low
            else None
        )
        for at, line in enumerate(group):
            row = int(np.searchsorted(ys, (line.box.top + line.box.bottom) / 2, side="right")) - 1
            row = low + items[at] if items else min(max(row, low), high - 1)
            found.setdefault(int(parted.owner[row, column]), []).append(line)
    return found
