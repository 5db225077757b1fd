"""Reading pages as a task for a sandbox: what is asked for and what is sent back, without what it
takes to do it.
"""

from dataclasses import dataclass

from extract.errors import DocumentError, ReaderCrashed, ReaderFault, TooMuchMemory, TooSlow
from extract.limits import Limits
from extract.pages.page_records import PageLayout
from extract.records import LayoutStrategy
from extract.sandbox.runs import WorkerFailure, WorkerFault, WorkerOutOfMemory, WorkerTimeout
from extract.sandbox.tasks import Task


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """Which pages (1-based) of a PDF are read, in this order, all where none is named; `backwards`,
    last first.

    A document of more than `most_pages` is refused.
    """

    data: bytes
    most_pages: int
    pages: tuple[int, ...] = ()
    strategies: tuple[LayoutStrategy, ...] = (LayoutStrategy.USUAL,)
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class PageBatch:
    """Some pages as a strategy reads them, of a document of `count` pages."""

    count: int
    strategy: LayoutStrategy
    layouts: tuple[PageLayout, ...]


# the result is the number of pages of the document
READ_PAGES = Task("extract.pages.page_reader:read_pages", ReadRequest, PageBatch, int)


def reading_error(failure: WorkerFailure, limits: Limits, pages: int) -> DocumentError:
    """Return what is said of a document whose reader ended without a result after so many pages."""
    match failure:
        case WorkerTimeout():
            return TooSlow(seconds=f"{limits.seconds:g}")
        case WorkerOutOfMemory():
            return TooMuchMemory(limit=limits.memory >> 20)
        case WorkerFault():
            return ReaderFault(fault=str(failure))
        case _:
            return ReaderCrashed(pages=pages)
