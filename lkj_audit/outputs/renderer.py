"""The process that renders pages, apart from the one that writes outputs: PDFium may fall over a hostile document.

It is started by `lkj_audit.outputs.pictures` with its arguments in JSON, and writes to stdout for each page a line of
JSON about its picture, and the picture.
"""

import json
import os
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pypdfium2 import PdfDocument

from extract.layout import sketch
from extract.limits import Limits
from extract.pdfium import RawDocument
from extract.reading import opened
from extract.records import Box
from extract.sandbox.confinement import confine
from lkj_audit.drawing import cover_of, nip_words

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS_PER_POINT = 1.6
MOST_PIXELS = 2_600_000
# enough for text, emblems and the fills of tables, which fewer colours make one with the paper; a page with photographs
# is smaller as JPEG
COLOURS = 64
# what is lighter is the paper
NEARLY_WHITE = 247
JPEG_QUALITY = 55
BLACK = (0, 0, 0)


def main(arguments: str) -> None:
    """Render the pages (1-based) that these arguments (JSON) name."""
    asked = json.loads(arguments)
    limits = Limits(**asked["limits"])
    confine(limits)
    path = Path(asked["path"])
    with opened(path, limits.pages) as raw:
        document = PdfDocument(path)
        for number in asked["pages"]:
            boxes = hidden_boxes(raw, number) if asked["cover_nips"] else []
            send(sys.stdout.buffer, number, rendered(document, number, boxes))
        os._exit(0)  # PDFium's own clean-up may trip over a hostile document


def hidden_boxes(raw: RawDocument, number: int) -> list[Box]:
    """Return the boxes of the words on a page that print the number of a civil servant."""
    with raw.page(number - 1) as page:
        return [cover_of(word) for word in nip_words(sketch(page, number).words)]


def rendered(document: PdfDocument, number: int, hidden: Sequence[Box]) -> "Image":
    """Return the page as displayed, what is hidden painted over."""
    from PIL.ImageDraw import Draw

    page = document[number - 1]
    width, height = page.get_size()
    scale = min(PIXELS_PER_POINT, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    picture: Image = page.render(scale=scale).to_pil().convert("RGB")
    pen = Draw(picture)
    for x0, top, x1, bottom in hidden:
        pen.rectangle(
            (min(x0, x1) * scale, min(top, bottom) * scale, max(x0, x1) * scale, max(top, bottom) * scale), BLACK
        )
    page.close()
    return picture


def send(output: BinaryIO, number: int, picture: "Image") -> None:
    """Write a picture in the format that takes fewer bytes."""
    from PIL.Image import Dither, Quantize

    few = picture.quantize(COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE)
    few.putpalette(whitened(few.getpalette() or []))
    media, data = min((("png", saved(few, "PNG")), ("jpeg", saved(picture, "JPEG"))), key=lambda one: len(one[1]))
    about = {"page": number, "media": media, "width": picture.width, "height": picture.height, "bytes": len(data)}
    output.write(json.dumps(about).encode() + b"\n" + data)
    output.flush()


def whitened(palette: Sequence[int]) -> list[int]:
    """Return a palette, red, green and blue of each colour in a row, in which what is nearly white is white.

    >>> whitened([249, 250, 249, 240, 250, 250])
    [255, 255, 255, 240, 250, 250]
    """
    colours = (palette[at : at + 3] for at in range(0, len(palette), 3))
    return [part for colour in colours for part in ((255, 255, 255) if min(colour) >= NEARLY_WHITE else colour)]


def saved(picture: "Image", format: str) -> bytes:
    """Return the picture as the bytes of a file."""
    file = BytesIO()
    picture.save(file, format, quality=JPEG_QUALITY)
    return file.getvalue()
