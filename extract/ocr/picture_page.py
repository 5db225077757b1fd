"""A page read from a picture, as the readers of text pages take one: glyphs with their boxes, and
the strokes of rulings.

Pieces that were recognised become strings of glyphs: each is where the recogniser saw it along the
piece, and all of a piece are as high as a line of its size, since the readers know no other boxes
than those of fonts.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.ocr.pieces_of_text import TextPiece
from extract.pdfium.paths import Boxes
from extract.pdfium.raw_page import Glyphs, PageDrawing
from extract.records import Box

# Of a font of size 1: how far capitals and digits, small letters, and what hangs under the line
# reach from it; and how far its boxes do (Arial, which reports print most; others differ little).
_CAPITALS, _SMALL, _UNDER = 0.716, 0.52, 0.21
_ASCENT, _DESCENT = 0.905, 0.212
# how much paper the box of a letter holds at its sides
_BESIDE = 0.05
_HANGING = frozenset("gjpqyQ,;()[]{}|@_/\\$§")
_TALL = frozenset("bdfhkltij0123456789!?%&()[]{}|/\\@#$§'\"“”‘’*") | frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)
_FLAT = frozenset("-–—.,:;_~=+×÷•·…<>^ ")


class ReadPiece(NamedTuple):
    """A piece of a picture and its text: the share of its width at which each character is, and if
    it is bold.
    """

    piece: TextPiece
    text: str
    at: tuple[float, ...]
    bold: bool


class PicturePage:
    """A picture of a page with its pieces read; `unit` is a point in pixels, `usual` the usual
    height of letters.
    """

    def __init__(
        self,
        width: float,
        height: float,
        unit: float,
        usual: float,
        pieces: Sequence[ReadPiece],
        strokes: Boxes,
        corner: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self.width, self.height = width, height
        self._unit, self._usual = unit, usual
        self._corner = np.array([corner[0], corner[1], corner[0], corner[1]])
        self._strokes = strokes
        self._pieces = pieces
        self._glyphs, self._owner = self._made()

    def glyphs(self) -> Glyphs:
        """Return the glyphs."""
        return self._glyphs

    def drawing(self) -> PageDrawing:
        """Return the rulings as strokes."""
        return PageDrawing(self._strokes / self._unit + self._corner, np.empty((0, 4)), True)

    def unread(self) -> tuple[Box, ...]:
        """Return nothing: doubts are recorded for each piece."""
        return ()

    def picture_boxes(self) -> list[Box]:
        """Return no pictures: the page is one."""
        return []

    def is_layered(self) -> bool:
        """Return that nothing is hidden: there is nothing but a picture."""
        return False

    def bold(self, indices: NDArray[np.intp]) -> list[bool]:
        """Return whether each of these glyphs is bold."""
        return [owner >= 0 and self._pieces[owner].bold for owner in self._owner[indices].tolist()]

    def drawn_apart(self, indices: Sequence[int]) -> list[bool]:
        """Return whether each of these glyphs belongs to another piece than the one before it; the
        first does.
        """
        owners = self._owner[list(indices)].tolist()
        return [True, *(one != other for one, other in pairwise(owners))]

    def _made(self) -> tuple[Glyphs, NDArray[np.intp]]:
        """Return the glyphs, and the piece of each, -1 for what is between two."""
        signs: list[str] = []
        boxes: list[Boxes] = []
        owner: list[int] = []
        for at, read in enumerate(self._pieces):
            own = self._boxes(read)
            signs.append(read.text)
            boxes.append(own)
            owner += [at] * len(read.text)
            # a line break without width, as PDFium puts it between strings
            signs.append("\r\n")
            boxes.append(np.repeat(own[-1:, [2, 1, 2, 3]], 2, 0))
            owner += [-1, -1]
        text = "".join(signs)
        if not text:
            empty = np.empty(0, np.intp)
            return Glyphs(
                "", np.empty((0, 4)), np.empty(0, np.uint32), empty, empty, level=True
            ), empty
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        ink = np.flatnonzero((codes > 32) & (codes != 0xA0))
        found = np.concatenate(boxes) / self._unit + self._corner
        return Glyphs(text, found, codes, ink, np.arange(len(text)), level=True), np.array(
            owner, np.intp
        )

    def _boxes(self, read: ReadPiece) -> Boxes:
        """Return the boxes of the characters of a piece, in pixels."""
        piece, at = read.piece, np.array(read.at)
        left, right = float(piece.x0), float(piece.x1)
        middles = left + (right - left) * np.clip(at, 0.0, 1.0)
        top, bottom = self._line(read)
        beside = _BESIDE * (bottom - top)
        edges = np.concatenate(
            ([left - beside], (middles[1:] + middles[:-1]) / 2, [right + beside])
        )
        edges = np.maximum.accumulate(edges)
        return np.column_stack(
            (edges[:-1], np.full(len(at), top), edges[1:], np.full(len(at), bottom))
        )

    def _line(self, read: ReadPiece) -> tuple[float, float]:
        """Return the upper and lower end of the line of a piece, by the letters that it is
        made of.
        """
        signs, piece = set(read.text), read.piece
        if not signs - _FLAT:
            # a dash is in the middle of a line of the usual size
            middle = (piece.top + piece.bottom) / 2
            size = self._usual / _CAPITALS
            return middle - 0.55 * size, middle + 0.55 * size
        above = _CAPITALS if signs & _TALL else _SMALL
        below = (
            _UNDER
            if signs & _HANGING - frozenset(",;/")
            else 0.08
            if signs & frozenset(",;")
            else 0.0
        )
        size = piece.height / (above + below)
        line = piece.bottom - below * size
        return line - _ASCENT * size, line + _DESCENT * size
