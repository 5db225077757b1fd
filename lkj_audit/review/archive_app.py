"""The pages that a review has of an archive: documents as the archive has them while their page is
made or where it cannot be, who has not reported, and the review in figures.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from lkj_audit.archive.errors import ArchiveError
from lkj_audit.archive.queries.document_queries import DocumentFilter
from lkj_audit.archive.queries.matrix_files import legend, square_text
from lkj_audit.archive.queries.query_results import QueryResult, ResultColumn, Value
from lkj_audit.archive.queries.reporting_matrix import WORDS, matrix_of
from lkj_audit.archive.queries.review_questions import (
    each_open_follow_up,
    open_follow_ups,
    rejected_shares,
    repeated_matters,
)
from lkj_audit.archive.reviews.entries import StoredEntry
from lkj_audit.decisions.errors import ChangedDecisions, DecisionsError
from lkj_audit.decisions.file import now
from lkj_audit.decisions.records import (
    LONGEST_NAME,
    LONGEST_NOTE,
    Action,
    Decision,
    Reason,
)
from lkj_audit.decisions.state import EntryState
from lkj_audit.decisions.words import REASON, state_part
from lkj_audit.presentation.findings.matters import GROUP_NAMES
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.vocabulary import SEVERITY
from lkj_audit.review.app import Review
from lkj_audit.review.archive_documents import ArchiveDocuments
from lkj_audit.review.auditing import AuditQueue
from lkj_audit.review.document_page import served_policy
from lkj_audit.review.workspace import ReviewedFolder, Workspace
from normalize.text.masking import masked

# so many rows of an answer are shown; lkj archive lists all
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry with its status, as the page shows it."""

    stored: StoredEntry
    state: EntryState
    part: dict[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer, and the command that gives the whole of it."""

    title: str
    command: tuple[str, ...]
    result: QueryResult


class ArchiveReview(Review):
    """Answers what the pages on an archive ask."""

    in_archive = True

    def __init__(
        self,
        workspace: Workspace,
        queue: AuditQueue,
        token: str,
        csrf: str,
        lang: Lang,
        documents: ArchiveDocuments,
    ) -> None:
        super().__init__(workspace, queue, token, csrf, lang, documents)
        self._archived = documents
        self.archive_name = documents.archive().adapter.name

    def further_routes(self) -> list[Route]:
        """Return the pages that only an archive has."""
        base = self._base
        return [
            Route(f"{base}/kelengkapan", self.missing),
            Route(f"{base}/rekap", self.figures),
            Route(f"{base}/dok/{{id}}/siap", self._of_document(self.ready)),
            Route(
                f"{base}/dok/{{id}}/arsip/putusan",
                self._of_document(self.decide_stored),
                methods=["POST"],
            ),
            Route(f"{base}/dok/{{id}}/arsip/", self._of_document(self.stored_page)),
        ]

    # a document -----------------------------------------------------------------------------------

    async def page(self, request: Request, document: ReviewedFolder) -> Response:
        """Answer with the page of a document; while it is being made, or where that cannot be, with
        what the archive has.
        """
        await run_in_threadpool(self._note_opened, document)
        html = await run_in_threadpool(self._html, document)
        if html is None:
            return await self.stored_page(request, document)
        # what was recorded beside the outputs has been merged meanwhile
        return HTMLResponse(html, headers={"Content-Security-Policy": served_policy()})

    def _note_opened(self, document: ReviewedFolder) -> None:
        self._workspace.set_here(document=document.id)
        self._documents.opened(document)

    async def stored_page(self, _: Request, document: ReviewedFolder) -> Response:
        """Answer with what the archive has of a document."""
        return HTMLResponse(await run_in_threadpool(self._stored_html, document))

    def _stored_html(self, document: ReviewedFolder) -> str:
        stored = self._archived.stored(document.id)
        if stored is None:
            return self._lang.say("Dokumen ini tidak ada lagi.", "This document is gone.")
        decisions = stored.reviewed.decisions
        entries = [
            self._view(item, decisions.state(item.entry.findings)) for item in stored.entries
        ]
        by_group: dict[str, list[EntryView]] = {group.value: [] for group in GROUP_NAMES}
        for view in entries:
            by_group[view.stored.entry.group].append(view)
        groups = [
            (self._lang.say(*words), group.value, by_group[group.value])
            for group, words in GROUP_NAMES.items()
            if by_group[group.value]
        ]
        return self._filled(
            "arsip_dokumen.html.j2",
            document=stored.reviewed,
            groups=groups,
            job=self._making.job(document, retry=True),
            **self._words(document.id),
        )

    def _view(self, item: StoredEntry, state: EntryState) -> EntryView:
        return EntryView(item, state, state_part(state, self._lang))

    def _words(self, id: str) -> dict[str, object]:
        return {
            "id": id,
            "reasons": {reason.value: self._lang.say(*words) for reason, words in REASON.items()},
            "severity": {item.value: self._lang.say(*words) for item, words in SEVERITY.items()},
            "reviewer": self._workspace.here.get("name", ""),
        }

    async def ready(self, request: Request, document: ReviewedFolder) -> Response:
        """Answer with how far the page of a document is; a window in which nothing was begun goes
        there once it is ready.
        """
        ready = await run_in_threadpool(self._html, document) is not None
        if ready and "sedang" not in request.query_params:
            return Response(headers={"HX-Redirect": f"{self._base}/dok/{document.id}/"})
        job = None if ready else self._making.job(document)
        html = self._filled("siap.html.j2", job=job, id=document.id)
        return HTMLResponse(html)

    async def decide_stored(self, request: Request, document: ReviewedFolder) -> Response:
        """Record a decision on an entry as the archive has it, and answer with the entry."""
        async with request.form(max_files=0, max_fields=20) as form:
            asked = {name: str(value) for name, value in form.items()}
        return await run_in_threadpool(self._decided, document, asked)

    def _decided(self, document: ReviewedFolder, asked: dict[str, str]) -> Response:
        stored = self._archived.stored(document.id)
        entries = {item.entry.id: item for item in stored.entries} if stored else {}
        item = entries.get(asked.get("pokok", ""))
        action, _, reason = asked.get("putusan", "").partition(":")
        if stored is None or item is None or action not in set(Action):
            return PlainTextResponse(
                self._lang.say("Putusan ini tidak lengkap.", "The decision is not complete."), 400
            )
        name = masked(asked.get("nama", "").strip())[:LONGEST_NAME]
        decision = Decision(
            Action(action),
            item.entry.findings,
            stored.reviewed.audit.document,
            now(),
            name,
            masked(asked.get("catatan", ""))[:LONGEST_NOTE],
            Reason(reason) if action == Action.REJECT and reason in set(Reason) else None,
            "selesai" in asked,
            item.entry.id,
        )
        if action == Action.REJECT and decision.reason is None:
            message = self._lang.say("Pilih alasan penolakan.", "Choose the reason.")
            return self._entry(document, item, message, asked)
        try:
            self._documents.record(document, decision, asked.get("dilihat", "").split())
        except (ChangedDecisions, DecisionsError, ArchiveError) as error:
            return self._entry(document, item, self._error_text(error), asked)
        if name:
            self._workspace.set_here(name=name)
        return self._entry(document, item, "", {})

    def _entry(
        self, document: ReviewedFolder, item: StoredEntry, message: str, asked: dict[str, str]
    ) -> Response:
        """Answer with an entry as it is now; what was written and not recorded is still
        there.
        """
        state = self._documents.log(document).decisions.state(item.entry.findings)
        html = self._filled(
            "pokok_arsip.html.j2",
            item=self._view(item, state),
            message=message,
            note=asked.get("catatan", ""),
            **self._words(document.id),
        )
        return HTMLResponse(html)

    def _gone(self) -> str:
        return self._making.gone()

    # many documents -------------------------------------------------------------------------------

    async def missing(self, request: Request) -> Response:
        """Answer with who has reported on which period, and who has not."""
        return HTMLResponse(await run_in_threadpool(self._missing, self._filter(request)))

    def _missing(self, wanted: DocumentFilter) -> str:
        matrix = matrix_of(self._archived.archive(), wanted)
        return self._filled(
            "kelengkapan.html.j2",
            matrix=matrix,
            legend=legend(matrix, self._lang),
            text=square_text,
            words={report: self._lang.say(*words) for report, words in WORDS.items()},
            wanted=wanted,
            target=self._target,
        )

    def _target(self, office: str, year: int, period: str, hashes: list[str]) -> str:
        """Return where a square leads: to its document, or to the list of several."""
        if len(hashes) == 1:
            return f"{self._base}/dok/{hashes[0]}/"
        query = urlencode({"organisasi": office, "tahun": year, "periode": period})
        return f"{self._base}/?{query}"

    def _filter(self, request: Request) -> DocumentFilter:
        office, year = (request.query_params.get(name, "") for name in ("organisasi", "tahun"))
        is_year = year.isdecimal() and len(year) == _DIGITS_OF_YEAR
        return DocumentFilter(office.strip()[:200] or None, int(year) if is_year else None)

    async def figures(self, request: Request) -> Response:
        """Answer with what the reviews of many documents say together."""
        return HTMLResponse(await run_in_threadpool(self._figures, self._filter(request)))

    def _figures(self, wanted: DocumentFilter) -> str:
        archive, say = self._archived.archive(), self._lang.say
        answers = [
            Answer(
                say("Tindak lanjut per organisasi", "Follow-up by office"),
                ("archive", "follow-ups"),
                open_follow_ups(archive, wanted),
            ),
            Answer(
                say("Tindak lanjut yang terbuka", "Open follow-ups"),
                ("archive", "follow-ups", "--each"),
                each_open_follow_up(archive, wanted),
            ),
            Answer(
                say("Temuan yang ditolak, per aturan", "Rejected findings by rule"),
                ("archive", "rejected"),
                rejected_shares(archive, wanted),
            ),
            Answer(
                say("Pokok masalah yang berulang", "Matters that recur"),
                ("archive", "recurring"),
                repeated_matters(archive, wanted),
            ),
        ]
        return self._filled(
            "rekap.html.j2",
            answers=answers,
            wanted=wanted,
            most=MOST_ROWS,
            cell=self._cell,
            link=self._link,
            headings=lambda result: [item for item in result.headings if not item.wide],
        )

    def _cell(self, heading: ResultColumn, value: Value) -> str:
        if value is None:
            return "–"
        if isinstance(value, int):
            return self._lang.number(value) if heading.count else str(value)
        return self._lang.say(*heading.words[value]) if value in heading.words else value

    def _link(self, result: QueryResult, row: list[Value], heading: ResultColumn) -> str:
        """Return where a cell leads: an office to its documents, a document to its page."""
        values = {item.key: value for item, value in zip(result.headings, row, strict=True)}
        if heading.key == "judul" and values.get("sha256"):
            return f"{self._base}/dok/{values['sha256']}/"
        if heading.key == "organisasi" and values.get("organisasi"):
            return f"{self._base}/?{urlencode({'organisasi': str(values['organisasi'])})}"
        return ""


_DIGITS_OF_YEAR = 4
