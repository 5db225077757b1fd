"""The sheets of a working paper that hold printed numbers and recompute them."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from lkj_audit.outputs.xlsx.recomputed_checks import RecomputedCheck
from lkj_audit.outputs.xlsx.spreadsheet_formulas import CellAddress
from lkj_audit.outputs.xlsx.workbook_builder import (
    BAND_FILL,
    GRID,
    HEAD_FILL,
    SUM_FILL,
    WRAPPED,
    Sheet,
    Style,
    WorkbookBuilder,
    area,
)
from lkj_audit.outputs.xlsx.workbook_layout import (
    COMPARISONS_FIRST_ROW,
    COMPARISONS_VALUE_COLUMN,
    FIRST_COLUMN,
    FIRST_ROW,
    HEAD,
    CheckRow,
    ColumnGroup,
    DifferenceColumns,
    TableSheet,
)
from lkj_audit.presentation.coverage.recognition_text import recognition_note
from lkj_audit.presentation.findings.review_wording import RULE_BY_ID
from lkj_audit.presentation.names.location_names import page_range
from lkj_audit.presentation.palette import FILL
from lkj_audit.presentation.vocabulary import KIND
from normalize.values.amounts import Amount, Unread, UnreadReason
from validate.constraints.printed_numbers import PrintedNumber
from validate.findings import CellRef, Finding

_NARROWEST, _WIDEST, _OF_TEXT = 7, 44, 1.05
_LONGEST_WORD, _OF_HEAD, _OF_RULES = 16, 1.3, 0.85
_NUMBER_WIDTH, _DIFFERENCE_WIDTH = 9, 10
_WIDEST_FROZEN = 62

_WHITE = {
    "font_color": "#FFFFFF",
    "bold": True,
    "bg_color": HEAD_FILL,
    "align": "center",
    "valign": "vcenter",
}
_BAND = {"bold": True, "bg_color": BAND_FILL, "align": "center", "font_size": 9}
_RULES = {
    "italic": True,
    "bg_color": BAND_FILL,
    "align": "center",
    "font_size": 8,
    "font_color": "#44546A",
}
_NUMBER = {**GRID, "align": "right"}
_LINK = {"font_color": "#1F4E9E", "underline": 1}
_TITLE = {"bold": True, "font_size": 13}
_QUIET = {"font_size": 9, "font_color": "#44546A"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is being written: of which table, which one, and the findings of its cells."""

    sheet: Sheet
    table: TableSheet
    index: int
    findings: Mapping[CellRef, tuple[int, Finding]]

    @property
    def at(self) -> int:
        """The row of the sheet."""
        return FIRST_ROW + self.index

    def finding(self, group: ColumnGroup) -> tuple[int, Finding] | None:
        """Return the finding of a cell and where it is reported."""
        return self.findings.get(CellRef(self.table.table.id, self.index, group.source.index))


def write_table(
    paper: WorkbookBuilder,
    sheet: Sheet,
    table: TableSheet,
    findings: Mapping[CellRef, tuple[int, Finding]],
) -> None:
    """Write the sheet of a table; `findings` are the rows of the sheet of findings, by cell."""
    _write_title(paper, sheet, table)
    _write_head(paper, sheet, table)
    widths = _widths(table)
    for index in range(len(table.table.rows)):
        _write_row(paper, _Row(sheet, table, index, findings))
        texts = zip(table.groups, table.table.table.rows[index], strict=True)
        paper.fit(
            sheet, FIRST_ROW + index, ((cell.text, widths[group.printed]) for group, cell in texts)
        )
    if table.table.rows:
        _mark(paper, sheet, table)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    frozen = _frozen(table, widths)
    sheet.freeze_panes(FIRST_ROW, frozen)
    _write_legend(paper, sheet, table)
    starts = [group.printed for group in table.groups]
    paper.on_paper(sheet, widths, (HEAD, FIRST_ROW - 1), max(frozen, FIRST_COLUMN), starts)


def _write_title(paper: WorkbookBuilder, sheet: Sheet, table: TableSheet) -> None:
    typed = table.table
    title = typed.table.caption or paper.say(
        f"Tabel tanpa judul ({typed.id})", f"Untitled table ({typed.id})"
    )
    paper.text(sheet, 0, 0, title, paper.style(_TITLE))
    pages = page_range(typed.table.pages)
    kind = paper.lang.say(*KIND[typed.kind])
    facts = paper.say(f"Halaman {pages} · {kind}", f"Pages {pages} · {kind}")
    paper.text(sheet, 1, 0, facts, paper.style(_QUIET))
    back = CellAddress(paper.names.summary, 0, 0)
    paper.link(sheet, 2, 0, back, paper.say("« Ringkasan", "« Summary"), paper.style(_QUIET, _LINK))


def _write_head(paper: WorkbookBuilder, sheet: Sheet, table: TableSheet) -> None:
    top, band, rules = (paper.style(GRID, WRAPPED, look) for look in (_WHITE, _BAND, _RULES))
    for column, name in enumerate((paper.say("Baris", "Row"), paper.say("Hal.", "Page"))):
        sheet.merge_range(HEAD, column, FIRST_ROW - 1, column, name, top)
    for group in table.groups:
        header = group.source.header or f"({group.source.index + 1})"
        if group.value is None:
            sheet.merge_range(HEAD, group.printed, FIRST_ROW - 1, group.printed, "", top)
        else:
            sheet.merge_range(HEAD, group.printed, HEAD, group.last, "", top)
            _write_band(paper, sheet, group, (band, rules))
        paper.text(sheet, HEAD, group.printed, header, top)
    sheet.set_row(HEAD, 44)
    sheet.set_row(HEAD + 2, 12)


def _write_band(
    paper: WorkbookBuilder, sheet: Sheet, group: ColumnGroup, looks: tuple[Style, Style]
) -> None:
    band, rules = looks
    say = paper.say
    names = [
        (group.printed, say("Tercetak", "Printed"), ""),
        (group.printed + 1, say("Nilai", "Value"), ""),
    ]
    for pair in group.pairs:
        names.append((pair.column, say("Hitung ulang", "Recomputed"), ", ".join(pair.rules)))
        names.append((pair.column + 1, say("Selisih", "Difference"), ""))
    for column, name, rule in names:
        paper.text(sheet, HEAD + 1, column, name, band)
        paper.text(sheet, HEAD + 2, column, rule, rules)


def _write_row(paper: WorkbookBuilder, row: _Row) -> None:
    typed = row.table.table
    cells = typed.table.rows[row.index]
    bold = {"bold": True} if typed.rows[row.index].total else {}
    _write_number_of_row(paper, row)
    for group in row.table.groups:
        cell = cells[group.source.index]
        finding = row.finding(group)
        look = {**bold, "bg_color": FILL[finding[1].severity]} if finding else bold
        if group.value is None:
            paper.text(
                row.sheet, row.at, group.printed, cell.text, paper.style(GRID, WRAPPED, look)
            )
            continue
        if finding:
            to = CellAddress(paper.names.findings, finding[0], 0)
            paper.link(
                row.sheet, row.at, group.printed, to, cell.text, paper.style(_NUMBER, look, _LINK)
            )
        else:
            paper.text(row.sheet, row.at, group.printed, cell.text, paper.style(_NUMBER, look))
        if cell.recognition is not None:
            row.sheet.write_comment(
                row.at,
                group.printed,
                recognition_note(cell.recognition, paper.lang, paper.audited.mask),
            )
        _write_value(paper, row, group, look)
        for pair in group.pairs:
            _write_pair(paper, row, group, pair)


def _write_number_of_row(paper: WorkbookBuilder, row: _Row) -> None:
    """Write the number of the row, which leads to the first finding of it, and its page."""
    typed = row.table.table
    plain = paper.style(GRID, {"align": "center"}, _QUIET)
    found = [finding for group in row.table.groups if (finding := row.finding(group))]
    if found:
        to = CellAddress(paper.names.findings, min(found, key=itemgetter(0))[0], 0)
        paper.link(row.sheet, row.at, 0, to, "", plain)
        plain_link = paper.style(GRID, {"align": "center"}, _QUIET, _LINK)
        row.sheet.write_number(row.at, 0, row.index + 1, plain_link)
    else:
        row.sheet.write_number(row.at, 0, row.index + 1, plain)
    cells = typed.table.rows[row.index]
    row.sheet.write_number(row.at, 1, cells[0].place.page if cells else typed.table.pages[0], plain)


def _write_value(
    paper: WorkbookBuilder, row: _Row, group: ColumnGroup, look: Mapping[str, object]
) -> None:
    typed, column = row.table.table, group.printed + 1
    reading = typed.rows[row.index].readings[group.source.index]
    if isinstance(reading, Amount):
        style = paper.style(_NUMBER, look, num_format=paper.number_format(reading.decimals))
        row.sheet.write_number(row.at, column, float(reading.value), style)
    elif isinstance(reading, Unread) and reading.reason is not UnreadReason.EMPTY:
        said = paper.say("tidak terbaca", "unread")
        paper.text(row.sheet, row.at, column, said, paper.style(GRID, _QUIET, look, italic=True))
    else:
        row.sheet.write_blank(row.at, column, None, paper.style(GRID, look))


def _write_pair(
    paper: WorkbookBuilder, row: _Row, group: ColumnGroup, pair: DifferenceColumns
) -> None:
    sheet, name, check = row.sheet, row.table.name, pair.checks.get(row.index)
    if check is None:
        blank = paper.style(GRID, bg_color=SUM_FILL)
        for column in (pair.column, pair.column + 1):
            sheet.write_blank(row.at, column, None, blank)
        return
    style = paper.style(_NUMBER, bg_color=SUM_FILL, num_format=paper.number_format(check.decimals))
    printed = CellAddress(name, row.at, group.printed + 1)
    result, difference = (
        CellAddress(name, row.at, pair.column),
        CellAddress(name, row.at, pair.column + 1),
    )
    paper.result(sheet, result, check, printed, style)
    paper.difference(sheet, difference, check, (printed, result), style)


def _mark(paper: WorkbookBuilder, sheet: Sheet, table: TableSheet) -> None:
    ranges = [area((FIRST_ROW, column), (table.last_row, column)) for column in table.differences()]
    unsure = [
        area((FIRST_ROW + row, pair.column + 1), (FIRST_ROW + row, pair.column + 1))
        for group in table.groups
        for pair in group.pairs
        for row, check in pair.checks.items()
        if check.open
    ]
    paper.marked(sheet, ranges, unsure)


def _write_legend(paper: WorkbookBuilder, sheet: Sheet, table: TableSheet) -> None:
    """Write below the table what its sums are, by the titles of their rules."""
    rules = dict.fromkeys(
        rule for group in table.groups for pair in group.pairs for rule in pair.rules
    )
    at = table.last_row + 2
    quiet = paper.style(_QUIET)
    for number, rule in enumerate(rules):
        paper.text(
            sheet, at + number, 0, f"{rule}: {paper.lang.say(*RULE_BY_ID[rule].title)}", quiet
        )
    sums = paper.say(
        "Hitung ulang dan Selisih adalah rumus atas kolom Nilai; selisih dibandingkan pada "
        "desimal yang tercetak. "
        "Merah: berselisih. Kuning: mungkin pembulatan, pemotongan desimal, atau salah baca. ",
        "Recomputed and Difference are formulas over the values; differences are taken in "
        "the decimals that are "
        "printed. Red: it differs. Yellow: perhaps rounded, cut off or misread. ",
    )
    links = paper.say(
        "Sel tercetak yang berwarna memuat temuan; nomor barisnya menuju ke lembar temuan.",
        "Printed cells in colour hold findings; the number of their row leads there.",
    )
    note = f"{sums if rules else ''}{links}"
    paper.text(sheet, at + len(rules), 0, note, quiet)


def _widths(table: TableSheet) -> list[float]:
    widths: list[float] = [6, 6]
    for group in table.groups:
        texts = [row[group.source.index].text for row in table.table.table.rows]
        longest = max(map(len, texts), default=0)
        if group.value is None:
            word = max(map(len, group.source.header.split()), default=0)
            widths.append(
                min(
                    max(longest * _OF_TEXT, min(word, _LONGEST_WORD) * _OF_HEAD, _NARROWEST),
                    _WIDEST,
                )
            )
        else:
            number = min(max(longest * _OF_TEXT + 2, _NUMBER_WIDTH), _WIDEST / 2)
            widths += [number, number]
            for pair in group.pairs:
                rules = len(", ".join(pair.rules)) * _OF_RULES
                widths += [max(number, 13, rules), max(number - 2, _DIFFERENCE_WIDTH)]
    return widths


def _frozen(table: TableSheet, widths: list[float]) -> int:
    """Return how many columns stay in sight: those before the first numbers, as far as they leave
    room.
    """
    texts = FIRST_COLUMN
    for group in table.groups:
        if group.value is not None:
            break
        texts = group.printed + 1
    while texts > FIRST_COLUMN and sum(widths[:texts]) > _WIDEST_FROZEN:
        texts -= 1
    return texts


_COMPARISON_WIDTHS = (6, 9, 50, 7, 22, 18, 54, 18, 16, 38)


def write_comparisons(paper: WorkbookBuilder, sheet: Sheet) -> None:
    """Write what is compared across tables and text, one comparison a row."""
    say = paper.say
    heads = (
        say("No.", "No."),
        say("Aturan", "Rule"),
        say("Angka", "Number"),
        say("Hal.", "Page"),
        say("Tercetak", "Printed"),
        say("Nilai", "Value"),
        say("Pembanding", "Compared with"),
        say("Hasil", "Result"),
        say("Selisih", "Difference"),
        say("Ketentuan", "Law"),
    )
    paper.text(
        sheet,
        0,
        0,
        say("Perbandingan antarbagian", "Comparisons across the report"),
        paper.style(_TITLE),
    )
    told = say(
        "Angka yang sama di tabel dan teks lain, batas, dan hitungan dalam teks laporan.",
        "The same number in other tables and in the text, bounds, and sums in running text.",
    )
    paper.text(sheet, 1, 0, told, paper.style(_QUIET))
    for column, (head, width) in enumerate(zip(heads, _COMPARISON_WIDTHS, strict=True)):
        paper.text(
            sheet, COMPARISONS_FIRST_ROW - 1, column, head, paper.style(GRID, WRAPPED, _WHITE)
        )
        sheet.set_column(column, column, width)
    entries = paper.layout.comparisons.entries
    for number, entry in enumerate(entries):
        _write_entry(paper, sheet, number, entry)
    if entries:
        last = COMPARISONS_FIRST_ROW + len(entries) - 1
        checked = [(COMPARISONS_FIRST_ROW + at, entry.check) for at, entry in enumerate(entries)]
        unsure = [area((at, 8), (at, 8)) for at, check in checked if check and check.open]
        paper.marked(sheet, [area((COMPARISONS_FIRST_ROW, 8), (last, 8))], unsure)
        sheet.autofilter(COMPARISONS_FIRST_ROW - 1, 0, last, len(heads) - 1)
    sheet.freeze_panes(COMPARISONS_FIRST_ROW, 3)
    paper.on_paper(
        sheet, _COMPARISON_WIDTHS, (COMPARISONS_FIRST_ROW - 1, COMPARISONS_FIRST_ROW - 1)
    )


def _write_entry(paper: WorkbookBuilder, sheet: Sheet, number: int, entry: CheckRow) -> None:
    comparisons, at = paper.layout.comparisons, COMPARISONS_FIRST_ROW + number
    check, spot = entry.check, paper.spot(entry.term)
    where = paper.name(spot)
    text, figures = paper.style(GRID, WRAPPED), paper.style(_NUMBER, WRAPPED)
    decimals = check.decimals if check else 0
    value = paper.style(_NUMBER, num_format=paper.number_format(decimals) if check else "General")
    sheet.write_number(at, 0, number + 1, paper.style(GRID, _QUIET, align="center"))
    paper.text(sheet, at, 1, check.rule if check else "", text)
    own = paper.layout.address(entry.term)
    cell = CellAddress(comparisons.name, at, COMPARISONS_VALUE_COLUMN)
    if isinstance(entry.term, PrintedNumber):
        paper.text(sheet, at, 2, where, text)
    else:
        paper.link(sheet, at, 2, own, where, paper.style(GRID, WRAPPED, _LINK))
    sheet.write_number(at, 3, spot.place.page, paper.style(GRID, align="center"))
    paper.text(sheet, at, 4, spot.printed, figures)
    if own == cell and isinstance(entry.term, PrintedNumber):
        sheet.write_number(at, cell.column, float(entry.term.value), value)
    elif check:
        sheet.write_formula(
            at, cell.column, f"={own.seen_from(comparisons.name)}", value, float(check.printed)
        )
    paper.fit(sheet, at, [(where, 50), (spot.printed, 22)])
    _write_compared(paper, sheet, at, check)


def _write_compared(
    paper: WorkbookBuilder, sheet: Sheet, at: int, check: RecomputedCheck | None
) -> None:
    text = paper.style(GRID, WRAPPED)
    if check is None:
        for column in range(6, len(_COMPARISON_WIDTHS)):
            sheet.write_blank(at, column, None, text)
        return
    name = paper.layout.comparisons.name
    style = paper.style(_NUMBER, bg_color=SUM_FILL, num_format=paper.number_format(check.decimals))
    printed, result = CellAddress(name, at, COMPARISONS_VALUE_COLUMN), CellAddress(name, at, 7)
    if len(check.terms) == 1 and not isinstance(check.terms[0], PrintedNumber):
        to = paper.layout.address(check.terms[0])
        paper.link(
            sheet,
            at,
            6,
            to,
            paper.where(paper.spot(check.terms[0])),
            paper.style(GRID, WRAPPED, _LINK),
        )
    else:
        paper.text(
            sheet, at, 6, check.form.written([paper.printed(term) for term in check.terms]), text
        )
    paper.result(sheet, result, check, printed, style)
    paper.difference(sheet, CellAddress(name, at, 8), check, (printed, result), style)
    paper.text(sheet, at, 9, paper.lang.say(*RULE_BY_ID[check.rule].title), text)
