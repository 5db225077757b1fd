"""The proofs in the annex cover every village that the activity is about.

A part of the annex that names villages one by one is compared with the villages that are the header
of the columns of an annexed table. Proofs are pictures more often than not: what is reported is
what the text names, and never with certainty. Where a part that announces proofs has pages without
any text, only that is remarked on.

Not claimed: that a proof is missing; it may be in a picture.

Breaks it, where the table has twelve villages:

    Bukti APBDes    Desa Mlawang, Desa Kudus, Desa Duren … (ten villages)

Looks alike, and does not, where the names are only spelt differently:

    Tabel           TEGAL CIUT
    Bukti APBDes    Desa Tegalciut
"""

from collections.abc import Iterator

from normalize.report import Report
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.annex_evidence import (
    AnnexSection,
    Population,
    VillageMatching,
    is_proof,
    matching,
    populations,
    sections,
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every part of the annex that leaves villages out, or whose pages are
    pictures.
    """
    for section in sections(context):
        # the other proofs may be on pages that were left out
        for population in populations(context) if not context.report.identity.excerpt else ():
            match = matching(population, section.villages)
            if match is not None and match.missing:
                yield _incomplete(section, population, match)
        if is_proof(section):
            yield from _pictures(context.report, section)


def _incomplete(section: AnnexSection, population: Population, match: VillageMatching) -> Violation:
    missing = ", ".join(village.spot.printed for village in match.missing)
    total = len(population.villages)
    message = Message(
        f"{total - len(match.missing)} dari {total} desa disebut di bagian ini; tidak "
        f"disebut: {missing}. Bukti berupa "
        "gambar tidak dibaca.",
        f"{total - len(match.missing)} of {total} villages are named in this part; not "
        f"named: {missing}. Proofs that "
        "are pictures are not read.",
    )
    evidence = tuple(village.spot for village in match.missing)
    heading = PrintedValue(section.heading.place, None, section.heading.text)
    return Violation(heading, message, evidence=evidence, severity=Severity.MAJOR)


def _pictures(report: Report, section: AnnexSection) -> Iterator[Violation]:
    """Yield a remark where the part has pages on which nothing could be read."""
    tabled = {number for table in report.tables for number in table.table.pages}
    blank = [
        page.number
        for page in report.document.pages
        if page.number in section.pages
        and page.number not in tabled
        and (not page.lines or page.is_unread_picture)
    ]
    if blank:
        listed = ", ".join(map(str, blank))
        message = Message(
            f"Bukti di halaman {listed} tidak berupa teks: cakupannya tidak dapat diperiksa.",
            f"The proofs on page {listed} are no text: what they cover cannot be checked.",
        )
        spot = PrintedValue(section.heading.place, None, section.heading.text)
        yield Violation(spot, message, severity=Severity.INFO)


RULE = Rule(
    id="BKT-01",
    title=Message("Cakupan bukti", "What the proofs cover"),
    fault=Message(
        "Cakupan bukti tidak lengkap atau tidak dapat diperiksa",
        "The proofs are not complete, or cannot be checked",
    ),
    severities=(Severity.MAJOR, Severity.INFO),
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.II.2"),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
