"""The sheets of a working paper that a reader opens first: summary, findings and coverage."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from lkj_audit.outputs.xlsx.spreadsheet_formulas import CellAddress, column_letters
from lkj_audit.outputs.xlsx.workbook_builder import (
    BAND_FILL,
    GRID,
    HEAD_FILL,
    LIST_HEAD,
    NOTE_FILL,
    QUIET,
    TITLE,
    TITLE_HEIGHT,
    WHITE,
    WRAPPED,
    Sheet,
    WorkbookBuilder,
    area,
)
from lkj_audit.outputs.xlsx.workbook_layout import COMPARISONS_FIRST_ROW, FIRST_ROW, TableSheet
from lkj_audit.presentation.companion_text import companions_of
from lkj_audit.presentation.findings.finding_text import FindingText
from lkj_audit.presentation.findings.matters import NumberedFinding, numbered_findings
from lkj_audit.presentation.findings.review_wording import (
    RULE_BY_ID,
    akibat,
    kondisi,
    kriteria,
    saran,
)
from lkj_audit.presentation.names.kind_text import kind_with_evidence
from lkj_audit.presentation.names.location_names import page_range, table_name
from lkj_audit.presentation.names.period_names import period_name
from lkj_audit.presentation.palette import FILL
from lkj_audit.presentation.provenance import origin
from lkj_audit.presentation.vocabulary import CERTAINTY, KIND, SEVERITY
from normalize.report import Role
from normalize.values.amounts import Unread, UnreadReason
from validate.constraints.printed_numbers import cell_spot
from validate.findings import CellRef, Certainty, Coverage, Finding, Severity

FINDINGS_FIRST_ROW = LIST_HEAD + 1
_SEVERITY_COLUMN, _CERTAINTY_COLUMN = 1, 2

_SECTION = {
    "bold": True,
    "font_size": 11,
    "font_color": HEAD_FILL,
    "bottom": 2,
    "bottom_color": HEAD_FILL,
}
_LINK = {"font_color": "#1F4E9E", "underline": 1}
_LABEL = {**GRID, "bg_color": BAND_FILL, "bold": True}


# of the columns of the summary that are under headers
_HEAD_WIDTH = 19


class _ListColumn(NamedTuple):
    """A column of a list: its name and its width."""

    name: str
    width: float


def write_summary(paper: WorkbookBuilder, sheet: Sheet) -> None:
    """Write what the document is, how many findings there are, what was covered, and where each
    table is.
    """
    for column, width in enumerate((30, *[_HEAD_WIDTH] * 6)):
        sheet.set_column(column, column, width)
    title = paper.say(
        "KERTAS KERJA REVIU LAPORAN KINERJA", "WORKING PAPER: REVIEW OF A PERFORMANCE REPORT"
    )
    paper.text(sheet, 0, 0, title, paper.style(TITLE))
    said = paper.say(
        "Keyakinan terbatas: kertas kerja ini mencatat selisih antarangka yang tercetak "
        "dalam laporan dan tidak memuat "
        "pendapat. Setiap selisih perlu dikonfirmasi kepada penyusun laporan.",
        "Limited assurance: this paper notes where the printed numbers of a report differ, "
        "and holds no opinion. Every "
        "difference is to be confirmed with those who wrote the report.",
    )
    sheet.merge_range(1, 0, 1, 6, "", paper.style(WRAPPED, QUIET))
    paper.text(sheet, 1, 0, said, paper.style(WRAPPED, QUIET))
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.set_row(1, 27)
    at = _write_facts(paper, sheet, 3)
    at = _write_totals(paper, sheet, at + 1)
    at = _write_covered(paper, sheet, at + 1)
    _write_tables(paper, sheet, at + 1)
    paper.on_paper(sheet, (), None)
    sheet.set_portrait()


def _write_facts(paper: WorkbookBuilder, sheet: Sheet, at: int) -> int:
    report, say = paper.audited.audit.report, paper.say
    unknown = say("tidak dikenali", "not recognised")
    period = period_name(report, paper.lang)
    facts = (
        (say("Organisasi", "Organisation"), report.organisation or unknown),
        (
            say("Jenis dokumen", "Kind of document"),
            kind_with_evidence(report, paper.lang, paper.audited.mask),
        ),
        (say("Periode", "Period"), period or unknown),
        (say("Berkas", "File"), report.document.file),
        ("SHA-256", report.document.sha256),
        *origin(
            paper.audited.audit.profile, paper.audited.provenance, paper.audited.mask, paper.lang
        ),
        (say("Halaman", "Pages"), str(len(report.document.pages))),
        (say("Disusun oleh / tanggal / paraf", "Prepared by / date / initials"), ""),
        (say("Direviu oleh / tanggal / paraf", "Reviewed by / date / initials"), ""),
    )
    for row, (name, fact) in enumerate(facts, at):
        look = paper.style(GRID, WRAPPED, {} if fact else {"bg_color": NOTE_FILL})
        paper.text(sheet, row, 0, name, paper.style(_LABEL))
        sheet.merge_range(row, 1, row, 6, "", look)
        paper.text(sheet, row, 1, fact, look)
    return at + len(facts)


def _section(paper: WorkbookBuilder, sheet: Sheet, at: int, title: str) -> int:
    for column in range(7):
        sheet.write_blank(at, column, None, paper.style(_SECTION))
    paper.text(sheet, at, 0, title, paper.style(_SECTION))
    return at + 1


def _write_headers(paper: WorkbookBuilder, sheet: Sheet, at: int, heads: Sequence[str]) -> None:
    for column, head in enumerate(heads):
        paper.text(sheet, at, column, head, paper.style(GRID, WRAPPED, WHITE))
    paper.fit(sheet, at, [(head, _HEAD_WIDTH) for head in heads])


def _write_totals(paper: WorkbookBuilder, sheet: Sheet, at: int) -> int:
    """Write how many findings there are of each weight and certainty, counted by formulas on the
    findings.
    """
    findings, say = paper.audited.audit.findings, paper.say
    at = _section(paper, sheet, at, say("Temuan", "Findings"))
    certainties = [paper.lang.say(*CERTAINTY[certainty]).capitalize() for certainty in Certainty]
    _write_headers(
        paper, sheet, at, [say("Tingkat", "Severity"), *certainties, say("Jumlah", "Total")]
    )
    counts = Counter((finding.severity, finding.certainty) for finding in findings)
    last = FINDINGS_FIRST_ROW + max(len(findings), 1)
    ranges = [
        f"'{paper.names.findings}'!${column_letters(column)}${FINDINGS_FIRST_ROW + 1}:$"
        f"{column_letters(column)}${last}"
        for column in (_SEVERITY_COLUMN, _CERTAINTY_COLUMN)
    ]
    weights = tuple(reversed(Severity))
    for row, severity in enumerate(weights, at + 1):
        paper.text(
            sheet,
            row,
            0,
            paper.lang.say(*SEVERITY[severity]),
            paper.style(_LABEL, bg_color=FILL[severity]),
        )
        for column, certainty in enumerate(Certainty, 1):
            named = f"$A{row + 1}", f"{column_letters(column)}${at + 1}"
            formula = f"=COUNTIFS({ranges[0]},{named[0]},{ranges[1]},{named[1]})"
            sheet.write_formula(row, column, formula, paper.count(), counts[severity, certainty])
        of_weight = sum(counts[severity, certainty] for certainty in Certainty)
        sheet.write_formula(
            row, 4, f"=SUM(B{row + 1}:D{row + 1})", paper.count(bold=True), of_weight
        )
    end = at + 1 + len(weights)
    paper.text(sheet, end, 0, say("Jumlah", "Total"), paper.style(_LABEL))
    by_certainty = Counter(finding.certainty for finding in findings)
    sums = [by_certainty[certainty] for certainty in Certainty]
    for column, count in enumerate((*sums, len(findings)), 1):
        letter = column_letters(column)
        formula = f"=SUM({letter}{at + 2}:{letter}{end})"
        sheet.write_formula(end, column, formula, paper.count(bold=True), count)
    to = CellAddress(paper.names.findings, FINDINGS_FIRST_ROW, 0)
    paper.link(
        sheet, end + 1, 0, to, say("Lihat semua temuan »", "All findings »"), paper.style(_LINK)
    )
    return end + 2


def _write_covered(paper: WorkbookBuilder, sheet: Sheet, at: int) -> int:
    at = _section(paper, sheet, at, paper.say("Cakupan", "Coverage"))
    page = FindingText(paper.audited.audit, paper.lang, paper.audited.mask)
    said = (
        page.coverage().plain,
        page.unchecked_tables().plain,
        page.uncertain_tables().plain,
        page.cut_tables().plain,
        page.tables_of_several().plain,
        page.recognition().plain,
        page.unread_pages().plain,
    )
    style = paper.style(WRAPPED)
    for row, line in enumerate([line for line in said if line], at):
        sheet.merge_range(row, 0, row, 6, "", style)
        paper.text(sheet, row, 0, line, style)
        paper.fit(sheet, row, [(line, 132)])
        at = row + 1
    return at


def _write_tables(paper: WorkbookBuilder, sheet: Sheet, at: int) -> None:
    say = paper.say
    at = _section(paper, sheet, at, say("Tabel", "Tables"))
    heads = (
        say("Lembar", "Sheet"),
        say("Halaman", "Pages"),
        say("Baris", "Rows"),
        say("Dihitung ulang", "Recomputed"),
        say("Selisih", "Differences"),
        say("Tabel", "Table"),
    )
    _write_headers(paper, sheet, at, heads)
    sheet.merge_range(at, 5, at, 6, heads[5], paper.style(GRID, WRAPPED, WHITE))
    for table in paper.layout.tables.values():
        at += 1
        _write_table_line(paper, sheet, at, table)
    comparisons = paper.layout.comparisons
    if comparisons.entries:
        at += 1
        differences = area((COMPARISONS_FIRST_ROW, 8), (comparisons.last_row, 8))
        checks = [entry.check for entry in comparisons.entries if entry.check]
        paper.link(
            sheet,
            at,
            0,
            CellAddress(comparisons.name, 0, 0),
            comparisons.name,
            paper.style(GRID, _LINK),
        )
        for column in (1, 2):
            sheet.write_blank(at, column, None, paper.style(GRID))
        told = paper.say("antartabel dan dengan teks", "across tables and text")
        sheet.merge_range(at, 5, at, 6, told, paper.style(GRID, align="left", indent=1))
        sheet.write_number(at, 3, len(checks), paper.count())
        found = sum(check.difference != 0 for check in checks)
        _write_open(paper, sheet, at, [f"'{comparisons.name}'!{differences}"], found)


def _write_table_line(paper: WorkbookBuilder, sheet: Sheet, at: int, table: TableSheet) -> None:
    pages, count = paper.style(GRID, align="center"), paper.count()
    paper.link(sheet, at, 0, CellAddress(table.name, 0, 0), table.name, paper.style(GRID, _LINK))
    paper.text(sheet, at, 1, page_range(table.table.table.pages), pages)
    sheet.write_number(at, 2, len(table.table.rows), count)
    checks = [
        check for group in table.groups for pair in group.pairs for check in pair.checks.values()
    ]
    sheet.write_number(at, 3, len(checks), count)
    last = table.last_row
    ranges = [
        f"'{table.name}'!{area((FIRST_ROW, column), (last, column))}"
        for column in table.differences()
    ]
    _write_open(paper, sheet, at, ranges, sum(check.difference != 0 for check in checks))
    sheet.merge_range(at, 5, at, 6, "", paper.style(GRID, align="left", indent=1))
    paper.text(
        sheet, at, 5, table_name(table.table, paper.lang), paper.style(GRID, align="left", indent=1)
    )


def _write_open(
    paper: WorkbookBuilder, sheet: Sheet, at: int, ranges: Sequence[str], found: int
) -> None:
    """Write how many differences are in these ranges now."""
    counted = "+".join(f"SUMPRODUCT(ISNUMBER({cells})*({cells}<>0))" for cells in ranges)
    sheet.write_formula(at, 4, f"={counted or 0}", paper.count(bold=found > 0), found)


_FINDING_WIDTHS = (5, 10, 15, 9, 6, 38, 20, 20, 60, 48, 32, 40, 34, 28)


def write_findings(paper: WorkbookBuilder, sheet: Sheet) -> None:
    """Write one row a finding: where it is, what is printed and recomputed, and the four parts of a
    review note.
    """
    say, findings = paper.say, paper.audited.audit.findings
    names = (
        say("No.", "No."),
        say("Tingkat", "Severity"),
        say("Kepastian", "Certainty"),
        say("Aturan", "Rule"),
        say("Hal.", "Page"),
        say("Tempat", "Place"),
        say("Tercetak", "Printed"),
        say("Hasil hitung", "Recomputed"),
        say("Kondisi", "Condition"),
        say("Kriteria", "Criterion"),
        say("Akibat", "Effect"),
        say("Saran", "Suggestion"),
        say("Tanggapan", "Response"),
        say("Sidik temuan", "Fingerprint"),
    )
    heads = list(map(_ListColumn, names, _FINDING_WIDTHS))
    explanation = say(
        "Setiap baris mencatat selisih atau hal yang perlu dijelaskan; kolom Tanggapan diisi "
        "oleh penyusun laporan.",
        "Every row notes a difference or what needs explaining; those who wrote the report "
        "fill in the response.",
    )
    paper.list_head(sheet, say("Temuan", "Findings"), explanation, heads)
    for row, one in enumerate(numbered_findings(paper.audited.audit)):
        _write_finding(paper, sheet, row, one)
    if not findings:
        paper.text(
            sheet, FINDINGS_FIRST_ROW, 0, say("Tidak ada temuan.", "No findings."), paper.style()
        )
    else:
        sheet.autofilter(LIST_HEAD, 0, LIST_HEAD + len(findings), len(heads) - 1)
    sheet.freeze_panes(FINDINGS_FIRST_ROW, 6)
    paper.on_paper(sheet, _FINDING_WIDTHS, (LIST_HEAD, LIST_HEAD), 5)
    # fingerprints are for programs: they are not printed
    sheet.print_area(0, 0, LIST_HEAD + max(len(findings), 1), len(heads) - 2)


def _write_finding(paper: WorkbookBuilder, sheet: Sheet, row: int, one: NumberedFinding) -> None:
    audit, say, finding = paper.audited.audit, paper.lang.say, one.finding
    at = FINDINGS_FIRST_ROW + row
    wrapped, middle = paper.style(GRID, WRAPPED), paper.style(GRID, WRAPPED, align="center")
    figures = paper.style(GRID, WRAPPED, align="right", indent=1)
    paper.text(sheet, at, 0, one.number, middle)
    weight = paper.style(GRID, bold=True, align="center", bg_color=FILL[finding.severity])
    paper.text(sheet, at, 1, say(*SEVERITY[finding.severity]), weight)
    paper.text(sheet, at, 2, say(*CERTAINTY[finding.certainty]).capitalize(), wrapped)
    paper.text(sheet, at, 3, finding.rule, middle)
    sheet.write_number(at, 4, finding.spot.place.page, middle)
    _write_place(paper, sheet, at, finding)
    paper.text(sheet, at, 6, finding.spot.printed, figures)
    paper.text(sheet, at, 7, finding.expected or "", figures)
    condition = kondisi(finding, audit.report, companions_of(audit.cross_check))
    parts = (condition, kriteria(RULE_BY_ID[finding.rule]), akibat(finding), saran(finding))
    texts = [say(*part) for part in parts]
    for column, text in enumerate(texts, 8):
        paper.text(sheet, at, column, text, wrapped)
    told = (paper.name(finding.spot), finding.spot.printed, finding.expected or "", *texts)
    paper.fit(sheet, at, zip(told, _FINDING_WIDTHS[5:], strict=False))
    sheet.write_blank(at, 12, None, paper.style(GRID, WRAPPED, bg_color=NOTE_FILL, locked=False))
    paper.text(sheet, at, 13, finding.fingerprint, paper.style(GRID, QUIET))


def _write_place(paper: WorkbookBuilder, sheet: Sheet, at: int, finding: Finding) -> None:
    """Write where a finding is, as a link to its cell where it has one."""
    where = paper.name(finding.spot)
    if finding.spot.cell:
        to = paper.layout.address(finding.spot.cell)
        paper.link(sheet, at, 5, to, where, paper.style(GRID, WRAPPED, _LINK))
    else:
        paper.text(sheet, at, 5, where, paper.style(GRID, WRAPPED))


def write_coverage(paper: WorkbookBuilder, sheet: Sheet) -> None:
    """Write how much of each table was read and recomputed, and every number that could not be
    read.
    """
    say, audit = paper.say, paper.audited.audit
    heads = (
        _ListColumn(say("Tabel", "Table"), 56),
        _ListColumn(say("Halaman", "Pages"), 11),
        _ListColumn(say("Jenis", "Kind"), 28),
        _ListColumn(say("Angka terbaca", "Numbers read"), 12),
        _ListColumn(say("Dihitung ulang", "Recomputed"), 12),
        _ListColumn(say("Cocok", "Confirmed"), 12),
        _ListColumn(say("Tidak dapat dinilai", "Not judged"), 12),
        _ListColumn(say("Tidak terikat hitungan", "In no sum"), 12),
        _ListColumn(say("Tidak terbaca", "Unread"), 12),
    )
    paper.text(sheet, 0, 0, say("Cakupan", "Coverage"), paper.style(TITLE))
    page = FindingText(audit, paper.lang, paper.audited.mask)
    paper.text(sheet, 1, 0, page.coverage().plain, paper.style(QUIET))
    for column, head in enumerate(heads):
        paper.text(sheet, 3, column, head.name, paper.style(GRID, WRAPPED, WHITE))
        sheet.set_column(column, column, head.width)
    sheet.set_row(3, 30)
    at = 4
    for id, covered in audit.tables.items():
        _write_coverage_line(paper, sheet, at, id, covered)
        at += 1
    paper.text(sheet, at, 0, say("Jumlah", "Total"), paper.style(_LABEL))
    for column in (1, 2):
        sheet.write_blank(at, column, None, paper.style(_LABEL))
    for column, count in enumerate(_counts(audit.coverage), 3):
        letter = column_letters(column)
        formula = f"=SUM({letter}5:{letter}{at})" if audit.tables else "=0"
        sheet.write_formula(at, column, formula, paper.count(bold=True, bg_color=BAND_FILL), count)
    at = _write_unread_pages(paper, sheet, at + 2, page)
    _write_unread(paper, sheet, at)
    sheet.freeze_panes(4, 1)
    paper.on_paper(sheet, [head.width for head in heads], (3, 3))


def _counts(covered: Coverage) -> tuple[int, ...]:
    return (
        covered.numbers,
        covered.recomputed,
        covered.confirmed,
        covered.unverifiable,
        covered.numbers - covered.related,
        covered.unread,
    )


def _write_coverage_line(
    paper: WorkbookBuilder, sheet: Sheet, at: int, id: str, covered: Coverage
) -> None:
    table = paper.layout.tables[id]
    named = table_name(table.table, paper.lang)
    paper.link(
        sheet, at, 0, CellAddress(table.name, 0, 0), named, paper.style(GRID, WRAPPED, _LINK)
    )
    paper.text(sheet, at, 1, page_range(table.table.table.pages), paper.style(GRID, align="center"))
    paper.fit(sheet, at, [(named, 56)])
    paper.text(sheet, at, 2, paper.lang.say(*KIND[table.table.kind]), paper.style(GRID, WRAPPED))
    for column, count in enumerate(_counts(covered), 3):
        sheet.write_number(at, column, count, paper.count())


def _write_unread_pages(paper: WorkbookBuilder, sheet: Sheet, at: int, page: FindingText) -> int:
    if said := page.unread_pages().plain:
        paper.text(sheet, at, 0, said, paper.style(bold=True))
        return at + 2
    return at


def _write_unread(paper: WorkbookBuilder, sheet: Sheet, at: int) -> None:
    """Write the cells of number columns that could not be read, each with the reason."""
    unread = list(_unread(paper))
    if not unread:
        return
    title = paper.say("Angka yang tidak terbaca", "Numbers that could not be read")
    paper.text(sheet, at, 0, title, paper.style(bold=True, font_size=11))
    heads = (
        paper.say("Letak", "Place"),
        paper.say("Halaman", "Page"),
        paper.say("Tercetak", "Printed"),
        paper.say("Sebab", "Reason"),
    )
    for column, head in enumerate(heads):
        paper.text(sheet, at + 1, column, head, paper.style(GRID, WRAPPED, WHITE))
    sheet.merge_range(at + 1, 3, at + 1, 8, heads[3], paper.style(GRID, WRAPPED, WHITE))
    for row, (cell, reading) in enumerate(unread, at + 2):
        table = paper.layout.tables[cell.table]
        spot = cell_spot(table.table, cell.row, cell.column)
        where = paper.name(spot)
        paper.link(sheet, row, 0, table.address(cell), where, paper.style(GRID, WRAPPED, _LINK))
        sheet.write_number(row, 1, spot.place.page, paper.style(GRID, align="center"))
        paper.text(sheet, row, 2, reading.text, paper.style(GRID, WRAPPED))
        paper.fit(sheet, row, [(where, 56), (reading.text, 28)])
        sheet.merge_range(row, 3, row, 8, "", paper.style(GRID, WRAPPED))
        paper.text(
            sheet,
            row,
            3,
            paper.say(reading.reason.id, reading.reason.en),
            paper.style(GRID, WRAPPED),
        )


def _unread(paper: WorkbookBuilder) -> Sequence[tuple[CellRef, Unread]]:
    return [
        (CellRef(table.id, row.index, at), reading)
        for table in paper.audited.audit.report.tables
        for row in table.rows
        for at, reading in enumerate(row.readings)
        if isinstance(reading, Unread) and reading.reason is not UnreadReason.EMPTY
        if table.columns[at].role not in (Role.NOMOR, Role.KODE)
    ]
