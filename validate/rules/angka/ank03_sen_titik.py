"""Cents follow a comma, not a dot.

One finding a table, at the first such cell; the others are under it.

Not claimed: that the value is wrong; `4.430.000.00` is read as 4.430.000,00 where most amounts of
its column have two decimals or the other numbers confirm that, and is no number elsewhere: a digit
may be lost. A table that writes 4,430,000.00 throughout keeps one style of its own and is left
alone.

Breaks it:

    Program                                          Anggaran
    Program Pemberdayaan Masyarakat Desa             Rp. 55.095.000.00
    Program Koordinasi Ketenteraman                  Rp. 24.250.000,00

Looks alike, and does not:

    Program                                          Anggaran
    Program Pemberdayaan Masyarakat Desa             Rp. 55.095.000,00
    Program Koordinasi Ketenteraman                  Rp. 24.250.000
"""

from collections.abc import Iterator

from normalize.values.amounts import AmountNote, ValueType, format_amount
from validate.audit_context import AuditContext
from validate.constraints.printed_values import PrintedAmount, noted_in
from validate.diagnosis.wording import misprinted_numbers
from validate.findings import Message, Severity, Violation
from validate.legal_basis import EYD, Reference
from validate.rule import Concern, Rule


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every table that puts a dot before the cents of some cells, and a comma
    elsewhere.
    """
    for typed in context.report.tables:
        dotted = [
            printed
            for printed in noted_in(typed, AmountNote.DOT_CENTS, AmountNote.DECIMAL_POINT)
            if _are_cents(printed)
        ]
        if dotted:
            yield _finding(*dotted)


def _are_cents(printed: PrintedAmount) -> bool:
    in_rupiah = printed.typed.columns[printed.column].quantity is ValueType.RUPIAH
    return AmountNote.DOT_CENTS in printed.amount.notes or in_rupiah


_HOW = Message(
    "dengan titik di depan sen; penulisan Indonesia memakai koma",
    "with a dot before the cents; Indonesian documents use a comma",
)


def _finding(first: PrintedAmount, *others: PrintedAmount) -> Violation:
    expected = format_amount(first.amount.value, first.amount.decimals)
    spots = [printed.spot for printed in others]
    return misprinted_numbers(_HOW, expected, first.amount.text, first.spot, spots)


RULE = Rule(
    id="ANK-03",
    title=Message("Koma di depan sen", "Comma before cents"),
    fault=Message("Titik dipakai di depan sen", "A dot is used before the cents"),
    sentence=Message("{at}, angka {said}.", "{at}, a number is {said}."),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(Reference(EYD, about=Message("pedoman penulisan angka", "how numbers are written")),),
    doc=__doc__,
    check=check,
    whole_table=True,
)
