"""A sasaran is worded in the report as in the perjanjian kinerja.

Compared are the sasaran beside the same indicator, in ruled tables. One agreed sasaran is one
finding, however many tables word it otherwise.

Not claimed: anything about capitals, numbering, spacing, spelling or a label ("Sasaran :"); nor
which of the two is right.

Breaks it:

    Perjanjian kinerja    Meningkatnya penyelenggaraan pelayanan publik
    Capaian kinerja       Meningkatkan penyelenggaraan pelayanan publik

Looks alike, and does not:

    Perjanjian kinerja    1. Meningkatnya Penyelenggaraan Pelayanan Publik
    Capaian kinerja       Sasaran : Meningkatnya penyelenggaran pelayanan publik
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Concern, Rule
from validate.structure.agreements import agreed_indicators, otherwise_worded
from validate.text.phrasing import differently_worded

WHAT = Message("sasaran", "sasaran")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every agreed sasaran that the report words otherwise."""
    told: set[PrintedValue] = set()
    for promise in agreed_indicators(context):
        if found := otherwise_worded(promise, Role.SASARAN):
            agreed, spots = found
            # a sasaran is beside each of its indicators
            if told.isdisjoint(spots):
                yield differently_worded(WHAT, spots, agreed)
            told.update(spots)


RULE = Rule(
    id="PKR-03",
    title=Message("Redaksi sasaran", "Wording of a sasaran"),
    fault=Message(
        "Redaksi sasaran berbeda dari perjanjian kinerja",
        "A sasaran is worded otherwise than in the perjanjian kinerja",
    ),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.III.1"),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
