"""The tables of an archive for its review: what is decided on at once, decisions as they were
written, and the state of each document.

Decisions are only ever added. What is in force (`review`, `reviewed_finding`) follows from them and
from the newest audit and comparison; it is worked out anew whenever one of these changes, so that
lists and questions need not read every decision.
"""

from sqlalchemy import Column, Index, Integer, Table

from lkj_audit.archive.storage.schema import METADATA, TEXT, reference, string

# an entry of the review (a matter) of a revision
MATTER = Table(
    "matter",
    METADATA,
    reference("revision_id", "revision", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    # the same in another audit of the report
    Column("matter_key", TEXT, nullable=False),
    # explain, look, tidy, checklist
    Column("matter_group", string(16), nullable=False),
    # of the finding that names it
    Column("rule", string(16), nullable=False),
    Column("severity", string(16), nullable=False),
    Column("title_id", TEXT, nullable=False),
    Column("title_en", TEXT, nullable=False),
    Column("sentence_id", TEXT, nullable=False),
    Column("sentence_en", TEXT, nullable=False),
    # the numbers of its findings, with blanks between
    Column("findings", TEXT, nullable=False),
    Index(None, "rule", "revision_id"),
    sqlite_with_rowid=False,
)

# a record of `NAME.putusan.jsonl`; the columns behind `line` are read from it
DECISION = Table(
    "decision",
    METADATA,
    Column("decision_id", string(32), primary_key=True),
    Column("line", TEXT, nullable=False),
    Column("action", string(16), nullable=False),
    Column("reason", string(16)),
    Column("done", Integer, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("note", TEXT, nullable=False),
    Column("time", string(32), nullable=False),
)

# on which documents of the archive a record is: a corrected version has those of the earlier
DECIDED_DOCUMENT = Table(
    "decided_document",
    METADATA,
    reference("document_id", "document", key=True),
    Column("decision_id", string(32), primary_key=True),
    Index(None, "decision_id"),
    sqlite_with_rowid=False,
)

# how far the review of a document is
REVIEW = Table(
    "review",
    METADATA,
    reference("document_id", "document", key=True),
    # unopened, ongoing, done
    Column("state", string(16), nullable=False),
    # null where it was not opened yet
    Column("opened_at", string(20)),
    Column("entries", Integer, nullable=False),
    Column("decided", Integer, nullable=False),
    Column("again", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    # entries that are open, by severity
    Column("critical", Integer, nullable=False),
    Column("major", Integer, nullable=False),
    Column("minor", Integer, nullable=False),
    Column("info", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# the state of each finding on which something was recorded
REVIEWED_FINDING = Table(
    "reviewed_finding",
    METADATA,
    reference("document_id", "document", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", TEXT, nullable=False),
    Column("rule", string(16), nullable=False),
    # the entry that it belongs to; `leads` marks the finding that names that
    Column("entry", Integer, nullable=False),
    Column("leads", Integer, nullable=False),
    Column("severity", string(16), nullable=False),
    Column("title_id", TEXT, nullable=False),
    Column("title_en", TEXT, nullable=False),
    # open, accepted, rejected, asked, conflict
    Column("status", string(16), nullable=False),
    Column("reason", string(16)),
    Column("again", Integer, nullable=False),
    Column("is_open", Integer, nullable=False),
    # none, begun, done
    Column("follow_up", string(16), nullable=False),
    # when the verdict that is in force was recorded
    Column("decided_at", string(32)),
    Index(None, "rule"),
    sqlite_with_rowid=False,
)
