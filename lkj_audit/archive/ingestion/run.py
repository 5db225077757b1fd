"""A run of `lkj ingest`: documents are found, audited by workers, and written by this process, one
after the other.

Whatever ends it, each document is in the archive whole or not at all; the next run does what is
missing.
"""

import os
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import gettempdir

from extract.sandbox.confinement import undisturbed
from extract.sandbox.pool import WorkerPool, limits_in_all
from extract.sandbox.runs import WorkerFailure
from lkj_audit.archive.comparisons.crosschecks import cross_check_all
from lkj_audit.archive.ingestion.auditing import (
    INGEST,
    IngestRequest,
    failure_of_worker,
    warm_up,
)
from lkj_audit.archive.ingestion.document_parts import Gathering, known_parts, record_parts
from lkj_audit.archive.ingestion.planning import (
    ArchivedStanding,
    DiscoveredDocument,
    DiscoveredDocuments,
    discover_documents,
    is_wanted,
    standings,
)
from lkj_audit.archive.ingestion.recognition_run import RecognitionRun
from lkj_audit.archive.ingestion.reporting import IngestReporter
from lkj_audit.archive.ingestion.settings import IngestSettings
from lkj_audit.archive.ingestion.worker_requests import WorkerRequests
from lkj_audit.archive.recognition.picture_pages import (
    documents_with_pictures,
    known_pages,
    record_ocr_state,
    record_unaudited,
    record_wanted,
)
from lkj_audit.archive.recognition.recognizing import limits_of_recognition
from lkj_audit.archive.records import Failure, IngestResult, State
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.revisions import record_report
from lkj_audit.archive.storage.store import CHANGED, store_of
from lkj_audit.archive.storage.writer import (
    record_manifest,
    record_refusals,
    record_sightings,
    record_store,
)
from lkj_audit.document_tasks import WORTH_WARMING_UP
from lkj_audit.exit_codes import ExitCode
from lkj_audit.outputs.atomic_files import sweep
from lkj_audit.presentation.names.file_names import stored_name

# what a fork server loads before it makes workers
PRELOADED = (
    "extract.pages.page_reader",
    "lkj_audit.archive.ingestion.auditing",
    "lkj_audit.archive.ingestion.content",
    "lkj_audit.pipeline",
    "difflib",
)
# how many files are recorded as seen in one transaction
_SIGHTINGS = 200


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What was found, how many of its documents were left as they are, and the exit code.

    `queued` is how many wait for workers, where this run was only to queue them, `unread` how many
    documents of the archive have pages with pictures that OCR has not read.
    """

    found: DiscoveredDocuments
    standing: int
    code: ExitCode
    queued: int | None = None
    unread: int = 0


def ingest(
    archive: Archive, paths: Sequence[Path], settings: IngestSettings, reporter: IngestReporter
) -> IngestSummary:
    """Bring what lies under these paths into an archive, and return what there was."""
    with archive.kept_open() as kept:
        return _ingested(kept, paths, settings, reporter)


def _ingested(
    archive: Archive, paths: Sequence[Path], settings: IngestSettings, reporter: IngestReporter
) -> IngestSummary:
    found, wanted = find_wanted(archive, paths, settings, reporter)
    code = ExitCode.UNOPENABLE if found.refusals else ExitCode.AUDITED
    run = _IngestRun(archive, settings, reporter)
    due: Sequence[DiscoveredDocument] = wanted
    if settings.reads_pictures:
        recognition = RecognitionRun(archive, settings, reporter)
        due = recognition.recognized(wanted)
        code = max(code, recognition.code)
    for one, result in run.results(due):
        code = max(code, run.record(one, result))
    cross_check(archive, settings, reporter)
    unread = len(documents_with_pictures(archive))
    return IngestSummary(found, len(found.documents) - len(wanted), code, unread=unread)


def find_wanted(
    archive: Archive, paths: Sequence[Path], settings: IngestSettings, reporter: IngestReporter
) -> tuple[DiscoveredDocuments, list[DiscoveredDocument]]:
    """Record what lies under these paths, and return it with the documents that are to be
    audited.
    """
    sweep([Path(gettempdir())])
    found = _looked(archive, paths, settings, reporter)
    with archive.transaction() as connection:
        known = standings(connection, list(found.documents), settings.origin)
    wanted = [
        one
        for sha256, one in found.documents.items()
        if is_wanted(known.get(sha256), settings.choice, settings.origin)
    ]
    _record_manifest(archive, found, settings)
    _copy_standing(archive, found, known, {one.sighting.sha256 for one in wanted}, settings)
    reporter.begin(len(wanted), files=found.files, program=settings.origin.program)
    return found, wanted


def cross_check(archive: Archive, settings: IngestSettings, reporter: IngestReporter) -> None:
    """Compare every report with its relatives where one of them is new or another than before."""
    for found in cross_check_all(archive, settings.comparing):
        reporter.compared(found)


def _looked(
    archive: Archive, paths: Sequence[Path], settings: IngestSettings, reporter: IngestReporter
) -> DiscoveredDocuments:
    """Return what lies under the paths, recorded as seen."""
    waiting: list[DiscoveredDocument] = []

    def record() -> None:
        with undisturbed():
            record_sightings(archive, [one.sighting for one in waiting], settings.now)
        waiting.clear()

    def take(one: DiscoveredDocument) -> None:
        waiting.append(one)
        if len(waiting) >= _SIGHTINGS:
            record()

    with archive.transaction() as connection:
        gathering = Gathering(settings.manifest, known_parts(connection))
    found = discover_documents(
        paths,
        settings.mask,
        take,
        lambda source: reporter.looks_at(source.file_name),
        gathering.is_part,
    )
    whole = list(gathering.gather(found))
    waiting += whole
    record()
    with undisturbed():
        record_parts(archive, whole, settings.now)
    for one in found.duplicates:
        reporter.duplicate(one)
    for refusal in found.refusals:
        reporter.refused(refusal)
    mask = settings.mask
    refusals = [
        (mask(stored_name(os.path.abspath(one.path))), mask(stored_name(one.member)), one.failure)
        for one in found.refusals
    ]
    record_refusals(archive, refusals, settings.origin.program, settings.now)
    return found


def _record_manifest(
    archive: Archive, found: DiscoveredDocuments, settings: IngestSettings
) -> None:
    said = []
    for sha256, one in found.documents.items():
        facts = settings.manifest.facts(one.source.path, one.source.member)
        if facts:
            said.append(
                (sha256, [replace(fact, value=settings.mask(fact.value)) for fact in facts])
            )
    record_manifest(archive, said)


def _copy_standing(
    archive: Archive,
    found: DiscoveredDocuments,
    known: Mapping[str, ArchivedStanding],
    wanted: Set[str],
    settings: IngestSettings,
) -> None:
    """Copy the documents that are not audited now and of which the store holds no copy yet."""
    store = store_of(archive, settings.copy)
    if store is None:
        return
    for sha256, one in found.documents.items():
        if sha256 not in wanted and (sha256 not in known or known[sha256].store != store.name):
            store.put_all([(file.source, file.sighting.sha256) for file in one.files], sha256)
            record_store(archive, sha256, store.name)


class _IngestRun:
    """The audits of one run: the requests to workers, and what is written of their results."""

    def __init__(
        self, archive: Archive, settings: IngestSettings, reporter: IngestReporter
    ) -> None:
        self.archive, self.settings, self.reporter = archive, settings, reporter
        self.store = store_of(archive, settings.copy)

    def results(
        self, wanted: Sequence[DiscoveredDocument]
    ) -> Iterator[tuple[DiscoveredDocument, IngestResult]]:
        """Yield what becomes of each document, as workers are done."""
        limits = limits_in_all(self.settings.limits)
        if self.settings.reads_pictures:
            limits = limits_of_recognition(limits)
        warm = warm_up if len(wanted) >= WORTH_WARMING_UP else None
        pool = WorkerPool(INGEST, self.settings.jobs, limits, PRELOADED, warm)
        with (
            WorkerRequests(wanted, self.store, self._request) as requests,
            closing(pool.results(requests, self.reporter.moves)) as results,
        ):
            for place, result in results:
                early = requests.done(place)
                if isinstance(result, WorkerFailure):
                    result = IngestResult(
                        failure=early or failure_of_worker(result, limits.seconds)
                    )
                yield wanted[place], IngestResult(failure=early) if early else result

    def _request(self, paths: Sequence[Path], one: DiscoveredDocument) -> IngestRequest:
        settings = self.settings
        path, *annexes = paths
        names = tuple(file.source.file_name for file in one.files) if annexes else ()
        request = IngestRequest(
            path, settings.profile, settings.show_nip, settings.limits, settings.audited_at
        )
        request = replace(request, annexes=tuple(annexes), names=names)
        if not settings.reads_pictures:
            return request
        known = known_pages(self.archive, one.sighting.sha256)
        return replace(request, ocr="auto", known=known)

    def record(self, one: DiscoveredDocument, result: IngestResult) -> ExitCode:
        """Write what became of a document, and return the exit code that this stands for."""
        with undisturbed():
            if result.pictures:
                origin, now = self.settings.origin, self.settings.now
                record_wanted(self.archive, one.sighting.sha256, result.pictures, origin, now)
            if result.report is None:
                return self._record_failure(one, result.failure)
            settings, report = self.settings, result.report
            if report.sha256 != one.sighting.sha256:
                if one.parts:
                    return self._record_failure(one, CHANGED)
                # the file has changed since it was hashed: what was read is what is stored
                one = replace(one, sighting=replace(one.sighting, sha256=report.sha256))
                record_sightings(self.archive, [one.sighting], settings.now)
            store = self.store.name if self.store else None
            record_report(self.archive, report, settings.audit_origin, store=store)
            if settings.reads_pictures:
                sha256, origin = report.sha256, settings.origin
                record_ocr_state(self.archive, sha256, State.DONE, origin, settings.now)
            self.reporter.audited(one, report)
        return ExitCode.AUDITED

    def _record_failure(self, one: DiscoveredDocument, failure: Failure | None) -> ExitCode:
        assert failure is not None  # a worker returns a report, or says why there is none
        settings = self.settings
        record_unaudited(self.archive, one.sighting, failure, settings.audit_origin, settings.now)
        self.reporter.failed(one, failure)
        return ExitCode.UNOPENABLE if failure.state is State.FAILED else ExitCode.NO_TABLE
