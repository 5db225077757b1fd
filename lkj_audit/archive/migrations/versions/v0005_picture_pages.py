"""Pages that are pictures, and what OCR has made of each."""

import sqlalchemy as sa
from alembic import op

from lkj_audit.archive.migrations.versions.v0001_tables import part_of, string

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "picture_page",
        *part_of("document", "document_id"),
        sa.Column("file", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("page", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("state", string(16), nullable=False),
        sa.Column("engine", string(64), nullable=False),
        sa.Column("data", sa.LargeBinary),
        sa.PrimaryKeyConstraint("document_id", "file", "page"),
    )
    op.create_index("ix_picture_page_state", "picture_page", ["state"])
