"""Two runs over the same documents: what differs is named, finding by finding and cell by cell."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.documents import CORPUS
from tools.evaluation.compare_audits import main, record

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a run over one document, and one that cannot be audited."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "klakah.pdf").write_bytes((CORPUS / "klakah-tw4-2024.pdf").read_bytes())
    (folder / "broken.pdf").write_bytes(b"no PDF")
    output = tmp_path_factory.mktemp("before")
    record(".", output, [folder])
    return output


def after(before: Path, tmp_path: Path, change: Change) -> Path:
    for path in before.rglob("*.json"):
        target = tmp_path / path.relative_to(before)
        target.parent.mkdir(exist_ok=True)
        audit = json.loads(path.read_text("utf-8"))
        if "findings" in audit:
            change(audit)
        target.write_text(json.dumps(audit), "utf-8")
    return tmp_path


def test_a_run_does_not_differ_from_itself(
    before: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(before), str(before)]) == 0
    assert capsys.readouterr().out == "2 documents compared, 0 differ\n"


def renamed(audit: dict[str, Any]) -> None:
    audit["tables"][3]["caption"] = "Tabel 9 Judul lain"
    audit["program"]["rule_set"] = "aaaaaaaaaaaa"


def test_a_finding_is_known_by_its_fingerprint_and_says_why_it_changed(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(before), str(after(before, tmp_path, renamed))]) == 1
    told = capsys.readouterr().out
    assert "finding moved" in told
    assert "because: its table is read otherwise" in told
    assert "finding vanished" not in told


def test_a_run_of_a_program_without_fingerprints_is_compared_too(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def older(audit: dict[str, Any]) -> None:
        del audit["program"]
        for finding in audit["findings"]:
            del finding["fingerprint"]

    assert main(["compare", str(before), str(after(before, tmp_path, older))]) == 0
    assert capsys.readouterr().out == "2 documents compared, 0 differ\n"


def test_a_document_that_cannot_be_audited_is_recorded_with_its_exit_code(before: Path) -> None:
    (path,) = before.rglob("broken.json")
    assert json.loads(path.read_text("utf-8"))["exit_code"] == 3


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda audit: audit["findings"].pop(0), "finding vanished NAR-02"),
        (lambda audit: audit["findings"][0].update(severity="minor"), "finding reworded NAR-02"),
        (
            lambda audit: audit["tables"][5]["rows"][0]["cells"][2].update(value="1"),
            "value changed",
        ),
        (
            lambda audit: audit["tables"][5]["rows"][7]["cells"][5].update(text="0,1"),
            "cell changed",
        ),
        (lambda audit: audit["coverage"].update(unread=7), "coverage changed"),
    ],
)
def test_a_difference_is_named_and_counted(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Change, expected: str
) -> None:
    assert main(["compare", str(before), str(after(before, tmp_path, change)), "--summary"]) == 1
    assert capsys.readouterr().out == f"2 documents compared, 1 differ\n     1  {expected}\n"
