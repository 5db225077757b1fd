"""Rp is written without a dot.

One remark a report, at the first place.

Not claimed: anything of a space behind it, which many write.

Breaks it:

    Rp. 1.780.578.508

Looks alike, and does not:

    Rp 1.780.578.508
    Rp1.780.578.508
"""

from collections.abc import Iterator

from extract.patterns import regex
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import EYD, Reference
from validate.rule import Concern, Rule
from validate.text.repeated_spellings import places_of, repeated_spelling

_WITH_DOT = regex(r"Rp\.(?=\s*(?:\d|\0|$))")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark on every Rp with a dot, at the first."""
    if found := places_of(context, _WITH_DOT):
        spot, count = found[0], len(found)
        message = Message(
            f"ditulis “{spot.printed}”, lazimnya “Rp” tanpa titik ({count} tempat).",
            f"written “{spot.printed}”, usually “Rp” without a dot ({count} places).",
        )
        yield repeated_spelling(found, message, "Rp")


RULE = Rule(
    id="ANK-07",
    title=Message("Penulisan Rp", "Spelling of Rp"),
    fault=Message("Penulisan Rp tidak baku", "Rp is not written in the standard way"),
    sentence=Message("{at}, satuan rupiah {said}.", "{at}, rupiah are {said}."),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    basis=(Reference(EYD),),
    whole_report=True,
    doc=__doc__,
    check=check,
)
