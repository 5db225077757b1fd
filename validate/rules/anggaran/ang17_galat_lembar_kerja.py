"""No cell prints an error message of a spreadsheet.

One finding a report, at the first cell; all others are under it.

Not claimed: what the number would have been.

Breaks it:

    Pagu    Realisasi    %
    0       0            #DIV/0!

Looks alike, and does not:

    No    Uraian
    #1    Referensi
"""

import re
from collections.abc import Iterator, Sequence

from extract.patterns import regex
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Rule

_ERROR = regex(r"#\s?(?:REF|DIV/0|VALUE|NAME|N/A|NUM|NULL|SPILL|GALAT)[!?]?|#{3,}", re.IGNORECASE)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for all such messages of a report, at the first cell that prints one."""
    printed: dict[str, None] = {}
    places: list[PrintedValue] = []
    for table in context.report.tables:
        for cell in table.table.cells():
            if "#" in cell.text and (found := _ERROR.search(cell.text)):
                printed[found.group()] = None
                places.append(cell_spot(table, cell.row, cell.column))
    if places:
        yield _finding(list(printed), places)


def _finding(printed: Sequence[str], places: Sequence[PrintedValue]) -> Violation:
    first, *others = places
    what = ", ".join(printed)
    times = (
        Message(f" ({len(places)} sel)", f" ({len(places)} cells)") if others else Message("", "")
    )
    message = Message(
        f"Tercetak {what}, pesan galat lembar kerja, di tempat angka{times.id}.",
        f"{what}, an error message of a spreadsheet, is printed in place of a number{times.en}.",
    )
    return Violation(first, message, repetitions=tuple(others))


RULE = Rule(
    id="ANG-17",
    title=Message("Galat lembar kerja", "Spreadsheet error"),
    fault=Message(
        "Pesan galat lembar kerja tercetak di tempat angka",
        "A spreadsheet error is printed in place of a number",
    ),
    sentence=Message("{at} {said}.", "{at}, {said}."),
    severities=(Severity.MAJOR,),
    basis=(NonLegalGround(Message("tidak memerlukan dasar", "none is needed"), proposed=True),),
    whole_report=True,
    doc=__doc__,
    check=check,
)
