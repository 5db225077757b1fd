"""The documents of an archive under review: decisions are in the archive, and are one with those
beside the outputs that are made here.

The archive is opened for every request: whoever else writes is seen at once, and an archive that
has vanished or is of another version now is reported as such.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lkj_audit.archive.errors import ArchiveError
from lkj_audit.archive.reviews.document_lists import list_page
from lkj_audit.archive.reviews.entries import StoredEntry
from lkj_audit.archive.reviews.evidence import StoredReview, pdf_of, stored_review
from lkj_audit.archive.reviews.exchange import audited_folders, folder_name, take
from lkj_audit.archive.reviews.recording import add_decisions, mark_opened, record_decision
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.archive.storage.writer import delete_document
from lkj_audit.decisions.errors import DecisionsError
from lkj_audit.decisions.file import DecisionsLog, decisions_path, merge_logs, read_log
from lkj_audit.decisions.listing import ListPage, ListQuery
from lkj_audit.decisions.records import Decision
from lkj_audit.decisions.reviewed import NoAudit, ReviewedAudit, read_reviewed
from lkj_audit.decisions.state import EntryState
from lkj_audit.presentation.language import Lang
from lkj_audit.review.workspace import AUDIT, ReviewedFolder, Workspace
from normalize.text.masking import masked


class StoredDocument(NamedTuple):
    """A document as the archive has it: what is shown of it when no page could be made."""

    reviewed: ReviewedFolder
    entries: tuple[StoredEntry, ...]


class ArchiveDocuments:
    """The documents of an archive; the outputs that are made of them lie in the workspace."""

    def __init__(
        self, url: str, workspace: Workspace, lang: Lang, *, network_share: bool = False
    ) -> None:
        self._url, self._network_share = url, network_share
        self._workspace, self._lang = workspace, lang
        self._folders = audited_folders(workspace.root)

    def archive(self, *, writes: bool = False) -> Archive:
        """Return the archive, which is not made where it has vanished."""
        archive = open_archive(self._url, network_share=self._network_share)
        if writes:
            archive = open_archive(self._url, writes=True, network_share=self._network_share)
        return archive

    def page(self, query: ListQuery) -> ListPage:
        """Return a page of those that are asked for."""
        return list_page(self.archive(), query, self._lang)

    def document(self, id: str) -> ReviewedFolder | None:
        """Return a document with the audit of its page, where there is one, else with that of the
        archive.
        """
        stored = self.stored(id)
        if stored is None:
            return None
        reviewed = stored.reviewed
        with suppress(OSError, NoAudit):
            audit = read_reviewed(reviewed.folder / AUDIT)
            if audit.document.sha256 == id:
                return ReviewedFolder(id, reviewed.folder, audit, reviewed.decisions)
        return reviewed

    def stored(self, id: str) -> StoredDocument | None:
        """Return a document with what the archive has of it."""
        stored = stored_review(self.archive(), id)
        if stored is None:
            return None
        audit = ReviewedAudit(stored.document, tuple(item.entry for item in stored.entries))
        folder = self._folder(id, stored)
        return StoredDocument(
            ReviewedFolder(id, folder, audit, stored.log.decisions), stored.entries
        )

    def _folder(self, id: str, stored: StoredReview) -> Path:
        if id not in self._folders:
            self._folders[id] = self._workspace.root / folder_name(stored.place, id)
        return self._folders[id]

    def opened(self, document: ReviewedFolder) -> None:
        """Note that somebody has opened a document, and merge what is beside its outputs; that
        neither can be written is no reason not to read.
        """
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        with suppress(ArchiveError):
            archive = self.archive(writes=True)
            mark_opened(archive, document.id, now)
            with suppress(DecisionsError):
                add_decisions(archive, document.id, read_log(decisions_path(document.folder)))

    def record(
        self, document: ReviewedFolder, decision: Decision, seen: Iterable[str]
    ) -> EntryState:
        """Record a decision in the archive, then beside the outputs."""
        recorded = record_decision(self.archive(writes=True), document.id, decision, seen)
        if recorded is None:
            raise DeletedDocument
        with suppress(ArchiveError, DecisionsError):
            self.write_beside(document)
        return recorded[1]

    def log(self, document: ReviewedFolder) -> DecisionsLog:
        """Return what was recorded on a document, whatever is wrong beside its outputs."""
        stored = stored_review(self.archive(), document.id)
        return stored.log if stored else DecisionsLog()

    def write_beside(self, document: ReviewedFolder) -> None:
        """Let the file beside the outputs of a document hold what the archive has."""
        log = self.log(document)
        if document.folder.is_dir() and log.lines:
            merge_logs(decisions_path(document.folder), [log])

    def merge(self, file: Path) -> tuple[str, int] | None:
        """Merge a decisions file into the archive."""
        read = read_log(file)
        for merged in take(self.archive(writes=True), file):
            if merged.documents:
                reviewed = read.decisions.records[-1].document
                return reviewed.organisation or reviewed.file, merged.records
        return None

    def remove(self, document: ReviewedFolder, reason: str) -> str:
        """Delete a document from the archive, which is logged; outputs and files stay."""
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        delete_document(self.archive(writes=True), document.id, masked(reason), now)
        return self._lang.say(
            f"{document.name} dihapus dari arsip beserta putusannya, dan penghapusan dicatat. "
            "PDF dan keluarannya tetap.",
            f"{document.name} was deleted from the archive with the decisions on it, which is "
            "logged. Its PDF and outputs stay.",
        )

    def source(self, document: ReviewedFolder) -> AbstractContextManager[Path | None]:
        """Give the PDF of a document."""
        return pdf_of(self.archive(), document.id, document.audit.document.file)


class DeletedDocument(ArchiveError):
    """A document that somebody has deleted since it was shown."""

    says = (
        "Dokumen ini sudah dihapus dari arsip; putusan Anda tidak disimpan.",
        "The document was deleted from the archive; your decision was not saved.",
    )
