"""What text documents and spreadsheets of LibreOffice have in common: flat OpenDocument, and
turning it into PDF.
"""

import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tools.generator.printers import table_borders
from tools.generator.report.layout import ReportLayout
from tools.generator.report.printed_report import PrintedItem, PrintedTable

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_PATIENCE = 180.0
ALIGNS = {"l": "start", "c": "center", "r": "end"}


def tag(name: str, content: str = "", **attributes: str | float) -> str:
    """Return an element; attributes are named with `_` for `:` and `__` for `-`.

    >>> tag("text:p", "isi", text_style__name="body")
    '<text:p text:style-name="body">isi</text:p>'
    """
    names = (
        (key.replace("__", "-").replace("_", ":", 1), str(value))
        for key, value in attributes.items()
    )
    return (
        f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in names)}>{content}</{name}>"
    )


def lines(text: str) -> str:
    """Return text with its line breaks."""
    return tag("text:line-break").join(escape(line) for line in text.split("\n"))


def document(kind: str, styles: str, masters: str, body: str) -> str:
    """Return a flat document of a kind: text or spreadsheet."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} '
        'office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}">'
        f"{tag('office:automatic-styles', styles)}{tag('office:master-styles', masters)}"
        f"{tag('office:body', tag(f'office:{kind}', body))}</office:document>"
    )


def pages(layout: ReportLayout, margin: str, **more: str) -> tuple[str, str]:
    """Return the page layouts and master pages, upright and landscape, with the page number at the
    foot.
    """
    short, long = ("21.5cm", "33cm") if layout.folio else ("21cm", "29.7cm")
    made, masters = "", ""
    for name, width, height in (("upright", short, long), ("landscape", long, short)):
        properties = tag(
            "style:page-layout-properties",
            fo_page__width=width,
            fo_page__height=height,
            style_print__orientation="landscape" if name == "landscape" else "portrait",
            fo_margin=margin,
            **more,
        )
        footer = tag(
            "style:footer-style", tag("style:header-footer-properties", fo_min__height="0.6cm")
        )
        made += tag("style:page-layout", properties + footer, style_name=f"{name}-layout")
        number = tag("text:p", tag("text:page-number"), text_style__name="footer")
        masters += tag(
            "style:master-page",
            tag("style:footer", number),
            style_name=name,
            style_page__layout__name=f"{name}-layout",
        )
    return made, masters


def font(layout: ReportLayout, size: float, bold: bool = False, ink: str = "000000") -> str:
    """Return text properties."""
    return tag(
        "style:text-properties",
        fo_font__family="Liberation Serif" if layout.serif else "Liberation Sans",
        fo_font__size=f"{size}pt",
        fo_font__weight="bold" if bold else "normal",
        fo_color=f"#{ink}",
        fo_hyphenate="false",
    )


class CellStyles:
    """The styles of cells that were asked for, each kept once."""

    def __init__(self, layout: ReportLayout) -> None:
        self.layout = layout
        self.made: dict[str, str] = {}

    def name(self, table: PrintedTable, row: int, column: int, cell: PrintedItem) -> str:
        """Return the name of the style of a cell."""
        header = row < len(table.header)
        ruled = table_borders.sides(self.layout, table, row, cell)
        borders = {
            f"fo_border__{side}": "0.5pt solid #000000" if on else "none"
            for side, on in ruled._asdict().items()
        }
        colour = table_borders.fill(self.layout, table, row)
        properties = tag(
            "style:table-cell-properties",
            fo_padding="0.06cm",
            fo_wrap__option="wrap",
            style_vertical__align="middle" if header else "top",
            fo_background__color=f"#{colour}" if colour else "transparent",
            **borders,
        )
        align = ALIGNS[table_borders.align(table, row, column, cell)]
        paragraph = tag("style:paragraph-properties", fo_text__align=align, fo_margin="0cm")
        ink = self.layout.ink if header else "000000"
        text = font(
            self.layout,
            table_borders.size(self.layout, table),
            table_borders.is_bold(table, row),
            ink,
        )
        return self.made.setdefault(properties + paragraph + text, f"cell{len(self.made)}")

    def styles(self) -> str:
        """Return the styles for spreadsheets, where a cell's style holds that of its text too."""
        return "".join(
            tag("style:style", properties, style_name=name, style_family="table-cell")
            for properties, name in self.made.items()
        )


def convert(source: str, suffix: str, path: Path) -> None:
    """Turn a flat document into a PDF with LibreOffice."""
    with tempfile.TemporaryDirectory() as home:
        flat = Path(home) / f"{path.stem}.{suffix}"
        flat.write_text(source, encoding="utf-8")
        profile = f"-env:UserInstallation=file://{home}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            home,
            str(flat),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
        path.write_bytes((Path(home) / f"{path.stem}.pdf").read_bytes())
