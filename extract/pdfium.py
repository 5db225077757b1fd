"""The only file that knows PDFium's raw interface: glyphs and drawn paths of a page, fetched in batches.

PDFium is called once for each glyph, which ordinary ctypes calls make slow. The functions used here are re-wrapped with
plain integer arguments, so that `map` can write straight into a NumPy buffer without a Python statement a glyph.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

from extract.errors import Damaged, Encrypted

Boxes = NDArray[np.float64]
Matrix = tuple[float, float, float, float, float, float]

# How deep forms are entered, and how many objects of a page are looked at: a page that needs more is hostile.
FORM_DEPTH = 8
OBJECT_LIMIT = 500_000

# PDFium puts U+FFFE where a hyphen ends a line, and leaves the line break out.
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\xad": "-"})

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def _fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return the function with plain integer arguments, callable from `map` without building ctypes objects."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_loose_box = _fast(raw.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_font_info = _fast(raw.FPDFText_GetFontInfo, ctypes.c_ulong, _POINTER, _INT, _POINTER, ctypes.c_ulong, _POINTER)
_text_object = _fast(raw.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_object = _fast(raw.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
_form_object = _fast(raw.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
_type = _fast(raw.FPDFPageObj_GetType, _INT, _POINTER)
_bounds = _fast(raw.FPDFPageObj_GetBounds, _INT, *[_POINTER] * 5)
_draw_mode = _fast(raw.FPDFPath_GetDrawMode, _INT, *[_POINTER] * 3)
_count = _fast(raw.FPDFPath_CountSegments, _INT, _POINTER)
_segment = _fast(raw.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INT)
_segment_type = _fast(raw.FPDFPathSegment_GetType, _INT, _POINTER)
_segment_point = _fast(raw.FPDFPathSegment_GetPoint, _INT, *[_POINTER] * 3)
_segment_closes = _fast(raw.FPDFPathSegment_GetClose, _INT, _POINTER)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of a page in the order of its content.

    `text` has one character a glyph (line breaks and some spaces are PDFium's own), `boxes` their loose boxes as rows
    of x0, top, x1, bottom in points, displayed page, top-left origin. `codes` are the code points, `ink` the indices
    of those glyphs that are not white space, `numbers` those under which PDFium knows all of them.
    """

    text: str
    boxes: Boxes
    codes: NDArray[np.uint32]
    ink: NDArray[np.intp]
    numbers: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page draws: boxes of thin paths and of stroked or filled areas, and whether there is a picture.

    `strokes` holds the boxes of lines and of the sides of stroked rectangles, `fills` the boxes of filled paths. Rows
    of x0, top, x1, bottom as in `Glyphs`.
    """

    strokes: Boxes
    fills: Boxes
    pictures: bool


class RawPage:
    """One loaded page. `width` and `height` are those of the page as displayed."""

    def __init__(self, document: Any, index: int) -> None:
        self._page = raw.FPDF_LoadPage(document, index)
        if not self._page:
            raise Damaged
        self._text = raw.FPDFText_LoadPage(self._page)
        self.width = float(raw.FPDF_GetPageWidthF(self._page))
        self.height = float(raw.FPDF_GetPageHeightF(self._page))
        self._rotation = raw.FPDFPage_GetRotation(self._page)
        self._corner = self._visible_corner()

    def close(self) -> None:
        """Free the page."""
        if self._text:
            raw.FPDFText_ClosePage(self._text)
        raw.FPDF_ClosePage(self._page)

    def _visible_corner(self) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of the visible box in the coordinates of the content."""
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(self._page, box)
        return box.left, box.bottom, box.right, box.top

    def _displayed(self, x0: Any, bottom: Any, x1: Any, top: Any) -> Boxes:
        """Return boxes given in the coordinates of the content in those of the displayed page."""
        left, low, right, high = self._corner
        match self._rotation:
            case 1:
                columns = (bottom - low, x0 - left, top - low, x1 - left)
            case 2:
                columns = (right - x1, bottom - low, right - x0, top - low)
            case 3:
                columns = (high - top, right - x1, high - bottom, right - x0)
            case _:
                columns = (x0 - left, high - top, x1 - left, high - bottom)
        boxes = np.column_stack(columns) if len(x0) else np.empty((0, 4))
        return np.nan_to_num(boxes, nan=-1e6, posinf=1e6, neginf=-1e6)

    def glyphs(self) -> Glyphs:
        """Return the glyphs of the page."""
        count = raw.FPDFText_CountChars(self._text) if self._text else 0
        if count <= 0:
            return Glyphs("", np.empty((0, 4)), np.empty(0, np.uint32), np.empty(0, np.intp), np.empty(0, np.intp))
        box = np.zeros((count, 4), np.float32)
        start = box.ctypes.data
        deque(
            map(
                _loose_box,
                repeat(ctypes.addressof(self._text.contents)),
                range(count),
                range(start, start + 16 * count, 16),
            ),
            0,
        )
        wide = box.astype(np.float64)
        text = self._characters(count).translate(_HYPHENS)
        codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
        boxes = self._displayed(wide[:, 0], wide[:, 3], wide[:, 2], wide[:, 1])
        numbers = np.arange(count)
        printed = _ink(codes)
        again = printed[_printed_before(codes[printed], boxes[printed])]
        if len(again):
            numbers = np.delete(numbers, again)
            text = "".join(np.array(list(text))[numbers].tolist())
            boxes, codes = boxes[numbers], codes[numbers]
            printed = _ink(codes)
        return Glyphs(text, boxes, codes, printed, numbers)

    def _characters(self, count: int) -> str:
        """Return one character a glyph."""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self._text, 0, count, buffer) - 1
        if written == count:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
            if len(text) == count:
                return text
        # PDFium left a glyph out, or one needs two UTF-16 units: ask for each.
        codes = (raw.FPDFText_GetUnicode(self._text, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "�" for code in codes)

    def drawn_apart(self, indices: Sequence[int]) -> list[bool]:
        """Return whether each of these glyphs was drawn by another operation than the one before it; the first was."""
        text = ctypes.addressof(self._text.contents)
        drawn = [_text_object(text, index) for index in indices]
        return [True, *(one != other for one, other in pairwise(drawn))]

    def bold(self, indices: NDArray[np.intp]) -> list[bool]:
        """Return whether each of these glyphs is set in a bold font, by the font's name."""
        length = 64
        names = bytearray(length * len(indices))
        if not names:
            return []
        flags = _INT()
        start = ctypes.addressof((ctypes.c_char * len(names)).from_buffer(names))
        deque(
            map(
                _font_info,
                repeat(ctypes.addressof(self._text.contents)),
                indices.tolist(),
                range(start, start + len(names), length),
                repeat(length - 1),
                repeat(ctypes.addressof(flags)),
            ),
            0,
        )
        known: dict[bytes, bool] = {}
        marks = []
        for offset in range(0, len(names), length):
            name = bytes(names[offset : offset + length])
            if name not in known:
                known[name] = any(word in name.lower() for word in (b"bold", b"black", b"heavy"))
            marks.append(known[name])
        return marks

    def drawing(self) -> Drawing:
        """Return what the page draws, forms included."""
        strokes: list[Boxes] = []
        fills: list[Boxes] = []
        pictures = False
        identity: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        count = min(raw.FPDFPage_CountObjects(self._page), OBJECT_LIMIT)
        page = ctypes.addressof(self._page.contents)
        waiting = [(list(map(_object, repeat(page), range(count))), identity, 0)]
        while waiting:
            handles, matrix, depth = waiting.pop()
            types = list(map(_type, handles))
            paths = [handle for handle, kind in zip(handles, types, strict=True) if kind == raw.FPDF_PAGEOBJ_PATH]
            pictures = pictures or raw.FPDF_PAGEOBJ_IMAGE in types
            if paths:
                stroked, filled = self._path_boxes(paths, matrix)
                strokes.append(stroked)
                fills.append(filled)
            if raw.FPDF_PAGEOBJ_FORM in types and depth < FORM_DEPTH:
                for handle, kind in zip(handles, types, strict=True):
                    if kind == raw.FPDF_PAGEOBJ_FORM:
                        waiting.append((*_form_content(handle, matrix), depth + 1))
        empty = np.empty((0, 4))
        return Drawing(
            np.concatenate(strokes) if strokes else empty, np.concatenate(fills) if fills else empty, pictures
        )

    def _path_boxes(self, paths: list[int], matrix: Matrix) -> tuple[Boxes, Boxes]:
        """Return the boxes of the stroked lines and of the filled areas of these paths, displayed."""
        count = len(paths)
        box = np.zeros((count, 4), np.float32)
        modes = np.zeros((count, 2), np.int32)
        start, mode = box.ctypes.data, modes.ctypes.data
        deque(map(_bounds, paths, *(range(start + 4 * k, start + 4 * k + 16 * count, 16) for k in range(4))), 0)
        deque(map(_draw_mode, paths, *(range(mode + 4 * k, mode + 4 * k + 8 * count, 8) for k in range(2))), 0)
        left, bottom, right, top = box.astype(np.float64).T
        filled, stroked = modes[:, 0] != 0, modes[:, 1] != 0
        wide = np.minimum(right - left, top - bottom) > THIN
        simple = stroked & ~wide
        outlines = [_outline(paths[k]) for k in np.flatnonzero(wide & stroked)]
        compound = np.flatnonzero(wide & filled & ~stroked)
        whole = np.column_stack((left, bottom, right, top))
        # many rules may be filled as one path
        many = compound[np.array([_count(paths[k]) for k in compound.tolist()], np.intp) > _SEGMENTS]
        parts = [box_ for k in many for box_ in _subpaths(paths[k], whole[k])]
        areas = filled & ~stroked
        areas[many] = False
        lines = whole[simple]
        strokes = np.concatenate([lines, *(np.array(sides).reshape(-1, 4) for sides in outlines)])
        fills = np.concatenate([whole[areas], np.array(parts, np.float64).reshape(-1, 4)])
        return self._placed(strokes, matrix), self._placed(fills, matrix)

    def _placed(self, boxes: Boxes, matrix: Matrix) -> Boxes:
        """Return boxes of a form's content in the coordinates of the displayed page."""
        a, b, c, d, e, f = matrix
        x0, bottom, x1, top = boxes.T
        if matrix != (1.0, 0.0, 0.0, 1.0, 0.0, 0.0):
            xs = np.stack([a * x + c * y + e for x in (x0, x1) for y in (bottom, top)])
            ys = np.stack([b * x + d * y + f for x in (x0, x1) for y in (bottom, top)])
            x0, x1, bottom, top = xs.min(0), xs.max(0), ys.min(0), ys.max(0)
        return self._displayed(x0, bottom, x1, top)


def _ink(codes: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Return the indices of those glyphs that are not white space."""
    return np.flatnonzero((codes > 32) & (codes != 0xA0) & (codes != 0x200B) & (codes != 0xFEFF))


# How far, in heights, a glyph that is printed again to look bold stands from the first at the most; and how far, in
# eighths of a point, one of the tallest letters of a text.
_AGAIN, _REACH = 0.08, 20


def _printed_before(codes: NDArray[np.uint32], boxes: Boxes) -> NDArray[np.bool_]:
    """Return which glyphs lie on an earlier one of the same letter: text printed twice, to look bold or by layers."""
    x, y = (boxes[:, 0] * 8).astype(np.int64), boxes[:, 1].round().astype(np.int64)
    key = (codes.astype(np.int64) << 40) + (y << 20) + x
    again = np.zeros(len(key), np.bool_)
    if not (np.diff(np.sort(key)) <= _REACH).any():
        return again
    order = np.argsort(key, kind="stable")
    near = np.diff(key[order]) <= 8 * _AGAIN * (boxes[order, 3] - boxes[order, 1])[1:]
    group = np.concatenate(([0], np.cumsum(~near)))
    first = np.minimum.reduceat(order, np.flatnonzero(np.concatenate(([True], ~near))))
    again[order] = order != first[group]
    return again


# A path whose box is at most this thin, in points, is a rule; a rectangle has no more segments.
THIN, _SEGMENTS = 3.0, 5


def _form_content(form: int, outer: Matrix) -> tuple[list[int], Matrix]:
    """Return the objects of a form and the matrix that brings them to the page."""
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(ctypes.cast(form, raw.FPDF_PAGEOBJECT), own)
    count = min(max(raw.FPDFFormObj_CountObjects(ctypes.cast(form, raw.FPDF_PAGEOBJECT)), 0), OBJECT_LIMIT)
    a, b, c, d, e, f = outer
    matrix = (
        own.a * a + own.b * c,
        own.a * b + own.b * d,
        own.c * a + own.d * c,
        own.c * b + own.d * d,
        own.e * a + own.f * c + e,
        own.e * b + own.f * d + f,
    )
    return list(map(_form_object, repeat(form), range(count))), matrix


def _segments(path: int) -> tuple[list[int], list[int]]:
    """Return the segments of a path and the kind of each."""
    count = min(_count(path), OBJECT_LIMIT)
    segments = list(map(_segment, repeat(path), range(count)))
    return segments, list(map(_segment_type, segments))


def _points(segments: list[int], kinds: list[int]) -> list[list[tuple[float, float]]]:
    """Return the points of a path, one list a subpath; a closed one ends where it began. Curves are left out."""
    at = np.zeros((len(segments), 2), np.float32)
    start = at.ctypes.data
    end = start + 8 * len(segments)
    deque(map(_segment_point, segments, range(start, end, 8), range(start + 4, end + 4, 8)), 0)
    subpaths: list[list[tuple[float, float]]] = []
    for (x, y), kind, closes in zip(at.tolist(), kinds, map(_segment_closes, segments), strict=True):
        if kind == raw.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([])
        if kind != raw.FPDF_SEGMENT_BEZIERTO:
            subpaths[-1].append((x, y))
        if closes and subpaths[-1]:
            subpaths[-1].append(subpaths[-1][0])
    return subpaths


def _outline(path: int) -> list[tuple[float, float, float, float]]:
    """Return the upright and level sides of a stroked path as boxes without thickness."""
    return [
        (min(x, u), min(y, v), max(x, u), max(y, v))
        for points in _points(*_segments(path))
        for (x, y), (u, v) in pairwise(points)
        if abs(x - u) < 1 or abs(y - v) < 1
    ]


def _subpaths(path: int, whole: Boxes) -> list[tuple[float, float, float, float]]:
    """Return the box of each subpath of a filled path, or that of the whole where it has a curve."""
    segments, kinds = _segments(path)
    if raw.FPDF_SEGMENT_BEZIERTO in kinds:
        return [(whole[0], whole[1], whole[2], whole[3])]
    boxes = []
    for points in _points(segments, kinds):
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return boxes


class RawDocument:
    """An open PDF file."""

    def __init__(self, path: Path, data: bytes) -> None:
        raw.FPDF_InitLibrary()
        self._data = data  # PDFium reads from this memory as long as the document is open.
        self._document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            raise Encrypted if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD else Damaged
        self.path = path

    def __len__(self) -> int:
        return int(raw.FPDF_GetPageCount(self._document))

    @contextmanager
    def page(self, index: int) -> Iterator[RawPage]:
        """Open the page with this 0-based index for the duration of a `with` block."""
        page = RawPage(self._document, index)
        try:
            yield page
        finally:
            page.close()

    def close(self) -> None:
        """Close the file."""
        raw.FPDF_CloseDocument(self._document)
