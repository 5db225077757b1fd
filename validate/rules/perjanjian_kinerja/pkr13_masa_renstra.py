"""The Renstra that a report goes back to is in force in its year.

Claimed only when every Renstra of an office that the report names with its years leaves the
report's year out.

Not claimed: anything of the RPJMD, of a Renstra that a sentence calls the earlier or the next one,
or that is in the making; nor of the years in the title of a regulation.

Breaks it, in a report on 2024:

    Rencana Strategis Kecamatan Klakah Tahun 2018-2023

Looks alike, and does not:

    Rencana Strategis Kecamatan Klakah Tahun 2024-2026
    Renstra periode sebelumnya (2018-2023)
"""

from collections.abc import Iterator

from normalize.report import DocumentKind
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import EVERY_KIND, Rule
from validate.text.plans import plans


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding at the first Renstra whose years leave the report's out, when all of
    them do.
    """
    own = [plan for plan in plans(context) if plan.is_renstra]
    year = context.report.year
    if year is None or not own or any(plan.first <= year <= plan.last for plan in own):
        return
    first, *others = own
    message = Message(
        f"Laporan tahun {year} mengacu pada Renstra {first.first}–{first.last}, yang tidak "
        "memuat tahun itu.",
        f"A report on {year} goes back to the Renstra {first.first}–{first.last}, which "
        "leaves that year out.",
    )
    evidence = tuple(plan.spot for plan in others)
    yield Violation(first.spot, message, evidence=evidence)


RULE = Rule(
    id="PKR-13",
    title=Message("Masa Renstra", "Years of the Renstra"),
    fault=Message(
        "Tahun laporan di luar masa Renstra", "The year of the report is outside the Renstra"
    ),
    severities=(Severity.MAJOR,),
    basis=(AGREEMENT,),
    kinds=EVERY_KIND - {DocumentKind.RENSTRA, DocumentKind.KUTIPAN},
    doc=__doc__,
    check=check,
)
