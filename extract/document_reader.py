"""A PDF file taken up for reading: looked at with care, its pages read in a sandbox from
then on.
"""

import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.errors import (
    DocumentError,
    EmptyFile,
    MissingFile,
    NotAFile,
    NotAPdf,
    ReaderCrashed,
    TooManyPages,
)
from extract.limits import LIMITS, Limits
from extract.ocr.requests import NO_OCR, OcrMode, OcrSettings
from extract.ocr.sharing import PictureReader, picture_request
from extract.pages.page_records import PageLayout
from extract.pages.page_tasks import READ_PAGES, PageBatch, ReadRequest, reading_error
from extract.records import OTHERS, LayoutStrategy
from extract.sandbox.child import is_sandbox
from extract.sandbox.confinement import confined_within
from extract.sandbox.frames import decoded, encoded
from extract.sandbox.runs import Running, WorkerFailure, run, start, wait
from extract.unlocking import unlocked


@dataclass(frozen=True, slots=True)
class DocumentReaderSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # From so many pages on a second process earns what it costs.
    worth_sharing: int = 48  # count; 612023e
    # How long the process that audits a document may read it before another process does.
    seconds_in_process: float = 10.0  # s; 2281646


_SETTINGS = DocumentReaderSettings()


Progress = Callable[[int, int], None]


class DocumentReader:
    """A document whose pages are being read from the moment this is made, so that other work can
    continue meanwhile.

    A long one is shared by two processes: one begins at the first page, the other at the last.
    Pages that are pictures are read as `ocr` says, once all others are.

    A sandbox may read `in_process`, once the pages are requested: that saves a fork. A document
    that cannot be read so is read by processes of its own. Where PDFium crashes the sandbox, its
    caller starts another one without `in_process`.

    `submitted` are the bytes of the file, `data` those that are read: the same, without the lock
    that `password` opens. Raises a BrokenDocument where the file is missing, empty or no PDF, or
    the password is wrong.
    """

    def __init__(
        self,
        path: Path,
        limits: Limits = LIMITS,
        ocr: OcrSettings = NO_OCR,
        password: str = "",
        *,
        in_process: bool = False,
    ) -> None:
        self.path, self.limits, self.ocr = path, limits, ocr
        self.submitted = content(path)
        self.data = unlocked(self.submitted, password, limits)
        self._deadline = time.monotonic() + limits.seconds
        self._count: int | None = None
        self._layouts: dict[int, PageLayout] = {}
        self._runs: list[Running[PageBatch, int]] = []
        self._pictures: PictureReader | None = None
        self._in_process = in_process and is_sandbox() and hasattr(signal, "setitimer")
        if not self._in_process:
            self._begin(backwards=False)

    def layouts(self, progress: Progress | None = None) -> list[PageLayout]:
        """Return the pages in order, waiting for them; raise a BrokenDocument that says why they
        cannot be read.

        `progress` is called with the number of pages read and their total.
        """
        if self._in_process:
            self._in_process = False
            self._read_in_process(progress)
        try:
            while not self._is_complete():
                self._wait()
                if progress is not None and self._count:
                    progress(len(self._layouts), self._count)
        except WorkerFailure as failure:
            raise reading_error(failure, self.limits, len(self._layouts)) from failure
        finally:
            self.close()
        if self._pictures is None:
            self._pictures = PictureReader(self.data, self.limits, self.ocr)
            self._layouts |= self._pictures.read(list(self._layouts.values()), progress)
        return [self._layouts[number] for number in sorted(self._layouts)]

    def alternatives(self, pages: Sequence[int]) -> dict[LayoutStrategy, dict[int, PageLayout]]:
        """Return these pages (1-based) in the readings that are not the usual one; raise what is
        wrong with them.
        """
        found: dict[LayoutStrategy, dict[int, PageLayout]] = {}
        known = self._pictures.others if self._pictures else {}
        recognized = (
            {page for page in pages if self._layouts[page].recognized} if self._pictures else set()
        )

        def take(batch: PageBatch) -> None:
            for layout in batch.layouts:
                found.setdefault(batch.strategy, {})[layout.number] = layout

        asked = tuple(page for page in pages if page not in recognized)
        request = ReadRequest(self.data, self.limits.pages, asked, OTHERS)
        try:
            if asked:
                run(READ_PAGES, request, replace(self.limits, file_size=0), take)
        except WorkerFailure as failure:
            raise reading_error(failure, self.limits, 0) from failure
        for reading in OTHERS:
            for page in recognized:
                found.setdefault(reading, {})[page] = known.get(
                    (reading, page), self._layouts[page]
                )
        if found.keys() != set(OTHERS) or any(
            layouts.keys() != set(pages) for layouts in found.values()
        ):
            raise ReaderCrashed(pages=0)  # it sent what nobody asked for
        return found

    @property
    def picture_pages(self) -> tuple[tuple[int, int], ...]:
        """The pages with pictures that OCR reads, once all pages are there: the number of the file,
        0, and that of the page.
        """
        asked = OcrSettings(OcrMode.AUTO)
        layouts = (self._layouts[number] for number in sorted(self._layouts))
        return tuple((0, one.number) for one in layouts if picture_request(one, asked))

    def close(self) -> None:
        """Stop reading."""
        for running in self._runs:
            running.close()
        if self._pictures is not None:
            self._pictures.close()

    def _read_in_process(self, progress: Progress | None) -> None:
        """Read the pages in this process; begin other processes for a long document and for one
        that fails.

        Pages are encoded and decoded as between processes, so that they are the same.
        """
        from extract.pages.page_reader import read_pages

        def take(batch: PageBatch) -> None:
            if batch.count >= _SETTINGS.worth_sharing:
                raise _LongDocument
            self._take(decoded(encoded(batch), PageBatch))
            if progress is not None:
                progress(len(self._layouts), batch.count)

        seconds = min(self.limits.seconds, _SETTINGS.seconds_in_process)
        try:
            with confined_within(replace(self.limits, seconds=seconds, file_size=0)):
                read_pages(ReadRequest(self.data, self.limits.pages), take)
        except DocumentError:
            raise
        except Exception:
            self._count = None
            self._layouts.clear()
            self._begin(backwards=False)

    def _begin(self, *, backwards: bool) -> None:
        """Begin to read the document from one end."""
        request = ReadRequest(self.data, self.limits.pages, backwards=backwards)
        limits = replace(
            self.limits, seconds=max(0.0, self._deadline - time.monotonic()), file_size=0
        )
        self._runs.append(start(READ_PAGES, request, limits))

    def _is_complete(self) -> bool:
        """Return whether every page is there; raise why some never will be."""
        if self._count is not None and len(self._layouts) == self._count:
            return True
        for running in self._runs:
            if running.ended:
                running.result()
        if all(running.ended for running in self._runs):
            raise ReaderCrashed(pages=len(self._layouts))
        return False

    def _wait(self) -> None:
        """Take what has been read, waiting for it, and call in a second process where there is
        much.
        """
        wait(self._runs)
        for running in self._runs:
            for batch in running.received():
                self._take(batch)
        if (
            self._count
            and self._count - len(self._layouts) >= _SETTINGS.worth_sharing
            and len(self._runs) == 1
        ):
            self._begin(backwards=True)

    def _take(self, batch: PageBatch) -> None:
        if batch.count > self.limits.pages:
            raise TooManyPages(pages=batch.count, limit=self.limits.pages)
        if self._count is None:
            self._count = batch.count
        for layout in batch.layouts:
            if (
                batch.count != self._count
                or batch.strategy is not LayoutStrategy.USUAL
                or not 1 <= layout.number <= self._count
            ):
                raise ReaderCrashed(pages=len(self._layouts))  # it sent what nobody asked for
            self._layouts[layout.number] = layout


class _LongDocument(Exception):
    """A document that two processes read sooner."""


def read_here(path: Path, limits: Limits, progress: Progress | None) -> list[PageLayout]:
    """Return the pages of a document, read in this process."""
    from extract.pages.page_reader import opened, read_page

    layouts = []
    with opened(content(path), limits.pages) as pdf:
        for index in range(len(pdf)):
            layouts.append(read_page(pdf, index))
            if progress is not None:
                progress(index + 1, len(pdf))
    return layouts


def content(path: Path) -> bytes:
    """Return the bytes of a file that looks like a PDF."""
    if not path.exists():
        raise MissingFile
    if not path.is_file():
        raise NotAFile(reason="folder" if path.is_dir() else "device")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotAFile(reason=error.strerror or "I/O") from error
    if not data:
        raise EmptyFile
    # Readers accept the header within the first kilobyte (PDF 32000-1, annex H.3.4.1).
    if b"%PDF-" not in data[:1024]:
        raise NotAPdf
    return data
