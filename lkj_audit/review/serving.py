"""Serves the review of a folder on loopback until it is stopped; a second start joins the first."""

import gc
import secrets
import socket
import time
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.limits import LIMITS, Limits
from lkj_audit.exit_codes import ExitCode
from lkj_audit.output_files import unwritable, why_not
from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from lkj_audit.review.instance import Address, Instance
from lkj_audit.review.workspace import Workspace

if TYPE_CHECKING:
    from lkj_audit.review.app import Review
    from lkj_audit.review.auditing import AuditQueue

LOOPBACK = "127.0.0.1"
SECONDS_TO_JOIN = 10.0


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """A request to `lkj review`: the folder, the documents to audit in it, a port (0: any), and
    whether to browse.

    `archive` is the URL of the archive whose documents are reviewed, empty for those of the folder;
    `network_share` lets it lie on one.
    """

    root: Path
    documents: Sequence[Path] = ()
    port: int = 0
    browse: bool = True
    profile: bytes = b""
    limits: Limits = LIMITS
    archive: str = ""
    network_share: bool = False


def serve(request: ServeRequest, lang: Lang, ready: Callable[[str], None] | None = None) -> int:
    """Serve until the program is stopped, and return its exit code; `ready` takes the address."""
    workspace = Workspace(request.root)
    if request.archive:  # why it cannot be used is reported before anything is made
        from lkj_audit.archive.storage.database import open_archive

        open_archive(request.archive, network_share=request.network_share)
    try:
        workspace.prepare()
        instance = Instance(workspace.own)
        is_first = instance.claim()
    except OSError as error:
        raise unwritable(request.root, why_not(error, lang), lang) from error
    if not is_first:
        return _join(instance, workspace, request, lang)
    try:
        return _serve(workspace, instance, request, lang, ready)
    finally:
        instance.release()


def _join(instance: Instance, workspace: Workspace, request: ServeRequest, lang: Lang) -> int:
    """Open the review that another process serves; what was named is audited there."""
    until = time.monotonic() + SECONDS_TO_JOIN
    while (address := instance.address()) is None and time.monotonic() < until:
        time.sleep(0.05)
    if address is None:
        name = shown_name(workspace.root)
        raise click.UsageError(
            lang.say(
                f"reviu di {name} sedang dimulai; coba lagi.",
                f"the review in {name} is starting; try again.",
            )
        )
    for document in request.documents:
        _hand_over(workspace, document, lang)
    click.echo(
        lang.say(
            f"Reviu sudah berjalan: {address.url}", f"The review is running already: {address.url}"
        )
    )
    if request.browse:
        webbrowser.open(address.url)
    return ExitCode.AUDITED


def _hand_over(workspace: Workspace, document: Path, lang: Lang) -> None:
    """Put a copy of a document where the running review takes it."""
    try:
        data = document.read_bytes()
        with replacing(workspace.upload_path(document.name)) as path:
            path.write_bytes(data)
    except OSError as error:
        name, reason = shown_name(document), why_not(error, lang)
        raise click.UsageError(
            lang.say(f"{name} tidak dapat dibaca: {reason}", f"{name} cannot be read: {reason}")
        ) from error


def _serve(
    workspace: Workspace,
    instance: Instance,
    request: ServeRequest,
    lang: Lang,
    ready: Callable[[str], None] | None,
) -> int:
    listener = _listener(request.port, lang)
    from lkj_audit.review.auditing import AuditQueue

    queue = AuditQueue(workspace, lang, request.profile, request.limits)
    try:
        import uvicorn

        address = Address(listener.getsockname()[1], secrets.token_urlsafe(24))
        review = _review(workspace, queue, request, address.token, lang)
        app = review.app()
        config = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            lifespan="off",
            server_header=False,
            proxy_headers=False,
        )
        server = uvicorn.Server(config)
        if not request.archive:
            queue.start()
        for document in request.documents:
            queue.add_once(document)
        instance.publish(address)
        url = address.url + _left_off(workspace, request, review.has_document)
        click.echo(lang.say(f"Reviu dibuka di {url}", f"The review is open at {url}"))
        click.echo(
            lang.say(
                "Hentikan dengan Ctrl-C; tidak ada yang hilang.",
                "Stop with Ctrl-C; nothing is lost.",
            )
        )
        if ready is not None:
            ready(url)
        if request.browse:
            webbrowser.open(url)
        gc.enable()  # it is off for commands that end soon
        server.run(sockets=[listener])
    finally:
        queue.close()
        listener.close()
    return ExitCode.AUDITED


def _review(
    workspace: Workspace, queue: "AuditQueue", request: ServeRequest, token: str, lang: Lang
) -> "Review":
    """Return the review of a folder, or of an archive."""
    csrf = secrets.token_urlsafe(24)
    if not request.archive:
        from lkj_audit.review.app import Review

        return Review(workspace, queue, token, csrf, lang)
    from lkj_audit.review.archive_app import ArchiveReview
    from lkj_audit.review.archive_documents import ArchiveDocuments

    queue.carries = False
    documents = ArchiveDocuments(
        request.archive, workspace, lang, network_share=request.network_share
    )
    return ArchiveReview(workspace, queue, token, csrf, lang, documents)


def _left_off(
    workspace: Workspace, request: ServeRequest, has_document: Callable[[str], bool]
) -> str:
    """Return the page on which the user left off, nothing where documents were named or it
    is gone.
    """
    id = workspace.here.get("document")
    if request.documents or not isinstance(id, str) or not has_document(id):
        return ""
    return f"dok/{id}/"


def _listener(port: int, lang: Lang) -> socket.socket:
    """Return a socket that listens on loopback alone, or raise the usage error that says why there
    is none.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen(64)
    except (OSError, OverflowError) as error:
        listener.close()
        raise click.UsageError(
            lang.say(
                f"porta {port} tidak dapat dipakai, mungkin sedang dipakai program lain; "
                "pilih --port lain, "
                "atau hilangkan --port.",
                f"port {port} cannot be used, another program may be using it; choose "
                "another --port, or leave it out.",
            )
        ) from error
    return listener
