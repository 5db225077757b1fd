"""The command line: what it offers, and that what goes wrong ends in a sentence and an exit
code.
"""

import os
import sys
from collections.abc import Sequence

import click

from lkj_audit.cli.commands import (
    archive,
    audit,
    compare,
    corpus,
    decide,
    extract,
    ingest,
    normalize,
    profile,
    review,
    rules,
    template,
    worker,
)
from lkj_audit.cli.usage import CommandGroup, usage_sentence
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang, spoken


def run_command(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    lang = spoken(arguments, os.environ)
    try:
        code = root_command(lang).main(list(arguments), "lkj", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        click.echo(usage_sentence(error, lang), err=True)
        return ExitCode.USAGE
    except click.Abort:
        click.echo(lang.say("Dihentikan.", "Stopped."), err=True)
        return ExitCode.INTERRUPTED
    except OSError as error:
        from lkj_audit.output_files import why_not

        reason = why_not(error, lang)
        click.echo(
            lang.say(
                f"Keluaran tidak dapat ditulis: {reason}", f"Cannot write the output: {reason}"
            ),
            err=True,
        )
        return ExitCode.USAGE
    return int(code or 0)


def root_command(lang: Lang) -> CommandGroup:
    """Return the command `lkj` with all its verbs in one language."""
    return CommandGroup(
        lang,
        [
            verb.command(lang)
            for verb in (
                audit,
                review,
                decide,
                compare,
                extract,
                normalize,
                ingest,
                worker,
                archive,
                rules,
                profile,
                template,
                corpus,
            )
        ]
        + [review.alias(lang)],
        [version_option(lang)],
        help=lang.say(
            "Memeriksa PDF Laporan Kinerja (LKj): membaca setiap tabel, menghitung ulang "
            "setiap angka, "
            "dan menunjukkan yang saling bertentangan. Tidak ada yang dikirim ke mana pun.",
            "Audits Laporan Kinerja (LKj) PDFs: reads every table, recomputes every number, "
            "and shows what contradicts what. Nothing is sent anywhere.",
        ),
        epilog=lang.say(
            "Contoh: lkj audit laporan.pdf --out hasil\n\n"
            "Kode keluar: 0 selesai; 1 ada temuan setingkat --fail-on; 2 pemanggilan keliru; "
            "3 dokumen tidak dapat dibuka; 4 tanpa tabel yang terbaca; 5 arsip tidak dapat "
            "dipakai; 6 putusan tidak dapat dicatat; 130 dan 143 dihentikan.",
            "Example: lkj audit report.pdf --out results\n\n"
            "Exit codes: 0 done; 1 a finding as severe as --fail-on; 2 a call that cannot work; "
            "3 a document cannot be opened; 4 no table that can be read; 5 the archive cannot be "
            "used; 6 a decision cannot be recorded; 130 and 143 stopped.",
        ),
    )


def version_option(lang: Lang) -> click.Option:
    """Return `--version`."""
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=lang.say("Tampilkan versi.", "Show the version."),
    )


def _show_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from validate.program import NAME, VERSION

        click.echo(f"{NAME} {VERSION}")
        ctx.exit()
