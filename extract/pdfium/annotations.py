"""Fields of a form, free text and stamps: what is on a page besides its content, made a part of it
to be read.

Other annotations are no part of what a page says: links, notes that open on a click, a reader's
highlights, and all that this program writes itself.
"""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2_raw as raw


@dataclass(frozen=True, slots=True)
class AnnotationsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # How deep the drawing of an annotation is entered, and how much of it is looked at.
    depth: int = 8  # count; ec46f7c
    objects: int = 2_000  # count; ec46f7c


_SETTINGS = AnnotationsSettings()


# Who writes the annotations of `beranotasi.pdf`.
AUTHOR = "lkj-audit"
# More annotations than this are not looked at one by one.
_MOST = 2_000

Corners = tuple[float, float, float, float]

_WRITTEN = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
_DRAWN = (raw.FPDF_ANNOT_INK,)
_NOT_SHOWN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_INVISIBLE | raw.FPDF_ANNOT_FLAG_NOVIEW


@dataclass(frozen=True, slots=True)
class AnnotationResult:
    """Whether something was made part of the content of a page, and the boxes of what could not be
    read.
    """

    changed: bool = False
    unread: tuple[Corners, ...] = ()


def read_annotations(document: Any, page: Any) -> AnnotationResult:
    """Make what is written on a page part of its content, which is to be loaded again then."""
    count = raw.FPDFPage_GetAnnotCount(page)
    # the pages of some forms (XFA) are made by the viewer: what they hold is not what is shown
    dynamic = raw.FPDF_GetFormType(document) == raw.FORMTYPE_XFA_FULL
    if count <= 0 and not dynamic:
        return AnnotationResult()
    if count > _MOST or dynamic:
        return AnnotationResult(unread=(_whole(page),))
    kinds = [_kind(page, index) for index in range(count)]
    if not any(kind in (*_WRITTEN, *_DRAWN) for kind in kinds):
        return AnnotationResult()
    if raw.FPDF_ANNOT_WIDGET in kinds:
        _draw_fields(document, page)
    written, unread = _keep_written(page, kinds)
    changed = written and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
    return AnnotationResult(changed, tuple(unread))


def _keep_written(page: Any, kinds: Sequence[int]) -> tuple[bool, list[Corners]]:
    """Remove the annotations of a page without text; return whether any has some, and the boxes of
    drawings.
    """
    unread, written = [], False
    for index in reversed(range(len(kinds))):
        kind = kinds[index]
        with _opened(page, index) as annotation:
            readable = kind in _WRITTEN and _has_text(annotation)
            if not readable and kind in (*_WRITTEN, *_DRAWN) and _shows_something(annotation, kind):
                unread.append(_box(annotation))
        written = written or readable
        if not readable:
            raw.FPDFPage_RemoveAnnot(page, index)
    return written, unread


@contextmanager
def _opened(page: Any, index: int) -> Iterator[Any]:
    annotation = raw.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _kind(page: Any, index: int) -> int:
    """Return the kind of an annotation that is shown; that of an unknown one for others, and for
    our own.
    """
    with _opened(page, index) as annotation:
        kind = int(raw.FPDFAnnot_GetSubtype(annotation))
        shown = (
            not raw.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN
            and _value(annotation, b"T") != AUTHOR
        )
        return kind if shown else raw.FPDF_ANNOT_UNKNOWN


def _draw_fields(document: Any, page: Any) -> None:
    """Let PDFium draw the fields whose drawing the document leaves to the viewer."""
    filling = raw.FPDF_FORMFILLINFO(version=2)
    form = raw.FPDFDOC_InitFormFillEnvironment(document, filling)
    if form:
        raw.FORM_OnAfterLoadPage(page, form)
        raw.FORM_OnBeforeClosePage(page, form)
        raw.FPDFDOC_ExitFormFillEnvironment(form)


def _value(annotation: Any, key: bytes) -> str:
    """Return the text of an entry of an annotation."""
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")


def _has_text(annotation: Any) -> bool:
    """Return whether the drawing of an annotation holds text."""
    return bool(raw.FPDF_PAGEOBJ_TEXT in _painted(annotation))


def _shows_something(annotation: Any, kind: int) -> bool:
    """Return whether an annotation without text that can be read says something all the same.

    A box to tick and a field with a frame alone say nothing in words.
    """
    if kind == raw.FPDF_ANNOT_WIDGET:
        return bool(_value(annotation, b"V").strip()) or raw.FPDF_PAGEOBJ_IMAGE in _painted(
            annotation
        )
    return bool(_value(annotation, b"Contents").strip()) or bool(_painted(annotation))


def _painted(annotation: Any) -> set[int]:
    """Return the kinds of objects that the drawing of an annotation paints, those of forms in it
    included.
    """
    count = max(raw.FPDFAnnot_GetObjectCount(annotation), 0)
    waiting = [
        (raw.FPDFAnnot_GetObject(annotation, index), 0)
        for index in range(min(count, _SETTINGS.objects))
    ]
    kinds, seen = set[int](), 0
    while waiting and seen < _SETTINGS.objects:
        handle, depth = waiting.pop()
        seen += 1
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _SETTINGS.depth:
            inner = min(max(raw.FPDFFormObj_CountObjects(handle), 0), _SETTINGS.objects)
            waiting += [
                (raw.FPDFFormObj_GetObject(handle, index), depth + 1) for index in range(inner)
            ]
        else:
            kinds.add(kind)
    return kinds


def _box(annotation: Any) -> Corners:
    """Return left, bottom, right and top of an annotation."""
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, box)
    (left, right), (bottom, top) = sorted((box.left, box.right)), sorted((box.bottom, box.top))
    return left, bottom, right, top


def _whole(page: Any) -> Corners:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top
