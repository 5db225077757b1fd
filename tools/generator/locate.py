"""On which pages of a PDF its tables were printed: found in the text as pdfminer reads it, without
our extraction.
"""

import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from pdfminer.converter import TextConverter
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from tools.generator.report.printed_report import PrintedTable, Row


def page_texts(path: Path) -> list[str]:
    """Return the text of each page in the order of its content stream, without white space."""
    resources = PDFResourceManager()
    texts = []
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            out = io.StringIO()
            device = TextConverter(resources, out, laparams=None)
            PDFPageInterpreter(resources, device).process_page(page)
            texts.append(squeezed(out.getvalue()))
    return texts


def squeezed(text: str) -> str:
    """Return a text without white space and soft hyphens, ligatures taken apart.

    >>> squeezed("ﬁ nal\u00ad isasi")
    'finalisasi'
    """
    return "".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())


class Misplaced(Exception):
    """A row was not found in the text after the one before it."""


def locate(texts: Sequence[str], tables: Sequence[PrintedTable]) -> list[list[int]]:
    """Return for each table the 1-based pages on which its rows begin, header rows included.

    Every row is looked for after the one before it: by its cells that are in no other row, as many
    as are side by side; where a producer draws in another order, by all of them on one of the next
    pages; and by the first of its text where a page break took it apart.
    """
    at = (0, 0)
    located = []
    for table in tables:
        pages = []
        for row in table.rows:
            at = (
                _side_by_side(texts, row, at)
                or _on_one_page(texts, row, at)
                or _beginning(texts, row, at)
            )
            pages.append(at[0] + 1)
        located.append(pages)
    return located


# A page index and an offset in its text
_Position = tuple[int, int]


def _side_by_side(texts: Sequence[str], row: Row, at: _Position) -> _Position | None:
    key = _key(row)
    return _next(texts, key, at, len(texts)) if key else None


def _next(texts: Sequence[str], key: str, at: _Position, last: int) -> _Position | None:
    """Return the position behind the next occurrence of a text."""
    for page in range(at[0], min(last, len(texts))):
        found = texts[page].find(key, at[1] if page == at[0] else 0)
        if found >= 0:
            return page, found + len(key)
    return None


def _on_one_page(texts: Sequence[str], row: Row, at: _Position) -> _Position | None:
    cells = [squeezed(cell.text) for cell in row if cell is not None and cell.rows == 1]
    for page in range(at[0], min(at[0] + _NEAR, len(texts))):
        if all(cell in texts[page] for cell in cells):
            return (page, at[1] if page == at[0] else 0)
    return None


_NEAR = 3


def _beginning(texts: Sequence[str], row: Row, at: _Position) -> _Position:
    """Return where the longest beginning of a row is, on this page rather than on the next ones."""
    key = _key(row)
    for last in range(at[0] + 1, at[0] + 1 + _NEAR):
        for length in range(len(key), _SHORTEST - 1, -1):
            if found := _next(texts, key[:length], at, last):
                return found
    raise Misplaced(key)


# A row that a page break took apart is found by its beginning; a shorter one might be anything.
_SHORTEST = 6


def _key(row: Row) -> str:
    """Return the longest text of neighbouring cells of one row; a cell over several is drawn before
    or after them.
    """
    runs = [""]
    for cell in row:
        if cell is not None and cell.rows == 1:
            runs[-1] += squeezed(cell.text)
        elif cell is not None:
            runs.append("")
    longest = max(runs, key=len)
    return longest or squeezed("".join(cell.text for cell in row if cell is not None))
