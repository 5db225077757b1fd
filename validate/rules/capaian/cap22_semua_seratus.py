"""Where target, realisasi and capaian of every indicator are exactly 100, the table shows little.

Looked at are the indicators of the programs of a table, and apart from them those of its sasaran,
five or more of each.

Not claimed: any mistake.

Breaks it, when there are five such rows:

    Indikator                      Target    Realisasi    Capaian
    Persentase pelayanan surat     100       100          100

Looks alike, and does not, where a single one differs:

    Indikator                      Target    Realisasi    Capaian
    Persentase pelayanan surat     100       98           98
"""

from collections.abc import Iterator, Sequence

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.constraints.relations import HUNDRED
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import CHALLENGING_TARGETS
from validate.relation_builders.achievement import AchievedRow, achieved
from validate.rule import EVERY_KIND, PLANS, Rule

_ENOUGH = 5


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every group of indicators that are all exactly 100."""
    for rows in achieved(context).values():
        for of_programs in (False, True):
            group = [
                row for row in rows if (row.row.label(Role.PROGRAM) is not None) is of_programs
            ]
            if len(group) >= _ENOUGH and all(map(_is_hundred, group)):
                yield _finding(group, of_programs)


def _is_hundred(row: AchievedRow) -> bool:
    return row.target.value == row.realisasi.value == row.capaian.value == HUNDRED


def _finding(group: Sequence[AchievedRow], of_programs: bool) -> Violation:
    kind = (
        Message("indikator program", "indicators of programs")
        if of_programs
        else Message("indikator", "indicators")
    )
    spot, *others = [row.spot for row in group]
    message = Message(
        f"Target, realisasi dan capaian semua {len(group)} {kind.id} tepat 100.",
        f"Target, realisasi and capaian of all {len(group)} {kind.en} are exactly 100.",
    )
    return Violation(spot, message, evidence=tuple(others))


RULE = Rule(
    id="CAP-22",
    title=Message("Semua tepat 100", "All exactly 100"),
    fault=Message(
        "Target, realisasi, dan capaian seluruhnya tepat 100",
        "Target, realisasi and capaian are all exactly 100",
    ),
    severities=(Severity.INFO,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(CHALLENGING_TARGETS,),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
