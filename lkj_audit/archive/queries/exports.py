"""Everything that an archive holds, one table each, for spreadsheets and for analysis."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, text

from lkj_audit.archive.errors import ArchiveError
from lkj_audit.archive.printed_tables import unpacked_tables
from lkj_audit.archive.storage.database import Archive
from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.outputs.tabular.csv_dialect import ENCODING, plain, separator, without_formula
from lkj_audit.presentation.language import Lang

FORMATS = ("parquet", "csv", "xlsx")
# what a sheet takes, its header included (https://support.microsoft.com, "Excel specifications and
# limits")
MOST_ROWS = 1_048_576
_AT_ONCE = 10_000


class TooManyRows(ArchiveError):
    """A table that is longer than a sheet of a workbook."""

    says = (
        "Tabel {name} lebih panjang daripada yang dapat dimuat satu lembar kerja.",
        "The table {name} is longer than a sheet of a workbook can be.",
    )
    advises = ("Pilih --format csv atau parquet.", "Choose --format csv or parquet.")


@dataclass(frozen=True, slots=True)
class Export:
    """A table that is exported: its name, and the query for its rows.

    Where a row of the query is many, `columns` names theirs and `unpack` makes them of it.
    """

    name: str
    query: str
    columns: tuple[str, ...] = ()
    unpack: Callable[[Row[Any]], Iterator[Sequence[Any]]] | None = None


# the columns of integers, whatever the table; all others are texts
INTEGERS = frozenset(
    {
        "angka",
        "angka_cocok",
        "angka_tak_pasti",
        "angka_tak_terbaca",
        "angka_terkait",
        "atas",
        "bagian",
        "baris",
        "baris_lain",
        "bawah",
        "bita",
        "halaman",
        "halaman_akhir",
        "halaman_awal",
        "halaman_lain",
        "info",
        "jumlah",
        "jumlah_baris",
        "jumlah_indikator",
        "kali",
        "kemiripan",
        "kolom",
        "kolom_lain",
        "konflik",
        "kritis",
        "lihat_lagi",
        "lokasi",
        "mayor",
        "minor",
        "nomor",
        "pagu_sen",
        "pasti",
        "realisasi_sen",
        "revisi",
        "selesai",
        "sisa_sen",
        "skala",
        "tabel",
        "tabel_lain",
        "tahun",
        "tahun_lain",
        "temuan",
        "terbuka",
        "x0",
        "x1",
    }
)


def _cells(row: Row[Any]) -> Iterator[Sequence[Any]]:
    """Yield the cells of a document: in the order of its tables, row by row."""
    for table in unpacked_tables(row.data):
        for cell in table.cells:
            column = table.columns[cell.column] if cell.column < len(table.columns) else None
            head = (column.header, column.role, column.scale) if column else (None, None, None)
            yield (
                row.sha256,
                table.number,
                cell.row,
                cell.column,
                *head,
                cell.text,
                cell.value,
                cell.unread,
                cell.page,
                *cell.box,
            )


# each in a total order by what documents are, and not by when they came: two exports can be
# compared line by line
EXPORTS = (
    Export("dokumen", "SELECT * FROM v_dokumen ORDER BY sha256"),
    Export("anggaran", "SELECT * FROM v_anggaran ORDER BY sha256, tabel, baris"),
    Export("indikator", "SELECT * FROM v_indikator ORDER BY sha256, tabel, baris"),
    Export("bagian", "SELECT * FROM v_bagian ORDER BY sha256, bagian"),
    Export(
        "temuan",
        "SELECT * FROM v_temuan ORDER BY sha256, dokumen_lain IS NOT NULL, nomor, "
        "COALESCE(dokumen_lain, '')",
    ),
    Export(
        "temuan_lintas",
        "SELECT * FROM v_temuan_lintas ORDER BY sha256, nomor, dokumen_lain, halaman_lain, "
        "COALESCE(tabel_lain, -1), COALESCE(baris_lain, -1), COALESCE(kolom_lain, -1), "
        "tercetak_lain",
    ),
    Export("pokok", "SELECT * FROM v_pokok ORDER BY sha256, nomor"),
    Export("putusan", "SELECT * FROM v_putusan ORDER BY sha256, pada, id"),
    Export(
        "pembanding",
        """SELECT d.sha256 AS sha256, c.name AS dokumen_lain, c.role AS peran, o.sha256 AS sha256_lain,
         c.indicators AS jumlah_indikator, c.budget_lines AS jumlah_baris, c.problem_id AS kendala
         FROM document d JOIN companion c ON c.cross_check_id = d.cross_check_id JOIN document o ON o.id = c.document_id
         ORDER BY d.sha256, c.name""",  # noqa: E501
    ),
    Export(
        "kemiripan",
        """SELECT id AS nomor, kind AS jenis, our_name AS nama, their_name AS nama_lain, similarity AS kemiripan,
         decision AS putusan, person AS oleh, decided_at AS pada FROM name_match ORDER BY kind, ours, theirs""",  # noqa: E501
    ),
    Export(
        "tabel",
        """SELECT d.sha256 AS sha256, t.number AS tabel, t.kind AS jenis_tabel, t.caption AS judul,
         t.first_page AS halaman_awal, t.last_page AS halaman_akhir, t.reader AS pembaca, t.sure AS pasti,
         t.numbers AS angka, t.related AS angka_terkait, t.confirmed AS angka_cocok, t.unread AS angka_tak_terbaca
         FROM document d JOIN printed_table t ON t.revision_id = d.revision_id ORDER BY d.sha256, t.number""",  # noqa: E501
    ),
    Export(
        "sel",
        """SELECT d.sha256 AS sha256, p.data AS data FROM document d JOIN printed_cells p ON p.revision_id = d.revision_id
         ORDER BY d.sha256""",  # noqa: E501
        (
            "sha256",
            "tabel",
            "baris",
            "kolom",
            "judul_kolom",
            "peran",
            "skala",
            "teks",
            "nilai",
            "tak_terbaca",
            "halaman",
            "x0",
            "atas",
            "x1",
            "bawah",
        ),
        _cells,
    ),
    Export(
        "metadata",
        """SELECT d.sha256 AS sha256, m.field AS tentang, m.source AS sumber, m.value AS isi, m.conflict AS konflik
         FROM document d JOIN metadata m ON m.document_id = d.id ORDER BY d.sha256, m.field, m.source""",  # noqa: E501
    ),
    Export(
        "karantina",
        """SELECT sha256, path AS berkas, member AS anggota, code AS kode, reason_id AS sebab, attempts AS kali,
         first_at AS pertama, last_at AS terakhir FROM quarantine ORDER BY path, member, COALESCE(sha256, ''), code""",  # noqa: E501
    ),
    Export(
        "penghapusan",
        "SELECT sha256, paths AS berkas, reason AS sebab, person AS oleh, at AS pada FROM "
        "deletion ORDER BY at, sha256, paths",
    ),
)


def export(archive: Archive, folder: Path, format: str, lang: Lang) -> list[Path]:
    """Write every table of an archive into a folder, as it is at one moment, and return the
    files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with archive.transaction() as connection:
        if format == "xlsx":
            return [_write_xlsx(connection, folder / "arsip.xlsx")]
        return [_WRITERS[format](connection, one, folder, lang) for one in EXPORTS]


def _rows(connection: Connection, export: Export) -> tuple[list[str], Iterator[Sequence[Any]]]:
    """Return the columns of a table, and its rows, of which only some are held at a time."""
    at_once = _AT_ONCE if export.unpack is None else _AT_ONCE // 100
    result = connection.execution_options(yield_per=at_once).execute(text(export.query))
    rows = (row for part in result.partitions() for row in part)
    if export.unpack is None:
        return list(result.keys()), rows
    return list(export.columns), (unpacked for row in rows for unpacked in export.unpack(row))


def _write_csv(connection: Connection, one: Export, folder: Path, lang: Lang) -> Path:
    target = folder / f"{one.name}.csv"
    columns, rows = _rows(connection, one)
    with replacing(target) as beside, beside.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file, delimiter=separator(lang))
        writer.writerow(columns)
        writer.writerows(map(_csv_row, rows))
    return target


def _csv_row(values: Iterable[str | int | None]) -> list[str | int]:
    return [_csv_value(value) for value in values]


def _csv_value(value: str | int | None) -> str | int:
    if value is None:
        return ""
    return without_formula(plain(value)) if isinstance(value, str) else value


def _write_parquet(connection: Connection, one: Export, folder: Path, _lang: Lang) -> Path:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    target = folder / f"{one.name}.parquet"
    columns, rows = _rows(connection, one)
    schema = pa.schema(
        [(name, pa.int64() if name in INTEGERS else pa.string()) for name in columns]
    )
    with replacing(target) as beside, ParquetWriter(beside, schema) as writer:
        while part := [row for row, _ in zip(rows, range(_AT_ONCE), strict=False)]:
            arrays = [
                pa.array(values, field.type)
                for values, field in zip(zip(*part, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return target


_WRITERS = {"csv": _write_csv, "parquet": _write_parquet}


def _write_xlsx(connection: Connection, target: Path) -> Path:
    from xlsxwriter import Workbook

    settings = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with replacing(target) as beside, Workbook(beside, settings) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        for one in EXPORTS:
            columns, rows = _rows(connection, one)
            sheet = book.add_worksheet(one.name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, columns, head)
            for at, row in enumerate(rows, 1):
                if at >= MOST_ROWS:
                    raise TooManyRows(name=one.name)
                for column, value in enumerate(row):
                    _write_cell(sheet, at, column, value)
    return target


# the largest integer that a spreadsheet holds exactly
_EXACT = 2**53
_LONGEST_TEXT = 32_767


def _write_cell(sheet: Any, row: int, column: int, value: str | int | None) -> None:
    if isinstance(value, int) and abs(value) <= _EXACT:
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, plain(str(value))[:_LONGEST_TEXT])
