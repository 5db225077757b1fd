"""A job that audits a document, and records what came of it."""

import asyncio
import os
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.sandbox.pool import limits_in_all
from extract.sandbox.runs import WorkerFailure
from lkj_audit.archive.errors import UnreachableServer, UnstorableValue
from lkj_audit.archive.ingestion.auditing import INGEST, IngestRequest, failure_of_worker
from lkj_audit.archive.ingestion.planning import DiscoveredDocument
from lkj_audit.archive.recognition.picture_pages import (
    known_pages,
    record_ocr_state,
    record_unaudited,
    record_wanted,
)
from lkj_audit.archive.recognition.recognizing import limits_of_recognition
from lkj_audit.archive.records import Failure, IngestResult, Origin, State
from lkj_audit.archive.server.job_documents import AuditJob, readable
from lkj_audit.archive.storage.revisions import has_audit, record_report
from lkj_audit.archive.storage.store import CHANGED
from lkj_audit.archive.storage.writer import record_sightings
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.provenance import time_of_audit

if TYPE_CHECKING:
    from lkj_audit.archive.server.worker import Worker

# how long a document that is done waits to be recorded while the server is gone
_SECONDS_TO_RECORD = 300.0
_SECONDS_BETWEEN_TRIES = 0.5


class DocumentAudit:
    """What one job does with a document."""

    def __init__(self, worker: "Worker", job: AuditJob) -> None:
        self._worker, self._job = worker, job
        self._origin = job.origin(worker.settings.program)

    async def run(self, document: DiscoveredDocument) -> Failure | None:
        """Audit a document, unless that is done, and return why it could not be."""
        # the worker that had done it may not have been able to say so, or what follows
        if await asyncio.to_thread(self._has_audit, document.sighting.sha256, self._origin):
            return None
        return await self._recorded(
            document, await self._audited(document, self._job), self._origin
        )

    def give_up(self, document: DiscoveredDocument, failure: Failure) -> None:
        """Record that a document has ended every worker that took it."""
        self._record(document, IngestResult(failure=failure), self._origin)
        self._worker.reporter.failed(document, failure)

    def _has_audit(self, sha256: str, origin: Origin) -> bool:
        """Return whether a document has such an audit, or one with its pictures."""
        origins = {origin, origin.with_ocr()}
        return any(has_audit(self._worker.archive, sha256, origin) for origin in origins)

    async def _audited(self, document: DiscoveredDocument, job: AuditJob) -> IngestResult:
        """Return what a sandbox makes of a document."""
        with ExitStack() as stack:
            paths = await asyncio.to_thread(
                stack.enter_context, readable(self._worker.archive, document)
            )
            if isinstance(paths, Failure):
                return IngestResult(failure=paths)
            path, *annexes = paths
            audited_at = time_of_audit(os.environ)
            request = IngestRequest(path, job.profile, job.show_nip, job.limits, audited_at)
            limits = limits_in_all(job.limits)
            if annexes:
                names = tuple(file.source.file_name for file in document.files)
                request = replace(request, annexes=tuple(annexes), names=names)
            if job.ocr != "off":
                known = await asyncio.to_thread(
                    known_pages, self._worker.archive, document.sighting.sha256
                )
                request = replace(request, ocr=job.ocr, known=known)
                limits = limits_of_recognition(limits)
            try:
                return await self._worker.sandboxed(INGEST, request, limits)
            except WorkerFailure as failure:
                return IngestResult(failure=failure_of_worker(failure, limits.seconds))

    async def _recorded(
        self, document: DiscoveredDocument, result: IngestResult, origin: Origin
    ) -> Failure | None:
        """Record what came of a document, once the server is there, report it, and return why it
        was not audited.
        """
        until = time.monotonic() + _SECONDS_TO_RECORD
        while True:
            try:
                document, failure = await asyncio.to_thread(self._record, document, result, origin)
                break
            except UnreachableServer:
                if self._worker.is_stopped or time.monotonic() > until:
                    raise
                await asyncio.sleep(_SECONDS_BETWEEN_TRIES)
        self._worker.recorded.add(document.sighting.sha256)
        if failure is not None:
            self._worker.reporter.failed(document, failure)
            self._worker.code = max(self._worker.code, code_of(failure))
        elif result.report is not None:
            self._worker.reporter.audited(document, result.report)
        return failure

    def _record(
        self, document: DiscoveredDocument, result: IngestResult, origin: Origin
    ) -> tuple[DiscoveredDocument, Failure | None]:
        """Record what came of a document in one transaction, and return the document and why it was
        not audited.
        """
        now = f"{time_of_audit(os.environ):%Y-%m-%dT%H:%M:%SZ}"
        failure, report = result.failure, result.report
        archive, sha256 = self._worker.archive, document.sighting.sha256
        if result.pictures:
            record_wanted(archive, sha256, result.pictures, origin, now)
        if report is not None and report.sha256 != document.sighting.sha256 and document.parts:
            failure, report = CHANGED, None
        if report is not None:
            if report.sha256 != document.sighting.sha256:
                # the file has changed since it was hashed: what was read is what is stored
                document = replace(
                    document, sighting=replace(document.sighting, sha256=report.sha256)
                )
                record_sightings(archive, [document.sighting], now)
            try:
                record_report(archive, report, origin)
            except UnstorableValue as error:  # other documents can be stored
                failure = Failure(
                    State.FAILED, "ProgramFault", error.text(Lang.ID), error.text(Lang.EN)
                )
        if failure is not None:
            record_unaudited(archive, document.sighting, failure, origin, now)
        elif origin.reads_pictures:
            record_ocr_state(archive, sha256, State.DONE, origin, now)
        return document, failure


def code_of(failure: Failure) -> ExitCode:
    """Return the exit code that a document without an audit stands for."""
    return ExitCode.UNOPENABLE if failure.state is State.FAILED else ExitCode.NO_TABLE
