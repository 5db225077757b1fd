"""A NIP has 18 digits: day of birth, month of appointment, sex (1 or 2) and a serial number.

Not claimed: that the NIP belongs to the person, nor that it exists. The middle digits of an
employee with an agreement (PPPK) are a year and a code, not a month, and are no fault.

Breaks it (17 digits; a 13th month):

    NIP. 19780415 199803 1 01
    NIP. 19781315 199803 1 011

Looks alike, and does not:

    NIP. 19780415 199803 1 011
    NIP. 197804151998031011
"""

from collections.abc import Iterator

from normalize.report import Signatory
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import BKN_NIP, NonLegalGround, Reference
from validate.rule import Rule


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every malformed NIP, its further occurrences as evidence."""
    malformed: dict[str, list[Signatory]] = {}
    for person in context.report.people:
        if person.nip.problems:
            malformed.setdefault(person.nip.digits, []).append(person)
    yield from (_finding(occurrences) for occurrences in malformed.values())


def _finding(occurrences: list[Signatory]) -> Violation:
    first, *others = occurrences
    problems = first.nip.problems
    wrong = Message(
        ", ".join(problem.id for problem in problems), ", ".join(problem.en for problem in problems)
    )
    message = Message(f"NIP {first.name}: {wrong.id}", f"NIP of {first.name}: {wrong.en}")
    clause = Message(
        f"NIP {first.name} tidak sah: {wrong.id}",
        f"the NIP of {first.name} is not valid: {wrong.en}",
    )
    evidence = tuple(PrintedValue(person.place, None, person.nip.text) for person in others)
    spot = PrintedValue(first.place, None, first.nip.text)
    return Violation(spot, message, evidence=evidence, clause=clause)


RULE = Rule(
    id="IDN-01",
    title=Message("Bentuk NIP", "Form of a NIP"),
    sentence=Message("{at}, {clause}.", "{at}, {clause}."),
    fault=Message("Bentuk NIP tidak sah", "A NIP is not valid"),
    severities=(Severity.MAJOR,),
    basis=(
        Reference(BKN_NIP),
        NonLegalGround(
            Message(
                "susunannya sesuai dengan dua pustaka perangkat lunak terbuka",
                "the fields agree with two public libraries",
            )
        ),
    ),
    doc=__doc__,
    check=check,
)
