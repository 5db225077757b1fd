"""A glance at a document: how many pages it has, and whether it is a scan. It is run in a process
of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extract.errors import DocumentError
from extract.limits import Limits
from extract.records import TextSource
from extract.sandbox.tasks import Task

# a few pages show a scan: the cover of a report is often a picture
_PAGES = 6


@dataclass(frozen=True, slots=True)
class PeekRequest:
    """A document that is looked at."""

    path: Path
    limits: Limits


@dataclass(frozen=True, slots=True)
class PeekResult:
    """How many pages a document has, 0 where it cannot be opened, and whether those looked at are
    all pictures.
    """

    pages: int
    scan: bool


PEEK = Task("lkj_audit.archive.ingestion.peeking:peek_document", PeekRequest, float, PeekResult)
TASKS = (PEEK,)


def peek_document(request: PeekRequest, _send: Callable[[float], None]) -> PeekResult:
    """Look at some pages of a document."""
    from extract.document_reader import content
    from extract.pages.page_reader import opened, read_page

    try:
        with opened(content(request.path), request.limits.pages) as pdf:
            pages = len(pdf)
            sources = {read_page(pdf, at).source for at in looked_at(pages)}
    except DocumentError:
        return PeekResult(0, scan=False)
    return PeekResult(pages, TextSource.TEXT not in sources)


def looked_at(pages: int) -> list[int]:
    """Return the indices of the pages that show what a document is.

    >>> looked_at(3), looked_at(60)
    ([0, 1, 2], [0, 10, 20, 30, 40, 50])
    """
    step = max(1, -(-pages // _PAGES))
    return list(range(0, pages, step))
