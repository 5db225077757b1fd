"""What an archive answers: rows under headings, for a terminal or for other programs."""

import json
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import visible
from lkj_audit.presentation.names.location_names import printable
from lkj_audit.presentation.names.period_names import date_name
from validate.findings import Message

Value = str | int | None


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column: its key for programs, its title, and how it is set: counts right and grouped,
    `number`s right alone.

    `words` are the words for a person of values that programs know by a key; `wide` marks a column
    for programs only, for want of room; `optional` one that is shown where it has a
    value; `naming` one by which things are told apart: it is cut no further than they can be;
    `day` one of times in ISO 8601, of which a person is shown the day.
    """

    key: str
    title: Message
    count: bool = False
    number: bool = False
    words: Mapping[str, Message] = field(default_factory=dict)
    wide: bool = False
    optional: bool = False
    naming: bool = False
    day: bool = False


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
        shown = [column for column in range(len(self.headings)) if self._is_shown(column)]
        headings = [self.headings[column] for column in shown]
        rows = [_values(row, shown) for row in self.rows]
        return "".join(f"{line}\n" for line in _lines(headings, rows, lang, width))

    def _is_shown(self, column: int) -> bool:
        """Return whether a person is shown a column."""
        heading = self.headings[column]
        return not heading.wide and (not heading.optional or self.fills(column))

    def fills(self, column: int) -> bool:
        """Return whether a row has a value in a column."""
        return any(row[column] is not None for row in self.rows)


def _values(row: Sequence[Value], columns: Sequence[int]) -> list[Value]:
    """Return the values of a row in some columns."""
    return [row[column] for column in columns]


def _lines(
    headings: Sequence[ResultColumn], rows: Sequence[Sequence[Value]], lang: Lang, width: int
) -> list[str]:
    """Return the lines of a table for a terminal of this width."""
    head = [lang.say(*heading.title) for heading in headings]
    body = [_texts(row, headings, lang) for row in rows]
    widths = _widths([head, *body], [heading.naming for heading in headings], width)
    right = [heading.count or heading.number for heading in headings]
    rulings = ["─" * width for width in widths]
    return [_line(row, widths, right) for row in (head, rulings, *body)]


def _texts(row: Sequence[Value], headings: Sequence[ResultColumn], lang: Lang) -> list[str]:
    """Return the texts of a row."""
    return [_shown(value, heading, lang) for value, heading in zip(row, headings, strict=True)]


def _shown(value: Value, heading: ResultColumn, lang: Lang) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return lang.number(value) if heading.count else str(value)
    if value in heading.words:
        return lang.say(*heading.words[value])
    if heading.day:
        return date_name(value, lang)
    # a name of a file may hold bytes that are no characters
    return "".join(map(visible, value)) if heading.naming else printable(value)


def _widths(rows: Sequence[Sequence[str]], naming: Sequence[bool], width: int) -> list[int]:
    """Return the width of each column: that of its widest text, unless all of them are wider than
    the terminal.

    One of names is not cut further than they can be told apart: lines are longer than the terminal
    then.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(columns_of, column)) for column in columns]
    least = [
        _least(column[1:], most) if names else _NARROWEST
        for column, most, names in zip(columns, widths, naming, strict=True)
    ]
    while sum(widths) + 2 * (len(widths) - 1) > width:
        free = [column for column, most in enumerate(widths) if most > least[column]]
        if not free:
            break
        widths[max(free, key=lambda column: (widths[column], -column))] -= 1
    return widths


_NARROWEST = 8


def _least(texts: Sequence[str], most: int) -> int:
    """Return the least width of a column at which different texts look different."""
    different = set(texts)

    def differ(width: int) -> bool:
        return len({_cut(text, width) for text in different}) == len(different)

    widths = range(min(_NARROWEST, most), most)
    # what looks different in few characters does so in more
    place = bisect_left(widths, True, key=differ)
    return widths[place] if place < len(widths) else most


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = []
    for text, width, is_right in zip(row, widths, right, strict=True):
        cut = _cut(text, width)
        space = " " * (width - columns_of(cut))
        cells.append(space + cut if is_right else cut + space)
    return "  ".join(cells).rstrip()


def _cut(text: str, width: int) -> str:
    """Return a text as far as it fits: a path without its beginning, others without their end."""
    if columns_of(text) <= width:
        return text
    is_path = text.startswith("/")
    while columns_of(text) > width - 1:
        # one that takes a column a character is cut at once
        over = len(text) - width + 1 if text.isascii() else 1
        text = text[over:] if is_path else text[:-over]
    return f"…{text}" if is_path else f"{text}…"


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> columns_of("capaian"), columns_of("表")
    (7, 2)
    """
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(one) in "WF" else not unicodedata.combining(one)
        for one in text
    )
