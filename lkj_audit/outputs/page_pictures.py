"""Small pictures of pages, rendered in a sandbox: a page that is slow or crashes PDFium has no
picture.
"""

import time
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extract.limits import LIMITS, Limits
from extract.sandbox.child import seconds_left
from extract.sandbox.runs import Running, start, wait
from extract.sandbox.tasks import Task

# One page may take this share of the time that all have: a few slow ones leave time for the others.
_SHARE_OF_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Picture:
    """A page (1-based) as displayed: its size in pixels, and a PNG or JPEG file."""

    page: int
    media: str
    width: int
    height: int
    data: bytes

    @property
    def uri(self) -> str:
        """The picture as an address that holds all of it."""
        return f"data:image/{self.media};base64,{b64encode(self.data).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class ClipRequest:
    """A part of a page: its left, upper, right and lower edge in shares of it as displayed, and by
    how many quarters to the left it is turned.
    """

    edges: tuple[float, float, float, float]
    quarters: int = 0


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """Which pages (1-based) of a document are rendered, in this order, and whether the NIPs on them
    are covered.

    `data` are the bytes of one that was locked, empty where those of the file are to be read.
    `clips` are the parts of each page that are wanted instead of it.
    """

    path: Path
    most_pages: int
    pages: tuple[int, ...]
    cover_nips: bool
    data: bytes = b""
    clips: Mapping[int, tuple[ClipRequest, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page that was tried; there is no picture where PDFium cannot make one, and none of a page
    whose clips were wanted, but these in their order, each with `page`.
    """

    page: int
    picture: Picture | None
    clips: tuple[Picture, ...] = ()


RENDER_PAGES = Task("lkj_audit.outputs.renderer:render_pages", RenderRequest, RenderedPage, int)


class PagePictures:
    """Pictures of pages, being rendered in a sandbox from the moment this is made.

    They have as much time as reading has, and half of what is left for the document at the most.
    Behind a page that takes too long or crashes PDFium rendering continues in a new process.
    """

    def __init__(
        self,
        pdf: Path,
        pages: Sequence[int],
        *,
        cover_nips: bool,
        limits: Limits = LIMITS,
        data: bytes = b"",
        clips: Mapping[int, tuple[ClipRequest, ...]] | None = None,
    ) -> None:
        self._data, self._clips = data, clips or {}
        # of each page, where clips were asked for
        self.clips: dict[int, tuple[Picture, ...]] = {}
        self._pdf, self._waiting, self._cover_nips = pdf, list(pages), cover_nips
        self._pictures: dict[int, Picture] = {}
        seconds = min(limits.seconds, seconds_left() / 2)
        self._seconds_for_a_page = seconds / _SHARE_OF_A_PAGE
        self._deadline = time.monotonic() + seconds
        self._limits = replace(limits, file_size=0)
        self._running = self._started()

    def _started(self) -> Running[RenderedPage, int]:
        """Begin with the first page that waits."""
        request = RenderRequest(
            self._pdf.absolute(),
            self._limits.pages,
            tuple(self._waiting),
            self._cover_nips,
            self._data,
            self._clips,
        )
        left = max(0.0, self._deadline - time.monotonic())
        return start(RENDER_PAGES, request, replace(self._limits, seconds=left))

    def taken(self) -> dict[int, Picture]:
        """Return the pictures by page, waiting for them; a page that cannot be rendered has
        none.
        """
        while self._waiting:
            if not self._next_page_comes():
                del self._waiting[:1]
                if not self._waiting or time.monotonic() >= self._deadline:
                    break
                self._running.close()
                self._running = self._started()
        self.close()
        return self._pictures

    def close(self) -> None:
        """End rendering."""
        self._running.close()

    def _next_page_comes(self) -> bool:
        """Wait for a page, and return whether one came: the process may end before, or take too
        long over it.
        """
        until = time.monotonic() + self._seconds_for_a_page
        while not self._running.ended:
            left = until - time.monotonic()
            if left <= 0:
                return False
            wait([self._running], left)
            if rendered := self._running.received():
                self._take(rendered)
                return True
        return False

    def _take(self, rendered: Sequence[RenderedPage]) -> None:
        for one in rendered:
            if one.page in self._waiting:
                self._waiting.remove(one.page)
                if len(one.clips) == len(self._clips.get(one.page, ())):
                    self.clips[one.page] = one.clips
                if one.picture is not None and one.picture.page == one.page:
                    self._pictures[one.page] = one.picture
