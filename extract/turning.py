"""Pages whose text runs up or down: they are read as if turned upright, and their places are given as displayed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from extract.pdfium import Boxes
from extract.records import Box, Cell, Line, Place, Row, Table

# The share of neighbouring glyphs that must follow each other upwards or downwards, and the fewest to tell it from.
_MOST, _ENOUGH = 0.6, 40


class Direction(Enum):
    """Where the text of a page runs to."""

    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page is turned for reading; `width` and `height` are those of the page as displayed, in points."""

    direction: Direction
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as read."""
        return (self.width, self.height) if self.direction is Direction.RIGHT else (self.height, self.width)

    def read(self, boxes: Boxes) -> Boxes:
        """Return displayed boxes (rows of x0, top, x1, bottom) as they stand on the page as read."""
        x0, top, x1, bottom = boxes.T
        match self.direction:
            case Direction.RIGHT:
                return boxes
            case Direction.UP:
                return np.column_stack((self.height - bottom, x0, self.height - top, x1))
            case Direction.DOWN:
                return np.column_stack((top, self.width - x1, bottom, self.width - x0))

    def displayed(self, box: Box) -> Box:
        """Return a box of the page as read on the page as displayed."""
        match self.direction:
            case Direction.RIGHT:
                return box
            case Direction.UP:
                return Box(box.top, self.height - box.x1, box.bottom, self.height - box.x0)
            case Direction.DOWN:
                return Box(self.width - box.bottom, box.x0, self.width - box.top, box.x1)


def find_turn(boxes: Boxes, ink: NDArray[np.intp], width: float, height: float) -> Turn:
    """Return how to turn a page by where its glyphs follow each other; `ink` are the indices of those that print."""
    following = np.flatnonzero(np.diff(ink) == 1)
    if len(following) < _ENOUGH:
        return Turn(Direction.RIGHT, width, height)
    one, other = boxes[ink[following]], boxes[ink[following + 1]]
    across = (other[:, 0] + other[:, 2] - one[:, 0] - one[:, 2]) / 2
    down = (other[:, 1] + other[:, 3] - one[:, 1] - one[:, 3]) / 2
    upright = np.abs(down) > np.abs(across)
    for direction, runs in ((Direction.UP, upright & (down < 0)), (Direction.DOWN, upright & (down > 0))):
        if runs.mean() > _MOST:
            return Turn(direction, width, height)
    return Turn(Direction.RIGHT, width, height)


def displayed_table(table: Table, turns: Mapping[int, Turn]) -> Table:
    """Return the table with its places as displayed; `turns` holds the turned pages."""
    if not any(page in turns for page in table.pages):
        return table
    caption = table.caption_place and _displayed(table.caption_place, turns)
    header, rows = (tuple(_row(row, turns) for row in part) for part in (table.header, table.rows))
    return replace(table, header=header, rows=rows, caption_place=caption)


def displayed_line(line: Line, turns: Mapping[int, Turn]) -> Line:
    """Return the line with its place as displayed."""
    return replace(line, place=_displayed(line.place, turns))


def _row(row: Row, turns: Mapping[int, Turn]) -> Row:
    return tuple(_cell(cell, turns) for cell in row)


def _cell(cell: Cell, turns: Mapping[int, Turn]) -> Cell:
    further = tuple(_displayed(place, turns) for place in cell.further)
    return replace(cell, place=_displayed(cell.place, turns), further=further)


def _displayed(place: Place, turns: Mapping[int, Turn]) -> Place:
    turn = turns.get(place.page)
    return Place(place.page, turn.displayed(place.box)) if turn else place
