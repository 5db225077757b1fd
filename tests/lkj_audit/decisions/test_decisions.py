"""Laws of decisions: nothing that was recorded is lost, overwritten or hidden, whoever writes and
whatever breaks.
"""

import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj_audit.decisions.carry import carried, decided_reports
from lkj_audit.decisions.errors import (
    ChangedDecisions,
    DamagedDecisions,
    ForeignDecisions,
    LockedDecisions,
    OpenConflict,
    UnwritableDecisions,
)
from lkj_audit.decisions.file import decisions_path, locked, merge_into, parsed, read_log, record
from lkj_audit.decisions.records import (
    Action,
    DecidedFinding,
    Decision,
    NotADecision,
    Reason,
    ReviewedDocument,
    Subject,
    read_line,
)
from lkj_audit.decisions.state import NO_DECISIONS, Decisions, Status

DOCUMENT = ReviewedDocument(
    "ab" * 32, "laporan.pdf", "Kecamatan Klakah", 2024, "TW4", "lkj_triwulan"
)
CORRECTED = ReviewedDocument(
    "cd" * 32, "laporan-revisi.pdf", "KECAMATAN KLAKAH", 2024, "TW4", "lkj_triwulan"
)
ONE, TWO = (
    DecidedFinding(f"1:CAP-01:{letter * 16}", "99,79", "CAP-01", 13, "Capaian") for letter in "ab"
)


def decision(
    action: Action = Action.ACCEPT,
    *findings: DecidedFinding,
    name: str = "Sri",
    minute: int = 0,
    replaces: tuple[str, ...] = (),
    reason: Reason | None = None,
    done: bool = False,
) -> Decision:
    time = f"2026-12-01T08:{minute:02}:00.000Z"
    return Decision(
        action, findings or (ONE,), DOCUMENT, time, name, "", reason, done, replaces=replaces
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "laporan.putusan.jsonl"


# What stands --------------------------------------------------------------------------------------


def test_a_later_decision_takes_the_place_of_the_one_it_names(path: Path) -> None:
    record(path, decision(Action.ACCEPT))
    _, state = record(path, decision(Action.REJECT, reason=Reason.EXPLAINED, minute=1))
    assert state.status is Status.REJECTED
    assert state.verdict is not None
    assert state.verdict.reason is Reason.EXPLAINED
    assert [one.action for one in state.history] == [Action.ACCEPT, Action.REJECT]


def test_two_who_decide_apart_are_in_conflict_until_a_later_decision_names_both(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "rekan.putusan.jsonl"
    record(path, decision(Action.ACCEPT, name="Sri"))
    record(other, decision(Action.REJECT, name="Budi", reason=Reason.MISREAD))
    assert merge_into(path, other) == 1
    state = read_log(path).decisions.state([ONE])
    assert state.status is Status.CONFLICT
    assert {one.name for one in state.verdicts} == {"Sri", "Budi"}
    assert state.is_open
    with pytest.raises(OpenConflict):
        record(path, decision(Action.ACCEPT, name="Ketua", minute=2))
    _, settled = record(path, decision(Action.ACCEPT, name="Ketua", minute=2), settle=True)
    assert settled.status is Status.ACCEPTED
    assert len(settled.history) == 3


def test_equal_decisions_of_two_people_are_a_conflict_too() -> None:
    both = Decisions.of([decision(name="Sri"), decision(name="Budi")])
    assert both.state([ONE]).status is Status.CONFLICT


def test_a_decision_on_one_finding_leaves_that_on_the_others_of_its_entry() -> None:
    first = decision(Action.ACCEPT, ONE, TWO)
    second = decision(Action.REJECT, ONE, minute=1, replaces=(first.id,), reason=Reason.IMMATERIAL)
    all_of_it = Decisions.of([first, second])
    assert all_of_it.state([ONE]).status is Status.REJECTED
    assert all_of_it.state([TWO]).status is Status.ACCEPTED
    assert all_of_it.state([ONE, TWO]).status is Status.CONFLICT


@pytest.mark.parametrize(
    "now",
    [
        [DecidedFinding(ONE.fingerprint, "99,81")],
        [ONE, TWO],
    ],
)
def test_what_is_printed_otherwise_or_has_joined_since_is_to_be_looked_at_again(
    now: list[DecidedFinding],
) -> None:
    state = Decisions.of([decision(Action.REJECT, reason=Reason.EXPLAINED)]).state(now)
    assert state.status is Status.REJECTED
    assert state.look_again
    assert state.is_open


def test_an_accepted_entry_is_open_until_it_is_followed_up() -> None:
    accepted, begun = decision(Action.ACCEPT), decision(Action.FOLLOW_UP, minute=1)
    finished = decision(Action.FOLLOW_UP, minute=2, replaces=(begun.id,), done=True)
    opened = [
        Decisions.of(some).state([ONE]).is_open
        for some in ([accepted], [accepted, begun], [accepted, begun, finished])
    ]
    assert opened == [True, True, False]
    assert Decisions.of([decision(Action.ASK)]).state([ONE]).is_open
    assert not Decisions.of([decision(Action.REJECT, reason=Reason.MISREAD)]).state([ONE]).is_open


def test_what_the_unit_answers_leaves_the_decision_as_it_is(path: Path) -> None:
    record(path, decision(Action.ASK))
    _, state = record(path, decision(Action.RESPONSE, minute=1))
    assert state.status is Status.ASKED
    assert [one.action for one in state.responses] == [Action.RESPONSE]


def test_a_decision_whose_finding_has_vanished_stays() -> None:
    all_of_it = Decisions.of([decision(Action.ACCEPT, ONE), decision(Action.ACCEPT, TWO)])
    (gone,) = all_of_it.vanished([TWO.fingerprint])
    assert gone.findings == (ONE,)


# Merging ------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["Sri", "Budi", "Wayan"])
FINDINGS = st.lists(st.sampled_from([ONE, TWO]), min_size=1, max_size=2, unique=True)


@st.composite
def histories(draw: st.DrawFn) -> Decisions:
    """Decisions of which some take the place of earlier ones."""
    records: list[Decision] = []
    for minute in range(draw(st.integers(0, 5))):
        replaced = draw(st.lists(st.sampled_from(records), unique=True)) if records else []
        records.append(
            decision(
                draw(st.sampled_from(Action)),
                *draw(FINDINGS),
                name=draw(NAMES),
                minute=minute,
                replaces=tuple(one.id for one in replaced),
            )
        )
    return Decisions.of(records)


@given(histories(), histories(), histories())
def test_merging_is_commutative_associative_and_idempotent(
    one: Decisions, two: Decisions, three: Decisions
) -> None:
    assert one.merged(two) == two.merged(one)
    assert one.merged(two).merged(three) == one.merged(two.merged(three))
    assert one.merged(one) == one == one.merged(NO_DECISIONS)
    assert set(one.merged(two).records) == {*one.records, *two.records}
    assert one.merged(two).state([ONE, TWO]) == two.merged(one).state([TWO, ONE])


@given(histories(), histories())
def test_nothing_that_stands_alone_is_hidden_by_a_merge(one: Decisions, two: Decisions) -> None:
    replaced = {id for record in (*one.records, *two.records) for id in record.replaces}
    for record_ in one.merged(two).records:
        if record_.action.subject is Subject.VERDICT and record_.id not in replaced:
            assert record_ in one.merged(two).state(record_.findings).verdicts


@given(histories())
def test_a_record_is_read_as_it_was_written(some: Decisions) -> None:
    lines = b"".join(one.line + b"\n" for one in some.records)
    assert parsed(lines, "x").decisions == some


def test_merging_files_in_any_order_records_the_same_once(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.putusan.jsonl" for name in "abc"]
    for number, file in enumerate(files):
        record(file, decision(name=file.name, minute=number))
    merge_into(files[0], files[1], files[2])
    merge_into(files[2], files[1], files[0])
    assert merge_into(files[0], files[2]) == 0
    assert read_log(files[0]).decisions == read_log(files[2]).decisions
    assert len(files[0].read_bytes().splitlines()) == 3


def test_a_key_of_a_later_version_is_passed_on(tmp_path: Path) -> None:
    content = json.loads(decision().line)
    del content["id"]
    content["paraf"] = "S"
    from lkj_audit.decisions.records import digest_of

    line = json.dumps({**content, "id": digest_of(content)}, ensure_ascii=False).encode()
    first, second = tmp_path / "a.putusan.jsonl", tmp_path / "b.putusan.jsonl"
    first.write_bytes(line + b"\n")
    merge_into(second, first)
    assert second.read_bytes() == first.read_bytes()


# The file -----------------------------------------------------------------------------------------


def test_what_stands_in_the_file_is_never_changed(path: Path) -> None:
    before = b""
    for minute in range(4):
        record(path, decision(minute=minute))
        assert path.read_bytes().startswith(before)
        before = path.read_bytes()


def test_a_window_that_has_not_seen_the_latest_decision_does_not_overwrite_it(path: Path) -> None:
    _, seen = record(path, decision(name="Sri"))
    record(
        path, decision(Action.REJECT, name="Budi", minute=1, reason=Reason.MISREAD), seen.standing
    )
    before = path.read_bytes()
    with pytest.raises(ChangedDecisions):
        record(path, decision(Action.ASK, name="Sri", minute=2), seen.standing)
    assert path.read_bytes() == before


@pytest.mark.parametrize("at", [1, 20, 150, -2])
def test_a_torn_last_line_is_said_and_kept_and_the_next_is_written_behind_it(
    path: Path, at: int
) -> None:
    record(path, decision())
    whole = path.read_bytes()
    torn = whole + decision(Action.ASK, minute=1).line[:at]
    path.write_bytes(torn)
    log = read_log(path)
    assert log.torn == 1
    assert log.torn_sentence("x") is not None
    assert log.decisions == parsed(whole, "x").decisions
    record(path, decision(Action.REJECT, minute=2, reason=Reason.MISREAD))
    assert path.read_bytes().startswith(torn)
    after = read_log(path)
    assert after.torn == 1
    assert after.decisions.state([ONE]).status is Status.REJECTED


def test_a_last_line_that_only_lacks_its_end_counts(path: Path) -> None:
    path.write_bytes(decision().line)
    assert read_log(path).torn == 0
    record(path, decision(Action.ASK, minute=1))
    assert [one.action for one in read_log(path).decisions.records] == [Action.ACCEPT, Action.ASK]


DAMAGED = (
    lambda line: line.replace(b"99,79", b"99,97"),  # changed by hand
    lambda line: line[:-20],
    lambda line: b"\0" * len(line),
    lambda _: b"[" * 100_000,
    lambda _: b'{"schema":"lkj-putusan/1"}',
)


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_line_between_others_is_named_and_nothing_is_written(
    path: Path, damage: object
) -> None:
    assert callable(damage)
    lines = [decision(minute=number).line for number in range(3)]
    path.write_bytes(b"\n".join([lines[0], damage(lines[1]), lines[2], b""]))
    before = path.read_bytes()
    with pytest.raises(DamagedDecisions, match="line 2"):
        read_log(path)
    with pytest.raises(DamagedDecisions):
        record(path, decision(minute=9))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"belanja;1.500\n",
        b'{"schema":"lkj-audit/1"}\n',
        b'{"schema":"lkj-putusan/2","id":"x"}\n',
        b"%PDF-1.7",
        b"\xff\xfe",
    ],
)
def test_a_foreign_file_is_refused_and_left(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises((ForeignDecisions, DamagedDecisions)):
        record(path, decision())
    assert path.read_bytes() == content


def test_one_writes_at_a_time(path: Path) -> None:
    with locked(path), pytest.raises(LockedDecisions), locked(path, seconds=0.05):
        pass


def test_writers_that_come_at_once_lose_nothing(path: Path) -> None:
    def write(number: int) -> None:
        record(
            path,
            decision(
                Action.RESPONSE, DecidedFinding(f"f{number}", "1"), name=str(number), minute=number
            ),
        )

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.name for one in read_log(path).decisions.records} == set(map(str, range(12)))


def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(path, decision())
    before = path.read_bytes()
    real = os.write

    def full(descriptor: int, data: memoryview) -> int:
        if len(data) > 10:
            return real(descriptor, data[:10])
        raise OSError(28, "No space left on device")

    def never(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        patch.setattr(os, "fsync", never)
        with pytest.raises(UnwritableDecisions, match="no space left"):
            record(path, decision(minute=1))
    assert path.read_bytes() == before
    record(path, decision(minute=1))


@pytest.mark.parametrize("line", [b"", b"{}", b"null", b'{"schema":1}'])
def test_what_is_no_record_is_refused(line: bytes) -> None:
    with pytest.raises(NotADecision):
        read_line(line)


# Carried ------------------------------------------------------------------------------------------


def test_decisions_follow_to_a_corrected_version_in_another_folder(tmp_path: Path) -> None:
    old, new = tmp_path / "laporan", tmp_path / "laporan-revisi"
    for folder in (old, new):
        folder.mkdir()
    record(decisions_path(old), decision())
    reports = tuple(decided_reports(tmp_path))
    assert carried(new, CORRECTED, reports).decisions == read_log(decisions_path(old)).decisions
    foreign = ReviewedDocument("ef" * 32, "lain.pdf", "Kecamatan Lain", 2024, "TW4", "lkj_triwulan")
    (tmp_path / "lain").mkdir()
    assert carried(tmp_path / "lain", foreign, reports).decisions == NO_DECISIONS
    assert not decisions_path(tmp_path / "lain").exists()
