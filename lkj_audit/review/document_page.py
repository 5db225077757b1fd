"""The page of a document as the server gives it out: the `laporan.html` beside its outputs, joined
to the server.

The file is the user's, who may have been sent it: its own policy is not trusted. Only our style and
our script of this version run, whatever is in the file.
"""

import hashlib
import json
from functools import lru_cache
from typing import Any

from extract.patterns import regex
from lkj_audit.decisions.records import Action
from lkj_audit.decisions.words import ACTION, state_part
from lkj_audit.outputs.html.content_security_policy import policy
from lkj_audit.outputs.html.report_page import assets
from lkj_audit.presentation.language import Lang
from lkj_audit.review.workspace import PAGE, ReviewedFolder

_META = regex(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_SERVER = '<template id="server">null</template>'


@lru_cache(maxsize=1)
def own_policy() -> str:
    """Return the policy of the page in a file of its own."""
    return policy(*assets())


def served_policy() -> str:
    """Return the policy of the page that talks to the server."""
    return f"{own_policy()}; connect-src 'self'; frame-ancestors 'none'"


def document_html(document: ReviewedFolder, server: dict[str, Any]) -> str | None:
    """Return the page with what it receives about the server; None where the file is not there or
    of another version.
    """
    try:
        html = (document.folder / PAGE).read_text("utf-8", "replace")
    except OSError:
        return None
    meta = _META.search(html)
    if meta is None or own_policy() not in _unescaped(meta[0]) or html.count(_SERVER) != 1:
        return None
    description = (
        json.dumps(server, ensure_ascii=False)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
    )
    html = html.replace(meta[0], "", 1)
    return html.replace(_SERVER, f'<template id="server">{description}</template>')


def _unescaped(text: str) -> str:
    return text.replace("&#39;", "'").replace("&amp;", "&")


def states(document: ReviewedFolder, lang: Lang) -> dict[str, Any]:
    """Return the state of each entry, by its number."""
    return {
        str(entry.number): state_part(state, lang)
        for entry, state in document.audit.states(document.decisions)
    }


def vanished(document: ReviewedFolder, lang: Lang) -> list[dict[str, str]]:
    """Return the decisions whose findings are gone."""
    return [
        {
            "title": item.findings[0].title,
            "words": lang.say(*ACTION[Action(item.action)]),
            "name": item.name,
        }
        for item in document.decisions.vanished(document.audit.fingerprints)
    ]


def audit_version(document: ReviewedFolder) -> str:
    """Return what changes when a new audit has other entries, or numbers them otherwise."""
    numbered = "\n".join(f"{entry.number} {entry.id}" for entry in document.audit.entries)
    return hashlib.sha256(numbered.encode("utf-8", "surrogateescape")).hexdigest()[:12]


def version(document: ReviewedFolder) -> str:
    """Return what changes whenever something is recorded."""
    records = document.decisions.records
    return (
        f"{len(records)}-{records[-1].id if records else ''}-{document.audit.document.sha256[:12]}"
    )
