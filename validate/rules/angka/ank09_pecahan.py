"""A column headed % prints percentages: 99, not 0,99.

Reported once a column, where all its numbers are the quotients themselves; the quotients are
checked as such (ANG-02, CAP-01).

Not claimed: anything of a single fraction among percentages, which does not follow from its numbers
(ANG-02, CAP-01).

Breaks it:

    Pagu           Realisasi      Persentase (%)
    201.404.250    197.195.216    0,98
     35.256.000     31.746.248    0,90

Looks alike, and does not, since little was spent:

    Pagu           Realisasi      Persentase (%)
    201.404.250      1.976.000    0,98
"""

from collections.abc import Iterator

from normalize.values.amounts import ValueType, format_amount
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.relations import HUNDRED
from validate.findings import Message, Severity, Violation
from validate.legal_basis import READABLE_TABLES
from validate.relation_builders import achievement
from validate.relation_builders.column_constraints import (
    ABSORPTION,
    FRACTION,
    Computation,
    computations,
)
from validate.rule import Rule

_PERCENTAGES = (ABSORPTION, achievement.LAW)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every column of percentages that prints fractions."""
    for law in _PERCENTAGES:
        for computation in computations(context.report, law):
            if computation.form == FRACTION and computation.target.quantity is ValueType.PERSEN:
                yield _finding(computation)


def _finding(computation: Computation) -> Violation:
    table, target = computation.table, computation.target
    told = [
        (row, amount) for row in table.rows if (amount := row.amount(target.index)) and amount.value
    ]
    first, *others = [cell_spot(table, row.index, target.index) for row, _ in told]
    value = told[0][1]
    expected = format_amount(value.value * HUNDRED, max(value.decimals - 2, 0))
    message = Message(
        f"{first.printed} di bawah “{target.header}”: seluruh kolom mencetak pecahan, bukan "
        f"persen ({expected}).",
        f"{first.printed} under “{target.header}”: the whole column prints fractions, not "
        f"percentages ({expected}).",
    )
    return Violation(first, message, expected, evidence=tuple(others))


RULE = Rule(
    id="ANK-09",
    title=Message("Pecahan dan persen", "Fractions and percentages"),
    fault=Message(
        "Pecahan dicetak di kolom persen", "Fractions are printed in a column of percentages"
    ),
    sentence=Message("{at} tercetak {said}.", "{at}, {said}."),
    severities=(Severity.MAJOR,),
    basis=(READABLE_TABLES,),
    doc=__doc__,
    check=check,
)
