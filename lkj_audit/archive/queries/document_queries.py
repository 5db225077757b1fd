"""Questions to an archive that its documents answer one by one: which there are, what is in one,
where words are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from lkj_audit.archive.queries.page_queries import file_at, page_at
from lkj_audit.archive.queries.query_results import QueryResult, ResultColumn
from lkj_audit.archive.storage.database import Archive
from lkj_audit.presentation.names.file_names import stored_name
from lkj_audit.presentation.vocabulary import SEVERITY
from validate.findings import Message

# how many passages are ranked where a word is nearly everywhere
_WEIGHED = 5_000
# a text around what was found, in characters
_BEFORE, _AFTER = 40, 80

OFFICE = ResultColumn("organisasi", Message("Organisasi", "Organisation"), naming=True)
YEAR = ResultColumn("tahun", Message("Tahun", "Year"), number=True)
PERIOD = ResultColumn("periode", Message("Periode", "Period"))
FILE = ResultColumn("berkas", Message("Berkas", "File"), naming=True)
PAGE = ResultColumn("halaman", Message("Hal.", "Page"), number=True)
STATUS = ResultColumn(
    "status",
    Message("Status", "Status"),
    words={
        "seen": Message("terlihat", "seen"),
        "audited": Message("diperiksa", "audited"),
        "scan": Message("hasil pindai", "scan"),
        "no_tables": Message("tanpa tabel", "no table"),
        "failed": Message("gagal", "failed"),
    },
)
FIELD = ResultColumn(
    "field",
    Message("Tentang", "Field"),
    words={
        "organisation": Message("organisasi", "organisation"),
        "year": Message("tahun", "year"),
        "period": Message("periode", "period"),
        "kind": Message("jenis", "kind"),
        "parent": Message("perangkat daerah induk", "office above"),
    },
)
SOURCE = ResultColumn(
    "source",
    Message("Sumber", "Source"),
    words={
        "decision": Message("putusan", "decision"),
        "report": Message("laporan", "report"),
        "file": Message("nama berkas", "file name"),
        "folder": Message("nama folder", "folder name"),
        "manifest": Message("manifes", "manifest"),
    },
)
SUBJECT = ResultColumn(
    "jenis",
    Message("Jenis", "Subject"),
    words={
        "caption": Message("judul tabel", "caption"),
        "indicator": Message("indikator", "indicator"),
        "program": Message("program", "program"),
        "prose": Message("teks", "text"),
    },
)
SEVERITIES = ResultColumn(
    "severity",
    Message("Tingkat", "Severity"),
    words={severity.value: told for severity, told in SEVERITY.items()},
)
NOTHING = Message("Tidak ada yang cocok.", "Nothing matches.")


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents are asked for; texts are anywhere in the value, upper or lower case."""

    office: str | None = None
    year: int | None = None
    period: str | None = None
    status: str | None = None

    def where(self, prefix: str = "") -> tuple[str, dict[str, Any]]:
        """Return the condition on columns of that prefix, under Indonesian names, and its
        parameters.
        """
        parts: list[str] = []
        values: dict[str, Any] = {}
        if self.office is not None:
            parts.append(f"lower({prefix}organisasi) LIKE :office ESCAPE '!'")
            values["office"] = f"%{escaped(ascii_lower(self.office))}%"
        for name, column, value in (
            ("year", "tahun", self.year),
            ("period", "periode", self.period and self.period.upper()),
            ("status", "status", self.status),
        ):
            if value is not None:
                parts.append(f"{prefix}{column} = :{name}")
                values[name] = value
        return " AND ".join(parts) or "1 = 1", values

    @property
    def is_empty(self) -> bool:
        """Whether all documents are asked for."""
        return self == DocumentFilter()


def ascii_lower(words: str) -> str:
    """Return a text in lower case as databases make it: of the letters without diacritics alone.

    >>> ascii_lower("DINAS É")
    'dinas É'
    """
    return words.translate(_ASCII_LOWER)


_ASCII_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def escaped(pattern: str) -> str:
    """Return a text that LIKE takes literally, `!` being the escape character.

    >>> escaped("100%_!")
    '100!%!_!!'
    """
    return "".join(f"!{one}" if one in "!%_" else one for one in pattern)


def asked(
    connection: Connection, query: str, values: Mapping[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    return [tuple(row) for row in connection.execute(text(query), values or {})]


# of a year the months, the quarters and the semesters, then the whole, then what is not known
PERIOD_ORDER = (
    "CASE WHEN periode IS NULL THEN '~~' WHEN periode = 'TAHUN' THEN '~' WHEN periode LIKE 'BLN_' "
    "THEN 'BLN0' || substr(periode, 4) ELSE periode END"
)
# databases put what is null first or last
TIME_ORDER = f"COALESCE(tahun, 0), {PERIOD_ORDER}"


def list_documents(
    archive: Archive, wanted: DocumentFilter, limit: int | None = None
) -> QueryResult:
    """Return the documents of an archive, by office and time."""
    condition, values = wanted.where()
    counted = [
        ResultColumn("kritis", Message("Kritis", "Critical"), count=True),
        ResultColumn("mayor", Message("Mayor", "Major"), count=True),
        ResultColumn("minor", Message("Minor", "Minor"), count=True),
        ResultColumn("info", Message("Info", "Info"), count=True),
    ]
    headings = (
        ResultColumn("nomor", Message("No.", "No."), number=True),
        OFFICE,
        YEAR,
        PERIOD,
        STATUS,
        ResultColumn("halaman", Message("Hal.", "Pages"), count=True),
        *counted,
        ResultColumn("konflik", Message("Konflik", "Conflicts"), count=True),
        FILE,
    )
    query = (
        f"SELECT {', '.join(heading.key for heading in headings)} FROM v_dokumen WHERE {condition}"
    )
    order = f" ORDER BY organisasi IS NULL, organisasi, {TIME_ORDER}, COALESCE(berkas, ''), sha256"
    with archive.transaction() as connection:
        rows = asked(connection, query + order + (f" LIMIT {limit}" if limit else ""), values)
    return QueryResult(
        headings, rows, Message("Tidak ada dokumen yang cocok.", "No document matches.")
    )


def list_conflicts(archive: Archive, wanted: DocumentFilter) -> QueryResult:
    """Return what sources of documents differ in, for a person to settle."""
    condition, values = wanted.where("d.")
    query = f"""SELECT d.nomor, d.berkas, m.field, m.source, m.value FROM v_dokumen d
        JOIN metadata m ON m.document_id = d.nomor AND m.conflict = 1 WHERE {condition}
        ORDER BY COALESCE(d.berkas, ''), d.sha256, m.field, m.source"""
    headings = (
        ResultColumn("nomor", Message("No.", "No."), number=True),
        FILE,
        FIELD,
        SOURCE,
        ResultColumn("value", Message("Isi", "Value")),
    )
    with archive.transaction() as connection:
        rows = asked(connection, query, values)
    return QueryResult(headings, rows, Message("Tidak ada konflik.", "There are no conflicts."))


def list_quarantine(archive: Archive, english: bool) -> QueryResult:
    """Return what could not be read or was refused, and why."""
    reason = "reason_en" if english else "reason_id"
    query = f"""SELECT path || CASE member WHEN '' THEN '' ELSE '!/' || member END, code, {reason}, attempts, last_at,
        sha256 FROM quarantine ORDER BY path, member, COALESCE(sha256, ''), code"""  # noqa: E501
    headings = (
        FILE,
        ResultColumn("code", Message("Kode", "Code"), wide=True),
        ResultColumn("reason", Message("Sebab", "Reason")),
        ResultColumn("attempts", Message("Kali", "Times"), count=True),
        ResultColumn("last_at", Message("Terakhir", "Last")),
        ResultColumn("sha256", Message("SHA-256", "SHA-256")),
    )
    with archive.transaction() as connection:
        rows = asked(connection, query)
    return QueryResult(headings, rows, Message("Karantina kosong.", "The quarantine is empty."))


def find_documents(connection: Connection, named: str) -> list[int]:
    """Return the keys of the documents that a number, the beginning of a hash, or a part of a path
    names. Nothing names nothing: an empty name, as that of a variable that is not set, is in every
    path.
    """
    named = stored_name(named)
    if not named.strip():
        return []
    if named.isdecimal() and len(named) < 8:
        found = asked(connection, "SELECT id FROM document WHERE id = :id", {"id": int(named)})
        if found:
            return [found[0][0]]
    by_hash = asked(
        connection,
        "SELECT id FROM document WHERE sha256 LIKE :hash ESCAPE '!'",
        {"hash": f"{escaped(named.lower())}%"},
    )
    if by_hash and len(named) >= 4:
        return [row[0] for row in by_hash]
    query = """SELECT document_id FROM location WHERE current = 1
        AND lower(path || '!/' || member) LIKE :part ESCAPE '!' UNION SELECT document_id FROM part
        WHERE lower(path || '!/' || member) LIKE :part ESCAPE '!' ORDER BY document_id"""
    return [
        row[0] for row in asked(connection, query, {"part": f"%{escaped(ascii_lower(named))}%"})
    ]


def search(
    archive: Archive, words: str, subjects: Sequence[str], wanted: DocumentFilter, limit: int
) -> QueryResult:
    """Return where all words are: in captions, indicators, programs, or running text; what says
    little else first.

    The order is one that every database supports.
    """
    matches, values = archive.adapter.matches(
        words, _WEIGHED if wanted.is_empty and not subjects else None
    )
    condition, filtered = wanted.where("d.")
    among = "', '".join(subjects)
    of_subject = f" AND p.subject IN ('{among}')" if subjects else ""
    # what is reported of a document is looked up for the best alone
    order = "length(p.text), p.text, d.sha256, p.page, p.subject"
    best = f"""SELECT p.id AS id FROM ({matches}) m JOIN passage p ON p.id = m.id
        JOIN (SELECT id AS nomor, sha256, organisation AS organisasi, year AS tahun, period AS periode FROM document) d
        ON d.nomor = p.document_id WHERE {condition}{of_subject} ORDER BY {order} LIMIT :limit"""  # noqa: E501
    file, page = file_at("d.nomor", "p.page", "d.berkas"), page_at("d.nomor", "p.page")
    query = f"""SELECT d.organisasi, d.tahun, d.periode, {file}, {page}, p.subject, p.text
        FROM ({best}) b JOIN passage p ON p.id = b.id JOIN v_dokumen d ON d.nomor = p.document_id
        ORDER BY {order}"""
    headings = (
        OFFICE,
        YEAR,
        PERIOD,
        PAGE,
        SUBJECT,
        ResultColumn("teks", Message("Teks", "Text")),
        FILE,
    )
    with archive.transaction() as connection:
        rows = asked(connection, query, {**values, **filtered, "limit": limit})
    found = [(*row[:3], row[4], row[5], around(row[6], words), row[3]) for row in rows]
    return QueryResult(headings, found, NOTHING)


def around(passage: str, words: str) -> str:
    """Return a passage as far as it is around the first of the words that are found in it.

    >>> around("Angka kemiskinan turun.", "kemiskinan")
    'Angka kemiskinan turun.'
    """
    lowered = passage.lower()
    places = [lowered.find(word.strip('"').lower()) for word in words.split()]
    first = min((place for place in places if place >= 0), default=0)
    start, end = max(0, first - _BEFORE), min(len(passage), first + _AFTER)
    return ("…" if start else "") + passage[start:end].strip() + ("…" if end < len(passage) else "")
