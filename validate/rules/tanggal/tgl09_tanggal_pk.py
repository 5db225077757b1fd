"""A perjanjian kinerja is signed in the year it is for, or shortly before that begins.

Asked is the date in a perjanjian kinerja whose own heading names one year: after the end of that
year it comes too late, and before October of the year before it is that of another one.

Not claimed: on which day it was signed. The perjanjian kinerja of the next year may be annexed as
well; it is measured by the year in its own heading.

Breaks it:

    PERJANJIAN KINERJA TAHUN 2024
    Lumajang, 2 Januari 2023

Looks alike, and does not:

    PERUBAHAN PERJANJIAN KINERJA TAHUN 2024
    Lumajang, 2 September 2024
"""

import datetime
import re
from collections.abc import Iterator

from extract.patterns import regex
from extract.text.years import NAMED_YEAR
from normalize.report import DocumentKind, Signature
from normalize.text.prose import BlockType, TextBlock
from normalize.text.sections import ReportSection, is_behind
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, NonLegalGround, Reference
from validate.rule import LKJ, Rule

_PROMISED = regex(r"(?:perjanjian|penetapan)\s+kinerja\b", re.IGNORECASE)
_SECTION = ReportSection.PERJANJIAN_KINERJA.value
# A perjanjian kinerja may be signed before its year begins: not before this month.
_EARLIEST_MONTH = 10


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every perjanjian kinerja dated outside its year."""
    headings = [
        one
        for one in context.report.prose
        if one.sort is BlockType.HEADING and _PROMISED.search(one.text)
    ]
    told: set[datetime.date] = set()
    for block in context.report.signatures:
        if (
            block.section != _SECTION
            or block.dated is None
            or (date := block.dated.date) is None
            or date in told
        ):
            continue
        above = [one for one in headings if is_behind(block.place, one.place)]
        heading = above[-1] if above else None
        if heading and (year := _only_year(heading)) and not _fits(date, year):
            told.add(date)
            yield _finding(block, block.dated.text, heading, year)


def _only_year(heading: TextBlock) -> int | None:
    years = set(NAMED_YEAR.findall(heading.text))
    return int(years.pop()) if len(years) == 1 else None


def _fits(date: datetime.date, year: int) -> bool:
    return datetime.date(year - 1, _EARLIEST_MONTH, 1) <= date <= datetime.date(year, 12, 31)


def _finding(block: Signature, printed: str, heading: TextBlock, year: int) -> Violation:
    message = Message(
        f"perjanjian kinerja tahun {year} bertanggal {printed} (“{heading.text}”)",
        f"the perjanjian kinerja of {year} is dated {printed} (“{heading.text}”)",
    )
    return Violation(
        PrintedValue(block.place, None, printed),
        message,
        evidence=(PrintedValue(heading.place, None, heading.text),),
    )


RULE = Rule(
    id="TGL-09",
    title=Message("Tanggal perjanjian kinerja", "Date of the perjanjian kinerja"),
    fault=Message(
        "Tanggal perjanjian kinerja tidak wajar",
        "The date of the perjanjian kinerja is not plausible",
    ),
    severities=(Severity.MINOR,),
    basis=(
        NonLegalGround(Message("kewajaran", "sense")),
        Reference(
            PERMENPANRB_53_2014,
            "Lampiran I",
            Message("satu bulan sesudah anggaran ditetapkan", "a month after the budget"),
        ),
    ),
    kinds=LKJ | {DocumentKind.PK, DocumentKind.KUTIPAN},
    doc=__doc__,
    check=check,
)
