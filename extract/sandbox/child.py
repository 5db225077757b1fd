"""The side of a sandbox that works: runs one task in this process, sends what comes of it, and
ends.
"""

import os
import signal
import sys
import time
from typing import Any, NoReturn

from extract.errors import DocumentError
from extract.limits import Limits
from extract.sandbox.confinement import confine, die_with, silence
from extract.sandbox.frames import FrameBuffer, FrameKind, decoded, encoded, frame, write
from extract.sandbox.tasks import Task, find_task

# When whatever runs in this process has to be done, by the clock of `time.monotonic`; None where it
# is no sandbox.
_deadline: float | None = None

# made beforehand: a process without any memory left cannot make it any more
_EXHAUSTED = frame(FrameKind.EXHAUSTED, b"")


def is_sandbox() -> bool:
    """Return whether this process is a sandbox."""
    return _deadline is not None


def seconds_left() -> float:
    """Return how long this process may still take; without end where it is no sandbox."""
    return float("inf") if _deadline is None else max(0.0, _deadline - time.monotonic())


def serve(task: Task[Any, Any, Any], arguments: Any, limits: Limits, descriptor: int) -> NoReturn:
    """Run a task in this process, which ends with it, and write what comes of it to a
    descriptor.
    """
    global _deadline  # there is one process to a sandbox
    _deadline = time.monotonic() + limits.seconds
    try:
        write(descriptor, _sent_result(task, arguments, limits, descriptor))
    except MemoryError:
        write(descriptor, _EXHAUSTED)
    finally:
        os._exit(
            0
        )  # to free what was read, piece by piece, takes long, and PDFium may trip over it


def _sent_result(
    task: Task[Any, Any, Any], arguments: Any, limits: Limits, descriptor: int
) -> bytes:
    """Run a task and return the frame that states how it ended."""

    def send(progress: Any) -> None:
        write(descriptor, frame(FrameKind.PROGRESS, encoded(progress)))

    try:
        function = task.implementation()
        confine(limits)
        result = function(arguments, send)
        return frame(FrameKind.RESULT, encoded(result))
    except DocumentError as error:
        return frame(FrameKind.REFUSED, encoded((type(error).__name__, error.details)))
    except MemoryError:
        return _EXHAUSTED
    except Exception:
        import traceback

        return frame(FrameKind.FAULT, encoded(traceback.format_exc()))


def main() -> NoReturn:
    """Run the task that a frame of arguments on stdin asks for, where a process cannot be
    forked.
    """
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # who presses Ctrl-C means the parent, which ends this process
    die_with(os.getppid())
    output = os.dup(1)
    request = _request()
    silence()
    task = find_task(request[0])
    serve(task, decoded(request[2], task.arguments), request[1], output)


def _request() -> tuple[str, Limits, bytes]:
    """Return what stdin asks for: a function, limits and encoded arguments."""
    buffer = FrameBuffer()
    while data := os.read(0, 1 << 16):
        for _, value in buffer.add(data):
            return decoded(value, tuple[str, Limits, bytes])
    sys.exit("nothing is asked for")
