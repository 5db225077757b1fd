"""The achievement of the office is measured by the indicators of its perjanjian kinerja.

Looked at are tables of achievement that report on an indicator of the perjanjian kinerja, in a
whole report whose pages before the annex could all be read.

Not claimed: that an indicator may not be added; an indicator of the tujuan often is, and is minor.
The finding asks for its source.

Breaks it, in its first line:

    Perjanjian kinerja    Persentase fasilitasi yang ditindaklanjuti
    Capaian kinerja       Indeks pelayanan publik
                          Persentase fasilitasi yang ditindaklanjuti

Looks alike, and does not, since the indicators of programs are in another perjanjian kinerja:

    Perjanjian kinerja    Persentase fasilitasi yang ditindaklanjuti
    Cost per outcome      Persentase fasilitasi yang ditindaklanjuti
    Program Penunjang     Persentase pemenuhan kebutuhan perkantoran
"""

from collections.abc import Iterator

from normalize.report import Role, TableKind
from normalize.text.comparison import normalize_text
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.agreements import (
    agreed_indicators,
    indicator_rows,
    is_named_by,
    labelled,
    shows_all,
)
from validate.structure.entity_links import EntityRow, is_program


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every indicator in a table of achievement that no perjanjian
    kinerja has.
    """
    linked = {item.table.id for promise in agreed_indicators(context) for item in promise.reported}
    if not linked or not shows_all(context):
        return
    agreed = list(indicator_rows(context.report, TableKind.PK_SASARAN))
    pages = sorted({item.table.table.pages[0] for item in agreed})
    for item in indicator_rows(context.report, TableKind.CAPAIAN):
        by_program = is_program(item.row.name) or item.row.label(Role.PROGRAM)
        spot = labelled(item, Role.INDIKATOR)
        if spot is None or by_program or item.table.id not in linked or is_named_by(item, agreed):
            continue
        where = ", ".join(map(str, pages))
        message = Message(
            f"“{spot.printed}” tidak ada dalam perjanjian kinerja (halaman {where}).",
            f"“{spot.printed}” is in no perjanjian kinerja (page {where}).",
        )
        yield Violation(spot, message, severity=Severity.MINOR if _is_of_the_tujuan(item) else None)


def _is_of_the_tujuan(item: EntityRow) -> bool:
    """Return whether a row is about a tujuan: it names one and no sasaran, or calls what it names
    one.
    """
    sasaran = item.row.label(Role.SASARAN)
    return (
        normalize_text(sasaran).startswith("tujuan")
        if sasaran
        else item.row.label(Role.TUJUAN) is not None
    )


RULE = Rule(
    id="PKR-02",
    title=Message("Indikator di luar PK", "Indicator that was not agreed"),
    fault=Message(
        "Indikator tidak terdapat dalam perjanjian kinerja",
        "An indicator is not in the perjanjian kinerja",
    ),
    sentence=Message("{at}, indikator {said}.", "{at}, the indicator {said}."),
    severities=(Severity.CRITICAL, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.III.4"),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
