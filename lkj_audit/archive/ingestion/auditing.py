"""What a worker does with a document of the archive: audits it, and returns what is kept of that,
or why there is none.

It touches no database: one process writes.
"""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import DocumentError, ImagesOnly, NoTables
from extract.limits import Limits
from extract.sandbox.frames import decoded, encoded
from extract.sandbox.runs import WorkerFailure, WorkerOutOfMemory, WorkerTimeout
from extract.sandbox.tasks import Task
from lkj_audit.archive.recognition.page_states import KnownPage, PageState
from lkj_audit.archive.records import Failure, IngestResult, State
from lkj_audit.document_tasks import AuditTooSlow, WorkerGone
from lkj_audit.documents import OutOfMemory, fault
from normalize.text.masking import mask_unless, masked

if TYPE_CHECKING:
    from extract.ocr.requests import OcrSettings

# what may have another outcome in the next run, though nothing of document or program has changed
PASSING = frozenset({"MissingFile", "NotAFile", "BrokenOff", "changed", "unreadable"})


@dataclass(frozen=True, slots=True)
class IngestRequest:
    """A document and how to audit it; `profile` is encoded, nothing for none.

    `annexes` are the further files that it consists of, `names` what all of its files are called
    then. `ocr` states which pages are read as pictures, as `--ocr` does; those that are `known`
    were read before.
    """

    path: Path
    profile: bytes
    show_nip: bool
    limits: Limits
    audited_at: datetime
    annexes: tuple[Path, ...] = ()
    names: tuple[str, ...] = ()
    ocr: str = "off"
    known: tuple[KnownPage, ...] = ()


INGEST = Task(
    "lkj_audit.archive.ingestion.auditing:audit_for_archive", IngestRequest, float, IngestResult
)
TASKS = (INGEST,)


def audit_for_archive(request: IngestRequest, send: Callable[[float], None]) -> IngestResult:
    """Audit one document and return what is kept of it."""
    try:
        return _audited(request, send)
    except DocumentError as error:
        return IngestResult(failure=failure_of(error))
    except MemoryError:
        raise
    except Exception as error:
        return IngestResult(failure=_fault_of_ours(error))


def _audited(request: IngestRequest, send: Callable[[float], None]) -> IngestResult:
    from extract.document_joining import JointReader
    from extract.document_reader import DocumentReader

    began = time.monotonic()
    files = (request.path, *request.annexes)
    ocr = [_ocr_of(request, file) for file in range(len(files))]
    joint = JointReader(files, request.limits, ocr, request.names) if request.annexes else None
    with closing(joint or DocumentReader(request.path, request.limits, ocr[0])) as reader:
        # its pages are being read by another process: time to load the rest of the program
        from lkj_audit.archive.ingestion.content import archived
        from lkj_audit.pipeline import audit_document
        from validate.profile.profile import DEFAULT, Profile

        profile = decoded(request.profile, Profile) if request.profile else DEFAULT
        result: IngestResult
        try:
            audit = audit_document(reader, lambda page, pages: send(page / pages), profile)
        except DocumentError as error:
            result = IngestResult(failure=failure_of(error))
        else:
            mask = mask_unless(request.show_nip)
            report = archived(audit, mask, request.audited_at, time.monotonic() - began)
            result = IngestResult(replace(report, parts=joint.pages) if joint else report)
        return replace(result, pictures=reader.picture_pages) if request.ocr == "off" else result


def _ocr_of(request: IngestRequest, file: int) -> "OcrSettings":
    """Return how pictures of pages are read in a file of a document."""
    from extract.ocr.requests import OcrMode, OcrSettings
    from extract.ocr.stored_pages import RecognizedPage, unpacked_page

    mode = OcrMode(request.ocr)
    if mode is OcrMode.OFF:
        return OcrSettings(mode)
    pages = []
    for kept in request.known:
        if kept.file == file and kept.state is PageState.READ and kept.data is not None:
            page = unpacked_page(kept.data)  # one that is damaged is read again
            pages += [page] if page is not None else []
        elif kept.file == file and kept.state in (PageState.FAILED, PageState.PLAIN):
            pages.append(RecognizedPage(kept.page, plain=kept.state is PageState.PLAIN))
    return OcrSettings(mode, known=tuple(pages))


def warm_up() -> None:
    """Audit the reports that come with the program, and make of each what is kept of a document: in
    a fork server, which loads what that takes.
    """
    from lkj_audit.archive.ingestion.content import archived
    from lkj_audit.warm_up import SAMPLES, audit_of_sample, read_lists

    read_lists()
    for path in SAMPLES:
        report = archived(audit_of_sample(path), masked, datetime(2024, 1, 1, tzinfo=UTC), 0.0)
        decoded(encoded(IngestResult(report)), IngestResult)


def failure_of(error: DocumentError) -> Failure:
    """Return what the archive keeps of an error that ended the audit of a document."""
    known = ((ImagesOnly, State.SCAN), (NoTables, State.NO_TABLES))
    state = next((state for kind, state in known if isinstance(error, kind)), State.FAILED)
    return Failure(state, type(error).__name__, error.text("id"), error.text("en"))


def failure_of_worker(failure: WorkerFailure, seconds: float) -> Failure:
    """Return what the archive keeps of a worker that ended without a result."""
    match failure:
        case WorkerTimeout():
            return failure_of(AuditTooSlow(seconds=f"{seconds:g}"))
        case WorkerOutOfMemory():
            return failure_of(OutOfMemory())
        case _:
            return failure_of(WorkerGone())


def _fault_of_ours(error: Exception) -> Failure:
    from validate.findings import Message

    where = fault(error)
    reason = Message(
        f"Kesalahan program saat memeriksa dokumen ini ({where}).",
        f"A fault in the program while auditing the document ({where}).",
    )
    return Failure(State.FAILED, "ProgramFault", reason.id, reason.en)
