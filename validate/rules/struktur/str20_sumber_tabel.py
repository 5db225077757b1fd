"""The tables of results in a whole report say where their figures come from ("Sumber: ...").

It is said once, where no table of the report does; the finding is at the first table of Bab III.

Not claimed: anything of an excerpt, nor that a single table lacks a source while others name
theirs. A source may be named in running text in words that are not looked for.

Breaks it:

    Tabel 3.1 Capaian Kinerja
    Tabel 3.2 Realisasi Anggaran

Looks alike, and does not:

    Tabel 3.1 Capaian Kinerja
    Sumber: DPPA dan LRA Kecamatan Klakah, diolah
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from extract.records import Location
from normalize.report import Report, TypedTable
from normalize.text.sections import is_behind, start_of
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import REPORT_SENTENCE, Concern, Rule
from validate.structure.completeness import chapters, is_whole

_SOURCE = regex(r"\W*sumber\b(?!\s*(?:daya|dana))", re.IGNORECASE)
_IN_TEXT = regex(
    r"\bsumber\s*(?:data)?\s*:|\bdiolah\b|\bbersumber\s+dari\s+(?:data|laporan)", re.IGNORECASE
)
_FEW = 2


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding when none of the tables of results names a source."""
    if not is_whole(context):
        return
    start = chapters(context)[3].place
    tables = [
        typed
        for typed in context.report.tables
        if not typed.annexed and is_behind(start_of(typed.table), start)
    ]
    if len(tables) >= _FEW and not _names_source(context.report, tables):
        yield _finding(tables, start)


def _names_source(report: Report, tables: list[TypedTable]) -> bool:
    lines = (line.text for page in report.document.pages for line in page.lines)
    cells = (cell.text for typed in tables for row in typed.table.rows[-2:] for cell in row)
    return any(_SOURCE.match(text) or _IN_TEXT.search(text) for text in (*lines, *cells))


def _finding(tables: list[TypedTable], start: Location) -> Violation:
    table = tables[0].table
    spot = PrintedValue(table.caption_place or start, None, table.caption or "")
    message = Message(
        f"tidak satu pun dari {len(tables)} tabel mulai dari sini menyebut sumber datanya",
        f"none of the {len(tables)} tables from here on names the source of its data",
    )
    return Violation(spot, message)


RULE = Rule(
    id="STR-20",
    title=Message("Sumber data tabel", "Source of a table"),
    fault=Message("Sumber data tabel tidak disebutkan", "The source of the tables is not named"),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=(Severity.MINOR,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        NonLegalGround(
            Message(
                "tidak diatur; catatan yang lazim dalam reviu (daftar catatan APIP yang "
                "terbuka untuk umum)",
                "not regulated; a finding that reviewers make (public lists of findings of APIP)",
            )
        ),
    ),
    whole_report=True,
    doc=__doc__,
    check=check,
)
