"""The tables of an archive for what documents say together: reports compared with each other, names
that may be one.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, UniqueConstraint

from lkj_audit.archive.storage.schema import (
    METADATA,
    TEXT,
    box_columns,
    finding_columns,
    reference,
    string,
)

# the report of a revision as it is compared with others (`archive.typed`)
TYPED_REPORT = Table(
    "typed_report",
    METADATA,
    reference("revision_id", "revision", key=True),
    Column("data", LargeBinary, nullable=False),
)

# a report compared with its relatives: again whenever they change, the earlier ones stay
CROSS_CHECK = Table(
    "cross_check",
    METADATA,
    Column("id", Integer, primary_key=True),
    reference("document_id", "document"),
    reference("revision_id", "revision"),
    # a hash of everything that went into it; empty where a decision on a match has made it out of
    # date
    Column("digest", string(64), nullable=False),
    Column("program", string(32), nullable=False),
    Column("rule_set", string(32), nullable=False),
    Column("profile", string(64), nullable=False),
    Column("at", string(20), nullable=False),
    # the parts of its findings in the JSON contract, packed; null where it failed
    Column("detail", LargeBinary),
    Index(None, "document_id"),
    Index(None, "revision_id"),
)

COMPANION = Table(
    "companion",
    METADATA,
    reference("cross_check_id", "cross_check", key=True),
    # what it is called in findings: pk, previous-2023, quarter-tw2
    Column("name", string(128), primary_key=True),
    Column("role", string(16), nullable=False),
    reference("document_id", "document"),
    # how many indicators and budget lines are in both, null where nothing was compared
    Column("indicators", Integer),
    Column("budget_lines", Integer),
    Column("problem_id", TEXT),
    Column("problem_en", TEXT),
    Index(None, "document_id"),
    sqlite_with_rowid=False,
)

CROSS_FINDING = Table(
    "cross_finding",
    METADATA,
    Column("id", Integer, primary_key=True),
    reference("cross_check_id", "cross_check"),
    *finding_columns(),
    UniqueConstraint("cross_check_id", "number"),
)

CROSS_PLACE = Table(
    "cross_place",
    METADATA,
    reference("finding_id", "cross_finding", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("companion", string(128), nullable=False),
    reference("document_id", "document"),
    Column("table_number", Integer),
    Column("row", Integer),
    Column("column", Integer),
    *box_columns(),
    Column("printed", TEXT, nullable=False),
    Index(None, "document_id"),
    sqlite_with_rowid=False,
)

# two names that may be of the same thing, and what a person has decided
NAME_MATCH = Table(
    "name_match",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", string(16), nullable=False),
    # folded, as `validate.companions.records.MatchKey` has them
    Column("ours", TEXT, nullable=False),
    Column("theirs", TEXT, nullable=False),
    Column("our_name", TEXT, nullable=False),
    Column("their_name", TEXT, nullable=False),
    Column("similarity", Integer, nullable=False),
    Column("seen_at", string(20), nullable=False),
    # same, different, or null
    Column("decision", string(16)),
    Column("person", TEXT),
    Column("decided_at", string(20)),
    UniqueConstraint("kind", "ours", "theirs"),
)

# which comparisons have met an uncertain match, and where
ASKED = Table(
    "asked",
    METADATA,
    reference("cross_check_id", "cross_check", key=True),
    reference("match_id", "name_match", key=True),
    reference("document_id", "document"),
    Column("our_page", Integer),
    Column("their_page", Integer),
    Index(None, "match_id"),
    Index(None, "document_id"),
    sqlite_with_rowid=False,
)
