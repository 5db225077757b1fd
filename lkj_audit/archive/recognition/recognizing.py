"""What a worker does with the pages of a document that are pictures: it recognises them, one after
the other, and hands each over as soon as it is read.

It touches no database. A page that prints a NIP is not handed over: it is read again when the
document is audited, since NIPs do not lie in an archive and rules look at them.
"""

from collections.abc import Callable, Mapping, Set
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.limits import Limits
from extract.sandbox.tasks import Task
from lkj_audit.archive.recognition.page_states import FilePage, PageState
from normalize.text.masking import hidden_spans

if TYPE_CHECKING:
    from extract.document_reader import DocumentReader
    from extract.ocr.stored_pages import RecognizedPage


@dataclass(frozen=True, slots=True)
class RecognizeRequest:
    """The files of a document, and which pages are read: all with pictures where none is named.

    `workers` is how many processes share them.
    """

    files: tuple[Path, ...]
    limits: Limits
    pages: tuple[FilePage, ...]
    show_nip: bool
    workers: int = 1


@dataclass(frozen=True, slots=True)
class RecognizedPart:
    """Which pages have pictures, sent first where all are read; or what became of one page."""

    wanted: tuple[FilePage, ...] = ()
    page: FilePage | None = None
    state: PageState = PageState.WAITING
    data: bytes | None = None


# what a document may take beyond the usual limits where its pages are read as pictures
SECONDS_FOR_PICTURES = 6 * 3600.0

# the result is the number of pages that were read
RECOGNIZE = Task(
    "lkj_audit.archive.recognition.recognizing:recognize_pages",
    RecognizeRequest,
    RecognizedPart,
    int,
)
TASKS = (RECOGNIZE,)


def recognize_pages(request: RecognizeRequest, send: Callable[[RecognizedPart], None]) -> int:
    """Recognise pages of a document and send each as it is read."""
    from extract.document_reader import DocumentReader

    files = {file for file, _ in request.pages} or range(len(request.files))
    with ExitStack() as stack:
        readers = {
            file: stack.enter_context(closing(DocumentReader(request.files[file], request.limits)))
            for file in sorted(files)
        }
        wanted = request.pages or _with_pictures(readers)
        if not request.pages:
            send(RecognizedPart(wanted=wanted))
        for file, reader in readers.items():
            _recognize(request, file, reader, {page for of, page in wanted if of == file}, send)
    return len(wanted)


def _with_pictures(readers: Mapping[int, "DocumentReader"]) -> tuple[FilePage, ...]:
    """Return the pages with pictures of some files."""
    pages = []
    for file, reader in readers.items():
        reader.layouts()
        pages += [(file, page) for _, page in reader.picture_pages]
    return tuple(pages)


def _recognize(
    request: RecognizeRequest,
    file: int,
    reader: "DocumentReader",
    wanted: Set[int],
    send: Callable[[RecognizedPart], None],
) -> None:
    """Recognise pages of one file."""
    from extract.ocr.requests import OcrMode, OcrSettings
    from extract.ocr.sharing import PictureReader
    from extract.ocr.stored_pages import packed_page

    def keep(page: "RecognizedPage") -> None:
        state = _state_of(page, show_nip=request.show_nip)
        data = packed_page(page) if state is PageState.READ else None
        send(RecognizedPart(page=(file, page.number), state=state, data=data))

    settings = OcrSettings(OcrMode.AUTO, request.workers, keep=keep)
    layouts = [layout for layout in reader.layouts() if layout.number in wanted]
    with closing(PictureReader(reader.data, request.limits, settings)) as pictures:
        pictures.read(layouts)


def _state_of(page: "RecognizedPage", *, show_nip: bool) -> PageState:
    if page.usual is None:
        return PageState.FAILED
    if not page.is_telling:
        return PageState.PLAIN
    prints_nip = not show_nip and any(hidden_spans(text) for text in page.texts())
    return PageState.WITHHELD if prints_nip else PageState.READ


def limits_of_recognition(limits: Limits) -> Limits:
    """Return the limits of reading pages as pictures, by those of a document: each page has a limit
    of its own.
    """
    return replace(limits, seconds=limits.seconds + SECONDS_FOR_PICTURES)
