"""A PDF file taken up for reading: looked at with care, its pages read by a process of their own from then on."""

import os
from pathlib import Path

from extract.apart import PagesApart, Progress
from extract.errors import EmptyFile, MissingFile, NotAFile, NotAPdf
from extract.limits import LIMITS, Limits
from extract.pieces import Layout


class Opening:
    """A document whose pages are being read from the moment this is made, so that other work can go on meanwhile.

    Raises a BrokenDocument where the file is missing, empty or no PDF.
    """

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        self.path, self.limits = path, limits
        self.data = content(path)
        self._pages = PagesApart(path, limits) if hasattr(os, "fork") else None

    def layouts(self, progress: Progress | None = None) -> list[Layout]:
        """Return the pages in order, waiting for them; raise a BrokenDocument that says why they cannot be read.

        `progress` is called with the number of pages read and their total.
        """
        return self._pages.layouts(progress) if self._pages else read_here(self.path, self.limits, progress)

    def close(self) -> None:
        """Stop reading."""
        if self._pages:
            self._pages.close()


def read_here(path: Path, limits: Limits, progress: Progress | None) -> list[Layout]:
    """Return the pages of a document, read in this process."""
    from extract.reading import opened, read_page

    layouts = []
    with opened(path, limits.pages) as pdf:
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
