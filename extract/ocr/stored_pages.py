"""A page that was recognised, as it can be kept: to be read once, and taken up again later or
elsewhere.

What is kept is what the readers of tables make of it, not the pieces: a program of another version
recognises the page anew.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from extract.pages.page_records import PageLayout
from extract.records import LayoutStrategy
from extract.sandbox.frames import BadFrame, decoded, encoded


@dataclass(frozen=True, slots=True)
class RecognizedPage:
    """A page (1-based) that was read as a picture, in every reading, the usual one last; without
    any where its reader failed, or where it is `plain`: its pictures hold nothing to be read.
    """

    number: int
    layouts: tuple[tuple[LayoutStrategy, PageLayout], ...] = ()
    plain: bool = False

    @property
    def usual(self) -> PageLayout | None:
        """The page in the usual reading."""
        return self.layouts[-1][1] if self.layouts else None

    @property
    def is_telling(self) -> bool:
        """Whether anything was read from pictures of it, or is reported of them."""
        return self.usual is None or self.usual.picture is not None

    def texts(self) -> Iterator[str]:
        """Yield everything that was read: lines, cells, all pieces in a row, other readings."""
        for _, layout in self.layouts:
            yield "\n".join(line.text for line in layout.lines)
            for table in layout.tables:
                for cell in table.pieces:
                    yield " ".join(line.printed for line in cell.lines)
        if self.usual is not None:
            pieces = self.usual.recognized
            yield " ".join(piece.text for piece in pieces)
            for piece in pieces:
                yield from (option.text for option in piece.alternatives)
                yield from (witness.text for witness in piece.witnesses)


def packed_page(page: RecognizedPage) -> bytes:
    """Return a page in few bytes."""
    return zlib.compress(encoded(page), 6)


def unpacked_page(data: bytes) -> RecognizedPage | None:
    """Return the page that was packed; None where that is damaged."""
    try:
        return decoded(zlib.decompress(data), RecognizedPage)
    except (zlib.error, BadFrame):
        return None


def recognizer_version() -> str:
    """Return what recognises pages here, and its version; empty where nothing does.

    >>> recognizer_version().partition(" ")[0] in ("", "rapidocr")
    True
    """
    try:
        return f"rapidocr {version('rapidocr')}"
    except PackageNotFoundError:
        return ""
