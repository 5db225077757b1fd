"""Documents drawn as text: tables with their merged cells, and pages as lines where they would be
printed.
"""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from extract.records import Box, Cell, Document, Line, Location, Page, Row, Table, TextSource

CORPUS = Path(__file__).parent.parent / "corpus" / "documents"
KLAKAH = CORPUS / "klakah-tw4-2024.truth.json"
LEFT, COVERED_FROM_ABOVE = "<", "^"

# The truth file lists texts only. Where Klakah's body cells are merged: table -> (row, column,
# rows, columns).
KLAKAH_MERGED = {
    2: [(0, 0, 3, 1)],
    3: [(7, column, 3, 1) for column in (0, 1, 6, 7, 8, 9)],
    4: [(0, 1, 5, 1), (5, 0, 3, 1), (5, 1, 3, 1), (5, 2, 3, 1)],
    5: [(58, 0, 1, 2)],
}


def table(
    drawn: str, caption: str | None = None, id: str = "t1", page: int = 1, top: float = 100.0
) -> Table:
    """Return the table that is drawn with `|` between cells and a line of dashes under its head.

    `<` continues the cell to the left, `^` the one above.
    """
    lines = [line.strip() for line in drawn.strip().splitlines()]
    under = next((at for at, line in enumerate(lines) if set(line) <= {"-"}), 0)
    grid = list(map(cells_of, lines))
    head, body = grid[:under], grid[under + 1 :] if under else grid
    head_rows = _rows(head, page, top)
    body_rows = _rows(body, page, top + 20 * len(head))
    return Table(
        id,
        caption,
        head_rows,
        body_rows,
        (page,),
        "drawn",
        Location(page, Box(72, top - 20, 300, top - 6)),
    )


def truth(
    path: Path = KLAKAH, merged: dict[int, list[tuple[int, int, int, int]]] | None = None
) -> tuple[Table, ...]:
    """Return the tables of a truth file; the merged cells of the head follow from its blanks."""
    merged = KLAKAH_MERGED if merged is None else merged
    found = json.loads(path.read_text("utf-8"))["tables"]
    return tuple(
        _true_table(index, entry, merged.get(index, [])) for index, entry in enumerate(found)
    )


def page(text: str, number: int = 1, top: float = 72.0, height: float = 842.0) -> Page:
    """Return a page with a line for each printed line; three blanks part lines that stand side by
    side.

    A line in `**` is bold.
    """
    lines = []
    for at, printed in enumerate(text.strip("\n").splitlines()):
        for piece in re.finditer(r"\S(?:.*?\S)?(?=\s{3,}|\s*$)", printed):
            bare = piece.group().strip("*")
            box = Box(
                72 + 6 * piece.start(), top + 14 * at, 72 + 6 * piece.end(), top + 14 * at + 12
            )
            lines.append(Line(bare, Location(number, box), 12.0, bare != piece.group()))
    return Page(number, 595.0, height, TextSource.TEXT, tuple(lines))


def document(pages: Sequence[str | Page] = (), tables: Iterable[Table] = ()) -> Document:
    """Return a document of these pages and tables."""
    made = tuple(page(p, at) if isinstance(p, str) else p for at, p in enumerate(pages, 1))
    return Document("laporan.pdf", "0" * 64, made, tuple(tables))


def cells_of(line: str) -> list[str]:
    """Return the texts of a row, which `|` parts."""
    return [text.strip() for text in line.split("|")]


def _rows(grid: Sequence[Sequence[str]], page: int, top: float) -> tuple[Row, ...]:
    return tuple(_row(grid, row, page, top) for row in range(len(grid)))


def _row(grid: Sequence[Sequence[str]], row: int, page: int, top: float) -> Row:
    return tuple(_cell(grid, row, column, page, top) for column in range(len(grid[row])))


def _cell(grid: Sequence[Sequence[str]], row: int, column: int, page: int, top: float) -> Cell:
    place = Location(
        page, Box(72 + 60 * column, top + 20 * row, 132 + 60 * column, top + 20 * row + 20)
    )
    at = _origin(grid, row, column)
    if at != (row, column):
        return Cell("", row, column, place, origin=at)
    rows = _run(_origin(grid, r, column) == at for r in range(row, len(grid)))
    columns = _run(_origin(grid, row, c) == at for c in range(column, len(grid[row])))
    text = grid[row][column]
    return Cell(text, row, column, place, rows, columns, (text,) if text else ())


def _origin(grid: Sequence[Sequence[str]], row: int, column: int) -> tuple[int, int]:
    if grid[row][column] == LEFT:
        return _origin(grid, row, column - 1)
    return (
        _origin(grid, row - 1, column) if grid[row][column] == COVERED_FROM_ABOVE else (row, column)
    )


def _run(same: Iterable[bool]) -> int:
    count = 0
    for one in same:
        if not one:
            break
        count += 1
    return count


def _true_table(index: int, entry: dict, merged: list[tuple[int, int, int, int]]) -> Table:  # type: ignore[type-arg]
    head = [list(row) for row in entry["rows"][: entry["header_rows"]]]
    body = [list(row) for row in entry["rows"][entry["header_rows"] :]]
    _merge_head(head)
    for row, column, rows, columns in merged:
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                body[r][c] = (
                    body[r][c]
                    if (r, c) == (row, column)
                    else (LEFT if c > column else COVERED_FROM_ABOVE)
                )
    page = entry["pages"][0]
    caption = Location(page, Box(72, 80, 300, 94))
    head_rows, body_rows = _rows(head, page, 100), _rows(body, page, 100 + 20 * len(head))
    return Table(
        f"t{index + 1}",
        entry["caption"],
        head_rows,
        body_rows,
        tuple(entry["pages"]),
        "truth",
        caption,
    )


def _merge_head(head: list[list[str]]) -> None:
    """A blank in the first of several levels continues its group, a blank further down the cell
    above.
    """
    numbers = bool(re.fullmatch(r"[\d=/ -]+", "".join(head[-1])))
    levels = head[:-1] if numbers else head
    for column in range(1, len(head[0])):
        if len(levels) > 1 and not levels[0][column] and levels[1][column]:
            levels[0][column] = LEFT
    for level in levels[1:]:
        for column, text in enumerate(level):
            level[column] = text or COVERED_FROM_ABOVE
