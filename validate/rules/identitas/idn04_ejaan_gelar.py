"""A person's degrees are spelt in one way wherever the report prints the name.

Said once a person: capitals, dots and the places where they are. What is missing altogether is no
other spelling.

Not claimed: which spelling is right, nor anything of a person without a second place.

Breaks it:

    ARIEF MASHUDI, S.PI, MP
    ARIEF MASHUDI, S.Pi, MP

Looks alike, and does not:

    ARIEF MASHUDI, S.Pi, MP
    ARIEF MASHUDI, S.Pi., MP.
    ARIEF MASHUDI
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Concern, Rule
from validate.text.officials import Official, officials

_DEGREE = regex(r"(?:[A-Z]{1,2}\.\s?)*[A-Za-z]+")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every degree of a person that is spelt in several ways."""
    people: dict[str, list[Official]] = {}
    for official in officials(context):
        people.setdefault(official.key, []).append(official)
    for key, occurrences in people.items():
        yield from _of_person(key, occurrences)


def _of_person(key: str, occurrences: list[Official]) -> Iterator[Violation]:
    spelt: dict[str, dict[str, list[PrintedValue]]] = {}
    for official in occurrences:
        for degree in _degrees(official.degrees):
            letters = degree.replace(".", "").casefold()
            spelt.setdefault(letters, {}).setdefault(degree, []).append(official.spot)
    several = [forms for forms in spelt.values() if len(forms) > 1]
    if several:
        yield _finding(key, several)


def _degrees(text: str) -> set[str]:
    """Return the degrees of a text without blanks: S.Pi, MP."""
    return {re.sub(r"\s", "", found) for found in _DEGREE.findall(text)}


def _finding(key: str, several: list[dict[str, list[PrintedValue]]]) -> Violation:
    usual, *others = sorted(several[0], key=lambda form: -len(several[0][form]))
    spots = [spot for form in others for spot in several[0][form]]
    listed = "; ".join(" / ".join(forms) for forms in several)
    message = Message(
        f"gelar {key} ditulis dengan beberapa cara: {listed}",
        f"the degrees of {key} are spelt in several ways: {listed}",
    )
    evidence = (several[0][usual][0], *spots[1:])
    return Violation(spots[0], message, usual, evidence=evidence)


RULE = Rule(
    id="IDN-04",
    title=Message("Ejaan nama dan gelar", "Spelling of names and degrees"),
    fault=Message(
        "Penulisan nama atau gelar tidak seragam", "A name or degree is spelt differently"
    ),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    basis=(NonLegalGround(Message("kelaziman", "a convention")),),
    doc=__doc__,
    check=check,
)
