"""Tables that a person wrote down from the pictures of real pages, and how much of them a reader
got exactly.

`tests/written/NAME.txt` holds what is printed in tables of NAME.pdf, row by row, cells parted by
bars. The documents are not ours to hand on: they are looked for where whoever has them keeps them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extract.records import Document

_TABLE = re.compile(r"== halaman (\d+)(?:-(\d+))? \| (.+)")
_BAR = re.compile(r"(?<!\\)\|")

Rows = Sequence[Sequence[str]]
Alike = Callable[[Sequence[str], Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """The body rows of a table, or of some of its pages, as they are printed there."""

    pages: range
    title: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def cells(self) -> int:
        """How many cells hold text."""
        return sum(bool(text) for row in self.rows for text in row)


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row of which a reader got some cells otherwise; `read` is None where it has no such row."""

    printed: tuple[str, ...]
    read: tuple[str, ...] | None


def read_written(path: Path) -> tuple[WrittenTable, ...]:
    """Return the tables that are written down in a file; ValueError where a row has not the columns
    of its table.
    """
    return tuple(_tables(path.read_text("utf-8").splitlines()))


def _tables(lines: Sequence[str]) -> Iterator[WrittenTable]:
    title, pages, width = "", range(0), 0
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if found := _TABLE.fullmatch(line):
            if rows:
                yield WrittenTable(pages, title, tuple(rows))
            first = int(found[1])
            title, pages, rows = found[3], range(first, int(found[2] or first) + 1), []
        elif line.startswith("kolom:"):
            width = int(line.removeprefix("kolom:"))
        elif line and not line.startswith("#"):
            cells = tuple(cell.strip().replace("\\|", "|") for cell in _BAR.split(line))
            if len(cells) != width:
                raise ValueError(f"{len(cells)} cells under {width} columns: {line}")
            rows.append(cells)
    if rows:
        yield WrittenTable(pages, title, tuple(rows))


def rows_on(document: Document, pages: range) -> list[tuple[str, ...]]:
    """Return the body rows of a document that are on these pages, in whole or in part, in the order
    of its tables.
    """
    found = []
    for table in document.tables:
        for row in table.rows:
            places = [place for cell in row for place in (cell.place, *cell.further)]
            if any(place.page in pages for place in places):
                found.append(tuple(cell.text for cell in row))
    return found


def in_place(printed: Sequence[str], read: Sequence[str]) -> int:
    """Return how many cells with text a reader got exactly, each in its column."""
    return sum(bool(text) and text == said for text, said in zip(printed, read, strict=False))


def in_order(printed: Sequence[str], read: Sequence[str]) -> int:
    """Return how many cells with text a reader got in their order, whatever blank columns it puts
    between.

    White space does not count: readers part the lines of a cell differently.
    """
    wanted = ["".join(text.split()) for text in printed if text.strip()]
    found = ["".join(text.split()) for text in read if text and text.strip()]
    counts = [0] * (len(found) + 1)
    for text in wanted:
        above = counts.copy()
        for at, said in enumerate(found, 1):
            counts[at] = above[at - 1] + 1 if text == said else max(above[at], counts[at - 1])
    return counts[-1]


def exact_cells(
    table: WrittenTable, read: Rows, alike: Alike = in_place
) -> tuple[int, list[WrongRow]]:
    """Return how many cells of a table were read exactly, its rows matched in order, and the rows
    that were not.
    """
    scores = [list(map(partial(alike, printed), read)) for printed in table.rows]
    best = [[0] * (len(read) + 1) for _ in range(len(table.rows) + 1)]
    for at in range(len(table.rows) - 1, -1, -1):
        for other in range(len(read) - 1, -1, -1):
            paired = scores[at][other] + best[at + 1][other + 1]
            best[at][other] = max(paired, best[at + 1][other], best[at][other + 1])
    return best[0][0], list(_wrong(table, read, scores, best))


def _wrong(
    table: WrittenTable, read: Rows, scores: Sequence[Sequence[int]], best: Sequence[Sequence[int]]
) -> Iterator[WrongRow]:
    at = other = 0
    while at < len(table.rows):
        printed = table.rows[at]
        if (
            other < len(read)
            and scores[at][other]
            and best[at][other] == scores[at][other] + best[at + 1][other + 1]
        ):
            if scores[at][other] < sum(map(bool, printed)) or len(read[other]) != len(printed):
                yield WrongRow(printed, tuple(read[other]))
            at, other = at + 1, other + 1
        elif other < len(read) and best[at][other] == best[at][other + 1]:
            other += 1
        else:
            if any(printed):
                yield WrongRow(printed, None)
            at += 1
