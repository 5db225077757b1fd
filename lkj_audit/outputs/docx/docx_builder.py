"""A Word document on A4 as an office writes it: headings, paragraphs, tables, page numbers; always
the same bytes.

Whatever text is handed in stays text: it becomes the content of a run, never markup or a field.
"""

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor

from extract.patterns import regex

FONT = "Arial"
INK = "1F3864"
LINE = "A6A6A6"
SHADE = "E7ECF4"
TO_FILL_IN = "FFF8DC"

# A4 with margins of 16 mm
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 210, 297, 16
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN

_TWIPS_A_MM = 1440 / 25.4
_EARLIEST = (1980, 1, 1, 0, 0, 0)
# what XML cannot hold, and what would print the text around it from right to left
_NOT_TEXT = regex(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|"
    "[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_STYLES = {
    "Title": (16, 0, 2),
    "Heading 1": (12, 10, 4),
    "Heading 2": (11, 12, 4),
    "Normal": (10, 0, 4),
}


class DocxCell(NamedTuple):
    """What is in a cell of a table: its paragraphs, and how it looks; `fill` is a colour such as
    E7ECF4.
    """

    paragraphs: Sequence[str]
    bold: bool = False
    fill: str | None = None
    centred: bool = False


class DocxRow(NamedTuple):
    """A row of cells; `head` is repeated on every page, `height` in mm is the least, one cell may
    span the table.
    """

    cells: Sequence[DocxCell]
    head: bool = False
    height: int = 0


def as_text(text: str) -> str:
    """Return the text without what a Word document cannot hold, and without marks that turn its
    direction.
    """
    return _NOT_TEXT.sub("", text)


class DocxBuilder:
    """A document that is written from its beginning to its end."""

    def __init__(
        self,
        title: str,
        running_head: tuple[str, str],
        page_of: tuple[str, str],
        language: str,
        table_size: int = 9,
    ) -> None:
        """Begin a document; `running_head` is on the left and right, `page_of` around the page
        number.

        `table_size` is the size of letters in tables, in points.
        """
        self.docx: Docx = Document()
        _set_styles(self.docx, language, table_size)
        _set_page(self.docx)
        _set_properties(self.docx, as_text(title), language)
        _write_margins(self.docx, running_head, page_of)

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> None:
        """Write a heading; level 0 is the title of the document."""
        properties = [_element("pStyle", val=f"Heading{level}" if level else "Title")]
        if new_page:
            properties.append(_element("pageBreakBefore"))
        if level == 0:
            properties.append(_element("jc", val="center"))
        self._append(_element("p", _element("pPr", *properties), _run(text)))

    def paragraph(
        self, text: str, *, bold: bool = False, centred: bool = False, indent: int = 0
    ) -> None:
        """Write a paragraph; `indent` is how many mm from the margin it begins."""
        properties = [_element("ind", left=_twips(indent))] if indent else []
        if centred:
            properties.append(_element("jc", val="center"))
        self._append(_element("p", _element("pPr", *properties), _run(text, bold=bold)))

    def table(
        self, widths: Sequence[int], rows: Iterable[DocxRow], *, together: bool = False
    ) -> None:
        """Write a table whose columns have these widths in mm; where it can, it stays on one page
        if `together`.
        """
        written = list(rows)
        last = len(written) - 1
        table = _element("tbl", _table_properties(sum(widths)), _grid(widths))
        table.extend(
            _row(row, widths, keep=row.head or (together and at < last))
            for at, row in enumerate(written)
        )
        self._append(table)
        self._append(_element("p", _element("pPr", _element("pStyle", val="TableText"))))

    def _append(self, element: BaseOxmlElement) -> None:
        """Put an element at the end, where only the properties of the page come after it."""
        self.docx.element.body[-1].addprevious(element)

    def save(self, target: Path | IO[bytes]) -> None:
        """Write the document to a file; the same document gives the same bytes."""
        made = BytesIO()
        self.docx.save(made)
        write_constant(made, target)


def write_constant(package: IO[bytes], target: Path | IO[bytes]) -> None:
    """Write a Word document with the earliest time in the place of the present one: the same parts,
    the same bytes.
    """
    with zipfile.ZipFile(package) as parts, zipfile.ZipFile(target, "w") as constant:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _EARLIEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            constant.writestr(part, parts.read(name))


def _element(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def _twips(mm: float) -> int:
    return round(mm * _TWIPS_A_MM)


def _table_properties(width: int) -> BaseOxmlElement:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (_element(side, val="single", sz=4, space=0, color=LINE) for side in sides)
    margins = (("top", 20), ("left", 70), ("bottom", 15), ("right", 70))
    return _element(
        "tblPr",
        _element("tblW", w=_twips(width), type="dxa"),
        _element("tblBorders", *lines),
        _element("tblLayout", type="fixed"),
        _element("tblCellMar", *(_element(side, w=width, type="dxa") for side, width in margins)),
    )


def _grid(widths: Sequence[int]) -> BaseOxmlElement:
    return _element("tblGrid", *(_element("gridCol", w=_twips(width)) for width in widths))


def _row(row: DocxRow, widths: Sequence[int], *, keep: bool) -> BaseOxmlElement:
    properties = [_element("cantSplit")]
    if row.height:
        properties.append(_element("trHeight", val=_twips(row.height), hRule="atLeast"))
    if row.head:
        properties.append(_element("tblHeader"))
    spans = len(row.cells) < len(widths)
    wide = [sum(widths)] if spans else widths
    cells = (
        _cell(cell, width, len(widths) if spans else 1, keep)
        for cell, width in zip(row.cells, wide, strict=True)
    )
    return _element("tr", _element("trPr", *properties), *cells)


def _cell(cell: DocxCell, width: int, span: int, keep: bool) -> BaseOxmlElement:
    properties = [_element("tcW", w=_twips(width), type="dxa")]
    if span > 1:
        properties.append(_element("gridSpan", val=span))
    if cell.fill:
        properties.append(_element("shd", val="clear", color="auto", fill=cell.fill))
    paragraphs = (_paragraph(text, cell, keep) for text in cell.paragraphs or ("",))
    return _element("tc", _element("tcPr", *properties), *paragraphs)


def _paragraph(text: str, cell: DocxCell, keep: bool) -> BaseOxmlElement:
    properties = [_element("pStyle", val="TableText")]
    if keep:
        properties.append(_element("keepNext"))
    if cell.centred:
        properties.append(_element("jc", val="center"))
    return _element("p", _element("pPr", *properties), _run(text, bold=cell.bold))


def _run(text: str, *, bold: bool = False) -> BaseOxmlElement:
    words = _element("t")
    words.text = as_text(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _element("r", *([_element("rPr", _element("b"))] if bold else []), words)


def _set_styles(docx: Docx, language: str, table_size: int) -> None:
    styles = docx.styles
    for name, (size, before, after) in _STYLES.items():
        style = styles[name]
        _set_font(style.element, language)
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.1
        if name != "Normal":
            style.font.bold = True
            style.font.italic = False
            style.font.color.rgb = RGBColor.from_string(INK)
            style.paragraph_format.keep_with_next = True
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    text = styles.add_style("TableText", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = styles["Normal"]
    text.font.size = Pt(table_size)
    text.paragraph_format.space_after = Pt(0.3)
    text.paragraph_format.line_spacing = 1.0


def _set_font(style: BaseOxmlElement, language: str) -> None:
    """Give a style a font of its own: the theme of the template names one that few machines
    have.
    """
    properties = style.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")) + properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.insert(0, _element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    properties.append(_element("lang", val=language))


def _set_page(docx: Docx) -> None:
    page = docx.sections[0]
    page.page_width, page.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.header_distance = page.footer_distance = Mm(10)


def _set_properties(docx: Docx, title: str, language: str) -> None:
    """Say what the document is, and nothing of when and where it was made."""
    properties = docx.core_properties
    # a property holds no more
    properties.title = title[:255]
    properties.author = "lkj-audit"
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = language
    for time in ("dcterms:created", "dcterms:modified"):
        for element in properties._element.findall(qn(time)):
            properties._element.remove(element)
    package = docx.part.package
    thumbnails = [
        id for id, one in package.rels.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]
    for id in thumbnails:
        package.rels.pop(id)


def _write_margins(docx: Docx, running_head: tuple[str, str], page_of: tuple[str, str]) -> None:
    page = docx.sections[0]
    left, right = map(as_text, running_head)
    head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
    stops = head.paragraph_format.tab_stops
    for stop in docx.styles["Header"].paragraph_format.tab_stops:
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    head.add_run(f"{left}\t{right}")
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{page_of[0]} ")
    _add_field(foot._p, "PAGE")
    foot.add_run(f" {page_of[1]} ")
    _add_field(foot._p, "NUMPAGES")
    for run in (*head.runs, *foot.runs):
        run.font.size = Pt(8)
        run.font.color.rgb = RGBColor(0x59, 0x59, 0x59)


def _add_field(paragraph: BaseOxmlElement, instruction: str) -> None:
    for kind in ("begin", "instruction", "separate", "result", "end"):
        run = _element("r")
        if kind == "instruction":
            words = _element("instrText")
            words.text = instruction
            run.append(words)
        elif kind == "result":
            words = _element("t")
            words.text = "1"
            run.append(words)
        else:
            run.append(_element("fldChar", fldCharType=kind))
        paragraph.append(run)
