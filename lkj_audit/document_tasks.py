"""Documents worked on in sandboxes, each in one of its own, and reported in their order."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from extract.errors import DocumentError
from extract.sandbox.pool import WorkerPool, limits_in_all
from extract.sandbox.runs import WorkerFailure, WorkerOutOfMemory, WorkerTimeout
from lkj_audit.documents import (
    A,
    DocumentOutcome,
    DocumentOutcomes,
    DocumentWork,
    OutOfMemory,
    failed_outcome,
)
from lkj_audit.presentation.language import Lang
from lkj_audit.progress import ProgressReporter

PRELOADED = (
    "extract.pages.page_reader",
    "lkj_audit.cli.commands.audit",
    "lkj_audit.pipeline",
    "lkj_audit.outputs.json.report",
    "lkj_audit.cli.terminal_report",
    "lkj_audit.outputs.audited_document",
    "difflib",
)
# for fewer documents it takes longer than it spares
WORTH_WARMING_UP = 12


def warm_up() -> None:
    """Audit the reports that come with the program: in a fork server, which loads what that
    takes.
    """
    from lkj_audit import warm_up

    warm_up.warm_up()


class WorkerGone(DocumentError):
    """The process that a document had for itself is gone before it was done."""

    says = (
        "Pemeriksaan dokumen ini berhenti mendadak; kemungkinan berkas ini rusak atau memori "
        "tidak cukup.",
        "The audit of this document broke off; the file is probably damaged, or memory ran out.",
    )
    advises = ("Dokumen lain tidak terpengaruh.", "Other documents are not affected.")


class AuditTooSlow(DocumentError):
    """What is done with a document took longer than it may, reading included."""

    says = (
        "Pemeriksaan dokumen ini tidak selesai dalam {seconds} detik.",
        "The audit of this document was not done within {seconds} seconds.",
    )
    advises = (
        "Pisahkan laporan dari lampirannya, atau beri waktu lebih dengan --max-seconds.",
        "Separate the report from its annexes, or allow more time with --max-seconds.",
    )


def outcomes_in_order(
    files: Sequence[Path],
    work: DocumentWork[A],
    lang: Lang,
    workers: int,
    reporter: ProgressReporter,
) -> Iterator[tuple[Path, Sequence[DocumentOutcome]]]:
    """Yield every document and what became of it, in the order of the documents; nothing is kept of
    those before.
    """
    limits = limits_in_all(work.limits)
    warm = warm_up if len(files) >= WORTH_WARMING_UP else None
    pool = WorkerPool(work.task, workers, limits, (*PRELOADED, *work.modules), warm, work.again)
    waiting: dict[int, DocumentOutcomes | WorkerFailure] = {}
    awaited = 0

    def show(share: float) -> None:
        reporter.shows(files[min(awaited, len(files) - 1)].name, share)

    with closing(pool.results(_DocumentRequests(files, work), show)) as results:
        for place, result in results:
            waiting[place] = result
            while awaited in waiting:
                yield files[awaited], _outcomes(waiting.pop(awaited), lang, limits.seconds)
                awaited += 1


class _DocumentRequests(Sequence[A]):
    """The request for each document, made when its turn comes."""

    def __init__(self, files: Sequence[Path], work: DocumentWork[A]) -> None:
        self._files, self._work = files, work

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, place: Any) -> Any:
        return self._work.request(self._files[place])


def _outcomes(
    result: DocumentOutcomes | WorkerFailure, lang: Lang, seconds: float
) -> Sequence[DocumentOutcome]:
    """Return what became of a document; raise what is against working on any."""
    match result:
        case DocumentOutcomes(usage_error=None):
            return result.outcomes
        case DocumentOutcomes():
            raise click.UsageError(result.usage_error or "")
        case WorkerTimeout():
            return [failed_outcome(AuditTooSlow(seconds=f"{seconds:g}"), lang)]
        case WorkerOutOfMemory():
            return [failed_outcome(OutOfMemory(), lang)]
        case _:
            return [failed_outcome(WorkerGone(), lang)]
