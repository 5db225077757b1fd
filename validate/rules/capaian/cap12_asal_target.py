"""A target that comes out exactly when everything is done cannot be exceeded.

That is so where the mean in the annex counts rows that nothing was planned for.

Not claimed: any mistake; anything unless the recapitulation in the annex prints the realisasi, some
of its rows have no running number, and the numbered ones over all of them give exactly the target.

Breaks it, where 42 of the 44 rows are numbered, which is 95,45 %:

    Indikator                       Target    Realisasi
    Persentase hasil fasilitasi     95,45     95,27

Looks alike, and does not, where all rows are numbered.
"""

from collections.abc import Iterator
from decimal import Decimal

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import number_index
from validate.constraints.relations import HUNDRED
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import CHALLENGING_TARGETS
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.recaps import printed_elsewhere, recaps, rows_recapitulated


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every target that is the share of numbered rows in its recapitulation."""
    figures = number_index(context)
    for recap in recaps(context):
        numbered, every = len(recap.numbered), len(recap.rows)
        cell = next(printed_elsewhere(rows_recapitulated(context, recap), Role.TARGET), None)
        figure = figures.find(cell) if cell else None
        if cell is None or figure is None or not 0 < numbered < every:
            continue
        if figure.tight.holds(HUNDRED * numbered / Decimal(every)):
            spot = figures.spot(cell)
            message = Message(
                f"Target {spot.printed} sama dengan {numbered} ÷ {every} baris lampiran: "
                "target tercapai tepat bila "
                "semua baris bernomor selesai dan tidak dapat dilampaui.",
                f"The target {spot.printed} is {numbered} ÷ {every} rows of the annex: it is "
                "reached just when all "
                "numbered rows are done, and cannot be exceeded.",
            )
            evidence = (recap.spot(recap.foot),)
            yield Violation(spot, message, evidence=evidence)


RULE = Rule(
    id="CAP-12",
    title=Message("Asal target", "Where a target comes from"),
    fault=Message(
        "Asal target tidak menunjukkan ambisi", "The target only repeats the list of the annex"
    ),
    severities=(Severity.INFO,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(CHALLENGING_TARGETS,),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
