"""What is added to a submitted PDF, as plain values that can be handed to the sandbox that
adds it.
"""

from dataclasses import dataclass
from pathlib import Path
from types import NoneType
from typing import NamedTuple

from extract.sandbox.tasks import Task

Colour = tuple[float, float, float]
Corners = tuple[float, float, float, float]

EVIDENCE = (0.10, 0.46, 0.42)
ACCENT = (0.07, 0.37, 0.60)
INK = (0.13, 0.15, 0.18)
QUIET = (0.40, 0.43, 0.48)
HAIRLINE = (0.84, 0.86, 0.88)
PAPER = (1.0, 1.0, 1.0)

# the page behind the submitted ones on which the list of the summary continues
BEHIND = -1


class Target(NamedTuple):
    """Where a bookmark or a link leads: a page of the submitted document and a point on it.

    Page 0 is the summary, `BEHIND` where its list continues. The point is in points from the top
    left of the page as displayed.
    """

    page: int
    x: float = 0.0
    top: float = 0.0


class MarkAnnotation(NamedTuple):
    """A box around what is printed, with the note that opens on it.

    `box` is in points from the top left of the page as displayed. `label` is on the box's edge.
    """

    page: int
    box: Corners
    colour: Colour
    width: float
    dashed: bool
    label: str
    subject: str
    note: str


class Bookmark(NamedTuple):
    """An entry of the outline and those below it."""

    title: str
    target: Target
    colour: Colour
    below: tuple["Bookmark", ...] = ()


class Link(NamedTuple):
    """A part of a summary page that leads elsewhere: x0, y0, x1, y1 in points from the
    bottom left.
    """

    box: Corners
    target: Target


class AddedPage(NamedTuple):
    """A page that is added: the operators that draw it, and its links."""

    content: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MarkupPlan:
    """Everything that is added to a document whose pages, as displayed, have these sizes in points.

    The first of the `leaves` is put in front of it, the others behind it. `signed` are the
    operators that are added to the first where the document bears an electronic signature,
    `disarmed` those where something was removed from it.
    """

    sizes: tuple[tuple[float, float], ...]
    marks: tuple[MarkAnnotation, ...]
    bookmark: Bookmark
    leaves: tuple[AddedPage, ...]
    signed: str
    disarmed: str


@dataclass(frozen=True, slots=True)
class MarkRequest:
    """Which document is annotated with what, and the file that takes the result.

    `data` are the bytes of a document that was locked, empty where those of the file are read.
    """

    source: Path
    target: Path
    plan: MarkupPlan
    data: bytes = b""


class Removed(NamedTuple):
    """How many scripts, other actions, attachments and media of a document are not passed on."""

    scripts: int = 0
    actions: int = 0
    attachments: int = 0
    media: int = 0


NOTHING = Removed()


@dataclass(frozen=True, slots=True)
class MarkResult:
    """Whether the file was written: otherwise the number and the text of the error that the system
    gave.
    """

    error_number: int | None = None
    reason: str = ""
    removed: Removed = NOTHING


ADD_MARKS = Task("lkj_audit.outputs.pdf.marking:add_marks", MarkRequest, NoneType, MarkResult)
