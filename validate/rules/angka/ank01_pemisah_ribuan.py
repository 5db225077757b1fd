"""Thousands are separated by dots, not by commas, in a table that otherwise separates them by dots.

One finding a table, at the first such cell; the others are under it.

Not claimed: that the value is wrong; it is read as printed, and the expected form is the same
number. A table that separates by commas throughout keeps one style of its own and is left alone.

Breaks it, in the third column:

    Kode             Pagu             Realisasi        Sisa
    7.01.01.2.02     1.443.095.819    1,361,248,977    81.846.842

Looks alike, and does not, since the whole table does so:

    Pagu             Realisasi        Sisa
    4,395,868,582    4,000,000,000    395,868,582
"""

from collections.abc import Iterator

from normalize.values.amounts import AmountNote, format_amount
from validate.audit_context import AuditContext
from validate.constraints.printed_values import PrintedAmount, noted_in
from validate.diagnosis.wording import misprinted_numbers
from validate.findings import Message, Severity, Violation
from validate.legal_basis import EYD, Reference
from validate.rule import Concern, Rule

COMMAS = AmountNote.COMMA_THOUSANDS, AmountNote.COMMA_TWICE, AmountNote.MIXED_THOUSANDS


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every table that separates thousands by commas in some cells, and by dots
    elsewhere.
    """
    for typed in context.report.tables:
        if printed := list(noted_in(typed, *COMMAS)):
            yield _finding(*printed)


_HOW = Message(
    "dengan koma sebagai pemisah ribuan; penulisan Indonesia memakai titik",
    "with commas between thousands; Indonesian documents use dots",
)


def _finding(first: PrintedAmount, *others: PrintedAmount) -> Violation:
    expected = format_amount(first.amount.value, first.amount.decimals)
    spots = [printed.spot for printed in others]
    return misprinted_numbers(_HOW, expected, first.amount.text, first.spot, spots)


RULE = Rule(
    id="ANK-01",
    title=Message("Pemisah ribuan", "Thousands separator"),
    fault=Message("Koma dipakai sebagai pemisah ribuan", "Commas are used between thousands"),
    sentence=Message("{at}, angka {said}.", "{at}, a number is {said}."),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(Reference(EYD, about=Message("pedoman penulisan angka", "how numbers are written")),),
    doc=__doc__,
    check=check,
    whole_table=True,
    absorbs=("ANK-05",),
)
