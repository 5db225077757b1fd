"""What a run of `lkj ingest` has before it: which documents were found, which are done, which are
to be audited.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, select

from lkj_audit.archive.ingestion.auditing import PASSING
from lkj_audit.archive.ingestion.sources import (
    BadZip,
    PdfSource,
    RefusedFile,
    find_sources,
    hashed,
    unreadable,
)
from lkj_audit.archive.records import Origin, Stage, State
from lkj_audit.archive.storage.schema import DOCUMENT, LOCATION, QUARANTINE, REVISION, STAGE
from lkj_audit.archive.storage.writer import Sighting
from lkj_audit.presentation.names.file_names import named_path, stored_name
from normalize.text.masking import Mask

# how many ids are asked for at once: databases take only so many parameters
_AT_ONCE = 500


class Selection(StrEnum):
    """Which documents are taken up: those without an audit by this program, or others, or for the
    last stage none.
    """

    MISSING = "missing"
    FAILED = "failed"
    SCANS = "scans"
    OCR = "ocr"
    OLDER = "older-than"
    CROSS_CHECK = "cross-check"


@dataclass(frozen=True, slots=True)
class SelectionChoice:
    """Which documents are taken up; `version` goes with `OLDER`."""

    selection: Selection = Selection.MISSING
    version: str = ""


@dataclass(frozen=True, slots=True)
class DiscoveredDocument:
    """A document that was found, and where: what is read of it is its first place.

    `parts` are its files where they are several, the body first: its own source is that of the
    body.
    """

    sighting: Sighting
    source: PdfSource
    parts: "tuple[DiscoveredDocument, ...]" = ()

    @property
    def files(self) -> "tuple[DiscoveredDocument, ...]":
        """The files that it consists of, in the order of its pages."""
        return self.parts or (self,)


@dataclass(slots=True)
class DiscoveredDocuments:
    """What was found in all: documents by their hash, further places of each, and what was refused.

    `parts` are the files that are parts of documents.
    """

    documents: dict[str, DiscoveredDocument] = field(default_factory=dict)
    duplicates: list[DiscoveredDocument] = field(default_factory=list)
    refusals: list[RefusedFile] = field(default_factory=list)
    parts: list[DiscoveredDocument] = field(default_factory=list)

    @property
    def sources(self) -> Iterator[PdfSource]:
        """Every file that was found or refused."""
        for one in (*self.documents.values(), *self.duplicates, *self.parts):
            yield one.source
        for refusal in self.refusals:
            yield PdfSource(refusal.path, refusal.member)

    @property
    def files(self) -> int:
        """How many files were found."""
        alone = sum(not one.parts for one in self.documents.values())
        return alone + len(self.duplicates) + len(self.parts)


def discover_documents(
    paths: Iterable[Path],
    mask: Mask,
    take: Callable[[DiscoveredDocument], None],
    turns_to: Callable[[PdfSource], None],
    is_part: Callable[[DiscoveredDocument], bool] = lambda _: False,
) -> DiscoveredDocuments:
    """Return what lies under these paths; `take` is given each file once it is hashed, `turns_to`
    before that.

    A file that `is_part` of a document of several is none by itself.
    """
    found = DiscoveredDocuments()
    for source in find_sources(paths):
        if isinstance(source, RefusedFile):
            found.refusals.append(source)
            continue
        turns_to(source)
        try:
            one = DiscoveredDocument(sighting_of(source, mask), source)
        except BadZip as error:
            found.refusals.append(RefusedFile(source.path, source.member, error.failure))
        except OSError as error:
            found.refusals.append(RefusedFile(source.path, source.member, unreadable(error)))
        else:
            if is_part(one):
                found.parts.append(one)
                continue
            if found.documents.setdefault(one.sighting.sha256, one) is not one:
                found.duplicates.append(one)
            take(one)
    return found


def sighting_of(source: PdfSource, mask: Mask) -> Sighting:
    """Return what is recorded of a file that was found: NIPs in its path are masked."""
    sha256, size = hashed(source)
    path, member = stored_name(os.path.abspath(source.path)), stored_name(source.member)
    shown, shown_member = mask(path), mask(member)
    return Sighting(
        sha256, size, shown, shown_member, masked=(shown, shown_member) != (path, member)
    )


@dataclass(frozen=True, slots=True)
class ArchivedStanding:
    """How far a document of the archive is: what became of reading it, by which program, and its
    newest audit.

    `origin` is what the last attempt to read it was made with, `code` why it failed; `audited`
    states that there is an audit by the program that asks, `program` the version that made the
    newest one. `ocr` is what became of reading its pictures, None where it has none.
    """

    state: State | None
    origin: tuple[str, str, str] | None
    code: str | None
    audited: bool
    program: str | None
    store: str | None
    ocr: State | None = None

    @property
    def has_unread_pictures(self) -> bool:
        """Whether there are pages with pictures that OCR has not read."""
        return self.state is State.SCAN or self.ocr in (State.WAITING, State.FAILED)


def standings(
    connection: Connection, hashes: Sequence[str], origin: Origin
) -> Mapping[str, ArchivedStanding]:
    """Return how far documents are, those that the archive does not know left out."""
    found: dict[str, ArchivedStanding] = {}
    for start in range(0, len(hashes), _AT_ONCE):
        some = DOCUMENT.c.sha256.in_(hashes[start : start + _AT_ONCE])
        found.update(_standings(connection, some, origin))
    return found


def _standings(
    connection: Connection, some: object, origin: Origin
) -> Iterator[tuple[str, ArchivedStanding]]:
    newest, own = REVISION.alias("newest"), REVISION.alias("own")
    is_own = (
        (own.c.document_id == DOCUMENT.c.id)
        & (own.c.program == origin.program)
        & own.c.rule_set.in_([origin.rule_set, origin.with_ocr().rule_set])
        & (own.c.profile == origin.profile)
    )
    read = (STAGE.c.document_id == DOCUMENT.c.id) & (STAGE.c.stage == Stage.READ.value)
    ocr = STAGE.alias("ocr")
    is_ocr = (ocr.c.document_id == DOCUMENT.c.id) & (ocr.c.stage == Stage.OCR.value)
    query = (
        select(
            DOCUMENT.c.sha256,
            DOCUMENT.c.store,
            STAGE.c.state,
            STAGE.c.program,
            STAGE.c.rule_set,
            STAGE.c.profile,
            QUARANTINE.c.code,
            newest.c.program.label("newest"),
            own.c.id.label("own"),
            ocr.c.state.label("ocr"),
        )
        .select_from(
            DOCUMENT.outerjoin(STAGE, read)
            .outerjoin(ocr, is_ocr)
            .outerjoin(QUARANTINE, QUARANTINE.c.sha256 == DOCUMENT.c.sha256)
            .outerjoin(newest, newest.c.id == DOCUMENT.c.revision_id)
            .outerjoin(own, is_own)
        )
        .where(some)  # type: ignore[arg-type]
    )
    for row in connection.execute(query):
        state = State(row.state) if row.state else None
        last = (row.program, row.rule_set, row.profile) if state else None
        yield (
            row.sha256,
            ArchivedStanding(
                state,
                last,
                row.code,
                row.own is not None,
                row.newest,
                row.store,
                State(row.ocr) if row.ocr else None,
            ),
        )


def is_wanted(standing: ArchivedStanding | None, choice: SelectionChoice, origin: Origin) -> bool:
    """Return whether a document is to be audited now."""
    match choice.selection:
        case Selection.MISSING:
            return standing is None or not (standing.audited or _is_settled(standing, origin))
        case Selection.FAILED:
            return standing is not None and standing.state is State.FAILED
        case Selection.SCANS:
            return standing is not None and standing.state is State.SCAN
        case Selection.OCR:
            return standing is not None and standing.has_unread_pictures
        case Selection.OLDER:
            if standing is None or standing.program is None or standing.audited:
                return False
            return version_key(standing.program) < version_key(choice.version)
        case Selection.CROSS_CHECK:
            return False


def _is_settled(standing: ArchivedStanding, origin: Origin) -> bool:
    """Return whether the same program would fail in the same way again."""
    same = standing.origin == (origin.program, origin.rule_set, origin.profile)
    is_failure = standing.state is not None and standing.state is not State.DONE
    return same and is_failure and standing.code not in PASSING


def version_key(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by; raise a ValueError at what is none.

    >>> version_key("0.10.0") > version_key("0.9")
    True
    """
    return tuple(int(part) for part in version.split("."))


def places_of(connection: Connection, choice: SelectionChoice) -> list[Path]:
    """Return the files, and the ZIP files, that hold the documents which a selection may
    take up.
    """
    query = (
        select(LOCATION.c.path)
        .where((LOCATION.c.current == 1) & (LOCATION.c.masked == 0))
        .distinct()
    )
    is_scan = (STAGE.c.stage == Stage.READ.value) & (STAGE.c.state == State.SCAN.value)
    is_so = {
        Selection.FAILED: (STAGE.c.stage == Stage.READ.value)
        & (STAGE.c.state == State.FAILED.value),
        Selection.SCANS: is_scan,
        Selection.OCR: is_scan
        | (
            (STAGE.c.stage == Stage.OCR.value)
            & STAGE.c.state.in_([State.WAITING.value, State.FAILED.value])
        ),
    }.get(choice.selection)
    if is_so is not None:
        query = query.where(LOCATION.c.document_id.in_(select(STAGE.c.document_id).where(is_so)))
    paths = connection.execute(query.order_by(LOCATION.c.path)).scalars()
    return [Path(named_path(path)) for path in paths]
