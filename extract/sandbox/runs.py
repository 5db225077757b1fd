"""Running tasks: `run` waits for one; `start` begins one and leaves it to the caller to wait for
it, or for several.
"""

import selectors
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Generic, Self

from extract import errors
from extract.errors import DocumentError
from extract.limits import LIMITS, Limits
from extract.sandbox.child import seconds_left
from extract.sandbox.frames import BadFrame, FrameBuffer, FrameKind, decoded
from extract.sandbox.processes import Process, start_process
from extract.sandbox.tasks import A, P, R, Task

Details = dict[str, str | int | float | None]


class WorkerFailure(Exception):  # named for what it is
    """A sandbox ended without a result."""


class WorkerCrashed(WorkerFailure):
    """The process ended before it sent a result, or sent what is none."""


class WorkerTimeout(WorkerFailure):
    """Its time was up."""


class WorkerOutOfMemory(WorkerFailure):
    """It asked for more memory than it may hold."""


class WorkerFault(WorkerFailure):
    """The program itself failed; the text is the traceback."""


def run(
    task: Task[A, P, R],
    arguments: A,
    limits: Limits = LIMITS,
    on_progress: Callable[[P], None] | None = None,
) -> R:
    """Return the result of a task, run in a process of its own.

    Raises the BrokenDocument that ends the task, or a WorkerFailure where it does not end by
    itself.
    """
    with start(task, arguments, limits) as running:
        while not running.ended:
            wait([running])
            for progress in running.received():
                if on_progress is not None:
                    on_progress(progress)
        return running.result()


class Running(Generic[P, R]):
    """A task that is being run in a process of its own."""

    def __init__(self, task: Task[A, P, R], process: Process, limits: Limits) -> None:
        self._task, self._process = task, process
        # what runs in a sandbox leaves that one a moment to report what came of it
        self.deadline = time.monotonic() + min(
            limits.seconds, max(0.0, seconds_left() - _SECONDS_TO_TELL)
        )
        self._buffer = FrameBuffer()
        self._progress: list[P] = []
        self._results: list[R] = []
        self._failure: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    @property
    def ended(self) -> bool:
        """Whether there is a result, or a reason why there is none."""
        return bool(self._results) or self._failure is not None

    def fileno(self) -> int:
        """Return the descriptor that states when there is something to take."""
        return self._process.fileno()

    def received(self) -> Sequence[P]:
        """Return the progress that has arrived since the last time."""
        taken, self._progress = self._progress, []
        return taken

    def result(self) -> R:
        """Return the result, or raise why there is none; not before it has ended."""
        if self._failure is not None:
            raise self._failure
        return self._results[0]

    def take(self) -> None:
        """Take what has arrived; called once `wait` has reported that there is something."""
        if self.ended:
            return
        try:
            data = self._process.read()
            if not data:
                raise BadFrame("nothing more")
            for kind, value in self._buffer.add(data):
                self._take(kind, value)
        except (BadFrame, OSError) as error:
            self._fail(WorkerCrashed(str(error)))

    def give_up(self) -> None:
        """End it, because its time is up."""
        self._fail(WorkerTimeout())

    def close(self) -> None:
        """End the process, if it still runs, and everything it has started."""
        if not self.ended:
            self._failure = WorkerCrashed("given up")
        self._process.end(finished=bool(self._results))

    def _take(self, kind: FrameKind, value: bytes) -> None:
        match kind:
            case FrameKind.PROGRESS:
                self._progress.append(decoded(value, self._task.progress))
            case FrameKind.RESULT:
                self._results.append(decoded(value, self._task.result))
            case FrameKind.REFUSED:
                self._fail(_document_error(*decoded(value, tuple[str, Details])))
            case FrameKind.EXHAUSTED:
                self._fail(WorkerOutOfMemory())
            case FrameKind.FAULT:
                self._fail(WorkerFault(decoded(value, str)))
            case FrameKind.ARGUMENTS:
                raise BadFrame

    def _fail(self, failure: Exception) -> None:
        if not self.ended:
            self._failure = failure


# how much earlier than the sandbox it runs in a task has to be done
_SECONDS_TO_TELL = 0.5


def start(task: Task[A, P, R], arguments: A, limits: Limits = LIMITS) -> Running[P, R]:
    """Begin to run a task in a process of its own; close what is returned."""
    return Running(task, start_process(task, arguments, limits), limits)


def wait(runs: Iterable[Running[P, R]], seconds: float | None = None) -> None:
    """Wait until one of these has something, or its time is up, and take that; `seconds` is the
    longest wait.
    """
    waited = [one for one in runs if not one.ended]
    with selectors.DefaultSelector() as selector:
        for one in waited:
            selector.register(one, selectors.EVENT_READ, one)
        now = time.monotonic()
        first = min((one.deadline for one in waited), default=now)
        longest = max(0.0, first - now)
        ready = selector.select(longest if seconds is None else min(longest, seconds))
    for key, _ in ready:
        key.data.take()
    for one in waited:
        if time.monotonic() >= one.deadline:
            one.give_up()


def _document_error(name: str, details: Mapping[str, object]) -> Exception:
    """Return the error that a task was ended with; a name or details that no error of ours has are
    a crash.
    """
    known = getattr(errors, name, None)
    if not (isinstance(known, type) and issubclass(known, DocumentError)):
        return WorkerCrashed(f"unknown error {name!r}")
    try:
        return known(**details)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        return WorkerCrashed(f"{name}: {error!r}")
