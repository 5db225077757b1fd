"""A worker of an archive on a server: takes jobs from the queues of its stages, works on each
document in a sandbox, and records it.

Any number of workers run on any number of machines. A document is recorded in one transaction, in
which nobody else changes it; a job that is done twice changes nothing. The server may be restarted
at any time: workers wait for it. The jobs of a worker that was killed are found by their missing
heartbeat and put back by the others.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from procrastinate.jobs import Job

from extract.limits import Limits
from extract.sandbox.pool import ProcessSource
from extract.sandbox.runs import Running, wait
from extract.sandbox.tasks import A, P, R, Task
from lkj_audit.archive.errors import NoServer, UnreachableServer
from lkj_audit.archive.ingestion.auditing import (
    failure_of,
)
from lkj_audit.archive.ingestion.reporting import IngestReporter
from lkj_audit.archive.ingestion.run import PRELOADED
from lkj_audit.archive.recognition.page_states import FilePage
from lkj_audit.archive.records import Origin
from lkj_audit.archive.server.audit_job import DocumentAudit
from lkj_audit.archive.server.comparison_jobs import ComparisonJobs
from lkj_audit.archive.server.following import queue_comparison, queue_recognition
from lkj_audit.archive.server.job_documents import AuditJob, found_document
from lkj_audit.archive.server.job_queue import (
    CONNECTION_ERRORS,
    JobQueue,
    JobStage,
    JobTask,
    make_queue,
    queue_name,
)
from lkj_audit.archive.server.recognition_job import RecognitionJob
from lkj_audit.archive.server.retrying import Interrupted, RetryPassing, retry_passing
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.postgres import PostgresAdapter
from lkj_audit.document_tasks import WorkerGone, warm_up
from lkj_audit.exit_codes import ExitCode
from lkj_audit.stopping import stopping

JobFunction = Callable[..., Coroutine[Any, Any, None]]

# how often to look whether anything is left in the queue
_SECONDS_BETWEEN_LOOKS = 0.5
# new jobs are notified; those that are tried again are not
_SECONDS_BETWEEN_FETCHES = 2.0
# how long a worker waits before it asks again for a server that is gone: at first, and at most
_SHORTEST_WAIT, _LONGEST_WAIT = 0.5, 15.0


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


def server_of(archive: Archive) -> PostgresAdapter:
    """Return the adapter of an archive on a server; raise a NoServer where it is a file."""
    if not isinstance(archive.adapter, PostgresAdapter):
        raise NoServer(name=archive.adapter.name)
    return archive.adapter


class Worker:
    """One process that takes jobs; it records what becomes of documents, and calls its reporter."""

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
        self._queue: JobQueue | None = None
        # documents some pages of which have ended every worker
        self._given_up: dict[str, AuditJob] = {}

    @property
    def queue(self) -> JobQueue:
        """The queue, while there is a connection."""
        assert self._queue is not None
        return self._queue

    @property
    def is_stopped(self) -> bool:
        """Whether the process is to end."""
        return self._stop.is_set()

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
        self._queue = queue
        tasks_by_name: dict[JobTask, JobFunction] = {
            JobTask.AUDIT: self._audit,
            JobTask.RECOGNIZE: self._recognize,
            JobTask.SURVEY: self._survey,
            JobTask.COMPARE: self._compare,
        }
        for name, function in tasks_by_name.items():
            queue.app.task(name=name.value, retry=RetryPassing(), pass_context=True)(
                self._remembered(function)
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
            for put_back in await queue.put_back_stalled(
                self.settings.stalled_after, self._give_up
            ):
                self.reporter.log(
                    "put_back",
                    sha256=put_back.task_kwargs["sha256"],
                    task=put_back.task_name,
                    attempts=put_back.attempts + 1,
                )
            for sha256, job in list(self._given_up.items()):
                await queue_recognition(queue, self.archive, self.settings.program, sha256, job)
                del self._given_up[sha256]
            await asyncio.sleep(self.settings.stalled_after / 3)

    def _give_up(self, job: Job) -> None:
        """Record that a document has ended every worker that took it."""
        sha256 = str(job.task_kwargs["sha256"])
        asked = AuditJob.of(job.task_kwargs)
        if job.task_name == JobTask.RECOGNIZE.value:
            RecognitionJob(self, sha256, pages_of(job.task_kwargs), asked).give_up()
            self._given_up[sha256] = asked
            return
        found = found_document(self.archive, sha256) if sha256 else None
        if found is not None:
            DocumentAudit(self, asked).give_up(found, failure_of(WorkerGone()))

    # One document ---------------------------------------------------------------------------------

    def _remembered(self, function: JobFunction) -> JobFunction:
        """Return a function that remembers which job has ended here, and when."""

        async def remembered(context: Any, /, **arguments: Any) -> None:
            self._ended.pop(context.job.id, None)
            try:
                await function(context.job, **arguments)
            finally:
                self._ended[context.job.id] = (context.job.worker_id, time.monotonic())

        return remembered

    async def _audit(self, queued: Job, /, sha256: str, **arguments: Any) -> None:
        """Audit a document, record what came of it, and let follow what does."""
        job = AuditJob.of(arguments)
        found = await asyncio.to_thread(found_document, self.archive, sha256)
        if found is None:
            return  # it was deleted meanwhile
        retry_passing(queued, await DocumentAudit(self, job).run(found))
        program = self.settings.program
        if job.ocr == "off":
            await queue_recognition(self.queue, self.archive, program, sha256, job)
        await queue_comparison(self.queue, program, job)

    async def _recognize(self, queued: Job, /, sha256: str, **arguments: Any) -> None:
        """Recognise pages of a document."""
        job = RecognitionJob(self, sha256, pages_of(arguments), AuditJob.of(arguments))
        failure = await job.run()
        if failure is None:
            return
        self.reporter.log("not_recognized", sha256=sha256, reason=failure.reason_id)
        retry_passing(queued, failure)
        await asyncio.to_thread(job.fail)

    async def _survey(self, _queued: Job, /, **arguments: Any) -> None:
        """Look which reports are to be compared."""
        await ComparisonJobs(self, AuditJob.of(arguments)).survey()

    async def _compare(self, _queued: Job, /, documents: Sequence[str], **arguments: Any) -> None:
        """Compare reports with their relatives."""
        await ComparisonJobs(self, AuditJob.of(arguments)).compare(documents)

    async def sandboxed(
        self,
        task: Task[A, P, R],
        request: A,
        limits: Limits,
        take: Callable[[P], Awaitable[None]] | None = None,
    ) -> R:
        """Return what a sandbox makes of a request; raise an Interrupted where this process is
        to end, a WorkerFailure where there is no result.

        `take` is given the progress.
        """
        running = self._processes.start(task, request, limits)
        try:
            while not running.ended:
                await self._readiness(running)
                if self._stop.is_set():
                    raise Interrupted
                wait([running], 0)
                for progress in running.received():
                    if take is not None:
                        await take(progress)
            return running.result()
        finally:
            running.close()

    async def _readiness(self, running: Running[P, R]) -> None:
        """Wait until a sandbox has something to say, its time is up, or this process is to
        end.
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


def pages_of(arguments: Mapping[str, Any]) -> list[FilePage]:
    """Return the pages that the queue holds of a job."""
    return [(int(file), int(page)) for file, page in arguments.get("pages", ())]


async def until_empty(queue: JobQueue, queues: Sequence[str]) -> bool:
    """Wait until no job of these queues waits, or is being worked on by anybody."""
    while (await queue.waiting(queues)).count:
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
    return True


async def for_ever(_queue: JobQueue) -> bool:
    """Wait for more."""
    await asyncio.Event().wait()
    return True
