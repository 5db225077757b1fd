"""A report as HTML, for producers that print pages of the web."""

from collections.abc import Iterator, Sequence
from html import escape

from tools.generator.printers import table_borders
from tools.generator.report.layout import ReportLayout
from tools.generator.report.printed_report import (
    Block,
    PageStart,
    Paragraph,
    PrintedItem,
    PrintedReport,
    PrintedTable,
    Signatures,
)

_STYLE = """
@page {{ size: {upright}; margin: 20mm 20mm 22mm 22mm; }}
@page {{ @bottom-center {{ content: counter(page); font: 9pt {font}; }} }}
@page wide {{ size: {wide}; margin: 16mm; }}
body {{ font: 10.5pt {font}; margin: 0; line-height: 1.35; }}
section {{ break-before: page; }}
section:first-child {{ break-before: auto; }}
section.wide {{ page: wide; }}
p {{ margin: 0 0 7pt; text-align: justify; }}
p.cover {{ font-size: 16pt; font-weight: bold; text-align: center; }}
p.chapter {{ font-size: 13pt; font-weight: bold; text-align: center; margin-bottom: 14pt; break-after: avoid; }}
p.heading {{ font-weight: bold; margin-top: 10pt; break-after: avoid; }}
p.item {{ margin-left: 6mm; }}
p.formula {{ margin-left: 16mm; }}
p.contents {{ text-align: left; margin-bottom: 3pt; }}
p.source {{ font-size: 8.5pt; text-align: left; }}
p.caption {{ font-weight: bold; text-align: center; margin: 10pt 0 4pt; break-after: avoid; }}
p.continued {{ break-before: page; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; line-height: 1.2; margin-bottom: 9pt; }}
thead {{ display: {head}; }}
tr {{ break-inside: {inside}; }}
td, th {{ padding: 2pt 3pt; vertical-align: top; overflow-wrap: break-word; }}
th {{ vertical-align: middle; color: #{ink}; }}
td.nowrap {{ white-space: nowrap; overflow: visible; }}
.l {{ text-align: left; }} .c {{ text-align: center; }} .r {{ text-align: right; }}
div.signatures {{ display: flex; justify-content: space-between; margin-top: 14pt; break-inside: avoid; }}
div.signatures div {{ width: 50%; text-align: center; }}
"""  # noqa: E501


def page(report: PrintedReport, layout: ReportLayout) -> str:
    """Return the report as one page of HTML."""
    style = _STYLE.format(
        upright="215mm 330mm" if layout.folio else "A4 portrait",
        wide="330mm 215mm" if layout.folio else "A4 landscape",
        font="'Liberation Serif'" if layout.serif else "'Liberation Sans'",
        head="table-header-group" if layout.repeat_header else "table-row-group",
        inside="auto" if layout.split_rows else "avoid",
        ink=layout.ink,
    )
    body = "".join(_sheet(sheet, layout) for sheet in table_borders.sheets(report))
    return (
        '<!DOCTYPE html><html lang="id"><meta '
        f'charset="utf-8"><style>{style}</style><body>{body}</body></html>'
    )


def _sheet(sheet: table_borders.OrientedPages, layout: ReportLayout) -> str:
    blocks = "\n".join(line for block in sheet.blocks for line in _block(block, layout))
    return f'<section class="{"wide" if sheet.landscape else "upright"}">{blocks}</section>'


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _signature_column(lines: Sequence[PrintedItem]) -> str:
    texts = "<br>".join(_lines(line.text) or "&nbsp;" for line in lines)
    return f"<div>{texts}</div>"


def _block(block: Block, layout: ReportLayout) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f'<p class="{block.style.value}">{_lines(block.text)}</p>'
        case Signatures():
            columns = "".join(map(_signature_column, ((), *block.blocks)[-2:]))
            yield f'<div class="signatures">{columns}</div>'
        case PrintedTable():
            marks = "caption continued" if table_borders.starts_page(block) else "caption"
            yield f'<p class="{marks}">{_lines(block.caption.text)}</p>'
            yield _table(block, layout)
        case PageStart():
            return


def _table(table: PrintedTable, layout: ReportLayout) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.2f}%">' for width in table.widths)
    head = "".join(_row(table, layout, row) for row in range(len(table.header)))
    body = "".join(_row(table, layout, row) for row in range(len(table.header), len(table.rows)))
    style = f"font-size:{table_borders.size(layout, table)}pt"
    return f'<table style="{style}"><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>'  # noqa: E501


def _row(table: PrintedTable, layout: ReportLayout, row: int) -> str:
    colour = table_borders.fill(layout, table, row)
    cells = (
        _cell(table, layout, row, column, cell)
        for column, cell in enumerate(table.rows[row])
        if cell is not None
    )
    style = f' style="background:#{colour}"' if colour else ""
    return f"<tr{style}>{''.join(cells)}</tr>"


def _cell(
    table: PrintedTable, layout: ReportLayout, row: int, column: int, cell: PrintedItem
) -> str:
    ruled = table_borders.sides(layout, table, row, cell)
    borders = ";".join(
        f"border-{side}:0.6pt solid #000" for side, on in ruled._asdict().items() if on
    )
    weight = "font-weight:bold;" if table_borders.is_bold(table, row) else "font-weight:normal;"
    name = "th" if row < len(table.header) else "td"
    marks = table_borders.align(table, row, column, cell)
    if table_borders.runs_over(layout, table, row, column, _ROOM):
        marks += " nowrap"
    spans = "".join(
        f' {span}="{count}"'
        for span, count in (("rowspan", cell.rows), ("colspan", cell.columns))
        if count > 1
    )
    return f'<{name} class="{marks}"{spans} style="{weight}{borders}">{_lines(cell.text)}</{name}>'


# The width of upright pages between their margins, in points
_ROOM = 475.0
