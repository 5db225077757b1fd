"""A page as PDFium has it: its glyphs and what it draws, fetched in batches.

Only this file and what it is made of (`pdfium_calls`, `page_objects`, `paths`, `suspects`,
`visibility`, `actual_text`) know PDFium's raw interface.
"""

import ctypes
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, repeat
from typing import Any

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

from extract.errors import Damaged, Encrypted
from extract.pages.page_pictures import PagePicture, page_pictures, rendered
from extract.patterns import regex
from extract.pdfium.actual_text import glyph_texts
from extract.pdfium.annotations import AnnotationResult, read_annotations
from extract.pdfium.calls import font_info, loose_boxes, object_bounds, render_mode, text_object
from extract.pdfium.form_expansion import expanding_pages
from extract.pdfium.layers import may_hide
from extract.pdfium.page_objects import PageObjects, page_objects
from extract.pdfium.paths import Boxes, PathBoxes, drawn_boxes, path_boxes
from extract.pdfium.suspects import suspects
from extract.pdfium.text_objects import TextObjects, finite, pale_on_others, text_objects
from extract.pdfium.visibility import VisibilityCheck, check_visibility, hidden_texts, seen_glyphs
from extract.records import Box, HiddenText
from extract.text.line_joining import breaks_word


@dataclass(frozen=True, slots=True)
class RawPageSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Where a text runs to that runs neither level nor upright, and how far it may lean, in
    # degrees.
    slanted: int = 4  # count; de198b1
    lean: float = 6.0  # degrees; de198b1
    # For fewer suspects the glyphs near them are searched, so many points around.
    few: int = 60  # count; 3a8525e
    around: float = 15.0  # pt; 3a8525e
    # How far, in heights, a glyph that is printed again to look bold is from the first at most; and
    # how far, in eighths of a point, one of the tallest letters of a text.
    again: float = 0.08  # heights; 9bdf726
    reach: int = 20  # count; 648e38a


RAW_PAGE_SETTINGS = RawPageSettings()


# PDFium puts U+FFFE where a hyphen ends a line, and leaves the line break out.
_HYPHENS = ("\ufffe", "\x02", "\xad")
# A soft hyphen within a line; some fonts call every hyphen one.
_SOFT_HYPHEN = regex(r"(?<![^\W\d_])(?P<before>[^\W\d_]++)\xad(?=(?P<after>[^\W\d_]++))")
# What is in a text and takes no room.
_WITHOUT_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"


# The ways a text may run, by the number of quarters it is turned to the left: right, up, left and
# down.
_WAYS = np.array([0, 1, 3, 2], np.int8)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of a page in the order of its content.

    `text` has one character a glyph (line breaks and some spaces are PDFium's own), `boxes` their
    loose boxes as rows of x0, top, x1, bottom in points, displayed page, top-left origin. `codes`
    are the code points, `ink` the indices of those glyphs that are not white space, `numbers` those
    under which PDFium knows all of them. Glyphs that are not seen are left out; `hidden` is what
    they say, where it is something else than what is seen.

    `ways` states where each runs to on the displayed page, in the order of `Direction`, SLANTED
    where it is none of these and -1 where it is PDFium's own; None where all run one way, `level`
    where that is to the right. `pale` states which are of a pale colour; None where none is.
    """

    text: str
    boxes: Boxes
    codes: NDArray[np.uint32]
    ink: NDArray[np.intp]
    numbers: NDArray[np.intp]
    hidden: tuple[HiddenText, ...] = ()
    ways: NDArray[np.int8] | None = None
    pale: NDArray[np.bool_] | None = None
    level: bool = False

    def without(self, left_out: NDArray[np.intp]) -> "Glyphs":
        """Return the glyphs with blanks in the place of some."""
        if not len(left_out):
            return self
        signs = np.array(list(self.text))
        signs[left_out] = " "
        codes = self.codes.copy()
        codes[left_out] = ord(" ")
        return replace(
            self, text="".join(signs.tolist()), codes=codes, ink=np.setdiff1d(self.ink, left_out)
        )


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """What a page draws: boxes of thin paths and of stroked or filled areas, and whether there is a
    picture.

    `strokes` holds the boxes of lines and of the sides of stroked rectangles, `fills` the boxes of
    filled paths. Rows of x0, top, x1, bottom as in `Glyphs`.
    """

    strokes: Boxes
    fills: Boxes
    pictures: bool


@dataclass(frozen=True, slots=True)
class _RawGlyphs:
    """The glyphs of a page as PDFium gives them, seen or not; `boxes` are in the coordinates of the
    content.

    `replaced` is what an /ActualText says that says something else.
    """

    text: str
    codes: NDArray[np.uint32]
    boxes: Boxes
    printed: NDArray[np.intp]
    replaced: tuple[HiddenText, ...]


class RawPage:
    """One loaded page. `width` and `height` are those of the page as displayed."""

    def __init__(
        self,
        document: Any,
        index: int,
        *,
        layers: bool = False,
        taken: AnnotationResult | None = None,
    ) -> None:
        self._layers = layers
        self._page = _loaded(document, index)
        self.taken = taken or read_annotations(document, self._page)
        if self.taken.changed and not taken:
            raw.FPDF_ClosePage(self._page)
            self._page = _loaded(document, index)
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
        """Return left, bottom, right and top of the visible box in the coordinates of the
        content.
        """
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
        return finite(boxes)

    def unread(self) -> tuple[Box, ...]:
        """Return the boxes of what is shown on the page and cannot be read: all of it where it
        cannot be painted.
        """
        if not self.taken.unread and not len(self._suspects[0]):
            return ()
        taken = self._displayed(*np.array(self.taken.unread, np.float64).reshape(-1, 4).T).tolist()
        whole = (
            [Box(0.0, 0.0, self.width, self.height)]
            if len(self._suspects[0]) and self._look is None
            else []
        )
        return (*(Box(*box) for box in taken), *whole)

    def glyphs(self) -> Glyphs:
        """Return the glyphs of the page that are seen; found once, whatever readings ask
        for them.
        """
        return self._seen

    @cached_property
    def _seen(self) -> Glyphs:
        given = self._given
        text, codes, printed, hidden = given.text, given.codes, given.printed, list(given.replaced)
        if not text:
            return Glyphs(
                "",
                np.empty((0, 4)),
                np.empty(0, np.uint32),
                np.empty(0, np.intp),
                np.empty(0, np.intp),
            )
        boxes = self._displayed(*given.boxes.T)
        unseen = printed[:0]
        if self._look is not None:
            _, drawn = self._suspects
            seen = seen_glyphs(self._look, codes[printed], boxes[printed], drawn)
            groups = hidden_texts(seen, codes[printed], boxes[printed], drawn, self.height)
            hidden += [_hidden_text(text, boxes, printed[group]) for group in groups]
            unseen, printed = printed[~seen], printed[seen]
        again = printed[_printed_before(codes[printed], boxes[printed])]
        left_out = np.concatenate([unseen, again, _without_width(text, codes)])
        numbers = np.arange(len(text))
        if len(left_out):
            numbers = np.delete(numbers, left_out)
            text = "".join(np.array(list(text))[numbers].tolist())
            boxes, codes = boxes[numbers], codes[numbers]
            printed = _ink(codes)
        ways, pale = self._looks(numbers)
        level = ways is None and bool((self._ways(self._texts.along[:1]) == 0).all())
        return Glyphs(text, boxes, codes, printed, numbers, tuple(hidden), ways, pale, level)

    def _looks(
        self, numbers: NDArray[np.intp]
    ) -> tuple[NDArray[np.int8] | None, NDArray[np.bool_] | None]:
        """Return the ways in which glyphs run and which are pale, None where all are alike."""
        texts = self._texts
        pale = pale_on_others(texts)
        one_way = bool((texts.along[:, 1] == 0).all() and (texts.along[:, 0] > 0).all())
        ways = self._ways(texts.along)
        one_way = one_way or (
            ways[0] != RAW_PAGE_SETTINGS.slanted and bool((ways == ways[0]).all())
        )
        if one_way and not pale.any():
            return None, None
        known = {handle: at for at, handle in enumerate(texts.handles)}
        handles = map(text_object, repeat(ctypes.byref(self._text.contents)), numbers.tolist())
        own = np.fromiter((known.get(handle, -1) for handle in handles), np.intp, len(numbers))
        return (
            None if one_way else np.where(own >= 0, ways[own], -1).astype(np.int8),
            np.where(own >= 0, pale[own], False) if pale.any() else None,
        )

    def _ways(self, along: Boxes) -> NDArray[np.int8]:
        """Return the way of each text on the displayed page; `along` is that on the page as its
        content has it.
        """
        angle = np.degrees(np.arctan2(along[:, 1], along[:, 0])) - 90 * self._rotation
        quarters = np.round(angle / 90)
        ways = _WAYS[quarters.astype(np.intp) % 4]
        return np.where(
            np.abs(angle - 90 * quarters) > RAW_PAGE_SETTINGS.lean,
            np.int8(RAW_PAGE_SETTINGS.slanted),
            ways,
        ).astype(np.int8)

    def _take_glyph_texts(self) -> list[HiddenText]:
        """Read the glyphs themselves where an /ActualText says something else; return what those
        say.
        """
        found = glyph_texts(self._page, self._text, self._texts)
        if found is None:
            return []
        raw.FPDFText_ClosePage(self._text)
        self._text, given = found
        return [
            HiddenText(text, Box(*self._displayed(*np.array([box]).T)[0].tolist()))
            for text, box in given
        ]

    @cached_property
    def _given(self) -> _RawGlyphs:
        """The glyphs of the page as PDFium gives them."""
        hidden = self._take_glyph_texts() if self._text else []
        count = max(raw.FPDFText_CountChars(self._text), 0) if self._text else 0
        text = _with_hyphens(self._characters(count)) if count else ""
        codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
        boxes = loose_boxes(self._text, count) if count else np.empty((0, 4))
        return _RawGlyphs(text, codes, boxes, _ink(codes), tuple(hidden))

    @cached_property
    def _suspects(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The numbers of the objects that may not be seen, and of the one that drew each glyph that
        prints, else -1.
        """
        objects, given = self.objects, self._given
        found = suspects(objects, self._texts, self._paths, self._corner, layers=self._layers)
        drawn = np.full(len(given.printed), -1, np.intp)
        if not len(found.numbers):
            return found.numbers, drawn
        handles = objects.chosen(found.numbers)
        boxes = given.boxes[given.printed]
        near = np.flatnonzero(_near(boxes, objects.placed(object_bounds(handles), found.numbers)))
        known = dict(zip(handles, found.numbers.tolist(), strict=True))
        drawing = map(
            text_object, repeat(ctypes.byref(self._text.contents)), given.printed[near].tolist()
        )
        drawn[near] = np.fromiter((known.get(handle, -1) for handle in drawing), np.intp, len(near))
        numbers = found.still(drawn, boxes)
        drawn[~np.isin(drawn, numbers)] = -1
        return numbers, drawn

    @cached_property
    def _look(self) -> VisibilityCheck | None:
        """What was seen of the suspects; None where there are none, and where the page takes too
        long to paint.
        """
        objects, numbers = self.objects, self._suspects[0]
        if not len(numbers):
            return None
        bounds = objects.placed(object_bounds(objects.chosen(numbers)), numbers)
        return check_visibility(
            self._page, objects, numbers, self._displayed(*bounds.T), (self.width, self.height)
        )

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
        return "".join(
            chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "�"
            for code in codes
        )

    def drawn_apart(self, indices: Sequence[int]) -> list[bool]:
        """Return whether each of these glyphs was drawn by another operation than the one before
        it; the first was.
        """
        text = ctypes.byref(self._text.contents)
        drawn = [text_object(text, index) for index in indices]
        return [True, *(one != other for one, other in pairwise(drawn))]

    def bold(self, indices: NDArray[np.intp]) -> list[bool]:
        """Return whether each of these glyphs is set in a bold font, by the font's name."""
        length = 64
        names = bytearray(length * len(indices))
        if not names:
            return []
        flags = ctypes.c_int()
        start = ctypes.addressof((ctypes.c_char * len(names)).from_buffer(names))
        deque(
            map(
                font_info,
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

    @cached_property
    def objects(self) -> PageObjects:
        """What the page paints, forms included."""
        return page_objects(self._page)

    @cached_property
    def _texts(self) -> TextObjects:
        return text_objects(self.objects)

    @cached_property
    def _paths(self) -> PathBoxes:
        return path_boxes(self.objects)

    def pictures(self, *, with_data: bool = False) -> list[tuple[PagePicture, Box]]:
        """Return the pictures of the page, each with its box on the page as displayed."""
        found = page_pictures(self.objects, with_data=with_data)
        boxes = self._displayed(
            *np.array([one.box for one in found], np.float64).reshape(-1, 4).T
        ).tolist()
        return [(one, Box(*box)) for one, box in zip(found, boxes, strict=True)]

    def picture_boxes(self) -> list[Box]:
        """Return the boxes of the pictures of the page, as displayed."""
        return [box for _, box in self.pictures()]

    def is_layered(self) -> bool:
        """Return whether most texts of the page are invisible: what OCR has laid under a scan."""
        modes = list(map(render_mode, self._texts.handles))
        return 2 * modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes)

    def rendered(self, scale: float) -> NDArray[np.uint8]:
        """Return the page as displayed as a picture of grey values; `scale` is a point in dots."""
        return rendered(self._page, self.width, self.height, scale)

    def given_words(self) -> list[tuple[str, Box]]:
        """Return the words of the page, seen or not, with their boxes on the page as displayed."""
        given = self._given
        if not given.text:
            return []
        boxes, codes = self._displayed(*given.boxes.T), given.codes
        words = []
        for group in np.split(given.printed, np.flatnonzero(np.diff(given.printed) > 1) + 1):
            if len(group):
                own = boxes[group]
                text = "".join(map(chr, codes[group].tolist()))
                words.append((text, Box(*own[:, :2].min(0).tolist(), *own[:, 2:].max(0).tolist())))
        return words

    def drawing(self) -> PageDrawing:
        """Return what the page draws, forms included; found once, whatever readings ask for it."""
        return self._drawn

    @cached_property
    def _drawn(self) -> PageDrawing:
        objects = self.objects
        unseen = (
            self._look.unseen if self._layers and self._look is not None else np.empty(0, np.intp)
        )
        strokes, fills = drawn_boxes(objects, self._paths, unseen)
        pictures = bool((objects.kinds == raw.FPDF_PAGEOBJ_IMAGE).any())
        return PageDrawing(self._displayed(*strokes.T), self._displayed(*fills.T), pictures)


def _loaded(document: Any, index: int) -> Any:
    """Return a loaded page, or raise Damaged."""
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise Damaged
    return page


def _with_hyphens(text: str) -> str:
    """Return a text with what stands for a hyphen as one; a soft one that breaks a word
    vanishes.
    """
    if "\xad" in text:
        text = _SOFT_HYPHEN.sub(_without_soft_hyphen, text)
    for sign in _HYPHENS:
        text = text.replace(sign, "-")
    return text


def _without_soft_hyphen(found: re.Match[str]) -> str:
    """Return the word before a soft hyphen with a sign without width in its place, where it breaks
    a word.
    """
    return (
        f"{found['before']}\u200b"
        if breaks_word(found["before"], found["after"])
        else found.group()
    )


def _without_width(text: str, codes: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Return the indices of those glyphs that take no room."""
    if not any(sign in text for sign in _WITHOUT_WIDTH):
        return np.empty(0, np.intp)
    return np.flatnonzero(np.isin(codes, list(map(ord, _WITHOUT_WIDTH))))


def _hidden_text(text: str, boxes: Boxes, own: NDArray[np.intp]) -> HiddenText:
    """Return what glyphs that are not seen say, and where."""
    words = "".join(map(text.__getitem__, own.tolist()))
    return HiddenText(words, Box(*boxes[own, :2].min(0).tolist(), *boxes[own, 2:].max(0).tolist()))


def _ink(codes: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Return the indices of those glyphs that are not white space."""
    return np.flatnonzero((codes > 32) & (codes != 0xA0) & (codes != 0x200B) & (codes != 0xFEFF))


def _near(boxes: Boxes, suspects: Boxes) -> NDArray[np.bool_]:
    """Return which of these boxes lie where suspects do: nothing else can be drawn by one."""
    if len(suspects) > RAW_PAGE_SETTINGS.few:
        return np.ones(len(boxes), np.bool_)
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    left, low, right, high = (
        suspects
        + np.array(
            [
                -RAW_PAGE_SETTINGS.around,
                -RAW_PAGE_SETTINGS.around,
                RAW_PAGE_SETTINGS.around,
                RAW_PAGE_SETTINGS.around,
            ]
        )
    ).T[..., None]
    near: NDArray[np.bool_] = ((x > left) & (x < right) & (y > low) & (y < high)).any(0)
    return near


def _printed_before(codes: NDArray[np.uint32], boxes: Boxes) -> NDArray[np.bool_]:
    """Return which glyphs lie on an earlier one of the same letter: text printed twice, to look
    bold or by layers.
    """
    x, y = (boxes[:, 0] * 8).astype(np.int64), boxes[:, 1].round().astype(np.int64)
    key = (codes.astype(np.int64) << 40) + (y << 20) + x
    again = np.zeros(len(key), np.bool_)
    if not (np.diff(np.sort(key)) <= RAW_PAGE_SETTINGS.reach).any():
        return again
    order = np.argsort(key, kind="stable")
    near = (
        np.diff(key[order]) <= 8 * RAW_PAGE_SETTINGS.again * (boxes[order, 3] - boxes[order, 1])[1:]
    )
    group = np.concatenate(([0], np.cumsum(~near)))
    first = np.minimum.reduceat(order, np.flatnonzero(np.concatenate(([True], ~near))))
    again[order] = order != first[group]
    return again


class RawDocument:
    """An open PDF file."""

    def __init__(self, data: bytes) -> None:
        raw.FPDF_InitLibrary()
        self._data = data  # PDFium reads from this memory as long as the document is open.
        self._document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            raise Encrypted if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD else Damaged
        self._layers = may_hide(data)
        self._expanding = expanding_pages(data)
        # what was made part of the pages that were loaded: it is done once, and lasts as long as
        # the document is open
        self._taken: dict[int, AnnotationResult] = {}

    def __len__(self) -> int:
        return int(raw.FPDF_GetPageCount(self._document))

    def is_safe(self, index: int) -> bool:
        """Return whether the page with this 0-based index may be loaded: one of endless forms may
        not.
        """
        return index not in self._expanding

    @contextmanager
    def page(self, index: int) -> Iterator[RawPage]:
        """Open the page with this 0-based index for the duration of a `with` block, or raise
        Damaged.
        """
        if not self.is_safe(index):
            raise Damaged
        page = RawPage(self._document, index, layers=self._layers, taken=self._taken.get(index))
        self._taken[index] = page.taken
        try:
            yield page
        finally:
            page.close()

    def close(self) -> None:
        """Close the file."""
        raw.FPDF_CloseDocument(self._document)
