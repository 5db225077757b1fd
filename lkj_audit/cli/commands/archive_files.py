"""The commands of `lkj archive` that write files, or look after the archive itself."""

import os
from functools import partial
from pathlib import Path

import click

from lkj_audit.cli.options.archive_options import (
    answer,
    database_options,
    filter_of,
    filter_options,
    opened,
    told,
)
from lkj_audit.cli.options.common_options import json_option
from lkj_audit.cli.usage import Command
from lkj_audit.exit_codes import ExitCode
from lkj_audit.output_files import unwritable, why_not
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name

# as `lkj_audit.archive.queries.exports` has them: importing it would load the database before a
# line of help is shown
FORMATS = ("parquet", "csv", "xlsx")


def _file(name: str, metavar: str = "FILE") -> click.Argument:
    return click.Argument([name], metavar=metavar, type=click.Path(path_type=Path))


def force_option(lang: Lang) -> click.Option:
    """Return `--force`."""
    return click.Option(
        ["--force"],
        is_flag=True,
        help=lang.say("Timpa yang sudah ada.", "Overwrite what is there."),
    )


def refuse_standing(path: Path, force: bool, lang: Lang) -> None:
    """Raise a usage error where a file would be overwritten without permission."""
    if path.exists() and not force:
        name = shown_name(path)
        raise click.UsageError(
            lang.say(
                f"{name} sudah ada; --force menimpanya.", f"{name} exists; --force overwrites it."
            )
        )


def missing_command(lang: Lang) -> Command:
    """Return `lkj archive missing`."""
    register = click.Option(
        ["--register"],
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help=lang.say(
            "CSV berkolom organisasi, tahun, periode: siapa wajib melapor kapan; tanpa ini "
            "semua organisasi dan "
            "periode yang dikenal arsip.",
            "A CSV file with the columns organisation, year, period: who has to report when; "
            "without it all offices "
            "and periods that the archive knows.",
        ),
    )
    html = click.Option(
        ["--html"],
        metavar="OUT",
        type=click.Path(path_type=Path, dir_okay=False),
        help=lang.say("Tulis matriks sebagai halaman HTML.", "Write the matrix as an HTML page."),
    )
    xlsx = click.Option(
        ["--xlsx"],
        metavar="OUT",
        type=click.Path(path_type=Path, dir_okay=False),
        help=lang.say("Tulis matriks sebagai XLSX.", "Write the matrix as XLSX."),
    )
    return Command(
        "missing",
        lang,
        told(lang, partial(missing, lang)),
        [register, html, xlsx, *filter_options(lang), json_option(lang), *database_options(lang)],
        help=lang.say(
            "Laporan yang belum ada, terlambat, ganda, atau tanpa tabel yang terbaca, per "
            "organisasi dan periode.",
            "Reports that are missing, late, on file twice, or without a table that could be "
            "read, by office and "
            "period.",
        ),
    )


def missing(
    lang: Lang,
    register: Path | None,
    html: Path | None,
    xlsx: Path | None,
    office: str | None,
    year: int | None,
    period: str | None,
    json_target: str | None,
    url: str,
    allow_network_share: bool,
) -> int:
    """Report what is missing, and write the matrix."""
    from lkj_audit.archive.queries.matrix_files import write_html, write_xlsx
    from lkj_audit.archive.queries.reporting_matrix import matrix_of, read_register

    wanted = filter_of(office, year, period, lang=lang)
    expected = read_register(register, lang) if register is not None else []
    matrix = matrix_of(opened(url, allow_network_share), wanted, expected)
    answer(matrix.missing(), json_target, lang)
    for target, write in ((html, write_html), (xlsx, write_xlsx)):
        if target is not None:
            try:
                write(matrix, target, lang)
            except OSError as error:
                raise unwritable(target, why_not(error, lang), lang) from error
    return ExitCode.AUDITED


def export_command(lang: Lang) -> Command:
    """Return `lkj archive export`."""
    format = click.Option(
        ["--format"],
        type=click.Choice(FORMATS),
        default="csv",
        help=lang.say("Bentuk berkas; baku csv.", "The kind of file; csv by default."),
    )
    return Command(
        "export",
        lang,
        told(lang, partial(export, lang)),
        [_file("folder", "DIR"), format, force_option(lang), *database_options(lang)],
        help=lang.say(
            "Tulis seluruh isi arsip ke DIR, satu tabel masing-masing: dokumen, anggaran, "
            "indikator, temuan, temuan "
            "antardokumen, pokok masalah, putusan, pembanding, "
            "kemiripan, tabel, sel, metadata, karantina, penghapusan.",
            "Write everything to DIR, one table each: documents, budgets, indicators, "
            "findings, findings across "
            "documents, matters, decisions, comparisons, "
            "matches, tables, cells, metadata, quarantine, deletions.",
        ),
    )


def export(
    lang: Lang, folder: Path, format: str, force: bool, url: str, allow_network_share: bool
) -> int:
    """Export an archive."""
    from importlib.util import find_spec

    from lkj_audit.archive.queries.exports import EXPORTS, export

    if format == "parquet" and find_spec("pyarrow") is None:
        raise click.UsageError(
            lang.say(
                "parquet memerlukan pyarrow, yang dipasang dengan lkj-audit[parquet].",
                "parquet needs pyarrow, which lkj-audit[parquet] installs.",
            )
        )
    if folder.exists() and not folder.is_dir():
        name = shown_name(folder)
        raise click.UsageError(
            lang.say(f"{name} adalah berkas, bukan folder.", f"{name} is a file, not a folder.")
        )
    names = ["arsip"] if format == "xlsx" else [one.name for one in EXPORTS]
    for name in names:
        refuse_standing(folder / f"{name}.{format}", force, lang)
    archive = opened(url, allow_network_share)
    try:
        files = export(archive, folder, format, lang)
    except OSError as error:
        raise unwritable(folder, why_not(error, lang), lang) from error
    for file in files:
        click.echo(shown_name(file))
    return ExitCode.AUDITED


def backup_command(lang: Lang) -> Command:
    """Return `lkj archive backup`."""
    return Command(
        "backup",
        lang,
        told(lang, partial(backup, lang)),
        [_file("target"), force_option(lang), *database_options(lang)],
        help=lang.say(
            "Salin arsip ke FILE sebagaimana adanya, juga selagi dipakai.",
            "Copy an archive to FILE in its current state, also while it is in use.",
        ),
    )


def backup(lang: Lang, target: Path, force: bool, url: str, allow_network_share: bool) -> int:
    """Write a backup."""
    from lkj_audit.archive.storage.database import open_archive
    from lkj_audit.archive.storage.maintenance import back_up

    refuse_standing(target, force, lang)
    archive = open_archive(url, network_share=allow_network_share, allow_older_file=True)
    try:
        back_up(archive, target)
    except OSError as error:
        raise unwritable(target, why_not(error, lang), lang) from error
    click.echo(lang.say("Cadangan: ", "Backup: ") + shown_name(target))
    return ExitCode.AUDITED


def restore_command(lang: Lang) -> Command:
    """Return `lkj archive restore`."""
    return Command(
        "restore",
        lang,
        told(lang, partial(restore, lang)),
        [_file("backup"), force_option(lang), *database_options(lang)],
        help=lang.say(
            "Pulihkan arsip dari cadangan FILE, setelah isinya diperiksa.",
            "Restore an archive from the backup FILE, once its content has been checked.",
        ),
    )


def restore(lang: Lang, backup: Path, force: bool, url: str, allow_network_share: bool) -> int:
    """Restore a backup."""
    from lkj_audit.archive.storage.adapters import adapter_of
    from lkj_audit.archive.storage.maintenance import restore

    adapter = adapter_of(url, network_share=allow_network_share)
    if adapter.place is not None:
        refuse_standing(adapter.place, force, lang)
    try:
        restore(backup, url, network_share=allow_network_share, replace=force)
    except OSError as error:
        raise unwritable(adapter.name, why_not(error, lang), lang) from error
    click.echo(lang.say("Dipulihkan: ", "Restored: ") + adapter.name)
    return ExitCode.AUDITED


def verify_command(lang: Lang) -> Command:
    """Return `lkj archive verify`."""
    return Command(
        "verify",
        lang,
        told(lang, partial(verify, lang)),
        [json_option(lang), *database_options(lang)],
        help=lang.say(
            "Periksa keutuhan arsip, dan apakah setiap PDF masih ada dan sama; kode keluar 1 "
            "bila tidak. Yang digantikan versi lain dengan nama yang sama disebut, dan bukan "
            "kesalahan.",
            "Check that the archive is whole, and every PDF still there and the same; exit "
            "code 1 if not. One that another version under its name has replaced is listed, and "
            "is no fault.",
        ),
    )


def verify(lang: Lang, json_target: str | None, url: str, allow_network_share: bool) -> int:
    """Verify an archive and its evidence."""
    from lkj_audit.archive.storage.maintenance import verify

    found = verify(opened(url, allow_network_share))
    answer(found, json_target, lang)
    is_wrong = any(row[0] != "replaced" for row in found.rows)
    return ExitCode.FINDING if is_wrong else ExitCode.AUDITED


def delete_command(lang: Lang) -> Command:
    """Return `lkj archive delete`."""
    reason = click.Option(
        ["--reason"],
        metavar="TEXT",
        required=True,
        help=lang.say("Sebab penghapusan, yang dicatat.", "Why it is deleted, which is logged."),
    )
    return Command(
        "delete",
        lang,
        told(lang, partial(delete, lang)),
        [click.Argument(["named"], metavar="WHICH"), reason, *database_options(lang)],
        help=lang.say(
            "Hapus satu dokumen beserta semua yang terbaca darinya dan putusannya; PDF dan "
            "berkas putusan di sampingnya tetap, dan penghapusan dicatat.",
            "Delete a document, all that was read in it and the decisions on it; its PDF and "
            "decisions files stay, and the deletion is logged.",
        ),
    )


def delete(lang: Lang, named: str, reason: str, url: str, allow_network_share: bool) -> int:
    """Delete a document."""
    from lkj_audit.archive.queries.document_view import hash_of, the_document
    from lkj_audit.archive.storage.writer import delete_document
    from lkj_audit.presentation.provenance import time_of_audit

    if not reason.strip():
        raise click.UsageError(
            lang.say("--reason tidak boleh kosong.", "--reason must not be empty.")
        )
    archive = opened(url, allow_network_share)  # which is not made where there is none
    sha256 = hash_of(archive, the_document(archive, named, lang))
    now = f"{time_of_audit(os.environ):%Y-%m-%dT%H:%M:%SZ}"
    delete_document(opened(url, allow_network_share, writes=True), sha256, reason, now)
    click.echo(lang.say("Dihapus: ", "Deleted: ") + sha256)
    return ExitCode.AUDITED
