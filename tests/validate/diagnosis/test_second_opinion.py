"""What two readers read differently accuses nobody, in the audit of a document as in the check of a
corpus.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.check import state
from corpus.entries import CorpusEntry
from extract.document_reader import Progress
from extract.errors import Damaged
from extract.limits import Limits
from extract.records import Document
from extract.verification.second_reader import Disagreement, numeric_cells
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from tests.lkj_audit.cli.test_command_line import budget_pdf
from validate.diagnosis.second_opinion import apply_disagreements
from validate.findings import Audit, CellRef, Certainty, Severity


def test_what_rests_on_a_cell_that_reads_differently_is_a_reading_doubt(audit: Audit) -> None:
    (finding,) = audit.findings
    elsewhere = Disagreement("t1", 1, 1, finding.spot.place, "2.500,5", "2.500")
    evidence = Disagreement("t1", 0, 1, finding.spot.place, "1.500", None)
    assert apply_disagreements(audit, [elsewhere]).findings == audit.findings
    assert [found.certainty for found in apply_disagreements(audit, [evidence]).findings] == [
        Certainty.READING_DOUBT
    ]


@pytest.fixture
def critical(audit: Audit) -> Audit:
    """The same audit, its finding critical."""
    (finding,) = audit.findings
    return replace(audit, findings=(replace(finding, severity=Severity.CRITICAL),))


def blamed(audit: Audit, theirs: str | None, third: str | None) -> Disagreement:
    """Return the disagreement about the cell that the only finding blames."""
    (finding,) = audit.findings
    return Disagreement("t1", 0, 2, finding.spot.place, "100", theirs, third)


@pytest.mark.parametrize(
    ("theirs", "third", "severity", "said"),
    [
        ("700", None, Severity.MAJOR, "Pembaca kedua membaca 700 di halaman 2, bukan 100."),
        ("700", "100 0", Severity.MAJOR, "Pembaca kedua membaca 700 di halaman 2, bukan 100."),
        (None, None, Severity.MAJOR, "Pembaca kedua tidak menemukan 100 di halaman 2."),
        ("700", "700", Severity.INFO, "Dua pembaca lain membaca 700 di halaman 2, bukan 100."),
    ],
)
def test_a_doubt_is_never_critical_and_less_still_where_two_readers_read_something_else(
    critical: Audit, theirs: str | None, third: str | None, severity: Severity, said: str
) -> None:
    (finding,) = apply_disagreements(critical, [blamed(critical, theirs, third)]).findings
    assert (finding.severity, finding.certainty) == (severity, Certainty.READING_DOUBT)
    assert finding.message.id.endswith(said)


def test_our_reading_is_borne_out_where_the_third_reader_reads_the_same(critical: Audit) -> None:
    assert (
        apply_disagreements(critical, [blamed(critical, "700", "100")]).findings
        == critical.findings
    )


def test_evidence_that_a_relation_bears_out_is_not_in_doubt(audit: Audit) -> None:
    evidence = Disagreement("t1", 0, 1, audit.findings[0].spot.place, "1.500", "15.00")
    confirmed = replace(audit, confirmed=frozenset({CellRef("t1", 0, 1)}))
    assert apply_disagreements(confirmed, [evidence]).findings == confirmed.findings
    both = replace(audit, confirmed=frozenset({CellRef("t1", 0, 2)}))
    assert apply_disagreements(both, [blamed(both, "700", None)]).findings != both.findings


def test_what_became_a_doubt_stands_below_what_is_heavier(critical: Audit) -> None:
    (first,) = critical.findings
    other = replace(
        first, rule="ANG-05", spot=first.spot._replace(cell=CellRef("t1", 1, 2)), evidence=()
    )
    both = replace(critical, findings=(first, replace(other, alternatives=())))
    assert [
        one.rule for one in apply_disagreements(both, [blamed(critical, "700", None)]).findings
    ] == [
        "ANG-05",
        "ANG-01",
    ]


# In the corpus check ------------------------------------------------------------------------------

SecondReader = Callable[[bytes, Document, Progress | None, Limits], tuple[Disagreement, ...]]


def reads_otherwise(
    _data: bytes, document: Document, _progress: Progress | None, _limits: Limits
) -> tuple[Disagreement, ...]:
    """Return that the wrong remainder is read otherwise."""
    return tuple(
        Disagreement(table, cell.row, cell.column, cell.place, cell.text, "100", None)
        for table, cell in numeric_cells(document)
        if cell.text == "700"
    )


def fails(*_: object) -> tuple[Disagreement, ...]:
    raise Damaged


@pytest.fixture
def entry(tmp_path: Path) -> CorpusEntry:
    (tmp_path / "laporan.pdf").write_bytes(budget_pdf("700"))
    return CorpusEntry(tmp_path, "laporan")


def read_by(monkeypatch: pytest.MonkeyPatch, second_reader: SecondReader) -> None:
    monkeypatch.setattr("corpus.second_reader.verify_document", second_reader)
    monkeypatch.setattr("extract.verification.second_reader.verify_document", second_reader)


def test_the_corpus_check_and_the_command_line_give_the_same_audit(
    entry: CorpusEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by(monkeypatch, reads_otherwise)
    target = tmp_path / "audit.json"
    assert run(["audit", str(entry.pdf), "--verify", "--json", str(target)]) == 0
    written = json.loads(target.read_text("utf-8"))["findings"]
    kept = state(entry, None, show_nip=False).findings
    assert [
        (one["rule"], one["severity"], one["certainty"], one["message"]) for one in written
    ] == [
        (one.rule, one.severity, one.certainty, {"id": one.says, "en": one.says_in_english})
        for one in kept
    ]
    assert ("ANG-01", "major", "reading-doubt") in [
        (one.rule, one.severity, one.certainty) for one in kept
    ]


def test_a_second_reader_that_fails_costs_the_second_opinion_and_not_the_first(
    entry: CorpusEntry,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    read_by(monkeypatch, fails)
    usual, target = tmp_path / "tanpa.json", tmp_path / "audit.json"
    assert run(["audit", str(entry.pdf), "--json", str(usual)]) == ExitCode.AUDITED
    capsys.readouterr()
    assert run(["audit", str(entry.pdf), "--verify", "--json", str(target)]) == ExitCode.UNOPENABLE
    said = capsys.readouterr()
    for told in (said.out, said.err):
        assert "Pembacaan kedua tidak selesai: PDF ini rusak" in " ".join(told.split())
    first, second = (json.loads(path.read_text("utf-8")) for path in (usual, target))
    assert second["findings"] == first["findings"] != []
    assert "disagreements" not in second
    assert second["second_reader_failure"]["en"] == Damaged().text("en")


def test_what_the_second_reader_said_of_a_document_is_not_asked_for_again(
    entry: CorpusEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by(monkeypatch, reads_otherwise)
    first = state(entry, None, show_nip=False)
    assert first.second is not None
    assert [doubt.theirs for doubt in first.second.doubts or ()] == ["100"]
    read_by(monkeypatch, fails)
    assert state(entry, first, show_nip=False) == first


def test_a_second_reader_that_fails_in_the_corpus_check_leaves_the_audit_as_it_is(
    entry: CorpusEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by(monkeypatch, fails)
    now = state(entry, None, show_nip=False)
    assert now.second is not None
    assert now.second.doubts is None
    assert "inconsistent" in [one.certainty for one in now.findings]
