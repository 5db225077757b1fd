"""A report in several PDF files, read as one document: its body and its annexes, whose pages count
on.

Each file is read for itself, in sandboxes of its own, so that what one of them hides, switches off
or breaks concerns no other. No table runs on from one file into the next: an annex begins with its
own.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path

from extract.document_reader import DocumentReader, Progress
from extract.errors import DocumentError, TooManyPages
from extract.limits import LIMITS, Limits
from extract.ocr.requests import NO_OCR, OcrSettings
from extract.pages.page_records import PageLayout
from extract.records import LayoutStrategy


class BrokenPart(DocumentError):
    """A file of a report that cannot be read: which, and why."""

    says = (
        "Bagian {file} tidak dapat dibaca: {reason_id}",
        "The part {file} cannot be read: {reason_en}",
    )
    advises = ("Periksa berkas itu, lalu ulangi.", "Check that file and try again.")


def joint_content(hashes: Sequence[str]) -> bytes:
    """Return what the hash of a document of several files is that of: a line for the SHA-256 of
    each, in order.
    """
    return "".join(f"{one}\n" for one in hashes).encode("ascii")


def joint_hash(hashes: Sequence[str]) -> str:
    """Return the SHA-256 by which a document of several files is known."""
    return hashlib.sha256(joint_content(hashes)).hexdigest()


class JointReader(DocumentReader):
    """A document whose pages are in several files, in the order of the files; `names` are what
    these are called, `ocr` how pictures of pages are read in each.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        limits: Limits = LIMITS,
        ocr: Sequence[OcrSettings] = (),
        names: Sequence[str] = (),
    ) -> None:
        self.path, self.limits, self.ocr = paths[0], limits, NO_OCR
        self._readers: list[tuple[str, DocumentReader]] = []
        try:
            for path, name, settings in zip(
                paths,
                names or [path.name for path in paths],
                ocr or [NO_OCR] * len(paths),
                strict=True,
            ):
                with _named(name):
                    self._readers.append((name, DocumentReader(path, limits, settings)))
        except DocumentError:
            self.close()
            raise
        self.data = joint_content(
            [hashlib.sha256(reader.submitted).hexdigest() for _, reader in self._readers]
        )
        self.submitted = self.data

    def layouts(self, progress: Progress | None = None) -> list[PageLayout]:
        """Return the pages of all files in order, waiting for them; raise a BrokenPart that names a
        broken file.
        """
        found: list[PageLayout] = []
        for name, reader in self._readers:
            with _named(name):
                own = reader.layouts(progress)
            if len(found) + len(own) > self.limits.pages:
                self.close()
                raise TooManyPages(pages=len(found) + len(own), limit=self.limits.pages)
            found += [moved_layout(layout, len(found)) for layout in own]
        return found

    @property
    def pages(self) -> tuple[int, ...]:
        """How many pages each file has, once all have been read."""
        return tuple(len(reader.layouts()) for _, reader in self._readers)

    @property
    def picture_pages(self) -> tuple[tuple[int, int], ...]:
        """The pages with pictures that OCR reads: the number of the file, and that of the page in
        it.
        """
        return tuple(
            (file, page)
            for file, (_, reader) in enumerate(self._readers)
            for _, page in reader.picture_pages
        )

    def alternatives(self, pages: Sequence[int]) -> dict[LayoutStrategy, dict[int, PageLayout]]:
        """Return these pages (1-based, of the whole) in the readings that are not the usual one."""
        found: dict[LayoutStrategy, dict[int, PageLayout]] = {}
        for (name, reader), before, own in self._of_each(pages):
            with _named(name):
                for reading, layouts in reader.alternatives(own).items():
                    moved = {
                        number + before: moved_layout(layout, before)
                        for number, layout in layouts.items()
                    }
                    found.setdefault(reading, {}).update(moved)
        return found

    def _of_each(
        self, pages: Sequence[int]
    ) -> Iterator[tuple[tuple[str, DocumentReader], int, list[int]]]:
        """Yield each file that holds some of the pages, how many pages are before it, and which of
        its own it is.
        """
        ends = pairwise(accumulate(self.pages, initial=0))
        for reader, (before, end) in zip(self._readers, ends, strict=True):
            own = [page - before for page in pages if before < page <= end]
            if own:
                yield reader, before, own

    def close(self) -> None:
        """Stop reading."""
        for _, reader in self._readers:
            reader.close()


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Let what is wrong with a file name it."""
    try:
        yield
    except DocumentError as error:
        raise BrokenPart(
            file=name, reason_id=error.text("id"), reason_en=error.text("en")
        ) from error


def moved_layout(layout: PageLayout, before: int) -> PageLayout:
    """Return a page as one behind so many others."""
    if not before:
        return layout
    return replace(
        layout,
        number=layout.number + before,
        begins_file=layout.number == 1,
        tables=tuple(replace(table, page=table.page + before) for table in layout.tables),
        lines=tuple(
            replace(line, place=line.place._replace(page=line.place.page + before))
            for line in layout.lines
        ),
    )
