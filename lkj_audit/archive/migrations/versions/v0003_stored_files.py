"""Copies of documents in the database itself, and amounts in sen that are exact or null.

In `v_anggaran` of version 0002 an amount with more decimals than sen lost them, and one beyond 64
bits ended the query (PostgreSQL) or became a float (SQLite).
"""

import sqlalchemy as sa
from alembic import op

from lkj_audit.archive.migrations.versions.v0002_views import OF_DOCUMENT, TABLES, measured, number

revision = "0003"
down_revision: str | None = "0002"

_LARGEST = 2**63 - 1


def money(alias: str) -> str:
    """Return the columns of an amount: as printed, and exact in sen, counted in what the header of
    its column says.
    """
    units, scale = f"{alias}.units", f"c_{alias}.scale"
    # PostgreSQL may evaluate both sides of AND, and only one branch of CASE
    exact = f"CASE WHEN {units} * {scale} % 100 = 0 THEN {units} * {scale} / 100 END"
    return (
        f"{alias}.text AS {alias}, CASE WHEN abs({units}) <= {_LARGEST} / {scale} THEN {exact} "
        f"END AS {alias}_sen"
    )


BUDGETS = f"""CREATE VIEW v_anggaran AS
SELECT {OF_DOCUMENT}, t.number AS tabel, t.kind AS jenis_tabel, r."row" AS baris,
 COALESCE(pagu.page, realisasi.page, t.first_page) AS halaman, r.code AS kode, r.level AS tingkat, r.name AS uraian,
 r.total AS jumlah, {money("pagu")}, {money("realisasi")}, {money("sisa")}, {measured("serapan")}
{TABLES}{number("pagu", "pagu")}{number("realisasi", "realisasi_anggaran")}{number("sisa", "sisa")}\
{number("serapan", "serapan")}
WHERE t.kind IN ('perjanjian_kinerja_program', 'realisasi_anggaran', 'cost_per_outcome', 'sumber_daya')
 AND (pagu.text IS NOT NULL OR realisasi.text IS NOT NULL)"""  # noqa: E501


def upgrade() -> None:
    """Make the table of blocks, and the view of budgets anew."""
    op.create_table(
        "stored_block",
        sa.Column("document_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "number"),
    )
    op.execute("DROP VIEW v_anggaran")
    op.execute(BUDGETS)
