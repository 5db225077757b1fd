"""Running text as its reader sees it: headings, paragraphs and list items, each with the chapter it
is in.

Printed lines are joined where the sentence continues: at the leading of the text, at its margin,
over a page break.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate

from extract.patterns import regex
from extract.records import Line, Location
from normalize.text.comparison import normalize_text
from normalize.text.sections import PlacedLine, ReportSection
from normalize.values.number_words import ROMAN, parse_roman


class BlockType(Enum):
    """What a passage of running text is."""

    HEADING = "heading"
    CAPTION = "caption"
    ITEM = "item"
    FORMULA = "formula"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, a paragraph, an item of a list or a line of a formula: its printed lines and where
    they are.

    `chapter` is the number of the BAB it is in, None in front of the first and in the annex.
    `headings` are the headings it is under, the outermost first; that of the chapter is not among
    them.
    """

    sort: BlockType
    lines: tuple[Line, ...]
    part: ReportSection
    annexed: bool = False
    chapter: int | None = None
    headings: tuple[str, ...] = ()
    _text: str = field(default="", init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """Its lines joined as one reads them; a word broken at a hyphen stays hyphenated."""
        if not self._text:  # a dozen rules ask for it
            object.__setattr__(self, "_text", "".join(_joints(self.lines)))
        return self._text

    @property
    def place(self) -> Location:
        """Where it begins."""
        return self.lines[0].place

    def line_at(self, offset: int) -> Line:
        """Return the printed line that holds the character of its text at this offset."""
        ends = accumulate(len(piece) for piece in _joints(self.lines))
        return next(
            line
            for line, end in zip(self.lines, ends, strict=True)
            if offset < end or line is self.lines[-1]
        )


# A hyphen that is no dash between spaces; PDFium hands one at a line end on as U+FFFE.
_HYPHENS = ("-", "\xad", "\ufffe")


def _joints(lines: Sequence[Line]) -> list[str]:
    """Return the texts of lines, each with what parts it from the next."""
    pieces = []
    for line in lines[:-1]:
        open_word = line.text.endswith(_HYPHENS) and not line.text.endswith(" -")
        pieces.append(line.text if open_word else f"{line.text} ")
    return [*pieces, lines[-1].text]


_ITEM = regex(
    r"(?:[-–—•●○◦▪■➤►✓❖➢*·]|[^\w\s(\[\"'“‘=]|[oq](?=\s))\s*(?=\S)|(?:\(?(?:\d{1,2}|[a-zA-Z]|"
    r"[ivxIVX]{1,4})[.)])\s"
)
_CHAPTER = regex(rf"BAB\s+({ROMAN}|\d)\b[\s.:–-]*(.*)", re.IGNORECASE)
_NUMBERED = regex(
    rf"(?:\d{{1,2}}(?:\.\d{{1,2}})+|[A-Z]|{ROMAN}|\d{{1,2}})(?:[.)]|\s)\s*(?=[^\W\d_])"
)
_CAPTION = regex(r"[^\w(]*(?:tabel|gambar|grafik|bagan|diagram)\s+[\dIVX]", re.IGNORECASE)
_CONTENTS = regex(r"(?:\.\s?){4,}|…{2,}")
_FRONT = regex(
    r"(?:kata pengantar|sekapur sirih|daftar (?:isi|tabel|gambar|grafik|lampiran)|"
    r"(?:ringkasan|ikhtisar) eksekutif"
    r"|executive summary|pernyataan telah direviu|lampiran(?: lampiran)?)"
)

_LONGEST_HEADING = 120
# A line further below than this, in leadings, begins a passage.
_NEXT, _LEAST_LEADING = 1.18, 8.0
# How far, in points, the lines of a paragraph may begin apart, and how much further than usual a
# wide page reaches.
_INDENT, _WIDER = 5.0, 40.0


def read_prose(lines: Iterable[PlacedLine]) -> tuple[TextBlock, ...]:
    """Return the passages that lines of running text make, in the order of the document."""
    return tuple(_headed(_gathered(list(lines))))


@dataclass(slots=True)
class _BlockBuilder:
    """Lines that belong together so far."""

    lines: list[Line]
    sort: BlockType
    part: ReportSection
    annexed: bool


def _gathered(lines: Sequence[PlacedLine]) -> Iterator[_BlockBuilder]:
    page = _ProseLayout(lines)
    draft: _BlockBuilder | None = None
    for line, part, annexed in lines:
        sort = _sort(line)
        if draft is not None and draft.part is part and page.goes_on(draft, line, sort):
            draft.lines.append(line)
        else:
            if draft is not None:
                yield draft
            draft = _BlockBuilder([line], sort, part, annexed)
    if draft is not None:
        yield draft


class _ProseLayout:
    """How running text is set: the usual distance from a line to the next, and where lines end, in
    points.
    """

    def __init__(self, lines: Sequence[PlacedLine]) -> None:
        distances: Counter[int] = Counter()
        ends: Counter[int] = Counter()
        furthest: dict[int, float] = {}
        previous: Line | None = None
        for line, *_ in lines:
            page, box = line.place
            ends[round(box.x1 / 4)] += 1
            furthest[page] = max(furthest.get(page, 0.0), box.x1)
            if previous is not None and previous.place.page == page:
                step = box.top - previous.place.box.top
                if _LEAST_LEADING < step < 4 * _LEAST_LEADING:
                    distances[round(step)] += len(line.text)
            previous = line
        self.leading = float(max(distances, key=lambda step: distances[step], default=14))
        usual = 4.0 * max(ends, key=lambda end: ends[end], default=0)
        self.margins = {
            page: end if end > usual + _WIDER else usual for page, end in furthest.items()
        }

    def goes_on(self, draft: _BlockBuilder, line: Line, sort: BlockType) -> bool:
        """Return whether a line continues with what a draft began; `sort` is what it would begin
        itself.
        """
        above = draft.lines[-1]
        turned = line.place.page != above.place.page
        distance = 0.0 if turned else _distance(above, line)
        if draft.sort is BlockType.HEADING:
            close = 0.3 * self.leading < distance < 1.7 * self.leading
            return (
                not turned
                and close
                and sort in (BlockType.HEADING, BlockType.PARAGRAPH)
                and _is_title(draft, line)
            )
        if sort is not BlockType.PARAGRAPH:
            return False
        if turned:
            return not _ends(above) and (
                line.text[0].islower() or not self.leaves_room(above, line)
            )
        if distance > _NEXT * self.leading + 1 or self.leaves_room(above, line):
            return False
        return not _is_moved(draft, line)

    def leaves_room(self, above: Line, line: Line) -> bool:
        """Return whether a line leaves room where the first word of the next would have fit."""
        box = above.place.box
        letter = (box.x1 - box.x0) / max(len(above.text), 1)
        word = len(line.text.split(maxsplit=1)[0]) + 1
        return self.margins[above.place.page] - box.x1 > 1.3 * word * letter


def _is_title(draft: _BlockBuilder, line: Line) -> bool:
    """Return whether a line continues with a heading: in capitals or bold as that is, and not after
    a full stop.
    """
    above, text = draft.lines[-1], line.text
    if len(text) > _LONGEST_HEADING or above.text.endswith((".", ":", ";")):
        return False
    if any(begins.match(text) for begins in (_NUMBERED, _CHAPTER, _ITEM)) or not _overlap(
        above, line
    ):
        return False
    if above.text.isupper():
        return text.isupper()
    return (
        line.bold
        and above.bold
        and (text[0].islower() or _CHAPTER.fullmatch(above.text) is not None)
    )


def _overlap(one: Line, other: Line) -> bool:
    return one.place.box.x0 < other.place.box.x1 and other.place.box.x0 < one.place.box.x1


def _is_moved(draft: _BlockBuilder, line: Line) -> bool:
    """Return whether a line begins further left or right than the text it would continue with."""
    start = line.place.box.x0
    first, last = draft.lines[0].place.box.x0, draft.lines[-1].place.box.x0
    if len(draft.lines) > 1:
        return abs(start - last) > _INDENT
    hanging = draft.sort in (BlockType.ITEM, BlockType.FORMULA)
    return start < first - _INDENT if hanging else start > first + 2 * _INDENT


def _distance(above: Line, line: Line) -> float:
    """Return how far a line is below another, whatever tall letters either has."""
    one, other = above.place.box, line.place.box
    return min(other.top - one.top, other.bottom - one.bottom)


def _ends(line: Line) -> bool:
    return line.text.endswith((".", ":", ";", "?", "!"))


def _sort(line: Line) -> BlockType:
    """Return what a line begins."""
    text = line.text
    if text.startswith("="):
        return BlockType.FORMULA
    if _is_heading(line):
        return BlockType.HEADING
    if _CAPTION.match(text) and len(text) <= 2 * _LONGEST_HEADING:
        return BlockType.CAPTION
    return BlockType.ITEM if _ITEM.match(text) else BlockType.PARAGRAPH


def _is_heading(line: Line) -> bool:
    text = line.text
    if len(text) > _LONGEST_HEADING or _CONTENTS.search(text) or _CAPTION.match(text):
        return False
    if _CHAPTER.fullmatch(text) or _FRONT.fullmatch(normalize_text(text)):
        return True
    bare = _ITEM.sub("", text, count=1)
    letters = sum(map(str.isalpha, bare))
    shouts = letters > 3 and bare.isupper()
    stands_out = line.bold or shouts
    return (
        stands_out
        and letters > 3
        and (_NUMBERED.match(text) is not None or shouts or text[0].isupper())
    )


def _headed(drafts: Iterable[_BlockBuilder]) -> Iterator[TextBlock]:
    """Yield the passages, each with its chapter and the headings above it."""
    chapter: int | None = None
    above: list[tuple[int, str]] = []
    for draft in drafts:
        lines = tuple(draft.lines)
        if draft.annexed:
            chapter = None
        if draft.sort is BlockType.HEADING:
            text = "".join(_joints(lines))
            if found := _CHAPTER.match(text):
                chapter = None if draft.annexed else _number(found[1])
                above = []
            elif _FRONT.fullmatch(normalize_text(text)):
                chapter, above = None, []
            else:
                depth = _depth(text)
                above = [*(one for one in above if one[0] < depth), (depth, text)]
        yield TextBlock(
            draft.sort, lines, draft.part, draft.annexed, chapter, tuple(text for _, text in above)
        )


def _number(numeral: str) -> int | None:
    return int(numeral) if numeral.isdecimal() else parse_roman(numeral)


def _depth(heading: str) -> int:
    """Return how deep a heading is: 1.2 above 1.2.3, and any other under those."""
    numbered = re.match(r"\d{1,2}(?:\.\d{1,2})+", heading)
    if numbered:
        return numbered[0].count(".") + 1
    return 2 if re.match(r"[A-Z][.)]\s", heading) else 6
