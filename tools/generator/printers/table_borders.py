"""What every producer needs to know of a layout: which borders and fills a cell gets, and the parts
of a cut table.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from tools.generator.report.layout import ReportLayout, RulingStyle
from tools.generator.report.printed_report import (
    Block,
    Emphasis,
    PageStart,
    PrintedItem,
    PrintedReport,
    PrintedTable,
)


class RuledSides(NamedTuple):
    """Which sides of a cell are ruled."""

    left: bool
    top: bool
    right: bool
    bottom: bool


def sides(layout: ReportLayout, table: PrintedTable, row: int, cell: PrintedItem) -> RuledSides:
    """Return the ruled sides of a cell; `row` counts from the first header row.

    Tables with column rules have a ruled header and an outer border; those with row rules have
    nothing upright.
    """
    header = row < len(table.header)
    last = row + cell.rows == len(table.rows)
    match layout.ruling:
        case RulingStyle.FULL:
            return RuledSides(True, True, True, True)
        case RulingStyle.COLUMNS:
            total = not header and table.emphasis[row - len(table.header)] is Emphasis.TOTAL
            return RuledSides(True, header or total, True, header or total or last)
        case RulingStyle.ROWS:
            return RuledSides(False, True, False, True)
        case RulingStyle.ZEBRA:
            first = row == 0
            return RuledSides(False, first, False, last or row + cell.rows == len(table.header))
        case RulingStyle.NONE:
            return RuledSides(False, False, False, False)


def fill(layout: ReportLayout, table: PrintedTable, row: int) -> str:
    """Return the colour behind a row, "" for none."""
    if row < len(table.header):
        return layout.fill
    body = row - len(table.header)
    if layout.ruling is RulingStyle.ZEBRA:
        return "EAF1F8" if body % 2 else ""
    return layout.program_fill if table.emphasis[body] is Emphasis.PROGRAM else ""


def size(layout: ReportLayout, table: PrintedTable) -> float:
    """Return the size of a table's letters in points: smaller where its columns are many."""
    return layout.size - (2.0 if len(table.widths) > 9 else 0.0)


def is_bold(table: PrintedTable, row: int) -> bool:
    """Return whether a row is set in bold."""
    if row < len(table.header):
        return True
    return table.emphasis[row - len(table.header)] in (Emphasis.PROGRAM, Emphasis.TOTAL)


def align(table: PrintedTable, row: int, column: int, cell: PrintedItem) -> str:
    """Return l, c or r."""
    if row < len(table.header) or cell.text == "JUMLAH":
        return "c"
    return table.aligns[column]


def runs_over(
    layout: ReportLayout, table: PrintedTable, row: int, column: int, room: float
) -> bool:
    """Return whether a cell is printed on one line that ends in the empty part of the amount beside
    it.

    `room` is the width of the table in points. Widths are estimates on the safe side: nothing may
    be printed over.
    """
    line = table.rows[row]
    cell = line[column]
    beside = line[column + 1] if column + 1 < len(line) else None
    if (
        not layout.overflow
        or row < len(table.header)
        or cell is None
        or beside is None
        or "\n" in cell.text
    ):
        return False
    if table.aligns[column] != "l" or table.aligns[column + 1] != "r":
        return False
    own, next_to = (room * table.widths[at] / sum(table.widths) for at in (column, column + 1))
    letters = size(layout, table)
    return letters * (ems(cell.text) + ems(beside.text)) < own + next_to - _GAP


def ems(text: str) -> float:
    """Return the width of a text in bold Helvetica, in ems, a little too wide rather than too
    narrow.
    """
    return sum(
        0.35 if mark in "filjrt.,- /()I" else 0.86 if mark in "mwMW" or mark.isupper() else 0.6
        for mark in text
    )


# What must stay free between a text that runs over and the amount beside it, with the padding of
# both cells, in points
_GAP = 14.0


class OrientedPages(NamedTuple):
    """Blocks that are printed on pages of one orientation."""

    landscape: bool
    blocks: tuple[Block, ...]


def sheets(report: PrintedReport) -> Iterator[OrientedPages]:
    """Yield the runs of blocks between page breaks."""
    landscape, blocks = False, list[Block]()
    for block in report.blocks:
        if isinstance(block, PageStart):
            if blocks:
                yield OrientedPages(landscape, tuple(blocks))
            landscape, blocks = block.landscape, []
        else:
            blocks += pieces_of(block)
    yield OrientedPages(landscape, tuple(blocks))


def pieces_of(block: Block) -> list[Block]:
    """Return a table as the parts that it was cut into, the later ones under "Lanjutan"; another
    block as it is.
    """
    if not isinstance(block, PrintedTable) or not block.cuts:
        return [block]
    bounds = [0, *block.cuts, len(block.body)]
    parts = []
    for first, last in pairwise(bounds):
        caption = block.caption if first == 0 else PrintedItem(f"Lanjutan {block.caption.text}")
        body, emphasis = block.body[first:last], block.emphasis[first:last]
        parts.append(replace(block, caption=caption, body=body, emphasis=emphasis, cuts=()))
    return list(parts)


def starts_page(block: Block) -> bool:
    """Return whether a block begins a page of its own: the later parts of a cut table do."""
    return isinstance(block, PrintedTable) and block.caption.text.startswith("Lanjutan ")
