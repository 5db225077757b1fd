"""What of a submitted PDF executes, opens or carries something: it is not passed on.

Links within the document and to web pages and mail addresses stay, as everything that pages draw.
All other actions go: scripts, and what starts a program, opens a file, sends or fetches data, plays
media or hides content. So do the actions that events trigger, attachments, XFA forms and the
content of media; what was for media on a page keeps its looks. An action may hang at any object, so
all objects of the file are looked at, not only the places where it should hang.
"""

import re
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from extract.patterns import regex
from lkj_audit.outputs.pdf.markup import Removed

# Kinds of action (PDF 32000-1, table 198, and ISO 32000-2), those that stay first.
_HARMLESS = frozenset({"/GoTo", "/URI", "/Named"})
_KINDS = _HARMLESS | frozenset(
    f"/{name}"
    for name in (
        *(
            "JavaScript",
            "Launch",
            "GoToR",
            "GoToE",
            "GoToDp",
            "Thread",
            "Sound",
            "Movie",
            "Hide",
            "SubmitForm",
        ),
        *(
            "ResetForm",
            "ImportData",
            "SetOCGState",
            "Rendition",
            "Trans",
            "GoTo3DView",
            "RichMediaExecute",
        ),
    )
)
_WEB = regex(r"(?:https?|mailto):", re.IGNORECASE)
_PAGES = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})

# Annotations that play, hold or open something, and what of any annotation stays of these.
_ATTACHED = "/FileAttachment"
_CARRIERS = frozenset({_ATTACHED, "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"})
_LOOKS = frozenset(
    {"/Type", "/Rect", "/AP", "/AS", "/F", "/P", "/NM", "/Contents", "/T", "/OC", "/StructParent"}
)
_HIDDEN = 2

# Where actions, attachments and scripts hang.
_TRIGGERED, _ACTION = ("/A", "/PA", "/NA", "/OpenAction"), "/Action"
_DROPPED = ("/AA", "/AF", "/EF", "/OnInstantiate", "/XFA", "/CO", "/Collection", "/Requirements")
_NAMED = ("/JavaScript", "/EmbeddedFiles", "/AlternatePresentations", "/Renditions")
_SUSPECT = regex(
    b"|".join(
        re.escape(name.encode()) + rb"(?![^\s/<>\[\]()])"
        for name in sorted({*_TRIGGERED, *_DROPPED, *_NAMED, *_CARRIERS, *_KINDS, "/JS", "/Next"})
    )
)


def disarm(pdf: Pdf) -> Removed:
    """Take everything from a document that executes, opens or carries something, and return how
    much that was.
    """
    suspects = list(_suspects(pdf))
    removed = [_without_content(one) for one in suspects]
    removed += [_without_triggers(one) for one in suspects]
    return _in_all(removed)


def _in_all(removed: Iterable[Removed]) -> Removed:
    return Removed(*map(sum, zip(*removed, strict=True)))


def _suspects(pdf: Pdf) -> Iterator[Dictionary]:
    """Yield the dictionaries of the objects in which the name of anything of interest is."""
    for found in pdf.objects:
        try:
            held = found.stream_dict if isinstance(found, Stream) else found
            if isinstance(held, Dictionary | Array) and _SUSPECT.search(
                held.unparse(resolved=True)
            ):
                yield from _dictionaries(held)
        except (pikepdf.PdfError, ValueError, TypeError):
            continue  # an object that cannot be read cannot be written, nor obeyed


def _dictionaries(held: Object) -> Iterator[Dictionary]:
    """Yield the dictionaries that an object is and holds, other objects apart."""
    waiting = [held]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary):
            yield one
        children = (
            one.as_dict().values()
            if isinstance(one, Dictionary)
            else one
            if isinstance(one, Array)
            else ()
        )
        waiting += [
            child
            for child in children
            if isinstance(child, Dictionary | Array) and not child.is_indirect
        ]


def _without_content(one: Dictionary) -> Removed:
    """Clear an action, a file specification or an annotation of what it executes, carries
    or plays.
    """
    if _is_action(one) and not _is_harmless(one):
        script = one.get("/S") == Name.JavaScript or "/JS" in one
        for key in list(one.keys()):
            del one[key]
        return Removed(scripts=1) if script else Removed(actions=1)
    if "/EF" in one:
        del one["/EF"]
        return Removed(attachments=1)
    kind = str(one.get("/Subtype"))
    if kind in _CARRIERS and "/Rect" in one:
        _keep_looks(one)
        return (
            Removed() if kind == _ATTACHED else Removed(media=1)
        )  # what is attached is counted by itself
    return Removed()


def _is_action(one: Dictionary) -> bool:
    """Return whether a dictionary is an action, and not a structure element of the same name."""
    return (
        str(one.get("/S")) in _KINDS
        and str(one.get("/Type", _ACTION)) == _ACTION
        and "/K" not in one
    )


def _is_harmless(action: Dictionary) -> bool:
    """Return whether an action leads to a place of the document, to a web page or to a mail
    address.
    """
    kind = str(action.get("/S"))
    if kind == "/URI":
        return _WEB.match(str(action.get("/URI", ""))) is not None
    return kind == "/GoTo" or (kind == "/Named" and str(action.get("/N")) in _PAGES)


def _keep_looks(annotation: Dictionary) -> None:
    """Make a stamp of an annotation, of the same looks; one without looks of its own is hidden."""
    for key in list(annotation.keys()):
        if key not in _LOOKS:
            del annotation[key]
    annotation[Name.Subtype] = Name.Stamp
    if "/AP" not in annotation:
        flags: object = annotation.get("/F", 0)
        annotation[Name.F] = (int(flags) if isinstance(flags, int) else 0) | _HIDDEN


def _without_triggers(one: Dictionary) -> Removed:
    """Take from a dictionary what triggers something, or leads to what was cleared."""
    removed = []
    for key in (*_DROPPED, *(_NAMED if "/Type" not in one else ())):
        if key in one:
            removed.append(_told(key, one[key]))
            del one[key]
    for key in _TRIGGERED:
        if key in one and _leads_nowhere(one[key]):
            del one[key]
    if _is_action(one) and "/Next" in one:
        del one["/Next"]
    return _in_all(removed)


def _told(key: str, value: Object) -> Removed:
    """Return what is gone with an entry, beyond the actions and files that are counted by
    themselves.
    """
    if key == "/XFA":
        return Removed(scripts=1)
    kept = (
        key == "/AA" and isinstance(value, Dictionary) and any(map(_acts, value.as_dict().values()))
    )
    return Removed(actions=1) if kept else Removed()


def _acts(value: Object) -> bool:
    return isinstance(value, Dictionary) and _is_action(value)


def _leads_nowhere(value: Object) -> bool:
    """Return whether an action was cleared."""
    return isinstance(value, Dictionary) and not value.keys()
