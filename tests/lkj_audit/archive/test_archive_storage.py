"""Laws of the archive's database: whole or not at all, exact, one document however often it lies
there.
"""

import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from lkj_audit.archive.errors import OlderArchive
from lkj_audit.archive.ingestion.content import archived, principal_columns, unpacked
from lkj_audit.archive.ingestion.sources import PdfSource as File
from lkj_audit.archive.metadata import Field, MetadataFact, MetadataSource
from lkj_audit.archive.printed_tables import (
    budget_rows,
    units,
    unpacked_tables,
)
from lkj_audit.archive.queries.document_queries import DocumentFilter, search
from lkj_audit.archive.queries.search_terms import match_expression
from lkj_audit.archive.records import ArchivedCell, Failure, State
from lkj_audit.archive.storage import tables  # noqa: F401 - those of every module
from lkj_audit.archive.storage.adapters import adapter_of
from lkj_audit.archive.storage.database import Archive, migrate, open_archive
from lkj_audit.archive.storage.maintenance import restore
from lkj_audit.archive.storage.revisions import record_report
from lkj_audit.archive.storage.schema import METADATA, VERSION, VERSIONS
from lkj_audit.archive.storage.store import put, stored
from lkj_audit.archive.storage.writer import (
    delete_document,
    record_failure,
    record_manifest,
    record_refusals,
    record_sightings,
)
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from normalize.report import Column, Report, Role, TableKind, TargetBasis
from normalize.text.masking import masked, unmasked
from normalize.values.amounts import ValueType
from normalize.values.periods import Period, PeriodKind
from tests.archives import NOW, ORIGIN, content, printed_cells, report_of, rows, sighting, store
from tests.conftest import NIP
from tests.killing import kill_again_and_again
from validate.findings import Audit

AT = "2025-01-01T00:00:00Z"
ROOT = Path(__file__).parent.parent.parent.parent
FAILURE = Failure(State.FAILED, "Damaged", "PDF ini rusak.", "The PDF is damaged.")


@pytest.fixture
def archive(archive_url: str) -> Archive:
    return open_archive(archive_url, writes=True)


# Schema -------------------------------------------------------------------------------------------


def test_the_migrations_make_the_schema(archive: Archive) -> None:
    with archive.transaction() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, METADATA) == []


def is_ours(_object: object, name: str, type: str, reflected: bool, _compared: object) -> bool:
    # what is searched differs between databases: an index of its own, or terms beside the text
    return not reflected or not (
        (type == "table" and name.startswith("passage_index"))
        or (type == "column" and name == "terms")
        or (type == "index" and name == "ix_passage_terms")
    )


def test_every_version_of_the_schema_has_a_migration() -> None:
    modules = sorted((ROOT / "lkj_audit" / "archive" / "migrations" / "versions").glob("v*.py"))
    assert [module.name[1:5] for module in modules] == list(VERSIONS)


def test_an_older_archive_is_brought_up_to_date_with_its_content(archive_url: str) -> None:
    adapter = adapter_of(archive_url)
    with adapter.engine(writes=True).begin() as connection:
        migrate(connection, "0001")
        adapter.claim(connection)
        connection.exec_driver_sql(
            "INSERT INTO document(sha256, size, seen_at) VALUES ('ab', 1, 'x')"
        )
    again = open_archive(archive_url, writes=True)
    assert rows(again, "SELECT version_num FROM alembic_version") == [{"version_num": VERSION}]
    assert [row["sha256"] for row in rows(again, "SELECT sha256 FROM v_dokumen")] == ["ab"]


def test_an_older_file_is_copied_as_it_is_and_restored_up_to_date(
    archive_url: str, tmp_path: Path
) -> None:
    older = f"sqlite:///{tmp_path / 'lama.db'}"
    adapter = adapter_of(older)
    with adapter.engine(writes=True).begin() as connection:
        migrate(connection, "0001")
        adapter.claim(connection)
        connection.exec_driver_sql(
            "INSERT INTO document(sha256, size, seen_at) VALUES ('ab', 1, 'x')"
        )
    backup = tmp_path / "cadangan.db"
    assert run(["archive", "backup", str(backup), "--db", older]) == ExitCode.AUDITED
    content = backup.read_bytes()
    with pytest.raises(OlderArchive):
        open_archive(f"sqlite:///{backup}")
    restore(backup, archive_url)
    restored = open_archive(archive_url)
    assert [row["sha256"] for row in rows(restored, "SELECT sha256 FROM v_dokumen")] == ["ab"]
    assert backup.read_bytes() == content


def test_a_migration_that_is_broken_off_leaves_nothing(
    archive_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(connection: object) -> None:
        migrate(connection, "0001")  # type: ignore[arg-type]
        raise RuntimeError

    monkeypatch.setattr("lkj_audit.archive.storage.database.migrate", broken)
    with pytest.raises(RuntimeError):
        open_archive(archive_url, writes=True)
    monkeypatch.undo()
    assert rows(open_archive(archive_url, writes=True), "SELECT count(*) AS n FROM document") == [
        {"n": 0}
    ]


# What is kept -------------------------------------------------------------------------------------


def test_what_is_printed_comes_back_cell_by_cell(archive: Archive, audit: Audit) -> None:
    store(archive, report_of(audit))
    cells = printed_cells(archive)
    assert len(cells) == 6
    box = (1620, 1000, 2520, 1160)
    assert cells[-2] == ArchivedCell(1, 1, "2.500,5", "2500.5", 2, box, 1, 1, None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.1", 1000),
        ("-5", -50000),
        ("0.12345", None),
        ("922337203685477.5807", 2**63 - 1),
        ("9" * 16, None),
    ],
)
def test_an_amount_is_an_integer_or_a_text_and_never_rounded(
    value: str, expected: int | None
) -> None:
    assert units(value) == expected


def test_no_amount_is_stored_as_a_float(archive: Archive, audit: Audit) -> None:
    store(archive, report_of(audit))
    assert {type(cell.value) for cell in printed_cells(archive)} == {str, type(None)}
    found = rows(archive, "SELECT pagu_sen, realisasi_sen, sisa_sen, serapan_nilai FROM v_anggaran")
    assert {type(value) for row in found for value in row.values()} <= {int, str, type(None)}
    (sums,) = rows(archive, "SELECT sum(pagu_sen) AS pagu FROM v_anggaran")
    assert sums == {"pagu": 400050}
    assert type(sums["pagu"]) is int


@pytest.mark.parametrize(
    ("value", "scale", "sen"),
    [
        ("12.34", 1, 1234),
        ("0.001", 1, None),
        ("0.001", 1000, 100),
        ("922337203685477.5807", 1, None),
        ("922337203685477.58", 1, 92233720368547758),
        ("922337203685477.58", 1000, None),
        ("-1", 1_000_000_000, -100_000_000_000),
    ],
)
def test_an_amount_in_sen_is_exact_or_there_is_none(
    archive: Archive, audit: Audit, value: str, scale: int, sen: int | None
) -> None:
    report = report_of(audit)
    (table,) = unpacked_tables(report.cells)
    cells = tuple(replace(cell, value=value) if cell.column == 1 else cell for cell in table.cells)
    columns = tuple(replace(column, scale=scale) for column in table.columns)
    shown = budget_rows(replace(table, cells=cells, columns=columns), TableKind.REALISASI_ANGGARAN)
    store(archive, replace(report, budget=tuple(shown)))
    assert {row["pagu_sen"] for row in rows(archive, "SELECT pagu_sen FROM v_anggaran")} == {sen}


def test_amounts_are_counted_in_what_their_column_says(archive: Archive, audit: Audit) -> None:
    report = report_of(audit)
    (table,) = unpacked_tables(report.cells)
    thousands = tuple(replace(column, scale=1000) for column in table.columns)
    shown = budget_rows(replace(table, columns=thousands), TableKind.REALISASI_ANGGARAN)
    store(archive, replace(report, budget=tuple(shown)))
    assert rows(archive, "SELECT pagu, pagu_sen FROM v_anggaran WHERE baris = 0") == [
        {"pagu": "1.500", "pagu_sen": 150_000_000}
    ]


def test_a_finding_keeps_its_part_of_the_contract(archive: Archive, audit: Audit) -> None:
    store(archive, report_of(audit))
    (found,) = rows(
        archive,
        "SELECT sidik, aturan, tingkat, tercetak, seharusnya, halaman, baris, kolom FROM v_temuan",
    )
    assert found["sidik"] == audit.findings[0].fingerprint
    assert [
        found[key]
        for key in ("aturan", "tingkat", "tercetak", "seharusnya", "halaman", "baris", "kolom")
    ] == [
        "ANG-01",
        "major",
        "100",
        "200",
        2,
        0,
        2,
    ]
    (row,) = rows(archive, "SELECT detail FROM revision")
    (part,) = unpacked(row["detail"])["findings"]
    assert part["alternatives"][0]["expected"] == "1.400"


def test_nips_are_masked_at_rest_unless_they_are_to_be_shown(audit: Audit) -> None:
    assert NIP not in repr(archived(audit, masked, NOW, 1.0))
    hidden = archived(audit, masked, NOW, 1.0)
    assert NIP not in repr((unpacked(hidden.detail), unpacked_tables(hidden.cells)))
    assert NIP in repr(archived(audit, unmasked, NOW, 1.0))
    typed = {
        mask: zlib.decompress(archived(audit, mask, NOW, 1.0).typed) for mask in (masked, unmasked)
    }
    assert NIP.encode() not in typed[masked]
    assert NIP.encode() in typed[unmasked]


def column(index: int, role: Role, header: str = "", **facts: object) -> Column:
    return Column(index, header, role, ValueType.RUPIAH, **facts)  # type: ignore[arg-type]


def test_the_principal_column_is_that_of_the_reports_own_period(report: Report) -> None:
    report = replace(report, period=Period(PeriodKind.TRIWULAN, 3, year=2024))
    columns = (
        column(0, Role.TARGET, period=Period(PeriodKind.TRIWULAN, 2)),
        column(1, Role.TARGET, period=Period(PeriodKind.TRIWULAN, 3)),
        column(2, Role.TARGET, basis=TargetBasis.LONG_TERM),
        column(3, Role.PAGU),
        column(4, Role.PAGU, "Pagu setelah perubahan"),
        column(5, Role.REALISASI, period=Period(PeriodKind.TAHUN, year=2023)),
        column(6, Role.REALISASI),
    )
    assert principal_columns(columns, report) == {1, 4, 6}


# Documents ----------------------------------------------------------------------------------------


def test_the_same_file_twice_is_one_document_with_two_paths(archive: Archive, audit: Audit) -> None:
    report = report_of(audit)
    for path in ("/arsip/a.pdf", "/arsip/b.pdf", "/arsip/a.pdf"):
        record_sightings(archive, [sighting(report, path)], AT)
    assert record_report(archive, report, ORIGIN)
    assert not record_report(archive, report, ORIGIN)
    assert rows(archive, "SELECT lokasi, temuan FROM v_dokumen") == [{"lokasi": 2, "temuan": 1}]


def test_another_content_at_the_same_path_is_another_document_and_the_old_one_stays(
    archive: Archive, audit: Audit
) -> None:
    old, new = report_of(audit, "old"), report_of(audit, "new")
    store(archive, old, "/arsip/a.pdf")
    store(archive, new, "/arsip/a.pdf")
    found = {
        row["sha256"]: row["berkas"]
        for row in rows(archive, "SELECT sha256, berkas FROM v_dokumen")
    }
    assert found == {old.sha256: None, new.sha256: "/arsip/a.pdf"}
    record_sightings(archive, [sighting(old, "/arsip/a.pdf")], AT)
    found = {
        row["sha256"]: row["berkas"]
        for row in rows(archive, "SELECT sha256, berkas FROM v_dokumen")
    }
    assert found == {old.sha256: "/arsip/a.pdf", new.sha256: None}


def test_another_program_or_profile_adds_a_revision_and_keeps_the_old_one(
    archive: Archive, audit: Audit
) -> None:
    report = report_of(audit)
    store(archive, report)
    for origin in (
        replace(ORIGIN, program="0.2.0"),
        replace(ORIGIN, rule_set="def"),
        replace(ORIGIN, profile="x"),
    ):
        assert record_report(archive, replace(report, findings=()), origin)
    assert rows(archive, "SELECT revisi, temuan FROM v_dokumen") == [{"revisi": 4, "temuan": 0}]
    assert rows(archive, "SELECT count(*) AS n FROM finding") == [{"n": 1}]
    # searched is the newest one alone
    assert rows(archive, "SELECT count(*) AS n FROM passage") == [{"n": len(report.passages)}]


def test_a_broken_document_goes_to_quarantine_and_leaves_it_once_it_is_audited(
    archive: Archive, audit: Audit
) -> None:
    report = report_of(audit)
    record_sightings(archive, [sighting(report)], AT)
    for _ in range(2):
        record_failure(archive, sighting(report), FAILURE, ORIGIN, AT)
    assert rows(archive, "SELECT sha256, code, attempts FROM quarantine") == [
        {"sha256": report.sha256, "code": "Damaged", "attempts": 2}
    ]
    assert rows(archive, "SELECT status FROM v_dokumen") == [{"status": "failed"}]
    assert record_report(archive, report, ORIGIN)
    assert rows(archive, "SELECT * FROM quarantine") == []
    assert rows(archive, "SELECT status FROM v_dokumen") == [{"status": "audited"}]


def test_a_scan_is_no_broken_document(archive: Archive, audit: Audit) -> None:
    report = report_of(audit)
    record_sightings(archive, [sighting(report)], AT)
    record_failure(archive, sighting(report), replace(FAILURE, state=State.SCAN), ORIGIN, AT)
    assert rows(archive, "SELECT status FROM v_dokumen") == [{"status": "scan"}]
    assert rows(archive, "SELECT * FROM quarantine") == []


def test_what_was_refused_is_taken_back_once_it_can_be_read(archive: Archive, audit: Audit) -> None:
    record_refusals(
        archive, [("/arsip/a.zip", "", FAILURE), ("/arsip/b.zip", "", FAILURE)], "0.1.0", AT
    )
    record_sightings(archive, [sighting(report_of(audit), "/arsip/a.zip", "laporan.pdf")], AT)
    assert rows(archive, "SELECT path FROM quarantine") == [{"path": "/arsip/b.zip"}]


def test_a_deletion_is_logged_and_takes_all_with_it(archive: Archive, audit: Audit) -> None:
    report, other = report_of(audit), report_of(audit, "b")
    store(archive, report, "/arsip/a.pdf")
    store(archive, other, "/arsip/b.pdf")
    before = [len(part) for part in content(archive)]
    assert delete_document(archive, report.sha256, "permintaan kantor", AT)
    assert not delete_document(archive, report.sha256, "lagi", AT)
    assert [len(part) * 2 for part in content(archive)] == before
    assert rows(archive, "SELECT sha256, paths, reason FROM deletion") == [
        {"sha256": report.sha256, "paths": "/arsip/a.pdf", "reason": "permintaan kantor"}
    ]
    assert len(search(archive, "realisasi", (), DocumentFilter(), 20).rows) == 1
    with archive.transaction() as connection:
        assert archive.adapter.faults(connection) == []


# Metadata -----------------------------------------------------------------------------------------


def known(archive: Archive) -> tuple[object, object, object]:
    (row,) = rows(archive, "SELECT organisasi, tahun, periode, konflik FROM v_dokumen")
    return row["organisasi"], row["tahun"], row["konflik"]


def test_the_report_stands_against_its_file_and_the_conflict_is_listed(
    archive: Archive, audit: Audit
) -> None:
    store(archive, report_of(audit), "/arsip/2023/kecamatan-klakah-tw4.pdf")
    assert known(archive) == ("Kecamatan Klakah", 2024, 1)
    assert rows(
        archive, "SELECT source, value FROM metadata WHERE conflict = 1 ORDER BY source"
    ) == [
        {"source": "folder", "value": "2023"},
        {"source": "report", "value": "2024"},
    ]


def test_names_of_files_tell_what_a_report_does_not(archive: Archive, audit: Audit) -> None:
    report = replace(report_of(audit, year=None, period=None), organisation=None)
    store(archive, report, "/arsip/2023/LKj Dinas Pertanian TW II.pdf")
    assert known(archive) == ("Dinas Pertanian", 2023, 0)


def test_names_that_contradict_each_other_tell_nothing(archive: Archive, audit: Audit) -> None:
    store(archive, replace(report_of(audit), year=None), "/arsip/2023/lkj-2024.pdf")
    assert known(archive)[1:] == (None, 1)


def test_a_decision_of_a_person_settles_a_conflict_and_outlives_new_audits(
    archive: Archive, audit: Audit
) -> None:
    report = report_of(audit)
    store(archive, report, "/arsip/2023/klakah.pdf")
    record_manifest(
        archive, [(report.sha256, [MetadataFact(Field.YEAR, MetadataSource.DECISION, "2023")])]
    )
    assert known(archive) == ("Kecamatan Klakah", 2023, 0)
    assert record_report(archive, report, replace(ORIGIN, program="0.2.0"))
    record_sightings(archive, [sighting(report, "/arsip/2024/klakah.pdf")], AT)
    assert known(archive) == ("Kecamatan Klakah", 2023, 0)


# Kills --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_what_is_killed_at_any_moment_loses_nothing_and_doubles_nothing(
    tmp_path: Path, audit: Audit, seed: int
) -> None:
    assert kill_again_and_again(tmp_path, report_of(audit), Random(seed), kills=5) == 5


def test_a_copy_is_named_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF- a")
    name = sha256(b"%PDF- a").hexdigest()
    assert put(tmp_path / "salinan", File(tmp_path / "a.pdf"), name) == stored(
        tmp_path / "salinan", name
    )
    assert stored(tmp_path / "salinan", name).read_bytes() == b"%PDF- a"


# Search -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("angka", '"angka"*'),
        ('"angka harapan"', '"angka harapan"'),
        ('a" b', '"a"* "b"*'),
        ("NEAR(", '"NEAR("*'),
    ],
)
def test_what_a_person_types_is_never_an_expression_of_the_database(
    words: str, expected: str
) -> None:
    assert match_expression(words) == expected
