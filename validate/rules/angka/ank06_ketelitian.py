"""The percentages of a column are printed with the same number of decimals.

One remark a column, at the first number that departs from the usual.

Not claimed: anything of 0 and 100, which are wholes, nor of a number with fewer decimals than the
others, from which a spreadsheet has dropped zeros; three wholes among percentages with two decimals
are no such chance.

Breaks it, in its last line:

    97,91
    95,06
    99,9092

Looks alike, and does not:

    97,91
    100
    97,5
    94
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from normalize.report import Column, Role, TypedTable
from normalize.values.amounts import Amount, ValueType
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import WHOLES, cell_spot
from validate.findings import Message, Severity, Violation
from validate.legal_basis import READABLE_TABLES
from validate.rule import Concern, Rule

_ROLES = {Role.CAPAIAN, Role.SERAPAN, Role.EFISIENSI}
_ENOUGH = 3


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every column of percentages of mixed precision."""
    for table in context.report.tables:
        for column in table.columns:
            if column.quantity is ValueType.PERSEN and column.role in _ROLES:
                yield from _column(table, column)


def _column(table: TypedTable, column: Column) -> Iterator[Violation]:
    amounts = [(row.index, amount) for row in table.rows if (amount := row.amount(column.index))]
    told = [(row, amount) for row, amount in amounts if amount.value not in WHOLES]
    counts = Counter(amount.decimals for _, amount in told)
    if len(told) < _ENOUGH or len(counts) == 1:
        return
    usual = max(counts, key=lambda decimals: (counts[decimals], decimals))
    spots = [cell_spot(table, row, column.index) for row in _of_other_precision(told, usual)]
    if usual and spots and 2 * len(spots) < len(told):
        first, *others = spots
        message = Message(
            f"{first.printed} di kolom yang angkanya lazim ber-{usual} desimal ({len(spots)} sel).",
            f"{first.printed} in a column that usually prints {usual} decimals ({len(spots)} "
            "cells).",
        )
        yield Violation(first, message, evidence=tuple(others))


def _of_other_precision(told: Sequence[tuple[int, Amount]], usual: int) -> list[int]:
    """Return the rows that print more decimals than is usual, and those that print two fewer where
    several do.
    """
    finer = [row for row, amount in told if amount.decimals > usual]
    coarser = [row for row, amount in told if amount.decimals < usual - 1]
    return sorted(finer + (coarser if len(coarser) >= _ENOUGH else []))


RULE = Rule(
    id="ANK-06",
    title=Message("Ketelitian seragam", "Uniform precision"),
    fault=Message("Jumlah desimal tidak seragam", "The number of decimals is not uniform"),
    sentence=Message("{at} tercetak {said}.", "{at}, there is {said}."),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    basis=(READABLE_TABLES,),
    doc=__doc__,
    check=check,
)
