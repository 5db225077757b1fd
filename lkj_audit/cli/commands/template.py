"""`lkj template`: the template of the review note, for an office to put its kop surat and
signatories into.
"""

from functools import partial
from pathlib import Path

import click

from lkj_audit.cli.usage import Command
from lkj_audit.exit_codes import ExitCode
from lkj_audit.output_files import write_new_file
from lkj_audit.presentation.language import Lang

USUAL_NAME = "templat-catatan.docx"


def command(lang: Lang) -> Command:
    """Return `lkj template`."""
    file = click.Argument(
        ["file"],
        required=False,
        default=USUAL_NAME,
        type=click.Path(path_type=Path),
        metavar="FILE",
    )
    return Command(
        "template",
        lang,
        partial(write_template, lang),
        [file],
        help=lang.say(
            f"Tulis templat catatan hasil reviu untuk disunting dengan Word; baku {USUAL_NAME}.",
            "Write the template of the review note, to be edited with Word; default: "
            f"{USUAL_NAME}.",
        ),
    )


def write_template(lang: Lang, file: Path) -> int:
    """Write the template where no file is yet."""
    from lkj_audit.outputs.docx.note_template import default_template

    write_new_file(file, default_template(lang), lang)
    click.echo(
        lang.say(
            f"{file} ditulis. Sunting, lalu: lkj audit laporan.pdf --out hasil "
            f"--note-template {file}",
            f"{file} written. Edit it, then: lkj audit report.pdf --out results "
            f"--note-template {file}",
        )
    )
    return ExitCode.AUDITED
