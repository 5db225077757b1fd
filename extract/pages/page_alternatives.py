"""Some pages of a document in every way they can be read, and the documents that these make."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.document import document_of
from extract.document_reader import DocumentReader
from extract.errors import DocumentError
from extract.pages.page_records import PageLayout
from extract.records import Document, LayoutStrategy


class PageAlternatives:
    """Pages (1-based) of a document that has been read, in every reading; raises a BrokenDocument
    as reading it does.

    Only these pages are read again.
    """

    def __init__(self, reader: DocumentReader, pages: Sequence[int]) -> None:
        self._reader = reader
        self._usual = reader.layouts()
        self._others = reader.alternatives(pages)

    def tables(self, pages: Sequence[int], reading: LayoutStrategy) -> Document | None:
        """Return what these pages hold in a reading, without the tables that rulings part; None
        where that is nothing.
        """
        try:
            document = document_of("", b"", [self._layout(number, reading) for number in pages])
        except DocumentError:
            return None
        own = tuple(table for table in document.tables if not table.is_ruled)
        return replace(document, tables=own) if own else None

    def document(self, chosen: Mapping[int, LayoutStrategy]) -> Document:
        """Return the document with these pages in these readings."""
        layouts = [
            self._layout(layout.number, chosen.get(layout.number, LayoutStrategy.USUAL))
            for layout in self._usual
        ]
        return document_of(self._reader.path.name, self._reader.data, layouts)

    def _layout(self, number: int, reading: LayoutStrategy) -> PageLayout:
        return (
            self._usual[number - 1]
            if reading is LayoutStrategy.USUAL
            else self._others[reading][number]
        )
