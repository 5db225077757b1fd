"""Laws of `lkj ingest`: every document once, whatever stops it; what is broken stops nothing."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from lkj_audit.archive.errors import ArchiveError
from lkj_audit.archive.ingestion.planning import (
    ArchivedStanding,
    Selection,
    SelectionChoice,
    is_wanted,
)
from lkj_audit.archive.records import State
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.archive.storage.writer import Sighting, record_sightings
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from tests import drawn
from tests.archives import ORIGIN, content, printed_cells, rows, url
from tests.conftest import NIP
from tests.lkj_audit.cli.test_command_line import budget_pdf
from validate.program import Program

ROOT = Path(__file__).parent.parent.parent.parent


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two reports, one of them twice, a scan and a broken file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    (tmp_path / "masuk" / "2023").mkdir(parents=True)
    for name, remainder in (("a.pdf", "100"), ("2023/b.pdf", "200"), ("2023/salinan.pdf", "100")):
        (tmp_path / "masuk" / name).write_bytes(budget_pdf(remainder))
    Image.new("L", (400, 600), 200).save(tmp_path / "masuk" / "pindai.pdf", "PDF")
    (tmp_path / "masuk" / "rusak.pdf").write_bytes(b"%PDF-1.4 terpotong")
    return tmp_path


def opened(folder: Path) -> Archive:
    return open_archive(url(folder))


def statuses(folder: Path) -> dict[str, object]:
    found = rows(opened(folder), "SELECT berkas, status FROM v_dokumen")
    return {Path(str(row["berkas"])).name: row["status"] for row in found}


def summary(text: str) -> dict[str, str]:
    return dict(re.findall(r"^(\S.*?)\s{2,}(\S+)", text, re.MULTILINE))


def test_a_folder_is_brought_into_the_archive_and_a_second_run_has_nothing_to_do(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ingest", "masuk", "--log", "catatan.jsonl"]) == ExitCode.NO_TABLE
    told = capsys.readouterr().out
    assert summary(told) == {
        "Berkas ditemukan": "5",
        "Dokumen": "4",
        "Bagian": "0",
        "Duplikat": "1",
        "Tidak diulang": "0",
        "Diperiksa": "2",
        "Hasil pindai": "1",
        "Tanpa tabel": "0",
        "Karantina": "1",
        "Dibandingkan": "0",
        "Menunggu OCR": "1",
    }
    assert "rusak.pdf: PDF ini rusak atau terpotong." in told
    # of two places the first in the alphabet stands for a document
    expected = {
        "salinan.pdf": "audited",
        "b.pdf": "audited",
        "pindai.pdf": "scan",
        "rusak.pdf": "failed",
    }
    assert statuses(here) == expected
    events = [
        json.loads(line)["event"] for line in Path("catatan.jsonl").read_text("utf-8").splitlines()
    ]
    assert sorted(events) == ["audited", "audited", "begin", "duplicate", "end", "failed", "scan"]

    before = content(opened(here))
    assert run(["ingest", "masuk"]) == ExitCode.AUDITED
    assert summary(capsys.readouterr().out)["Tidak diulang"] == "4"
    assert content(opened(here)) == before


def test_the_findings_are_those_of_an_audit(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "masuk/2023/b.pdf", "--json", "-"]) == ExitCode.AUDITED
    audit = json.loads(capsys.readouterr().out)
    assert run(["ingest", "masuk/2023/b.pdf"]) == ExitCode.AUDITED
    found = rows(opened(here), "SELECT sidik, tercetak, seharusnya FROM v_temuan ORDER BY nomor")
    assert [tuple(row.values()) for row in found] == [
        (one["fingerprint"], one["printed"], one["expected"]) for one in audit["findings"]
    ]
    cells = printed_cells(opened(here))
    printed = [
        cell
        for table in audit["tables"]
        for row in table["rows"]
        for cell in row["cells"]
        if cell["text"]
    ]
    assert [(cell.text, cell.value, cell.page, cell.box[0]) for cell in cells] == [
        (cell["text"], cell["value"], cell["page"], round(10 * cell["box"][0])) for cell in printed
    ]


def test_only_takes_up_what_failed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["ingest", "masuk"])
    (here / "masuk" / "rusak.pdf").write_bytes(budget_pdf("300"))
    capsys.readouterr()
    # the mended file is another document; the broken one is not there any more
    assert run(["ingest", "--only", "failed"]) == ExitCode.AUDITED
    assert summary(capsys.readouterr().out)["Diperiksa"] == "0"
    assert run(["ingest", "masuk"]) == ExitCode.AUDITED
    assert summary(capsys.readouterr().out)["Diperiksa"] == "1"
    assert run(["ingest", "--only", "scans"]) == ExitCode.NO_TABLE
    assert summary(capsys.readouterr().out)["Hasil pindai"] == "1"


def standing(
    state: State | None, *, audited: bool = False, program: str | None = None, code: str = ""
) -> ArchivedStanding:
    origin = (ORIGIN.program, ORIGIN.rule_set, ORIGIN.profile)
    return ArchivedStanding(state, origin if state else None, code, audited, program, None)


@pytest.mark.parametrize(
    ("known", "choice", "wanted"),
    [
        (None, SelectionChoice(), True),
        (standing(None), SelectionChoice(), True),
        (standing(State.DONE, audited=True, program="0.1.0"), SelectionChoice(), False),
        (standing(State.DONE, audited=False, program="0.0.9"), SelectionChoice(), True),
        (standing(State.FAILED, code="Damaged"), SelectionChoice(), False),
        (standing(State.FAILED, code="MissingFile"), SelectionChoice(), True),
        (standing(State.SCAN), SelectionChoice(), False),
        (standing(State.FAILED), SelectionChoice(Selection.FAILED), True),
        (None, SelectionChoice(Selection.FAILED), False),
        (standing(State.SCAN), SelectionChoice(Selection.SCANS), True),
        (standing(State.DONE, audited=True), SelectionChoice(Selection.SCANS), False),
        (standing(State.DONE, program="0.9.1"), SelectionChoice(Selection.OLDER, "0.10"), True),
        (standing(State.DONE, program="0.10.0"), SelectionChoice(Selection.OLDER, "0.10"), False),
        (
            standing(State.DONE, audited=True, program="0.1.0"),
            SelectionChoice(Selection.OLDER, "9.0"),
            False,
        ),
    ],
)
def test_which_documents_are_taken_up(
    known: ArchivedStanding | None, choice: SelectionChoice, wanted: bool
) -> None:
    assert is_wanted(known, choice, ORIGIN) is wanted


def test_a_new_program_adds_revisions(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(["ingest", "masuk/a.pdf"])
    monkeypatch.setattr("validate.program.this_program", lambda: Program("0.2.0", "x"))
    run(["ingest", "--only", "older-than=0.2.0"])
    assert rows(opened(here), "SELECT revisi, program FROM v_dokumen") == [
        {"revisi": 2, "program": "0.2.0"}
    ]


def test_files_in_a_zip_file_are_documents_and_leave_nothing_behind(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "sementara").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(here / "sementara"))
    with zipfile.ZipFile(here / "kiriman.zip", "w") as archive:
        archive.writestr("2024/c.pdf", budget_pdf("100"))
        archive.writestr("2024/d.pdf", budget_pdf("400"))
        archive.writestr("../luar.pdf", budget_pdf("500"))
    assert run(["ingest", "kiriman.zip", "masuk/a.pdf"]) == ExitCode.UNOPENABLE
    found = rows(opened(here), "SELECT berkas, lokasi, tahun, status FROM v_dokumen ORDER BY nomor")
    assert [tuple(row.values())[1:] for row in found] == [
        (2, 2024, "audited"),
        (1, 2024, "audited"),
    ]
    assert [row["code"] for row in rows(opened(here), "SELECT code FROM quarantine")] == [
        "zip_path"
    ]
    assert list((here / "sementara").iterdir()) == []


def test_copies_are_kept_where_they_are_wanted(here: Path) -> None:
    run(["ingest", "masuk/a.pdf"])
    assert run(["ingest", "masuk/a.pdf", "masuk/2023", "--copy", "salinan"]) == ExitCode.AUDITED
    assert len(list((here / "salinan").rglob("*.pdf"))) == 2
    assert {row["store"] for row in rows(opened(here), "SELECT store FROM document")} == {
        str(here / "salinan")
    }


def test_a_store_that_takes_nothing_stops_the_run_with_a_sentence(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "berkas").write_bytes(b"")
    assert run(["ingest", "masuk", "--copy", "berkas/salinan"]) == ExitCode.ARCHIVE
    assert "Salinan tidak dapat ditulis ke" in capsys.readouterr().err


def test_nips_in_names_of_files_are_masked_at_rest(here: Path) -> None:
    number = NIP.replace(" ", "")
    (here / "masuk" / "a.pdf").rename(here / "masuk" / f"{number}.pdf")
    run(["ingest", "masuk", "--log", "catatan.jsonl"])
    for file in (*here.glob("lkj.db*"), here / "catatan.jsonl"):
        assert number.encode() not in file.read_bytes()
    assert rows(opened(here), "SELECT count(*) AS n FROM location WHERE masked = 1") == [{"n": 1}]
    run(["ingest", "masuk", "--show-nip", "--db", "sqlite:///lain.db"])
    assert rows(
        open_archive(url(here, "lain.db")),
        f"SELECT count(*) AS n FROM location WHERE path LIKE '%{number}%'",
    )


def test_a_manifest_tells_what_the_report_does_not(here: Path) -> None:
    Path("manifes.csv").write_text(
        "berkas;organisasi;tahun;periode\n2023/b.pdf;Dinas Sosial;2023;TW2\n", "utf-8-sig"
    )
    run(["ingest", "masuk/2023/b.pdf", "--manifest", "manifes.csv"])
    found = rows(opened(here), "SELECT organisasi, tahun, periode FROM v_dokumen")
    assert found == [{"organisasi": "Dinas Sosial", "tahun": 2023, "periode": "TW2"}]


def test_a_row_of_a_manifest_that_fits_no_file_is_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("manifes.csv").write_text(
        "berkas,tahun\nmasuk/a.pdf,2024\nmasuk/salah-ketik.pdf,2024\n", "utf-8"
    )
    assert run(["ingest", "masuk/a.pdf", "--manifest", "manifes.csv"]) == ExitCode.AUDITED
    told = capsys.readouterr().err
    assert "salah-ketik.pdf" in told
    assert "a.pdf," not in told
    assert statuses(here)


def test_a_dry_run_counts_and_stores_nothing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ingest", "masuk", "--dry-run", "--jobs", "2"]) == ExitCode.AUDITED
    told = summary(capsys.readouterr().out)
    assert (told["Dokumen"], told["Duplikat"], told["Akan diperiksa"]) == ("4", "1", "4")
    assert (told["Halaman"], told["Hasil pindai"], told["Tidak dapat dibuka"]) == ("2", "1", "1")
    assert not list(here.glob("lkj.db*"))
    run(["ingest", "masuk"])
    capsys.readouterr()
    assert run(["ingest", "masuk", "--dry-run"]) == ExitCode.AUDITED
    assert summary(capsys.readouterr().out)["Akan diperiksa"] == "0"


def test_a_file_that_changes_during_the_run_is_stored_as_what_was_read(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(archive: Archive, sightings: Sequence[Sighting], now: str) -> None:
        record_sightings(archive, sightings, now)
        (here / "masuk" / "a.pdf").write_bytes(budget_pdf("777"))

    monkeypatch.setattr("lkj_audit.archive.ingestion.run.record_sightings", changing)
    assert run(["ingest", "masuk/a.pdf"]) == ExitCode.AUDITED
    found = rows(opened(here), "SELECT berkas, status FROM v_dokumen ORDER BY nomor")
    assert [(row["berkas"] is None, row["status"]) for row in found] == [
        (True, "seen"),
        (False, "audited"),
    ]


# Whatever stops it --------------------------------------------------------------------------------


@pytest.fixture
def many(here: Path) -> Path:
    """A folder of reports of several pages."""
    (here / "banyak").mkdir()
    for number in range(4):
        rows = [["Kode", "Pagu"], *([f"7.{row:02}", f"{row}.5{number:02}"] for row in range(1, 20))]
        (here / "banyak" / f"{number}.pdf").write_bytes(
            drawn.pdf([drawn.table(rows, [80, 80])] * 3)
        )
    return here


def stopped_by(number: signal.Signals, folder: Path, *, wait: float = 0.0) -> tuple[int, str, int]:
    """Run in a process that gets a signal once a document is stored; return its code, its words,
    and how many are.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "lkj_audit", "ingest", "banyak", "--jobs", "1"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LKJ_LANG": "id"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    while documents_in(folder) < 1 and process.poll() is None:
        time.sleep(0.01)
    time.sleep(wait)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    return process.returncode, said.decode(), documents_in(folder)


def documents_in(folder: Path) -> int:
    """Return how many documents are whole in an archive that is being written."""
    try:
        (row,) = rows(opened(folder), "SELECT count(*) AS n FROM revision")
    except ArchiveError:
        return 0
    return int(str(row["n"]))


def test_ctrl_c_stops_cleanly_and_the_same_command_goes_on(
    many: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, done = stopped_by(signal.SIGINT, many)
    assert code == ExitCode.INTERRUPTED
    sentence = f"{done} dokumen sudah tersimpan; perintah yang sama melanjutkan sisanya."
    assert said == f"{sentence}\nDihentikan.\n"
    assert 1 <= done < 4
    assert run(["ingest", "banyak"]) == ExitCode.AUDITED
    assert summary(capsys.readouterr().out)["Diperiksa"] == str(4 - done)
    assert documents_in(many) == 4


def test_a_run_that_is_killed_loses_and_doubles_nothing(many: Path) -> None:
    """Killed once, at a seeded moment; `make bench-archive` does it fifty times."""
    code, _, _ = stopped_by(signal.SIGKILL, many, wait=Random(13).random() * 0.05)
    assert code == -signal.SIGKILL
    assert run(["ingest", "banyak"]) == ExitCode.AUDITED
    assert run(["ingest", "banyak", "--db", "sqlite:///utuh.db"]) == ExitCode.AUDITED
    assert content(opened(many)) == content(open_archive(url(many, "utuh.db")))
