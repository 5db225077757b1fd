"""The sums that codes ask for where the amounts are apart: beneath the code, or in columns of other
budgets.

A row for the outcome or output under a code may carry its amounts, or repeat them: either way they
count once.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from normalize.report import Column, TypedRow, TypedTable
from normalize.values.amounts import ValueType
from normalize.values.codes import CodeLevel
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.evaluation import agrees_loosely, reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import SUM, Relation
from validate.findings import CellRef, Message
from validate.relation_builders.column_constraints import AMOUNTS, BudgetTier, says
from validate.structure.code_families import children_by_code, code_families


@dataclass(frozen=True, slots=True)
class CodeTotalsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # a column of a table follows the codes when so many sums do, and two of three
    held: int = 3  # count; 7775f3b
    of_three: int = 2  # count; 7775f3b


_SETTINGS = CodeTotalsSettings()


WHY = Message("jumlah menurut susunan kode", "the sum that the structure of the codes asks for")


_TIERS = {CodeLevel.KEGIATAN: BudgetTier.KEGIATAN, CodeLevel.PROGRAM: BudgetTier.PROGRAM}


class _Sum(NamedTuple):
    """A sum, and what it adds up to."""

    tier: BudgetTier
    relation: Relation


class _AmountRow(NamedTuple):
    """A coded row, and the row that prints its amounts; None where that is not clear."""

    row: TypedRow
    amounts: TypedRow | None


def code_totals(context: AuditContext, tier: BudgetTier) -> Iterator[Relation]:
    """Yield the sums of one tier, of amounts that are apart from their codes."""
    return (one.relation for one in _relations(context) if one.tier is tier)


@cached_per_audit
def _relations(context: AuditContext) -> tuple[_Sum, ...]:
    figures = number_index(context)
    known: dict[str, set[int]] = defaultdict(set)
    for table, family in code_families(context):
        known[table.id].add(family.parent.index)
    sums: list[_Sum] = []
    for table in context.report.tables:
        if any(row.code for row in table.rows):
            sums += _in_table(table, figures, known[table.id])
    return tuple(sums)


def _in_table(table: TypedTable, figures: NumberIndex, known: set[int]) -> Iterator[_Sum]:
    """Yield the sums of each column that confirms most of them."""
    carriers = _carriers(table)
    for column in table.columns:
        if column.quantity is ValueType.RUPIAH:
            summed = known if column.role in AMOUNTS else set()
            found = list(_in_column(table, carriers, column.index, summed))
            held = sum(reproduces(figures, one.relation) for one in found)
            if held >= _SETTINGS.held and 3 * held >= _SETTINGS.of_three * len(found):
                yield from (one for one in found if _is_told(figures, one.relation, column))


def _is_told(figures: NumberIndex, relation: Relation, column: Column) -> bool:
    """Return whether a sum holds, or fails by more than rounding; a budget before its change may
    count what is gone.
    """
    return reproduces(figures, relation) or (
        column.role in AMOUNTS and not agrees_loosely(figures, relation)
    )


def _in_column(
    table: TypedTable, carriers: Sequence[_AmountRow], at: int, summed: set[int]
) -> Iterator[_Sum]:
    by_index = {one.row.index: one for one in carriers}
    beneath = children_by_code([one.row for one in carriers])
    for index, children in sorted(beneath.items()):
        parent = by_index[index]
        if index not in summed and parent.row.code:
            tier = _TIERS.get(parent.row.code.level, BudgetTier.ABOVE)
            yield from _sum(
                tier, table, parent.amounts, [by_index[child.index] for child in children], at
            )
    last = table.rows[-1]
    if last.code is None and not last.name and says(last.readings[at]):
        known = {child.index for children in beneath.values() for child in children}
        yield from _sum(
            BudgetTier.ABOVE,
            table,
            last,
            [one for one in carriers if one.row.index not in known],
            at,
        )


def _sum(
    tier: BudgetTier,
    table: TypedTable,
    whole: TypedRow | None,
    parts: Sequence[_AmountRow],
    at: int,
) -> Iterator[_Sum]:
    rows = [one.amounts for one in parts]
    clear = [row for row in rows if row is not None]
    if whole is None or len(clear) < len(rows) or not says(whole.readings[at]):
        return
    terms = tuple(CellRef(table.id, row.index, at) for row in clear if says(row.readings[at]))
    if terms:
        yield _Sum(tier, Relation(CellRef(table.id, whole.index, at), SUM, terms, WHY))


def _carriers(table: TypedTable) -> list[_AmountRow]:
    """Return each coded row with the row that prints its amounts."""
    money = [column.index for column in table.columns if column.quantity is ValueType.RUPIAH]
    beneath: dict[int, list[TypedRow]] = {}
    coded: list[TypedRow] = []
    for row in table.rows:
        if row.code and not row.total:
            coded.append(row)
            beneath[row.index] = []
        elif coded and not row.total and row.name and any(row.amount(at) for at in money):
            beneath[coded[-1].index].append(row)
    return [_AmountRow(row, _amounts_of(row, beneath[row.index], money)) for row in coded]


def _amounts_of(
    row: TypedRow, beneath: Sequence[TypedRow], money: Sequence[int]
) -> TypedRow | None:
    """Return the row that prints the amounts of a code: itself, where those beneath repeat it, or
    the only one.
    """
    if not any(row.amount(at) for at in money):
        return beneath[0] if len(beneath) == 1 else None
    return row if all(_repeats(other, row, money) for other in beneath) else None


def _repeats(other: TypedRow, row: TypedRow, money: Sequence[int]) -> bool:
    pairs = [
        (one.value, own.value)
        for at in money
        if (one := other.amount(at)) and (own := row.amount(at))
    ]
    return bool(pairs) and all(one == own for one, own in pairs)
