"""Clips of the pictures of pages: what was read there beside how it looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj_audit.presentation.names.location_names import spot_name
from normalize.values.amounts import Amount
from validate.constraints.printed_numbers import cell_spot
from validate.recognized import find_recognized

if TYPE_CHECKING:
    from lkj_audit.outputs.html.report_page import ReportView


@dataclass(frozen=True, slots=True)
class Clip:
    """A part of the picture of a page: its left, upper, right and lower edge in shares of it, and a
    note on it.
    """

    page: int
    quarters: int
    edges: str
    note: str


def open_readings(view: "ReportView") -> Iterator[tuple[str, str, Clip]]:
    """Yield the numbers read from pictures that nothing confirms: places, readings, clips."""
    if view.audit.recognized is None:
        return
    recognized = find_recognized(view.report)
    for cell, one in recognized.cells.items():
        typed = view.report.table(cell.table)
        reread = one.first is not None
        number = isinstance(typed.rows[cell.row].readings[cell.column], Amount) or one.dropped
        if number and (
            reread or not (cell in view.audit.confirmed or recognized.is_witnessed(cell))
        ):
            spot = cell_spot(typed, cell.row, cell.column)
            place = view.text(spot_name(spot, view.report, view.lang))
            yield place, view.text(one.text), view.clip_of(spot.place.page, one)
