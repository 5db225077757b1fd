"""The tables of the first archives."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

# texts are ordered by their code points in every database
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def string(length: int) -> sa.String:
    """Return the type of texts up to so many characters."""
    return sa.String(length).with_variant(sa.String(length, "C"), "postgresql")


def counts() -> list[sa.Column[int]]:
    """Return the columns that count numbers."""
    return [
        sa.Column(name, sa.Integer)
        for name in ("numbers", "related", "confirmed", "unread", "unverifiable")
    ]


def box() -> list[sa.Column[int]]:
    """Return the columns of a page and a box on it."""
    return [
        sa.Column(name, sa.Integer, nullable=False)
        for name in ("page", "x0", "top", "x1", "bottom")
    ]


def part_of(table: str, column: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    """Return a column that names the row of another table, with which it is deleted, and that
    constraint.
    """
    return (
        sa.Column(column, sa.Integer, nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete="CASCADE"),
    )


def upgrade() -> None:
    """Make the tables of documents, of what was read in them and of what was found."""
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", string(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("seen_at", string(20), nullable=False),
        sa.Column("organisation", TEXT),
        sa.Column("year", sa.Integer),
        sa.Column("period", string(8)),
        sa.Column("kind", string(32)),
        sa.Column("revision_id", sa.Integer),
        sa.Column("store", TEXT),
        sa.UniqueConstraint("sha256", name="uq_document_sha256"),
    )
    op.create_table(
        "location",
        sa.Column("id", sa.Integer, primary_key=True),
        *part_of("document", "document_id"),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("member", TEXT, nullable=False),
        sa.Column("seen_at", string(20), nullable=False),
        sa.Column("current", sa.Integer, nullable=False),
        sa.Column("masked", sa.Integer, nullable=False),
        sa.UniqueConstraint(
            "document_id", "path", "member", name="uq_location_document_id_path_member"
        ),
    )
    op.create_index("ix_location_path_member", "location", ["path", "member"])
    op.create_table(
        "metadata",
        *part_of("document", "document_id"),
        sa.Column("field", string(16), nullable=False),
        sa.Column("source", string(16), nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("conflict", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "field", "source"),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, primary_key=True),
        *part_of("document", "document_id"),
        sa.Column("program", string(32), nullable=False),
        sa.Column("rule_set", string(32), nullable=False),
        sa.Column("profile", string(64), nullable=False),
        sa.Column("profile_name", TEXT),
        sa.Column("audited_at", string(20), nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("organisation", TEXT),
        sa.Column("year", sa.Integer),
        sa.Column("period", string(8)),
        sa.Column("kind", string(32), nullable=False),
        *counts(),
        sa.Column("detail", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint(
            "document_id",
            "program",
            "rule_set",
            "profile",
            name="uq_revision_document_id_program_rule_set_profile",
        ),
    )
    op.create_table(
        "stage",
        *part_of("document", "document_id"),
        sa.Column("stage", string(16), nullable=False),
        sa.Column("state", string(16), nullable=False),
        sa.Column("program", string(32), nullable=False),
        sa.Column("rule_set", string(32), nullable=False),
        sa.Column("profile", string(64), nullable=False),
        sa.Column("at", string(20), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "stage"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stage_stage_state", "stage", ["stage", "state"])
    _create_what_was_read()
    _create_what_was_found()


def _create_what_was_read() -> None:
    op.create_table(
        "printed_table",
        sa.Column("id", sa.Integer, primary_key=True),
        *part_of("revision", "revision_id"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", string(32), nullable=False),
        sa.Column("caption", TEXT),
        sa.Column("first_page", sa.Integer, nullable=False),
        sa.Column("last_page", sa.Integer, nullable=False),
        sa.Column("reader", string(16), nullable=False),
        sa.Column("sure", sa.Integer, nullable=False),
        sa.Column("uncertain", sa.Integer, nullable=False),
        *counts(),
        sa.UniqueConstraint("revision_id", "number", name="uq_printed_table_revision_id_number"),
    )
    op.create_table(
        "printed_column",
        *part_of("printed_table", "table_id"),
        sa.Column("column", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("header", TEXT, nullable=False),
        sa.Column("role", string(32), nullable=False),
        sa.Column("principal", sa.Integer, nullable=False),
        sa.Column("scale", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("table_id", "column"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "printed_row",
        *part_of("printed_table", "table_id"),
        sa.Column("row", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("code", string(64)),
        sa.Column("level", string(16)),
        sa.Column("total", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("table_id", "row"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cell",
        *part_of("printed_table", "table_id"),
        sa.Column("row", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("column", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("value", TEXT),
        sa.Column("units", sa.BigInteger),
        *box(),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("columns", sa.Integer, nullable=False),
        sa.Column("unread", string(24)),
        sa.PrimaryKeyConstraint("table_id", "row", "column"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer, primary_key=True),
        *part_of("document", "document_id"),
        sa.Column("subject", string(16), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("text", TEXT, nullable=False),
    )
    op.create_index("ix_passage_document_id", "passage", ["document_id"])


def _create_what_was_found() -> None:
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer, primary_key=True),
        *part_of("revision", "revision_id"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("rule", string(16), nullable=False),
        sa.Column("severity", string(16), nullable=False),
        sa.Column("certainty", string(16), nullable=False),
        sa.Column("message", TEXT, nullable=False),
        sa.Column("table_number", sa.Integer),
        sa.Column("row", sa.Integer),
        sa.Column("column", sa.Integer),
        *box(),
        sa.Column("printed", TEXT, nullable=False),
        sa.Column("expected", TEXT),
        sa.Column("formula", TEXT),
        sa.Column("detail", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("revision_id", "number", name="uq_finding_revision_id_number"),
    )
    op.create_index(
        "ix_finding_revision_id_severity_rule", "finding", ["revision_id", "severity", "rule"]
    )
    op.create_index("ix_finding_rule_revision_id", "finding", ["rule", "revision_id"])
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", string(64)),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("member", TEXT, nullable=False),
        sa.Column("code", string(32), nullable=False),
        sa.Column("reason_id", TEXT, nullable=False),
        sa.Column("reason_en", TEXT, nullable=False),
        sa.Column("program", string(32), nullable=False),
        sa.Column("first_at", string(20), nullable=False),
        sa.Column("last_at", string(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
    )
    op.create_index("ix_quarantine_sha256", "quarantine", ["sha256"])
    op.create_index("ix_quarantine_path_member", "quarantine", ["path", "member"])
    op.create_table(
        "deletion",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", string(64), nullable=False),
        sa.Column("paths", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("at", string(20), nullable=False),
    )
