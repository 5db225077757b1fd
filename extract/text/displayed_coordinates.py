"""Places of turned pages, given as on the page that is displayed."""

from collections.abc import Mapping
from dataclasses import replace

from extract.pages.page_records import PageRotation
from extract.records import Cell, Line, Location, Row, Table


def displayed_table(table: Table, turns: Mapping[int, PageRotation]) -> Table:
    """Return the table with its places as displayed; `turns` holds the turned pages."""
    if not any(page in turns for page in table.pages):
        return table
    caption = table.caption_place and _displayed(table.caption_place, turns)
    header = tuple(_row(row, turns) for row in table.header)
    rows = tuple(_row(row, turns) for row in table.rows)
    return replace(table, header=header, rows=rows, caption_place=caption)


def displayed_line(line: Line, turns: Mapping[int, PageRotation]) -> Line:
    """Return the line with its place as displayed."""
    return replace(line, place=_displayed(line.place, turns))


def _row(row: Row, turns: Mapping[int, PageRotation]) -> Row:
    return tuple(_cell(cell, turns) for cell in row)


def _cell(cell: Cell, turns: Mapping[int, PageRotation]) -> Cell:
    further = tuple(_displayed(place, turns) for place in cell.further)
    return replace(cell, place=_displayed(cell.place, turns), further=further)


def _displayed(place: Location, turns: Mapping[int, PageRotation]) -> Location:
    turn = turns.get(place.page)
    return Location(place.page, turn.displayed(place.box)) if turn else place
