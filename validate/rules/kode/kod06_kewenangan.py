"""The codes of an office are of its own authority: `.2.` for that of a regency or city, `.1.` for
that of a province.

Not claimed: anything for an office of which the report does not say plainly whose it is, for the
kecamatan of Jakarta, which are the province's, and for codes of before 2019.

Breaks it, in a report of a kecamatan:

    7.01.01.1.02    Administrasi Keuangan Perangkat Daerah

Looks alike, and does not:

    7.01.01.2.02    Administrasi Keuangan Perangkat Daerah
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.values.codes import Code, CodeLevel, Regime
from validate.audit_context import AuditContext
from validate.constraints.printed_values import code_spot
from validate.findings import Message, Severity, Violation
from validate.legal_basis import PERMENDAGRI_90_2019, Reference
from validate.rule import Rule
from validate.text.text_claims import passages_of

PROVINCE, REGENCY = "1", "2"
_BELOW_REGENCY = regex(r"\b(?:kecamatan|kelurahan|camat|lurah)\b", re.IGNORECASE)
_OF_REGENCY = regex(
    r"\b(?:bupati|wali\s?kota|pemerintah(?:an)?\s+(?:kabupaten|kota)\s+[A-Z])", re.IGNORECASE
)
_OF_PROVINCE = regex(r"\b(?:gubernur|pemerintah(?:an)?\s+provinsi)\b", re.IGNORECASE)
_OF_JAKARTA = regex(r"\b(?:kota|kabupaten) administrasi\b|\bdki jakarta\b|\bdaerah khusus\b")
_TIMES = 2
_NAMES = {
    PROVINCE: Message("provinsi", "a province"),
    REGENCY: Message("kabupaten/kota", "a regency or city"),
}


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every table with codes of another authority than the office's."""
    own: str | None = None
    for typed in context.report.tables:
        coded = [(row, digit) for row in typed.rows if row.code and (digit := _authority(row.code))]
        own = own or (_own_authority(context) if coded else None)
        other = [row for row, digit in coded if digit != own]
        if own and other:
            spots = [code_spot(typed, row) for row in other]
            message = Message(
                f"{len(other)} kode bukan kewenangan {_NAMES[own].id} (.{own}.)",
                f"{len(other)} codes are not of the authority of {_NAMES[own].en} (.{own}.)",
            )
            others = tuple(spots[1:])
            yield Violation(spots[0], message, repetitions=others)


def _authority(code: Code) -> str | None:
    """Return the digit of a code that shows whose authority it is of."""
    if (
        code.level not in (CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN)
        or code.regime is Regime.PERMENDAGRI_13
    ):
        return None
    digit = code.segments[3]
    return digit if digit in _NAMES else None


def _own_authority(context: AuditContext) -> str | None:
    """Return whose office it is, as its name or its whole text shows without doubt."""
    if _BELOW_REGENCY.search(context.report.organisation or ""):
        return (
            None
            if any(_OF_JAKARTA.search(lower) for _, _, lower in passages_of(context))
            else REGENCY
        )
    regency = provincial = 0
    for _, text, _ in passages_of(context):
        regency += len(_OF_REGENCY.findall(text))
        provincial += len(_OF_PROVINCE.findall(text))
    if regency >= _TIMES and not provincial:
        return REGENCY
    return PROVINCE if provincial >= _TIMES and not regency else None


RULE = Rule(
    id="KOD-06",
    title=Message("Kewenangan kode", "Authority of codes"),
    fault=Message("Kode bukan kewenangan daerah ini", "Codes are of another authority"),
    severities=(Severity.MINOR,),
    basis=(Reference(PERMENDAGRI_90_2019, about=Message("lampiran", "annex")),),
    doc=__doc__,
    check=check,
)
