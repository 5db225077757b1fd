"""The third reader: the ruled tables of a page as camelot reads them (another parser, another grid
finder again).

It puts a run of text as it was drawn into one cell, so that what runs over the edge of a cell does
not end up in the next one. It is used only where the first two readers differ.
"""

import logging
import os
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import NoneType

from extract.limits import Limits
from extract.records import Box, Page
from extract.sandbox.frames import write
from extract.sandbox.runs import WorkerFailure, run
from extract.sandbox.tasks import Task

# what it may take for a page; more is not worth the wait for a third reader
LIMITS = Limits(seconds=30.0, memory=1 << 30)

PageCells = tuple[tuple[Box, str], ...]


@dataclass(frozen=True, slots=True)
class CellsRequest:
    """A page (1-based) of a PDF, and its height in points."""

    data: bytes
    page: int
    height: float


READ_CELLS = Task("extract.verification.camelot:read_cells", CellsRequest, NoneType, PageCells)
TASKS = (READ_CELLS,)


def camelot_cells(data: bytes, page: Page) -> Sequence[tuple[Box, str]]:
    """Return the cells that camelot finds on a page, in points from its top left; none where it
    fails.

    It has a sandbox of its own: a letter far off the page makes its parser swell until the
    interpreter dies.
    """
    try:
        return run(READ_CELLS, CellsRequest(data, page.number, page.height), LIMITS)
    except WorkerFailure:
        return ()


def read_cells(request: CellsRequest, _send: Callable[[None], None]) -> PageCells:
    """Return the cells of a page, read in this process."""
    with warnings.catch_warnings():
        # that a page holds no table is an answer
        warnings.simplefilter("ignore")
        from camelot.io import read_pdf

        logging.getLogger("camelot").setLevel(logging.CRITICAL)
        logging.getLogger("playa").setLevel(logging.CRITICAL)
        try:
            tables = read_pdf(
                _file_of(request.data), pages=str(request.page), flavor="lattice", engine="vector"
            )
        except Exception:
            # whatever went wrong in it, our reading is none the worse: there is no third reader on
            # this page
            return ()
    return tuple(
        (
            Box(cell.x1, request.height - cell.y2, cell.x2, request.height - cell.y1),
            cell.text.strip(),
        )
        for table in tables
        for row in table.cells
        for cell in row
    )


def _file_of(data: bytes) -> str | bytes:
    """Return what camelot opens: a file in memory where the system has such, of which nothing stays
    behind.

    Bytes it writes to a temporary file, which an end of this process would leave.
    """
    if not hasattr(os, "memfd_create"):
        return data
    descriptor = os.memfd_create("document")
    write(descriptor, data)
    return f"/proc/self/fd/{descriptor}"
