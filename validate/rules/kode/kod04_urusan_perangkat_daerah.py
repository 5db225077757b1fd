"""The urusan of the codes is the urusan of the office.

A kecamatan has 7.01, an inspektorat 6.01, and so on for the offices whose bidang is plain from
their name. Offices that regions like to merge (dinas of several bidang) are left alone, and so is
an office whose kind is not plain.

Not claimed: that an office may not carry out another urusan as well. Where the office's own bidang
appears beside another one this is only remarked on (info).

Breaks it, in a report of a kecamatan:

    6.01.01    PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA

Looks alike, and does not, in a report of a kecamatan:

    7.01.01    PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA
    X.XX.01    PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA
"""

import re
from collections import Counter
from collections.abc import Iterator

from normalize.values.codes import Code, CodeLevel, Regime
from validate.audit_context import AuditContext
from validate.constraints.printed_values import code_spot
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENDAGRI_90_2019, Reference
from validate.rule import REPORT_SENTENCE, Rule

# The bidang of Permendagri 90/2019 that an office's name shows without doubt.
_OFFICES = {
    r"kecamatan|kelurahan|camat": "7.01",
    r"inspektorat|inspektur": "6.01",
    r"sekretariat (?:dprd|dewan)": "4.02",
    r"sekretariat daerah": "4.01",
    r"kesatuan bangsa|kesbangpol|bakesbangpol": "8.01",
    r"satpol pp|satuan polisi pamong praja": "1.05",
    r"rsud|rumah sakit|puskesmas": "1.02",
}
_LEVELS = {CodeLevel.PROGRAM, CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN}


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every table with codes of another bidang than the office's."""
    if (own := _bidang_of(context.report.organisation)) is None:
        return
    for typed in context.report.tables:
        coded = [
            (row, bidang)
            for row in typed.rows
            if row.code is not None and (bidang := _bidang(row.code))
        ]
        foreign = [(row, bidang) for row, bidang in coded if bidang != own]
        if foreign:
            spots = [code_spot(typed, row) for row, _ in foreign]
            counts = Counter(bidang for _, bidang in foreign)
            yield _finding(
                spots,
                counts,
                own,
                context.report.organisation or "",
                beside=len(foreign) < len(coded),
            )


def _bidang_of(organisation: str | None) -> str | None:
    """Return the bidang that the name of an office shows, None when it shows none or several."""
    told = {
        bidang
        for words, bidang in _OFFICES.items()
        if re.search(rf"\b(?:{words})\b", organisation or "", re.IGNORECASE)
    }
    return told.pop() if len(told) == 1 else None


def _bidang(code: Code) -> str | None:
    if code.level not in _LEVELS or code.regime is Regime.PERMENDAGRI_13 or code.segments[0] == "X":
        return None
    return ".".join(code.segments[:2])


def _finding(
    spots: list[PrintedValue], counts: Counter[str], own: str, office: str, *, beside: bool
) -> Violation:
    first, *others = spots
    by_id = ", ".join(f"{bidang} ({count} kode)" for bidang, count in counts.items())
    by_en = ", ".join(f"{bidang} ({count} codes)" for bidang, count in counts.items())
    message = Message(
        f"tabel ini memuat urusan {by_id}, sedangkan urusan {office} adalah {own}",
        f"this table has codes of the urusan {by_en}, while that of {office} is {own}",
    )
    return Violation(
        first,
        message,
        own,
        evidence=tuple(others),
        severity=Severity.INFO if beside else Severity.MINOR,
        certainty=Certainty.UNVERIFIABLE if beside else Certainty.INCONSISTENT,
    )


RULE = Rule(
    id="KOD-04",
    title=Message("Urusan sesuai perangkat daerah", "Urusan of the office"),
    fault=Message(
        "Urusan tidak sesuai dengan perangkat daerah", "The urusan is not that of the office"
    ),
    sentence=REPORT_SENTENCE,
    severities=(Severity.MINOR, Severity.INFO),
    basis=(Reference(PERMENDAGRI_90_2019, about=Message("lampiran", "annex")),),
    doc=__doc__,
    check=check,
)
