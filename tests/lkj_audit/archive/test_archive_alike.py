"""Laws of two databases: SQLite and PostgreSQL hold the same, and answer every question alike."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from lkj_audit.archive.errors import OccupiedDatabase
from lkj_audit.archive.ingestion.sources import PdfSource as File
from lkj_audit.archive.queries.document_queries import (
    DocumentFilter,
    find_documents,
    list_conflicts,
    list_documents,
    list_quarantine,
    search,
)
from lkj_audit.archive.queries.document_view import dossier
from lkj_audit.archive.queries.exports import export
from lkj_audit.archive.queries.rankings import offices_by_findings, repeated_findings, trend
from lkj_audit.archive.queries.reporting_matrix import matrix_of
from lkj_audit.archive.queries.search_terms import (
    TOKENIZER,
    match_expression,
    terms,
    terms_in_order,
)
from lkj_audit.archive.records import ArchivedReport, Failure, PassageSubject, SearchPassage, State
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.archive.storage.maintenance import back_up, restore, verify
from lkj_audit.archive.storage.store import DatabaseStore, SourceChanged, stored_blocks
from lkj_audit.archive.storage.writer import (
    Sighting,
    delete_document,
    record_failure,
    record_refusals,
    record_sightings,
)
from lkj_audit.presentation.language import Lang
from tests.archives import ORIGIN, content, report_of, rows, sighting, store
from tests.postgres import Server, skip_without_server
from validate.findings import Audit

AT = "2025-01-01T00:00:00Z"
FAILURE = Failure(State.FAILED, "Damaged", "PDF ini rusak.", "The PDF is damaged.")
PASSAGES = (
    "Persentase Penduduk Miskin di Kecamatan Klakah",
    "Angka kemiskinan ekstrem menurun tajam; angka harapan hidup naik.",
    "Harapan hidup dan angka melek huruf",
    "Nilai SAKIP (Sistem Akuntabilitas Kinerja Instansi Pemerintah) = 72,35 %",
    "Kode 5.01.02.2.06.0001 Penyediaan Administrasi Pelaksanaan Tugas ASN",
    "e-government, e-kinerja & SP4N-LAPOR!",
    "Indeks Kepuasan Masyarakat (IKM) 2024/2025",
    "Pencapaian target «mantap» – jalan 12½ km, 30 m²",
    "Kafé, façade, naïve, Ångström, ÉTUDE, Việt Nam, straße, ﬁnal, İstanbul",
    "kerja_sama antar-daerah; Jum'at, Al-Qur'an, \"kutipan\" 'tunggal' back\\slash",
    "表 資料 данные البيانات e\u0301tude a\u0331b \N{FACE WITH TEARS OF JOY}kerja",
    "program " * 300,
    "Program",
    "program Program PROGRAM",
)
QUERIES = (
    "angka",
    "ANGKA",
    "kemiskin",
    '"angka harapan"',
    '"harapan angka"',
    "harapan angka",
    "angka harapan hidup",
    "5.01.02",
    "5.01.02.2.06.0001",
    '"5.01"',
    "01.5",
    "e-government",
    "government e",
    "ekinerja",
    "sp4n-lapor",
    "72,35",
    "2024/2025",
    "ikm",
    "(IKM)",
    "12½",
    "m²",
    "kafe",
    "kafé",
    "facade",
    "angstrom",
    "etude",
    "viet",
    "strasse",
    "straße",
    "final",
    "istanbul",
    "kerja_sama",
    "kerja",
    "jum'at",
    "qur'an",
    '"kutipan"',
    "back\\slash",
    "資料",
    "資",
    "данн",
    "البيانات",
    "ab",
    "\N{FACE WITH TEARS OF JOY}",
    "program",
    "prog",
    "--",
    "-- angka",
    '"--" harapan',
    '""',
    '"',
    'a"b',
    "a & b | !c",
    "angka:*",
    "NEAR(angka harapan)",
    "angka OR tiada",
    "text : angka",
    "%",
    "'; DROP TABLE passage; --",
    "tiada",
)


def fill(archive: Archive, audit: Audit) -> None:
    """Store reports of some offices and years, also of unknown ones, and what could not be read."""

    def of(name: str, **changes: object) -> ArchivedReport:
        return replace(report_of(audit, name), **changes)  # type: ignore[arg-type]

    prose = tuple(
        SearchPassage(PassageSubject.PROSE, page, one) for page, one in enumerate(PASSAGES, 1)
    )
    store(archive, of("a", organisation="Kecamatan Klakah", period="TW1"), "/arsip/2023/klakah.pdf")
    store(
        archive,
        of("b", organisation="Kecamatan Klakah", period="TW2", passages=prose),
        "/arsip/B.pdf",
    )
    store(archive, of("c", organisation="kecamatan ajung", passages=prose[::-1]), "/arsip/c.pdf")
    store(archive, of("d", organisation=None, year=None, period=None, findings=()), "/arsip/_.pdf")
    store(archive, of("e", organisation="Dinas Sosial", year=2023, period="TAHUN"), "/arsip/Ä.pdf")
    failed = of("f")
    record_sightings(archive, [sighting(failed, "/arsip/a.zip", "rusak.pdf")], AT)
    record_failure(archive, sighting(failed, "/arsip/a.zip", "rusak.pdf"), FAILURE, ORIGIN, AT)
    record_refusals(archive, [("/arsip/b.zip", "", FAILURE)], "0.1.0", AT)


@pytest.fixture(scope="module")
def _pair(
    tmp_path_factory: pytest.TempPathFactory, _postgres: Server | None
) -> tuple[Archive, Archive]:
    """An archive of each kind, empty."""
    file = tmp_path_factory.mktemp("alike") / "lkj.db"
    one, other = (
        open_archive(url, writes=True)
        for url in (f"sqlite:///{file}", skip_without_server(_postgres).url())
    )
    return one, other


@pytest.fixture
def pair(_pair: tuple[Archive, Archive], audit: Audit) -> tuple[Archive, Archive]:
    """An archive of each kind with the same content, which the tests of this module only read."""
    for archive in _pair:
        if not list_documents(archive, DocumentFilter()).rows:
            fill(archive, audit)
    return _pair


def test_both_hold_the_same(pair: tuple[Archive, Archive]) -> None:
    one, other = pair
    assert content(one) == content(other)


def test_both_find_the_same_in_the_same_order(pair: tuple[Archive, Archive]) -> None:
    one, other = pair
    found = {words: search(one, words, (), DocumentFilter(), 100).rows for words in QUERIES}
    assert {
        words: search(other, words, (), DocumentFilter(), 100).rows for words in QUERIES
    } == found
    # the queries tell something: most find passages, and some find none
    assert sum(1 for rows in found.values() if rows) > 30
    assert [
        len(found[words])
        for words in ("tiada", "--", "harapan angka", '"angka harapan"', "kemiskin")
    ] == [
        0,
        0,
        4,
        2,
        2,
    ]
    assert [row[5] for row in found["program"][:2]] == ["Program", "Program"]


@pytest.mark.parametrize("subjects", [(), ("caption",), ("prose", "program")])
@pytest.mark.parametrize(
    "wanted",
    [
        DocumentFilter(),
        DocumentFilter(office="KECAMATAN"),
        DocumentFilter(year=2024),
        DocumentFilter(period="tw2"),
    ],
)
def test_both_find_the_same_among_some(
    pair: tuple[Archive, Archive], subjects: tuple[str, ...], wanted: DocumentFilter
) -> None:
    one, other = pair
    for words in ("realisasi", "angka", "program"):
        assert (
            search(one, words, subjects, wanted, 3).rows
            == search(other, words, subjects, wanted, 3).rows
        )


QUESTIONS: dict[str, Callable[[Archive], object]] = {
    "list": lambda archive: list_documents(archive, DocumentFilter()).rows,
    "list of an office": lambda archive: (
        list_documents(archive, DocumentFilter(office="klakah", year=2024)).rows
    ),
    "list of a status": lambda archive: (
        list_documents(archive, DocumentFilter(status="failed")).rows
    ),
    "conflicts": lambda archive: list_conflicts(archive, DocumentFilter()).rows,
    "quarantine": lambda archive: list_quarantine(archive, english=False).rows,
    "trend": lambda archive: trend(archive, "program", DocumentFilter()).rows,
    "offices by findings": lambda archive: offices_by_findings(archive, DocumentFilter()).rows,
    "findings that recur": lambda archive: repeated_findings(archive, DocumentFilter()).rows,
    "what is missing": lambda archive: matrix_of(archive, DocumentFilter()).missing().rows,
}


def types_of(rows: object) -> list[list[type]]:
    """Return the type of every value of an answer."""
    return [list(map(type, row)) for row in rows]  # type: ignore[attr-defined]


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_answer_alike(pair: tuple[Archive, Archive], question: str) -> None:
    one, other = (QUESTIONS[question](archive) for archive in pair)
    assert one == other
    assert one
    assert types_of(one) == types_of(other)


def test_both_find_documents_and_tell_of_them_alike(pair: tuple[Archive, Archive]) -> None:
    told = []
    for archive in pair:
        with archive.transaction() as connection:
            named = [
                find_documents(connection, name)
                for name in ("1", "/ARSIP/b.PDF", "a.zip!/rusak", "%", "Ä")
            ]
        told.append((named, [dossier(archive, number, Lang.ID, 100) for number in range(1, 7)]))
    assert told[0] == told[1]
    assert [len(found) for found in told[0][0]] == [1, 1, 1, 0, 1]


def test_both_export_the_same(pair: tuple[Archive, Archive], tmp_path: Path) -> None:
    for archive, name in zip(pair, ("satu", "dua"), strict=True):
        export(archive, tmp_path / name, "csv", Lang.ID)
    for file in sorted((tmp_path / "satu").iterdir()):
        lines = (
            sorted(path.read_text("utf-8").splitlines())
            for path in (file, tmp_path / "dua" / file.name)
        )
        one, other = lines
        assert one == other, file.name


LETTERS = st.characters(min_codepoint=1, max_codepoint=0x2FFF, exclude_categories=["Cs"])
TEXTS = st.text(st.one_of(st.sampled_from("ab é-.\"'*&|!:<>()\\½"), LETTERS), max_size=30)


@given(passage=TEXTS, words=TEXTS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_printed_and_asked_both_agree(
    pair: tuple[Archive, Archive], passage: str, words: str
) -> None:
    with closing(sqlite3.connect(":memory:")) as memory, pair[1].transaction() as connection:
        memory.execute(f"CREATE VIRTUAL TABLE tried USING fts5(text, tokenize='{TOKENIZER}')")
        memory.execute("INSERT INTO tried VALUES (?)", (passage,))
        (positions,) = terms([passage])
        for asked in (words, passage, f'"{passage}"', passage[:4]):
            expression = match_expression(asked)
            query, parameters = pair[1].adapter.matches(asked)
            one = "FROM (SELECT 1 AS id, CAST(:found AS text) AS terms) passage"
            parameters["found"] = terms_in_order(positions)
            found = (
                connection.execute(text(query.replace("FROM passage", one)), parameters).first()
                is not None
            )
            matched = "SELECT count(*) FROM tried WHERE tried MATCH ?"
            expected = bool(expression) and memory.execute(matched, (expression,)).fetchone() == (
                1,
            )
            assert found == expected, asked


# Copies of an archive -----------------------------------------------------------------------------


def test_a_backup_of_either_is_restored_into_either(
    pair: tuple[Archive, Archive], postgres: Server, tmp_path: Path
) -> None:
    expected = content(pair[0])
    for number, archive in enumerate(pair):
        backup = tmp_path / f"cadangan{number}.db"
        back_up(archive, backup)
        assert content(open_archive(f"sqlite:///{backup}")) == expected
        for url in (f"sqlite:///{tmp_path / f'pulih{number}.db'}", postgres.url()):
            restore(backup, url)
            restored = open_archive(url, writes=True)
            assert content(restored) == expected
            assert len(search(restored, '"angka harapan"', (), DocumentFilter(), 20).rows) == 2
            with restored.transaction() as connection:
                assert restored.adapter.faults(connection) == []
            # keys of new rows are none of those that were restored
            record_sightings(
                restored, [Sighting("0" * 64, 1, "/arsip/baru.pdf", "", masked=False)], AT
            )
    assert [path.suffix for path in tmp_path.iterdir()] == [".db"] * 4


def test_a_backup_takes_the_place_of_an_archive_on_a_server_only_where_that_is_said(
    pair: tuple[Archive, Archive], postgres: Server, tmp_path: Path, audit: Audit
) -> None:
    back_up(pair[1], tmp_path / "cadangan.db")
    archive = open_archive(url := postgres.url(), writes=True)
    store(archive, report_of(audit, "lain"))
    before = content(archive)
    with pytest.raises(OccupiedDatabase):
        restore(tmp_path / "cadangan.db", url)
    assert content(archive) == before
    restore(tmp_path / "cadangan.db", url, replace=True)
    assert content(archive) == content(pair[0])


# Copies of documents ------------------------------------------------------------------------------


def test_documents_are_copied_into_the_database_and_verified_there(
    archive_url: str, audit: Audit, tmp_path: Path
) -> None:
    archive = open_archive(archive_url, writes=True)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 " + bytes(range(256)) * 10_000)
    name = sha256(path.read_bytes()).hexdigest()
    store(archive, replace(report_of(audit), sha256=name), str(path))
    for _ in range(2):
        DatabaseStore(archive).put_all([(File(path), name)], name)
    assert b"".join(stored_blocks(archive, name)) == path.read_bytes()
    path.unlink()
    assert verify(archive).rows == []
    with archive.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM stored_block WHERE number = 1")
    assert [row[0] for row in verify(archive).rows] == ["vanished"]
    assert delete_document(archive, name, "permintaan kantor", AT)
    assert rows(archive, "SELECT * FROM stored_block") == []


def test_what_has_changed_meanwhile_is_not_copied(
    archive_url: str, audit: Audit, tmp_path: Path
) -> None:
    archive = open_archive(archive_url, writes=True)
    report = report_of(audit)
    store(archive, report)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 lain")
    with pytest.raises(SourceChanged):
        DatabaseStore(archive).put_all([(File(tmp_path / "a.pdf"), report.sha256)], report.sha256)
    assert rows(archive, "SELECT * FROM stored_block") == []
