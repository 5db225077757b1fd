"""The commands of `lkj archive` about the review: decisions, rejected findings, matters that recur,
tindak lanjut.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from lkj_audit.archive.queries.document_queries import DocumentFilter
    from lkj_audit.archive.queries.query_results import QueryResult
    from lkj_audit.archive.reviews.exchange import Exchanged
    from lkj_audit.archive.storage.database import Archive

Question = Callable[["Archive", "DocumentFilter"], "QueryResult"]
# as `lkj_audit.cli.commands.archive.question` makes them
Asking = Callable[[Lang, str, Callable[..., Question], Sequence[click.Parameter], str], Command]


def rejected_command(lang: Lang, question: Asking) -> Command:
    """Return `lkj archive rejected`."""

    def ask() -> Question:
        from lkj_audit.archive.queries.review_questions import rejected_shares

        return rejected_shares

    help = lang.say(
        "Bagian temuan yang ditolak dalam reviu, per aturan, dengan alasannya.",
        "The share of findings that reviewers have rejected, by rule, with their reasons.",
    )
    return question(lang, "rejected", ask, [], help)


def recurring_command(lang: Lang, question: Asking) -> Command:
    """Return `lkj archive recurring`."""
    rule = click.Option(
        ["--rule"], metavar="ID", help=lang.say("Hanya aturan ini.", "Only this rule.")
    )
    least = click.Option(
        ["--least"],
        type=click.IntRange(min=1),
        default=2,
        metavar="N",
        help=lang.say("Dalam sedikitnya N tahun; baku 2.", "In at least N years; 2 by default."),
    )

    def ask(rule: str | None, least: int) -> Question:
        from lkj_audit.archive.queries.review_questions import repeated_matters

        return lambda archive, wanted: repeated_matters(archive, wanted, rule, least)

    help = lang.say(
        "Pokok masalah yang berulang, per aturan dan organisasi, dari tahun ke tahun.",
        "Matters that come again, by rule and office, over years.",
    )
    return question(lang, "recurring", ask, [rule, least], help)


def follow_ups_command(lang: Lang, question: Asking) -> Command:
    """Return `lkj archive follow-ups`."""
    each = click.Option(
        ["--each"],
        is_flag=True,
        help=lang.say(
            "Tampilkan setiap pokok masalah yang tindak lanjutnya belum selesai.",
            "Show each matter whose follow-up is not completed.",
        ),
    )

    def ask(each: bool) -> Question:
        from lkj_audit.archive.queries.review_questions import each_open_follow_up, open_follow_ups

        return each_open_follow_up if each else open_follow_ups

    help = lang.say(
        "Tindak lanjut atas pokok masalah yang diterima, per organisasi; yang terbuka dahulu.",
        "The follow-up of accepted matters by office, those with open ones first.",
    )
    return question(lang, "follow-ups", ask, [each], help)


def decisions_command(lang: Lang) -> Command:
    """Return `lkj archive decisions`."""
    taken = click.Option(
        ["--from", "sources"],
        metavar="PATH",
        multiple=True,
        type=click.Path(path_type=Path, exists=True),
        help=lang.say(
            "Gabungkan berkas putusan, atau yang ada dalam folder keluaran, ke arsip; boleh "
            "diulang.",
            "Merge a decisions file, or those in folders of outputs, into the archive; may be "
            "repeated.",
        ),
    )
    given = click.Option(
        ["--into", "target"],
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False),
        help=lang.say(
            "Gabungkan putusan arsip ke berkas putusan dalam folder keluaran di DIR.",
            "Merge the decisions of the archive into the decisions files of the folders of "
            "outputs in DIR.",
        ),
    )
    options = [taken, given, *filter_options(lang), json_option(lang), *database_options(lang)]
    return Command(
        "decisions",
        lang,
        told(lang, partial(decisions, lang)),
        options,
        help=lang.say(
            "Daftar putusan dalam arsip, atau gabungkan dengan berkas .putusan.jsonl: dua arah, "
            "dan mengulanginya tidak mengubah apa pun.",
            "List the decisions of the archive, or merge them with .putusan.jsonl files: both "
            "ways, and to do it again changes nothing.",
        ),
    )


def decisions(
    lang: Lang,
    sources: Sequence[Path],
    target: Path | None,
    office: str | None,
    year: int | None,
    period: str | None,
    json_target: str | None,
    url: str,
    allow_network_share: bool,
) -> int:
    """List decisions, or exchange them with files."""
    from lkj_audit.archive.queries.review_questions import list_decisions

    archive = opened(url, allow_network_share)  # which is not made where there is none
    if not sources and target is None:
        answer(list_decisions(archive, filter_of(office, year, period)), json_target, lang)
        return ExitCode.AUDITED
    if office or year or period or json_target:
        raise click.UsageError(
            lang.say(
                "--from dan --into menggabungkan semua putusan; hilangkan pilihan lainnya.",
                "--from and --into merge all decisions; leave the other options out.",
            )
        )
    written = opened(url, allow_network_share, writes=True) if sources else archive
    return _merged(lang, written, sources, target)


def _merged(lang: Lang, archive: "Archive", sources: Sequence[Path], target: Path | None) -> int:
    """Merge files into an archive, then the archive into files."""
    from lkj_audit.archive.reviews.exchange import give, take
    from lkj_audit.decisions.errors import DecisionsError

    try:
        for source in sources:
            for merged in take(archive, source):
                click.echo(_taken(merged, lang))
        for merged in give(archive, target) if target is not None else ():
            click.echo(_given(merged, lang))
    except DecisionsError as error:
        click.echo(f"{error.text(lang)} {error.advice(lang)}".rstrip(), err=True)
        return error.exit_code
    except OSError as error:
        raise unwritable(target or Path(), why_not(error, lang), lang) from error
    return ExitCode.AUDITED


def _given(merged: "Exchanged", lang: Lang) -> str:
    """Return the sentence on a file that the archive was merged into."""
    name, count = shown_name(merged.path), lang.number(merged.records)
    return lang.say(
        f"{name}: {count} putusan ditambahkan.", f"{name}: {count} decisions were added."
    )


def _taken(merged: "Exchanged", lang: Lang) -> str:
    """Return the sentence on a file that was merged into the archive."""
    name = shown_name(merged.path)
    if not merged.documents:
        return lang.say(
            f"{name}: dokumennya tidak ada dalam arsip; tidak digabungkan.",
            f"{name}: its document is not in the archive; it was not merged.",
        )
    count = lang.number(merged.records)
    return lang.say(
        f"{name}: {count} putusan ditambahkan ke arsip.",
        f"{name}: {count} decisions were added to the archive.",
    )
