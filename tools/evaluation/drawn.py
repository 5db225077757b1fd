"""A report of the generator as extraction would hand it on, without printing it: for measuring what
comes after.
"""

from collections.abc import Iterator

from extract.records import Box, Cell, Document, Line, Location, Page, Row, Table, TextSource
from tools.generator.report import printed_report
from tools.generator.report.printed_report import PageStart, Paragraph, PrintedReport, Signatures

_LEFT, _WIDTH, _HEIGHT, _STEP = 72.0, 60.0, 12.0, 14.0


def document_of(report: PrintedReport, name: str) -> Document:
    """Return the document that prints this report, each table at the end of a page."""
    pages: list[Page] = []
    tables: list[Table] = []
    lines: list[Line] = []
    top = _LEFT
    for block in report.blocks:
        if isinstance(block, printed_report.PrintedTable):
            tables.append(_table(block, f"t{len(tables) + 1}", len(pages) + 1, top))
            pages.append(_page(len(pages) + 1, lines))
            lines, top = [], _LEFT
        else:
            for text in _texts(block):
                lines.append(
                    Line(
                        text, Location(len(pages) + 1, Box(_LEFT, top, 500.0, top + _HEIGHT)), 11.0
                    )
                )
                top += _STEP
    pages.append(_page(len(pages) + 1, lines))
    return Document(name, "0" * 64, tuple(pages), tuple(tables))


def _page(number: int, lines: list[Line]) -> Page:
    return Page(number, 595.0, 842.0, TextSource.TEXT, tuple(lines))


def _texts(block: Paragraph | Signatures | PageStart) -> Iterator[str]:
    """Yield what running text prints, a paragraph as one line."""
    match block:
        case Paragraph():
            yield " ".join(block.text.split())
        case Signatures():
            for lines in block.blocks:
                yield from (piece.plain for piece in lines if piece.text)
        case PageStart():
            return


def _table(table: printed_report.PrintedTable, id: str, page: int, top: float) -> Table:
    caption = Location(page, Box(_LEFT, top, 500.0, top + _HEIGHT))
    head = _rows(table.header, page, top + _STEP)
    body = _rows(table.body, page, top + _STEP * (1 + len(head)))
    return Table(id, table.caption.plain, head, body, (page,), "drawn", caption)


def _rows(rows: tuple[printed_report.Row, ...], page: int, top: float) -> tuple[Row, ...]:
    """Return the cells of some rows; a position that a merged cell covers knows where its text
    is.
    """
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    made = []
    for row, pieces in enumerate(rows):
        cells = []
        for column, piece in enumerate(pieces):
            x, y = _LEFT + _WIDTH * column, top + _STEP * row
            place = Location(page, Box(x, y, x + _WIDTH, y + _HEIGHT))
            if piece is None:
                cells.append(Cell("", row, column, place, origin=origins.get((row, column))))
                continue
            covered = [
                (row + r, column + c) for r in range(piece.rows) for c in range(piece.columns)
            ]
            origins.update(dict.fromkeys(covered, (row, column)))
            cells.append(
                Cell(piece.plain, row, column, place, piece.rows, piece.columns, (piece.plain,))
            )
        made.append(tuple(cells))
    return tuple(made)
