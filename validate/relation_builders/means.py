"""Means that a table prints: rows called rata-rata, and columns of the mean capaian of a sasaran or
group.

A row is the mean of what is between it and the mean before it. A column's number is that of the
rows its cell is merged over, or else of those down to the next number in the column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.patterns import regex
from normalize.report import Column, Role, TargetBasis, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount, ValueType
from validate.constraints.evaluation import agrees_loosely, reproduces
from validate.constraints.intervals import ZERO
from validate.constraints.printed_numbers import NumberIndex
from validate.constraints.relations import MEAN, Relation
from validate.findings import CellRef, Message
from validate.relation_builders.column_constraints import says
from validate.structure.row_styles import row_style


@dataclass(frozen=True, slots=True)
class MeansSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    rows: int = 3  # count; dc12d0d
    several: int = 2  # count; e84561e


_SETTINGS = MeansSettings()


WHY = Message(
    "rata-rata adalah jumlah dibagi banyaknya", "a mean is the sum over how many there are"
)
# Not "Rata-rata lama sekolah", which is an indicator.
_MEAN = regex(
    r"(?:jumlah |nilai |total )?(?:rata ?rata|rerata)"
    r"(?: (?:nilai|total|seluruh|capaian|kinerja|sasaran|strategis|utama|indikator|tujuan|"
    r"program|\d+|[ivx]+))*"
)
_MEAN_HEAD = regex(r"\b(?:rata ?rata|rerata)\b")
_OF_CAPAIAN = regex(r"\b(?:capaian|kinerja|sasaran)\b")
_CAPS = (Decimal(100), Decimal(120))


def _heads_means(column: Column) -> bool:
    """Return whether a column is headed as the mean of capaian."""
    head = normalize_text(column.header)
    mean = _MEAN_HEAD.search(head)
    return mean is not None and _OF_CAPAIAN.search(head, mean.end()) is not None


def means(figures: NumberIndex, table: TypedTable) -> Iterator[Relation]:
    """Yield how the means of a table follow."""
    sections = list(_sections(table))
    for column in table.columns if sections else ():
        if column.quantity is not ValueType.TIDAK_DIKETAHUI:
            yield from _of_rows(figures, table, column, sections)
    yield from _of_column(figures, table)


def _of_rows(
    figures: NumberIndex,
    table: TypedTable,
    column: Column,
    sections: Sequence[tuple[TypedRow, Sequence[TypedRow]]],
) -> Iterator[Relation]:
    """Yield the means of a column that rows called rata-rata print; of several, where another one
    holds.
    """
    found = [one for mean, above in sections if (one := _mean(figures, table, column, mean, above))]
    held = sum(reproduces(figures, relation) for relation in found)
    several = len(sections) > 1
    yield from (
        relation for relation in found if reproduces(figures, relation) or held or not several
    )


def _sections(table: TypedTable) -> Iterator[tuple[TypedRow, list[TypedRow]]]:
    """Yield each row called rata-rata with the rows since the one before it that print anything."""
    above: list[TypedRow] = []
    for row in table.rows:
        if _is_mean(row):
            yield row, above
            above = []
        elif any(says(reading) for reading in row.readings):
            above.append(row)


def _is_mean(row: TypedRow) -> bool:
    return _names_mean(row.name) or any(_names_mean(text) for _, text in row.labels)


@lru_cache(maxsize=4096)
def _names_mean(text: str) -> bool:
    return _MEAN.fullmatch(normalize_text(text)) is not None


def _mean(
    figures: NumberIndex,
    table: TypedTable,
    column: Column,
    mean: TypedRow,
    above: Sequence[TypedRow],
) -> Relation | None:
    """Return the mean of a column in which every row above it prints a number, unless only a cap
    explains it.
    """
    amounts = [
        reading for row in above if isinstance(reading := row.readings[column.index], Amount)
    ]
    printed = mean.amount(column.index)
    if printed is None or len(amounts) < max(len(above), _SETTINGS.rows):
        return None
    relation = _relation(table, mean, column, above, column)
    alike = _name_indicators(table, above) or len({row_style(table, row) for row in above}) == 1
    if reproduces(figures, relation) or (
        alike and not _explained(printed, amounts, figures, relation)
    ):
        return relation
    return None


def _explained(
    printed: Amount, amounts: Sequence[Amount], figures: NumberIndex, relation: Relation
) -> bool:
    """Return whether a mean may be one of rounded numbers, or of numbers capped at 100 or 120
    first.
    """
    return agrees_loosely(figures, relation) or any(
        abs(_capped_mean(amounts, cap) - printed.value) <= printed.slack for cap in _CAPS
    )


def _capped_mean(amounts: Sequence[Amount], cap: Decimal) -> Decimal:
    return sum((min(amount.value, cap) for amount in amounts), ZERO) / len(amounts)


def _relation(
    table: TypedTable, mean: TypedRow, at: Column, rows: Sequence[TypedRow], of: Column
) -> Relation:
    terms = tuple(CellRef(table.id, row.index, of.index) for row in rows)
    return Relation(CellRef(table.id, mean.index, at.index), MEAN, terms, WHY)


def _name_indicators(table: TypedTable, rows: Sequence[TypedRow]) -> bool:
    """Return whether each row has an indicator of its own, as those of one sasaran do whose cell is
    merged.
    """
    column = table.column(Role.INDIKATOR)
    return column is not None and all(
        table.table.rows[row.index][column.index].text for row in rows
    )


# Columns ------------------------------------------------------------------------------------------


def _of_column(figures: NumberIndex, table: TypedTable) -> Iterator[Relation]:
    """Yield the means in a column of mean capaian, where at least as many groups confirm it as do
    not.
    """
    capaian = [
        column for column in table.columns_of(Role.CAPAIAN) if column.basis is TargetBasis.YEAR
    ]
    for column in table.columns:
        if column.role is Role.LAIN and len(capaian) == 1 and _heads_means(column):
            told = list(_of_groups(figures, table, column, capaian[0]))
            held = sum(reproduces(figures, relation) for relation in told)
            if 2 * held >= len(told):
                yield from told


def _of_groups(
    figures: NumberIndex, table: TypedTable, column: Column, capaian: Column
) -> Iterator[Relation]:
    for mean, rows, ended in _groups(table, column):
        amounts = [amount for row in rows if (amount := row.amount(capaian.index))]
        printed = mean.amount(column.index)
        if printed and len(amounts) >= _SETTINGS.several and len(amounts) == len(rows):
            relation = _relation(table, mean, column, rows, capaian)
            if reproduces(figures, relation) or (
                ended and not _explained(printed, amounts, figures, relation)
            ):
                yield relation


def _groups(table: TypedTable, column: Column) -> Iterator[tuple[TypedRow, list[TypedRow], bool]]:
    """Yield each row that prints a mean in a column with the rows it is of, and whether these
    surely end there.

    Rows that print nothing are left out. The last group of a table may continue where the table
    does.
    """
    printing = [row.index for row in table.rows if row.amount(column.index)]
    for start, following in zip(printing, [*printing[1:], len(table.rows)], strict=True):
        merged = table.table.rows[start][column.index].rows
        end = start + merged if merged > 1 else following
        rows = [row for row in table.rows[start:end] if not row.total and not _is_mean(row)]
        ended = merged > 1 or following < len(table.rows)
        yield table.rows[start], [row for row in rows if _prints_result(table, row)], ended


def _prints_result(table: TypedTable, row: TypedRow) -> bool:
    measured = [
        *table.columns_of(Role.TARGET),
        *table.columns_of(Role.REALISASI),
        *table.columns_of(Role.CAPAIAN),
    ]
    return any(says(row.readings[column.index]) for column in measured)
