"""A document of an archive for its review: what the archive has of it, and its PDF."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from lkj_audit.archive.ingestion.sources import BadZip, PdfSource, hashed
from lkj_audit.archive.reviews.entries import StoredEntry, reviewed_document, stored_entries
from lkj_audit.archive.reviews.recording import log_of
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.schema import DOCUMENT, LOCATION, PART
from lkj_audit.archive.storage.store import DATABASE, stored, stored_blocks
from lkj_audit.archive.storage.writer import document_id
from lkj_audit.decisions.file import DecisionsLog
from lkj_audit.decisions.records import ReviewedDocument
from lkj_audit.outputs.output_directory import safe_name
from lkj_audit.presentation.names.file_names import named_path
from normalize.text.masking import masked


@dataclass(frozen=True, slots=True)
class StoredReview:
    """What the archive has of a document: what identifies it, one of its places, its entries and
    what was recorded.
    """

    document: ReviewedDocument
    place: str
    entries: tuple[StoredEntry, ...]
    log: DecisionsLog


def stored_review(archive: Archive, sha256: str) -> StoredReview | None:
    """Return what the archive has of a document, None where there is none."""
    with archive.transaction() as connection:
        key = document_id(connection, sha256)
        if key is None:
            return None
        place = select(LOCATION.c.path, LOCATION.c.member).where(LOCATION.c.document_id == key)
        row = connection.execute(place.order_by(LOCATION.c.path).limit(1)).first()
        return StoredReview(
            reviewed_document(connection, key),
            (row.member or row.path) if row else "",
            tuple(stored_entries(connection, key)),
            log_of(connection, key),
        )


@contextmanager
def pdf_of(archive: Archive, sha256: str, name: str) -> Iterator[Path | None]:
    """Give the PDF of a document under its own name for as long as the block lasts, from where it
    lies or from a copy; None where it is gone, has changed, or consists of several files.
    """
    with archive.transaction() as connection:
        places, store = _places(connection, sha256)
    for source in places:
        is_file = not source.member and source.path.suffix.lower() == ".pdf"
        if is_file and _is(source, sha256):
            yield source.path
            return
    with tempfile.TemporaryDirectory(prefix="lkj-") as folder:
        copy = Path(folder) / f"{safe_name(masked(Path(name).stem) or 'laporan')}.pdf"
        yield copy if _is_copied(archive, sha256, store, places, copy) else None


def _places(connection: Connection, sha256: str) -> tuple[list[PdfSource], str | None]:
    """Return where a document lies that is one file, and the store that has a copy."""
    query = select(DOCUMENT.c.id, DOCUMENT.c.store).where(DOCUMENT.c.sha256 == sha256)
    row = connection.execute(query).first()
    if row is None:
        return [], None
    if connection.execute(select(PART.c.number).where(PART.c.document_id == row.id)).first():
        return [], None
    own = (LOCATION.c.document_id == row.id) & (LOCATION.c.current == 1) & (LOCATION.c.masked == 0)
    rows = connection.execute(select(LOCATION).where(own).order_by(LOCATION.c.path))
    places = [PdfSource(Path(named_path(place.path)), place.member) for place in rows]
    return places, row.store


def _is_copied(
    archive: Archive, sha256: str, store: str | None, places: list[PdfSource], copy: Path
) -> bool:
    """Write the PDF to a file, from a store or where it lies; return whether it is the one."""
    if store == DATABASE:
        with copy.open("wb") as target:
            target.writelines(stored_blocks(archive, sha256))
        return _is(PdfSource(copy), sha256)
    kept = [PdfSource(stored(Path(store), sha256))] if store else []
    for source in (*kept, *places):
        with suppress(OSError, BadZip), source.open() as content, copy.open("wb") as target:
            shutil.copyfileobj(content, target)
        if _is(PdfSource(copy), sha256):
            return True
    return False


def _is(source: PdfSource, sha256: str) -> bool:
    try:
        return hashed(source)[0] == sha256
    except (OSError, BadZip):
        return False
