"""Jobs that hold reports against their relatives: one looks which are due, and queues the others,
each for some of them.

A report is compared by one job at a time, and recorded only where nothing has changed meanwhile:
what two jobs do twice is there once.
"""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.sandbox.pool import limits_in_all
from extract.sandbox.runs import WorkerFailure
from lkj_audit.archive.comparisons.comparing import COMPARE, CompareResult
from lkj_audit.archive.comparisons.crosschecks import (
    CompareSettings,
    Requests,
    due,
    record_cross_check,
)
from lkj_audit.archive.server.following import now
from lkj_audit.archive.server.job_documents import AuditJob
from lkj_audit.archive.server.job_queue import JobStage, JobTask

if TYPE_CHECKING:
    from lkj_audit.archive.server.worker import Worker

# how many reports one job compares, and how many jobs are made of many: each looks at the whole
# archive once
_REPORTS_A_JOB, _MOST_JOBS = 20, 200


class ComparisonJobs:
    """What a worker does with reports that are to be compared."""

    def __init__(self, worker: "Worker", job: AuditJob) -> None:
        self._worker, self._job = worker, job
        self._program = worker.settings.program
        self._settings = CompareSettings(
            job.origin(self._program), job.profile, job.show_nip, job.limits, 1, now()
        )

    async def survey(self) -> None:
        """Queue the comparison of every report that is due."""
        wanted = await asyncio.to_thread(due, self._worker.archive, self._settings)
        hashes = sorted(comparison.own.sha256 for comparison in wanted.comparisons)
        size = max(_REPORTS_A_JOB, -(-len(hashes) // _MOST_JOBS))
        arguments = self._job.arguments()
        jobs = {}
        for start in range(0, len(hashes), size):
            some = hashes[start : start + size]
            jobs[f"compare:{some[0]}:{some[-1]}:{len(some)}"] = {
                "sha256": "",
                "documents": some,
                **arguments,
            }
        await self._worker.queue.put(
            JobStage.CROSS_CHECK, self._program, jobs, JobTask.COMPARE, again=True
        )

    async def compare(self, documents: Sequence[str]) -> None:
        """Compare those of the reports that are still due."""
        worker, settings = self._worker, self._settings
        wanted = await asyncio.to_thread(due, worker.archive, settings, documents)
        requests = Requests(worker.archive, wanted, settings)
        limits = limits_in_all(settings.limits)
        for place, comparison in enumerate(wanted.comparisons):
            request = await asyncio.to_thread(requests.__getitem__, place)
            try:
                result = await worker.sandboxed(COMPARE, request, limits)
            except WorkerFailure:
                result = CompareResult()
            kept = result.cross_check
            args = (worker.archive, comparison, kept, settings)
            if await asyncio.to_thread(record_cross_check, *args):
                worker.reporter.compared(kept)
