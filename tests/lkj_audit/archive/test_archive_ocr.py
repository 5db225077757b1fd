"""Laws of reading pictures of pages as a stage of its own: page by page, resumable, by whom it may
be, and with the content of an undisturbed audit.

The recogniser itself takes seconds a page: it is asked once, and where only the order of work is at
stake a page is taken for read that has its text in the file.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.document_reader import DocumentReader
from extract.ocr.requests import OcrMode, OcrSettings, is_installed
from lkj_audit.archive.ingestion.content import archived
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from lkj_audit.pipeline import audit_document
from normalize.text.masking import masked
from tests import drawn, recognizing
from tests.archives import NOW, archive_in, content, rows, store, url
from tests.conftest import NIP
from tests.lkj_audit.archive.test_archive_workers import ROOT, await_that, in_queue
from tests.lkj_audit.test_scans import CLEAN, page
from tests.postgres import Server
from tools.generator.scans import scan

needs_recogniser = pytest.mark.skipif(not is_installed(), reason="the extra ocr is not installed")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    (tmp_path / "masuk").mkdir()
    return tmp_path


def states(archive: Archive) -> list[tuple[object, object]]:
    query = "SELECT page, state FROM picture_page ORDER BY document_id, page"
    return [(row["page"], row["state"]) for row in rows(archive, query)]


def events(log: Path, event: str) -> list[dict[str, object]]:
    found = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return [one for one in found if one["event"] == event]


def undisturbed(path: Path) -> Archive:
    """Return an archive of what `lkj audit --ocr auto` reads in a document."""
    reader = DocumentReader(path, ocr=OcrSettings(OcrMode.AUTO))
    report = archived(audit_document(reader), masked, NOW, 1.5)
    archive = archive_in(path.parent.parent, "sekali.db")
    store(archive, report)
    return archive


def read_content(archive: Archive) -> list[list[str]]:
    """Return what an archive holds of passages, pages and numbers, cells, findings."""
    return content(archive)[4:8]


# With the recogniser ------------------------------------------------------------------------------


@needs_recogniser
def test_what_was_read_page_by_page_is_what_an_audit_reads(
    here: Path,
) -> None:
    (here / "masuk" / "pindaian.pdf").write_bytes(
        scan(drawn.pdf([page(), page(top=700)]), CLEAN, "a")
    )
    assert run(["ingest", "masuk"]) == ExitCode.NO_TABLE
    archive = open_archive(url(here))
    assert states(archive) == [(1, "waiting"), (2, "waiting")]
    assert run(["ingest", "--only", "ocr", "--log", "catatan.jsonl"]) == ExitCode.AUDITED
    assert states(archive) == [(1, "read"), (2, "read")]
    assert len(events(here / "catatan.jsonl", "recognized")) == 2
    assert read_content(archive) == read_content(undisturbed(here / "masuk" / "pindaian.pdf"))
    (row,) = rows(archive, "SELECT status, kumpulan_aturan FROM v_dokumen")
    assert row["status"] == "audited"
    assert str(row["kumpulan_aturan"]).endswith("+ocr")
    # done is done
    assert run(["ingest", "--only", "ocr", "--log", "lagi.jsonl"]) == ExitCode.AUDITED
    assert run(["ingest", "masuk", "--log", "lagi.jsonl"]) == ExitCode.AUDITED
    assert events(here / "lagi.jsonl", "recognized") + events(here / "lagi.jsonl", "audited") == []


# With a stand-in ----------------------------------------------------------------------------------


@pytest.fixture
def log(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the stand-in notes the pages that it reads."""
    pages = pytest.importorskip("extract.ocr.pages", reason="the extra ocr is not installed")
    monkeypatch.setattr(pages, "read_pictures", recognizing.read_pictures)
    monkeypatch.setenv(recognizing.LOG, str(here / "halaman"))
    (here / "halaman").mkdir()
    return here / "halaman"


def pages_read(log: Path) -> list[int]:
    return sorted(int(one.name.partition("-")[0]) for one in log.iterdir())


def started(*arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.recognizing", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), recognizing.SECONDS: "0.3"}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@needs_recogniser
def test_a_run_that_is_killed_goes_on_at_the_next_page(here: Path, log: Path) -> None:
    (here / "masuk" / "pindaian.pdf").write_bytes(recognizing.pictures(6))
    run(["ingest", "masuk"])
    archive = open_archive(url(here))
    killed = started("ingest", "--only", "scans", "--jobs", "1")
    await_that(lambda: len(read_pages(archive)) >= 2)
    killed.kill()
    killed.wait()
    done = read_pages(archive)
    assert 2 <= len(done) < 6
    before = len(pages_read(log))
    assert run(["ingest", "--only", "scans", "--jobs", "1"]) == ExitCode.AUDITED
    assert pages_read(log)[: len(done)] == done
    # the page that was in work when it was killed is read again, and none that was recorded
    assert len(pages_read(log)) - before == 6 - len(done)
    assert rows(archive, "SELECT status, halaman FROM v_dokumen") == [
        {"status": "audited", "halaman": 6}
    ]


def read_pages(archive: Archive) -> list[object]:
    query = "SELECT page FROM picture_page WHERE state = 'read' ORDER BY page"
    return [row["page"] for row in rows(archive, query)]


@needs_recogniser
def test_a_page_that_prints_a_nip_is_not_kept(
    here: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognizing, "ROWS", [*recognizing.ROWS, ["", f"NIP. {NIP}", "", "", ""]])
    (here / "masuk" / "pindaian.pdf").write_bytes(recognizing.pictures(1))
    run(["ingest", "masuk"])
    assert run(["ingest", "--only", "ocr"]) == ExitCode.AUDITED
    archive = open_archive(url(here))
    assert rows(archive, "SELECT state, data FROM picture_page") == [
        {"state": "withheld", "data": None}
    ]
    # it was read once more for the audit
    assert pages_read(log) == [1, 1]
    assert rows(archive, "SELECT status, halaman FROM v_dokumen") == [
        {"status": "audited", "halaman": 1}
    ]
    assert NIP.encode() not in (here / "lkj.db").read_bytes()


@needs_recogniser
def test_pages_of_a_report_in_several_files_are_read_in_each(here: Path, log: Path) -> None:
    for name, shade in (("badan.pdf", 255), ("lampiran.pdf", 250)):
        (here / name).write_bytes(recognizing.pictures(2, shade))
    run(["ingest", "badan.pdf", "--with", "lampiran.pdf"])
    assert run(["ingest", "--only", "ocr"]) == ExitCode.AUDITED
    archive = open_archive(url(here))
    found = rows(archive, "SELECT file, page, state FROM picture_page ORDER BY file, page")
    assert [(row["file"], row["page"], row["state"]) for row in found] == [
        (file, page, "read") for file in (0, 1) for page in (1, 2)
    ]
    assert pages_read(log) == [1, 1, 2, 2]
    assert rows(archive, "SELECT status, halaman FROM v_dokumen") == [
        {"status": "audited", "halaman": 4}
    ]


# On a server --------------------------------------------------------------------------------------


@needs_recogniser
def test_workers_share_the_pages_and_one_takes_over_what_a_killed_one_leaves(
    here: Path, log: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lkj_audit.archive.server.following.PAGES_A_JOB", 3)
    (here / "masuk" / "pindaian.pdf").write_bytes(recognizing.pictures(6))
    run(["ingest", "masuk"])
    run(["ingest", "--only", "ocr", "--jobs", "1"])
    for one in log.iterdir():
        one.unlink()
    db = postgres.url()
    run(["ingest", "masuk", "--db", db, "--queue", "--copy", "db"])
    (here / "masuk").rename(here / "di mesin lain")
    call = ("worker", "--db", db, "--until-empty", "--stalled-after", "2", "--jobs", "1")
    # who only audits leaves the pictures alone
    assert run([*call, "--only", "audit"]) == ExitCode.AUDITED
    archive = open_archive(db)
    assert states(archive) == [(number, "waiting") for number in range(1, 7)]
    killed, other = (started(*call, "--only", "ocr") for _ in range(2))
    await_that(lambda: len(read_pages(archive)) >= 1)
    killed.kill()
    killed.wait()
    assert other.wait(120) == ExitCode.AUDITED
    assert states(archive) == [(number, "read") for number in range(1, 7)]
    # at most the page in work was read twice
    assert len(pages_read(log)) <= 7
    assert rows(archive, "SELECT status FROM v_dokumen") == [{"status": "scan"}]
    assert run(call) == ExitCode.AUDITED
    assert read_content(archive) == read_content(open_archive(url(here)))
    assert in_queue(archive).count == 0


@needs_recogniser
def test_ingest_on_a_server_reads_pictures_where_it_is_asked_to(
    here: Path, log: Path, postgres: Server
) -> None:
    (here / "masuk" / "pindaian.pdf").write_bytes(recognizing.pictures(2))
    db = postgres.url()
    assert run(["ingest", "masuk", "--db", db]) == ExitCode.NO_TABLE
    assert pages_read(log) == []
    assert run(["ingest", "--only", "ocr", "--db", db]) == ExitCode.AUDITED
    archive = open_archive(db)
    assert pages_read(log) == [1, 2]
    assert rows(archive, "SELECT status, halaman FROM v_dokumen") == [
        {"status": "audited", "halaman": 2}
    ]
    assert in_queue(archive).count == 0


def test_who_cannot_read_pictures_says_so_and_leaves_them(
    here: Path,
    postgres: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("extract.ocr.requests.is_installed", lambda: False)
    (here / "masuk" / "pindaian.pdf").write_bytes(recognizing.pictures(1))
    db = postgres.url()
    run(["ingest", "masuk", "--db", db, "--queue"])
    capsys.readouterr()
    assert run(["worker", "--db", db, "--until-empty"]) == ExitCode.AUDITED
    assert "lkj-audit[ocr]" in capsys.readouterr().err
    assert in_queue(open_archive(db)).todo == 1
    for arguments in (["worker", "--db", db, "--only", "audit,ocr"], ["ingest", "--only", "ocr"]):
        assert run(arguments) == ExitCode.USAGE
        assert "lkj-audit[ocr]" in capsys.readouterr().err
