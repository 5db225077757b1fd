"""No cell prints an error message of a spreadsheet.

The same message in several cells of a table is told once, with its other places.

Not claimed: what the number would have been.

Breaks it:

    Pagu    Realisasi    %
    0       0            #DIV/0!

Looks alike, and does not:

    No    Uraian
    #1    Referensi
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from validate.audit_context import AuditContext
from validate.figures import cell_spot
from validate.findings import Message, Severity, Spot, Violation
from validate.legal_basis import Reason
from validate.rule import Rule

_ERROR = regex(r"#\s?(?:REF|DIV/0|VALUE|NAME|N/A|NUM|NULL|SPILL|GALAT)[!?]?|#{3,}", re.IGNORECASE)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every such message of a table, at the first cell that prints it."""
    for table in context.report.tables:
        places: dict[str, list[Spot]] = {}
        for cell in table.table.cells():
            if "#" in cell.text and (found := _ERROR.search(cell.text)):
                places.setdefault(found.group(), []).append(cell_spot(table, cell.row, cell.column))
        yield from (_finding(printed, spots) for printed, spots in places.items())


def _finding(printed: str, spots: list[Spot]) -> Violation:
    first, *others = spots
    times = Message(f" ({len(spots)} sel di tabel ini)", f" ({len(spots)} cells of this table)")
    message = Message(
        f"Tercetak {printed}, pesan galat lembar kerja, di tempat angka{times.id if others else ''}.",
        f"{printed}, an error message of a spreadsheet, is printed in place of a number{times.en if others else ''}.",
    )
    return Violation(first, message, repetitions=tuple(others))


RULE = Rule(
    id="ANG-17",
    title=Message("Galat lembar kerja", "Spreadsheet error"),
    severities=(Severity.MAJOR,),
    basis=(Reason(Message("tidak memerlukan dasar", "none is needed"), proposed=True),),
    doc=__doc__,
    check=check,
)
