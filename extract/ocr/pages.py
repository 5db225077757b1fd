"""The pages of a PDF that are pictures, read one after the other: the task of a sandbox."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from extract.errors import Damaged
from extract.ocr.pictures import Picture
from extract.ocr.reading import (
    ReadPicture,
    UnreadablePicture,
    may_hold_table,
    native_dpi,
    read_picture,
    scale_for,
)
from extract.ocr.recognizer import recognizer
from extract.ocr.requests import READ_PICTURES, PictureRequest, PicturesRequest
from extract.ocr.sharing import is_picture
from extract.ocr.tesseract import tesseract_readers
from extract.ocr.witnesses import words_in
from extract.pages.page_layout import read_layout
from extract.pages.page_pictures import PAGE_PICTURES_SETTINGS
from extract.pages.page_reader import opened
from extract.pages.page_records import DebugLayout, PageLayout, PageRotation, TextDirection
from extract.pages.page_tasks import PageBatch
from extract.pdfium.raw_page import RawDocument, RawPage
from extract.records import (
    OTHERS,
    Box,
    LayoutStrategy,
    Location,
    PictureProblem,
    PictureReading,
    TextSource,
    Witness,
    Word,
)

TASKS = (READ_PICTURES,)

# A scan of fewer dots an inch is not read: its digits are a few dots high.
_FEWEST_DPI = 95
# By how many quarters to the left a page is turned whose text runs so.
_QUARTERS = {
    TextDirection.RIGHT: 0,
    TextDirection.DOWN: 1,
    TextDirection.LEFT: 2,
    TextDirection.UP: 3,
}
# The name of the hidden text of a scan as another reader.
TEXT_LAYER = "text layer"


def read_pictures(request: PicturesRequest, send: Callable[[PageBatch], None]) -> int:
    """Send each page that is asked for as it is read, in the usual reading and those that differ
    from it.
    """
    with opened(request.data, request.most_pages) as pdf:
        count = len(pdf)
        for picture in request.pictures:
            for reading, layout in _readings(pdf, picture):
                send(PageBatch(count, reading, (layout,)))
    return len(request.pictures)


def _readings(
    pdf: RawDocument, picture: PictureRequest
) -> Iterator[tuple[LayoutStrategy, PageLayout]]:
    """Yield a page in every reading, the usual one last: with it the page is done."""
    try:
        with pdf.page(picture.page - 1) as page:
            yield from _with_parts(page, picture) if picture.parts else _whole(page, picture.page)
    except Damaged:
        turn = PageRotation(TextDirection.RIGHT, 0.0, 0.0)
        yield LayoutStrategy.USUAL, PageLayout(picture.page, turn, TextSource.UNREADABLE, (), ())


def _whole(page: RawPage, number: int) -> Iterator[tuple[LayoutStrategy, PageLayout]]:
    """Yield a page that is a picture in every reading."""
    usual = read_layout(page, number)
    try:
        dpi, found = _read(page, number, tuple(LayoutStrategy))
    except UnreadablePicture as unreadable:
        yield (
            LayoutStrategy.USUAL,
            replace(usual, picture=PictureReading(problem=unreadable.problem)),
        )
        return
    words = page.given_words()
    facts = PictureReading(
        dpi,
        round(found.layout.turn.skew, 2),
        round(found.confidence, 3),
        quarters=_QUARTERS[found.layout.turn.direction],
    )
    for reading, layout in found.others:
        yield reading, _with_layer(replace(layout, picture=facts), words)
    yield (
        LayoutStrategy.USUAL,
        _with_layer(replace(found.layout, picture=facts, unread=usual.unread), words),
    )


def _read(
    page: RawPage, number: int, readings: Sequence[LayoutStrategy] = ()
) -> tuple[int, ReadPicture]:
    """Return the dots an inch of a page that is a picture, and what was read from it."""
    dpi = _dpi_of(page)
    scale = scale_for(dpi)
    picture = read_picture(
        page.rendered(scale),
        scale,
        number,
        recognizer(),
        readers=tesseract_readers(),
        readings=readings,
    )
    return dpi, picture


def picture_debug_layout(
    path: Path, number: int, page_limit: int, *, every: bool
) -> DebugLayout | None:
    """Return what was found on a page (1-based) that is a picture, on the page as displayed; None
    of a page of text, unless `every` page is read as a picture, and of one that cannot be read.
    """
    with opened(path.read_bytes(), page_limit) as pdf, pdf.page(number - 1) as page:
        usual = read_layout(page, number)
        if not (every or usual.source is TextSource.IMAGE or is_picture(usual)):
            return None
        try:
            _, picture = _read(page, number)
        except UnreadablePicture:
            return None
    layout = picture.layout
    shown = layout.turn.displayed
    words = tuple(
        Word(line.text, Location(number, shown(line.box)), line.box.bottom - line.box.top)
        for line in layout.recognized
        if not line.dropped
    )
    return DebugLayout(
        layout.turn.width,
        layout.turn.height,
        tuple(map(shown, picture.rules)),
        tuple(shown(piece.box) for table in layout.tables for piece in table.pieces),
        words,
        all(table.reader == "ruled" for table in layout.tables),
    )


def _dpi_of(page: RawPage) -> int:
    """Return how many dots an inch the largest picture of a page has; raise what is wrong
    with it.
    """
    found = [
        (one, box)
        for one, box in page.pictures(with_data=True)
        if box.x1 > box.x0 and box.bottom > box.top
    ]
    if not found:
        return 200  # drawn, not scanned
    if any(one.wide * one.high > PAGE_PICTURES_SETTINGS.most_dots for one, _ in found):
        raise UnreadablePicture(PictureProblem.HUGE)
    if not all(one.whole for one, _ in found):
        raise UnreadablePicture(PictureProblem.TRUNCATED)
    largest, box = max(
        found, key=lambda one: (one[1].x1 - one[1].x0) * (one[1].bottom - one[1].top)
    )
    # a turned picture has its width along the height of the page
    wide, high = (
        sorted((largest.wide, largest.high)),
        sorted((box.x1 - box.x0, box.bottom - box.top)),
    )
    dpi = min(native_dpi(wide[0], high[0]), native_dpi(wide[1], high[1]))
    if dpi < _FEWEST_DPI:
        raise UnreadablePicture(PictureProblem.COARSE)
    return dpi


def _with_layer(layout: PageLayout, words: Sequence[tuple[str, Box]]) -> PageLayout:
    """Return the layout, with what the text layer of the page says beside each piece that
    was recognised.
    """
    shown = layout.turn.displayed
    recognized = []
    for one in layout.recognized:
        box = shown(one.box)
        text = words_in(words, box) if words else None
        said = (*one.witnesses, Witness(TEXT_LAYER, text)) if text else one.witnesses
        recognized.append(replace(one, witnesses=said))
    return replace(layout, recognized=tuple(recognized))


def _with_parts(
    page: RawPage, picture: PictureRequest
) -> Iterator[tuple[LayoutStrategy, PageLayout]]:
    """Yield a page of text in every reading, with the tables of the pictures on it."""
    parts = [found for box in picture.parts if (found := _part(page, picture.page, box))]
    if not parts:
        yield LayoutStrategy.USUAL, read_layout(page, picture.page)
        return
    usual = read_layout(page, picture.page)
    others = OTHERS if any(table.reader != "ruled" for table in usual.tables) else ()
    for reading in (*others, LayoutStrategy.USUAL):
        layout = (
            usual if reading is LayoutStrategy.USUAL else read_layout(page, picture.page, reading)
        )
        tables = [*layout.tables, *(table for part in parts for table in part.layout.tables)]
        tables.sort(key=lambda table: (table.box.top, table.box.x0))
        confidence = sum(part.confidence for part in parts) / len(parts)
        facts = PictureReading(confidence=round(confidence, 3), partial=True)
        recognized = tuple(one for part in parts for one in part.layout.recognized)
        yield reading, replace(layout, tables=tuple(tables), picture=facts, recognized=recognized)


def _part(page: RawPage, number: int, box: Box) -> ReadPicture | None:
    """Return what a picture on a page of text holds; None where that is no upright table."""
    if any(one.wide * one.high > PAGE_PICTURES_SETTINGS.most_dots for one, _ in page.pictures()):
        return None
    scale = 200 / 72
    grey = _cut_out(page.rendered(scale), box, scale)
    if not may_hold_table(grey, scale):
        return None
    try:
        corner, size = (box.x0, box.top), (page.width, page.height)
        found = read_picture(
            grey, scale, number, recognizer(), corner=corner, page=size, readers=tesseract_readers()
        )
    except UnreadablePicture:
        return None
    upright = found.layout.turn.direction is TextDirection.RIGHT
    return found if upright and found.layout.tables else None


def _cut_out(grey: Picture, box: Box, scale: float) -> Picture:
    x0, top, x1, bottom = (round(edge * scale) for edge in box)
    return np.ascontiguousarray(grey[top:bottom, x0:x1])
