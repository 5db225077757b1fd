"""Questions about the review of many documents: what was decided, what is rejected, which matters
come again, which tindak lanjut is open.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lkj_audit.archive.queries.document_queries import (
    FILE,
    NOTHING,
    OFFICE,
    PERIOD,
    SEVERITIES,
    YEAR,
    DocumentFilter,
    asked,
)
from lkj_audit.archive.queries.query_results import QueryResult, ResultColumn
from lkj_audit.archive.queries.rankings import REVIEWED_DOCUMENTS, RULE
from lkj_audit.archive.storage.database import Archive
from lkj_audit.decisions.words import ACTION, REASON
from validate.findings import Message

DECISION = ResultColumn(
    "putusan", Message("Putusan", "Decision"), words={item.value: ACTION[item] for item in ACTION}
)
WHY = ResultColumn(
    "alasan", Message("Alasan", "Reason"), words={item.value: REASON[item] for item in REASON}
)
FOLLOW_UP = ResultColumn(
    "tindak_lanjut",
    Message("Tindak lanjut", "Follow-up"),
    words={
        "none": Message("belum dicatat", "none recorded"),
        "begun": Message("belum selesai", "not completed"),
        "done": Message("selesai", "completed"),
    },
)
NUMBER = ResultColumn("nomor", Message("No.", "No."), number=True)


def list_decisions(archive: Archive, wanted: DocumentFilter) -> QueryResult:
    """Return everything that was recorded, by office and document, the oldest first."""
    condition, values = wanted.where()
    query = f"""SELECT organisasi, tahun, periode, pada, putusan, alasan, oleh, catatan, berkas, sha256, id
        FROM v_putusan WHERE {condition} ORDER BY organisasi IS NULL, organisasi, tahun, sha256, pada, id"""  # noqa: E501
    headings = (
        OFFICE,
        YEAR,
        PERIOD,
        ResultColumn("pada", Message("Pada (UTC)", "At (UTC)")),
        DECISION,
        WHY,
        ResultColumn("oleh", Message("Oleh", "By")),
        ResultColumn("catatan", Message("Catatan", "Note")),
        replace(FILE, wide=True),
        ResultColumn("sha256", Message("SHA-256", "SHA-256"), wide=True),
        ResultColumn("id", Message("Id", "Id"), wide=True),
    )
    with archive.transaction() as connection:
        rows = asked(connection, query, values)
    return QueryResult(headings, rows, Message("Belum ada putusan.", "There is no decision yet."))


def rejected_shares(archive: Archive, wanted: DocumentFilter) -> QueryResult:
    """Return of each rule how many of its findings were decided on and rejected, with the reasons;
    those that are rejected most first.

    A rule that is rejected often, "misread" above all, is ours to repair.
    """
    condition, values = wanted.where("d.")
    reasons = ", ".join(
        f"sum(CASE WHEN s.status = 'rejected' AND s.reason = '{item.value}' THEN 1 ELSE 0 END)"
        for item in REASON
    )
    states = ", ".join(
        f"sum(CASE s.status WHEN '{item}' THEN 1 ELSE 0 END)"
        for item in ("accepted", "asked", "conflict", "rejected")
    )
    query = f"""SELECT s.rule, count(*), {states}, {reasons} FROM reviewed_finding s
        JOIN ({REVIEWED_DOCUMENTS}) d ON d.nomor = s.document_id
        WHERE s.status <> 'open' AND {condition} GROUP BY s.rule"""
    counted = f"""SELECT t.rule, sum(t.findings) FROM tally t
        JOIN ({REVIEWED_DOCUMENTS}) d ON d.nomor = t.document_id WHERE {condition} GROUP BY t.rule"""  # noqa: E501
    with archive.transaction() as connection:
        decided = asked(connection, query, values)
        total: dict[str, int] = dict(map(tuple, asked(connection, counted, values)))
    headings = (
        RULE,
        ResultColumn("temuan", Message("Temuan", "Findings"), count=True),
        ResultColumn("diputus", Message("Diputus", "Decided"), count=True),
        ResultColumn("diterima", Message("Diterima", "Accepted"), count=True),
        ResultColumn("ditanyakan", Message("Ditanyakan", "Put to the unit"), count=True),
        ResultColumn("bertentangan", Message("Bertentangan", "Conflicting"), count=True),
        ResultColumn("ditolak", Message("Ditolak", "Rejected"), count=True),
        ResultColumn("salah_baca", Message("Salah baca", "Misread"), count=True),
        ResultColumn("dapat_dijelaskan", Message("Dapat dijelaskan", "Explained"), count=True),
        ResultColumn("tidak_material", Message("Tidak material", "Immaterial"), count=True),
        ResultColumn("persen_ditolak", Message("% ditolak", "% rejected"), count=True),
    )
    rows = [
        (rule, total.get(rule, 0), count, *counts, 100 * counts[3] // count)
        for rule, count, *counts in decided
    ]
    rows.sort(key=lambda row: (-row[-1], -row[6], row[0]))
    return QueryResult(headings, rows, Message("Belum ada putusan.", "There is no decision yet."))


# entries of newest audits; of audits by earlier versions, which have none, findings
_ENTRIES = """SELECT m.rule AS rule, m.revision_id AS revision_id, count(*) AS entries
 FROM matter m GROUP BY m.rule, m.revision_id
 UNION ALL SELECT f.rule, f.revision_id, count(*) FROM finding f
 WHERE f.revision_id IN (SELECT w.id FROM revision w
  WHERE NOT EXISTS (SELECT 1 FROM matter m WHERE m.revision_id = w.id))
 GROUP BY f.rule, f.revision_id"""


def repeated_matters(
    archive: Archive, wanted: DocumentFilter, rule: str | None = None, least: int = 2
) -> QueryResult:
    """Return which matters come again in the reports of an office: under the same rule in at least
    so many years, with how many in each.
    """
    condition, values = wanted.where("d.")
    of_rule = " AND e.rule = :rule" if rule else ""
    query = f"""SELECT e.rule, d.organisasi, d.tahun, sum(e.entries) FROM ({_ENTRIES}) e
        JOIN ({REVIEWED_DOCUMENTS}) d ON d.revision_id = e.revision_id
        WHERE d.tahun IS NOT NULL AND {condition}{of_rule} GROUP BY e.rule, d.organisasi, d.tahun ORDER BY d.tahun"""  # noqa: E501
    with archive.transaction() as connection:
        rows = asked(connection, query, {**values, **({"rule": rule.upper()} if rule else {})})
    result: dict[tuple[str, str | None], list[tuple[int, int]]] = defaultdict(list)
    for name, office, year, entries in rows:
        result[name, office].append((year, entries))
    repeated = [
        (name, office, *_over_years(years))
        for (name, office), years in result.items()
        if len(years) >= least
    ]
    repeated.sort(key=lambda row: (-row[2], -row[3], row[0], row[1] or ""))
    headings = (
        RULE,
        OFFICE,
        ResultColumn("jumlah_tahun", Message("Tahun", "Years"), count=True),
        ResultColumn("pokok", Message("Pokok masalah", "Matters"), count=True),
        ResultColumn("per_tahun", Message("Per tahun", "By year")),
    )
    return QueryResult(
        headings, repeated, Message("Tidak ada pokok masalah yang berulang.", "No matter recurs.")
    )


def _over_years(years: Sequence[tuple[int, int]]) -> tuple[int, int, str]:
    """Return how many years there are, how many entries in all, and how many in each year."""
    listed = ", ".join(f"{year}: {entries}" for year, entries in years)
    return len(years), sum(entries for _, entries in years), listed


_ACCEPTED = f"""FROM reviewed_finding s JOIN ({REVIEWED_DOCUMENTS}) d ON d.nomor = s.document_id
 WHERE s.leads = 1 AND s.status = 'accepted'"""


def open_follow_ups(archive: Archive, wanted: DocumentFilter) -> QueryResult:
    """Return the offices with accepted matters, and how far their tindak lanjut is; those with most
    that is open first.
    """
    condition, values = wanted.where("d.")
    is_open = "s.follow_up <> 'done'"
    counts = ", ".join(
        f"sum(CASE WHEN {which} THEN 1 ELSE 0 END)"
        for which in (
            "s.follow_up = 'done'",
            "s.follow_up = 'begun'",
            "s.follow_up = 'none'",
            is_open,
            f"{is_open} AND s.severity IN ('critical', 'major')",
        )
    )
    oldest = f"min(CASE WHEN {is_open} THEN substr(s.decided_at, 1, 10) END)"
    query = f"""SELECT d.organisasi, count(*), {counts}, {oldest} {_ACCEPTED} AND {condition}
        GROUP BY d.organisasi ORDER BY 6 DESC, 7 DESC, 1"""
    headings = (
        OFFICE,
        ResultColumn("diterima", Message("Diterima", "Accepted"), count=True),
        ResultColumn("selesai", Message("Selesai", "Completed"), count=True),
        ResultColumn("belum_selesai", Message("Belum selesai", "Not completed"), count=True),
        ResultColumn("belum_dicatat", Message("Belum dicatat", "None recorded"), count=True),
        ResultColumn("terbuka", Message("Terbuka", "Open"), count=True),
        ResultColumn("terbuka_berat", Message("Mayor/kritis", "Major/critical"), count=True),
        ResultColumn("sejak", Message("Sejak", "Since")),
    )
    with archive.transaction() as connection:
        rows = asked(connection, query, values)
    return QueryResult(headings, rows, NOTHING_ACCEPTED)


NOTHING_ACCEPTED = Message("Belum ada yang diterima.", "Nothing has been accepted yet.")


def each_open_follow_up(archive: Archive, wanted: DocumentFilter) -> QueryResult:
    """Return every accepted matter whose tindak lanjut is not completed, by office and time."""
    condition, values = wanted.where("d.")
    query = f"""SELECT d.nomor, d.organisasi, d.tahun, d.periode, s.severity, s.rule, s.title_id, s.follow_up,
        substr(s.decided_at, 1, 10), d.sha256 {_ACCEPTED} AND s.follow_up <> 'done' AND {condition}
        ORDER BY d.organisasi IS NULL, d.organisasi, d.tahun, d.sha256, s.entry"""  # noqa: E501
    headings = (
        NUMBER,
        OFFICE,
        YEAR,
        PERIOD,
        SEVERITIES,
        RULE,
        ResultColumn("judul", Message("Pokok masalah", "Matter")),
        FOLLOW_UP,
        ResultColumn("sejak", Message("Sejak", "Since")),
        ResultColumn("sha256", Message("SHA-256", "SHA-256"), wide=True),
    )
    with archive.transaction() as connection:
        rows = asked(connection, query, values)
    return QueryResult(headings, rows, NOTHING)
