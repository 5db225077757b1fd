"""`lkj profile`: the settings of a region, begun from a template and checked."""

from functools import partial
from pathlib import Path

import click

from lkj_audit.cli.options.common_options import read_profile_file
from lkj_audit.cli.usage import Command, CommandGroup
from lkj_audit.exit_codes import ExitCode
from lkj_audit.output_files import write_new_file
from lkj_audit.presentation.language import Lang

USUAL_NAME = "profile.toml"


def command(lang: Lang) -> CommandGroup:
    """Return `lkj profile` with its commands."""
    init = Command(
        "init",
        lang,
        partial(write_template, lang),
        [_file()],
        help=lang.say(
            f"Tulis contoh profil yang menjelaskan setiap kunci; baku {USUAL_NAME}.",
            f"Write a sample profile that explains every key; default: {USUAL_NAME}.",
        ),
    )
    check = Command(
        "check",
        lang,
        partial(show_settings, lang),
        [_file()],
        help=lang.say(
            "Periksa profil dan tampilkan apa yang diaturnya; kode keluar 2 bila ada yang salah.",
            "Check a profile and show what it sets; exit code 2 when something is wrong with it.",
        ),
    )
    return CommandGroup(
        lang,
        [init, check],
        [],
        name="profile",
        help=lang.say(
            "Profil daerah: rumus, batas, skala, pembulatan, tenggat, dan aturan yang "
            "dimatikan atau diubah bobotnya.",
            "The profile of a region: formulas, caps, scale, rounding, deadlines, and rules "
            "that are off or regraded.",
        ),
        epilog=lang.say(
            "Contoh: lkj profile init, lalu lkj audit laporan.pdf --profile profile.toml",
            "Example: lkj profile init, then lkj audit report.pdf --profile profile.toml",
        ),
    )


def write_template(lang: Lang, file: Path) -> int:
    """Write the template where no file is yet."""
    from validate.profile.profile_file import template

    write_new_file(file, template(lang is Lang.EN).encode(), lang)
    click.echo(
        lang.say(
            f"{file} ditulis. Sunting, lalu: lkj profile check {file}",
            f"{file} written. Edit it, then: lkj profile check {file}",
        )
    )
    return ExitCode.AUDITED


def show_settings(lang: Lang, file: Path) -> int:
    """Show every setting of a profile."""
    from lkj_audit.cli.profile_text import settings_text

    click.echo(settings_text(read_profile_file(file, lang), lang))
    return ExitCode.AUDITED


def _file() -> click.Argument:
    return click.Argument(
        ["file"],
        required=False,
        default=USUAL_NAME,
        type=click.Path(path_type=Path),
        metavar="FILE",
    )
