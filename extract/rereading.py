"""The pages of unsure tables read again in every way there is, and the documents that these readings make."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from extract.document import document_of
from extract.errors import BrokenDocument
from extract.limits import LIMITS, Limits
from extract.opening import DocumentReader, content
from extract.page_tasks import READ_PAGES, PageBatch, ReadRequest, reading_error
from extract.pieces import Layout
from extract.records import OTHERS, Document, Reading, Table
from extract.sandbox.runs import WorkerFailure, run


class Rereading:
    """A document read once more, some of its pages in every reading; raises a BrokenDocument as the first time."""

    def __init__(self, path: Path, pages: Sequence[int], limits: Limits = LIMITS) -> None:
        self._path = path
        self._usual, self._others = _read(path, pages, limits)

    def tables(self, pages: Sequence[int], reading: Reading) -> Document | None:
        """Return what these pages hold in a reading, without the tables that rules part; None where that is nothing."""
        layouts = [self._layout(number, reading) for number in pages]
        try:
            document = document_of(self._path.name, b"", layouts)
        except BrokenDocument:
            return None
        own = tuple(table for table in document.tables if not is_sure(table))
        return replace(document, tables=own) if own else None

    def document(self, chosen: Mapping[int, Reading]) -> Document:
        """Return the document with these pages in these readings."""
        layouts = [self._layout(layout.number, chosen.get(layout.number, Reading.USUAL)) for layout in self._usual]
        return document_of(self._path.name, content(self._path), layouts)

    def _layout(self, number: int, reading: Reading) -> Layout:
        return self._usual[number - 1] if reading is Reading.USUAL else self._others[reading][number]


def is_sure(table: Table) -> bool:
    """Return whether rules part a table on all sides, so that there is no other way to read it."""
    return table.reader == "ruled"


def _read(
    path: Path, pages: Sequence[int], limits: Limits
) -> tuple[Sequence[Layout], Mapping[Reading, Mapping[int, Layout]]]:
    """Return all pages in the usual reading, and some in each other one."""
    others: dict[Reading, dict[int, Layout]] = {reading: {} for reading in OTHERS}

    def take(batch: PageBatch) -> None:
        for layout in batch.layouts:
            others[batch.strategy][layout.number] = layout

    usual = DocumentReader(path, limits).layouts()
    request = ReadRequest(path, limits.pages, tuple(pages), OTHERS)
    try:
        run(READ_PAGES, request, replace(limits, file_size=0), take)
    except WorkerFailure as failure:
        raise reading_error(failure, limits, len(usual)) from failure
    return usual, others
