"""A percentage has a decimal comma, not a decimal point.

Looked at are percentages and other numbers that are no rupiah, and the values of the quarters that
a remark lists. One finding a table, at the first such number; the others are under it.

Not claimed: that the value is wrong. Running text is not looked at. `1.250` has three digits behind
the dot and may be a thousand: nothing is said of it. A table that writes 1,234.56 throughout is
left alone.

Breaks it, in its last value:

    Realisasi    Keterangan
    95,27        TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29.63

Looks alike, and does not:

    Realisasi    Keterangan
    95,27        sesuai SK Nomor 29.63 Tahun 2024
"""

from collections.abc import Iterator
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Role, TypedTable
from normalize.values.amounts import Amount, AmountNote, ValueType, format_amount, parse_amount
from normalize.values.periods import find_quarter_values
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.printed_values import noted_in
from validate.diagnosis.wording import misprinted_numbers
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import EYD, Reference
from validate.rule import Concern, Rule

_POINT = regex(r"\d\.\d{1,2}(?!\d)")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every Indonesian table that prints numbers with a decimal point."""
    for typed in context.report.tables:
        if pointed := [*_in_columns(typed), *_in_remarks(typed)]:
            yield _finding(*pointed)


class Pointed(NamedTuple):
    """A number with a decimal point, and where it is printed."""

    spot: PrintedValue
    amount: Amount


def _in_columns(typed: TypedTable) -> Iterator[Pointed]:
    for printed in noted_in(typed, AmountNote.DECIMAL_POINT):
        if typed.columns[printed.column].quantity is not ValueType.RUPIAH:
            yield Pointed(printed.spot, printed.amount)


def _in_remarks(typed: TypedTable) -> Iterator[Pointed]:
    columns = [column.index for column in typed.columns if column.role is not Role.KODE]
    for row in typed.rows:
        for column in columns:
            cell = typed.table.rows[row.index][column]
            if not isinstance(row.readings[column], Amount) and _POINT.search(cell.text):
                for _, text in find_quarter_values(cell.text):
                    amount = parse_amount(text, ValueType.PERSEN, typed.style)
                    if (
                        isinstance(amount, Amount)
                        and AmountNote.DECIMAL_POINT in amount.notes
                        and amount.decimals < 3
                    ):
                        yield Pointed(
                            cell_spot(typed, row.index, column)._replace(printed=text), amount
                        )


_HOW = Message(
    "dengan titik desimal; penulisan Indonesia memakai koma",
    "with a decimal point; Indonesian documents use a comma",
)


def _finding(first: Pointed, *others: Pointed) -> Violation:
    expected = format_amount(first.amount.value, first.amount.decimals) + (
        "%" if first.amount.percent else ""
    )
    spots = [pointed.spot for pointed in others]
    return misprinted_numbers(_HOW, expected, first.spot.printed, first.spot, spots)


RULE = Rule(
    id="ANK-04",
    title=Message("Koma desimal", "Decimal comma"),
    fault=Message("Titik dipakai sebagai tanda desimal", "A dot is used as the decimal mark"),
    sentence=Message("{at}, angka {said}.", "{at}, a number is {said}."),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(Reference(EYD, about=Message("pedoman penulisan angka", "how numbers are written")),),
    doc=__doc__,
    check=check,
    whole_table=True,
)
