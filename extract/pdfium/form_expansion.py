"""Pages that would draw forms within forms without end: PDFium takes all of them apart before
anybody can count.

A form that draws another one eight times, which draws a third one eight times, and so on, is a few
kilobytes in a file and a billion objects on a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.patterns import regex

if TYPE_CHECKING:
    from pikepdf import Object


@dataclass(frozen=True, slots=True)
class FormExpansionSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A page of a report that enters more forms is hostile.
    most_forms: int = 100_000  # count; 75264bb
    # Fewer forms than these in a file cannot draw each other often; a form is a stream, whose
    # dictionary is never packed.
    fewest: int = 2  # count; 75264bb


_SETTINGS = FormExpansionSettings()


_FORM = regex(rb"/Subtype\s*/Form\b")
_DRAWN = regex(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")


def expanding_pages(data: bytes) -> frozenset[int]:
    """Return the pages (0-based) of a document that enter too many forms; those that cannot be
    looked at are none.
    """
    if len(_FORM.findall(data)) < _SETTINGS.fewest:
        return frozenset()
    from io import BytesIO

    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            counter = _Counter()
            return frozenset(
                at
                for at, page in enumerate(pdf.pages)
                if counter.forms_of(page.obj, ()) > _SETTINGS.most_forms
            )
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError):
        return frozenset()  # PDFium, which reads it otherwise, is limited in time and memory


class _Counter:
    """How many forms each form enters, itself included."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], int] = {}

    def forms_of(self, drawer: "Object", above: tuple[tuple[int, int], ...]) -> int:
        """Return how many forms a page or a form enters; `above` are those that draw it, which it
        cannot draw.
        """
        forms = {name: form for name, form in _forms_in(drawer) if form.objgen not in above}
        if not forms:
            return 0
        total = 0
        for name in _names_drawn(drawer):
            if (form := forms.get(name)) is not None:
                total += 1 + self._forms_below(form, above)
                if total > _SETTINGS.most_forms:
                    break
        return total

    def _forms_below(self, form: "Object", above: tuple[tuple[int, int], ...]) -> int:
        key = form.objgen
        if key not in self._known:
            self._known[key] = self.forms_of(form, (*above, key))
        return self._known[key]


def _forms_in(drawer: "Object") -> Iterator[tuple[str, "Object"]]:
    """Yield the forms that a page or a form may draw, by their names."""
    from pikepdf import Dictionary, Name, Stream

    resources = _inherited(drawer, "/Resources")
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if isinstance(objects, Dictionary):
        for name, drawn in objects.items():
            if isinstance(drawn, Stream) and drawn.get("/Subtype") == Name.Form:
                yield str(name), drawn


def _inherited(drawer: "Object", key: str) -> Any:
    """Return an entry of a page, from the nodes above it where it has none itself, or of a form."""
    node: Any = drawer
    for _ in range(64):
        if key in node or "/Parent" not in node:
            return node.get(key)
        node = node["/Parent"]
    return None


def _names_drawn(drawer: "Object") -> Iterator[str]:
    """Yield the names of the objects that a page or a form draws, in order."""
    from pikepdf import Array, Stream

    contents: Any = drawer if isinstance(drawer, Stream) else drawer.get("/Contents")
    for stream in list(contents) if isinstance(contents, Array) else [contents]:
        if isinstance(stream, Stream):
            for match in _DRAWN.finditer(stream.read_bytes()):
                yield "/" + match[1].decode("latin-1")
