"""The preface and the closing chapter carry the same date.

When one of the two dates lies before the end of the period, TGL-01 says so and lists this
contradiction under it: one wrong date is one finding. Another town beside the same date is only
remarked on (info), since a report may be signed in the district and at the regional capital.

Not claimed: which of the two dates is right.

Breaks it:

    Kata pengantar    Lumajang, 3 Januari 2025
    Penutup           Lumajang, 13 Januari 2025

Looks alike, and does not:

    Kata pengantar    Lumajang, 3 Januari 2025
    Penutup           Lumajang, 03 Januari 2025
"""

from collections.abc import Iterator

from normalize.text.comparison import normalize_text
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Rule
from validate.text.signatures import DatedSignature, closing_of, period_end, preface_of


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding when the closing date differs from the preface's, or only their towns do."""
    preface, closing = preface_of(context.report), closing_of(context.report)
    if preface is None or closing is None:
        return
    end = period_end(context.report)
    if preface.date == closing.date:
        if (
            preface.town
            and closing.town
            and normalize_text(preface.town) != normalize_text(closing.town)
        ):
            yield _towns_differ(preface, closing)
    elif end is None or min(preface.date, closing.date) >= end:
        yield _dates_differ(preface, closing)


def _dates_differ(preface: DatedSignature, closing: DatedSignature) -> Violation:
    message = Message(
        f"penutup bertanggal {closing.spot.printed}, kata pengantar bertanggal "
        f"{preface.spot.printed}",
        f"the closing is dated {closing.spot.printed}, the preface {preface.spot.printed}",
    )
    return Violation(closing.spot, message, preface.spot.printed, evidence=(preface.spot,))


def _towns_differ(preface: DatedSignature, closing: DatedSignature) -> Violation:
    message = Message(
        f"penutup ditandatangani di {closing.town}, kata pengantar di {preface.town}, pada "
        "tanggal yang sama",
        f"the closing was signed in {closing.town}, the preface in {preface.town}, on the same day",
    )
    return Violation(
        closing.spot,
        message,
        evidence=(preface.spot,),
        severity=Severity.INFO,
        certainty=Certainty.UNVERIFIABLE,
    )


RULE = Rule(
    id="TGL-02",
    title=Message("Tanggal kata pengantar dan penutup sama", "Preface and closing dated alike"),
    fault=Message(
        "Tanggal kata pengantar dan penutup berbeda",
        "Preface and closing chapter are dated differently",
    ),
    severities=(Severity.MINOR, Severity.INFO),
    basis=(
        NonLegalGround(
            Message(
                "kelaziman LKj, yang kedua bloknya ditandatangani bersama",
                "a custom of LKj, whose two blocks are signed together",
            )
        ),
    ),
    doc=__doc__,
    check=check,
)
