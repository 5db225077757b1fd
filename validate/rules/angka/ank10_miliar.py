"""Large amounts are named in full and as the dictionary spells them: ribu, juta, miliar, triliun.

One remark a spelling and a report, at the first place.

Not claimed: anything of abbreviations that are no amounts, as m for metre or T.A. for a year.

Breaks it:

    sebesar 1,8 milyar rupiah
    sebesar Rp 1,8 M

Looks alike, and does not:

    sebesar Rp1,8 miliar
    sepanjang 1,8 m
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import EYD, KBBI, Reference
from validate.rule import Concern, Rule
from validate.text.repeated_spellings import places_of, repeated_spelling

_SPELLINGS = (
    (regex(r"\bmilyar[dt]?\b", re.IGNORECASE), ("ilyar", "ILYAR"), "miliar"),
    (regex(r"\btril(?:y|iy)un\b", re.IGNORECASE), ("yun", "YUN"), "triliun"),
    (regex(r"Rp\.?\s?\d[\d.,]*\s?(?:M|Mil|Milyr)\b(?![.\w])"), ("Rp",), "miliar"),
    (regex(r"Rp\.?\s?\d[\d.,]*\s?[Jj]t\b"), ("Rp",), "juta"),
    (regex(r"Rp\.?\s?\d[\d.,]*\s?T\b(?![.\w])"), ("Rp",), "triliun"),
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark at the first place of every spelling that is not the dictionary's."""
    for pattern, hints, expected in _SPELLINGS:
        if found := places_of(context, pattern, *hints):
            spot, count = found[0], len(found)
            message = Message(
                f"ditulis “{spot.printed}”, bakunya “{expected}” ({count} tempat).",
                f"written “{spot.printed}”, the standard word is “{expected}” ({count} places).",
            )
            yield repeated_spelling(found, message, expected)


RULE = Rule(
    id="ANK-10",
    title=Message("Ejaan bilangan besar", "Words for large numbers"),
    fault=Message(
        "Ejaan bilangan besar tidak baku",
        "A word for a large number is not spelt in the standard way",
    ),
    sentence=Message("{at}, bilangan besar {said}.", "{at}, a large number is {said}."),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    basis=(Reference(KBBI), Reference(EYD)),
    whole_report=True,
    doc=__doc__,
    check=check,
)
