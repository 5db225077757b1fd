"""The schema of an archive, the same for every database; `docs/archive.md` describes its tables and
views.

Amounts are exact: `value` is the decimal as a text, `units` the same in ten-thousandths as an
integer, null where it has more decimals or digits than that. Times are in UTC, texts of ISO 8601 to
the second.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

# The versions of the schema, the last one being this: `migrations/versions` holds a module for
# each.
VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
VERSION = VERSIONS[-1]


def string(length: int) -> String:
    """Return the type of texts up to so many characters, ordered by their code points in every
    database.
    """
    return String(length).with_variant(String(length, "C"), "postgresql")


TEXT = Text().with_variant(Text(collation="C"), "postgresql")

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def reference(column: str, table: str, *, key: bool = False, nullable: bool = False) -> Column[int]:
    """Return a column that names a row of another table, and goes with it."""
    target = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(column, Integer, target, primary_key=key, autoincrement=False, nullable=nullable)


def _counts() -> list[Column[int]]:
    names = ("numbers", "related", "confirmed", "unread", "unverifiable")
    return [Column(name, Integer, nullable=True) for name in names]


def box_columns() -> list[Column[int]]:
    """Return the page and the box on it, in tenths of a point."""
    return [Column(name, Integer, nullable=False) for name in ("page", "x0", "top", "x1", "bottom")]


def finding_columns() -> list[Column[Any]]:
    """Return what is reported of a finding.

    `detail` is empty: its part of the JSON contract is in the detail of the revision or comparison.
    SQLite before 3.35 cannot drop a column.
    """
    return [
        Column("number", Integer, nullable=False),
        Column("fingerprint", TEXT, nullable=False),
        Column("rule", string(16), nullable=False),
        Column("severity", string(16), nullable=False),
        Column("certainty", string(16), nullable=False),
        Column("message", TEXT, nullable=False),
        Column("table_number", Integer),
        Column("row", Integer),
        Column("column", Integer),
        *box_columns(),
        Column("printed", TEXT, nullable=False),
        Column("expected", TEXT),
        Column("formula", TEXT),
        Column("detail", LargeBinary, nullable=False),
    ]


DOCUMENT = Table(
    "document",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", string(64), nullable=False, unique=True),
    Column("size", BigInteger, nullable=False),
    Column("seen_at", string(20), nullable=False),
    # what it is about, as far as its sources agree; `metadata` holds what each says
    Column("organisation", TEXT),
    Column("year", Integer),
    Column("period", string(8)),
    Column("kind", string(32)),
    # the newest revision
    Column("revision_id", Integer),
    # the folder of the content-addressed store that holds a copy
    Column("store", TEXT),
    # the office above its own, where somebody has said so
    Column("parent", TEXT),
    # the newest comparison with its relatives, None where there is none
    Column("cross_check_id", Integer),
)

LOCATION = Table(
    "location",
    METADATA,
    Column("id", Integer, primary_key=True),
    reference("document_id", "document"),
    Column("path", TEXT, nullable=False),
    # the name within a ZIP file, empty for a file of its own
    Column("member", TEXT, nullable=False),
    Column("seen_at", string(20), nullable=False),
    # 0 where the same path holds something else now
    Column("current", Integer, nullable=False),
    # 1 where a NIP in the path is masked: the file cannot be found again by it
    Column("masked", Integer, nullable=False),
    UniqueConstraint("document_id", "path", "member"),
    Index(None, "path", "member"),
)

FACT = Table(
    "metadata",
    METADATA,
    reference("document_id", "document", key=True),
    Column("field", string(16), primary_key=True),
    Column("source", string(16), primary_key=True),
    Column("value", TEXT, nullable=False),
    # 1 where sources say different things of this field
    Column("conflict", Integer, nullable=False),
)

REVISION = Table(
    "revision",
    METADATA,
    Column("id", Integer, primary_key=True),
    reference("document_id", "document"),
    Column("program", string(32), nullable=False),
    Column("rule_set", string(32), nullable=False),
    Column("profile", string(64), nullable=False),
    Column("profile_name", TEXT),
    Column("audited_at", string(20), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("organisation", TEXT),
    Column("year", Integer),
    Column("period", string(8)),
    Column("kind", string(32), nullable=False),
    *_counts(),
    Column("detail", LargeBinary, nullable=False),
    UniqueConstraint("document_id", "program", "rule_set", "profile"),
)

STAGE = Table(
    "stage",
    METADATA,
    reference("document_id", "document", key=True),
    Column("stage", string(16), primary_key=True),
    Column("state", string(16), nullable=False),
    Column("program", string(32), nullable=False),
    Column("rule_set", string(32), nullable=False),
    Column("profile", string(64), nullable=False),
    Column("at", string(20), nullable=False),
    Index(None, "stage", "state"),
    sqlite_with_rowid=False,
)

PRINTED_TABLE = Table(
    "printed_table",
    METADATA,
    Column("id", Integer, primary_key=True),
    reference("revision_id", "revision"),
    Column("number", Integer, nullable=False),
    Column("kind", string(32), nullable=False),
    Column("caption", TEXT),
    Column("first_page", Integer, nullable=False),
    Column("last_page", Integer, nullable=False),
    Column("reader", string(16), nullable=False),
    Column("sure", Integer, nullable=False),
    Column("uncertain", Integer, nullable=False),
    *_counts(),
    UniqueConstraint("revision_id", "number"),
)

# every table of a revision with all of its cells, packed (`archive.printed_tables`)
PRINTED_CELLS = Table(
    "printed_cells",
    METADATA,
    reference("revision_id", "revision", key=True),
    Column("data", LargeBinary, nullable=False),
)


def _amount(name: str) -> list[Column[Any]]:
    """Return the columns of an amount: as printed, and exact in sen."""
    return [Column(name, TEXT), Column(f"{name}_sen", BigInteger)]


def _measure(name: str) -> list[Column[Any]]:
    """Return the columns of a measure: as printed, and its exact value as a decimal."""
    return [Column(name, TEXT), Column(f"{name}_nilai", TEXT)]


def _row_keys() -> list[Column[Any]]:
    return [
        reference("revision_id", "revision", key=True),
        Column("table_number", Integer, primary_key=True, autoincrement=False),
        Column("row", Integer, primary_key=True, autoincrement=False),
        Column("page", Integer, nullable=False),
    ]


# what `v_anggaran` shows of a revision, worked out where it was read
BUDGET_ROW = Table(
    "budget_row",
    METADATA,
    *_row_keys(),
    Column("code", string(64)),
    Column("level", string(16)),
    Column("name", TEXT, nullable=False),
    Column("total", Integer, nullable=False),
    *_amount("pagu"),
    *_amount("realisasi"),
    *_amount("sisa"),
    *_measure("serapan"),
    sqlite_with_rowid=False,
)

# what `v_indikator` shows of a revision
INDICATOR_ROW = Table(
    "indicator_row",
    METADATA,
    *_row_keys(),
    Column("sasaran", TEXT),
    Column("indikator", TEXT),
    Column("satuan", TEXT),
    *_measure("target"),
    *_measure("realisasi"),
    *_measure("capaian"),
    sqlite_with_rowid=False,
)

FINDING = Table(
    "finding",
    METADATA,
    Column("id", Integer, primary_key=True),
    reference("revision_id", "revision"),
    *finding_columns(),
    UniqueConstraint("revision_id", "number"),
)

# how many findings of each rule and severity a document has: its own of the newest revision, and
# those across documents
TALLY = Table(
    "tally",
    METADATA,
    reference("document_id", "document", key=True),
    Column("rule", string(16), primary_key=True),
    Column("severity", string(16), primary_key=True),
    Column("findings", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# the files that a document consists of, where they are several, in the order of its pages
PART = Table(
    "part",
    METADATA,
    reference("document_id", "document", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", string(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("path", TEXT, nullable=False),
    Column("member", TEXT, nullable=False),
    Column("masked", Integer, nullable=False),
    # null until the document has been read
    Column("first_page", Integer),
    Column("pages", Integer),
    Index(None, "sha256"),
    sqlite_with_rowid=False,
)

# what is searched: of the newest revision of each document
PASSAGE = Table(
    "passage",
    METADATA,
    Column("id", Integer, primary_key=True),
    reference("document_id", "document"),
    Column("subject", string(16), nullable=False),
    Column("page", Integer, nullable=False),
    Column("text", TEXT, nullable=False),
    Index(None, "document_id"),
)

# documents that could not be audited, and what was refused on the way to them (without a hash)
QUARANTINE = Table(
    "quarantine",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", string(64)),
    Column("path", TEXT, nullable=False),
    Column("member", TEXT, nullable=False),
    Column("code", string(32), nullable=False),
    Column("reason_id", TEXT, nullable=False),
    Column("reason_en", TEXT, nullable=False),
    Column("program", string(32), nullable=False),
    Column("first_at", string(20), nullable=False),
    Column("last_at", string(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Index(None, "sha256"),
    Index(None, "path", "member"),
)

DELETION = Table(
    "deletion",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", string(64), nullable=False),
    Column("paths", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
    Column("person", TEXT, nullable=False),
    Column("at", string(20), nullable=False),
)

# the content of documents, where the database itself is the content-addressed store: blocks in
# their order
STORED_BLOCK = Table(
    "stored_block",
    METADATA,
    reference("document_id", "document", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
