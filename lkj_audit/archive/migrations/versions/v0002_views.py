"""The views that people ask: v_dokumen, v_anggaran, v_indikator and v_temuan, of the newest
revision of each document.

`docs/archive.md` describes their columns.
"""

from alembic import op

revision = "0002"
down_revision: str | None = "0001"

# where one of its copies lies; a file in a ZIP file as archive.zip!/folder/file.pdf
PLACE = (
    "(SELECT min(l.path || CASE l.member WHEN '' THEN '' ELSE '!/' || l.member END) FROM "
    "location l WHERE {})"
)
FILE = PLACE.format("l.document_id = d.id AND l.current = 1")


def states() -> str:
    """Return the expression for how far a document has come: the state of the first stage that it
    did not pass.
    """
    return (
        "COALESCE((SELECT s.state FROM stage s WHERE s.document_id = d.id AND s.stage = "
        "'read' AND s.state <> 'done'), "
        "(SELECT CASE s.state WHEN 'done' THEN 'audited' ELSE s.state END FROM stage s "
        "WHERE s.document_id = d.id AND s.stage = 'audited'), 'seen')"
    )


def found(condition: str = "") -> str:
    """Return the expression that counts findings."""
    return f"(SELECT count(*) FROM finding f WHERE f.revision_id = v.id{condition})"


DOCUMENTS = f"""CREATE VIEW v_dokumen AS
SELECT d.id AS nomor, d.sha256 AS sha256, d.organisation AS organisasi, d.year AS tahun, d.period AS periode,
 d.kind AS jenis, {FILE} AS berkas,
 (SELECT count(*) FROM location l WHERE l.document_id = d.id AND l.current = 1) AS lokasi,
 {states()} AS status, v.pages AS halaman, d.size AS bita,
 (SELECT count(*) FROM printed_table t WHERE t.revision_id = v.id) AS tabel,
 v.numbers AS angka, v.related AS angka_terkait, v.confirmed AS angka_cocok, v.unread AS angka_tak_terbaca,
 v.unverifiable AS angka_tak_pasti,
 {found()} AS temuan, {found(" AND f.severity = 'critical'")} AS kritis, {found(" AND f.severity = 'major'")} AS mayor,
 {found(" AND f.severity = 'minor'")} AS minor, {found(" AND f.severity = 'info'")} AS info,
 (SELECT count(DISTINCT m.field) FROM metadata m WHERE m.document_id = d.id AND m.conflict = 1) AS konflik,
 (SELECT count(*) FROM revision w WHERE w.document_id = d.id) AS revisi,
 v.program AS program, v.rule_set AS kumpulan_aturan, v.profile_name AS profil, v.audited_at AS diperiksa,
 d.seen_at AS diterima
FROM document d LEFT JOIN revision v ON v.id = d.revision_id"""  # noqa: E501

OF_DOCUMENT = (
    "d.sha256 AS sha256, d.organisation AS organisasi, d.year AS tahun, d.period AS periode"
)
TABLES = """FROM printed_row r JOIN printed_table t ON t.id = r.table_id JOIN revision v ON v.id = t.revision_id
JOIN document d ON d.revision_id = v.id"""  # noqa: E501


def number(alias: str, role: str) -> str:
    """Return the joins that bring the cell of a row in the principal column of a role, and that
    column as `c_alias`.
    """
    return f"""
LEFT JOIN printed_column c_{alias} ON c_{alias}.table_id = t.id AND c_{alias}.role = '{role}'
 AND c_{alias}.principal = 1
LEFT JOIN cell {alias} ON {alias}.table_id = t.id AND {alias}."row" = r."row"
 AND {alias}."column" = c_{alias}."column\""""


def label(role: str) -> str:
    """Return the expression for the text of a row in the principal column of a role, merged cells
    included.
    """
    return f"""(SELECT x.text FROM printed_column c JOIN cell x ON x.table_id = c.table_id AND x."column" = c."column"
 WHERE c.table_id = t.id AND c.role = '{role}' AND c.principal = 1 AND x."row" <= r."row"
 AND x."row" + x."rows" > r."row")"""  # noqa: E501


def money(alias: str) -> str:
    """Return the columns of an amount: as printed, and exact in sen, counted in what the header of
    its column says.
    """
    return f"{alias}.text AS {alias}, {alias}.units * c_{alias}.scale / 100 AS {alias}_sen"


def measured(alias: str) -> str:
    """Return the columns of a measure: as printed, and its exact value."""
    return f"{alias}.text AS {alias}, {alias}.value AS {alias}_nilai"


BUDGETS = f"""CREATE VIEW v_anggaran AS
SELECT {OF_DOCUMENT}, t.number AS tabel, t.kind AS jenis_tabel, r."row" AS baris,
 COALESCE(pagu.page, realisasi.page, t.first_page) AS halaman, r.code AS kode, r.level AS tingkat, r.name AS uraian,
 r.total AS jumlah, {money("pagu")}, {money("realisasi")}, {money("sisa")}, {measured("serapan")}
{TABLES}{number("pagu", "pagu")}{number("realisasi", "realisasi_anggaran")}{number("sisa", "sisa")}\
{number("serapan", "serapan")}
WHERE t.kind IN ('perjanjian_kinerja_program', 'realisasi_anggaran', 'cost_per_outcome', 'sumber_daya')
 AND (pagu.text IS NOT NULL OR realisasi.text IS NOT NULL)"""  # noqa: E501

INDICATORS = f"""CREATE VIEW v_indikator AS
SELECT {OF_DOCUMENT}, t.number AS tabel, t.kind AS jenis_tabel, r."row" AS baris,
 COALESCE(target.page, realisasi.page, t.first_page) AS halaman, {label("sasaran")} AS sasaran,
 COALESCE({label("indikator")}, r.name) AS indikator, {label("satuan")} AS satuan,
 {measured("target")}, {measured("realisasi")}, {measured("capaian")}
{TABLES}{number("target", "target")}{number("realisasi", "realisasi")}{number("capaian", "capaian")}
WHERE t.kind IN ('perjanjian_kinerja_sasaran', 'capaian', 'multi_year', 'cost_per_outcome')
 AND (target.text IS NOT NULL OR realisasi.text IS NOT NULL OR capaian.text IS NOT NULL)"""

FINDINGS = f"""CREATE VIEW v_temuan AS
SELECT {OF_DOCUMENT}, {FILE} AS berkas, f.number AS nomor, f.fingerprint AS sidik, f.rule AS aturan,
 f.severity AS tingkat, f.certainty AS kepastian, f.page AS halaman, f.table_number AS tabel, f."row" AS baris,
 f."column" AS kolom, f.printed AS tercetak, f.expected AS seharusnya, f.formula AS rumus, f.message AS pesan
FROM finding f JOIN revision v ON v.id = f.revision_id JOIN document d ON d.revision_id = v.id"""  # noqa: E501


def upgrade() -> None:
    """Make the views."""
    for view in (DOCUMENTS, BUDGETS, INDICATORS, FINDINGS):
        op.execute(view)
