"""Where a typed table printed its amounts, its codes and its column numbers, and a passage its
words.
"""

from collections.abc import Iterator
from typing import NamedTuple

from normalize.formulas.column_formulas import parse_column_number
from normalize.report import Column, Role, TypedRow, TypedTable
from normalize.text.prose import TextBlock
from normalize.values.amounts import Amount, AmountNote
from validate.constraints.printed_numbers import cell_spot
from validate.findings import PrintedValue


class PrintedAmount(NamedTuple):
    """An amount, and the row and column of the table it was printed in."""

    typed: TypedTable
    row: TypedRow
    column: int
    amount: Amount

    @property
    def spot(self) -> PrintedValue:
        """The cell it was printed in."""
        return cell_spot(self.typed, self.row.index, self.column)


def noted_in(typed: TypedTable, *notes: AmountNote) -> Iterator[PrintedAmount]:
    """Yield every amount of a table that carries one of the notes, row by row."""
    wanted = set(notes)
    for row in typed.rows:
        for column, reading in enumerate(row.readings):
            if (
                isinstance(reading, Amount)
                and reading.notes
                and not wanted.isdisjoint(reading.notes)
            ):
                yield PrintedAmount(typed, row, column, reading)


def text_spot(passage: TextBlock, start: int, end: int) -> PrintedValue:
    """Return these characters of a passage, on the line where they begin."""
    return PrintedValue(passage.line_at(start).place, None, passage.text[start:end])


def code_spot(typed: TypedTable, row: TypedRow) -> PrintedValue:
    """Return the cell in which the code of a row is printed, or begins when it has columns for its
    segments.
    """
    text = row.code.text if row.code else ""
    cells = typed.table.rows[row.index]
    holding = next((cell.column for cell in cells if text and text in cell.text), None)
    column = typed.column(Role.KODE) if holding is None else None
    return cell_spot(typed, row.index, holding or (column.index if column else 0))._replace(
        printed=text
    )


def number_spot(typed: TypedTable, column: Column) -> PrintedValue:
    """Return the header cell that prints the column's number, or its lowest header cell where none
    does.
    """
    cells = [row[column.index] for row in reversed(typed.table.header)]
    numbered = (cell for cell in cells if parse_column_number(cell.text) == column.number)
    cell = next(numbered, cells[0])
    return PrintedValue(cell.place, None, cell.text)
