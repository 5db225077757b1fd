"""Every indicator of the perjanjian kinerja is reported on.

Claimed only of a whole report whose pages before the annex could all be read and whose tables are
ruled, where another indicator of the same perjanjian kinerja is reported on, and where neither a
table nor the text of Bab III names the missing one, be it in other words. An
indicator of the head of the office that is missing is a finding of its own; those of perjanjian
kinerja below the header (of a sekretaris, of a seksi) are one finding, which is minor.

Not claimed: that the office did nothing for it; that a report of the office must come back to what
those below agreed.

Breaks it, for want of the second indicator:

    Perjanjian kinerja    Persentase fasilitasi yang ditindaklanjuti    95,45
                          Indeks pelayanan publik                       65
    Capaian kinerja       Persentase fasilitasi yang ditindaklanjuti    95,45    95,27

Looks alike, and does not, since the second is there in other words:

    Perjanjian kinerja    Indeks pelayanan publik
    Capaian kinerja       Nilai indeks pelayanan publik kecamatan
"""

from collections.abc import Iterator

from normalize.report import Report, Role, TableKind
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.agreements import (
    REPORTED,
    agreed_indicators,
    agreements_below,
    indicator_rows,
    is_named_by,
    labelled,
    shows_all,
)
from validate.structure.entity_links import EntityRow, indicator_key, indicator_of

_RESULTS_CHAPTER = 3
# so many of an indicator's words are in one passage that refers to it
_NAMED = 0.8


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every indicator of the head of the office that the report does not come
    back to, and one for all others.
    """
    kept = [
        table
        for table in context.report.tables
        if table.kind in (*REPORTED, TableKind.MULTI_YEAR, TableKind.OTHER)
    ]
    if (
        not agreed_indicators(context)
        or any(table.table.reader == "unruled" for table in kept)
        or not shows_all(context)
    ):
        return
    reported = list(
        indicator_rows(context.report, *REPORTED, TableKind.MULTI_YEAR, TableKind.OTHER)
    )
    told: list[EntityRow] = []
    below: list[PrintedValue] = []
    for item in indicator_rows(context.report, TableKind.PK_SASARAN):
        spot = labelled(item, Role.INDIKATOR)
        if spot is None or is_named_by(item, [*reported, *told]) or _is_told(context.report, item):
            continue
        told.append(item)
        if item.table.id in agreements_below(context):
            below.append(spot)
        else:
            yield _finding(spot, reported)
    if below:
        yield _below_the_head(below)


def _is_told(report: Report, item: EntityRow) -> bool:
    """Return whether a passage of the chapter on results or a cell of another table names the
    indicator.
    """
    words = set(indicator_key(indicator_of(item)).split())
    passages = (passage.text for passage in report.prose if passage.chapter == _RESULTS_CHAPTER)
    tables = (table.table for table in report.tables if table.kind is not TableKind.PK_SASARAN)
    cells = (cell.text for table in tables for row in table.rows for cell in row if cell.text)
    return any(
        len(words & set(indicator_key(one).split())) >= _NAMED * len(words)
        for one in (*passages, *cells)
    )


def _finding(spot: PrintedValue, reported: list[EntityRow]) -> Violation:
    evidence = tuple(
        found for row in reported[:3] if (found := labelled(row, Role.INDIKATOR)) is not None
    )
    message = Message(
        f"“{spot.printed}” diperjanjikan, tetapi tidak dilaporkan dalam tabel atau uraian Bab III.",
        f"“{spot.printed}” was agreed, but no table and no text of Bab III reports on it.",
    )
    return Violation(spot, message, evidence=evidence)


def _below_the_head(places: list[PrintedValue]) -> Violation:
    first, *others = places
    message = Message(
        f"{len(places)} indikator perjanjian kinerja di bawah kepala perangkat daerah tidak "
        "dilaporkan dalam tabel "
        f"atau uraian Bab III, di antaranya “{first.printed}”.",
        f"No table and no text of Bab III reports on {len(places)} indicators of perjanjian "
        "kinerja below the head of "
        f"the office, among them “{first.printed}”.",
    )
    return Violation(
        first, message, repetitions=tuple(others), severity=Severity.MINOR, whole_report=True
    )


RULE = Rule(
    id="PKR-01",
    title=Message("Semua indikator PK dilaporkan", "Every agreed indicator is reported"),
    fault=Message(
        "Indikator perjanjian kinerja tidak dilaporkan", "An agreed indicator is not reported"
    ),
    severities=(Severity.CRITICAL, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.III.1"),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
