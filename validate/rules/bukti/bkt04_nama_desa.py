"""A village is spelt the same wherever the annex names it.

The names that a part of the annex lists are compared with those that are the header of the columns
of an annexed table. Spaces and capitals do not count. What differs may be our own misreading of a
scan.

Not claimed: which spelling is that of the national list of regions, which is not consulted.

Breaks it:

    Tabel    SERUNI
    Foto     Desa Sruni

Looks alike, and does not:

    Tabel    TEGAL CIUT
    Foto     Desa Tegalciut
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import EVIDENCE_CUSTOM
from validate.rule import EVERY_KIND, PLANS, Concern, Rule
from validate.structure.annex_evidence import NamedVillage, matching, populations, sections


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every village that a part of the annex spells otherwise than the table."""
    told: set[tuple[str, str]] = set()
    for section in sections(context):
        for population in populations(context):
            match = matching(population, section.villages)
            for one, village in match.respelt if match is not None else ():
                if (one.key, village.key) not in told:
                    told.add((one.key, village.key))
                    yield _finding(one, village)


def _finding(one: NamedVillage, village: NamedVillage) -> Violation:
    page = village.spot.place.page
    message = Message(
        f"Nama desa ditulis “{one.spot.printed}”, di halaman {page} “{village.spot.printed}”.",
        f"The village is written “{one.spot.printed}”, on page {page} “{village.spot.printed}”.",
    )
    return Violation(one.spot, message, evidence=(village.spot,))


RULE = Rule(
    id="BKT-04",
    title=Message("Nama desa seragam", "Uniform names of villages"),
    fault=Message("Nama desa ditulis berbeda", "The name of a village is written differently"),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    certainty=Certainty.READING_DOUBT,
    basis=(EVIDENCE_CUSTOM,),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
