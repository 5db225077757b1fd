"""One audit of a document, written into an archive whole or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import Connection, delete, func, select, update

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
    TenthsBox,
)
from lkj_audit.archive.reviews.carrying import carry_decisions
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.inserting import insert_all, inserted
from lkj_audit.archive.storage.schema import (
    CELL,
    DOCUMENT,
    FINDING,
    PASSAGE,
    PRINTED_COLUMN,
    PRINTED_ROW,
    PRINTED_TABLE,
    QUARANTINE,
    REVISION,
)
from lkj_audit.archive.storage.schema_across import TYPED_REPORT
from lkj_audit.archive.storage.schema_reviews import MATTER
from lkj_audit.archive.storage.writer import (
    document_id,
    locked_document,
    record_stages,
    settle_document,
)

# `units` counts in ten-thousandths, as far as a signed integer of 64 bits reaches
UNITS = Decimal(10_000)
_LARGEST = 2**63 - 1


def units(value: str | None) -> int | None:
    """Return an exact decimal in ten-thousandths; None where it has more decimals or digits than
    that.

    >>> units("1500.5"), units("0.00001"), units(None)
    (15005000, None, None)
    """
    if value is None:
        return None
    counted = Decimal(value) * UNITS
    return (
        int(counted)
        if counted == counted.to_integral_value() and abs(counted) <= _LARGEST
        else None
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
        _record_tables(connection, revision, report.tables)
        insert_all(
            connection,
            FINDING,
            [{"revision_id": revision, **finding_row(one)} for one in report.findings],
        )
        insert_all(connection, MATTER, [_matter_row(revision, one) for one in report.matters])
        _record_passages(connection, document, report)
        archive.adapter.index(connection, document)
        _record_typed_report(connection, document, revision, report.typed)
        # what it was compared by has been read anew: it is compared again
        values = {
            "revision_id": revision,
            "cross_check_id": None,
            **({"store": store} if store else {}),
        }
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == document).values(**values))
        said = facts_of_report(report.organisation, report.year, report.period, report.kind)
        settle_document(connection, document, said, manifest)
        carry_decisions(connection, document)
        record_pages(connection, document, report.parts)
        count_findings(connection, document)
        done = dict.fromkeys((Stage.SEEN, Stage.READ, Stage.AUDITED), State.DONE)
        record_stages(connection, document, done, origin, now)
        connection.execute(delete(QUARANTINE).where(QUARANTINE.c.sha256 == report.sha256))
    return True


def has_audit(archive: Archive, sha256: str, origin: Origin) -> bool:
    """Return whether the archive has an audit of a document by this program, rule set and
    profile.
    """
    with archive.transaction() as connection:
        document = document_id(connection, sha256)
        return document is not None and _has_revision(connection, document, origin)


def _has_revision(connection: Connection, document: int, origin: Origin) -> bool:
    same = (
        (REVISION.c.document_id == document)
        & (REVISION.c.program == origin.program)
        & (REVISION.c.rule_set == origin.rule_set)
        & (REVISION.c.profile == origin.profile)
    )
    return bool(connection.execute(select(func.count()).where(same)).scalar())


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


def _record_tables(connection: Connection, revision: int, tables: Sequence[ArchivedTable]) -> None:
    """Record tables, and all of their columns, rows and cells at once."""
    keyed = [
        (inserted(connection, PRINTED_TABLE, _table_row(revision, table)), table)
        for table in tables
    ]
    insert_all(
        connection,
        PRINTED_COLUMN,
        [row for key, table in keyed for row in _column_rows(key, table)],
    )
    insert_all(
        connection, PRINTED_ROW, [row for key, table in keyed for row in _row_rows(key, table)]
    )
    insert_all(connection, CELL, [row for key, table in keyed for row in _cell_rows(key, table)])


def _table_row(revision: int, table: ArchivedTable) -> Mapping[str, object]:
    counts = (
        _counts(table.counts)
        if table.counts
        else dict.fromkeys(_counts(CoverageCounts(0, 0, 0, 0, 0)))
    )
    return {
        "revision_id": revision,
        "number": table.number,
        "kind": table.kind,
        "caption": table.caption,
        "first_page": table.pages[0],
        "last_page": table.pages[-1],
        "reader": table.reader,
        "sure": int(table.sure),
        "uncertain": int(table.uncertain),
        **counts,
    }


def _column_rows(key: int, table: ArchivedTable) -> Iterator[Mapping[str, object]]:
    for at, column in enumerate(table.columns):
        yield {
            "table_id": key,
            "column": at,
            "header": column.header,
            "role": column.role,
            "principal": int(column.principal),
            "scale": column.scale,
        }


def _row_rows(key: int, table: ArchivedTable) -> Iterator[Mapping[str, object]]:
    for row in table.rows:
        yield {
            "table_id": key,
            "row": row.index,
            "name": row.name,
            "code": row.code,
            "level": row.level,
            "total": int(row.total),
        }


def _cell_rows(key: int, table: ArchivedTable) -> Iterator[Mapping[str, object]]:
    for cell in table.cells:
        yield {
            "table_id": key,
            "row": cell.row,
            "column": cell.column,
            "text": cell.text,
            "value": cell.value,
            "units": units(cell.value),
            **place_columns(cell.page, cell.box),
            "rows": cell.rows,
            "columns": cell.columns,
            "unread": cell.unread,
        }


def finding_row(finding: ArchivedFinding) -> Mapping[str, object]:
    """Return the columns of a finding."""
    return {
        "number": finding.number,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity,
        "certainty": finding.certainty,
        "message": finding.message,
        "table_number": finding.table,
        "row": finding.row,
        "column": finding.column,
        **place_columns(finding.page, finding.box),
        "printed": finding.printed,
        "expected": finding.expected,
        "formula": finding.formula,
        "detail": finding.detail,
    }


def _record_typed_report(connection: Connection, document: int, revision: int, data: bytes) -> None:
    """Record a report as it is compared with others; that of an earlier revision is compared with
    none any more.
    """
    earlier = select(REVISION.c.id).where(REVISION.c.document_id == document)
    connection.execute(delete(TYPED_REPORT).where(TYPED_REPORT.c.revision_id.in_(earlier)))
    insert_all(connection, TYPED_REPORT, [{"revision_id": revision, "data": data}])


def _record_passages(connection: Connection, document: int, report: ArchivedReport) -> None:
    connection.execute(delete(PASSAGE).where(PASSAGE.c.document_id == document))
    rows = [
        {"document_id": document, "subject": one.subject.value, "page": one.page, "text": one.text}
        for one in report.passages
    ]
    insert_all(connection, PASSAGE, rows)


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


def place_columns(page: int, box: TenthsBox) -> Mapping[str, int]:
    """Return the columns of a place."""
    x0, top, x1, bottom = box
    return {"page": page, "x0": x0, "top": top, "x1": x1, "bottom": bottom}
