"""Work on many things by several processes, each by one of its own, so that a hostile one costs itself alone.

A process that dies is lost; one that takes longer than it may is ended. What it may hold in memory is limited where the
system knows such a limit.
"""

import gc
import multiprocessing
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from extract.limits import LIMITS, Limits

T = TypeVar("T")
R = TypeVar("R")
Shares = Callable[[float], None]
Work = Callable[[T, Shares], R]

# what may pass beyond the limit on reading, for understanding, recomputing and writing
FEWEST_SECONDS_MORE = 60.0
SECONDS_TO_END = 2.0
# the program itself needs this much, with the libraries that write outputs
FEWEST_BYTES = 1 << 30


class Lost(Enum):
    """Why there is no result: the process ended before it told one, or it was ended because its time was up."""

    BROKEN_OFF = "broken off"
    TOO_SLOW = "too slow"


def seconds_in_all(limits: Limits) -> float:
    """Return how long everything about a document may take, reading included."""
    return limits.seconds + max(limits.seconds, FEWEST_SECONDS_MORE)


@dataclass(slots=True)
class Job(Generic[T]):
    """A thing being worked on, its place among all, the share of it that is done, and when it is given up."""

    place: int
    item: T
    process: BaseProcess
    told: Connection
    deadline: float
    share: float = 0.0


@dataclass(slots=True)
class Crew(Generic[T, R]):
    """Processes that do a work, so many at a time; those that are started know what `modules` hold already.

    `work` and what it takes and returns travel between processes. `alone` is for one thing that is begun before this
    process has loaded much: its process is a copy of this one.
    """

    work: Work[T, R]
    jobs: int
    limits: Limits = LIMITS
    modules: Sequence[str] = ()
    alone: bool = False

    def results(self, items: Sequence[T], shows: Shares = lambda _: None) -> Generator[tuple[int, R | Lost]]:
        """Yield the place of each thing among `items` and its result, as they are done; `shows` takes how many are."""
        context = multiprocessing.get_context(self._method())
        if self._method() == "forkserver":
            context.set_forkserver_preload([*self.modules, "extract.compiled"])
        waiting, running, done = list(enumerate(items)), list[Job[T]](), 0
        try:
            while waiting or running:
                while waiting and len(running) < self.jobs:
                    running.append(self._begun(context, *waiting.pop(0)))
                shows(done + sum(job.share for job in running))
                for job, result in self._ended(running):
                    running.remove(job)
                    done += 1
                    yield job.place, result
        finally:
            for job in running:
                job.process.terminate()
            for job in running:
                _end(job)

    def _method(self) -> str:
        if not hasattr(signal, "SIGKILL"):
            return "spawn"
        return "fork" if self.alone else "forkserver"

    def _begun(self, context: Any, place: int, item: T) -> Job[T]:
        told, tells = context.Pipe(duplex=False)
        process = context.Process(target=_take, args=(tells, Path.cwd(), self.work, item, self.limits))
        with warnings.catch_warnings():
            # newer Pythons warn of threads in a process that is copied; those of libraries wait for work
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        tells.close()
        return Job(place, item, process, told, time.monotonic() + seconds_in_all(self.limits))

    def _ended(self, running: Sequence[Job[T]]) -> Iterator[tuple[Job[T], R | Lost]]:
        """Wait until something is told, and yield the jobs that have ended with their results."""
        first = min(job.deadline for job in running)
        ready = wait([job.told for job in running], max(0.0, first - time.monotonic()))
        for job in list(running):
            if job.told in ready:
                try:
                    told = job.told.recv()
                except (EOFError, OSError):
                    told = Lost.BROKEN_OFF
                if isinstance(told, float):
                    job.share = told
                    continue
                _end(job)
                yield job, told
            elif time.monotonic() > job.deadline:
                _end(job)
                yield job, Lost.TOO_SLOW


def _end(job: Job[Any]) -> None:
    """End a job, which is given a moment to end what it has started."""
    for signalled in (job.process.terminate, job.process.kill):
        if job.process.is_alive():
            signalled()
            job.process.join(SECONDS_TO_END)
    job.told.close()


def _take(tells: Connection, here: Path, work: Work[T, R], item: T, limits: Limits) -> None:
    """Do the work on one thing, telling how far it is and at last what came of it."""
    os.chdir(here)  # paths are told from there, wherever the process was born
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this ends it, with the other signal
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    gc.disable()  # this lives for one document
    limit_data(limits)
    try:
        tells.send(work(item, tells.send))
    except MemoryError:
        os._exit(1)  # there is none left to tell it with
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # all is told: to free what was read, piece by piece, takes long


def limit_data(limits: Limits) -> None:
    """Set this process's own limit on what it takes beside what it holds already, where the system knows one."""
    try:
        import resource

        most = _held(resource.getpagesize()) + max(limits.memory, FEWEST_BYTES)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (ImportError, ValueError, OSError):
        return


def _held(page: int) -> int:
    """Return how many bytes of data this process holds: one that is copied from another begins with all of that."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * page
    except (OSError, IndexError, ValueError):
        return 0
