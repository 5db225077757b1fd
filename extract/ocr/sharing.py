"""The pictures of a document, shared out to processes: one that fails on a page costs that page
alone.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extract.limits import Limits
from extract.ocr.requests import (
    READ_PICTURES,
    OcrMode,
    OcrSettings,
    PictureRequest,
    PicturesRequest,
    is_installed,
)
from extract.ocr.stored_pages import RecognizedPage
from extract.pages.page_records import PageLayout, TextDirection
from extract.pages.page_tasks import PageBatch
from extract.records import (
    OTHERS,
    Box,
    LayoutStrategy,
    PictureProblem,
    PictureReading,
    TextSource,
)
from extract.sandbox.runs import Running, start, wait

# Reading a page as a picture takes as long as reading so many pages of text, for who shows how far
# it is.
_WEIGHT = 40
# A page whose pictures cover this share of it, and on which no more is written than a stamp says,
# is a picture.
_COVERED, _STAMP = 0.5, 200
# How long a process may take to load the recogniser, in seconds.
_LOADING = 30.0
# How long nothing may be heard of a process before the clock is looked at, in seconds.
_LOOK = 1.0

Progress = Callable[[int, int], None]


class _Share:
    """The pages that one process reads: those it has not sent yet, and since when it is at the
    first of them.
    """

    def __init__(
        self, running: Running[PageBatch, int], pages: list[PictureRequest], seconds: float
    ) -> None:
        self.running, self.pages = running, pages
        self.deadline = time.monotonic() + seconds + _LOADING


class PictureReader:
    """Reads the pages of a document that are pictures; `others` are the readings beside the usual
    one.
    """

    def __init__(self, data: bytes, limits: Limits, settings: OcrSettings) -> None:
        self._data, self._limits, self._settings = data, limits, settings
        self._shares: list[_Share] = []
        self.others: dict[tuple[LayoutStrategy, int], PageLayout] = {}

    def read(
        self, layouts: Sequence[PageLayout], progress: Progress | None = None
    ) -> Mapping[int, PageLayout]:
        """Return the layouts of those pages that were read as pictures, or are determined to be
        unread pictures.
        """
        known = {layout.number: layout for layout in layouts}
        wanted = [one for layout in layouts if (one := picture_request(layout, self._settings))]
        found: dict[int, PageLayout] = self._read_earlier(known, wanted)
        wanted = [request for request in wanted if request.page not in found]
        why = self._why_not()
        if why is not None:
            for layout in layouts:
                if layout.source is TextSource.IMAGE and layout.number not in found:
                    found[layout.number] = replace(layout, picture=PictureReading(problem=why))
            return found
        total = len(layouts) + _WEIGHT * (len(found) + len(wanted))

        def done(layout: PageLayout) -> None:
            found[layout.number] = layout
            if progress is not None:
                progress(len(layouts) + _WEIGHT * len(found), total)

        workers = max(1, min(self._settings.workers, len(wanted)))
        try:
            for at in range(workers):
                self._begin(wanted[at::workers])
            while self._shares:
                self._step(known, done)
        finally:
            self.close()
        return found

    def close(self) -> None:
        """Stop reading."""
        for share in self._shares:
            share.running.close()
        self._shares.clear()

    def _why_not(self) -> PictureProblem | None:
        if self._settings.mode is OcrMode.OFF:
            return PictureProblem.SWITCHED_OFF
        return None if is_installed() else PictureProblem.NOT_INSTALLED

    def _read_earlier(
        self, layouts: Mapping[int, PageLayout], wanted: Sequence[PictureRequest]
    ) -> dict[int, PageLayout]:
        """Return those of the pages that were read as pictures by an earlier run."""
        asked = {request.page: request for request in wanted}
        found = {}
        for page in self._settings.known:
            if page.number not in asked:
                continue
            for strategy, layout in page.layouts[:-1]:
                self.others[strategy, page.number] = layout
            layout = layouts[page.number]
            without = layout if page.plain else _failed(layout, asked[page.number])
            found[page.number] = page.usual or without
        return found

    def _begin(self, pages: list[PictureRequest]) -> None:
        if not pages:
            return
        seconds = self._settings.page_seconds
        limits = replace(self._limits, seconds=_LOADING + seconds * len(pages), file_size=0)
        request = PicturesRequest(self._data, self._limits.pages, tuple(pages))
        self._shares.append(_Share(start(READ_PICTURES, request, limits), pages, seconds))

    def _step(self, known: Mapping[int, PageLayout], done: Callable[[PageLayout], None]) -> None:
        """Take what has been read, and begin anew behind a page that a process failed on."""
        wait([share.running for share in self._shares], _LOOK)
        for share in list(self._shares):
            for batch in share.running.received():
                self._take(share, batch, done)
            late = time.monotonic() > share.deadline
            if not share.running.ended and not late:
                continue
            self._shares.remove(share)
            share.running.close()
            if share.pages:
                first, *rest = share.pages
                self._settings.keep(RecognizedPage(first.page))
                done(_failed(known[first.page], first))
                self._begin(rest)

    def _take(self, share: _Share, batch: PageBatch, done: Callable[[PageLayout], None]) -> None:
        for layout in batch.layouts:
            if not share.pages or layout.number != share.pages[0].page:
                continue  # it sent what nobody asked for
            if batch.strategy is not LayoutStrategy.USUAL:
                self.others[batch.strategy, layout.number] = layout
                continue
            share.pages = share.pages[1:]
            share.deadline = time.monotonic() + self._settings.page_seconds
            self._settings.keep(self._recognized(layout))
            done(layout)

    def _recognized(self, layout: PageLayout) -> RecognizedPage:
        """Return a page that is done, with what it is in other readings."""
        number = layout.number
        others = [
            (strategy, self.others[strategy, number])
            for strategy in OTHERS
            if (strategy, number) in self.others
        ]
        return RecognizedPage(number, (*others, (LayoutStrategy.USUAL, layout)))


def picture_request(layout: PageLayout, settings: OcrSettings) -> PictureRequest | None:
    """Return what of a page is to be read as a picture, None where it is nothing; without regard to
    whether it can be.
    """
    if layout.source is TextSource.IMAGE or (
        settings.mode is OcrMode.ALL and layout.source is TextSource.TEXT
    ):
        return PictureRequest(layout.number)
    if (
        layout.source is not TextSource.TEXT
        or not layout.pictures
        or layout.turn.direction is not TextDirection.RIGHT
    ):
        return None
    if is_picture(layout):
        return PictureRequest(layout.number)
    # what is on a picture was written there: it is a background
    written = _written(layout)
    free = tuple(box for box in layout.pictures if not _is_background(box, written))
    return PictureRequest(layout.number, free) if free else None


def _failed(layout: PageLayout, asked: PictureRequest) -> PageLayout:
    """Return a page on which the process that read its pictures failed."""
    if asked.parts:
        return layout
    return replace(layout, picture=PictureReading(problem=PictureProblem.FAILED))


def is_picture(layout: PageLayout) -> bool:
    """Return whether a page of text is a picture, with a hidden layer of text or with a stamp or
    page number on it.
    """
    covered = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in layout.pictures)
    signs = sum(len(line.text) for line in layout.lines)
    signs += sum(
        len(line.text) for table in layout.tables for piece in table.pieces for line in piece.lines
    )
    return covered >= _COVERED * layout.turn.width * layout.turn.height and (
        layout.layered or signs <= _STAMP
    )


def _is_background(box: Box, written: Sequence[Box]) -> bool:
    """Return whether text is written on a picture."""
    return any(_meet(box, line) for line in written)


def _written(layout: PageLayout) -> list[Box]:
    cells = [line.box for table in layout.tables for piece in table.pieces for line in piece.lines]
    return [*(line.place.box for line in layout.lines), *cells]


def _meet(one: Box, other: Box) -> bool:
    inside = (
        min(one.x1, other.x1) - max(one.x0, other.x0),
        min(one.bottom, other.bottom) - max(one.top, other.top),
    )
    return inside[0] > 2 and inside[1] > 2
