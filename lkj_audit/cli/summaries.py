"""What `lkj extract` and `lkj normalize` print for a person: each stage's result at a glance."""

from collections import Counter

from extract.records import Document
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.kind_text import kind_with_evidence
from lkj_audit.presentation.names.location_names import page_range, printable, shortened, table_name
from lkj_audit.presentation.names.period_names import period_name
from lkj_audit.presentation.vocabulary import KIND, READER, TEXT_SOURCE
from normalize.report import Column, Report, Role, TypedTable
from normalize.text.masking import Mask
from normalize.values.amounts import Amount, Unread


def document_text(document: Document, lang: Lang, mask: Mask) -> str:
    """Return the pages and tables that were read."""
    sources = Counter(page.source for page in document.pages)
    pages = ", ".join(
        f"{count} {lang.say(*TEXT_SOURCE[source])}" for source, count in sources.items()
    )
    lines = sum(len(page.lines) for page in document.pages)
    file = mask(document.file)
    head = lang.say(
        f"{file}: {len(document.pages)} halaman ({pages}), {lines} baris teks, "
        f"{len(document.tables)} tabel",
        f"{file}: {len(document.pages)} pages ({pages}), {lines} lines of text, "
        f"{len(document.tables)} tables",
    )
    tables = (
        f"  {table.id:4} {lang.say('hal.', 'p.')} {page_range(table.pages):7} "
        f"{len(table.rows):4} × {table.width:<3} {_reader(table.reader, lang):17} "
        f"{shortened(mask(table.caption or '-'))}"
        for table in document.tables
    )
    return "".join(f"{line}\n" for line in (head, *tables))


def _reader(reader: str, lang: Lang) -> str:
    return lang.say(*READER[reader]) if reader in READER else reader


def report_text(report: Report, lang: Lang, mask: Mask) -> str:
    """Return what the document says it is, and what its tables and columns were understood
    to be.
    """
    unknown = lang.say("tidak dikenali", "not recognised")
    facts = (
        (lang.say("Jenis dokumen", "Kind"), kind_with_evidence(report, lang, mask)),
        (lang.say("Perangkat daerah", "Office"), report.organisation),
        (lang.say("Tahun", "Year"), report.year),
        (lang.say("Periode", "Period"), period_name(report, lang)),
        (
            lang.say("Ditandatangani", "Signed"),
            "; ".join(mask(s.dated.text) for s in report.signatures if s.dated),
        ),
        (
            lang.say("Pejabat", "Officials"),
            "; ".join(mask(f"{p.name} ({p.nip.digits})") for p in report.people),
        ),
    )
    head = "".join(
        f"{name:16} {printable(str(fact)) if fact else unknown}\n" for name, fact in facts
    )
    return f"{mask(report.document.file)}\n{head}" + "".join(
        table_text(table, lang, mask) for table in report.tables
    )


def table_text(table: TypedTable, lang: Lang, mask: Mask) -> str:
    """Return a table's kind, how many of its numbers were read, and what each column holds."""
    readings = [reading for row in table.rows for reading in row.readings]
    read = sum(isinstance(reading, Amount) for reading in readings)
    unread = sum(isinstance(reading, Unread) for reading in readings)
    counts = lang.say(
        f"{len(table.rows)} baris, {read} angka, {unread} tidak terbaca",
        f"{len(table.rows)} rows, {read} numbers, {unread} unread",
    )
    head = (
        f"\n{table.id} {mask(table_name(table, lang))}: {lang.say(*KIND[table.kind])} ({counts})\n"
    )
    return head + "".join(
        column_text(column, mask) for column in table.columns if column.role is not Role.LAIN
    )


def column_text(column: Column, mask: Mask) -> str:
    """Return what a column holds, and the formula in its heading."""
    formula = f"  [{column.formula.text}]" if column.formula else ""
    role = column.role.value.replace("_", " ")
    return f"  {column.index + 1:2} {role:20} {shortened(mask(column.header))}{formula}\n"
