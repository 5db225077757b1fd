"""Whether the first row of a page is the rest of a row that the page break split."""

from dataclasses import dataclass
from itertools import pairwise

from extract.patterns import DASHES
from extract.tables.builders import CellBuilder, TableBuilder, prints_value
from extract.text.line_joining import is_one_number


@dataclass(frozen=True, slots=True)
class SplitRowsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A column that at least this share of rows fill, and that is blank in the first row of a
    # page, indicates a split row.
    always_filled: float = 0.9  # share; bd6fe12
    # Of fewer rows nothing is said of what each prints.
    enough_rows: int = 5  # count; a223b62
    # A row is split only where a page is full: at most this much room, in points, may be left
    # under the table.
    full_page: float = 45.0  # pt; 5609418


SPLIT_ROWS_SETTINGS = SplitRowsSettings()


def splits_row(table: TableBuilder, row: list[CellBuilder], room: float) -> bool:
    """Return whether the first row of a piece is the rest of the table's last row.

    It is when the page before was full, and one of these holds: it lacks the digits that every row
    prints; it continues in small letters with the words above; or nothing in it is under an empty
    cell, no number in it is a second number under the one above, and it leaves a column blank that
    the row above fills and nearly every row fills.
    """
    if not table.rows or room > SPLIT_ROWS_SETTINGS.full_page:
        return False
    above = table.rows[-1]
    if _covers_several(above, row):
        return False
    if _lacks_what_rows_print(table, row) or _goes_on_in_words(above, row):
        return True
    if any(
        not below.blank and not _could_follow(over, below)
        for below, over in zip(row, above, strict=True)
    ):
        return False
    many = len(table.rows)
    return any(
        below.blank and not over.blank and filled >= SPLIT_ROWS_SETTINGS.always_filled * many
        for below, over, filled in zip(row, above, table.filled, strict=True)
    )


def _covers_several(above: list[CellBuilder], row: list[CellBuilder]) -> bool:
    """Return whether a cell of a row covers columns that are cells of their own in the row
    above.
    """
    return any(
        left is right and not left.blank and over is not beside
        for (left, right), (over, beside) in zip(pairwise(row), pairwise(above), strict=True)
    )


def _lacks_what_rows_print(table: TableBuilder, row: list[CellBuilder]) -> bool:
    """Return whether a row prints no digit or dash though nearly every row of its table does: it is
    the rest of one.

    A row in bold under one that is not, or one that covers all columns, is a heading.
    """
    many = len(table.rows)
    printed = [draft for draft in dict.fromkeys(row) if not draft.blank]
    whole = len(set(map(id, row))) == 1
    if (
        not printed
        or whole
        or any(map(prints_value, printed))
        or many < SPLIT_ROWS_SETTINGS.enough_rows
    ):
        return False
    if any(draft.bold for draft in printed) and not any(
        draft.bold for draft in table.rows[-1] if not draft.blank
    ):
        return False
    return table.digits >= SPLIT_ROWS_SETTINGS.always_filled * many


def _goes_on_in_words(above: list[CellBuilder], row: list[CellBuilder]) -> bool:
    """Return whether all that is in a row begins in small letters, under words that it can continue
    with.
    """
    under = [(over, below) for over, below in zip(above, row, strict=True) if not below.blank]
    return bool(under) and all(
        below.plain[0].islower() and not over.blank and over.plain[-1].isalpha()
        for over, below in under
    )


def _could_follow(over: CellBuilder, below: CellBuilder) -> bool:
    """Return whether what is in `below` can be the rest of what is in `over`."""
    if over.blank:
        return False
    last = next(part for part in reversed(over.parts) if part.lines)
    if below.plain in DASHES and not last.lines[-1].text.endswith(","):
        return False
    return is_one_number(last.lines[-1], below.parts[0].lines[0], last.room)
