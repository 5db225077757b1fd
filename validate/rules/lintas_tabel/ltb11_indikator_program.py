"""The indicator of a program has the same name in every table that prints it.

Compared are programs with one indicator each in the table on cost per outcome and in that on the
use of resources. A name that is worded otherwise is minor; a quite different one may be a second
indicator of the program, which we cannot determine.

Not claimed: anything about capitals, numbering, spacing or spelling, nor of programs with several
indicators in a table.

Breaks it:

    Cost per outcome    Program A    Persentase fasilitasi urusan pemerintahan umum
    Sumber daya         Program A    Persentase pemenuhan urusan pemerintahan umum

Looks alike, and does not:

    Cost per outcome    Program A    Persentase fasilitasi urusan pemerintahan umum
    Sumber daya         Program A    Presentase Fasilitasi Urusan Pemerintahan Umum
"""

from collections.abc import Iterator
from dataclasses import replace

from normalize.report import TableKind
from normalize.text.comparison import similarity
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Concern, Rule
from validate.structure.agreements import sole_indicator
from validate.structure.entity_links import ENTITY_LINKS_SETTINGS, programs, split_by_kind
from validate.text.phrasing import differently_worded, reworded

WHAT = Message("indikator program", "indicator of the program")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every program whose indicator is named otherwise in a later table."""
    for entity in programs(context):
        results, _ = split_by_kind(entity, TableKind.COST_PER_OUTCOME, TableKind.SUMBER_DAYA)
        named = [
            (item.row.name, spot)
            for item in results.rows
            if (spot := sole_indicator(item)) is not None
        ]
        for name, spot in named[1:]:
            first = named[0][1]
            if similarity(first.printed, spot.printed) < ENTITY_LINKS_SETTINGS.similar_wording:
                yield _another(name, spot, first)
            elif reworded(first.printed, spot.printed):
                worded = differently_worded(WHAT, [spot], first)
                yield replace(worded, severity=Severity.MINOR, certainty=Certainty.INCONSISTENT)


def _another(program: str, spot: PrintedValue, first: PrintedValue) -> Violation:
    message = Message(
        f"Indikator {program} lain: tercetak “{spot.printed}”, di halaman {first.place.page} "
        f"“{first.printed}”.",
        f"Another indicator of {program}: printed “{spot.printed}”, on page "
        f"{first.place.page} “{first.printed}”.",
    )
    return Violation(spot, message, first.printed, evidence=(first,))


RULE = Rule(
    id="LTB-11",
    title=Message("Indikator program", "Indicator of a program"),
    fault=Message(
        "Indikator program ditulis berbeda", "The indicator of a program is written differently"
    ),
    concern=Concern.FORM,
    severities=(Severity.MAJOR, Severity.MINOR),
    certainty=Certainty.UNVERIFIABLE,
    basis=(NonLegalGround(Message("satu hal satu sebutan", "one thing, one name"), proposed=True),),
    doc=__doc__,
    check=check,
)
