"""`lkj ingest`: bring folders of reports into an archive, and take up what an earlier run left
undone.
"""

import gc
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.limits import Limits
from extract.sandbox.frames import encoded
from lkj_audit.cli.commands.worker import STALLED_AFTER, without_ocr
from lkj_audit.cli.options.archive_options import database_options, told
from lkj_audit.cli.options.common_options import (
    jobs_option,
    limit_options,
    limits_of,
    log_option,
    profile_option,
    read_profile_file,
    show_nip_option,
)
from lkj_audit.cli.usage import Command
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from lkj_audit.presentation.provenance import time_of_audit
from lkj_audit.stopping import Stopped

if TYPE_CHECKING:
    from lkj_audit.archive.ingestion.planning import SelectionChoice
    from lkj_audit.archive.ingestion.reporting import IngestReporter
    from lkj_audit.archive.ingestion.run import IngestSummary
    from lkj_audit.archive.ingestion.settings import IngestSettings
    from lkj_audit.archive.records import Origin
    from validate.profile.profile import Profile


def command(lang: Lang) -> Command:
    """Return `lkj ingest`."""
    paths = click.Argument(["paths"], nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
    return Command(
        "ingest",
        lang,
        told(lang, partial(ingest, lang)),
        [paths, *database_options(lang), *_choosing(lang), *_storing(lang), *limit_options(lang)],
        help=lang.say(
            "Masukkan laporan ke arsip: periksa setiap PDF dalam folder dan berkas ZIP, dan "
            "simpan isinya. "
            "Yang sudah ada tidak diulang; proses yang terhenti dilanjutkan dengan perintah "
            "yang sama. "
            "Tanpa PATH, --only mengambil berkas yang sudah dikenal arsip.",
            "Bring reports into an archive: audit every PDF in folders and ZIP files, and "
            "store what is in it. What is "
            "there is not done again; the same command resumes an interrupted run. "
            "Without PATH, --only takes the "
            "files that the archive knows.",
        ),
    )


def _choosing(lang: Lang) -> list[click.Option]:
    """Return the options that say what is looked at, and how."""
    return [
        click.Option(
            ["--dry-run"],
            is_flag=True,
            help=lang.say(
                "Hanya hitung: dokumen, duplikat, hasil pindai, jam kerja, ruang; tidak ada "
                "yang disimpan.",
                "Only count: documents, duplicates, scans, hours, disk; nothing is stored.",
            ),
        ),
        click.Option(
            ["--only"],
            metavar="WHAT",
            help=lang.say(
                "Hanya: failed (yang gagal), scans (hasil pindai), ocr (semua halaman bergambar "
                "yang belum dibaca), older-than=VERSI (diperiksa versi lebih lama), "
                "cross-check (bandingkan laporan yang tersimpan).",
                "Only: failed, scans, ocr (all pages with pictures that are not read yet), "
                "older-than=VERSION (audited by an earlier version), cross-check (compare the "
                "reports that are stored).",
            ),
        ),
        click.Option(
            ["--manifest"],
            metavar="FILE",
            type=click.Path(path_type=Path, dir_okay=False),
            help=lang.say(
                "CSV dengan kolom berkas, organisasi, tahun, periode, jenis, induk, "
                "bagian_dari, putusan.",
                "A CSV file with the columns file, organisation, year, period, kind, parent, "
                "part_of, decision.",
            ),
        ),
        click.Option(
            ["--with", "annexes"],
            multiple=True,
            metavar="ANNEX.pdf",
            type=click.Path(path_type=Path, dir_okay=False),
            help=lang.say(
                "Lampiran dari satu PDF yang disebut: keduanya satu dokumen; boleh berulang, "
                "menurut urutannya.",
                "An annex of the one PDF that is named: both are one document; may be "
                "repeated, in their order.",
            ),
        ),
        profile_option(lang),
        jobs_option(lang),
    ]


def _storing(lang: Lang) -> list[click.Option]:
    """Return the options that say what is stored and written."""
    return [
        click.Option(
            ["--copy"],
            metavar="DIR|db",
            type=click.Path(file_okay=False),
            help=lang.say(
                "Salin setiap PDF ke DIR, dinamai menurut SHA-256-nya, atau ke basis data "
                "(db); tanpa ini arsip hanya "
                "menunjuk berkasnya.",
                "Copy every PDF to DIR, named by its SHA-256, or into the database (db); "
                "without it the archive only "
                "refers to the file.",
            ),
        ),
        click.Option(
            ["--queue", "only_queue"],
            is_flag=True,
            help=lang.say(
                "PostgreSQL: hanya antrekan untuk lkj worker dan jangan menunggu hasilnya.",
                "PostgreSQL: only queue documents for lkj worker, and do not wait for them.",
            ),
        ),
        log_option(lang),
        show_nip_option(lang),
    ]


def ingest(
    lang: Lang,
    paths: Sequence[Path],
    url: str,
    allow_network_share: bool,
    dry_run: bool,
    only: str | None,
    manifest: Path | None,
    annexes: Sequence[Path],
    profile_file: Path | None,
    jobs: int | None,
    copy: str | None,
    only_queue: bool,
    log: Path | None,
    show_nip: bool,
    **limits: Any,
) -> int:
    """Bring every document into the archive and return the highest exit code."""
    from lkj_audit.archive.ingestion.manifest import NO_MANIFEST, read_manifest

    choice = _choice(only, lang)
    if not dry_run:
        _refuse_without_ocr(only, lang)
    told_parts = read_manifest(manifest, lang) if manifest is not None else NO_MANIFEST
    if annexes:
        if len(paths) != 1 or not paths[0].is_file() or paths[0].suffix.lower() == ".zip":
            raise click.UsageError(
                lang.say(
                    "--with melengkapi satu laporan: sebutkan satu PDF saja.",
                    "--with adds to a single report: name one PDF.",
                )
            )
        _refuse_repeated([paths[0], *annexes], lang)
        told_parts = told_parts.with_annexes(paths[0], annexes)
        paths = [*paths, *annexes]
    if not paths and only is None:
        raise click.UsageError(
            lang.say(
                "sebutkan PDF, folder, atau berkas ZIP.", "name a PDF, a folder or a ZIP file."
            )
        )
    settings = _settings(
        choice,
        read_profile_file(profile_file, lang) if profile_file is not None else None,
        show_nip,
        limits_of(**limits),
        jobs,
        copy,
        told_parts,
    )
    gc.enable()  # a run may last for hours, and what talks to the database leaves cycles behind
    if dry_run:
        return _dry_run(lang, paths, url, allow_network_share, settings)
    return _ingest(lang, paths, url, allow_network_share, settings, log, only_queue)


def _refuse_without_ocr(only: str | None, lang: Lang) -> None:
    """Raise a usage error where pictures are to be read and nothing here reads them."""
    from extract.ocr.requests import is_installed

    if only in ("ocr", "scans") and not is_installed():
        raise click.UsageError(without_ocr(lang))


def _refuse_repeated(files: Sequence[Path], lang: Lang) -> None:
    """Raise a usage error where a file is named twice: its pages would be in the report twice."""
    known = set()
    for file in files:
        if file.resolve() in known:
            name = shown_name(file)
            raise click.UsageError(
                lang.say(
                    f"{name} disebut dua kali: setiap berkas sekali saja, induknya di depan.",
                    f"{name} is named twice: name each file once, the body first.",
                )
            )
        known.add(file.resolve())


def _choice(only: str | None, lang: Lang) -> "SelectionChoice":
    """Return which documents `--only` asks for."""
    from lkj_audit.archive.ingestion.planning import Selection, SelectionChoice, version_key

    name, _, version = (only or Selection.MISSING).replace(" ", "=", 1).partition("=")
    named = (
        Selection.FAILED,
        Selection.SCANS,
        Selection.OCR,
        Selection.OLDER,
        Selection.CROSS_CHECK,
    )
    if only is None:
        return SelectionChoice()
    try:
        if (
            name in named
            and bool(version) == (name == Selection.OLDER)
            and (not version or version_key(version))
        ):
            return SelectionChoice(Selection(name), version)
    except ValueError:
        pass
    raise click.UsageError(
        lang.say(
            "nilai --only harus failed, scans, ocr, cross-check, atau older-than=VERSI (misalnya "
            "older-than=0.2.0).",
            "--only must be failed, scans, ocr, cross-check or older-than=VERSION "
            "(older-than=0.2.0, for example).",
        )
    )


def _settings(
    choice: "SelectionChoice",
    profile: "Profile | None",
    show_nip: bool,
    limits: Limits,
    jobs: int | None,
    copy: str | None,
    manifest: Any,
) -> "IngestSettings":
    from lkj_audit.archive.ingestion.settings import IngestSettings
    from lkj_audit.archive.storage.store import DATABASE

    return IngestSettings(
        choice,
        _origin(profile, show_nip),
        b"" if profile is None else encoded(profile),
        show_nip,
        limits,
        jobs or os.cpu_count() or 1,
        copy if copy in (None, DATABASE) else Path(copy).resolve(),
        manifest,
        time_of_audit(os.environ),
    )


def _origin(profile: "Profile | None", show_nip: bool) -> "Origin":
    """Return which program audits, compared with which profile; the name of a profile may hold a
    NIP.
    """
    from lkj_audit.archive.records import Origin
    from lkj_audit.outputs.json.profile_parts import profile_digest
    from lkj_audit.presentation.provenance import profile_name
    from normalize.text.masking import mask_unless
    from validate.program import this_program

    program = this_program()
    name = None if profile is None else mask_unless(show_nip)(profile_name(profile, Lang.ID))
    return Origin(program.version, program.rule_set, profile_digest(profile), name)


def _ingest(
    lang: Lang,
    paths: Sequence[Path],
    url: str,
    network_share: bool,
    settings: "IngestSettings",
    log: Path | None,
    only_queue: bool,
) -> int:
    from lkj_audit.archive.errors import NoServer
    from lkj_audit.archive.ingestion.planning import Selection, places_of
    from lkj_audit.archive.ingestion.reporting import IngestReporter
    from lkj_audit.archive.ingestion.run import ingest
    from lkj_audit.archive.storage.database import open_archive

    archive = open_archive(url, writes=True, network_share=network_share)
    if only_queue and archive.adapter.place is not None:
        raise NoServer(name=archive.adapter.name)
    if not paths and settings.choice.selection is not Selection.CROSS_CHECK:
        with archive.transaction() as connection:
            paths = places_of(connection, settings.choice)
    with IngestReporter(lang, settings.mask, log) as reporter:
        try:
            if archive.adapter.place is None:
                # its library comes with an extra, which opening the archive has looked for
                from lkj_audit.archive.server.queued_ingest import ingest_queued

                summary = ingest_queued(
                    archive,
                    paths,
                    settings,
                    reporter,
                    only_queue=only_queue,
                    stalled_after=STALLED_AFTER,
                )
            else:
                summary = ingest(archive, paths, settings, reporter)
        except Stopped:
            reporter.log("stopped", done=reporter.done)
            done = lang.number(reporter.done)
            click.echo(
                lang.say(
                    f"{done} dokumen sudah tersimpan; perintah yang sama melanjutkan sisanya.",
                    f"{done} documents are stored; the same command continues with the rest.",
                ),
                err=True,
            )
            raise
        reporter.log("end", **reporter.counts, pages=reporter.pages)
    click.echo(summary_text(summary, reporter, archive.adapter.name, lang), nl=False)
    _tell_unmatched(summary, settings, lang)
    return summary.code


def _tell_unmatched(summary: "IngestSummary", settings: "IngestSettings", lang: Lang) -> None:
    """Warn of rows of a manifest that name no file of this run: a name may be misspelt."""
    names = settings.manifest.unmatched(
        (source.path, source.member) for source in summary.found.sources
    )
    if names:
        listed = ", ".join(shown_name(str(name), settings.mask) for name in names[:10])
        more = " …" if len(names) > 10 else ""
        click.echo(
            lang.say(
                f"Baris manifes yang tidak cocok dengan berkas mana pun: {listed}{more}.",
                f"Rows of the manifest that fit no file: {listed}{more}.",
            ),
            err=True,
        )


def summary_text(
    summary: "IngestSummary", reporter: "IngestReporter", name: str, lang: Lang
) -> str:
    """Return what a run has done, in a few lines."""
    from lkj_audit.archive.records import State

    say, counts = lang.say, reporter.counts
    number = lang.number
    rate = reporter.pages / reporter.seconds
    lines = [
        (say("Berkas ditemukan", "Files found"), number(summary.found.files)),
        (say("Dokumen", "Documents"), number(len(summary.found.documents))),
        (say("Bagian", "Parts"), number(len(summary.found.parts))),
        (say("Duplikat", "Duplicates"), number(counts["duplicates"])),
        (say("Tidak diulang", "Left as they are"), number(summary.standing)),
        (
            say("Diperiksa", "Audited"),
            f"{number(counts['audited'])} ({number(reporter.pages)} {say('halaman', 'pages')}, "
            f"{lang.decimal(rate)} {say('hal./dtk', 'pages/s')})",
        ),
        (say("Hasil pindai", "Scans"), number(counts[State.SCAN])),
        (say("Tanpa tabel", "Without a table"), number(counts[State.NO_TABLES])),
        (say("Karantina", "Quarantine"), number(counts[State.FAILED] + counts["refused"])),
        (
            say("Dibandingkan", "Compared"),
            say(
                f"{number(counts['compared'])} (temuan antardokumen {number(counts['across'])}, "
                f"kemiripan yang perlu diputuskan {number(counts['matches'])})",
                f"{number(counts['compared'])} (findings across documents "
                f"{number(counts['across'])}, "
                f"matches to be decided {number(counts['matches'])})",
            ),
        ),
    ]
    if summary.unread:
        hint = say(
            "gambarnya dibaca dengan: lkj ingest --only ocr",
            "their pictures are read by: lkj ingest --only ocr",
        )
        waiting = say("Menunggu OCR", "Waiting for OCR")
        lines.append((waiting, f"{number(summary.unread)} ({hint})"))
    if summary.queued is not None:
        lines.append((say("Diantrekan", "Queued"), number(summary.queued)))
    width = max(len(label) for label, _ in lines)
    text = "".join(f"{label:<{width}}  {value}\n" for label, value in lines)
    reasons = "".join(f"  {place}: {reason}\n" for place, reason in reporter.reasons)
    left = counts[State.FAILED] + counts["refused"] + counts[State.SCAN] + counts[State.NO_TABLES]
    further = left - len(reporter.reasons)
    if further > 0:
        reasons += say(f"  … dan {number(further)} lainnya\n", f"  … and {number(further)} more\n")
    return f"{text}{reasons}{say('Arsip', 'Archive')}: {name}\n"


def _dry_run(
    lang: Lang, paths: Sequence[Path], url: str, network_share: bool, settings: "IngestSettings"
) -> int:
    from lkj_audit.archive.ingestion.estimate import estimate, estimate_text, existing

    estimated = estimate(paths, existing(url, network_share=network_share), settings, lang)
    click.echo(estimate_text(estimated, settings, lang), nl=False)
    return ExitCode.UNOPENABLE if estimated.found.refusals else ExitCode.AUDITED
