"""What is written into an archive of the documents themselves: where they lie, how far they are,
what they are about.

Each function is one transaction. Audits are written by `revisions`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select, text, update

from lkj_audit.archive.comparisons.people import person_name
from lkj_audit.archive.comparisons.tallies import forget_comparisons, forget_matches
from lkj_audit.archive.metadata import (
    MetadataFact,
    MetadataSource,
    ResolvedMetadata,
    facts_of_path,
    resolve_metadata,
)
from lkj_audit.archive.records import Failure, Origin, Stage, State
from lkj_audit.archive.reviews.carrying import forget_decisions
from lkj_audit.archive.storage.bulk import insert_rows
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.inserting import insert_all, inserted
from lkj_audit.archive.storage.schema import (
    DELETION,
    DOCUMENT,
    FACT,
    LOCATION,
    PART,
    QUARANTINE,
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file that was found: the hash and size of its content, and where it lies.

    `member` is its name in a ZIP file, empty for a file of its own; `masked` states that a NIP in
    them is masked.
    """

    sha256: str
    size: int
    path: str
    member: str
    masked: bool


def record_sightings(archive: Archive, sightings: Sequence[Sighting], now: str) -> None:
    """Record where documents were seen; what lay there before is reported to be gone."""
    with archive.transaction() as connection:
        archive.adapter.begin_exclusively(connection)
        for sighting in sightings:
            _record_sighting(connection, sighting, now)


def _record_sighting(connection: Connection, sighting: Sighting, now: str) -> None:
    document = document_id(connection, sighting.sha256)
    is_new = document is None
    if document is None:
        row = {"sha256": sighting.sha256, "size": sighting.size, "seen_at": now}
        document = inserted(connection, DOCUMENT, row)
    at = (LOCATION.c.path == sighting.path) & (LOCATION.c.member == sighting.member)
    standing = {
        row.document_id: row.current for row in connection.execute(select(LOCATION).where(at))
    }
    if document not in standing:
        values = {
            "document_id": document,
            "path": sighting.path,
            "member": sighting.member,
            "seen_at": now,
        }
        insert_all(connection, LOCATION, [{**values, "current": 1, "masked": int(sighting.masked)}])
        if not is_new:  # what a new document is about is settled once it has been read
            settle_document(connection, document)
    # several files may share a masked name: nothing is known to be gone then
    if not sighting.masked and any(
        current != (found == document) for found, current in standing.items()
    ):
        connection.execute(update(LOCATION).where(at).values(current=0))
        connection.execute(
            update(LOCATION).where(at & (LOCATION.c.document_id == document)).values(current=1)
        )
    # what was refused here, or the ZIP file as a whole, can be read now
    for member in {"", sighting.member}:
        same = (QUARANTINE.c.path == sighting.path) & (QUARANTINE.c.member == member)
        connection.execute(delete(QUARANTINE).where(same & QUARANTINE.c.sha256.is_(None)))


def record_failure(
    archive: Archive, sighting: Sighting, failure: Failure, origin: Origin, now: str
) -> None:
    """Record why a document that was seen has not been audited; what cannot be read at all goes to
    quarantine.
    """
    with archive.transaction() as connection:
        document = locked_document(connection, sighting.sha256)
        if document is None:
            return
        record_stages(
            connection, document, {Stage.SEEN: State.DONE, Stage.READ: failure.state}, origin, now
        )
        settle_document(connection, document)
        if failure.state is State.FAILED:
            _quarantine(
                connection,
                sighting.sha256,
                sighting.path,
                sighting.member,
                failure,
                origin.program,
                now,
            )
        else:
            connection.execute(delete(QUARANTINE).where(QUARANTINE.c.sha256 == sighting.sha256))


def record_refusals(
    archive: Archive, refusals: Iterable[tuple[str, str, Failure]], program: str, now: str
) -> None:
    """Record what was refused on the way to documents: a path, a name in a ZIP file, and why."""
    with archive.transaction() as connection:
        archive.adapter.begin_exclusively(connection)
        for path, member, failure in refusals:
            _quarantine(connection, None, path, member, failure, program, now)


def _quarantine(
    connection: Connection,
    sha256: str | None,
    path: str,
    member: str,
    failure: Failure,
    program: str,
    now: str,
) -> None:
    """Record a refusal; one that is there already is counted again."""
    if sha256 is not None:
        same = QUARANTINE.c.sha256 == sha256
    else:
        same = (
            QUARANTINE.c.sha256.is_(None)
            & (QUARANTINE.c.path == path)
            & (QUARANTINE.c.member == member)
        )
    reason = {
        "code": failure.code,
        "reason_id": failure.reason_id,
        "reason_en": failure.reason_en,
        "program": program,
    }
    again = (
        update(QUARANTINE)
        .where(same)
        .values(**reason, last_at=now, attempts=QUARANTINE.c.attempts + 1)
    )
    if not connection.execute(again).rowcount:
        first = {
            "sha256": sha256,
            "path": path,
            "member": member,
            "first_at": now,
            "last_at": now,
            "attempts": 1,
        }
        insert_all(connection, QUARANTINE, [{**first, **reason}])


def record_manifest(archive: Archive, said: Iterable[tuple[str, Sequence[MetadataFact]]]) -> None:
    """Record what a manifest says of documents, by their hashes, in place of what one said
    before.
    """
    with archive.transaction() as connection:
        archive.adapter.begin_exclusively(connection)
        for sha256, facts in said:
            document = locked_document(connection, sha256)
            if document is not None:
                settle_document(connection, document, manifest=facts)


def record_store(archive: Archive, sha256: str, store: str) -> None:
    """Record which content-addressed store holds a copy of a document."""
    with archive.transaction() as connection:
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.sha256 == sha256).values(store=store))


def delete_document(archive: Archive, sha256: str, reason: str, now: str) -> bool:
    """Delete a document and everything that was read and found in it, and log that; False where
    there is none.
    """
    with archive.transaction() as connection:
        return delete_within(connection, sha256, reason, now)


# Within a transaction -----------------------------------------------------------------------------


def delete_within(connection: Connection, sha256: str, reason: str, now: str) -> bool:
    """Delete a document, and what quotes it, and log that; False where there is none."""
    document = locked_document(connection, sha256)
    if document is None:
        return False
    places = [
        *connection.execute(select(LOCATION).where(LOCATION.c.document_id == document)),
        *connection.execute(select(PART).where(PART.c.document_id == document)),
    ]
    paths = "\n".join(
        sorted({f"{row.path}!/{row.member}" if row.member else row.path for row in places})
    )
    forget_comparisons(connection, document)
    connection.execute(delete(DOCUMENT).where(DOCUMENT.c.id == document))
    forget_decisions(connection)
    forget_matches(connection)
    connection.execute(delete(QUARANTINE).where(QUARANTINE.c.sha256 == sha256))
    logged = {
        "sha256": sha256,
        "paths": paths,
        "reason": reason,
        "person": person_name(),
        "at": now,
    }
    insert_all(connection, DELETION, [logged])
    return True


def document_id(connection: Connection, sha256: str) -> int | None:
    """Return the key of a document, None where it was not seen."""
    found: int | None = connection.execute(_KEY, {"hash": sha256}).scalar()
    return found


def locked_document(connection: Connection, sha256: str) -> int | None:
    """Return the key of a document that nobody else changes until the end of the transaction."""
    found: int | None = connection.execute(_LOCKED, {"hash": sha256}).scalar()
    return found


def record_stages(
    connection: Connection, document: int, states: Mapping[Stage, State], origin: Origin, now: str
) -> None:
    """Record what became of stages of a document."""
    rows = [
        {
            "document_id": document,
            "stage": stage.value,
            "state": state.value,
            "program": origin.program,
            "rule_set": origin.rule_set,
            "profile": origin.profile,
            "at": now,
        }
        for stage, state in states.items()
    ]
    connection.execute(_STAGE, rows)


# statements that are executed for each document are built once
_STAGE = text(
    "INSERT INTO stage (document_id, stage, state, program, rule_set, profile, at) VALUES "
    "(:document_id, :stage, :state, :program, :rule_set, :profile, :at) "
    "ON CONFLICT (document_id, stage) DO UPDATE SET state = excluded.state, "
    "program = excluded.program, rule_set = excluded.rule_set, profile = excluded.profile, "
    "at = excluded.at"
)
_FACTS = select(FACT.c.field, FACT.c.source, FACT.c.value).where(
    FACT.c.document_id == bindparam("document")
)
_NO_FACTS = delete(FACT).where(FACT.c.document_id == bindparam("document"))
_SETTLED = (
    update(DOCUMENT)
    .where(DOCUMENT.c.id == bindparam("document"))
    .values({name: bindparam(f"new_{name}") for name in ResolvedMetadata().columns()})
)
_FIRST_PLACE = (
    select(LOCATION.c.path, LOCATION.c.member)
    .where(LOCATION.c.document_id == bindparam("document"), LOCATION.c.current == 1)
    .order_by(LOCATION.c.path, LOCATION.c.member)
    .limit(1)
)
_LOCKED = select(DOCUMENT.c.id).where(DOCUMENT.c.sha256 == bindparam("hash")).with_for_update()
_KEY = select(DOCUMENT.c.id).where(DOCUMENT.c.sha256 == bindparam("hash"))


def settle_document(
    connection: Connection,
    document: int,
    report: Sequence[MetadataFact] = (),
    manifest: Sequence[MetadataFact] = (),
) -> None:
    """Record what a report and a manifest say of a document, and what is taken for true of it now.

    What is not said anew is as it was said before; its paths are read every time.
    """
    rows = connection.execute(_FACTS, {"document": document})
    standing = [MetadataFact.of(row.field, row.source, row.value) for row in rows]
    facts = [
        *(report or [fact for fact in standing if fact.source is MetadataSource.REPORT]),
        *_facts_of_paths(connection, document),
        *(
            manifest
            or [
                fact
                for fact in standing
                if fact.source in (MetadataSource.MANIFEST, MetadataSource.DECISION)
            ]
        ),
    ]
    settled = resolve_metadata(facts)
    if set(facts) != set(standing):
        if standing:
            connection.execute(_NO_FACTS, {"document": document})
        insert_rows(
            connection,
            FACT,
            ("document_id", "field", "source", "value", "conflict"),
            [
                (
                    document,
                    fact.field.value,
                    fact.source.value,
                    fact.value,
                    int(fact.field in settled.conflicts),
                )
                for fact in facts
            ],
        )
    new = {f"new_{name}": value for name, value in settled.columns().items()}
    connection.execute(_SETTLED, {"document": document, **new})


def _facts_of_paths(connection: Connection, document: int) -> list[MetadataFact]:
    """Return what the paths of a document say: of several the first in the alphabet is heard."""
    first = connection.execute(_FIRST_PLACE, {"document": document}).first()
    return facts_of_path(first.path, first.member) if first else []
