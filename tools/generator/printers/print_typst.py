"""Prints a report with Typst, as offices do that generate their reports from templates."""

from collections.abc import Iterator
from pathlib import Path

from tools.generator.printers import table_borders
from tools.generator.report.layout import ReportLayout
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

_ALIGNS = {"l": "left", "c": "center", "r": "right"}


def print_report(report: PrintedReport, layout: ReportLayout, path: Path) -> None:
    """Write the report as a PDF."""
    import typst

    source = path.with_suffix(".typ")
    source.write_text(markup(report, layout), encoding="utf-8")
    typst.compile(str(source), output=str(path), pdf_tags=False)
    source.unlink()


def markup(report: PrintedReport, layout: ReportLayout) -> str:
    """Return the report in Typst's markup."""
    font = "Liberation Serif" if layout.serif else "Liberation Sans"
    size = (
        f"width: {'215mm' if layout.folio else '210mm'}, height: "
        f"{'330mm' if layout.folio else '297mm'}"
    )
    lines = [
        "#set document(date: none)",
        f'#set text(font: "{font}", size: 10.5pt, lang: "id", hyphenate: false)',
        "#set par(justify: true, leading: 0.6em)",
        f"#set table.cell(breakable: {str(layout.split_rows).lower()})",
    ]
    for sheet in table_borders.sheets(report):
        flipped = str(sheet.landscape).lower()
        lines.append(
            f"#set page({size}, flipped: {flipped}, margin: 22mm, footer: context "
            f"align(center, {_PAGE}))"
        )
        lines += [line for block in sheet.blocks for line in _block(block, layout)]
    return "\n".join(lines)


_PAGE = "text(9pt, counter(page).display())"


def _string(text: str) -> str:
    """Return text as Typst code that prints it as it is."""
    quoted = [line.replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n")]
    return " #linebreak() ".join(f'#"{line}"' for line in quoted)


def _block(block: Block, layout: ReportLayout) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _paragraph(block)
        case Signatures():
            yield _signatures(block)
        case PrintedTable():
            if table_borders.starts_page(block):
                yield "#pagebreak(weak: true)"
            yield (
                "#block(sticky: true, above: 1.4em, below: 0.7em)[#set par(justify: false); "
                f"{_caption(block)}]"
            )
            yield _table(block, layout)
        case PageStart():
            yield "#pagebreak(weak: true)"


def _caption(table: PrintedTable) -> str:
    return f"#strong[{_string(table.caption.text)}]"


def _paragraph(block: Paragraph) -> str:
    text = _string(block.text)
    match block.style:
        case ParagraphStyle.COVER:
            return f"#align(center, text(16pt, weight: 700)[{text}])\n#v(6pt)"
        case ParagraphStyle.CHAPTER:
            return (
                f"#block(sticky: true, width: 100%, align(center, text(13pt, weight: 700)[{text}]))"
            )
        case ParagraphStyle.HEADING:
            return f"#block(sticky: true, above: 1.3em)[#strong[{text}]]"
        case ParagraphStyle.ITEM:
            return f"#pad(left: 6mm)[{text}]"
        case ParagraphStyle.FORMULA:
            return f"#pad(left: 16mm)[{text}]"
        case ParagraphStyle.BODY:
            return f"#par[{text}]"
        case ParagraphStyle.CONTENTS:
            return f"#block(above: 0.7em, below: 0.7em)[{text}]"
        case ParagraphStyle.SOURCE:
            return f"#block(above: 0.6em)[#set text(8.5pt); {text}]"


def _signatures(block: Signatures) -> str:
    columns = []
    for lines in ((), *block.blocks)[-2:]:
        shown = " #linebreak() ".join(
            _string(line.text) if line.text else "#sym.space.nobreak" for line in lines
        )
        columns.append(f"align(center)[{shown}]")
    return f"#v(14pt)\n#block(breakable: false, grid(columns: (1fr, 1fr), {', '.join(columns)}))"


def _table(table: PrintedTable, layout: ReportLayout) -> str:
    widths = ", ".join(f"{width}fr" for width in table.widths)
    head = [_cell(table, layout, *at) for at in _cells(table, 0, len(table.header))]
    body = [_cell(table, layout, *at) for at in _cells(table, len(table.header), len(table.rows))]
    repeat = str(layout.repeat_header).lower()
    header = f"table.header(repeat: {repeat}, {', '.join(head)})"
    cells = ",\n".join([header, *body])
    return (
        f"#[#set text({table_borders.size(layout, table)}pt)\n#set par(justify: false, "
        "leading: 0.45em)\n"
        f"#table(columns: ({widths}), inset: 3pt, stroke: none,\n{cells})]"
    )


def _cells(table: PrintedTable, first: int, last: int) -> Iterator[tuple[int, int, PrintedItem]]:
    for row in range(first, last):
        for column, cell in enumerate(table.rows[row]):
            if cell is not None:
                yield row, column, cell


def _cell(
    table: PrintedTable, layout: ReportLayout, row: int, column: int, cell: PrintedItem
) -> str:
    ruled = table_borders.sides(layout, table, row, cell)
    stroke = ", ".join(
        f"{side}: {'0.5pt' if on else 'none'}" for side, on in ruled._asdict().items()
    )
    text = (
        f"#strong[{_string(cell.text)}]"
        if table_borders.is_bold(table, row)
        else _string(cell.text)
    )
    header = row < len(table.header)
    if header and layout.ink != "000000":
        text = f'#text(fill: rgb("{layout.ink}"))[{text}]'
    colour = table_borders.fill(layout, table, row)
    options = [
        f"rowspan: {cell.rows}, colspan: {cell.columns}",
        f"stroke: ({stroke})",
        f"align: {_ALIGNS[table_borders.align(table, row, column, cell)]} + "
        f"{'horizon' if header or cell.rows > 1 else 'top'}",
        *([f'fill: rgb("{colour}")'] if colour else []),
    ]
    return f"table.cell({', '.join(options)})[{text}]"
