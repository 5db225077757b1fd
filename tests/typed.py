"""Typed tables and reports written down in a test: rows as the page would print them, cells
separated by bars.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from extract.records import Box, Cell, Document, Line, Location, Page, Row, Table, TextSource
from normalize.formulas.column_formulas import parse_column_number, parse_formula
from normalize.report import Column, Report, Role, TableKind, TypedRow, TypedTable
from normalize.tables.rows import parse_cell, prints_cents
from normalize.values.amounts import Amount, NumberFormat, ValueType, vote_number_format
from normalize.values.codes import parse_code
from normalize.values.periods import Period, PeriodKind

QUANTITIES = {
    **dict.fromkeys((Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA), ValueType.RUPIAH),
    **dict.fromkeys(
        (Role.TARGET, Role.REALISASI, Role.CAPAIAN, Role.SERAPAN, Role.EFISIENSI), ValueType.PERSEN
    ),
    Role.NOMOR: ValueType.BILANGAN,
}
NAMES = (Role.URAIAN, Role.PROGRAM, Role.INDIKATOR)
BUDGET = (Role.KODE, Role.URAIAN, Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA, Role.SERAPAN)
QUARTER_4 = Period(PeriodKind.TRIWULAN, 4)


def place(line: float = 0.0, page: int = 1, x0: float = 50.0) -> Location:
    """Return a place on a page, `line` lines from its top."""
    return Location(page, Box(x0, 50 + 14 * line, x0 + 60, 62 + 14 * line))


def typed_table(
    text: str,
    roles: Sequence[Role],
    *,
    header: Iterable[str] = (),
    caption: str | None = None,
    kind: TableKind = TableKind.OTHER,
    style: NumberFormat | None = None,
    id: str = "t1",
    page: int = 1,
) -> TypedTable:
    """Return the typed table that prints these rows under columns of these roles; `header` are rows
    of its head.
    """
    head = tuple(_row(index, line, page) for index, line in enumerate(header))
    rows = tuple(_row(index, line, page) for index, line in enumerate(text.strip().splitlines()))
    numeric = [column for column, role in enumerate(roles) if role in QUANTITIES]
    style = style or vote_number_format(row[column].text for row in rows for column in numeric)
    cents = []
    for column in numeric:
        texts = (row[column].text for row in rows)
        cents.append(prints_cents(texts, QUANTITIES[roles[column]]))
    in_cents = {column for column, prints in zip(numeric, cents, strict=True) if prints}
    typed = tuple(_typed_row(row, roles, style, in_cents) for row in rows)
    columns = tuple(_column(index, role, head, typed) for index, role in enumerate(roles))
    caption_place = place(-2, page) if caption else None
    return TypedTable(
        Table(id, caption, head, rows, (page,), "ruled", caption_place), kind, columns, typed, style
    )


def report(*tables: TypedTable, lines: Sequence[Line] = (), **facts: Any) -> Report:
    """Return a report of Kecamatan Klakah on Triwulan IV 2024 with these tables; `facts` are
    further fields of it.
    """
    pages = []
    for number in range(1, 1 + max([1, *(line.place.page for line in lines)])):
        own = tuple(line for line in lines if line.place.page == number)
        pages.append(Page(number, 595, 842, TextSource.TEXT, own))
    document = Document(
        "laporan.pdf", "0" * 64, tuple(pages), tuple(typed.table for typed in tables)
    )
    known: dict[str, Any] = {
        "organisation": "Kecamatan Klakah",
        "year": 2024,
        "period": QUARTER_4,
    } | facts
    return Report(document=document, tables=tables, **known)


def line(
    text: str, at: float = 0.0, page: int = 1, *, bold: bool = False, size: float = 11
) -> Line:
    """Return a line of running text."""
    return Line(text, place(at, page), size, bold)


def _row(index: int, text: str, page: int) -> Row:
    cells = (cell.strip() for cell in text.strip().split("|"))
    return tuple(
        Cell(cell, index, column, place(index, page, 50 + 80 * column))
        for column, cell in enumerate(cells)
    )


def _typed_row(
    row: Row, roles: Sequence[Role], style: NumberFormat | None, in_cents: set[int]
) -> TypedRow:
    assert len(row) == len(roles), f"{len(row)} cells under {len(roles)} roles"
    readings = tuple(
        parse_cell(
            cell.text, role, QUANTITIES[role], style, ruled=True, cents=cell.column in in_cents
        )
        if role in QUANTITIES
        else None
        for cell, role in zip(row, roles, strict=True)
    )
    texts = {role: cell.text for cell, role in zip(row, roles, strict=True)}
    name = next((texts[role] for role in NAMES if role in texts), "")
    return TypedRow(row[0].row, readings, name, parse_code(texts.get(Role.KODE, "")))


def _column(index: int, role: Role, head: Sequence[Row], rows: Sequence[TypedRow]) -> Column:
    texts = [row[index].text for row in head]
    amounts = [reading for row in rows if isinstance(reading := row.readings[index], Amount)]
    return Column(
        index,
        texts[0] if texts else role.value,
        role,
        QUANTITIES.get(role, ValueType.TIDAK_DIKETAHUI),
        None,
        max((amount.decimals for amount in amounts), default=0),
        parse_column_number(texts[-1]) if len(texts) > 1 else None,
        next((formula for text in texts if (formula := parse_formula(text))), None),
    )
