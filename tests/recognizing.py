"""A stand-in for the recogniser, for tests of the order of work: it takes every picture for one and
the same printed page, and writes down which it was asked for.

`python -m tests.recognizing ARGUMENT...` is `lkj` with it.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from extract.document_joining import moved_layout
from extract.ocr.requests import PicturesRequest
from extract.pages.page_reader import opened, read_page
from extract.pages.page_tasks import PageBatch
from extract.records import LayoutStrategy, PictureReading, TextSource
from tests import drawn
from tools.generator.scans import Scanner, picture_pdf

# the folder in which each page that is read is noted, and how long one takes, in seconds
LOG, SECONDS = "LKJ_TEST_RECOGNIZED", "LKJ_TEST_SECONDS_A_PAGE"
ROWS = [
    ["Kode", "Uraian", "Pagu", "Realisasi", "Sisa"],
    ["5", "Program A", "171.169.456", "170.000.000", "1.169.456"],
    ["5.1", "Kegiatan B", "171.169.456", "170.000.000", "1.169.456"],
]
_PLAIN = Scanner("plain", dpi=100)


def pictures(pages: int, shade: int = 255) -> bytes:
    """Return a PDF of so many blank pictures."""
    return picture_pdf([np.full((1100, 850), shade, np.uint8)] * pages, _PLAIN)


def read_pictures(request: PicturesRequest, send: Callable[[PageBatch], None]) -> int:
    """Send the printed page for every picture that is asked for."""
    printed = drawn.pdf([drawn.table(ROWS, [40, 110, 90, 90, 80], top=700)])
    with opened(printed, 1) as pdf:
        layout = replace(
            read_page(pdf, 0), source=TextSource.IMAGE, picture=PictureReading(200, confidence=0.9)
        )
    for one in request.pictures:
        time.sleep(float(os.environ.get(SECONDS, "0")))
        # a sandbox may make files, and write nothing into them
        (Path(os.environ[LOG]) / f"{one.page}-{time.monotonic_ns()}").touch()
        page = replace(moved_layout(layout, one.page - 1), begins_file=False)
        send(PageBatch(one.page, LayoutStrategy.USUAL, (page,)))
    return len(request.pictures)


def stand_in() -> None:
    """Let this process, and those that it starts, read pictures so."""
    from extract.ocr import pages

    pages.read_pictures = read_pictures


if __name__ == "__main__":
    stand_in()
    from lkj_audit.main import run

    raise SystemExit(run(sys.argv[1:]))
