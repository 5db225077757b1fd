"""A nilai efisiensi (NE) of the Ministry of Finance lies between 0 and 100 %.

NE is 50 % + E / 20 × 50 %, with E counted from −20 to 20 %.

Not claimed: anything in a report that names no regulation of the ministry on the evaluation of
budgets; anything about the efficiency E itself, which may be any number.

Breaks it:

    nilai efisiensi (NE) sebesar 235 %

Looks alike, and does not:

    nilai efisiensi (NE) sebesar 100 %
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import Report, Role
from normalize.text.prose import BlockType
from normalize.values.amounts import Amount, ValueType, parse_amount
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.relations import HUNDRED
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PMK_22_2021, PMK_214_2017, PMK_249_2011, Reference
from validate.rule import Rule

_NAMED = regex(
    r"\b(?:PMK|Peraturan Menteri Keuangan)\b[^.]{0,60}?"
    r"\b(?:249/PMK|214/PMK|22/PMK|(?:249|214|22)\b[^.]{0,20}?\b(?:2011|2017|2021)\b)",
    re.IGNORECASE,
)
_SAID = regex(
    r"\bnilai efisiensi\b(?:\s*\(NE\))?(?:\s+(?:adalah|sebesar|mencapai|yaitu|kinerja|"
    r"anggaran|diperoleh))*\s*[:=]?\s*"
    r"(?P<value>-?\d{1,4}(?:[.,]\d{1,2})?)\s*%",
    re.IGNORECASE,
)
_HEAD = regex(r"\bnilai\s+efisiensi\b|\bNE\b")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every nilai efisiensi outside its range, in the text and in tables."""
    spots = [*_in_text(context.report), *_in_tables(context.report)]
    if spots and any(_NAMED.search(passage.text) for passage in context.report.prose):
        yield from map(_finding, spots)


def _in_text(report: Report) -> Iterator[PrintedValue]:
    for passage in report.prose:
        if passage.sort is not BlockType.HEADING and "fisiensi" in passage.text:
            for said in _SAID.finditer(passage.text):
                if _is_outside(parse_amount(said["value"], ValueType.PERSEN)):
                    yield PrintedValue(
                        passage.line_at(said.start("value")).place, None, said["value"]
                    )


def _in_tables(report: Report) -> Iterator[PrintedValue]:
    for table in report.tables:
        for column in table.columns_of(Role.EFISIENSI):
            if _HEAD.search(column.header):
                yield from (
                    cell_spot(table, row.index, column.index)
                    for row in table.rows
                    if _is_outside(row.readings[column.index])
                )


def _is_outside(reading: object) -> bool:
    return isinstance(reading, Amount) and not 0 <= reading.value <= HUNDRED


def _finding(spot: PrintedValue) -> Violation:
    message = Message(
        f"Nilai efisiensi {spot.printed} di luar rentang 0 sampai 100 %.",
        f"A nilai efisiensi of {spot.printed} is outside the range of 0 to 100 %.",
    )
    return Violation(spot, message)


RULE = Rule(
    id="EFI-05",
    title=Message("Rentang nilai efisiensi", "Range of NE"),
    fault=Message(
        "Nilai efisiensi di luar rentang yang mungkin", "The value of efisiensi is out of its range"
    ),
    sentence=Message("{at} tercetak {said}.", "{at}, {said}."),
    severities=(Severity.MAJOR,),
    basis=(Reference(PMK_22_2021), Reference(PMK_214_2017), Reference(PMK_249_2011)),
    doc=__doc__,
    check=check,
)
