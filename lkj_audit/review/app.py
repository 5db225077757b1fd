"""The pages and calls of the review: the list of documents, the page of each, decisions, and
the outputs.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import ValidationError, convert
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
)
from starlette.routing import Route

from extract.errors import WordedError
from lkj_audit.archive.errors import ArchiveError
from lkj_audit.decisions.errors import ChangedDecisions, DecisionsError
from lkj_audit.decisions.file import SUFFIX, decisions_path, now
from lkj_audit.decisions.listing import (
    EXTRA_STATES,
    SEVERITIES,
    STATES,
    ListQuery,
    SortKey,
)
from lkj_audit.decisions.records import LONGEST_NAME, LONGEST_NOTE, Action, Decision
from lkj_audit.decisions.words import state_part
from lkj_audit.outputs.catalogue import OUTPUTS
from lkj_audit.outputs.html.matter_view import AUDITED_AGAIN
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.period_names import labelled_period
from lkj_audit.presentation.vocabulary import DOCUMENT_KIND, SEVERITY
from lkj_audit.review.auditing import AuditQueue
from lkj_audit.review.document_page import (
    audit_version,
    document_html,
    served_policy,
    states,
    vanished,
    version,
)
from lkj_audit.review.documents import FolderDocuments, ReviewedDocuments
from lkj_audit.review.guard import CSRF, Guard
from lkj_audit.review.page_making import PageMaking
from lkj_audit.review.uploads import Uploads, unsaved
from lkj_audit.review.workspace import ReviewedFolder, Workspace
from lkj_audit.review.written import AskedDecision, WrittenDrafts
from normalize.text.masking import masked

HERE = Path(__file__).parent
STATIC = {
    "htmx.min.js": (HERE / "static", "text/javascript"),
    "beranda.js": (HERE / "templates", "text/javascript"),
    "beranda.css": (HERE / "templates", "text/css"),
}
MOST_FILES = 50
DECISIONS = "application/x-ndjson"
LONGEST_ID = 200


class Review:
    """Answers what the pages of one user ask."""

    in_archive = False
    archive_name = ""

    def __init__(
        self,
        workspace: Workspace,
        queue: AuditQueue,
        token: str,
        csrf: str,
        lang: Lang,
        documents: ReviewedDocuments | None = None,
    ) -> None:
        self._workspace, self._queue, self._lang, self._csrf = workspace, queue, lang, csrf
        self._documents = documents or FolderDocuments(workspace, lang)
        self._making = PageMaking(self._documents, queue, lang)
        self._uploads = Uploads(
            workspace, self._documents, None if self.in_archive else queue, lang
        )
        self._base = f"/{token}"
        self._token = token
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def app(self) -> Guard:
        """Return the whole application."""
        base = self._base
        routes = [
            Route(f"{base}/", self.home),
            Route(f"{base}/isi", self.content),
            Route(f"{base}/unggah", self.upload, methods=["POST"]),
            Route(f"{base}/pekerjaan/{{id}}/tutup", self.dismiss, methods=["POST"]),
            Route(f"{base}/aset/{{name}}", self.static),
            Route(f"{base}/dok/{{id}}/", self._of_document(self.page)),
            Route(f"{base}/dok/{{id}}/putusan", self._of_document(self.decide), methods=["POST"]),
            Route(f"{base}/dok/{{id}}/keadaan", self._of_document(self.state)),
            Route(f"{base}/dok/{{id}}/di-sini", self._of_document(self.here), methods=["POST"]),
            Route(f"{base}/dok/{{id}}/konsep", self._of_document(self.drafts), methods=["POST"]),
            Route(f"{base}/dok/{{id}}/unduh/{{name}}", self._of_document(self.download)),
            Route(f"{base}/dok/{{id}}/hapus", self._of_document(self.remove), methods=["POST"]),
            *self.further_routes(),
        ]
        # what the archive says of itself is shown as a page
        handlers: dict[Any, Any] = {ArchiveError: self.trouble}
        app = Starlette(routes=routes, exception_handlers=handlers)
        return Guard(app, self._token, self._csrf, self._lang)

    def has_document(self, id: str) -> bool:
        """Return whether a document is there."""
        return self._documents.document(id) is not None

    def further_routes(self) -> list[Route]:
        """Return the pages that only an archive has."""
        return []

    async def trouble(self, request: Request, error: Exception) -> Response:
        """Answer with why the archive cannot be used now."""
        assert isinstance(error, ArchiveError)
        sentence = f"{error.text(self._lang)} {error.advice(self._lang)}".rstrip()
        if "hx-request" in request.headers or request.method == "POST":
            return PlainTextResponse(sentence, 503)
        return HTMLResponse(self._filled("galat.html.j2", sentence=sentence), 503)

    def _of_document(
        self, answer: Callable[[Request, ReviewedFolder], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint for the document that a request names."""

        async def endpoint(request: Request) -> Response:
            document = await run_in_threadpool(self._documents.document, request.path_params["id"])
            if document is None:
                sentence = self._lang.say("Dokumen ini tidak ada lagi.", "This document is gone.")
                return PlainTextResponse(sentence, 404)
            return await answer(request, document)

        return endpoint

    # the list -------------------------------------------------------------------------------------

    async def home(self, request: Request) -> Response:
        """Answer with the list of documents."""
        return HTMLResponse(await run_in_threadpool(self._rendered, "beranda.html.j2", request))

    async def content(self, request: Request) -> Response:
        """Answer with what changes in the list: documents and what is being audited."""
        return HTMLResponse(await run_in_threadpool(self._rendered, "isi.html.j2", request))

    def _rendered(self, template: str, request: Request, message: str = "") -> str:
        jobs = [job for job in self._queue.jobs if job.state != "done" or job.message]
        page = self._documents.page(ListQuery.of(request.query_params))
        return self._filled(
            template,
            listed=page,
            query=page.query,
            jobs=jobs,
            active=any(job.is_active for job in self._queue.jobs),
            message=message,
            kinds={kind: self._kind(kind) for kind in page.kinds},
            states={state.value: self._lang.say(*words) for state, words in STATES.items()},
            extra={state: self._lang.say(*words) for state, words in EXTRA_STATES.items()},
            severities={
                severity.value: self._lang.say(*SEVERITY[severity]) for severity in SEVERITIES
            },
            orders=SortKey,
        )

    def _kind(self, kind: str) -> str:
        known = {item.value: words for item, words in DOCUMENT_KIND.items()}
        return self._lang.say(*known[kind]) if kind in known else kind.upper()

    def _filled(self, template: str, **values: object) -> str:
        """Return a page of ours."""
        return self._templates.get_template(template).render(
            base=self._base,
            csrf=self._csrf,
            header=CSRF,
            lang=self._lang.value,
            say=self._lang.say,
            number=self._lang.number,
            period_name=partial(labelled_period, lang=self._lang),
            worded=lambda words: self._lang.say(*words),
            in_archive=self.in_archive,
            archive_name=self.archive_name,
            **values,
        )

    def _error_text(self, error: WordedError) -> str:
        return f"{error.text(self._lang)} {error.advice(self._lang)}".rstrip()

    async def upload(self, request: Request) -> Response:
        """Take files: a PDF is audited when its turn comes, decisions are merged into those of
        their document.
        """
        try:
            async with request.form(max_files=MOST_FILES, max_fields=10) as form:
                files = [
                    item
                    for item in form.getlist("berkas")
                    if isinstance(item, UploadFile) and item.filename
                ]
                sentence = [await run_in_threadpool(self._uploads.take, file) for file in files]
        except MultiPartException:
            sentence = [
                self._lang.say(
                    f"Kiriman tidak terbaca, atau lebih dari {MOST_FILES} berkas.",
                    f"The upload cannot be read, or has more than {MOST_FILES} files.",
                )
            ]
        except OSError as error:
            sentence = [unsaved(error, self._lang)]
        if not sentence:
            sentence = [self._lang.say("Tidak ada berkas yang dipilih.", "No file was chosen.")]
        message = " ".join(filter(None, sentence))
        return HTMLResponse(
            await run_in_threadpool(self._rendered, "isi.html.j2", request, message)
        )

    async def dismiss(self, request: Request) -> Response:
        """Take a document that could not be audited off the list."""
        self._queue.dismiss(request.path_params["id"])
        return HTMLResponse(await run_in_threadpool(self._rendered, "isi.html.j2", request))

    async def remove(self, request: Request, document: ReviewedFolder) -> Response:
        """Take a document away, for a reason where one is logged."""
        async with request.form(max_files=0, max_fields=5) as form:
            reason = str(form.get("sebab", "")).strip()[:LONGEST_NOTE]
        if self.in_archive and not reason:
            message = self._lang.say("Isi sebab penghapusan.", "Say why it is deleted.")
        else:
            try:
                message = await run_in_threadpool(self._documents.remove, document, reason)
            except (ArchiveError, DecisionsError) as error:
                message = self._error_text(error)
            except OSError as error:
                message = unsaved(error, self._lang)
        return HTMLResponse(
            await run_in_threadpool(self._rendered, "isi.html.j2", request, message)
        )

    async def static(self, request: Request) -> Response:
        """Answer with a file of the program."""
        name = request.path_params["name"]
        if name not in STATIC:
            return PlainTextResponse("", 404)
        folder, media = STATIC[name]
        return Response((folder / name).read_bytes(), media_type=media)

    # a document -----------------------------------------------------------------------------------

    async def page(self, _: Request, document: ReviewedFolder) -> Response:
        """Answer with the page of a document, made anew where it is not of this version."""
        self._workspace.set_here(document=document.id)
        await run_in_threadpool(self._documents.opened, document)
        html = await run_in_threadpool(self._html, document)
        if html is None:
            made = await run_in_threadpool(self._made, document, "html")
            html = await run_in_threadpool(self._html, document)
            if html is None:
                return PlainTextResponse(
                    made or self._lang.say("Halaman belum ada.", "There is no page yet."), 409
                )
        return HTMLResponse(html, headers={"Content-Security-Policy": served_policy()})

    def _html(self, document: ReviewedFolder) -> str | None:
        position = self._workspace.here
        return document_html(
            document,
            {
                "base": f"{self._base}/dok/{document.id}",
                "home": self._base,
                "csrf": self._csrf,
                "states": states(document, self._lang),
                "vanished": vanished(document, self._lang),
                "version": version(document),
                "audit": audit_version(document),
                "here": position.get("matters", {}).get(document.id),
                "name": position.get("name", ""),
                "drafts": self._workspace.drafts(document.id),
                "trouble": self._error_text(document.trouble) if document.trouble else "",
            },
        )

    async def decide(self, request: Request, document: ReviewedFolder) -> Response:
        """Record a decision; where somebody else has decided since, say so and show it."""
        try:
            asked = convert(json.loads(await request.body()), AskedDecision)
        except (ValueError, ValidationError):
            return self._message(
                400, self._lang.say("Putusan ini tidak lengkap.", "The decision is not complete.")
            )
        entry = document.audit.entry(str(asked.matter))
        if (
            entry is None
            or entry.number != asked.matter
            or (asked.action is Action.REJECT) != (asked.reason is not None)
        ):
            return self._message(
                400, self._lang.say("Putusan ini tidak lengkap.", "The decision is not complete.")
            )
        if asked.id not in {"", entry.id}:
            return self._message(409, self._lang.say(*AUDITED_AGAIN))
        decision = Decision(
            asked.action,
            entry.findings,
            document.audit.document,
            now(),
            masked(asked.name)[:LONGEST_NAME],
            masked(asked.note)[:LONGEST_NOTE],
            asked.reason,
            asked.done,
            entry.id,
        )
        try:
            state = await run_in_threadpool(self._documents.record, document, decision, asked.seen)
        except ChangedDecisions as error:
            log = await run_in_threadpool(self._documents.log, document)
            newest = {
                str(entry.number): state_part(log.decisions.state(entry.findings), self._lang)
            }
            return JSONResponse({"message": self._error_text(error), "states": newest}, 409)
        except (DecisionsError, ArchiveError) as error:
            return self._message(507, self._error_text(error))
        if asked.name:
            self._workspace.set_here(name=masked(asked.name)[:LONGEST_NAME])
        return JSONResponse({"states": {str(entry.number): state_part(state, self._lang)}})

    def _message(self, status: int, message: str) -> Response:
        return JSONResponse({"message": message}, status)

    async def state(self, request: Request, document: ReviewedFolder) -> Response:
        """Answer with the state of all entries, where it is another than a window has shown."""
        newest, audit = version(document), audit_version(document)
        if request.query_params.get("versi") == newest:
            return JSONResponse({"version": newest, "audit": audit})
        description = {
            "version": newest,
            "audit": audit,
            "states": states(document, self._lang),
            "vanished": vanished(document, self._lang),
        }
        return JSONResponse(description)

    async def here(self, request: Request, document: ReviewedFolder) -> Response:
        """Keep which matter is open: tomorrow the review opens there."""
        try:
            matter = str(json.loads(await request.body())["matter"])[:LONGEST_ID]
        except (ValueError, KeyError, TypeError):
            return JSONResponse({}, 400)
        before = self._workspace.here.get("matters")
        matters = {**(before if isinstance(before, dict) else {}), document.id: matter}
        await run_in_threadpool(
            lambda: self._workspace.set_here(document=document.id, matters=matters)
        )
        return JSONResponse({})

    async def drafts(self, request: Request, document: ReviewedFolder) -> Response:
        """Keep what somebody has begun to write and not saved yet."""
        try:
            written = convert(json.loads(await request.body()), WrittenDrafts)
        except (ValueError, ValidationError):
            return JSONResponse({}, 400)
        drafts = {key: asdict(draft) for key, draft in written.drafts.items()}
        await run_in_threadpool(self._workspace.set_drafts, document.id, drafts)
        return JSONResponse({})

    async def download(self, request: Request, document: ReviewedFolder) -> Response:
        """Answer with an output; one that is older than the latest decision is made anew first."""
        name = request.path_params["name"]
        decisions = decisions_path(document.folder)
        try:  # with what others have decided since
            await run_in_threadpool(self._documents.write_beside, document)
        except DecisionsError as error:
            return PlainTextResponse(self._error_text(error), 409)
        if name == "putusan":
            if not decisions.is_file():
                return PlainTextResponse(
                    self._lang.say("Belum ada putusan.", "There is no decision yet."), 404
                )
            return FileResponse(
                decisions, filename=f"{document.folder.name}{SUFFIX}", media_type=DECISIONS
            )
        output = next((item for item in OUTPUTS if item.name == name and not item.several), None)
        if output is None:
            return PlainTextResponse(
                self._lang.say("Tidak ada keluaran itu.", "There is no such output."), 404
            )
        target = document.folder / output.name
        sentence = ""
        if not target.is_file() or (
            decisions.is_file() and decisions.stat().st_mtime_ns > target.stat().st_mtime_ns
        ):
            sentence = await run_in_threadpool(self._made, document, output.format)
        written = list(target.parent.glob(f"{target.stem}*{target.suffix}"))
        newest = max(written, key=lambda path: path.stat().st_mtime_ns, default=None)
        if newest is None or (
            decisions.is_file() and decisions.stat().st_mtime_ns > newest.stat().st_mtime_ns
        ):
            # nothing outdated is handed out
            return PlainTextResponse(sentence, 409)
        return FileResponse(newest, filename=f"{document.folder.name}-{newest.name}")

    def _made(self, document: ReviewedFolder, format: str) -> str:
        """Write an output anew; return why that is not possible, or what it lacks."""
        return self._making.write(document, (format,), gone=self._gone)

    def _gone(self) -> str:
        return self._lang.say(
            "PDF sumbernya tidak ditemukan; jatuhkan PDF itu lagi di halaman daftar.",
            "The PDF that it was made from is gone; drop it on the list again.",
        )
