"""The schema of an archive, the same for every database; `docs/archive.md` describes its tables and views.

Amounts are exact: `value` is the decimal as a text, `units` the same in ten-thousandths as an integer, null where it
has more decimals or digits than that. Times are in UTC, texts of ISO 8601 to the second.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

# The versions of the schema, the last one being this: `migrations/versions` holds a module for each.
VERSIONS = ("0001", "0002")
VERSION = VERSIONS[-1]

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _reference(column: str, table: str, *, key: bool = False, nullable: bool = False) -> Column[int]:
    """Return a column that names a row of another table, and goes with it."""
    target = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(column, Integer, target, primary_key=key, autoincrement=False, nullable=nullable)


def _counts() -> list[Column[int]]:
    names = ("numbers", "related", "confirmed", "unread", "unverifiable")
    return [Column(name, Integer, nullable=True) for name in names]


def _box() -> list[Column[int]]:
    """Return the page and the box on it, in tenths of a point."""
    return [Column(name, SmallInteger, nullable=False) for name in ("page", "x0", "top", "x1", "bottom")]


DOCUMENT = Table(
    "document",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("size", BigInteger, nullable=False),
    Column("seen_at", String(20), nullable=False),
    # what it is about, as far as its sources agree; `metadata` holds what each says
    Column("organisation", Text),
    Column("year", SmallInteger),
    Column("period", String(8)),
    Column("kind", String(32)),
    # the newest revision
    Column("revision_id", Integer),
    # the folder of the content-addressed store that holds a copy
    Column("store", Text),
)

LOCATION = Table(
    "location",
    METADATA,
    Column("id", Integer, primary_key=True),
    _reference("document_id", "document"),
    Column("path", Text, nullable=False),
    # the name within a ZIP file, empty for a file of its own
    Column("member", Text, nullable=False),
    Column("seen_at", String(20), nullable=False),
    # 0 where the same path holds something else now
    Column("current", SmallInteger, nullable=False),
    # 1 where a NIP in the path is masked: the file cannot be found again by it
    Column("masked", SmallInteger, nullable=False),
    UniqueConstraint("document_id", "path", "member"),
    Index(None, "path", "member"),
)

FACT = Table(
    "metadata",
    METADATA,
    _reference("document_id", "document", key=True),
    Column("field", String(16), primary_key=True),
    Column("source", String(16), primary_key=True),
    Column("value", Text, nullable=False),
    # 1 where sources say different things of this field
    Column("conflict", SmallInteger, nullable=False),
)

REVISION = Table(
    "revision",
    METADATA,
    Column("id", Integer, primary_key=True),
    _reference("document_id", "document"),
    Column("program", String(32), nullable=False),
    Column("rule_set", String(32), nullable=False),
    Column("profile", String(64), nullable=False),
    Column("profile_name", Text),
    Column("audited_at", String(20), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("organisation", Text),
    Column("year", SmallInteger),
    Column("period", String(8)),
    Column("kind", String(32), nullable=False),
    *_counts(),
    Column("detail", LargeBinary, nullable=False),
    UniqueConstraint("document_id", "program", "rule_set", "profile"),
)

STAGE = Table(
    "stage",
    METADATA,
    _reference("document_id", "document", key=True),
    Column("stage", String(16), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("program", String(32), nullable=False),
    Column("rule_set", String(32), nullable=False),
    Column("profile", String(64), nullable=False),
    Column("at", String(20), nullable=False),
    Index(None, "stage", "state"),
    sqlite_with_rowid=False,
)

PRINTED_TABLE = Table(
    "printed_table",
    METADATA,
    Column("id", Integer, primary_key=True),
    _reference("revision_id", "revision"),
    Column("number", SmallInteger, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("caption", Text),
    Column("first_page", SmallInteger, nullable=False),
    Column("last_page", SmallInteger, nullable=False),
    Column("reader", String(16), nullable=False),
    Column("sure", SmallInteger, nullable=False),
    Column("uncertain", SmallInteger, nullable=False),
    *_counts(),
    UniqueConstraint("revision_id", "number"),
)

PRINTED_COLUMN = Table(
    "printed_column",
    METADATA,
    _reference("table_id", "printed_table", key=True),
    Column("column", SmallInteger, primary_key=True, autoincrement=False),
    Column("header", Text, nullable=False),
    Column("role", String(32), nullable=False),
    Column("principal", SmallInteger, nullable=False),
    # what its head counts amounts in: 1000 for "(Rp 000)"
    Column("scale", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

PRINTED_ROW = Table(
    "printed_row",
    METADATA,
    _reference("table_id", "printed_table", key=True),
    Column("row", SmallInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("code", String(64)),
    Column("level", String(16)),
    Column("total", SmallInteger, nullable=False),
    sqlite_with_rowid=False,
)

CELL = Table(
    "cell",
    METADATA,
    _reference("table_id", "printed_table", key=True),
    Column("row", SmallInteger, primary_key=True, autoincrement=False),
    Column("column", SmallInteger, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("value", Text),
    Column("units", BigInteger),
    *_box(),
    Column("rows", SmallInteger, nullable=False),
    Column("columns", SmallInteger, nullable=False),
    Column("unread", String(24)),
    sqlite_with_rowid=False,
)

FINDING = Table(
    "finding",
    METADATA,
    Column("id", Integer, primary_key=True),
    _reference("revision_id", "revision"),
    Column("number", SmallInteger, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("rule", String(16), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("certainty", String(16), nullable=False),
    Column("message", Text, nullable=False),
    Column("table_number", SmallInteger),
    Column("row", SmallInteger),
    Column("column", SmallInteger),
    *_box(),
    Column("printed", Text, nullable=False),
    Column("expected", Text),
    Column("formula", Text),
    Column("detail", LargeBinary, nullable=False),
    UniqueConstraint("revision_id", "number"),
    # what findings are counted by: their other columns are not read for it
    Index(None, "revision_id", "severity", "rule"),
    Index(None, "rule", "revision_id"),
)

# what is searched: of the newest revision of each document
PASSAGE = Table(
    "passage",
    METADATA,
    Column("id", Integer, primary_key=True),
    _reference("document_id", "document"),
    Column("subject", String(16), nullable=False),
    Column("page", SmallInteger, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "document_id"),
)

# documents that could not be audited, and what was refused on the way to them (without a hash)
QUARANTINE = Table(
    "quarantine",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64)),
    Column("path", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("code", String(32), nullable=False),
    Column("reason_id", Text, nullable=False),
    Column("reason_en", Text, nullable=False),
    Column("program", String(32), nullable=False),
    Column("first_at", String(20), nullable=False),
    Column("last_at", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Index(None, "sha256"),
    Index(None, "path", "member"),
)

DELETION = Table(
    "deletion",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("paths", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", String(20), nullable=False),
)
