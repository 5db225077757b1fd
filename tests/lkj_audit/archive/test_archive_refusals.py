"""Laws of databases that cannot be used: each says why in a sentence, has its exit code, and is
left as it is.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from lkj_audit.archive import errors
from lkj_audit.archive.errors import ArchiveError
from lkj_audit.archive.records import ArchivedReport
from lkj_audit.archive.storage.adapters import adapter_of
from lkj_audit.archive.storage.database import open_archive
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from lkj_audit.presentation.language import Lang
from tests.archives import archive_in, report_of, rows, store, url
from validate.findings import Audit


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    (tmp_path / "masuk").mkdir()
    (tmp_path / "masuk" / "a.pdf").write_bytes(b"rusak")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(["ingest", "masuk", *arguments])
    return code, capsys.readouterr().err


@pytest.mark.parametrize(
    "db",
    [
        "lkj.db",
        "mysql://u:rahasia@server/x",
        "postgresql://u:rahasia@server",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite://server/lkj.db",
        "sqlite:///lkj.db?mode=ro",
        "",
    ],
)
def test_a_wrong_url_is_a_wrong_call_and_tells_no_password(
    here: Path, capsys: pytest.CaptureFixture[str], db: str
) -> None:
    code, said = told(capsys, "--db", db)
    assert code == ExitCode.USAGE
    assert "sqlite:///lkj.db" in said
    assert "rahasia" not in said
    assert sorted(os.listdir(here)) == ["masuk"]


def test_a_folder_that_is_not_there_is_not_made(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, "--db", "sqlite:///tiada/lkj.db")
    assert code == ExitCode.ARCHIVE
    assert said.startswith("Folder tiada untuk arsip tiada/lkj.db tidak ditemukan.")


@pytest.mark.parametrize("content", [b"%PDF-1.4 bukan basis data", b"SQLite format 2\0", b"x"])
def test_another_file_is_left_as_it_is(
    here: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (here / "lkj.db").write_bytes(content)
    code, said = told(capsys)
    assert code == ExitCode.ARCHIVE
    assert "bukan arsip lkj" in said
    assert (here / "lkj.db").read_bytes() == content


def test_the_database_of_another_program_is_left_as_it_is(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(here / "lkj.db")) as other:
        other.execute("CREATE TABLE document(isi TEXT)")
    code, said = told(capsys)
    assert code == ExitCode.ARCHIVE
    assert "bukan arsip lkj" in said
    with closing(sqlite3.connect(here / "lkj.db")) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("document",)]


def test_an_empty_file_becomes_an_archive(here: Path) -> None:
    (here / "lkj.db").touch()
    assert rows(open_archive(url(here), writes=True), "SELECT count(*) AS n FROM document") == [
        {"n": 0}
    ]


@pytest.mark.parametrize("keep", [20, 2000, 9000])
def test_a_truncated_archive_is_damaged(here: Path, audit: Audit, keep: int) -> None:
    store(archive_in(here), report_of(audit))
    whole = (here / "lkj.db").read_bytes()
    (here / "lkj.db").write_bytes(whole[:keep])
    with pytest.raises(ArchiveError) as raised:
        rows(open_archive(url(here)), "SELECT * FROM printed_cells")
    assert isinstance(raised.value, errors.DamagedArchive)


@pytest.mark.parametrize(
    ("version", "error"), [("9999", errors.NewerArchive), ("0001", errors.OlderArchive)]
)
def test_another_version_of_the_schema_is_told(
    here: Path, version: str, error: type[ArchiveError]
) -> None:
    with archive_in(here).transaction() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")
    with pytest.raises(error) as raised:
        open_archive(url(here))
    assert f"skema {version}" in raised.value.text(Lang.ID)


def test_a_newer_archive_is_not_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with archive_in(here).transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = (here / "lkj.db").read_bytes()
    code, said = told(capsys)
    assert code == ExitCode.ARCHIVE
    assert "versi lkj yang lebih baru" in said
    assert (here / "lkj.db").read_bytes() == before


def test_a_locked_archive_says_so_and_loses_nothing(
    here: Path, audit: Audit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(archive_in(here), report_of(audit))
    monkeypatch.setattr("lkj_audit.archive.storage.adapters.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(here / "lkj.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        code, said = told(capsys)
        # what is only read can be read meanwhile
        assert rows(open_archive(url(here)), "SELECT count(*) AS n FROM document") == [{"n": 1}]
    assert code == ExitCode.ARCHIVE
    assert "sedang dipakai proses lain" in said


def test_a_read_only_archive_can_be_read_and_not_written(
    here: Path, audit: Audit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(archive_in(here), report_of(audit))
    # root may write everywhere
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    assert rows(open_archive(url(here)), "SELECT count(*) AS n FROM document") == [{"n": 1}]
    code, said = told(capsys)
    assert code == ExitCode.ARCHIVE
    assert "hanya dapat dibaca" in said


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("SQLITE_BUSY_SNAPSHOT", errors.LockedArchive),
        ("SQLITE_FULL", errors.FullArchive),
        ("SQLITE_READONLY_DIRECTORY", errors.ReadOnlyArchive),
        ("SQLITE_CORRUPT", errors.DamagedArchive),
        ("SQLITE_IOERR_WRITE", errors.UnusableArchive),
    ],
)
def test_what_the_database_says_is_told_in_words(
    here: Path, name: str, error: type[ArchiveError]
) -> None:
    refused = sqlite3.OperationalError("disk I/O error")
    refused.sqlite_errorname = name
    told = adapter_of(url(here)).error(OperationalError("INSERT", {}, refused))
    assert type(told) is error
    assert all(
        text and "{" not in text for lang in Lang for text in (told.text(lang), told.advice(lang))
    )


def test_a_damaged_archive_takes_the_place_of_no_backup(here: Path, audit: Audit) -> None:
    store(archive_in(here), report_of(audit))
    assert run(["archive", "backup", "cadangan.db"]) == ExitCode.AUDITED
    whole = Path("cadangan.db").read_bytes()
    with Path("lkj.db").open("r+b") as file:
        file.seek(len(whole) // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096)
    assert run(["archive", "backup", "cadangan.db", "--force"]) == ExitCode.ARCHIVE
    assert Path("cadangan.db").read_bytes() == whole


def test_a_full_disk_rolls_a_document_back_and_the_next_run_brings_it(
    here: Path, audit: Audit
) -> None:
    archive = archive_in(here)
    store(archive, report_of(audit))
    with archive.transaction() as connection:
        most = connection.exec_driver_sql("PRAGMA page_count").scalar_one() + 1
    big = with_many_cells(report_of(audit, "b"))
    limited = open_archive(url(here), writes=True)

    @event.listens_for(limited.engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")

    with pytest.raises(errors.FullArchive):
        store(limited, big)
    assert rows(archive, "SELECT count(*) AS n FROM revision") == [{"n": 1}]
    store(archive, big)
    assert rows(archive, "SELECT count(*) AS n FROM revision") == [{"n": 2}]


def with_many_cells(report: ArchivedReport) -> ArchivedReport:
    return replace(report, cells=bytes(400_000))


MOUNTS = (
    "25 1 8:1 / / rw - ext4 /dev/sda rw\n36 25 0:40 / /mnt/bagi\\040an rw shared:1 - {} "
    "server:/x rw\n"
)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_an_archive_on_a_network_share_is_refused_unless_that_is_allowed(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    mounts = here / "mountinfo"
    mounts.write_text(MOUNTS.format(kind).replace("/mnt/bagi\\040an", str(here)))
    monkeypatch.setattr("lkj_audit.archive.storage.network_shares.MOUNTS", mounts)
    code, said = told(capsys)
    assert code == ExitCode.ARCHIVE
    assert "PostgreSQL" in said
    assert "--allow-network-share" in said
    assert not (here / "lkj.db").exists()
    assert told(capsys, "--allow-network-share")[0] == ExitCode.UNOPENABLE
    assert (here / "lkj.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["masuk", "--only", "semua"],
        ["masuk", "--only", "older-than"],
        ["masuk", "--only", "older-than=baru"],
        ["masuk", "--only", "failed=1"],
        ["masuk", "--manifest", "tiada.csv"],
        ["masuk", "--log", "tiada/x.log"],
    ],
)
def test_a_wrong_call_stores_nothing(here: Path, arguments: Sequence[str]) -> None:
    assert run(["ingest", *arguments]) == ExitCode.USAGE
    if (here / "lkj.db").exists():
        assert rows(open_archive(url(here)), "SELECT count(*) AS n FROM document") == [{"n": 0}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("berkas;tahun;warna\na.pdf;2024;biru", "kolom tidak dikenal: warna"),
        ("tahun\n2024", "harus ada satu kolom berkas"),
        ("berkas;file\na.pdf;b.pdf", "harus ada satu kolom berkas"),
        ("berkas;tahun\na.pdf;2024\na.pdf;2023", "baris 3: a.pdf sudah ada di baris 2"),
        ("berkas;tahun\na.pdf;duaribu", "tahun duaribu tidak dikenal"),
        ("berkas;periode\na.pdf;kapan", "periode kapan tidak dikenal"),
        ("berkas;jenis\na.pdf;novel", "jenis novel tidak dikenal"),
        ("berkas;putusan\na.pdf;mungkin", "putusan harus ya atau tidak"),
        ("berkas;tahun\na.pdf", "baris 2: 1 kolom, seharusnya 2"),
        ("berkas\n\na.pdf;", "baris 3: 2 kolom, seharusnya 1"),
        ("", "harus ada satu kolom berkas"),
    ],
)
def test_a_manifest_with_a_mistake_says_where(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (here / "manifes.csv").write_text(text, "utf-8")
    code, err = told(capsys, "--manifest", "manifes.csv")
    assert code == ExitCode.USAGE
    assert said in err
    assert not (here / "lkj.db").exists()


def test_an_empty_name_names_no_document(here: Path, audit: Audit) -> None:
    store(archive_in(here), report_of(audit))
    for name in ("", " "):
        assert run(["archive", "delete", name, "--reason", "salah kirim"]) != ExitCode.AUDITED
        assert run(["archive", "show", name]) != ExitCode.AUDITED
    assert rows(open_archive(url(here)), "SELECT id FROM document") != []


def test_a_damaged_schema_that_is_no_text_is_damage(here: Path, audit: Audit) -> None:
    store(archive_in(here), report_of(audit))
    content = Path("lkj.db").read_bytes()
    Path("lkj.db").write_bytes(content.replace(b"CREATE TABLE document", b"\xff" * 21))
    assert run(["archive", "list"]) == ExitCode.ARCHIVE
    assert run(["ingest", "masuk"]) == ExitCode.ARCHIVE


def test_a_port_that_is_no_number_is_a_wrong_url() -> None:
    assert run(["archive", "list", "--db", "postgresql://lkj@localhost:abc/lkj"]) == ExitCode.USAGE


def test_a_backup_that_its_disk_does_not_take_is_refused_in_a_sentence(
    here: Path, audit: Audit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store(archive_in(here), report_of(audit))

    def full(_: Path) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr("lkj_audit.archive.storage.adapters.make_one_file", full)
    assert run(["archive", "backup", "cadangan.db"]) == ExitCode.ARCHIVE
    assert "penuh" in capsys.readouterr().err
    assert not Path("cadangan.db").exists()
