"""A PDF file to a Document: looked at with care, read page by page, its tables joined over
pages.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from extract.document_reader import DocumentReader, Progress, content, read_here
from extract.errors import (
    Damaged,
    DocumentError,
    ImagesOnly,
    NoRecognizer,
    NoTables,
    UnreadablePictures,
)
from extract.limits import LIMITS, Limits
from extract.pages.page_records import PageLayout, PageRotation
from extract.recognitions import Recognitions
from extract.records import Document, Line, Page, PictureProblem, TextSource
from extract.tables.table_assembly import find_tables
from extract.text.displayed_coordinates import displayed_line, displayed_table
from extract.text.page_furniture import without_page_furniture


def read_document(
    source: Path | DocumentReader, progress: Progress | None = None, limits: Limits = LIMITS
) -> Document:
    """Return everything that can be read from a PDF file, or from one that is being read already.

    `progress` is called with the number of pages read and their total. Raises a BrokenDocument that
    says why the file cannot be read, or that it holds no table that can be.
    """
    reader = source if isinstance(source, DocumentReader) else DocumentReader(source, limits)
    return document_of(reader.path.name, reader.submitted, reader.layouts(progress))


def read_document_here(path: Path, limits: Limits = LIMITS) -> Document:
    """Return the document, read in this process: for measuring, and for files that are trusted."""
    return document_of(path.name, content(path), read_here(path, limits, None))


def document_of(name: str, data: bytes, layouts: Sequence[PageLayout]) -> Document:
    """Return the document that these pages make."""
    running = without_page_furniture(layouts)
    turns = {layout.number: layout.turn for layout in layouts if layout.turn.moves}
    recognitions = Recognitions(layouts)
    tables = tuple(
        displayed_table(recognitions.table(table), turns) for table in find_tables(layouts, running)
    )
    if not tables:
        raise _why_no_tables(layouts)
    pages = tuple(
        Page(
            layout.number,
            layout.turn.width,
            layout.turn.height,
            layout.source,
            _displayed(lines, layout, turns),
            layout.hidden,
            layout.unread,
            _displayed(_left_out(layout, lines), layout, turns),
            layout.picture,
        )
        for layout, lines in zip(layouts, running, strict=True)
    )
    return Document(name, hashlib.sha256(data).hexdigest(), pages, tables)


def _displayed(
    lines: tuple[Line, ...], layout: PageLayout, turns: Mapping[int, PageRotation]
) -> tuple[Line, ...]:
    """Return lines of a page where they are as it is displayed."""
    return tuple(displayed_line(line, turns) for line in lines) if layout.number in turns else lines


def _left_out(layout: PageLayout, running: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a page that are none of its running text: page headers, footers and page
    numbers.
    """
    kept = set(map(id, running))
    return tuple(line for line in layout.lines if id(line) not in kept)


def _why_no_tables(layouts: Sequence[PageLayout]) -> DocumentError:
    """Return the error of a document without tables, by where its text comes from and why pictures
    have none.
    """
    sources = {layout.source for layout in layouts}
    problems = {layout.picture.problem for layout in layouts if layout.picture}
    if TextSource.TEXT in sources or None in problems:
        return NoTables()
    if TextSource.IMAGE in sources:
        if PictureProblem.NOT_INSTALLED in problems:
            return NoRecognizer()
        asked = problems - {PictureProblem.SWITCHED_OFF}
        return UnreadablePictures() if asked else ImagesOnly()
    return Damaged() if TextSource.UNREADABLE in sources else NoTables()
