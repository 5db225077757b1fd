"""A code that a page break took apart is joined, and the joint is shown to the reader.

Only information, about our reading, and one remark a table: the two pieces are printed on two
pages, and the code is what they make together.

Not claimed: any fault of the report. A code broken over two lines of one cell is joined without a
word.

Breaks it (remarked on):

    page 20    7.01.01.2.
    page 21    06.0001

Looks alike, and does not, within one cell:

    7.01.01.2.
    06.0001
"""

from collections.abc import Iterator

from normalize.report import TypedRow, TypedTable
from validate.audit_context import AuditContext
from validate.constraints.printed_values import code_spot
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Rule


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every table with codes that were joined from pieces on several pages."""
    for typed in context.report.tables:
        if len(typed.table.pages) > 1:
            joined = [row for row in typed.rows if row.code is not None and _runs_on(typed, row)]
            if joined:
                yield _finding([code_spot(typed, row) for row in joined])


def _runs_on(typed: TypedTable, row: TypedRow) -> bool:
    cells = typed.table.rows[row.index]
    if not any(cell.further for cell in cells):
        return False
    code = code_spot(typed, row).cell
    return code is not None and bool(cells[code.column].further)


def _finding(joined: list[PrintedValue]) -> Violation:
    first, *others = joined
    codes = ", ".join(spot.printed for spot in joined)
    message = Message(
        f"terpotong oleh pergantian halaman dan disambung: {codes}",
        f"taken apart by a page break and joined: {codes}",
    )
    return Violation(first, message, evidence=tuple(others))


RULE = Rule(
    id="KOD-02",
    title=Message("Kode terpotong halaman", "Code across pages"),
    fault=Message("Kode terpotong oleh pergantian halaman", "A code is split by a page break"),
    sentence=Message("{at}, kode {said}.", "{at}, a code is {said}."),
    severities=(Severity.INFO,),
    certainty=Certainty.READING_DOUBT,
    basis=(NonLegalGround(Message("mengenai pembacaan berkas", "it is about our reading")),),
    doc=__doc__,
    check=check,
)
