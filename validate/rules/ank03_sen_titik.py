"""Cents follow a comma, not a dot.

Ten such cells that make up most of a column are a habit, and one finding.

Not claimed: that the value is wrong; `4.430.000.00` is read as 4.430.000,00 where most amounts of its column have two
decimals or the other numbers bear that out, and is no number elsewhere: a digit may be lost. A table that writes
4,430,000.00 throughout keeps one style of its own and is left alone.

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

from normalize.amounts import Amount, Note, Quantity, print_amount
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import EYD, Reference
from validate.rule import Rule
from validate.spots import Printed, noted_in, slips_and_habits
from validate.wording import misprinted


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every cell, or every column, that puts a dot before its cents where its table does not."""
    for typed in context.report.tables:
        dotted = [printed for printed in noted_in(typed, Note.DOT_CENTS, Note.DECIMAL_POINT) if _are_cents(printed)]
        for printed in slips_and_habits(dotted, _has_decimals):
            yield _finding(*printed)


def _are_cents(printed: Printed) -> bool:
    in_rupiah = printed.typed.columns[printed.column].quantity is Quantity.RUPIAH
    return Note.DOT_CENTS in printed.amount.notes or in_rupiah


def _has_decimals(amount: Amount) -> bool:
    return amount.decimals > 0


_HOW = Message(
    "dengan titik di depan sen; penulisan Indonesia memakai koma",
    "with a dot before the cents; Indonesian documents use a comma",
)


def _finding(first: Printed, *others: Printed) -> Violation:
    expected = print_amount(first.amount.value, first.amount.decimals)
    message = misprinted(first.amount.text, _HOW, expected, len(others))
    evidence = tuple(printed.spot for printed in others)
    return Violation(first.spot, message, expected, evidence=evidence)


RULE = Rule(
    id="ANK-03",
    title=Message("Koma di depan sen", "Comma before cents"),
    severities=(Severity.MINOR,),
    basis=(Reference(EYD, about=Message("pedoman penulisan angka", "how numbers are written")),),
    doc=__doc__,
    check=check,
)
