"""Every text of a report in its order: running text and the cells of tables, each with its place."""

from collections.abc import Iterator
from typing import NamedTuple

from extract.records import Place
from normalize.prose import Passage
from normalize.report import TypedTable
from validate.audit_context import AuditContext, once_an_audit
from validate.findings import CellRef, Spot


class Text(NamedTuple):
    """A text and where it begins: a passage of running text, or a cell (`cell` is None in the head of a table)."""

    text: str
    place: Place
    passage: Passage | None = None
    cell: CellRef | None = None

    def spot(self, at: int, printed: str) -> Spot:
        """Return the spot of a piece of the text that begins at an offset."""
        place = self.passage.line_at(at).place if self.passage is not None else self.place
        return Spot(place, self.cell, printed)


@once_an_audit
def texts(context: AuditContext) -> tuple[Text, ...]:
    """Return the texts of a report in the order of the pages, from top to bottom."""
    passages = [Text(passage.text, passage.place, passage) for passage in context.report.prose]
    cells = [text for table in context.report.tables for text in _cells(table)]
    return tuple(sorted((*passages, *cells), key=lambda text: (text.place.page, text.place.box.top)))


def _cells(table: TypedTable) -> Iterator[Text]:
    name = table.id
    for head in table.table.header:
        yield from (Text(cell.text, cell.place) for cell in head if cell.text)
    for row in table.table.rows:
        for cell in row:
            if cell.text:
                yield Text(cell.text, cell.place, None, CellRef(name, cell.row, cell.column))
