"""Every text of a report in its order: running text and the cells of tables, each with its
place.
"""

from collections.abc import Iterator
from typing import NamedTuple

from extract.records import Location
from normalize.report import TypedTable
from normalize.text.prose import TextBlock
from validate.audit_context import AuditContext, cached_per_audit
from validate.findings import CellRef, PrintedValue


class ReportText(NamedTuple):
    """A text and where it begins: a passage of running text, or a cell (`cell` is None in the
    header of a table).
    """

    text: str
    place: Location
    passage: TextBlock | None = None
    cell: CellRef | None = None

    def spot(self, at: int, printed: str) -> PrintedValue:
        """Return the spot of a piece of the text that begins at an offset."""
        place = self.passage.line_at(at).place if self.passage is not None else self.place
        return PrintedValue(place, self.cell, printed)


@cached_per_audit
def report_texts(context: AuditContext) -> tuple[ReportText, ...]:
    """Return the texts of a report in the order of the pages, from top to bottom."""
    passages = [
        ReportText(passage.text, passage.place, passage) for passage in context.report.prose
    ]
    cells = [text for table in context.report.tables for text in _cells(table)]
    return tuple(
        sorted((*passages, *cells), key=lambda text: (text.place.page, text.place.box.top))
    )


def _cells(table: TypedTable) -> Iterator[ReportText]:
    name = table.id
    for head in table.table.header:
        yield from (ReportText(cell.text, cell.place) for cell in head if cell.text)
    for row in table.table.rows:
        for cell in row:
            if cell.text:
                yield ReportText(cell.text, cell.place, None, CellRef(name, cell.row, cell.column))
