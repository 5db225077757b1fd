"""A whole report cites the national basis of performance reports: Perpres 29/2014 or PermenPANRB
53/2014.

Not claimed: anything of an excerpt, of a report with unread pages, or of a year before 2015. One of
the two is enough, and it may be named in any words, as long as its number and year are there.

Breaks it:

    Laporan ini disusun berdasarkan Peraturan Bupati Lumajang Nomor 6 Tahun 2018.

Looks alike, and does not:

    Laporan ini disusun berdasarkan Perpres No. 29 Tahun 2014.
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_88_2021, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.structure.completeness import chapters, closing_heading, is_whole, unread_pages

_NATIONAL = regex(r"\b(?:29|53)\s*(?:tahun|th\.?|thn\.?|/)\s*2014\b", re.IGNORECASE)
_SINCE = 2014


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding when a whole report names neither of the two."""
    if context.report.year is None or context.report.year <= _SINCE or not is_whole(context):
        return
    lines = " ".join(line.text for page in context.report.document.pages for line in page.lines)
    cells = (cell.text for table in context.report.document.tables for cell in table.cells())
    if _NATIONAL.search(lines) or any("2014" in text and _NATIONAL.search(text) for text in cells):
        return
    first, closing = chapters(context)[1], closing_heading(context)
    if closing is None or any(page <= closing.place.page for page in unread_pages(context.report)):
        return
    message = Message(
        "tidak ditemukan Perpres 29/2014 maupun PermenPANRB 53/2014 sebagai dasar hukum "
        "dalam laporan",
        "neither Perpres 29/2014 nor PermenPANRB 53/2014 was found in the report as its basis",
    )
    spot = PrintedValue(first.place, None, first.text)
    yield Violation(spot, message)


RULE = Rule(
    id="IDN-09",
    title=Message("Dasar hukum nasional", "National legal basis"),
    fault=Message("Dasar hukum nasional tidak ditemukan", "The national legal basis was not found"),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=(Severity.MINOR,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        Reference(
            PERMENPANRB_88_2021,
            "3.b.1",
            Message(
                "laporan mengikuti standar, yang ditetapkan oleh kedua peraturan itu",
                "a report follows the standard, which these two set",
            ),
        ),
    ),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=check,
)
