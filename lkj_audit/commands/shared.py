"""The arguments that several commands take."""

from pathlib import Path

import click

from lkj_audit.language import Lang


def paths_argument() -> click.Argument:
    """Return PATH...: files or folders; whether they exist is found out when they are opened."""
    return click.Argument(["paths"], nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")


def json_option(lang: Lang) -> click.Option:
    """Return `--json OUT`."""
    return click.Option(
        ["--json", "json_target"],
        metavar="OUT",
        type=click.Path(allow_dash=True),
        help=lang.say(
            "Tulis hasil sebagai JSON, satu baris per dokumen; - berarti stdout.",
            "Write the result as JSON, one line a document; - is stdout.",
        ),
    )


def show_nip_option(lang: Lang) -> click.Option:
    """Return `--show-nip`."""
    return click.Option(
        ["--show-nip"],
        is_flag=True,
        help=lang.say("Tampilkan NIP; tanpa ini NIP disamarkan.", "Show NIPs, which are masked otherwise."),
    )
