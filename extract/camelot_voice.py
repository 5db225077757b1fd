"""The third voice: the ruled tables of a page as camelot reads them (another parser, another grid finder again).

It puts a run of text as it was drawn into one cell, so that what runs over the edge of a cell does not end up in the
next one. It is asked only where the first two readers differ.
"""

import logging
import os
import warnings
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from extract.jobs import Crew, Lost, Shares
from extract.limits import Limits
from extract.records import Box, Page

# what it may take for a page; more is not worth the wait for a third voice
LIMITS = Limits(seconds=30.0, memory=1 << 30)


def camelot_cells(path: Path, page: Page) -> Sequence[tuple[Box, str]]:
    """Return the cells that camelot finds on a page, in points from its top left; none where it fails.

    It has a process of its own: a letter far off the page makes its parser swell until the interpreter dies.
    """
    ((_, told),) = Crew(partial(_cells, path), 1, LIMITS, alone=True).results([page])
    return () if isinstance(told, Lost) else tuple(told)


def _cells(path: Path, page: Page, _shares: Shares) -> list[tuple[Box, str]]:
    """Return the cells of a page, read in this process, whose last words are nobody's concern."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with warnings.catch_warnings():
        # that a page holds no table is an answer
        warnings.simplefilter("ignore")
        from camelot.io import read_pdf

        logging.getLogger("camelot").setLevel(logging.CRITICAL)
        logging.getLogger("playa").setLevel(logging.CRITICAL)
        try:
            # a path that begins with / cannot be taken for the address of something to be fetched
            tables = read_pdf(str(path.resolve()), pages=str(page.number), flavor="lattice", engine="vector")
        except Exception:
            # whatever went wrong in it, our reading is none the worse: there is no third voice on this page
            return []
    return [
        (Box(cell.x1, page.height - cell.y2, cell.x2, page.height - cell.y1), cell.text.strip())
        for table in tables
        for row in table.cells
        for cell in row
    ]
