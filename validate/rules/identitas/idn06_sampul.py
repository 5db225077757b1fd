"""The cover of a whole report names the office, the year and, for a part of a year, the period.

Not claimed: anything of a cover that is a picture or prints no title, nor of an excerpt.

Breaks it, for want of a year:

    LAPORAN KINERJA
    KECAMATAN KLAKAH

Looks alike, and does not:

    LAPORAN KINERJA CAMAT KLAKAH
    Tribulan IV 2024
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from extract.records import TextSource
from extract.text.years import REPORT_YEAR
from normalize.report import Report
from normalize.text.comparison import normalize_text
from normalize.text.sections import ReportSection
from normalize.values.periods import PeriodKind, find_periods
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import LKJ_CUSTOM
from validate.rule import LKJ, Concern, Rule
from validate.structure.completeness import is_whole
from validate.text.required_elements import is_annual

_TITLE = regex(r"laporan\s+(?:akuntabilitas\s+)?kinerja|lakip|lkj", re.IGNORECASE)
_YEAR = regex(rf"\b{REPORT_YEAR}\b")
_PART = regex(r"tri\s?[wb]ulan|\btw\b|semester|kuartal|bulan", re.IGNORECASE)
_OFFICE = regex(
    r"kecamatan|kelurahan|camat|lurah|dinas|badan|inspektorat|sekretariat|satuan|rsud|"
    r"rumah sakit|puskesmas|uptd?"
    r"|kantor|pemerintah|kabupaten|kota\b|provinsi",
    re.IGNORECASE,
)

_NAMES = {
    "office": Message("perangkat daerah", "the office"),
    "year": Message("tahun", "the year"),
    "period": Message("periode", "the period"),
}


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding when a readable cover lacks one of the three."""
    cover = [one for one in context.report.prose if one.part is ReportSection.SAMPUL]
    unread = any(page.source is not TextSource.TEXT for page in context.report.document.pages[:2])
    text = " ".join(passage.text for passage in cover)
    if unread or not is_whole(context) or not _TITLE.search(text):
        return
    missing = [_NAMES[what] for what in _missing(context.report, text)]
    if missing:
        message = Message(
            f"sampul tidak menyebut {' dan '.join(name.id for name in missing)}",
            f"the cover does not name {' and '.join(name.en for name in missing)}",
        )
        spot = PrintedValue(cover[0].place, None, cover[0].text)
        yield Violation(spot, message)


def _missing(report: Report, text: str) -> Iterator[str]:
    named = report.organisation and normalize_text(report.organisation) in normalize_text(text)
    if not named and not _OFFICE.search(text):
        yield "office"
    if not _YEAR.search(text):
        yield "year"
    parts = (
        found.period for found in find_periods(text) if found.period.kind is not PeriodKind.TAHUN
    )
    if not is_annual(report) and not _PART.search(text) and next(parts, None) is None:
        yield "period"


RULE = Rule(
    id="IDN-06",
    title=Message("Sampul", "Cover"),
    fault=Message("Sampul tidak lengkap", "The cover is not complete"),
    concern=Concern.ELEMENT,
    severities=(Severity.MINOR,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(LKJ_CUSTOM,),
    kinds=LKJ,
    doc=__doc__,
    check=check,
)
