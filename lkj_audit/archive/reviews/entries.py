"""The entries of the review of a document, as the archive has them: those of its newest audit, and
its findings across documents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from lkj_audit.archive.storage.schema import DOCUMENT, FINDING
from lkj_audit.archive.storage.schema_across import CROSS_FINDING
from lkj_audit.archive.storage.schema_reviews import MATTER
from lkj_audit.decisions.records import DecidedFinding, ReviewedDocument
from lkj_audit.decisions.reviewed import LONGEST_PRINTED, ReviewedAudit, ReviewedEntry
from lkj_audit.presentation.names.file_names import shown_name
from normalize.text.masking import masked
from validate.findings import Certainty, Message, Severity

# findings across documents are numbered behind all others, as `v_pokok` does
ACROSS = 100_000
# the groups of what is no matter of an audit
ALONE, BETWEEN = "look", "explain"


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding as it is reported on one line: `page` is 1-based, `expected` and `formula` None
    where there are none.
    """

    fingerprint: str
    rule: str
    severity: Severity
    certainty: Certainty
    message: str
    page: int
    printed: str
    expected: str | None
    formula: str | None


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry with its findings as they are reported; `sentence` says the whole of it."""

    entry: ReviewedEntry
    sentence: Message
    findings: tuple[StoredFinding, ...]


_OWN = (
    FINDING.c.number,
    FINDING.c.fingerprint,
    FINDING.c.rule,
    FINDING.c.severity,
    FINDING.c.certainty,
    FINDING.c.message,
    FINDING.c.page,
    FINDING.c.printed,
    FINDING.c.expected,
    FINDING.c.formula,
)


def stored_entries(connection: Connection, document: int) -> list[StoredEntry]:
    """Return the entries of a document; of an audit by an earlier version of the program, which has
    none, each finding as one.
    """
    own = select(*_OWN).join(DOCUMENT, DOCUMENT.c.revision_id == FINDING.c.revision_id)
    rows = connection.execute(own.where(DOCUMENT.c.id == document).order_by(FINDING.c.number))
    findings = {row.number: _finding(row) for row in rows}
    matters = select(MATTER).join(DOCUMENT, DOCUMENT.c.revision_id == MATTER.c.revision_id)
    grouped = connection.execute(
        matters.where(DOCUMENT.c.id == document).order_by(MATTER.c.number)
    ).all()
    entries = [item for row in grouped if (item := _of_matter(row, findings)).findings]
    if not entries:
        entries = [_alone(number, f"f{number}", item, ALONE) for number, item in findings.items()]
    return entries + _across(connection, document)


def _finding(row: Any) -> StoredFinding:
    return StoredFinding(
        row.fingerprint,
        row.rule,
        Severity(row.severity),
        Certainty(row.certainty),
        row.message,
        row.page,
        row.printed,
        row.expected,
        row.formula,
    )


def _of_matter(row: Any, findings: dict[int, StoredFinding]) -> StoredEntry:
    numbers = map(int, row.findings.split())
    ours = tuple(findings[number] for number in numbers if number in findings)
    title = Message(row.title_id, row.title_en)
    entry = ReviewedEntry(
        row.matter_key,
        title,
        Severity(row.severity),
        _decided(ours, title.id),
        row.matter_group,
        row.number,
    )
    return StoredEntry(entry, Message(row.sentence_id, row.sentence_en), ours)


def _alone(number: int, id: str, finding: StoredFinding, group: str) -> StoredEntry:
    message = Message(finding.message, finding.message)
    decided = _decided((finding,), message.id)
    entry = ReviewedEntry(id, message, finding.severity, decided, group, number)
    return StoredEntry(entry, message, (finding,))


def _across(connection: Connection, document: int) -> list[StoredEntry]:
    columns = [CROSS_FINDING.c[column.name] for column in _OWN]
    newest = DOCUMENT.c.cross_check_id == CROSS_FINDING.c.cross_check_id
    query = select(*columns).join(DOCUMENT, newest).where(DOCUMENT.c.id == document)
    return [
        _alone(ACROSS + row.number, f"x{row.number}", _finding(row), BETWEEN)
        for row in connection.execute(query.order_by(CROSS_FINDING.c.number))
    ]


def _decided(findings: Sequence[StoredFinding], title: str) -> tuple[DecidedFinding, ...]:
    return tuple(
        DecidedFinding(
            item.fingerprint,
            masked(item.printed)[:LONGEST_PRINTED],
            item.rule,
            item.page,
            masked(title),
        )
        for item in findings
    )


def reviewed_document(connection: Connection, document: int) -> ReviewedDocument:
    """Return what identifies a document of the archive."""
    from lkj_audit.archive.queries.page_queries import FILE_OF

    columns = (
        DOCUMENT.c.sha256,
        DOCUMENT.c.organisation,
        DOCUMENT.c.year,
        DOCUMENT.c.period,
        DOCUMENT.c.kind,
    )
    row = connection.execute(select(*columns).where(DOCUMENT.c.id == document)).one()
    file = connection.exec_driver_sql(f"SELECT {FILE_OF.format(document)}").scalar() or ""
    name = shown_name(file.replace("\\", "/").rpartition("/")[2], str)
    return ReviewedDocument(row.sha256, name, row.organisation, row.year, row.period, row.kind)


def reviewed_audit(connection: Connection, document: int) -> ReviewedAudit:
    """Return a document as decisions are made on it."""
    entries = tuple(item.entry for item in stored_entries(connection, document))
    return ReviewedAudit(reviewed_document(connection, document), entries)
