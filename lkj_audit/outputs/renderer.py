"""Renders pages of a document, in a sandbox: PDFium may fall over a hostile one."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from pypdfium2 import PdfDocument, PdfiumError

from extract.errors import DocumentError
from extract.pages.page_layout import debug_layout
from extract.pages.page_reader import opened
from extract.pdfium.raw_page import RawDocument
from extract.records import Box
from lkj_audit.outputs.page_pictures import (
    RENDER_PAGES,
    ClipRequest,
    Picture,
    RenderedPage,
    RenderRequest,
)
from lkj_audit.page_drawing import cover_of, nip_words

if TYPE_CHECKING:
    from PIL.Image import Image

TASKS = (RENDER_PAGES,)

PIXELS_PER_POINT = 1.6
# of a page of which only clips are wanted
CLIP_PIXELS_PER_POINT = 2.8
MOST_PIXELS = 2_600_000
# enough for text, emblems and the fills of tables, which fewer colours make one with the paper; a
# page with photographs is smaller as JPEG
COLOURS = 64
# what is lighter is the paper
NEARLY_WHITE = 247
JPEG_QUALITY = 55
BLACK = (0, 0, 0)


def render_pages(request: RenderRequest, send: Callable[[RenderedPage], None]) -> int:
    """Send the pictures of pages as they are rendered, and return how many pages were tried."""
    data = request.data or request.path.read_bytes()
    with opened(data, request.most_pages) as raw:
        document = PdfDocument(data)
        for number in request.pages:
            wanted = request.clips.get(number, ())
            resolution = CLIP_PIXELS_PER_POINT if wanted else PIXELS_PER_POINT
            image = _image(raw, document, number, request.cover_nips, resolution)
            whole = picture_of(number, image) if image and not wanted else None
            clips = [_clip(number, image, clip) for clip in wanted] if image else []
            send(RenderedPage(number, whole, tuple(clips)))
    return len(request.pages)


def _image(
    raw: RawDocument, document: PdfDocument, number: int, cover_nips: bool, resolution: float
) -> "Image | None":
    """Return a page (1-based) as it is displayed; none where PDFium cannot load or render it."""
    if not (1 <= number <= len(raw) and raw.is_safe(number - 1)):
        return None
    try:
        boxes = hidden_boxes(raw, number) if cover_nips else []
        return rendered(document, number, boxes, resolution)
    except (DocumentError, PdfiumError):
        return None


def _clip(number: int, image: "Image", clip: ClipRequest) -> Picture:
    """Return a part of a page, upright: a dot at least, wherever its box is."""
    wide, high = image.size
    x0, top, x1, bottom = (
        round(share * size) for share, size in zip(clip.edges, (wide, high) * 2, strict=True)
    )
    x0, top = max(0, min(x0, wide - 1)), max(0, min(top, high - 1))
    x1, bottom = max(x0 + 1, min(x1, wide)), max(top + 1, min(bottom, high))
    part = image.crop((x0, top, x1, bottom)).convert("L")
    part = part.rotate(90 * clip.quarters, expand=True)
    return Picture(number, "png", part.width, part.height, saved(part, "PNG"))


def hidden_boxes(raw: RawDocument, number: int) -> list[Box]:
    """Return the boxes of the words on a page that print the number of a civil servant."""
    with raw.page(number - 1) as page:
        return [cover_of(word) for word in nip_words(debug_layout(page, number).words)]


def rendered(
    document: PdfDocument, number: int, hidden: Sequence[Box], resolution: float = PIXELS_PER_POINT
) -> "Image":
    """Return the page as displayed, what is hidden painted over; `resolution` is in pixels a
    point.
    """
    from PIL.ImageDraw import Draw

    page = document[number - 1]
    width, height = page.get_size()
    most = MOST_PIXELS * (resolution / PIXELS_PER_POINT) ** 2
    scale = min(resolution, (most / max(width * height, 1.0)) ** 0.5)
    picture: Image = page.render(scale=scale).to_pil().convert("RGB")
    pen = Draw(picture)
    for x0, top, x1, bottom in hidden:
        pen.rectangle(
            (
                min(x0, x1) * scale,
                min(top, bottom) * scale,
                max(x0, x1) * scale,
                max(top, bottom) * scale,
            ),
            BLACK,
        )
    page.close()
    return picture


def picture_of(number: int, image: "Image") -> Picture:
    """Return the picture of a page in the format that takes fewer bytes."""
    from PIL.Image import Dither, Quantize

    few = image.quantize(COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE)
    few.putpalette(whitened(few.getpalette() or []))
    media, data = min(
        (("png", saved(few, "PNG")), ("jpeg", saved(image, "JPEG"))), key=lambda one: len(one[1])
    )
    return Picture(number, media, image.width, image.height, data)


def whitened(palette: Sequence[int]) -> list[int]:
    """Return a palette, red, green and blue of each colour in a row, in which what is nearly white
    is white.

    >>> whitened([249, 250, 249, 240, 250, 250])
    [255, 255, 255, 240, 250, 250]
    """
    colours = (palette[at : at + 3] for at in range(0, len(palette), 3))
    return [
        part
        for colour in colours
        for part in ((255, 255, 255) if min(colour) >= NEARLY_WHITE else colour)
    ]


def saved(picture: "Image", format: str) -> bytes:
    """Return the picture as the bytes of a file."""
    file = BytesIO()
    picture.save(file, format, quality=JPEG_QUALITY)
    return file.getvalue()
