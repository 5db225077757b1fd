"""What is handed in: a PDF to be audited, or decisions to be merged."""

from starlette.datastructures import UploadFile

from lkj_audit.archive.errors import ArchiveError
from lkj_audit.decisions.errors import DecisionsError
from lkj_audit.output_files import why_not
from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.presentation.language import Lang
from lkj_audit.review.auditing import AuditQueue
from lkj_audit.review.documents import ReviewedDocuments
from lkj_audit.review.workspace import Workspace
from normalize.text.masking import masked


class Uploads:
    """Takes files; without a queue no PDF, as for an archive."""

    def __init__(
        self,
        workspace: Workspace,
        documents: ReviewedDocuments,
        queue: AuditQueue | None,
        lang: Lang,
    ) -> None:
        self._workspace, self._documents = workspace, documents
        self._queue, self._lang = queue, lang

    def take(self, file: UploadFile) -> str:
        """Keep one file; return a sentence where it is not taken, or that decisions were merged."""
        name = masked(file.filename or "")
        if name.lower().endswith(".jsonl"):
            return self._merge(file.file.read(), name)
        if self._queue is None:
            return self._lang.say(
                f"{name} tidak diambil: dokumen baru masuk ke arsip dengan lkj ingest.",
                f"{name} was not taken: new documents go into the archive by lkj ingest.",
            )
        beginning = file.file.read(1024)
        file.file.seek(0)
        if b"%PDF-" not in beginning:
            return self._lang.say(
                f"{name} bukan PDF; tidak diperiksa.", f"{name} is no PDF; it is not audited."
            )
        try:
            path = self._workspace.upload_path(name)
            with replacing(path) as partial, partial.open("wb") as target:
                while part := file.file.read(1 << 20):
                    target.write(part)
        except OSError as error:
            return unsaved(error, self._lang)
        self._queue.add(path)
        return ""

    def _merge(self, data: bytes, name: str) -> str:
        """Merge decisions of somebody else into those of the documents that they are on."""
        path = self._workspace.upload_path(name).with_suffix(".jsonl")
        try:
            path.write_bytes(data)
            merged = self._documents.merge(path)
            if merged is not None:
                document, count = merged
                return self._lang.say(
                    f"{name}: {count} putusan ditambahkan pada {document}.",
                    f"{name}: {count} decisions were added to {document}.",
                )
        except (DecisionsError, ArchiveError) as error:
            return f"{error.text(self._lang)} {error.advice(self._lang)}".rstrip()
        except OSError as error:
            return unsaved(error, self._lang)
        finally:
            path.unlink(missing_ok=True)
            path.parent.rmdir()
        return self._lang.say(
            f"{name}: tidak ada dokumen di sini yang diputus dalam berkas itu.",
            f"{name}: none of the documents here is decided on in that file.",
        )


def unsaved(error: OSError, lang: Lang) -> str:
    """Return the sentence on a file that cannot be saved."""
    reason = why_not(error, lang)
    return lang.say(
        f"Berkas tidak dapat disimpan: {reason}.", f"The file cannot be saved: {reason}."
    )
