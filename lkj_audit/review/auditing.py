"""Audits that the review asks for: one after the other, each document in a sandbox of its own, with
its progress.
"""

import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread

from extract.errors import DocumentError
from extract.limits import LIMITS, Limits
from extract.sandbox.frames import encoded
from extract.sandbox.pool import limits_in_all
from extract.sandbox.runs import Running, WorkerFailure, WorkerOutOfMemory, WorkerTimeout, wait
from extract.sandbox.server import ForkServer
from lkj_audit.cli.commands.audit import AUDIT, AuditRequest, OutputPlace
from lkj_audit.cli.options.common_options import NOTHING_SAID
from lkj_audit.cli.options.ocr_option import pictures_at_a_time, seconds_for_pictures
from lkj_audit.cli.terminal_width import TerminalWidth
from lkj_audit.decisions.carry import decided_reports
from lkj_audit.document_tasks import PRELOADED, AuditTooSlow, WorkerGone
from lkj_audit.documents import DocumentOutcomes, OutOfMemory
from lkj_audit.output_files import why_not
from lkj_audit.outputs.catalogue import outputs
from lkj_audit.presentation.language import Lang
from lkj_audit.review.workspace import OWN, Workspace

SECONDS_BETWEEN_LOOKS = 1.5
_OCR = "auto"  # as `lkj audit` does it by default


@dataclass(slots=True)
class QueuedAudit:
    """A document that waits, is being audited, or could not be; `share` of it is done."""

    id: str
    name: str
    source: Path
    folder: str = ""
    share: float = 0.0
    state: str = "waiting"
    message: str = ""

    @property
    def is_active(self) -> bool:
        """Whether something is still to come."""
        return self.state in {"waiting", "running"}


class AuditQueue:
    """Audits the documents of a workspace, in the order in which they come."""

    def __init__(
        self, workspace: Workspace, lang: Lang, profile: bytes = b"", limits: Limits = LIMITS
    ) -> None:
        self.workspace, self.lang, self._profile, self._limits = workspace, lang, profile, limits
        # whether decisions beside other outputs follow a report; an archive sees to that itself
        self.carries = True
        self.jobs: list[QueuedAudit] = []
        self._queue: Queue[QueuedAudit] = Queue()
        self._lock = Lock()
        modules = dict.fromkeys(
            name for item in outputs() for name in (item.library, item.module, *item.sandboxed)
        )
        # a process that has no threads yet is copied: what is forked later could wait for a lock
        # that nobody holds
        self._server = ForkServer((*PRELOADED, *modules)) if hasattr(os, "fork") else None

    def start(self) -> None:
        """Begin to work, with what an earlier run has left."""
        for source in self.workspace.waiting():
            self.add(source)
        Thread(target=self._work, daemon=True).start()

    def close(self) -> None:
        """End everything that runs."""
        if self._server is not None:
            self._server.close()

    def add(self, source: Path) -> QueuedAudit:
        """Take a document; it is audited when its turn comes."""
        job = QueuedAudit(secrets.token_hex(6), source.name, source)
        self.jobs.append(job)
        self._queue.put(job)
        return job

    def add_once(self, source: Path) -> None:
        """Take a document unless it waits already, or an audit of the same bytes exists."""
        if all(job.source != source or job.state == "done" for job in self.jobs):
            self.add(source)

    def dismiss(self, id: str) -> None:
        """Take a document that could not be audited off the list."""
        self.jobs[:] = [job for job in self.jobs if job.id != id or job.is_active]

    def _work(self) -> None:
        while True:
            try:
                job = self._queue.get(timeout=SECONDS_BETWEEN_LOOKS)
            except Empty:  # a second start may have handed something in
                for source in self.workspace.waiting():
                    self.add_once(source)
                continue
            job.state = "running"
            try:
                job.folder = self.workspace.folder_for(job.source)
                if self.workspace.is_audited(job.folder, job.source):
                    self.workspace.remember_source(job.folder, job.source)
                    job.state = "done"
                    continue
                self.workspace.remember_source(job.folder, job.source)
                job.message = self.audit(job.source, job.folder, (), job)
                job.state = "done"
            except DocumentError as error:
                self._fail(job, f"{error.text(self.lang)} {error.advice(self.lang)}".rstrip())
            except OSError as error:
                self._fail(job, why_not(error, self.lang))
            except Exception as error:  # one document stops no other
                sentence = self.lang.say("Kesalahan program", "A fault in the program")
                self._fail(job, f"{sentence}: {type(error).__name__}")

    def _fail(self, job: QueuedAudit, message: str) -> None:
        """Keep why a document could not be audited; an upload that cannot be read is not kept."""
        job.state, job.message = "failed", message
        try:
            if job.folder and not (self.workspace.root / job.folder / "audit.json").exists():
                self.workspace.forget(job.folder)
            if OWN in job.source.parts:
                shutil.rmtree(job.source.parent, ignore_errors=True)
        except OSError as error:
            job.message = f"{message} {why_not(error, self.lang)}"

    def audit(
        self, source: Path, folder: str, formats: Sequence[str], job: QueuedAudit | None = None
    ) -> str:
        """Audit a document and write these outputs, all where none are named; return what they
        lack.

        Raises a BrokenDocument that says why it cannot be audited.
        """
        wanted = tuple(dict.fromkeys(formats)) or tuple(
            dict.fromkeys(item.format for item in outputs())
        )
        place = OutputPlace(self.workspace.root, folder, wanted, False, False, self._decided())
        request = AuditRequest(
            source,
            self.lang,
            None,
            None,
            False,
            self._profile,
            NOTHING_SAID,
            False,
            self._limits,
            place,
            TerminalWidth(100, terminal=False),
            (),
            datetime.now(UTC).replace(microsecond=0),
            quiet=True,
            ocr=_OCR,
            ocr_workers=pictures_at_a_time(1, None),
        )
        limits = limits_in_all(self._limits)
        limits = replace(limits, seconds=limits.seconds + seconds_for_pictures(_OCR))
        with self._started(request, limits) as running:
            while not running.ended:
                wait([running])
                for share in running.received():
                    if job is not None:
                        job.share = min(max(share, 0.0), 1.0)
            result = _result(running, limits)
        first = result.outcomes[0] if result.outcomes else None
        if first is None or not first.audited:
            raise NotAudited(first.complaint if first else result.usage_error or "")
        return first.complaint

    def _decided(self) -> bytes:
        """Return the decisions in the folder that follow a report, encoded."""
        decided = tuple(decided_reports(self.workspace.root)) if self.carries else ()
        return encoded(decided) if decided else b""

    def _started(self, request: AuditRequest, limits: Limits) -> "Running[float, DocumentOutcomes]":
        from extract.sandbox.processes import start_process

        if self._server is not None:
            with self._lock:
                return Running(AUDIT, self._server.process(AUDIT, request, limits), limits)
        return Running(AUDIT, start_process(AUDIT, request, limits), limits)


class NotAudited(DocumentError):
    """A document that could not be audited, for a reason that was reported already."""

    def __init__(self, complaint: str) -> None:
        super().__init__()
        self._complaint = complaint

    def text(self, lang: str = "id") -> str:
        """Return why; it was reported in the language of the user."""
        return self._complaint or super().text(lang)


def _result(running: "Running[float, DocumentOutcomes]", limits: Limits) -> DocumentOutcomes:
    """Return what became of a document, or raise why that cannot be determined."""
    try:
        return running.result()
    except WorkerTimeout as error:
        raise AuditTooSlow(seconds=f"{limits.seconds:g}") from error
    except WorkerOutOfMemory as error:
        raise OutOfMemory from error
    except WorkerFailure as error:
        raise WorkerGone from error
