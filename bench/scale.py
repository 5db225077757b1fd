"""What an archive costs at scale: `python -m bench.scale DATABASE [CORPUS]`.

Over a copy of an archive that was made by `lkj ingest`, multiplied until it holds 1,000 and 10,000
documents: what each question takes, where the bytes go, what comparing reports costs, and how soon
a browser shows the index of as many documents. With a folder of PDF files beside it: pages a second
of pdfplumber's tables alone, in one process.
"""

import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from bench.archive import multiply, queries
from extract.limits import LIMITS
from lkj_audit.archive.comparisons.crosschecks import CompareSettings, cross_check_all
from lkj_audit.archive.comparisons.matches import list_matches
from lkj_audit.archive.queries.document_queries import DocumentFilter
from lkj_audit.archive.queries.rankings import findings_across
from lkj_audit.archive.queries.review_questions import (
    open_follow_ups,
    rejected_shares,
    repeated_matters,
)
from lkj_audit.archive.records import Origin
from lkj_audit.archive.reviews.document_lists import list_page
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.decisions.listing import ListQuery, SortKey
from lkj_audit.presentation.language import Lang
from validate.findings import Severity

SIZES = (1_000, 10_000)
SLOWEST = 0.3
Figure = tuple[str, float | int | str]
REVIEW_LISTS = {
    "list": ListQuery(),
    "last page by path": ListQuery(sort=SortKey.FILE, page=150),
    "office, year, open major": ListQuery(office="kecamatan", year=2024, severity=Severity.MAJOR),
    "path and state": ListQuery(path="tw3", state="unopened", sort=SortKey.OPEN),
    "search, a word everywhere": ListQuery(search="program"),
    "search, a rare phrase": ListQuery(search='"angka kemiskinan"'),
}
ALL = DocumentFilter()
REVIEW_QUESTIONS: Mapping[str, Callable[[Archive], object]] = {
    "rejected": lambda archive: rejected_shares(archive, ALL),
    "matters that recur": lambda archive: repeated_matters(archive, ALL),
    "tindak lanjut": lambda archive: open_follow_ups(archive, ALL),
}


def opened(path: Path, *, writes: bool = False) -> Archive:
    """Return the archive of a file."""
    return open_archive(f"sqlite:///{path}", writes=writes)


def count(archive: Archive, what: str) -> int:
    """Return one number."""
    with archive.transaction() as connection:
        return int(connection.exec_driver_sql(f"SELECT {what}").scalar_one())


def grown(source: Path, work: Path, documents: int) -> Path:
    """Return a copy of an archive that holds so many documents."""
    target = work / f"{documents}.db"
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)
    archive = opened(target, writes=True)
    times = -(-documents // count(archive, "count(*) FROM document"))
    with archive.transaction() as connection:
        multiply(connection, times)
    return target


def question_times(path: Path) -> list[Figure]:
    """Return what each question takes, in seconds."""
    archive = opened(path)
    documents = count(archive, "count(*) FROM document")
    further: Mapping[str, Callable[[Archive], object]] = {
        "findings across of an office": lambda archive: findings_across(
            archive, DocumentFilter(office="Klakah"), 50
        ),
        "matches": list_matches,
        **{
            f"review, {name}": partial(list_page, query=query, lang=Lang.ID)
            for name, query in REVIEW_LISTS.items()
        },
        **{f"review, {name}": ask for name, ask in REVIEW_QUESTIONS.items()},
    }
    found: list[Figure] = [
        (f"{name}, {documents} documents, s", taken) for name, taken in queries(archive)
    ]
    for name, ask in further.items():
        start = time.perf_counter()
        ask(archive)
        found.append((f"{name}, {documents} documents, s", round(time.perf_counter() - start, 3)))
    return found


def sizes(path: Path) -> list[Figure]:
    """Return where the bytes of an archive are, a document."""
    with closing(sqlite3.connect(path)) as database:
        documents = database.execute("SELECT count(*) FROM document").fetchone()[0]
        try:
            rows = database.execute(
                "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
            ).fetchall()
        except sqlite3.OperationalError:  # a SQLite that was built without it
            rows = [("in all", path.stat().st_size)]
    return [(f"bytes a document, {name}", round(size / documents)) for name, size in rows[:12]]


def comparing(path: Path) -> list[Figure]:
    """Return what comparing every report anew costs, in processor time."""
    archive = opened(path, writes=True)
    settings = CompareSettings(
        Origin("9", "9", "", None), b"", False, LIMITS, 2, "2030-01-01T00:00:00Z"
    )
    before = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) + time.process_time()
    done = sum(1 for _ in cross_check_all(archive, settings))
    taken = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) + time.process_time() - before
    documents = count(archive, "count(*) FROM document")
    return [
        ("reports compared", done),
        ("processor ms a document, comparing", round(1000 * taken / documents, 1)),
    ]


def plumber(folder: Path, most: int = 24) -> list[Figure]:
    """Return the pages a second of pdfplumber's tables alone, in this process."""
    import pdfplumber

    pages, start = 0, time.process_time()
    for path in sorted(folder.glob("*.pdf"))[:most]:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_tables()
                page.close()
                pages += 1
    return [
        ("pages", pages),
        ("pdfplumber, pages a processor second", round(pages / (time.process_time() - start), 1)),
    ]


def main(database: Path, folder: Path | None) -> int:
    """Measure, print, and return 1 where a question is too slow."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        figures += sizes(database)
        shutil.copy(database, work / "compared.db")
        figures += comparing(work / "compared.db")
        for documents in SIZES:
            figures += question_times(grown(database, work, documents))
        if folder is not None:
            figures += plumber(folder)
    for name, value in figures:
        print(f"{name:70} {value}")
    return int(any(name.endswith(", s") and float(value) >= SLOWEST for name, value in figures))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
