"""Prints a report with LibreOffice Calc, as offices do that keep their tables in spreadsheets: a
sheet for each table.

What is around a table is written into merged cells above and below it. A table is scaled to the
width of its page.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.generator.printers import table_borders
from tools.generator.printers.odf import (
    ALIGNS,
    CellStyles,
    convert,
    document,
    font,
    lines,
    pages,
    tag,
)
from tools.generator.report.layout import ReportLayout
from tools.generator.report.printed_report import (
    Block,
    Paragraph,
    ParagraphStyle,
    PrintedItem,
    PrintedReport,
    PrintedTable,
    Signatures,
)

_WIDTH = {False: 17.0, True: 25.5}
# Size, bold and alignment of text in merged cells
_TEXTS = {
    ParagraphStyle.COVER: (14.0, True, "c"),
    ParagraphStyle.CHAPTER: (13.0, True, "c"),
    ParagraphStyle.HEADING: (10.5, True, "l"),
    ParagraphStyle.BODY: (10.5, False, "l"),
    ParagraphStyle.ITEM: (10.5, False, "l"),
    ParagraphStyle.FORMULA: (10.5, False, "l"),
    ParagraphStyle.CONTENTS: (10.5, False, "l"),
    ParagraphStyle.SOURCE: (8.5, False, "l"),
}
_CAPTION, _SIGNED = (10.5, True, "c"), (10.5, False, "c")


def print_report(report: PrintedReport, layout: ReportLayout, path: Path) -> None:
    """Write the report as a PDF."""
    convert(flat_sheets(report, layout), "fods", path)


def flat_sheets(report: PrintedReport, layout: ReportLayout) -> str:
    """Return the report as a flat spreadsheet."""
    book = _Book(layout)
    body = "".join(book.sheet(landscape, blocks) for landscape, blocks in _split(report))
    scale = {
        "style_scale__to__X": "1",
        "style_scale__to__Y": "0",
        "style_print": "objects charts drawings",
    }
    layouts, masters = pages(layout, "1.6cm", **scale)
    return document("spreadsheet", layouts + book.all_styles(), masters, body)


def _split(report: PrintedReport) -> Iterator[tuple[bool, list[Block]]]:
    """Yield what is on each sheet: a table with the text before it, and at last what follows the
    last one.
    """
    for sheet in table_borders.sheets(report):
        blocks: list[Block] = []
        for block in sheet.blocks:
            if isinstance(block, PrintedTable) and any(
                isinstance(before, PrintedTable) for before in blocks
            ):
                cut = next(
                    at
                    for at in range(len(blocks), 0, -1)
                    if isinstance(blocks[at - 1], PrintedTable)
                )
                while cut < len(blocks) and isinstance(blocks[cut], Signatures):
                    cut += 1
                yield sheet.landscape, blocks[:cut]
                blocks = blocks[cut:]
            blocks.append(block)
        yield sheet.landscape, blocks


class _Book:
    """Writes sheets, and collects the styles that they use."""

    def __init__(self, layout: ReportLayout) -> None:
        self.layout = layout
        self.cells = CellStyles(layout)
        self.styles: dict[str, str] = {}
        self.sheets = 0

    def sheet(self, landscape: bool, blocks: Sequence[Block]) -> str:
        """Return a sheet."""
        self.sheets += 1
        widths = next(
            (block.widths for block in blocks if isinstance(block, PrintedTable)), (1.0,) * 6
        )
        width = _WIDTH[landscape]
        columns = "".join(self.column(width * share / sum(widths)) for share in widths)
        rows = "".join(row for block in blocks for row in self.block(block, len(widths), width))
        name = self.style(
            "table",
            f"page-{landscape}",
            tag("style:table-properties"),
            "landscape" if landscape else "upright",
        )
        return tag(
            "table:table",
            columns + rows,
            table_name=f"Lembar {self.sheets}",
            table_style__name=name,
        )

    def style(self, family: str, name: str, properties: str, page: str = "") -> str:
        """Keep a style and return its name."""
        master = {"style_master__page__name": page} if page else {}
        self.styles[name] = tag(
            "style:style", properties, style_name=name, style_family=family, **master
        )
        return name

    def column(self, width: float) -> str:
        """Return a column of a width in centimetres."""
        properties = tag("style:table-column-properties", style_column__width=f"{width:.3f}cm")
        return tag(
            "table:table-column",
            table_style__name=self.style("table-column", f"wide{width:.3f}", properties),
        )

    def block(self, block: Block, columns: int, width: float) -> Iterator[str]:
        """Yield the rows of a block."""
        match block:
            case Paragraph():
                yield self.merged(block.text, _TEXTS[block.style], columns, width)
            case Signatures():
                yield from self.signatures(block, columns)
            case PrintedTable():
                yield self.merged(block.caption.text, _CAPTION, columns, width)
                yield from self.table(block)

    def merged(self, text: str, look: tuple[float, bool, str], columns: int, width: float) -> str:
        """Return a row of one merged cell, as high as its text will need."""
        size, _, _ = look
        letters = width / (size * 0.0182)
        count = sum(1 + int(len(line) / letters) for line in text.split("\n"))
        cell = self.text_cell(text, look, columns)
        height = tag(
            "style:table-row-properties",
            style_row__height=f"{count * size * 0.046 + 0.2:.2f}cm",
            style_use__optimal__row__height="false",
        )
        name = self.style("table-row", f"high{count}-{size}", height)
        return tag("table:table-row", cell, table_style__name=name)

    def text_cell(self, text: str, look: tuple[float, bool, str], columns: int) -> str:
        """Return a merged cell of text, and the cells that it covers."""
        size, bold, align = look
        box = tag(
            "style:table-cell-properties", fo_wrap__option="wrap", style_vertical__align="middle"
        )
        properties = (
            box
            + tag("style:paragraph-properties", fo_text__align=ALIGNS[align])
            + font(self.layout, size, bold)
        )
        name = self.style("table-cell", f"text-{size}-{bold}-{align}", properties)
        cell = self.cell(text, name, 1, columns)
        return cell + tag("table:covered-table-cell") * (columns - 1)

    def cell(self, text: str, style: str, rows: int, columns: int) -> str:
        """Return a cell of text."""
        spans = {"table_number__columns__spanned": columns, "table_number__rows__spanned": rows}
        shown = "".join(tag("text:p", lines(line)) for line in text.split("\n")) if text else ""
        kind = {"office_value__type": "string"} if text else {}
        return tag("table:table-cell", shown, table_style__name=style, **spans, **kind)

    def signatures(self, block: Signatures, columns: int) -> Iterator[str]:
        """Yield the lines of signature blocks in the left and the right half."""
        left, right = ((), *block.blocks)[-2:]
        half = columns // 2
        yield tag("table:table-row", tag("table:table-cell"))
        for number, line in enumerate(right):
            beside = left[number].text if number < len(left) else ""
            cells = self.text_cell(beside, _SIGNED, half) + self.text_cell(
                line.text, _SIGNED, columns - half
            )
            yield tag("table:table-row", cells)

    def table(self, table: PrintedTable) -> Iterator[str]:
        """Yield the rows of a table, those of its header together where pages repeat them."""
        best = tag("style:table-row-properties", style_use__optimal__row__height="true")
        style = self.style("table-row", "best", best)
        rows = [
            tag("table:table-row", self.row(table, row), table_style__name=style)
            for row in range(len(table.rows))
        ]
        head = "".join(rows[: len(table.header)])
        yield tag("table:table-header-rows", head) if self.layout.repeat_header else head
        yield from rows[len(table.header) :]

    def row(self, table: PrintedTable, row: int) -> str:
        """Return the cells of a row."""
        return "".join(
            tag("table:covered-table-cell")
            if cell is None
            else self.table_cell(table, row, column, cell)
            for column, cell in enumerate(table.rows[row])
        )

    def table_cell(self, table: PrintedTable, row: int, column: int, cell: PrintedItem) -> str:
        """Return a cell of a table."""
        return self.cell(
            cell.text, self.cells.name(table, row, column, cell), cell.rows, cell.columns
        )

    def all_styles(self) -> str:
        """Return all styles."""
        footer = tag(
            "style:style", font(self.layout, 9), style_name="footer", style_family="paragraph"
        )
        return "".join(self.styles.values()) + self.cells.styles() + footer
