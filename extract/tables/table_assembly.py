"""Page tables to logical tables: headers found, tables joined over pages, rows joined that a page
break split.

Page by page a row whose code is on two pages, or an amount that wraps where the page ends, looks
complete: the plausible `171.169.45` of 171.169.456. Only the whole table shows the difference.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.pages.page_records import PageCell, PageLayout, PageTable
from extract.records import Box, Cell, Line, Location, Table, TextSource
from extract.tables.builders import (
    CellBuilder,
    Matrix,
    TableBuilder,
    append_rows,
    body_of,
    continue_cell,
    extent,
    matrix_of,
    own_header,
)
from extract.tables.captions import find_caption, repeat_caption, repeat_title, says_continued
from extract.tables.continuation import continuation, counts_anew, same_wording, with_header_above
from extract.tables.headers import is_value
from extract.tables.split_rows import SPLIT_ROWS_SETTINGS, splits_row
from extract.text.line_joining import Vocabulary, join_lines, vocabulary
from extract.text.visual_lines import is_total


@dataclass(frozen=True, slots=True)
class TableAssemblySettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # The text of a page reaches down at least, and begins at most, so far from the top, as shares
    # of its height.
    foot: float = 0.75  # share; 5609418
    top: float = 0.25  # share; 5609418


_SETTINGS = TableAssemblySettings()


def _extend(table: TableBuilder, piece: PageTable, matrix: Matrix, room: float) -> None:
    """Add the body of a following piece; its first row may be the rest of the last one."""
    table.piece = piece
    table.pages.append(piece.page)
    if not matrix:
        return
    first = matrix[0]
    joins = splits_row(table, first, room)
    for column, draft in enumerate(first):
        over = table.rows[-1][column] if table.rows else None
        merged = len(matrix) > 1 and matrix[1][column] is draft
        reaches = len(table.rows) > 1 and table.rows[-2][column] is over
        if over is None or over is draft or not (joins or (merged and reaches and draft.blank)):
            continue
        continue_cell(over, draft, matrix)
    append_rows(table, matrix[1:] if joins else matrix)


@dataclass(frozen=True, slots=True)
class _TextBottoms:
    """How far down the text of pages of each size reaches, in points."""

    feet: Mapping[tuple[int, int], float]
    sizes: Mapping[int, tuple[int, int]]

    def room(self, piece: PageTable) -> float:
        """Return how much room is left under a table."""
        return self.feet[self.sizes[piece.page]] - piece.box.bottom


def _find_feet(pages: Sequence[PageLayout]) -> _TextBottoms:
    """Return how far down pages are filled, by the tables that reach furthest."""
    sizes = {page.number: _size(page) for page in pages}
    feet = {size: _SETTINGS.foot * size[1] for size in sizes.values()}
    for page in pages:
        size = sizes[page.number]
        feet[size] = max([feet[size], *(table.box.bottom for table in page.tables)])
    return _TextBottoms(feet, sizes)


def _first_height(piece: PageTable) -> float:
    """Return the height in points of the first row of a piece."""
    return max(
        (
            part.box.bottom - part.box.top
            for part in piece.pieces
            if part.row == 0 and part.rows == 1
        ),
        default=0,
    )


def _drafted(
    pages: Sequence[PageLayout], running: Sequence[Sequence[Line]]
) -> Iterator[TableBuilder]:
    """Yield the logical tables of a document in order, each when nothing can be added to it any
    more.
    """
    feet = _find_feet(pages)
    open_table: TableBuilder | None = None
    for page, lines in zip(pages, running, strict=True):
        if page.begins_file and open_table is not None:
            yield open_table
            open_table = None
        if page.tables:
            open_table = yield from _closed_by(page, lines, open_table, feet)
        elif open_table is not None:
            _pass_page(open_table, page, lines, feet)
    if open_table is not None:
        yield open_table


def _closed_by(
    page: PageLayout, lines: Sequence[Line], open_table: TableBuilder | None, feet: _TextBottoms
) -> Generator[TableBuilder, None, TableBuilder | None]:
    """Yield the tables that those of a page close, the open one first unless it continues; return
    its last one.
    """
    floor = 0.0
    for piece in page.tables:
        reach = piece.box.top + 3
        above = [
            line for line in lines if line.place.box.bottom <= reach and line.place.box.top >= floor
        ]
        first = piece is page.tables[0]
        table = (
            _joined(open_table, piece, above, page, feet)
            if open_table is not None and first
            else None
        )
        if table is None:
            table = _begin(piece, matrix_of(piece), find_caption(lines, piece.box.top, floor))
            if open_table is not None:
                if first and repeat_caption(above, open_table.caption):
                    _mark_cut(open_table, table, page, feet)
                yield open_table
        open_table = table
        floor = piece.box.bottom - 3
        table.closed = any(
            line.place.box.top >= floor and not says_continued(line) for line in lines
        )
    return open_table


def _pass_page(
    table: TableBuilder, page: PageLayout, lines: Sequence[Line], feet: _TextBottoms
) -> None:
    """Note of an open table that a page without tables follows: its text closes it, its scan may
    continue with it.
    """
    if not lines and page.source in (TextSource.IMAGE, TextSource.UNREADABLE):
        table.cut_short |= _goes_on_below(table, page, SPLIT_ROWS_SETTINGS.full_page, feet)
    table.closed |= bool(lines)


def _goes_on_below(
    table: TableBuilder, page: PageLayout, needed: float, feet: _TextBottoms
) -> bool:
    """Return whether a table may continue at the top of the next page: it fills its own and its
    last row is no total.
    """
    if table.closed or page.number != table.pages[-1] + 1 or not table.rows:
        return False
    return feet.room(table.piece) <= max(
        SPLIT_ROWS_SETTINGS.full_page, needed
    ) and not _ends_with_total(table)


def _ends_with_total(table: TableBuilder) -> bool:
    """Return whether the last row of a table is a total."""
    return bool(table.rows) and any(is_total(draft.plain) for draft in table.rows[-1])


def _mark_cut(
    table: TableBuilder, following: TableBuilder, page: PageLayout, feet: _TextBottoms
) -> None:
    """Mark two tables that may be parts of one, of which other columns were read on each page."""
    piece = following.piece
    if piece.box.top > _SETTINGS.top * page.height or not _goes_on_below(
        table, page, _first_height(piece), feet
    ):
        return
    goes_on = not following.header or (
        bool(table.header) and same_wording(table.header, following.header)
    )
    if goes_on and any(is_value(draft.plain) for row in following.rows for draft in row):
        table.cut_short = following.cut_short = True


def _joined(
    table: TableBuilder,
    piece: PageTable,
    above: Sequence[Line],
    page: PageLayout,
    feet: _TextBottoms,
) -> TableBuilder | None:
    """Return the table with the first piece of the following page, None where that is a table of
    its own.

    Where the title is repeated and nothing says that the table continues, its place, its header and
    its rows have to.
    """
    titled = not repeat_caption(above, table.caption)
    if titled and not repeat_title(above, table.caption):
        return None
    matrix = matrix_of(piece)
    whole = None if titled else with_header_above(table, piece, matrix)
    if whole is not None:
        return _completed(table, piece, whole)
    room = feet.room(table.piece)
    full = (
        room <= max(SPLIT_ROWS_SETTINGS.full_page, _first_height(piece))
        and piece.box.top <= _SETTINGS.top * page.height
    )
    found = continuation(table, piece, matrix, full)
    if found is None:
        return None
    body = body_of(found.matrix, found.repeated)
    if titled and not (
        full and found.repeated and not _ends_with_total(table) and not counts_anew(table, body)
    ):
        return None
    _extend(table, piece, body, room)
    return table


def _completed(head: TableBuilder, piece: PageTable, matrix: Matrix) -> TableBuilder:
    """Return the table that a header at the foot of a page and a piece on the next one make
    together.
    """
    depth = own_header(matrix)
    pages = [*head.pages, piece.page]
    width = len(piece.xs) - 1
    table = TableBuilder(
        head.caption, head.caption_place, matrix[:depth], [], piece, pages, filled=[0] * width
    )
    append_rows(table, body_of(matrix, depth))
    return table


def _size(page: PageLayout) -> tuple[int, int]:
    """Return the size of a page as read, rounded: pages of one size have one bottom margin."""
    width, height = page.turn.size
    return round(width), round(height)


def _begin(piece: PageTable, matrix: Matrix, caption: Sequence[Line]) -> TableBuilder:
    """Return a new table that begins with this piece."""
    depth = own_header(matrix)
    place = None
    if caption:
        box = caption[0].place.box
        for line in caption[1:]:
            box = box.union(line.place.box)
        place = Location(piece.page, box)
    text = " ".join(line.text for line in caption) or None
    table = TableBuilder(
        text, place, matrix[:depth], [], piece, [piece.page], filled=[0] * (len(piece.xs) - 1)
    )
    append_rows(table, body_of(matrix, depth))
    return table


def _cells(
    matrix: Matrix, words: Vocabulary, known: dict[int, tuple[int, int]]
) -> Iterator[tuple[Cell, ...]]:
    """Yield the finished rows of a part of a table."""
    for index, row in enumerate(matrix):
        cells = []
        for column, draft in enumerate(row):
            origin = known.get(id(draft))
            if origin is None or not draft.parts:
                known[id(draft)] = (index, column)
                cells.append(_finished(draft, index, column, matrix, words))
            else:
                cells.append(Cell("", index, column, draft.parts[0].place, origin=origin))
        yield tuple(cells)


def _finished(draft: CellBuilder, row: int, column: int, matrix: Matrix, words: Vocabulary) -> Cell:
    """Return the finished cell."""
    if not draft.parts:
        return Cell("", row, column, Location(0, Box(0, 0, 0, 0)))
    rows, columns = extent(draft, row, column, matrix)
    place, lines, _ = draft.parts[0]
    indent = lines[0].box.x0 - place.box.x0 if lines else 0.0
    if len(draft.parts) == 1 and len(lines) <= 1:
        text = lines[0].text if lines else ""
        alone = (lines[0].printed,) if lines else ()
        return Cell(text, row, column, place, rows, columns, alone, bold=draft.bold, indent=indent)
    text = join_lines([(part.lines, part.room) for part in draft.parts], words)
    printed = tuple(line.printed for part in draft.parts for line in part.lines)
    further = tuple(part.place for part in draft.parts[1:] if part.lines)
    return Cell(
        text,
        row,
        column,
        place,
        rows,
        columns,
        printed,
        further=further,
        bold=draft.bold,
        indent=indent,
    )


def _whole_cells(pages: Sequence[PageLayout]) -> Iterator[PageCell]:
    """Yield the cells with text that no page break can have cut: those not at a break with tables
    on both sides.
    """
    for before, page, after in zip([None, *pages[:-1]], pages, [*pages[1:], None], strict=True):
        for table in page.tables:
            first = table is page.tables[0] and before is not None and bool(before.tables)
            last = table is page.tables[-1] and after is not None and bool(after.tables)
            for piece in table.pieces:
                cut = (first and piece.row == 0) or (
                    last and piece.row + piece.rows == table.height
                )
                if piece.lines and not cut:
                    yield piece


def find_tables(pages: Sequence[PageLayout], running: Sequence[Sequence[Line]]) -> Iterator[Table]:
    """Yield the logical tables of a document; `running` holds the lines of each page without
    furniture.
    """
    words = vocabulary(
        (piece.lines for piece in _whole_cells(pages)),
        (line.text for lines in running for line in lines),
    )
    for number, table in enumerate(_drafted(pages, running), 1):
        yield Table(
            id=f"t{number}",
            caption=table.caption,
            header=tuple(_cells(table.header, words, {})),
            rows=tuple(_cells(table.rows, words, {})),
            pages=tuple(dict.fromkeys(table.pages)),
            reader=table.piece.reader,
            caption_place=table.caption_place,
            cut_short=table.cut_short,
        )
