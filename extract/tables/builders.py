"""Cells and tables while they are put together from what is of them on each page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.pages.page_records import PageTable, TextLine
from extract.records import Location
from extract.tables.headers import header_height, is_value


class CellPart(NamedTuple):
    """What of a cell is on one page; `room` is the width in points that it has for a line."""

    place: Location
    lines: tuple[TextLine, ...]
    room: float


@dataclass(slots=True, eq=False)
class CellBuilder:
    """A cell being put together: what is of it on each page."""

    parts: list[CellPart]
    bold: bool

    @property
    def blank(self) -> bool:
        """Whether it prints nothing."""
        return not any(part.lines for part in self.parts)

    @property
    def plain(self) -> str:
        """The text with every line break read as a space: enough to compare headers."""
        return " ".join(line.text for part in self.parts for line in part.lines)


Matrix = list[list[CellBuilder]]


@dataclass(slots=True, eq=False)
class TableBuilder:
    """A logical table being put together, and the piece of it that was added last."""

    caption: str | None
    caption_place: Location | None
    header: Matrix
    rows: Matrix
    piece: PageTable
    pages: list[int]
    closed: bool = False
    cut_short: bool = False
    filled: list[int] = field(default_factory=list)
    digits: int = 0


def matrix_of(piece: PageTable) -> Matrix:
    """Return the cells of a page table by position; a merged cell is at each position it covers."""
    width = len(piece.xs) - 1
    blank = CellBuilder([], False)
    matrix = [[blank] * width for _ in range(piece.height)]
    widest = _widest_lines(piece) if piece.reader == "unruled" else {}
    for part in piece.pieces:
        room = part.box.x1 - part.box.x0 - 2 * piece.padding
        if part.columns == 1:
            room = min(room, widest.get(part.column, room))
        draft = CellBuilder([CellPart(Location(piece.page, part.box), part.lines, room)], part.bold)
        for row in range(part.row, part.row + part.rows):
            matrix[row][part.column : part.column + part.columns] = [draft] * part.columns
    return matrix


def _widest_lines(piece: PageTable) -> dict[int, float]:
    """Return the width of the widest line of each column: no line has more room where no ruling
    bounds it.
    """
    widest: dict[int, float] = {}
    for part in piece.pieces:
        if part.columns == 1:
            widths = [line.box.x1 - line.box.x0 for line in part.lines]
            widest[part.column] = max([widest.get(part.column, 0.0), *widths])
    return widest


def own_header(matrix: Matrix) -> int:
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
            span.append(extent(draft, index, column, matrix))
        texts.append(line)
        spans.append(span)
        bold.append(all(draft.bold for draft in row if not draft.blank))
        if index > 40:
            break
    return header_height(texts, spans, bold)


def extent(draft: CellBuilder, row: int, column: int, matrix: Matrix) -> tuple[int, int]:
    """Return how many rows and columns a cell covers from its first position on."""
    across = matrix[row]
    rows, columns = 1, 1
    while column + columns < len(across) and across[column + columns] is draft:
        columns += 1
    while row + rows < len(matrix) and matrix[row + rows][column] is draft:
        rows += 1
    return rows, columns


def body_of(matrix: Matrix, depth: int) -> Matrix:
    """Return the rows under a header of this depth; what reaches into them of a cell of the header
    is blank there.
    """
    if not 0 < depth < len(matrix):
        return matrix[depth:]
    header = {draft for row in matrix[:depth] for draft in row if draft.parts}
    blank: dict[CellBuilder, CellBuilder] = {}
    for row in matrix[depth:]:
        reaching = header.intersection(row)
        if not reaching:
            break
        own = [
            draft.parts[0].place.box.top for draft in row if draft.parts and draft not in reaching
        ]
        for draft in reaching:
            place, _, room = draft.parts[0]
            below = place.box._replace(top=min([*own, place.box.bottom]))
            blank.setdefault(
                draft, CellBuilder([CellPart(place._replace(box=below), (), room)], False)
            )
    return with_cells(matrix[depth:], blank)


def with_cells(matrix: Matrix, cells: Mapping[CellBuilder, CellBuilder]) -> Matrix:
    """Return rows with other cells in the place of some."""
    return [list(map(cells.get, row, row)) for row in matrix]


def prints_digit(draft: CellBuilder) -> bool:
    """Return whether a cell prints a digit."""
    return any(
        character.isdigit()
        for part in draft.parts
        for line in part.lines
        for character in line.text
    )


def prints_value(draft: CellBuilder) -> bool:
    """Return whether a cell prints a digit, or a dash in the place of a number."""
    return prints_digit(draft) or is_value(draft.plain)


def continue_cell(over: CellBuilder, draft: CellBuilder, matrix: Matrix) -> None:
    """Add what is of a cell on the following page to it, in its place there."""
    over.parts += draft.parts
    for row in matrix:
        row[:] = [over if cell is draft else cell for cell in row]


def append_rows(table: TableBuilder, matrix: Matrix) -> None:
    """Add body rows."""
    for row in matrix:
        table.rows.append(row)
        table.digits += any(map(prints_digit, row))
        table.filled = [
            count + (not draft.blank) for count, draft in zip(table.filled, row, strict=True)
        ]
