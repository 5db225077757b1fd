"""Adds annotations, bookmarks and summary pages to a PDF: the only part that touches the submitted file's structure.

It runs in a process of its own, started by `lkj_audit.outputs.annotated`: reads its arguments in JSON from stdin and
says on stdout, as JSON, which error ended it.
"""

import json
import math
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from extract.errors import BrokenDocument, Damaged, Encrypted, TooMuchMemory
from extract.limits import Limits
from extract.worker import limit_memory
from lkj_audit.outputs.markup import Bookmark, Colour, Corners, Leaf, Link, Mark, Plan, Target
from lkj_audit.outputs.paper import FONTS, HEIGHT, SYMBOL, WIDTH, Sheet
from lkj_audit.outputs.paper import width as text_width

AUTHOR = "lkj-audit"
PRINTED = 4  # annotation flag Print (PDF 32000-1, table 165)
DEEPEST = 50
MOST_FIELDS = 20_000
MOST_LABELS = 10_000
LETTER = (0.0, 0.0, 612.0, 792.0)  # what PDFium takes a page without a box for

OUTSET = 1.0
SMALLEST = 3.0
LABEL_SIZE = 5.2
LABEL_HEIGHT = 6.6


def main() -> None:
    """Write the annotated document that stdin asks for."""
    asked = json.load(sys.stdin)
    limits = Limits(**asked["limits"])
    limit_memory(limits)
    _limit_file(asked["largest"])
    broken: tuple[str, dict[str, object]] | None = None
    try:
        annotate(Path(asked["source"]), Path(asked["target"]), Plan.from_json(asked["plan"]))
    except BrokenDocument as error:
        broken = type(error).__name__, error.details
    except MemoryError:
        broken = TooMuchMemory.__name__, {"limit": limits.memory >> 20}
    json.dump(broken, sys.stdout)
    sys.stdout.flush()
    os._exit(0)  # nothing is left to do, and clearing up after a hostile document may take long


def _limit_file(largest: int) -> None:
    """Limit what may be written, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def annotate(source: Path, target: Path, plan: Plan) -> None:
    """Write the document with everything that is added to it, or raise a BrokenDocument."""
    try:
        with pikepdf.open(source) as pdf:
            _add(pdf, plan)
            _save(pdf, target)
    except pikepdf.PasswordError as error:
        raise Encrypted from error
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, RuntimeError) as error:
        raise Damaged from error


def _save(pdf: Pdf, target: Path) -> None:
    """Write the document; every stream that was not added keeps its bytes."""
    pdf.save(
        target,
        min_version="1.5",
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        encryption=pdf.is_encrypted,
        deterministic_id=not pdf.is_encrypted,
    )


def _add(pdf: Pdf, plan: Plan) -> None:
    pages = [page.obj for page in pdf.pages]
    if len(pages) != len(plan.sizes):
        raise Damaged  # another parser counts other pages: a mark might stand on the wrong one
    spaces = [page_space(page, size) for page, size in zip(pages, plan.sizes, strict=True)]
    marking = Marking(pdf, pages, spaces)
    marking.mark(plan.marks)
    signed = is_signed(pdf)
    for number, leaf in enumerate(plan.leaves):
        marking.insert(number, leaf._replace(content=f"{leaf.content}\n{plan.signed}") if signed and not number else leaf)
    _label_pages(pdf, len(plan.leaves))
    marking.add_bookmark(plan.bookmark)
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


# Where things are ----------------------------------------------------------------------------------------------------


class PageSpace(NamedTuple):
    """How points of the page as displayed, from its top left, lie in the page's own coordinates.

    `turns` are quarter turns clockwise; `scale` are own units a displayed point, across and down as displayed.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    scale: tuple[float, float]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a displayed point in the page's own coordinates."""
        x, y = x * self.scale[0], y * self.scale[1]
        match self.turns:
            case 1:
                return self.left + y, self.bottom + x
            case 2:
                return self.right - x, self.bottom + y
            case 3:
                return self.right - y, self.top - x
            case _:
                return self.left + x, self.top - y

    def rectangle(self, box: Corners) -> Corners:
        """Return a displayed box in the page's own coordinates: x0, y0, x1, y1 with the smaller ones first."""
        (a, b), (c, d) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def differences(self, left: float, top: float, right: float, bottom: float) -> list[float]:
        """Return what a box is smaller by at its displayed sides, in the order of its own sides."""
        sides = [left, top, right, bottom]
        return sides[self.turns :] + sides[: self.turns]

    @property
    def matrix(self) -> Sequence[int]:
        """The form matrix that lets what is drawn upright be displayed upright."""
        return ((1, 0, 0, 1, 0, 0), (0, 1, -1, 0, 0, 0), (-1, 0, 0, -1, 0, 0), (0, -1, 1, 0, 0, 0))[self.turns]

    def within(self, box: Corners) -> Corners | None:
        """Return the part of a displayed box that lies on the page; None where it cannot be told."""
        if not all(map(math.isfinite, (*box, *self.scale))) or min(self.scale) <= 0:
            return None
        wide, high = self.right - self.left, self.top - self.bottom
        if self.turns % 2:
            wide, high = high, wide
        wide, high = wide / self.scale[0], high / self.scale[1]
        x0, x1 = (min(max(x, 0.0), wide) for x in (min(box[0], box[2]), max(box[0], box[2])))
        top, bottom = (min(max(y, 0.0), high) for y in (min(box[1], box[3]), max(box[1], box[3])))
        return x0, top, max(x1, x0 + SMALLEST), max(bottom, top + SMALLEST)


def page_space(page: Object, size: tuple[float, float]) -> PageSpace:
    """Return how a page is displayed as PDFium does, which found the places; `size` is the size that it told."""
    media = _box(page, Name.MediaBox) or LETTER
    crop = _box(page, Name.CropBox) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    rotate = _inherited(page, Name.Rotate)
    turns = int(float(rotate) / 90) % 4 if isinstance(rotate, (int, float)) or _is_number(rotate) else 0
    wide, high = (top - bottom, right - left) if turns % 2 else (right - left, top - bottom)
    scale = (wide / size[0], high / size[1]) if size[0] > 0 and size[1] > 0 else (math.nan, math.nan)
    return PageSpace(left, bottom, right, top, turns, scale)


def _is_number(value: object) -> bool:
    try:
        return math.isfinite(float(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def _box(page: Object, name: Name) -> Corners | None:
    """Return a box of a page with its corners in order; None where it has none or an empty one."""
    box = _inherited(page, name)
    if not isinstance(box, Array) or len(box) != 4 or not all(map(_is_number, box)):
        return None
    a, b, c, d = (float(value) for value in box)
    return (min(a, c), min(b, d), max(a, c), max(b, d)) if a != c and b != d else None


def _inherited(page: Object, name: Name) -> object:
    """Return an entry of a page, or of the nearest node above that has it."""
    node: Object | None = page
    for _ in range(DEEPEST):
        if not isinstance(node, Dictionary):
            return None
        if name in node:
            return node[name]
        node = node.get(Name.Parent)
    return None


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
        for field in _array(waiting.pop()):
            if isinstance(field, Dictionary):
                yield field
                if Name.Kids in field:
                    waiting.insert(0, field[Name.Kids])


def _array(value: object) -> list[Object]:
    return list(value) if isinstance(value, Array) else []


# What is added -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Marking:
    """A document that is being annotated: its submitted pages and how each is displayed."""

    pdf: Pdf
    pages: Sequence[Dictionary]
    spaces: Sequence[PageSpace]

    def mark(self, marks: Sequence[Mark]) -> None:
        """Add a Square and its Popup for every mark that lies on a page."""
        added: dict[int, list[Object]] = {}
        for number, mark in enumerate(marks, 1):
            if 1 <= mark.page <= len(self.pages) and (box := self.spaces[mark.page - 1].within(mark.box)):
                added.setdefault(mark.page - 1, []).extend(self.square(mark, box, f"{AUTHOR}-{number}"))
        for index, annotations in added.items():
            page = self.pages[index]
            page[Name.Annots] = Array([*_array(page.get(Name.Annots)), *annotations])

    def square(self, mark: Mark, box: Corners, id: str) -> Iterator[Object]:
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

    def appearance(self, mark: Mark, space: PageSpace, around: Corners, box: Corners, label_wide: float) -> Stream:
        """Return the form that draws a mark: a tint that darkens nothing, the edges, and the number on the upper one."""
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
                f" BT 1 g /F2 {LABEL_SIZE:g} Tf 1.5 {foot + 1.5:.2f} Td <{mark.label.encode('cp1252').hex()}> Tj ET"
            )
        return Stream(
            self.pdf,
            content.encode("ascii"),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=_numbers((0.0, 0.0, wide, high)),
            Matrix=Array(space.matrix),
            Resources=Dictionary(
                ExtGState=Dictionary(Tint=Dictionary(Type=Name.ExtGState, ca=0.1, BM=Name.Multiply)),
                Font=Dictionary(F2=_font("F2")),
            ),
        )

    def insert(self, number: int, leaf: Leaf) -> None:
        """Insert a summary page before the submitted ones; `number` counts from 0."""
        page = Dictionary(
            Type=Name.Page,
            MediaBox=_numbers((0.0, 0.0, WIDTH, HEIGHT)),
            Rotate=0,
            Resources=Dictionary(Font=Dictionary({f"/{name}": _font(name) for name in FONTS})),
            Contents=Stream(self.pdf, zlib.compress(leaf.content.encode("ascii")), Filter=Name.FlateDecode),
        )
        page[Name.Annots] = Array([self.pdf.make_indirect(self.link(link)) for link in leaf.links])
        self.pdf.pages.insert(number, pikepdf.Page(self.pdf.make_indirect(page)))

    def link(self, link: Link) -> Dictionary:
        """Return the annotation that leads from a summary page to a place."""
        return Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=_numbers(link.box),
            Border=Array([0, 0, 0]),
            F=PRINTED,
            Dest=self.destination(link.target),
        )

    def destination(self, target: Target) -> Array:
        """Return where a viewer goes: to the summary, or to a point of a submitted page at the zoom it has."""
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
        count = own.get(Name.Count)
        shown = max(0, int(count)) if isinstance(count, int) else 0
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
        for one, following in zip(below, below[1:], strict=False):
            one[Name.Next] = following
            following[Name.Prev] = one
        if below:
            entry[Name.First], entry[Name.Last] = below[0], below[-1]
            entry[Name.Count] = len(below) if opened else -len(below)
        return entry


def _label_pages(pdf: Pdf, leaves: int) -> None:
    """Number the summary pages i, ii and the submitted ones as before: a viewer's page 12 stays page 12."""
    labels: list[tuple[int, Object]] = []
    if isinstance(pdf.Root.get(Name.PageLabels), Dictionary):
        with suppress(pikepdf.PdfError, ValueError, TypeError, RuntimeError):
            labels = list(islice(pikepdf.NumberTree(pdf.Root.PageLabels).items(), MOST_LABELS))
    numbers = Array([0, Dictionary(S=Name.r)])
    for start, label in labels or [(0, Dictionary(S=Name.D))]:
        numbers.append(leaves + start)
        numbers.append(label)
    pdf.Root.PageLabels = Dictionary(Nums=numbers)


def _font(name: str) -> Dictionary:
    """Return one of the fonts that every viewer has."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{FONTS[name]}"))
    if name != SYMBOL:
        font[Name.Encoding] = Name.WinAnsiEncoding
    return font


def _border(mark: Mark) -> Dictionary:
    border = Dictionary(W=mark.width, S=Name.D if mark.dashed else Name.S)
    if mark.dashed:
        border[Name.D] = Array([3, 2])
    return border


def _numbers(values: Sequence[float] | Colour) -> Array:
    return Array([round(value, 3) for value in values])


def _string(text: str) -> String:
    """Return a text string; what a broken font left of a character becomes a question mark."""
    return String(text.encode("utf-8", "replace").decode("utf-8"))
