"""A program that supports several sasaran is counted once in their total.

Not claimed: anything where the total of the table does not come out, or comes out without the
repeated rows: then a program is only named again.

Breaks it, where the second row repeats the first and the total counts both:

    Sasaran 1    Program Penunjang Urusan    4.430.000
    Sasaran 2    Program Penunjang Urusan    4.430.000
    JUMLAH                                   8.860.000

Looks alike, and does not:

    Sasaran 1    Program Penunjang Urusan    4.430.000
    Sasaran 2    Program Penunjang Urusan    4.430.000
    JUMLAH                                   4.430.000
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from normalize.report import Role, TableKind, TypedRow, TypedTable
from validate.audit_context import AuditContext
from validate.constraints.intervals import ZERO
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Message, Severity, Violation
from validate.legal_basis import OWN_ARITHMETIC
from validate.relation_builders.column_constraints import sole_total
from validate.rule import Rule
from validate.structure.entity_links import is_program, program_key


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every program that the total of a table on costs counts more than
    once.
    """
    for table in context.report.of_kind(TableKind.COST_PER_OUTCOME, TableKind.SUMBER_DAYA):
        total, columns = sole_total(table), list(table.columns_of(Role.PAGU))
        if total and len(columns) == 1 and (printed := total.amount(columns[0].index)):
            pagu = columns[0].index
            programs = _programs(table, pagu)
            rows = [row for group in programs.values() for row in group]
            if _sum(rows, pagu) == printed.value:
                yield from (
                    _finding(table, group, pagu)
                    for group in programs.values()
                    if _is_repeated(group, pagu)
                )


def _programs(table: TypedTable, pagu: int) -> dict[str, list[TypedRow]]:
    """Return the rows of programs with a pagu, by the program's name."""
    groups: dict[str, list[TypedRow]] = defaultdict(list)
    for row in table.rows:
        if not row.total and not row.code and is_program(row.name) and row.amount(pagu):
            groups[program_key(row.name)].append(row)
    return groups


def _is_repeated(group: list[TypedRow], pagu: int) -> bool:
    """Return whether a program is several times with the same pagu, and is not merely continued."""
    amounts = {amount.value for row in group if (amount := row.amount(pagu))}
    return len(group) > 1 and len(amounts) == 1 and amounts != {ZERO}


def _sum(rows: list[TypedRow], column: int) -> Decimal:
    return sum((amount.value for row in rows if (amount := row.amount(column))), ZERO)


def _finding(table: TypedTable, group: list[TypedRow], pagu: int) -> Violation:
    first, again, *others = [cell_spot(table, row.index, pagu) for row in group]
    message = Message(
        f"{group[0].name}: pagu {again.printed} dihitung {len(group)} kali dalam jumlah.",
        f"{group[0].name}: the pagu {again.printed} is counted {len(group)} times in the total.",
    )
    return Violation(again, message, evidence=(first, *others))


RULE = Rule(
    id="EFI-08",
    title=Message("Program dihitung sekali", "Programs counted once"),
    fault=Message(
        "Satu program dihitung lebih dari satu kali", "A program is counted more than once"
    ),
    sentence=Message("{at}, program {told}.", "{at}, the program {told}."),
    severities=(Severity.MAJOR,),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    check=check,
)
