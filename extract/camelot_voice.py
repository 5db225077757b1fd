"""The third voice: the ruled tables of a page as camelot reads them (another parser, another grid finder again).

It puts a run of text as it was drawn into one cell, so that what runs over the edge of a cell does not end up in the
next one. It is asked only where the first two readers differ.
"""

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path

from extract.records import Box, Page


def camelot_cells(path: Path, page: Page) -> Sequence[tuple[Box, str]]:
    """Return the cells that camelot finds on a page, in points from its top left; none where it fails."""
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
            return ()
    return [
        (Box(cell.x1, page.height - cell.y2, cell.x2, page.height - cell.y1), cell.text.strip())
        for table in tables
        for row in table.cells
        for cell in row
    ]
