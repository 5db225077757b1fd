"""A job that recognises some pages of a document: each is recorded as soon as it is read.

Who takes up the job of a killed worker reads what is left of its pages. The one that reads the last
page of a document queues its audit.
"""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.errors import DocumentError
from extract.sandbox.pool import limits_in_all
from extract.sandbox.runs import WorkerFailure
from lkj_audit.archive.ingestion.auditing import failure_of, failure_of_worker
from lkj_audit.archive.recognition.page_states import FilePage
from lkj_audit.archive.recognition.picture_pages import (
    give_up_pages,
    picture_plan,
    prepared_plan,
    record_ocr_state,
    record_page,
    record_wanted,
)
from lkj_audit.archive.recognition.recognizing import (
    RECOGNIZE,
    RecognizedPart,
    RecognizeRequest,
    limits_of_recognition,
)
from lkj_audit.archive.records import Failure, State
from lkj_audit.archive.server.following import now, queue_audit
from lkj_audit.archive.server.job_documents import AuditJob, found_document, readable

if TYPE_CHECKING:
    from lkj_audit.archive.server.worker import Worker


class RecognitionJob:
    """What one job reads: the pages that it names, or all of a document of which it is not known
    yet which have pictures.
    """

    def __init__(
        self, worker: "Worker", sha256: str, pages: Sequence[FilePage], job: AuditJob
    ) -> None:
        self._worker, self._job = worker, job
        self._archive, self._sha256, self._pages = worker.archive, sha256, pages
        self._program = worker.settings.program
        self._read = 0

    async def run(self) -> Failure | None:
        """Read the pages that are not read yet, and let follow what does; return why some could
        not be read.
        """
        failure: Failure | None = None
        waiting = await asyncio.to_thread(self._waiting)
        if waiting or not self._pages:
            failure = await self._recognized(waiting)
        plan = await asyncio.to_thread(picture_plan, self._archive, self._sha256)
        if plan.is_read:
            queue = self._worker.queue
            args = (queue, self._archive, self._program, self._sha256, self._job, plan)
            await queue_audit(*args)
        return failure

    def _waiting(self) -> tuple[FilePage, ...]:
        """Return which of the pages wait to be read."""
        plan = prepared_plan(self._archive, self._sha256, self._program, now())
        return tuple(page for page in plan.waiting if not self._pages or page in self._pages)

    async def _recognized(self, waiting: tuple[FilePage, ...]) -> Failure | None:
        document = await asyncio.to_thread(found_document, self._archive, self._sha256)
        if document is None:
            return None  # it was deleted meanwhile
        reading = readable(self._archive, document)
        paths = await asyncio.to_thread(reading.__enter__)
        try:
            if isinstance(paths, Failure):
                return paths
            request = RecognizeRequest(tuple(paths), self._job.limits, waiting, self._job.show_nip)
            limits = limits_of_recognition(limits_in_all(self._job.limits))
            try:
                await self._worker.sandboxed(RECOGNIZE, request, limits, self._take)
            except WorkerFailure as failure:
                return failure_of_worker(failure, limits.seconds)
            except DocumentError as error:
                return failure_of(error)
        finally:
            await asyncio.to_thread(reading.__exit__, None, None, None)
        return None

    async def _take(self, part: RecognizedPart) -> None:
        await asyncio.to_thread(self._record, part)
        if part.page is not None:
            self._read += 1
            total = max(self._read, len(self._pages))
            self._worker.reporter.recognized(
                self._sha256, part.page, part.state.value, self._read, total
            )

    def _record(self, part: RecognizedPart) -> None:
        if part.page is None:
            record_wanted(self._archive, self._sha256, part.wanted, self._program, now())
        else:
            program = self._program.program
            record_page(self._archive, self._sha256, part.page, part.state, part.data, program)

    def give_up(self) -> None:
        """Record that the pages have ended every worker that took them."""
        give_up_pages(self._archive, self._sha256, self._pages, self._program.program)

    def fail(self) -> None:
        """Record that pages could not be read: they are taken up again when somebody asks for
        it.
        """
        record_ocr_state(self._archive, self._sha256, State.FAILED, self._program, now())
