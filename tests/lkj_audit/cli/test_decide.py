"""`lkj decide`, and what becomes of decisions and edited files when a document is audited again."""

import json
from pathlib import Path

import pytest

from lkj_audit.decisions.file import decisions_path, read_log
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from tests.lkj_audit.cli.test_command_line import budget_pdf

FOLDER = Path("hasil/laporan")
AUDIT = ["audit", "laporan.pdf", "--out", "hasil", "--format", "csv,json"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the outputs of a report that has one finding, a critical one."""
    monkeypatch.chdir(tmp_path)
    Path("laporan.pdf").write_bytes(budget_pdf("200"))
    assert run(AUDIT) == ExitCode.AUDITED


def entries(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(["decide", str(FOLDER), "--json"]) == ExitCode.AUDITED
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["entries"]
    return found


def test_a_decision_is_recorded_and_closes_the_entry(capsys: pytest.CaptureFixture[str]) -> None:
    (entry,) = entries(capsys)
    assert (entry["status"], entry["open"]) == ("open", True)
    assert run(["decide", str(FOLDER), "--open"]) == ExitCode.FINDING
    id = str(entry["id"])
    assert (
        run(["decide", str(FOLDER), id, "--reject", "dapat-dijelaskan", "--name", "Sri"])
        == ExitCode.AUDITED
    )
    assert "Ditolak: dapat dijelaskan" in capsys.readouterr().out
    assert run(["decide", str(FOLDER), "--open"]) == ExitCode.AUDITED
    (entry,) = entries(capsys)
    assert (entry["status"], entry["open"]) == ("rejected", False)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["x", "--accept"], "tidak ada pokok masalah x"),
        (["f1", "--accept", "--ask"], "satu putusan saja"),
        (["--accept"], "sebutkan pokok masalah"),
        (["f1", "--accept", "--done"], "--done memerlukan --follow-up"),
        (["f1", "--reject", "lupa"], "nilai --reject harus salah satu dari: salah-baca"),
    ],
)
def test_a_call_that_records_nothing_says_why(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert run(["decide", str(FOLDER), *arguments]) == ExitCode.USAGE
    assert sentence in capsys.readouterr().err
    assert not decisions_path(FOLDER).exists()


def test_a_folder_without_an_audit_is_no_place_for_decisions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["decide", ".", "f1", "--accept"]) == ExitCode.USAGE
    assert "tidak berisi audit.json" in capsys.readouterr().err


def test_a_damaged_file_has_an_exit_code_of_its_own_and_is_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = decisions_path(FOLDER)
    path.write_text("bukan putusan\n")
    assert run(["decide", str(FOLDER), "--open"]) == ExitCode.DECISIONS
    assert "bukan berkas putusan" in capsys.readouterr().err
    assert (
        run([*AUDIT, "--force"]) == ExitCode.UNOPENABLE
    )  # the outputs that rest on decisions cannot be whole
    assert path.read_text() == "bukan putusan\n"


def test_decisions_stay_and_follow_to_a_corrected_version(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (entry,) = entries(capsys)
    assert (
        run(["decide", str(FOLDER), str(entry["id"]), "--reject", "immaterial"]) == ExitCode.AUDITED
    )
    before = decisions_path(FOLDER).read_bytes()
    Path("laporan.pdf").write_bytes(budget_pdf("300"))
    assert run([*AUDIT, "--force"]) == ExitCode.AUDITED
    assert decisions_path(FOLDER).read_bytes() == before
    (entry,) = entries(capsys)
    assert (entry["status"], entry["look_again"], entry["open"]) == ("rejected", True, True)
    Path("laporan.pdf").write_bytes(budget_pdf("100"))
    assert run([*AUDIT, "--force"]) == ExitCode.AUDITED
    assert run(["decide", str(FOLDER)]) == ExitCode.AUDITED
    assert "temuannya tidak ada lagi" in capsys.readouterr().out


def test_the_same_file_under_another_name_keeps_its_decisions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (entry,) = entries(capsys)
    assert run(["decide", str(FOLDER), str(entry["id"]), "--accept"]) == ExitCode.AUDITED
    Path("salinan.pdf").write_bytes(Path("laporan.pdf").read_bytes())
    assert run(["audit", "salinan.pdf", "--out", "hasil", "--format", "json"]) == ExitCode.AUDITED
    assert read_log(decisions_path(Path("hasil/salinan"))) == read_log(decisions_path(FOLDER))


def test_another_file_is_merged_and_a_conflict_is_to_be_settled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (entry,) = entries(capsys)
    id, path = str(entry["id"]), decisions_path(FOLDER)
    assert run(["decide", str(FOLDER), id, "--accept", "--name", "Sri"]) == ExitCode.AUDITED
    path.rename("sri.putusan.jsonl")
    assert (
        run(["decide", str(FOLDER), id, "--reject", "misread", "--name", "Budi"])
        == ExitCode.AUDITED
    )
    assert run(["decide", str(FOLDER), "--merge", "sri.putusan.jsonl"]) == ExitCode.AUDITED
    assert entries(capsys)[0]["status"] == "conflict"
    assert run(["decide", str(FOLDER), id, "--accept"]) == ExitCode.DECISIONS
    assert "--settle" in capsys.readouterr().err
    assert run(["decide", str(FOLDER), id, "--accept", "--settle"]) == ExitCode.AUDITED
    assert entries(capsys)[0]["status"] == "accepted"


def test_a_file_that_a_person_edited_is_never_overwritten(
    capsys: pytest.CaptureFixture[str],
) -> None:
    edited = FOLDER / "temuan.csv"
    for path in (edited, FOLDER / "tabel/t1.csv"):
        path.write_bytes(path.read_bytes() + b"catatan saya\r\n")
    for _ in range(2):  # what was written beside it is ours, and is written again
        assert run([*AUDIT, "--force"]) == ExitCode.AUDITED
        assert "temuan.csv: sudah disunting dan tidak ditimpa" in capsys.readouterr().err
        assert edited.read_bytes().endswith(b"catatan saya\r\n")
        assert (FOLDER / "tabel/t1.csv").read_bytes().endswith(b"catatan saya\r\n")
        assert sorted(path.name for path in FOLDER.glob("temuan*")) == [
            "temuan.baru.csv",
            "temuan.csv",
        ]
        assert sorted(path.name for path in FOLDER.glob("tabel/*")) == ["t1.baru.csv", "t1.csv"]
    (FOLDER / "temuan.baru.csv").write_text("juga milik saya")
    assert run([*AUDIT, "--force"]) == ExitCode.AUDITED
    assert (FOLDER / "temuan.baru.csv").read_text() == "juga milik saya"
    assert (FOLDER / "temuan.baru-2.csv").exists()


def test_a_document_that_broke_takes_no_decision_and_no_edited_file_with_it() -> None:
    edited = FOLDER / "temuan.csv"
    edited.write_text("catatan saya")
    assert run(["decide", str(FOLDER), "f1", "--accept"]) == ExitCode.AUDITED
    Path("laporan.pdf").write_bytes(b"")
    assert run([*AUDIT, "--force"]) == ExitCode.UNOPENABLE
    assert edited.read_text() == "catatan saya"
    assert decisions_path(FOLDER).exists()
    assert not (FOLDER / "audit.json").exists()


def test_what_a_killed_run_has_written_is_not_taken_for_edited(tmp_path: Path) -> None:
    from lkj_audit.outputs.keeping import WrittenFiles, digest_of

    written = WrittenFiles(tmp_path)
    written.begin()
    path = tmp_path / "temuan.csv"
    path.write_text("baru")
    written.add(path, digest_of(path))
    again = WrittenFiles(tmp_path)  # the run before came to no end
    assert not again.is_edited(path)
    path.write_text("disunting")
    assert again.is_edited(path)
