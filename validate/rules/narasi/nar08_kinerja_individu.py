"""The report of an office is about the office's performance, not about kinerja individu.

Not claimed: anything where single civil servants are meant: sasaran kinerja pegawai (SKP),
penilaian kinerja individu, kinerja individu pegawai. A report whose cover names an individual is
one of an individual.

Breaks it, in the report of a kecamatan:

    Kami sadari bahwa Laporan Kinerja individu ini jauh dari kesempurnaan

Looks alike, and does not:

    penilaian kinerja individu pegawai dilakukan melalui SKP
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import DocumentKind
from normalize.text.sections import ReportSection
from validate.audit_context import AuditContext
from validate.constraints.printed_values import text_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import REPORTS, Concern, Rule
from validate.text.text_claims import passages_of, saying

_INDIVIDUAL = regex(r"\b(?:laporan|indikator)\s+kinerja\s+individu\b", re.IGNORECASE)
_OF_PEOPLE = regex(
    r"\b(?:skp|pegawai|staf|karyawan|penilaian|tunjangan|individu\s+(?:asn|pns))\b", re.IGNORECASE
)
_ON_COVER = regex(r"\bindividu\b", re.IGNORECASE)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield one finding for all places that call the report or its indicators those of an
    individual.
    """
    if context.report.organisation is None or _is_of_one_person(context):
        return
    spots = list(_spots(context))
    if spots:
        message = Message(
            f"menyebut kinerja individu dalam laporan kinerja {context.report.organisation}",
            f"mentions kinerja individu in the report of {context.report.organisation}",
        )
        others = tuple(spots[1:])
        yield Violation(spots[0], message, repetitions=others)


def _is_of_one_person(context: AuditContext) -> bool:
    return any(
        passage.part is ReportSection.SAMPUL and _ON_COVER.search(text)
        for passage, text, _ in passages_of(context)
    )


def _spots(context: AuditContext) -> Iterator[PrintedValue]:
    for passage, text in saying(context, "individu"):
        found = [] if _OF_PEOPLE.search(text) else list(_INDIVIDUAL.finditer(text))
        yield from (text_spot(passage, one.start(), one.end()) for one in found)


RULE = Rule(
    id="NAR-08",
    title=Message("Kinerja individu", "Performance of an individual"),
    fault=Message(
        "Kinerja individu disebut dalam laporan perangkat daerah",
        "The performance of an individual is named in the report of an office",
    ),
    sentence=Message("{at}, teks {said}.", "{at}, the text {said}."),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(AGREEMENT,),
    kinds=REPORTS | {DocumentKind.KUTIPAN},
    doc=__doc__,
    check=check,
)
