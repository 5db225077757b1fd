"""A capaian of more than 120 % is rare: it may indicate a target that was set too low.

Not claimed: any mistake. One remark for every table, at its highest capaian.

Breaks it:

    Target    Realisasi    Capaian
    40,00     60,00        150,00

Looks alike, and does not:

    Target    Realisasi    Capaian
    50,00     60,00        120,00
"""

from collections.abc import Iterator
from decimal import Decimal

from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.relation_builders.achievement import achieved
from validate.rule import EVERY_KIND, PLANS, Rule

_HIGH = Decimal(120)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every table with a capaian of more than 120 %."""
    for rows in achieved(context).values():
        high = sorted(
            (row for row in rows if row.capaian.value > _HIGH), key=lambda row: -row.capaian.value
        )
        if high:
            spots = [row.spot for row in high]
            message = Message(
                f"{len(high)} capaian lebih dari 120 %, tertinggi {spots[0].printed}: "
                "periksa apakah target terlalu "
                "rendah.",
                f"{len(high)} capaian of more than 120 %, the highest {spots[0].printed}: "
                "see whether the target was "
                "too low.",
            )
            evidence = tuple(spots[1:])
            yield Violation(spots[0], message, evidence=evidence)


RULE = Rule(
    id="CAP-21",
    title=Message("Capaian di atas 120 %", "Capaian above 120 %"),
    fault=Message("Capaian jauh di atas 120 persen", "A capaian far above 120 per cent"),
    sentence=Message("{at} terdapat {said}.", "{at}, there are {said}."),
    severities=(Severity.INFO,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(NonLegalGround(Message("kelaziman penilai", "custom of evaluators"), proposed=True),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
