"""Where the documents of a review are: in a folder of outputs, or in an archive; one list and one
page serve both.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from lkj_audit.decisions.file import DecisionsLog, decisions_path, merge_into, read_log, record
from lkj_audit.decisions.listing import (
    ListPage,
    ListQuery,
    ListRow,
    matches,
    page_of,
    review_state,
)
from lkj_audit.decisions.records import Decision
from lkj_audit.decisions.state import EntryState, Status
from lkj_audit.outputs.catalogue import OUTPUTS
from lkj_audit.presentation.language import Lang
from lkj_audit.review.workspace import ReviewedFolder, Workspace
from validate.findings import Severity


class ReviewedDocuments(Protocol):
    """The documents of a review."""

    def page(self, query: ListQuery) -> ListPage:
        """Return a page of those that are asked for."""
        ...

    def document(self, id: str) -> ReviewedFolder | None:
        """Return a document with the decisions on it, None where it is gone."""
        ...

    def opened(self, document: ReviewedFolder) -> None:
        """Note that somebody has opened a document."""
        ...

    def record(
        self, document: ReviewedFolder, decision: Decision, seen: Iterable[str]
    ) -> EntryState:
        """Record a decision and return the status of its entry; raise a DecisionsError or an
        ArchiveError where it is not recorded.
        """
        ...

    def log(self, document: ReviewedFolder) -> DecisionsLog:
        """Return what was recorded on a document."""
        ...

    def write_beside(self, document: ReviewedFolder) -> None:
        """Let the file beside the outputs of a document hold what was recorded elsewhere too; raise
        a DecisionsError where it cannot.
        """
        ...

    def merge(self, file: Path) -> tuple[str, int] | None:
        """Merge a decisions file; return the name of its document and how many records were new,
        None where the document is not here.
        """
        ...

    def remove(self, document: ReviewedFolder, reason: str) -> str:
        """Take a document away, and return the sentence on where it went."""
        ...

    def source(self, document: ReviewedFolder) -> AbstractContextManager[Path | None]:
        """Give the PDF of a document for as long as a block lasts, None where it is gone."""
        ...


class FolderDocuments:
    """The documents of a folder of outputs."""

    def __init__(self, workspace: Workspace, lang: Lang) -> None:
        self._workspace, self._lang = workspace, lang

    def page(self, query: ListQuery) -> ListPage:
        """Return a page of those that are asked for; titles of entries are searched too."""
        documents = [(item, self._listed(item)) for item in self._workspace.documents()]
        asked = [
            listed for document, listed in documents if matches(listed, query, _titles(document))
        ]
        listed_all = [listed for _, listed in documents]
        page = page_of(asked, query)
        return ListPage(
            page.query,
            page.rows,
            page.total,
            page.states,
            page.grave,
            sorted({item.year for item in listed_all if item.year}, reverse=True),
            sorted({item.kind for item in listed_all if item.kind}),
            sorted({item.name for item in listed_all}),
        )

    def _listed(self, document: ReviewedFolder) -> ListRow:
        reviewed, states = document.audit.document, document.audit.states(document.decisions)
        is_open = [entry.severity for entry, state in states if state.is_open]
        counts = tuple(is_open.count(severity) for severity in reversed(Severity))
        is_begun = bool(document.decisions.records) or document.id in self._workspace.opened
        trouble = document.trouble
        return ListRow(
            document.id,
            document.name,
            reviewed.year,
            reviewed.period,
            reviewed.kind,
            reviewed.file,
            review_state(sum(counts[:2]), is_begun=is_begun),
            len(states),
            document.decided,
            document.again,
            sum(state.status is Status.CONFLICT for _, state in states),
            counts,
            "",
            f"{trouble.text(self._lang)} {trouble.advice(self._lang)}".rstrip() if trouble else "",
            tuple(
                item.name
                for item in OUTPUTS
                if not item.several and (document.folder / item.name).is_file()
            ),
        )

    def document(self, id: str) -> ReviewedFolder | None:
        """Return a document."""
        return self._workspace.document(id)

    def opened(self, document: ReviewedFolder) -> None:
        """Note that somebody has opened a document."""
        self._workspace.set_opened(document.id)

    def record(
        self, document: ReviewedFolder, decision: Decision, seen: Iterable[str]
    ) -> EntryState:
        """Record a decision beside the outputs."""
        return record(decisions_path(document.folder), decision, seen)[1]

    def log(self, document: ReviewedFolder) -> DecisionsLog:
        """Return the decisions beside the outputs."""
        return read_log(decisions_path(document.folder))

    def write_beside(self, document: ReviewedFolder) -> None:
        """Leave the file as it is: nothing is recorded elsewhere."""

    def merge(self, file: Path) -> tuple[str, int] | None:
        """Merge a decisions file into that of its document."""
        from lkj_audit.decisions.carry import DecidedReport

        reviewed = {item.document: None for item in read_log(file).decisions.records}
        report = DecidedReport(file, tuple(reviewed))
        for document in self._workspace.documents():
            if report.is_of(document.audit.document):
                return document.name, merge_into(decisions_path(document.folder), file)
        return None

    def remove(self, document: ReviewedFolder, reason: str) -> str:
        """Set the outputs aside; nothing is deleted, decisions least of all."""
        del reason  # nothing is logged of a folder
        aside = self._workspace.set_aside(document.folder)
        name = aside.relative_to(self._workspace.root)
        return self._lang.say(
            f"{document.name} dikeluarkan dari daftar; keluaran dan putusannya ada di {name}.",
            f"{document.name} was taken off the list; its outputs and decisions are in {name}.",
        )

    @contextmanager
    def source(self, document: ReviewedFolder) -> Iterator[Path | None]:
        """Give the file that was audited."""
        yield self._workspace.source(document.folder)


def _titles(document: ReviewedFolder) -> str:
    """Return what can be searched in a document beside its name."""
    return " ".join(f"{entry.title.id} {entry.title.en}" for entry in document.audit.entries)
