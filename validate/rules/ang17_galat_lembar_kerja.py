"""No cell prints an error message of a spreadsheet.

Not claimed: what the number would have been.

Basis: none needed (own proposal).

Breaks it:

    Pagu    Realisasi    %
    0       0            #DIV/0!

Looks alike, and does not:

    No    Uraian
    #1    Referensi
"""

import re
from collections.abc import Iterator

from normalize.report import Report
from validate.figures import cell_spot
from validate.findings import Certainty, Finding, Message, Severity
from validate.rule import Rule

_ERROR = re.compile(r"#\s?(?:REF|DIV/0|VALUE|NAME|N/A|NUM|NULL|SPILL|GALAT)[!?]?|#{3,}", re.IGNORECASE)


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding for every cell that prints such a message."""
    for table in report.tables:
        for cell in table.table.cells():
            if "#" in cell.text and (found := _ERROR.search(cell.text)):
                message = Message(
                    f"Tercetak {found.group()}, pesan galat lembar kerja, di tempat angka.",
                    f"{found.group()}, an error message of a spreadsheet, is printed in place of a number.",
                )
                spot = cell_spot(table, cell.row, cell.column)
                yield Finding("ANG-17", Severity.MAJOR, Certainty.INCONSISTENT, spot, message)


RULE = Rule("ANG-17", Severity.MAJOR, Message("Galat lembar kerja", "Spreadsheet error"), __doc__, check=check)
