"""What the commands of an archive have in common: which archive, which documents, how an answer is
reported.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec

import click

from lkj_audit.output_files import STDOUT, unwritable, whereabouts, why_not
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name

if TYPE_CHECKING:
    from lkj_audit.archive.queries.document_queries import DocumentFilter
    from lkj_audit.archive.queries.query_results import QueryResult
    from lkj_audit.archive.storage.database import Archive

DEFAULT_URL = "sqlite:///lkj.db"
P = ParamSpec("P")


def database_options(lang: Lang) -> list[click.Option]:
    """Return `--db` and `--allow-network-share`."""
    return [
        click.Option(
            ["--db", "url"],
            metavar="URL",
            default=DEFAULT_URL,
            help=lang.say(
                f"Arsip yang dipakai; baku {DEFAULT_URL}.",
                f"Which archive; {DEFAULT_URL} by default.",
            ),
        ),
        share_option(lang),
    ]


def share_option(lang: Lang) -> click.Option:
    """Return `--allow-network-share`."""
    return click.Option(
        ["--allow-network-share"],
        is_flag=True,
        help=lang.say(
            "Pakai arsip di folder jaringan; aman hanya bila satu proses yang memakainya.",
            "Use an archive on a network share; safe only where a single process uses it.",
        ),
    )


def filter_options(lang: Lang) -> list[click.Option]:
    """Return `--office`, `--year` and `--period`."""
    return [
        click.Option(
            ["--office"],
            metavar="TEXT",
            help=lang.say(
                "Hanya organisasi yang namanya memuat TEXT.",
                "Only offices whose name contains TEXT.",
            ),
        ),
        click.Option(
            ["--year"],
            metavar="YEAR",
            type=int,
            help=lang.say("Hanya tahun ini.", "Only this year."),
        ),
        click.Option(
            ["--period"],
            metavar="LABEL",
            help=lang.say(
                "Hanya periode ini: TW1 sampai TW4, SMT1, SMT2, BLN1 …, TAHUN.",
                "Only this period: TW1 to TW4, SMT1, SMT2, BLN1 …, TAHUN.",
            ),
        ),
    ]


def filter_of(
    office: str | None,
    year: int | None,
    period: str | None,
    status: str | None = None,
    lang: Lang = Lang.ID,
) -> "DocumentFilter":
    """Return which documents a call asks for, or raise the usage error that says which periods
    there are.
    """
    from lkj_audit.archive.ingestion.manifest import period_label
    from lkj_audit.archive.queries.document_queries import DocumentFilter

    label = period_label(period) if period is not None else None
    if period is not None and label is None:
        raise click.UsageError(
            lang.say(
                f"periode {shown_name(period)} tidak ada; yang ada: TW1 sampai TW4, SMT1, SMT2, "
                "BLN1 sampai BLN12, TAHUN.",
                f"there is no period {shown_name(period)}; there are TW1 to TW4, SMT1, SMT2, BLN1 "
                "to BLN12, TAHUN.",
            )
        )
    return DocumentFilter(office, year, label, status)


def told(lang: Lang, run: Callable[P, int]) -> Callable[P, int]:
    """Return a command that states why an archive cannot be used, and leaves with the exit code of
    that.
    """

    def command(*arguments: P.args, **options: P.kwargs) -> int:
        from lkj_audit.archive.errors import ArchiveError

        try:
            return run(*arguments, **options)
        except ArchiveError as error:
            click.echo(f"{error.text(lang)} {error.advice(lang)}".rstrip(), err=True)
            return error.exit_code

    return command


def opened(url: str, network_share: bool, *, writes: bool = False) -> "Archive":
    """Return an archive; one that is only asked is not made."""
    from lkj_audit.archive.storage.database import open_archive

    return open_archive(url, writes=writes, network_share=network_share)


def answer(found: "QueryResult", json_target: str | None, lang: Lang) -> None:
    """Print an answer, or write it as JSON lines."""
    from lkj_audit.cli.terminal_width import terminal_width

    if json_target is None:
        click.echo(found.as_text(lang, terminal_width().width), nl=False)
        return
    text = "".join(f"{line}\n" for line in found.as_lines()).encode("utf-8", "replace")
    if json_target == STDOUT:
        sys.stdout.buffer.write(text)
        return
    from pathlib import Path

    from lkj_audit.outputs.atomic_files import replacing

    try:
        with replacing(Path(json_target)) as beside:
            beside.write_bytes(text)
    except OSError as error:
        raise unwritable(json_target, why_not(error, lang), lang) from error
    click.echo(whereabouts(json_target, lang), nl=False)
