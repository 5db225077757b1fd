"""The pictures that a page shows: where, of how many dots, whether their data are whole; and the
page as a picture.
"""

import ctypes
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

from extract.errors import Damaged
from extract.pages.picture_endings import ENDINGS, ends_as_facsimile
from extract.pdfium.calls import object_bounds
from extract.pdfium.page_objects import PageObjects


@dataclass(frozen=True, slots=True)
class PagePicturesSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # No picture of more dots is decoded, and none made of a page.
    most_dots: int = 100_000_000  # count; 9729b92


PAGE_PICTURES_SETTINGS = PagePicturesSettings()


class PagePicture(NamedTuple):
    """A picture on a page: its box (left, bottom, right, top, of the content), its dots, and if its
    data are whole.
    """

    box: tuple[float, float, float, float]
    wide: int
    high: int
    whole: bool


def page_pictures(objects: PageObjects, *, with_data: bool) -> list[PagePicture]:
    """Return the pictures of a page; whether their data are whole is looked up only `with_data`."""
    numbers = objects.of_kind(raw.FPDF_PAGEOBJ_IMAGE)
    if not len(numbers):
        return []
    handles = objects.chosen(numbers)
    boxes = objects.placed(object_bounds(handles), numbers).tolist()
    found = []
    for handle, box in zip(handles, boxes, strict=True):
        image = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFImageObj_GetImagePixelSize(image, wide, high)
        whole = not with_data or _is_whole(image, wide.value, high.value)
        found.append(PagePicture(tuple(box), wide.value, high.value, whole))
    return found


def _is_whole(image: Any, wide: int, high: int) -> bool:
    """Return whether the data of a picture end as those of its kind do; true for kinds that do not
    mark their end.
    """
    filters = _filters(image)
    if len(filters) == 1 and filters[0] in ENDINGS:
        data = _data(image, raw.FPDFImageObj_GetImageDataRaw)
        if not ENDINGS[filters[0]](data):
            return False
    if filters == ["CCITTFaxDecode"]:
        data = _data(image, raw.FPDFImageObj_GetImageDataRaw)
        # rows that cannot be decoded are black: not all writers mark the end
        return ends_as_facsimile(data) or not _ends_in_black(image)
    if filters and set(filters) <= {
        "FlateDecode",
        "LZWDecode",
        "RunLengthDecode",
        "ASCII85Decode",
        "ASCIIHexDecode",
    }:
        size = raw.FPDFImageObj_GetImageDataDecoded(image, None, 0)
        # a dot takes a bit at least
        return bool(size >= (wide + 7) // 8 * high)
    return True


def _ends_in_black(image: Any) -> bool:
    """Return whether the lowest row of a picture, as it is decoded, is black all along."""
    bitmap = raw.FPDFImageObj_GetBitmap(image)
    if not bitmap:
        return True
    try:
        stride, high = raw.FPDFBitmap_GetStride(bitmap), raw.FPDFBitmap_GetHeight(bitmap)
        row = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap) + stride * (high - 1), stride)
        return not any(row)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _filters(image: Any) -> list[str]:
    found = []
    for at in range(max(0, raw.FPDFImageObj_GetImageFilterCount(image))):
        buffer = ctypes.create_string_buffer(32)
        raw.FPDFImageObj_GetImageFilter(image, at, buffer, len(buffer))
        found.append(buffer.value.decode("ascii", "replace"))
    return found


def _data(image: Any, get: Any) -> bytes:
    size = get(image, None, 0)
    buffer = ctypes.create_string_buffer(max(1, size))
    get(image, buffer, size)
    return bytes(buffer.raw[:size])


def rendered(page: Any, width: float, height: float, scale: float) -> NDArray[np.uint8]:
    """Return a loaded page in grey values; `scale` is a point in dots. Raise Damaged where it is
    too large.
    """
    wide, high = max(1, round(width * scale)), max(1, round(height * scale))
    if wide * high > PAGE_PICTURES_SETTINGS.most_dots:
        raise Damaged
    stride = (wide + 3) // 4 * 4
    dots = np.full((high, stride), 255, np.uint8)
    bitmap = raw.FPDFBitmap_CreateEx(
        wide, high, raw.FPDFBitmap_Gray, dots.ctypes.data_as(ctypes.c_void_p), stride
    )
    if not bitmap:
        raise Damaged
    try:
        raw.FPDF_RenderPageBitmap(
            bitmap, page, 0, 0, wide, high, 0, raw.FPDF_GRAYSCALE | raw.FPDF_ANNOT
        )
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return np.ascontiguousarray(dots[:, :wide])
