"""Thousands are separated by dots, not by commas, in a table that otherwise separates them by dots.

Ten such cells that make up most of a column are a habit, and one finding.

Not claimed: that the value is wrong; it is read as printed, and the expected form is the same number. A table that
separates by commas throughout keeps one style of its own and is left alone.

Breaks it, in the third column:

    Kode             Pagu             Realisasi        Sisa
    7.01.01.2.02     1.443.095.819    1,361,248,977    81.846.842

Looks alike, and does not, since the whole table does so:

    Pagu             Realisasi        Sisa
    4,395,868,582    4,000,000,000    395,868,582
"""

from collections.abc import Iterator

from extract.patterns import regex
from normalize.amounts import Amount, Note, print_amount
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import EYD, Reference
from validate.rule import Rule
from validate.spots import Printed, noted_in, slips_and_habits
from validate.wording import misprinted

COMMAS = Note.COMMA_THOUSANDS, Note.COMMA_TWICE, Note.MIXED_THOUSANDS
_GROUPED = regex(r"\d[.,]\d{3}")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every cell, or every column, that separates thousands by commas where its table does not."""
    for typed in context.report.tables:
        for printed in slips_and_habits(noted_in(typed, *COMMAS), _is_grouped):
            yield _finding(*printed)


def _is_grouped(amount: Amount) -> bool:
    return _GROUPED.search(amount.text) is not None


_HOW = Message(
    "dengan koma sebagai pemisah ribuan; penulisan Indonesia memakai titik",
    "with commas between thousands; Indonesian documents use dots",
)


def _finding(first: Printed, *others: Printed) -> Violation:
    expected = print_amount(first.amount.value, first.amount.decimals)
    message = misprinted(first.amount.text, _HOW, expected, len(others))
    evidence = tuple(printed.spot for printed in others)
    return Violation(first.spot, message, expected, evidence=evidence)


RULE = Rule(
    id="ANK-01",
    title=Message("Pemisah ribuan", "Thousands separator"),
    severities=(Severity.MINOR,),
    basis=(Reference(EYD, about=Message("pedoman penulisan angka", "how numbers are written")),),
    doc=__doc__,
    check=check,
)
