"""Page tables to logical tables: headers found, tables joined over pages, rows joined that a page break split.

Page by page a row whose code stands on two pages, or an amount that wraps where the page ends, looks complete: the
plausible `171.169.45` of 171.169.456. Only the table as a whole tells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from extract.captions import find_caption
from extract.headers import header_height, is_number_row
from extract.patterns import regex
from extract.pieces import Layout, PageTable, Piece, TextLine
from extract.records import Box, Cell, Line, Place, Table
from extract.wrapping import Vocabulary, join_lines, one_number, vocabulary

# A repeated header may differ by a letter or two (a village name spelt anew on each page).
_SAME_HEADER = 80
# Read in more rows, in another order, it has the same words all the same.
_SAME_WORDS, _MORE_ROWS = 95, 2
# A column that at least this share of rows fill, and that is blank in the first row of a page, tells a split row.
_ALWAYS_FILLED = 0.9
# Of fewer rows nothing is said of what each prints.
_ENOUGH_ROWS = 5
# Edges of columns on two pages are the same so near to each other, in points from the table's side.
_SAME_EDGE = 6.0
# A row is split only where a page is full: at most this much room, in points, may be left under the table.
_FULL_PAGE = 45.0

_CONTINUED = regex(r"(?:lanjutan|sambungan)\b", re.IGNORECASE)


class _Part(NamedTuple):
    """What of a cell stands on one page; `room` is the width in points that it has for a line."""

    place: Place
    lines: tuple[TextLine, ...]
    room: float


@dataclass(slots=True, eq=False)
class _Draft:
    """A cell being put together: what stands of it on each page."""

    parts: list[_Part]
    bold: bool

    @property
    def blank(self) -> bool:
        return not any(part.lines for part in self.parts)

    @property
    def plain(self) -> str:
        """The text with every line break read as a space: enough to compare headers."""
        return " ".join(line.text for part in self.parts for line in part.lines)


_Matrix = list[list[_Draft]]


@dataclass(slots=True, eq=False)
class _Growing:
    """A logical table being put together, and the piece of it that was added last."""

    caption: str | None
    caption_place: Place | None
    header: _Matrix
    rows: _Matrix
    piece: PageTable
    pages: list[int]
    closed: bool = False
    filled: list[int] = field(default_factory=list)
    digits: int = 0


def _matrix(piece: PageTable) -> _Matrix:
    """Return the cells of a page table by position; a merged cell stands at each position it covers."""
    width = len(piece.xs) - 1
    blank = _Draft([], False)
    matrix = [[blank] * width for _ in range(piece.height)]
    widest = _widest_lines(piece) if piece.reader == "unruled" else {}
    for part in piece.pieces:
        room = part.box.x1 - part.box.x0 - 2 * piece.padding
        if part.columns == 1:
            room = min(room, widest.get(part.column, room))
        draft = _Draft([_Part(Place(piece.page, part.box), part.lines, room)], part.bold)
        for row in range(part.row, part.row + part.rows):
            matrix[row][part.column : part.column + part.columns] = [draft] * part.columns
    return matrix


def _widest_lines(piece: PageTable) -> dict[int, float]:
    """Return the width of the widest line of each column: no line has more room where no rule bounds it."""
    widest: dict[int, float] = {}
    for part in piece.pieces:
        if part.columns == 1:
            widths = [line.box.x1 - line.box.x0 for line in part.lines]
            widest[part.column] = max([widest.get(part.column, 0.0), *widths])
    return widest


def _own_header(matrix: _Matrix) -> int:
    """Return how many rows of a piece are header, looked at by itself."""
    seen: set[int] = set()
    texts, spans, bold = [], [], []
    for index, row in enumerate(matrix):
        line, span = [], []
        for column, draft in enumerate(row):
            if id(draft) in seen:
                line.append("")
                span.append((0, 0))
                continue
            seen.add(id(draft))
            line.append(draft.plain)
            span.append(_extent(draft, index, column, matrix))
        texts.append(line)
        spans.append(span)
        bold.append(all(draft.bold for draft in row if not draft.blank))
        if index > 40:
            break
    return header_height(texts, spans, bold)


def _wording(rows: _Matrix) -> str:
    """Return the words of header rows, each cell once."""
    return " ".join(draft.plain for draft in dict.fromkeys(draft for row in rows for draft in row)).casefold()


def _repeated_header(table: _Growing, matrix: _Matrix) -> int | None:
    """Return how many rows of a following piece repeat the table's header, or None where none do.

    A head of one line among heads of two may have been read as a row of its own: that many rows more are looked at.
    """
    depth = len(table.header)
    for first, last in ((0, depth), (0, depth - 1), (depth - 1, depth)):
        rows = table.header[first:last]
        if not rows or len(matrix) < len(rows):
            continue
        numbers = is_number_row([draft.plain for draft in dict.fromkeys(rows[-1])])
        if first and not numbers:
            continue
        wording = _wording(rows)
        if fuzz.ratio(wording, _wording(matrix[: len(rows)])) >= _SAME_HEADER:
            return len(rows)
        more = range(len(rows) + 1, min(len(rows) + _MORE_ROWS, len(matrix)) + 1)
        alike = {height: fuzz.token_sort_ratio(wording, _wording(matrix[:height])) for height in more}
        best = max(alike, key=lambda height: alike[height], default=0)
        if best and alike[best] >= _SAME_WORDS:
            return best
    return None


def _same_columns(one: PageTable, other: PageTable) -> bool:
    """Return whether two pieces have the same columns, wherever on the page they stand."""
    if len(one.xs) != len(other.xs):
        return False
    return all(abs((a - one.xs[0]) - (b - other.xs[0])) <= _SAME_EDGE for a, b in zip(one.xs, other.xs, strict=True))


def _continues(table: _Growing, piece: PageTable, matrix: _Matrix) -> int | None:
    """Return how many header rows the piece repeats if it continues the table, None if it is a table of its own."""
    if table.closed or piece.page != table.pages[-1] + 1 or len(piece.xs) != len(table.piece.xs):
        return None
    repeated = _repeated_header(table, matrix)
    if repeated is not None:
        return repeated
    return 0 if _same_columns(table.piece, piece) and not _own_header(matrix) else None


def _with_head_above(table: _Growing, piece: PageTable, matrix: _Matrix) -> _Matrix | None:
    """Return a piece under the head that a page break cut off it, or None where the table is no such head.

    A head that stands alone at the foot of a page may have lost its lower levels: then it has fewer columns than what
    follows. A cell of it that stands over one column goes on in the row beneath, which is blank there or ends it.
    """
    if table.header or table.closed or piece.page != table.pages[-1] + 1 or not matrix:
        return None
    if (parts := _parts_of(table.piece, piece)) is None:
        return None
    above = [[row[part] for part in parts] for row in table.rows]
    if any(map(_prints_digit, (draft for row in above for draft in row))):
        return None
    if _own_header([*above, *matrix]) < len(above):
        return None
    if len(table.piece.xs) < len(piece.xs):
        for over, draft in zip(above[-1], list(matrix[0]), strict=True):
            if above[-1].count(over) == 1 and matrix[0].count(draft) == 1:
                _go_on(over, draft, matrix)
    return [*above, *matrix]


def _go_on(over: _Draft, draft: _Draft, matrix: _Matrix) -> None:
    """Add what stands of a cell on the following page to it, in its place there."""
    over.parts += draft.parts
    for row in matrix:
        row[:] = [over if cell is draft else cell for cell in row]


def _parts_of(one: PageTable, other: PageTable) -> list[int] | None:
    """Return for each column of a piece the column of the other that holds it, or None where edges do not meet."""
    edges = [edge - one.xs[0] for edge in one.xs]
    finer = [edge - other.xs[0] for edge in other.xs]
    if any(all(abs(edge - fine) > _SAME_EDGE for fine in finer) for edge in edges):
        return None
    if abs(edges[-1] - finer[-1]) > _SAME_EDGE:
        return None
    middles = [(left + right) / 2 for left, right in pairwise(finer)]
    return [sum(edge < middle for edge in edges) - 1 for middle in middles]


def _splits(table: _Growing, row: list[_Draft], room: float) -> bool:
    """Return whether the first row of a piece is the rest of the table's last row.

    It is when the page before was full, and one of these holds: it lacks the digits that every row prints; it goes on
    in small letters with the words above; or nothing in it stands under an empty cell, no number in it is a second
    number under the one above, and it leaves a column blank that the row above fills and nearly every row fills.
    """
    if not table.rows or room > _FULL_PAGE:
        return False
    above = table.rows[-1]
    if _covers_several(above, row):
        return False
    if _lacks_what_rows_print(table, row) or _goes_on_in_words(above, row):
        return True
    if any(not below.blank and not _could_follow(over, below) for below, over in zip(row, above, strict=True)):
        return False
    many = len(table.rows)
    return any(
        below.blank and not over.blank and filled >= _ALWAYS_FILLED * many
        for below, over, filled in zip(row, above, table.filled, strict=True)
    )


def _covers_several(above: list[_Draft], row: list[_Draft]) -> bool:
    """Return whether a cell of a row covers columns that are cells of their own in the row above."""
    return any(
        left is right and not left.blank and over is not beside
        for (left, right), (over, beside) in zip(pairwise(row), pairwise(above), strict=True)
    )


def _lacks_what_rows_print(table: _Growing, row: list[_Draft]) -> bool:
    """Return whether a row prints no digit though nearly every row of its table does: it is the rest of one.

    A row in bold under one that is not, or one that covers all columns, is a heading.
    """
    many = len(table.rows)
    printed = [draft for draft in dict.fromkeys(row) if not draft.blank]
    whole = len(set(map(id, row))) == 1
    if not printed or whole or any(map(_prints_digit, printed)) or many < _ENOUGH_ROWS:
        return False
    if any(draft.bold for draft in printed) and not any(draft.bold for draft in table.rows[-1] if not draft.blank):
        return False
    return table.digits >= _ALWAYS_FILLED * many


def _goes_on_in_words(above: list[_Draft], row: list[_Draft]) -> bool:
    """Return whether all that stands in a row begins in small letters, under words that it can go on with."""
    under = [(over, below) for over, below in zip(above, row, strict=True) if not below.blank]
    return bool(under) and all(
        below.plain[0].islower() and not over.blank and over.plain[-1].isalpha() for over, below in under
    )


def _prints_digit(draft: _Draft) -> bool:
    return any(character.isdigit() for part in draft.parts for line in part.lines for character in line.text)


def _could_follow(over: _Draft, below: _Draft) -> bool:
    """Return whether what stands in `below` can be the rest of what stands in `over`."""
    if over.blank:
        return False
    last = next(part for part in reversed(over.parts) if part.lines)
    return one_number(last.lines[-1], below.parts[0].lines[0], last.room)


def _append(table: _Growing, matrix: _Matrix) -> None:
    """Add body rows."""
    for row in matrix:
        table.rows.append(row)
        table.digits += any(map(_prints_digit, row))
        table.filled = [count + (not draft.blank) for count, draft in zip(table.filled, row, strict=True)]


def _extend(table: _Growing, piece: PageTable, matrix: _Matrix, room: float) -> None:
    """Add the body of a following piece; its first row may be the rest of the last one."""
    table.piece = piece
    table.pages.append(piece.page)
    if not matrix:
        return
    first = matrix[0]
    joins = _splits(table, first, room)
    for column, draft in enumerate(first):
        over = table.rows[-1][column] if table.rows else None
        merged = len(matrix) > 1 and matrix[1][column] is draft
        reaches = len(table.rows) > 1 and table.rows[-2][column] is over
        if over is None or over is draft or not (joins or (merged and reaches and draft.blank)):
            continue
        _go_on(over, draft, matrix)
    _append(table, matrix[1:] if joins else matrix)


def _drafted(pages: Sequence[Layout], running: Sequence[Sequence[Line]]) -> Iterator[_Growing]:
    """Yield the logical tables of a document in order, each when nothing can be added to it any more."""
    sizes = {page.number: _size(page) for page in pages}
    content = dict.fromkeys(sizes.values(), 0.0)
    for page in pages:
        size = sizes[page.number]
        content[size] = max([content[size], *(table.box.bottom for table in page.tables)])
    open_table: _Growing | None = None
    for page, lines in zip(pages, running, strict=True):
        floor = 0.0
        for piece in page.tables:
            above = [
                line for line in lines if line.place.box.bottom <= piece.box.top + 3 and line.place.box.top >= floor
            ]
            matrix = _matrix(piece)
            first = piece is page.tables[0] and all(_CONTINUED.search(line.text) for line in above)
            whole = _with_head_above(open_table, piece, matrix) if open_table is not None and first else None
            repeated = _continues(open_table, piece, matrix) if open_table is not None and first else None
            if open_table is not None and whole is not None:
                open_table = _completed(open_table, piece, whole)
            elif open_table is not None and repeated is not None:
                last = open_table.piece
                room = content[sizes[last.page]] - last.box.bottom
                _extend(open_table, piece, matrix[repeated:], room)
            else:
                if open_table is not None:
                    yield open_table
                open_table = _begin(piece, matrix, find_caption(lines, piece.box.top, floor))
            floor = piece.box.bottom - 3
            open_table.closed = any(line.place.box.top >= floor for line in lines)
        if not page.tables and lines and open_table is not None:
            open_table.closed = True
    if open_table is not None:
        yield open_table


def _completed(head: _Growing, piece: PageTable, matrix: _Matrix) -> _Growing:
    """Return the table that a head at the foot of a page and a piece on the next one make together."""
    depth = _own_header(matrix)
    pages = [*head.pages, piece.page]
    width = len(piece.xs) - 1
    table = _Growing(head.caption, head.caption_place, matrix[:depth], [], piece, pages, filled=[0] * width)
    _append(table, matrix[depth:])
    return table


def _size(page: Layout) -> tuple[int, int]:
    """Return the size of a page as read, rounded: pages of one size have one bottom margin."""
    width, height = page.turn.size
    return round(width), round(height)


def _begin(piece: PageTable, matrix: _Matrix, caption: Sequence[Line]) -> _Growing:
    """Return a new table that begins with this piece."""
    depth = _own_header(matrix)
    place = None
    if caption:
        box = caption[0].place.box
        for line in caption[1:]:
            box = box.union(line.place.box)
        place = Place(piece.page, box)
    text = " ".join(line.text for line in caption) or None
    table = _Growing(text, place, matrix[:depth], [], piece, [piece.page], filled=[0] * (len(piece.xs) - 1))
    _append(table, matrix[depth:])
    return table


def _cells(matrix: _Matrix, words: Vocabulary, known: dict[int, tuple[int, int]]) -> Iterator[tuple[Cell, ...]]:
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


def _finished(draft: _Draft, row: int, column: int, matrix: _Matrix, words: Vocabulary) -> Cell:
    """Return the finished cell."""
    if not draft.parts:
        return Cell("", row, column, Place(0, Box(0, 0, 0, 0)))
    rows, columns = _extent(draft, row, column, matrix)
    place, lines, _ = draft.parts[0]
    indent = lines[0].box.x0 - place.box.x0 if lines else 0.0
    if len(draft.parts) == 1 and len(lines) <= 1:
        text = lines[0].text if lines else ""
        alone = (lines[0].printed,) if lines else ()
        return Cell(text, row, column, place, rows, columns, alone, bold=draft.bold, indent=indent)
    text = join_lines([(part.lines, part.room) for part in draft.parts], words)
    printed = tuple(line.printed for part in draft.parts for line in part.lines)
    further = tuple(part.place for part in draft.parts[1:] if part.lines)
    return Cell(text, row, column, place, rows, columns, printed, further=further, bold=draft.bold, indent=indent)


def _extent(draft: _Draft, row: int, column: int, matrix: _Matrix) -> tuple[int, int]:
    """Return how many rows and columns a cell covers from its first position on."""
    across = matrix[row]
    rows, columns = 1, 1
    while column + columns < len(across) and across[column + columns] is draft:
        columns += 1
    while row + rows < len(matrix) and matrix[row + rows][column] is draft:
        rows += 1
    return rows, columns


def _whole_cells(pages: Sequence[Layout]) -> Iterator[Piece]:
    """Yield the cells with text that no page break can have cut: those not at a break with tables on both sides."""
    for before, page, after in zip([None, *pages[:-1]], pages, [*pages[1:], None], strict=True):
        for table in page.tables:
            first = table is page.tables[0] and before is not None and bool(before.tables)
            last = table is page.tables[-1] and after is not None and bool(after.tables)
            for piece in table.pieces:
                cut = (first and piece.row == 0) or (last and piece.row + piece.rows == table.height)
                if piece.lines and not cut:
                    yield piece


def find_tables(pages: Sequence[Layout], running: Sequence[Sequence[Line]]) -> Iterator[Table]:
    """Yield the logical tables of a document; `running` holds the lines of each page without furniture."""
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
        )
