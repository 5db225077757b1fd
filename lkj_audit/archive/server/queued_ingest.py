"""A run of `lkj ingest` on a server: documents are queued, and worked on by this process and all
workers there are.

The run ends when its documents are done, as it does with SQLite: who has no worker running gets the
same result from the same command, and workers on other machines make it faster.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from extract.errors import ImagesOnly, NoTables
from lkj_audit.archive.ingestion.auditing import failure_of
from lkj_audit.archive.ingestion.planning import DiscoveredDocument
from lkj_audit.archive.ingestion.reporting import IngestReporter
from lkj_audit.archive.ingestion.run import IngestSummary, find_wanted
from lkj_audit.archive.ingestion.settings import IngestSettings
from lkj_audit.archive.ingestion.sources import BadZip, unreadable
from lkj_audit.archive.recognition.picture_pages import documents_with_pictures, picture_plan
from lkj_audit.archive.records import Failure, Origin, Stage, State
from lkj_audit.archive.server.audit_job import code_of
from lkj_audit.archive.server.following import queue_recognition, queue_survey
from lkj_audit.archive.server.job_documents import AuditJob
from lkj_audit.archive.server.job_queue import (
    CONNECTION_ERRORS,
    JobQueue,
    JobStage,
    JobTask,
    make_queue,
    queue_name,
)
from lkj_audit.archive.server.worker import (
    Worker,
    WorkerSettings,
    server_of,
    until_empty,
)
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.schema import (
    DOCUMENT,
    FINDING,
    PRINTED_TABLE,
    QUARANTINE,
    REVISION,
    STAGE,
)
from lkj_audit.archive.storage.store import store_of
from lkj_audit.archive.storage.writer import record_failure
from lkj_audit.exit_codes import ExitCode
from lkj_audit.stopping import Stopped, exit_code, stopping
from validate.findings import Message

# how many documents are copied and queued before workers can begin with them
_AT_ONCE = 100
_SECONDS_BETWEEN_LOOKS = 0.5
# how long a run waits for a server that is gone
_PATIENCE = 120.0

NOT_DONE = Failure(
    State.FAILED,
    "unreadable",
    *Message(
        "Dokumen ini belum selesai dikerjakan; jalankan perintah yang sama sekali lagi.",
        "The document has not been done; run the same command again.",
    ),
)


def ingest_queued(
    archive: Archive,
    paths: Sequence[Path],
    settings: IngestSettings,
    reporter: IngestReporter,
    *,
    only_queue: bool,
    stalled_after: float,
) -> IngestSummary:
    """Bring what lies under these paths into an archive on a server; with `only_queue` leave the
    work to workers.
    """
    with archive.kept_open() as kept:
        return _ingested(
            kept, paths, settings, reporter, only_queue=only_queue, stalled_after=stalled_after
        )


def _ingested(
    archive: Archive,
    paths: Sequence[Path],
    settings: IngestSettings,
    reporter: IngestReporter,
    *,
    only_queue: bool,
    stalled_after: float,
) -> IngestSummary:
    server_of(archive)
    found, wanted = find_wanted(archive, paths, settings, reporter)
    code = ExitCode.UNOPENABLE if found.refusals else ExitCode.AUDITED
    run = _QueuedRun(archive, settings, reporter, wanted)
    standing = len(found.documents) - len(wanted)
    if only_queue:
        queued = run.queue_all()
        return IngestSummary(found, standing, max(code, run.code), queued)
    code = max(code, run.work(stalled_after))
    unread = len(documents_with_pictures(archive))
    return IngestSummary(found, standing, code, unread=unread)


class _QueuedRun:
    """The documents of one run: those that are not queued yet, and what becomes of all."""

    def __init__(
        self,
        archive: Archive,
        settings: IngestSettings,
        reporter: IngestReporter,
        wanted: Sequence[DiscoveredDocument],
    ) -> None:
        self.archive, self.settings, self.reporter = archive, settings, reporter
        self.code = ExitCode.AUDITED
        self._wanted = {one.sighting.sha256: one for one in wanted}
        self._unqueued = list(wanted)
        self._program = replace(settings.origin, profile="", profile_name=None)
        stages = [JobStage.AUDIT, JobStage.CROSS_CHECK]
        self._stages = [JobStage.OCR, *stages] if settings.reads_pictures else stages
        self._last = 0
        self._job = AuditJob(
            settings.profile,
            settings.origin.profile,
            settings.origin.profile_name,
            settings.show_nip,
            settings.limits,
        )

    def queue_all(self) -> int:
        """Queue the documents and return how many are new in the queue."""
        adapter = server_of(self.archive)
        queue = JobQueue(adapter, make_queue(self.archive))

        async def put() -> int:
            async with queue.opened():
                return await self._queue(queue)

        factory = asyncio.SelectorEventLoop if sys.platform == "win32" else None
        with asyncio.Runner(loop_factory=factory) as runner:
            task = runner.get_loop().create_task(put())
            with stopping(runner.get_loop(), partial(_cancel, task)):
                try:
                    return runner.get_loop().run_until_complete(task)
                except asyncio.CancelledError:
                    raise Stopped from None
                except CONNECTION_ERRORS as error:
                    raise adapter.connection_error(error.__cause__ or error) from error

    def work(self, stalled_after: float) -> ExitCode:
        """Queue the documents, work on the queue until they are done, and return the highest exit
        code.
        """
        settings = WorkerSettings(
            self._program, tuple(self._stages), self.settings.jobs, stalled_after, _PATIENCE
        )
        worker = Worker(self.archive, settings, self.reporter)
        worker.run(self._look)
        if exit_code() is not None:
            raise Stopped
        elsewhere = [sha256 for sha256 in self._wanted if sha256 not in worker.recorded]
        if self.settings.reads_pictures:
            elsewhere = [
                sha256 for sha256 in elsewhere if picture_plan(self.archive, sha256).telling
            ]
        for sha256, outcome in outcomes(self.archive, elsewhere, self.settings.audit_origin):
            self._tell(self._wanted[sha256], outcome)
        return max(self.code, worker.code)

    async def _look(self, queue: JobQueue) -> bool:
        """Queue what is not queued yet, then wait until all of it is done, and compared."""
        await self._queue(queue)
        audits = [queue_name(JobStage.AUDIT, self._program)]
        self._last = max(self._last, await queue.last_job(audits))
        while (left := await queue.waiting(audits, self._last)).count:
            self.reporter.moves(max(0.0, float(len(self._wanted) - left.count)))
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        if self.settings.reads_pictures:  # pages, and the audits that follow from them
            await until_empty(queue, [queue_name(stage, self._program) for stage in self._stages])
        await queue_survey(queue, self._program, self._job)
        return await until_empty(queue, [queue_name(JobStage.CROSS_CHECK, self._program)])

    async def _queue(self, queue: JobQueue) -> int:
        """Copy and queue documents, some at a time, and return how many are new in the queue."""
        new = 0
        while self._unqueued:
            some = self._unqueued[:_AT_ONCE]
            copied = await asyncio.to_thread(self._copied, some)
            if self.settings.reads_pictures:
                for sha256 in copied:
                    new += await self._queue_pictures(queue, sha256)
            else:
                jobs = dict.fromkeys(copied, self._job.arguments())
                new += await queue.put(JobStage.AUDIT, self._program, jobs)
            del self._unqueued[: len(some)]
        if not self.settings.reads_pictures:
            # what is left to do with pictures is queued again where the queue was made anew
            queued = await queue.documents_queued(JobStage.OCR, self._program)
            for sha256 in await asyncio.to_thread(documents_with_pictures, self.archive):
                if sha256 not in queued:
                    await self._queue_pictures(queue, sha256)
        return new

    async def _queue_pictures(self, queue: JobQueue, sha256: str) -> int:
        """Queue what is left to do with the pictures of a document; all of its pages in one job
        where it is not known which have some.
        """
        plan = await asyncio.to_thread(picture_plan, self.archive, sha256)
        if plan.pages:
            args = (queue, self.archive, self._program, sha256, self._job)
            return await queue_recognition(*args)
        jobs = {f"{sha256}:": {"sha256": sha256, **self._job.arguments()}}
        return await queue.put(JobStage.OCR, self._program, jobs, JobTask.RECOGNIZE)

    def _copied(self, documents: Sequence[DiscoveredDocument]) -> list[str]:
        """Copy documents where that is asked for, and return the hashes of those that workers can
        read.
        """
        store = store_of(self.archive, self.settings.copy)
        copied = []
        for one in documents:
            try:
                if store is not None:
                    store.put_all(
                        [(file.source, file.sighting.sha256) for file in one.files],
                        one.sighting.sha256,
                    )
            except BadZip as error:
                self._fail(one, error.failure)
            except OSError as error:
                self._fail(one, unreadable(error))
            else:
                copied.append(one.sighting.sha256)
        return copied

    def _fail(self, one: DiscoveredDocument, failure: Failure) -> None:
        record_failure(self.archive, one.sighting, failure, self.settings.origin, self.settings.now)
        del self._wanted[one.sighting.sha256]
        self._tell(one, failure)

    def _tell(
        self, one: DiscoveredDocument, outcome: "Failure | tuple[int, int, int, float]"
    ) -> None:
        if isinstance(outcome, Failure):
            self.reporter.failed(one, outcome)
            self.code = max(self.code, code_of(outcome))
        else:
            pages, tables, findings, seconds = outcome
            self.reporter.recorded(
                one, pages=pages, tables=tables, findings=findings, seconds=seconds
            )


def _cancel(task: "asyncio.Task[int]") -> None:
    task.cancel()


def outcomes(
    archive: Archive, hashes: Sequence[str], origin: Origin
) -> Iterator[tuple[str, Failure | tuple[int, int, int, float]]]:
    """Yield what has become of documents: pages, tables, findings and seconds of an audit, or why
    there is none.
    """
    own = (
        (REVISION.c.document_id == DOCUMENT.c.id)
        & (REVISION.c.program == origin.program)
        & (REVISION.c.rule_set == origin.rule_set)
        & (REVISION.c.profile == origin.profile)
    )
    read = (STAGE.c.document_id == DOCUMENT.c.id) & (STAGE.c.stage == Stage.READ.value)
    tables = (
        select(func.count()).where(PRINTED_TABLE.c.revision_id == REVISION.c.id).scalar_subquery()
    )
    findings = select(func.count()).where(FINDING.c.revision_id == REVISION.c.id).scalar_subquery()
    query = select(
        DOCUMENT.c.sha256,
        STAGE.c.state,
        QUARANTINE.c.code,
        QUARANTINE.c.reason_id,
        QUARANTINE.c.reason_en,
        REVISION.c.pages,
        REVISION.c.seconds,
        tables.label("tables"),
        findings.label("findings"),
    ).select_from(
        DOCUMENT.outerjoin(STAGE, read)
        .outerjoin(QUARANTINE, QUARANTINE.c.sha256 == DOCUMENT.c.sha256)
        .outerjoin(REVISION, own)
    )
    for start in range(0, len(hashes), _AT_ONCE):
        with archive.transaction() as connection:
            rows = connection.execute(
                query.where(DOCUMENT.c.sha256.in_(hashes[start : start + _AT_ONCE]))
            ).all()
        for row in rows:
            if row.pages is not None:
                yield row.sha256, (row.pages, row.tables, row.findings, row.seconds)
            elif row.code is not None:
                yield row.sha256, Failure(State.FAILED, row.code, row.reason_id, row.reason_en)
            else:
                broken = {State.SCAN: ImagesOnly, State.NO_TABLES: NoTables}.get(row.state)
                yield row.sha256, failure_of(broken()) if broken is not None else NOT_DONE
