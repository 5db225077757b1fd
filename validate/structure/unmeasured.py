"""Indicators whose target is without a realisasi: what was reached was not measured."""

from collections.abc import Iterator, Sequence

from normalize.report import Column, Role, TypedRow, TypedTable
from normalize.values.amounts import Amount, AmountNote, ParsedAmount, UnreadReason

_BLANK = (UnreadReason.EMPTY, UnreadReason.MISSING_MARK)


def unmeasured(table: TypedTable) -> Iterator[tuple[TypedRow, Column, Column]]:
    """Yield the rows with a target and no realisasi, and both columns; nothing of a table without
    any realisasi.
    """
    target, columns = table.column(Role.TARGET), list(table.columns_of(Role.REALISASI))
    if target is None or all(_is_blank(row, columns) for row in table.rows):
        return
    for row in table.rows:
        if row.amount(target.index) and not row.total and _is_blank(row, columns):
            yield row, target, columns[0]


def _is_blank(row: TypedRow, columns: Sequence[Column]) -> bool:
    return all(_says_nothing(row.readings[column.index]) for column in columns)


def _says_nothing(reading: ParsedAmount | None) -> bool:
    """Whether a cell is blank or marked so; a position that a merged cell covers says what that
    cell says.
    """
    if isinstance(reading, Amount):
        return AmountNote.DASH_ZERO in reading.notes
    return reading is not None and reading.reason in _BLANK
