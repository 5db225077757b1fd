"""The dates in a NIP fit a civil servant: appointed before the report, at a usual age, and not long
retired.

Only remarked on: an appointment after the report was signed or its year ended, one at more than 46
years, and an age of more than 65 at that day.

Not claimed: that the NIP is wrong. The usual limits (35 years at appointment; retirement at 58 or
60) have lawful exceptions, so the remark begins where there are hardly any. Employees with an
agreement (PPPK) may be appointed at any age. A NIP that is malformed or names someone not
yet 18 is reported by IDN-01.

Breaks it, in a report signed in January 2025:

    NIP. 19780415 202508 1 011
    NIP. 19500101 197503 1 001

Looks alike, and does not:

    NIP. 19780415 199803 1 011
"""

import datetime
from collections.abc import Iterator

from normalize.report import Report, Signatory
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import BKN_NIP, PP_11_2017, Reference
from validate.rule import Rule
from validate.text.signatures import closing_of

_LATEST_APPOINTMENT = 46
_LATEST_SERVICE = 65
_CONTRACT_MONTH = 21


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every NIP whose dates do not fit, at its first place."""
    if (day := _day_of(context.report)) is None:
        return
    told: set[str] = set()
    for person in context.report.people:
        if (
            person.nip.digits not in told
            and not person.nip.problems
            and (why := _unlikely(person.nip.digits, day))
        ):
            told.add(person.nip.digits)
            yield _finding(person, why)


def _day_of(report: Report) -> datetime.date | None:
    """Return the day on which the report was signed, or else the last one of its year."""
    closing = closing_of(report)
    if closing is not None and (report.year is None or closing.date.year >= report.year):
        return closing.date
    return datetime.date(report.year, 12, 31) if report.year else None


def _unlikely(digits: str, day: datetime.date) -> Message | None:
    """Return what is unlikely in a well-formed NIP on a day, None where nothing is."""
    born, year, month = int(digits[:4]), int(digits[8:12]), int(digits[12:14])
    contract = month == _CONTRACT_MONTH
    if (year, 1 if contract else month) > (day.year, day.month):
        return Message(
            f"TMT {digits[8:14]} sesudah {day:%d-%m-%Y}",
            f"the appointment {digits[8:14]} is after {day:%d-%m-%Y}",
        )
    if not contract and year - born > _LATEST_APPOINTMENT:
        return Message(
            f"diangkat pada usia {year - born} tahun", f"appointed at the age of {year - born}"
        )
    if day.year - born > _LATEST_SERVICE:
        return Message(
            f"berusia {day.year - born} tahun pada {day:%d-%m-%Y}",
            f"{day.year - born} years old on {day:%d-%m-%Y}",
        )
    return None


def _finding(person: Signatory, why: Message) -> Violation:
    message = Message(
        f"NIP {person.name}: menurut angkanya {why.id}",
        f"NIP of {person.name}: by its digits {why.en}",
    )
    spot = PrintedValue(person.place, None, person.nip.text)
    clause = Message(
        f"NIP {person.name} tidak wajar: menurut angkanya {why.id}",
        f"the NIP of {person.name} is not plausible: by its digits {why.en}",
    )
    return Violation(spot, message, clause=clause)


RULE = Rule(
    id="IDN-02",
    title=Message("Usia menurut NIP", "Age by a NIP"),
    sentence=Message("{at}, {clause}.", "{at}, {clause}."),
    fault=Message("Usia menurut NIP tidak wajar", "The age by a NIP is not plausible"),
    severities=(Severity.INFO,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(BKN_NIP), Reference(PP_11_2017)),
    doc=__doc__,
    check=check,
)
