"""What must stay true of findings when documents come and go: their counts, and that nothing quotes
what is deleted.
"""

from sqlalchemy import Connection, bindparam, delete, select, text, update

from lkj_audit.archive.reviews.states import settle_review
from lkj_audit.archive.storage.schema import DOCUMENT, TALLY
from lkj_audit.archive.storage.schema_across import (
    ASKED,
    COMPANION,
    CROSS_CHECK,
    NAME_MATCH,
)

# executed for each document: built once
_NO_TALLY = delete(TALLY).where(TALLY.c.document_id == bindparam("document"))
_TALLY = text(
    """INSERT INTO tally (document_id, rule, severity, findings)
 SELECT f.id, f.rule, f.severity, count(*) FROM
 (SELECT d.id AS id, f.rule AS rule, f.severity AS severity FROM document d
  JOIN finding f ON f.revision_id = d.revision_id WHERE d.id = :document
  UNION ALL SELECT d.id, x.rule, x.severity FROM document d
  JOIN cross_finding x ON x.cross_check_id = d.cross_check_id WHERE d.id = :document) f
 GROUP BY f.id, f.rule, f.severity"""
)


def count_findings(connection: Connection, document: int) -> None:
    """Count the findings of a document anew: those of its newest audit and of its newest
    comparison; the state of its review follows from them.
    """
    connection.execute(_NO_TALLY, {"document": document})
    connection.execute(_TALLY, {"document": document})
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
    """Delete the names of indicators and budget lines that no comparison asks about, and that are
    undecided.
    """
    asked = select(ASKED.c.match_id)
    undecided = NAME_MATCH.c.decision.is_(None) & (NAME_MATCH.c.kind != "office")
    connection.execute(delete(NAME_MATCH).where(undecided & NAME_MATCH.c.id.not_in(asked)))
