"""What one page holds before tables are joined over pages: lines, cells and grids, and how the page
was turned.
"""

import math
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from extract.records import Box, HiddenText, Line, PictureReading, Recognition, TextSource, Word


class TextLine(NamedTuple):
    """A printed line: its text, its box, the index of its first glyph, and whether a printed space
    ends it.

    `note` is the mark of a note behind it, which is no part of its text.
    """

    text: str
    box: Box
    glyph: int
    spaced: bool
    note: str = ""

    @property
    def printed(self) -> str:
        """The text with the mark of its note."""
        return self.text + self.note


class NoteMark(NamedTuple):
    """A small raised mark behind a number, which refers to a note: its text in raised signs, and
    its box.
    """

    text: str
    box: Box


class PageCell(NamedTuple):
    """A cell of one page's grid: where it is, what it covers, its printed lines, and whether it is
    bold.

    Bold is determined of the upper rows only, where a header may be.
    """

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    lines: tuple[TextLine, ...]
    bold: bool


@dataclass(frozen=True, slots=True)
class PageTable:
    """A grid of one page with its text: one Piece a cell, in reading order.

    `padding` is the least room, in points, that its text leaves at the side of a cell; `reader` is
    what found it.
    """

    page: int
    box: Box
    xs: tuple[float, ...]
    height: int
    pieces: tuple[PageCell, ...]
    padding: float
    reader: str


class TextDirection(Enum):
    """Where the text of a page runs to; to the left where it is upside down."""

    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class PageRotation:
    """How a page is turned for reading; `width` and `height` are those of the page as displayed, in
    points.

    `skew` is by how many degrees what it shows is turned to the right about its middle, beside the
    quarter turns.
    """

    direction: TextDirection
    width: float
    height: float
    skew: float = 0.0

    @property
    def moves(self) -> bool:
        """Whether places on the page as read are others than on the page as displayed."""
        return self.direction is not TextDirection.RIGHT or self.skew != 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as read."""
        sideways = self.direction in (TextDirection.UP, TextDirection.DOWN)
        return (self.height, self.width) if sideways else (self.width, self.height)

    def displayed(self, box: Box) -> Box:
        """Return a box of the page as read on the page as displayed, the smallest around it where
        that is skew.
        """
        return self._skewed(self._quarter_turned(box)) if self.skew else self._quarter_turned(box)

    def _skewed(self, box: Box) -> Box:
        cosine, sine = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        x, y = (box.x0 + box.x1 - self.width) / 2, (box.top + box.bottom - self.height) / 2
        wide, high = (box.x1 - box.x0) / 2, (box.bottom - box.top) / 2
        wide, high = wide * cosine + high * abs(sine), wide * abs(sine) + high * cosine
        x, y = self.width / 2 + x * cosine - y * sine, self.height / 2 + x * sine + y * cosine
        return Box(x - wide, y - high, x + wide, y + high)

    def _quarter_turned(self, box: Box) -> Box:
        match self.direction:
            case TextDirection.RIGHT:
                return box
            case TextDirection.UP:
                return Box(box.top, self.height - box.x1, box.bottom, self.height - box.x0)
            case TextDirection.DOWN:
                return Box(self.width - box.bottom, box.x0, self.width - box.top, box.x1)
            case TextDirection.LEFT:
                return Box(
                    self.width - box.x1,
                    self.height - box.bottom,
                    self.width - box.x0,
                    self.height - box.top,
                )


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page as read, turned upright where its text runs sideways: its tables, and the lines
    outside them.

    `hidden` and `unread` are as in `Page`, on the page as displayed. `pictures` are the boxes of
    the larger pictures on a page of text, on the page as displayed; `picture` and `recognized` hold
    what was read from pictures, the boxes of the latter on the page as read. `begins_file` marks
    the first page of a further file of a document: no table continues there from the page before.
    `layered` states that its text is what OCR has laid under a scan.
    """

    number: int
    turn: PageRotation
    source: TextSource
    tables: tuple[PageTable, ...]
    lines: tuple[Line, ...]
    hidden: tuple[HiddenText, ...] = ()
    unread: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    picture: PictureReading | None = None
    recognized: tuple[Recognition, ...] = ()
    begins_file: bool = False
    layered: bool = False

    @property
    def height(self) -> float:
        """The height of the page as read, in points."""
        return self.turn.size[1]


@dataclass(frozen=True, slots=True)
class DebugLayout:
    """What a picture of a page shows: the rulings, cells and words as found, and the size of the
    page in points.

    `ruled` states whether rulings part all its tables on all sides.
    """

    width: float
    height: float
    rules: tuple[Box, ...]
    cells: tuple[Box, ...]
    words: tuple[Word, ...]
    ruled: bool
