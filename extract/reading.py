"""The pages of a PDF, read one after the other: the only part of extraction that PDFium can take down with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.errors import Damaged, TooManyPages
from extract.layout import read_layout, sketch
from extract.pdfium import RawDocument
from extract.pieces import Direction, Layout, Sketch, Turn
from extract.records import Reading, Source


@contextmanager
def opened(path: Path, page_limit: int) -> Iterator[RawDocument]:
    """Open a PDF for the duration of a `with` block; raise what is wrong with it."""
    pdf = RawDocument(path, path.read_bytes())
    try:
        if len(pdf) < 1:
            raise Damaged
        if len(pdf) > page_limit:
            raise TooManyPages(pages=len(pdf), limit=page_limit)
        yield pdf
    finally:
        pdf.close()


def read_page(pdf: RawDocument, index: int, reading: Reading = Reading.USUAL) -> Layout:
    """Return what stands on a page (0-based); one damaged page does not take the others with it."""
    try:
        with pdf.page(index) as page:
            return read_layout(page, index + 1, reading)
    except Damaged:
        return Layout(index + 1, Turn(Direction.RIGHT, 0.0, 0.0), Source.UNREADABLE, (), ())


def page_layout(path: Path, number: int, page_limit: int, reading: Reading) -> Sketch:
    """Return what was found on one page (1-based), for a picture of it; IndexError where there is no such page."""
    with opened(path, page_limit) as pdf:
        if not 1 <= number <= len(pdf):
            raise IndexError(number)
        with pdf.page(number - 1) as page:
            return sketch(page, number, reading)
