"""The command `lkj`: what it offers, and that whatever happens ends in a sentence and an exit code."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from lkj_audit.commands import audit, corpus, extract, normalize, profile, rules
from lkj_audit.exit_codes import ExitCode
from lkj_audit.language import Lang, spoken
from lkj_audit.usage import Desk, usage_sentence


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without × still shows the rest
    if hasattr(signal, "SIGPIPE"):
        # nobody reads any more (`| head`): end as every filter does, not with an exit code that means something else
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    spare_the_collector()
    code = run(sys.argv[1:])
    # the interpreter would now free a hundred thousand records one by one, which takes a tenth of the run
    os._exit(code)


def spare_the_collector() -> None:
    """Look for no cycles in the midst of a document: it is some hundred thousand records, and there is none among them.

    `each_document` looks between two.
    """
    gc.disable()


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    lang = spoken(arguments, os.environ)
    try:
        code = desk(lang).main(list(arguments), "lkj", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        click.echo(usage_sentence(error, lang), err=True)
        return ExitCode.USAGE
    except click.Abort:
        click.echo(lang.say("Dihentikan.", "Stopped."), err=True)
        return ExitCode.INTERRUPTED
    except OSError as error:
        from lkj_audit.output import why_not

        reason = why_not(error, lang)
        click.echo(lang.say(f"Keluaran tidak dapat ditulis: {reason}", f"Cannot write the output: {reason}"), err=True)
        return ExitCode.USAGE
    return int(code or 0)


def desk(lang: Lang) -> Desk:
    """Return the command `lkj` with all its verbs in one language."""
    return Desk(
        lang,
        [verb.command(lang) for verb in (audit, extract, normalize, rules, profile, corpus)],
        [version_option(lang)],
        help=lang.say(
            "Memeriksa PDF Laporan Kinerja (LKj): membaca setiap tabel, menghitung ulang setiap angka, "
            "dan menunjukkan yang saling bertentangan. Tidak ada yang dikirim ke mana pun.",
            "Audits Laporan Kinerja (LKj) PDFs: reads every table, recomputes every number, "
            "and shows what contradicts what. Nothing is sent anywhere.",
        ),
        epilog=lang.say(
            "Contoh: lkj audit laporan.pdf --json hasil.json",
            "Example: lkj audit report.pdf --json result.json",
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
