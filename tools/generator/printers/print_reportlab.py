"""Prints a report with ReportLab, as offices do whose applications write PDF themselves.

Its fonts are those that every viewer has, so none is embedded.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.generator.printers import table_borders
from tools.generator.report.layout import ReportLayout, RulingStyle
from tools.generator.report.printed_report import (
    Block,
    PageStart,
    Paragraph,
    ParagraphStyle,
    PrintedItem,
    PrintedReport,
    PrintedTable,
    Signatures,
)

_ALIGNS = {"l": 0, "c": 1, "r": 2}
_MARGIN = 54.0


def print_report(report: PrintedReport, layout: ReportLayout, path: Path) -> None:
    """Write the report as a PDF."""
    Printer(layout).write(report, path)


class Printer:
    """Turns blocks into the flowables of one layout; ReportLab is imported when one is made."""

    def __init__(self, layout: ReportLayout) -> None:
        from reportlab import platypus
        from reportlab.lib import colors, pagesizes, styles

        self.layout = layout
        self.kit: Any = platypus
        self.colors: Any = colors
        self.styles: Any = styles
        self.paper: tuple[float, float] = (609.4, 935.4) if layout.folio else pagesizes.A4
        self.font = "Times" if layout.serif else "Helvetica"
        self.plain = "Times-Roman" if layout.serif else "Helvetica"

    def write(self, report: PrintedReport, path: Path) -> None:
        """Lay the blocks out and write them."""
        document = self.kit.BaseDocTemplate(
            str(path), pagesize=self.paper, title="Laporan Kinerja", invariant=1
        )
        document.addPageTemplates(
            [self.template(name, name == "landscape") for name in ("upright", "landscape")]
        )
        story: list[Any] = []
        for number, sheet in enumerate(table_borders.sheets(report)):
            name = "landscape" if sheet.landscape else "upright"
            story += [self.kit.NextPageTemplate(name), *([self.kit.PageBreak()] if number else [])]
            for block in sheet.blocks:
                story += self.flowables(block, self.room(sheet.landscape))
        document.build(story)

    def room(self, landscape: bool) -> float:
        """Return the width for text."""
        return self.paper[1 if landscape else 0] - 2 * _MARGIN

    def template(self, name: str, landscape: bool) -> Any:
        """Return a page template with the page number at its foot."""
        width, height = self.paper[::-1] if landscape else self.paper
        frame = self.kit.Frame(
            _MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN, 0, 0, 0, 0
        )

        def begin(canvas: Any, _: Any) -> None:
            canvas.setFont(self.plain, 9)
            canvas.drawCentredString(width / 2, _MARGIN / 2, str(canvas.getPageNumber()))

        return self.kit.PageTemplate(
            id=name, frames=[frame], onPage=begin, pagesize=(width, height)
        )

    def style(self, size: float, bold: bool = False, align: str = "l", **more: Any) -> Any:
        """Return a paragraph style."""
        name = f"{self.font}-Bold" if bold else self.plain
        spacing = {"leading": size * 1.2, "alignment": _ALIGNS[align], **more}
        return self.styles.ParagraphStyle("", fontName=name, fontSize=size, **spacing)

    def flowables(self, block: Block, room: float) -> list[Any]:
        """Return what a block becomes."""
        match block:
            case Paragraph():
                return [self.paragraph(block)]
            case Signatures():
                return [self.signatures(block, room)]
            case PrintedTable():
                head = self.style(
                    10.5, bold=True, align="c", spaceBefore=12, spaceAfter=4, keepWithNext=1
                )
                begin = [self.kit.PageBreak()] if table_borders.starts_page(block) else []
                return [
                    *begin,
                    self.text(block.caption.text, head),
                    self.table(block, room),
                    self.kit.Spacer(1, 9),
                ]
            case PageStart():
                return []

    def text(self, text: str, style: Any) -> Any:
        """Return a paragraph."""
        return self.kit.Paragraph(
            text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>"), style
        )

    def paragraph(self, block: Paragraph) -> Any:
        """Return a paragraph of running text."""
        styles = {
            ParagraphStyle.COVER: self.style(16, bold=True, align="c", spaceAfter=10),
            ParagraphStyle.CHAPTER: self.style(
                13, bold=True, align="c", spaceBefore=12, spaceAfter=14, keepWithNext=1
            ),
            ParagraphStyle.HEADING: self.style(
                10.5, bold=True, spaceBefore=10, spaceAfter=5, keepWithNext=1
            ),
            ParagraphStyle.BODY: self.style(10.5, spaceAfter=7, leading=14.5),
            ParagraphStyle.ITEM: self.style(10.5, spaceAfter=3, leftIndent=17),
            ParagraphStyle.FORMULA: self.style(10.5, spaceAfter=4, leftIndent=45),
            ParagraphStyle.CONTENTS: self.style(10.5, spaceAfter=3),
            ParagraphStyle.SOURCE: self.style(8.5, spaceAfter=8),
        }
        return self.text(block.text, styles[block.style])

    def signatures(self, block: Signatures, room: float) -> Any:
        """Return signature blocks, a single one on the right."""
        columns = ((), *block.blocks)[-2:]
        style = self.style(10.5, align="c")

        def drawn(lines: Sequence[PrintedItem]) -> list[Any] | str:
            return [self.text(line.text or "\u00a0", style) for line in lines] or ""

        row = list(map(drawn, columns))
        return self.kit.KeepTogether(
            [self.kit.Spacer(1, 14), self.kit.Table([row], colWidths=[room / 2] * 2)]
        )

    def table(self, table: PrintedTable, room: float) -> Any:
        """Return a table; its cells wrap unless the layout lets them run over."""
        total = sum(table.widths)
        widths = [room * width / total for width in table.widths]
        cells: list[list[Any]] = [[] for _ in table.rows]
        for row, line in enumerate(table.rows):
            for column, cell in enumerate(line):
                drawn = "" if cell is None else self.cell(table, row, column, cell, room)
                cells[row].append(drawn)
        repeat = len(table.header) if self.layout.repeat_header else 0
        return self.kit.Table(
            cells, widths, repeatRows=repeat, style=self.commands(table), splitInRow=0
        )

    def cell(
        self, table: PrintedTable, row: int, column: int, cell: PrintedItem, room: float
    ) -> Any:
        """Return what is in a cell."""
        if table_borders.runs_over(self.layout, table, row, column, room):
            return cell.text
        align, bold = (
            table_borders.align(table, row, column, cell),
            table_borders.is_bold(table, row),
        )
        ink = self.layout.ink if row < len(table.header) else "000000"
        colour = self.colors.HexColor(f"#{ink}")
        return self.text(
            cell.text,
            self.style(
                table_borders.size(self.layout, table),
                bold,
                align,
                textColor=colour,
                splitLongWords=1,
            ),
        )

    def commands(self, table: PrintedTable) -> list[Any]:
        """Return spans, rules and fills."""
        pad = (("LEFTPADDING", 3), ("RIGHTPADDING", 3), ("TOPPADDING", 2), ("BOTTOMPADDING", 3))
        commands: list[Any] = [(name, (0, 0), (-1, -1), size) for name, size in pad]
        commands += [
            ("FONT", (0, 0), (-1, -1), self.plain, table_borders.size(self.layout, table)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        commands.append(("VALIGN", (0, 0), (-1, len(table.header) - 1), "MIDDLE"))
        for row, line in enumerate(table.rows):
            if colour := table_borders.fill(self.layout, table, row):
                commands.append(
                    ("BACKGROUND", (0, row), (-1, row), self.colors.HexColor(f"#{colour}"))
                )
            for column, cell in enumerate(line):
                if cell is not None:
                    commands += self.ruled(table, row, column, cell)
        return commands

    def ruled(self, table: PrintedTable, row: int, column: int, cell: PrintedItem) -> list[Any]:
        """Return the span, the alignment and the rules of a cell."""
        first, last = (column, row), (column + cell.columns - 1, row + cell.rows - 1)
        rules = table_borders.sides(self.layout, table, row, cell)
        names = ("LINEBEFORE", "LINEABOVE", "LINEAFTER", "LINEBELOW")
        weight = 0.75 if self.layout.ruling is RulingStyle.ROWS else 0.5
        side = {"l": "LEFT", "c": "CENTER", "r": "RIGHT"}[
            table_borders.align(table, row, column, cell)
        ]
        bold = (
            [("FACE", first, first, f"{self.font}-Bold")]
            if table_borders.is_bold(table, row)
            else []
        )
        return [
            *([("SPAN", first, last)] if cell.rows * cell.columns > 1 else []),
            *(
                (name, first, last, weight, self.colors.black)
                for name, on in zip(names, rules, strict=True)
                if on
            ),
            ("ALIGN", first, last, side),
            *bold,
        ]
