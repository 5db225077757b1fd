"""A table keeps to one way of separating digits: 1.234.567,89 or 1,234,567.89.

One finding a table, at the first of the cells that depart from what most of its cells do. In a
table of Indonesian style a decimal point alone is left to ANK-04, and commas between thousands are
reported as ANK-01.

Not claimed: which of the two the author meant to use, nor that a value is wrong. A number that both
styles print alike (`100`, `950`) is on neither side.

Breaks it, in its second row:

    Pagu             Realisasi
    201.404.250      197.195.216
    35.256.000       31,746,248

Looks alike, and does not, since 1,5 is a decimal:

    Pagu             Persentase
    201.404.250      97,91
    35.256.000       1,5
"""

from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import TypedTable
from normalize.values.amounts import Amount, AmountNote, NumberFormat
from validate.audit_context import AuditContext
from validate.constraints.printed_values import PrintedAmount, noted_in
from validate.findings import Message, Severity, Violation
from validate.legal_basis import READABLE_TABLES
from validate.rule import Concern, Rule

_INDONESIAN_IN_US = AmountNote.DOT_THOUSANDS, AmountNote.DECIMAL_COMMA
_US_IN_INDONESIAN = AmountNote.COMMA_THOUSANDS, AmountNote.MIXED_THOUSANDS
_SEPARATED = regex(r"\d[.,]\d")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every table in which some cells separate digits otherwise than
    most do.
    """
    for typed in context.report.tables:
        foreign = _INDONESIAN_IN_US if typed.style is NumberFormat.US else _US_IN_INDONESIAN
        minority = [*noted_in(typed, *foreign)]
        majority = _separated(typed) - len(minority) if minority else 0
        if majority > 0:
            yield _finding(minority, majority)


def _separated(typed: TypedTable) -> int:
    readings = (reading for row in typed.rows for reading in row.readings)
    return sum(
        isinstance(reading, Amount) and _SEPARATED.search(reading.text) is not None
        for reading in readings
    )


def _finding(minority: list[PrintedAmount], majority: int) -> Violation:
    first, *others = (printed.spot for printed in minority)
    us = minority[0].typed.style is NumberFormat.US
    usual, other = ("1,234,567.89", "1.234.567,89") if us else ("1.234.567,89", "1,234,567.89")
    message = Message(
        f"tabel ini mencampur dua gaya angka: {majority} sel bergaya {usual}, "
        f"{len(minority)} sel bergaya {other}",
        f"this table mixes two styles of numbers: {majority} cells like {usual}, "
        f"{len(minority)} cells like {other}",
    )
    clause = Message(
        f"{majority} sel bergaya {usual} dan {len(minority)} sel bergaya {other}",
        f"{majority} cells like {usual} and {len(minority)} cells like {other}",
    )
    return Violation(first, message, repetitions=tuple(others), clause=clause)


RULE = Rule(
    id="ANK-05",
    title=Message("Satu gaya angka dalam satu tabel", "One style of numbers in a table"),
    fault=Message(
        "Dua gaya angka bercampur dalam satu tabel", "Two styles of numbers are mixed in a table"
    ),
    sentence=Message(
        "{at} terdapat dua gaya penulisan angka: {clause}.",
        "{at}, two styles of numbers are used: {clause}.",
    ),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(READABLE_TABLES,),
    doc=__doc__,
    check=check,
    whole_table=True,
)
