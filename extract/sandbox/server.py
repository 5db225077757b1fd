"""A fork server: a process that has loaded the program, never touches a document, and is copied for
every one.

A copy begins with everything that is loaded and compiled, and with nothing of any other document.
"""

import gc
import os
import select
import signal
import socket
import sys
import time
import warnings
from array import array
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

from extract.limits import LIMITS, Limits
from extract.patterns import compile_all
from extract.sandbox import child
from extract.sandbox.confinement import DIES_WITH_PARENT, detach, undisturbed
from extract.sandbox.frames import FrameBuffer, FrameKind, decoded, encoded, frame
from extract.sandbox.processes import end_process, output_pipe
from extract.sandbox.tasks import Task, find_task

_SECONDS_TO_END = 0.8
# what every copy needs before it begins, to limit itself
_NEEDED = ("resource", "encodings.ascii")
# the program ends without a word when nobody reads its output any more; a server that is gone is no
# reason for that
_NO_SIGNAL = getattr(socket, "MSG_NOSIGNAL", 0)


@dataclass(frozen=True, slots=True)
class _Order:
    """A request to the server: to run a function in the process of this number, or to end that
    where none is named.
    """

    number: int
    function: str = ""
    limits: Limits = LIMITS
    arguments: bytes = b""


class ForkServer:
    """The server as its parent sees it. It loads `modules`, then runs what is to `warm_up` the code
    for its copies.
    """

    def __init__(self, modules: Sequence[str], warm_up: Callable[[], None] | None = None) -> None:
        self._socket, theirs = socket.socketpair()
        self._numbers = 0
        self._pid = self._forked(theirs, modules, warm_up)
        theirs.close()

    def _forked(
        self, theirs: socket.socket, modules: Sequence[str], warm_up: Callable[[], None] | None
    ) -> int:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # or the copy would hold what is not written yet
        parent = os.getpid()
        with undisturbed(), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
            if pid == 0:
                try:
                    detach(theirs.fileno(), parent, leads_group=True)
                    signal.pthread_sigmask(signal.SIG_SETMASK, ())
                    _Server(theirs).serve(modules, warm_up)
                finally:
                    os._exit(1)
        return pid

    def wait(self) -> None:
        """Wait until everything is loaded."""
        self._socket.recv(1)

    def process(self, task: Task[Any, Any, Any], arguments: Any, limits: Limits) -> "ServedProcess":
        """Begin to run a task in a copy of the server; raise an OSError where the server is
        gone.
        """
        order = _Order(self._numbers + 1, task.function, limits, encoded(arguments))
        output, write = output_pipe()
        try:
            data = frame(FrameKind.ARGUMENTS, encoded(order))
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", [write]))]
            sent = self._socket.sendmsg(
                [data], rights, _NO_SIGNAL
            )  # `socket.send_fds` loses the flags
            self._socket.sendall(data[sent:], _NO_SIGNAL)
        except OSError:
            os.close(output)
            raise
        finally:
            os.close(write)
        self._numbers += 1
        return ServedProcess(self, self._numbers, output)

    def end(self, number: int) -> None:
        """End one process and what it has started."""
        with suppress(OSError):
            self._socket.sendall(frame(FrameKind.ARGUMENTS, encoded(_Order(number))), _NO_SIGNAL)

    def close(self) -> None:
        """End the server and all its processes."""
        self._socket.close()
        with suppress(OSError):
            if (
                not DIES_WITH_PARENT
            ):  # its processes would outlive it: it ends them when nobody gives orders any more
                select.select([], [], [], _SECONDS_TO_END)
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)


class ServedProcess:
    """A process that the server has forked."""

    def __init__(self, server: ForkServer, number: int, output: int) -> None:
        self._server, self._number, self._output = server, number, output

    def fileno(self) -> int:
        """Return the descriptor that states when there is something to read."""
        return self._output

    def read(self) -> bytes:
        """Return what has arrived; nothing at the end."""
        return os.read(self._output, 1 << 20)

    def end(self, *, finished: bool) -> None:
        """End the process and what it has started, if they still run; wait for one that is in the
        midst of its work.
        """
        if self._output < 0:
            return
        self._server.end(self._number)
        if not finished:
            self._wait()
        os.close(self._output)
        self._output = -1

    def _wait(self) -> None:
        """Wait until the process is gone: nobody writes to its pipe any more."""
        until = time.monotonic() + _SECONDS_TO_END
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self._output], [], [], left)
            if ready and not os.read(self._output, 1 << 20):
                return


class _Server:
    """The server itself."""

    def __init__(self, orders: socket.socket) -> None:
        self._orders = orders
        self._outputs: deque[int] = deque()
        self._running: dict[int, int] = {}
        self._ended: set[int] = set()

    def serve(self, modules: Sequence[str], warm_up: Callable[[], None] | None) -> NoReturn:
        """Load everything, then fork a process for every order until nobody gives orders
        any more.
        """
        for name in (*_NEEDED, *modules):
            import_module(name)
        compile_all()
        if warm_up is not None:
            with suppress(Exception):  # a server that is not warm is only slower
                warm_up()
        gc.collect()
        gc.freeze()  # what is loaded stays where it is, so that the copies share it
        self._orders.sendall(b"r")
        buffer = FrameBuffer()
        while True:
            data, descriptors, _, _ = socket.recv_fds(self._orders, 1 << 16, 8)
            self._outputs.extend(descriptors)
            if not data:
                break
            for _, value in buffer.add(data):
                self._follow(decoded(value, _Order))
            self._reap()
        for pid in self._running.values():
            end_process(pid, group=True)
        os._exit(0)

    def _follow(self, order: _Order) -> None:
        """Fork a process, or end one."""
        if order.function:
            self._running[order.number] = self._forked(order, self._outputs.popleft())
        elif (pid := self._running.pop(order.number, None)) is not None:
            end_process(pid, group=True)
            self._ended.add(pid)

    def _forked(self, order: _Order, output: int) -> int:
        server = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                detach(output, server, leads_group=True)
                task = find_task(order.function)
                child.serve(task, decoded(order.arguments, task.arguments), order.limits, output)
            finally:
                os._exit(1)
        os.close(output)
        with suppress(OSError):
            os.setpgid(pid, pid)
        return pid

    def _reap(self) -> None:
        """Take note of the processes that are gone, without waiting for those that are going."""
        for pid in list(self._ended):
            if os.waitpid(pid, os.WNOHANG) != (0, 0):
                self._ended.remove(pid)
