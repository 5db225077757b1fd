"""A report is signed after the period it reports on has ended.

Looked at are the signature blocks of the preface (kata pengantar) and of the closing chapter
(penutup), against the last day of the report's quarter, semester or year. When one of the two is
too early and the other is not, the two also contradict each other (TGL-02): that follows from the
one wrong date and is listed under it.

Not claimed: which day it was signed on. The last day of the period itself is not too early.
Perjanjian kinerja and annexes carry dates of their own and are left alone.

Breaks it, in a report on January to December 2024:

    Kata pengantar    Lumajang, 3 Januari 2025
    Penutup           Klakah, 03 Januari 2024

Looks alike, and does not:

    Penutup               Klakah, 03 Januari 2025
    Perjanjian kinerja    Lumajang, 2 September 2024
"""

import datetime
from collections.abc import Iterator

from normalize.report import DocumentKind
from validate.audit_context import AuditContext
from validate.findings import Follower, Message, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import REPORTS, Rule
from validate.text.signatures import (
    DatedSignature,
    date_in_english,
    format_date,
    own_blocks,
    period_end,
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every preface or closing date before the end of the period; two alike are
    one finding.
    """
    if (end := period_end(context.report)) is None:
        return
    blocks = own_blocks(context.report)
    for date in dict.fromkeys(block.date for block in blocks if block.date < end):
        alike = [block for block in blocks if block.date == date]
        yield _finding(alike, end, [block for block in blocks if block.date >= end])


def _finding(
    alike: list[DatedSignature], end: datetime.date, contradicting: list[DatedSignature]
) -> Violation:
    spot = alike[0].spot
    message = Message(
        f"ditandatangani {spot.printed}, sebelum periode laporan berakhir pada {format_date(end)}",
        f"signed on {spot.printed}, before the period of the report ended on "
        f"{date_in_english(end)}",
    )
    return Violation(
        spot,
        message,
        contradicting[0].spot.printed if contradicting else f"≥ {format_date(end)}",
        evidence=tuple(other.spot for other in contradicting),
        repetitions=tuple(other.spot for other in alike[1:]),
        followers=tuple(Follower("TGL-02", other.spot) for other in contradicting),
    )


RULE = Rule(
    id="TGL-01",
    title=Message("Tanda tangan sesudah periode berakhir", "Signed after the period's end"),
    fault=Message(
        "Laporan ditandatangani sebelum periodenya berakhir",
        "The report is signed before its period ended",
    ),
    sentence=Message("{at}, laporan {said}.", "{at}, the report is {said}."),
    severities=(Severity.CRITICAL,),
    basis=(
        NonLegalGround(
            Message(
                "yang belum berakhir belum dapat dilaporkan",
                "what has not ended cannot be reported on",
            )
        ),
    ),
    kinds=REPORTS | {DocumentKind.LRA},
    doc=__doc__,
    check=check,
)
