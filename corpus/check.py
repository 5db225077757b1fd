"""Whether documents are still read and audited as was accepted: each by a process of its own,
several at a time.
"""

import os
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.drift import ChangeType, Difference, differences
from corpus.entries import BadEntry, CorpusEntry
from corpus.snapshots import Snapshot, snapshot_of, snapshot_of_broken
from extract.errors import DocumentError
from extract.limits import LIMITS, Limits
from extract.sandbox.pool import WorkerPool, limits_in_all
from extract.sandbox.runs import WorkerFailure, WorkerTimeout
from extract.sandbox.tasks import Task
from normalize.text.masking import mask_unless
from validate.findings import Message


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What became of a document: its accepted state, today's, and what differs.

    `fault` states in its first line why there is no state to compare, and in others what helps
    whoever looks into it.
    """

    entry: CorpusEntry
    seconds: float
    was: Snapshot | None
    now: Snapshot | None
    differences: tuple[Difference, ...] = ()
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Whether the document is as it was accepted."""
        return not self.differences and not self.fault


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """How documents are checked: within which limits, reported in which language.

    `show_nip` None leaves NIPs as masked or as shown as they are in the accepted state.
    """

    lang: str = "id"
    show_nip: bool | None = None
    limits: Limits = LIMITS

    def check(self, entry: CorpusEntry) -> CheckResult:
        """Audit a document in this process and compare it with its accepted state."""
        start = time.perf_counter()
        result = CheckResult(entry, 0.0, None, None)
        try:
            was = entry.accepted()
            shown = (
                was is not None and was.nip == "shown" if self.show_nip is None else self.show_nip
            )
            now = state(entry, was, shown, self.limits)
            result = replace(
                result, was=was, now=now, differences=tuple(differences(was, now, self.lang))
            )
        except BadEntry as error:
            result = replace(result, fault=error.told(self.lang))
        except Exception as error:
            head = f"{_say(_FAILED, self.lang)}: {type(error).__name__}: {error}"
            result = replace(result, fault=f"{head}\n{traceback.format_exc()}")
        return replace(result, seconds=time.perf_counter() - start)

    def check_all(
        self, entries: Sequence[CorpusEntry], jobs: int | None = None
    ) -> Iterator[CheckResult]:
        """Yield the result of every document as it is done, each checked by a process of its own.

        As many are checked at a time as there are processors by default.
        """
        limits = limits_in_all(self.limits)
        pool = WorkerPool(CHECK, jobs or os.cpu_count() or 1, limits, PRELOADED)
        requests = [CheckRequest(entry, self) for entry in entries]
        for place, result in pool.results(requests):
            entry = entries[place]
            yield (
                result.received(entry)
                if isinstance(result, SentResult)
                else self._failed(entry, result, limits.seconds)
            )

    def _failed(self, entry: CorpusEntry, failure: WorkerFailure, seconds: float) -> CheckResult:
        """Return the result of a document whose process sent none."""
        if isinstance(failure, WorkerTimeout):
            fault = _say(_TOO_SLOW, self.lang).format(seconds=f"{seconds:g}")
            return CheckResult(entry, seconds, None, None, fault=fault)
        return CheckResult(entry, 0.0, None, None, fault=_say(_BROKEN_OFF, self.lang))


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """A document of the corpus, and how it is checked."""

    entry: CorpusEntry
    way: CheckSettings


@dataclass(frozen=True, slots=True)
class SentDifference:
    """A difference as a sandbox sends it, by the name of the kind of change."""

    change: str
    page: int | None
    at: str
    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class SentResult:
    """The result of a document as a sandbox sends it."""

    seconds: float
    was: Snapshot | None
    now: Snapshot | None
    differences: tuple[SentDifference, ...]
    fault: str

    def received(self, entry: CorpusEntry) -> CheckResult:
        """Return the result that was sent."""
        found = (
            Difference(ChangeType[one.change], one.page, one.at, one.was, one.now, one.why)
            for one in self.differences
        )
        return CheckResult(entry, self.seconds, self.was, self.now, tuple(found), self.fault)


CHECK = Task("corpus.check:check_one", CheckRequest, float, SentResult)
TASKS = (CHECK,)


def check_one(request: CheckRequest, _send: Callable[[float], None]) -> SentResult:
    """Audit one document and compare it with its accepted state."""
    result = request.way.check(request.entry)
    found = (
        SentDifference(one.change.name, one.page, one.at, one.was, one.now, one.why)
        for one in result.differences
    )
    return SentResult(result.seconds, result.was, result.now, tuple(found), result.fault)


def with_renames(results: Sequence[CheckResult]) -> list[CheckResult]:
    """Return the results, where a document that is gone is there under another name that nobody
    accepted, saying so.
    """
    new: dict[object, str] = {
        result.now.document["sha256"]: result.entry.name
        for result in results
        if result.was is None and result.now is not None and not result.now.broken
    }
    return [_renamed(result, new) for result in results]


def _renamed(result: CheckResult, new: Mapping[object, str]) -> CheckResult:
    gone = any(one.change is ChangeType.DOCUMENT_VANISHED for one in result.differences)
    name = new.get(result.was.document.get("sha256")) if gone and result.was else None
    if name is None:
        return result
    return replace(
        result,
        differences=(Difference(ChangeType.DOCUMENT_RENAMED, None, "", result.entry.name, name),),
    )


PRELOADED = (
    "corpus.check",
    "corpus.second_reader",
    "extract.pages.page_reader",
    "lkj_audit.pipeline",
)

_FAILED = Message("program gagal", "the program failed")
_BROKEN_OFF = Message(
    "pemeriksaan berhenti mendadak; kemungkinan berkas ini rusak atau memori tidak cukup",
    "the audit broke off; the file is probably damaged, or memory ran out",
)
_TOO_SLOW = Message(
    "pemeriksaan tidak selesai dalam {seconds} detik; beri waktu lebih dengan --max-seconds",
    "the audit was not done within {seconds} seconds; allow more time with --max-seconds",
)


def _say(message: Message, lang: str) -> str:
    return message.en if lang == "en" else message.id


def state(
    entry: CorpusEntry, was: Snapshot | None, show_nip: bool, limits: Limits = LIMITS
) -> Snapshot:
    """Return the state of a document today; what its accepted state still holds is not measured
    again.
    """
    from corpus.second_reader import KeptSecondReader
    from extract.document_reader import DocumentReader
    from lkj_audit.pipeline import audit_document

    mask = mask_unless(show_nip)
    second_reader = KeptSecondReader(was.second if was else None, mask)
    try:
        audit = audit_document(
            DocumentReader(entry.pdf, limits), second_reader=second_reader, given=entry.given()
        )
    except DocumentError as error:
        return snapshot_of_broken(error)
    return snapshot_of(audit, mask, "shown" if show_nip else "masked", second_reader.said)
