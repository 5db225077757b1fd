"""Every date is a day of the calendar, its month spelt as a month is spelt.

Looked at are the running text and the text cells of tables.

Not claimed: that a date is true. A date without a year, or broken over two lines, is not looked at.
The English name of a month, as the stamp of a computer prints it, is no misspelling.

Breaks it:

    Klakah, 31 Februari 2025
    Klakah, 3 Januarri 2025

Looks alike, and does not:

    Klakah, 29 Februari 2024
    Nomor 31/02/2024 tanggal 28 Februari 2024
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from extract.records import Location
from extract.text.years import YEAR
from normalize.report import Report
from normalize.values.dates import DateNote, PrintedDate, find_dates
from validate.audit_context import AuditContext
from validate.findings import CellRef, Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Rule

_YEAR = regex(rf"(?<!\d){YEAR}(?!\d)")

# what follows is the number of a document: 31/02/2024 may be its own, its unit's and its year
_NUMBERED = regex(r"\b(?:nomor|no)\b[\s.:]*$", re.IGNORECASE)

_ENGLISH = regex(r"january|february|march|may|june|july|august|october|december", re.IGNORECASE)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every printed date that is no day of the calendar or misspells
    its month.
    """
    for place, cell, text in _texts(context.report):
        for dated in find_dates(text):
            if dated.notes and not _NUMBERED.search(text, 0, dated.start):
                yield from _findings(PrintedValue(place, cell, dated.text), dated)


def _texts(report: Report) -> Iterator[tuple[Location, CellRef | None, str]]:
    """Yield every line and every cell that holds a year."""
    for page in report.document.pages:
        yield from ((line.place, None, line.text) for line in page.lines if _YEAR.search(line.text))
    for table in report.document.tables:
        for cell in table.cells():
            if _YEAR.search(cell.text):
                yield cell.place, CellRef(table.id, cell.row, cell.column), cell.text


def _findings(spot: PrintedValue, dated: PrintedDate) -> Iterator[Violation]:
    if DateNote.NOT_IN_CALENDAR in dated.notes:
        message = Message(
            f"tanggal {dated.text} tidak ada dalam kalender", f"the calendar has no {dated.text}"
        )
        yield Violation(spot, message)
    elif not _ENGLISH.search(dated.text):
        message = Message(
            f"nama bulan pada {dated.text} salah eja", f"the month of {dated.text} is misspelt"
        )
        yield Violation(spot, message)


RULE = Rule(
    id="TGL-03",
    title=Message("Tanggal sah", "Valid date"),
    fault=Message("Tanggal tidak sah", "A date is not valid"),
    severities=(Severity.MINOR,),
    basis=(NonLegalGround(Message("kalender", "the calendar")),),
    doc=__doc__,
    check=check,
)
