"""Laws of a PostgreSQL server that cannot be used: each refusal says why, has its exit code, and
nothing is lost.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from lkj_audit.archive import errors
from lkj_audit.archive.errors import ArchiveError
from lkj_audit.archive.storage.adapters import adapter_of
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from lkj_audit.presentation.language import Lang
from tests.archives import content, report_of, rows, store
from tests.postgres import Server
from validate.findings import Audit

NOBODY = "postgresql://petugas:rahasia@127.0.0.1:1/lkj"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(["archive", *arguments])
    return code, capsys.readouterr().err


def test_a_server_that_is_not_there_is_named_without_its_password(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("psycopg", reason="the extra server is not installed")
    code, said = told(capsys, "list", "--db", NOBODY)
    assert code == ExitCode.ARCHIVE
    assert said.startswith("Server PostgreSQL untuk 127.0.0.1:1/lkj tidak dapat dihubungi: ")
    assert "rahasia" not in said
    assert said.count("\n") == 1


def test_without_its_libraries_one_line_names_the_extra(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "lkj_audit.archive.storage.adapters.find_spec",
        lambda name: None if name == "psycopg" else name,
    )
    code, said = told(capsys, "list", "--db", NOBODY)
    assert code == ExitCode.USAGE
    assert (
        said
        == "PostgreSQL memerlukan pustaka yang dipasang dengan: pip install 'lkj-audit[server]'\n"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("/postgres?", "/tiada?"), "Server tidak memiliki basis data"),
        (("lkj@", "orang-lain@"), "Server menolak masuk ke"),
    ],
)
def test_what_the_server_refuses_is_told(
    postgres: Server, capsys: pytest.CaptureFixture[str], change: tuple[str, str], words: str
) -> None:
    code, said = told(capsys, "list", "--db", postgres.base.replace(*change))
    assert code == ExitCode.ARCHIVE
    assert said.startswith(words)


def test_an_empty_database_is_no_archive_until_it_is_written(
    postgres: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = told(capsys, "list", "--db", postgres.url())
    assert code == ExitCode.ARCHIVE
    assert "tidak ditemukan" in said


@pytest.mark.parametrize("writes", [False, True])
def test_the_database_of_another_program_is_left_as_it_is(postgres: Server, writes: bool) -> None:
    url = postgres.url()
    schema = url.rpartition("%3D")[2]
    postgres.execute(f"CREATE TABLE {schema}.document(isi text)")
    with pytest.raises(errors.ForeignDatabase):
        open_archive(url, writes=writes)
    postgres.execute(f"INSERT INTO {schema}.document VALUES ('tetap')")


@pytest.mark.parametrize(
    ("version", "error"), [("9999", errors.NewerArchive), ("0001", errors.OlderArchive)]
)
def test_another_version_of_the_schema_is_told(
    postgres: Server, version: str, error: type[ArchiveError]
) -> None:
    url = postgres.url()
    with open_archive(url, writes=True).transaction() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")
    with pytest.raises(error) as raised:
        open_archive(url)
    assert f"skema {version}" in raised.value.text(Lang.ID)


def test_a_server_that_takes_no_changes_is_read_and_not_written(
    postgres: Server, audit: Audit
) -> None:
    url = postgres.url()
    store(open_archive(url, writes=True), report_of(audit))
    read_only = f"{url}%20-cdefault_transaction_read_only%3Don"
    assert rows(open_archive(read_only), "SELECT count(*) AS n FROM document") == [{"n": 1}]
    with pytest.raises(errors.ReadOnlyServer):
        store(open_archive(read_only, writes=True), report_of(audit, "b"))


def test_what_only_asks_cannot_change_anything(postgres: Server, audit: Audit) -> None:
    url = postgres.url()
    store(open_archive(url, writes=True), report_of(audit))
    with pytest.raises(errors.ReadOnlyArchive):
        store(open_archive(url), report_of(audit, "b"))


def test_a_user_without_privileges_is_told_so(postgres: Server, audit: Audit) -> None:
    url = postgres.url()
    store(open_archive(url, writes=True), report_of(audit))
    schema = url.rpartition("%3D")[2]
    postgres.execute(f"CREATE ROLE tamu_{schema} LOGIN")
    guest = url.replace("lkj@", f"tamu_{schema}@")
    postgres.execute(f"GRANT USAGE ON SCHEMA {schema} TO tamu_{schema}")
    with pytest.raises(errors.MissingPrivilege):
        open_archive(guest)
    postgres.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO tamu_{schema}")
    assert rows(open_archive(guest), "SELECT count(*) AS n FROM document") == [{"n": 1}]
    # a worker that may not write says so and does not wait in silence
    assert run(["worker", "--until-empty", "--db", guest]) == ExitCode.ARCHIVE


def test_a_locked_archive_says_so_and_can_be_read(
    postgres: Server, audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lkj_audit.archive.storage.adapters.BUSY_SECONDS", 0.05)
    archive = open_archive(url := postgres.url(), writes=True)
    with archive.transaction() as connection:
        archive.adapter.begin_exclusively(connection)
        with pytest.raises(errors.LockedArchive):
            store(open_archive(url, writes=True), report_of(audit))
        assert rows(open_archive(url), "SELECT count(*) AS n FROM document") == [{"n": 0}]
    store(archive, report_of(audit))


def test_a_connection_that_is_cut_rolls_a_document_back_and_the_next_run_brings_it(
    postgres: Server, audit: Audit
) -> None:
    archive = open_archive(postgres.url(), writes=True)
    store(archive, report_of(audit))
    before = content(archive)
    with pytest.raises(errors.UnreachableServer):
        cut_off(archive, postgres)
    assert content(archive) == before


def cut_off(archive: Archive, postgres: Server) -> None:
    """Change something in a transaction, and have the server end the connection."""
    with archive.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM document")
        own = "state = 'idle in transaction' AND application_name = 'lkj'"
        postgres.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {own}")
        connection.exec_driver_sql("SELECT 1")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("DiskFull", errors.FullArchive),
        ("DataCorrupted", errors.DamagedArchive),
        ("LockNotAvailable", errors.LockedArchive),
        ("DeadlockDetected", errors.LockedArchive),
        ("CannotConnectNow", errors.UnreachableServer),
        ("UndefinedTable", errors.UnusableArchive),
    ],
)
def test_what_the_server_says_is_told_in_words(name: str, error: type[ArchiveError]) -> None:
    psycopg = pytest.importorskip("psycopg", reason="the extra server is not installed")
    refused = getattr(psycopg.errors, name)("could not do it")
    said = adapter_of(NOBODY).error(OperationalError("INSERT", {}, refused))
    assert type(said) is error
    assert all(
        text and "{" not in text for lang in Lang for text in (said.text(lang), said.advice(lang))
    )


def test_what_no_text_of_the_server_can_hold_is_left_out(postgres: Server, audit: Audit) -> None:
    archive = open_archive(postgres.url(), writes=True)
    report = report_of(audit)
    (table,) = report.tables
    store(archive, replace(report, tables=(replace(table, caption="Realisasi\0 Anggaran"),)))
    assert rows(archive, "SELECT caption FROM printed_table") == [{"caption": "Realisasi Anggaran"}]
