"""The capaian of an indicator is its realisasi over its target, in percent.

Not claimed: that more is better. Indicators of which less is better are CAP-02, rows with a target
of zero CAP-05. A capaian of exactly 100 or 120 where more follows may be a cap that is not stated:
that is CAP-04, unless the profile says where the region caps.

Breaks it, 95,27 of 95,45 is 99,81:

    Target    Realisasi    Capaian
    95,45     95,27        99,79

Looks alike, and does not, since the whole numbers may be rounded ones:

    Target    Realisasi    Capaian
    95        94           98,44
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import COLUMN_FORMULA, LAN_239_2003, Reference
from validate.relation_builders.achievement import CapaianDirection, achieved_as
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield capaian = realisasi / target × 100 for every indicator of which more is better."""
    return achieved_as(context, CapaianDirection.MORE)


RULE = Rule(
    id="CAP-01",
    title=Message("Capaian kinerja", "Achievement"),
    fault=Message(
        "Capaian tidak sesuai dengan target dan realisasi",
        "The capaian does not follow from target and realisasi",
    ),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(Reference(LAN_239_2003), COLUMN_FORMULA),
    doc=__doc__,
    relate=relate,
)
