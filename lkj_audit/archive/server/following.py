"""Which jobs follow from what has become of a document: its pages with pictures, its audit with
what was read of them, the comparison with its relatives.

What follows is decided by what the archive holds, not by the job that has just ended: a job that is
done twice, or whose worker died behind it, lets the same jobs follow, and each waits only once.
"""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import replace

from lkj_audit.archive.recognition.page_states import FilePage
from lkj_audit.archive.recognition.picture_pages import (
    PicturePlan,
    needs_audit,
    picture_plan,
    record_ocr_state,
)
from lkj_audit.archive.records import Origin, State
from lkj_audit.archive.server.job_documents import AuditJob
from lkj_audit.archive.server.job_queue import JobQueue, JobStage, JobTask
from lkj_audit.archive.storage.database import Archive
from lkj_audit.presentation.provenance import time_of_audit

# how many pages one job reads: few enough that several machines share a document, and so many that
# loading the recogniser does not count
PAGES_A_JOB = 8


async def queue_recognition(
    queue: JobQueue, archive: Archive, program: Origin, sha256: str, job: AuditJob
) -> int:
    """Queue what is left to do with the pictures of a document; return how many jobs are new.

    Pages that wait are shared out to jobs, unless there are some. Once all are read the document is
    audited anew, by a worker that reads pictures where some are withheld.
    """
    plan = await asyncio.to_thread(picture_plan, archive, sha256)
    if plan.waiting:
        if await queue.is_queued(JobStage.OCR, program, sha256):
            return 0
        return await queue.put(
            JobStage.OCR, program, page_jobs(sha256, plan.waiting, job), JobTask.RECOGNIZE
        )
    return await queue_audit(queue, archive, program, sha256, job, plan)


async def queue_audit(
    queue: JobQueue,
    archive: Archive,
    program: Origin,
    sha256: str,
    job: AuditJob,
    plan: PicturePlan,
) -> int:
    """Queue the audit of a document whose pages have been read, unless nothing in them adds to
    their text.
    """
    origin = job.origin(program)
    if await asyncio.to_thread(needs_audit, archive, sha256, plan, origin):
        return await queue.put(
            JobStage.OCR if plan.withheld else JobStage.AUDIT,
            program,
            {f"{sha256}:ocr": {"sha256": sha256, **replace(job, ocr="auto").arguments()}},
            JobTask.AUDIT,
        )
    if plan.is_read:
        await asyncio.to_thread(_record_done, archive, sha256, plan, origin)
    return 0


def page_jobs(
    sha256: str, pages: Sequence[FilePage], job: AuditJob
) -> dict[str, dict[str, object]]:
    """Return a job for every few pages of a document, by what locks it."""
    arguments = job.arguments()
    jobs = {}
    for start in range(0, len(pages), PAGES_A_JOB):
        some = [list(page) for page in pages[start : start + PAGES_A_JOB]]
        file, first = some[0]
        jobs[f"{sha256}:{file}.{first}"] = {"sha256": sha256, "pages": some, **arguments}
    return jobs


def _record_done(archive: Archive, sha256: str, plan: PicturePlan, origin: Origin) -> None:
    """Record that nothing is left to do: what was read is in an audit, or adds nothing."""
    assert not plan.waiting
    record_ocr_state(archive, sha256, State.DONE, origin, now())


async def queue_comparison(queue: JobQueue, program: Origin, job: AuditJob) -> int:
    """Queue a look at which reports are to be compared, unless documents still wait to be audited:
    the last of them does it.
    """
    if await queue.has_waiting(JobStage.AUDIT, program):
        return 0
    return await queue_survey(queue, program, job)


async def queue_survey(queue: JobQueue, program: Origin, job: AuditJob) -> int:
    """Queue a look at which reports are to be compared; one that waits is enough."""
    key = f"survey:{job.profile_digest}"
    arguments = {"sha256": "", **replace(job, ocr="off").arguments()}
    # one that is being worked on may have looked too early
    return await queue.put(
        JobStage.CROSS_CHECK, program, {key: arguments}, JobTask.SURVEY, again=True
    )


def now() -> str:
    """Return the time as the archive writes it."""
    return f"{time_of_audit(os.environ):%Y-%m-%dT%H:%M:%SZ}"
