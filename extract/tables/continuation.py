"""Whether what is on a page continues the table of the page before: by its header, its columns, and
its place.

A piece that repeats the header of the table continues it, even where it repeats no more than the
column numbers. One that has no header continues it where it has its columns, where the table
reaches the foot of its page and where the piece begins at the top of the next: two tables with
equal columns are common.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median
from typing import NamedTuple

from extract.pages.page_records import PageTable
from extract.tables.builders import (
    CellBuilder,
    CellPart,
    Matrix,
    TableBuilder,
    continue_cell,
    own_header,
    with_cells,
)
from extract.tables.headers import HEADERS_SETTINGS, holds_data, is_number_row, is_value
from extract.text.similarity import letter_ratio, sorted_words_ratio


@dataclass(frozen=True, slots=True)
class ContinuationSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A repeated header may differ by a letter or two (a village name spelt anew on each page).
    same_header: int = 80  # count; bd6fe12
    # Read in more rows, in another order, it has the same words all the same.
    same_words: int = 95  # count; 54b87fb
    more_rows: int = 2  # count; 54b87fb
    # How far apart, in points, an edge of columns on two pages is at most; Word draws it anew on
    # each page, further off by a share of the narrower column beside it, and one of all edges by
    # half of that column.
    same_edge: float = 6.0  # pt; 3bd6bc1
    redrawn: float = 0.25  # share; 5609418
    one_redrawn: float = 0.5  # share; 5609418
    # A column of numbers prints values in at least this share of the last rows that fill it, and
    # in so many rows.
    values: float = 0.9  # share; 5609418
    enough_values: int = 3  # count; 5609418
    rows_seen: int = 100  # count; 5609418


_SETTINGS = ContinuationSettings()


class Continuation(NamedTuple):
    """The rows of a piece that continues a table; the first `repeated` of them repeat its
    header.
    """

    matrix: Matrix
    repeated: int


def continuation(
    table: TableBuilder, piece: PageTable, matrix: Matrix, full: bool
) -> Continuation | None:
    """Return how a piece continues the table, None if it is a table of its own.

    `full` is whether the table fills its page and the piece begins at the top of its own.
    """
    if table.closed or piece.page != table.pages[-1] + 1 or len(piece.xs) != len(table.piece.xs):
        return None
    alike = same_columns(table.piece, piece)
    parted = _with_rest_parted(table, matrix) if full else matrix
    repeated = repeated_header(table, parted, alike)
    if repeated is not None:
        return Continuation(parted, repeated)
    return (
        Continuation(matrix, 0) if full and alike and not has_other_header(table, matrix) else None
    )


def _wording(rows: Matrix) -> str:
    """Return the words of header rows, each cell once."""
    cells = dict.fromkeys(chain.from_iterable(rows))
    return " ".join(cell.plain for cell in cells).casefold()


def same_wording(one: Matrix, other: Matrix) -> bool:
    """Return whether two headers have the same words, give or take a few letters."""
    return letter_ratio(_wording(one), _wording(other)) >= _SETTINGS.same_header


def _are_numbers(row: list[CellBuilder]) -> bool:
    """Return whether a row numbers the columns."""
    return is_number_row([draft.plain for draft in dict.fromkeys(row)])


def repeated_header(table: TableBuilder, matrix: Matrix, alike: bool) -> int | None:
    """Return how many rows of a following piece repeat the table's header, or None where none do.

    A header of one line among headers of two may have been read as a row of its own: that many rows
    more are looked at. The column numbers alone repeat it only over columns that are `alike`.
    """
    depth = len(table.header)
    for first, last in ((0, depth), (0, depth - 1), (depth - 1, depth)):
        rows = table.header[first:last]
        if not rows or len(matrix) < len(rows):
            continue
        if first and not (alike and _are_numbers(rows[-1])):
            continue
        if same_wording(rows, matrix[: len(rows)]):
            return len(rows)
        wording = _wording(rows)
        more = range(len(rows) + 1, min(len(rows) + _SETTINGS.more_rows, len(matrix)) + 1)
        same = {height: sorted_words_ratio(wording, _wording(matrix[:height])) for height in more}
        best = max(same, key=lambda height: same[height], default=0)
        if best and same[best] >= _SETTINGS.same_words:
            return best
    return None


def _with_rest_parted(table: TableBuilder, matrix: Matrix) -> Matrix:
    """Return the rows of a piece with what is under its repeated header, in one row with it, in a
    row of its own.

    No ruling parts them where the page break split a row and the header, or the column numbers
    alone, are repeated above its rest.
    """
    if not table.header:
        return matrix
    header = [_printed_lines(draft) for draft in table.header[-1]]
    for index, row in enumerate(matrix[: len(table.header)]):
        lines = [_printed_lines(draft) for draft in row]
        if lines != header and all(
            own[: len(head)] == head for own, head in zip(lines, header, strict=True)
        ):
            ends = {draft: len(head) for draft, head in zip(row, header, strict=True)}
            upper = {draft: _with_lines(draft, slice(end)) for draft, end in ends.items()}
            lower = {draft: _with_lines(draft, slice(end, None)) for draft, end in ends.items()}
            above, below = matrix[: index + 1], matrix[index:]
            return [*with_cells(above, upper), *with_cells(below, lower)]
    return matrix


def _printed_lines(draft: CellBuilder) -> list[str]:
    """Return the lines of a cell, on all its pages."""
    return [line.text for part in draft.parts for line in part.lines]


def _with_lines(draft: CellBuilder, lines: slice) -> CellBuilder:
    """Return a cell of one page with some of its lines."""
    return CellBuilder(
        [CellPart(part.place, part.lines[lines], part.room) for part in draft.parts], draft.bold
    )


def same_columns(one: PageTable, other: PageTable) -> bool:
    """Return whether two pieces have the same columns, wherever on the page they are."""
    if len(one.xs) != len(other.xs):
        return False
    steps = [after - before for before, after in zip(one.xs, other.xs, strict=True)]
    shift = median(steps)
    off = [abs(step - shift) for step in steps]
    beside = [min(_beside(one.xs, at), _beside(other.xs, at)) for at in range(len(off))]
    redrawn = [
        distance / width
        for distance, width in zip(off, beside, strict=True)
        if distance > max(_SETTINGS.same_edge, _SETTINGS.redrawn * width)
    ]
    return not redrawn or (len(redrawn) == 1 < len(off) - 2 and redrawn[0] <= _SETTINGS.one_redrawn)


def _beside(xs: tuple[float, ...], at: int) -> float:
    """Return the width of the narrower column beside an edge."""
    return min(right - left for left, right in pairwise(xs[max(at - 1, 0) : at + 2]))


def counts_anew(table: TableBuilder, matrix: Matrix) -> bool:
    """Return whether the rows of a piece are counted from 1 again."""
    first = _count(matrix[0]) if matrix else ""
    return first == "1" and any(_count(row) == first for row in table.rows)


def _count(row: list[CellBuilder]) -> str:
    return row[0].plain.strip("(.) ")


def has_other_header(table: TableBuilder, matrix: Matrix) -> bool:
    """Return whether a piece begins with a header of its own: words over columns in which the table
    prints numbers.
    """
    if not own_header(matrix):
        return False
    columns = _number_columns(table)
    return not columns or any(
        not matrix[0][column].blank and not is_value(matrix[0][column].plain) for column in columns
    )


def _number_columns(table: TableBuilder) -> list[int]:
    """Return the columns in which nearly all rows of the table that fill them print a value."""
    found = []
    for column in range(len(table.piece.xs) - 1):
        printed = [
            row[column].plain for row in table.rows[-_SETTINGS.rows_seen :] if not row[column].blank
        ]
        values = sum(map(is_value, printed))
        if values >= _SETTINGS.enough_values and values >= _SETTINGS.values * len(printed):
            found.append(column)
    return found


def with_header_above(table: TableBuilder, piece: PageTable, matrix: Matrix) -> Matrix | None:
    """Return a piece under the header that a page break cut off it, or None where the table is no
    such header.

    A header that stands alone at the foot of a page may have lost its lower levels: then it has
    fewer columns than what follows. A cell of it that is over one column continues in the row
    beneath, which is blank there or ends it.
    """
    if table.closed or piece.page != table.pages[-1] + 1 or not matrix:
        return None
    above = _header_alone(table, piece)
    if above is None:
        return None
    if same_wording(above, matrix[: len(above)]):
        return matrix if own_header(matrix) >= len(above) else None
    if own_header([*above, *matrix]) < len(above):
        return None
    if len(table.piece.xs) < len(piece.xs):
        _continue_last_level(above[-1], matrix)
    return [*above, *matrix]


def _header_alone(table: TableBuilder, piece: PageTable) -> Matrix | None:
    """Return the rows of a table that may be the header of a piece, in its columns; None where they
    print data.
    """
    parts = _parts_of(table.piece, piece)
    if parts is None or len(table.header) + len(table.rows) > HEADERS_SETTINGS.deepest:
        return None
    above = []
    for row in (*table.header, *table.rows):
        own = [row[part] for part in parts]
        if holds_data([draft.plain for draft in own]):
            return None
        above.append(own)
    return above


def _continue_last_level(level: Sequence[CellBuilder], matrix: Matrix) -> None:
    """Let each header over one column continue in the cell beneath it, where that is in one column
    too.
    """
    for over, draft in zip(level, list(matrix[0]), strict=True):
        if level.count(over) == 1 and matrix[0].count(draft) == 1:
            continue_cell(over, draft, matrix)


def _parts_of(one: PageTable, other: PageTable) -> list[int] | None:
    """Return for each column of a piece the column of the other that holds it, or None where edges
    do not meet.
    """
    edges = [edge - one.xs[0] for edge in one.xs]
    finer = [edge - other.xs[0] for edge in other.xs]
    if any(_distance(edge, finer) > _SETTINGS.same_edge for edge in edges):
        return None
    if abs(edges[-1] - finer[-1]) > _SETTINGS.same_edge:
        return None
    return [_count_below(edges, (left + right) / 2) - 1 for left, right in pairwise(finer)]


def _distance(edge: float, others: Sequence[float]) -> float:
    """Return how far the nearest of some edges is."""
    return min(abs(edge - other) for other in others)


def _count_below(edges: Sequence[float], x: float) -> int:
    return sum(edge < x for edge in edges)
