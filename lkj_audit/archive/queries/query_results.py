"""What an archive answers: rows under headings, for a terminal or for other programs."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import printable
from validate.findings import Message

Value = str | int | None


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column: its key for programs, its title, and how it is set: counts right and grouped,
    `number`s right alone.

    `words` are the words for a person of values that programs know by a key; `wide` marks a column
    for programs only, for want of room.
    """

    key: str
    title: Message
    count: bool = False
    number: bool = False
    words: Mapping[str, Message] = field(default_factory=dict)
    wide: bool = False


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Rows of values under headings, and the sentence that stands for none."""

    headings: tuple[ResultColumn, ...]
    rows: Sequence[Sequence[Value]]
    nothing: Message

    def as_lines(self) -> Iterator[str]:
        """Yield a JSON object a row."""
        for row in self.rows:
            values = {heading.key: value for heading, value in zip(self.headings, row, strict=True)}
            yield json.dumps(values, ensure_ascii=False)

    def as_text(self, lang: Lang, width: int) -> str:
        """Return a table for a terminal of this width; the widest column of texts gives way."""
        if not self.rows:
            return f"{lang.say(*self.nothing)}\n"
        headings = [heading for heading in self.headings if not heading.wide]
        head = [lang.say(*heading.title) for heading in headings]
        body = [self._texts(row, lang) for row in self.rows]
        widths = _widths([head, *body], width)
        right = [heading.count or heading.number for heading in headings]
        rulings = ["─" * width for width in widths]
        lines = [_line(row, widths, right) for row in (head, rulings, *body)]
        return "".join(f"{line}\n" for line in lines)

    def _texts(self, row: Sequence[Value], lang: Lang) -> list[str]:
        """Return the texts of a row in the columns of a table."""
        cells = zip(row, self.headings, strict=True)
        return [_shown(value, heading, lang) for value, heading in cells if not heading.wide]

    def fills(self, column: int) -> bool:
        """Return whether a row has a value in a column."""
        return any(row[column] is not None for row in self.rows)


def _shown(value: Value, heading: ResultColumn, lang: Lang) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return lang.number(value) if heading.count else str(value)
    return lang.say(*heading.words[value]) if value in heading.words else printable(value)


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the width of each column: that of its widest text, unless all of them are wider than
    the terminal.
    """
    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


_NARROWEST = 8


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = []
    for text, width, is_right in zip(row, widths, right, strict=True):
        cut = _cut(text, width)
        space = " " * (width - columns_of(cut))
        cells.append(space + cut if is_right else cut + space)
    return "  ".join(cells).rstrip()


def _cut(text: str, width: int) -> str:
    if columns_of(text) <= width:
        return text
    while columns_of(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> columns_of("capaian"), columns_of("表")
    (7, 2)
    """
    return sum(
        2 if unicodedata.east_asian_width(one) in "WF" else not unicodedata.combining(one)
        for one in text
    )
