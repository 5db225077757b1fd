"""Documents of several files: a body and its annexes, as a manifest or `--with` says, or as the
archive knows them.

Such a document is known by the SHA-256 of those of its files, in their order. Its files are no
documents of their own: what was read of one alone before is deleted when it becomes a part, and
that is logged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, delete, select, update

from extract.document_joining import joint_hash
from lkj_audit.archive.ingestion.manifest import Manifest, ends_of
from lkj_audit.archive.ingestion.planning import DiscoveredDocument, DiscoveredDocuments
from lkj_audit.archive.ingestion.sources import PdfSource, RefusedFile, refused
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.inserting import insert_all
from lkj_audit.archive.storage.schema import DOCUMENT, PART
from lkj_audit.archive.storage.writer import Sighting, delete_within, document_id
from lkj_audit.presentation.names.file_names import named_path
from validate.findings import Message

# a report in more files than these is a folder of reports
MOST_PARTS = 40

NO_BODY = refused(
    "part_without_body",
    Message(
        "Berkas ini bagian dari laporan yang tidak ditemukan; sertakan berkas induknya.",
        "The file is a part of a report that was not found; name its body as well.",
    ),
)
SEVERAL_BODIES = refused(
    "part_of_several",
    Message(
        "Nama berkas induknya cocok dengan beberapa berkas; tulis lokasinya lebih lengkap.",
        "The name of its body fits several files; write more of its path.",
    ),
)
NESTED = refused(
    "part_of_a_part",
    Message(
        "Berkas induknya sendiri bagian dari laporan lain.",
        "Its body is itself a part of another report.",
    ),
)
TOO_MANY = refused(
    "too_many_parts",
    Message(
        f"Laporan ini terdiri atas lebih dari {MOST_PARTS} berkas.",
        f"The report consists of more than {MOST_PARTS} files.",
    ),
)


@dataclass(slots=True)
class KnownParts:
    """The documents of several files that an archive holds: the files of each, and which files are
    in any.
    """

    documents: Mapping[str, Sequence[DiscoveredDocument]] = field(default_factory=dict)

    @property
    def hashes(self) -> frozenset[str]:
        """The hashes of all files that are parts."""
        return frozenset(one.sighting.sha256 for files in self.documents.values() for one in files)


def known_parts(connection: Connection) -> KnownParts:
    """Return the documents of several files of an archive."""
    query = (
        select(DOCUMENT.c.sha256.label("whole"), PART)
        .join(PART, PART.c.document_id == DOCUMENT.c.id)
        .order_by(PART.c.document_id, PART.c.number)
    )
    documents: dict[str, list[DiscoveredDocument]] = defaultdict(list)
    for row in connection.execute(query):
        sighting = Sighting(row.sha256, row.size, row.path, row.member, bool(row.masked))
        documents[row.whole].append(
            DiscoveredDocument(sighting, PdfSource(Path(named_path(row.path)), row.member))
        )
    return KnownParts(documents)


class Gathering:
    """Decides which files are parts, and puts documents together once all files have been found."""

    def __init__(self, manifest: Manifest, known: KnownParts) -> None:
        self._manifest, self._known = manifest, known
        self._bodies, self._hashes = manifest.bodies, known.hashes

    def is_part(self, one: DiscoveredDocument) -> bool:
        """Return whether a file is a part of a document of several files."""
        return (
            bool(self._annex_of(one) or self._body_names(one))
            or one.sighting.sha256 in self._hashes
        )

    def gather(self, found: DiscoveredDocuments) -> Iterator[DiscoveredDocument]:
        """Yield the documents that the parts make; what makes none is refused."""
        told = [one for one in found.parts if self._annex_of(one) or self._body_names(one)]
        whole = [*self._told(told, found.refusals), *self._as_before(found.parts, told)]
        for one in whole:
            if found.documents.setdefault(one.sighting.sha256, one) is not one:
                found.duplicates.append(one)
            yield one

    def _annex_of(self, one: DiscoveredDocument) -> PurePosixPath | None:
        entry = self._manifest.entry(one.source.path, one.source.member)
        return entry.part_of if entry else None

    def _body_names(self, one: DiscoveredDocument) -> frozenset[PurePosixPath]:
        """Return the names by which annexes call a file their body."""
        return (
            self._bodies.intersection(ends_of(one.source.path, one.source.member))
            if self._bodies
            else frozenset()
        )

    def _told(
        self, parts: Sequence[DiscoveredDocument], refusals: list[RefusedFile]
    ) -> Iterator[DiscoveredDocument]:
        """Yield the documents that a manifest lists."""
        bodies: dict[PurePosixPath, dict[str, DiscoveredDocument]] = defaultdict(dict)
        for one in parts:
            for name in self._body_names(one):
                bodies[name].setdefault(one.sighting.sha256, one)
        annexes: dict[str, list[tuple[int, DiscoveredDocument]]] = defaultdict(list)
        first: dict[str, DiscoveredDocument] = {}
        for one in parts:
            part_of = self._annex_of(one)
            if part_of is None:
                continue
            fitting = list(bodies[part_of].values())
            problem = NO_BODY if not fitting else SEVERAL_BODIES if len(fitting) > 1 else None
            if problem is None and self._annex_of(fitting[0]):
                problem = NESTED
            if problem is not None:
                refusals.append(RefusedFile(one.source.path, one.source.member, problem))
                continue
            entry = self._manifest.entry(one.source.path, one.source.member)
            assert entry is not None
            body = first.setdefault(fitting[0].sighting.sha256, fitting[0])
            annexes[body.sighting.sha256].append((entry.line, one))
        for sha256, body in first.items():
            files = [body, *(one for _, one in sorted(annexes[sha256], key=lambda pair: pair[0]))]
            if len(files) > MOST_PARTS:
                refusals.append(RefusedFile(body.source.path, body.source.member, TOO_MANY))
            else:
                yield joined(list({one.sighting.sha256: one for one in files}.values()))

    def _as_before(
        self, parts: Sequence[DiscoveredDocument], told: Sequence[DiscoveredDocument]
    ) -> Iterator[DiscoveredDocument]:
        """Yield the documents that the archive knows and whose body was found, and no manifest
        says otherwise.
        """
        seen = {one.sighting.sha256: one for one in parts}
        otherwise = {one.sighting.sha256 for one in told}
        for files in self._known.documents.values():
            body = files[0].sighting.sha256
            if body in seen and body not in otherwise:
                yield joined([seen.get(one.sighting.sha256, one) for one in files])


def joined(files: Sequence[DiscoveredDocument]) -> DiscoveredDocument:
    """Return the document that files make, the body first."""
    body = files[0]
    if len(files) == 1:
        return body
    sighting = Sighting(
        joint_hash([one.sighting.sha256 for one in files]),
        sum(one.sighting.size for one in files),
        body.sighting.path,
        body.sighting.member,
        masked=any(one.sighting.masked for one in files),
    )
    return DiscoveredDocument(sighting, body.source, tuple(files))


def record_parts(archive: Archive, documents: Iterable[DiscoveredDocument], now: str) -> None:
    """Record of which files documents consist; what was read of these files alone is deleted, which
    is logged.
    """
    with archive.transaction() as connection:
        archive.adapter.begin_exclusively(connection)
        for one in documents:
            document = document_id(connection, one.sighting.sha256)
            if document is None or not one.parts:
                continue
            read = {
                row.number: row
                for row in connection.execute(select(PART).where(PART.c.document_id == document))
            }
            connection.execute(delete(PART).where(PART.c.document_id == document))
            rows = [
                {
                    "document_id": document,
                    "number": number,
                    "sha256": part.sighting.sha256,
                    "size": part.sighting.size,
                    "path": part.sighting.path,
                    "member": part.sighting.member,
                    "masked": int(part.sighting.masked),
                    "first_page": read[number].first_page if number in read else None,
                    "pages": read[number].pages if number in read else None,
                }
                for number, part in enumerate(one.parts, 1)
            ]
            insert_all(connection, PART, rows)
            reason = f"part_of={one.sighting.sha256}"
            for part in one.parts:
                delete_within(connection, part.sighting.sha256, reason, now)


def record_pages(connection: Connection, document: int, pages: Sequence[int]) -> None:
    """Record how many pages each file of a document has."""
    first = 1
    for number, count in enumerate(pages, 1):
        same = (PART.c.document_id == document) & (PART.c.number == number)
        connection.execute(update(PART).where(same).values(first_page=first, pages=count))
        first += count
