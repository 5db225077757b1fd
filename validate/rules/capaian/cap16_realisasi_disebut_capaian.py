"""What running text calls the realisasi of an indicator is its realisasi, not its capaian.

Not claimed: anything about a number that the text calls realisasi and that is nowhere in the row of
the indicator, about budgets, or where a sentence names several indicators before the number.

Breaks it, where the table prints a realisasi of 95,27 and a capaian of 99,81:

    realisasi Persentase hasil fasilitasi mencapai 99,81%

Looks alike, and does not:

    terealisasi sebesar 95,27%, sehingga capaian kinerjanya 99,81%
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.patterns import regex
from normalize.text.prose import BlockType, TextBlock
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.relation_builders.achievement import AchievedRow, achieved
from validate.rule import Rule
from validate.structure.entity_links import EntityRow, indicator_key, indicator_of

_MEASURE = regex(
    r"\b(?:(?P<realisasi>(?:ter|di)?realisasi(?:kan)?(?:\s+(?:capaian|kinerja))*)|"
    r"(?:ke)?(?:pen)?capaian\w*|target\w*)\b",
    re.IGNORECASE,
)
_MONEY = regex(r"\b(?:anggaran|keuangan|belanja|fisik|rp|rupiah|serapan)\b", re.IGNORECASE)
_SENTENCE_ENDS = regex(r"[.;]\s")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every capaian that the text calls a realisasi."""
    passages = [
        one
        for one in context.report.prose
        if one.sort in (BlockType.PARAGRAPH, BlockType.ITEM) and "ealisasi" in one.text
    ]
    told: set[tuple[str, str]] = set()
    for rows in achieved(context).values() if passages else ():
        for row in rows:
            printed = row.capaian.text.rstrip(" %")
            if row.capaian.decimals and row.capaian.value != row.realisasi.value:
                for passage in passages:
                    if (spot := _called_realisasi(passage, printed, row)) and (
                        spot.printed,
                        passage.text,
                    ) not in told:
                        told.add((spot.printed, passage.text))
                        yield _finding(spot, row)


def _called_realisasi(passage: TextBlock, printed: str, row: AchievedRow) -> PrintedValue | None:
    """Return where a passage prints the capaian of an indicator behind its name and the word
    realisasi.
    """
    found = re.search(rf"(?<![\d.,]){re.escape(printed)}(?:\s?%)?(?![\d]|[.,]\d)", passage.text)
    if found is None:
        return None
    before = passage.text[: found.start()]
    sentence = before[max((end.end() for end in _SENTENCE_ENDS.finditer(before)), default=0) :]
    *_, last = (None, *_MEASURE.finditer(sentence))
    if last is None or last["realisasi"] is None:
        return None
    named = sentence[last.start() :]
    about = f" {indicator_key(named)} "
    if (
        f" {indicator_key(indicator_of(EntityRow(row.table, row.row)))} " not in about
        or _MONEY.search(named)
    ):
        return None
    return PrintedValue(passage.line_at(found.start()).place, None, found[0])


def _finding(spot: PrintedValue, row: AchievedRow) -> Violation:
    column = next(at for at, reading in enumerate(row.row.readings) if reading is row.realisasi)
    realisasi = cell_spot(row.table, row.row.index, column)
    page = row.spot.place.page
    message = Message(
        f"Angka {spot.printed} disebut realisasi; di tabel halaman {page} angka itu capaian, "
        "realisasinya "
        f"{realisasi.printed}.",
        f"{spot.printed} is called the realisasi; in the table on page {page} it is the "
        "capaian, and the realisasi is "
        f"{realisasi.printed}.",
    )
    return Violation(spot, message, realisasi.printed, evidence=(realisasi, row.spot))


def called_otherwise(remark: Violation, contradiction: Violation) -> Violation:
    """Return what is said of a number that is no realisasi, with what follows from its
    contradicting the table.
    """
    followers = dict.fromkeys((*remark.followers, *contradiction.followers))
    return replace(remark, followers=tuple(followers), consequence=contradiction.consequence)


RULE = Rule(
    id="CAP-16",
    title=Message("Realisasi dan capaian tertukar", "Realisasi and capaian"),
    fault=Message("Capaian disebut sebagai realisasi", "A capaian is called a realisasi"),
    severities=(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL),
    basis=(Reference(PERMENPANRB_53_2014, about=Message("istilahnya", "its terms")),),
    doc=__doc__,
    check=check,
    join=called_otherwise,
)
