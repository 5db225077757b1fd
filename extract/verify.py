"""The second, independent reader: every numeric cell read again by pdfplumber (another parser, another grid finder).

Where it finds no such cell, since no rules part it, what it has within the edges that we found is read.

Where the two readers differ our reading is in doubt; it is never a fault of the office.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.errors import Damaged
from extract.records import Box, Cell, Document, Place

_NUMERIC = re.compile(r"(?=.*\d)[\d\s.,:%()\-–+*Rp=/×x]+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")

# How far, in points, the edges of a cell may lie apart in the two readers: rules have a thickness.
_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A numeric cell that the two readers read differently; `theirs` is None where pdfplumber finds nothing."""

    table: str
    row: int
    column: int
    place: Place
    ours: str
    theirs: str | None


def is_numeric(text: str) -> bool:
    """Return whether a text prints a number, an amount, a percentage or a code, and nothing else."""
    return _NUMERIC.fullmatch(text) is not None


def numeric_cells(document: Document) -> Iterator[tuple[str, Cell]]:
    """Yield the body cells that print a number, an amount, a percentage or a code, with the id of their table."""
    for table in document.tables:
        for cell in table.cells():
            if is_numeric(cell.text):
                yield table.id, cell


def verify(
    path: Path, document: Document, progress: Callable[[int, int], None] | None = None
) -> tuple[Disagreement, ...]:
    """Return the numeric cells of a document that pdfplumber reads differently, or does not find.

    `progress` is called with the number of pages read again and their total. Raises Damaged where pdfplumber cannot
    open the file.
    """
    wanted: dict[int, list[tuple[str, Cell]]] = defaultdict(list)
    for table, cell in numeric_cells(document):
        for page in {place.page for place in (cell.place, *cell.further)}:
            wanted[page].append((table, cell))
    readings = _read_again(path, wanted, progress)
    return tuple(
        Disagreement(table, cell.row, cell.column, cell.place, cell.text, theirs)
        for (table, cell), theirs in ((pair, _theirs(pair[1], readings)) for pair in numeric_cells(document))
        if theirs is None or _SPACE.sub("", theirs) != _SPACE.sub("", cell.text)
    )


def _theirs(cell: Cell, readings: dict[Place, str | None]) -> str | None:
    """Return what pdfplumber read for a cell, pieces on later pages included."""
    pieces = [readings.get(place) for place in (cell.place, *cell.further)]
    found = [piece for piece in pieces if piece is not None]
    return "".join(found) if len(found) == len(pieces) else None


def _read_again(
    path: Path, wanted: dict[int, list[tuple[str, Cell]]], progress: Callable[[int, int], None] | None
) -> dict[Place, str | None]:
    """Return what pdfplumber reads at the places of these cells."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    readings: dict[Place, str | None] = {}
    try:
        with pdfplumber.open(path) as pdf:
            for count, number in enumerate(sorted(wanted), 1):
                page = pdf.pages[number - 1]
                cells, letters = _page_cells(page), _Letters(page)
                for _, cell in wanted[number]:
                    for place in (cell.place, *cell.further):
                        if place.page == number:
                            readings[place] = letters.sideways(place.box) or _nearest(place.box, cells)
                            readings[place] = readings[place] or letters.within(place.box)
                page.close()
                if progress is not None:
                    progress(count, len(wanted))
    except (PdfminerException, IndexError) as error:
        raise Damaged from error
    return readings


def _page_cells(page: Any) -> Sequence[tuple[Box, str]]:
    """Return the cells of all tables that pdfplumber finds on a page."""
    cells = []
    for table in page.find_tables():
        texts = table.extract()
        for row, line in zip(table.rows, texts, strict=True):
            cells += [
                (Box(*map(float, box)), text or "")
                for box, text in zip(row.cells, line, strict=True)
                if box is not None
            ]
    return cells


class _Letters:
    """The letters of a page as pdfplumber has them, and where the middle of each stands."""

    def __init__(self, page: Any) -> None:
        self._chars = page.chars
        middles = [((char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2) for char in self._chars]
        self._x, self._y = np.array(middles, np.float64).reshape(-1, 2).T

    def within(self, box: Box) -> str | None:
        """Return what stands in a box, or None where nothing does."""
        from pdfplumber.utils.text import extract_text

        text: str = extract_text(self._inside(box))
        return text or None

    def sideways(self, box: Box) -> str | None:
        """Return what is drawn sideways in a box, in the order of drawing: pdfplumber's lines would run across it."""
        chars = self._inside(box)
        if all(char["upright"] for char in chars):
            return None
        return "".join(char["text"] for char in chars).strip() or None

    def _inside(self, box: Box) -> list[Any]:
        inside = (self._x > box.x0) & (self._x < box.x1) & (self._y > box.top) & (self._y < box.bottom)
        return [self._chars[index] for index in np.flatnonzero(inside).tolist()]


def _nearest(box: Box, cells: Sequence[tuple[Box, str]]) -> str | None:
    """Return the text of the cell with the same edges, or None."""
    for other, text in cells:
        if max(abs(a - b) for a, b in zip(box, other, strict=True)) <= _EDGE:
            return text
    return None
