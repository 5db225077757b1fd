"""Reading pictures of pages as a task for a sandbox: what is asked for, without what it takes to do
it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec

from extract.ocr.stored_pages import RecognizedPage
from extract.pages.page_tasks import PageBatch
from extract.records import Box
from extract.sandbox.tasks import Task


class OcrMode(Enum):
    """Which pages are read as pictures: those that are some, none, or all."""

    AUTO = "auto"
    OFF = "off"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """Which pages are read as pictures, by how many processes, and how many seconds one page may
    take.

    Pages that are `known` were read earlier and are not read again; `keep` is given each other one
    as soon as it is read.
    """

    mode: OcrMode = OcrMode.OFF
    workers: int = 1
    page_seconds: float = 120.0
    known: tuple[RecognizedPage, ...] = ()
    keep: Callable[[RecognizedPage], None] = lambda _: None


NO_OCR = OcrSettings()


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A page (1-based) to be read as a picture: as a whole, or these parts of it, boxes on the page
    as displayed.
    """

    page: int
    parts: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class PicturesRequest:
    """The pages of a PDF that are read as pictures, in this order; a document of more than
    `most_pages` is refused.
    """

    data: bytes
    most_pages: int
    pictures: tuple[PictureRequest, ...]


# the result is the number of pages that were read
READ_PICTURES = Task("extract.ocr.pages:read_pictures", PicturesRequest, PageBatch, int)


def is_installed() -> bool:
    """Return whether the extra `ocr` is installed."""
    return find_spec("onnxruntime") is not None and find_spec("rapidocr") is not None
