"""Where a page may hold tables without vertical rulings: their first and last lines, and where the
body begins.

Four things indicate such a table: horizontal rulings or shaded rows of one width under each other;
a caption with a line under it whose words are apart; lines that print several numbers under each
other; a line of column numbers.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.grids.rulings import Rulings
from extract.patterns import DASHES, regex
from extract.pdfium.raw_page import Glyphs
from extract.records import Box
from extract.text.visual_lines import (
    TextSegment,
    VisualLine,
    is_caption,
    is_year,
    segments_beside,
    share_width,
    shares_width_with_any,
)


@dataclass(frozen=True, slots=True)
class TextRegionsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # In line heights: the most between numbers of one table, and between lines of one.
    rows_apart: float = 9.0  # heights; dc12d0d
    lines_apart: float = 2.6  # heights; 48f7c0a
    # Fewer rows or number columns than these may be chance.
    rows: int = 3  # count; dc12d0d
    columns: int = 2  # count; 48f7c0a
    # Under headers that are apart so many are enough.
    headed_rows: int = 2  # count; 205d3e0
    # How far apart, in points, numbers of one column may end, and the ends of rulings of one table.
    same_edge: float = 4.0  # pt; 48f7c0a
    # Lines of one text are no further apart than so many heights.
    wrapped: float = 0.7  # heights; 48f7c0a
    # Of the lines of a table between horizontal rulings, or of its bands, this share at least
    # prints pieces that are apart.
    apart_lines: float = 0.4  # share; eecf668
    apart_bands: float = 0.7  # share; eecf668
    # Headers have so many lines at most, and so has a name above its numbers; in points, how
    # exactly counts are under each other, and in which share of the rows.
    head_lines: int = 3  # count; a250929
    name_lines: int = 5  # count; a250929
    exact: float = 2.0  # pt; a250929
    shared: float = 0.7  # share; a250929
    # Horizontal rulings further apart than this, in points, are not of one table; fewer or shorter
    # ones than these are not one.
    rules_apart: float = 220.0  # pt; 5d97346
    rules: int = 3  # count; 5d97346
    shortest_rule: float = 100.0  # pt; 2da7182


TEXT_REGIONS_SETTINGS = TextRegionsSettings()


_TABLE = regex(r"^\W*tabel\b[\s.:]*(?:\d|[ivxl]+\b)", re.IGNORECASE)
_TABLE_LINE = regex(r"^[^\w\n]*tabel\b[\s.:]*(?:\d|[ivxl]+\b)", re.IGNORECASE | re.MULTILINE)
_NUMBERING = regex(r"(?<!\d)\(?0?1\)?\s+\(?0?2\)?\s+\(?0?3(?!\d)")
_TWO_NUMBERS = regex(rf"(?<!\S)(?:\d{{1,4}}|[{DASHES}])\s+(?:\d{{1,4}}|[{DASHES}])(?!\S)")
_HEADING = regex(r"(?:\d+\.)+\d*\.?\s+[A-Z]|[A-Z]\.\s+[A-Z]|BAB\b")


class TableRegion(NamedTuple):
    """The lines of a table: from the first to the last, and where the body begins."""

    first: int
    body: int
    last: int


def may_hold_rows(glyphs: Glyphs, free: NDArray[np.bool_]) -> bool:
    """Return whether the free glyphs of a page may print a table: a cheap look before a
    close one.
    """
    if _TABLE_LINE.search(glyphs.text) or _NUMBERING.search(glyphs.text):
        return True
    codes = np.where(free, glyphs.codes, 0)
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    marks = (codes[1:-1] == ord(".")) | (codes[1:-1] == ord(","))
    parted = int((digits[:-2] & marks & digits[2:]).sum()) + int((codes == ord("%")).sum())
    if parted >= TEXT_REGIONS_SETTINGS.rows or digits.sum() < 2 * TEXT_REGIONS_SETTINGS.rows:
        return parted >= TEXT_REGIONS_SETTINGS.rows
    text = (
        np.where(free, glyphs.codes, ord(" "))
        .astype("<u4")
        .tobytes()
        .decode("utf-32-le", "replace")
    )
    return parted + sum(1 for _ in _TWO_NUMBERS.finditer(text)) >= TEXT_REGIONS_SETTINGS.rows


def _blocks(lines: Sequence[VisualLine]) -> list[tuple[int, int]]:
    """Return the first and last index of runs of lines with rows close to each other."""
    rows = [index for index, line in enumerate(lines) if line.tabular]
    blocks: list[tuple[int, int]] = []
    for index in rows:
        height = lines[index].bottom - lines[index].top
        if (
            blocks
            and lines[index].top - lines[blocks[-1][1]].bottom
            <= TEXT_REGIONS_SETTINGS.rows_apart * height
            and not any(_prose(line, lines[index]) for line in lines[blocks[-1][1] + 1 : index])
            and not _are_headed(lines[blocks[-1][1] + 1 : index], lines[index])
        ):
            blocks[-1] = (blocks[-1][0], index)
        else:
            blocks.append((index, index))
    many = {
        (first, last): bisect_right(rows, last) - bisect_left(rows, first) for first, last in blocks
    }
    return [
        block
        for block in blocks
        if many[block]
        >= (
            TEXT_REGIONS_SETTINGS.headed_rows
            if _has_heads(lines, block[0])
            else TEXT_REGIONS_SETTINGS.rows
        )
    ]


def _has_heads(lines: Sequence[VisualLine], first: int) -> bool:
    """Return whether headers that are apart are right above a row, one over each of its numbers."""
    above = lines[first - 1] if first else None
    return (
        above is not None
        and len(above.pieces) > TEXT_REGIONS_SETTINGS.columns
        and _are_headed([above], lines[first])
    )


def _prose(line: VisualLine, row: VisualLine) -> bool:
    """Return whether a line between rows is running text or a caption: one piece that passes under
    two numbers.
    """
    if is_caption(line.text):
        return True
    middles = [(piece.box.x0 + piece.box.x1) / 2 for piece in row.numbers]
    return any(piece.count_across(middles) >= 2 for piece in line.pieces)


def _are_headed(lines: Sequence[VisualLine], row: VisualLine) -> bool:
    """Return whether each number of a row is under words of the lines before it: the headers of
    another table.
    """
    words = [piece.box for line in lines for piece in line.pieces if not piece.number]
    return all(shares_width_with_any(piece.box, words) for piece in row.numbers)


def _number_columns(lines: Sequence[VisualLine]) -> int:
    """Return how many columns of numbers these lines share: numbers that end, begin or centre at
    the same place.
    """
    rows = [line for line in lines if line.tabular]
    best = 0
    boxes = np.array([piece.box for line in rows for piece in line.numbers])
    for at in map(np.sort, (boxes[:, 2], boxes[:, 0], (boxes[:, 0] + boxes[:, 2]) / 2)):
        groups = np.split(at, np.flatnonzero(np.diff(at) > TEXT_REGIONS_SETTINGS.same_edge) + 1)
        best = max(best, sum(len(group) >= 0.5 * len(rows) for group in groups))
    return best


def _meet(one: TableRegion, other: TableRegion) -> bool:
    """Return whether two regions share a line."""
    return one.first <= other.last and other.first <= one.last


def _whole(
    region: TableRegion, others: Sequence[TableRegion], lines: Sequence[VisualLine]
) -> TableRegion:
    """Return a region with the rows that another one has under its own, and with the first words of
    its first row.

    Rows may be further apart than the lines under a caption; a name of several lines begins above
    its numbers. A paragraph that follows is left out.
    """
    last = max(other.last for other in others if region.body <= other.body <= region.last)
    counted = next(
        (line for line in reversed(lines[region.body : last + 1]) if line.numbers), lines[last]
    )
    while last > region.body and (
        _is_folio(lines[last - 1], lines[last])
        or (not lines[last].numbers and stand_under_numbers(counted, lines[last]))
    ):
        last -= 1
    body = _name_begin(lines, region.body)
    return TableRegion(min(region.first, body), body, last)


def _is_folio(above: VisualLine, line: VisualLine) -> bool:
    """Return whether a line is nothing but a number, and no rest of the line above: the number of
    the page.
    """
    return (
        len(line.pieces) == 1
        and bool(line.numbers)
        and line.top - above.bottom > TEXT_REGIONS_SETTINGS.wrapped * line.height
    )


def stand_under_numbers(row: VisualLine, line: VisualLine) -> bool:
    """Return whether words of a line are under a number of a row: they are no rest of that."""
    return any(share_width(box, piece.box) for piece in row.numbers for box in line.words)


def _name_begin(lines: Sequence[VisualLine], body: int) -> int:
    """Return the first line of a name whose numbers are on its last: its lines are nearer to each
    other than headers.

    `body` is the line of the numbers, which is returned where nothing of the name is above.
    """
    begin, at, widest = body, body, 0.0
    while at > 1:
        line = lines[at - 1]
        near = lines[at].top - line.bottom
        alone = len(line.pieces) == 1 and not line.numbers and not is_caption(line.text)
        if not alone or near >= TEXT_REGIONS_SETTINGS.wrapped * line.height:
            break
        at, widest = at - 1, max(widest, near)
        if widest < line.top - lines[at - 1].bottom - 1:
            begin = at
    return begin


def _is_head_of(region: TableRegion, other: TableRegion, lines: Sequence[VisualLine]) -> bool:
    """Return whether a region is only the header of another: without an amount under its headers,
    where that has some.
    """
    return (
        other.first <= region.last < other.last
        and not _prints_amounts(region, lines)
        and _prints_amounts(other, lines)
    )


def _prints_amounts(region: TableRegion, lines: Sequence[VisualLine]) -> bool:
    """Return whether a row of a region prints an amount."""
    return any(line.amounts for line in lines[region.body : region.last + 1])


def _ruled_regions(lines: Sequence[VisualLine], level: Rulings) -> Iterator[TableRegion]:
    """Yield the regions between horizontal rulings of one width that follow each other with nothing
    but rows between.
    """
    for group in _rule_groups(lines, level):
        for ys in _parts_of(np.unique(np.round(level.at[group], 0)), lines):
            region = _region_between(ys, lines)
            if region is not None:
                yield region


def _rule_groups(lines: Sequence[VisualLine], level: Rulings) -> list[list[int]]:
    """Return the horizontal rulings of one width that follow each other, by their indices from top
    to bottom.
    """
    groups: list[list[int]] = []
    for index in np.argsort(level.at, kind="stable").tolist():
        if groups and _follows(level, groups[-1][-1], index, lines):
            groups[-1].append(index)
        elif groups and _is_part(level, groups[-1][-1], index, lines):
            continue
        elif level.end[index] - level.start[index] > TEXT_REGIONS_SETTINGS.shortest_rule:
            groups.append([index])
    return groups


def _region_between(ys: NDArray[np.float64], lines: Sequence[VisualLine]) -> TableRegion | None:
    """Return the region between horizontal rulings at these heights, None where what is between is
    no table.
    """
    inside = _lines_between(lines, ys)
    own = [lines[k] for k in inside]
    if (
        len(ys) < TEXT_REGIONS_SETTINGS.rules
        or len(inside) < 2
        or not _print_pieces(own, ys.tolist())
    ):
        return None
    if not any(
        line.numbers for line in own
    ):  # words that a shaded paragraph spreads over its lines
        return None
    # a header beside two levels of headers is across the edge between those
    head = next((y for y in ys[1:-1] if not _crosses(y, lines)), ys[1])
    body = next((k for k in inside if (lines[k].top + lines[k].bottom) / 2 > head), inside[-1])
    body = next(
        (k for k in inside if k < body and lines[k].tabular), body
    )  # its header is over the first ruling
    return TableRegion(inside[0], body, inside[-1])


def _lines_between(lines: Sequence[VisualLine], ys: NDArray[np.float64]) -> list[int]:
    """Return the indices of the lines between the first and the last of these heights."""
    return [k for k, line in enumerate(lines) if ys[0] < (line.top + line.bottom) / 2 < ys[-1]]


def _crosses(y: float, lines: Sequence[VisualLine]) -> bool:
    """Return whether a height runs through one of these lines."""
    return any(line.top + 1.5 < y < line.bottom - 1.5 for line in lines)


def _parts_of(
    ys: NDArray[np.float64], lines: Sequence[VisualLine]
) -> Iterator[NDArray[np.float64]]:
    """Yield the horizontal rulings of each table among rulings of one width: headers between rows
    of numbers begin another one.
    """
    inside = _lines_between(lines, ys)
    rows = [k for k in inside if lines[k].tabular]
    begins = [
        int(np.searchsorted(ys, (lines[k].top + lines[k].bottom) / 2)) - 1
        for k in inside
        if k + 1 in rows[TEXT_REGIONS_SETTINGS.headed_rows : 1 - TEXT_REGIONS_SETTINGS.headed_rows]
        and not lines[k].numbers
        and _has_heads(lines, k + 1)
    ]
    for first, end in pairwise([0, *begins, len(ys)]):
        yield ys[first:end]


def _print_pieces(lines: Sequence[VisualLine], ys: Sequence[float]) -> bool:
    """Return whether enough of the lines between horizontal rulings print pieces apart, or of the
    bands between these rulings.

    The names of a table may be wrapped over so many lines that hardly any prints more than a word
    of one.
    """
    apart = [(line.top + line.bottom) / 2 for line in lines if len(line.pieces) > 1]
    if len(apart) >= TEXT_REGIONS_SETTINGS.apart_lines * len(lines):
        return True
    bands = list(pairwise(ys))
    filled = 0
    for low, high in bands:
        filled += any(low < middle < high for middle in apart)
    return filled >= TEXT_REGIONS_SETTINGS.apart_bands * len(bands)


def _is_part(level: Rulings, whole: int, part: int, lines: Sequence[VisualLine]) -> bool:
    """Return whether a horizontal ruling runs over a part of the width of one above: beside a
    merged cell, under a header.

    One as wide under running text is the edge of its shade, unless a caption is between.
    """
    near = level.at[part] - level.at[whole] <= TEXT_REGIONS_SETTINGS.rules_apart
    within = level.start[part] >= level.start[whole] - 2 and level.end[part] <= level.end[whole] + 2
    shorter = (
        level.end[part] - level.start[part]
        < level.end[whole] - level.start[whole] - 2 * TEXT_REGIONS_SETTINGS.same_edge
    )
    between = [
        line for line in lines if level.at[whole] < (line.top + line.bottom) / 2 < level.at[part]
    ]
    shade = not any(is_caption(line.text) for line in between)
    return bool(near and within and (shorter or shade))


def _follows(level: Rulings, one: int, other: int, lines: Sequence[VisualLine]) -> bool:
    """Return whether two horizontal rulings are of one table: as wide, and with neither running
    text nor caption between.
    """
    start, end = float(level.start[one]), float(level.end[one])
    if (
        abs(level.start[other] - start) > 2 * TEXT_REGIONS_SETTINGS.same_edge
        or abs(level.end[other] - end) > 2 * TEXT_REGIONS_SETTINGS.same_edge
    ):
        return False
    between = [
        line for line in lines if level.at[one] < (line.top + line.bottom) / 2 < level.at[other]
    ]
    return level.at[other] - level.at[one] <= TEXT_REGIONS_SETTINGS.rules_apart and not any(
        is_caption(line.text) or _widest_piece(line) > 0.6 * (end - start) for line in between
    )


def _widest_piece(line: VisualLine) -> float:
    """Return the width of the widest piece of a line, in points."""
    return max((piece.box.x1 - piece.box.x0 for piece in line.pieces), default=0.0)


def _captioned_regions(lines: Sequence[VisualLine], level: Rulings) -> Iterator[TableRegion]:
    """Yield the regions under captions: a line of headers that are apart, and the lines under
    it.
    """
    for index, line in enumerate(lines):
        if not _TABLE.search(line.text):
            continue
        following = range(index + 1, min(index + 4, len(lines)))
        heads = next(
            (k for k in following if len(lines[k].pieces) > TEXT_REGIONS_SETTINGS.columns), None
        )
        if heads is None:
            continue
        first = heads
        while first > index + 1 and len(lines[first - 1].pieces) > 1:
            first -= 1
        last = _last_under(lines, heads)
        body = _captioned_body(lines, level, TableRegion(first, heads, last))
        if body <= last:
            yield TableRegion(first, body, last)


def _last_under(lines: Sequence[VisualLine], heads: int) -> int:
    """Return the last line of the table whose headers are on a line."""
    last = heads
    while last + 1 < len(lines) and _goes_on(lines[heads], lines[last], lines[last + 1]):
        last += 1
    return _without_prose(lines, heads, last)


def _captioned_body(lines: Sequence[VisualLine], level: Rulings, region: TableRegion) -> int:
    """Return where the body begins under headers, which are at the `body` of the region: behind its
    last line if not.

    It begins under the column numbers, or with the first line that prints a number or is under a
    closing ruling.
    """
    first, heads, last = region
    for at in range(first, min(first + 5, last)):
        if lines[at].numbering:
            return at + 1
    body = heads + 1
    while (
        body <= last
        and _is_worded(lines[body])
        and not _is_closed(lines[heads], lines[body - 1], lines[body], level)
    ):
        body += 1
    return body


def _is_worded(line: VisualLine) -> bool:
    """Return whether a line prints no number but years."""
    return all(not piece.number or is_year(piece.text) for piece in line.pieces)


def _is_closed(heads: VisualLine, line: VisualLine, following: VisualLine, level: Rulings) -> bool:
    """Return whether a ruling under all headers is between two lines: what follows is no header,
    words alone included.
    """
    between = (level.at > (line.top + line.bottom) / 2) & (
        level.at < (following.top + following.bottom) / 2
    )
    over = (level.start <= heads.pieces[0].box.x1) & (level.end >= heads.pieces[-1].box.x0)
    return bool((between & over).any()) and len(following.pieces) == 1


def _goes_on(heads: VisualLine, line: VisualLine, following: VisualLine) -> bool:
    """Return whether a table continues with a line: close to the one above, and under its
    headers.
    """
    height = max(heads.height, line.height, following.height)
    if following.top - line.bottom > TEXT_REGIONS_SETTINGS.lines_apart * height or is_caption(
        following.text
    ):
        return False
    if len(following.pieces) == 1 and _HEADING.match(following.text):
        return False
    middles = [(piece.box.x0 + piece.box.x1) / 2 for piece in heads.pieces]
    under = [piece.count_across(middles) for piece in following.pieces]
    # texts of two columns may touch; running text passes under more headers, or is all there is on
    # its line
    return max(under) < 2 or (max(under) == 2 and len(under) > 1)


def _without_prose(lines: Sequence[VisualLine], heads: int, last: int) -> int:
    """Return the last line of a table without the first of a paragraph that follows, its words
    spread out.
    """
    if last + 1 >= len(lines):
        return last
    while (
        last > heads + 1
        and lines[last + 1].top - lines[last].bottom < lines[last].top - lines[last - 1].bottom - 2
    ):
        last -= 1
    return last


def _numeric_regions(lines: Sequence[VisualLine]) -> Iterator[TableRegion]:
    """Yield the regions of lines that print numbers under each other."""
    for first, last in _blocks(lines):
        if _number_columns(lines[first : last + 1]) >= TEXT_REGIONS_SETTINGS.columns:
            numbering = next(
                (k for k in range(max(0, first - 3), first) if lines[k].numbering), first
            )
            yield TableRegion(numbering, numbering, last)


def _counted_regions(lines: Sequence[VisualLine]) -> Iterator[TableRegion]:
    """Yield the regions of names with several counts behind each, under headers: small numbers, or
    dashes for nothing.

    Running text and charts print small numbers too: here each is under a header, exactly under
    those above.
    """
    rows: list[int] = []
    for index, line in enumerate([*lines, None]):
        if (
            line is not None
            and len(_counts(line)) >= TEXT_REGIONS_SETTINGS.columns
            and (not rows or _counts_on(lines, rows[-1], index))
        ):
            rows.append(index)
        elif line is None or len(_counts(line)) >= TEXT_REGIONS_SETTINGS.columns:
            if _is_counted(lines, rows):
                yield TableRegion(rows[0], rows[0], rows[-1])
            rows = [index] if line is not None else []


def _counts(line: VisualLine) -> list[TextSegment]:
    """Return the numbers behind the name of a row, all where its name is on other lines; years are
    none.
    """
    named = next((at for at, piece in enumerate(line.pieces) if not piece.number), -1)
    return [piece for piece in line.pieces[named + 1 :] if piece.number and not is_year(piece.text)]


def _counts_on(lines: Sequence[VisualLine], last: int, index: int) -> bool:
    """Return whether a line of counts is of the table of the one before: near, with neither headers
    nor text between.
    """
    between, line = lines[last + 1 : index], lines[index]
    near = line.top - lines[last].bottom <= TEXT_REGIONS_SETTINGS.rows_apart * line.height
    return (
        near
        and not any(_prose(other, line) for other in between)
        and not _are_headed(between, line)
    )


def _is_counted(lines: Sequence[VisualLine], rows: Sequence[int]) -> bool:
    """Return whether enough rows of counts are under headers, in columns that most of them share,
    most with a name.
    """
    if len(rows) < TEXT_REGIONS_SETTINGS.rows:
        return False
    counts = [_counts(lines[row]) for row in rows]
    named = [
        row
        for row in rows
        if _words(lines, row - 1) or _words(lines, row) or _words(lines, row + 1)
    ]
    heads = [
        piece
        for piece in segments_beside(_heads_above(lines, rows[0]))
        if not piece.number or is_year(piece.text)
    ]
    shared = _most_shared([_boxes_of(row) for row in counts])
    headed = len(heads) > max(map(len, counts))
    return 2 * len(named) >= len(rows) and headed and shared >= TEXT_REGIONS_SETTINGS.columns


def _boxes_of(segments: Iterable[TextSegment]) -> list[Box]:
    return [segment.box for segment in segments]


def _words(lines: Sequence[VisualLine], at: int) -> bool:
    """Return whether there is a line at an index that prints words."""
    return 0 <= at < len(lines) and not all(piece.number for piece in lines[at].pieces)


def _heads_above(lines: Sequence[VisualLine], row: int) -> Sequence[VisualLine]:
    """Return the lines of headers over a row: the last with several pieces, and those just above
    it.

    Lines of one piece between may be the beginning of the name of the row.
    """
    at = row
    while (
        at > 0
        and row - at < TEXT_REGIONS_SETTINGS.name_lines
        and _is_near(lines[at - 1], lines[at])
    ):
        at -= 1
        if len(lines[at].pieces) > 1:
            first = at
            while (
                first > 0
                and at - first < TEXT_REGIONS_SETTINGS.head_lines
                and _is_near(lines[first - 1], lines[first])
            ):
                first -= 1
            return lines[first : at + 1]
    return []


def _is_near(above: VisualLine, line: VisualLine) -> bool:
    return (
        not is_caption(above.text)
        and line.top - above.bottom <= TEXT_REGIONS_SETTINGS.lines_apart * line.height
    )


def _most_shared(rows: Sequence[Sequence[Box]]) -> int:
    """Return how many columns of boxes there are in which most rows end, begin or have their middle
    at one place.
    """
    boxes = np.array([box for row in rows for box in row])
    best = 0
    for at in map(np.sort, (boxes[:, 2], boxes[:, 0], (boxes[:, 0] + boxes[:, 2]) / 2)):
        groups = np.split(at, np.flatnonzero(np.diff(at) > TEXT_REGIONS_SETTINGS.exact) + 1)
        best = max(
            best, sum(len(group) >= TEXT_REGIONS_SETTINGS.shared * len(rows) for group in groups)
        )
    return best


def _numbered_regions(lines: Sequence[VisualLine]) -> Iterator[TableRegion]:
    """Yield the regions under lines of column numbers: a table of a row or two, as a page break
    leaves behind.
    """
    for index, line in enumerate(lines):
        if (
            len(line.pieces) <= TEXT_REGIONS_SETTINGS.columns
            or index + 1 == len(lines)
            or not line.numbering
        ):
            continue
        last = _last_under(lines, index)
        if any(
            len(row.pieces) > TEXT_REGIONS_SETTINGS.columns and row.numbers
            for row in lines[index + 1 : last + 1]
        ):
            yield TableRegion(index, index, last)


def _meets_any(region: TableRegion, others: Iterable[TableRegion]) -> bool:
    return any(_meet(region, each) for each in others)


def _is_head_of_any(
    region: TableRegion, others: Iterable[TableRegion], lines: Sequence[VisualLine]
) -> bool:
    return any(_is_head_of(region, each, lines) for each in others)


def find_regions(lines: Sequence[VisualLine], level: Rulings) -> list[TableRegion]:
    """Return the regions of the tables among these lines, top to bottom; `level` are the horizontal
    rulings around them.
    """
    found = [
        *_ruled_regions(lines, level),
        *_captioned_regions(lines, level),
        *_numeric_regions(lines),
    ]
    found += _counted_regions(lines)
    found += [region for region in _numbered_regions(lines) if not _meets_any(region, found)]
    regions = [region for region in found if not _is_head_of_any(region, found, lines)]
    return sorted(
        (_whole(region, regions, lines) for region in regions), key=lambda region: region.first
    )
