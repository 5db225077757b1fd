"""A PDF file to a Document: opened with care, read page by page, its tables joined over pages."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.errors import (
    BrokenDocument,
    Damaged,
    EmptyFile,
    ImagesOnly,
    MissingFile,
    NoTables,
    NotAFile,
    NotAPdf,
    TooManyPages,
)
from extract.furniture import without_furniture
from extract.layout import Layout, Sketch, read_layout, sketch
from extract.pdfium import RawDocument
from extract.records import Document, Page, Source
from extract.stitch import find_tables
from extract.turning import Direction, Turn, displayed_line, displayed_table

# More pages than the longest report with its annexes; a longer file is most likely not one.
PAGE_LIMIT = 5000

Progress = Callable[[int, int], None]


def _content(path: Path) -> bytes:
    """Return the bytes of a file that looks like a PDF."""
    if not path.exists():
        raise MissingFile
    if not path.is_file():
        raise NotAFile(reason="folder" if path.is_dir() else "device")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotAFile(reason=error.strerror or "I/O") from error
    if not data:
        raise EmptyFile
    # Readers accept the header within the first kilobyte (PDF 32000-1, annex H.3.4.1).
    if b"%PDF-" not in data[:1024]:
        raise NotAPdf
    return data


@contextmanager
def _opened(path: Path) -> Iterator[tuple[RawDocument, bytes]]:
    """Open a PDF for the duration of a `with` block."""
    data = _content(path)
    pdf = RawDocument(path, data)
    try:
        yield pdf, data
    finally:
        pdf.close()


def read_document(path: Path, progress: Progress | None = None) -> Document:
    """Return everything that can be read from a PDF file.

    `progress` is called with the number of pages read and their total. Raises a BrokenDocument that says why the file
    cannot be opened, or that it holds no table that can be read.
    """
    with _opened(path) as (pdf, data):
        count = len(pdf)
        if count < 1:
            raise Damaged
        if count > PAGE_LIMIT:
            raise TooManyPages(pages=count, limit=PAGE_LIMIT)
        layouts = []
        for index in range(count):
            layouts.append(_layout(pdf, index))
            if progress is not None:
                progress(index + 1, count)
    return _document(path, hashlib.sha256(data).hexdigest(), layouts)


def _layout(pdf: RawDocument, index: int) -> Layout:
    """Return what stands on a page; one damaged page does not take the others with it."""
    try:
        with pdf.page(index) as page:
            return read_layout(page, index + 1)
    except Damaged:
        return Layout(index + 1, Turn(Direction.RIGHT, 0.0, 0.0), Source.UNREADABLE, (), ())


def _document(path: Path, sha256: str, layouts: list[Layout]) -> Document:
    """Return the document that these pages make."""
    running = without_furniture(layouts)
    turns = {layout.number: layout.turn for layout in layouts if layout.turn.direction is not Direction.RIGHT}
    tables = tuple(displayed_table(table, turns) for table in find_tables(layouts, running))
    if not tables:
        raise _why_no_tables({layout.source for layout in layouts})
    pages = tuple(
        Page(
            layout.number,
            layout.turn.width,
            layout.turn.height,
            layout.source,
            tuple(displayed_line(line, turns) for line in lines) if layout.number in turns else lines,
        )
        for layout, lines in zip(layouts, running, strict=True)
    )
    return Document(path.name, sha256, pages, tables)


def _why_no_tables(sources: set[Source]) -> BrokenDocument:
    """Return the error of a document without tables, by where its pages' text comes from."""
    if Source.TEXT in sources:
        return NoTables()
    if Source.IMAGE in sources:
        return ImagesOnly()
    return Damaged() if Source.UNREADABLE in sources else NoTables()


def page_layout(path: Path, number: int) -> Sketch:
    """Return what was found on one page (1-based), for a picture of it; IndexError where there is no such page."""
    with _opened(path) as (pdf, _):
        if not 1 <= number <= len(pdf):
            raise IndexError(number)
        with pdf.page(number - 1) as page:
            return sketch(page, number)
