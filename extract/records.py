"""What extraction hands on: pages, lines, tables and cells that know where they were printed.

All boxes are in points with the origin at the top left of the page as displayed (after /Rotate).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points; `top` is smaller than `bottom`."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: "Box") -> "Box":
        """Return the smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


def boxes_of(rows: Iterable[Iterable[float]]) -> Iterator[Box]:
    """Yield the boxes that rows of four numbers make; a page has thousands, and calling `Box` takes
    twice as long.
    """
    return map(partial(tuple.__new__, Box), rows)


class Location(NamedTuple):
    """Where something was printed: a 1-based page number and a box on it."""

    page: int
    box: Box


class TextSource(Enum):
    """Where the text of a page comes from; an unreadable page is one that PDFium could not load."""

    TEXT = "text"
    IMAGE = "image"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of glyphs without a gap; `confidence` is None for the text layer, 0 to 1 for OCR."""

    text: str
    place: Location
    size: float
    bold: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of running text, outside every table."""

    text: str
    place: Location
    size: float
    bold: bool = False


class RecognizedText(NamedTuple):
    """A text that a picture may print, and its probability, 0 to 1."""

    text: str
    probability: float


class Witness(NamedTuple):
    """What another reader than ours makes of the same piece of a picture: its name, and the
    text.
    """

    reader: str
    text: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was read from a piece of a picture (OCR), and how surely.

    `confidence` is that of the recogniser, 0 to 1. `alternatives` are the other texts that it takes
    to be at least a twentieth as likely, the likeliest first. `box` is the clip of the page, as
    displayed, that shows the piece. `dropped` states that the text is too unsure to be in the
    table; `first` is what the recogniser likes best, where the numbers around ask for another of
    its readings.
    """

    text: str
    confidence: float
    box: Box
    alternatives: tuple[RecognizedText, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    dropped: bool = False
    first: str | None = None


class PictureProblem(Enum):
    """Why a page that is a picture was not read, or not as a whole."""

    NOT_INSTALLED = "not-installed"
    SWITCHED_OFF = "switched-off"
    BLANK = "blank"
    BLACK = "black"
    COARSE = "coarse"
    HUGE = "huge"
    TRUNCATED = "truncated"
    NO_PRINT = "no-print"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PictureReading:
    """How a page that is a picture was read: its dots an inch, by how many degrees it was skew, and
    how surely.

    `quarters` is by how many quarters to the left it is turned to be read. `problem` states why it
    was not; then the other fields have no meaning. `partial` is true of a page of text on which
    only pictures were read.
    """

    dpi: int = 0
    skew: float = 0.0
    confidence: float = 0.0
    problem: PictureProblem | None = None
    partial: bool = False
    quarters: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One position of a table's grid, or a merged cell at its top-left position.

    `rows` and `columns` are how many positions it covers. A position that a merged cell covers
    holds a cell with empty text whose `origin` is the (row, column) where the text is. `further`
    are the places of the pieces that are on later pages when a page break split the row. `bold` is
    determined of the first columns and rows alone; `indent` is how far from the left of its cell
    the first line begins, in points. `recognition` states how the text was read where it comes from
    a picture.
    """

    text: str
    row: int
    column: int
    place: Location
    rows: int = 1
    columns: int = 1
    lines: tuple[str, ...] = ()
    origin: tuple[int, int] | None = None
    further: tuple[Location, ...] = ()
    bold: bool = False
    indent: float = 0.0
    recognition: Recognition | None = None


Row = tuple[Cell, ...]


class LayoutStrategy(Enum):
    """How the tables of a page are read that rulings do not part on all sides, where a page can be
    read in several ways.

    The usual one uses all evidence; the others leave something out: `GAPS` what the headers say
    about columns, `HEADS` what the gaps say about them, `ROWS` the rulings between rows, `TEXT`
    what pieces of rulings and shading say.
    """

    USUAL = "usual"
    GAPS = "gaps"
    HEADS = "heads"
    ROWS = "rows"
    TEXT = "text"


OTHERS = tuple(reading for reading in LayoutStrategy if reading is not LayoutStrategy.USUAL)


@dataclass(frozen=True, slots=True)
class StrategyChoice:
    """Why a table is read as it is: how many of its relations hold and fail in the reading chosen
    and in the usual one.

    `tried` is how many readings there were.
    """

    reading: LayoutStrategy
    tried: int
    held: int
    violated: int
    usual_held: int
    usual_violated: int


@dataclass(frozen=True, slots=True)
class Table:
    """One logical table, over however many pages it runs.

    `header` holds its header rows (all levels, the column-number row and the formula row included),
    `rows` its body rows. Every row has one cell per column. Repeated headers are in neither.
    `choice` states where it was chosen between several readings of its pages. `cut_short` states
    that rows of it may be missing: it fills its page, and the next one continues at its top with
    other columns, or cannot be read; or it is what continues so.
    """

    id: str
    caption: str | None
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    pages: tuple[int, ...]
    reader: str
    caption_place: Location | None = None
    choice: StrategyChoice | None = None
    cut_short: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        first = self.header or self.rows
        return len(first[0]) if first else 0

    @property
    def is_ruled(self) -> bool:
        """Whether rulings bound it and its cells on all sides, so that there is no other way to
        read it.
        """
        return self.reader == "ruled"

    def cell(self, row: int, column: int) -> Cell:
        """Return the body cell whose text stands for this position: a merged cell for each position
        it covers.
        """
        cell = self.rows[row][column]
        return self.rows[cell.origin[0]][cell.origin[1]] if cell.origin is not None else cell

    def cells(self) -> Iterator[Cell]:
        """Yield the body cells that are not covered by a merged one, row by row."""
        for row in self.rows:
            for cell in row:
                if cell.origin is None:
                    yield cell


class HiddenText(NamedTuple):
    """What a page holds and does not show: its text, and its box on the page as displayed."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in points, and its running text without page headers, footers and tables.

    `furniture` are its page headers, footers and page number. `hidden` is text that is not seen and
    says something else than what is; `unread` are the boxes of what is seen and could not be read:
    annotations and fields of a form. `picture` states how a page, or a part of it, was read that is
    a picture, or why it was not.
    """

    number: int
    width: float
    height: float
    source: TextSource
    lines: tuple[Line, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    unread: tuple[Box, ...] = ()
    furniture: tuple[Line, ...] = ()
    picture: PictureReading | None = None

    @property
    def is_unread_picture(self) -> bool:
        """Whether it is a picture of which nothing was read."""
        return self.source is TextSource.IMAGE and (
            self.picture is None or self.picture.problem is not None
        )

    @property
    def is_recognized(self) -> bool:
        """Whether something on it was read from a picture."""
        return self.picture is not None and self.picture.problem is None


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that was read from one PDF file."""

    file: str
    sha256: str
    pages: tuple[Page, ...]
    tables: tuple[Table, ...]
