"""Documents worked on by several processes, each by one of its own, so that a hostile one costs itself alone."""

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import click

from extract.errors import BrokenDocument, TooSlow
from extract.limits import Limits
from lkj_audit.documents import Apart, Outcome, Step, broken, outcomes
from lkj_audit.language import Lang
from lkj_audit.patience import Patience

# what may pass beyond the limit on reading, for recomputing and writing
FEWEST_SECONDS_MORE = 60.0
SECONDS_TO_END = 2.0
# the program itself needs this much, with the libraries that write outputs
FEWEST_BYTES = 1 << 30
PRELOADED = ("lkj_audit.commands.audit", "lkj_audit.pipeline", "lkj_audit.json_report", "lkj_audit.terminal")


class BrokenOff(BrokenDocument):
    """The process that a document had for itself is gone before it was done."""

    says = (
        "Pemeriksaan dokumen ini berhenti mendadak; kemungkinan berkas ini rusak atau memori tidak cukup.",
        "The audit of this document broke off; the file is probably damaged, or memory ran out.",
    )
    advises = ("Dokumen lain tidak terpengaruh.", "Other documents are not affected.")


@dataclass(slots=True)
class Job:
    """A document being worked on, what was told of it, and when it is given up."""

    path: Path
    process: BaseProcess
    told: Connection
    deadline: float
    share: float = 0.0
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(slots=True)
class Jobs:
    """The steps taken on documents, several at a time."""

    steps: Sequence[Step]
    apart: Apart
    lang: Lang
    patience: Patience

    def results(self, files: Sequence[Path]) -> Iterator[tuple[Path, Outcome]]:
        """Yield every document's outcomes in the order of the documents."""
        context = multiprocessing.get_context("forkserver" if hasattr(signal, "SIGKILL") else "spawn")
        context.set_forkserver_preload([*PRELOADED, *self.apart.modules])
        waiting, running, done = list(files), list[Job](), dict[Path, list[Outcome]]()
        try:
            for path in files:
                while path not in done:
                    while waiting and len(running) < self.apart.jobs:
                        running.append(self._begun(context, waiting.pop(0)))
                    for job in self._ended(running):
                        running.remove(job)
                        done[job.path] = job.outcomes
                    self.patience.shows(path.name, len(done) + sum(job.share for job in running))
                yield from ((path, outcome) for outcome in done[path])
                done[path] = []
        finally:
            for job in running:
                job.process.terminate()
            for job in running:
                _end(job)

    def _begun(self, context: Any, path: Path) -> Job:
        told, tells = context.Pipe(duplex=False)
        process = context.Process(
            target=work, args=(tells, path, Path.cwd(), self.lang, tuple(self.steps), self.apart.limits)
        )
        process.start()
        tells.close()
        return Job(path, process, told, time.monotonic() + self.seconds)

    @property
    def seconds(self) -> float:
        """How long reading, recomputing and writing a document may take together."""
        return self.apart.limits.seconds + max(self.apart.limits.seconds, FEWEST_SECONDS_MORE)

    def _ended(self, running: Sequence[Job]) -> Iterator[Job]:
        """Wait until something is told, and yield the jobs that have ended."""
        first = min(job.deadline for job in running)
        ready = wait([job.told for job in running], max(0.0, first - time.monotonic()))
        for job in list(running):
            if job.told in ready and self._ends(job):
                yield job
            elif time.monotonic() > job.deadline:
                job.outcomes = [broken(TooSlow(seconds=f"{self.seconds:g}"), self.lang)]
                _end(job)
                yield job

    def _ends(self, job: Job) -> bool:
        """Take what is told of a job; return whether that was the last."""
        try:
            match job.told.recv():
                case float(share):
                    job.share = share
                    return False
                case click.UsageError() as error:
                    raise error
                case told:
                    job.outcomes = told
        except (EOFError, OSError):
            job.outcomes = [broken(BrokenOff(), self.lang)]
        _end(job)
        return True


def _end(job: Job) -> None:
    """End a job, which is given a moment to end what it has started."""
    for signalled in (job.process.terminate, job.process.kill):
        if job.process.is_alive():
            signalled()
            job.process.join(SECONDS_TO_END)
    job.told.close()


def work(tells: Connection, path: Path, here: Path, lang: Lang, steps: Sequence[Step], limits: Limits) -> None:
    """Take the steps on one document, telling how far they are and at last what became of it."""
    os.chdir(here)  # paths are told from there, wherever the process was born
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this ends it, with the other signal
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    gc.disable()  # this lives for one document
    _limit_memory(limits)

    def progress(page: int, pages: int) -> None:
        tells.send(page / pages)

    try:
        tells.send(list(outcomes(path, lang, steps, progress)))
    except click.UsageError as error:
        tells.send(click.UsageError(error.message))


def _limit_memory(limits: Limits) -> None:
    """Set the process's own limit where the system knows one."""
    try:
        import resource

        most = max(limits.memory, FEWEST_BYTES)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (ImportError, ValueError, OSError):
        return
