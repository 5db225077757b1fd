"""Adds annotations, bookmarks and a summary to a PDF: the only part that touches the submitted
file's structure.

It runs in a sandbox, started by `lkj_audit.outputs.pdf.annotated`.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice, pairwise
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from extract.errors import Damaged, Encrypted
from extract.pdfium.annotations import AUTHOR
from lkj_audit.outputs.pdf.disarming import disarm
from lkj_audit.outputs.pdf.markup import (
    ADD_MARKS,
    BEHIND,
    AddedPage,
    Bookmark,
    Colour,
    Corners,
    Link,
    MarkAnnotation,
    MarkRequest,
    MarkResult,
    MarkupPlan,
    Removed,
    Target,
)
from lkj_audit.outputs.pdf.page_space import PageSpace, page_space
from lkj_audit.outputs.pdf.pdf_sheet import FONTS, HEIGHT, SYMBOL, WIDTH
from lkj_audit.outputs.pdf.pdf_sheet import width as text_width

TASKS = (ADD_MARKS,)

PRINTED = 4  # annotation flag Print (PDF 32000-1, table 165)
MOST_FIELDS = 20_000
MOST_LABELS = 10_000
MOST_ENTRIES = 1_000_000

OUTSET = 1.0
LABEL_SIZE = 5.6
LABEL_HEIGHT = 7.0


def add_marks(request: MarkRequest, _send: Callable[[None], None]) -> MarkResult:
    """Write the annotated document; return why it could not be written, or raise a
    BrokenDocument.
    """
    try:
        removed = annotate(
            BytesIO(request.data) if request.data else request.source, request.target, request.plan
        )
    except OSError as error:
        return MarkResult(error.errno or 0, error.strerror or str(error))
    return MarkResult(removed=removed)


def annotate(source: Path | BytesIO, target: Path, plan: MarkupPlan) -> Removed:
    """Write the document with everything that is added to it, or raise a BrokenDocument; return
    what is not in it.
    """
    try:
        with pikepdf.open(source) as pdf:
            removed = disarm(pdf)
            _add(pdf, plan, disarmed=any(removed))
            _save(pdf, target)
            return removed
    except pikepdf.PasswordError as error:
        raise Encrypted from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Damaged from error


def _save(pdf: Pdf, target: Path) -> None:
    """Write the document: its streams stay as they are, to the byte, and what was locked stays
    locked.
    """
    # to compress what is not yet would pack anew what another program has packed in its own way
    as_they_are = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
    pdf.save(
        target,
        min_version="1.5",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        encryption=pdf.is_encrypted,
        deterministic_id=not pdf.is_encrypted,
        **({} if pdf.is_encrypted else as_they_are),
    )


def _add(pdf: Pdf, plan: MarkupPlan, *, disarmed: bool) -> None:
    if len(pdf.pages) != len(plan.sizes):
        raise Damaged  # another parser counts other pages: a mark might be on the wrong one
    pages = [page.obj for page in pdf.pages]
    spaces = [page_space(page, size) for page, size in zip(pages, plan.sizes, strict=True)]
    marking = Marking(pdf, pages, spaces, pdf.make_indirect(_resources()))
    marking.mark(plan.marks)
    signed = is_signed(pdf)
    front, *behind = plan.leaves
    for leaf in behind:
        marking.behind.append(marking.added(leaf))
    for page in marking.behind:
        pdf.pages.append(pikepdf.Page(page))
    notices = [text for text, holds in ((plan.signed, signed), (plan.disarmed, disarmed)) if holds]
    front = front._replace(content="\n".join([front.content, *notices]))
    pdf.pages.insert(0, pikepdf.Page(marking.added(front)))
    _label_pages(pdf, len(pages))
    marking.add_bookmark(plan.bookmark)
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


def is_signed(pdf: Pdf) -> bool:
    """Return whether a field of the form holds a signature."""
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return False
    return any(
        field.get(Name.FT) == Name.Sig and isinstance(field.get(Name.V), Dictionary)
        for field in islice(_fields(form), MOST_FIELDS)
    )


def _fields(form: Dictionary) -> Iterator[Dictionary]:
    """Yield the fields of a form; one that holds itself is yielded without end."""
    waiting = [form.get(Name.Fields)]
    while waiting:
        for entry in _array(waiting.pop()):
            if isinstance(entry, Dictionary):
                yield entry
                if Name.Kids in entry:
                    waiting.insert(0, entry[Name.Kids])


def _array(value: object) -> list[Object]:
    return list(value) if isinstance(value, Array) else []


# What is added ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Marking:
    """A document that is being annotated: its submitted pages, how each is displayed, and our pages
    behind them.
    """

    pdf: Pdf
    pages: Sequence[Dictionary]
    spaces: Sequence[PageSpace]
    resources: Object
    behind: list[Object] = field(default_factory=list)

    def mark(self, marks: Sequence[MarkAnnotation]) -> None:
        """Add a Square and its Popup for every mark that lies on a page."""
        added: dict[int, list[Object]] = {}
        for number, mark in enumerate(marks, 1):
            if 1 <= mark.page <= len(self.pages) and (
                box := self.spaces[mark.page - 1].within(mark.box)
            ):
                added.setdefault(mark.page - 1, []).extend(
                    self.square(mark, box, f"{AUTHOR}-{number}")
                )
        for index, annotations in added.items():
            page = self.pages[index]
            page[Name.Annots] = Array([*_array(page.get(Name.Annots)), *annotations])

    def square(self, mark: MarkAnnotation, box: Corners, id: str) -> Iterator[Object]:
        """Yield the annotation that draws a mark, and the window that opens on it."""
        space, page = self.spaces[mark.page - 1], self.pages[mark.page - 1]
        above = max(OUTSET, LABEL_HEIGHT / 2 if mark.label else 0.0)
        label_wide = text_width(mark.label, LABEL_SIZE, bold=True) + 3 if mark.label else 0.0
        x0, top, x1, bottom = box
        beyond = max(0.0, label_wide - (x1 - x0) - OUTSET)
        around = (x0 - OUTSET, top - above, x1 + OUTSET + beyond, bottom + OUTSET)
        square = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Square,
                Rect=_numbers(space.rectangle(around)),
                RD=_numbers(space.differences(OUTSET, above, OUTSET + beyond, OUTSET)),
                Contents=_string(mark.note),
                T=String(AUTHOR),
                Subj=_string(mark.subject),
                NM=String(id),
                F=PRINTED,
                C=_numbers(mark.colour),
                BS=_border(mark),
                P=page,
                AP=Dictionary(N=self.appearance(mark, space, around, box, label_wide)),
            )
        )
        beside = (x1 + 6, top, x1 + 226, top + 150)
        popup = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Popup,
                Rect=_numbers(space.rectangle(beside)),
                Parent=square,
                Open=False,
                F=PRINTED,
            )
        )
        square[Name.Popup] = popup
        yield square
        yield popup

    def appearance(
        self,
        mark: MarkAnnotation,
        space: PageSpace,
        around: Corners,
        box: Corners,
        label_wide: float,
    ) -> Stream:
        """Return the form that draws a mark: a tint, the edges, and the number on the upper one."""
        wide, high = around[2] - around[0], around[3] - around[1]
        x0, x1 = box[0] - around[0], box[2] - around[0]
        y0, y1 = around[3] - box[3], around[3] - box[1]
        rgb = " ".join(f"{part:.3g}" for part in mark.colour)
        dash = "[3 2] 0 d " if mark.dashed else ""
        edges = f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re"
        content = f"q /Tint gs {rgb} rg {edges} f Q q {dash}{mark.width:g} w {rgb} RG {edges} S Q"
        if mark.label:
            foot = high - LABEL_HEIGHT
            content += (
                f" {rgb} rg 0 {foot:.2f} {label_wide:.2f} {LABEL_HEIGHT:g} re f"
                f" BT 1 g /F2 {LABEL_SIZE:g} Tf 1.5 {foot + 1.5:.2f} Td "
                f"<{mark.label.encode('cp1252').hex()}> Tj ET"
            )
        return packed(
            self.pdf,
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=_numbers((0.0, 0.0, wide, high)),
            Matrix=Array(space.matrix),
            Resources=self.resources,
        )

    def added(self, leaf: AddedPage) -> Object:
        """Return a page of ours, which is nowhere yet."""
        page = Dictionary(
            Type=Name.Page,
            MediaBox=_numbers((0.0, 0.0, WIDTH, HEIGHT)),
            Rotate=0,
            Resources=self.resources,
            Contents=packed(self.pdf, leaf.content),
        )
        page[Name.Annots] = Array([self.pdf.make_indirect(self.link(link)) for link in leaf.links])
        return self.pdf.make_indirect(page)

    def link(self, link: Link) -> Dictionary:
        """Return the annotation that leads from a page of ours to a place."""
        return Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=_numbers(link.box),
            Border=Array([0, 0, 0]),
            F=PRINTED,
            Dest=self.destination(link.target),
        )

    def destination(self, target: Target) -> Array:
        """Return where a viewer goes: to a page of ours, or to a point of a submitted one at the
        zoom it has.
        """
        if target.page == BEHIND and self.behind:
            return Array([self.behind[0], Name.Fit])
        if not 1 <= target.page <= len(self.pages):
            return Array([self.pdf.pages[0].obj, Name.Fit])
        page, space = self.pages[target.page - 1], self.spaces[target.page - 1]
        inside = space.within((target.x, target.top, target.x, target.top))
        if inside is None:
            return Array([page, Name.Fit])
        x, y = space.point(inside[0], inside[1])
        return Array([page, Name.XYZ, round(x, 2), round(y, 2), 0])

    def add_bookmark(self, bookmark: Bookmark) -> None:
        """Put an entry before those of the document's own outline, which stay as they are."""
        root = self.pdf.Root
        own = root.get(Name.Outlines)
        if not isinstance(own, Dictionary) or not own.is_indirect:
            own = self.pdf.make_indirect(Dictionary(Type=Name.Outlines))
            root[Name.Outlines] = own
        entry = self.entry(bookmark, own, opened=True)
        first = own.get(Name.First)
        if isinstance(first, Dictionary) and first.is_indirect:
            entry[Name.Next] = first
            first[Name.Prev] = entry
        else:
            own[Name.Last] = entry
        own[Name.First] = entry
        count: object = own.get(Name.Count)
        shown = count if isinstance(count, int) and 0 < count < MOST_ENTRIES else 0
        own[Name.Count] = shown + 1 + len(bookmark.below)

    def entry(self, bookmark: Bookmark, parent: Object, opened: bool = False) -> Object:
        """Return an entry of the outline with those below it."""
        entry = self.pdf.make_indirect(
            Dictionary(
                Title=_string(bookmark.title),
                Parent=parent,
                Dest=self.destination(bookmark.target),
                C=_numbers(bookmark.colour),
                F=2 if bookmark.below else 0,
            )
        )
        below = [self.entry(one, entry) for one in bookmark.below]
        for one, following in pairwise(below):
            one[Name.Next] = following
            following[Name.Prev] = one
        if below:
            entry[Name.First], entry[Name.Last] = below[0], below[-1]
            entry[Name.Count] = len(below) if opened else -len(below)
        return entry


def packed(pdf: Pdf, content: str, **entries: Object) -> Stream:
    """Return a stream of ours that holds these operators, compressed."""
    return Stream(pdf, zlib.compress(content.encode("ascii")), Filter=Name.FlateDecode, **entries)


def _label_pages(pdf: Pdf, submitted: int) -> None:
    """Call the summary i, what follows behind ii, and the submitted pages what they were called: 12
    stays 12.
    """
    labels: list[tuple[int, Object]] = []
    if isinstance(pdf.Root.get(Name.PageLabels), Dictionary):
        with suppress(pikepdf.PdfError, ValueError, TypeError, RuntimeError):
            labels = list(islice(pikepdf.NumberTree(pdf.Root.PageLabels).items(), MOST_LABELS))
    numbers = Array([0, Dictionary(S=Name.r)])
    kept = [(start, label) for start, label in labels if 0 <= start < submitted]
    for start, label in kept or [(0, Dictionary(S=Name.D))]:
        numbers.append(1 + start)
        numbers.append(label)
    if len(pdf.pages) > 1 + submitted:
        numbers.append(1 + submitted)
        numbers.append(Dictionary(S=Name.r, St=2))
    pdf.Root.PageLabels = Dictionary(Nums=numbers)


def _resources() -> Dictionary:
    """Return what every mark is drawn with: all fonts, and a tint that darkens no letter
    under it.
    """
    tint = Dictionary(Type=Name.ExtGState, ca=0.1, BM=Name.Multiply)
    fonts = Dictionary({f"/{name}": _font(name) for name in FONTS})
    return Dictionary(Font=fonts, ExtGState=Dictionary(Tint=tint))


def _font(name: str) -> Dictionary:
    """Return one of the fonts that every viewer has."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{FONTS[name]}"))
    if name != SYMBOL:
        font[Name.Encoding] = Name.WinAnsiEncoding
    return font


def _border(mark: MarkAnnotation) -> Dictionary:
    border = Dictionary(W=mark.width, S=Name.D if mark.dashed else Name.S)
    if mark.dashed:
        border[Name.D] = Array([3, 2])
    return border


def _numbers(values: Sequence[float] | Colour) -> Array:
    return Array([round(value, 3) for value in values])


def _string(text: str) -> String:
    """Return a text string; what a broken font left of a character becomes a question mark."""
    return String(text.encode("utf-8", "replace").decode("utf-8"))
