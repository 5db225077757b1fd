"""A sandbox costs what runs in it and nothing else, forked or started anew; what comes out of it is
data.
"""

import errno
import os
import signal
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from extract.errors import TooManyPages
from extract.limits import Limits
from extract.records import Box, LayoutStrategy
from extract.sandbox import runs
from extract.sandbox.frames import BadFrame, FrameBuffer, FrameKind, decoded, encoded, frame
from extract.sandbox.processes import ForkedProcess, StartedProcess
from extract.sandbox.runs import (
    WorkerCrashed,
    WorkerFailure,
    WorkerFault,
    WorkerOutOfMemory,
    WorkerTimeout,
    run,
    start,
    wait,
)
from extract.sandbox.tasks import Task, UnknownTask, find_task
from tests import sandboxed
from tests.sandboxed import Sample

SAMPLE = Sample(
    "Rp1.500 – ✓",
    Path("a/ü\udcff.pdf"),
    Box(1.0, 2.5, 3.0, 4.0),
    LayoutStrategy.GAPS,
    Decimal("1.50"),
    b"\x00\xff",
)
SAMPLE = replace(SAMPLE, parts=(SAMPLE,), counts={"a": 1})
QUICK = Limits(seconds=20.0, memory=256 << 20)


@pytest.fixture(params=[ForkedProcess, StartedProcess], ids=["forked", "started"], autouse=True)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type:
    """Every test runs with both kinds of processes."""
    monkeypatch.setattr(runs, "start_process", request.param)
    started: type = request.param
    return started


def test_what_goes_in_and_comes_out_is_the_same() -> None:
    told: list[Sample] = []
    assert run(sandboxed.ECHO, SAMPLE, QUICK, told.append) == SAMPLE
    assert told == [SAMPLE]


@pytest.mark.parametrize(
    ("task", "failure"),
    [
        (sandboxed.CRASH, WorkerCrashed),
        (sandboxed.FAIL, WorkerFault),
        (sandboxed.REFUSE, TooManyPages),
        (sandboxed.LIE, WorkerCrashed),
        (sandboxed.UNLISTED, WorkerFailure),
    ],
)
def test_a_task_that_does_not_return_what_it_declares_raises(
    task: Task[int, int, int], failure: type
) -> None:
    with pytest.raises(failure):
        run(task, 3, QUICK)


def test_a_fault_of_the_program_comes_with_its_traceback() -> None:
    with pytest.raises(WorkerFault, match=r"sandboxed\.py.*\n.*\n.*ZeroDivisionError: of our own"):
        run(sandboxed.FAIL, 0, QUICK)


def test_the_error_of_a_document_keeps_its_details() -> None:
    with pytest.raises(TooManyPages) as raised:
        run(sandboxed.REFUSE, 7, QUICK)
    assert raised.value.details == {"pages": 7, "limit": 1}


def test_progress_sent_before_a_crash_is_received() -> None:
    told: list[int] = []
    with pytest.raises(WorkerCrashed):
        run(sandboxed.CRASH, 3, QUICK, told.append)
    assert told == [0, 1, 2]


def test_what_hangs_is_ended_when_its_time_is_up() -> None:
    told: list[int] = []
    with pytest.raises(WorkerTimeout):
        run(sandboxed.HANG, 0, replace(QUICK, seconds=2.0), told.append)
    assert_gone(told[0])


def test_what_is_given_up_is_ended() -> None:
    with start(sandboxed.HANG, 0, QUICK) as running:
        while not (told := running.received()):
            wait([running])
    assert_gone(told[0])
    with pytest.raises(WorkerCrashed):
        running.result()


def assert_gone(pid: int) -> None:
    """Fail unless a process ends within a second."""
    until = time.monotonic() + 1.0
    while is_alive(pid):
        assert time.monotonic() < until
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    """Return whether a process runs; one that is dead and that nobody has asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_file_larger_than_allowed_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "keluaran"
    assert run(sandboxed.WRITE, path, replace(QUICK, file_size=0)) == errno.EFBIG
    assert run(sandboxed.WRITE, path, replace(QUICK, file_size=10 << 10)) == 0
    assert path.stat().st_size == 10 << 10


def test_what_is_printed_in_a_sandbox_is_not_taken_for_a_result(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(sandboxed.CHATTER, 0, QUICK) == 1
    assert capfd.readouterr().out == ""


def test_a_sandbox_holds_no_file_of_its_parent(tmp_path: Path) -> None:
    with (tmp_path / "terbuka").open("w"), start(sandboxed.HANG, 0, QUICK):
        descriptors = run(sandboxed.SEE, 0, QUICK)
    # the three standard ones, the pipe, and the folder that is being listed
    assert len(descriptors) <= 5


# Limits of a fork, which a process that is started anew has on Windows only, or not beside what it


def test_memory_is_limited_beside_what_the_program_holds() -> None:
    assert run(sandboxed.SWELL, 100, QUICK) == 100 << 20
    with pytest.raises(WorkerOutOfMemory):
        run(sandboxed.SWELL, 300, QUICK)


def test_what_a_sandbox_has_started_ends_with_it(kind: type, tmp_path: Path) -> None:
    late = tmp_path / "terlambat"
    told: list[int] = []
    if kind is StartedProcess:
        return  # a job object of Windows does that
    with pytest.raises(WorkerTimeout):
        run(sandboxed.LEAVE_CHILD, late, replace(QUICK, seconds=1.0), told.append)
    assert_gone(told[0])
    assert not late.exists()


# Frames -------------------------------------------------------------------------------------------


def test_a_task_is_found_only_where_its_module_lists_it() -> None:
    assert find_task("tests.sandboxed:echo") is sandboxed.ECHO
    for name in ("tests.sandboxed:unlisted", "os:system", "extract.pages.page_reader:read_page"):
        with pytest.raises(UnknownTask):
            find_task(name)


def test_frames_are_whole_however_their_bytes_arrive() -> None:
    sent = [(FrameKind.PROGRESS, encoded(number) * number) for number in range(1, 300)]
    stream = b"".join(frame(*one) for one in sent)
    for size in (1, 7, 1000, len(stream)):
        buffer = FrameBuffer()
        parts = (stream[at : at + size] for at in range(0, len(stream), size))
        assert [one for part in parts for one in buffer.add(part)] == sent


@pytest.mark.parametrize(
    "data", [b"\xff" * 5, b"\x01\xff\xff\xff\xff", b"\x80\x04\x95\x00\x00\x00\x00"]
)
def test_what_is_no_frame_is_refused(data: bytes) -> None:
    with pytest.raises(BadFrame):
        list(FrameBuffer().add(data))


@pytest.mark.parametrize(
    "other",
    [
        None,
        3,
        "x",
        [],
        {},
        ["x"] * 8,
        {"text": 1},
        {**msgspec.to_builtins({"text": "x"}), "box": [1, 2]},
    ],
)
def test_a_value_of_another_type_is_refused(other: object) -> None:
    with pytest.raises(BadFrame):
        decoded(encoded(other), Sample)


def test_half_a_surrogate_pair_is_sent_as_a_question_mark() -> None:
    assert decoded(encoded(replace(SAMPLE, text="a\ud800b", parts=())), Sample).text == "a?b"


# Signals ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_signals_of_the_parent_are_not_those_of_the_sandbox(
    number: signal.Signals,
) -> None:
    before = signal.signal(number, lambda *_: None)
    try:
        with start(sandboxed.HANG, 0, QUICK) as running:
            while not (told := running.received()):
                wait([running])
            os.kill(told[0], number)
            time.sleep(0.1)
            assert is_alive(told[0]) is (number is signal.SIGINT)
    finally:
        signal.signal(number, before)
