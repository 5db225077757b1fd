"""Whole reports written down in a test: a page a chapter, and the annex."""

from extract.records import Table
from normalize.interpret import interpret
from normalize.report import Report
from tests.documents import document

CHAPTER_2, CHAPTER_3, ANNEX = 3, 4, 6
COVER = "**LAPORAN KINERJA**\n**KECAMATAN KLAKAH**\n**TRIWULAN IV TAHUN 2024**"


def whole(
    *tables: Table, planning: str = "", results: str = "", annex: str = "", cover: str = COVER
) -> Report:
    """Return the report with these tables; `planning` and `results` are printed in Bab II and Bab
    III.
    """
    pages = [
        cover,
        "**BAB I PENDAHULUAN**\nLaporan ini disusun setiap triwulan.",
        f"**BAB II PERENCANAAN KINERJA**\n{planning}",
        f"**BAB III AKUNTABILITAS KINERJA**\n{results}",
        "**BAB IV PENUTUP**\nDemikian laporan ini disusun.\n\nKlakah, 3 Januari 2025",
        *([f"**LAMPIRAN**\n\n{annex}"] if annex else []),
    ]
    return interpret(document(pages, tables))


def excerpt(*tables: Table) -> Report:
    """Return a report with these tables without its first and its third chapter."""
    return interpret(
        document([COVER, "**BAB II PERENCANAAN KINERJA**", "**BAB IV PENUTUP**"], tables)
    )
