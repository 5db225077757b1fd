"""A report as it is going to be printed: blocks whose pieces of text know what they state.

Nothing here knows how a producer draws it, nor how the figures came about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, TypeVar

_T = TypeVar("_T")


class StatedMeasure(Enum):
    """What a printed piece states."""

    PAGU = "pagu"
    REALISASI = "realisasi"
    SISA = "sisa"
    SERAPAN = "serapan"
    TARGET = "target"
    HASIL = "hasil"
    CAPAIAN = "capaian"
    EFISIENSI = "efisiensi"
    TRIWULAN = "triwulan"
    JUMLAH = "jumlah"
    KODE = "kode"
    NAMA = "nama"
    NOMOR_KOLOM = "nomor_kolom"
    PERIODE = "periode"
    TANGGAL = "tanggal"
    NIP = "nip"
    BANYAK = "banyak"
    TERBILANG = "terbilang"
    RATA_RATA = "rata_rata"
    KLAIM = "klaim"
    SEBUTAN = "sebutan"
    JUDUL = "judul"
    ANALISIS = "analisis"
    HALAMAN = "halaman"


class StatedFact(NamedTuple):
    """A measure, of what (a code, an indicator, a person, JUMLAH), and its exact value if it is a
    number.
    """

    measure: StatedMeasure
    of: str
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """A piece of running text, or a cell that covers so many rows and columns; a line break in it
    is printed.
    """

    text: str = ""
    fact: StatedFact | None = None
    rows: int = 1
    columns: int = 1

    @property
    def plain(self) -> str:
        """The text as a truth file has it, its lines joined with a space."""
        return " ".join(self.text.split())


# None is a position that a merged cell covers.
Row = tuple[PrintedItem | None, ...]


class ParagraphStyle(Enum):
    """How a paragraph is set."""

    COVER = "cover"
    CHAPTER = "chapter"
    HEADING = "heading"
    BODY = "body"
    ITEM = "item"
    FORMULA = "formula"
    CONTENTS = "contents"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    style: ParagraphStyle
    pieces: tuple[PrintedItem, ...]

    @property
    def text(self) -> str:
        """What all pieces say together."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signature blocks side by side, each a column of lines; an empty line leaves room for a
    signature.

    `section` is the part of the report that they close.
    """

    section: str
    blocks: tuple[tuple[PrintedItem, ...], ...]


class Emphasis(Enum):
    """How a body row is set off."""

    NONE = 0
    PROGRAM = 1
    KEGIATAN = 2
    TOTAL = 3


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table; `widths` are shares of the width, `aligns` a letter a column (l, c or r).

    `cuts` are the body rows before which a new page begins under the caption "Lanjutan ...".
    """

    kind: str
    caption: PrintedItem
    header: tuple[Row, ...]
    body: tuple[Row, ...]
    widths: tuple[float, ...]
    aligns: str
    emphasis: tuple[Emphasis, ...]
    cuts: tuple[int, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Header and body."""
        return self.header + self.body


@dataclass(frozen=True, slots=True)
class PageStart:
    """A new page, upright or landscape."""

    landscape: bool = False


Block = Paragraph | Signatures | PrintedTable | PageStart


class PrintedSection(Enum):
    """Where in the report a piece is."""

    BODY = "body"
    HEADER = "header"
    CAPTION = "caption"
    TEXT = "text"


class PrintedPosition(NamedTuple):
    """The place of a piece: its block, and its row and column there; of signatures, the block and
    the line.
    """

    block: int
    part: PrintedSection
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """The blocks of a report from its cover to its annex."""

    blocks: tuple[Block, ...]

    def pieces(self) -> Iterator[tuple[PrintedPosition, PrintedItem]]:
        """Yield every piece with its place."""
        for index, block in enumerate(self.blocks):
            for part, row, column, piece in _pieces(block):
                yield PrintedPosition(index, part, row, column), piece

    def piece(self, spot: PrintedPosition) -> PrintedItem:
        """Return the piece at a place."""
        return next(piece for found, piece in self.pieces() if found == spot)

    def reprinted(self, spot: PrintedPosition, text: str) -> "PrintedReport":
        """Return the report with another text at a place."""
        blocks = list(self.blocks)
        blocks[spot.block] = _reprinted(blocks[spot.block], spot, text)
        return PrintedReport(tuple(blocks))

    def tables(self) -> list[tuple[int, PrintedTable]]:
        """Return the tables with the index of their blocks."""
        return [
            (index, block)
            for index, block in enumerate(self.blocks)
            if isinstance(block, PrintedTable)
        ]


def _pieces(block: Block) -> Iterator[tuple[PrintedSection, int, int, PrintedItem]]:
    match block:
        case Paragraph():
            yield from (
                (PrintedSection.TEXT, 0, at, piece) for at, piece in enumerate(block.pieces)
            )
        case Signatures():
            for row, lines in enumerate(block.blocks):
                yield from ((PrintedSection.TEXT, row, at, line) for at, line in enumerate(lines))
        case PrintedTable():
            yield PrintedSection.CAPTION, 0, 0, block.caption
            for part, rows in (
                (PrintedSection.HEADER, block.header),
                (PrintedSection.BODY, block.body),
            ):
                for row, cells in enumerate(rows):
                    yield from (
                        (part, row, at, cell) for at, cell in enumerate(cells) if cell is not None
                    )
        case PageStart():
            return


def _reprinted(block: Block, spot: PrintedPosition, text: str) -> Block:
    match block:
        case Paragraph():
            return replace(block, pieces=_with_text(block.pieces, spot.column, text))
        case Signatures():
            lines = _with_text(block.blocks[spot.row], spot.column, text)
            return replace(block, blocks=_put(block.blocks, spot.row, lines))
        case PrintedTable() if spot.part is PrintedSection.CAPTION:
            return replace(block, caption=replace(block.caption, text=text))
        case PrintedTable() if spot.part is PrintedSection.HEADER:
            return replace(
                block,
                header=_put(block.header, spot.row, _in_row(block.header[spot.row], spot, text)),
            )
        case PrintedTable():
            return replace(
                block, body=_put(block.body, spot.row, _in_row(block.body[spot.row], spot, text))
            )
        case PageStart():
            raise ValueError("nothing is printed at a page break")


def _with_text(pieces: tuple[PrintedItem, ...], at: int, text: str) -> tuple[PrintedItem, ...]:
    return _put(pieces, at, replace(pieces[at], text=text))


def _in_row(row: Row, spot: PrintedPosition, text: str) -> Row:
    cell = row[spot.column]
    if cell is None:
        raise ValueError("the place is covered by a merged cell")
    return _put(row, spot.column, replace(cell, text=text))


def _put(values: Sequence[_T], at: int, value: _T) -> tuple[_T, ...]:
    return (*values[:at], value, *values[at + 1 :])
