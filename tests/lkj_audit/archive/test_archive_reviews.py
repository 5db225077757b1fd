"""Laws of decisions in an archive: they are only ever added, follow the report, and are one with
those in files.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from lkj_audit.archive.queries.document_queries import DocumentFilter
from lkj_audit.archive.queries.exports import export
from lkj_audit.archive.queries.review_questions import (
    each_open_follow_up,
    list_decisions,
    open_follow_ups,
    rejected_shares,
    repeated_matters,
)
from lkj_audit.archive.records import ArchivedReport
from lkj_audit.archive.reviews.entries import reviewed_audit
from lkj_audit.archive.reviews.exchange import give, take
from lkj_audit.archive.reviews.recording import mark_opened, record_decision
from lkj_audit.archive.reviews.states import decisions_of
from lkj_audit.archive.storage.adapters import adapter_of
from lkj_audit.archive.storage.database import Archive, migrate, open_archive
from lkj_audit.archive.storage.maintenance import back_up, restore
from lkj_audit.archive.storage.schema import DOCUMENT
from lkj_audit.archive.storage.writer import delete_document
from lkj_audit.decisions.errors import ChangedDecisions
from lkj_audit.decisions.file import decisions_path, merge_logs, read_log, record
from lkj_audit.decisions.records import Action, Decision, Reason
from lkj_audit.decisions.reviewed import ReviewedAudit
from lkj_audit.decisions.state import EntryState, Status
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from lkj_audit.presentation.language import Lang
from tests.archives import ORIGIN, content, report_of, rows, store
from tests.postgres import Server
from validate.findings import Audit

AT = "2025-01-01T00:00:00Z"


@pytest.fixture
def archive(archive_url: str) -> Archive:
    return open_archive(archive_url, writes=True)


@pytest.fixture
def stored(archive: Archive, audit: Audit) -> ArchivedReport:
    """A report of the archive that nobody has reviewed yet."""
    report = replace(report_of(audit), organisation="Kecamatan Klakah")
    store(archive, report)
    return report


def reviewed(archive: Archive, sha256: str) -> ReviewedAudit:
    with archive.transaction() as connection:
        id = connection.execute(select(DOCUMENT.c.id).where(DOCUMENT.c.sha256 == sha256)).scalar()
        assert id is not None
        return reviewed_audit(connection, id)


def states(archive: Archive, sha256: str) -> list[EntryState]:
    """Return what stands of each entry of a document."""
    audit = reviewed(archive, sha256)
    with archive.transaction() as connection:
        id = connection.execute(select(DOCUMENT.c.id).where(DOCUMENT.c.sha256 == sha256)).scalar()
        assert id is not None
        return [state for _, state in audit.states(decisions_of(connection, id))]


def decision(
    archive: Archive,
    sha256: str,
    action: Action = Action.ACCEPT,
    *,
    entry: int = 0,
    name: str = "Sri",
    time: str = "2025-01-02T00:00:00.000Z",
    reason: Reason | None = None,
    done: bool = False,
) -> Decision:
    audit = reviewed(archive, sha256)
    findings = audit.entries[entry].findings
    return Decision(action, findings, audit.document, time, name, reason=reason, done=done)


def review_row(archive: Archive, sha256: str) -> dict[str, object]:
    (row,) = rows(
        archive,
        "SELECT v.* FROM review v JOIN document d ON d.id = v.document_id "
        f"WHERE d.sha256 = '{sha256}'",
    )
    return dict(row)


# What is reviewed ---------------------------------------------------------------------------------


def test_the_archive_has_the_entries_of_the_outputs(
    archive: Archive, stored: ArchivedReport
) -> None:
    entries = reviewed(archive, stored.sha256).entries
    assert [one.id for one in entries] == [matter.key for matter in stored.matters]
    assert {one.fingerprint for entry in entries for one in entry.findings} == {
        finding.fingerprint for finding in stored.findings
    }


def test_an_audit_of_an_earlier_version_has_an_entry_for_each_finding(
    archive: Archive, audit: Audit
) -> None:
    report = replace(report_of(audit), matters=())
    store(archive, report)
    entries = reviewed(archive, report.sha256).entries
    assert [len(one.findings) for one in entries] == [1] * len(report.findings)
    assert review_row(archive, report.sha256)["entries"] == len(report.findings)


def test_what_was_audited_before_there_were_reviews_is_to_be_reviewed(archive_url: str) -> None:
    adapter = adapter_of(archive_url)
    with adapter.engine(writes=True).begin() as connection:
        migrate(connection, "0005")
        adapter.claim(connection)
        for statement in (
            "INSERT INTO document(id, sha256, size, seen_at, revision_id) VALUES (1, 'ab', 1, 'x', 1)",  # noqa: E501
            "INSERT INTO document(id, sha256, size, seen_at) VALUES (2, 'cd', 1, 'x')",
            "INSERT INTO tally VALUES (1, 'ANG-01', 'major', 2), (1, 'TUL-01', 'minor', 3)",
        ):
            connection.exec_driver_sql(statement)
    again = open_archive(archive_url, writes=True)
    (row,) = rows(again, "SELECT document_id, state, entries, major, minor FROM review")
    assert row == {"document_id": 1, "state": "unopened", "entries": 5, "major": 2, "minor": 3}


# What is recorded ---------------------------------------------------------------------------------


def test_the_state_of_a_review_follows_from_its_decisions(
    archive: Archive, stored: ArchivedReport
) -> None:
    before = review_row(archive, stored.sha256)
    assert (before["state"], before["decided"]) == ("unopened", 0)
    mark_opened(archive, stored.sha256, AT)
    assert review_row(archive, stored.sha256)["state"] == "ongoing"
    for at, _ in enumerate(reviewed(archive, stored.sha256).entries):
        rejection = decision(
            archive, stored.sha256, Action.REJECT, entry=at, reason=Reason.EXPLAINED
        )
        assert record_decision(archive, stored.sha256, rejection) is not None
    after = review_row(archive, stored.sha256)
    assert (after["state"], after["opened_at"]) == ("done", AT)
    assert after["decided"] == after["entries"] == before["entries"]
    assert [after[name] for name in ("critical", "major", "minor", "info")] == [0] * 4


def test_of_two_people_who_decide_at_once_nobody_overwrites_the_other(
    archive: Archive, archive_url: str, stored: ArchivedReport
) -> None:
    others = open_archive(archive_url, writes=True)
    mine = decision(archive, stored.sha256)
    later = "2025-01-03T00:00:00.000Z"
    theirs = decision(others, stored.sha256, Action.ASK, name="Budi", time=later)
    first = record_decision(archive, stored.sha256, mine, seen=())
    assert first is not None
    with pytest.raises(ChangedDecisions):
        record_decision(others, stored.sha256, theirs, seen=())
    assert states(others, stored.sha256)[0].status is Status.ACCEPTED
    second = record_decision(others, stored.sha256, theirs, seen=first[1].standing)
    assert second is not None
    assert second[1].status is Status.ASKED
    assert [one.name for one in second[1].history] == ["Sri", "Budi"]


def test_who_decides_waits_for_who_writes_the_same_document(postgres: Server, audit: Audit) -> None:
    url = postgres.url()
    archive, others = (open_archive(url, writes=True) for _ in range(2))
    report = report_of(audit)
    store(archive, report)
    wanted = decision(others, report.sha256)
    thread = Thread(target=record_decision, args=(others, report.sha256, wanted))
    with archive.transaction() as connection:
        connection.execute(select(DOCUMENT.c.id).with_for_update())
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(20)
    assert states(archive, report.sha256)[0].status is Status.ACCEPTED


def test_a_new_audit_keeps_decisions_and_a_changed_value_is_looked_at_again(
    archive: Archive, stored: ArchivedReport
) -> None:
    record_decision(archive, stored.sha256, decision(archive, stored.sha256))
    store(archive, stored, origin=replace(ORIGIN, program="0.2.0"))
    assert states(archive, stored.sha256)[0].status is Status.ACCEPTED
    changed = tuple(replace(one, printed=f"{one.printed}9") for one in stored.findings)
    store(archive, replace(stored, findings=changed), origin=replace(ORIGIN, program="0.3.0"))
    assert states(archive, stored.sha256)[0].look_again
    assert review_row(archive, stored.sha256)["again"] == 1


def test_a_corrected_version_has_the_decisions_on_the_earlier(
    archive: Archive, stored: ArchivedReport
) -> None:
    record_decision(archive, stored.sha256, decision(archive, stored.sha256))
    corrected = replace(stored, sha256="c" * 64)
    other = replace(stored, sha256="d" * 64, organisation="Dinas Sosial")
    store(archive, corrected)
    store(archive, other)
    assert states(archive, corrected.sha256)[0].status is Status.ACCEPTED
    assert states(archive, other.sha256)[0].status is Status.OPEN
    # from then on each has its own
    later = decision(archive, corrected.sha256, Action.ASK, time="2025-01-03T00:00:00.000Z")
    record_decision(archive, corrected.sha256, later)
    assert states(archive, stored.sha256)[0].status is Status.ACCEPTED


def test_deleting_a_document_deletes_the_decisions_on_it_alone(
    archive: Archive, stored: ArchivedReport
) -> None:
    record_decision(archive, stored.sha256, decision(archive, stored.sha256))
    store(archive, replace(stored, sha256="c" * 64))
    assert delete_document(archive, stored.sha256, "salah kirim", AT)
    assert states(archive, "c" * 64)[0].status is Status.ACCEPTED
    assert delete_document(archive, "c" * 64, "salah kirim", AT)
    assert rows(archive, "SELECT * FROM decision") == []
    assert rows(archive, "SELECT * FROM review") == []


# Files --------------------------------------------------------------------------------------------


def outputs_of(stored: ArchivedReport, archive: Archive, folder: Path) -> Path:
    """Return the decisions file of a folder of outputs, with one decision of a colleague in it."""
    path = decisions_path(folder)
    folder.mkdir()
    record(path, decision(archive, stored.sha256, Action.ASK, name="Budi"))
    return path


def test_files_and_archive_are_merged_both_ways_and_a_conflict_stays_one(
    archive: Archive, stored: ArchivedReport, tmp_path: Path
) -> None:
    path = outputs_of(stored, archive, tmp_path / "klakah")
    record_decision(archive, stored.sha256, decision(archive, stored.sha256))
    assert [(one.documents, one.records) for one in take(archive, tmp_path)] == [(1, 1)]
    state = states(archive, stored.sha256)[0]
    assert state.status is Status.CONFLICT
    assert review_row(archive, stored.sha256)["conflicts"] == 1
    before = content(archive)
    assert [one.records for one in take(archive, path)] == [0]
    assert content(archive) == before
    (given,) = give(archive, tmp_path / "lain")
    assert given.records == 2
    assert read_log(given.path).decisions.records == state.history
    assert [one.records for one in give(archive, tmp_path / "lain")] == [0]


def test_a_line_of_a_file_is_kept_as_it_was_written(
    archive: Archive, stored: ArchivedReport, tmp_path: Path
) -> None:
    path = outputs_of(stored, archive, tmp_path / "klakah")
    list(take(archive, path))
    (given,) = give(archive, tmp_path / "lain")
    assert given.path.read_bytes() == path.read_bytes()


def test_a_file_on_a_document_that_the_archive_lacks_changes_nothing(
    archive: Archive, stored: ArchivedReport, tmp_path: Path
) -> None:
    path = tmp_path / "x.putusan.jsonl"
    foreign = replace(
        decision(archive, stored.sha256).document, sha256="e" * 64, organisation="Dinas Lain"
    )
    record(path, replace(decision(archive, stored.sha256), document=foreign, id=""))
    assert [(one.documents, one.records) for one in take(archive, path)] == [(0, 0)]
    assert rows(archive, "SELECT * FROM decision") == []


def test_a_backup_of_either_database_restores_into_the_other_with_decisions(
    archive: Archive, stored: ArchivedReport, tmp_path: Path, postgres: Server
) -> None:
    record_decision(archive, stored.sha256, decision(archive, stored.sha256))
    back_up(archive, tmp_path / "cadangan.db")
    for url in (postgres.url(), f"sqlite:///{tmp_path / 'pulih.db'}"):
        restore(tmp_path / "cadangan.db", url)
        again = open_archive(url)
        assert states(again, stored.sha256) == states(archive, stored.sha256)
        assert review_row(again, stored.sha256) == review_row(archive, stored.sha256)


# Questions ----------------------------------------------------------------------------------------


def decided(archive: Archive, stored: ArchivedReport, actions: Sequence[Action]) -> None:
    """Decide on the first entry, again and again."""
    for day, action in enumerate(actions, 1):
        reason = Reason.MISREAD if action is Action.REJECT else None
        time = f"2025-01-0{day}T00:00:00.000Z"
        one = decision(archive, stored.sha256, action, reason=reason, time=time)
        record_decision(archive, stored.sha256, one)


def test_the_share_of_rejected_findings_counts_each_finding_once(
    archive: Archive, stored: ArchivedReport
) -> None:
    decided(archive, stored, [Action.REJECT])
    entry = reviewed(archive, stored.sha256).entries[0]
    found = {row[0]: row for row in rejected_shares(archive, DocumentFilter()).rows}
    assert set(found) == {one.rule for one in entry.findings}
    rule = entry.findings[0].rule
    count = sum(one.rule == rule for one in entry.findings)
    total = sum(one.rule == rule for one in stored.findings)
    assert found[rule] == (rule, total, count, 0, 0, 0, count, count, 0, 0, 100)
    assert rejected_shares(archive, DocumentFilter(office="sosial")).rows == []


def test_a_matter_recurs_in_years_and_not_in_periods(archive: Archive, audit: Audit) -> None:
    for name, year, period in (("a", 2023, "TW4"), ("b", 2024, "TW1"), ("c", 2024, "TW4")):
        report = report_of(audit, name, year, period)
        store(archive, replace(report, organisation="Kecamatan Klakah"))
    found = {row[0]: row for row in repeated_matters(archive, DocumentFilter()).rows}
    rule = reviewed(archive, report.sha256).entries[0].findings[0].rule
    each = sum(one.rule == rule for one in report.matters)
    assert found[rule][1:] == (
        "Kecamatan Klakah", 2, 3 * each, f"2023: {each}, 2024: {2 * each}",
    )  # fmt: skip
    assert repeated_matters(archive, DocumentFilter(year=2024)).rows == []


def test_tindak_lanjut_is_open_until_it_is_completed(
    archive: Archive, stored: ArchivedReport
) -> None:
    decided(archive, stored, [Action.ACCEPT])

    def open_row() -> Sequence[object]:
        (row,) = open_follow_ups(archive, DocumentFilter()).rows
        return row[:6]

    assert open_row() == ("Kecamatan Klakah", 1, 0, 0, 1, 1)
    (each,) = each_open_follow_up(archive, DocumentFilter()).rows
    assert each[7] == "none"
    begun = decision(archive, stored.sha256, Action.FOLLOW_UP, time="2025-01-03T00:00:00.000Z")
    record_decision(archive, stored.sha256, begun)
    assert open_row() == ("Kecamatan Klakah", 1, 0, 1, 0, 1)
    done = replace(begun, done=True, time="2025-01-04T00:00:00.000Z", id="")
    record_decision(archive, stored.sha256, done)
    assert open_row() == ("Kecamatan Klakah", 1, 1, 0, 0, 0)
    assert each_open_follow_up(archive, DocumentFilter()).rows == []


def test_decisions_are_listed_and_exported(
    archive: Archive, stored: ArchivedReport, tmp_path: Path
) -> None:
    decided(archive, stored, [Action.ACCEPT, Action.REJECT])
    listed = list_decisions(archive, DocumentFilter(year=2024)).rows
    assert {row[4] for row in listed} == {"accept", "reject"}
    export(archive, tmp_path / "ekspor", "csv", Lang.ID)
    decisions = (tmp_path / "ekspor" / "putusan.csv").read_text("utf-8-sig").splitlines()
    assert len(decisions) == 3
    entries = (tmp_path / "ekspor" / "pokok.csv").read_text("utf-8-sig")
    assert "rejected" in entries
    assert "misread" in entries


# The commands -------------------------------------------------------------------------------------


def test_the_commands_answer_and_merge(
    tmp_path: Path,
    audit: Audit,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    archive = open_archive("sqlite:///lkj.db", writes=True)
    report = replace(report_of(audit), organisation="Kecamatan Klakah")
    store(archive, report)
    outputs_of(report, archive, tmp_path / "klakah")
    assert run(["archive", "decisions", "--from", "."]) == ExitCode.AUDITED
    assert "1 putusan ditambahkan ke arsip." in capsys.readouterr().out
    assert run(["archive", "decisions"]) == ExitCode.AUDITED
    assert "Ditanyakan kepada unit" in capsys.readouterr().out
    assert run(["archive", "decisions", "--into", "lain"]) == ExitCode.AUDITED
    assert len(list((tmp_path / "lain").glob("*/*.putusan.jsonl"))) == 1
    for verb in ("rejected", "recurring", "follow-ups"):
        assert run(["archive", verb]) == ExitCode.AUDITED
        assert capsys.readouterr().out


def test_what_cannot_be_merged_ends_with_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    open_archive("sqlite:///lkj.db", writes=True)
    assert run(["archive", "decisions", "--from", ".", "--year", "2024"]) == ExitCode.USAGE
    (tmp_path / "rusak.putusan.jsonl").write_bytes(b"bukan\n")
    assert run(["archive", "decisions", "--from", "rusak.putusan.jsonl"]) == ExitCode.DECISIONS
    assert "bukan berkas putusan" in capsys.readouterr().err


def test_a_log_merges_into_a_file_as_a_file_does(
    archive: Archive, stored: ArchivedReport, tmp_path: Path
) -> None:
    path = outputs_of(stored, archive, tmp_path / "klakah")
    log = read_log(path)
    other = tmp_path / "x.putusan.jsonl"
    assert merge_logs(other, [log, log]) == 1
    assert merge_logs(other, [log]) == 0
    assert other.read_bytes() == path.read_bytes()
