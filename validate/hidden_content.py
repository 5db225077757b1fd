"""What of a report must not be claimed because its pages show something else than their text, or
more than was read.
"""

from dataclasses import dataclass

from extract.records import Box
from normalize.report import Report, TypedTable
from validate.findings import Finding, PrintedValue


@dataclass(frozen=True, slots=True)
class HiddenContent:
    """Pages that hold text they do not show, and tables on which something is that could not be
    read.
    """

    pages: frozenset[int] = frozenset()
    tables: frozenset[str] = frozenset()

    def concerns(self, finding: Finding) -> bool:
        """Return whether a finding rests on such a page or table."""
        rests_on = (finding.spot, *finding.evidence, *(one.spot for one in finding.alternatives))
        return bool(self.pages or self.tables) and any(map(self._holds, rests_on))

    def _holds(self, spot: PrintedValue) -> bool:
        return spot.place.page in self.pages or (
            spot.cell is not None and spot.cell.table in self.tables
        )


def find_hidden_content(report: Report) -> HiddenContent:
    """Return what of a report is in doubt because of what is not seen, or not read."""
    pages = frozenset(page.number for page in report.document.pages if page.hidden)
    unread = {page.number: page.unread for page in report.document.pages if page.unread}
    tables = frozenset(table.id for table in report.tables if unread and _is_covered(table, unread))
    return HiddenContent(pages, tables)


def _is_covered(typed: TypedTable, unread: dict[int, tuple[Box, ...]]) -> bool:
    """Return whether something that could not be read is on a cell of a table."""
    places = (place for cell in typed.table.cells() for place in (cell.place, *cell.further))
    return any(_meet(place.box, box) for place in places for box in unread.get(place.page, ()))


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x0 < other.x1
        and other.x0 < one.x1
        and one.top < other.bottom
        and other.top < one.bottom
    )
