"""The pages of a PDF, read one after the other: the only part of extraction that PDFium can take
down with it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extract.errors import Damaged, TooManyPages
from extract.limits import LIMITS
from extract.pages.page_layout import debug_layout, read_layout
from extract.pages.page_records import DebugLayout, PageLayout, PageRotation, TextDirection
from extract.pages.page_tasks import READ_PAGES, PageBatch, ReadRequest
from extract.pdfium.raw_page import RawDocument
from extract.records import LayoutStrategy, TextSource


@dataclass(frozen=True, slots=True)
class PageReaderSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Pages in one batch: few enough that whoever takes them is never far behind.
    batch: int = 8  # count; 369b39f


_SETTINGS = PageReaderSettings()


TASKS = (READ_PAGES,)


def read_pages(request: ReadRequest, send: Callable[[PageBatch], None]) -> int:
    """Send the pages that are asked for, a few at a time, and return how many the document has."""
    with opened(request.data, request.most_pages) as pdf:
        count = len(pdf)
        send(PageBatch(count, LayoutStrategy.USUAL, ()))
        numbers = request.pages or range(1, count + 1)
        numbers = numbers[::-1] if request.backwards else numbers
        for start in range(0, len(numbers), _SETTINGS.batch):
            pages = [
                read_by_strategies(pdf, number - 1, request.strategies)
                for number in numbers[start : start + _SETTINGS.batch]
            ]
            for strategy, layouts in zip(request.strategies, zip(*pages, strict=True), strict=True):
                send(PageBatch(count, strategy, layouts))
        return count


@contextmanager
def opened(data: bytes, page_limit: int) -> Iterator[RawDocument]:
    """Open a PDF for the duration of a `with` block; raise what is wrong with it."""
    pdf = RawDocument(data)
    try:
        if len(pdf) < 1:
            raise Damaged
        if len(pdf) > page_limit:
            raise TooManyPages(pages=len(pdf), limit=page_limit)
        yield pdf
    finally:
        pdf.close()


def read_page(
    pdf: RawDocument, index: int, reading: LayoutStrategy = LayoutStrategy.USUAL
) -> PageLayout:
    """Return what is on a page (0-based); one damaged page does not take the others with it."""
    return read_by_strategies(pdf, index, (reading,))[0]


def read_by_strategies(
    pdf: RawDocument, index: int, readings: Sequence[LayoutStrategy]
) -> tuple[PageLayout, ...]:
    """Return what is on a page (0-based) in each of these readings: it is loaded once for all of
    them.
    """
    try:
        with pdf.page(index) as page:
            return tuple(read_layout(page, index + 1, reading) for reading in readings)
    except Damaged:
        damaged = PageLayout(
            index + 1, PageRotation(TextDirection.RIGHT, 0.0, 0.0), TextSource.UNREADABLE, (), ()
        )
        return (damaged,) * len(readings)


def page_layout(
    path: Path,
    number: int,
    page_limit: int = LIMITS.pages,
    reading: LayoutStrategy = LayoutStrategy.USUAL,
) -> DebugLayout:
    """Return what was found on one page (1-based), for a picture of it; IndexError where there is
    no such page.
    """
    with opened(path.read_bytes(), page_limit) as pdf:
        if not 1 <= number <= len(pdf):
            raise IndexError(number)
        with pdf.page(number - 1) as page:
            return debug_layout(page, number, reading)
