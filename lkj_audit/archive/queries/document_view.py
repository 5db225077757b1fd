"""One document of an archive: where it lies, what is known of it, what was read and found."""

from itertools import compress

import click

from lkj_audit.archive.queries.document_queries import (
    FIELD,
    SEVERITIES,
    SOURCE,
    STATUS,
    asked,
    find_documents,
)
from lkj_audit.archive.queries.page_queries import file_at, page_at
from lkj_audit.archive.queries.query_results import QueryResult, ResultColumn
from lkj_audit.archive.storage.database import Archive
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.vocabulary import DOCUMENT_KIND, KIND
from validate.findings import Message

NOTHING = Message("–", "–")
_TABLE_KINDS = {kind.value: name for kind, name in KIND.items()}
_DOCUMENT_KINDS = {kind.value: name for kind, name in DOCUMENT_KIND.items()}


def the_document(archive: Archive, named: str, lang: Lang) -> int:
    """Return the key of the one document that is named, or raise the usage error that says what is
    in the way.
    """
    with archive.transaction() as connection:
        found = find_documents(connection, named)
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.UsageError(
            lang.say(f"tidak ada dokumen {named}", f"there is no document {named}")
        )
    numbers = ", ".join(map(str, found[:10])) + (" …" if len(found) > 10 else "")
    raise click.UsageError(
        lang.say(
            f"{named} cocok dengan beberapa dokumen: {numbers}",
            f"{named} names several documents: {numbers}",
        )
    )


def hash_of(archive: Archive, document: int) -> str:
    """Return the hash of a document."""
    with archive.transaction() as connection:
        ((sha256,),) = asked(
            connection, "SELECT sha256 FROM document WHERE id = :id", {"id": document}
        )
    return str(sha256)


def dossier(archive: Archive, document: int, lang: Lang, width: int) -> str:
    """Return everything that is known of a document, in parts under their headings."""
    with archive.transaction() as connection:
        parts = [
            (title, QueryResult(headings, asked(connection, query, {"id": document}), NOTHING))
            for title, query, headings in _PARTS
        ]
    told = [
        f"{lang.say(*title)}\n{_told(answer).as_text(lang, width)}"
        for title, answer in parts
        if answer.rows
    ]
    return "\n".join(told)


def _told(answer: QueryResult) -> QueryResult:
    """Return an answer without the columns in which nothing is."""
    kept = [answer.fills(column) for column in range(len(answer.headings))]
    rows = [list(compress(row, kept)) for row in answer.rows]
    return QueryResult(tuple(compress(answer.headings, kept)), rows, answer.nothing)


def _text(key: str, title: Message) -> ResultColumn:
    return ResultColumn(key, title)


def _day(key: str, title: Message) -> ResultColumn:
    return ResultColumn(key, title, day=True)


def _count(key: str, title: Message) -> ResultColumn:
    return ResultColumn(key, title, count=True)


def _number(key: str, title: Message) -> ResultColumn:
    return ResultColumn(key, title, number=True)


OTHER_FILE = """(SELECT min(l.path || CASE l.member WHEN '' THEN '' ELSE '!/' || l.member END) FROM location l
 WHERE l.document_id = o.id AND l.current = 1)"""  # noqa: E501
OF_PART = file_at("d.id", "f.page", "NULL")
_PARTS: tuple[tuple[Message, str, tuple[ResultColumn, ...]], ...] = (
    (
        Message("Dokumen", "Document"),
        "SELECT nomor, organisasi, tahun, periode, status, halaman, sha256 FROM v_dokumen "
        "WHERE nomor = :id",
        (
            _number("nomor", Message("No.", "No.")),
            ResultColumn("organisasi", Message("Organisasi", "Organisation"), naming=True),
            _number("tahun", Message("Tahun", "Year")),
            _text("periode", Message("Periode", "Period")),
            STATUS,
            _count("halaman", Message("Hal.", "Pages")),
            _text("sha256", Message("SHA-256", "SHA-256")),
        ),
    ),
    (
        Message("Lokasi", "Places"),
        """SELECT path || CASE member WHEN '' THEN '' ELSE '!/' || member END, seen_at,
         CASE current WHEN 1 THEN '' ELSE '✗' END FROM location WHERE document_id = :id ORDER BY current DESC, path""",  # noqa: E501
        (
            ResultColumn("berkas", Message("Berkas", "File"), naming=True),
            _day("diterima", Message("Pertama terlihat", "First seen")),
            _text("hilang", Message("Kini isi lain", "Other content now")),
        ),
    ),
    (
        Message("Bagian", "Parts"),
        """SELECT v.bagian, v.berkas, v.halaman_awal, v.halaman, v.sha256_bagian
         FROM v_bagian v JOIN document d ON d.sha256 = v.sha256 WHERE d.id = :id ORDER BY v.bagian""",  # noqa: E501
        (
            _number("bagian", Message("No.", "No.")),
            ResultColumn("berkas", Message("Berkas", "File"), naming=True),
            _number("halaman_awal", Message("Mulai hal.", "From page")),
            _count("halaman", Message("Hal.", "Pages")),
            _text("sha256", Message("SHA-256", "SHA-256")),
        ),
    ),
    (
        Message("Keterangan", "Metadata"),
        """SELECT field, source, value, CASE conflict WHEN 1 THEN '≠' ELSE '' END FROM metadata WHERE document_id = :id
         ORDER BY field, source""",  # noqa: E501
        (
            FIELD,
            SOURCE,
            ResultColumn("value", Message("Isi", "Value"), words=_DOCUMENT_KINDS),
            _text("conflict", Message("Konflik", "Conflict")),
        ),
    ),
    (
        Message("Karantina", "Quarantine"),
        """SELECT q.code, q.reason_id, q.attempts, q.last_at FROM quarantine q JOIN document d ON d.sha256 = q.sha256
         WHERE d.id = :id""",  # noqa: E501
        (
            _text("code", Message("Kode", "Code")),
            _text("reason", Message("Sebab", "Reason")),
            _count("attempts", Message("Kali", "Times")),
            _day("last_at", Message("Terakhir", "Last")),
        ),
    ),
    (
        Message("Revisi", "Revisions"),
        """SELECT v.program, v.rule_set, v.profile_name, v.audited_at,
         (SELECT count(*) FROM finding f WHERE f.revision_id = v.id), v.numbers, v.related, v.confirmed, v.unread
         FROM revision v WHERE v.document_id = :id ORDER BY v.id DESC""",  # noqa: E501
        (
            _text("program", Message("Program", "Program")),
            _text("rule_set", Message("Aturan", "Rule set")),
            _text("profile", Message("Profil", "Profile")),
            _day("audited_at", Message("Diperiksa", "Audited")),
            _count("findings", Message("Temuan", "Findings")),
            _count("numbers", Message("Angka", "Numbers")),
            _count("related", Message("Terkait", "Related")),
            _count("confirmed", Message("Cocok", "Confirmed")),
            _count("unread", Message("Tidak terbaca", "Unread")),
        ),
    ),
    (
        Message("Tabel", "Tables"),
        """SELECT t.number, t.first_page, t.kind, t.caption, t.numbers, t.related, t.confirmed
         FROM document d JOIN printed_table t ON t.revision_id = d.revision_id WHERE d.id = :id ORDER BY t.number""",  # noqa: E501
        (
            _number("number", Message("No.", "No.")),
            _number("page", Message("Hal.", "Page")),
            ResultColumn("kind", Message("Jenis", "Kind"), words=_TABLE_KINDS),
            _text("caption", Message("Judul", "Caption")),
            _count("numbers", Message("Angka", "Numbers")),
            _count("related", Message("Terkait", "Related")),
            _count("confirmed", Message("Cocok", "Confirmed")),
        ),
    ),
    (
        Message("Dibandingkan dengan", "Compared with"),
        f"""SELECT c.name, o.organisation, o.year, o.period, {OTHER_FILE}, c.indicators, c.budget_lines,
         COALESCE(c.problem_id, '') FROM document d JOIN companion c ON c.cross_check_id = d.cross_check_id
         JOIN document o ON o.id = c.document_id WHERE d.id = :id ORDER BY c.name""",  # noqa: E501
        (
            _text("name", Message("Dokumen", "Document")),
            ResultColumn("organisasi", Message("Organisasi", "Organisation"), naming=True),
            _number("tahun", Message("Tahun", "Year")),
            _text("periode", Message("Periode", "Period")),
            ResultColumn("berkas", Message("Berkas", "File"), naming=True),
            _count("indicators", Message("Indikator", "Indicators")),
            _count("budget_lines", Message("Baris", "Lines")),
            _text("problem", Message("Kendala", "Problem")),
        ),
    ),
    (
        Message("Pembandingan", "Comparisons"),
        """SELECT x.at, x.program, (SELECT count(*) FROM companion c WHERE c.cross_check_id = x.id),
         (SELECT count(*) FROM cross_finding f WHERE f.cross_check_id = x.id)
         FROM cross_check x WHERE x.document_id = :id ORDER BY x.id DESC""",
        (
            _day("at", Message("Pada", "At")),
            _text("program", Message("Program", "Program")),
            _count("companions", Message("Dokumen", "Documents")),
            _count("findings", Message("Temuan", "Findings")),
        ),
    ),
    (
        Message("Temuan antardokumen", "Findings across documents"),
        f"""SELECT f.severity, f.rule, {OF_PART}, {page_at("d.id", "f.page")}, f.printed, p.companion,
         {file_at("o.id", "p.page", OTHER_FILE)}, {page_at("o.id", "p.page")}, p.printed, f.message
         FROM document d JOIN cross_finding f ON f.cross_check_id = d.cross_check_id
         JOIN cross_place p ON p.finding_id = f.id JOIN document o ON o.id = p.document_id
         WHERE d.id = :id ORDER BY f.number, p.number""",  # noqa: E501
        (
            SEVERITIES,
            _text("rule", Message("Aturan", "Rule")),
            ResultColumn("berkas", Message("Berkas", "File"), naming=True),
            _number("page", Message("Hal.", "Page")),
            _text("printed", Message("Tercetak", "Printed")),
            _text("companion", Message("Dokumen lain", "Other document")),
            ResultColumn("berkas_lain", Message("Berkas lain", "Other file"), naming=True),
            _number("halaman_lain", Message("Hal. lain", "Other page")),
            _text("tercetak_lain", Message("Tercetak di sana", "Printed there")),
            _text("message", Message("Pesan", "Message")),
        ),
    ),
    (
        Message("Temuan", "Findings"),
        f"""SELECT f.severity, f.rule, {OF_PART}, {page_at("d.id", "f.page")}, f.printed, f.expected, f.message
         FROM document d JOIN finding f ON f.revision_id = d.revision_id WHERE d.id = :id ORDER BY f.number""",  # noqa: E501
        (
            SEVERITIES,
            _text("rule", Message("Aturan", "Rule")),
            ResultColumn("berkas", Message("Berkas", "File"), naming=True),
            _number("page", Message("Hal.", "Page")),
            _text("printed", Message("Tercetak", "Printed")),
            _text("expected", Message("Hasil hitung", "Recomputed")),
            _text("message", Message("Pesan", "Message")),
        ),
    ),
)
