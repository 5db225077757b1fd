"""Text and lines on a page of A4, in the fonts that every PDF viewer has: nothing is embedded.

Coordinates are in points from the top left. A character that these fonts lack is printed without
its accent, a sign as a bullet, else as a question mark.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pdfminer.fontmetrics import FONT_METRICS

from lkj_audit.outputs.pdf.markup import INK, AddedPage, Colour, Corners, Link, Target

WIDTH, HEIGHT = 595.28, 841.89
LEADING = 1.3

REGULAR, BOLD, SYMBOL = "F1", "F2", "F3"
FONTS = {REGULAR: "Helvetica", BOLD: "Helvetica-Bold", SYMBOL: "Symbol"}
ENCODING = "cp1252"  # which PDF calls WinAnsiEncoding

# The signs of the sums that WinAnsiEncoding lacks, as Symbol encodes them (PDF 32000-1, annex D.5).
SYMBOLS = {
    "−": 0x2D, "→": 0xAE, "≤": 0xA3, "≥": 0xB3, "≠": 0xB9, "≈": 0xBB, "Σ": 0x53, "∑": 0xE5, "∞": 0xA5, "√": 0xD6,  # noqa: E501
}  # fmt: skip


# what the bullets of office programs are: other symbols, or codes of a font of their own
_SIGNS = {"So", "Co"}
_BULLET = "•".encode(ENCODING)


@lru_cache(maxsize=4096)
def _glyph(character: str) -> tuple[bytes, bool]:
    """Return the code of a character, and whether it is one of Symbol's."""
    if character in SYMBOLS:
        return bytes([SYMBOLS[character]]), True
    for form in (character, unicodedata.normalize("NFKD", character)[:1]):
        try:
            return form.encode(ENCODING), False
        except UnicodeEncodeError:
            continue
    return _BULLET if unicodedata.category(character) in _SIGNS else b"?", False


@lru_cache(maxsize=4096)
def _width(character: str, font: str) -> float:
    """Return the width of a character, in thousandths of the size."""
    code, symbol = _glyph(character)
    widths = FONT_METRICS[FONTS[SYMBOL if symbol else font]][1]
    return float(widths.get(character if symbol else code.decode(ENCODING), 600))


def width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text is printed, in points."""
    font = BOLD if bold else REGULAR
    return sum(_width(character, font) for character in text) * size / 1000


def wrapped(
    text: str, widest: float, size: float, bold: bool = False, most: int = 1000
) -> list[str]:
    """Return the text in lines of at most this width; a text of more than `most` lines ends in an
    ellipsis.
    """
    lines: list[str] = []
    line = ""
    for word in _pieces(text, widest, size, bold):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold) > widest:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = f"{lines[most - 1]} {lines[most]}"
    while last and width(f"{last}…", size, bold) > widest:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,;:')}…"]


def _pieces(text: str, widest: float, size: float, bold: bool) -> Iterator[str]:
    """Yield the words of a text, those wider than a line in pieces."""
    for word in text.split():
        piece = ""
        for character in word:
            if piece and width(piece + character, size, bold) > widest:
                yield piece
                piece = ""
            piece += character
        yield piece


@dataclass(slots=True)
class PdfSheet:
    """A page that is being drawn."""

    operators: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def text(
        self,
        x: float,
        base: float,
        text: str,
        size: float,
        colour: Colour = INK,
        bold: bool = False,
    ) -> None:
        """Print one line with its baseline at `base`."""
        shown = "".join(
            f"/{font} {size:g} Tf <{codes.hex()}> Tj " for font, codes in _runs(text, bold)
        )
        self.operators.append(f"BT {_rgb(colour)} rg {x:.2f} {HEIGHT - base:.2f} Td {shown}ET")

    def right(
        self,
        x: float,
        base: float,
        text: str,
        size: float,
        colour: Colour = INK,
        bold: bool = False,
    ) -> None:
        """Print one line that ends at x."""
        self.text(x - width(text, size, bold), base, text, size, colour, bold)

    def lines(
        self,
        x: float,
        top: float,
        lines: list[str],
        size: float,
        colour: Colour = INK,
        bold: bool = False,
    ) -> float:
        """Print lines below each other and return where the next one would begin."""
        for line in lines:
            self.text(x, top + size, line, size, colour, bold)
            top += size * LEADING
        return top

    def fill(self, box: Corners, colour: Colour) -> None:
        """Fill a box given as x0, top, x1, bottom."""
        self.operators.append(f"{_rgb(colour)} rg {_rectangle(box)} f")

    def frame(self, box: Corners, colour: Colour, width: float = 0.6, dashed: bool = False) -> None:
        """Draw the edges of a box."""
        dash = "[3 2] 0 d" if dashed else "[] 0 d"
        self.operators.append(f"q {dash} {width:g} w {_rgb(colour)} RG {_rectangle(box)} S Q")

    def rule(self, x0: float, x1: float, top: float, colour: Colour, width: float = 0.5) -> None:
        """Draw a horizontal line."""
        y = HEIGHT - top
        self.operators.append(
            f"{width:g} w {_rgb(colour)} RG {x0:.2f} {y:.2f} m {x1:.2f} {y:.2f} l S"
        )

    def link(self, box: Corners, target: Target) -> None:
        """Let a box lead elsewhere."""
        x0, top, x1, bottom = box
        self.links.append(Link((x0, HEIGHT - bottom, x1, HEIGHT - top), target))

    def leaf(self) -> AddedPage:
        """Return the page."""
        return AddedPage("\n".join(self.operators), tuple(self.links))


def _runs(text: str, bold: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the pieces of a text that one font prints."""
    codes, font = b"", BOLD if bold else REGULAR
    for character in text:
        code, symbol = _glyph(character)
        wanted = SYMBOL if symbol else BOLD if bold else REGULAR
        if wanted != font and codes:
            yield font, codes
            codes = b""
        font = wanted
        codes += code
    yield font, codes


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part:.3g}" for part in colour)


def _rectangle(box: Corners) -> str:
    x0, top, x1, bottom = box
    return f"{x0:.2f} {HEIGHT - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re"
