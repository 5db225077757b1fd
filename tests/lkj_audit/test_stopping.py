"""A run that is told to end does so with a sentence and an exit code, and leaves neither processes
nor half files.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from lkj_audit.exit_codes import ExitCode
from tests import drawn

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="needs to see every process"
)

MARK = "LKJ_TEST_RUN"
ROWS = [
    ["Kode", "Pagu"],
    *([f"7.{number:02}", f"{number}.5{number:02}"] for number in range(1, 30)),
]
CODES = {signal.SIGINT: ExitCode.INTERRUPTED, signal.SIGTERM: ExitCode.TERMINATED}


class Run:
    """A run of `lkj audit` over some long documents, and every process that it has started."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.out, self.mark = folder / "hasil", uuid4().hex
        environment = {**os.environ, MARK: self.mark, "LKJ_LANG": "id"}
        call = ["audit", "masuk", "--out", "hasil", "--json", "semua.json", *options]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lkj_audit", *call],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(Path(__file__).parent.parent.parent)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def processes(self) -> set[int]:
        """Return the processes of the run that are alive, but for the first one."""
        wanted = f"{MARK}={self.mark}".encode()
        return {
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit()
            and int(entry.name) != self.process.pid
            and wanted in read(entry / "environ")
        }

    def wait_for(self, moment: Callable[["Run"], bool]) -> None:
        """Wait for a moment of the run."""
        while not moment(self):
            assert self.process.poll() is None, self.process.communicate()
            time.sleep(0.005)

    def stderr(self) -> str:
        """Wait for the end of the run, and return what it has complained of."""
        return self.process.communicate(timeout=60)[1].decode()

    def assert_nothing_is_left(self) -> None:
        """Fail unless all processes end soon, and no file is half written."""
        until = time.monotonic() + 10.0
        while self.processes():
            assert time.monotonic() < until
            time.sleep(0.01)


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


MOMENTS: dict[str, Callable[[Run], bool]] = {
    "loading": lambda run: len(run.processes()) >= 1,
    "reading": lambda run: len(run.processes()) >= 4,
    "writing": lambda run: any(run.out.rglob("*.html")) or any(run.out.rglob(".lkj-*")),
}


@pytest.fixture(scope="module")
def document() -> bytes:
    return drawn.pdf([drawn.table(ROWS, [80, 80])] * 30)


@pytest.fixture
def run(tmp_path: Path, document: bytes) -> Iterator[Run]:
    (tmp_path / "masuk").mkdir()
    for name in "abcd":
        (tmp_path / "masuk" / f"{name}.pdf").write_bytes(document)
    run = Run(tmp_path, "--jobs", "2", "--format", "html,json")
    yield run
    run.process.kill()
    run.process.communicate()


@pytest.mark.parametrize("number", CODES)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_signal_ends_the_run_and_all_it_has_started(
    run: Run, moment: str, number: signal.Signals
) -> None:
    run.wait_for(MOMENTS[moment])
    run.process.send_signal(number)
    assert run.stderr() == "Dihentikan.\n"
    assert run.process.returncode == CODES[number]
    run.assert_nothing_is_left()
    assert not list(run.out.rglob(".lkj-*"))


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_a_killed_run_has_started_ends_with_it(run: Run, moment: str) -> None:
    run.wait_for(MOMENTS[moment])
    run.process.kill()
    run.process.wait()
    run.assert_nothing_is_left()


def test_a_signal_that_comes_again_changes_nothing(run: Run) -> None:
    run.wait_for(MOMENTS["reading"])
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGTERM):
        run.process.send_signal(number)
    assert run.stderr() == "Dihentikan.\n"
    assert run.process.returncode in CODES.values()
    run.assert_nothing_is_left()


def test_a_fork_server_that_is_killed_costs_the_documents_being_worked_on_and_no_other(
    run: Run,
) -> None:
    run.wait_for(MOMENTS["reading"])
    (server,) = (pid for pid in run.processes() if parent_of(pid) == run.process.pid)
    os.kill(server, signal.SIGKILL)
    complaints = run.stderr().splitlines()
    assert 1 <= len(complaints) <= 2
    assert all("berhenti mendadak" in complaint for complaint in complaints)
    assert run.process.returncode == ExitCode.UNOPENABLE
    assert len(list(run.out.rglob("audit.json"))) == 4 - len(complaints)
    run.assert_nothing_is_left()


def parent_of(pid: int) -> int:
    """Return the process that has started one; 0 where it is gone."""
    fields = read(Path(f"/proc/{pid}/stat")).rpartition(b")")[2].split()
    return int(fields[1]) if fields else 0


def test_a_run_that_nobody_stops_leaves_no_process_and_no_socket(tmp_path: Path) -> None:
    (tmp_path / "masuk").mkdir()
    for name in "ab":
        (tmp_path / "masuk" / f"{name}.pdf").write_bytes(drawn.pdf([drawn.table(ROWS, [80, 80])]))
    before = set(Path("/tmp").glob("pymp-*"))
    run = Run(tmp_path, "--jobs", "2", "--format", "json")
    assert run.stderr() == ""
    assert run.process.returncode == 0
    run.assert_nothing_is_left()
    assert set(Path("/tmp").glob("pymp-*")) == before
