"""Keeping an archive: copies of it, and whether it and its evidence are still what they were."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from lkj_audit.archive.adapters import SqliteAdapter, adapter_of
from lkj_audit.archive.answers import Answer, Heading
from lkj_audit.archive.database import Archive, open_archive
from lkj_audit.archive.errors import DamagedArchive, MissingArchive
from lkj_audit.archive.questions import FILE
from lkj_audit.archive.schema import DOCUMENT, LOCATION
from lkj_audit.archive.sources import BadZip, Source, hashed
from lkj_audit.archive.store import stored
from lkj_audit.outputs.writing import replacing
from validate.findings import Message


def back_up(archive: Archive, target: Path) -> None:
    """Write a copy of an archive, as it stands, into one file; an older file there stays until it is whole."""
    with replacing(target) as beside:
        beside.unlink()  # a database makes its file itself
        archive.adapter.copy_to(beside)


def restore(backup: Path, url: str, *, network_share: bool = False) -> None:
    """Put a backup in the place of an archive; raise an ArchiveError where it is none, is damaged, or one is in use."""
    source = open_archive(f"sqlite:///{backup}", network_share=network_share)
    with source.transaction() as connection:
        if source.adapter.faults(connection):
            raise DamagedArchive(name=source.adapter.name)
    adapter = adapter_of(url, network_share=network_share)
    assert isinstance(adapter, SqliteAdapter)
    if not adapter.path.parent.is_dir():
        raise MissingArchive(name=adapter.name)
    with replacing(adapter.path) as beside:
        with ExitStack() as stack:
            with suppress(DamagedArchive, MissingArchive):
                # nobody writes while it is replaced; where it is damaged nobody can
                stack.enter_context(open_archive(url, writes=True, network_share=network_share).transaction())
            beside.unlink()
            source.adapter.copy_to(beside)
        for suffix in ("-wal", "-shm"):
            # what was written into the older one and is not in its file yet is none of this one
            with suppress(FileNotFoundError):
                os.unlink(f"{adapter.path}{suffix}")


STATES = {
    "database": Message("basis data rusak", "damaged database"),
    "vanished": Message("hilang", "vanished"),
    "changed": Message("berubah", "changed"),
    "masked": Message("tidak dapat dicari (NIP disamarkan)", "cannot be looked for (masked NIP)"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place of a document, and what the hash of its content must be; `store` holds a copy."""

    sha256: str
    source: Source
    masked: bool
    store: Path | None


def verify(archive: Archive, progress: Callable[[str], None] = lambda _: None) -> Answer:
    """Return what is wrong with the database, and which documents are not where they were, or are others now."""
    headings = (
        Heading("keadaan", Message("Keadaan", "State"), words=STATES),
        FILE,
        Heading("sha256", Message("SHA-256", "SHA-256")),
    )
    with archive.transaction() as connection:
        rows: list[tuple[str, str, str]] = [("database", fault, "") for fault in archive.adapter.faults(connection)]
    for evidence in _evidence(archive):
        place = f"{evidence.source.path}!/{evidence.source.member}".removesuffix("!/")
        progress(place)
        state = _state(evidence)
        if state is not None:
            rows.append((state, place, evidence.sha256))
    return Answer(headings, rows, Message("Arsip dan semua bukti utuh.", "The archive and all evidence are whole."))


def _evidence(archive: Archive) -> Iterator[Evidence]:
    query = (
        select(DOCUMENT.c.sha256, DOCUMENT.c.store, LOCATION.c.path, LOCATION.c.member, LOCATION.c.masked)
        .select_from(
            DOCUMENT.outerjoin(LOCATION, (LOCATION.c.document_id == DOCUMENT.c.id) & (LOCATION.c.current == 1))
        )
        .order_by(DOCUMENT.c.id, LOCATION.c.path, LOCATION.c.member)
    )
    with archive.transaction() as connection:
        rows = connection.execute(query).all()
    for row in rows:
        source = Source(Path(row.path or ""), row.member or "")
        yield Evidence(row.sha256, source, bool(row.masked), Path(row.store) if row.store else None)


def _state(evidence: Evidence) -> str | None:
    """Return what is wrong with a document: vanished, changed, unknown for want of a path; None where nothing is."""
    copy = Source(stored(evidence.store, evidence.sha256)) if evidence.store else None
    if copy is not None and _is(copy, evidence.sha256):
        return None
    if evidence.masked or evidence.source.path == Path():
        return "vanished" if copy is not None or not evidence.masked else "masked"
    found = _is(evidence.source, evidence.sha256)
    if found is None:
        return "vanished"
    return None if found else "changed"


def _is(source: Source, sha256: str) -> bool | None:
    """Return whether a file holds a document; None where it cannot be read."""
    try:
        return hashed(source)[0] == sha256
    except (OSError, BadZip):
        return None
