"""The tables of a report as they are printed, with the place of each cell: packed in one piece, as
nobody asks a database for a single cell; and the rows that views show of them.

Packed is JSON, compressed: `{"tables": [{"number", "columns", "rows", "cells"}]}`. Cells are
ordered by column, each of their properties is a list, and whole numbers are stored as differences:
those of a column are nearly all alike. `span` and `unread` name cells by their place in the lists.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Any

from lkj_audit.archive.records import (
    ArchivedCell,
    ArchivedColumn,
    ArchivedRow,
    BudgetRow,
    IndicatorRow,
)
from normalize.report import Role, TableKind

# the kinds of tables whose rows are programs, kegiatan and their money, and those whose rows are
# indicators
BUDGET_KINDS = (
    TableKind.PK_PROGRAM,
    TableKind.REALISASI_ANGGARAN,
    TableKind.COST_PER_OUTCOME,
    TableKind.SUMBER_DAYA,
)
INDICATOR_KINDS = (
    TableKind.PK_SASARAN,
    TableKind.CAPAIAN,
    TableKind.MULTI_YEAR,
    TableKind.COST_PER_OUTCOME,
)
# amounts are counted in ten-thousandths, as far as a signed integer of 64 bits reaches
UNITS = Decimal(10_000)
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class CellTable:
    """A table: its columns, what its body rows are about, and the cells that hold text, in their
    order.
    """

    number: int
    columns: tuple[ArchivedColumn, ...]
    rows: tuple[ArchivedRow, ...]
    cells: tuple[ArchivedCell, ...]


# Packed -------------------------------------------------------------------------------------------


def packed_tables(tables: Iterable[CellTable]) -> bytes:
    """Return tables in a few bytes."""
    return packed({"tables": [_packed_table(table) for table in tables]})


def packed(part: object) -> bytes:
    """Return what JSON can say in a few bytes; half a surrogate pair becomes "?"."""
    return zlib.compress(
        json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 6
    )


def unpacked_tables(data: bytes) -> tuple[CellTable, ...]:
    """Return the tables that were packed."""
    return tuple(_unpacked_table(part) for part in json.loads(zlib.decompress(data))["tables"])


def _packed_table(table: CellTable) -> Mapping[str, object]:
    cells = sorted(table.cells, key=lambda cell: (cell.column, cell.row))
    return {
        "number": table.number,
        "columns": [
            (column.header, column.role, int(column.principal), column.scale)
            for column in table.columns
        ],
        "rows": [(row.index, row.name, row.code, row.level, int(row.total)) for row in table.rows],
        "cells": _packed_cells(cells) if cells else {},
    }


def _packed_cells(cells: Sequence[ArchivedCell]) -> Mapping[str, object]:
    x0, top, x1, bottom = zip(*(cell.box for cell in cells), strict=True)
    return {
        "row": _differences([cell.row for cell in cells]),
        "column": _differences([cell.column for cell in cells]),
        "page": _differences([cell.page for cell in cells]),
        "x0": _differences(x0),
        "top": _differences(top),
        "x1": _differences(x1),
        "bottom": _differences(bottom),
        "text": [cell.text for cell in cells],
        "value": [cell.value for cell in cells],
        "span": [
            (index, cell.rows, cell.columns)
            for index, cell in enumerate(cells)
            if (cell.rows, cell.columns) != (1, 1)
        ],
        "unread": [
            (index, cell.unread) for index, cell in enumerate(cells) if cell.unread is not None
        ],
    }


def _differences(values: Sequence[int]) -> list[int]:
    """Return the first of several numbers and how far each is from the one before.

    >>> _differences([3, 5, 5, 4])
    [3, 2, 0, -1]
    """
    return [value - before for value, before in zip(values, (0, *values), strict=False)]


def _unpacked_table(part: Mapping[str, Any]) -> CellTable:
    return CellTable(
        part["number"],
        tuple(
            ArchivedColumn(header, role, bool(principal), scale)
            for header, role, principal, scale in part["columns"]
        ),
        tuple(
            ArchivedRow(index, name, code, level, bool(total))
            for index, name, code, level, total in part["rows"]
        ),
        tuple(sorted(_unpacked_cells(part["cells"]), key=lambda cell: (cell.row, cell.column))),
    )


def _unpacked_cells(part: Mapping[str, Any]) -> Iterator[ArchivedCell]:
    if not part:
        return
    numbers = (
        accumulate(part[name]) for name in ("row", "column", "page", "x0", "top", "x1", "bottom")
    )
    spans = {index: (rows, columns) for index, rows, columns in part["span"]}
    unread = dict(part["unread"])
    for index, (row, column, page, *box, text, value) in enumerate(
        zip(*numbers, part["text"], part["value"], strict=True)
    ):
        rows, columns = spans.get(index, (1, 1))
        x0, top, x1, bottom = box
        yield ArchivedCell(
            row, column, text, value, page, (x0, top, x1, bottom), rows, columns, unread.get(index)
        )


# Amounts ------------------------------------------------------------------------------------------


def units(value: str | None) -> int | None:
    """Return an exact decimal in ten-thousandths; None where it has more decimals or digits than
    that.

    >>> units("1500.5"), units("0.00001"), units(None)
    (15005000, None, None)
    """
    if value is None:
        return None
    counted = Decimal(value) * UNITS
    return (
        int(counted)
        if counted == counted.to_integral_value() and abs(counted) <= _LARGEST
        else None
    )


# What views show ----------------------------------------------------------------------------------


class _PrincipalColumns:
    """The cells of a table in the columns that stand for the report's own year and period."""

    def __init__(self, table: CellTable) -> None:
        self._columns = {
            column.role: (index, column)
            for index, column in enumerate(table.columns)
            if column.principal
        }
        wanted = {index: role for role, (index, _) in self._columns.items()}
        self._cells: dict[str, dict[int, ArchivedCell]] = {role: {} for role in self._columns}
        for cell in table.cells:
            if cell.column in wanted:
                self._cells[wanted[cell.column]][cell.row] = cell

    def cell(self, role: Role, row: int) -> ArchivedCell | None:
        """Return the cell of a row in the column of a role."""
        return self._cells.get(role.value, {}).get(row)

    def sen(self, role: Role, row: int) -> int | None:
        """Return the amount of a cell in sen, counted in what its column header says; None
        where it has none, more decimals than sen, or more digits than 64 bits.
        """
        cell = self.cell(role, row)
        counted = units(cell.value) if cell is not None else None
        scale = self._columns[role.value][1].scale if cell is not None else 1
        if counted is None or abs(counted) > _LARGEST // scale or counted * scale % 100:
            return None
        return counted * scale // 100

    def label(self, role: Role, row: int) -> str | None:
        """Return the text of a row in the column of a role, that of a merged cell included."""
        for cell in self._cells.get(role.value, {}).values():
            if cell.row <= row < cell.row + cell.rows:
                return cell.text
        return None


def budget_rows(table: CellTable, kind: TableKind) -> Iterator[BudgetRow]:
    """Yield what `v_anggaran` shows of a table: rows with a pagu or a realisasi."""
    if kind not in BUDGET_KINDS:
        return
    columns = _PrincipalColumns(table)
    for row in table.rows:
        pagu, realisasi, sisa, serapan = (
            columns.cell(role, row.index)
            for role in (Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA, Role.SERAPAN)
        )
        first = pagu or realisasi
        if first is not None:
            yield BudgetRow(
                table.number,
                row.index,
                first.page,
                row.code,
                row.level,
                row.name,
                int(row.total),
                _text(pagu),
                columns.sen(Role.PAGU, row.index),
                _text(realisasi),
                columns.sen(Role.REALISASI_ANGGARAN, row.index),
                _text(sisa),
                columns.sen(Role.SISA, row.index),
                *_measure(serapan),
            )


def indicator_rows(table: CellTable, kind: TableKind, first_page: int) -> Iterator[IndicatorRow]:
    """Yield what `v_indikator` shows of a table that begins on a page: rows with a target, a
    realisasi or a capaian.
    """
    if kind not in INDICATOR_KINDS:
        return
    columns = _PrincipalColumns(table)
    for row in table.rows:
        target, realisasi, capaian = (
            columns.cell(role, row.index) for role in (Role.TARGET, Role.REALISASI, Role.CAPAIAN)
        )
        if target or realisasi or capaian:
            first = target or realisasi
            yield IndicatorRow(
                table.number,
                row.index,
                first.page if first else first_page,
                columns.label(Role.SASARAN, row.index),
                columns.label(Role.INDIKATOR, row.index) or row.name,
                columns.label(Role.SATUAN, row.index),
                *_measure(target),
                *_measure(realisasi),
                *_measure(capaian),
            )


def _text(cell: ArchivedCell | None) -> str | None:
    return cell.text if cell else None


def _measure(cell: ArchivedCell | None) -> tuple[str | None, str | None]:
    return (cell.text, cell.value) if cell else (None, None)
