"""The second, independent reader: every numeric cell read again by pdfplumber (another parser,
another grid finder).

Where it finds no such cell, since no rules part it, what it has within the edges that we found is
read. Words that run over the left edge of a cell belong to the one they begin in, and are left out.

Where the two readers differ our reading is in doubt; it is never a fault of the office. There
camelot is the third voice, and two of three decide.
"""

import hashlib
import logging
import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from extract.document_reader import Progress
from extract.errors import Damaged
from extract.limits import LIMITS, Limits
from extract.pages.page_tasks import reading_error
from extract.patterns import regex
from extract.records import Box, Cell, Document, Location
from extract.sandbox.runs import WorkerFailure, run
from extract.sandbox.tasks import Task
from extract.verification.camelot import camelot_cells


@dataclass(frozen=True, slots=True)
class SecondReaderSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # How far, in points, the edges of a cell may lie apart in the two readers: rules have a
    # thickness.
    edge: float = 3.0  # pt; 7a4e9b8
    # Letters of one text as it was drawn lie no farther apart than a wide space, in parts of
    # their size.
    spacing: float = 0.4  # heights; 89b9f66


_SETTINGS = SecondReaderSettings()


_NUMERIC = regex(r"(?=.*\d)[\d\s.,:%()\-–+*Rp=/×x]+", re.IGNORECASE)
_SPACE = regex(r"\s+")

# No printed page holds so many letters and lines; to find tables among more takes pdfplumber
# minutes and hours.
_MOST_DRAWN = 20_000


class Majority(Enum):
    """Whose reading two of three readers share."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A numeric cell that the first two readers read differently.

    `theirs` is None where pdfplumber finds nothing, `third` where camelot finds no such cell,
    nothing in it, or fails.
    """

    table: str
    row: int
    column: int
    place: Location
    ours: str
    theirs: str | None
    third: str | None = None

    @property
    def majority(self) -> Majority | None:
        """Whose reading the third voice shares; None where it is silent, or reads something else
        again.
        """
        if self.third is None:
            return None
        if same_reading(self.third, self.ours):
            return Majority.OURS
        return Majority.THEIRS if same_reading(self.third, self.theirs) else None


@dataclass(frozen=True, slots=True)
class PlacesRequest:
    """Places of a PDF where a second reader is to read."""

    data: bytes
    places: tuple[Location, ...]


PlaceReadings = tuple[tuple[Location, str | None], ...]
READ_AGAIN = Task(
    "extract.verification.second_reader:read_again", PlacesRequest, tuple[int, int], PlaceReadings
)
TASKS = (READ_AGAIN,)


@cache
def identity() -> str:
    """Return what changes whenever the second reader may read otherwise: its versions, and what
    stands in this file.
    """
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]
    from importlib.metadata import version

    return " ".join([own, *map(version, ("pdfplumber", "pdfminer.six", "camelot-py", "playa-pdf"))])


def is_numeric(text: str) -> bool:
    """Return whether a text prints a number, an amount, a percentage or a code, and nothing
    else.
    """
    return _NUMERIC.fullmatch(text) is not None


def numeric_cells(document: Document) -> Iterator[tuple[str, Cell]]:
    """Yield the body cells that print a number, an amount, a percentage or a code, with the id of
    their table.
    """
    for table in document.tables:
        for cell in table.cells():
            # what stands in a picture, no reader of text finds
            if is_numeric(cell.text) and cell.recognition is None:
                yield table.id, cell


def verify_document(
    data: bytes, document: Document, progress: Progress | None = None, limits: Limits = LIMITS
) -> tuple[Disagreement, ...]:
    """Return the numeric cells of a document that pdfplumber reads differently in its bytes, or
    does not find.

    `progress` is called with the number of pages read again and their total, which grows by the
    pages on which the third voice is asked. Raises a BrokenDocument where pdfplumber cannot read it
    within the limits.
    """
    cells = list(numeric_cells(document))
    places = {place for _, cell in cells for place in (cell.place, *cell.further)}
    readings = _read_by_pdfplumber(data, places, progress, limits)
    differing = [
        (table, cell) for table, cell in cells if not same_reading(cell.text, _said(cell, readings))
    ]
    asked = {place for _, cell in differing for place in (cell.place, *cell.further)}
    third = _read_by_camelot(data, document, asked, progress, len({place.page for place in places}))
    return tuple(
        Disagreement(
            table,
            cell.row,
            cell.column,
            cell.place,
            cell.text,
            _said(cell, readings),
            third=_said(cell, third),
        )
        for table, cell in differing
    )


def same_reading(one: str | None, other: str | None) -> bool:
    """Whether two readers read the same; white space is no part of a reading."""
    return one is not None and other is not None and _SPACE.sub("", one) == _SPACE.sub("", other)


def _said(cell: Cell, readings: Mapping[Location, str | None]) -> str | None:
    """Return what a reader read for a cell, pieces on later pages included; None where it misses
    one.
    """
    pieces = [readings.get(place) for place in (cell.place, *cell.further)]
    found = [piece for piece in pieces if piece is not None]
    return "".join(found) if len(found) == len(pieces) else None


def _read_by_pdfplumber(
    data: bytes, places: Collection[Location], progress: Progress | None, limits: Limits
) -> dict[Location, str | None]:
    """Return what pdfplumber reads at these places."""
    done = 0

    def advance(pages: tuple[int, int]) -> None:
        nonlocal done
        done, _ = pages
        if progress is not None:
            progress(*pages)

    try:
        request = PlacesRequest(data, tuple(sorted(places)))
        readings = run(READ_AGAIN, request, replace(limits, file_size=0), advance)
    except WorkerFailure as failure:
        raise reading_error(failure, limits, done) from failure
    return dict(readings)


def _read_by_camelot(
    data: bytes,
    document: Document,
    asked: Collection[Location],
    progress: Progress | None,
    before: int,
) -> dict[Location, str | None]:
    """Return what camelot reads at these places; `before` pages were read again until now."""
    readings: dict[Location, str | None] = {}
    pages = sorted({place.page for place in asked})
    for count, number in enumerate(pages, 1):
        cells = camelot_cells(data, document.pages[number - 1])
        readings |= {
            place: _nearest(place.box, cells) or None for place in asked if place.page == number
        }
        if progress is not None:
            progress(before + count, before + len(pages))
    return readings


# In the sandbox -----------------------------------------------------------------------------------


def read_again(request: PlacesRequest, send: Callable[[tuple[int, int]], None]) -> PlaceReadings:
    """Return what pdfplumber reads at the places that are asked for, page by page."""
    import pdfplumber

    for name in ("pdfminer", "pdfplumber"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    wanted = defaultdict(list)
    for place in request.places:
        wanted[place.page].append(place)
    readings: list[tuple[Location, str | None]] = []
    try:
        with pdfplumber.open(BytesIO(request.data)) as pdf:
            for count, number in enumerate(sorted(wanted), 1):
                page = pdf.pages[number - 1]
                readings += _read_page(page, wanted[number])
                page.close()
                send((count, len(wanted)))
    except MemoryError:
        raise
    except Exception as error:
        # what a hostile file does to it is not ours to foresee
        raise Damaged from error
    return tuple(readings)


def _read_page(page: Any, places: Sequence[Location]) -> Iterator[tuple[Location, str | None]]:
    letters = _Letters(page)
    boxes = _boxes(page)
    for place in places:
        own = next((box for box in boxes if _alike(place.box, box)), place.box)
        yield place, letters.sideways(place.box) or letters.within(own) or letters.within(place.box)


def _boxes(page: Any) -> Sequence[Box]:
    """Return the edges of the cells of all tables that pdfplumber finds on a page; none of one that
    is overfull.
    """
    if sum(map(len, (page.chars, page.lines, page.rects, page.curves))) > _MOST_DRAWN:
        return ()
    return [Box(*map(float, box)) for table in page.find_tables() for box in table.cells]


class _Letters:
    """The letters of a page as pdfplumber has them, where the middle of each stands, and where its
    text begins.
    """

    def __init__(self, page: Any) -> None:
        import numpy as np  # what is told of a second reading is known without it

        self._chars = page.chars
        middles = [
            ((char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)
            for char in self._chars
        ]
        self._x, self._y = np.array(middles, np.float64).reshape(-1, 2).T
        self._down = np.argsort(self._y, kind="stable")
        self._heights = self._y[self._down]
        self._begins = np.array(list(_beginnings(self._chars)), np.float64)

    def within(self, box: Box) -> str | None:
        """Return what stands in a box, or None where nothing does."""
        from pdfplumber.utils.text import extract_text

        text: str = extract_text(self._inside(box, begun=box.x0 - _SETTINGS.edge))
        return text or None

    def sideways(self, box: Box) -> str | None:
        """Return what is drawn sideways or upside down in a box, in the order of drawing.

        pdfplumber's lines would run across it, or against it.
        """
        chars = self._inside(box)
        if all(char["upright"] and char["matrix"][0] >= 0 for char in chars):
            return None
        return "".join(char["text"] for char in chars).strip() or None

    def _inside(self, box: Box, begun: float = -math.inf) -> list[Any]:
        """Return the letters in a box, in the order of drawing, of texts that do not begin left of
        `begun`.
        """
        first, last = self._heights.searchsorted((box.top, box.bottom))
        near = self._down[first:last].copy()
        near.sort()
        inside = (self._x[near] > box.x0) & (self._x[near] < box.x1) & (self._begins[near] > begun)
        return [self._chars[index] for index in near[inside].tolist()]


def _beginnings(chars: Sequence[Any]) -> Iterator[float]:
    """Yield for each letter where the words it was drawn in begin; infinity where they are none,
    but a number.
    """
    for text in _drawn_together(chars):
        worded = any(char["text"].isalpha() and char["text"] not in "Rp" for char in text)
        yield from ([text[0]["x0"]] if worded else [math.inf]) * len(text)


def _drawn_together(chars: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the letters that were drawn one after the other on a line, with no more than a space
    between them.
    """
    text: list[Any] = []
    end = 0.0
    for char in chars:
        if text and not (
            _on_line(text[-1], char)
            and -char["size"] < char["x0"] - end <= _SETTINGS.spacing * char["size"]
        ):
            yield text
            text = []
        text.append(char)
        # a space that was drawn is no part of what it parts
        end = end if len(text) > 1 and char["text"].isspace() else char["x1"]
    if text:
        yield text


def _on_line(one: Any, other: Any) -> bool:
    """Return whether a letter stands on the line of another."""
    upright = one["upright"] and other["upright"]
    return bool(upright and abs(one["bottom"] - other["bottom"]) < other["size"] / 2)


def _alike(box: Box, other: Box) -> bool:
    """Return whether two cells have the same edges."""
    return max(abs(a - b) for a, b in zip(box, other, strict=True)) <= _SETTINGS.edge


def _nearest(box: Box, cells: Sequence[tuple[Box, str]]) -> str | None:
    """Return the text of the cell with the same edges, or None."""
    return next((text for other, text in cells if _alike(box, other)), None)
