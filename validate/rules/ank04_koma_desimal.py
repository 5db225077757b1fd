"""A percentage has a decimal comma, not a decimal point.

Looked at are percentages and other numbers that are no rupiah, and the values of the quarters that a remark lists. Ten
such cells that make up most of a column are a habit, and one finding.

Not claimed: that the value is wrong. Running text is not looked at. `1.250` has three digits behind the dot and may
be a thousand: nothing is said of it. A table that writes 1,234.56 throughout is left alone.

Breaks it, in its last value:

    Realisasi    Keterangan
    95,27        TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29.63

Looks alike, and does not:

    Realisasi    Keterangan
    95,27        sesuai SK Nomor 29.63 Tahun 2024
"""

from collections.abc import Iterator

from extract.patterns import regex
from normalize.amounts import Amount, Note, Quantity, print_amount, read_amount
from normalize.periods import find_quarter_values
from normalize.report import Role, TypedTable
from validate.audit_context import AuditContext
from validate.figures import cell_spot
from validate.findings import Message, Severity, Spot, Violation
from validate.legal_basis import EYD, Reference
from validate.rule import Rule
from validate.spots import noted_in, slips_and_habits
from validate.wording import misprinted

_POINT = regex(r"\d\.\d{1,2}(?!\d)")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every number, or every column of numbers, with a decimal point in an Indonesian table."""
    for typed in context.report.tables:
        yield from _in_columns(typed)
        yield from _in_remarks(typed)


def _in_columns(typed: TypedTable) -> Iterator[Violation]:
    pointed = [
        printed
        for printed in noted_in(typed, Note.DECIMAL_POINT)
        if typed.columns[printed.column].quantity is not Quantity.RUPIAH
    ]
    for first, *others in slips_and_habits(pointed, _has_decimals):
        yield _finding(first.spot, first.amount, tuple(printed.spot for printed in others))


def _has_decimals(amount: Amount) -> bool:
    return amount.decimals > 0


def _in_remarks(typed: TypedTable) -> Iterator[Violation]:
    columns = [column.index for column in typed.columns if column.role is not Role.KODE]
    for row in typed.rows:
        for column in columns:
            cell = typed.table.rows[row.index][column]
            if not isinstance(row.readings[column], Amount) and _POINT.search(cell.text):
                for _, text in find_quarter_values(cell.text):
                    amount = read_amount(text, Quantity.PERSEN, typed.style)
                    if isinstance(amount, Amount) and Note.DECIMAL_POINT in amount.notes and amount.decimals < 3:
                        yield _finding(cell_spot(typed, row.index, column)._replace(printed=text), amount)


_HOW = Message(
    "dengan titik desimal; penulisan Indonesia memakai koma",
    "with a decimal point; Indonesian documents use a comma",
)


def _finding(spot: Spot, amount: Amount, others: tuple[Spot, ...] = ()) -> Violation:
    expected = print_amount(amount.value, amount.decimals) + ("%" if amount.percent else "")
    message = misprinted(spot.printed, _HOW, expected, len(others))
    return Violation(spot, message, expected, evidence=others)


RULE = Rule(
    id="ANK-04",
    title=Message("Koma desimal", "Decimal comma"),
    severities=(Severity.MINOR,),
    basis=(Reference(EYD, about=Message("pedoman penulisan angka", "how numbers are written")),),
    doc=__doc__,
    check=check,
)
