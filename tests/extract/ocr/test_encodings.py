"""Pictures of pages in each encoding that scanners write: decoded, at their dots an inch, and told
where their data are cut off.

The encoders are those of Pillow and OpenCV. JBIG2 is written here: a file without header, embedded
as PDF wants it, whose one generic region is coded by MMR (ITU-T T.88, 6.2.6), which is CCITT G4.
"""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image

from extract.ocr.pages import read_pictures
from extract.ocr.pictures import Picture
from extract.ocr.requests import PictureRequest, PicturesRequest
from extract.pages.page_reader import opened
from extract.pages.page_tasks import PageBatch
from extract.pages.picture_endings import ends_as_jbig2
from extract.records import PictureProblem
from tests.extract.ocr.pictured import encoded_pdf

DPI = 200
WIDE, HIGH = 826, 584


def sheet() -> Picture:
    """Return a page of black print, rules and numbers on white."""
    page = np.full((HIGH, WIDE), 255, np.uint8)
    for row in range(6):
        y = 80 + 60 * row
        cv2.line(page, (60, y), (760, y), 0, 3)
        cv2.putText(page, f"Program {row} 1.234.567", (70, y + 40), 0, 1.0, 0, 2)
    return np.where(page < 128, 0, 255).astype(np.uint8)


def g4(page: Picture) -> bytes:
    """Return the page as CCITT G4; Pillow writes the bit 1 for white, which PDF wants for black."""
    file = BytesIO()
    Image.fromarray(255 - page).convert("1").save(
        file, "TIFF", compression="group4", tiffinfo={278: page.shape[0]}
    )
    tags = Image.open(BytesIO(file.getvalue())).tag_v2  # type: ignore[attr-defined]
    (start,), (length,) = tags[273], tags[279]
    return file.getvalue()[start : start + length]


def jbig2(page: Picture) -> bytes:
    """Return the page as JBIG2 for a PDF: the segments of page and region, without file header."""
    high, wide = page.shape
    information = struct.pack(">IIIIBH", wide, high, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", wide, high, 0, 0, 0, 1) + g4(page)
    return b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data
        for number, (kind, data) in enumerate(((48, information), (38, region)))
    )


def cv_encoded(suffix: str, page: Picture) -> bytes:
    """Return the page as OpenCV encodes it."""
    _, data = cv2.imencode(suffix, page)
    return bytes(data.tobytes())


def coloured(page: Picture) -> Picture:
    """Return a page of three colours of pixels: dark blue print on cream."""
    blue, green, red = (
        np.where(page < 128, ink, paper) for ink, paper in ((90, 225), (20, 245), (20, 250))
    )
    return np.dstack((blue, green, red)).astype(np.uint8)


def bits(page: Picture) -> bytes:
    return np.packbits(page > 127, axis=1).tobytes()


GREY, COLOUR, ONE_BIT = (
    "/ColorSpace /DeviceGray /BitsPerComponent 8",
    "/ColorSpace /DeviceRGB /BitsPerComponent 8",
    "/ColorSpace /DeviceGray /BitsPerComponent 1",
)
FAX = f"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns {WIDE} /Rows {HIGH} >>"
PALETTE = "/ColorSpace [/Indexed /DeviceRGB 1 <14145AFAF5E1>] /BitsPerComponent 1"

ENCODINGS: dict[str, tuple[str, Callable[[Picture], bytes]]] = {
    "JBIG2": (f"{ONE_BIT} /Filter /JBIG2Decode", jbig2),
    "CCITT G4": (f"{ONE_BIT} {FAX}", g4),
    "one bit": (f"{ONE_BIT} /Filter /FlateDecode", lambda page: zlib.compress(bits(page))),
    "palette": (f"{PALETTE} /Filter /FlateDecode", lambda page: zlib.compress(bits(page))),
    "grey JPEG": (f"{GREY} /Filter /DCTDecode", lambda page: cv_encoded(".jpg", page)),
    "colour JPEG": (
        f"{COLOUR} /Filter /DCTDecode",
        lambda page: cv_encoded(".jpg", coloured(page)),
    ),
    "grey JPX": (f"{GREY} /Filter /JPXDecode", lambda page: cv_encoded(".jp2", page)),
    "colour JPX": (f"{COLOUR} /Filter /JPXDecode", lambda page: cv_encoded(".jp2", coloured(page))),
    "grey": (f"{GREY} /Filter /FlateDecode", lambda page: zlib.compress(page.tobytes())),
    "colour": (
        f"{COLOUR} /Filter /FlateDecode",
        lambda page: zlib.compress(coloured(page)[:, :, ::-1].tobytes()),
    ),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_page_is_decoded_whatever_its_encoding(name: str) -> None:
    head, encode = ENCODINGS[name]
    page = sheet()
    with opened(encoded_pdf(page.shape, head, encode(page), DPI), 1) as pdf, pdf.page(0) as raw:
        grey = raw.rendered(DPI / 72)
        (picture,) = (one for one, _ in raw.pictures(with_data=True))
    assert (picture.wide, picture.high, picture.whole) == (WIDE, HIGH, True)
    assert grey.shape == page.shape
    assert np.count_nonzero((grey < 128) != (page < 128)) < 0.004 * page.size


def problem_of(data: bytes) -> PictureProblem | None:
    """Return why the one page was not read."""
    sent: list[PageBatch] = []
    assert read_pictures(PicturesRequest(data, 1, (PictureRequest(1),)), sent.append) == 1
    (layout,) = sent[-1].layouts
    return layout.picture.problem if layout.picture else None


class Unasked:
    """A recogniser that must not be asked."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_page_whose_data_are_cut_off_is_told_whatever_its_encoding(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.ocr.pages.recognizer", Unasked)
    head, encode = ENCODINGS[name]
    page = sheet()
    data = encode(page)
    found = problem_of(encoded_pdf(page.shape, head, data[: len(data) // 2], DPI))
    assert found is PictureProblem.TRUNCATED


def test_a_facsimile_without_its_end_marker_is_whole_where_its_rows_are() -> None:
    head, encode = ENCODINGS["CCITT G4"]
    page = sheet()
    data = encode(page)
    for lost, whole in ((3, True), (40, False)):
        file = encoded_pdf(page.shape, head, data[:-lost], DPI)
        with opened(file, 1) as pdf, pdf.page(0) as raw:
            assert [one.whole for one, _ in raw.pictures(with_data=True)] == [whole]


def test_segments_of_jbig2_have_the_data_that_their_headers_announce() -> None:
    data = jbig2(sheet())
    assert ends_as_jbig2(data)
    assert ends_as_jbig2(data + b"\r\n")
    unknown = struct.pack(">IBBBI", 2, 38, 0, 1, 0xFFFFFFFF) + b"any"
    assert ends_as_jbig2(data + unknown)
    # a segment that refers to five others: the long form of their count, a byte each
    many = struct.pack(">IBIB5sBI", 3, 38, 0xE0000005, 0, bytes(5), 1, 4) + bytes(4)
    assert ends_as_jbig2(data + many)
    assert not ends_as_jbig2(data + many[:-1])
    assert not any(ends_as_jbig2(data[:at]) for at in (0, 5, 10, 29, len(data) - 1))
