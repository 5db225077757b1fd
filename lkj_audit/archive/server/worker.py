"""A worker of an archive on a server: takes jobs from the queue, works on each document in a
sandbox, and records it.

Any number of workers run on any number of machines. A document is recorded in one transaction, in
which nobody else changes it; a job that is done twice changes nothing. The server may be restarted
at any time: workers wait for it. The jobs of a worker that was killed are found by their missing
heartbeat and put back by the others.
"""

import asyncio
import os
import sys
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from extract.limits import Limits
from extract.sandbox.pool import ProcessSource, limits_in_all
from extract.sandbox.runs import Running, WorkerFailure, wait
from lkj_audit.archive.errors import ArchiveError, NoServer, UnreachableServer, UnstorableValue
from lkj_audit.archive.ingestion.auditing import (
    INGEST,
    PASSING,
    IngestRequest,
    failure_of,
    failure_of_worker,
)
from lkj_audit.archive.ingestion.planning import DiscoveredDocument
from lkj_audit.archive.ingestion.reporting import IngestReporter
from lkj_audit.archive.ingestion.run import PRELOADED
from lkj_audit.archive.records import Failure, IngestResult, Origin, State
from lkj_audit.archive.server.job_documents import AuditJob, found_document, readable
from lkj_audit.archive.server.job_queue import (
    CONNECTION_ERRORS,
    JobQueue,
    JobStage,
    make_queue,
    queue_name,
)
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.postgres import PostgresAdapter
from lkj_audit.archive.storage.revisions import has_audit, record_report
from lkj_audit.archive.storage.store import CHANGED
from lkj_audit.archive.storage.writer import record_failure, record_sightings
from lkj_audit.document_tasks import WorkerGone, warm_up
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.provenance import time_of_audit
from lkj_audit.stopping import stopping

T = TypeVar("T")

# how often the queue is asked whether anything is left
_SECONDS_BETWEEN_LOOKS = 0.5
# new jobs are notified; those that are tried again are not
_SECONDS_BETWEEN_FETCHES = 2.0
# how long a worker waits before it asks again for a server that is gone: at first, and at most
_SHORTEST_WAIT, _LONGEST_WAIT = 0.5, 15.0
# how long a document that is done waits to be recorded while the server is gone
_SECONDS_TO_RECORD = 300.0
# before a document that could not be read for a passing reason is tried again, by the number of
# attempts
_RETRY_SECONDS = (5, 20)


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker does: stages, how many documents at a time, and when another worker counts as
    dead (seconds).

    `patience` is how long it waits for a server that is gone, without an end where it is None.
    """

    program: Origin
    stages: Sequence[JobStage]
    jobs: int
    stalled_after: float
    patience: float | None = None

    @property
    def queues(self) -> list[str]:
        """The queues that it takes jobs from."""
        return [queue_name(stage, self.program) for stage in self.stages]


class Interrupted(Exception):  # named for what happened
    """The worker is instructed to end while it works on a document: another worker takes the
    job.
    """


class Passing(Exception):  # named for what happened
    """A document could not be read for a reason that may be gone soon."""


class RetryPassing(BaseRetryStrategy):
    """When a job is tried again: at once where its worker was instructed to end, later where the
    reason may pass.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when, or None where it is not."""
        if isinstance(exception, Interrupted):
            return RetryDecision(retry_in={"seconds": 0})
        if isinstance(exception, (Passing, ArchiveError)) and job.attempts < len(_RETRY_SECONDS):
            return RetryDecision(retry_in={"seconds": _RETRY_SECONDS[job.attempts]})
        return None


def server_of(archive: Archive) -> PostgresAdapter:
    """Return the adapter of an archive on a server; raise a NoServer where it is a file."""
    if not isinstance(archive.adapter, PostgresAdapter):
        raise NoServer(name=archive.adapter.name)
    return archive.adapter


class Worker:
    """One process that takes jobs; it records what becomes of documents, and tells its reporter."""

    def __init__(
        self, archive: Archive, settings: WorkerSettings, reporter: IngestReporter
    ) -> None:
        self.archive, self.settings, self.reporter = archive, settings, reporter
        self.code = ExitCode.AUDITED
        self.recorded: set[str] = set()
        self._adapter = server_of(archive)
        self._schema = make_queue(archive)
        self._processes = ProcessSource(PRELOADED, warm_up)
        self._stop = asyncio.Event()
        self._task: asyncio.Task[Any] | None = None
        # jobs that have ended here, with their worker's number and the time: the server may have
        # been gone just then
        self._ended: dict[int, tuple[int, float]] = {}

    def run(self, work: Callable[[JobQueue], Coroutine[Any, Any, bool]]) -> None:
        """Take jobs while `work`, which looks at the queue beside that, says that it is not done.

        `work` is called anew whenever the server was gone. Ends early where the process is
        instructed to end.
        """
        factory = asyncio.SelectorEventLoop if sys.platform == "win32" else None
        self._processes.prepare()  # before there are threads and connections
        try:
            with (
                asyncio.Runner(loop_factory=factory) as runner,
                stopping(runner.get_loop(), self.stop),
            ):
                runner.run(self._run(work))
        finally:
            self._processes.close()

    def stop(self) -> None:
        """Give back what is being worked on, and end."""
        self._stop.set()
        if self._task is not None:
            self._task.cancel()

    async def _run(self, work: Callable[[JobQueue], Coroutine[Any, Any, bool]]) -> None:
        gone_since: float | None = None
        pause = _SHORTEST_WAIT
        asyncio.get_running_loop().set_exception_handler(self._log_failure)
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                if await self._connected(work):
                    return
                failure = "…"
            except CONNECTION_ERRORS as error:
                failure = str(error.__cause__ or error)
            except asyncio.CancelledError:
                if self._stop.is_set():
                    return
                raise
            if time.monotonic() - began > _LONGEST_WAIT:  # it worked for a while
                gone_since, pause = None, _SHORTEST_WAIT
            gone_since = gone_since or time.monotonic()
            patience = self.settings.patience
            if patience is not None and time.monotonic() - gone_since > patience:
                raise UnreachableServer(name=self._adapter.name, reason=failure)
            self.reporter.log("waiting", reason=failure)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), pause)
            pause = min(2 * pause, _LONGEST_WAIT)

    async def _connected(self, work: Callable[[JobQueue], Coroutine[Any, Any, bool]]) -> bool:
        """Take jobs over one connection; return whether `work` is done."""
        queue = JobQueue(self._adapter, self._schema, self.settings.jobs + 3)
        queue.app.task(name=JobStage.AUDIT.value, retry=RetryPassing(), pass_context=True)(
            self._audit
        )
        self._task = asyncio.current_task()  # to be cancelled while it waits for a server
        async with queue.opened():
            look = self._task = asyncio.create_task(work(queue))
            tasks: list[asyncio.Task[Any]] = [
                look,
                *(
                    asyncio.create_task(one)
                    for one in (self._take_jobs(queue), self._rescue(queue))
                ),
            ]
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                return await look if look.done() and not look.cancelled() else self._stop.is_set()
            finally:
                for task in tasks:
                    task.cancel()
                ended = await asyncio.gather(*tasks, return_exceptions=True)
                for failure in ended:
                    if isinstance(failure, Exception):
                        raise failure

    async def _take_jobs(self, queue: JobQueue) -> None:
        """Run Procrastinate's worker until it is cancelled, or until its connection is lost."""
        seconds = self.settings.stalled_after
        await queue.app.run_worker_async(
            queues=self.settings.queues,
            concurrency=self.settings.jobs,
            install_signal_handlers=False,
            delete_jobs="successful",
            update_heartbeat_interval=seconds / 3,
            stalled_worker_timeout=seconds,
            fetch_job_polling_interval=min(_SECONDS_BETWEEN_FETCHES, seconds / 3),
        )

    def _log_failure(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Log what nobody waits for: a job whose end could not be determined to the server."""
        self.reporter.log("failure", reason=str(context.get("exception") or context["message"]))

    async def _rescue(self, queue: JobQueue) -> None:
        """Put back what dead workers have left, and what this one has done and could not say so,
        again and again.
        """
        while True:
            before = time.monotonic() - self.settings.stalled_after
            untold = {
                number: worker for number, (worker, ended) in self._ended.items() if ended < before
            }
            await queue.put_back_untold(untold)
            for number in untold:
                del self._ended[number]
            for job in await queue.put_back_stalled(self.settings.stalled_after, self._give_up):
                self.reporter.log(
                    "put_back", sha256=job.task_kwargs["sha256"], attempts=job.attempts + 1
                )
            await asyncio.sleep(self.settings.stalled_after / 3)

    def _give_up(self, job: Job) -> None:
        """Record that a document has ended every worker that took it."""
        sha256 = str(job.task_kwargs["sha256"])
        found = found_document(self.archive, sha256)
        if found is not None:
            origin = AuditJob.of(job.task_kwargs).origin(self.settings.program)
            _, failure = self._record(found, IngestResult(failure=failure_of(WorkerGone())), origin)
            assert failure is not None
            self.reporter.failed(found, failure)

    # One document ---------------------------------------------------------------------------------

    async def _audit(self, context: Any, /, sha256: str, **arguments: Any) -> None:
        """Audit a document and record what came of it."""
        self._ended.pop(context.job.id, None)
        try:
            await self._audit_document(context.job, sha256, arguments)
        finally:
            self._ended[context.job.id] = (context.job.worker_id, time.monotonic())

    async def _audit_document(self, queued: Job, sha256: str, arguments: Mapping[str, Any]) -> None:
        job = AuditJob.of(arguments)
        origin = job.origin(self.settings.program)
        found = await asyncio.to_thread(found_document, self.archive, sha256)
        if found is None or await asyncio.to_thread(has_audit, self.archive, sha256, origin):
            return  # it was deleted meanwhile, or the worker that had done it could not say so
        with ExitStack() as stack:
            paths = await asyncio.to_thread(stack.enter_context, readable(self.archive, found))
            if isinstance(paths, Failure):
                result = IngestResult(failure=paths)
            else:
                at = time_of_audit(os.environ)
                path, *annexes = paths
                request = IngestRequest(path, job.profile, job.show_nip, job.limits, at)
                if annexes:
                    names = tuple(file.source.file_name for file in found.files)
                    request = replace(request, annexes=tuple(annexes), names=names)
                result = await self._sandboxed(request, limits_in_all(job.limits))
        await self._recorded(found, result, origin)
        if (
            result.failure is not None
            and result.failure.code in PASSING
            and queued.attempts < len(_RETRY_SECONDS)
        ):
            raise Passing(result.failure.reason_en)

    async def _sandboxed(self, request: IngestRequest, limits: Limits) -> IngestResult:
        """Return what a sandbox makes of a document; raise an Interrupted where this process is
        instructed to end.
        """
        running = self._processes.start(INGEST, request, limits)
        try:
            while not running.ended:
                await self._readiness(running)
                if self._stop.is_set():
                    raise Interrupted
                wait([running], 0)
                running.received()
            return running.result()
        except WorkerFailure as failure:
            return IngestResult(failure=failure_of_worker(failure, limits.seconds))
        finally:
            running.close()

    async def _readiness(self, running: Running[float, IngestResult]) -> None:
        """Wait until a sandbox has something to say, its time is up, or this process is instructed
        to end.
        """
        loop = asyncio.get_running_loop()
        ready = asyncio.Event()
        loop.add_reader(running.fileno(), ready.set)
        waits = [asyncio.create_task(event.wait()) for event in (ready, self._stop)]
        try:
            left = max(0.0, running.deadline - time.monotonic())
            await asyncio.wait(waits, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        finally:
            loop.remove_reader(running.fileno())
            for one in waits:
                one.cancel()

    async def _recorded(
        self, found: DiscoveredDocument, result: IngestResult, origin: Origin
    ) -> None:
        """Record what came of a document, once the server is there, and tell it."""
        until = time.monotonic() + _SECONDS_TO_RECORD
        while True:
            try:
                found, failure = await asyncio.to_thread(self._record, found, result, origin)
                break
            except UnreachableServer:
                if self._stop.is_set() or time.monotonic() > until:
                    raise
                await asyncio.sleep(_SHORTEST_WAIT)
        self.recorded.add(found.sighting.sha256)
        if failure is not None:
            self.reporter.failed(found, failure)
            self.code = max(self.code, code_of(failure))
        elif result.report is not None:
            self.reporter.audited(found, result.report)

    def _record(
        self, found: DiscoveredDocument, result: IngestResult, origin: Origin
    ) -> tuple[DiscoveredDocument, Failure | None]:
        """Record what came of a document in one transaction, and return the document and why it was
        not audited.
        """
        now = f"{time_of_audit(os.environ):%Y-%m-%dT%H:%M:%SZ}"
        failure, report = result.failure, result.report
        if report is not None and report.sha256 != found.sighting.sha256 and found.parts:
            failure, report = CHANGED, None
        if report is not None:
            if report.sha256 != found.sighting.sha256:
                # the file has changed since it was hashed: what was read is what is stored
                found = replace(found, sighting=replace(found.sighting, sha256=report.sha256))
                record_sightings(self.archive, [found.sighting], now)
            try:
                record_report(self.archive, report, origin)
            except UnstorableValue as error:  # other documents can be stored
                failure = Failure(
                    State.FAILED, "ProgramFault", error.text(Lang.ID), error.text(Lang.EN)
                )
        if failure is not None:
            record_failure(self.archive, found.sighting, failure, origin, now)
        return found, failure


def code_of(failure: Failure) -> ExitCode:
    """Return the exit code that a document without an audit stands for."""
    return ExitCode.UNOPENABLE if failure.state is State.FAILED else ExitCode.NO_TABLE


async def until_empty(queue: JobQueue, queues: Sequence[str]) -> bool:
    """Wait until no job of these queues waits, or is being worked on by anybody."""
    while (await queue.waiting(queues)).count:
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
    return True


async def for_ever(_queue: JobQueue) -> bool:
    """Wait for more."""
    await asyncio.Event().wait()
    return True
