"""A picture of a page with the rules, cells and words that were found on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING

from extract.document_reader import DocumentReader, content
from extract.errors import DocumentError
from extract.limits import LIMITS, Limits
from extract.pages.page_records import DebugLayout
from extract.pages.page_tasks import reading_error
from extract.records import Box, LayoutStrategy, StrategyChoice, Word
from extract.sandbox.runs import WorkerFailure, run
from extract.sandbox.tasks import Task
from lkj_audit.exit_codes import ExitCode
from normalize.text.masking import hidden_spans

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

PIXELS_PER_POINT = 2.0
SAME_LINE = 3.0
# as a share of the height of a line
BEYOND_LETTERS = 0.15

WORDS = (60, 120, 216)
CELLS = (46, 158, 74)
RULES = (214, 40, 57)
PAPER = (255, 255, 255)


class NoSuchPage(DocumentError):
    """A page was asked for that the document does not have."""

    exit_code = ExitCode.USAGE
    says = (
        "Tidak ada halaman {page}; dokumen ini memiliki {count} halaman.",
        "There is no page {page}; the document has {count} pages.",
    )


@dataclass(frozen=True, slots=True)
class DrawRequest:
    """Which page (1-based) of a document is drawn, as which strategy reads it, and whether it shows
    NIPs.
    """

    path: Path
    page: int
    most_pages: int
    choice: StrategyChoice | None
    show_nip: bool
    ocr: str = "off"


@dataclass(frozen=True, slots=True)
class CountRequest:
    """A document whose pages are counted."""

    path: Path
    most_pages: int


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A picture of a page as PNG, and whether rulings bound all its tables."""

    ruled: bool
    png: bytes


DRAW_PAGE = Task("lkj_audit.page_drawing:drawn_page", DrawRequest, NoneType, DrawnPage)
COUNT_PAGES = Task("lkj_audit.page_drawing:counted_pages", CountRequest, NoneType, int)
TASKS = (DRAW_PAGE, COUNT_PAGES)


def require_pages(path: Path, pages: Sequence[int], limits: Limits = LIMITS) -> None:
    """Raise a NoSuchPage where the document lacks one of these pages (1-based), before anything
    else is done.
    """
    content(path)
    try:
        count = run(COUNT_PAGES, CountRequest(path, limits.pages), replace(limits, file_size=0))
    except WorkerFailure as failure:
        raise reading_error(failure, limits, 0) from failure
    for page in pages:
        if page > count:
            raise NoSuchPage(page=page, count=count)


def draw_page(
    path: Path,
    page: int,
    target: Path,
    show_nip: bool = False,
    limits: Limits = LIMITS,
    ocr: str = "off",
) -> None:
    """Write a PNG of a page (1-based) with what was found drawn over what was printed; `ocr` says
    whether pictures are read, as `OcrMode` has it.
    """
    require_pages(path, [page], limits)
    request = DrawRequest(path, page, limits.pages, None, show_nip, ocr)
    drawn = _drawn(request, limits)
    if not drawn.ruled and (choice := choice_on(path, page, limits)):
        drawn = _drawn(replace(request, choice=choice), limits)
    target.write_bytes(drawn.png)


def _drawn(request: DrawRequest, limits: Limits) -> DrawnPage:
    """Return the page as it is drawn in a sandbox."""
    try:
        return run(DRAW_PAGE, request, replace(limits, file_size=0))
    except WorkerFailure as failure:
        raise reading_error(failure, limits, 0) from failure


def choice_on(path: Path, page: int, limits: Limits) -> StrategyChoice | None:
    """Return why the tables of a page are read as they are, where it could be read in
    several ways.
    """
    from lkj_audit.pipeline import audit_document

    try:
        tables = audit_document(DocumentReader(path, limits)).report.document.tables
    except DocumentError:
        return None
    return next((table.choice for table in tables if table.choice and page in table.pages), None)


# In the sandbox -----------------------------------------------------------------------------------


def counted_pages(request: CountRequest, _send: Callable[[None], None]) -> int:
    """Return how many pages a document has."""
    from extract.pages.page_reader import opened

    with opened(request.path.read_bytes(), request.most_pages) as pdf:
        return len(pdf)


def drawn_page(request: DrawRequest, _send: Callable[[None], None]) -> DrawnPage:
    """Return a page with what was found drawn over what was printed."""
    from PIL import ImageDraw

    from extract.pages.page_reader import page_layout

    reading = request.choice.reading if request.choice else LayoutStrategy.USUAL
    layout = _picture_layout(request) or page_layout(
        request.path, request.page, request.most_pages, reading
    )
    picture = page_picture(request.path, request.page)
    draw = ImageDraw.Draw(picture, "RGBA")
    if not request.show_nip:
        cover(draw, nip_words(layout.words))
    outline(draw, [in_pixels(word.place.box) for word in layout.words], WORDS, 1)
    outline(draw, [shrunk(in_pixels(cell)) for cell in layout.cells], CELLS, 2)
    outline(draw, [in_pixels(rule) for rule in layout.rules], RULES, 2)
    write_legend(draw, legend(layout, request.choice), picture.height)
    file = BytesIO()
    picture.save(file, "PNG")
    return DrawnPage(layout.ruled, file.getvalue())


def _picture_layout(request: DrawRequest) -> DebugLayout | None:
    """Return what OCR found on a page that is a picture; None where it is none or is not read."""
    from extract.ocr.requests import OcrMode, is_installed

    mode = OcrMode(request.ocr)
    if mode is OcrMode.OFF or not is_installed():
        return None
    from extract.ocr.pages import picture_debug_layout

    every = mode is OcrMode.ALL
    return picture_debug_layout(request.path, request.page, request.most_pages, every=every)


def page_picture(path: Path, page: int) -> "Image":
    """Return the page as displayed, at two pixels a point."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    try:
        picture: Image = document[page - 1].render(scale=PIXELS_PER_POINT).to_pil().convert("RGB")
    finally:
        document.close()
    return picture


Pixels = tuple[float, float, float, float]


def outline(
    draw: "ImageDraw", boxes: Sequence[Pixels], colour: tuple[int, int, int], width: int
) -> None:
    """Draw the edges of boxes."""
    for box in boxes:
        draw.rectangle(box, outline=(*colour, 200), width=width)


def shrunk(box: Pixels) -> Pixels:
    """Return the box a little smaller, so that a cell is seen apart from the rules around it."""
    x0, top, x1, bottom = box
    inset = min(3.0, (x1 - x0) / 3, (bottom - top) / 3)
    return x0 + inset, top + inset, x1 - inset, bottom - inset


def cover(draw: "ImageDraw", words: Sequence[Word]) -> None:
    """Black out words that must not leave the house."""
    for word in words:
        draw.rectangle(in_pixels(cover_of(word)), fill=(0, 0, 0, 255))


def cover_of(word: Word) -> Box:
    """Return what hides a word whole: the feet and bows of its digits reach beyond the box of its
    letters.
    """
    x0, top, x1, bottom = word.place.box
    beyond = BEYOND_LETTERS * abs(bottom - top)
    return Box(
        min(x0, x1) - beyond,
        min(top, bottom) - beyond,
        max(x0, x1) + beyond,
        max(top, bottom) + beyond,
    )


def in_pixels(box: Box) -> Pixels:
    """Return the box in pixels of the picture."""
    x0, top, x1, bottom = (value * PIXELS_PER_POINT for value in box)
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


def nip_words(words: Sequence[Word]) -> list[Word]:
    """Return the words that print a NIP; one may be spread over several words of a line."""
    return [word for line in printed_lines(words) for word in _nip_words_of(line)]


def printed_lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words of each line from left to right; words whose feet are less than 3 points
    apart share one.
    """
    line: list[Word] = []
    for word in sorted(words, key=lambda word: word.place.box.bottom):
        if line and word.place.box.bottom - line[0].place.box.bottom > SAME_LINE:
            yield sorted(line, key=lambda word: word.place.box.x0)
            line = []
        line.append(word)
    yield sorted(line, key=lambda word: word.place.box.x0)


def _nip_words_of(line: Sequence[Word]) -> Iterator[Word]:
    nips = hidden_spans(" ".join(word.text for word in line))
    start = 0
    for word in line:
        end = start + len(word.text)
        if any(start < last and first < end for first, last in nips):
            yield word
        start = end + 1


Legend = Sequence[tuple[tuple[int, int, int], str]]


def legend(layout: DebugLayout, choice: StrategyChoice | None) -> Legend:
    """Return which colour is what and how many there are, and how the reading was chosen where
    there were several.
    """
    entries = [
        (RULES, f"garis / rules: {len(layout.rules)}"),
        (CELLS, f"sel / cells: {len(layout.cells)}"),
        (WORDS, f"kata / words: {len(layout.words)}"),
    ]
    if choice:
        entries += [
            (PAPER, f"bacaan / reading: {choice.reading.value} (1/{choice.tried})"),
            (PAPER, f"cocok / hold: {choice.held} (usual: {choice.usual_held})"),
            (PAPER, f"gagal / violated: {choice.violated} (usual: {choice.usual_violated})"),
        ]
    return entries


def write_legend(draw: "ImageDraw", entries: Legend, height: int) -> None:
    """Write the legend in the lower left corner."""
    first = height - 8 - 6 - 18 * len(entries)
    draw.rectangle(
        (8, first - 6, 240, height - 8), fill=(*PAPER, 230), outline=(120, 120, 120, 255)
    )
    for position, (colour, label) in enumerate(entries):
        top = first + 18 * position
        draw.rectangle((14, top + 1, 26, top + 11), fill=(*colour, 255))
        draw.text((32, top), label, fill=(0, 0, 0, 255))
