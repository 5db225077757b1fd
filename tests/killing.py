"""A process that writes into an archive is killed: at a statement of a transaction, or between file
and database.
"""

import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

from sqlalchemy import event

from lkj_audit.archive.ingestion.sources import PdfSource
from lkj_audit.archive.records import ArchivedReport
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.revisions import record_report
from lkj_audit.archive.storage.store import put
from lkj_audit.archive.storage.writer import record_sightings
from tests.archives import ORIGIN, archive_in, content, sighting

AT = "2025-01-01T00:00:00Z"
DOCUMENTS = 6


def kill_again_and_again(folder: Path, report: ArchivedReport, seeded: Random, kills: int) -> int:
    """Kill a run over some documents at seeded moments, go on each time, and let it end at last.

    Fail unless the archive then holds what an undisturbed run writes. Return how often the run was
    killed.
    """
    files = [folder / f"{name}.pdf" for name in range(DOCUMENTS)]
    for file in files:
        file.write_bytes(f"%PDF- {file.name}".encode())
    reports = [replace(report, sha256=sha256(file.read_bytes()).hexdigest()) for file in files]
    store = folder / "salinan"
    expected = archive_in(folder, "undisturbed.db")
    bring(expected, files, reports, store)
    died = 0
    for _ in range(kills):
        died += _killed(folder, files, reports, seeded.randrange(1, 25))
    archive = archive_in(folder)
    bring(archive, files, reports, store)
    assert content(archive) == content(expected)
    with archive.transaction() as connection:
        assert archive.adapter.faults(connection) == []
    return died


def bring(
    archive: Archive, files: Sequence[Path], reports: Sequence[ArchivedReport], store: Path
) -> None:
    """Do what a run does with documents, in one process: see them, copy them, record their
    audits.
    """
    for file, report in zip(files, reports, strict=True):
        record_sightings(archive, [sighting(report, str(file))], AT)
        put(store, PdfSource(file), report.sha256)
        record_report(archive, report, ORIGIN, store=str(store))


def _killed(
    folder: Path, files: Sequence[Path], reports: Sequence[ArchivedReport], moment: int
) -> bool:
    """Let a process do that, killed before its nth statement; return whether it came to that."""
    pid = os.fork()
    if pid == 0:
        try:
            archive = archive_in(folder)
            count = 0

            @event.listens_for(archive.engine, "before_cursor_execute")
            def _(*_arguments: object) -> None:
                nonlocal count
                count += 1
                if count == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

            bring(archive, files, reports, folder / "salinan")
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])
