"""A report is signed before the deadline for submitting it.

The deadline of an office is set by its region (often 28 February for an annual report): the profile
says how long after a year, a semester, a quarter or a month its report is due. Without a profile
only a date after the end of March of the next year is remarked on, as information: the end of March
is the last day on which a regional government may submit.

Not claimed: when the report was submitted; a signature states when it was ready.

Breaks it, in a report on 2024:

    Penutup    Klakah, 14 April 2025

Looks alike, and does not:

    Penutup    Klakah, 31 Maret 2025
"""

import datetime
from collections.abc import Iterator

from normalize.values.periods import Period, PeriodKind
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import PERPRES_29_2014, NonLegalGround, Reference
from validate.rule import REPORTS, Rule
from validate.text.signatures import DatedSignature, date_in_english, format_date, own_blocks


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding when the report was signed after the profile's deadline, or after that of any
    region.
    """
    blocks = own_blocks(context.report)
    if context.report.year is None or not blocks:
        return
    latest = max(blocks, key=lambda block: block.date)
    if (own := _own_deadline(context, context.report.year)) is not None:
        if latest.date > own:
            yield _late(latest, own)
    elif latest.date > (deadline := datetime.date(context.report.year + 1, 3, 31)):
        yield _finding(latest, deadline)


def _own_deadline(context: AuditContext, year: int) -> datetime.date | None:
    """Return the day on which the profile wants a report of this period, None where it does not
    say.
    """
    period = context.report.period or Period(PeriodKind.TAHUN)
    settled = context.settings.deadline(period.kind)
    return settled.after(period.end(year)) if settled else None


def _late(block: DatedSignature, deadline: datetime.date) -> Violation:
    days = (block.date - deadline).days
    message = Message(
        f"ditandatangani {block.spot.printed}, {days} hari sesudah {format_date(deadline)}, "
        "batas menurut profil daerah",
        f"signed on {block.spot.printed}, {days} days after {date_in_english(deadline)}, "
        "the deadline of the region's profile",
    )
    expected = f"≤ {format_date(deadline)}"
    return Violation(block.spot, message, expected)


def _finding(block: DatedSignature, deadline: datetime.date) -> Violation:
    days = (block.date - deadline).days
    message = Message(
        f"ditandatangani {block.spot.printed}, {days} hari sesudah {format_date(deadline)}, "
        "batas akhir penyampaian "
        "laporan kinerja pemerintah daerah; batas perangkat daerah ditetapkan daerah masing-masing",
        f"signed on {block.spot.printed}, {days} days after {date_in_english(deadline)}, the "
        "last day for regional "
        "governments; each region sets an earlier one for its offices",
    )
    return Violation(
        block.spot,
        message,
        f"≤ {format_date(deadline)}",
        severity=Severity.INFO,
        certainty=Certainty.UNVERIFIABLE,
    )


RULE = Rule(
    id="TGL-04",
    title=Message("Tepat waktu", "Signed in time"),
    fault=Message(
        "Laporan ditandatangani sesudah batas waktu", "The report is signed after its deadline"
    ),
    sentence=Message("{at}, laporan {said}.", "{at}, the report is {said}."),
    severities=(Severity.MINOR, Severity.INFO),
    basis=(
        Reference(PERPRES_29_2014, "pasal 18-22"),
        NonLegalGround(
            Message(
                "tiga bulan bagi pemerintah daerah menurut keterangan KemenPANRB",
                "three months for regional governments by a statement of KemenPANRB",
            )
        ),
        NonLegalGround(
            Message(
                "peraturan bupati atau wali kota setempat",
                "the peraturan bupati or wali kota of the region",
            )
        ),
    ),
    kinds=REPORTS,
    doc=__doc__,
    check=check,
)
