"""Laws of the corpus: what was accepted is kept as text that can be read, and every change of it is
told, no other.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.check import CheckResult, CheckSettings
from corpus.drift import ChangeType, Difference, aligned, differences
from corpus.entries import CorpusEntry, corpus_entries
from corpus.snapshots import (
    DoubtState,
    RowState,
    SecondReading,
    Snapshot,
    as_text,
    read_snapshot,
    snapshot_of,
)
from corpus.wording import difference_lines, result_lines
from extract.limits import Limits
from lkj_audit.main import run
from normalize.text.masking import masked, unmasked
from tests import drawn
from tests.conftest import NIP
from tests.lkj_audit.cli.test_command_line import PASSWORD, budget_pdf
from validate.catalogue import RULES
from validate.findings import Audit
from validate.program import VERSION, Program, this_program

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = ROOT / "corpus" / "documents"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents, one of which cannot be read, and nobody at the terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    (tmp_path / "contoh" / "2024").mkdir(parents=True)
    (tmp_path / "contoh" / "satu.pdf").write_bytes(budget_pdf())
    (tmp_path / "contoh" / "2024" / "terkunci.pdf").write_bytes(PASSWORD.read_bytes())
    return tmp_path / "contoh"


@pytest.fixture
def state(audit: Audit) -> Snapshot:
    """The state of a small document with a wrong remainder."""
    second = SecondReading("0" * 16, 3, (DoubtState(2, "t1:0:1", "1.500", None),))
    return snapshot_of(audit, masked, "masked", second)


def changes(was: Snapshot | None, now: Snapshot) -> list[ChangeType]:
    return [difference.change for difference in differences(was, now)]


# The kept text ------------------------------------------------------------------------------------


def test_a_state_is_read_back_as_it_was_written(state: Snapshot) -> None:
    text = as_text(state)
    assert read_snapshot(text) == state
    assert as_text(read_snapshot(text)) == text
    assert json.loads(text)["schema"] == "lkj-corpus/1"


def test_a_row_of_cells_is_a_line(state: Snapshot) -> None:
    lines = as_text(state).splitlines()
    (row,) = (line for line in lines if '"1.500", "100"' in line)
    assert json.loads(row.strip().rstrip(","))["cells"] == ["Program Penunjang", "1.500", "100"]


def test_no_box_and_no_path_is_kept(state: Snapshot) -> None:
    assert not re.search(r'"box"|116\.0|/tmp|\\\\', as_text(state))


def test_nips_are_masked_unless_they_are_to_be_shown(audit: Audit) -> None:
    digits = re.sub(r"\D", "", NIP)
    hidden = as_text(snapshot_of(audit, masked, "masked", None))
    shown = as_text(snapshot_of(audit, unmasked, "shown", None))
    assert NIP in shown
    assert NIP not in hidden
    assert digits not in re.sub(r"\s", "", hidden)
    assert "1978••" in hidden


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "lkj-corpus/2"}', '{"schema": "lkj-corpus/1"}']
)
def test_a_state_that_is_none_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "satu.pdf").write_bytes(budget_pdf())
    (tmp_path / "satu.expected.json").write_text(text)
    result = CheckSettings().check(CorpusEntry(tmp_path, "satu"))
    assert "satu.expected.json" in result.fault
    assert not result.holds


def test_a_silent_third_reader_is_not_kept_and_one_that_speaks_is(state: Snapshot) -> None:
    assert '"third"' not in as_text(state)
    doubt = DoubtState(2, "t1:0:1", "1.500", "1.50", "1.500")
    spoken = replace(state, second=SecondReading("0" * 16, 3, (doubt,)))
    assert read_snapshot(as_text(spoken)) == spoken
    (difference,) = differences(replace(state, second=SecondReading("0" * 16, 3, ())), spoken)
    assert difference.now == "hal. 2: 1.500 ≠ 1.50 (pembaca ketiga: 1.500)"


# What has changed ---------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_told(state: Snapshot) -> None:
    assert changes(state, state) == []


def with_rows(
    state: Snapshot, change: Callable[[tuple[RowState, ...]], tuple[RowState, ...]]
) -> Snapshot:
    (table,) = state.tables
    return replace(state, tables=(replace(table, rows=change(table.rows)),))


def test_a_changed_cell_is_told_with_its_row_and_column(state: Snapshot) -> None:
    other = with_rows(
        state, lambda rows: (replace(rows[0], cells=("Program Penunjang", "1.500", "200")), rows[1])
    )
    (difference,) = differences(state, other)
    place = "Tabel 3.2 Realisasi Anggaran · Program Penunjang · Sisa"
    assert difference == Difference(ChangeType.CELL_CHANGED, 2, place, "100", "200")


def test_a_number_that_is_read_otherwise_is_told_though_its_text_is_the_same(
    state: Snapshot,
) -> None:
    other = with_rows(state, lambda rows: (replace(rows[0], values=(None, "1.5", "100")), rows[1]))
    (difference,) = differences(state, other)
    assert (difference.change, difference.was, difference.now) == (
        ChangeType.VALUE_CHANGED,
        "1500",
        "1.5",
    )


def test_a_row_that_appears_changes_none_below_it(state: Snapshot) -> None:
    new = RowState(2, ("Program Baru", "1", "1"), (None, "1", "1"))
    assert changes(state, with_rows(state, lambda rows: (new, *rows))) == [ChangeType.ROW_APPEARED]
    assert changes(with_rows(state, lambda rows: (new, *rows)), state) == [ChangeType.ROW_VANISHED]


def test_a_table_that_appears_changes_none_after_it(state: Snapshot) -> None:
    (table,) = state.tables
    more = replace(
        state, tables=(replace(table, caption="Tabel 1", pages=(1,)), replace(table, id="t2"))
    )
    assert changes(state, more) == [ChangeType.TABLE_APPEARED]
    assert changes(more, state) == [ChangeType.TABLE_VANISHED]


def test_a_table_that_is_understood_otherwise_is_told(state: Snapshot) -> None:
    (table,) = state.tables
    for other in (replace(table, kind="lain"), replace(table, roles=("program", "lain", "sisa"))):
        (difference,) = differences(state, replace(state, tables=(other,)))
        assert (difference.change, difference.now) == (ChangeType.TABLE_CHANGED, "lain")


def moved(state: Snapshot) -> Snapshot:
    (finding,) = state.findings
    return replace(state, findings=(replace(finding, spot=replace(finding.spot, page=7)),))


def reworded(state: Snapshot) -> Snapshot:
    return replace(
        state, findings=(replace(state.findings[0], says="lain", says_in_english="other"),)
    )


def without_followers(state: Snapshot) -> Snapshot:
    return replace(state, findings=(replace(state.findings[0], followers=()),))


@pytest.mark.parametrize(
    ("changed", "change"),
    [
        (moved, ChangeType.FINDING_MOVED),
        (reworded, ChangeType.FINDING_REWORDED),
        (without_followers, ChangeType.FINDING_REWORDED),
        (lambda state: replace(state, findings=()), ChangeType.FINDING_VANISHED),
        (lambda state: replace(state, findings=state.findings * 2), ChangeType.FINDING_APPEARED),
        (
            lambda state: replace(state, coverage={**(state.coverage or {}), "unread": 9}),
            ChangeType.COVERAGE,
        ),
        (
            lambda state: replace(state, document={**state.document, "year": 2023}),
            ChangeType.DOCUMENT,
        ),
        (
            lambda state: replace(state, second=SecondReading("1" * 16, 3, ())),
            ChangeType.SECOND_READER,
        ),
    ],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_change_is_told_as_what_it_is(
    state: Snapshot, changed: Callable[[Snapshot], Snapshot], change: ChangeType, lang: str
) -> None:
    (difference,) = differences(state, changed(state), lang)
    assert difference.change is change
    assert difference.was != difference.now


def with_finding(state: Snapshot, **facts: object) -> Snapshot:
    return replace(state, findings=tuple(replace(finding, **facts) for finding in state.findings))  # type: ignore[arg-type]


def test_a_finding_of_the_same_fingerprint_is_the_same_whatever_it_says_and_wherever_it_stands(
    state: Snapshot,
) -> None:
    (finding,) = state.findings
    spot = replace(finding.spot, page=7, at="Tabel 9 · lain", printed="300")
    other = with_finding(state, rule="ANG-77", says="lain", spot=spot)
    assert changes(state, other) == [ChangeType.FINDING_VALUE, ChangeType.FINDING_MOVED]


def test_a_state_without_fingerprints_is_compared_by_what_findings_claim(state: Snapshot) -> None:
    older = with_finding(state, fingerprint="")
    assert changes(older, state) == []
    assert changes(older, moved(state)) == [ChangeType.FINDING_MOVED]
    assert '"fingerprint"' not in as_text(older)
    assert read_snapshot(as_text(older)) == older


def test_a_fingerprint_that_changes_is_told_since_decisions_would_lose_their_finding(
    state: Snapshot,
) -> None:
    (difference,) = differences(state, with_finding(state, fingerprint="1:ANG-01:aaaaaaaaaaaaaaaa"))
    assert (difference.change, difference.was) == (
        ChangeType.FINDING_RENAMED,
        state.findings[0].fingerprint,
    )


def test_a_rule_that_was_renamed_since_is_no_new_finding(
    state: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "corpus.drift.RULES", [replace(RULES[0], id="ANG-77", key="ANG-77", aliases=("ANG-01",))]
    )
    hashed = state.findings[0].fingerprint.rpartition(":")[2]
    assert (
        changes(state, with_finding(state, rule="ANG-77", fingerprint=f"1:ANG-77:{hashed}")) == []
    )


def made_with(state: Snapshot, version: str, rule_set: str) -> Snapshot:
    return replace(state, program=Program(version, rule_set))


@pytest.mark.parametrize(
    ("version", "rule_set", "why"),
    [
        ("0.1", "bbbbbbbbbbbb", "kumpulan aturan aaaaaaaaaaaa → bbbbbbbbbbbb"),
        ("0.2", "aaaaaaaaaaaa", "versi program 0.1 → 0.2"),
        (
            "0.2",
            "bbbbbbbbbbbb",
            "versi program 0.1 → 0.2, kumpulan aturan aaaaaaaaaaaa → bbbbbbbbbbbb",
        ),
        ("0.1", "aaaaaaaaaaaa", ""),
    ],
)
@pytest.mark.parametrize(
    "change", [moved, reworded, without_followers, lambda state: replace(state, findings=())]
)
def test_a_finding_that_changed_says_which_program_it_was_and_is(
    state: Snapshot, change: Callable[[Snapshot], Snapshot], version: str, rule_set: str, why: str
) -> None:
    was, now = made_with(state, "0.1", "aaaaaaaaaaaa"), made_with(change(state), version, rule_set)
    (difference,) = differences(was, now)
    assert difference.why == why
    told = [line.strip() for line in difference_lines(difference, "id") if "sebab" in line]
    assert told == ([f"sebab: {why}"] if why else [])


def test_a_finding_in_a_table_that_is_read_otherwise_changed_for_that_reason(
    state: Snapshot,
) -> None:
    other = with_rows(
        reworded(state), lambda rows: (replace(rows[0], values=(None, "1.5", "100")), rows[1])
    )
    was, now = made_with(state, "0.1", "aaaaaaaaaaaa"), made_with(other, "0.1", "bbbbbbbbbbbb")
    whys = {difference.change: difference.why for difference in differences(was, now)}
    assert whys == {
        ChangeType.VALUE_CHANGED: "",
        ChangeType.FINDING_REWORDED: "tabelnya dibaca lain",
    }


def test_a_finding_of_another_file_changed_for_that_reason(state: Snapshot) -> None:
    other = replace(reworded(state), document={**state.document, "sha256": "f" * 64})
    (_, difference) = differences(
        made_with(state, "0.1", "aaaaaaaaaaaa"), made_with(other, "0.1", "bbbbbbbbbbbb")
    )
    assert difference.why == "isi berkas lain"


def test_nothing_is_said_of_a_program_that_a_state_does_not_tell(state: Snapshot) -> None:
    (difference,) = differences(replace(state, program=None), reworded(state))
    assert difference.why == ""


def test_a_state_of_another_program_is_the_same_state(folder: Path) -> None:
    run(["corpus", "accept", "contoh"])
    path = folder / "satu.expected.json"
    older = path.read_text("utf-8").replace(this_program().rule_set, "aaaaaaaaaaaa")
    path.write_text(older, "utf-8")
    assert "aaaaaaaaaaaa" in older
    assert run(["corpus", "check", "contoh"]) == 0
    assert run(["corpus", "accept", "contoh"]) == 0
    assert path.read_text("utf-8") == older


def test_what_was_not_counted_when_a_state_was_accepted_is_no_change(state: Snapshot) -> None:
    counted = state.coverage or {}
    older = replace(
        state, coverage={name: count for name, count in counted.items() if name != "unverifiable"}
    )
    assert changes(older, state) == []


def itself(number: int) -> int:
    return number


def parity(number: int) -> int:
    return number % 2


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_every_element_is_in_one_pair_and_in_order(was: list[int], now: list[int]) -> None:
    found = aligned(was, now, itself, parity)
    pairs = list(found)
    assert [one for one, _ in pairs if one is not None] == was
    assert [other for _, other in pairs if other is not None] == now


# The command --------------------------------------------------------------------------------------


def test_a_document_nobody_has_accepted_is_drift(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", "check", str(folder)]) == 1
    assert "belum ada keadaan yang diterima" in capsys.readouterr().out


def test_what_was_accepted_holds_until_it_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", "accept", "contoh"]) == 0
    said = capsys.readouterr().out
    assert "realisasi_anggaran" in said
    assert "kata sandi" in said
    assert run(["corpus", "check", "contoh"]) == 0
    (folder / "satu.pdf").write_bytes(budget_pdf("200"))
    capsys.readouterr()
    assert run(["corpus", "check", "contoh"]) == 1
    told = capsys.readouterr().out
    assert "sel berubah  hal. 1" in told
    assert "      - 100\n      + 200\n" in told
    assert "temuan muncul" in told
    assert run(["corpus", "accept", "contoh", "satu"]) == 0
    assert run(["corpus", "check", "contoh"]) == 0


def test_only_the_named_documents_are_accepted(folder: Path) -> None:
    assert run(["corpus", "accept", "contoh", "2024/*"]) == 0
    assert (folder / "2024" / "terkunci.expected.json").exists()
    assert not (folder / "satu.expected.json").exists()
    assert run(["corpus", "accept", "contoh", "dua"]) == 2


def test_a_document_that_is_gone_is_drift_until_that_is_accepted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", "accept", "contoh"]) == 0
    (folder / "satu.pdf").unlink()
    capsys.readouterr()
    assert run(["corpus", "check", "contoh", "--lang", "en"]) == 1
    assert "document is gone\n      - audited" in capsys.readouterr().out
    assert run(["corpus", "accept", "contoh"]) == 0
    assert not (folder / "satu.expected.json").exists()
    assert run(["corpus", "check", "contoh"]) == 0


def test_a_document_under_another_name_is_told_and_takes_its_notes_with_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", "accept", "contoh"]) == 0
    (folder / "satu.toml").write_text('source = "instansi"')
    (folder / "satu.pdf").rename(folder / "dua.pdf")
    capsys.readouterr()
    assert run(["corpus", "check", "contoh"]) == 1
    assert "nama dokumen berubah\n      - satu\n      + dua\n" in capsys.readouterr().out
    assert run(["corpus", "accept", "contoh"]) == 0
    assert sorted(path.name for path in folder.glob("*.*")) == [
        "dua.expected.json",
        "dua.pdf",
        "dua.toml",
    ]
    assert run(["corpus", "check", "contoh"]) == 0


def test_drift_is_told_in_one_language(state: Snapshot) -> None:
    (table,) = state.tables
    other = replace(
        moved(state),
        document={**state.document, "organisation": "lain"},
        tables=(replace(table, kind="lain", header=(("lain", *table.header[0][1:]),)),),
        second=None,
    )
    told = " ".join(f"{one.at} {one.was} {one.now}" for one in differences(state, other, "id"))
    assert all(
        word in told
        for word in ("instansi", "jenis", "kepala tabel", "hal. 7", "tidak dibaca ulang")
    )
    assert not re.search(r"\b(organisation|kind|header|page|p\.|major|inconsistent)\b", told)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [["check", "tidak-ada"], ["check", "kosong"], ["add", "tidak-ada.pdf"], ["add", "catatan.txt"]],
)
def test_a_call_that_cannot_work_says_why(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    Path("kosong").mkdir()
    Path("catatan.txt").write_text("bukan laporan")
    assert run(["corpus", *arguments]) == 2
    assert arguments[1] in capsys.readouterr().err


def test_an_added_document_lies_in_the_corpus_with_its_state_and_notes(folder: Path) -> None:
    Path("baru.pdf").write_bytes(budget_pdf())
    assert run(["corpus", "add", "baru.pdf", "contoh"]) == 0
    assert {path.name for path in folder.glob("baru.*")} == {
        "baru.pdf",
        "baru.expected.json",
        "baru.toml",
    }
    assert CheckSettings().check(CorpusEntry(folder, "baru")).holds
    Path("baru.pdf").write_bytes(budget_pdf("200"))
    assert run(["corpus", "add", "baru.pdf", "contoh"]) == 2


def test_whoever_refuses_takes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "n")
    assert run(["corpus", "accept", "contoh"]) == 130
    assert not (folder / "satu.expected.json").exists()
    assert run(["corpus", "accept", "contoh", "--yes"]) == 0
    assert (folder / "satu.expected.json").exists()


def test_nips_are_kept_only_where_somebody_asked_for_them(folder: Path) -> None:
    rows = [["Nama", "Pagu"], [f"Siti NIP. {NIP}", "1.500"]]
    (folder / "satu.pdf").write_bytes(drawn.pdf([drawn.table(rows, [250, 80])]))
    for option, kept in ([], False), (["--show-nip"], True):
        assert run(["corpus", "accept", "contoh", *option]) == 0
        assert (NIP in (folder / "satu.expected.json").read_text("utf-8")) is kept
        assert run(["corpus", "check", "contoh"]) == 0


@pytest.mark.usefixtures("folder")
def test_stats_count_what_was_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    run(["corpus", "accept", "contoh"])
    capsys.readouterr()
    assert run(["corpus", "stats", "contoh", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"^documents +2$", said, re.MULTILINE)
    assert re.search(r"^cannot be audited +1 Encrypted$", said, re.MULTILINE)
    assert re.search(r"^rows +2$", said, re.MULTILINE)


def test_a_file_of_the_corpus_that_cannot_be_understood_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "satu.toml").write_text("source = ")
    assert run(["corpus", "stats", "contoh"]) == 2
    assert "satu.toml" in capsys.readouterr().err
    run(["corpus", "accept", "contoh"])
    capsys.readouterr()
    # it may say what its document is to be taken for: without it there is nothing to compare
    assert run(["corpus", "check", "contoh"]) == 1
    assert "satu.toml tidak dapat dipahami; betulkan TOML-nya" in capsys.readouterr().err


def test_a_key_that_is_nearly_ours_is_told_and_any_other_is_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "satu.toml").write_text('verifed = "siapa"\nseed = 3\n')
    run(["corpus", "accept", "contoh"])
    capsys.readouterr()
    assert run(["corpus", "check", "contoh"]) == 0
    assert (
        capsys.readouterr().err == "satu.toml: verifed tidak dikenal; mungkin maksudnya verified\n"
    )


def end_oddly(way: CheckSettings, entry: CorpusEntry) -> CheckResult:
    """Stand for documents that take their process with them, or never end."""
    if entry.name == "mati":
        os._exit(9)
    if entry.name == "menggantung":
        time.sleep(60)
    return CHECK_WELL(way, entry)


CHECK_WELL = CheckSettings.check


def test_a_document_that_ends_its_process_or_hangs_costs_itself_and_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.sandbox.pool.FEWEST_SECONDS_MORE", 4.0)
    monkeypatch.setattr(CheckSettings, "check", end_oddly)
    named = [CorpusEntry(folder, name) for name in ("mati", "menggantung", "satu", "2024/terkunci")]
    results = {
        one.entry.name: one
        for one in CheckSettings(limits=Limits(seconds=1.0)).check_all(named, jobs=2)
    }
    assert results["mati"].fault.startswith("pemeriksaan berhenti mendadak")
    assert results["menggantung"].fault.startswith("pemeriksaan tidak selesai dalam 5 detik")
    assert results["2024/terkunci"].now is not None


def test_a_program_that_fails_is_no_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError("kesalahan program")

    monkeypatch.setattr("lkj_audit.pipeline.examine", failing)
    result = CheckSettings().check(CorpusEntry(folder, "satu"))
    assert "ZeroDivisionError: kesalahan program" in result.fault
    assert result.now is None
    assert not result.holds


def test_the_junit_file_has_a_case_a_document_and_its_drift(folder: Path) -> None:
    run(["corpus", "accept", "contoh"])
    (folder / "satu.pdf").write_bytes(budget_pdf("200"))
    assert run(["corpus", "check", "contoh", "--junit", "hasil.xml", "--jobs", "1"]) == 1
    suite = ElementTree.parse("hasil.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")
    cases = {
        case.get("name"): list(map(attrgetter("tag"), case)) for case in suite.iter("testcase")
    }
    assert cases == {"2024/terkunci": [], "satu": ["properties", "failure"]}
    assert "+ 200" in (suite.findtext(".//failure") or "")
    facts = {fact.get("name"): fact.get("value") for fact in suite.iter("property")}
    assert facts == {
        "Program": f"lkj-audit {VERSION}",
        "Kumpulan aturan": this_program().rule_set,
        "Profil": "tanpa profil",
        "Waktu pemeriksaan": "2025-01-01 00:00:00 UTC",
        "SHA-256": hashlib.sha256(budget_pdf("200")).hexdigest(),
    }


def pytest_on(folder: Path) -> "subprocess.CompletedProcess[str]":
    call = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "corpus.plugin",
        "--lkj-corpus",
        str(folder),
        "--rootdir",
        str(folder),
    ]
    return subprocess.run(
        [*call, str(folder)], capture_output=True, text=True, check=False, cwd=ROOT
    )


def test_the_plugin_makes_a_test_of_every_document(folder: Path) -> None:
    run(["corpus", "accept", "contoh"])
    done = pytest_on(folder)
    assert "2 passed" in done.stdout
    assert "collected 2 items" in done.stdout
    (folder / "satu.pdf").write_bytes(budget_pdf("200"))
    done = pytest_on(folder)
    assert "1 failed, 1 passed" in done.stdout
    assert "    + 200" in done.stdout
    assert "satu.pdf" in done.stdout
    assert "Traceback" not in done.stdout


# Our own ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ours() -> dict[str, CheckResult]:
    """What became of every document of our own."""
    return {
        result.entry.name: result
        for result in CheckSettings("en").check_all(corpus_entries(DOCUMENTS))
    }


@pytest.mark.parametrize("name", [entry.name for entry in corpus_entries(DOCUMENTS)])
def test_our_documents_are_read_and_audited_as_was_accepted(
    ours: dict[str, CheckResult], name: str
) -> None:
    assert ours[name].holds, "\n".join(result_lines(ours[name], "en"))


def test_every_finding_of_our_documents_is_kept_with_a_fingerprint_of_its_own() -> None:
    for entry in corpus_entries(DOCUMENTS):
        state = entry.accepted()
        assert state is not None
        fingerprints = [finding.fingerprint for finding in state.findings]
        assert "" not in fingerprints
        assert len(set(fingerprints)) == len(fingerprints), entry.name


def test_the_states_of_our_documents_are_written_as_this_version_writes_them() -> None:
    for entry in corpus_entries(DOCUMENTS):
        state = entry.accepted()
        assert state is not None, f"run: lkj corpus accept corpus/documents {entry.name}"
        assert as_text(state) == entry.expected.read_text("utf-8")


def test_notes_may_list_and_may_hold_more_than_ours(tmp_path: Path) -> None:
    (tmp_path / "satu.toml").write_text('purpose = "contoh"\nlimits = ["satu", "dua"]\nseed = 3\n')
    notes: Any = CorpusEntry(tmp_path, "satu").notes()
    assert (notes.purpose, notes.limits, notes.source) == ("contoh", "satu; dua", "")


def test_notes_say_what_the_document_does_not_tell(folder: Path) -> None:
    (folder / "satu.toml").write_text(
        'kind = "renja"\norganisation = "Kecamatan Klakah"\nperiod = "2025"\n'
    )
    result = CheckSettings().check(CorpusEntry(folder, "satu"))
    assert result.now is not None
    told = result.now.document
    assert (told["kind"], told["organisation"], told["year"]) == ("renja", "Kecamatan Klakah", 2025)


@pytest.mark.parametrize("notes", ['kind = "rencana"', 'period = "segera"'])
def test_notes_of_no_kind_or_period_are_refused_by_name(folder: Path, notes: str) -> None:
    (folder / "satu.toml").write_text(notes)
    assert "satu.toml" in CheckSettings().check(CorpusEntry(folder, "satu")).fault
