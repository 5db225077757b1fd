"""Laws of workers on a server: every document once and none lost, whoever is killed and whatever is
restarted.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from lkj_audit.archive.errors import QueueInUse
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from tests.archives import ORIGIN, content, rows, url
from tests.lkj_audit.cli.test_command_line import budget_pdf
from tests.postgres import Server

pytest.importorskip("procrastinate", reason="the extra server is not installed")

from lkj_audit.archive.server.job_queue import (
    MOST_ATTEMPTS,
    JobQueue,
    JobStage,
    Waiting,
    make_queue,
    queue_name,
)
from lkj_audit.archive.server.worker import server_of

ROOT = Path(__file__).parent.parent.parent.parent
CORPUS = ROOT / "corpus" / "documents"
# enough that two workers are in the midst of one each while others wait
SMALLEST = 8


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    (tmp_path / "masuk").mkdir()
    return tmp_path


def reports(folder: Path) -> None:
    """Put two reports, one of them twice, and a broken file into a folder."""
    for name, remainder in (("a.pdf", "100"), ("b.pdf", "200"), ("salinan.pdf", "100")):
        (folder / name).write_bytes(budget_pdf(remainder))
    (folder / "rusak.pdf").write_bytes(b"%PDF-1.4 terpotong")


def in_queue(archive: Archive) -> Waiting:
    """Return what waits in the queue of an archive, whatever its stage."""
    query = 'SELECT status, count(*) AS n FROM "{}_queue".procrastinate_jobs GROUP BY status'
    with archive.transaction() as connection:
        schema = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
        found = {row.status: row.n for row in connection.exec_driver_sql(query.format(schema))}
    return Waiting(found.get("todo", 0), found.get("doing", 0))


def expected(here: Path, *arguments: str) -> list[list[str]]:
    """Return what an undisturbed run stores in SQLite."""
    run(["ingest", "masuk", *arguments])
    return content(open_archive(url(here)))


# One machine --------------------------------------------------------------------------------------


def test_one_command_does_it_all_as_with_sqlite(
    here: Path, postgres: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    reports(here / "masuk")
    assert run(["ingest", "masuk"]) == ExitCode.UNOPENABLE
    told = capsys.readouterr().out
    db = postgres.url()
    assert run(["ingest", "masuk", "--db", db]) == ExitCode.UNOPENABLE
    lines = [
        line
        for line in capsys.readouterr().out.splitlines()
        if not line.startswith(("Arsip", "Diperiksa"))
    ]
    assert lines == [
        line for line in told.splitlines() if not line.startswith(("Arsip", "Diperiksa"))
    ]
    archive = open_archive(db)
    assert content(archive) == content(open_archive(url(here)))
    assert in_queue(archive).count == 0
    # a second run has nothing to do
    assert run(["ingest", "masuk", "--db", db]) == ExitCode.AUDITED
    assert content(archive) == content(open_archive(url(here)))


def test_a_worker_needs_nothing_but_the_url(
    here: Path, postgres: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    reports(here / "masuk")
    db = postgres.url()
    assert run(["ingest", "masuk", "--db", db, "--queue", "--copy", "db"]) == ExitCode.AUDITED
    assert "Diantrekan        3\n" in capsys.readouterr().out
    archive = open_archive(db)
    assert in_queue(archive) == Waiting(3, 0)
    # who queues again queues nothing twice
    assert run(["ingest", "masuk", "--db", db, "--queue", "--copy", "db"]) == ExitCode.AUDITED
    assert in_queue(archive) == Waiting(3, 0)
    (here / "masuk").rename(here / "di mesin lain")
    assert run(["worker", "--db", db, "--until-empty"]) == ExitCode.AUDITED
    assert capsys.readouterr().out.endswith("3 dokumen dikerjakan (2 halaman), 1 gagal.\n")
    assert sorted(str(row["status"]) for row in rows(archive, "SELECT status FROM v_dokumen")) == [
        "audited",
        "audited",
        "failed",
    ]
    assert in_queue(archive).count == 0
    # all but the broken file, which is no fault of the copy
    assert run(["archive", "verify", "--db", db]) == ExitCode.AUDITED


def test_a_report_in_several_files_is_one_document_for_workers_too(
    here: Path, postgres: Server
) -> None:
    reports(here / "masuk")
    files = ["masuk/a.pdf", "--with", "masuk/b.pdf", "--copy", "db"]
    assert run(["ingest", *files]) == ExitCode.AUDITED
    db = postgres.url()
    assert run(["ingest", *files, "--db", db, "--queue"]) == ExitCode.AUDITED
    (here / "masuk").rename(here / "di mesin lain")
    assert run(["worker", "--db", db, "--until-empty"]) == ExitCode.AUDITED
    assert rows(open_archive(db), "SELECT status, halaman FROM v_dokumen") == [
        {"status": "audited", "halaman": 2}
    ]
    assert content(open_archive(db)) == content(open_archive(url(here)))


def test_a_document_that_no_worker_can_read_is_tried_again_and_told(
    here: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lkj_audit.archive.server.retrying._RETRY_SECONDS", (0, 0))
    (here / "masuk" / "a.pdf").write_bytes(budget_pdf("100"))
    db = postgres.url()
    run(["ingest", "masuk", "--db", db, "--queue"])
    (here / "masuk" / "a.pdf").rename(here / "a.pdf")
    assert run(["worker", "--db", db, "--until-empty", "--stalled-after", "2"]) == ExitCode.AUDITED
    archive = open_archive(db)
    (row,) = rows(archive, "SELECT code, reason_id, attempts FROM quarantine")
    assert row["attempts"] == 3
    assert "--copy db" in str(row["reason_id"])
    # it is there again: the next run does it
    (here / "a.pdf").rename(here / "masuk" / "a.pdf")
    assert run(["ingest", "masuk", "--db", db]) == ExitCode.AUDITED
    assert rows(archive, "SELECT code FROM quarantine") == []


def test_a_job_whose_end_could_not_be_told_is_put_back_and_not_done_again(
    here: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from procrastinate.exceptions import ConnectorException
    from procrastinate.manager import JobManager

    (here / "masuk" / "a.pdf").write_bytes(budget_pdf("100"))
    db = postgres.url()
    run(["ingest", "masuk", "--db", db, "--queue"])
    finish, calls = JobManager.finish_job, []

    async def interrupted(self: JobManager, **arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == 1:
            raise ConnectorException
        await finish(self, **arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(JobManager, "finish_job", interrupted)
    call = ["worker", "--db", db, "--until-empty", "--stalled-after", "1", "--only", "audit"]
    assert run(call) == ExitCode.AUDITED
    archive = open_archive(db)
    assert len(calls) == 2
    assert rows(archive, "SELECT revisi FROM v_dokumen") == [{"revisi": 1}]


def test_workers_need_a_server(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports(here / "masuk")
    for arguments in (["worker", "--db", "sqlite:///lkj.db"], ["ingest", "masuk", "--queue"]):
        assert run(arguments) == ExitCode.USAGE
        assert "PostgreSQL" in capsys.readouterr().err


# The queue ----------------------------------------------------------------------------------------


@contextmanager
def opened(db: str) -> Iterator[tuple[Archive, Callable[..., object]]]:
    """Yield an archive, and what asks its queue."""
    archive = open_archive(db, writes=True)
    schema = make_queue(archive)

    def ask(question: str, *arguments: object, **named: object) -> object:
        async def asked() -> object:
            queue = JobQueue(server_of(archive), schema)
            async with queue.opened():
                return await getattr(queue, question)(*arguments, **named)

        return asyncio.run(asked())

    yield archive, ask


def test_workers_of_another_program_leave_jobs_alone(postgres: Server) -> None:
    with opened(postgres.url()) as (_archive, ask):
        assert ask("put", JobStage.AUDIT, ORIGIN, {"ab": {}, "cd": {}}) == 2
        assert ask("put", JobStage.AUDIT, ORIGIN, {"ab": {}, "ef": {}}) == 1
        own = [queue_name(JobStage.AUDIT, ORIGIN)]
        assert ask("waiting", own) == Waiting(3, 0)
        assert ask("waiting", ["audit-lain"]) == Waiting(0, 0)
        assert ask("elsewhere", ["audit-lain"]) == 3


def test_what_dead_workers_leave_is_put_back_until_it_has_ended_too_many(postgres: Server) -> None:
    with opened(postgres.url()) as (archive, ask):
        ask("put", JobStage.AUDIT, ORIGIN, {"ab": {}})
        own = [queue_name(JobStage.AUDIT, ORIGIN)]
        schema = make_queue(archive)
        given_up: list[str] = []
        for attempt in range(1, MOST_ATTEMPTS + 1):
            assert ask("waiting", own) == Waiting(1, 0)
            with archive.transaction() as connection:
                connection.exec_driver_sql(f"SET LOCAL search_path = {schema}")
                connection.exec_driver_sql("UPDATE procrastinate_jobs SET status = 'doing'")
            ask("put_back_stalled", 60.0, lambda job: given_up.append(job.task_kwargs["sha256"]))
            assert given_up == (["ab"] if attempt == MOST_ATTEMPTS else [])
        assert ask("waiting", own) == Waiting(0, 0)


def test_a_job_that_is_put_back_waits_behind_all_others(postgres: Server) -> None:
    with opened(postgres.url()) as (archive, ask):
        ask("put", JobStage.AUDIT, ORIGIN, {"ab": {}})
        schema = make_queue(archive)
        with archive.transaction() as connection:
            connection.exec_driver_sql(f"SET LOCAL search_path = {schema}")
            connection.exec_driver_sql("UPDATE procrastinate_jobs SET status = 'doing'")
        ask("put", JobStage.AUDIT, ORIGIN, {"cd": {}, "ef": {}})
        ask("put_back_stalled", 60.0, print)
        with archive.transaction() as connection:
            connection.exec_driver_sql(f"SET LOCAL search_path = {schema}")
            # the order in which Procrastinate fetches jobs
            query = (
                "SELECT args->>'sha256' FROM procrastinate_jobs WHERE status = 'todo' "
                "ORDER BY priority DESC, id"
            )
            assert connection.exec_driver_sql(query).scalars().all() == ["cd", "ef", "ab"]


def test_a_queue_of_another_version_is_made_anew_unless_workers_use_it(postgres: Server) -> None:
    with opened(postgres.url()) as (archive, ask):
        ask("put", JobStage.AUDIT, ORIGIN, {"ab": {}})
        schema = make_queue(archive)
        with archive.transaction() as connection:
            connection.exec_driver_sql(f"COMMENT ON SCHEMA {schema} IS 'versi lain'")
            connection.exec_driver_sql(f"INSERT INTO {schema}.procrastinate_workers DEFAULT VALUES")
        with pytest.raises(QueueInUse):
            make_queue(archive)
        assert in_queue(archive).count == 1
        with archive.transaction() as connection:
            connection.exec_driver_sql(
                f"UPDATE {schema}.procrastinate_workers SET last_heartbeat = 'yesterday'"
            )
        make_queue(archive)
        assert in_queue(archive).count == 0


# Several processes --------------------------------------------------------------------------------


def started(*arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "lkj_audit", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def await_that(is_so: Callable[[], bool], seconds: float = 120.0) -> None:
    """Wait for something that comes sooner or later."""
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.02)


def stop_in_the_midst(archive: Archive, workers: "Sequence[subprocess.Popen[bytes]]") -> None:
    """Stop workers for a moment at which each of them is in the midst of a document."""

    def are_stopped() -> bool:
        if in_queue(archive).doing < len(workers):
            return False
        for worker in workers:
            worker.send_signal(signal.SIGSTOP)
        time.sleep(0.05)  # what they have asked of the server meanwhile is done
        if in_queue(archive).doing == len(workers):
            return True
        for worker in workers:
            worker.send_signal(signal.SIGCONT)
        return False

    await_that(are_stopped)


def small_reports(folder: Path) -> None:
    for path in sorted(CORPUS.glob("*.pdf"), key=lambda path: (path.stat().st_size, path.name))[
        :SMALLEST
    ]:
        (folder / path.name).write_bytes(path.read_bytes())


def test_one_worker_is_killed_and_the_server_restarted_and_every_document_is_there_once(
    here: Path, postgres: Server
) -> None:
    small_reports(here / "masuk")
    db = postgres.url()
    run(["ingest", "masuk", "--db", db, "--queue", "--copy", "db"])
    archive = open_archive(db)
    call = ("worker", "--db", db, "--jobs", "1", "--until-empty", "--stalled-after", "2", "--log")
    one, other = workers = [started(*call, f"catatan{number}.jsonl") for number in range(2)]
    stop_in_the_midst(archive, workers)
    one.kill()
    other.send_signal(signal.SIGCONT)
    await_that(lambda: len(rows(archive, "SELECT 1 AS n FROM revision")) > 1)
    postgres.restart()
    assert other.wait(180) == ExitCode.AUDITED
    assert one.wait() == -signal.SIGKILL
    assert in_queue(archive).count == 0
    # the one that lives has done what the killed one had begun
    events = [json.loads(line) for line in Path("catatan1.jsonl").read_text("utf-8").splitlines()]
    put_back = {event["sha256"] for event in events if event["event"] == "put_back"}
    assert put_back
    assert put_back <= {event["sha256"] for event in events if event["event"] == "audited"}
    before = content(archive)
    assert len(rows(archive, "SELECT 1 AS n FROM revision")) == SMALLEST
    assert before == expected(here, "--copy", "db")
    with archive.transaction() as connection:
        assert archive.adapter.faults(connection) == []


def test_a_worker_that_is_told_to_end_gives_back_what_it_has_begun(
    here: Path, postgres: Server
) -> None:
    small_reports(here / "masuk")
    db = postgres.url()
    run(["ingest", "masuk", "--db", db, "--queue"])
    archive = open_archive(db)
    worker = started("worker", "--db", db, "--jobs", "1")
    stop_in_the_midst(archive, [worker])
    before = in_queue(archive)
    worker.send_signal(signal.SIGTERM)
    worker.send_signal(signal.SIGCONT)
    assert worker.wait(60) == ExitCode.TERMINATED
    assert in_queue(archive) in (Waiting(before.count, 0), Waiting(before.count - 1, 0))
