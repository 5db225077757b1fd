"""What a header says its amounts are counted in fits the amounts.

Two things show that "(Rp 000)" or "dalam jutaan rupiah" is wrong: an amount that would be more than
the budgets of all regions of the country together, or most amounts of a table being to the rupiah
those that another table prints for the same programs in whole rupiah.

Not claimed: which of the two is wrong, nor anything where the amounts could be meant as the header
says.

Breaks it:

    Pagu (dalam jutaan rupiah)
    1.895.403.508

Looks alike, and does not:

    Pagu (dalam ribuan rupiah)
    1.895.404
"""

from collections.abc import Iterator
from decimal import Decimal

from normalize.report import Column, TableKind, TypedTable
from normalize.values.amounts import ValueType, format_amount
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import CellRef, Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import Rule
from validate.structure.entity_links import Entity, programs

# rupiah: the budgets of all regions together were some 1.4 × 10^15 in 2024, that of the largest
# below 10^14
_MORE_THAN_ANY_REGION = Decimal(10) ** 15
# shares of statistics of a whole economy are no budgets
_BUDGETS = (TableKind.PK_PROGRAM, TableKind.COST_PER_OUTCOME, TableKind.REALISASI_ANGGARAN)
_SEVERAL = 2


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every column of money whose scale its own amounts, or those of another
    table, contradict.
    """
    for table in context.report.of_kind(*_BUDGETS):
        for column in table.columns:
            if column.quantity is ValueType.RUPIAH and column.scale != 1:
                spots = _too_large(table, column) or _same_in_rupiah(context, table, column)
                if spots:
                    yield _finding(table, column, spots)


def _too_large(table: TypedTable, column: Column) -> list[PrintedValue]:
    rows = [
        row
        for row in table.rows
        if (amount := row.amount(column.index)) and _is_absurd(amount.value, column)
    ]
    return [cell_spot(table, row.index, column.index) for row in rows]


def _is_absurd(value: Decimal, column: Column) -> bool:
    return abs(value) * column.scale > _MORE_THAN_ANY_REGION


def _same_in_rupiah(context: AuditContext, table: TypedTable, column: Column) -> list[PrintedValue]:
    """Return the amounts that another table prints alike in whole rupiah, when several are and none
    is not.
    """
    pairs = [pair for entity in programs(context) for pair in _pairs(entity, table, column)]
    same = [here for here, there, equal in pairs if equal]
    return same if len(same) >= _SEVERAL and len(same) == len(pairs) else []


def _pairs(
    entity: Entity, table: TypedTable, column: Column
) -> Iterator[tuple[PrintedValue, CellRef, bool]]:
    """Yield an amount of the column, each cell of the same role and whole rupiah elsewhere, and
    whether it is equal.
    """
    for item in entity.rows:
        own = item.row.amount(column.index) if item.table is table else None
        if own is None or not own.value:
            continue
        for other in entity.rows:
            for there in other.table.columns_of(column.role):
                amount = other.row.amount(there.index)
                if other.table is not table and there.scale == 1 and amount is not None:
                    cell = CellRef(other.table.id, other.row.index, there.index)
                    yield (
                        cell_spot(table, item.row.index, column.index),
                        cell,
                        amount.value == own.value,
                    )


def _finding(table: TypedTable, column: Column, spots: list[PrintedValue]) -> Violation:
    first, *others = spots
    factor = format_amount(column.scale)
    head = table.table.header[-1][column.index] if table.table.header else None
    message = Message(
        f"{first.printed} di bawah “{column.header}” (× {factor}) tidak mungkin: rupiah "
        f"penuh ({len(spots)} sel).",
        f"{first.printed} under “{column.header}” (× {factor}) cannot be; it is in whole "
        f"rupiah ({len(spots)} cells).",
    )
    evidence = (*([PrintedValue(head.place, None, head.text)] if head is not None else []), *others)
    return Violation(first, message, evidence=evidence)


RULE = Rule(
    id="ANK-08",
    title=Message("Skala jumlah uang", "Scale of amounts"),
    fault=Message(
        "Jumlah uang tidak sesuai dengan satuan kolomnya",
        "An amount does not fit the scale of its column",
    ),
    sentence=Message("{at}, angka {said}.", "{at}, {said}."),
    severities=(Severity.MAJOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
)
