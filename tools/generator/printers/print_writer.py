"""Prints a report with LibreOffice Writer."""

from collections.abc import Iterator
from pathlib import Path

from tools.generator.printers import table_borders
from tools.generator.printers.odf import CellStyles, convert, document, font, lines, pages, tag
from tools.generator.report.layout import ReportLayout
from tools.generator.report.printed_report import (
    Block,
    PageStart,
    Paragraph,
    PrintedReport,
    PrintedTable,
    Signatures,
)

_KEEP = {"fo_keep__with__next": "always"}
# Size, bold, alignment and further properties of each paragraph style
_PARAGRAPHS: dict[str, tuple[float, bool, str, dict[str, str]]] = {
    "cover": (16, True, "center", {"fo_margin__bottom": "0.35cm"}),
    "chapter": (
        13,
        True,
        "center",
        {"fo_margin__bottom": "0.5cm", "fo_margin__top": "0.3cm", **_KEEP},
    ),
    "heading": (
        10.5,
        True,
        "start",
        {"fo_margin__bottom": "0.15cm", "fo_margin__top": "0.3cm", **_KEEP},
    ),
    "body": (10.5, False, "justify", {"fo_margin__bottom": "0.25cm", "fo_line__height": "130%"}),
    "item": (10.5, False, "start", {"fo_margin__left": "0.6cm", "fo_margin__bottom": "0.1cm"}),
    "formula": (10.5, False, "start", {"fo_margin__left": "1.6cm", "fo_margin__bottom": "0.15cm"}),
    "contents": (10.5, False, "start", {"fo_margin__bottom": "0.1cm"}),
    "source": (8.5, False, "start", {"fo_margin__bottom": "0.3cm"}),
    "caption": (
        10.5,
        True,
        "center",
        {"fo_margin__top": "0.3cm", "fo_margin__bottom": "0.15cm", **_KEEP},
    ),
    "signed": (10.5, False, "center", {}),
    "footer": (9, False, "center", {}),
}
_MARGIN = 2.0
_PAPER = {False: (21.0, 29.7), True: (21.5, 33.0)}


def print_report(report: PrintedReport, layout: ReportLayout, path: Path) -> None:
    """Write the report as a PDF."""
    convert(flat_text(report, layout), "fodt", path)


def flat_text(report: PrintedReport, layout: ReportLayout) -> str:
    """Return the report as a flat text document."""
    writer = _Writer(layout)
    body = "".join(writer.sheet(sheet) for sheet in table_borders.sheets(report))
    layouts, masters = pages(layout, f"{_MARGIN}cm")
    return document("text", layouts + writer.all_styles(), masters, body)


class _Writer:
    """Writes blocks, and collects the styles that they use."""

    def __init__(self, layout: ReportLayout) -> None:
        self.layout = layout
        self.cells = CellStyles(layout)
        self.styles: dict[str, str] = {}
        self.tables = 0

    def sheet(self, sheet: table_borders.OrientedPages) -> str:
        """Return the blocks of pages of one orientation, the first of them on a new page."""
        page = "landscape" if sheet.landscape else "upright"
        width = _PAPER[self.layout.folio][1 if sheet.landscape else 0] - 2 * _MARGIN
        pages = [page, *[""] * (len(sheet.blocks) - 1)]
        return "".join(
            made
            for block, start in zip(sheet.blocks, pages, strict=True)
            for made in self.block(block, start, width)
        )

    def block(self, block: Block, page: str, width: float) -> Iterator[str]:
        """Yield what a block becomes; `page` is the page that it begins, if it does."""
        match block:
            case Paragraph():
                yield self.paragraph(block.style.value, block.text, page)
            case Signatures():
                yield self.signatures(block, width)
            case PrintedTable():
                yield self.paragraph(
                    "caption",
                    block.caption.text,
                    "next" if table_borders.starts_page(block) else page,
                )
                yield self.table(block, width)
                yield self.paragraph("item", "", "")
            case PageStart():
                return

    def paragraph(self, style: str, text: str, page: str = "") -> str:
        """Return a paragraph; `page` names the page that begins with it, "next" one more of the
        same.
        """
        name = f"{style}-{page}" if page else style
        size, bold, align, more = _PARAGRAPHS[style]
        fresh = {"fo_break__before": "page"} if page == "next" else {}
        properties = tag("style:paragraph-properties", fo_text__align=align, **more, **fresh)
        master = {"style_master__page__name": page} if page not in ("", "next") else {}
        made = properties + font(self.layout, size, bold)
        self.styles[name] = tag(
            "style:style", made, style_name=name, style_family="paragraph", **master
        )
        return tag("text:p", lines(text), text_style__name=name)

    def signatures(self, block: Signatures, width: float) -> str:
        """Return signature blocks in a table without rules."""
        cells = []
        for column in ((), *block.blocks)[-2:]:
            shown = [self.paragraph("signed", line.text) for line in column] or [
                self.paragraph("signed", "")
            ]
            cells.append(tag("table:table-cell", "".join(shown)))
        return self.grid(
            [1.0, 1.0], width, tag("table:table-row", "".join(cells), table_style__name="whole")
        )

    def grid(self, widths: list[float], width: float, rows: str) -> str:
        """Return a table of columns with these shares of the width."""
        self.tables += 1
        name = f"table{self.tables}"
        properties = tag(
            "style:table-properties", style_width=f"{width:.2f}cm", table_align="center"
        )
        self.styles[name] = tag("style:style", properties, style_name=name, style_family="table")
        columns = ""
        for number, share in enumerate(widths):
            wide = tag(
                "style:table-column-properties",
                style_column__width=f"{width * share / sum(widths):.3f}cm",
            )
            style = f"{name}.{number}"
            self.styles[style] = tag(
                "style:style", wide, style_name=style, style_family="table-column"
            )
            columns += tag("table:table-column", table_style__name=style)
        return tag("table:table", columns + rows, table_name=name, table_style__name=name)

    def table(self, table: PrintedTable, width: float) -> str:
        """Return a table."""
        rows = [self.row(table, row) for row in range(len(table.rows))]
        head = "".join(rows[: len(table.header)])
        head = tag("table:table-header-rows", head) if self.layout.repeat_header else head
        return self.grid(list(table.widths), width, head + "".join(rows[len(table.header) :]))

    def row(self, table: PrintedTable, row: int) -> str:
        """Return a row."""
        cells = []
        for column, cell in enumerate(table.rows[row]):
            if cell is None:
                cells.append(tag("table:covered-table-cell"))
                continue
            spans = {
                "table_number__columns__spanned": cell.columns,
                "table_number__rows__spanned": cell.rows,
            }
            style = self.cells.name(table, row, column, cell)
            text = tag("text:p", lines(cell.text), text_style__name=f"{style}-text")
            cells.append(tag("table:table-cell", text, table_style__name=style, **spans))
        whole = row < len(table.header) or not self.layout.split_rows
        return tag(
            "table:table-row", "".join(cells), table_style__name="whole" if whole else "split"
        )

    def all_styles(self) -> str:
        """Return all styles: a cell's style is that of its box and that of its text."""
        self.paragraph("footer", "")
        made = list(self.styles.values())
        for name, keep in (("whole", "always"), ("split", "auto")):
            properties = tag("style:table-row-properties", fo_keep__together=keep)
            made.append(tag("style:style", properties, style_name=name, style_family="table-row"))
        for properties, name in self.cells.made.items():
            box, text = properties.split("<style:paragraph-properties", 1)
            text = f"<style:paragraph-properties{text}"
            made.append(tag("style:style", box, style_name=name, style_family="table-cell"))
            made.append(
                tag("style:style", text, style_name=f"{name}-text", style_family="paragraph")
            )
        return "".join(made)
