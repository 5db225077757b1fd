"""The review of an archive: its list, its documents with and without their PDF, decisions by
several people, and what is told when the archive cannot be used.
"""

import json
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from lkj_audit.archive.reviews.exchange import folder_name
from lkj_audit.archive.storage.database import open_archive
from lkj_audit.cli.commands.review import HOME, outputs_of_archive
from lkj_audit.decisions.file import SUFFIX, decisions_path, read_log
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from lkj_audit.presentation.language import Lang
from tests.archives import rows
from tests.reviewed import Served, report_pdf, served_archive, start

NAME = "Kecamatan Klakah"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of two reports: one whose PDF is there, one whose PDF is gone."""
    home = tmp_path_factory.mktemp("arsip")
    (home / "masuk").mkdir()
    (home / "masuk" / "ada.pdf").write_bytes(report_pdf("200", "400"))
    (home / "masuk" / "hilang.pdf").write_bytes(report_pdf("200", "300"))
    url = f"sqlite:///{home / 'lkj.db'}"
    assert run(["ingest", str(home / "masuk"), "--db", url, "--jobs", "1"]) == ExitCode.AUDITED
    (home / "masuk" / "hilang.pdf").unlink()
    return home


@pytest.fixture(scope="module")
def review(home: Path) -> Iterator[Served]:
    with served_archive(f"sqlite:///{home / 'lkj.db'}", home / "keluaran") as running:
        yield running


def page(review: Served, path: str = "/", **query: object) -> str:
    answer, data = review.ask(f"{review.base}{path}" + (f"?{urlencode(query)}" if query else ""))
    assert answer.status == 200, data
    return data.decode()


def id_of(review: Served, file: str) -> str:
    """Return the address of the document of a file."""
    (id,) = re.findall(r"/dok/([0-9a-f]{64})/\"", page(review, jalur=file))
    return str(id)


def form(review: Served, path: str, **fields: str) -> str:
    status, data = review.post(
        path, urlencode(fields).encode(), "application/x-www-form-urlencoded"
    )
    assert status == 200, data
    return data.decode()


def first_entry(html: str) -> tuple[str, str]:
    """Return the id of the first entry of a page, and the records that it shows."""
    entry, seen = re.findall(r'name="pokok" value="([^"]+)"><input[^>]*value="([^"]*)"', html)[0]
    return entry, seen


def ready(review: Served, id: str) -> None:
    """Wait until the page of a document is made."""
    until = time.monotonic() + 60
    while "HX-Redirect" not in review.ask(f"{review.base}/dok/{id}/siap")[0].headers:
        assert time.monotonic() < until
        time.sleep(0.3)


# The list -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 2),
        ({"cari": "pelayanan"}, 2),
        ({"cari": "klakah hilang"}, 1),
        ({"cari": "tidakada"}, 0),
        ({"organisasi": "klakah"}, 2),
        ({"organisasi": "%"}, 0),
        ({"tahun": "2024"}, 2),
        ({"tahun": "2023"}, 0),
        ({"tahun": "x"}, 2),
        ({"jenis": "renja"}, 0),
        ({"jalur": "masuk/ada"}, 1),
        ({"tingkat": "info"}, 2),
        ({"keadaan": "conflict"}, 0),
        ({"keadaan": "again"}, 0),
        ({"urut": "terbuka"}, 2),
        ({"urut": "keadaan"}, 2),
        ({"urut": "berkas", "hal": "1"}, 2),
        ({"hal": "9"}, 0),
    ],
)
def test_a_list_takes_what_its_filters_say(
    review: Served, query: dict[str, str], count: int
) -> None:
    html = page(review, **query)
    assert len(set(re.findall(r"/dok/([0-9a-f]{64})/\"", html))) == count


def test_who_has_not_reported_leads_to_documents(review: Served) -> None:
    html = page(review, "/kelengkapan")
    assert NAME in html
    (address,) = re.findall(r'href="/[^/]+(/\?[^"]+|/dok/[^"]+)" title', html)
    assert NAME in page(review, *address.replace("&amp;", "&").split("?")[:1]) or address
    assert "tidak ada dokumen" not in page(review, "/kelengkapan", organisasi="klakah").lower()


# A document ---------------------------------------------------------------------------------------


def test_a_document_shows_the_page_of_a_file_with_the_decisions_of_the_archive(
    review: Served, home: Path
) -> None:
    id = id_of(review, "ada.pdf")
    assert "sedang dibuat dari PDF" in page(review, f"/dok/{id}/")
    ready(review, id)
    html = page(review, f"/dok/{id}/")
    assert 'id="server"' in html
    status, answer = review.decide(id, 1, "accept", name="Sri")
    assert (status, answer["states"]["1"]["status"]) == (200, "accepted")
    archive = open_archive(f"sqlite:///{home / 'lkj.db'}")
    assert rows(archive, "SELECT action, name FROM decision") == [
        {"action": "accept", "name": "Sri"}
    ]
    (file,) = (home / "keluaran").glob(f"*/*{SUFFIX}")
    assert [item.name for item in read_log(file).decisions.records] == ["Sri"]
    # somebody who has not seen it does not decide over it, here or in the other page
    status, answer = review.decide(id, 1, "ask", name="Budi")
    assert status == 409
    entry, seen = first_entry(page(review, f"/dok/{id}/arsip/"))
    late = {"pokok": entry, "nama": "Budi", "catatan": "Bukan begitu"}
    told = form(review, f"/dok/{id}/arsip/putusan", **late, putusan="ask", dilihat="")
    assert "sudah diputus di tempat lain" in told
    assert "Bukan begitu" in told
    told = form(review, f"/dok/{id}/arsip/putusan", **late, putusan="ask", dilihat=seen)
    assert "Ditanyakan kepada unit" in told
    newest = json.loads(page(review, f"/dok/{id}/keadaan"))
    assert newest["states"]["1"]["status"] == "asked"
    assert "sedang direviu" in page(review, jalur="ada.pdf")


def test_outputs_are_made_with_the_decisions_of_the_archive(review: Served) -> None:
    id = id_of(review, "ada.pdf")
    page(review, f"/dok/{id}/")
    ready(review, id)
    answer, data = review.ask(f"{review.base}/dok/{id}/unduh/temuan.csv")
    assert answer.status == 200
    assert b"sidik" in data.lower()


def test_a_document_whose_pdf_is_gone_says_so_and_is_decided_all_the_same(
    review: Served,
) -> None:
    id = id_of(review, "hilang.pdf")
    html = page(review, f"/dok/{id}/")
    until = time.monotonic() + 30
    while "arsip tidak menyimpan salinannya" not in (said := page(review, f"/dok/{id}/siap")):
        assert time.monotonic() < until, said
        time.sleep(0.2)
    entry, seen = first_entry(html)
    asked = {"pokok": entry, "dilihat": seen, "nama": "Sri", "catatan": "<b>Salah</b>"}
    assert "Pilih alasan" in form(
        review, f"/dok/{id}/arsip/putusan", **asked, putusan="reject:karena"
    )
    told = form(review, f"/dok/{id}/arsip/putusan", **asked, putusan="reject:misread")
    assert "Ditolak: salah baca alat" in told
    assert "&lt;b&gt;Salah&lt;/b&gt;" in told
    assert "% ditolak" in page(review, "/rekap")
    assert "% ditolak" not in page(review, "/rekap", organisasi="sosial")


def test_decisions_of_a_colleague_are_merged_into_the_archive(review: Served, home: Path) -> None:
    id = id_of(review, "ada.pdf")
    page(review, f"/dok/{id}/")
    ready(review, id)
    review.decide(id, 2, "ask", name="Budi")
    (own,) = [file for file in (home / "keluaran").glob(f"*/*{SUFFIX}") if "ada" in file.name]
    html = review.upload("rekan.putusan.jsonl", own.read_bytes())
    assert "0 putusan ditambahkan" in html
    assert "bukan berkas putusan" in review.upload("rekan.putusan.jsonl", b"bukan\n")
    assert "lkj ingest" in review.upload("laporan.pdf", report_pdf())


def test_only_pages_of_ours_delete_and_a_reason_is_asked_for(home: Path, tmp_path: Path) -> None:
    shutil.copy(home / "lkj.db", tmp_path / "lkj.db")
    url = f"sqlite:///{tmp_path / 'lkj.db'}"
    with served_archive(url, tmp_path / "keluaran") as review:
        id = id_of(review, "hilang.pdf")
        assert review.ask(f"{review.base}/dok/{id}/hapus", "POST", b"")[0].status == 403
        assert "Isi sebab" in form(review, f"/dok/{id}/hapus", sebab=" ")
        assert "dihapus dari arsip" in form(review, f"/dok/{id}/hapus", sebab="salah kirim")
        assert review.ask(f"{review.base}/dok/{id}/")[0].status == 404
    archive = open_archive(url)
    assert rows(archive, "SELECT reason FROM deletion") == [{"reason": "salah kirim"}]


# What goes wrong ----------------------------------------------------------------------------------


def test_a_decision_stands_in_the_archive_whatever_is_wrong_beside_the_outputs(
    home: Path, tmp_path: Path
) -> None:
    shutil.copy(home / "lkj.db", tmp_path / "lkj.db")
    root = tmp_path / "keluaran"
    with served_archive(f"sqlite:///{tmp_path / 'lkj.db'}", root) as review:
        id = id_of(review, "hilang.pdf")
        entry, seen = first_entry(page(review, f"/dok/{id}/arsip/"))
        folder = root / folder_name("hilang.pdf", id)
        folder.mkdir()
        beside = decisions_path(folder)
        beside.write_bytes(b"rusak\n")
        asked = {"pokok": entry, "dilihat": seen, "nama": "Dewi"}
        assert "Diterima" in form(review, f"/dok/{id}/arsip/putusan", **asked, putusan="accept")
        late = form(review, f"/dok/{id}/arsip/putusan", **asked, putusan="ask")
        assert "sudah diputus di tempat lain" in late
        answer, data = review.ask(f"{review.base}/dok/{id}/unduh/putusan")
        assert answer.status == 409
        assert "bukan berkas putusan" in data.decode()
        assert beside.read_bytes() == b"rusak\n"
        beside.unlink()
        assert review.ask(f"{review.base}/dok/{id}/unduh/putusan")[0].status == 200
    assert "Dewi" in {item.name for item in read_log(beside).decisions.records}


def test_a_pdf_that_comes_back_is_read_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "masuk" / "lap\udcff.pdf"
    file.parent.mkdir()
    try:
        file.write_bytes(report_pdf("200", "300"))
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no name that is not UTF-8")
    url = f"sqlite:///{tmp_path / 'lkj.db'}"
    assert run(["ingest", str(file.parent), "--db", url, "--jobs", "1"]) == ExitCode.AUDITED
    away = file.rename(tmp_path / "jauh.pdf")
    with served_archive(url, tmp_path / "keluaran") as review:
        assert "lap\\xff.pdf" in page(review)
        id = id_of(review, "lap")
        answer, data = review.ask(f"{review.base}/dok/{id}/unduh/laporan.html")
        assert answer.status == 409
        assert "arsip tidak menyimpan salinannya" in data.decode()
        page(review, f"/dok/{id}/")
        until = time.monotonic() + 30
        while "arsip tidak menyimpan salinannya" not in page(review, f"/dok/{id}/siap"):
            assert time.monotonic() < until
            time.sleep(0.2)
        away.rename(file)
        page(review, f"/dok/{id}/")
        ready(review, id)
        assert "lap\\xff.pdf" in page(review, f"/dok/{id}/arsip/")


def test_an_archive_that_vanishes_or_changes_is_told_on_the_open_page(
    home: Path, tmp_path: Path
) -> None:
    database = tmp_path / "lkj.db"
    shutil.copy(home / "lkj.db", database)
    with served_archive(f"sqlite:///{database}", tmp_path / "keluaran") as review:
        id = id_of(review, "hilang.pdf")
        html = page(review, f"/dok/{id}/")
        database.rename(tmp_path / "pindah.db")
        answer, data = review.ask(f"{review.base}/")
        assert answer.status == 503
        assert "tidak ditemukan" in data.decode()
        assert "Coba lagi" in data.decode()
        entry, _ = first_entry(html)
        status, data = review.post(
            f"/dok/{id}/arsip/putusan", urlencode({"pokok": entry, "putusan": "accept"}).encode()
        )
        assert status == 503
        assert not database.exists()
        (tmp_path / "pindah.db").rename(database)
        assert NAME in page(review)
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        answer, data = review.ask(f"{review.base}/")
        assert answer.status == 503
        assert "lebih baru" in data.decode()


def test_an_archive_that_may_only_be_read_is_read(home: Path, tmp_path: Path) -> None:
    database = tmp_path / "lkj.db"
    shutil.copy(home / "lkj.db", database)
    with served_archive(f"sqlite:///{database}", tmp_path / "keluaran") as review:
        id = id_of(review, "hilang.pdf")
        # a transaction of somebody else that takes long stands for one that may not be written
        with closing(sqlite3.connect(database)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert NAME in page(review)
            html = page(review, f"/dok/{id}/arsip/")
            entry, seen = first_entry(html)
            asked = {"pokok": entry, "dilihat": seen, "putusan": "accept"}
            told = form(review, f"/dok/{id}/arsip/putusan", **asked)
            assert "sedang dipakai proses lain" in told


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:///tidak-ada.db", "tidak ditemukan"),
        ("sqlite:///bukan.db", "bukan arsip lkj"),
        ("sqlite:///lama.db", "versi lkj yang lebih lama"),
        ("mysql://x/y", "--db tidak dapat dipakai"),
        ("", "--db tidak dapat dipakai"),
    ],
)
def test_an_archive_that_cannot_be_opened_ends_with_its_exit_code(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    url: str,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    Path("bukan.db").write_bytes(b"bukan")
    shutil.copy(home / "lkj.db", "lama.db")
    with closing(sqlite3.connect("lama.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0004'")
    code = run(["review", "--db", url, "keluaran", "--no-browser"])
    assert code == (ExitCode.ARCHIVE if url.startswith("sqlite") else ExitCode.USAGE)
    assert sentence in capsys.readouterr().err
    assert not Path("keluaran").exists()


def test_a_second_start_joins_the_first(review: Served, home: Path) -> None:
    process = start("--db", f"sqlite:///{home / 'lkj.db'}", home / "keluaran")
    out, _ = process.communicate(timeout=60)
    assert f"Reviu sudah berjalan: http://127.0.0.1:{review.port}" in out
    assert isinstance(process, subprocess.Popen)


def test_each_archive_has_a_folder_of_outputs_of_its_own() -> None:
    one, other = (
        outputs_of_archive(None, url, Lang.ID, shortcut=False)
        for url in ("sqlite:///a.db", "postgresql://sri@server/lkj")
    )
    assert one != other
    assert one.parent == other.parent == Path.home() / HOME
