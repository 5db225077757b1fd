"""Reports compared with each other, documents of several files, findings counted; the views that
show them.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from lkj_audit.archive.migrations.versions.v0001_tables import TEXT, box, part_of, string
from lkj_audit.archive.migrations.versions.v0002_views import (
    DOCUMENTS,
    FILE,
    FINDINGS,
    OF_DOCUMENT,
    found,
)

revision = "0004"
down_revision: str | None = "0003"

TALLIES = """INSERT INTO tally (document_id, rule, severity, findings)
 SELECT d.id, f.rule, f.severity, count(*) FROM document d JOIN finding f ON f.revision_id = d.revision_id
 GROUP BY d.id, f.rule, f.severity"""  # noqa: E501


def counted(condition: str = "") -> str:
    """Return the expression that counts the findings of a document, those across documents among
    them.
    """
    return (
        f"(SELECT COALESCE(sum(y.findings), 0) FROM tally y WHERE y.document_id = d.id{condition})"
    )


def with_tallies(view: str) -> str:
    """Return the view of documents with its findings counted from the tallies."""
    for severity in (
        "",
        *(f" AND f.severity = '{name}'" for name in ("critical", "major", "minor", "info")),
    ):
        view = view.replace(found(severity), counted(severity.replace("f.", "y.")))
    return view


# of a document of several files the one that holds a page, and which page of it that is
PART = (
    " FROM part q WHERE q.document_id = {0}.id AND {1} >= q.first_page AND {1} < q.first_page "
    "+ q.pages)"
)


def file_at(document: str, page: str) -> str:
    """Return the expression for the file that holds a page."""
    part = PART.format(document, page)
    name = f"(SELECT q.path || CASE q.member WHEN '' THEN '' ELSE '!/' || q.member END{part}"
    return f"COALESCE({name}, {FILE.replace('d.id', f'{document}.id')})"


def page_at(document: str, page: str) -> str:
    """Return the expression for the number of a page in its file."""
    return f"{page} - COALESCE((SELECT q.first_page - 1{PART.format(document, page)}, 0)"


def with_parts(view: str) -> str:
    """Return the view of findings with the files of their pages."""
    view = view.replace(f"{FILE} AS berkas", f"{file_at('d', 'f.page')} AS berkas")
    return view.replace("f.page AS halaman", f"{page_at('d', 'f.page')} AS halaman")


PARTS = """CREATE VIEW v_bagian AS
SELECT d.sha256 AS sha256, d.organisation AS organisasi, d.year AS tahun, d.period AS periode, q.number AS bagian,
 q.sha256 AS sha256_bagian, q.path || CASE q.member WHEN '' THEN '' ELSE '!/' || q.member END AS berkas,
 q.first_page AS halaman_awal, q.pages AS halaman, q.size AS bita
FROM part q JOIN document d ON d.id = q.document_id"""  # noqa: E501

BOTH_FINDINGS = f"""{FINDINGS.replace(" AS pesan", " AS pesan, NULL AS dokumen_lain")}
UNION ALL
SELECT {OF_DOCUMENT}, {FILE} AS berkas, f.number AS nomor, f.fingerprint AS sidik, f.rule AS aturan,
 f.severity AS tingkat, f.certainty AS kepastian, f.page AS halaman, f.table_number AS tabel, f."row" AS baris,
 f."column" AS kolom, f.printed AS tercetak, f.expected AS seharusnya, f.formula AS rumus, f.message AS pesan,
 (SELECT min(p.companion) FROM cross_place p WHERE p.finding_id = f.id) AS dokumen_lain
FROM cross_finding f JOIN document d ON d.cross_check_id = f.cross_check_id"""  # noqa: E501

ACROSS = f"""CREATE VIEW v_temuan_lintas AS
SELECT {OF_DOCUMENT}, {FILE} AS berkas, f.number AS nomor, f.fingerprint AS sidik, f.rule AS aturan,
 f.severity AS tingkat, f.certainty AS kepastian, f.page AS halaman, f.table_number AS tabel, f."row" AS baris,
 f."column" AS kolom, f.printed AS tercetak, f.expected AS seharusnya, f.message AS pesan, p.companion AS dokumen_lain,
 o.sha256 AS sha256_lain, o.organisation AS organisasi_lain, o.year AS tahun_lain, o.period AS periode_lain,
 {file_at("o", "p.page")} AS berkas_lain, {page_at("o", "p.page")} AS halaman_lain,
 p.table_number AS tabel_lain, p."row" AS baris_lain,
 p."column" AS kolom_lain, p.printed AS tercetak_lain
FROM cross_finding f JOIN document d ON d.cross_check_id = f.cross_check_id
 JOIN cross_place p ON p.finding_id = f.id JOIN document o ON o.id = p.document_id"""  # noqa: E501


def finding() -> list[sa.Column[Any]]:
    """Return the columns of a finding."""
    return [
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("rule", string(16), nullable=False),
        sa.Column("severity", string(16), nullable=False),
        sa.Column("certainty", string(16), nullable=False),
        sa.Column("message", TEXT, nullable=False),
        *cell(),
        *box(),
        sa.Column("printed", TEXT, nullable=False),
        sa.Column("expected", TEXT),
        sa.Column("formula", TEXT),
        sa.Column("detail", sa.LargeBinary, nullable=False),
    ]


def cell() -> list[sa.Column[Any]]:
    """Return the columns that name a cell."""
    return [sa.Column(name, sa.Integer) for name in ("table_number", "row", "column")]


def upgrade() -> None:
    """Make the tables, count what there is, and show it."""
    for name in ("v_temuan", "v_dokumen"):
        op.execute(f"DROP VIEW {name}")
    op.add_column("document", sa.Column("parent", TEXT))
    op.add_column("document", sa.Column("cross_check_id", sa.Integer))
    _create_counts_and_parts()
    _create_cross_checks()
    _create_matches()
    op.execute(TALLIES)
    for view in (with_tallies(DOCUMENTS), with_parts(BOTH_FINDINGS), with_parts(ACROSS), PARTS):
        op.execute(view)


def _create_counts_and_parts() -> None:
    op.create_table(
        "tally",
        *part_of("document", "document_id"),
        sa.Column("rule", string(16), nullable=False),
        sa.Column("severity", string(16), nullable=False),
        sa.Column("findings", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "rule", "severity"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "part",
        *part_of("document", "document_id"),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("sha256", string(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("member", TEXT, nullable=False),
        sa.Column("masked", sa.Integer, nullable=False),
        sa.Column("first_page", sa.Integer),
        sa.Column("pages", sa.Integer),
        sa.PrimaryKeyConstraint("document_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_part_sha256", "part", ["sha256"])


def _create_cross_checks() -> None:
    op.create_table(
        "typed_report",
        *part_of("revision", "revision_id"),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("revision_id"),
    )
    op.create_table(
        "cross_check",
        sa.Column("id", sa.Integer, primary_key=True),
        *part_of("document", "document_id"),
        *part_of("revision", "revision_id"),
        sa.Column("digest", string(64), nullable=False),
        sa.Column("program", string(32), nullable=False),
        sa.Column("rule_set", string(32), nullable=False),
        sa.Column("profile", string(64), nullable=False),
        sa.Column("at", string(20), nullable=False),
    )
    op.create_table(
        "companion",
        *part_of("cross_check", "cross_check_id"),
        sa.Column("name", string(128), nullable=False),
        sa.Column("role", string(16), nullable=False),
        *part_of("document", "document_id"),
        sa.Column("indicators", sa.Integer),
        sa.Column("budget_lines", sa.Integer),
        sa.Column("problem_id", TEXT),
        sa.Column("problem_en", TEXT),
        sa.PrimaryKeyConstraint("cross_check_id", "name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cross_finding",
        sa.Column("id", sa.Integer, primary_key=True),
        *part_of("cross_check", "cross_check_id"),
        *finding(),
        sa.UniqueConstraint(
            "cross_check_id", "number", name="uq_cross_finding_cross_check_id_number"
        ),
    )
    op.create_table(
        "cross_place",
        *part_of("cross_finding", "finding_id"),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("companion", string(128), nullable=False),
        *part_of("document", "document_id"),
        *cell(),
        *box(),
        sa.Column("printed", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("finding_id", "number"),
        sqlite_with_rowid=False,
    )
    for table, column in (
        ("cross_check", "document_id"),
        ("cross_check", "revision_id"),
        ("companion", "document_id"),
        ("cross_place", "document_id"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _create_matches() -> None:
    op.create_table(
        "name_match",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", string(16), nullable=False),
        sa.Column("ours", TEXT, nullable=False),
        sa.Column("theirs", TEXT, nullable=False),
        sa.Column("our_name", TEXT, nullable=False),
        sa.Column("their_name", TEXT, nullable=False),
        sa.Column("similarity", sa.Integer, nullable=False),
        sa.Column("seen_at", string(20), nullable=False),
        sa.Column("decision", string(16)),
        sa.Column("person", TEXT),
        sa.Column("decided_at", string(20)),
        sa.UniqueConstraint("kind", "ours", "theirs", name="uq_name_match_kind_ours_theirs"),
    )
    op.create_table(
        "asked",
        *part_of("cross_check", "cross_check_id"),
        *part_of("name_match", "match_id"),
        *part_of("document", "document_id"),
        sa.Column("our_page", sa.Integer),
        sa.Column("their_page", sa.Integer),
        sa.PrimaryKeyConstraint("cross_check_id", "match_id"),
        sqlite_with_rowid=False,
    )
    for column in ("match_id", "document_id"):
        op.create_index(f"ix_asked_{column}", "asked", [column])
