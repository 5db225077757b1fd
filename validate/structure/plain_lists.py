"""Lists whose numbers and looks show that all rows are on one level, so that a total can only be
that of them all.
"""

from collections.abc import Sequence

from normalize.report import Column, Role, TypedRow, TypedTable
from validate.structure.row_styles import RowStyle, indented, row_style


def look_of(table: TypedTable, row: TypedRow) -> RowStyle:
    """Return what a row looks like, its indentation too."""
    return indented(table, row, row_style(table, row))


def is_plain_list(table: TypedTable, rows: Sequence[TypedRow], columns: Sequence[Column]) -> bool:
    """Return whether rows are numbered 1, 2, 3 … without a gap, look alike and print a number in
    each column.
    """
    number = table.column(Role.NOMOR)
    if number is None or len({look_of(table, row) for row in rows}) > 1:
        return False
    printed = [table.table.rows[row.index][number.index].text.strip(" .)") for row in rows]
    complete = all(row.amount(column.index) for row in rows for column in columns)
    return complete and printed == [str(at) for at in range(1, len(rows) + 1)]
