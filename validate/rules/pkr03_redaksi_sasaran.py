"""A sasaran is worded in the report as in the perjanjian kinerja.

Compared are the sasaran beside the same indicator, in ruled tables. Each wording is one finding, at its first place.

Not claimed: anything about capitals, numbering, spacing or spelling.

Breaks it:

    Perjanjian kinerja    Meningkatnya penyelenggaraan pelayanan publik
    Capaian kinerja       Meningkatkan penyelenggaraan pelayanan publik

Looks alike, and does not:

    Perjanjian kinerja    1. Meningkatnya Penyelenggaraan Pelayanan Publik
    Capaian kinerja       Meningkatnya penyelenggaran pelayanan publik
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Spot, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.phrasing import differently_worded
from validate.promises import otherwise_worded, promises
from validate.rule import EVERY_KIND, PLANS, Rule

WHAT = Message("sasaran", "sasaran")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every wording of a sasaran that no perjanjian kinerja has."""
    told: set[Spot] = set()
    for promise in promises(context):
        for agreed, spots in otherwise_worded(promise, Role.SASARAN):
            # a sasaran stands beside each of its indicators
            if told.isdisjoint(spots):
                yield differently_worded(WHAT, spots, agreed)
            told.update(spots)


RULE = Rule(
    id="PKR-03",
    title=Message("Redaksi sasaran", "Wording of a sasaran"),
    severities=(Severity.MINOR,),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.III.1"),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
