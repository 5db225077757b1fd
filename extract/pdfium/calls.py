"""PDFium's functions that are called once for each glyph or object of a page, re-wrapped to be
called from `map`.

Ordinary ctypes calls make them slow. Here they take plain integers and references, so that `map`
can write straight into a NumPy buffer without a Python statement a glyph.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress, repeat
from typing import Any

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CallsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # PDFium writes to so many rows at a time, of so many values of four bytes.
    rows: int = 1024  # count; 835d69c
    values: int = 8  # count; 835d69c
    # The longest name of a mark that we ask for, in bytes of UTF-16.
    name: int = 64  # count; ee8bbcd


_SETTINGS = CallsSettings()


POINTER, INT, LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong


def _fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return the function, callable from `map` without building ctypes objects.

    `arguments` are the types of those that are converted: addresses given as integers, and whatever
    is before one. References (`ctypes.byref`) and integers of the size of an `int` need none, and
    take half the time.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_loose_box = _fast(raw.FPDFText_GetLooseCharBox, INT)
font_info = _fast(raw.FPDFText_GetFontInfo, LONG, POINTER, INT, POINTER, LONG, POINTER)
text_object = _fast(raw.FPDFText_GetTextObject, POINTER)
page_object = _fast(raw.FPDFPage_GetObject, POINTER)
form_object = _fast(raw.FPDFFormObj_GetObject, POINTER, POINTER, LONG)
object_type = _fast(raw.FPDFPageObj_GetType, INT, POINTER)
_object_matrix = _fast(raw.FPDFPageObj_GetMatrix, INT, POINTER)
_draw_mode = _fast(raw.FPDFPath_GetDrawMode, INT, POINTER)
segment_count = _fast(raw.FPDFPath_CountSegments, INT, POINTER)
segment = _fast(raw.FPDFPath_GetPathSegment, POINTER, POINTER)
segment_type = _fast(raw.FPDFPathSegment_GetType, INT, POINTER)
_segment_point = _fast(raw.FPDFPathSegment_GetPoint, INT, POINTER)
segment_closes = _fast(raw.FPDFPathSegment_GetClose, INT, POINTER)
_rotated_bounds = _fast(raw.FPDFPageObj_GetRotatedBounds, INT, POINTER)
render_mode = _fast(raw.FPDFTextObj_GetTextRenderMode, INT, POINTER)
marks = _fast(raw.FPDFPageObj_CountMarks, INT, POINTER)
mark = _fast(raw.FPDFPageObj_GetMark, POINTER, POINTER, LONG)
clip_path = _fast(raw.FPDFPageObj_GetClipPath, POINTER, POINTER)
clip_paths = _fast(raw.FPDFClipPath_CountPaths, INT, POINTER)
clip_segments = _fast(raw.FPDFClipPath_CountPathSegments, INT, POINTER)
clip_segment = _fast(raw.FPDFClipPath_GetPathSegment, POINTER, POINTER)
has_transparency = _fast(raw.FPDFPageObj_HasTransparency, INT, POINTER)
set_active = _fast(raw.FPDFPageObj_SetIsActive, INT, POINTER)
_mark_name = _fast(raw.FPDFPageObjMark_GetName, INT, POINTER, POINTER, LONG, POINTER)
_mark_text = _fast(
    raw.FPDFPageObjMark_GetParamStringValue, INT, POINTER, ctypes.c_char_p, POINTER, LONG
)
_fill_colour = _fast(raw.FPDFPageObj_GetFillColor, INT, POINTER)
_bounds = _fast(raw.FPDFPageObj_GetBounds, INT, POINTER)


_written = np.zeros((_SETTINGS.rows, _SETTINGS.values), np.float32)
_memory = (ctypes.c_char * _written.nbytes).from_buffer(_written.data)
# References to the first values of each row. They are built once: to build one takes as long as the
# call it is for.
_offsets = np.arange(4)[:, None] + _SETTINGS.values * np.arange(_SETTINGS.rows)
_references = [
    list(map(partial(ctypes.byref, _memory), offsets))
    for offsets in (_written.itemsize * _offsets).tolist()
]


def _rows(
    function: Callable[..., Any], width: int, *given: Sequence[Any], values: int = 1
) -> NDArray[np.float32]:
    """Return what a function writes for each of the given arguments: rows of so many values, zero
    where it fails.

    It is handed a reference to the row, or one to each of its `values`. Not to be called by two
    threads at once, as nothing of PDFium is.
    """
    count = len(given[0])
    found = np.empty((count, width), np.float32)
    for start in range(0, count, _SETTINGS.rows):
        end = min(start + _SETTINGS.rows, count)
        _written[: end - start] = 0
        deque(map(function, *(part[start:end] for part in given), *_references[:values]), 0)
        found[start:end] = _written[: end - start, :width]
    return found


def loose_boxes(text: Any, count: int) -> NDArray[np.float64]:
    """Return the boxes of the glyphs of a page: rows of left, bottom, right and top as its content
    has them.
    """
    left, top, right, bottom = _rows(
        partial(_loose_box, ctypes.byref(text.contents)), 4, range(count)
    ).T
    return np.column_stack((left, bottom, right, top)).astype(np.float64)


def object_bounds(handles: Sequence[int]) -> NDArray[np.float64]:
    """Return the boxes of these objects: rows of left, bottom, right and top in the coordinates of
    their content.
    """
    return _rows(_bounds, 4, handles, values=4).astype(np.float64)


def rotated_bounds(handles: Sequence[int]) -> NDArray[np.float64]:
    """Return the four corners of these texts, around from the lower left one: rows of their x and
    y.
    """
    return _rows(_rotated_bounds, 8, handles).astype(np.float64)


def object_matrices(handles: Sequence[int]) -> NDArray[np.float64]:
    """Return the matrices of these objects: rows of a to f, as a PDF writes them."""
    return _rows(_object_matrix, 6, handles).astype(np.float64)


def fill_colours(handles: Sequence[int]) -> NDArray[np.int64]:
    """Return the colours that these objects are filled with: rows of red, green, blue and opacity,
    up to 255.
    """
    return _rows(_fill_colour, 4, handles, values=4).view(np.uint32).astype(np.int64)


def draw_modes(paths: Sequence[int]) -> NDArray[np.int32]:
    """Return how these paths are filled and whether they are stroked: two values each, zero
    for no.
    """
    return _rows(_draw_mode, 2, paths, values=2).view(np.int32)


def segment_points(segments: Sequence[int]) -> NDArray[np.float64]:
    """Return the points of these segments of paths: rows of x and y."""
    return _rows(_segment_point, 2, segments, values=2).astype(np.float64)


def mark_name(item: int) -> str:
    """Return the name of a content mark: Span, OC, Artifact."""
    buffer, length = (ctypes.c_char * _SETTINGS.name)(), ctypes.c_ulong()
    done = _mark_name(item, ctypes.addressof(buffer), _SETTINGS.name, ctypes.addressof(length))
    return buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le", "replace") if done else ""


def with_actual_text(items: Collection[int]) -> set[int]:
    """Return those content marks that give a text to take in place of the glyphs."""
    length = ctypes.c_ulong()
    own = ctypes.byref(length)
    found = compress(
        items, map(_mark_text, items, repeat(b"ActualText"), repeat(None), repeat(0), repeat(own))
    )
    return {
        item for item in found if _mark_text(item, b"ActualText", None, 0, own) and length.value > 2
    }
