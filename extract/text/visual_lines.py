"""The printed lines of a page over its whole width, and the pieces of a line that are apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import sub
from typing import NamedTuple

from extract.patterns import DASHES, regex
from extract.records import Box
from extract.tables.headers import is_number_row
from extract.text.years import ANY_YEAR


@dataclass(frozen=True, slots=True)
class VisualLinesSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # In line heights: the gap that parts two pieces of a line, two numbers, the count of a row and
    # its name, an amount and the Rp of the next.
    apart: float = 0.6  # heights; 5d97346
    numbers_apart: float = 0.3  # heights; dc12d0d
    count_apart: float = 0.45  # heights; 46ea233
    touching: float = 0.05  # heights; 46ea233
    # Fewer words than these may be evenly apart by chance; in line heights, how wide their gaps are
    # at most in running text, and how much they differ.
    spread_words: int = 6  # count; a250929
    spread: float = 2.5  # heights; a250929
    alike: float = 0.1  # heights; a250929
    # Of their height, words of one line share at least this much: headers of one line are half a
    # line beside those of two.
    level: float = 0.6  # share; eecf668
    # The same text is classified again and again.
    texts: int = 4096  # count; 7aedbaa


_SETTINGS = VisualLinesSettings()


_NUMBER = regex(
    rf"(?:Rp\.?\s?)?[{DASHES}(]?\d[\d.,]*\)?(?:,-)?%?|[{DASHES}]|\(\d{{1,2}}\)|#DIV/0!"
    rf"|\d{{1,2}}\s?=\s?[{DASHES}\d()+/x×*:%.,]+",
    re.IGNORECASE,
)
# What the first word of a number begins with.
_NUMBER_BEGINS = regex(rf"[: ]*(?:[{DASHES}\dRr#(]|$)")
_AMOUNT = regex(
    rf"(?:Rp\.?\s?)?[{DASHES}(]?\d{{1,3}}(?:[.,]\d{{3}})+(?:[.,]\d{{1,2}})?\)?(?:,-)?%?"
    r"|\d{1,3}[.,]\d{1,2}%?|\d{1,3}%",
    re.IGNORECASE,
)

_CAPTION = regex(r"^\W*(?:lanjutan )?(?:tabel|gambar|grafik|bab)\b|^\W*sumber\s*:", re.IGNORECASE)

_TOTAL = regex(
    r"(?:SUB|GRAND)?(?:JUMLAH|TOTAL)[A-Z\d]*"
    r"|(?:[Ss]ub|[Gg]rand)?\s?(?:[Jj]umlah|[Tt]otal)(?: umum| seluruhnya| keseluruhan)?\W*"
    r"|[Rr]ata\s?-?\s?[Rr]ata(?: (?:[Cc]apaian|[Kk]inerja|[Rr]ealisasi|[Ss]erapan))*\W*"
)

_CURRENCY, _COUNT = regex(r"Rp\.?", re.IGNORECASE), regex(r"\d{1,3}\.?")


@lru_cache(_SETTINGS.texts)
def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


@lru_cache(_SETTINGS.texts)
def _is_bare_number(text: str) -> bool:
    return _NUMBER.fullmatch(_bare(text)) is not None


@lru_cache(_SETTINGS.texts)
def _is_bare_amount(text: str) -> bool:
    return _AMOUNT.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    """Return a text without the colon that parts it from its name in a list."""
    return text.lstrip(": ")


class TextSegment(NamedTuple):
    """Words of one line that are together."""

    text: str
    box: Box

    @property
    def number(self) -> bool:
        """Whether it is a number, an amount or a percentage, or a dash in its place."""
        return _is_bare_number(self.text)

    @property
    def amount(self) -> bool:
        """Whether it is an amount or a percentage."""
        return _is_bare_amount(self.text)

    @property
    def bare(self) -> str:
        """The text without the colon that parts it from its name in a list."""
        return _bare(self.text)

    def count_across(self, xs: Iterable[float]) -> int:
        """Return how many of the upright lines at `xs` it runs across."""
        x0, x1 = self.box.x0, self.box.x1
        return sum(x0 < x < x1 for x in xs)


class VisualLine(NamedTuple):
    """A printed line over the whole width: its pieces, and the boxes of its words, from left to
    right.
    """

    pieces: tuple[TextSegment, ...]
    words: tuple[Box, ...]
    top: float
    bottom: float

    @property
    def numbers(self) -> list[TextSegment]:
        """The pieces that are numbers."""
        return [piece for piece in self.pieces if piece.number]

    @property
    def amounts(self) -> list[TextSegment]:
        """The pieces that are amounts or percentages."""
        return [piece for piece in self.pieces if piece.amount]

    @property
    def tabular(self) -> bool:
        """Whether it looks like a row: several numbers apart, one of them an amount or a
        percentage.
        """
        numbers = self.numbers
        return len(numbers) >= 2 and any(piece.amount for piece in numbers)

    @property
    def numbering(self) -> bool:
        """Whether it numbers columns: at least three pieces, nothing but small numbers that do not
        fall.
        """
        return len(self.pieces) >= 3 and is_number_row([piece.text for piece in self.pieces])

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.bottom - self.top

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(piece.text for piece in self.pieces)


def visual_lines(words: Sequence[tuple[str, Box]]) -> list[VisualLine]:
    """Return the printed lines of a page from its words."""
    rows: list[list[tuple[str, Box]]] = []
    upper, lower = 0.0, 0.0  # of the first word of the last row
    for word in sorted(words, key=_twice_the_middle):
        _, top, _, bottom = word[1]
        if rows:
            shared = (lower if lower < bottom else bottom) - (upper if upper > top else top)
            height, own = lower - upper, bottom - top
            if shared >= _SETTINGS.level * (height if height < own else own):
                rows[-1].append(word)
                continue
        rows.append([word])
        upper, lower = top, bottom
    return [_line(sorted(row, key=_left)) for row in rows]


def _twice_the_middle(word: tuple[str, Box]) -> float:
    _, top, _, bottom = word[1]
    return top + bottom


def _left(word: tuple[str, Box]) -> float:
    return word[1][0]


def _line(words: Sequence[tuple[str, Box]]) -> VisualLine:
    """Return words of one line, left to right, as pieces."""
    text, box = words[0]
    if len(words) == 1:
        return VisualLine((TextSegment(text, box),), (box,), box.top, box.bottom)
    boxes = tuple(box for _, box in words)
    _, tops, _, bottoms = zip(*boxes, strict=True)
    height = max(map(sub, bottoms, tops))
    spread = _is_justified(words, height)
    parts = [[words[0]]]
    right = box.x1
    for word in words[1:]:
        text, box = word
        gap = box.x0 - right
        near = spread or gap <= _SETTINGS.touching * height
        if near or (
            gap <= _SETTINGS.apart * height
            and gap <= _room_between(parts[-1], text, len(parts) == 1) * height
        ):
            parts[-1].append(word)
            right = max(right, box.x1)
        else:
            parts.append([word])
            right = box.x1
    return VisualLine(tuple(map(_piece, parts)), boxes, min(tops), max(bottoms))


def _piece(words: Sequence[tuple[str, Box]]) -> TextSegment:
    """Return words that are together as one piece."""
    text, box = words[0]
    if len(words) == 1:
        return TextSegment(text, box)
    x0, tops, x1, bottoms = zip(*(other for _, other in words), strict=True)
    return TextSegment(_joined(words), Box(min(x0), min(tops), max(x1), max(bottoms)))


def _joined(words: Sequence[tuple[str, Box]]) -> str:
    return " ".join(text for text, _ in words)


def _is_justified(words: Sequence[tuple[str, Box]], height: float) -> bool:
    """Return whether words are spread over a line of running text: all gaps are alike, but for one
    behind a count.
    """
    if len(words) < _SETTINGS.spread_words or 2 * sum(text[0].isalpha() for text, _ in words) < len(
        words
    ):
        return False
    gaps = [right.x0 - left.x1 for (_, left), (_, right) in pairwise(words)][1:]
    return (
        max(gaps) <= _SETTINGS.spread * height and max(gaps) - min(gaps) <= _SETTINGS.alike * height
    )


def _room_between(last: Sequence[tuple[str, Box]], text: str, first: bool) -> float:
    """Return the widest gap, in line heights, that a word bridges to the words before it, the
    `first` or not.
    """
    if not _NUMBER_BEGINS.match(last[0][0]):
        return _SETTINGS.apart
    before = _joined(last)
    if _is_bare_number(before):
        if _CURRENCY.fullmatch(text):
            return _SETTINGS.touching
        if _is_number(text):
            return _SETTINGS.numbers_apart
    return _SETTINGS.count_apart if first and _COUNT.fullmatch(before) else _SETTINGS.apart


def is_year(text: str) -> bool:
    """Return whether a piece is a year, which may as well be the header of a column."""
    return ANY_YEAR.fullmatch(text) is not None


@lru_cache(_SETTINGS.texts)
def is_caption(text: str) -> bool:
    """Return whether a line is a caption, a chapter's heading or a note of a table's source: no row
    of one.
    """
    return _CAPTION.search(text) is not None


def is_total(text: str) -> bool:
    """Return whether a text names a total and nothing that is counted: in capitals, or by
    itself.
    """
    squeezed = "".join(text.split())
    return _TOTAL.fullmatch(squeezed if text.isupper() else text.strip()) is not None


def share_width(one: Box, other: Box) -> bool:
    """Return whether two boxes share a stretch of their width."""
    return one.x0 < other.x1 and other.x0 < one.x1


def shares_width_with_any(box: Box, others: Iterable[Box]) -> bool:
    """Return whether a box shares a stretch of its width with one of the others."""
    return any(share_width(box, each) for each in others)


def segments_beside(lines: Sequence[VisualLine]) -> list[TextSegment]:
    """Return the pieces of header lines that are beside each other, those of the line with the most
    first of all.
    """
    segments: list[TextSegment] = []
    for line in sorted(lines, key=lambda line: -len(line.pieces)):
        taken = [segment.box for segment in segments]
        segments += [
            segment for segment in line.pieces if not shares_width_with_any(segment.box, taken)
        ]
    return sorted(segments, key=lambda segment: segment.box.x0)
