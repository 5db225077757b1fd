"""SiLPA is a word of the region's accounts: an office has a remainder (sisa anggaran).

Remarked on once a report of an office, at the first place.

Not claimed: anything in a report of a whole region, of an office that keeps its accounts or its taxes, or of one with
accounts of its own (rumah sakit, puskesmas, BLUD); nor where the sentence speaks of the region or of villages.

Basis: PP 12/2019 (from memory, not verified).

Breaks it:

    SiLPA Kecamatan tahun 2024 sebesar Rp. 88.002.710

Looks alike, and does not:

    SiLPA APBDes seluruh desa dilaporkan tepat waktu
"""

import re
from collections.abc import Iterator

from normalize.report import Report
from validate.findings import Certainty, Finding, Message, Severity
from validate.rule import Rule
from validate.texts import Text, texts

_SILPA = re.compile(
    r"\b(?:Si(?:L|l)PA|SILPA|SIKPA|[Ss]isa\s+[Ll]ebih\s+(?:[Pp]erhitungan|[Pp]embiayaan)\s+[Aa]nggaran)\b"
)
_HINTS = ("PA", "isa")
_OFFICE = re.compile(r"\b(?:kecamatan|kelurahan|dinas|badan|bagian|inspektorat|sekretariat|satuan)\b", re.IGNORECASE)
_OWN_ACCOUNTS = re.compile(r"keuangan|pendapatan|pajak|aset|rumah sakit|puskesmas|blud", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:apbd\w*|desa|daerah|kabupaten|kota|provinsi|pemerintah\s+(?:kabupaten|kota|daerah))\b", re.IGNORECASE
)


def check(report: Report) -> Iterator[Finding]:
    """Yield a remark at the first SiLPA that the report says of its own office."""
    office = report.organisation or ""
    if not _OFFICE.search(office) or _OWN_ACCOUNTS.search(office):
        return
    hinted = (text for text in texts(report) if any(hint in text.text for hint in _HINTS))
    own = [(text, found) for text in hinted if (found := _SILPA.search(text.text)) and not _of_others(text)]
    if own:
        text, found = own[0]
        message = Message(
            f"“{found.group()}” adalah istilah keuangan daerah; pada perangkat daerah disebut sisa anggaran.",
            f"“{found.group()}” is a term of the region's accounts; an office has a remaining budget (sisa anggaran).",
        )
        spot = text.spot(found.start(), found.group())
        yield Finding("ANG-16", Severity.INFO, Certainty.UNVERIFIABLE, spot, message, "sisa anggaran")


def _of_others(text: Text) -> bool:
    return _OF_OTHERS.search(_SILPA.sub("", text.text)) is not None


RULE = Rule("ANG-16", Severity.INFO, Message("Istilah SiLPA", "The word SiLPA"), __doc__, check=check)
