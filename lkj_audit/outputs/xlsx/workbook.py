"""`kertas-kerja.xlsx`: the working paper, in which every number that can be recomputed is, by a
formula that lives.

What the document prints is written as text and as numbers, never as a formula; formulas hold
nothing but addresses of cells and constants of the law. The same audit gives the same file, byte
for byte.
"""

from datetime import datetime
from pathlib import Path

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.xlsx.cover_sheets import (
    FINDINGS_FIRST_ROW,
    write_coverage,
    write_findings,
    write_summary,
)
from lkj_audit.outputs.xlsx.matters_sheet import write_matters
from lkj_audit.outputs.xlsx.pictures_sheet import picture_numbers, write_pictures
from lkj_audit.outputs.xlsx.recomputed_checks import checks
from lkj_audit.outputs.xlsx.table_sheets import write_comparisons, write_table
from lkj_audit.outputs.xlsx.workbook_builder import SheetNames, WorkbookBuilder
from lkj_audit.outputs.xlsx.workbook_layout import workbook_layout
from lkj_audit.presentation.findings.matters import numbered_findings
from lkj_audit.presentation.language import Lang
from validate.findings import Audit, CellRef, Finding

# a document has one working paper whenever it is written
_CREATED = datetime(2000, 1, 1)

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write(audited: AuditedDocument, path: Path) -> None:
    """Write the working paper of an audited document."""
    from xlsxwriter import Workbook

    lang = Lang(audited.lang)
    placed = workbook_layout(audited.audit.report, checks(audited.audit), lang)
    names = SheetNames(
        lang.say("Ringkasan", "Summary"),
        lang.say("Pokok masalah", "Matters"),
        lang.say("Temuan", "Findings"),
        lang.say("Cakupan", "Coverage"),
    )
    with Workbook(path, _OPTIONS) as book:
        book.set_properties(
            {"title": lang.say("Kertas Kerja Reviu", "Working paper"), "created": _CREATED}
        )
        paper = WorkbookBuilder(book, audited, lang, placed, names)
        for name, write_sheet in (
            (names.summary, write_summary),
            (names.matters, write_matters),
            (names.findings, write_findings),
            (names.coverage, write_coverage),
        ):
            write_sheet(paper, book.add_worksheet(name))
        if readings := picture_numbers(audited.audit):
            write_pictures(
                paper, book.add_worksheet(lang.say("Angka dari gambar", "From pictures")), readings
            )
        found = _by_cell(audited.audit)
        for table in placed.tables.values():
            write_table(paper, book.add_worksheet(table.name), table, found)
        if placed.comparisons.entries:
            write_comparisons(paper, book.add_worksheet(placed.comparisons.name))


def _by_cell(audit: Audit) -> dict[CellRef, tuple[int, Finding]]:
    """Return for each cell its most severe finding, and its row in the sheet of findings."""
    by_cell: dict[CellRef, tuple[int, Finding]] = {}
    rows = {
        id(one.finding): row for row, one in enumerate(numbered_findings(audit), FINDINGS_FIRST_ROW)
    }
    for finding in audit.findings:
        for spot in finding.places:
            if spot.cell:
                by_cell.setdefault(spot.cell, (rows[id(finding)], finding))
    return by_cell
