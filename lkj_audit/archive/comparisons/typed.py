"""A typed report as the archive keeps it: what rules across documents ask of one, packed, and made
whole again.

Texts are masked and boxes are in tenths of a point, as in the tables of the archive. Left out is
what no comparison reads: the headers of tables, people and signatures, the formulas of columns, and
the words of pages that are no passage.
"""

import zlib
from dataclasses import dataclass
from decimal import Decimal
from itertools import starmap
from typing import NamedTuple

from extract.records import (
    Box,
    Cell,
    Document,
    HiddenText,
    Line,
    Location,
    Page,
    Row,
    Table,
    TextSource,
)
from extract.sandbox.frames import BadFrame, decoded, encoded
from lkj_audit.archive.records import TenthsBox
from normalize.report import (
    Column,
    DocumentIdentity,
    DocumentKind,
    PeriodLabel,
    Report,
    Role,
    TableKind,
    TargetBasis,
    TypedRow,
    TypedTable,
)
from normalize.text.masking import Mask
from normalize.text.prose import BlockType, TextBlock
from normalize.text.sections import ReportSection
from normalize.values.amounts import (
    Amount,
    AmountNote,
    NumberFormat,
    ParsedAmount,
    Unread,
    UnreadReason,
    ValueType,
)
from normalize.values.codes import Code, CodeLevel, Regime
from normalize.values.periods import Period
from validate.findings import Audit, CellRef

# a report is some hundred kilobytes unpacked: what claims to be far more is damaged
_LARGEST = 1 << 28


@dataclass(frozen=True, slots=True)
class TypedReport:
    """A report that can be compared with others, and how sure its reading is (as in `Audit`)."""

    report: Report
    unsure: frozenset[str]
    confirmed: frozenset[CellRef]


class DamagedReport(ValueError):
    """Bytes that hold no report of this program version."""


def packed_report(audit: Audit, mask: Mask) -> bytes:
    """Return what is kept of the report of an audit."""
    report = audit.report
    kept = _Report(
        report.document.sha256,
        tuple(_page(page, mask) for page in report.document.pages),
        mask(report.organisation) if report.organisation else None,
        report.year,
        report.period,
        report.kind,
        report.identity.excerpt,
        tuple(_table(table, mask) for table in report.tables),
        tuple(
            _Label(one.period, mask(one.text), one.place.page, tenths(one.place.box), one.caption)
            for one in report.periods
        ),
        tuple(_prose(one, mask) for one in report.prose),
        # what was read from pictures is never surer than a table whose reading is not sure
        tuple(
            sorted(audit.unsure | {table.id for table in report.tables if _is_recognized(table)})
        ),
        tuple(sorted(audit.confirmed)),
    )
    return zlib.compress(encoded(kept), 6)


def unpacked_report(data: bytes, file: str) -> TypedReport:
    """Return the report that was packed, under the name of a file; raise a DamagedReport where
    there is none.
    """
    try:
        inflate = zlib.decompressobj()
        kept = decoded(inflate.decompress(data, _LARGEST), _Report)
        return _whole(kept, file)
    except (zlib.error, BadFrame, IndexError, KeyError) as error:
        raise DamagedReport(str(error)) from error


# As it is packed ----------------------------------------------------------------------------------


class _Page(NamedTuple):
    number: int
    width: float
    height: float
    source: TextSource
    printed: bool
    hidden: tuple[tuple[str, TenthsBox], ...]
    unread: tuple[TenthsBox, ...]


class _Cell(NamedTuple):
    text: str
    page: int
    box: TenthsBox
    rows: int
    columns: int
    origin: tuple[int, int] | None
    further: tuple[tuple[int, TenthsBox], ...]
    bold: bool


class _Column(NamedTuple):
    header: str
    role: Role
    quantity: ValueType
    style: NumberFormat | None
    decimals: int
    number: str | None
    period: Period | None
    scale: Decimal
    basis: TargetBasis
    against: Period | None


class _Code(NamedTuple):
    segments: tuple[str, ...]
    level: CodeLevel
    text: str
    regime: Regime | None
    digits: int | None


class _Number(NamedTuple):
    """What a cell of a number column holds: an amount, or a text that could not be read and the
    name of the reason.
    """

    column: int
    text: str
    value: Decimal | None
    slack: Decimal
    decimals: int
    notes: tuple[str, ...]
    percent: bool


class _Row(NamedTuple):
    name: str
    code: _Code | None
    total: bool
    labels: tuple[tuple[Role, str], ...]
    numbers: tuple[_Number, ...]


class _Table(NamedTuple):
    id: str
    caption: str | None
    caption_page: int
    caption_box: TenthsBox | None
    pages: tuple[int, ...]
    reader: str
    cut_short: bool
    kind: TableKind
    style: NumberFormat | None
    annexed: bool
    offices: tuple[str, ...]
    columns: tuple[_Column, ...]
    rows: tuple[_Row, ...]
    cells: tuple[tuple[_Cell, ...], ...]


class _Label(NamedTuple):
    period: Period
    text: str
    page: int
    box: TenthsBox
    caption: bool


class _Line(NamedTuple):
    text: str
    page: int
    box: TenthsBox
    bold: bool


class _Prose(NamedTuple):
    sort: BlockType
    lines: tuple[_Line, ...]
    part: ReportSection
    annexed: bool
    chapter: int | None
    headings: tuple[str, ...]


class _Report(NamedTuple):
    sha256: str
    pages: tuple[_Page, ...]
    organisation: str | None
    year: int | None
    period: Period | None
    kind: DocumentKind
    excerpt: bool
    tables: tuple[_Table, ...]
    periods: tuple[_Label, ...]
    prose: tuple[_Prose, ...]
    unsure: tuple[str, ...]
    confirmed: tuple[CellRef, ...]


def tenths(box: Box) -> TenthsBox:
    """Return a box in tenths of a point."""
    x0, top, x1, bottom = (round(10 * edge) for edge in box)
    return x0, top, x1, bottom


def _page(page: Page, mask: Mask) -> _Page:
    hidden = tuple((mask(one.text), tenths(one.box)) for one in page.hidden)
    unread = tuple(map(tenths, page.unread))
    return _Page(
        page.number, page.width, page.height, page.source, bool(page.lines), hidden, unread
    )


def _is_recognized(table: TypedTable) -> bool:
    return any(cell.recognition is not None for cell in table.table.cells())


def _prose(one: TextBlock, mask: Mask) -> _Prose:
    lines = tuple(
        _Line(mask(line.text), line.place.page, tenths(line.place.box), line.bold)
        for line in one.lines
    )
    return _Prose(
        one.sort, lines, one.part, one.annexed, one.chapter, tuple(map(mask, one.headings))
    )


def _table(typed: TypedTable, mask: Mask) -> _Table:
    table, place = typed.table, typed.table.caption_place
    return _Table(
        table.id,
        mask(table.caption) if table.caption else None,
        place.page if place else 0,
        tenths(place.box) if place else None,
        table.pages,
        table.reader,
        table.cut_short,
        typed.kind,
        typed.style,
        typed.annexed,
        tuple(map(mask, typed.offices)),
        tuple(_column(column, mask) for column in typed.columns),
        tuple(_row(row, mask) for row in typed.rows),
        tuple(_cells(row, mask) for row in table.rows),
    )


def _cells(row: Row, mask: Mask) -> tuple[_Cell, ...]:
    return tuple(_cell(cell, mask) for cell in row)


def _column(one: Column, mask: Mask) -> _Column:
    return _Column(
        mask(one.header),
        one.role,
        one.quantity,
        one.style,
        one.decimals,
        one.number,
        one.period,
        one.scale,
        one.basis,
        one.against,
    )


def _row(row: TypedRow, mask: Mask) -> _Row:
    code = row.code
    return _Row(
        mask(row.name),
        _Code(code.segments, code.level, mask(code.text), code.regime, code.digits)
        if code
        else None,
        row.total,
        tuple((role, mask(text)) for role, text in row.labels),
        tuple(
            _number(at, reading, mask)
            for at, reading in enumerate(row.readings)
            if reading is not None
        ),
    )


def _number(at: int, reading: ParsedAmount, mask: Mask) -> _Number:
    match reading:
        case Amount():
            notes = tuple(note.name for note in reading.notes)
            return _Number(
                at,
                mask(reading.text),
                reading.value,
                reading.slack,
                reading.decimals,
                notes,
                reading.percent,
            )
        case Unread():
            return _Number(
                at, mask(reading.text), None, Decimal(), 0, (reading.reason.name,), percent=False
            )


def _cell(cell: Cell, mask: Mask) -> _Cell:
    further = tuple((place.page, tenths(place.box)) for place in cell.further)
    box = tenths(cell.place.box)
    return _Cell(
        mask(cell.text),
        cell.place.page,
        box,
        cell.rows,
        cell.columns,
        cell.origin,
        further,
        cell.bold,
    )


# Made whole again ---------------------------------------------------------------------------------


def _whole(kept: _Report, file: str) -> TypedReport:
    tables = tuple(_typed_table(table) for table in kept.tables)
    pages = tuple(
        Page(
            page.number,
            page.width,
            page.height,
            page.source,
            _printed(page),
            hidden=tuple(starmap(_hidden_text, page.hidden)),
            unread=tuple(map(_box, page.unread)),
        )
        for page in kept.pages
    )
    report = Report(
        Document(file, kept.sha256, pages, tuple(typed.table for typed in tables)),
        kept.organisation,
        kept.year,
        kept.period,
        tables,
        periods=tuple(
            PeriodLabel(one.period, one.text, Location(one.page, _box(one.box)), one.caption)
            for one in kept.periods
        ),
        prose=tuple(_passage(one) for one in kept.prose),
        identity=DocumentIdentity(kept.kind, excerpt=kept.excerpt),
    )
    return TypedReport(report, frozenset(kept.unsure), frozenset(kept.confirmed))


def _box(box: TenthsBox) -> Box:
    return Box(*(edge / 10 for edge in box))


def _hidden_text(text: str, box: TenthsBox) -> HiddenText:
    return HiddenText(text, _box(box))


def _printed(page: _Page) -> tuple[Line, ...]:
    """Return a line without words for a page that prints some."""
    return (Line("", Location(page.number, Box(0, 0, 0, 0)), 0.0),) if page.printed else ()


def _passage(one: _Prose) -> TextBlock:
    lines = tuple(
        Line(line.text, Location(line.page, _box(line.box)), 0.0, line.bold) for line in one.lines
    )
    return TextBlock(one.sort, lines, one.part, one.annexed, one.chapter, one.headings)


def _typed_table(kept: _Table) -> TypedTable:
    rows: list[Row] = []
    for index, row in enumerate(kept.cells):
        cells = (_whole_cell(cell, index, column) for column, cell in enumerate(row))
        rows.append(tuple(cells))
    place = Location(kept.caption_page, _box(kept.caption_box)) if kept.caption_box else None
    table = Table(
        kept.id,
        kept.caption,
        (),
        tuple(rows),
        kept.pages,
        kept.reader,
        caption_place=place,
        cut_short=kept.cut_short,
    )
    columns = tuple(
        Column(
            at,
            one.header,
            one.role,
            one.quantity,
            one.style,
            one.decimals,
            one.number,
            period=one.period,
            scale=one.scale,
            basis=one.basis,
            against=one.against,
        )
        for at, one in enumerate(kept.columns)
    )
    typed_rows = tuple(_typed_row(at, row, len(columns)) for at, row in enumerate(kept.rows))
    return TypedTable(table, kept.kind, columns, typed_rows, kept.style, kept.annexed, kept.offices)


def _typed_row(at: int, kept: _Row, width: int) -> TypedRow:
    readings: list[ParsedAmount | None] = [None] * width
    for one in kept.numbers:
        readings[one.column] = _reading(one)
    code = Code(*kept.code) if kept.code else None
    return TypedRow(at, tuple(readings), kept.name, code, kept.total, kept.labels)


def _reading(kept: _Number) -> ParsedAmount:
    if kept.value is None:
        return Unread(kept.text, UnreadReason[kept.notes[0]])
    notes = tuple(AmountNote[name] for name in kept.notes)
    return Amount(kept.text, kept.value, kept.slack, kept.decimals, notes, kept.percent)


def _whole_cell(kept: _Cell, row: int, column: int) -> Cell:
    further = tuple(Location(page, _box(box)) for page, box in kept.further)
    place = Location(kept.page, _box(kept.box))
    return Cell(
        kept.text, row, column, place, kept.rows, kept.columns, (), kept.origin, further, kept.bold
    )
