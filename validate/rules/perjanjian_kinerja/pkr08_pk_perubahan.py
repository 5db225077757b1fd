"""Bab II summarises the perjanjian kinerja that was in force last: the changed one, where there is
one.

Where the annex holds a *perubahan* perjanjian kinerja, the caption of the summary is to say so.

Not claimed: that the summary holds other values, which PKR-07 reports; nor anything where no signed
agreement is annexed, or where both are.

Breaks it:

    Bab II      Tabel 2.2 Perjanjian Kinerja Camat Tahun 2024
    Lampiran    PERUBAHAN PERJANJIAN KINERJA TAHUN 2024

Looks alike, and does not:

    Bab II      Tabel 2.2 Perubahan Perjanjian Kinerja Camat Tahun 2024
    Lampiran    PERUBAHAN PERJANJIAN KINERJA TAHUN 2024
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import DocumentKind, Report, TableKind
from normalize.text.prose import BlockType, TextBlock
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import LKJ, Concern, Rule

_AGREEMENT = regex(r"\b(?:perjanjian|penetapan)\s+kinerja\b", re.IGNORECASE)
_CHANGED = regex(r"\b(?:perubahan|revisi)\b", re.IGNORECASE)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every summary whose caption leaves out that the agreement was changed."""
    signed = list(_signed_headings(context.report))
    if not signed or not all(_CHANGED.search(heading.text) for heading in signed):
        return
    for table in context.report.of_kind(TableKind.PK_SASARAN, TableKind.PK_PROGRAM):
        caption, place = table.table.caption, table.table.caption_place
        if (
            caption
            and place
            and not table.annexed
            and _AGREEMENT.search(caption)
            and not _CHANGED.search(caption)
        ):
            yield _finding(PrintedValue(place, None, caption), signed[0])


def _signed_headings(report: Report) -> Iterator[TextBlock]:
    """Yield the headings of the annex that name a perjanjian kinerja."""
    for passage in report.prose:
        if (
            passage.annexed
            and passage.sort is BlockType.HEADING
            and _AGREEMENT.search(passage.text)
        ):
            yield passage


def _finding(caption: PrintedValue, heading: TextBlock) -> Violation:
    signed = PrintedValue(heading.place, None, heading.text)
    message = Message(
        f"Judul “{caption.printed}” tidak menyebut perubahan, sedangkan yang dilampirkan "
        f"(halaman {signed.place.page}) "
        "adalah perubahan perjanjian kinerja.",
        f"The caption “{caption.printed}” names no change, but what is annexed (page "
        f"{signed.place.page}) is the "
        "changed perjanjian kinerja.",
    )
    return Violation(caption, message, evidence=(signed,), severity=Severity.MINOR)


RULE = Rule(
    id="PKR-08",
    title=Message("PK terakhir", "The latest agreement"),
    fault=Message(
        "Judul tidak menyebut perubahan perjanjian kinerja",
        "A caption does not name the changed perjanjian kinerja",
    ),
    sentence=Message("Pada halaman {page}, {said}.", "On page {page}, {said}."),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran I"),),
    kinds=LKJ | {DocumentKind.KUTIPAN},
    doc=__doc__,
    check=check,
)
