"""Keeping an archive: copies of it, and whether it and its evidence are still what they were."""

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select

from lkj_audit.archive.errors import DamagedArchive, MissingArchive, OccupiedDatabase
from lkj_audit.archive.ingestion.sources import BadZip, PdfSource, hashed
from lkj_audit.archive.queries.document_queries import FILE
from lkj_audit.archive.queries.query_results import QueryResult, ResultColumn
from lkj_audit.archive.storage.adapters import Adapter, SqliteAdapter, adapter_of, make_one_file
from lkj_audit.archive.storage.database import Archive, open_archive, version_of
from lkj_audit.archive.storage.inserting import insert_all
from lkj_audit.archive.storage.schema import DOCUMENT, LOCATION, PART, VERSION
from lkj_audit.archive.storage.store import DATABASE, stored, stored_blocks
from lkj_audit.archive.storage.tables import TABLES
from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.presentation.names.file_names import named_path, stored_name
from validate.findings import Message

# how many rows are held in memory while an archive is copied
_ROWS_AT_ONCE = 2_000


def back_up(archive: Archive, target: Path) -> None:
    """Write a copy of an archive, as it is, into one file of SQLite; an older file there stays
    until it is whole.

    One of a server becomes an archive of SQLite: it can be asked as it is, and restored into a
    database of either kind. A file of an earlier version is copied as it is. A damaged archive is a
    DamagedArchive: its copy takes the place of no other.
    """
    with replacing(target) as beside:
        beside.unlink()  # a database makes its file itself
        if isinstance(archive.adapter, SqliteAdapter):
            archive.adapter.copy_to(beside)
            url = f"sqlite:///{beside}"
            copied = open_archive(url, network_share=True, allow_older_file=True)
            with copied.transaction() as connection:
                if copied.adapter.faults(connection):
                    raise DamagedArchive(name=archive.adapter.name)
            return
        copy = open_archive(f"sqlite:///{beside}", writes=True, network_share=True)
        with archive.transaction() as source, copy.transaction() as written:
            copy_rows(source, written, copy.adapter)
        make_one_file(beside)


def restore(backup: Path, url: str, *, network_share: bool = False, replace: bool = False) -> None:
    """Put a backup in the place of an archive; raise an ArchiveError where it is none, is damaged,
    or one is in use.

    `replace` lets it take the place of an archive on a server; a file is replaced in any case. What
    is restored from a backup of an earlier version is up to date.
    """
    url_of_backup = f"sqlite:///{backup}"
    source = open_archive(url_of_backup, network_share=network_share, allow_older_file=True)
    with source.transaction() as connection:
        if source.adapter.faults(connection):
            raise DamagedArchive(name=source.adapter.name)
        version = version_of(connection)
    assert isinstance(source.adapter, SqliteAdapter)
    adapter = adapter_of(url, network_share=network_share)
    if isinstance(adapter, SqliteAdapter):
        _restore_file(source.adapter, adapter)
    elif version == VERSION:
        _restore_into_server(source, url, replace=replace)
    else:
        with tempfile.TemporaryDirectory(prefix="lkj-") as folder:
            copy = Path(folder) / "cadangan.db"
            source.adapter.copy_to(copy)
            current = open_archive(f"sqlite:///{copy}", writes=True, network_share=True)
            _restore_into_server(current, url, replace=replace)


def _restore_file(source: SqliteAdapter, adapter: SqliteAdapter) -> None:
    if not adapter.path.parent.is_dir():
        raise MissingArchive(name=adapter.name)
    with replacing(adapter.path) as beside:
        with ExitStack() as stack:
            with suppress(DamagedArchive, MissingArchive):
                # no process writes while it is replaced; where it is damaged none can
                url = f"sqlite:///{adapter.path}"
                archive = open_archive(url, writes=True, network_share=adapter.network_share)
                stack.enter_context(archive.transaction())
            beside.unlink()
            source.copy_to(beside)
            open_archive(f"sqlite:///{beside}", writes=True, network_share=True)
            make_one_file(beside)
        for suffix in ("-wal", "-shm"):
            # what was written into the older one and is not in its file yet is none of this one
            with suppress(FileNotFoundError):
                os.unlink(f"{adapter.path}{suffix}")


def _restore_into_server(source: Archive, url: str, *, replace: bool) -> None:
    archive = open_archive(url, writes=True)
    with source.transaction() as read, archive.transaction() as written:
        archive.adapter.begin_exclusively(written)
        is_occupied = written.execute(select(DOCUMENT.c.id).limit(1)).first() is not None
        if is_occupied and not replace:
            raise OccupiedDatabase(name=archive.adapter.name)
        copy_rows(read, written, archive.adapter)


def copy_rows(source: Connection, target: Connection, adapter: Adapter) -> None:
    """Let a database hold what another one of the same schema holds, and nothing else."""
    for table in reversed(TABLES):
        target.execute(delete(table))
    streamed = source.execution_options(yield_per=_ROWS_AT_ONCE)
    for table in TABLES:
        for rows in streamed.execute(select(table)).mappings().partitions():
            insert_all(target, table, [dict(row) for row in rows])
    adapter.index(target)
    adapter.restart_keys(target)


STATES = {
    "database": Message("basis data rusak", "damaged database"),
    "vanished": Message("hilang", "vanished"),
    "replaced": Message("digantikan versi lain", "replaced by another version"),
    "changed": Message("berubah", "changed"),
    "masked": Message("tidak dapat dicari (NIP disamarkan)", "cannot be looked for (masked NIP)"),
}


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """A place of a document, or of a file of one, and what the hash of its content must be; `store`
    holds a copy.

    `whole` is the hash of the document, `span` which bytes of its copy are this file; all where it
    is None. `successor` is the number of the document that lies in its place now, where every place
    of it holds another.
    """

    sha256: str
    source: PdfSource
    masked: bool
    store: str | None
    whole: str
    span: tuple[int, int] | None = None
    successor: int | None = None


def verify(archive: Archive, progress: Callable[[str], None] = lambda _: None) -> QueryResult:
    """Return what is wrong with the database, and which documents are not where they were, or are
    others now.

    A document whose place holds another document of the archive was replaced: an office has sent a
    corrected file under the old name. That is reported and is no fault.
    """
    headings = (
        ResultColumn("keadaan", Message("Keadaan", "State"), words=STATES),
        FILE,
        ResultColumn("sha256", Message("SHA-256", "SHA-256")),
        ResultColumn(
            "pengganti", Message("Kini dokumen", "Now document"), number=True, optional=True
        ),
    )
    with archive.transaction() as connection:
        rows: list[tuple[str, str, str, int | None]] = [
            ("database", fault, "", None) for fault in archive.adapter.faults(connection)
        ]
    for evidence in _evidence(archive):
        path = stored_name(str(evidence.source.path))
        place = f"{path}!/{evidence.source.member}".removesuffix("!/")
        progress(place)
        state = _state(archive, evidence)
        if state is not None:
            rows.append((state, place, evidence.sha256, evidence.successor))
    return QueryResult(
        headings,
        rows,
        Message("Arsip dan semua bukti utuh.", "The archive and all evidence are whole."),
    )


def _evidence(archive: Archive) -> Iterator[StoredEvidence]:
    """Yield the places of documents; of a document of several files those of the files."""
    newer = LOCATION.alias("newer")
    in_its_place = (
        (newer.c.path == LOCATION.c.path)
        & (newer.c.member == LOCATION.c.member)
        & (newer.c.current == 1)
        & (LOCATION.c.masked == 0)
        & (newer.c.document_id != DOCUMENT.c.id)
    )
    query = (
        select(
            DOCUMENT.c.id,
            DOCUMENT.c.sha256,
            DOCUMENT.c.store,
            LOCATION.c.path,
            LOCATION.c.member,
            LOCATION.c.masked,
            LOCATION.c.current,
            newer.c.document_id.label("successor"),
        )
        .select_from(
            DOCUMENT.outerjoin(LOCATION, LOCATION.c.document_id == DOCUMENT.c.id).outerjoin(
                newer, in_its_place
            )
        )
        .order_by(DOCUMENT.c.sha256, LOCATION.c.path, LOCATION.c.member)
    )
    with archive.transaction() as connection:
        rows = _places(connection.execute(query))
        parts = connection.execute(select(PART).order_by(PART.c.document_id, PART.c.number)).all()
    whole = {row.id: row for row in rows}
    several = {part.document_id for part in parts}
    for row in rows:
        if row.id not in several:
            source = PdfSource(Path(named_path(row.path or "")), row.member or "")
            successor = None if row.current else row.successor
            yield StoredEvidence(
                row.sha256,
                source,
                bool(row.masked),
                row.store,
                row.sha256,
                successor=successor,
            )
    before: Counter[int] = Counter()
    for part in parts:
        document, start = whole[part.document_id], before[part.document_id]
        before[part.document_id] += part.size
        source, span = (
            PdfSource(Path(named_path(part.path)), part.member),
            (start, start + part.size),
        )
        yield StoredEvidence(
            part.sha256, source, bool(part.masked), document.store, document.sha256, span
        )


def _places(rows: Iterable[Any]) -> list[Any]:
    """Return the places where documents lie; of one that lies nowhere any more the last that holds
    another document, or else the last of all.
    """
    kept = []
    for _, group in groupby(rows, key=attrgetter("id")):
        places = list(group)
        current = [place for place in places if place.current]
        replaced = [place for place in places if place.successor is not None]
        kept += current or replaced[-1:] or places[-1:]
    return kept


def _state(archive: Archive, evidence: StoredEvidence) -> str | None:
    """Return what is wrong with a document: vanished, changed, unknown for want of a path; None
    where nothing is.
    """
    if evidence.store is not None and _is_copied(archive, evidence.store, evidence):
        return None
    if evidence.successor is not None:
        return "replaced"
    if evidence.masked or evidence.source.path == Path():
        return "vanished" if evidence.store is not None or not evidence.masked else "masked"
    found = _is(evidence.source, evidence.sha256)
    if found is None:
        return "vanished"
    return None if found else "changed"


def _is_copied(archive: Archive, store: str, evidence: StoredEvidence) -> bool | None:
    """Return whether a store holds a document, or a file of one, as it was."""
    if store != DATABASE:
        return _is(PdfSource(stored(Path(store), evidence.sha256)), evidence.sha256)
    content = hashlib.sha256()
    at = 0
    for block in stored_blocks(archive, evidence.whole):
        start, end = evidence.span or (0, at + len(block))
        content.update(block[max(0, start - at) : max(0, end - at)])
        at += len(block)
    return content.hexdigest() == evidence.sha256


def _is(source: PdfSource, sha256: str) -> bool | None:
    """Return whether a file holds a document; None where it cannot be read."""
    try:
        return hashed(source)[0] == sha256
    except (OSError, BadZip):
        return None
