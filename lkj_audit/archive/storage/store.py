"""A content-addressed store: copies of documents, each named by its SHA-256, in a folder or in the
database itself.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

from sqlalchemy import insert, select, update

from lkj_audit.archive.errors import UnwritableStore
from lkj_audit.archive.ingestion.sources import BadZip, PdfSource, refused
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.schema import DOCUMENT, STORED_BLOCK
from lkj_audit.archive.storage.writer import locked_document
from lkj_audit.output_files import why_not
from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from validate.findings import Message

CHANGED = refused(
    "changed",
    Message(
        "Berkas ini berubah selagi dibaca; ulangi setelah selesai disalin.",
        "The file changed while it was being read; try again when it is complete.",
    ),
)


class SourceChanged(BadZip):
    """A file that holds something else than a moment ago."""

    def __init__(self) -> None:
        super().__init__(CHANGED)


# what `--copy` and the column `store` call the database
DATABASE = "db"


class Store(Protocol):
    """Where copies of documents are kept."""

    @property
    def name(self) -> str:
        """What the archive remembers of it."""
        ...

    def put_all(self, files: Sequence[tuple[PdfSource, str]], sha256: str) -> list[Path] | None:
        """Copy a document that was seen, unless there is a copy; return where it lies, None where
        that is no file.

        `files` are those it consists of, each with its SHA-256.

        Raises a Changed where the source holds another document by now, an OSError or a BadZip
        where it cannot be read, an ArchiveError where the store takes nothing.
        """
        ...


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder of copies."""

    root: Path

    @property
    def name(self) -> str:
        """The path of the folder."""
        return str(self.root)

    def put_all(self, files: Sequence[tuple[PdfSource, str]], _sha256: str) -> list[Path]:
        """Copy the files of a document into the folder, each under its own hash."""
        return [put(self.root, source, own) for source, own in files]


@dataclass(frozen=True, slots=True)
class DatabaseStore:
    """Copies in the database, as blocks: who can ask the archive needs no folder."""

    archive: Archive

    @property
    def name(self) -> str:
        """The name of every database."""
        return DATABASE

    def put_all(self, files: Sequence[tuple[PdfSource, str]], sha256: str) -> None:
        """Copy a document into the database, whole or not at all: its files one behind the
        other.
        """
        with self.archive.transaction() as connection:
            document = locked_document(connection, sha256)
            same = STORED_BLOCK.c.document_id == document
            if (
                document is None
                or connection.execute(select(STORED_BLOCK.c.number).where(same).limit(1)).first()
            ):
                return
            number = 0
            for source, own in files:
                content = hashlib.sha256()
                for block in source.blocks():
                    content.update(block)
                    row = {"document_id": document, "number": number, "data": block}
                    connection.execute(insert(STORED_BLOCK), row)
                    number += 1
                if content.hexdigest() != own:
                    raise SourceChanged
            connection.execute(
                update(DOCUMENT).where(DOCUMENT.c.id == document).values(store=DATABASE)
            )


def store_of(archive: Archive, copy: Path | str | None) -> Store | None:
    """Return the store that `--copy` names; None without it."""
    if copy is None:
        return None
    return DatabaseStore(archive) if copy == DATABASE else FolderStore(Path(copy))


def stored_blocks(archive: Archive, sha256: str) -> Iterator[bytes]:
    """Yield the content of a document that the database holds, a block at a time."""
    own = (DOCUMENT.c.sha256 == sha256) & (STORED_BLOCK.c.document_id == DOCUMENT.c.id)
    number = 0
    while True:
        query = select(STORED_BLOCK.c.data).where(own & (STORED_BLOCK.c.number == number))
        with archive.transaction() as connection:
            block: bytes | None = connection.execute(query).scalar()
        if block is None:
            return
        yield block
        number += 1


def stored(root: Path, sha256: str) -> Path:
    """Return where the copy of a document lies.

    >>> stored(Path("salinan"), "ab" * 32).as_posix()
    'salinan/ab/ababababababababababababababababababababababababababababababab.pdf'
    """
    return root / sha256[:2] / f"{sha256[2:]}.pdf"


def put(root: Path, source: PdfSource, sha256: str) -> Path:
    """Copy a document into a store, unless it holds that already, and return where it lies.

    Raises a Changed where the source holds another document by now, an OSError where it cannot be
    read, an UnwritableStore where the store takes nothing.
    """
    target = stored(root, sha256)
    if target.exists():
        return target
    content = hashlib.sha256()
    # what is read is read before anything is written: a file that cannot be read is no fault of the
    # store
    blocks = source.blocks()
    first = next(blocks, b"")
    with _writing(root), ExitStack() as stack:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = stack.enter_context(replacing(target))
        copy = stack.enter_context(beside.open("wb"))
        for block in chain((first,), _read(blocks)):
            content.update(block)
            copy.write(block)
        if content.hexdigest() != sha256:
            raise SourceChanged
    return target


class _Unreadable(Exception):
    """An OSError of what is copied, on its way past those of what is written."""

    def __init__(self, reason: OSError) -> None:
        super().__init__()
        self.reason = reason


def _read(blocks: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from blocks
    except OSError as error:
        raise _Unreadable(error) from error


@contextmanager
def _writing(root: Path) -> Iterator[None]:
    """Separate the errors of a store from those of what is copied into it."""
    try:
        yield
    except _Unreadable as error:
        raise error.reason from None
    except OSError as error:
        reasons = {f"reason_{lang}": why_not(error, lang) for lang in Lang}
        raise UnwritableStore(name=shown_name(root), **reasons) from error
