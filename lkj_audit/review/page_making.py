"""Pages of documents of an archive, made from their PDFs when somebody opens them: one after the
other, each audited in the sandbox.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread

from extract.errors import DocumentError
from lkj_audit.archive.errors import ArchiveError
from lkj_audit.decisions.errors import DecisionsError
from lkj_audit.output_files import why_not
from lkj_audit.presentation.language import Lang
from lkj_audit.review.auditing import AuditQueue, QueuedAudit
from lkj_audit.review.documents import ReviewedDocuments
from lkj_audit.review.workspace import ReviewedFolder

# what the page needs: itself, and the audit that decisions are made on
FORMATS = ("json", "html")


class PageMaking:
    """Which pages are being made, and why one could not be."""

    def __init__(self, documents: ReviewedDocuments, queue: AuditQueue, lang: Lang) -> None:
        self._documents, self._queue, self._lang = documents, queue, lang
        self._jobs: dict[str, QueuedAudit] = {}
        self._lock, self._turn = Lock(), Lock()

    def job(self, document: ReviewedFolder, *, retry: bool = False) -> QueuedAudit:
        """Return how far the page of a document is; it is begun where it was not yet, and with
        `retry` where it has failed.
        """
        with self._lock:
            job = self._jobs.get(document.id)
            if job is None or job.state == "done" or (retry and job.state == "failed"):
                job = QueuedAudit(document.id, document.name, document.folder)
                self._jobs[document.id] = job
                Thread(target=self._make, args=(document, job), daemon=True).start()
        return job

    def _make(self, document: ReviewedFolder, job: QueuedAudit) -> None:
        with self._turn:
            job.state = "running"
            try:
                job.message = self.write(document, FORMATS, job)
                job.state = "failed" if job.message else "done"
            except Exception as error:  # one document stops no other
                fault = self._lang.say("Kesalahan program", "A fault in the program")
                job.state, job.message = "failed", f"{fault}: {type(error).__name__}"

    def write(
        self,
        document: ReviewedFolder,
        formats: tuple[str, ...],
        job: QueuedAudit | None = None,
        gone: Callable[[], str] | None = None,
    ) -> str:
        """Write outputs of a document; return why that is not possible, or what they lack."""
        try:
            with self._documents.source(document) as source:
                if source is None:
                    return (gone or self.gone)()
                document.folder.mkdir(parents=True, exist_ok=True)
                with suppress(DecisionsError):  # the outputs say what is wrong with them
                    self._documents.write_beside(document)
                return self._queue.audit(source, document.folder.name, formats, job)
        except (DocumentError, ArchiveError) as error:
            return f"{error.text(self._lang)} {error.advice(self._lang)}".rstrip()
        except OSError as error:
            return why_not(error, self._lang)

    def gone(self) -> str:
        """Return the sentence on a PDF that is not where it was."""
        return self._lang.say(
            "PDF dokumen ini tidak ada lagi di tempatnya, berubah, atau terdiri atas beberapa "
            "berkas, dan arsip tidak menyimpan salinannya. Yang ditampilkan berasal dari arsip; "
            "putusan tetap dapat dicatat.",
            "The PDF of this document is not where it was, has changed, or consists of several "
            "files, and the archive keeps no copy. What is shown comes from the archive; "
            "decisions can be recorded all the same.",
        )
