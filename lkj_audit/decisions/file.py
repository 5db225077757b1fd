"""`NAME.putusan.jsonl`: one record a line, only ever appended to, by one writer at a time.

A run that is killed, or a disk that is full, may leave a last line without its end. Such a torn
line is said and kept: the next writer ends it and marks it in the line behind. Any other line that
is no record makes the file damaged, and nothing is written to it.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lkj_audit.decisions.errors import (
    ChangedDecisions,
    DamagedDecisions,
    ForeignDecisions,
    LockedDecisions,
    OpenConflict,
    UnwritableDecisions,
)
from lkj_audit.decisions.records import (
    SCHEMA,
    Decision,
    NotADecision,
    Subject,
    read_line,
    replacing_all,
)
from lkj_audit.decisions.state import Decisions, EntryState
from lkj_audit.presentation.coverage.unread_reasons import REASONS
from lkj_audit.presentation.names.file_names import shown_name
from validate.findings import Message

SUFFIX = ".putusan.jsonl"
TORN = "torn"
LARGEST = 64 << 20
SECONDS_TO_WAIT = 5.0


@dataclass(frozen=True, slots=True)
class DecisionsLog:
    """What a file holds: the decisions, each line as it was written, and how many lines were torn.

    `open_end` says that the last line has no end yet.
    """

    decisions: Decisions = field(default_factory=Decisions)
    lines: Mapping[str, bytes] = field(default_factory=dict)
    torn: int = 0
    open_end: bool = False

    def torn_sentence(self, name: str) -> Message | None:
        """Return the sentence on lines that were not written to their end; None where all were."""
        if not self.torn:
            return None
        return Message(
            f"{name}: {self.torn} baris terputus saat ditulis; putusan di baris itu tidak "
            "terbaca, yang lain utuh.",
            f"{name}: {self.torn} line{'s' * (self.torn > 1)} broke off while being written; "
            "that decision is not "
            f"read, all others are whole.",
        )


def decisions_path(folder: Path) -> Path:
    """Return where the decisions on the document of an output folder are: beside its outputs, named
    as the folder.
    """
    return folder / f"{folder.resolve().name}{SUFFIX}"


def read_log(path: Path) -> DecisionsLog:
    """Return what a file holds, nothing where there is none; raise a DecisionsError for any other
    file.
    """
    name = shown_name(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return DecisionsLog()
    except OSError as error:
        raise ForeignDecisions(name=name) from error
    if len(data) > LARGEST:
        raise ForeignDecisions(name=name)
    return parsed(data, name)


def parsed(data: bytes, name: str) -> DecisionsLog:
    """Return what the bytes of a file hold."""
    *whole, last = data.split(b"\n")
    lines: dict[str, bytes] = {}
    records: list[Decision] = []
    torn = 0
    for number, line in enumerate(whole, 1):
        if not line.strip() or _is_mark(line):
            continue
        try:
            decision = read_line(line)
        except NotADecision as error:
            following = whole[number] if number < len(whole) else b""
            if _marks(following, line):
                torn += 1
                continue
            if not records and (error.foreign or not _begins_a_record(line)):
                raise ForeignDecisions(name=name) from error
            raise DamagedDecisions(name=name, line=number) from error
        records.append(decision)
        lines.setdefault(decision.id, line)
    if last.strip():
        last_decision = _last_decision(last, name, first=not records)
        if last_decision is None:
            torn += 1
        else:
            records.append(last_decision)
            lines.setdefault(last_decision.id, last)
    return DecisionsLog(Decisions.of(records), lines, torn, bool(last))


def _last_decision(line: bytes, name: str, *, first: bool) -> Decision | None:
    """Return the decision of a last line without an end, None where it is torn."""
    try:
        return read_line(line)
    except NotADecision as error:
        # a first line that is none of ours was not torn by us
        if error.foreign or (first and not _begins_a_record(line)):
            raise ForeignDecisions(name=name) from error
        return None


def _begins_a_record(line: bytes) -> bool:
    """Return whether a line may be the beginning of a record: keys are sorted, the first one is
    `action`.
    """
    beginning = b'{"action":'
    return line.startswith(beginning) or beginning.startswith(line)


def _mark(line: bytes) -> bytes:
    """Return the line that marks the one before it as torn."""
    content = {"schema": SCHEMA, TORN: hashlib.sha256(line).hexdigest()}
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _marks(line: bytes, torn: bytes) -> bool:
    return line == _mark(torn)


def _is_mark(line: bytes) -> bool:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(content, dict)
        and content.get("schema") == SCHEMA
        and set(content) == {"schema", TORN}
    )


# Writing ------------------------------------------------------------------------------------------


def now() -> str:
    """Return the time as records name it: UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def record(
    path: Path, decision: Decision, seen: Iterable[str] | None = None, *, settle: bool = False
) -> tuple[Decision, EntryState]:
    """Append a decision, and return it as it was recorded with the state of its entry then.

    It takes the place of what is on its subject. `seen` are the ids in force when its author
    looked: where others are now, ChangedDecisions is raised and nothing is written. Where several
    verdicts are in force and the author has not seen them, OpenConflict is raised unless it is to
    `settle` them.
    """
    with locked(path) as file:
        log = file.read()
        written = taking_place(log.decisions, decision, seen, settle=settle)
        file.append(log, [written.line])
    after = log.decisions.merged(Decisions((written,)))
    return written, after.state(decision.findings)


def taking_place(
    decisions: Decisions, decision: Decision, seen: Iterable[str] | None, *, settle: bool = False
) -> Decision:
    """Return a decision as the one that takes the place of what is on its subject; raise what
    `record` raises.
    """
    before = decisions.state(decision.findings)
    if seen is not None and frozenset(seen) != frozenset(before.standing):
        raise ChangedDecisions
    standing = _standing(decisions, decision)
    if (
        len(standing) > 1
        and seen is None
        and not settle
        and decision.action.subject is Subject.VERDICT
    ):
        raise OpenConflict(count=len(standing))
    return replacing_all(decision, standing)


def _standing(decisions: Decisions, decision: Decision) -> list[Decision]:
    """Return what a decision takes the place of."""
    found = (
        one
        for finding in decision.findings
        for one in decisions.standing(finding.fingerprint, decision.action.subject)
    )
    return list({one.id: one for one in found}.values())


def merge_into(path: Path, *others: Path) -> int:
    """Append what the other files record and this one does not; return how many records came."""
    return merge_logs(path, [read_log(other) for other in others])


def merge_logs(path: Path, read: Sequence[DecisionsLog]) -> int:
    """Append what logs record and a file does not; return how many records came."""
    with locked(path) as file:
        log = file.read()
        lines = {
            id: line for other in read for id, line in other.lines.items() if id not in log.lines
        }
        times = {one.id: one.time for other in read for one in other.decisions.records}
        if lines:
            file.append(log, [lines[id] for id in sorted(lines, key=lambda one: (times[one], one))])
    return len(lines)


class LockedFile:
    """A decisions file that no other process writes to."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path, self._descriptor = path, descriptor

    def read(self) -> DecisionsLog:
        """Return what it holds now."""
        return read_log(self._path)

    def append(self, log: DecisionsLog, lines: Sequence[bytes]) -> None:
        """Append lines behind what `log` has read, all of them or none."""
        data = b"".join(line + b"\n" for line in lines)
        if log.open_end:
            last = self._path.read_bytes().rpartition(b"\n")[2]
            torn = b"" if _is_whole(last) else _mark(last) + b"\n"
            data = b"\n" + torn + data
        before = os.fstat(self._descriptor).st_size
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(self._descriptor, view) :]
            os.fsync(self._descriptor)
        except OSError:
            with suppress(OSError):  # what was written of it in part
                os.ftruncate(self._descriptor, before)
            raise


def _is_whole(line: bytes) -> bool:
    try:
        read_line(line)
    except NotADecision:
        return False
    return True


@contextmanager
def locked(path: Path, seconds: float = SECONDS_TO_WAIT) -> Iterator[LockedFile]:
    """Give a decisions file to this process alone, for as long as the block runs; it is made where
    there is none.
    """
    name = shown_name(path)
    descriptor = -1
    try:
        descriptor = os.open(
            path, os.O_CREAT | os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666
        )
        _wait_for(lambda: _locked(descriptor), seconds, name)
        yield LockedFile(path, descriptor)
    except OSError as error:
        reason = REASONS.get(error.errno or 0) or Message(
            error.strerror or str(error), error.strerror or str(error)
        )
        raise UnwritableDecisions(name=name, reason_id=reason.id, reason_en=reason.en) from error
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _wait_for(is_ours: Callable[[], bool], seconds: float, name: str) -> None:
    until = time.monotonic() + seconds
    while not is_ours():
        if time.monotonic() >= until:
            raise LockedDecisions(name=name)
        time.sleep(0.02)


def _locked(descriptor: int) -> bool:
    """Lock a file as long as it is open; return whether nobody else does."""
    try:
        import fcntl
    except ImportError:
        return _locked_on_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _locked_on_windows(descriptor: int) -> bool:
    """Lock a byte far behind the end of any file of decisions: a locked byte cannot be read by
    others there.
    """
    import msvcrt

    at = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        os.lseek(descriptor, LARGEST * 2, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    finally:
        os.lseek(descriptor, at, os.SEEK_SET)
    return True
