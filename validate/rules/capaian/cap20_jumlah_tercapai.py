"""The number of indicators that the text says were achieved is that of the table.

Not claimed: anything unless exactly one table prints as many capaian as the sentence says there are
indicators; that an indicator of exactly 100 % was or was not exceeded.

Breaks it, where one of the three capaian of the table is 98,20:

    Dari 3 indikator, sebanyak 3 indikator mencapai target

Looks alike, and does not, where the table has four capaian:

    Dari 3 indikator kinerja utama, 3 indikator mencapai target
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.text.prose import BlockType, TextBlock
from validate.audit_context import AuditContext
from validate.constraints.relations import HUNDRED
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import OWN_ARITHMETIC
from validate.relation_builders.achievement import AchievedRow, achieved
from validate.rule import EVERY_KIND, PLANS, Rule

_SAID = regex(
    r"\bdari (?:total |keseluruhan |sejumlah |sebanyak )*(?P<all>\d{1,3})(?: \([\w ]+\))? indikator"
    r"(?: (?:kinerja|sasaran|strategis|utama|yang ditetapkan))*,?"
    r"(?: (?:terdapat|sebanyak|ada|sejumlah))* (?P<some>\d{1,3})(?: \([\w ]+\))?(?: indikator)?"
    r"(?: (?:kinerja|sasaran|strategis|utama|yang|telah|sudah|dapat|berhasil|dinyatakan))* "
    r"(?:tercapai|mencapai target|memenuhi target)\b",
    re.IGNORECASE,
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every sentence that counts the indicators achieved otherwise than the
    table has them.
    """
    for passage in context.report.prose:
        if passage.sort in (BlockType.PARAGRAPH, BlockType.ITEM) and "indikator" in passage.text:
            for said in _SAID.finditer(passage.text):
                tables = [
                    rows for rows in achieved(context).values() if len(rows) == int(said["all"])
                ]
                if len(tables) == 1 and (finding := _finding(passage, said, tables[0])):
                    yield finding


def _finding(
    passage: TextBlock, said: re.Match[str], rows: tuple[AchievedRow, ...]
) -> Violation | None:
    reached = sum(row.capaian.value >= HUNDRED for row in rows)
    if int(said["some"]) == reached:
        return None
    spot = PrintedValue(passage.line_at(said.start("some")).place, None, said["some"])
    page = rows[0].spot.place.page
    message = Message(
        f"Teks menyebut {said['some']} dari {said['all']} indikator mencapai target; di "
        f"tabel halaman {page} ada "
        f"{reached} dengan capaian 100 atau lebih.",
        f"The text says that {said['some']} of {said['all']} indicators were achieved; in "
        f"the table on page {page} "
        f"{reached} have a capaian of 100 or more.",
    )
    evidence = tuple(row.spot for row in rows if row.capaian.value < HUNDRED)
    return Violation(spot, message, str(reached), evidence=evidence)


RULE = Rule(
    id="CAP-20",
    title=Message("Jumlah indikator tercapai", "Indicators achieved"),
    fault=Message(
        "Jumlah indikator yang tercapai tidak sesuai dengan tabel",
        "The number of indicators achieved does not fit the table",
    ),
    severities=(Severity.MAJOR,),
    basis=(OWN_ARITHMETIC,),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
