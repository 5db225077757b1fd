"""What must stay true of findings when documents come and go: their counts, and that nothing quotes
what is deleted.
"""

from sqlalchemy import Connection, delete, func, insert, literal, select, union_all, update

from lkj_audit.archive.reviews.states import settle_review
from lkj_audit.archive.storage.schema import DOCUMENT, FINDING, TALLY
from lkj_audit.archive.storage.schema_across import (
    ASKED,
    COMPANION,
    CROSS_CHECK,
    CROSS_FINDING,
    NAME_MATCH,
)


def count_findings(connection: Connection, document: int) -> None:
    """Count the findings of a document anew: those of its newest audit and of its newest
    comparison; the state of its review follows from them.
    """
    connection.execute(delete(TALLY).where(TALLY.c.document_id == document))
    own = select(FINDING.c.rule, FINDING.c.severity).join(
        DOCUMENT, DOCUMENT.c.revision_id == FINDING.c.revision_id
    )
    across = select(CROSS_FINDING.c.rule, CROSS_FINDING.c.severity).join(
        DOCUMENT, DOCUMENT.c.cross_check_id == CROSS_FINDING.c.cross_check_id
    )
    found = union_all(
        *(query.where(DOCUMENT.c.id == document) for query in (own, across))
    ).subquery()
    counted = select(literal(document), found.c.rule, found.c.severity, func.count()).group_by(
        found.c.rule, found.c.severity
    )
    connection.execute(
        insert(TALLY).from_select(["document_id", "rule", "severity", "findings"], counted)
    )
    settle_review(connection, document)


def forget_comparisons(connection: Connection, document: int) -> None:
    """Delete every comparison that quotes a document; the reports are compared again without it."""
    naming = select(COMPANION.c.cross_check_id).where(COMPANION.c.document_id == document)
    keys = list(connection.execute(naming).scalars())
    held = select(CROSS_CHECK.c.document_id).where(CROSS_CHECK.c.id.in_(keys)).distinct()
    reports = list(connection.execute(held).scalars())
    newest = DOCUMENT.c.cross_check_id.in_(keys)
    connection.execute(update(DOCUMENT).where(newest).values(cross_check_id=None))
    connection.execute(delete(CROSS_CHECK).where(CROSS_CHECK.c.id.in_(keys)))
    for report in reports:
        count_findings(connection, report)


def forget_matches(connection: Connection) -> None:
    """Delete the names of indicators and budget lines that no comparison asks about, and nobody has
    decided on.
    """
    asked = select(ASKED.c.match_id)
    undecided = NAME_MATCH.c.decision.is_(None) & (NAME_MATCH.c.kind != "office")
    connection.execute(delete(NAME_MATCH).where(undecided & NAME_MATCH.c.id.not_in(asked)))
