"""Whether documents are still read and audited as was accepted: each in a process, several at a time."""

import os
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial

from corpus.drift import Difference, differences
from corpus.entries import BadEntry, Entry
from corpus.snapshots import Snapshot, second_reading, snapshot_of, snapshot_of_broken
from extract.errors import BrokenDocument
from normalize.masking import mask_unless


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a document: its accepted state, today's, and what differs; `fault` where the program failed."""

    entry: Entry
    seconds: float
    was: Snapshot | None
    now: Snapshot | None
    differences: tuple[Difference, ...] = ()
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Whether the document is as it was accepted."""
        return not self.differences and not self.fault


def check_all(
    entries: Sequence[Entry], jobs: int | None = None, show_nip: bool | None = None, lang: str = "id"
) -> Iterator[Result]:
    """Yield the result of every document as it is done; as many at a time as there are processors unless told.

    `show_nip` None leaves NIPs as masked or as shown as they are in the accepted state.
    """
    workers = max(1, min(jobs or os.cpu_count() or 1, len(entries)))
    broken = []
    pool = ProcessPoolExecutor(workers)
    try:
        futures = {pool.submit(check, entry, show_nip, lang): entry for entry in entries}
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                broken.append(futures[future])
    finally:
        pool.shutdown(cancel_futures=True)
    # one document has taken the others with it: each of those that were left gets a process of its own
    for entry in broken:
        yield _alone(entry, show_nip, lang)


def _alone(entry: Entry, show_nip: bool | None, lang: str) -> Result:
    with ProcessPoolExecutor(1) as pool:
        future: Future[Result] = pool.submit(check, entry, show_nip, lang)
        try:
            return future.result()
        except BrokenProcessPool as error:
            return Result(entry, 0.0, None, None, fault=f"{type(error).__name__}: {error}")


def check(entry: Entry, show_nip: bool | None = None, lang: str = "id") -> Result:
    """Audit a document and compare it with its accepted state."""
    start = time.perf_counter()
    result = Result(entry, 0.0, None, None)
    try:
        was = entry.accepted()
        now = state(entry, was, was is not None and was.nip == "shown" if show_nip is None else show_nip)
        result = replace(result, was=was, now=now, differences=tuple(differences(was, now, lang)))
    except BadEntry as error:
        result = replace(result, fault=str(error))
    except Exception:
        result = replace(result, fault=traceback.format_exc())
    return replace(result, seconds=time.perf_counter() - start)


def state(entry: Entry, was: Snapshot | None, show_nip: bool) -> Snapshot:
    """Return the state of a document today; what its accepted state still tells is not measured again."""
    from extract.document import read_document
    from extract.verify import verify
    from normalize.interpret import interpret
    from validate.examine import examine
    from validate.readings import in_best_readings

    try:
        audit = in_best_readings(examine(interpret(read_document(entry.pdf))), entry.pdf)
    except BrokenDocument as error:
        return snapshot_of_broken(error)
    mask = mask_unless(show_nip)
    second = second_reading(audit, mask, was.second if was else None, partial(verify, entry.pdf, audit.report.document))
    return snapshot_of(audit, mask, "shown" if show_nip else "masked", second)
