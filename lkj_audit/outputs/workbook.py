"""`kertas-kerja.xlsx`: the working paper, in which every number that can be recomputed is, by a formula that lives.

What the document prints is written as text and as numbers, never as a formula; formulas hold nothing but addresses of
cells and constants of the law. The same audit gives the same file, byte for byte.
"""

from datetime import datetime
from pathlib import Path

from lkj_audit.language import Lang
from lkj_audit.outputs.audited import Audited
from lkj_audit.outputs.cover_sheets import FINDINGS_FIRST_ROW, write_coverage, write_findings, write_summary
from lkj_audit.outputs.recomputed import checks
from lkj_audit.outputs.sheets import layout
from lkj_audit.outputs.table_sheets import write_comparisons, write_table
from lkj_audit.outputs.working_paper import Names, Paper
from validate.findings import CellRef, Finding

# a document has one working paper whenever it is written
_CREATED = datetime(2000, 1, 1)

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def write(audited: Audited, path: Path) -> None:
    """Write the working paper of an audited document."""
    from xlsxwriter import Workbook

    lang = Lang(audited.lang)
    placed = layout(audited.audit.report, checks(audited.audit), lang)
    names = Names(lang.say("Ringkasan", "Summary"), lang.say("Temuan", "Findings"), lang.say("Cakupan", "Coverage"))
    with Workbook(path, _OPTIONS) as book:
        book.set_properties({"title": lang.say("Kertas Kerja Reviu", "Working paper"), "created": _CREATED})
        paper = Paper(book, audited, lang, placed, names)
        for name, write_sheet in (
            (names.summary, write_summary),
            (names.findings, write_findings),
            (names.coverage, write_coverage),
        ):
            write_sheet(paper, book.add_worksheet(name))
        found = _by_cell(audited.audit.findings)
        for table in placed.tables.values():
            write_table(paper, book.add_worksheet(table.name), table, found)
        if placed.comparisons.entries:
            write_comparisons(paper, book.add_worksheet(placed.comparisons.name))


def _by_cell(findings: tuple[Finding, ...]) -> dict[CellRef, tuple[int, Finding]]:
    """Return for each cell its heaviest finding, and the row where the sheet of findings tells it."""
    by_cell: dict[CellRef, tuple[int, Finding]] = {}
    for row, finding in enumerate(findings, FINDINGS_FIRST_ROW):
        for spot in finding.places:
            if spot.cell:
                by_cell.setdefault(spot.cell, (row, finding))
    return by_cell
