"""Rows that no ruling parts: a band between two rulings that holds several rows is separated by its
numbers.

Each row of a budget prints at most one number in a column. Where a column stacks several, the band
holds several rows: numbers whose columns do not repeat and that are close together are one row, and
the cut between two rows runs where the fewest printed lines are in its way.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from extract.grids.rulings import Grid, GridCell, owned_grid
from extract.pages.page_records import TextLine
from extract.patterns import DASHES, regex
from extract.text.line_joining import is_one_number


@dataclass(frozen=True, slots=True)
class RowBandsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # In line heights: how far the lines of a broken number are apart in a cell, and where no ruling
    # bounds it.
    lines_apart: float = 2.5  # heights; 20353bf
    wrapped: float = 0.7  # heights; 6763366
    # A number of fewer digits is not broken where it prints no separator.
    plain_digits: int = 9  # count; 5b26f8b
    # Two lines of numbers this close, in parts of the usual distance between rows, are of one
    # row.
    close: float = 0.6  # share; f0f4ac2
    # Numbers of two records have at least so much of a line between them where no other column
    # stacks any.
    blank_line: float = 0.5  # share; 5b33f94
    # A strip between lines is as good as the widest when it is at least this wide, in parts of
    # that.
    as_wide: float = 0.7  # share; f0f4ac2
    # What begins an item of a list, and the shortest word that marks items as the first word of
    # each.
    telling: int = 5  # count; fad2926
    # How far, in points, a line may be beyond the edge of its row that it does not reach.
    beyond: float = 1.0  # pt; 2342aa5
    # A merged cell that holds one line in at least this share of its rows is no merged cell: the
    # rulings are missing there.
    line_a_row: float = 0.8  # share; fbfdb06
    fewest_rows: int = 4  # count; fbfdb06
    # A column narrower than this, in points, that holds nothing of its own lies between two ways
    # to draw one edge.
    narrow: float = 9.0  # pt; 99cb809
    # Of the columns of a list this share have no horizontal rulings, of the lines in the others
    # this share are level with one of its first column, in points so near.
    unruled_columns: float = 0.5  # share; 99cb809
    on_a_line: float = 0.8  # share; 99cb809
    level: float = 3.0  # pt; 36b13df
    # In line heights: the least gap between the texts of two cells that no ruling parts.
    between_texts: float = 0.8  # heights; e7c1f3d


_SETTINGS = RowBandsSettings()


_VALUE = regex(
    rf":?\s*+(?:Rp\.?\s*+)?[{DASHES}(]?\s*+\d[\d., ]*+\)?\s*+(?:,-|(?<=,)-)?\s*+%?|"
    rf"[{DASHES}]|#DIV/0!",
    re.IGNORECASE,
)

# What a value can begin with: a cheap look before the close one.
_BEGINS_VALUE = frozenset("0123456789Rr(#:" + DASHES)


T = TypeVar("T")


class _Value(NamedTuple):
    """A number of a band: its column, and where it is."""

    column: int
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def _values(
    lines: Sequence[TextLine], column: int, room: float, apart: float = _SETTINGS.lines_apart
) -> list[_Value]:
    """Return the numbers of a cell from top to bottom, or nothing where it holds words.

    `room` is the width for a line, `apart` how far the two lines of a broken number are apart, in
    line heights.
    """
    found: list[_Value] = []
    previous: TextLine | None = None
    for line in lines:
        if not _VALUE.fullmatch(line.text):
            return []
        if (
            previous is not None
            and any(map(str.isdigit, previous.text))
            and _broken(previous, line, room, apart)
        ):
            found[-1] = found[-1]._replace(bottom=line.box.bottom)
        else:
            found.append(_Value(column, line.box.top, line.box.bottom))
        previous = line
    return found


def _broken(above: TextLine, below: TextLine, room: float, apart: float) -> bool:
    """Return whether a number was broken between two lines of a cell."""
    if below.box.top - above.box.bottom > apart * (above.box.bottom - above.box.top):
        return False
    if above.text.endswith(",") and below.text.startswith("-"):  # 528.600.000,-
        return True
    if _follows_in_count(above.text, below.text) or _are_counts(above.text, below.text):
        return False
    return below.text[0] in "0123456789.," and is_one_number(above, below, room)


def _are_counts(above: str, below: str) -> bool:
    """Return whether two lines are plain integers that make no number long enough to be broken
    without a separator.
    """
    return (
        above.isdecimal() and below.isdecimal() and len(above) + len(below) < _SETTINGS.plain_digits
    )


def _follows_in_count(above: str, below: str) -> bool:
    """Return whether two lines count rows: 2. under 1."""
    one, other = above.removesuffix("."), below.removesuffix(".")
    counts = (
        len(one) < 4
        and one.isdecimal()
        and other.isdecimal()
        and above.endswith(".") == below.endswith(".")
    )
    return counts and int(other) == int(one) + 1


def _rows(values: Sequence[_Value]) -> list[list[_Value]]:
    """Return the numbers of each row of a band, top to bottom."""
    by_column: dict[int, list[float]] = {}
    for value in values:
        by_column.setdefault(value.column, []).append(value.middle)
    distances = sorted(
        after - before for middles in by_column.values() for before, after in pairwise(middles)
    )
    usual = distances[len(distances) // 4]
    rows: list[list[_Value]] = []
    for value in sorted(values, key=lambda value: value.middle):
        row = rows[-1] if rows else None
        if (
            row is None
            or value.middle - row[0].middle > usual * _SETTINGS.close
            or any(v.column == value.column for v in row)
        ):
            rows.append([value])
        else:
            row.append(value)
    return _with_codes_above(rows)


def _with_codes_above(rows: Sequence[list[_Value]]) -> list[list[_Value]]:
    """Return the rows with one that holds a single number joined to the next, where that lacks just
    this column.

    A code is level with the first line of its name, the amounts level with the last.
    """
    whole = Counter(value.column for row in rows if len(row) > 1 for value in row)
    joined: list[list[_Value]] = []
    for row in rows:
        above = joined[-1] if joined else []
        lone = len(above) == 1 and 2 * whole[above[0].column] > len(rows)
        if lone and len(row) > 1 and all(value.column != above[0].column for value in row):
            joined[-1] = [*above, *row]
        else:
            joined.append(row)
    return joined


class _Alignment(Enum):
    """Where in its row a number is beside a name of several lines."""

    TOP = -1
    MIDDLE = 0
    BOTTOM = 1


def _alignment(rows: Sequence[Sequence[_Value]], lines: Sequence[TextLine]) -> _Alignment:
    """Return how the numbers of a band are aligned in their rows, from the words above its first
    and below its last.
    """
    top = min(value.top for value in rows[0])
    if not any(line.box.bottom < top for line in lines):
        return _Alignment.TOP
    bottom = max(value.bottom for value in rows[-1])
    if not any(line.box.top > bottom for line in lines):
        return _Alignment.BOTTOM
    return _Alignment.MIDDLE


# What numbers an item within a cell that also holds its name.
_NUMBERED = regex(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\.?\s+[^\W\d]")


class _Level(Generic[T]):
    """What is on a page, looked up by height: a tall page has thousands of lines, of which few are
    level.
    """

    def __init__(self, placed: Iterable[tuple[float, float, T]]) -> None:
        """Take each thing with its top and its bottom."""
        self._placed = sorted(placed, key=itemgetter(0))
        self._tops = [top for top, _, _ in self._placed]
        self._tallest = max((bottom - top for top, bottom, _ in self._placed), default=0.0)

    def between(self, start: float, end: float) -> list[T]:
        """Return what reaches into a strip."""
        low, high = bisect_left(self._tops, start - self._tallest), bisect_right(self._tops, end)
        return [thing for _, bottom, thing in self._placed[low:high] if bottom >= start]


def _cut(
    above: Sequence[_Value], below: Sequence[_Value], level: _Level[TextLine], aligned: _Alignment
) -> float:
    """Return where two rows part: in the middle of a wide strip that the fewest lines cross.

    Of strips about as wide, that next to the numbers which begin or end their rows; that over a
    numbered item, where one is between.
    """
    start, end = max(value.middle for value in above), min(value.middle for value in below)
    if start >= end:
        return (start + end) / 2
    lines = level.between(start, end)
    strips = _open_strips(lines, start, end)
    begins = [
        line.box.top for line in lines if start < line.box.top < end and _NUMBERED.match(line.text)
    ]
    over_item = {
        (low + high) / 2
        for low, high in strips
        for top in begins
        if low <= top + 1 and high > top - 1
    }
    return over_item.pop() if len(over_item) == 1 else _middle_of_widest(strips, aligned)


def _open_strips(lines: Sequence[TextLine], start: float, end: float) -> list[tuple[float, float]]:
    """Return the strips between two heights that the fewest lines cross, top to bottom."""
    edges = {start, end}
    spans = []
    for line in lines:
        margin = 0.1 * (line.box.bottom - line.box.top)
        top, bottom = line.box.top + margin, line.box.bottom - margin
        if bottom > start and top < end:
            spans.append((top, bottom))
            edges.update(y for y in (top, bottom) if start < y < end)
    strips = list(pairwise(sorted(edges)))
    crossings = [_crossing((low + high) / 2, spans) for low, high in strips]
    fewest = min(crossings)
    return [strip for strip, crossing in zip(strips, crossings, strict=True) if crossing == fewest]


def _crossing(y: float, spans: Sequence[tuple[float, float]]) -> int:
    """Return how many of these spans cross a height."""
    return sum(top < y < bottom for top, bottom in spans)


def _middle_of_widest(strips: Sequence[tuple[float, float]], aligned: _Alignment) -> float:
    """Return the middle of the widest strip; of those about as wide, of the lowest under rows
    aligned at their top.
    """
    widest = max(high - low for low, high in strips)
    middles = [(low + high) / 2 for low, high in strips if high - low >= _SETTINGS.as_wide * widest]
    match aligned:
        case _Alignment.TOP:
            return max(middles)
        case _Alignment.BOTTOM:
            return min(middles)
        case _Alignment.MIDDLE:
            low, high = max(strips, key=lambda strip: strip[1] - strip[0])
            return (low + high) / 2


def _band_cuts(
    cells: Mapping[int, Sequence[TextLine]], rooms: Mapping[int, float], apart: float
) -> list[float]:
    """Return where a band is cut into rows; `cells` are its lines and `rooms` the widths for a
    line, by column.
    """
    values: list[_Value] = []
    stacked: list[int] = []
    for column, lines in cells.items():
        found = _values(lines, column, rooms[column], apart)
        values += found
        if len(found) > 1:
            stacked.append(column)
    if not stacked or (len(stacked) == 1 and not _tells_records(stacked[0], cells, values, rooms)):
        return []
    everything = [line for lines in cells.values() for line in lines]
    rows = _rows(values)
    rows = sorted(
        [*rows, *_named_rows(cells, rows)], key=lambda row: min(value.middle for value in row)
    )
    aligned = _alignment(rows, everything)
    heading = _heading_cut(cells, rows)
    level = _Level([(line.box.top, line.box.bottom, line) for line in everything])
    return [*heading, *(_cut(above, below, level, aligned) for above, below in pairwise(rows))]


def _tells_records(
    column: int,
    cells: Mapping[int, Sequence[TextLine]],
    values: Sequence[_Value],
    rooms: Mapping[int, float],
) -> bool:
    """Return whether the only column that stacks numbers has one for each record beside it.

    They are printed alike, and each is level with a line that begins a text, with more of that
    between them: two numbers of one record are close, as an amount is over its percentage, or
    beside a name that continues.
    """
    own = [value for value in values if value.column == column]
    forms = {_form(line.text) for line in cells[column]}
    if len(forms) > 1 or len(own) != len(cells[column]) or len(own) < len(values):
        return False
    apart = all(
        below.top - above.bottom > _SETTINGS.blank_line * (above.bottom - above.top)
        for above, below in pairwise(own)
    )
    others = [(lines, rooms[other]) for other, lines in cells.items() if other != column]
    return apart and any(_begin_level(own, lines, room) for lines, room in others)


def _begin_level(values: Sequence[_Value], lines: Sequence[TextLine], room: float) -> bool:
    """Return whether a line of a column is level with each value, and begins a text there.

    It does where the line above had room for its first word, or where it begins with a digit, as a
    code does.
    """
    ordered = sorted(lines, key=lambda line: line.box.top)
    middles = [(line.box.top + line.box.bottom) / 2 for line in ordered]
    if not all(_is_near(value.middle, middles) for value in values):
        return False
    for value in values[1:]:
        at = min(range(len(ordered)), key=lambda index: abs(middles[index] - value.middle))
        line = ordered[at]
        if at and not line.text[:1].isdigit() and not _has_room(ordered[at - 1], line, room):
            return False
    return True


def _begins_text(line: TextLine, following: TextLine, room: float) -> bool:
    """Return whether a line begins another text than the one above it."""
    return following.text[:1].isupper() and _has_room(line, following, room)


def _has_room(line: TextLine, following: TextLine, room: float) -> bool:
    """Return whether the first word of the following line would have fitted behind a line."""
    letter = (following.box.x1 - following.box.x0) / max(len(following.text), 1)
    word = (1 + len(following.text.split(maxsplit=1)[0])) * letter
    return line.box.x1 - line.box.x0 + word <= room


def _form(text: str) -> tuple[bool, ...]:
    """Return what a number is printed with: groups, decimals, a percent sign, a currency."""
    digits = text.strip("Rp. %)(-")
    grouped, decimals = (
        len(re.split("[.,]", digits)) > 2,
        re.search(r"[.,]\d{1,2}$", digits) is not None,
    )
    return grouped, decimals, "%" in text, text[0] in "Rr"


# What counts a row that names those under it.
_COUNT = regex(r"(?:[IVXL]{1,4}|[A-Z])[.)]?|(?:\d{1,2}|[a-z])[.)]")


def _named_rows(
    cells: Mapping[int, Sequence[TextLine]], rows: Sequence[Sequence[_Value]]
) -> list[list[_Value]]:
    """Return the rows without numbers: counted in the first column, and a name level with that,
    over their own rows.
    """
    first, *others = (cells[column] for column in sorted(cells))
    numbers = _Level([(value.top, value.bottom, value) for row in rows for value in row])
    names = _Level([(one.box.top, one.box.bottom, one.box) for lines in others for one in lines])
    found = []
    for line in first:
        if not _COUNT.fullmatch(line.text):
            continue
        box = line.box
        around = names.between(box.top - _SETTINGS.level, box.bottom + _SETTINGS.level)
        beside = any(
            abs(one.top + one.bottom - box.top - box.bottom) < 2 * _SETTINGS.level for one in around
        )
        level = numbers.between(box.top, box.bottom)
        if beside and all(
            box.bottom <= value.top + 1 or box.top >= value.bottom - 1 for value in level
        ):
            found.append([_Value(min(cells), box.top, box.bottom)])
    return found


def _heading_cut(
    cells: Mapping[int, Sequence[TextLine]], rows: Sequence[Sequence[_Value]]
) -> list[float]:
    """Return where the heading over a list of items ends that has as many items as there are rows
    of numbers.
    """
    for lines in cells.values():
        items = [at for at, line in enumerate(lines) if _ITEM.match(line.text)]
        if len(items) == len(rows) and items[0] == 1 and lines[0].text.endswith(":"):
            edge = (lines[0].box.bottom + lines[1].box.top) / 2
            return [edge] if edge < min(value.top for value in rows[0]) else []
    return []


# What begins an item of a list, and the shortest word that marks items as the first word of each.
_ITEM = regex(r"[-–•\uf0b7\uf0d8\uf0fc]\s*[^\W\d]")


def item_of_each(
    lines: Sequence[TextLine], edges: Sequence[float], room: float
) -> list[int] | None:
    """Return in which of the rows between these edges each line of a cell belongs, or None where
    it is undecided.

    The cell lists as many items as there are rows. Each begins with a dash, under a heading that
    ends in a colon, with the word that begins the first one, or with a capital where the line above
    had room for it, no line standing beyond the edge of its row; `room` is the width for a line.
    """
    many = len(edges) - 1
    items = _dashed_items(lines)
    if len(items) != many:
        items = _items_of_one_word(lines) or items
    if len(items) != many and len(lines) > many:
        return _texts_in_rows(lines, edges, room)
    if len(items) != many or items[0]:
        return None
    return [bisect_right(items, at) - 1 for at in range(len(lines))]


def _dashed_items(lines: Sequence[TextLine]) -> list[int]:
    """Return the lines that begin an item with a dash; the heading over the first is of
    that item.
    """
    items = [at for at, line in enumerate(lines) if _ITEM.match(line.text)]
    if items and items[0] == 1 and lines[0].text.endswith(":"):
        items.insert(0, 0)
    return items


def _items_of_one_word(lines: Sequence[TextLine]) -> list[int]:
    """Return the lines that begin with the word of the first one, where that is long enough to mark
    items.
    """
    first = lines[0].text.split(None, 1)[0]
    if len(first) < _SETTINGS.telling or not first.isalpha():
        return []
    return [at for at, line in enumerate(lines) if line.text.split(None, 1)[0] == first]


def _texts_in_rows(
    lines: Sequence[TextLine], edges: Sequence[float], room: float
) -> list[int] | None:
    """Return the row of each line where the texts of a cell are as many as the rows, and each is at
    its own.
    """
    begins = [
        0,
        *(at for at in range(1, len(lines)) if _begins_text(lines[at - 1], lines[at], room)),
    ]
    if len(begins) != len(edges) - 1:
        return None
    rows = [bisect_right(begins, at) - 1 for at in range(len(lines))]
    near = (
        line.box.bottom > edges[row] - _SETTINGS.beyond
        and line.box.top < edges[row + 1] + _SETTINGS.beyond
        for line, row in zip(lines, rows, strict=True)
    )
    return rows if all(near) else None


def side_padding(grid: Grid, lines: Mapping[int, Sequence[TextLine]]) -> float:
    """Return the least room, in points, that the lines of a grid leave at the left side of their
    cells.
    """
    xs: list[float] = grid.xs.tolist()
    return max(
        0.0,
        min(
            line.box.x0 - xs[grid.slots[index].column]
            for index, group in lines.items()
            for line in group
        ),
    )


def split_row_bands(
    grid: Grid, lines: Mapping[int, Sequence[TextLine]], *, bounded: bool = True
) -> Grid:
    """Return the grid with a row for each row of numbers; `lines` are those of each slot, by its
    index.

    Where no ruling bounds a column, `bounded` is false, and no line has more room than the widest
    of its column.
    """
    bands = _stacked_bands(grid, lines)
    if not bands:
        return grid
    padding = side_padding(grid, lines)
    widest = {} if bounded else _widest_lines(grid, lines)
    apart = _SETTINGS.lines_apart if bounded else _SETTINGS.wrapped
    cuts: dict[int, list[float]] = {}
    for row, members in bands.items():
        rooms = _line_rooms(grid, members, widest, padding)
        cuts[row] = _band_cuts(
            {column: lines[index] for column, index in members.items()}, rooms, apart
        )
    if not any(cuts.values()):
        return grid
    whole: set[int] = set()
    if bounded:
        for row, found in cuts.items():
            whole.update(_centred(grid, row, bands[row], lines) if found else ())
    return _with_rows(grid, cuts, whole)


def _stacked_bands(
    grid: Grid, lines: Mapping[int, Sequence[TextLine]]
) -> dict[int, dict[int, int]]:
    """Return the bands in which a cell may stack numbers: by row, the index of the cell of each
    column.
    """
    bands: dict[int, dict[int, int]] = {}
    stacked: set[int] = set()
    for index, group in lines.items():
        slot = grid.slots[index]
        if slot.rows == 1:
            bands.setdefault(slot.row, {})[slot.column] = index
            if len(group) > 1 and group[0].text[0] in _BEGINS_VALUE:
                stacked.add(slot.row)
    return {row: members for row, members in bands.items() if row in stacked}


def _line_rooms(
    grid: Grid, members: Mapping[int, int], widest: Mapping[int, float], padding: float
) -> dict[int, float]:
    """Return the room for a line in each cell of a band, by column: that of `widest`, or its width
    within padding.
    """
    rooms = {}
    for column, index in members.items():
        columns = grid.slots[index].columns
        if column in widest and columns == 1:
            rooms[column] = widest[column]
        else:
            rooms[column] = float(grid.xs[column + columns] - grid.xs[column]) - 2 * padding
    return rooms


def _centred(
    grid: Grid, row: int, members: Mapping[int, int], lines: Mapping[int, Sequence[TextLine]]
) -> Sequence[int]:
    """Return the cells of a ruled row whose only line is in its middle, a number in one: it is of
    all records.
    """
    middle = (float(grid.ys[row]) + float(grid.ys[row + 1])) / 2
    alone = [index for index in members.values() if len(lines[index]) == 1]
    found = [
        at
        for at in alone
        if abs(lines[at][0].box.top + lines[at][0].box.bottom - 2 * middle) < 2 * _SETTINGS.level
    ]
    return (
        found if len(found) > 1 and any(_VALUE.fullmatch(lines[at][0].text) for at in found) else []
    )


def _widest_lines(grid: Grid, lines: Mapping[int, Sequence[TextLine]]) -> dict[int, float]:
    """Return the width of the widest line of each column."""
    widest: dict[int, float] = {}
    for index, group in lines.items():
        slot = grid.slots[index]
        if slot.columns == 1:
            widths = [line.box.x1 - line.box.x0 for line in group]
            widest[slot.column] = max([widest.get(slot.column, 0.0), *widths])
    return widest


def split_tall_cells(grid: Grid, lines: Mapping[int, Sequence[TextLine]]) -> Grid:
    """Return the grid with those cells separated into rows whose lines are one a row: only other
    columns are ruled.

    Of two or three rows each holds a number of its own: names of as many lines are merged cells.
    """
    tall = {
        index
        for index, group in lines.items()
        if grid.slots[index].rows > 1
        and (
            grid.slots[index].rows >= _SETTINGS.fewest_rows
            or _numbers_apart(grid, grid.slots[index], group)
        )
        and _one_a_row(grid, grid.slots[index], group)
    }
    if not tall:
        return grid
    slots = [slot for index, slot in enumerate(grid.slots) if index not in tall]
    for slot in (grid.slots[index] for index in tall):
        slots += [
            GridCell(row, slot.column, 1, slot.columns)
            for row in range(slot.row, slot.row + slot.rows)
        ]
    return owned_grid(grid.xs, grid.ys, slots)


def _numbers_apart(grid: Grid, slot: GridCell, lines: Sequence[TextLine]) -> bool:
    """Return whether a cell holds as many numbers as rows, none of them broken over two."""
    room = float(grid.xs[slot.column + slot.columns] - grid.xs[slot.column])
    return len(lines) == slot.rows and len(_values(lines, slot.column, room)) == slot.rows


def without_slivers(grid: Grid, lines: Mapping[int, Sequence[TextLine]]) -> Grid:
    """Return the grid without the narrow blank columns that are there since an edge is drawn here
    and there in rows.
    """
    widths = np.diff(grid.xs)
    held = {
        slot.column for at, slot in enumerate(grid.slots) if slot.columns == 1 and lines.get(at)
    }
    slivers = [at for at in np.flatnonzero(widths < _SETTINGS.narrow).tolist() if at not in held]
    if not slivers or len(widths) - len(slivers) < 2:
        return grid
    kept = np.ones(len(widths), np.intp)
    kept[slivers] = 0
    column = np.concatenate(([0], np.cumsum(kept)))
    slots = [
        GridCell(
            slot.row,
            int(column[slot.column]),
            slot.rows,
            int(column[slot.column + slot.columns] - column[slot.column]),
        )
        for slot in grid.slots
    ]
    xs = np.concatenate((grid.xs[:-1][kept > 0], grid.xs[-1:]))
    return owned_grid(xs, grid.ys, [slot for slot in slots if slot.columns])


def split_lists(grid: Grid, lines: Mapping[int, Sequence[TextLine]]) -> Grid:
    """Return the grid with a row for each line of its first column where only other columns, the
    fewer, are ruled.

    Such rulings are over and under subtotals: they part no rows.
    """
    spans = Counter(
        (slot.row, slot.rows)
        for slot in grid.slots
        if slot.rows >= _SETTINGS.fewest_rows and slot.columns == 1
    )
    width = len(grid.xs) - 1
    for (first, rows), many in spans.items():
        if many >= _SETTINGS.unruled_columns * width and (
            cuts := _list_rows(grid, first, rows, lines)
        ):
            return _with_list(grid, first, rows, cuts)
    return grid


def _list_rows(
    grid: Grid, first: int, rows: int, lines: Mapping[int, Sequence[TextLine]]
) -> list[float]:
    """Return where a list in these rows of a grid parts, nowhere where a cell reaches out
    of them.
    """
    inside = [at for at, slot in enumerate(grid.slots) if first <= slot.row < first + rows]
    if any(grid.slots[at].row + grid.slots[at].rows > first + rows for at in inside):
        return []
    leading = min(
        (at for at in inside if grid.slots[at].rows == rows), key=lambda at: grid.slots[at].column
    )
    others = [line for at in inside if at != leading for line in lines.get(at, ())]
    return _list_cuts(lines.get(leading, ()), others)


def _list_cuts(leading: Sequence[TextLine], others: Sequence[TextLine]) -> list[float]:
    """Return where the rows of a list part: over each line of its first column, under what is
    before.
    """
    if len(leading) < _SETTINGS.fewest_rows:
        return []
    middles = [(line.box.top + line.box.bottom) / 2 for line in leading]
    numbers = [line for line in others if _VALUE.fullmatch(line.text)]
    level = sum(_is_near((line.box.top + line.box.bottom) / 2, middles) for line in numbers)
    if not numbers or level < _SETTINGS.on_a_line * len(numbers):
        return []
    cuts = []
    before = sorted(
        ((one.box.top + one.box.bottom) / 2, one.box.bottom) for one in (*leading, *others)
    )
    lowest = list(accumulate((bottom for _, bottom in before), max))
    for line, middle in zip(leading[1:], middles[1:], strict=True):
        over = bisect_left(before, (middle - _SETTINGS.level,))
        cuts.append((lowest[over - 1] + line.box.top) / 2)
    return cuts


def _is_near(y: float, middles: Sequence[float]) -> bool:
    """Return whether one of these heights, top to bottom, is level with y."""
    at = bisect_left(middles, y - _SETTINGS.level)
    return at < len(middles) and middles[at] <= y + _SETTINGS.level


def _with_list(grid: Grid, first: int, rows: int, cuts: Sequence[float]) -> Grid:
    """Return the grid with these cuts for its rows from `first` on, all columns separated by
    each.
    """
    ys: list[float] = [*grid.ys[: first + 1].tolist(), *cuts, *grid.ys[first + rows :].tolist()]
    moved = len(cuts) + 1 - rows
    slots = [slot for slot in grid.slots if slot.row + slot.rows <= first]
    slots += [
        GridCell(first + row, column, 1, 1)
        for row in range(len(cuts) + 1)
        for column in range(len(grid.xs) - 1)
    ]
    slots += [
        GridCell(slot.row + moved, slot.column, slot.rows, slot.columns)
        for slot in grid.slots
        if slot.row >= first + rows
    ]
    return owned_grid(grid.xs, np.array(ys), slots)


def _one_a_row(grid: Grid, slot: GridCell, lines: Sequence[TextLine]) -> bool:
    """Return whether the lines of a tall cell are one in a row, none across the edge of two."""
    edges = grid.ys[slot.row : slot.row + slot.rows + 1]
    rows = [int(np.searchsorted(edges, (line.box.top + line.box.bottom) / 2)) for line in lines]
    across = sum(
        bool(((edges > line.box.top + 1.5) & (edges < line.box.bottom - 1.5)).any())
        for line in lines
    )
    return (
        len(set(rows)) >= _SETTINGS.line_a_row * slot.rows
        and len(set(rows)) >= _SETTINGS.line_a_row * len(rows)
        and not across
    )


def split_merged_cells(grid: Grid, lines: Mapping[int, Sequence[TextLine]]) -> Grid:
    """Return the grid with those merged cells separated between rows that hold a text for each of
    several groups of rows.

    Where nothing but shading parts rows, two merged cells under each other look like one.
    """
    cut = {
        index: edges
        for index, group in lines.items()
        if grid.slots[index].rows > 2 and (edges := _edges_between(grid, grid.slots[index], group))
    }
    if not cut:
        return grid
    slots = [slot for index, slot in enumerate(grid.slots) if index not in cut]
    for index, edges in cut.items():
        slot = grid.slots[index]
        for first, end in pairwise([slot.row, *edges, slot.row + slot.rows]):
            slots.append(GridCell(first, slot.column, end - first, slot.columns))
    return owned_grid(grid.xs, grid.ys, slots)


def _edges_between(grid: Grid, slot: GridCell, lines: Sequence[TextLine]) -> list[int]:
    """Return the rows that begin a text of their own in a merged cell: at edges that lie between
    two texts.
    """
    ys: list[float] = grid.ys.tolist()
    found: list[int] = []
    for above, below in pairwise(lines):
        height = above.box.bottom - above.box.top
        if below.box.top - above.box.bottom < _SETTINGS.between_texts * height:
            continue
        last = found[-1] if found else slot.row
        inner = range(last + 1, slot.row + slot.rows)
        edges = [row for row in inner if above.box.bottom - 1 < ys[row] < below.box.top + 1]
        if edges:
            found.append(min(edges, key=lambda row: abs(ys[row] - below.box.top)))
    return found


def _with_rows(grid: Grid, cuts: Mapping[int, Sequence[float]], whole: Collection[int]) -> Grid:
    """Return the grid with these cuts in its rows; merged cells cover the new rows too, and so do
    those kept whole.
    """
    height = len(grid.ys) - 1
    ys: list[float] = []
    first: list[int] = []
    for row in range(height):
        first.append(len(ys))
        ys += [float(grid.ys[row]), *cuts.get(row, ())]
    first.append(len(ys))
    ys.append(float(grid.ys[-1]))
    slots = []
    for index, slot in enumerate(grid.slots):
        start, end = first[slot.row], first[slot.row + slot.rows]
        if slot.rows == 1 and index not in whole:
            slots += [GridCell(row, slot.column, 1, slot.columns) for row in range(start, end)]
        else:
            slots.append(GridCell(start, slot.column, end - start, slot.columns))
    return owned_grid(grid.xs, np.array(ys), slots)
