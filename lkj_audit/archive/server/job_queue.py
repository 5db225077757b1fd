"""The queue of an archive on a server: one job a document and stage, kept by Procrastinate in the
same database.

The queue has a PostgreSQL schema of its own beside the archive's. It holds nothing that the archive
does not know: what is missing is queued again by the next `lkj ingest`, so that a queue of another
version of Procrastinate is made anew.
"""

import hashlib
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from procrastinate import App, PsycopgConnector, exceptions
from procrastinate.jobs import Job, Status
from procrastinate.schema import SchemaManager
from procrastinate.utils import utcnow
from psycopg import OperationalError
from sqlalchemy import Connection, text

from lkj_audit.archive.errors import QueueInUse
from lkj_audit.archive.records import Origin
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.postgres import PostgresAdapter

# what says that the database is gone for the moment: Procrastinate's own error, and that of the
# pool of connections
CONNECTION_ERRORS = (exceptions.ConnectorException, OperationalError)
# a job that has been begun so often, and whose worker died each time, is not begun again
MOST_ATTEMPTS = 5
# how long the queue waits for a connection before it says that there is none
_SECONDS_TO_CONNECT = 5.0
_AT_ONCE = 500


class JobStage(StrEnum):
    """What is done with documents; each stage has a queue of its own, so that a worker can
    choose.
    """

    AUDIT = "audit"
    OCR = "ocr"
    CROSS_CHECK = "cross-check"


class JobTask(StrEnum):
    """What one job does: audits a document, recognises some of its pages, looks which reports are
    to be compared, compares some.
    """

    AUDIT = "audit"
    RECOGNIZE = "recognize"
    SURVEY = "survey"
    COMPARE = "compare"


def queue_name(stage: JobStage, origin: Origin) -> str:
    """Return the queue of a stage: workers of another program or rule set leave its jobs alone.

    >>> queue_name(JobStage.AUDIT, Origin("0.1.0", "13c20f80b8d0", "", None))
    'audit-0.1.0-13c20f80b8d0'
    """
    # PostgreSQL notifies on channels whose names have at most 63 bytes, and Procrastinate puts 23
    # before ours
    return f"{stage}-{origin.program}-{origin.rule_set}"[:40]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Jobs of some queues: how many wait, how many are being worked on."""

    todo: int
    doing: int

    @property
    def count(self) -> int:
        """How many are not done."""
        return self.todo + self.doing


def make_queue(archive: Archive) -> str:
    """Make the queue of an archive where there is none of this version of Procrastinate; return its
    schema.

    Raises a QueueInUse where workers of another version are at work.
    """
    # Procrastinate reports its errors nowhere else: they are recognised by us
    for name in ("procrastinate", "psycopg.pool"):
        if not os.environ.get("LKJ_DEBUG"):
            logging.getLogger(name).addHandler(logging.NullHandler())
            logging.getLogger(name).propagate = False
    definition = SchemaManager.get_schema()
    digest = hashlib.sha256(definition.encode()).hexdigest()
    with archive.transaction() as connection:
        archive.adapter.begin_exclusively(connection)
        schema = f"{connection.execute(text('SELECT current_schema()')).scalar_one()}_queue"
        if _comment(connection, schema) != digest:
            _refuse_where_in_use(archive, connection, schema)
            _make_anew(connection, schema, definition, digest)
    return schema


def _comment(connection: Connection, schema: str) -> str | None:
    """Return what the schema of a queue is marked with; None where there is none."""
    query = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :schema"
    comment: str | None = connection.execute(text(query), {"schema": schema}).scalar()
    return comment


def _refuse_where_in_use(archive: Archive, connection: Connection, schema: str) -> None:
    workers = f'"{schema}".procrastinate_workers'
    if connection.execute(text("SELECT to_regclass(:name)"), {"name": workers}).scalar() is None:
        return
    alive = f"SELECT count(*) FROM {workers} WHERE last_heartbeat > now() - INTERVAL '2 minutes'"
    if count := connection.execute(text(alive)).scalar_one():
        raise QueueInUse(name=archive.adapter.name, count=count)


def _make_anew(connection: Connection, schema: str, definition: str, digest: str) -> None:
    connection.execute(text(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'))
    connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    connection.execute(text(f'SET LOCAL search_path = "{schema}"'))
    # several statements at once, with no parameters: not for SQLAlchemy
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(definition)
    connection.execute(text(f"COMMENT ON SCHEMA \"{schema}\" IS '{digest}'"))


class JobQueue:
    """The queue of an archive as one process sees it: opened once, closed at the end."""

    def __init__(self, adapter: PostgresAdapter, schema: str, connections: int = 4) -> None:
        options = f'{adapter.options} -c search_path="{schema}"'
        self.app = App(
            connector=PsycopgConnector(
                conninfo=adapter.connection_string,
                kwargs={"options": options.strip(), "application_name": "lkj-queue"},
                min_size=1,
                max_size=connections,
                timeout=_SECONDS_TO_CONNECT,
            )
        )

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Keep connections open while the block lasts."""
        async with self.app.open_async():
            yield

    async def put(
        self,
        stage: JobStage,
        origin: Origin,
        jobs: Mapping[str, Mapping[str, Any]],
        task: JobTask = JobTask.AUDIT,
        *,
        again: bool = False,
    ) -> int:
        """Queue jobs by what locks them, the hash of a document where they say no other, unless the
        same wait already; return how many are new.

        One that is being worked on counts as well, unless it is to be done `again` then.
        """
        queue = queue_name(stage, origin)
        waiting = await self._ask(
            "SELECT lock FROM procrastinate_jobs WHERE queue_name = %(queue)s AND (status = 'todo' "
            "OR (status = 'doing' AND NOT %(again)s)) AND lock = ANY(%(locks)s)",
            queue=queue,
            again=again,
            locks=list(jobs),
        )
        known = {row["lock"] for row in waiting}
        new = [
            Job(
                queue=queue,
                task_name=task.value,
                lock=lock,
                queueing_lock=f"{queue}:{lock}",
                task_kwargs={"sha256": lock, **arguments},
            )
            for lock, arguments in jobs.items()
            if lock not in known
        ]
        for start in range(0, len(new), _AT_ONCE):
            await self._defer(new[start : start + _AT_ONCE])
        return len(new)

    async def _defer(self, jobs: list[Job]) -> None:
        try:
            await self.app.job_manager.batch_defer_jobs_async(jobs)
        except exceptions.AlreadyEnqueued:  # another process queues the same documents
            for job in jobs if len(jobs) > 1 else []:
                await self._defer([job])

    async def has_waiting(self, stage: JobStage, origin: Origin) -> bool:
        """Return whether jobs of a stage wait that nobody works on."""
        query = (
            "SELECT EXISTS(SELECT 1 FROM procrastinate_jobs WHERE queue_name = %(queue)s AND "
            "status = 'todo') AS found"
        )
        (row,) = await self._ask(query, queue=queue_name(stage, origin))
        return bool(row["found"])

    async def is_queued(self, stage: JobStage, origin: Origin, sha256: str) -> bool:
        """Return whether jobs of a stage on a document wait or are being worked on."""
        query = (
            "SELECT EXISTS(SELECT 1 FROM procrastinate_jobs WHERE queue_name = %(queue)s AND "
            "status IN ('todo', 'doing') AND starts_with(lock, %(sha256)s)) AS found"
        )
        (row,) = await self._ask(query, queue=queue_name(stage, origin), sha256=sha256)
        return bool(row["found"])

    async def documents_queued(self, stage: JobStage, origin: Origin) -> set[str]:
        """Return the hashes of the documents on which jobs of a stage wait or are being worked
        on.
        """
        query = (
            "SELECT DISTINCT args->>'sha256' AS sha256 FROM procrastinate_jobs WHERE queue_name = "
            "%(queue)s AND status IN ('todo', 'doing')"
        )
        return {row["sha256"] for row in await self._ask(query, queue=queue_name(stage, origin))}

    async def last_job(self, queues: Sequence[str]) -> int:
        """Return the number of the last job of some queues, 0 where there is none."""
        query = (
            "SELECT COALESCE(max(id), 0) AS last FROM procrastinate_jobs WHERE queue_name = "
            "ANY(%(queues)s)"
        )
        (row,) = await self._ask(query, queues=list(queues))
        return int(row["last"])

    async def waiting(self, queues: Sequence[str], last: int | None = None) -> Waiting:
        """Return how many jobs of some queues are not done, up to that number."""
        query = (
            "SELECT count(*) FILTER (WHERE status = 'todo') AS todo, count(*) FILTER (WHERE "
            "status = 'doing') AS doing "
            "FROM procrastinate_jobs WHERE queue_name = ANY(%(queues)s) "
            "AND (%(last)s::bigint IS NULL OR id <= %(last)s)"
        )
        (row,) = await self._ask(query, queues=list(queues), last=last)
        return Waiting(int(row["todo"]), int(row["doing"]))

    async def elsewhere(self, queues: Sequence[str]) -> int:
        """Return how many jobs wait for workers of another program, rule set or stage."""
        query = (
            "SELECT count(*) AS count FROM procrastinate_jobs "
            "WHERE status = 'todo' AND NOT queue_name = ANY(%(queues)s)"
        )
        (row,) = await self._ask(query, queues=list(queues))
        return int(row["count"])

    async def put_back_stalled(
        self, seconds: float, give_up: Callable[[Job], None]
    ) -> Iterable[Job]:
        """Put jobs back whose worker has not been heard of for so long; return them.

        A job is put back behind all others, so that one on which workers die holds up none, and
        repeated deaths of workers do not meet the same few. One that was begun too often is ended,
        and `give_up` is called with it.
        """
        stalled = list(await self.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
        for job in stalled:
            assert job.id is not None
            # another worker may have put it back meanwhile
            with suppress(exceptions.ConnectorException):
                if job.attempts + 1 >= MOST_ATTEMPTS:
                    await self.app.job_manager.finish_job_by_id_async(
                        job.id, Status.FAILED, delete_job=False
                    )
                    give_up(job)
                else:
                    await self.app.job_manager.retry_job_by_id_async(
                        job.id, retry_at=utcnow(), priority=job.priority - 1
                    )
        return stalled

    async def put_back_untold(self, ended: Mapping[int, int]) -> None:
        """Put back jobs that a worker has ended, and that the queue still counts as being worked on
        by it.

        `ended` holds the worker's number by that of the job.
        """
        query = (
            "SELECT id, worker_id FROM procrastinate_jobs WHERE id = ANY(%(numbers)s) AND "
            "status = 'doing'"
        )
        for row in await self._ask(query, numbers=list(ended)) if ended else []:
            if row["worker_id"] == ended[row["id"]]:
                with suppress(exceptions.ConnectorException):
                    await self.app.job_manager.retry_job_by_id_async(row["id"], retry_at=utcnow())

    async def _ask(self, query: str, **values: Any) -> list[dict[str, Any]]:
        return list(await self.app.connector.execute_query_all_async(query, **values))
