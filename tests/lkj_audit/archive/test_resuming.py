"""Laws of a folder of outputs: a second call does what is missing, and its list shows all that lies
there.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from lkj_audit.outputs.keeping import UNFINISHED
from tests.lkj_audit.cli.test_command_line import budget_pdf
from validate.program import Program

CALL = ["audit", "masuk", "--out", "hasil", "--format", "json"]
# pandas, which writes the tables, takes a while to load
WITH_CSV = [*CALL[:-1], "csv,json"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents of one name, in subfolders."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    for folder, remainder in (("tw1", "100"), ("tw2", "200")):
        put(f"masuk/{folder}/lkj.pdf", remainder)
    return tmp_path


def put(path: str, remainder: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(budget_pdf(remainder))


def stamps(*patterns: str) -> dict[str, int]:
    return {
        str(path): path.stat().st_mtime_ns
        for pattern in patterns
        for path in Path("hasil").glob(pattern)
    }


def listed() -> list[str]:
    """Return the paths that the list shows, in alphabetical order."""
    page = Path("hasil/index.html").read_text("utf-8")
    return sorted(re.findall(r">(?:= )?(?:<a [^>]*>)?(masuk[^<]*[.]pdf)<", page))


def again(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run([*CALL, *options])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_what_is_done_is_not_done_again_and_all_is_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(CALL) == ExitCode.AUDITED
    before = stamps("*/audit.json")
    put("masuk/tw0/lkj.pdf", "300")
    code, out, _ = again(capsys)
    assert code == ExitCode.AUDITED
    assert "2 dokumen sudah diperiksa sebelumnya dan tidak diulang." in out
    assert before.items() <= stamps("*/audit.json").items()
    assert listed() == ["masuk/tw0/lkj.pdf", "masuk/tw1/lkj.pdf", "masuk/tw2/lkj.pdf"]


def test_a_document_that_is_gone_is_listed_as_long_as_its_outputs_lie_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(CALL) == ExitCode.AUDITED
    Path("masuk/tw1/lkj.pdf").unlink()
    assert again(capsys)[0] == ExitCode.AUDITED
    assert listed() == ["masuk/tw1/lkj.pdf", "masuk/tw2/lkj.pdf"]


def test_the_json_of_all_is_as_if_all_were_done_now(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*CALL, "--json", "satu.json"]) == ExitCode.AUDITED
    put("masuk/tw0/lkj.pdf", "300")
    assert again(capsys, "--json", "dua.json")[0] == ExitCode.AUDITED
    assert run(["audit", "masuk", "--json", "tiga.json"]) == ExitCode.AUDITED
    assert Path("dua.json").read_bytes() == Path("tiga.json").read_bytes()
    paths = [
        json.loads(line)["document"]["path"]
        for line in Path("dua.json").read_text("utf-8").splitlines()
    ]
    assert paths == ["masuk/tw0/lkj.pdf", "masuk/tw1/lkj.pdf", "masuk/tw2/lkj.pdf"]


def test_what_was_found_before_counts_for_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*CALL, "--fail-on", "minor"]) == ExitCode.FINDING
    assert again(capsys, "--fail-on", "minor")[0] == ExitCode.FINDING
    assert again(capsys)[0] == ExitCode.AUDITED


def test_a_corrected_version_gets_a_folder_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(CALL) == ExitCode.AUDITED
    put("masuk/tw2/lkj.pdf", "250")
    code, out, _ = again(capsys)
    assert code == ExitCode.AUDITED
    assert "1 dokumen sudah diperiksa" in out
    assert len(stamps("*/audit.json")) == 3
    assert listed().count("masuk/tw2/lkj.pdf") == 2


@pytest.mark.parametrize("options", [["--profile", "profile.toml"], ["--verify"]])
def test_another_profile_or_reader_asks_before_it_overwrites(
    capsys: pytest.CaptureFixture[str], options: Sequence[str]
) -> None:
    assert run(CALL) == ExitCode.AUDITED
    Path("profile.toml").write_text("[capaian]\nbatas = 120\n", "utf-8")
    run(["profile", "init", "profile.toml"])
    code, _, err = again(capsys, *options)
    assert code == ExitCode.USAGE
    assert "--force" in err


def test_another_program_asks_before_it_overwrites(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(CALL) == ExitCode.AUDITED
    monkeypatch.setattr("validate.program.this_program", lambda: Program("9.9", "x"))
    assert again(capsys)[0] == ExitCode.USAGE


def test_outputs_that_a_broken_off_run_left_are_written_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(CALL) == ExitCode.AUDITED
    Path("hasil/lkj/audit.json").write_text("separuh", "utf-8")
    (Path("hasil/lkj") / UNFINISHED).touch()
    code, out, _ = again(capsys)
    assert code == ExitCode.AUDITED
    assert "1 dokumen sudah diperiksa" in out
    assert json.loads(Path("hasil/lkj/audit.json").read_text("utf-8"))["findings"] == []
    assert not list(Path("hasil").rglob(UNFINISHED))


def test_what_stands_is_kept_where_only_another_format_is_missing() -> None:
    assert run(CALL) == ExitCode.AUDITED
    before = stamps("*/audit.json")
    assert run(WITH_CSV) == ExitCode.AUDITED
    assert stamps("*/audit.json") == before
    assert len(stamps("*/temuan.csv")) == 2


def test_notes_of_a_person_are_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    Path("hasil/lkj").mkdir(parents=True)
    Path("hasil/lkj/temuan.csv").write_text("catatan saya", "utf-8")
    assert run(WITH_CSV) == ExitCode.USAGE
    Path("hasil/lkj/temuan.csv").unlink()
    Path("hasil/index.html").write_text("halaman saya", "utf-8")
    assert again(capsys)[0] == ExitCode.USAGE
    assert Path("hasil/index.html").read_text("utf-8") == "halaman saya"


def test_copies_are_one_document_of_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    put("masuk/tw3/salinan.pdf", "200")
    assert again(capsys)[0] == ExitCode.AUDITED
    page = Path("hasil/index.html").read_text("utf-8")
    assert page.count('<tr class="document">') == 2
    assert listed() == ["masuk/tw1/lkj.pdf", "masuk/tw2/lkj.pdf", "masuk/tw3/salinan.pdf"]
    assert "2 dokumen diperiksa" in page


def test_what_is_no_audit_of_ours_is_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    for at, content in enumerate(("", "{}", "[1]", '{"schema": "lkj-audit/1"}', "\x00")):
        Path(f"hasil/lain{at}").mkdir(parents=True)
        Path(f"hasil/lain{at}/audit.json").write_text(content, "utf-8")
    assert again(capsys)[0] == ExitCode.AUDITED
    assert len(listed()) == 2


@pytest.mark.parametrize(
    "facts",
    [["--kind", "lkj_tahunan"], ["--organisation", "Dinas Sosial"], ["--period", "TW4 2024"]],
)
def test_what_was_audited_with_other_facts_is_not_done_and_with_the_same_it_is(
    capsys: pytest.CaptureFixture[str], facts: list[str]
) -> None:
    assert run([*CALL, *facts]) == ExitCode.AUDITED
    done = "2 dokumen sudah diperiksa sebelumnya dan tidak diulang."
    assert done in again(capsys, *facts)[1]
    assert done not in again(capsys, "--force")[1]
    assert run([*CALL, "--force", *facts]) == ExitCode.AUDITED
    _, out, err = again(capsys)
    assert done not in out + err
