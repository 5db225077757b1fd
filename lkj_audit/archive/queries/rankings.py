"""Questions to an archive that many documents answer together: trends, offices by findings,
findings that recur.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from lkj_audit.archive.queries.document_queries import (
    FILE,
    NOTHING,
    OFFICE,
    PAGE,
    PERIOD,
    SEVERITIES,
    TIME_ORDER,
    YEAR,
    DocumentFilter,
    asked,
)
from lkj_audit.archive.queries.query_results import QueryResult, ResultColumn
from lkj_audit.archive.storage.database import Archive
from normalize.text.comparison import normalize_text
from validate.findings import Message

_AT_ONCE = 500
NAME = ResultColumn("nama", Message("Indikator atau program", "Indicator or program"), naming=True)
RULE = ResultColumn("aturan", Message("Aturan", "Rule"))
DOCUMENTS = ResultColumn("dokumen", Message("Dokumen", "Documents"), count=True)
COUNTS = (
    ResultColumn("kritis", Message("Kritis", "Critical"), count=True),
    ResultColumn("mayor", Message("Mayor", "Major"), count=True),
    ResultColumn("minor", Message("Minor", "Minor"), count=True),
    ResultColumn("info", Message("Info", "Info"), count=True),
)
# documents and their newest revisions, under the names that a filter knows
REVIEWED_DOCUMENTS = """SELECT d.id AS nomor, d.organisation AS organisasi, d.year AS tahun, d.period AS periode,
 d.sha256 AS sha256, d.revision_id AS revision_id, 'audited' AS status
 FROM document d WHERE d.revision_id IS NOT NULL"""  # noqa: E501


def trend(archive: Archive, words: str, wanted: DocumentFilter) -> QueryResult:
    """Return the targets, realisations and amounts of the indicators and programs that words name,
    over periods.
    """
    headings = (
        OFFICE,
        ResultColumn(
            "nama", Message("Indikator atau program", "Indicator or program"), naming=True
        ),
        YEAR,
        PERIOD,
        ResultColumn("target", Message("Target / pagu", "Target / pagu")),
        ResultColumn("realisasi", Message("Realisasi", "Realisation")),
        ResultColumn("capaian", Message("Capaian / serapan", "Achieved / spent")),
    )
    with archive.transaction() as connection:
        hashes = _documents_of(archive, connection, words, wanted)
        rows = [
            row
            for view in (_INDICATORS, _BUDGETS)
            for row in _rows(connection, view, hashes, wanted)
        ]
    needed = normalize_text(words).split()
    found = [row for row in rows if _holds_all(row[1] or "", needed)]
    found.sort(
        key=lambda row: (
            normalize_text(row[0] or ""),
            normalize_text(row[1] or ""),
            row[2] or 0,
            _order(row[3]),
            *(value or "" for value in row[4:]),
        )
    )
    return QueryResult(headings, list(dict.fromkeys(found)), NOTHING)


def _holds_all(text: str, words: Iterable[str]) -> bool:
    """Return whether a text holds all of these words, as texts are compared."""
    normalized = normalize_text(text)
    return all(word in normalized for word in words)


_INDICATORS = (
    "SELECT organisasi, indikator, tahun, periode, target, realisasi, capaian FROM v_indikator"
)
_BUDGETS = "SELECT organisasi, uraian, tahun, periode, pagu, realisasi, serapan FROM v_anggaran"


def _documents_of(
    archive: Archive, connection: Connection, words: str, wanted: DocumentFilter
) -> list[str]:
    """Return the hashes of the documents that have an indicator or a program of these words."""
    matches, values = archive.adapter.matches(words)
    condition, filtered = wanted.where("d.")
    query = f"""SELECT DISTINCT d.sha256 FROM ({matches}) m JOIN passage p ON p.id = m.id
        JOIN ({REVIEWED_DOCUMENTS}) d ON d.nomor = p.document_id WHERE p.subject IN ('indicator', 'program') AND {condition}"""  # noqa: E501
    return [row[0] for row in asked(connection, query, {**values, **filtered})]


def _rows(
    connection: Connection, view: str, hashes: Sequence[str], wanted: DocumentFilter
) -> Iterator[tuple[Any, ...]]:
    condition, values = wanted.where()
    for start in range(0, len(hashes), _AT_ONCE):
        names = _parameters(hashes[start : start + _AT_ONCE])
        among = ", ".join(f":{name}" for name in names)
        yield from asked(
            connection, f"{view} WHERE sha256 IN ({among}) AND {condition}", {**names, **values}
        )


def _parameters(hashes: Sequence[str]) -> dict[str, str]:
    """Return hashes as the parameters of a query."""
    return {f"h{number}": sha256 for number, sha256 in enumerate(hashes)}


def _order(period: str | None) -> tuple[bool, str, int]:
    """Return what periods of a year are ordered by: quarters, semesters and months before the
    whole.
    """
    label = (period or "").rstrip("0123456789")
    return label == "TAHUN", label, int((period or "")[len(label) :] or 0)


# documents of which no office is known are not those of one office
_UNKNOWN = "CASE WHEN d.organisasi IS NULL THEN d.sha256 END"


def _files(connection: Connection, hashes: Sequence[str]) -> dict[str, str | None]:
    """Return where documents lie, by their hashes."""
    places: dict[str, str | None] = {}
    for start in range(0, len(hashes), _AT_ONCE):
        names = _parameters(hashes[start : start + _AT_ONCE])
        among = ", ".join(f":{name}" for name in names)
        query = f"SELECT sha256, berkas FROM v_dokumen WHERE sha256 IN ({among})"
        places.update((sha256, place) for sha256, place in asked(connection, query, names))
    return places


def offices_by_findings(archive: Archive, wanted: DocumentFilter) -> QueryResult:
    """Return the offices of an archive, those with the most severe findings first, and how much of
    them was recomputed.
    """
    condition, values = wanted.where("d.")
    severities = ("critical", "major", "minor", "info")
    sums = ", ".join(
        f"sum(CASE severity WHEN '{one}' THEN findings ELSE 0 END) AS {one}" for one in severities
    )
    totals = ", ".join(f"CAST(sum(COALESCE({one}, 0)) AS BIGINT)" for one in severities)
    query = f"""SELECT d.organisasi, count(*), {totals}, sum(v.numbers), sum(v.related), {_UNKNOWN}
        FROM ({REVIEWED_DOCUMENTS}) d JOIN revision v ON v.id = d.revision_id
        LEFT JOIN (SELECT document_id, {sums} FROM tally GROUP BY document_id) t ON t.document_id = d.nomor
        WHERE {condition} GROUP BY d.organisasi, {_UNKNOWN}
        ORDER BY 3 DESC, 4 DESC, 5 DESC, 6 DESC, d.organisasi IS NULL, d.organisasi, {_UNKNOWN}"""  # noqa: E501
    headings = (
        OFFICE,
        DOCUMENTS,
        *COUNTS,
        ResultColumn("angka", Message("Angka", "Numbers"), count=True),
        ResultColumn("angka_terkait", Message("Dihitung ulang", "Recomputed"), count=True),
        replace(FILE, optional=True),
    )
    with archive.transaction() as connection:
        rows = asked(connection, query, values)
        files = _files(connection, [row[-1] for row in rows if row[-1]])
    rows = [(*row[:-1], files.get(row[-1])) for row in rows]
    return QueryResult(headings, rows, NOTHING)


def findings_across(
    archive: Archive, wanted: DocumentFilter, limit: int | None = None
) -> QueryResult:
    """Return the findings that name two documents, those of offices together and in time, the most
    severe first.
    """
    condition, values = wanted.where()
    query = f"""SELECT organisasi, tahun, periode, aturan, tingkat, halaman, tabel, baris, kolom, tercetak,
        dokumen_lain, organisasi_lain, tahun_lain, periode_lain, halaman_lain, tabel_lain, baris_lain,
        kolom_lain, tercetak_lain, berkas, berkas_lain, pesan FROM v_temuan_lintas WHERE {condition}
        ORDER BY organisasi IS NULL, organisasi, {TIME_ORDER},
        CASE tingkat WHEN 'critical' THEN 0 WHEN 'major' THEN 1 WHEN 'minor' THEN 2 ELSE 3 END, sha256, nomor,
        dokumen_lain, halaman_lain, COALESCE(tabel_lain, -1), COALESCE(baris_lain, -1), COALESCE(kolom_lain, -1),
        tercetak_lain"""  # noqa: E501
    headings = (
        OFFICE,
        YEAR,
        PERIOD,
        RULE,
        replace(SEVERITIES, key="tingkat"),
        PAGE,
        *_cell(""),
        ResultColumn("tercetak", Message("Tercetak", "Printed")),
        ResultColumn("dokumen_lain", Message("Dokumen lain", "Other document")),
        *(_other(one, wide=True) for one in (OFFICE, YEAR, PERIOD)),
        _other(PAGE),
        *_cell("_lain"),
        ResultColumn("tercetak_lain", Message("Tercetak di sana", "Printed there")),
        replace(FILE, wide=True),
        _other(FILE, wide=True),
        ResultColumn("pesan", Message("Pesan", "Message")),
    )
    with archive.transaction() as connection:
        rows = asked(connection, query + (f" LIMIT {limit}" if limit else ""), values)
    return QueryResult(
        headings, rows, Message("Tidak ada temuan antardokumen.", "No finding names two documents.")
    )


def _cell(suffix: str) -> list[ResultColumn]:
    """Return the headings that name a cell."""
    titles = (("tabel", "Tabel", "Table"), ("baris", "Baris", "Row"), ("kolom", "Kolom", "Column"))
    return [
        ResultColumn(f"{key}{suffix}", Message(*title), number=True, wide=True)
        for key, *title in titles
    ]


def _other(heading: ResultColumn, *, wide: bool = False) -> ResultColumn:
    """Return the heading for the same of the other document."""
    title = Message(f"{heading.title.id} lain", f"Other {heading.title.en.lower()}")
    return replace(heading, key=f"{heading.key}_lain", title=title, wide=wide)


def repeated_findings(
    archive: Archive, wanted: DocumentFilter, rule: str | None = None, least: int = 2
) -> QueryResult:
    """Return which rules the reports of an office break again and again: in at least so many
    documents, and when.
    """
    condition, values = wanted.where("d.")
    of_rule = " AND t.rule = :rule" if rule else ""
    # several severities of a rule are several rows of one document
    counted = f"""SELECT t.rule, d.organisasi, {_UNKNOWN}, d.tahun, d.periode, count(DISTINCT d.nomor),
        sum(t.findings) FROM tally t JOIN ({REVIEWED_DOCUMENTS}) d ON d.nomor = t.document_id WHERE {condition}{of_rule}
        GROUP BY t.rule, d.organisasi, {_UNKNOWN}, d.tahun, d.periode ORDER BY {TIME_ORDER}"""  # noqa: E501
    with archive.transaction() as connection:
        rows = asked(connection, counted, {**values, **({"rule": rule.upper()} if rule else {})})
        files = _files(connection, sorted({row[2] for row in rows if row[2]}))
    found: dict[tuple[str, str | None, str | None], list[tuple[str, int, int]]] = defaultdict(list)
    for name, office, unknown, year, period, documents, findings in rows:
        found[name, office, unknown].append((_time(year, period), documents, findings))
    repeated = _repeated(found, files, least)
    headings = (
        RULE,
        OFFICE,
        DOCUMENTS,
        ResultColumn("temuan", Message("Temuan", "Findings"), count=True),
        ResultColumn("waktu", Message("Pada", "In")),
        replace(FILE, optional=True),
    )
    return QueryResult(
        headings, repeated, Message("Tidak ada temuan yang berulang.", "No finding recurs.")
    )


def _repeated(
    found: Mapping[tuple[str, str | None, str | None], Sequence[tuple[str, int, int]]],
    files: Mapping[str, str | None],
    least: int,
) -> list[tuple[str, str | None, int, int, str, str | None]]:
    """Return the rows of rules that are broken in at least so many documents, the most first."""
    repeated = []
    for (name, office, unknown), times in found.items():
        documents = sum(count for _, count, _ in times)
        if documents >= least:
            findings = sum(count for _, _, count in times)
            when = ", ".join(time for time, count, _ in times for _ in range(count))
            place = files.get(unknown) if unknown else None
            repeated.append((name, office, documents, findings, when, place))
    return sorted(repeated, key=lambda row: (-row[2], -row[3], row[0], row[1] or "", row[5] or ""))


def _time(year: int | None, period: str | None) -> str:
    return " ".join(str(part) for part in (year, period) if part) or "?"
