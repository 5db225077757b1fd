"""Entries of the review, decisions, and the state of each document; the views that show them.

Audits of earlier versions of the program have no entries: each of their findings is one.
"""

import sqlalchemy as sa
from alembic import op

from lkj_audit.archive.migrations.versions.v0001_tables import TEXT, part_of, string
from lkj_audit.archive.migrations.versions.v0002_views import FILE, OF_DOCUMENT

revision = "0006"
down_revision: str | None = "0005"

_SEVERITIES = ("critical", "major", "minor", "info")
_OPEN = ", ".join(
    f"sum(CASE y.severity WHEN '{name}' THEN y.findings ELSE 0 END)" for name in _SEVERITIES
)
REVIEWS = f"""INSERT INTO review
 (document_id, state, entries, decided, again, conflicts, critical, major, minor, info)
 SELECT d.id, 'unopened', COALESCE(sum(y.findings), 0), 0, 0, 0, {_OPEN}
 FROM document d LEFT JOIN tally y ON y.document_id = d.id
 WHERE d.revision_id IS NOT NULL GROUP BY d.id"""

# of an audit without entries each finding is one, as is each finding across documents
ENTRIES = f"""CREATE VIEW v_pokok AS
SELECT {OF_DOCUMENT}, {FILE} AS berkas, e.nomor AS nomor, e.kelompok AS kelompok, e.aturan AS aturan,
 e.tingkat AS tingkat, e.judul AS judul, e.kalimat AS kalimat, COALESCE(s.status, 'open') AS putusan,
 s.reason AS alasan, COALESCE(s.again, 0) AS lihat_lagi,
 COALESCE(s.is_open, 1) AS terbuka, COALESCE(s.follow_up, 'none') AS tindak_lanjut, s.decided_at AS diputus
FROM document d JOIN (
 SELECT o.id AS document_id, m.number AS nomor, m.matter_group AS kelompok, m.rule AS aturan,
  m.severity AS tingkat, m.title_id AS judul, m.sentence_id AS kalimat
 FROM document o JOIN matter m ON m.revision_id = o.revision_id
 UNION ALL
 SELECT o.id, f.number, 'look', f.rule, f.severity, f.message, f.message
 FROM document o JOIN finding f ON f.revision_id = o.revision_id
 WHERE NOT EXISTS (SELECT 1 FROM matter m WHERE m.revision_id = o.revision_id)
 UNION ALL
 SELECT o.id, {{across}} + f.number, 'explain', f.rule, f.severity, f.message, f.message
 FROM document o JOIN cross_finding f ON f.cross_check_id = o.cross_check_id
) e ON e.document_id = d.id
LEFT JOIN reviewed_finding s ON s.document_id = d.id AND s.entry = e.nomor AND s.leads = 1"""  # noqa: E501

# findings across documents are numbered behind all others
ACROSS = 100_000

DECISIONS = f"""CREATE VIEW v_putusan AS
SELECT {OF_DOCUMENT}, {FILE} AS berkas, x.time AS pada, x.action AS putusan, x.reason AS alasan, x.done AS selesai,
 x.name AS oleh, x.note AS catatan, x.decision_id AS id, x.line AS baris_putusan
FROM decided_document y JOIN document d ON d.id = y.document_id JOIN decision x ON x.decision_id = y.decision_id"""  # noqa: E501


def upgrade() -> None:
    """Make the tables and views; everything that was audited is to be reviewed."""
    _create_entries()
    _create_decisions()
    _create_states()
    op.execute(REVIEWS)
    op.execute(ENTRIES.format(across=ACROSS))
    op.execute(DECISIONS)


def _create_entries() -> None:
    op.create_table(
        "matter",
        *part_of("revision", "revision_id"),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("matter_key", TEXT, nullable=False),
        sa.Column("matter_group", string(16), nullable=False),
        sa.Column("rule", string(16), nullable=False),
        sa.Column("severity", string(16), nullable=False),
        sa.Column("title_id", TEXT, nullable=False),
        sa.Column("title_en", TEXT, nullable=False),
        sa.Column("sentence_id", TEXT, nullable=False),
        sa.Column("sentence_en", TEXT, nullable=False),
        sa.Column("findings", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("revision_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_matter_rule_revision_id", "matter", ["rule", "revision_id"])


def _create_decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("decision_id", string(32), nullable=False),
        sa.Column("line", TEXT, nullable=False),
        sa.Column("action", string(16), nullable=False),
        sa.Column("reason", string(16)),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("time", string(32), nullable=False),
        sa.PrimaryKeyConstraint("decision_id"),
    )
    op.create_table(
        "decided_document",
        *part_of("document", "document_id"),
        sa.Column("decision_id", string(32), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "decision_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_decided_document_decision_id", "decided_document", ["decision_id"])


def _create_states() -> None:
    counts = ("entries", "decided", "again", "conflicts", *_SEVERITIES)
    op.create_table(
        "review",
        *part_of("document", "document_id"),
        sa.Column("state", string(16), nullable=False),
        sa.Column("opened_at", string(20)),
        *(sa.Column(name, sa.Integer, nullable=False) for name in counts),
        sa.PrimaryKeyConstraint("document_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reviewed_finding",
        *part_of("document", "document_id"),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("rule", string(16), nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("leads", sa.Integer, nullable=False),
        sa.Column("severity", string(16), nullable=False),
        sa.Column("title_id", TEXT, nullable=False),
        sa.Column("title_en", TEXT, nullable=False),
        sa.Column("status", string(16), nullable=False),
        sa.Column("reason", string(16)),
        sa.Column("again", sa.Integer, nullable=False),
        sa.Column("is_open", sa.Integer, nullable=False),
        sa.Column("follow_up", string(16), nullable=False),
        sa.Column("decided_at", string(32)),
        sa.PrimaryKeyConstraint("document_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reviewed_finding_rule", "reviewed_finding", ["rule"])
