"""What every sheet of a working paper is written with: styles, safe texts, links and live
formulas.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil
from typing import Any

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.xlsx.recomputed_checks import RecomputedCheck
from lkj_audit.outputs.xlsx.spreadsheet_formulas import (
    CellAddress,
    FormulaOperands,
    column_letters,
    constant,
    formula_of,
)
from lkj_audit.outputs.xlsx.workbook_layout import WorkbookLayout
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import printable, spot_name
from lkj_audit.presentation.palette import FILL
from validate.constraints.printed_numbers import PrintedNumber, number_index
from validate.constraints.relations import Operand
from validate.findings import PrintedValue, Severity

# a worksheet and a format of XlsxWriter, which ships no types
Sheet = Any
Style = Any

# what Excel takes is 32.767 characters, and 65.530 links a sheet
LONGEST_TEXT, MOST_LINKS = 32_000, 65_000

HEAD_FILL, BAND_FILL, SUM_FILL, NOTE_FILL = "#1F3B57", "#DCE4EC", "#EEF4EA", "#FFFDF0"
DIFFERS, MAY_DIFFER = (
    {"bg_color": FILL[Severity.CRITICAL], "font_color": "#7A0C00", "bold": True},
    {"bg_color": "#FFF0B8"},
)
GRID = {"border": 1, "border_color": "#B8C2CC"}
TOP = {"valign": "top"}
WRAPPED = {**TOP, "text_wrap": True}

A4 = 9
# in widths of a digit: what is fitted to one sheet of A4 across, and what is printed on each of
# several sheets side by side, at this scale in percent
WIDEST_ON_ONE, WIDEST_ON_EACH, SCALE_ON_SEVERAL = 260.0, 225.0, 50

# characters of a wrapped line for each of its width, its height in points, the highest row there
# may be
_FILLED, _LINE_HEIGHT, _HIGHEST_ROW = 1.12, 13.2, 409


WHITE = {
    "font_color": "#FFFFFF",
    "bold": True,
    "bg_color": HEAD_FILL,
    "align": "center",
    "valign": "vcenter",
}
TITLE = {"bold": True, "font_size": 15, "font_color": HEAD_FILL}
QUIET = {"font_size": 9, "font_color": "#44546A"}
# LibreOffice gives the row of a title the height of other text, where the one below it has its own
TITLE_HEIGHT = 21.0
# the row in which the columns of a list are named; its entries are below
LIST_HEAD = 3


@dataclass(frozen=True, slots=True)
class SheetNames:
    """The names of the sheets that are before those of the tables."""

    summary: str
    matters: str
    findings: str
    coverage: str


@dataclass(frozen=True, slots=True)
class WorkbookBuilder:
    """One working paper while it is written: `book` is XlsxWriter's workbook."""

    book: Any
    audited: AuditedDocument
    lang: Lang
    layout: WorkbookLayout
    names: SheetNames
    _styles: dict[tuple[tuple[str, object], ...], Style] = field(default_factory=dict)

    def say(self, id: str, en: str) -> str:
        """Return the version in the language of the paper."""
        return self.lang.say(id, en)

    def style(self, *parts: Mapping[str, object], **more: object) -> Style:
        """Return the style of these properties, the later ones before the earlier."""
        properties: dict[str, object] = {"font_name": "Calibri", "font_size": 10, **TOP}
        for part in (*parts, more):
            properties |= part
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            self._styles[key] = self.book.add_format(properties)
        return self._styles[key]

    def count(self, **more: object) -> Style:
        """Return the style of a count."""
        return self.style(GRID, align="right", num_format=self.number_format(0), **more)

    def number_format(self, decimals: int) -> str:
        """Return the format of a number, separators as the language has them wherever the program
        obeys.
        """
        locale = self.say("[$-421]", "[$-409]")
        return f"{locale}#,##0" + ("." + "0" * decimals if decimals else "")

    def said(self, text: str) -> str:
        """Return a text as a cell may hold it: masked, on one line, without what XML cannot
        carry.
        """
        return safe(self.audited.mask(text))

    def text(self, sheet: Sheet, row: int, column: int, text: str, style: Style) -> None:
        """Write a text, whatever it begins with, as a text."""
        sheet.write_string(row, column, self.said(text), style)

    def link(
        self, sheet: Sheet, row: int, column: int, to: CellAddress, text: str, style: Style
    ) -> None:
        """Write a text that leads to a cell of the working paper."""
        if sheet.hlink_count < MOST_LINKS:
            sheet.write_url(
                row, column, f"internal:{to.seen_from('')}", style, self.said(text) or "–"
            )
        else:
            self.text(sheet, row, column, text, style)

    def result(
        self,
        sheet: Sheet,
        at: CellAddress,
        check: RecomputedCheck,
        printed: CellAddress,
        style: Style,
    ) -> None:
        """Write the formula that recomputes a number; the number itself where no formula can hold
        it.
        """
        formula = formula_of(
            check.form, FormulaOperands(at.sheet, tuple(map(self.operand, check.terms)))
        )
        if formula is None:
            sheet.write_number(at.row, at.column, float(check.result), style)
            return
        if check.nothing:
            formula = f"IF({self.operand_text(check.terms[1], at)}=0,0,{formula})"
        if check.capped:
            formula = f"MIN({printed.seen_from(at.sheet)},{formula})"
        sheet.write_formula(at.row, at.column, f"={formula}", style, float(check.result))

    def difference(
        self,
        sheet: Sheet,
        at: CellAddress,
        check: RecomputedCheck,
        cells: tuple[CellAddress, CellAddress],
        style: Style,
    ) -> None:
        """Write the formula of what is printed beyond the result; `cells` are the printed number
        and the result.
        """
        printed, result = (cell.seen_from(at.sheet) for cell in cells)
        formula = check.difference_formula(printed, result)
        sheet.write_formula(at.row, at.column, f"={formula}", style, float(check.difference))

    def operand(self, term: Operand) -> CellAddress | Decimal:
        """Return where a number is, or the number where it is nowhere."""
        return (
            term.value
            if isinstance(term, PrintedNumber) and term.spot is None
            else self.layout.address(term)
        )

    def operand_text(self, term: Operand, at: CellAddress) -> str:
        """Return a number as a formula in a cell refers to it."""
        operand = self.operand(term)
        return (
            operand.seen_from(at.sheet) if isinstance(operand, CellAddress) else constant(operand)
        )

    def marked(self, sheet: Sheet, ranges: list[str], unsure: list[str]) -> None:
        """Highlight differences: strongly, or quietly in the cells that may be a rounding."""
        for cells, look in ((unsure, MAY_DIFFER), (ranges, DIFFERS)):
            if cells:
                first = cells[0].partition(":")[0]
                rule = {
                    "type": "formula",
                    "criteria": f"=AND(ISNUMBER({first}),{first}<>0)",
                    "stop_if_true": True,
                }
                look_of_it = self.book.add_format(look)
                sheet.conditional_format(
                    cells[0], {**rule, "format": look_of_it, "multi_range": " ".join(cells)}
                )

    def spot(self, term: Operand) -> PrintedValue:
        """Return where a number is printed."""
        return number_index(self.audited.audit.context).spot(term)

    def printed(self, term: Operand) -> str:
        """Return a number alone, as it is printed."""
        figure = number_index(self.audited.audit.context).find(term)
        return figure.printed if figure else ""

    def name(self, spot: PrintedValue) -> str:
        """Return the table, row and column of a spot."""
        return spot_name(spot, self.audited.audit.report, self.lang)

    def where(self, spot: PrintedValue) -> str:
        """Return the page of a spot, its table, row and column."""
        return f"{self.say('hal.', 'p.')} {spot.place.page} · {self.name(spot)}"

    def fit(self, sheet: Sheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
        """Make a row as high as its texts need; each comes with the width of its column in
        characters.
        """
        lines = max((ceil(_breadth(text) / (_FILLED * width)) for text, width in texts), default=1)
        if lines > 1:
            sheet.set_row(row, min(lines * _LINE_HEIGHT + 2, _HIGHEST_ROW))

    def list_head(
        self, sheet: Sheet, title: str, explanation: str, columns: Iterable[tuple[str, float]]
    ) -> None:
        """Write the title of a sheet that is a list, what it is for, and the names of its columns,
        each with its width, in the row `LIST_HEAD`.
        """
        self.text(sheet, 0, 0, title, self.style(TITLE))
        sheet.set_row(0, TITLE_HEIGHT)
        self.text(sheet, 1, 0, explanation, self.style(QUIET))
        for column, (name, width) in enumerate(columns):
            self.text(sheet, LIST_HEAD, column, name, self.style(GRID, WRAPPED, WHITE))
            sheet.set_column(column, column, width)

    def on_paper(
        self,
        sheet: Sheet,
        widths: Sequence[float],
        head: tuple[int, int] | None,
        repeated: int = 0,
        starts: Sequence[int] | None = None,
    ) -> None:
        """Set up how a sheet is printed: on A4, across, as wide as the paper, its header on every
        page.

        A table too wide to be read so takes several sheets of paper side by side, parted before one
        of the columns `starts` (None: before any), the first `repeated` columns on each.
        """
        sheet.set_landscape()
        sheet.set_paper(A4)
        if sum(widths) <= WIDEST_ON_ONE:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.set_print_scale(SCALE_ON_SEVERAL)
            sheet.set_v_pagebreaks(page_breaks(widths, repeated, starts))
            if repeated:
                sheet.repeat_columns(0, repeated - 1)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(
            f"&L&8{self.say('Kertas Kerja Reviu', 'Working paper')} · "
            f"&A&R&8{self.say('hal.', 'p.')} &P/&N"
        )
        sheet.hide_gridlines(2)
        if head:
            sheet.repeat_rows(*head)


def page_breaks(
    widths: Sequence[float], repeated: int, starts: Sequence[int] | None = None
) -> list[int]:
    """Return the columns before which a sheet of paper ends, so that no group of columns is cut.

    >>> page_breaks([10, 100, 100, 100], 1)
    [3]
    >>> page_breaks([10, 100, 100, 100], 1, [1, 2])
    [2]
    """
    begins = [start for start in starts or range(len(widths)) if start >= repeated]
    breaks, room = [], WIDEST_ON_EACH - sum(widths[:repeated])
    used = 0.0
    for start, end in zip(begins, [*begins[1:], len(widths)], strict=True):
        width = sum(widths[start:end])
        if used and used + width > room:
            breaks.append(start)
            used = 0.0
        used += width
    return breaks


def _breadth(text: str) -> float:
    """Return how many characters wide a text is: a capital takes a quarter more."""
    return len(text) + sum(map(str.isupper, text)) / 4


def safe(text: str) -> str:
    """Return a text on one line, without control characters and halves of characters, no longer
    than a cell.
    """
    whole = printable(text).encode("utf-8", "replace").decode("utf-8")
    return whole.translate({0xFFFE: None, 0xFFFF: None})[:LONGEST_TEXT]


def area(first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the range between two cells, each a row and a column.

    >>> area((6, 2), (9, 2))
    'C7:C10'
    """
    (top, left), (bottom, right) = first, last
    return f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
