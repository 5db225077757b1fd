"""`lkj archive`: what an archive holds, and what many reports say together."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from lkj_audit.cli.commands.archive_files import (
    backup_command,
    delete_command,
    export_command,
    missing_command,
    restore_command,
    verify_command,
)
from lkj_audit.cli.commands.archive_reviews import (
    decisions_command,
    follow_ups_command,
    recurring_command,
    rejected_command,
)
from lkj_audit.cli.commands.rules import explained
from lkj_audit.cli.options.archive_options import (
    answer,
    database_options,
    filter_of,
    filter_options,
    opened,
    told,
)
from lkj_audit.cli.options.common_options import json_option
from lkj_audit.cli.usage import Command, CommandGroup
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang

if TYPE_CHECKING:
    from lkj_audit.archive.queries.document_queries import DocumentFilter
    from lkj_audit.archive.queries.query_results import QueryResult
    from lkj_audit.archive.storage.database import Archive

STATUSES = ("seen", "audited", "scan", "no_tables", "failed")
MATCH_KINDS = ("office", "indicator", "budget_line")
SUBJECTS = ("caption", "indicator", "program", "prose")


def command(lang: Lang) -> CommandGroup:
    """Return `lkj archive` with its commands."""
    verbs = [
        list_command(lang),
        show_command(lang),
        search_command(lang),
        trend_command(lang),
        findings_command(lang),
        rules_command(lang),
        recurring_command(lang, question),
        decisions_command(lang),
        rejected_command(lang, question),
        follow_ups_command(lang, question),
        matches_command(lang),
        match_command(lang),
        missing_command(lang),
        export_command(lang),
        backup_command(lang),
        restore_command(lang),
        verify_command(lang),
        delete_command(lang),
    ]
    return CommandGroup(
        lang,
        verbs,
        [],
        name="archive",
        help=lang.say(
            "Bertanya kepada arsip laporan yang dibuat lkj ingest, mengekspor, dan merawatnya.",
            "Ask an archive of reports that lkj ingest has made, export it and look after it.",
        ),
        epilog=lang.say(
            'Contoh: lkj archive search "angka kemiskinan" --year 2024',
            'Example: lkj archive search "angka kemiskinan" --year 2024',
        ),
    )


Question = Callable[["Archive", "DocumentFilter"], "QueryResult"]


def question(
    lang: Lang,
    name: str,
    ask: Callable[..., Question],
    params: Sequence[click.Parameter],
    help: str,
) -> Command:
    """Return a command that asks one question of the documents of a filter; `ask` is given its own
    parameters.
    """

    def run(
        url: str,
        allow_network_share: bool,
        office: str | None,
        year: int | None,
        period: str | None,
        json_target: str | None,
        **own: Any,
    ) -> int:
        wanted = filter_of(office, year, period, own.pop("status", None), lang)
        answer(ask(**own)(opened(url, allow_network_share), wanted), json_target, lang)
        return ExitCode.AUDITED

    options = [*params, *filter_options(lang), json_option(lang), *database_options(lang)]
    return Command(name, lang, told(lang, run), options, help=help)


def list_command(lang: Lang) -> Command:
    """Return `lkj archive list`."""
    status = click.Option(
        ["--status"],
        type=click.Choice(STATUSES),
        help=lang.say(
            "Hanya yang: baru terlihat, diperiksa, hasil pindai, tanpa tabel, atau gagal.",
            "Only those that are seen, audited, scans, without a table, or failed.",
        ),
    )
    conflicts = click.Option(
        ["--conflicts"],
        is_flag=True,
        help=lang.say(
            "Tampilkan apa yang dinyatakan berbeda oleh laporan, nama berkas, folder, dan manifes.",
            "Show what report, file name, folder and manifest say differently.",
        ),
    )
    quarantine = click.Option(
        ["--quarantine"],
        is_flag=True,
        help=lang.say(
            "Tampilkan yang tidak dapat dibaca, beserta sebabnya.",
            "Show what could not be read, and why.",
        ),
    )

    def ask(conflicts: bool, quarantine: bool) -> Question:
        from lkj_audit.archive.queries.document_queries import (
            list_conflicts,
            list_documents,
            list_quarantine,
        )

        if quarantine:
            return lambda archive, _: list_quarantine(archive, lang is Lang.EN)
        return list_conflicts if conflicts else list_documents

    help = lang.say("Daftar dokumen dalam arsip.", "List the documents of an archive.")
    return question(lang, "list", ask, [status, conflicts, quarantine], help)


def show_command(lang: Lang) -> Command:
    """Return `lkj archive show`."""
    named = click.Argument(["named"], metavar="WHICH")
    return Command(
        "show",
        lang,
        told(lang, partial(show, lang)),
        [named, *database_options(lang)],
        help=lang.say(
            "Tampilkan satu dokumen: asal, revisi, tabel, dan temuannya. WHICH berupa nomor, "
            "awal SHA-256, atau bagian "
            "nama berkas.",
            "Show one document: origin, revisions, tables and findings. WHICH is a number, "
            "the beginning of a SHA-256, "
            "or a part of a path.",
        ),
    )


def show(lang: Lang, named: str, url: str, allow_network_share: bool) -> int:
    """Show a document."""
    from lkj_audit.archive.queries.document_view import dossier, the_document
    from lkj_audit.cli.terminal_width import terminal_width

    archive = opened(url, allow_network_share)
    document = the_document(archive, named, lang)
    click.echo(dossier(archive, document, lang, terminal_width().width), nl=False)
    return ExitCode.AUDITED


def search_command(lang: Lang) -> Command:
    """Return `lkj archive search`."""
    words = click.Argument(["words"], nargs=-1, required=True, metavar="WORD...")
    among = click.Option(
        ["--in", "subjects"],
        multiple=True,
        type=click.Choice(SUBJECTS),
        help=lang.say(
            "Hanya di judul tabel, indikator, program, atau teks; boleh diulang.",
            "Only in captions, indicators, programs or running text; may be repeated.",
        ),
    )
    limit = click.Option(
        ["--limit"],
        type=click.IntRange(min=1),
        default=20,
        metavar="N",
        help=lang.say("Hasil paling banyak; baku 20.", "The most results; 20 by default."),
    )

    def ask(words: Sequence[str], subjects: Sequence[str], limit: int) -> Question:
        from lkj_audit.archive.queries.document_queries import search

        # a word with blanks in it was put in quotation marks: a phrase
        text = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
        return lambda archive, wanted: search(archive, text, subjects, wanted, limit)

    help = lang.say(
        "Cari kata di judul tabel, indikator, program, dan teks; semua kata harus ada.",
        "Search captions, indicators, programs and running text; all words must be there.",
    )
    return question(lang, "search", ask, [words, among, limit], help)


def trend_command(lang: Lang) -> Command:
    """Return `lkj archive trend`."""
    words = click.Argument(["words"], nargs=-1, required=True, metavar="WORD...")

    def ask(words: Sequence[str]) -> Question:
        from lkj_audit.archive.queries.rankings import trend

        return lambda archive, wanted: trend(archive, " ".join(words), wanted)

    help = lang.say(
        "Target, realisasi, dan capaian suatu indikator, atau pagu dan serapan suatu "
        "program, dari masa ke masa.",
        "Target, realisation and achievement of an indicator, or pagu and spending of a "
        "program, over periods.",
    )
    return question(lang, "trend", ask, [words], help)


def findings_command(lang: Lang) -> Command:
    """Return `lkj archive findings`."""
    across = click.Option(
        ["--across"],
        is_flag=True,
        help=lang.say(
            "Tampilkan setiap temuan antardokumen: kedua dokumen, halaman, dan selnya.",
            "Show each finding across documents: both documents, pages and cells.",
        ),
    )

    def ask(across: bool) -> Question:
        from lkj_audit.archive.queries.rankings import findings_across, offices_by_findings

        return findings_across if across else offices_by_findings

    help = lang.say(
        "Organisasi menurut beratnya temuan.", "Offices by the weight of their findings."
    )
    return question(lang, "findings", ask, [across], help)


def rules_command(lang: Lang) -> Command:
    """Return `lkj archive rules`."""
    rule = click.Option(
        ["--rule"], metavar="ID", help=lang.say("Hanya aturan ini.", "Only this rule.")
    )
    least = click.Option(
        ["--least"],
        type=click.IntRange(min=1),
        default=2,
        metavar="N",
        help=lang.say(
            "Dalam sedikitnya N dokumen; baku 2.", "In at least N documents; 2 by default."
        ),
    )

    def ask(rule: str | None, least: int) -> Question:
        from lkj_audit.archive.queries.rankings import repeated_findings

        if rule is not None:
            explained(lang, rule)  # or why there is no such rule
        return lambda archive, wanted: repeated_findings(archive, wanted, rule, least)

    help = lang.say(
        "Temuan yang berulang: aturan yang dilanggar organisasi yang sama dari masa ke masa.",
        "Findings that recur: rules that reports of an office break again and again.",
    )
    return question(lang, "rules", ask, [rule, least], help)


def matches_command(lang: Lang) -> Command:
    """Return `lkj archive matches`."""
    decided = click.Option(
        ["--decided"],
        is_flag=True,
        help=lang.say("Tampilkan yang sudah diputuskan.", "Show those that have been decided."),
    )
    kind = click.Option(
        ["--kind"],
        type=click.Choice(MATCH_KINDS),
        help=lang.say(
            "Hanya perangkat daerah, indikator, atau baris anggaran.",
            "Only offices, indicators or budget lines.",
        ),
    )

    def run(
        url: str,
        allow_network_share: bool,
        decided: bool,
        kind: str | None,
        json_target: str | None,
    ) -> int:
        from lkj_audit.archive.comparisons.matches import list_matches

        found = list_matches(opened(url, allow_network_share), decided=decided, kind=kind)
        answer(found, json_target, lang)
        return ExitCode.AUDITED

    help = lang.say(
        "Nama yang mirip dan belum dibandingkan, untuk diputuskan dengan lkj archive match.",
        "Names that are alike and are not compared yet, to be decided with lkj archive match.",
    )
    options = [decided, kind, json_option(lang), *database_options(lang)]
    return Command("matches", lang, told(lang, run), options, help=help)


def match_command(lang: Lang) -> Command:
    """Return `lkj archive match`."""
    numbers = click.Argument(["numbers"], nargs=-1, required=True, type=int, metavar="NO...")
    yes = click.Option(
        ["--yes", "decision"],
        flag_value="same",
        help=lang.say("Keduanya sama: bandingkan.", "Both are the same: compare them."),
    )
    no = click.Option(
        ["--no", "decision"],
        flag_value="different",
        help=lang.say(
            "Keduanya berbeda: jangan ditanyakan lagi.", "They are different: do not ask again."
        ),
    )
    back = click.Option(
        ["--undecided", "decision"],
        flag_value="undecided",
        help=lang.say("Tarik kembali putusan.", "Take a decision back."),
    )
    person = click.Option(
        ["--by", "person"],
        metavar="NAME",
        help=lang.say(
            "Siapa yang memutuskan; baku nama pengguna.",
            "Who decides; by default the name of the user.",
        ),
    )
    return Command(
        "match",
        lang,
        told(lang, partial(decide_matches, lang)),
        [numbers, yes, no, back, person, *database_options(lang)],
        help=lang.say(
            "Putuskan kemiripan dari lkj archive matches; putusan dicatat dan dipakai pada "
            "pembandingan berikutnya.",
            "Decide matches of lkj archive matches; a decision is recorded, and used when "
            "reports are compared next.",
        ),
    )


def decide_matches(
    lang: Lang,
    numbers: Sequence[int],
    decision: str | None,
    person: str | None,
    url: str,
    allow_network_share: bool,
) -> int:
    """Record decisions on matches."""
    import os

    from lkj_audit.archive.comparisons.matches import Decision, decide, unknown_matches
    from lkj_audit.archive.comparisons.people import person_name
    from lkj_audit.presentation.provenance import time_of_audit

    if decision is None:
        raise click.UsageError(
            lang.say("pilih --yes, --no, atau --undecided.", "choose --yes, --no or --undecided.")
        )
    opened(url, allow_network_share)  # which is not made where there is none
    archive = opened(url, allow_network_share, writes=True)
    taken = None if decision == "undecided" else Decision(decision)
    name, now = person_name(person), f"{time_of_audit(os.environ):%Y-%m-%dT%H:%M:%SZ}"
    # all or nothing: what is recorded takes the place of an earlier decision
    if unknown := unknown_matches(archive, numbers):
        number = unknown[0]
        raise click.UsageError(
            lang.say(f"tidak ada kemiripan nomor {number}.", f"there is no match {number}.")
        )
    for number in numbers:
        count = lang.number(decide(archive, number, taken, name, now) or 0)
        click.echo(
            lang.say(
                f"{number}: dicatat; {count} laporan dibandingkan lagi dengan lkj ingest "
                "--only cross-check.",
                f"{number}: recorded; lkj ingest --only cross-check compares {count} reports "
                "again.",
            )
        )
    return ExitCode.AUDITED
