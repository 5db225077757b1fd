"""Questions to an archive that many documents answer together: trends, offices by findings, findings that recur."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from lkj_audit.archive.answers import Answer, Heading
from lkj_audit.archive.database import Archive
from lkj_audit.archive.questions import NOTHING, OFFICE, PERIOD, PERIOD_ORDER, YEAR, Filter, asked
from normalize.words import fold
from validate.findings import Message

_AT_ONCE = 500
DOCUMENTS = Heading("dokumen", Message("Dokumen", "Documents"), count=True)
COUNTS = (
    Heading("kritis", Message("Kritis", "Critical"), count=True),
    Heading("mayor", Message("Mayor", "Major"), count=True),
    Heading("minor", Message("Minor", "Minor"), count=True),
    Heading("info", Message("Info", "Info"), count=True),
)
# documents and their newest revisions, under the names that a filter knows
_DOCUMENTS = """SELECT d.id AS nomor, d.organisation AS organisasi, d.year AS tahun, d.period AS periode,
 d.sha256 AS sha256, d.revision_id AS revision_id, 'audited' AS status
 FROM document d WHERE d.revision_id IS NOT NULL"""


def trend(archive: Archive, words: str, wanted: Filter) -> Answer:
    """Return the targets, realisations and amounts of the indicators and programs that words name, over periods."""
    headings = (
        OFFICE,
        Heading("nama", Message("Indikator atau program", "Indicator or program")),
        YEAR,
        PERIOD,
        Heading("target", Message("Target / pagu", "Target / pagu")),
        Heading("realisasi", Message("Realisasi", "Realisation")),
        Heading("capaian", Message("Capaian / serapan", "Achieved / spent")),
    )
    with archive.transaction() as connection:
        hashes = _documents_of(archive, connection, words, wanted)
        rows = [row for view in (_INDICATORS, _BUDGETS) for row in _rows(connection, view, hashes, wanted)]
    needed = fold(words).split()
    found = [row for row in rows if all(word in fold(row[1] or "") for word in needed)]
    found.sort(key=lambda row: (fold(row[0] or ""), fold(row[1] or ""), row[2] or 0, _order(row[3])))
    return Answer(headings, list(dict.fromkeys(found)), NOTHING)


_INDICATORS = "SELECT organisasi, indikator, tahun, periode, target, realisasi, capaian FROM v_indikator"
_BUDGETS = "SELECT organisasi, uraian, tahun, periode, pagu, realisasi, serapan FROM v_anggaran"


def _documents_of(archive: Archive, connection: Connection, words: str, wanted: Filter) -> list[str]:
    """Return the hashes of the documents that have an indicator or a program of these words."""
    matches, values = archive.adapter.matches(words)
    condition, filtered = wanted.where("d.")
    query = f"""SELECT DISTINCT d.sha256 FROM ({matches}) m JOIN passage p ON p.id = m.id
        JOIN ({_DOCUMENTS}) d ON d.nomor = p.document_id WHERE p.subject IN ('indicator', 'program') AND {condition}"""
    return [row[0] for row in asked(connection, query, {**values, **filtered})]


def _rows(connection: Connection, view: str, hashes: Sequence[str], wanted: Filter) -> Iterator[tuple[Any, ...]]:
    condition, values = wanted.where()
    for start in range(0, len(hashes), _AT_ONCE):
        names = {f"h{at}": sha256 for at, sha256 in enumerate(hashes[start : start + _AT_ONCE])}
        among = ", ".join(f":{name}" for name in names)
        yield from asked(connection, f"{view} WHERE sha256 IN ({among}) AND {condition}", {**names, **values})


def _order(period: str | None) -> tuple[bool, str, int]:
    """Return what periods of a year are ordered by: quarters, semesters and months before the whole."""
    label = (period or "").rstrip("0123456789")
    return label == "TAHUN", label, int((period or "")[len(label) :] or 0)


def offices_by_findings(archive: Archive, wanted: Filter) -> Answer:
    """Return the offices of an archive, those with the gravest findings first, and how much of them was recomputed."""
    condition, values = wanted.where("d.")
    sums = ", ".join(
        f"(SELECT count(*) FROM finding f WHERE f.revision_id = d.revision_id AND f.severity = '{severity}') AS {name}"
        for severity, name in zip(("critical", "major", "minor", "info"), ("c", "j", "n", "i"), strict=True)
    )
    query = f"""SELECT organisasi, count(*), sum(c), sum(j), sum(n), sum(i), sum(numbers), sum(related) FROM (
        SELECT d.organisasi AS organisasi, {sums}, v.numbers AS numbers, v.related AS related
        FROM ({_DOCUMENTS}) d JOIN revision v ON v.id = d.revision_id WHERE {condition}) x
        GROUP BY organisasi ORDER BY 3 DESC, 4 DESC, 5 DESC, 6 DESC, 1"""
    headings = (
        OFFICE,
        DOCUMENTS,
        *COUNTS,
        Heading("angka", Message("Angka", "Numbers"), count=True),
        Heading("angka_terkait", Message("Dihitung ulang", "Recomputed"), count=True),
    )
    with archive.transaction() as connection:
        rows = asked(connection, query, values)
    return Answer(headings, rows, NOTHING)


def repeated_findings(archive: Archive, wanted: Filter, rule: str | None = None, least: int = 2) -> Answer:
    """Return which rules the reports of an office break again and again: in at least so many documents, and when."""
    condition, values = wanted.where("d.")
    of_rule = " AND f.rule = :rule" if rule else ""
    documents = f"""SELECT d.nomor, d.organisasi, d.tahun, d.periode FROM ({_DOCUMENTS}) d WHERE {condition}
        ORDER BY d.tahun, {PERIOD_ORDER}, d.nomor"""
    # counted here: a database sorts all findings to group them
    findings = f"""SELECT d.nomor, f.rule FROM ({_DOCUMENTS}) d JOIN finding f ON f.revision_id = d.revision_id
        WHERE {condition}{of_rule}"""
    with archive.transaction() as connection:
        listed = asked(connection, documents, values)
        broken = asked(connection, findings, {**values, **({"rule": rule.upper()} if rule else {})})
    rules_of: dict[int, Counter[str]] = defaultdict(Counter)
    for number, name in broken:
        rules_of[number][name] += 1
    found: dict[tuple[str, str | None], list[tuple[int | None, str | None, int]]] = defaultdict(list)
    for number, office, year, period in listed:
        for name, count in rules_of[number].items():
            found[name, office].append((year, period, count))
    repeated = [
        (
            name,
            office,
            len(times),
            sum(count for _, _, count in times),
            ", ".join(_time(year, p) for year, p, _ in times),
        )
        for (name, office), times in found.items()
        if len(times) >= least
    ]
    repeated.sort(key=lambda row: (-row[2], -row[3], row[0], row[1] or ""))
    headings = (
        Heading("aturan", Message("Aturan", "Rule")),
        OFFICE,
        DOCUMENTS,
        Heading("temuan", Message("Temuan", "Findings"), count=True),
        Heading("waktu", Message("Pada", "In")),
    )
    return Answer(headings, repeated, Message("Tidak ada temuan yang berulang.", "No finding recurs."))


def _time(year: int | None, period: str | None) -> str:
    return " ".join(str(part) for part in (year, period) if part) or "?"
