"""The bands of a scale of predicates leave no value out and share none.

One finding a scale, with all its bands. A hole of one between whole numbers, as between 75 and 76,
is only remarked, unless a capaian falls into it.

Not claimed: which of two bands a shared value belongs to; anything about values below the lowest
band or above the highest.

Breaks it, 80 is in both:

    80 – 100    Baik
    50 – 80     Sedang

Looks alike, and does not:

    > 80 – 100    Baik
    50 – 80       Sedang
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from normalize.values.amounts import format_amount
from normalize.values.scales import PredicateScale, ScaleBand
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Rule
from validate.text.predicates import graded, scales


class Flaw(NamedTuple):
    """Two neighbouring bands that overlap or leave values between them, what that is, and its
    severity.
    """

    lower: ScaleBand
    upper: ScaleBand
    said: Message
    severity: Severity = Severity.MINOR


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every scale with bands that overlap or leave values between them."""
    for scale in scales(context):
        if flaws := list(_flaws(context, scale)):
            yield _finding(flaws)


def _flaws(context: AuditContext, scale: PredicateScale) -> Iterator[Flaw]:
    for lower, upper in pairwise(scale.bands):
        if _share(lower, upper):
            yield _overlap(lower, upper)
        elif lower.high < upper.low or (
            lower.high == upper.low and lower.open_high and upper.open_low
        ):
            yield _hole(context, scale, lower, upper)


def _share(lower: ScaleBand, upper: ScaleBand) -> bool:
    """Return whether some value lies in both bands."""
    touching = lower.high == upper.low and not lower.open_high and not upper.open_low
    return lower.high > upper.low or touching


def _overlap(lower: ScaleBand, upper: ScaleBand) -> Flaw:
    value = format_amount(upper.low, 2).rstrip("0").rstrip(",")
    said = Message(
        f"{value} termasuk {lower.predicate} ({lower.printed}) dan {upper.predicate} "
        f"({upper.printed})",
        f"{value} is both {lower.predicate} ({lower.printed}) and {upper.predicate} "
        f"({upper.printed})",
    )
    return Flaw(lower, upper, said)


def _hole(context: AuditContext, scale: PredicateScale, lower: ScaleBand, upper: ScaleBand) -> Flaw:
    """Return a hole; it is severe where a capaian falls into it, or where it is no step of one."""
    fallen = [
        row
        for row in graded(context)
        if row.scale == scale and lower.high < row.amount.value < upper.low
    ]
    step = upper.low - lower.high == 1 and not fallen
    said = Message(
        f"nilai antara {lower.printed} dan {upper.printed} tidak mempunyai predikat",
        f"a value between {lower.printed} and {upper.printed} has no predicate",
    )
    return Flaw(lower, upper, said, Severity.INFO if step else Severity.MINOR)


def _finding(flaws: Sequence[Flaw]) -> Violation:
    bands = dict.fromkeys(band for flaw in flaws for band in (flaw.lower, flaw.upper))
    first, *others = (
        PrintedValue(band.place, None, band.printed) for band in bands if band.place is not None
    )
    severity = max((flaw.severity for flaw in flaws), key=lambda severity: severity.rank)
    sentences = (
        "; ".join(flaw.said.id for flaw in flaws),
        "; ".join(flaw.said.en for flaw in flaws),
    )
    message = Message(
        f"Skala predikat: {sentences[0]}.", f"The scale of predicates: {sentences[1]}."
    )
    return Violation(
        first, message, evidence=tuple(others), severity=severity, clause=Message(*sentences)
    )


RULE = Rule(
    id="CAP-15",
    title=Message("Skala berlubang", "Holes in a scale"),
    fault=Message(
        "Skala predikat berlubang atau tumpang tindih",
        "The scale of predicates has holes or overlaps",
    ),
    sentence=Message(
        "{at}, skala predikat tidak utuh: {clause}.",
        "{at}, the scale of predicates is not whole: {clause}.",
    ),
    severities=(Severity.MINOR, Severity.INFO),
    basis=(
        NonLegalGround(
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
