"""A perjanjian kinerja names both parties: who promises, and to whom.

Looked at is the text of an agreement that refers to a first and a second party and introduces each
with *Nama* and *Jabatan*.

Not claimed: that it was signed; a signature is a picture. Titles that differ (Bupati, Pj. Bupati)
are IDN-05.

Breaks it:

    Nama : ..............................
    Jabatan : BUPATI LUMAJANG
    selanjutnya disebut pihak kedua

Looks alike, and does not:

    Nama : INDAH WAHYUNI, SH, M.Si
    Jabatan : BUPATI LUMAJANG
    selanjutnya disebut pihak kedua
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from extract.records import Line
from normalize.text.sections import ReportSection
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import Rule

_INTRODUCED = regex(r"(nama|jabatan)\s*[:;]\s*(.*)", re.IGNORECASE)
_PARTY = regex(r"\bdisebut\b.{0,20}\bpihak\s+(?:pertama|kedua|kesatu)\b", re.IGNORECASE)
_LETTERS = regex(r"[^\W\d_]{2,}")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every party of an agreement whose name or office is left blank."""
    lines = [
        line
        for passage in context.report.prose
        if passage.part is ReportSection.PERJANJIAN_KINERJA
        for line in passage.lines
    ]
    if not any(_PARTY.search(line.text) for line in lines):
        return
    for at, line in enumerate(lines):
        found = _INTRODUCED.fullmatch(line.text.strip())
        if found and not _LETTERS.search(found[2]) and not _fills(lines[at + 1 : at + 2]):
            yield _finding(PrintedValue(line.place, None, line.text.strip()), found[1].casefold())


def _fills(following: list[Line]) -> bool:
    """Return whether the next line may be what the blank asks for: it introduces nobody."""
    return any(
        _INTRODUCED.match(one.text) is None and _PARTY.search(one.text) is None for one in following
    )


def _finding(spot: PrintedValue, what: str) -> Violation:
    message = Message(
        f"{what.capitalize()} salah satu pihak perjanjian kinerja tidak terbaca: “{spot.printed}”.",
        f"The {what} of a party of the perjanjian kinerja cannot be read: “{spot.printed}”.",
    )
    return Violation(spot, message)


RULE = Rule(
    id="PKR-10",
    title=Message("Kedua pihak PK", "Both parties of the agreement"),
    fault=Message(
        "Pihak perjanjian kinerja tidak terbaca", "A party of the perjanjian kinerja cannot be read"
    ),
    severities=(Severity.MAJOR,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran I"),),
    doc=__doc__,
    check=check,
)
