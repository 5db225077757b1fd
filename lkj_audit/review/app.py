"""The pages and calls of the review: the list of documents, the page of each, decisions, and what
is taken away.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path

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

from extract.errors import DocumentError
from lkj_audit.decisions.carry import DecidedReport
from lkj_audit.decisions.errors import ChangedDecisions, DecisionsError
from lkj_audit.decisions.file import SUFFIX, decisions_path, merge_into, now, read_log, record
from lkj_audit.decisions.records import LONGEST_NAME, LONGEST_NOTE, Action, Decision, Reason
from lkj_audit.decisions.words import state_part
from lkj_audit.output_files import why_not
from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.outputs.catalogue import OUTPUTS, Output
from lkj_audit.outputs.html.matter_view import AUDITED_AGAIN
from lkj_audit.presentation.language import Lang
from lkj_audit.review.auditing import AuditQueue
from lkj_audit.review.document_page import (
    audit_version,
    document_html,
    served_policy,
    states,
    vanished,
    version,
)
from lkj_audit.review.guard import CSRF, Guard
from lkj_audit.review.workspace import ReviewedFolder, Workspace
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


@dataclass(frozen=True, slots=True)
class AskedDecision:
    """What the page asks to record: on which matter, by its number, and which records its author
    has seen.

    `id` is that of the matter as the page shows it: after a new audit another may have its number.
    """

    matter: int
    action: Action
    seen: tuple[str, ...]
    id: str = ""
    note: str = ""
    name: str = ""
    reason: Reason | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has begun to write on a matter."""

    note: str = ""
    response: str = ""
    follow_up: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class WrittenDrafts:
    """What was begun on the matters of a document, by their ids."""

    drafts: dict[str, Draft]


class Review:
    """Answers what the pages of one user ask."""

    def __init__(
        self, workspace: Workspace, queue: AuditQueue, token: str, csrf: str, lang: Lang
    ) -> None:
        self._workspace, self._queue, self._lang, self._csrf = workspace, queue, lang, csrf
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
        ]
        return Guard(Starlette(routes=routes), self._token, self._csrf, self._lang)

    def _of_document(
        self, answer: Callable[[Request, ReviewedFolder], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint for the document that a request names."""

        async def endpoint(request: Request) -> Response:
            document = await run_in_threadpool(self._workspace.document, request.path_params["id"])
            if document is None:
                sentence = self._lang.say("Dokumen ini tidak ada lagi.", "This document is gone.")
                return PlainTextResponse(sentence, 404)
            return await answer(request, document)

        return endpoint

    # the list -------------------------------------------------------------------------------------

    async def home(self, _: Request) -> Response:
        """Answer with the list of documents."""
        return HTMLResponse(await run_in_threadpool(self._rendered, "beranda.html.j2"))

    async def content(self, _: Request) -> Response:
        """Answer with what changes in the list: documents and what is being audited."""
        return HTMLResponse(await run_in_threadpool(self._rendered, "isi.html.j2"))

    def _rendered(self, template: str, message: str = "") -> str:
        jobs = [job for job in self._queue.jobs if job.state != "done" or job.message]
        return self._templates.get_template(template).render(
            base=self._base,
            csrf=self._csrf,
            header=CSRF,
            lang=self._lang.value,
            say=self._lang.say,
            number=self._lang.number,
            documents=list(self._workspace.documents()),
            jobs=jobs,
            active=any(job.is_active for job in self._queue.jobs),
            message=message,
            outputs=self._outputs_of,
            error_text=self._error_text,
        )

    def _error_text(self, error: DecisionsError) -> str:
        return f"{error.text(self._lang)} {error.advice(self._lang)}".rstrip()

    def _outputs_of(self, document: ReviewedFolder) -> list[Output]:
        return [
            item for item in OUTPUTS if not item.several and (document.folder / item.name).is_file()
        ]

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
                sentence = [await run_in_threadpool(self._take, file) for file in files]
        except MultiPartException:
            sentence = [
                self._lang.say(
                    f"Kiriman tidak terbaca, atau lebih dari {MOST_FILES} berkas.",
                    f"The upload cannot be read, or has more than {MOST_FILES} files.",
                )
            ]
        except OSError as error:
            sentence = [self._unsaved(error)]
        if not sentence:
            sentence = [self._lang.say("Tidak ada berkas yang dipilih.", "No file was chosen.")]
        message = " ".join(filter(None, sentence))
        return HTMLResponse(await run_in_threadpool(self._rendered, "isi.html.j2", message))

    def _take(self, file: UploadFile) -> str:
        """Keep one file; return a sentence where it is not taken, or that decisions were merged."""
        name = masked(file.filename or "")
        if name.lower().endswith(".jsonl"):
            return self._merge(file.file.read(), name)
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
            return self._unsaved(error)
        self._queue.add(path)
        return ""

    def _unsaved(self, error: OSError) -> str:
        reason = why_not(error, self._lang)
        return self._lang.say(
            f"Berkas tidak dapat disimpan: {reason}.", f"The file cannot be saved: {reason}."
        )

    def _merge(self, data: bytes, name: str) -> str:
        """Merge decisions of somebody else into those of the documents that they are on."""
        path = self._workspace.upload_path(name).with_suffix(".jsonl")
        try:
            path.write_bytes(data)
            log = read_log(path)
            report = DecidedReport(
                path, tuple({item.document: None for item in log.decisions.records})
            )
            for document in self._workspace.documents():
                if report.is_of(document.audit.document):
                    count = merge_into(decisions_path(document.folder), path)
                    return self._lang.say(
                        f"{name}: {count} putusan ditambahkan pada {document.name}.",
                        f"{name}: {count} decisions were added to {document.name}.",
                    )
        except DecisionsError as error:
            return self._error_text(error)
        except OSError as error:
            return self._unsaved(error)
        finally:
            path.unlink(missing_ok=True)
            path.parent.rmdir()
        return self._lang.say(
            f"{name}: tidak ada dokumen di sini yang diputus dalam berkas itu.",
            f"{name}: none of the documents here is decided on in that file.",
        )

    async def dismiss(self, request: Request) -> Response:
        """Take a document that could not be audited off the list."""
        self._queue.dismiss(request.path_params["id"])
        return HTMLResponse(await run_in_threadpool(self._rendered, "isi.html.j2"))

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
            _, state = await run_in_threadpool(
                record, decisions_path(document.folder), decision, asked.seen
            )
        except ChangedDecisions as error:
            log = await run_in_threadpool(read_log, decisions_path(document.folder))
            newest = {
                str(entry.number): state_part(log.decisions.state(entry.findings), self._lang)
            }
            return JSONResponse({"message": self._error_text(error), "states": newest}, 409)
        except DecisionsError as error:
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
            # nobody is handed what no longer holds
            return PlainTextResponse(sentence, 409)
        return FileResponse(newest, filename=f"{document.folder.name}-{newest.name}")

    def _made(self, document: ReviewedFolder, format: str) -> str:
        """Write an output anew; return why that is not possible, or what it lacks."""
        source = self._workspace.source(document.folder)
        if source is None:
            return self._lang.say(
                "PDF sumbernya tidak ditemukan; jatuhkan PDF itu lagi di halaman daftar.",
                "The PDF that it was made from is gone; drop it on the list again.",
            )
        try:
            return self._queue.audit(source, document.folder.name, (format,))
        except DocumentError as error:
            return f"{error.text(self._lang)} {error.advice(self._lang)}".rstrip()
