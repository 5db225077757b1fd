"""What an archive costs, and that it loses nothing:
`python -m bench.archive DOCUMENTS KILLS [OUT]`.

The documents are those of our own corpus, copied with a comment at their ends until there are
enough: equal pages, each with a hash of its own. Processor time states what a core does, whatever
else the machine does; seconds by the clock are what a user waits for. Sizes, memory and kills are
compared with their limits, and the exit code is 1 where one is broken.

Where PostgreSQL is installed the same is measured with a server of our own, which lives in a
temporary folder.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import median

from sqlalchemy import Connection

from bench.processor_time import processor_time
from lkj_audit.archive.queries.document_queries import DocumentFilter, list_documents, search
from lkj_audit.archive.queries.rankings import offices_by_findings, repeated_findings, trend
from lkj_audit.archive.queries.reporting_matrix import matrix_of
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.archive.storage.schema import METADATA
from tests.archives import content
from tests.postgres import running_server

CORPUS = Path(__file__).parent.parent / "corpus" / "documents"
LKJ = str(Path(sys.executable).with_name("lkj"))
# what a report may take in the database, and the process that writes in memory
MOST_BYTES, MOST_MEMORY = 60_000, 150 << 20
LARGER = 10
Results = dict[str, float | int | str]
# of documents of one period the one that came last is compared: runs that are to be equal see them
# at one time
os.environ["SOURCE_DATE_EPOCH"] = "1735689600"


def fill(folder: Path, count: int) -> None:
    """Write so many documents, each with a content of its own."""
    originals = sorted(path for path in CORPUS.glob("*.pdf") if not path.name.startswith("kind-"))
    for number in range(count):
        original = originals[number % len(originals)]
        data = original.read_bytes()
        (folder / f"{number:05}-{original.name}").write_bytes(data + f"\n% {number}\n".encode())


def ingesting(folder: Path, database: Path, jobs: int) -> list[str]:
    """Return the command that brings a folder into an archive."""
    return ingesting_into(folder, f"sqlite:///{database}", jobs)


def ingesting_into(folder: Path, url: str, jobs: int) -> list[str]:
    """Return the command that brings a folder into the archive of a URL."""
    return [LKJ, "ingest", str(folder), "--db", url, "--jobs", str(jobs)]


def costs(folder: Path, work: Path) -> Results:
    """Return what storing costs beside auditing, and what it takes."""
    # ingest reads no pictures on pages of text
    bare = [LKJ, "audit", str(folder), "--json", str(work / "audit.json"), "--jobs", "2"]
    bare += ["--ocr", "off"]
    clock, processor = {}, {}
    for name, command in (("audit", bare), ("ingest", ingesting(folder, work / "two.db", 2))):
        start = time.perf_counter()
        processor[name] = processor_time(command) / 1000
        clock[name] = time.perf_counter() - start
    archive = open_archive(f"sqlite:///{work / 'two.db'}")
    with archive.transaction() as connection:
        documents, pages = connection.exec_driver_sql(
            "SELECT count(*), sum(pages) FROM revision"
        ).one()
        size = archive.adapter.size(connection)
    return {
        "documents": documents,
        "pages": pages,
        "pages a second, audit": round(pages / clock["audit"], 1),
        "pages a second, ingest": round(pages / clock["ingest"], 1),
        "processor seconds, audit": round(processor["audit"], 1),
        "processor seconds, ingest": round(processor["ingest"], 1),
        "storage costs, of processor time": round(processor["ingest"] / processor["audit"] - 1, 3),
        "bytes a report": size // documents,
    }


def memory_and_speed_up(folder: Path, work: Path) -> Results:
    """Return the peak memory of the process that writes, and how much faster two workers are than
    one.
    """
    seconds = {}
    peak = 0
    for jobs in (1, 2):
        start = time.perf_counter()
        process = subprocess.Popen(
            ingesting(folder, work / f"jobs{jobs}.db", jobs), stdout=subprocess.DEVNULL
        )
        while process.poll() is None:
            peak = max(peak, _peak(process.pid))
            time.sleep(0.05)
        seconds[jobs] = time.perf_counter() - start
    return {
        "peak bytes of the main process": peak,
        "speed-up with two workers": round(seconds[1] / seconds[2], 2),
    }


def _peak(pid: int) -> int:
    """Return the most memory that a process has held (VmHWM of proc_pid_status(5))."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM")), 0)


def kills(folder: Path, work: Path, count: int) -> Results:
    """Kill a run at seeded moments, continue each time, and compare what it has stored with an
    undisturbed run.
    """
    database = work / "killed.db"
    seeded = Random(2024)
    died = 0
    for _ in range(count):
        process = subprocess.Popen(ingesting(folder, database, 2), stdout=subprocess.DEVNULL)
        before = _stored(database)
        while process.poll() is None and _stored(database) == before:
            time.sleep(0.02)  # it has not begun to write yet
        time.sleep(seeded.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        died += process.wait() == -signal.SIGKILL
    subprocess.run(ingesting(folder, database, 2), stdout=subprocess.DEVNULL, check=False)
    equal = content(open_archive(f"sqlite:///{database}")) == content(
        open_archive(f"sqlite:///{work / 'two.db'}")
    )
    return {"kills": died, "content after kills": "equal" if equal else "different"}


def _stored(database: Path) -> int:
    """Return how many bytes have been written: a transaction that is committed is in the log before
    the file.
    """
    return sum(path.stat().st_size for path in database.parent.glob(f"{database.name}*"))


def multiply(connection: Connection, times: int) -> None:
    """Let an archive hold each of its documents so many times, under other hashes."""
    ids = " UNION ".join(
        f"SELECT max(id) AS n FROM {table}" for table, keys in _KEYS.items() if keys[0] == "id"
    )
    (offset,) = connection.exec_driver_sql(f"SELECT max(n) + 1 FROM ({ids}) numbers").one()
    for copy in range(1, times):
        for table, keys in _KEYS.items():
            columns = [*METADATA.tables[table].columns.keys()]
            if table == "passage" and connection.dialect.name == "postgresql":
                columns.append("terms")  # SQLite has triggers for it
            quoted = ", ".join(f'"{column}"' for column in columns)
            values = ", ".join(_moved(column, keys, copy * offset, copy) for column in columns)
            where = f" WHERE {keys[0]} < {offset}"
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({quoted}) SELECT {values} FROM {table}{where}"
            )
    connection.exec_driver_sql("ANALYZE")


# the columns of each table that hold keys
_KEYS: Mapping[str, Sequence[str]] = {
    "document": ("id", "revision_id", "cross_check_id"),
    "location": ("id", "document_id"),
    "metadata": ("document_id",),
    "revision": ("id", "document_id"),
    "stage": ("document_id",),
    "printed_table": ("id", "revision_id"),
    "printed_cells": ("revision_id",),
    "budget_row": ("revision_id",),
    "indicator_row": ("revision_id",),
    "finding": ("id", "revision_id"),
    "matter": ("revision_id",),
    "review": ("document_id",),
    "reviewed_finding": ("document_id",),
    "passage": ("id", "document_id"),
    "tally": ("document_id",),
    "typed_report": ("revision_id",),
    "cross_check": ("id", "document_id", "revision_id"),
    "companion": ("cross_check_id", "document_id"),
    "cross_finding": ("id", "cross_check_id"),
    "cross_place": ("finding_id", "document_id"),
}


def _moved(column: str, keys: Sequence[str], offset: int, copy: int) -> str:
    if column in keys:
        return f"{column} + {offset}"
    if column == "sha256":
        return f"'{copy:08x}' || substr(sha256, 9)"
    return f"path || '#{copy}'" if column == "path" else f'"{column}"'


QUERIES: Mapping[str, Callable[[Archive], object]] = {
    "list of an office": lambda archive: list_documents(
        archive, DocumentFilter(office="Inspektorat", year=2024), 50
    ),
    "search, a word of every document": lambda archive: search(
        archive, "program", (), DocumentFilter(), 20
    ),
    "search, a rare phrase": lambda archive: search(
        archive, '"rencana aksi tindak lanjut"', (), DocumentFilter(), 20
    ),
    "trend of an indicator of an office": lambda archive: trend(
        archive, "indeks kepuasan masyarakat", DocumentFilter(office="Klakah")
    ),
    "offices by findings": lambda archive: offices_by_findings(archive, DocumentFilter()),
    "findings that recur": lambda archive: repeated_findings(archive, DocumentFilter()),
    "what is missing": lambda archive: matrix_of(archive, DocumentFilter()),
}


def queries(archive: Archive) -> Iterator[tuple[str, float]]:
    """Yield what each question takes, in seconds: the median of three."""
    for name, ask in QUERIES.items():
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            ask(archive)
            taken.append(time.perf_counter() - start)
        yield name, round(median(taken), 3)


def questions(work: Path) -> Results:
    """Return what questions take over the documents that were ingested, and over ten times
    as many.
    """
    return questions_of(f"sqlite:///{work / 'two.db'}")


def questions_of(url: str) -> Results:
    """Return what questions to the archive of a URL take, and to one of ten times as many
    documents.
    """
    results: Results = {f"{name}, seconds": taken for name, taken in queries(open_archive(url))}
    with open_archive(url, writes=True).transaction() as connection:
        multiply(connection, LARGER)
    return results | {
        f"{name}, seconds over ten times": taken for name, taken in queries(open_archive(url))
    }


def on_a_server(folder: Path, work: Path, count: int, results: Results) -> Results:
    """Return what PostgreSQL costs, whether killed workers lose anything, and what questions to it
    take.

    `results` holds what the bare audit of the same documents takes.
    """
    found: Results = {}
    with running_server() as server:
        if server is None:
            return {"PostgreSQL": "not installed"}
        url = server.url()
        before, start = server.processor_seconds(), time.perf_counter()
        client = _processor_time_of_client(ingesting_into(folder, url, 2))
        clock, served = time.perf_counter() - start, server.processor_seconds() - before
        expected = content(open_archive(f"sqlite:///{work / 'two.db'}"))
        archive = open_archive(url)
        with archive.transaction() as connection:
            size = archive.adapter.size(connection)
        audit = float(results["processor seconds, audit"])
        pages, documents = int(results["pages"]), int(results["documents"])
        found |= {
            "pages a second, ingest": round(pages / clock, 1),
            "processor seconds, ingest and server": round(client + served, 1),
            "storage costs, of processor time": round((client + served) / audit - 1, 3),
            "bytes a report": size // documents,
            "content": "equal" if content(archive) == expected else "different",
        }
        found |= killed_workers(folder, server.url(), count, expected)
        found |= questions_of(url)
    return {f"PostgreSQL, {name}": value for name, value in found.items()}


def _processor_time_of_client(command: Sequence[str]) -> float:
    """Return the processor seconds of a command, measured by another process: this one would wait
    for the server.
    """
    call = (
        "import sys; from bench.processor_time import processor_time; "
        "print(processor_time(sys.argv[1:]) / 1000)"
    )
    return float(
        subprocess.run(
            [sys.executable, "-c", call, *command], stdout=subprocess.PIPE, check=True
        ).stdout
    )


def killed_workers(folder: Path, url: str, count: int, expected: object) -> Results:
    """Kill workers at seeded moments, let the last one end, and compare what is stored with an
    undisturbed run.
    """
    subprocess.run(
        [*ingesting_into(folder, url, 2), "--queue"], stdout=subprocess.DEVNULL, check=True
    )
    seeded = Random(2024)
    archive = open_archive(url)
    command = [LKJ, "worker", "--db", url, "--jobs", "2", "--until-empty", "--stalled-after", "2"]
    # the undisturbed run does not read pictures
    command += ["--only", "audit,cross-check"]
    died = 0
    for _ in range(count):
        before = _audits(archive)
        worker = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while worker.poll() is None and _audits(archive) == before:
            time.sleep(0.05)  # it has not begun to write yet
        time.sleep(seeded.random() * 0.5)
        worker.kill()
        died += worker.wait() == -signal.SIGKILL
    compare = [LKJ, "ingest", "--only", "cross-check", "--db", url]
    for last in (command, compare):
        subprocess.run(last, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    equal = content(archive) == expected
    return {"killed workers": died, "content after kills": "equal" if equal else "different"}


def _audits(archive: Archive) -> int:
    with archive.transaction() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM revision").scalar_one())


def broken(results: Results) -> list[str]:
    """Return which limits are broken; times are reported and not compared with any, since other
    processes run too.
    """
    limits = {"bytes a report": MOST_BYTES, "peak bytes of the main process": MOST_MEMORY}
    found = [name for name, limit in limits.items() if float(results[name]) >= limit]
    return [*found, *(name for name, value in results.items() if value == "different")]


def main(documents: int, count: int, out: Path | None) -> int:
    """Measure everything, print it, and return whether a limit is broken."""
    results: Results = {}
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        (work / "masuk").mkdir()
        fill(work / "masuk", documents)
        for measure in (costs, memory_and_speed_up):
            results |= measure(work / "masuk", work)
        results |= kills(work / "masuk", work, count)
        results |= on_a_server(work / "masuk", work, count, results)
        results |= questions(work)
    for name, value in results.items():
        print(f"{name:58} {value}")
    if out is not None:
        out.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    faults = broken(results)
    for name in faults:
        print(f"beyond its limit: {name}", file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(
        main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    )
