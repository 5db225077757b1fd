"""SiLPA is a word of the region's accounts: an office has a remainder (sisa anggaran).

Remarked on once a report of an office, at the first place.

Not claimed: anything in a report of a whole region, of an office that keeps its accounts or its
taxes, or of one with accounts of its own (rumah sakit, puskesmas, BLUD); nor where the sentence
refers to the region or to villages.

Breaks it:

    SiLPA Kecamatan tahun 2024 sebesar Rp. 88.002.710

Looks alike, and does not:

    SiLPA APBDes seluruh desa dilaporkan tepat waktu
"""

import re
from collections.abc import Iterator
from itertools import islice

from extract.patterns import regex
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import PP_12_2019, Reference
from validate.rule import Concern, Rule
from validate.text.repeated_spellings import printed
from validate.text.report_texts import ReportText

_SILPA = regex(
    r"\b(?:Si[Ll]PA|SILPA|[Ss]isa\s+[Ll]ebih\s+(?:[Pp]erhitungan|[Pp]embiayaan)\s+[Aa]nggaran)\b"
)
_HINTS = ("LPA", "lPA", "isa lebih", "isa Lebih")
_OFFICE = regex(
    r"\b(?:kecamatan|kelurahan|dinas|badan|bagian|inspektorat|sekretariat|satuan)\b", re.IGNORECASE
)
_OWN_ACCOUNTS = regex(r"keuangan|pendapatan|pajak|aset|rumah sakit|puskesmas|blud", re.IGNORECASE)
_OF_OTHERS = regex(
    r"\b(?:apbd\w*|desa|daerah|kabupaten|kota|provinsi|pemerintah\s+(?:kabupaten|kota|daerah))\b",
    re.IGNORECASE,
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark at the first SiLPA that the report says of its own office."""
    office = context.report.organisation or ""
    if not _OFFICE.search(office) or _OWN_ACCOUNTS.search(office):
        return
    own = (spot for text, spot in printed(context, _SILPA, *_HINTS) if not _of_others(text))
    for spot in islice(own, 1):
        message = Message(
            f"“{spot.printed}” adalah istilah keuangan daerah; pada perangkat daerah disebut "
            "sisa anggaran.",
            f"“{spot.printed}” is a term of the region's accounts; an office has a remaining "
            "budget (sisa anggaran).",
        )
        yield Violation(spot, message, "sisa anggaran")


def _of_others(text: ReportText) -> bool:
    return _OF_OTHERS.search(_SILPA.sub("", text.text)) is not None


RULE = Rule(
    id="ANG-16",
    title=Message("Istilah SiLPA", "The word SiLPA"),
    fault=Message(
        "Istilah SiLPA dipakai untuk sisa anggaran perangkat daerah",
        "The term SiLPA is used for the remainder of an office",
    ),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PP_12_2019),),
    doc=__doc__,
    check=check,
)
