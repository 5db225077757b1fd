"""What every request has to pass: the secret address, the name of the host, the size, and the token
of our own pages.

Every answer forbids a browser whatever it does not need.
"""

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

from lkj_audit.presentation.language import Lang

Scope = MutableMapping[str, Any]
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

CSRF = "x-csrf-token"
LARGEST_UPLOAD = 300 << 20
LARGEST_MESSAGE = 1 << 20
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Lets through what the user's own pages ask, under `/TOKEN`; everything else is refused in a
    sentence.
    """

    def __init__(self, app: App, token: str, csrf: str, lang: Lang) -> None:
        self._app, self._token, self._csrf, self._lang = app, token, csrf, lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        status, sentence = self._refusal(scope, headers)
        if status:
            await PlainTextResponse(sentence, status, HEADERS)(scope, receive, send)
            return
        prefix = f"/{self._token}"
        limit = LARGEST_UPLOAD if scope["path"] == f"{prefix}/unggah" else LARGEST_MESSAGE
        await self._app(scope, _limited(receive, limit, self._too_large()), _guarded(send))

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str]:
        """Return the status and the sentence that a request is refused with, 0 for one that
        is not.
        """
        say = self._lang.say
        port = (scope.get("server") or ("", 0))[1]
        if headers.get("host", "") not in {f"127.0.0.1:{port}", f"localhost:{port}"}:
            return 421, say("Alamat ini tidak dilayani.", "This address is not served.")
        begins = scope["path"].partition("/")[2].partition("/")[0]
        if not secrets.compare_digest(begins.encode(), self._token.encode()):
            return 404, say(
                "Tidak ditemukan. Buka lagi dengan: lkj review",
                "Not found. Open it again with: lkj review",
            )
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return 405, say("Cara ini tidak dilayani.", "This method is not served.")
        if scope["method"] == "POST":
            given = headers.get(CSRF, "")
            origin = headers.get("origin")
            own = {f"http://127.0.0.1:{port}", f"http://localhost:{port}"}
            if not secrets.compare_digest(given.encode(), self._csrf.encode()) or (
                origin and origin not in own
            ):
                return 403, say(
                    "Permintaan ini bukan dari halaman reviu.",
                    "This request is not of a page of the review.",
                )
            length = headers.get("content-length", "0")
            if not length.isdigit() or int(length) > LARGEST_UPLOAD:
                return 413, self._too_large()
        return 0, ""

    def _too_large(self) -> str:
        most = LARGEST_UPLOAD >> 20
        return self._lang.say(
            f"Berkas terlalu besar: paling banyak {most} MB sekali kirim.",
            f"The file is too large: {most} MB at a time at the most.",
        )


def _limited(receive: Receive, limit: int, sentence: str) -> Receive:
    """Return a receiver that gives up a request whose body is larger than its header said, or than
    is taken.
    """
    taken = 0

    async def limited() -> Event:
        nonlocal taken
        event = await receive()
        taken += len(event.get("body", b""))
        if taken > limit:
            raise HTTPException(413, sentence)
        return event

    return limited


def _guarded(send: Send) -> Send:
    """Return a sender that adds the headers of every answer."""

    async def guarded(event: Event) -> None:
        if event["type"] == "http.response.start":
            headers = MutableHeaders(raw=event.setdefault("headers", []))
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Content-Security-Policy", POLICY)
        await send(event)

    return guarded
