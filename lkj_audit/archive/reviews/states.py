"""The state of the review of a document, worked out anew from its entries and its decisions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from sqlalchemy import Connection, bindparam, delete, select, text, update

from lkj_audit.archive.reviews.entries import StoredEntry, stored_entries
from lkj_audit.archive.storage.inserting import insert_all
from lkj_audit.archive.storage.schema import DOCUMENT
from lkj_audit.archive.storage.schema_reviews import (
    DECIDED_DOCUMENT,
    DECISION,
    REVIEW,
    REVIEWED_FINDING,
)
from lkj_audit.decisions.listing import ReviewState, review_state
from lkj_audit.decisions.records import read_line
from lkj_audit.decisions.state import Decisions, EntryState, Status
from validate.findings import Severity


class FollowUp(StrEnum):
    """How far tindak lanjut is."""

    NONE = "none"
    BEGUN = "begun"
    DONE = "done"


_LINES = (
    select(DECISION.c.line)
    .join(DECIDED_DOCUMENT, DECIDED_DOCUMENT.c.decision_id == DECISION.c.decision_id)
    .where(DECIDED_DOCUMENT.c.document_id == bindparam("document"))
)
_STANDING = select(REVIEW.c.opened_at).where(REVIEW.c.document_id == bindparam("document"))


def lines_of(connection: Connection, document: int) -> Iterable[str]:
    """Return the records on a document, as they were written."""
    return connection.execute(_LINES, {"document": document}).scalars()


def decisions_of(connection: Connection, document: int) -> Decisions:
    """Return everything that was recorded on a document."""
    return Decisions.of(read_line(line.encode()) for line in lines_of(connection, document))


def settle_review(connection: Connection, document: int, opened_at: str | None = None) -> None:
    """Record the state of a document; `opened_at` is given where somebody opens it now."""
    standing = connection.execute(_STANDING, {"document": document}).first()
    if standing is not None and standing.opened_at is not None:
        opened_at = standing.opened_at
    decisions = decisions_of(connection, document)
    if not decisions.records and opened_at is None:
        _settle_unopened(connection, document)
        return
    revision = select(DOCUMENT.c.revision_id).where(DOCUMENT.c.id == document)
    if connection.execute(revision).scalar() is None:
        return
    entries = [
        (item, decisions.state(item.entry.findings))
        for item in stored_entries(connection, document)
    ]
    values = _counts(entries, opened_at, is_begun=bool(decisions.records))
    if standing is None:
        insert_all(connection, REVIEW, [{"document_id": document, **values}])
    else:
        connection.execute(update(REVIEW).where(REVIEW.c.document_id == document).values(**values))
    connection.execute(delete(REVIEWED_FINDING).where(REVIEWED_FINDING.c.document_id == document))
    insert_all(connection, REVIEWED_FINDING, _findings(document, entries))


# The entries of `stored_entries`, all of which are open without a decision: one statement, since it
# is executed for every document of a run.
_OPEN = """SELECT d.id AS id, m.severity AS severity FROM document d
 JOIN matter m ON m.revision_id = d.revision_id AND m.findings <> '' WHERE d.id = :document
 UNION ALL SELECT d.id, f.severity FROM document d JOIN finding f ON f.revision_id = d.revision_id
 WHERE d.id = :document AND NOT EXISTS
 (SELECT 1 FROM matter m WHERE m.revision_id = d.revision_id AND m.findings <> '')
 UNION ALL SELECT d.id, x.severity FROM document d
 JOIN cross_finding x ON x.cross_check_id = d.cross_check_id WHERE d.id = :document"""
_UNOPENED = text(
    f"""INSERT INTO review (document_id, state, opened_at, entries, decided, again, conflicts,
 critical, major, minor, info)
 SELECT d.id, '{ReviewState.UNOPENED.value}', NULL, count(e.id), 0, 0, 0,
 {
        ", ".join(
            f"COALESCE(sum(CASE e.severity WHEN '{one.value}' THEN 1 ELSE 0 END), 0)"
            for one in (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.INFO)
        )
    }
 FROM document d LEFT JOIN ({_OPEN}) e ON e.id = d.id
 WHERE d.id = :document AND d.revision_id IS NOT NULL GROUP BY d.id"""
)
_NO_REVIEW = delete(REVIEW).where(REVIEW.c.document_id == bindparam("document"))
_NOTHING_REVIEWED = delete(REVIEWED_FINDING).where(
    REVIEWED_FINDING.c.document_id == bindparam("document")
)


def _settle_unopened(connection: Connection, document: int) -> None:
    """Record the review of a document without decisions."""
    for statement in (_NO_REVIEW, _UNOPENED, _NOTHING_REVIEWED):
        connection.execute(statement, {"document": document})


def _counts(
    entries: Sequence[tuple[StoredEntry, EntryState]], opened_at: str | None, *, is_begun: bool
) -> dict[str, object]:
    open_entries = Counter(item.entry.severity for item, state in entries if state.is_open)
    grave = sum(count for severity, count in open_entries.items() if severity.rank >= _GRAVE)
    state = review_state(grave, is_begun=opened_at is not None or is_begun)
    return {
        "state": state.value,
        "opened_at": opened_at,
        "entries": len(entries),
        "decided": sum(state.status is not Status.OPEN for _, state in entries),
        "again": sum(state.look_again for _, state in entries),
        "conflicts": sum(state.status is Status.CONFLICT for _, state in entries),
        **{severity.value: open_entries[severity] for severity in Severity},
    }


_GRAVE = Severity.MAJOR.rank


def _findings(
    document: int, entries: Sequence[tuple[StoredEntry, EntryState]]
) -> list[dict[str, object]]:
    """Return the rows of the findings on which something was recorded."""
    recorded = [
        (item, state, finding, leads)
        for item, state in entries
        if state.history
        for leads, finding in enumerate(item.findings)
    ]
    return [
        {
            "document_id": document,
            "number": number,
            "fingerprint": finding.fingerprint,
            "rule": finding.rule,
            "entry": item.entry.number,
            "leads": int(leads == 0),
            "severity": item.entry.severity.value,
            "title_id": item.entry.title.id,
            "title_en": item.entry.title.en,
            "status": state.status.value,
            "reason": _reason(state),
            "again": int(state.look_again),
            "is_open": int(state.is_open),
            "follow_up": _follow_up(state).value,
            "decided_at": _decided_at(state),
        }
        for number, (item, state, finding, leads) in enumerate(recorded, 1)
    ]


def _decided_at(state: EntryState) -> str | None:
    """Return when the last verdict was recorded."""
    return max((verdict.time for verdict in state.verdicts), default=None)


def _reason(state: EntryState) -> str | None:
    verdict = state.verdict
    return verdict.reason.value if verdict and verdict.reason else None


def _follow_up(state: EntryState) -> FollowUp:
    if not state.follow_ups:
        return FollowUp.NONE
    return FollowUp.DONE if state.followed_up else FollowUp.BEGUN
