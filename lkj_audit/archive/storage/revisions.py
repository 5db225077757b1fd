"""One audit of a document, written into an archive whole or not at all."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, select, update

from lkj_audit.archive.comparisons.tallies import count_findings
from lkj_audit.archive.ingestion.document_parts import record_pages
from lkj_audit.archive.metadata import MetadataFact, facts_of_report
from lkj_audit.archive.records import (
    ArchivedFinding,
    ArchivedMatter,
    ArchivedReport,
    ArchivedTable,
    CoverageCounts,
    Origin,
    Stage,
    State,
)
from lkj_audit.archive.reviews.carrying import carry_decisions
from lkj_audit.archive.storage.bulk import insert_rows
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.inserting import insert_all, inserted
from lkj_audit.archive.storage.schema import (
    BUDGET_ROW,
    DOCUMENT,
    FINDING,
    INDICATOR_ROW,
    PASSAGE,
    PRINTED_CELLS,
    PRINTED_TABLE,
    QUARANTINE,
    REVISION,
    TEXT,
    finding_columns,
)
from lkj_audit.archive.storage.schema_across import TYPED_REPORT
from lkj_audit.archive.storage.schema_reviews import MATTER
from lkj_audit.archive.storage.writer import (
    document_id,
    locked_document,
    record_stages,
    settle_document,
)


def record_report(
    archive: Archive,
    report: ArchivedReport,
    origin: Origin,
    manifest: Sequence[MetadataFact] = (),
    store: str | None = None,
) -> bool:
    """Record the audit of a document that was seen; return False where another process has recorded
    it meanwhile.

    `manifest` is what a manifest says of it, `store` the content-addressed store that holds a copy.
    """
    now = f"{report.audited_at:%Y-%m-%dT%H:%M:%SZ}"
    with archive.transaction() as connection:
        document = locked_document(connection, report.sha256)
        if document is None or _has_revision(connection, document, origin):
            return False
        revision = _record_revision(connection, document, report, origin, now)
        _record_content(connection, revision, report)
        connection.execute(_OTHER_PASSAGES, {"document": document})
        archive.adapter.insert_passages(
            connection,
            [
                (document, passage.subject.value, passage.page, passage.text)
                for passage in report.passages
            ],
        )
        insert_all(connection, MATTER, [_matter_row(revision, one) for one in report.matters])
        _record_typed_report(connection, document, revision, report.typed)
        connection.execute(_NEWEST, {"document": document, "revision": revision, "copied": store})
        said = facts_of_report(report.organisation, report.year, report.period, report.kind)
        settle_document(connection, document, said, manifest)
        carry_decisions(connection, document)
        record_pages(connection, document, report.parts)
        count_findings(connection, document)
        done = dict.fromkeys((Stage.SEEN, Stage.READ, Stage.AUDITED), State.DONE)
        record_stages(connection, document, done, origin, now)
        connection.execute(_OUT_OF_QUARANTINE, {"hash": report.sha256})
    return True


# what a document was compared by has been read anew: it is compared again
_NEWEST = (
    update(DOCUMENT)
    .where(DOCUMENT.c.id == bindparam("document"))
    .values(
        revision_id=bindparam("revision"),
        cross_check_id=None,
        store=func.coalesce(bindparam("copied", type_=TEXT), DOCUMENT.c.store),
    )
)
_OUT_OF_QUARANTINE = delete(QUARANTINE).where(QUARANTINE.c.sha256 == bindparam("hash"))


def has_audit(archive: Archive, sha256: str, origin: Origin) -> bool:
    """Return whether the archive has an audit of a document by this program, rule set and
    profile.
    """
    with archive.transaction() as connection:
        document = document_id(connection, sha256)
        return document is not None and _has_revision(connection, document, origin)


def _has_revision(connection: Connection, document: int, origin: Origin) -> bool:
    asked = {
        "document": document,
        "of_program": origin.program,
        "of_rules": origin.rule_set,
        "of_profile": origin.profile,
    }
    return connection.execute(_REVISION, asked).first() is not None


_REVISION = select(REVISION.c.id).where(
    REVISION.c.document_id == bindparam("document"),
    REVISION.c.program == bindparam("of_program"),
    REVISION.c.rule_set == bindparam("of_rules"),
    REVISION.c.profile == bindparam("of_profile"),
)


def _record_revision(
    connection: Connection, document: int, report: ArchivedReport, origin: Origin, now: str
) -> int:
    row = {
        "document_id": document,
        "program": origin.program,
        "rule_set": origin.rule_set,
        "profile": origin.profile,
        "profile_name": origin.profile_name,
        "audited_at": now,
        "seconds": report.seconds,
        "pages": report.pages,
        "organisation": report.organisation,
        "year": report.year,
        "period": report.period,
        "kind": report.kind,
        **_counts(report.counts),
        "detail": report.detail,
    }
    return inserted(connection, REVISION, row)


_TABLE = (
    "revision_id",
    "number",
    "kind",
    "caption",
    "first_page",
    "last_page",
    "reader",
    "sure",
    "uncertain",
    "numbers",
    "related",
    "confirmed",
    "unread",
    "unverifiable",
)
_BUDGET = tuple(column.name for column in BUDGET_ROW.columns)
_INDICATOR = tuple(column.name for column in INDICATOR_ROW.columns)
# the columns of a finding, whatever owns it, in the order of `finding_row`
FINDING_COLUMNS = tuple(column.name for column in finding_columns())


def _record_content(connection: Connection, revision: int, report: ArchivedReport) -> None:
    """Record what was read and found: tables, their cells, what views show of them, findings."""
    insert_rows(
        connection, PRINTED_TABLE, _TABLE, (_table_row(revision, table) for table in report.tables)
    )
    insert_rows(connection, PRINTED_CELLS, ("revision_id", "data"), [(revision, report.cells)])
    insert_rows(connection, BUDGET_ROW, _BUDGET, ((revision, *row) for row in report.budget))
    insert_rows(
        connection, INDICATOR_ROW, _INDICATOR, ((revision, *row) for row in report.indicators)
    )
    insert_rows(
        connection,
        FINDING,
        ("revision_id", *FINDING_COLUMNS),
        ((revision, *finding_row(finding)) for finding in report.findings),
    )


def _table_row(revision: int, table: ArchivedTable) -> Sequence[object]:
    counts = tuple(_counts(table.counts).values()) if table.counts else (None,) * 5
    return (
        revision,
        table.number,
        table.kind,
        table.caption,
        table.pages[0],
        table.pages[-1],
        table.reader,
        int(table.sure),
        int(table.uncertain),
        *counts,
    )


def finding_row(finding: ArchivedFinding) -> Sequence[object]:
    """Return a finding in the order of `FINDING_COLUMNS`."""
    return (
        finding.number,
        finding.fingerprint,
        finding.rule,
        finding.severity,
        finding.certainty,
        finding.message,
        finding.table,
        finding.row,
        finding.column,
        finding.page,
        *finding.box,
        finding.printed,
        finding.expected,
        finding.formula,
        b"",
    )


_OTHER_PASSAGES = delete(PASSAGE).where(PASSAGE.c.document_id == bindparam("document"))
_EARLIER_REPORTS = delete(TYPED_REPORT).where(
    TYPED_REPORT.c.revision_id.in_(
        select(REVISION.c.id).where(REVISION.c.document_id == bindparam("document"))
    )
)


def _record_typed_report(connection: Connection, document: int, revision: int, data: bytes) -> None:
    """Record a report as it is compared with others; that of an earlier revision is compared with
    none any more.
    """
    connection.execute(_EARLIER_REPORTS, {"document": document})
    insert_rows(connection, TYPED_REPORT, ("revision_id", "data"), [(revision, data)])


def _counts(counts: CoverageCounts) -> Mapping[str, int]:
    return {
        "numbers": counts.numbers,
        "related": counts.related,
        "confirmed": counts.confirmed,
        "unread": counts.unread,
        "unverifiable": counts.unverifiable,
    }


def _matter_row(revision: int, matter: ArchivedMatter) -> Mapping[str, object]:
    return {
        "revision_id": revision,
        "number": matter.number,
        "matter_key": matter.key,
        "matter_group": matter.group,
        "rule": matter.rule,
        "severity": matter.severity,
        "title_id": matter.title_id,
        "title_en": matter.title_en,
        "sentence_id": matter.sentence_id,
        "sentence_en": matter.sentence_en,
        "findings": " ".join(map(str, matter.findings)),
    }
