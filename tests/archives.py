"""Archives made in a test: of audits that are typed by hand, without a PDF, and what they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from lkj_audit.archive.ingestion.content import archived
from lkj_audit.archive.printed_tables import unpacked_tables
from lkj_audit.archive.records import ArchivedCell, ArchivedReport, Origin
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.archive.storage.revisions import record_report
from lkj_audit.archive.storage.writer import Sighting, record_sightings
from normalize.text.masking import masked
from validate.findings import Audit

NOW = datetime(2025, 1, 1, tzinfo=UTC)
ORIGIN = Origin("0.1.0", "abc", "", None)


def url(folder: Path, name: str = "lkj.db") -> str:
    return f"sqlite:///{folder / name}"


def archive_in(folder: Path, name: str = "lkj.db") -> Archive:
    return open_archive(url(folder, name), writes=True)


def report_of(
    audit: Audit, name: str = "a", year: int | None = 2024, period: str | None = "TW4"
) -> ArchivedReport:
    """Return what is kept of an audit, as if it were that of another document."""
    report = archived(audit, masked, NOW, 1.5)
    return replace(report, sha256=sha256(name.encode()).hexdigest(), year=year, period=period)


def sighting(
    report: ArchivedReport, path: str = "/arsip/laporan.pdf", member: str = ""
) -> Sighting:
    return Sighting(report.sha256, 1000, path, member, masked=False)


def store(
    archive: Archive, report: ArchivedReport, path: str = "", origin: Origin = ORIGIN
) -> None:
    """Record a report as seen and audited."""
    record_sightings(
        archive,
        [sighting(report, path or f"/arsip/{report.sha256[:8]}.pdf")],
        "2025-01-01T00:00:00Z",
    )
    assert record_report(archive, report, origin)


def rows(archive: Archive, query: str) -> list[Mapping[str, Any]]:
    with archive.transaction() as connection:
        return [dict(row._mapping) for row in connection.exec_driver_sql(query)]


# everything that an archive holds, by what a document is: keys of a database come in the order of
# writing
CONTENT = (
    "SELECT sha256, organisation, year, period, kind, CASE WHEN revision_id > 0 THEN 1 END, "
    "store FROM document",
    "SELECT sha256, path, member, current FROM location JOIN document d ON d.id = document_id",
    "SELECT sha256, field, source, value, conflict FROM metadata JOIN document d ON d.id = "
    "document_id",
    "SELECT sha256, stage, state FROM stage JOIN document d ON d.id = document_id",
    "SELECT sha256, subject, page, text FROM passage JOIN document d ON d.id = document_id",
    "SELECT sha256, program, v.pages, numbers, v.detail FROM revision v JOIN document d ON "
    "d.id = v.document_id",
    "SELECT sha256, t.number, t.kind, caption, first_page, last_page, t.numbers, t.confirmed FROM "
    "printed_table t JOIN revision v ON v.id = t.revision_id "
    "JOIN document d ON d.id = v.document_id",
    "SELECT * FROM v_anggaran",
    "SELECT * FROM v_indikator",
    "SELECT sha256, sidik, nomor, tercetak, dokumen_lain FROM v_temuan",
    "SELECT sha256, sidik, sha256_lain, halaman_lain, tabel_lain, tercetak_lain FROM "
    "v_temuan_lintas",
    "SELECT sha256, rule, severity, findings FROM tally JOIN document d ON d.id = document_id",
    "SELECT d.sha256, c.name, o.sha256 FROM companion c JOIN document d ON d.cross_check_id "
    "= c.cross_check_id "
    "JOIN document o ON o.id = c.document_id",
    "SELECT kind, ours, theirs, decision, person FROM name_match",
    "SELECT sha256, state, entries, decided, critical, major, minor, info FROM review "
    "JOIN document d ON d.id = document_id",
    "SELECT sha256, number, matter_key, m.severity, findings FROM matter m "
    "JOIN revision v ON v.id = m.revision_id JOIN document d ON d.id = v.document_id",
    "SELECT sha256, path, code, CASE WHEN attempts > 0 THEN 1 ELSE 0 END FROM quarantine",
)


def content(archive: Archive) -> list[list[str]]:
    """Return everything that an archive holds, whatever the order in which it was written."""
    with archive.transaction() as connection:
        found = [_rows_as_text(connection, query) for query in CONTENT]
        return [*found, sorted(map(repr, _cells(connection)))]


def _rows_as_text(connection: Connection, query: str) -> list[str]:
    return sorted(repr(list(row)) for row in connection.exec_driver_sql(query))


def _cells(connection: Connection) -> Iterator[tuple[object, ...]]:
    query = (
        "SELECT sha256, data FROM printed_cells p JOIN revision v ON v.id = p.revision_id "
        "JOIN document d ON d.id = v.document_id"
    )
    for document, data in connection.exec_driver_sql(query):
        for table in unpacked_tables(data):
            yield document, table.number, table.columns, table.rows
            for cell in table.cells:
                yield document, table.number, cell


def printed_cells(archive: Archive) -> list[ArchivedCell]:
    """Return all cells that an archive holds, document by document."""
    found = rows(archive, "SELECT data FROM printed_cells ORDER BY revision_id")
    tables = chain.from_iterable(unpacked_tables(row["data"]) for row in found)
    return [cell for table in tables for cell in table.cells]
