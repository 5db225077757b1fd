"""The pages with pictures of the documents of one run, read by this machine: document after
document, the pages of each by several processes.

Each page is recorded as soon as it is read: the next run continues behind it.
"""

from collections.abc import Sequence
from pathlib import Path

from extract.errors import DocumentError
from extract.sandbox.confinement import undisturbed
from extract.sandbox.pool import limits_in_all
from extract.sandbox.runs import WorkerFailure, run
from lkj_audit.archive.ingestion.auditing import failure_of, failure_of_worker
from lkj_audit.archive.ingestion.planning import DiscoveredDocument
from lkj_audit.archive.ingestion.reporting import IngestReporter
from lkj_audit.archive.ingestion.settings import IngestSettings
from lkj_audit.archive.ingestion.worker_requests import WorkerRequests
from lkj_audit.archive.recognition.picture_pages import (
    PicturePlan,
    needs_audit,
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
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.store import store_of
from lkj_audit.exit_codes import ExitCode


class RecognitionRun:
    """Reads what is not read yet of each document; `code` is the highest exit code so far."""

    def __init__(
        self, archive: Archive, settings: IngestSettings, reporter: IngestReporter
    ) -> None:
        self.archive, self.settings, self.reporter = archive, settings, reporter
        self.code = ExitCode.AUDITED

    def recognized(self, wanted: Sequence[DiscoveredDocument]) -> list[DiscoveredDocument]:
        """Read the pages of documents, and return those that are to be audited with them."""
        store = store_of(self.archive, self.settings.copy)
        due = []
        with WorkerRequests(wanted, store, self._request) as requests:
            for place, document in enumerate(wanted):
                sha256 = document.sighting.sha256
                plan = self._prepared(sha256)
                failure: Failure | None = None
                if not plan.is_read:
                    request = requests[place]
                    failure = requests.failure(place) or self._read(request, sha256)
                    requests.done(place)
                    plan = picture_plan(self.archive, sha256)
                if self._is_due(document, plan, failure):
                    due.append(document)
        return due

    def _prepared(self, sha256: str) -> PicturePlan:
        with undisturbed():
            return prepared_plan(self.archive, sha256, self.settings.origin, self.settings.now)

    def _request(self, paths: Sequence[Path], document: DiscoveredDocument) -> RecognizeRequest:
        waiting = picture_plan(self.archive, document.sighting.sha256).waiting
        settings = self.settings
        return RecognizeRequest(
            tuple(paths), settings.limits, waiting, settings.show_nip, settings.jobs
        )

    def _read(self, request: RecognizeRequest, sha256: str) -> Failure | None:
        """Read the pages of a document that wait for it, and return why some could not be."""
        limits = limits_of_recognition(limits_in_all(request.limits))
        total = len(request.pages)
        read = 0

        def take(part: RecognizedPart) -> None:
            nonlocal total, read
            settings = self.settings
            with undisturbed():
                if part.page is None:
                    total += len(part.wanted)
                    record_wanted(self.archive, sha256, part.wanted, settings.origin, settings.now)
                    return
                program = settings.origin.program
                record_page(self.archive, sha256, part.page, part.state, part.data, program)
            read += 1
            self.reporter.recognized(sha256, part.page, part.state.value, read, total)

        try:
            run(RECOGNIZE, request, limits, take)
        except WorkerFailure as failure:
            return failure_of_worker(failure, limits.seconds)
        except DocumentError as error:
            return failure_of(error)
        return None

    def _is_due(
        self, document: DiscoveredDocument, plan: PicturePlan, failure: Failure | None
    ) -> bool:
        """Return whether a document is to be audited anew, and record where it is not."""
        sha256, settings = document.sighting.sha256, self.settings
        if failure is not None:
            self.reporter.failed(document, failure)
            self.code = max(self.code, ExitCode.UNOPENABLE)
        elif needs_audit(self.archive, sha256, plan, settings.origin):
            return True
        if plan.pages:
            state = State.DONE if plan.is_read else State.FAILED
            record_ocr_state(self.archive, sha256, state, settings.origin, settings.now)
        return False
