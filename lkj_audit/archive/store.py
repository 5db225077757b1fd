"""A content-addressed store: copies of documents in a folder, each named by its SHA-256."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path

from lkj_audit.archive.errors import UnwritableStore
from lkj_audit.archive.sources import BadZip, Source, refused
from lkj_audit.file_names import shown_name
from lkj_audit.language import Lang
from lkj_audit.output import why_not
from lkj_audit.outputs.writing import replacing
from validate.findings import Message

CHANGED = refused(
    "changed",
    Message(
        "Berkas ini berubah selagi dibaca; ulangi setelah selesai disalin.",
        "The file changed while it was being read; try again when it is complete.",
    ),
)


class Changed(BadZip):
    """A file that holds something else than a moment ago."""

    def __init__(self) -> None:
        super().__init__(CHANGED)


def stored(root: Path, sha256: str) -> Path:
    """Return where the copy of a document lies.

    >>> stored(Path("salinan"), "ab" * 32).as_posix()
    'salinan/ab/ababababababababababababababababababababababababababababababab.pdf'
    """
    return root / sha256[:2] / f"{sha256[2:]}.pdf"


def put(root: Path, source: Source, sha256: str) -> Path:
    """Copy a document into a store, unless it holds that already, and return where it lies.

    Raises a Changed where the source holds another document by now, an OSError where it cannot be read, an
    UnwritableStore where the store takes nothing.
    """
    target = stored(root, sha256)
    if target.exists():
        return target
    content = hashlib.sha256()
    # what is read is read before anything is written: a file that cannot be read is no fault of the store
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
            raise Changed
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
    """Tell the errors of a store from those of what is copied into it."""
    try:
        yield
    except _Unreadable as error:
        raise error.reason from None
    except OSError as error:
        reasons = {f"reason_{lang}": why_not(error, lang) for lang in Lang}
        raise UnwritableStore(name=shown_name(root), **reasons) from error
