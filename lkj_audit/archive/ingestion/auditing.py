"""What a worker does with a document of the archive: audits it, and returns what is kept of that,
or why there is none.

It touches no database: one process writes.
"""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from extract.errors import DocumentError, ImagesOnly, NoTables
from extract.limits import Limits
from extract.sandbox.frames import decoded
from extract.sandbox.runs import WorkerFailure, WorkerOutOfMemory, WorkerTimeout
from extract.sandbox.tasks import Task
from lkj_audit.archive.records import Failure, IngestResult, State
from lkj_audit.document_tasks import AuditTooSlow, WorkerGone
from lkj_audit.documents import OutOfMemory, fault
from normalize.text.masking import mask_unless

# what may have another outcome in the next run, though nothing of document or program has changed
PASSING = frozenset({"MissingFile", "NotAFile", "BrokenOff", "changed", "unreadable"})


@dataclass(frozen=True, slots=True)
class IngestRequest:
    """A document and what is asked of it; `profile` is encoded, nothing for none.

    `annexes` are the further files that it consists of, `names` what all of its files are called
    then. `ocr` states which pages are read as pictures, as `--ocr` does.
    """

    path: Path
    profile: bytes
    show_nip: bool
    limits: Limits
    audited_at: datetime
    annexes: tuple[Path, ...] = ()
    names: tuple[str, ...] = ()
    ocr: str = "off"


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
    from extract.ocr.requests import OcrMode, OcrSettings

    began = time.monotonic()
    files = (request.path, *request.annexes)
    joint = JointReader(files, request.limits, names=request.names) if request.annexes else None
    ocr = OcrSettings(OcrMode(request.ocr))
    with closing(joint or DocumentReader(request.path, request.limits, ocr)) as reader:
        # its pages are being read by another process: time to load the rest of the program
        from lkj_audit.archive.ingestion.content import archived
        from lkj_audit.pipeline import audit_document
        from validate.profile.profile import DEFAULT, Profile

        profile = decoded(request.profile, Profile) if request.profile else DEFAULT
        audit = audit_document(reader, lambda page, pages: send(page / pages), profile)
    mask = mask_unless(request.show_nip)
    report = archived(audit, mask, request.audited_at, time.monotonic() - began)
    return IngestResult(replace(report, parts=joint.pages) if joint else report)


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
