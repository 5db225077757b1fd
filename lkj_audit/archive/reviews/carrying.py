"""How decisions follow documents of an archive: to a corrected version of a report, and away with
what is deleted.
"""

from sqlalchemy import Connection, delete, func, literal, select

from lkj_audit.archive.storage.schema import DOCUMENT
from lkj_audit.archive.storage.schema_reviews import DECIDED_DOCUMENT, DECISION

_ANY = select(DECIDED_DOCUMENT.c.decision_id).limit(1)


def carry_decisions(connection: Connection, document: int) -> None:
    """Let a document have the decisions on other versions of the report, where none are on it yet:
    the same office, year, period and kind.
    """
    if connection.execute(_ANY).first() is None:
        return
    own = select(DECIDED_DOCUMENT.c.decision_id).where(DECIDED_DOCUMENT.c.document_id == document)
    if connection.execute(own.limit(1)).first() is not None:
        return
    columns = (DOCUMENT.c.year, DOCUMENT.c.period, DOCUMENT.c.kind, DOCUMENT.c.organisation)
    row = connection.execute(select(*columns).where(DOCUMENT.c.id == document)).one()
    if not (row.organisation and row.year):
        return
    versions = (
        (DOCUMENT.c.id != document)
        & (func.lower(DOCUMENT.c.organisation) == func.lower(row.organisation))
        & (DOCUMENT.c.year == row.year)
        & (DOCUMENT.c.period.is_not_distinct_from(row.period))
        & (DOCUMENT.c.kind.is_not_distinct_from(row.kind))
    )
    others = (
        select(literal(document), DECIDED_DOCUMENT.c.decision_id)
        .join(DOCUMENT, DOCUMENT.c.id == DECIDED_DOCUMENT.c.document_id)
        .where(versions)
        .distinct()
    )
    connection.execute(
        DECIDED_DOCUMENT.insert().from_select(["document_id", "decision_id"], others)
    )


def forget_decisions(connection: Connection) -> None:
    """Delete the decisions that are in force on no document any more: they quote what was
    deleted.
    """
    standing = select(DECIDED_DOCUMENT.c.decision_id)
    connection.execute(delete(DECISION).where(DECISION.c.decision_id.not_in(standing)))
