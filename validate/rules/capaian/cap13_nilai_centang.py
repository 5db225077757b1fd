"""The value of a row of a recapitulation is the share of its ticks.

Not claimed: that the value is wrong rather than a tick, and that we read the ticks right where the
row prints one in the column of their sum: that is reported as a doubt. Columns that hold nothing
but ticks are counted, five or more.

Breaks it, where all of twelve columns are ticked:

    No    Aktivitas                  Desa A    ...    Desa L    Nilai
    42    Fasilitasi rekomendasi     √         ...    √         0,92

Looks alike, and does not, where one of the twelve is blank.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.report import TypedRow
from normalize.values.amounts import format_amount
from validate.audit_context import AuditContext
from validate.constraints.intervals import around
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import OWN_ARITHMETIC
from validate.rule import Rule
from validate.structure.recaps import TICKS, Recap, recaps, text_at, ticked_columns


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every row whose value is not the share of its ticks."""
    for recap in recaps(context):
        columns = ticked_columns(recap)
        for row in recap.rows if columns else ():
            amount = row.amount(recap.column.index)
            ticks = sum(text_at(recap, row, at) in TICKS for at in columns)
            share = ticks / Decimal(len(columns))
            if amount and not around(amount.value, amount.decimals).holds(share):
                yield _finding(recap, row, ticks, len(columns), columns)


def _finding(
    recap: Recap, row: TypedRow, ticks: int, population: int, columns: Sequence[int]
) -> Violation:
    beside = (column.index for column in recap.table.columns if column.index not in columns)
    shifted = any(text_at(recap, row, at) in TICKS for at in beside)
    certainty = Certainty.READING_DOUBT if shifted else Certainty.INCONSISTENT
    spot, share = recap.spot(row), format_amount(ticks / Decimal(population), 2)
    message = Message(
        f"Nilai {spot.printed}, sedangkan {ticks} dari {population} kolom dicentang ({share}).",
        f"The value is {spot.printed}, but {ticks} of {population} columns are ticked ({share}).",
    )
    return Violation(spot, message, share, certainty=certainty)


RULE = Rule(
    id="CAP-13",
    title=Message("Nilai dan centang", "Values and ticks"),
    fault=Message(
        "Nilai tidak sesuai dengan jumlah centang", "A value does not fit the number of ticks"
    ),
    sentence=Message("{at} tercetak {said}.", "{at}, {said}."),
    severities=(Severity.MAJOR,),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    check=check,
)
