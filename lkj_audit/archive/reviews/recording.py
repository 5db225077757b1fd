"""Recording decisions in an archive, and exchanging them with decisions files.

Rows are only ever added: two people who decide at once both keep what they decided, and whoever has
not seen the other's decision gets an error that says so. The document is locked meanwhile.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select, text

from lkj_audit.archive.reviews.states import decisions_of, lines_of, settle_review
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.inserting import insert_all
from lkj_audit.archive.storage.schema_reviews import DECIDED_DOCUMENT, DECISION
from lkj_audit.archive.storage.writer import locked_document
from lkj_audit.decisions.file import DecisionsLog, taking_place
from lkj_audit.decisions.records import Decision, read_line
from lkj_audit.decisions.state import Decisions, EntryState


def record_decision(
    archive: Archive, sha256: str, decision: Decision, seen: Iterable[str] | None = None
) -> tuple[Decision, EntryState] | None:
    """Record a decision on a document, and return it as it was recorded with the state of its entry
    then; None where the document is gone.

    `seen` are the records in force when its author looked: where others are now, ChangedDecisions
    is raised and nothing is written.
    """
    with archive.transaction() as connection:
        document = locked_document(connection, sha256)
        if document is None:
            return None
        before = decisions_of(connection, document)
        written = taking_place(before, decision, seen)
        _add(connection, document, [written], {written.id: written.line})
        settle_review(connection, document)
    return written, before.merged(Decisions((written,))).state(decision.findings)


def mark_opened(archive: Archive, sha256: str, now: str) -> None:
    """Record that somebody has opened the review of a document."""
    with archive.transaction() as connection:
        document = locked_document(connection, sha256)
        if document is not None:
            settle_review(connection, document, now)


def add_decisions(archive: Archive, sha256: str, log: DecisionsLog) -> int:
    """Merge what a file records into the decisions on a document; return how many those lacked."""
    if not log.lines:
        return 0
    with archive.transaction() as connection:
        document = locked_document(connection, sha256)
        if document is None:
            return 0
        count = _add(connection, document, log.decisions.records, log.lines)
        if count:
            settle_review(connection, document)
    return count


def log_of(connection: Connection, document: int) -> DecisionsLog:
    """Return what was recorded on a document, each record as it was written."""
    lines = [line.encode() for line in lines_of(connection, document)]
    records = [read_line(line) for line in lines]
    by_id = {item.id: line for item, line in zip(records, lines, strict=True)}
    return DecisionsLog(Decisions.of(records), by_id)


def _add(
    connection: Connection,
    document: int,
    records: Iterable[Decision],
    lines: Mapping[str, bytes],
) -> int:
    """Add the records that a document does not have; return how many."""
    own = select(DECIDED_DOCUMENT.c.decision_id).where(DECIDED_DOCUMENT.c.document_id == document)
    standing = set(connection.execute(own).scalars())
    new = sorted(
        (item for item in records if item.id not in standing), key=lambda decision: decision.id
    )
    if new:
        # the same record may be on another version of the report
        connection.execute(_INSERTION, [_row(item, lines[item.id]) for item in new])
        links = [{"document_id": document, "decision_id": item.id} for item in new]
        insert_all(connection, DECIDED_DOCUMENT, links)
    return len(new)


_COLUMNS = list(DECISION.columns.keys())
_INSERTION = text(
    f"INSERT INTO decision ({', '.join(_COLUMNS)}) VALUES (:{', :'.join(_COLUMNS)})"
    " ON CONFLICT (decision_id) DO NOTHING"
)


def _row(decision: Decision, line: bytes) -> dict[str, object]:
    return {
        "decision_id": decision.id,
        "line": line.decode(),
        "action": decision.action.value,
        "reason": decision.reason.value if decision.reason else None,
        "done": int(decision.done),
        "name": decision.name,
        "note": decision.note,
        "time": decision.time,
    }
