"""What a run of `lkj ingest` reports while it works and at its end: progress, a log of JSON lines,
a summary.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from lkj_audit.archive.ingestion.planning import DiscoveredDocument
from lkj_audit.archive.ingestion.sources import RefusedFile
from lkj_audit.archive.records import ArchivedCrossCheck, ArchivedReport, Failure, State
from lkj_audit.output_files import unwritable, why_not
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from normalize.text.masking import Mask

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# how many reasons a summary lists; the archive and the log hold all
LISTED = 10


class IngestReporter:
    """Counts what becomes of documents, shows it on a terminal, and writes it into a log."""

    def __init__(self, lang: Lang, mask: Mask, log: Path | None = None) -> None:
        self.lang, self.mask = lang, mask
        self.began = time.monotonic()
        self.documents = self.pages = 0
        self.counts: Counter[str] = Counter()
        self.severities: Counter[str] = Counter()
        self.reasons: list[tuple[str, str]] = []
        # what has become of each document at last: a worker may try one several times
        self._outcomes: dict[str, str] = {}
        self.log_path = log
        self.stream = self._opened(log)
        self.bar: Progress | None = None
        self.task: TaskID | None = None

    def _opened(self, log: Path | None) -> IO[str] | None:
        if log is None:
            return None
        try:
            return log.open("a", encoding="utf-8")
        except OSError as error:
            raise unwritable(log, why_not(error, self.lang), self.lang) from error

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._show()
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()
        if self.stream is not None:
            self.stream.close()

    @property
    def seconds(self) -> float:
        """How long the run has taken so far."""
        return max(time.monotonic() - self.began, 1e-3)

    @property
    def done(self) -> int:
        """How many documents have been worked on."""
        return sum(self.counts[name] for name in ("audited", *State))

    @property
    def documents_done(self) -> int:
        """How many documents have been worked on, each counted once."""
        return len(self._outcomes)

    @property
    def documents_failed(self) -> int:
        """How many of them could not be read in the end."""
        return sum(outcome == State.FAILED for outcome in self._outcomes.values())

    def looks_at(self, name: str) -> None:
        """Say which file is being looked at."""
        self._update(self.lang.say("Mencari: ", "Looking: ") + shown_name(name, self.mask))

    def begin(self, documents: int, **facts: object) -> None:
        """Say how many documents are going to be audited."""
        self.documents, self.began = documents, time.monotonic()
        self.log("begin", documents=documents, **facts)
        self._update(self.lang.say("Memeriksa", "Auditing"))

    def moves(self, done: float) -> None:
        """Say how many documents are done, those that are being worked on included by their
        share.
        """
        rate_pages, rate_documents = (
            self.lang.decimal(count / self.seconds) for count in (self.pages, self.done)
        )
        counts = (self.done, self.documents, self.failures)
        count, documents, failures = map(self.lang.number, counts)
        text = self.lang.say(
            f"{count}/{documents} · gagal {failures} · {rate_pages} hal./dtk · "
            f"{rate_documents} dok./dtk",
            f"{count}/{documents} · failed {failures} · {rate_pages} pages/s · "
            f"{rate_documents} docs/s",
        )
        self._update(text, done)

    def audited(self, found: DiscoveredDocument, report: ArchivedReport) -> None:
        """Count a document that was audited and stored."""
        self.severities.update(finding.severity for finding in report.findings)
        self.recorded(
            found,
            pages=report.pages,
            tables=len(report.tables),
            findings=len(report.findings),
            seconds=report.seconds,
        )

    def compared(self, found: ArchivedCrossCheck | None) -> None:
        """Count a report that was compared with its relatives; None is one where that failed."""
        self.counts["compared" if found is not None else "not_compared"] += 1
        self.counts["across"] += len(found.findings) if found is not None else 0
        self.counts["matches"] += len(found.matches) if found is not None else 0
        count = self.lang.number(self.counts["compared"])
        self._update(
            self.lang.say(f"Dibandingkan: {count} laporan", f"Compared: {count} reports"),
            self.documents,
        )

    def recognized(
        self, sha256: str, page: tuple[int, int], state: str, done: int, total: int
    ) -> None:
        """Count a page that was read as a picture."""
        self.counts["recognized"] += 1
        self.log("recognized", sha256=sha256, file=page[0] + 1, page=page[1], state=state)
        share = f"{self.lang.number(done)}/{self.lang.number(total)}"
        self._update(
            self.lang.say(f"Membaca gambar: hal. {share}", f"Reading pictures: page {share}"), done
        )

    def recorded(
        self, found: DiscoveredDocument, *, pages: int, tables: int, findings: int, seconds: float
    ) -> None:
        """Count a document that was audited and stored, by this process or another."""
        self.counts["audited"] += 1
        self._outcomes[found.sighting.sha256] = "audited"
        self.pages += pages
        self.log(
            "audited",
            **self._of(found),
            pages=pages,
            tables=tables,
            findings=findings,
            seconds=seconds,
        )

    def failed(self, found: DiscoveredDocument, failure: Failure) -> None:
        """Count a document that could not be audited."""
        self.counts[failure.state] += 1
        self._outcomes[found.sighting.sha256] = failure.state
        self._because(f"{found.sighting.path}!/{found.sighting.member}".removesuffix("!/"), failure)
        self.log(
            failure.state.value, **self._of(found), code=failure.code, reason=failure.reason_id
        )

    def refused(self, refusal: RefusedFile) -> None:
        """Count what was refused on the way to documents."""
        self.counts["refused"] += 1
        place = f"{refusal.path}!/{refusal.member}" if refusal.member else str(refusal.path)
        self._because(place, refusal.failure)
        path = shown_name(place, self.mask)
        self.log("refused", path=path, code=refusal.failure.code, reason=refusal.failure.reason_id)

    def duplicate(self, found: DiscoveredDocument) -> None:
        """Count a further place of a document."""
        self.counts["duplicates"] += 1
        self.log("duplicate", **self._of(found))

    def log(self, event: str, **facts: object) -> None:
        """Write a line into the log, if there is one."""
        if self.stream is not None:
            line = {"event": event, "elapsed": round(self.seconds, 3), **facts}
            self.stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            self.stream.flush()

    def _of(self, found: DiscoveredDocument) -> Mapping[str, str]:
        member = {"member": found.sighting.member} if found.sighting.member else {}
        return {"path": found.sighting.path, **member, "sha256": found.sighting.sha256}

    @property
    def failures(self) -> int:
        """How many documents and files could not be read."""
        return self.counts[State.FAILED] + self.counts["refused"]

    def _because(self, place: str, failure: Failure) -> None:
        if len(self.reasons) < LISTED:
            text = self.lang.say(failure.reason_id, failure.reason_en)
            self.reasons.append((shown_name(place, self.mask), text))

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(20),
            TimeElapsedColumn(),
            TextColumn(self.lang.say("sisa", "left")),
            TimeRemainingColumn(),
        )
        self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.bar.add_task("", total=None)
        self.bar.start()

    def _update(self, text: str, done: float = 0.0) -> None:
        if self.bar is not None and self.task is not None:
            self.bar.update(
                self.task, description=text, completed=done, total=self.documents or None
            )
