"""What the totals of budget tables add up: programs, the rows of the highest level, or a list over
several tables.

A list that a page break or a heading parts is printed as two tables of the same columns, of which
the last has the total. Which rows it adds up is trusted where they come to it in one column: then
the others must, too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from normalize.report import Role, TableKind, TypedRow, TypedTable
from normalize.values.amounts import ValueType
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.evaluation import reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import SUM, Relation
from validate.findings import CellRef, Message
from validate.relation_builders.accounts import account_sums
from validate.relation_builders.column_constraints import (
    AMOUNTS,
    BudgetTier,
    is_uncoded_money,
    made_up,
    offices,
    prints_any,
    roots,
    says,
    sole_total,
    sums_of,
)
from validate.relation_builders.row_sums import sums_of_rows
from validate.structure.entity_links import is_program
from validate.structure.plain_lists import is_plain_list
from validate.structure.program_sections import totals_of_sections


@dataclass(frozen=True, slots=True)
class BudgetTotalsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # a sum shows what a total adds up when it has so many amounts, one of so many digits, the
    # zeros at its end not counted
    several: int = 2  # count; e84561e
    digits: int = 5  # count; 89a5c15
    # a list has so many rows at least
    rows: int = 3  # count; dc12d0d
    # the parts of one list are so many pages apart at most
    pages: int = 1  # count; 922311f


_SETTINGS = BudgetTotalsSettings()


WHY = Message("jumlah adalah penjumlahan semua program", "the total is the sum of all programs")
WHY_OFFICE = Message(
    "jumlah satu perangkat daerah atau unit adalah penjumlahan programnya",
    "the amount of an office or unit is the sum of its programs",
)
WHY_LIST = Message(
    "jumlah adalah penjumlahan semua baris daftar, juga yang tercetak di tabel sebelumnya",
    "the total is the sum of all rows of the list, those in the table before it as well",
)


@cached_per_audit
def budget_totals(context: AuditContext) -> tuple[Relation, ...]:
    """Return the sum of every JUMLAH row, of every bidang and urusan above the programs, and of
    what no code covers.
    """
    found: dict[object, Relation] = {}
    above = (
        sums_of_rows(context, BudgetTier.ABOVE),
        account_sums(context),
        totals_of_sections(context),
    )
    for relation in chain(
        _split_lists(context),
        _coded(context),
        *above,
        _of_offices(context),
        _numbered_lists(context),
    ):
        found.setdefault((relation.target, relation.form), relation)
    return tuple(found.values())


def _coded(context: AuditContext) -> Iterator[Relation]:
    figures = number_index(context)
    plans = (table for table in context.report.of_kind(TableKind.OTHER) if table.column(Role.KODE))
    for table in (*context.report.of_kind(TableKind.REALISASI_ANGGARAN), *plans):
        if total := sole_total(table):
            parts, rest = _parts(table)
            sums = list(sums_of(table, total, parts, WHY))
            if not rest or any(_bears_out(figures, relation) for relation in sums):
                yield from (
                    one
                    for one in sums
                    if reproduces(figures, one) or not _made_up(figures, one, rest)
                )


def _of_offices(context: AuditContext) -> Iterator[Relation]:
    """Yield what each office of a table over several comes to, where that is so of as many as it is
    not.
    """
    figures = number_index(context)
    for table in context.report.of_kind(TableKind.REALISASI_ANGGARAN):
        sums = [list(sums_of(table, head, parts, WHY_OFFICE)) for head, parts in offices(table)]
        held = sum(_holds_anywhere(figures, relations) for relations in sums)
        if 2 * held >= len(sums):
            yield from chain.from_iterable(sums)


def _holds_anywhere(figures: NumberIndex, relations: Iterable[Relation]) -> bool:
    """Return whether one of these sums, of numbers that are no zeros, is what is printed."""
    return any(
        _has_digits(figures, relation) and reproduces(figures, relation) for relation in relations
    )


def _numbered_lists(context: AuditContext) -> Iterator[Relation]:
    """Yield the totals of budgets that are one numbered list: nothing else can be what they
    add up.
    """
    for table in context.report.of_kind(TableKind.REALISASI_ANGGARAN, TableKind.MULTI_YEAR):
        total = sole_total(table)
        if total is None or total is not table.rows[-1] or any(row.code for row in table.rows):
            continue
        columns = [table.columns[at] for at in _columns(table) if says(total.readings[at])]
        rows = [row for row in table.rows if row is not total and prints_any(row, columns)]
        if len(rows) >= _SETTINGS.rows and is_plain_list(table, rows, columns):
            yield from sums_of(table, total, rows, WHY)


def _bears_out(figures: NumberIndex, relation: Relation) -> bool:
    """Return whether a sum shows what a total adds up: one of zeros, or of one amount among zeros,
    does not.
    """
    amounts = [figure.value for term in relation.terms if (figure := figures.find(term))]
    return sum(map(bool, amounts)) >= min(_SETTINGS.several, len(relation.terms)) and reproduces(
        figures, relation
    )


def _made_up(figures: NumberIndex, relation: Relation, rest: Sequence[TypedRow]) -> bool:
    """Return whether rows of unclear place make up exactly what the parts of a total lack."""
    cells = [cell for cell in (relation.target, *relation.terms) if isinstance(cell, CellRef)]
    values = [figure.value for cell in cells if (figure := figures.find(cell))]
    amounts = [amount.value for row in rest if (amount := row.amount(cells[0].column))]
    return len(values) == len(cells) and made_up(values[0] - sum(values[1:]), amounts)


def _parts(table: TypedTable) -> tuple[list[TypedRow], list[TypedRow]]:
    """Return the rows that a total adds up, and those with money of which that is not clear.

    It adds up the rows of the highest level; where there are no codes, those named as programs. A
    deeper row without a parent may be counted in another row.
    """
    coded, deeper = roots(table)
    parts = coded or _programs(table)
    others = [row for row in table.rows if is_uncoded_money(table, row) and row not in parts]
    return parts, [*others, *deeper]


def _programs(table: TypedTable) -> list[TypedRow]:
    return [row for row in table.rows if not row.total and is_program(row.name)]


# Lists over several tables ------------------------------------------------------------------------


class _TotalPart(NamedTuple):
    """Rows of one table that a total adds up, perhaps one in another table."""

    table: TypedTable
    rows: list[TypedRow]


def _split_lists(context: AuditContext) -> Iterator[Relation]:
    """Yield the totals that add up the rows of the tables before them as well, in every column of
    amounts.
    """
    figures = number_index(context)
    run: list[TypedTable] = []
    for table in context.report.tables:
        run = [*run, table] if run and _goes_on(run[-1], table) else [table]
        total = sole_total(table)
        if total and total is table.rows[-1] and len(run) > 1 and _columns(table):
            yield from _total_of(figures, run, total)
        if any(row.total for row in table.rows):
            run = []


def _goes_on(before: TypedTable, table: TypedTable) -> bool:
    """Return whether a table may be the rest of the one before it: the same columns, on the same or
    the next page.
    """
    near = table.table.pages[0] - before.table.pages[-1] <= _SETTINGS.pages
    return near and [(c.role, c.quantity, c.period) for c in before.columns] == [
        (c.role, c.quantity, c.period) for c in table.columns
    ]


def _columns(table: TypedTable) -> list[int]:
    return [c.index for c in table.columns if c.role in AMOUNTS and c.quantity is ValueType.RUPIAH]


def _total_of(
    figures: NumberIndex, run: Sequence[TypedTable], total: TypedRow
) -> Iterator[Relation]:
    """Yield the total of a list, if it is that of its tables together in some column, and of the
    last in none.
    """
    columns = [at for at in _columns(run[-1]) if says(total.readings[at])]
    for rows_of in (lambda table: roots(table)[0], _programs, _lines):
        parts = [_TotalPart(table, rows_of(table)) for table in run]
        if all(part.rows for part in parts):
            alone = [_sum(parts[-1:], total, at) for at in columns]
            together = [_sum(parts, total, at) for at in columns]
            if any(_is_telling(figures, one) for one in together) and not any(
                reproduces(figures, one) for one in alone
            ):
                yield from together
                return


def _lines(table: TypedTable) -> list[TypedRow]:
    return [row for row in table.rows if is_uncoded_money(table, row)]


def _sum(parts: Sequence[_TotalPart], total: TypedRow, at: int) -> Relation:
    cells = ((part.table, row) for part in parts for row in part.rows)
    terms = tuple(
        CellRef(table.id, row.index, at) for table, row in cells if says(row.readings[at])
    )
    return Relation(CellRef(parts[-1].table.id, total.index, at), SUM, terms, WHY_LIST)


def _is_telling(figures: NumberIndex, relation: Relation) -> bool:
    """Return whether a sum holds by no chance: several amounts, one of them of many digits."""
    return (
        len(relation.terms) >= _SETTINGS.several
        and _has_digits(figures, relation)
        and _bears_out(figures, relation)
    )


def _has_digits(figures: NumberIndex, relation: Relation) -> bool:
    """Return whether an amount of a sum has many digits, the zeros at its end not counted."""
    amounts = [
        figure.value
        for term in (relation.target, *relation.terms)
        if (figure := figures.find(term))
    ]
    return (
        max((len(str(int(abs(value))).rstrip("0")) for value in amounts), default=0)
        >= _SETTINGS.digits
    )
