"""The rows of a table are numbered 1, 2, 3 without a gap.

Not claimed: anything of a column that begins again at 1, since it numbers several groups, nor of a
column that holds more than plain numbers. That a table begins with 2 is remarked on only where a
row without a number is above, under the table's own caption.

Breaks it, between its second and its third row:

    No    Program
    1     Program Pemberdayaan Masyarakat
    2     Program Koordinasi Ketenteraman
    4     Program Pembinaan dan Pengawasan

Looks alike, and does not:

    No    Program
    1     Program Pemberdayaan Masyarakat
          Kegiatan Koordinasi Pemberdayaan Desa
    2     Program Koordinasi Ketenteraman
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Column, Role, TypedTable
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Concern, Rule

_NUMBER = regex(r"\(?(\d{1,3})[.)]?")
# A column with more slips than one in so many numbers is no numbering.
_SLIPS = 5


class _Numbered(NamedTuple):
    """A numbered row."""

    row: int
    number: int


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every row whose number does not follow that of the numbered row
    above it.
    """
    for typed in context.report.tables:
        column = typed.columns[0] if typed.columns else None
        if column and column.role is Role.NOMOR and typed.table.reader != "unruled":
            yield from _in_table(typed, column)


def _in_table(typed: TypedTable, column: Column) -> Iterator[Violation]:
    numbered = _numbered(typed, column)
    numbers = [one.number for one in numbered]
    if len(numbers) < 3 or numbers.count(1) > 1:
        return
    slips = [pair for pair in pairwise(numbered) if pair[1].number != pair[0].number + 1]
    if _SLIPS * len(slips) <= len(numbered):
        for before, after in slips:
            yield _finding(typed, column, after, before)
    first = numbered[0]
    if first.number == 2 and first.row > 0 and typed.table.caption_place and not slips:
        yield _finding(typed, column, first, None)


def _numbered(typed: TypedTable, column: Column) -> list[_Numbered]:
    """Return the numbered rows, none where the column holds anything else."""
    cells = [row[column.index] for row in typed.table.rows]
    filled = [cell for cell in cells if cell.origin is None and cell.text.strip()]
    found = [(cell.row, _NUMBER.fullmatch(cell.text.strip())) for cell in filled]
    totals = {row.index for row in typed.rows if row.total}
    if any(match is None and row not in totals for row, match in found):
        return []
    return [_Numbered(row, int(match[1])) for row, match in found if match is not None]


def _finding(
    typed: TypedTable, column: Column, after: _Numbered, before: _Numbered | None
) -> Violation:
    spot = cell_spot(typed, after.row, column.index)
    evidence: tuple[PrintedValue, ...] = ()
    if before is None:
        message = Message(
            f"penomoran baris dimulai dari {spot.printed}; baris di atasnya tidak bernomor",
            f"the rows are numbered from {spot.printed} on; the row above has no number",
        )
    else:
        evidence = (cell_spot(typed, before.row, column.index),)
        message = Message(
            f"baris bernomor {spot.printed} mengikuti baris bernomor {evidence[0].printed}",
            f"the row numbered {spot.printed} follows the row numbered {evidence[0].printed}",
        )
    expected = str(before.number + 1) if before else None
    return Violation(spot, message, expected, evidence=evidence)


RULE = Rule(
    id="STR-18",
    title=Message("Nomor baris berurutan", "Rows numbered in order"),
    fault=Message("Nomor baris tidak berurutan", "Rows are not numbered in order"),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    basis=(
        NonLegalGround(
            Message("pembaca menghitung menurut nomor", "a reader counts by the numbers")
        ),
    ),
    doc=__doc__,
    check=check,
)
