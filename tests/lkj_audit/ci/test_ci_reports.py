"""Laws of reports for CI: every finding that stands is in each of them, and what a baseline sets
aside fails none.
"""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj_audit.ci.baseline import BadBaseline, Suppression, as_toml, read_baseline
from lkj_audit.ci.github import command
from lkj_audit.main import run
from tests.lkj_audit.cli.test_command_line import budget_pdf


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working directory with a report of one wrong remainder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    Path("laporan.pdf").write_bytes(budget_pdf("200"))


def fingerprints(severities: set[str]) -> set[str]:
    """Return the fingerprints of the findings that the JSON has, of these severities."""
    assert run(["audit", "laporan.pdf", "--json", "hasil.json"]) == 0
    findings = json.loads(Path("hasil.json").read_text())["findings"]
    return {finding["fingerprint"] for finding in findings if finding["severity"] in severities}


def test_github_shows_every_finding_once_the_gravest_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = fingerprints({"critical", "major", "minor", "info"})
    capsys.readouterr()
    assert run(["audit", "laporan.pdf", "--report", "github"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("::")]
    assert {line.rpartition("[")[2].rstrip("]") for line in lines} == found
    levels = [line.split()[0].strip(":") for line in lines]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert levels[0] == "error"


@given(st.text(), st.text())
def test_no_text_of_a_document_ends_a_workflow_command_or_begins_another(
    title: str, message: str
) -> None:
    line = command("error", "a.pdf", title, message)
    assert "\n" not in line
    assert "\r" not in line
    assert line.count("::") >= 2
    head = line.removeprefix("::error ").partition("::")[0]
    assert head.count(",") == 1


def test_junit_fails_for_what_is_at_or_above_the_threshold_alone() -> None:
    grave = fingerprints({"critical", "major"})
    assert run(["audit", "laporan.pdf", "--report", "junit=hasil.xml"]) == 0
    failed = {
        case.get("name", "").rpartition(" · ")[2]
        for case in ElementTree.parse("hasil.xml").iterfind(".//testcase[failure]")
    }
    assert failed == grave
    assert run(
        ["audit", "laporan.pdf", "--report", "junit=hasil.xml", "--fail-on", "critical"]
    ) == (1 if fingerprints({"critical"}) else 0)
    root = ElementTree.parse("hasil.xml").getroot()
    assert int(root.get("failures", "")) == len(fingerprints({"critical"}))


def test_a_document_that_cannot_be_opened_is_an_error_in_every_report(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("rusak.pdf").write_bytes(b"bukan PDF")
    calls = ["--report", "github", "--report", "junit=hasil.xml", "--report", "markdown=hasil.md"]
    assert run(["audit", "laporan.pdf", "rusak.pdf", *calls]) == 3
    assert "::error file=rusak.pdf" in capsys.readouterr().out
    (case,) = ElementTree.parse("hasil.xml").iterfind(".//testcase[error]")
    assert case.get("classname") == "rusak.pdf"
    assert re.search(r"\| rusak\\?\.pdf \|", Path("hasil.md").read_text())


def test_a_report_on_stdout_is_all_that_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "laporan.pdf", "--report", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("## ")
    assert run(["audit", "laporan.pdf", "--report", "junit"]) == 0
    ElementTree.fromstring(capsys.readouterr().out)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--report", "html"],
        ["--report", "junit", "--report", "markdown"],
        ["--report", "junit", "--json", "-"],
        ["--write-baseline", "baru.toml"],
        ["--reason", "tanpa berkas"],
        ["--baseline", "tidak-ada.toml"],
    ],
)
def test_a_call_that_cannot_work_is_refused(arguments: list[str]) -> None:
    assert run(["audit", "laporan.pdf", *arguments]) == 2


def test_what_a_baseline_sets_aside_fails_nothing_and_stays_in_the_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = fingerprints({"critical", "major", "minor", "info"})
    assert (
        run(
            [
                "audit",
                "laporan.pdf",
                "--write-baseline",
                "baseline.toml",
                "--reason",
                "keadaan awal",
            ]
        )
        == 0
    )
    assert {one.fingerprint for one in read_baseline(Path("baseline.toml").read_text())} == found
    reports = ["--report", "junit=hasil.xml", "--json", "hasil.json"]
    assert run(["audit", "laporan.pdf", "--fail-on", "info"]) == 1
    assert (
        run(["audit", "laporan.pdf", "--baseline", "baseline.toml", "--fail-on", "info", *reports])
        == 0
    )
    assert len(list(ElementTree.parse("hasil.xml").iterfind(".//testcase[skipped]"))) == len(found)
    findings = json.loads(Path("hasil.json").read_text())["findings"]
    assert {finding["suppressed"]["reason"] for finding in findings} == {"keadaan awal"}
    said = capsys.readouterr().out
    assert f"{len(found)} temuan dikesampingkan" in said
    assert "0 perlu dijelaskan unit · 0 perlu dilihat sendiri" in said.split("laporan.pdf")[-1]
    assert run(["audit", "laporan.pdf", "--baseline", "baseline.toml", "--all"]) == 0
    assert "(dikesampingkan)" in capsys.readouterr().out


def test_a_baseline_that_is_written_again_only_grows() -> None:
    older = Suppression("1:ANG-01:" + "a" * 16, "sudah lama", "2024-01-02")
    Path("baseline.toml").write_text(as_toml([older]))
    for _ in range(2):
        assert (
            run(
                [
                    "audit",
                    "laporan.pdf",
                    "--write-baseline",
                    "baseline.toml",
                    "--reason",
                    "keadaan awal",
                ]
            )
            == 0
        )
    first, *added = read_baseline(Path("baseline.toml").read_text())
    assert first == older
    assert len(added) == len(fingerprints({"critical", "major", "minor", "info"}))


def test_an_entry_of_another_document_sets_nothing_aside_here() -> None:
    (first, *_) = sorted(fingerprints({"critical", "major"}))
    Path("baseline.toml").write_text(
        as_toml([Suppression(first, "bukan dokumen ini", "2025-01-01", "lain.pdf")])
    )
    assert run(["audit", "laporan.pdf", "--baseline", "baseline.toml", "--fail-on", "major"]) == 1


def test_an_entry_that_applies_no_more_is_listed() -> None:
    gone = Suppression("1:ANG-01:" + "a" * 16, "sudah diperbaiki", "2024-01-02", "laporan.pdf")
    Path("baseline.toml").write_text(as_toml([gone]))
    assert (
        run(
            ["audit", "laporan.pdf", "--baseline", "baseline.toml", "--report", "markdown=hasil.md"]
        )
        == 0
    )
    assert gone.fingerprint in Path("hasil.md").read_text()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: text == text.strip() != ""
)


@given(st.lists(st.builds(Suppression, TEXTS, TEXTS, st.dates().map(str), TEXTS | st.just(""))))
def test_a_baseline_is_read_as_it_was_written(entries: list[Suppression]) -> None:
    assert read_baseline(as_toml(entries)) == tuple(entries)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[suppressed]", "TOML"),
        ("[suppressed]\nreason = 'x'", "[[suppressed]]"),
        ("[[accepted]]\nreason = 'x'", "accepted"),
        ("[[suppressed]]\nfingerprint = 'a'\nreason = ' '\ndate = 2025-01-01", "reason"),
        ("[[suppressed]]\nfingerprint = 'a'\nreason = 'x'\ndate = '2025-01-01'", "date"),
        ("[[suppressed]]\nfingerprint = 'a'\nreason = 'x'\ndate = 2025-01-01\nby = 'me'", "by"),
    ],
)
def test_a_baseline_with_a_mistake_says_which(text: str, fault: str) -> None:
    with pytest.raises(BadBaseline, match=re.escape(fault)):
        read_baseline(text)
    Path("baseline.toml").write_text(text)
    assert run(["audit", "laporan.pdf", "--baseline", "baseline.toml"]) == 2


def test_drift_of_a_corpus_is_in_every_report_with_the_command_that_accepts_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("contoh").mkdir()
    Path("contoh/satu.pdf").write_bytes(budget_pdf("200"))
    assert run(["corpus", "accept", "contoh"]) == 0
    reports = ["--report", "github", "--report", "junit=hasil.xml", "--report", "markdown=hasil.md"]
    assert run(["corpus", "check", "contoh", *reports]) == 0
    assert "::" not in capsys.readouterr().out
    Path("contoh/satu.pdf").write_bytes(budget_pdf("100"))
    assert run(["corpus", "check", "contoh", *reports]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("::error file=contoh/satu.expected.json") for line in lines)
    assert lines[-1].endswith("lkj corpus accept contoh")
    assert ElementTree.parse("hasil.xml").getroot().get("failures") == "1"
    assert "satu" in Path("hasil.md").read_text()
