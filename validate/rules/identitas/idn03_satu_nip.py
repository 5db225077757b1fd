"""One person has one NIP, wherever the report prints it.

The occurrence that fewer places share is shown, the later one where two are shared equally; then
each is an equally small repair of the other. The message says which digits differ and prints no
NIP.

Not claimed: which NIP is right. Where two NIP differ in more than six digits there may be two
people of one name, and the finding is unverifiable.

Breaks it, in the fourth digit:

    Kata pengantar        ARIEF M, S.Pi    NIP. 19780415 199803 1 011
    Perjanjian kinerja    ARIEF M, S.Pi    NIP. 19730415 199803 1 011

Looks alike, and does not:

    Kata pengantar        ARIEF M, S.Pi    NIP. 19780415 199803 1 011
    Penutup               Arief M          NIP. 197804151998031011
"""

from collections.abc import Iterator
from itertools import zip_longest

from normalize.report import Signatory
from validate.audit_context import AuditContext
from validate.findings import Alternative, Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import Rule

# A slip changes a few digits; two people of one name differ in birth, appointment and serial.
SLIP = 6


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every other NIP that a person is given."""
    namesakes: dict[str, list[Signatory]] = {}
    for person in context.report.people:
        namesakes.setdefault(person.key, []).append(person)
    for name, occurrences in namesakes.items():
        if name:
            yield from _in_one_name(occurrences)


def _in_one_name(occurrences: list[Signatory]) -> Iterator[Violation]:
    by_nip: dict[str, list[Signatory]] = {}
    for person in occurrences:
        by_nip.setdefault(person.nip.digits, []).append(person)
    # max keeps the first of equals: the later NIP is the one shown
    usual = max(by_nip.values(), key=len)
    for others in by_nip.values():
        if others is not usual:
            yield _finding(usual, others)


def _finding(usual: list[Signatory], others: list[Signatory]) -> Violation:
    differing = _differing(usual[0].nip.digits, others[0].nip.digits)
    same_person = len(differing) <= SLIP
    name = others[0].name
    pages = ", ".join(map(str, sorted({person.place.page for person in usual})))
    at = ", ".join(map(str, differing))
    first, *again = (_spot(person) for person in others)
    tied = len(usual) == len(others)
    return Violation(
        first,
        Message(
            f"NIP {name} berbeda dari NIP dengan nama yang sama di halaman {pages}: angka "
            f"ke-{at} tidak sama" + ("" if same_person else "; mungkin dua orang"),
            f"the NIP of {name} differs from the one beside the same name on page {pages}, "
            f"in digit {at}" + ("" if same_person else "; they may be two people"),
        ),
        usual[0].nip.text,
        evidence=(*(_spot(person) for person in usual), *again),
        alternatives=(Alternative(_spot(usual[0]), others[0].nip.text),) if tied else (),
        certainty=Certainty.INCONSISTENT if same_person else Certainty.UNVERIFIABLE,
    )


def _differing(one: str, other: str) -> list[int]:
    """Return the 1-based positions in which two NIP differ."""
    return [at for at, (a, b) in enumerate(zip_longest(one, other), start=1) if a != b]


def _spot(person: Signatory) -> PrintedValue:
    return PrintedValue(person.place, None, person.nip.text)


RULE = Rule(
    id="IDN-03",
    title=Message("Satu orang satu NIP", "One person, one NIP"),
    fault=Message("NIP satu orang tercetak berbeda", "One person has different NIPs"),
    severities=(Severity.MAJOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
)
