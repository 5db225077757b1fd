"""What a job of the queue is about: how to audit a document, and where a worker reads it."""

import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from extract.limits import Limits
from lkj_audit.archive.ingestion.planning import DiscoveredDocument
from lkj_audit.archive.ingestion.sources import BadZip, PdfSource, unreadable
from lkj_audit.archive.records import Failure, Origin, State
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.schema import DOCUMENT, LOCATION, PART
from lkj_audit.archive.storage.store import DATABASE, stored, stored_blocks
from lkj_audit.archive.storage.writer import Sighting
from lkj_audit.presentation.names.file_names import named_path
from validate.findings import Message

NO_COPY = Failure(
    State.FAILED,
    "MissingFile",
    *Message(
        "PDF ini tidak ada di mesin pekerja dan tidak disalin; masukkan lagi dengan --copy db.",
        "The PDF is not on the worker's machine, and there is no copy of it; ingest it again "
        "with --copy db.",
    ),
)


@dataclass(frozen=True, slots=True)
class AuditJob:
    """What the queue holds of an audit beside the hash: everything that may differ between two
    calls of ingest.
    """

    profile: bytes
    profile_digest: str
    profile_name: str | None
    show_nip: bool
    limits: Limits
    ocr: str = "off"

    def arguments(self) -> Mapping[str, Any]:
        """Return it as JSON."""
        return {
            "profile": b64encode(self.profile).decode("ascii"),
            "profile_digest": self.profile_digest,
            "profile_name": self.profile_name,
            "show_nip": self.show_nip,
            "ocr": self.ocr,
            "limits": {
                "pages": self.limits.pages,
                "seconds": self.limits.seconds,
                "memory": self.limits.memory,
            },
        }

    @classmethod
    def of(cls, arguments: Mapping[str, Any]) -> "AuditJob":
        """Return what the queue holds."""
        return cls(
            b64decode(arguments["profile"]),
            arguments["profile_digest"],
            arguments["profile_name"],
            arguments["show_nip"],
            Limits(**arguments["limits"]),
            arguments.get("ocr", "off"),
        )

    def origin(self, program: Origin) -> Origin:
        """Return what an audit by this program is recorded as."""
        origin = replace(program, profile=self.profile_digest, profile_name=self.profile_name)
        return origin if self.ocr == "off" else origin.with_ocr()


def found_document(archive: Archive, sha256: str) -> DiscoveredDocument | None:
    """Return a document of the archive and one of its places; None where there is no such
    document.
    """
    query = (
        select(DOCUMENT.c.size, LOCATION.c.path, LOCATION.c.member, LOCATION.c.masked)
        .select_from(
            DOCUMENT.outerjoin(
                LOCATION, (LOCATION.c.document_id == DOCUMENT.c.id) & (LOCATION.c.current == 1)
            )
        )
        .where(DOCUMENT.c.sha256 == sha256)
        .order_by(LOCATION.c.masked, LOCATION.c.path, LOCATION.c.member)
        .limit(1)
    )
    parts = (
        select(PART)
        .join(DOCUMENT, DOCUMENT.c.id == PART.c.document_id)
        .where(DOCUMENT.c.sha256 == sha256)
        .order_by(PART.c.number)
    )
    with archive.transaction() as connection:
        row = connection.execute(query).first()
        files = [_found(part.sha256, part) for part in connection.execute(parts)]
    return None if row is None else replace(_found(sha256, row), parts=tuple(files))


def _found(sha256: str, row: Any) -> DiscoveredDocument:
    """Return a file at the place that a row names, or nowhere."""
    sighting = Sighting(sha256, row.size, row.path or "", row.member or "", masked=bool(row.masked))
    return DiscoveredDocument(sighting, PdfSource(Path(named_path(sighting.path)), sighting.member))


@contextmanager
def readable(archive: Archive, found: DiscoveredDocument) -> Iterator[list[Path] | Failure]:
    """Yield the paths under which the files of a document can be read while the block lasts, or why
    there are none.
    """
    with archive.transaction() as connection:
        query = select(DOCUMENT.c.store).where(DOCUMENT.c.sha256 == found.sighting.sha256)
        store = connection.execute(query).scalar()
    with ExitStack() as stack:
        places: list[Path] | Failure
        try:
            if store == DATABASE:
                places = _unpacked(archive, found, stack)
            else:
                places = [
                    place
                    for file in found.files
                    if (place := _path_of(file, store, stack)) is not None
                ]
        except BadZip as error:
            places = error.failure
        except OSError as error:
            places = unreadable(error)
        yield places if isinstance(places, Failure) or len(places) == len(found.files) else NO_COPY


def _unpacked(archive: Archive, found: DiscoveredDocument, stack: ExitStack) -> list[Path]:
    """Return temporary files with what the database holds: the files of a document one behind the
    other.
    """
    blocks = stored_blocks(archive, found.sighting.sha256)
    paths = []
    for file in found.files:
        copy = stack.enter_context(tempfile.NamedTemporaryFile(prefix="lkj-", suffix=".pdf"))  # noqa: SIM115
        while copy.tell() < file.sighting.size and (block := next(blocks, b"")):
            copy.write(block)
        copy.flush()
        paths.append(Path(copy.name))
    return paths


def _path_of(file: DiscoveredDocument, store: str | None, stack: ExitStack) -> Path | None:
    """Return where a file can be read: its copy in a folder, or its own place; None where it is in
    neither.
    """
    if store is not None and (copy := stored(Path(store), file.sighting.sha256)).exists():
        return copy
    if file.sighting.path and not file.sighting.masked and file.source.path.exists():
        return stack.enter_context(file.source.file())
    return None
