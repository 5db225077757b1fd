"""The review note rendered from a template: docxtpl, every value escaped, Jinja in its sandbox.

A template of an office is code that somebody else wrote: it is rendered in a process of its own,
with limits, and Jinja's sandbox lets it call nothing but what values offer, which are texts, lists
and mappings of texts. The template of the program itself needs no process.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from extract.errors import DocumentError
from extract.limits import LIMITS, Limits
from extract.sandbox.tasks import Task
from lkj_audit.outputs.docx.docx_builder import as_text, write_constant

Value = str | list[str] | list[dict[str, str]]
# docxtpl renders a template of some pages in a second; a loop in it that does not end must
SECONDS = 60.0


class BadTemplate(DocumentError):
    """A template that is no Word document, or whose tags cannot be rendered."""

    says = (
        "Templat catatan tidak dapat dipakai: {why}.",
        "The template of the note cannot be used: {why}.",
    )
    advises = (
        "Bandingkan dengan templat bawaan: lkj template.",
        "Compare it with the one of the program: lkj template.",
    )


@dataclass(frozen=True, slots=True)
class NoteRequest:
    """A template (the bytes of a `.docx`) and the values of its tags by name."""

    template: bytes
    texts: dict[str, str]
    lists: dict[str, list[str]]
    tables: dict[str, list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class RenderedNote:
    """The bytes of a `.docx`, or why there are none."""

    docx: bytes
    problem: str = ""


def render_apart(request: NoteRequest, _: Callable[[int], None]) -> RenderedNote:
    """Render a template of an office, in this process, and return the note or what is wrong with
    the template.
    """
    try:
        return RenderedNote(rendered(request))
    except Exception as error:  # whatever a template brings about is the template's fault
        return RenderedNote(b"", _reason(error))


def _reason(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    where = f" (line {line})" if line else ""
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}{where}"[
        :300
    ]


RENDER = Task("lkj_audit.outputs.docx.note_rendering:render_apart", NoteRequest, int, RenderedNote)
TASKS = (RENDER,)


def rendered(request: NoteRequest) -> bytes:
    """Return the note; the same request gives the same bytes."""
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    template = DocxTemplate(BytesIO(request.template))
    context = _cleaned({**request.texts, **request.lists, **request.tables})
    template.render(context, ImmutableSandboxedEnvironment(autoescape=True), autoescape=True)
    made, constant = BytesIO(), BytesIO()
    template.save(made)
    write_constant(made, constant)
    return constant.getvalue()


def _cleaned(value: Any) -> Any:
    """Return values without what a Word document cannot hold, each text on one line."""
    if isinstance(value, dict):
        return {key: _cleaned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return " ".join(as_text(value).split())


def render_template(request: NoteRequest, limits: Limits = LIMITS) -> bytes:
    """Return the note that a template of an office gives, rendered in a process of its own; raise
    BadTemplate.
    """
    from extract.sandbox.runs import WorkerFailure, run

    try:
        done = run(RENDER, request, replace(limits, seconds=min(limits.seconds, SECONDS)))
    except WorkerFailure as error:
        raise BadTemplate(why=type(error).__name__) from error
    if done.problem:
        raise BadTemplate(why=done.problem)
    return done.docx
