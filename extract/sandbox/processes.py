"""Processes that run one task each: forked where the system can, else started anew; both talk the
same frames.
"""

import os
import signal
import socket
import subprocess
import sys
import warnings
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

from extract.limits import Limits
from extract.sandbox import child
from extract.sandbox.confinement import detach, undisturbed
from extract.sandbox.frames import FrameKind, encoded, frame
from extract.sandbox.tasks import Task

# fcntl(F_SETPIPE_SZ) of Linux, and what may wait in a pipe: some thirty pages, so that their reader
# is never held up by a parent that is busy
_SET_PIPE_SIZE, _PIPE_SIZE = 1031, 1 << 20


class Process(Protocol):
    """A process that runs a task; `fileno` can be waited for."""

    def fileno(self) -> int:
        """Return the descriptor that states when there is something to read."""

    def read(self) -> bytes:
        """Return what has arrived; nothing at the end."""

    def end(self, *, finished: bool) -> None:
        """End the process and what it has started; one that has not `finished` does nothing more
        after that.
        """


class ForkedProcess:
    """A copy of this process that runs a task; it has no need to load what is loaded here."""

    def __init__(self, task: Task[Any, Any, Any], arguments: Any, limits: Limits) -> None:
        self._output, write = output_pipe()
        try:
            self._pid = fork_task(task, arguments, limits, write)
        finally:
            os.close(write)
        self._leads_group = not child.is_sandbox()

    def fileno(self) -> int:
        """Return the descriptor that states when there is something to read."""
        return self._output

    def read(self) -> bytes:
        """Return what has arrived; nothing at the end."""
        return os.read(self._output, 1 << 20)

    def end(self, *, finished: bool) -> None:  # noqa: ARG002 # it is waited for in any case
        """End the process and what it has started, if they still run."""
        if self._output < 0:
            return
        with undisturbed():
            os.close(self._output)
            self._output = -1
            end_process(self._pid, group=self._leads_group)
            os.waitpid(self._pid, 0)


def output_pipe() -> tuple[int, int]:
    """Return the two ends of a pipe that holds much."""
    read, write = os.pipe()
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(read, _SET_PIPE_SIZE, _PIPE_SIZE)
    return read, write


def fork_task(task: Task[Any, Any, Any], arguments: Any, limits: Limits, output: int) -> int:
    """Fork a process that runs a task and writes to `output`, and return its id."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # or the copy would hold what is not written yet
    parent, leads_group = os.getpid(), not child.is_sandbox()
    with undisturbed(), warnings.catch_warnings():
        # newer Pythons warn of threads in a process that is copied; those of libraries wait for
        # work
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
        if pid == 0:
            try:
                detach(output, parent, leads_group=leads_group)
                signal.pthread_sigmask(signal.SIG_SETMASK, ())
                child.serve(task, arguments, limits, output)
            finally:
                os._exit(1)
        if leads_group:
            with suppress(OSError):
                os.setpgid(pid, pid)  # as the process does itself: whoever comes first
    return pid


def end_process(pid: int, *, group: bool) -> None:
    """Kill a process that was not waited for yet, or the whole group that it leads."""
    with suppress(OSError):
        (os.killpg if group else os.kill)(pid, signal.SIGKILL)


class StartedProcess:
    """A new process that loads the program and runs a task: where there is no `fork`.

    On Windows a job object limits its memory, and ends it with this process.
    """

    def __init__(self, task: Task[Any, Any, Any], arguments: Any, limits: Limits) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _PROGRAM, *search_path()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("LKJ_DEBUG") else subprocess.DEVNULL,
        )
        self._job = _job_object(self._process, limits)
        request = frame(FrameKind.ARGUMENTS, encoded((task.function, limits, encoded(arguments))))
        # a socket can be waited for everywhere, a pipe cannot
        self._received, self._sent = socket.socketpair()
        self._pump = Thread(target=self._carry, args=(request,), daemon=True)
        self._pump.start()

    def _carry(self, request: bytes) -> None:
        """Write the request to the process, and what it answers to the socket."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(OSError), self._sent:
            with suppress(OSError), process.stdin:
                process.stdin.write(request)
            while data := os.read(process.stdout.fileno(), 1 << 16):
                self._sent.sendall(data)

    def fileno(self) -> int:
        """Return the descriptor that states when there is something to read."""
        return self._received.fileno()

    def read(self) -> bytes:
        """Return what has arrived; nothing at the end."""
        return self._received.recv(1 << 16)

    def end(self, *, finished: bool) -> None:  # noqa: ARG002 # it is waited for in any case
        """End the process and what it has started, if they still run."""
        self._received.close()
        self._process.kill()
        self._process.wait()
        self._pump.join()
        if self._process.stdout is not None:
            self._process.stdout.close()
        if self._job is not None:
            self._job.close()


_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from extract.sandbox.child import main; main()"


def search_path() -> list[str]:
    """Return where another process finds the modules of this one, without the working directory."""
    return [str(Path(__file__).parent.parent.parent), *filter(None, sys.path)]


def _job_object(process: subprocess.Popen[bytes], limits: Limits) -> Any:
    """Return the job object that limits a process; nothing where the system has none."""
    if sys.platform == "win32":
        from extract.sandbox.windows import JobObject

        return JobObject(process, limits)
    return None


def start_process(task: Task[Any, Any, Any], arguments: Any, limits: Limits) -> Process:
    """Begin to run a task in a process of its own."""
    return (ForkedProcess if hasattr(os, "fork") else StartedProcess)(task, arguments, limits)
