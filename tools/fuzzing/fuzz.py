"""Audits hostile files for some minutes and states what became of them.

Each is audited from the file to the JSON; one in a few goes the whole way: every number read again
by another reader, the report for the terminal and every output of `--out` written, as
`lkj audit --verify --out` does it.

python -m tools.fuzzing.fuzz MINUTES [SEED [JOBS]]

A traceback, a crash of the auditing process or a hang is a failure: its file, made as small as a
few tries allow, is left in `tests/regressions/`, where a test audits it from then on. The figures
go to `docs/fuzz.json`, from which `make measures` takes them: a run takes the place of one of the
same seed, and is beside others.
"""

import json
import multiprocessing
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from threading import Lock
from typing import Self

from extract.document_reader import DocumentReader
from extract.errors import DocumentError, ReaderFault
from extract.limits import Limits
from extract.sandbox.confinement import limit_memory
from extract.sandbox.frames import decoded
from extract.sandbox.pool import FEWEST_BYTES
from lkj_audit.cli.commands.audit_run import AuditRun
from lkj_audit.outputs.catalogue import outputs
from lkj_audit.outputs.html.index_page import IndexedDocument, IndexRow, index_page
from lkj_audit.outputs.json.report import as_line, audit_as_json
from lkj_audit.outputs.output_directory import output_directory
from lkj_audit.pipeline import audit_document
from lkj_audit.presentation.language import Lang
from normalize.text.masking import masked
from tools.fuzzing.hostile import CONSTRUCTIONS, MUTATIONS, InapplicableMutation

ROOT = Path(__file__).parent.parent.parent
REGRESSIONS = ROOT / "tests" / "regressions"

LIMITS = Limits(pages=500, seconds=20.0, memory=1 << 30)
# Reading may take all of its limit; what comes after has this long besides, pictures of pages
# included.
PATIENCE = 40.0
WHOLE_PATIENCE = 160.0
# Of so many files one goes the whole way, which takes some seconds.
WHOLE = 5
# Of so many files one is made to be hostile, which takes longer than mutating one.
CONSTRUCTED = 40
TRIES_TO_SHRINK = 60


def audited(path: Path, limits: Limits = LIMITS) -> str:
    """Audit a file up to its JSON and return "audited", or the name of the error that says why it
    cannot be.
    """
    try:
        with closing(DocumentReader(path, limits)) as reader:
            audit = audit_document(reader)
    except ReaderFault as error:
        raise RuntimeError(error.details["fault"]) from error
    except DocumentError as error:
        return (
            type(error).__name__ if error.text("id") and error.text("en") else "without a sentence"
        )
    json.loads(as_line(audit_as_json(audit, masked)))
    return "audited"


_FAULT = re.compile(r"([\w.*/\[\]-]+) \((\w+), ([\w.]+):\d+\)")


def audited_whole(path: Path, limits: Limits = LIMITS) -> str:
    """Audit a file up to all outputs, its numbers read again, as `lkj` does; return what
    `audited` returns.
    """
    lang, root = Lang.ID, path.parent / "hasil"
    with output_directory(root, outputs(), [path], True, True, masked, lang) as taken:
        began = datetime.now(UTC)
        run = AuditRun(
            lang,
            str(path.with_suffix(".json")),
            None,
            True,
            None,
            masked,
            limits,
            taken,
            None,
            began,
        )
        try:
            outcome = run.work(path, lambda *_: None)
        except ReaderFault as error:
            raise RuntimeError(error.details["fault"]) from error
        except DocumentError as error:
            return type(error).__name__
        except MemoryError:
            return "OutOfMemory"
        finally:
            shutil.rmtree(root, ignore_errors=True)
    if fault := _FAULT.search(outcome.complaint):
        raise OutputFault(*fault.groups())
    if outcome.line:
        json.loads(outcome.line)
    entry = decoded(outcome.entry, IndexRow) if outcome.entry else None
    index_page(
        [IndexedDocument(path.name, "hasil", entry, outcome.complaint, outputs())],
        lang,
        began.date(),
        [],
    )
    return "audited"


class OutputFault(Exception):
    """An output at which the program fails: which, of what kind, in which of our files."""


@dataclass(frozen=True, slots=True)
class FuzzOutcome:
    """What became of a file: a name, or a failure with its signature; seconds, and the most
    megabytes held so far.
    """

    name: str
    seconds: float
    failure: str = ""
    audit_megabytes: int = 0
    reader_megabytes: int = 0


class Auditor:
    """A process that audits one file after another, and is replaced when it dies or hangs."""

    # a process started meanwhile would keep the other end open, and nobody would notice this one's
    # death
    _starting = Lock()

    def __init__(self) -> None:
        self.connection, self.process = self._started()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()

    def _started(self) -> tuple[Connection, multiprocessing.Process]:
        with self._starting:
            ours, theirs = multiprocessing.Pipe()
            process = multiprocessing.Process(target=_serve, args=(theirs,))
            process.start()
            theirs.close()
        return ours, process

    def _replace(self) -> None:
        """End the process, and begin another one."""
        self.__exit__()
        self.connection, self.process = self._started()

    def outcome(self, path: Path, whole: bool = False) -> FuzzOutcome:
        """Return what became of a file, audited up to its JSON, or the whole way by a fresh
        process.
        """
        if whole:
            self._replace()
        start = time.monotonic()
        try:
            self.connection.send((path, whole))
            if self.connection.poll(LIMITS.seconds + (WHOLE_PATIENCE if whole else PATIENCE)):
                received: FuzzOutcome = self.connection.recv()
                return received
            failure = "hang"
        except (EOFError, OSError):
            failure = "crash"
        self._replace()
        return FuzzOutcome(failure, time.monotonic() - start, failure)


def _serve(connection: Connection) -> None:
    """Audit files until nobody asks any more, with the limit on memory that `lkj` sets."""
    limit_memory(max(LIMITS.memory, FEWEST_BYTES))
    while True:
        try:
            path, whole = connection.recv()
        except EOFError:
            return
        start, failure = time.monotonic(), ""
        try:
            name = audited_whole(path) if whole else audited(path)
        except OutputFault as error:
            name, failure = "output fault", " ".join(error.args)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            name, failure = (
                "traceback",
                f"{type(error).__name__} {Path(frame.filename).stem} {frame.name}",
            )
        held = [
            resource.getrusage(who).ru_maxrss >> 10
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        ]
        connection.send(FuzzOutcome(name, time.monotonic() - start, failure, *held))


@dataclass(slots=True)
class FuzzTally:
    """What a run has seen."""

    outcomes: Counter[str] = field(default_factory=Counter)
    mutations: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    failures: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_mutation: str = ""
    whole: Counter[str] = field(default_factory=Counter)
    slowest_whole: float = 0.0
    slowest_whole_mutation: str = ""
    audit_megabytes: int = 0
    reader_megabytes: int = 0

    def add(self, mutation: str, outcome: FuzzOutcome, whole: bool) -> None:
        """Count an outcome."""
        if whole:
            self.whole["written" if outcome.name == "audited" else "refused"] += 1
        self.outcomes[outcome.name] += 1
        counts = self.mutations[mutation]
        counts[0] += 1
        counts[1] += outcome.name == "audited"
        counts[2] += outcome.name != "audited" and not outcome.failure
        self.audit_megabytes = max(self.audit_megabytes, outcome.audit_megabytes)
        self.reader_megabytes = max(self.reader_megabytes, outcome.reader_megabytes)
        if outcome.failure:
            self.failures[outcome.failure] += 1
        if whole and outcome.seconds > self.slowest_whole:
            self.slowest_whole, self.slowest_whole_mutation = outcome.seconds, mutation
        if not whole and outcome.seconds > self.slowest:
            self.slowest, self.slowest_mutation = outcome.seconds, mutation

    def figures(self, minutes: float, seed: int) -> dict[str, object]:
        """Return the figures that `docs/measures.md` prints."""
        return {
            "minutes": minutes,
            "seed": seed,
            "limits": f"{LIMITS.pages} pages, {LIMITS.seconds:g} seconds and {LIMITS.memory >> 20} MB",  # noqa: E501
            "files": self.outcomes.total(),
            "failures": self.failures.total(),
            "slowest": round(self.slowest, 1),
            "slowest_mutation": self.slowest_mutation,
            "whole": self.whole,
            "slowest_whole": round(self.slowest_whole, 1),
            "slowest_whole_mutation": self.slowest_whole_mutation,
            "reader_megabytes": self.reader_megabytes,
            "audit_megabytes": self.audit_megabytes,
            "outcomes": dict(self.outcomes),
            "mutations": self.mutations,
        }


def hostile_file(random: Random, seeds: Sequence[bytes]) -> tuple[str, bytes]:
    """Return a hostile file, and what makes it so."""
    if random.randrange(CONSTRUCTED) == 0:
        construction = random.choice(CONSTRUCTIONS)
        return construction.__name__, construction(random)
    data = random.choice(seeds)
    names: list[str] = []
    wanted = random.choice((1, 1, 1, 2, 3))
    while len(names) < wanted:
        mutation = random.choice(MUTATIONS)
        with suppress(InapplicableMutation):
            data = mutation(random, data)
            names.append(mutation.__name__)
    return names[0] if len(set(names)) == 1 else "several", data


def smallest(data: bytes, fails: Callable[[bytes], bool], tries: int = TRIES_TO_SHRINK) -> bytes:
    """Return the smallest file that still fails, of those that a few tries of leaving pieces out
    lead to.
    """
    size = len(data) // 2
    while size >= 16 and tries > 0:
        at = 0
        while at < len(data) and tries > 0:
            tries -= 1
            shorter = data[:at] + data[at + size :]
            if fails(shorter):
                data = shorter
            else:
                at += size
        size //= 2
    return data


def keep(failure: str, data: bytes) -> Path:
    """Leave a file that fails where a test will audit it, unless there is one for the same
    failure.
    """
    REGRESSIONS.mkdir(exist_ok=True)
    path = REGRESSIONS / f"{re.sub(r'[^a-z0-9]+', '-', failure.lower()).strip('-')}.pdf"
    if not path.exists():
        path.write_bytes(data)
    return path


def fuzz(minutes: float, seed: int, jobs: int = 1) -> FuzzTally:
    """Audit hostile files for so many minutes, several at a time."""
    small = sorted(
        (ROOT / "corpus" / "documents").glob("*.pdf"), key=lambda path: path.stat().st_size
    )[:40]
    seeds = [path.read_bytes() for path in small]
    tally, end, counter = FuzzTally(), time.monotonic() + 60 * minutes, count(1)
    with ThreadPoolExecutor(jobs) as pool:
        for job in [pool.submit(_fuzz, seeds, seed, end, counter, tally) for _ in range(jobs)]:
            job.result()
    return tally


def _fuzz(
    seeds: Sequence[bytes], seed: int, end: float, counter: Iterator[int], tally: FuzzTally
) -> None:
    """Audit the hostile files with the next numbers, one after the other, with a process of its
    own.
    """
    with tempfile.TemporaryDirectory() as folder, Auditor() as auditor:
        path = Path(folder) / "hostile.pdf"

        def outcome_of(data: bytes) -> FuzzOutcome:
            path.write_bytes(data)
            return auditor.outcome(path, whole)

        while time.monotonic() < end:
            number = next(counter)
            whole = number % WHOLE == 0
            mutation, data = hostile_file(Random(f"{seed} {number}"), seeds)
            outcome = outcome_of(data)
            tally.add(mutation, outcome, whole)
            if outcome.failure and tally.failures[outcome.failure] == 1:
                kept = keep(outcome.failure, _shrunk(data, outcome.failure, outcome_of))
                print(
                    f"{number} {mutation}: {outcome.failure}, see {kept.relative_to(ROOT)}",
                    flush=True,
                )


def _shrunk(data: bytes, failure: str, outcome_of: Callable[[bytes], FuzzOutcome]) -> bytes:
    """Return the smallest file that fails in the same way; a hang takes too long to try it
    often.
    """
    return (
        data
        if failure == "hang"
        else smallest(data, lambda shorter: outcome_of(shorter).failure == failure)
    )


def main(arguments: Sequence[str]) -> int:
    """Run and write the figures."""
    minutes = float(arguments[0])
    seed, jobs = (int(arguments[at]) if len(arguments) > at else 1 for at in (1, 2))
    tally = fuzz(minutes, seed, jobs)
    figures = tally.figures(minutes, seed)
    kept = ROOT / "docs" / "fuzz.json"
    runs = json.loads(kept.read_text("utf-8")) if kept.exists() else []
    runs = [*(run for run in runs if run["seed"] != seed), figures]
    kept.write_text(json.dumps(runs, indent=1, sort_keys=True) + "\n", "utf-8")
    print(json.dumps(figures, indent=1, sort_keys=True))
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
