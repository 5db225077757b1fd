"""What the readers of a page ask of it, whether PDFium has it as text or a recogniser made it from
a picture.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extract.pdfium.raw_page import Glyphs, PageDrawing
from extract.records import Box


class PageSource(Protocol):
    """A page with glyphs and rulings; its size in points is that of the page as displayed."""

    @property
    def width(self) -> float:
        """How wide it is."""
        ...

    @property
    def height(self) -> float:
        """How high it is."""
        ...

    def glyphs(self) -> Glyphs:
        """Return the glyphs that are seen."""
        ...

    def drawing(self) -> PageDrawing:
        """Return what is drawn."""
        ...

    def picture_boxes(self) -> list[Box]:
        """Return the boxes of its pictures."""
        ...

    def is_layered(self) -> bool:
        """Return whether most of its texts are invisible: what OCR has laid under a scan."""
        ...

    def unread(self) -> tuple[Box, ...]:
        """Return the boxes of what is shown and cannot be read."""
        ...

    def bold(self, indices: NDArray[np.intp]) -> list[bool]:
        """Return whether each of these glyphs is bold."""
        ...

    def drawn_apart(self, indices: Sequence[int]) -> list[bool]:
        """Return whether each of these glyphs was drawn by another operation than the one before
        it; the first was.
        """
        ...
