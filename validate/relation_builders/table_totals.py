"""The totals of tables that are no budget: of staff, assets, villages, revenue.

A row called JUMLAH at the end of a table adds up the rows above it. Which ones is recognised by a
column in which it does so, or by the rows being one numbered list of one look. A column of rates
has no sum: its total lies among its parts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Column, Role, TableKind, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import ValueType
from validate.audit_context import AuditContext
from validate.constraints.evaluation import agrees_loosely, reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import SUM, Relation
from validate.findings import CellRef, Message
from validate.relation_builders.budget_totals import budget_totals
from validate.relation_builders.column_constraints import prints_any, says, sole_total
from validate.structure.plain_lists import is_plain_list, look_of


@dataclass(frozen=True, slots=True)
class TableTotalsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # a sum that holds shows what is added up when so many rows print more than nothing; a list
    # has so many rows at least
    addends: int = 2  # count; 922311f
    rows: int = 3  # count; dc12d0d


_SETTINGS = TableTotalsSettings()


WHY = Message(
    "jumlah adalah penjumlahan baris di atasnya", "a total is the sum of the rows above it"
)

# headers of columns that are not added up
_RATE = regex(
    r"\b(?:persen|persentase|prosentase|rata\w*|indeks|nilai|skor|rasio|laju|kepadatan|"
    r"tingkat|tahun|umur|usia|bobot|"
    r"harga|tarif|peringkat|target|per)\b"
)
# what the row of shares under a total is called
_SHARES = regex(r"(?:persen|persentase|prosentase|porsi|proporsi)\b")
_NOT_ADDED = (Role.NOMOR, Role.KODE, Role.CAPAIAN, Role.SERAPAN, Role.EFISIENSI)


class _Total(NamedTuple):
    """The total of one table, the rows above it, and the columns in which both print numbers."""

    table: TypedTable
    row: TypedRow
    rows: tuple[TypedRow, ...]
    columns: tuple[Column, ...]


def table_totals(context: AuditContext) -> Iterator[Relation]:
    """Yield the sums of totals that no rule of budgets has."""
    figures = number_index(context)
    known = {relation.target for relation in budget_totals(context)}
    for table in context.report.of_kind(TableKind.OTHER):
        if total := _total(table):
            yield from (one for one in _sums(figures, total) if one.target not in known)


def _total(table: TypedTable) -> _Total | None:
    """Return the only total of a table that ends with it, or with the shares of the columns under
    it; codes and programs make a budget.
    """
    row = sole_total(table)
    if row is None or any(one.code for one in table.rows):
        return None
    if not all(map(_prints_shares, table.rows[row.index + 1 :])):
        return None
    columns = tuple(
        column for column in table.columns if _is_added(column) and row.amount(column.index)
    )
    rows = tuple(above for above in table.rows[: row.index] if prints_any(above, columns))
    return _Total(table, row, rows, columns) if len(rows) >= _SETTINGS.rows else None


def _prints_shares(row: TypedRow) -> bool:
    """Return whether a row under the total prints what part of the whole each column is."""
    return row.name.strip() == "%" or bool(_SHARES.match(normalize_text(row.name)))


def _is_added(column: Column) -> bool:
    counted = column.quantity in (ValueType.BILANGAN, ValueType.RUPIAH)
    return (
        counted
        and column.role not in _NOT_ADDED
        and not _RATE.search(normalize_text(column.header))
    )


def _sums(figures: NumberIndex, total: _Total) -> Iterator[Relation]:
    """Yield the sums of a total over the rows that one of its columns confirms, or over the rows of
    a plain list.
    """
    for rows in _choices(total):
        sums = [_sum(total, rows, column) for column in total.columns]
        plain = rows is total.rows and is_plain_list(total.table, rows, total.columns)
        if plain or any(_is_borne_out(figures, one) for one in sums):
            held = [one for one in sums if reproduces(figures, one)]
            yield from held
            failing = (one for one in sums if one not in held and not agrees_loosely(figures, one))
            yield from (one for one in failing if _is_sum(figures, one, rows))
            return


def _choices(total: _Total) -> Iterator[tuple[TypedRow, ...]]:
    """Yield the rows that a total may add up: all, or those that look like the first."""
    yield total.rows
    looks = [look_of(total.table, row) for row in total.rows]
    first = tuple(row for row, look in zip(total.rows, looks, strict=True) if look == looks[0])
    if _SETTINGS.addends <= len(first) < len(total.rows):
        yield first


def _sum(total: _Total, rows: Sequence[TypedRow], column: Column) -> Relation:
    at = column.index
    terms = tuple(CellRef(total.table.id, row.index, at) for row in rows if says(row.readings[at]))
    return Relation(CellRef(total.table.id, total.row.index, at), SUM, terms, WHY)


def _is_borne_out(figures: NumberIndex, relation: Relation) -> bool:
    amounts = [figure.value for term in relation.terms if (figure := figures.find(term))]
    return sum(map(bool, amounts)) >= _SETTINGS.addends and reproduces(figures, relation)


def _is_sum(figures: NumberIndex, relation: Relation, rows: Sequence[TypedRow]) -> bool:
    """Return whether a total that fails is one, and every row prints a part.

    A number among its parts may be a mean, unless it is the sum without one of its digits.
    """
    target = figures.find(relation.target)
    values = [figure.value for term in relation.terms if (figure := figures.find(term))]
    if target is None or len(values) < len(rows):
        return False
    return not min(values) <= target.value <= max(values) or _lacks_a_digit(
        target.value, sum(values, Decimal(0))
    )


def _lacks_a_digit(value: Decimal, of: Decimal) -> bool:
    digits = format(of, "f")
    return any(digits[:at] + digits[at + 1 :] == format(value, "f") for at in range(len(digits)))
