"""The bands of a scale of predicates leave no value out and share none.

A hole of one between whole numbers, as between 75 and 76, is only remarked, unless a capaian falls into it.

Not claimed: which of two bands a shared value belongs to; anything about values below the lowest band or above the
highest.

Breaks it, 80 is in both:

    80 – 100    Baik
    50 – 80     Sedang

Looks alike, and does not:

    > 80 – 100    Baik
    50 – 80       Sedang
"""

from collections.abc import Iterator
from itertools import pairwise

from normalize.amounts import print_amount
from normalize.scales import Band, Scale
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Spot, Violation
from validate.legal_basis import Reason
from validate.predicates import graded, scales
from validate.rule import Rule


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every two neighbouring bands that overlap or leave values between them."""
    for scale in scales(context):
        for lower, upper in pairwise(scale.bands):
            if _share(lower, upper):
                yield _overlap(lower, upper)
            elif lower.high < upper.low or (lower.high == upper.low and lower.open_high and upper.open_low):
                yield _hole(context, scale, lower, upper)


def _share(lower: Band, upper: Band) -> bool:
    """Return whether some value lies in both bands."""
    touching = lower.high == upper.low and not lower.open_high and not upper.open_low
    return lower.high > upper.low or touching


def _overlap(lower: Band, upper: Band) -> Violation:
    value = print_amount(upper.low, 2).rstrip("0").rstrip(",")
    message = Message(
        f"Nilai {value} termasuk {lower.predicate} ({lower.printed}) dan {upper.predicate} ({upper.printed}).",
        f"{value} is both {lower.predicate} ({lower.printed}) and {upper.predicate} ({upper.printed}).",
    )
    return _finding(Severity.MINOR, lower, upper, message)


def _hole(context: AuditContext, scale: Scale, lower: Band, upper: Band) -> Violation:
    """Return the finding of a hole; it weighs where a capaian falls into it, or where it is no step of one."""
    fallen = [row for row in graded(context) if row.scale == scale and lower.high < row.amount.value < upper.low]
    step = upper.low - lower.high == 1 and not fallen
    message = Message(
        f"Nilai antara {lower.printed} dan {upper.printed} tidak mempunyai predikat.",
        f"A value between {lower.printed} and {upper.printed} has no predicate.",
    )
    return _finding(Severity.INFO if step else Severity.MINOR, lower, upper, message)


def _finding(severity: Severity, lower: Band, upper: Band, message: Message) -> Violation:
    here, there = (Spot(band.place, None, band.printed) for band in (lower, upper) if band.place is not None)
    return Violation(here, message, evidence=(there,), severity=severity)


RULE = Rule(
    id="CAP-15",
    title=Message("Skala berlubang", "Holes in a scale"),
    severities=(Severity.MINOR, Severity.INFO),
    basis=(
        Reason(
            Message(
                "skala tanpa celah, meskipun skala Permendagri 86/2017 sendiri bercelah",
                "a scale without holes, though that of Permendagri 86/2017 has some itself",
            ),
            proposed=True,
        ),
    ),
    doc=__doc__,
    check=check,
)
