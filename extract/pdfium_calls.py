"""PDFium's functions that are called once for each glyph or object of a page, re-wrapped to be called from `map`.

Ordinary ctypes calls make them slow. Here they take plain integers, so that `map` can write straight into a NumPy
buffer without a Python statement a glyph.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

POINTER, INT, LONG, FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong, ctypes.c_float


def _fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return the function with plain integer arguments, callable from `map` without building ctypes objects."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


loose_box = _fast(raw.FPDFText_GetLooseCharBox, INT, POINTER, INT, POINTER)
font_info = _fast(raw.FPDFText_GetFontInfo, LONG, POINTER, INT, POINTER, LONG, POINTER)
text_object = _fast(raw.FPDFText_GetTextObject, POINTER, POINTER, INT)
page_object = _fast(raw.FPDFPage_GetObject, POINTER, POINTER, INT)
form_object = _fast(raw.FPDFFormObj_GetObject, POINTER, POINTER, LONG)
object_type = _fast(raw.FPDFPageObj_GetType, INT, POINTER)
object_matrix = _fast(raw.FPDFPageObj_GetMatrix, INT, POINTER, POINTER)
draw_mode = _fast(raw.FPDFPath_GetDrawMode, INT, *[POINTER] * 3)
segment_count = _fast(raw.FPDFPath_CountSegments, INT, POINTER)
segment = _fast(raw.FPDFPath_GetPathSegment, POINTER, POINTER, INT)
segment_type = _fast(raw.FPDFPathSegment_GetType, INT, POINTER)
segment_point = _fast(raw.FPDFPathSegment_GetPoint, INT, *[POINTER] * 3)
segment_closes = _fast(raw.FPDFPathSegment_GetClose, INT, POINTER)
rotated_bounds = _fast(raw.FPDFPageObj_GetRotatedBounds, INT, POINTER, POINTER)
render_mode = _fast(raw.FPDFTextObj_GetTextRenderMode, INT, POINTER)
marks = _fast(raw.FPDFPageObj_CountMarks, INT, POINTER)
mark = _fast(raw.FPDFPageObj_GetMark, POINTER, POINTER, LONG)
clip_path = _fast(raw.FPDFPageObj_GetClipPath, POINTER, POINTER)
clip_paths = _fast(raw.FPDFClipPath_CountPaths, INT, POINTER)
clip_segments = _fast(raw.FPDFClipPath_CountPathSegments, INT, POINTER, INT)
clip_segment = _fast(raw.FPDFClipPath_GetPathSegment, POINTER, POINTER, INT, INT)
has_transparency = _fast(raw.FPDFPageObj_HasTransparency, INT, POINTER)
set_active = _fast(raw.FPDFPageObj_SetIsActive, INT, POINTER, INT)
_mark_name = _fast(raw.FPDFPageObjMark_GetName, INT, POINTER, POINTER, LONG, POINTER)
_mark_text = _fast(raw.FPDFPageObjMark_GetParamStringValue, INT, POINTER, ctypes.c_char_p, POINTER, LONG, POINTER)
_fill_colour = _fast(raw.FPDFPageObj_GetFillColor, INT, *[POINTER] * 5)
_bounds = _fast(raw.FPDFPageObj_GetBounds, INT, *[POINTER] * 5)


def object_bounds(handles: Sequence[int]) -> NDArray[np.float64]:
    """Return the boxes of these objects: rows of left, bottom, right and top in the coordinates of their content."""
    count = len(handles)
    box = np.zeros((count, 4), np.float32)
    start = box.ctypes.data
    deque(map(_bounds, handles, *(range(start + 4 * k, start + 4 * k + 16 * count, 16) for k in range(4))), 0)
    return box.astype(np.float64)


def object_matrices(handles: Sequence[int]) -> NDArray[np.float64]:
    """Return the matrices of these objects: rows of a to f, as a PDF writes them."""
    count = len(handles)
    matrices = np.zeros((count, 6), np.float32)
    start = matrices.ctypes.data
    deque(map(object_matrix, handles, range(start, start + 24 * count, 24)), 0)
    return matrices.astype(np.float64)


def fill_colours(handles: Sequence[int]) -> NDArray[np.int64]:
    """Return the colours that these objects are filled with: rows of red, green, blue and opacity, up to 255."""
    count = len(handles)
    colours = np.zeros((count, 4), np.uint32)
    start = colours.ctypes.data
    deque(map(_fill_colour, handles, *(range(start + 4 * k, start + 4 * k + 16 * count, 16) for k in range(4))), 0)
    return colours.astype(np.int64)


# The longest name of a mark that we ask for, in bytes of UTF-16.
_NAME = 64


def mark_name(item: int) -> str:
    """Return the name of a content mark: Span, OC, Artifact."""
    buffer, length = (ctypes.c_char * _NAME)(), ctypes.c_ulong()
    done = _mark_name(item, ctypes.addressof(buffer), _NAME, ctypes.addressof(length))
    return buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le", "replace") if done else ""


def has_actual_text(item: int) -> bool:
    """Return whether a content mark gives a text to take in place of the glyphs."""
    length = ctypes.c_ulong()
    return bool(_mark_text(item, b"ActualText", None, 0, ctypes.addressof(length))) and length.value > 2
