"""One task on many things, so many at a time, each in a sandbox of its own."""

import os
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from extract.limits import Limits
from extract.sandbox.confinement import undisturbed
from extract.sandbox.processes import Process, start_process
from extract.sandbox.runs import Running, WorkerCrashed, WorkerFailure, WorkerOutOfMemory, wait
from extract.sandbox.server import ForkServer
from extract.sandbox.tasks import A, P, R, Task

# How far work may run ahead of the first thing that is not done: results that wait for their turn
# take memory.
AHEAD = 64


@dataclass(frozen=True, slots=True)
class WorkerPool(Generic[A, R]):
    """Runs a task whose progress is the share of it that is done.

    Several things are worked on by copies of a fork server that has loaded `modules` and run what
    is to `warm_up` its code; a single one by a copy of this process, which is best made before much
    is loaded.

    `again` returns the arguments for a second process where one crashed or ran out of memory;
    None where there is to be no second one.
    """

    task: Task[A, float, R]
    workers: int
    limits: Limits
    modules: Sequence[str] = ()
    warm_up: Callable[[], None] | None = None
    again: Callable[[A], A | None] | None = None

    def results(
        self, arguments: Sequence[A], on_progress: Callable[[float], None] = lambda _: None
    ) -> Generator[tuple[int, R | WorkerFailure]]:
        """Yield the place of each of the arguments and its result, as they are done.

        `on_progress` takes how many are done, the shares of those that are being worked on
        included.
        """
        processes = ProcessSource(self.modules if len(arguments) > 1 else None, self.warm_up)
        running: dict[int, Running[float, R]] = {}
        shares: dict[int, float] = {}
        repeated: set[int] = set()
        begun = done = 0
        try:
            processes.prepare()
            while running or begun < len(arguments):
                while len(running) < self.workers and begun < min(
                    len(arguments), min(running, default=begun) + AHEAD
                ):
                    with undisturbed():
                        running[begun] = processes.start(self.task, arguments[begun], self.limits)
                    begun += 1
                wait(running.values())
                for place, one in list(running.items()):
                    for share in one.received():
                        shares[place] = min(max(share, 0.0), 1.0)
                    if one.ended:
                        with undisturbed():
                            one.close()
                            del running[place]
                        shares.pop(place, None)
                        result = self._result(one)
                        instead = self._instead(arguments[place], result)
                        if instead is not None and place not in repeated:
                            repeated.add(place)
                            with undisturbed():
                                running[place] = processes.start(self.task, instead, self.limits)
                            continue
                        done += 1
                        yield place, result
                on_progress(done + sum(shares.values()))
        finally:
            with undisturbed():
                for one in running.values():
                    one.close()
                processes.close()

    def _instead(self, asked: A, result: R | WorkerFailure) -> A | None:
        """Return the arguments for a second process after this result, if there is to be one."""
        ended = isinstance(result, WorkerCrashed | WorkerOutOfMemory)
        return self.again(asked) if ended and self.again is not None else None

    def _result(self, running: Running[float, R]) -> R | WorkerFailure:
        """Return the result of a task that has ended, or why there is none."""
        try:
            return running.result()
        except WorkerFailure as failure:
            return failure


class ProcessSource:
    """Where processes come from: a fork server that has loaded modules, or this process where none
    are named.
    """

    def __init__(self, modules: Sequence[str] | None, warm_up: Callable[[], None] | None) -> None:
        self._modules = modules if hasattr(os, "fork") else None
        self._warm_up = warm_up
        self._server: ForkServer | None = None

    def prepare(self) -> None:
        """Have the server load what it is to load."""
        if self._modules is not None:
            with undisturbed():
                self._server = ForkServer(self._modules, self._warm_up)
            self._server.wait()

    def start(self, task: Task[A, P, R], arguments: A, limits: Limits) -> Running[P, R]:
        """Begin to run a task."""
        return Running(task, self._process(task, arguments, limits), limits)

    def _process(self, task: Task[A, P, R], arguments: A, limits: Limits) -> Process:
        if self._server is not None:
            try:
                return self._server.process(task, arguments, limits)
            except OSError:  # the system has ended it: memory ran out
                self._server.close()
                self._server = None
        return start_process(task, arguments, limits)

    def close(self) -> None:
        """End the server, if there is one."""
        if self._server is not None:
            self._server.close()


# Limits of everything that is done with a document ------------------------------------------------

# what may pass beyond the limit on reading, for understanding, recomputing and writing
FEWEST_SECONDS_MORE = 60.0
# what understanding and writing may hold, however little reading may
FEWEST_BYTES = 1 << 30


def limits_in_all(limits: Limits) -> Limits:
    """Return the limits of everything that is done with a document, by those of reading it."""
    seconds = limits.seconds + max(limits.seconds, FEWEST_SECONDS_MORE)
    return replace(limits, seconds=seconds, memory=max(limits.memory, FEWEST_BYTES))
