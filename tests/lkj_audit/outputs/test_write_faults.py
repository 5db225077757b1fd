"""Whatever fails while results are written: every file is the old one or the new one, whole, and no
other is left.

The faults are those of the system (a full disk, a file too large, no permission) at each call in
turn, and a kill.
"""

import errno
import io
import os
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest

from extract.limits import LIMITS
from lkj_audit.cli.commands.audit_run import AuditRun
from lkj_audit.cli.options.output_request import OutcomeCollector
from lkj_audit.main import run
from lkj_audit.output_files import json_lines
from lkj_audit.outputs.atomic_files import TEMPORARY, Replacement, sweep
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.catalogue import outputs
from lkj_audit.outputs.keeping import RECORD, UNFINISHED
from lkj_audit.outputs.output_directory import output_directory
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.provenance import Provenance
from normalize.text.masking import masked
from tests.lkj_audit.cli.test_command_line import budget_pdf
from validate.findings import Audit
from validate.program import this_program

OLD = b"lama\n"
AUDITED_AT = datetime(2024, 12, 31, 8, tzinfo=UTC)
OUT, JSON = Path("hasil"), Path("semua.json")
DOCUMENTS = (Path("a.pdf"), Path("b.pdf"))
TEXTS, OFFICE = ("csv", "json"), ("xlsx", "docx")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    # a call that fails is counted all the same; what a disk keeps when the power fails is not asked
    # here
    monkeypatch.setattr(os, "fsync", lambda _: None)
    # what the terminal shows is no file
    monkeypatch.setattr(AuditRun, "page", lambda *_: "")
    return tmp_path


def call(audit: Audit, formats: Sequence[str]) -> int:
    """Write what a call of `lkj audit` writes of two documents, and return its exit code."""
    try:
        with (
            json_lines(str(JSON), [], Lang.ID) as lines,
            output_directory(
                OUT, outputs(formats), DOCUMENTS, True, True, masked, Lang.ID
            ) as taken,
        ):
            written = AuditRun(
                Lang.ID, str(JSON), None, False, None, masked, LIMITS, taken, None, AUDITED_AT
            )
            collector, codes = OutcomeCollector(Lang.ID, lines, taken), []
            made = Provenance(this_program(), AUDITED_AT)
            for path in DOCUMENTS:
                outcome = written.outcome(AuditedDocument(path, audit, masked, provenance=made))
                codes.append(outcome.code)
                collector.receive(path, [outcome])
            collector.close(None, AUDITED_AT)
    except click.UsageError:
        return 2
    return max(codes)


def files() -> dict[str, bytes]:
    """Return every file that the call may have written, with its content."""
    found = (
        path
        for path in (*OUT.rglob("*"), *Path().glob("*.json"), *Path().glob(".lkj-*"))
        if path.is_file()
    )
    # what marks outputs as unfinished is empty, and stays where they are; the record of digests
    # tells how far a run got
    return {
        path.as_posix(): path.read_bytes()
        for path in found
        if path.name not in {UNFINISHED, RECORD}
    }


def new_files(audit: Audit, formats: Sequence[str]) -> dict[str, bytes]:
    """Write everything without a fault, return it, and put something older in its place."""
    assert call(audit, formats) == 0
    written = files()
    make_old(written)
    return written


def make_old(written: dict[str, bytes]) -> None:
    """Put files of an earlier version in the place of what was written: nothing says that a person
    edited them.
    """
    for record in OUT.rglob(RECORD):
        record.unlink()
    for name in written:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(OLD)


def not_whole(written: dict[str, bytes]) -> list[str]:
    """Return the files that are neither old nor new, and those that nobody asked for."""
    return [
        name
        for name, content in files().items()
        if content not in (OLD, written.get(name))
        and not (name.endswith("index.html") and b"</html>" in content)
    ]


class Faults:
    """Counts the calls that change files, and lets the one of a number, or all from it on, fail."""

    def __init__(self, number: int, fail: Callable[[], object], lasting: bool = False) -> None:
        self.number, self.fail, self.lasting, self.count = number, fail, lasting, 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.number or (self.lasting and self.count > self.number):
            self.fail()

    @property
    def reached(self) -> bool:
        return self.count >= self.number


class Watched:
    """A file whose writes are counted."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file, self._faults = file, faults

    def write(self, data: object) -> object:
        self._faults.step()
        return self._file.write(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)

    def __iter__(self) -> Iterator[object]:
        return iter(self._file)

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


@contextmanager
def watched(faults: Faults, names: Sequence[str], *, writes: bool = True) -> Iterator[None]:
    """Let these calls of the system be counted, and unless told otherwise the writes to files."""
    with pytest.MonkeyPatch.context() as patch:

        def counting(real: Callable[..., object]) -> Callable[..., object]:
            def counted(*arguments: object, **options: object) -> object:
                faults.step()
                return real(*arguments, **options)

            return counted

        for name in names:
            patch.setattr(os, name, counting(getattr(os, name)))
        real = io.open

        def opening(path: object, mode: str = "r", *arguments: object, **options: object) -> object:
            file = real(path, mode, *arguments, **options)  # type: ignore[call-overload]
            return Watched(file, faults) if writes and set("wa+x") & set(mode) else file

        patch.setattr(io, "open", opening)
        patch.setattr("builtins.open", opening)
        yield


# To remove a temporary file is what is done about a fault; where that fails too, only the next run
# can.
CALLS = ("open", "fsync", "replace", "mkdir", "chmod")


def raising(number: int) -> Callable[[], object]:
    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "calls", "lasting", "codes"),
    [
        (errno.EFBIG, CALLS, False, {0, 2, 3}),
        (errno.ENOSPC, CALLS, True, {0, 2}),
        (errno.EACCES, ("replace", "mkdir"), False, {0, 2, 3}),
    ],
)
def test_after_a_fault_at_any_call_every_file_is_whole(
    audit: Audit, number: int, calls: Sequence[str], lasting: bool, codes: set[int]
) -> None:
    written, seen, at = new_files(audit, TEXTS), set(), 0
    while True:
        at += 1
        faults = Faults(at, raising(number), lasting)
        with watched(faults, calls, writes=number != errno.EACCES):
            seen.add(call(audit, TEXTS))
        assert not_whole(written) == [], at
        if not faults.reached:
            break
        make_old(written)
    assert at > 5
    assert seen == codes


@pytest.mark.parametrize("at", range(1, 400, 57))
def test_the_files_of_an_office_are_whole_too(audit: Audit, at: int) -> None:
    written = new_files(audit, OFFICE)
    with watched(Faults(at, raising(errno.ENOSPC)), CALLS):
        assert call(audit, OFFICE) in {0, 2, 3}
    assert not_whole(written) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed")
def test_after_a_kill_at_any_call_every_file_is_whole_and_the_next_run_sweeps(audit: Audit) -> None:
    written, at, left = new_files(audit, TEXTS), 0, 0
    while True:
        at += 1
        if (child := os.fork()) == 0:
            faults = Faults(at, lambda: os.kill(os.getpid(), signal.SIGKILL))
            with watched(faults, (*CALLS, "unlink")):
                call(audit, TEXTS)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        temporary = [name for name in files() if TEMPORARY.fullmatch(Path(name).name)]
        left += len(temporary)
        assert [name for name in not_whole(written) if name not in temporary] == [], at
        sweep([Path(), *(path for path in (OUT, *OUT.rglob("*")) if path.is_dir())])
        assert not_whole(written) == [], at
        if status == 0:
            break
        make_old(written)
    assert at > 20
    assert left > 5


@pytest.mark.skipif(
    not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a limit on the size of files"
)
@pytest.mark.parametrize("largest", [0, 1, 1000, 6000, 12000, 30000])
def test_files_beyond_a_limit_are_not_written_and_the_others_are_whole(
    audit: Audit, largest: int
) -> None:
    written = new_files(audit, (*TEXTS, *OFFICE))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, before[1]))
    try:
        code = call(audit, (*TEXTS, *OFFICE))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not_whole(written) == []
    assert code in {2, 3}


def test_an_output_that_fails_for_one_document_costs_itself_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("masuk").mkdir()
    for name, remainder in (("a", "200"), ("b", "300"), ("c", "400")):
        Path("masuk", f"{name}.pdf").write_bytes(budget_pdf(remainder))
    Path(OUT, "b", "audit.json").mkdir(parents=True)
    assert run(["audit", "masuk", "--out", "hasil", "--format", "csv,json", "--force"]) == 3
    said = capsys.readouterr()
    place = Path("masuk", "b.pdf")
    reason = "audit.json tidak dapat ditulis: itu folder, bukan berkas; yang lama tetap ada."
    assert said.err == f"{place}: {reason}\n"
    assert sorted(path.parent.name for path in OUT.glob("*/audit.json") if path.is_file()) == [
        "a",
        "c",
    ]
    assert len(list(OUT.glob("*/temuan.csv"))) == 3
    page = (OUT / "index.html").read_text("utf-8")
    assert reason in page
    assert "b/audit.json" not in page
    assert "c/audit.json" in page


def test_a_folder_that_takes_nothing_more_ends_the_call(audit: Audit) -> None:
    written = new_files(audit, TEXTS)
    with watched(Faults(1, raising(errno.ENOSPC), lasting=True), ("fsync",)):
        assert call(audit, TEXTS) == 2
    assert set(files().values()) == {OLD}
    assert set(files()) == set(written)


def test_the_old_json_stays_until_the_new_one_is_whole() -> None:
    JSON.write_bytes(OLD)
    with json_lines(str(JSON), [], Lang.ID) as lines:
        assert lines is not None
        lines.write(b"{}\n")
        assert JSON.read_bytes() == OLD
    assert JSON.read_bytes() == b"{}\n"

    def interrupted() -> None:
        with json_lines(str(JSON), [], Lang.ID) as lines:
            assert lines is not None
            lines.write(b"[]\n")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert files() == {"semua.json": b"{}\n"}


def test_what_is_no_file_takes_the_lines_at_once() -> None:
    with json_lines("/dev/null", [], Lang.ID) as lines:
        assert lines is not None
        lines.write(b"{}\n")
    assert not Path("/dev/null").is_file()


def test_a_link_is_followed_and_permissions_are_kept() -> None:
    JSON.write_bytes(OLD)
    JSON.chmod(0o600)
    Path("tautan.json").symlink_to(JSON)
    with json_lines("tautan.json", [], Lang.ID) as lines:
        assert lines is not None
        lines.write(b"{}\n")
    assert Path("tautan.json").is_symlink()
    assert JSON.read_bytes() == b"{}\n"
    assert JSON.stat().st_mode & 0o777 == 0o600


def test_two_runs_into_one_folder_leave_each_others_temporary_files_alone() -> None:
    with Replacement(JSON) as one, Replacement(JSON) as other:
        assert one.path != other.path
        sweep([Path()])
        one.path.write_bytes(b"satu")
        other.path.write_bytes(b"dua")
    assert files() == {"semua.json": b"satu"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed")
def test_a_run_sweeps_what_a_dead_one_has_left_and_nothing_else() -> None:
    if (child := os.fork()) == 0:
        Replacement(JSON)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    for kept in (".lkj-catatan.json", ".lkjrc", "catatan.json"):
        Path(kept).write_bytes(OLD)
    assert len(list(Path().glob(".lkj-????????????????.json"))) == 1
    sweep([Path()])
    assert sorted(path.name for path in Path().iterdir()) == [
        ".lkj-catatan.json",
        ".lkjrc",
        "catatan.json",
    ]
