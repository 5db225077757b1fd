"""`lkj compare`: what became of the entries of a report in a corrected version of it."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lkj_audit.cli.usage import Command
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lkj_audit.comparing.versions import Json
    from lkj_audit.documents import DocumentOutcome

# what a JSON of an audit may take at the most, in bytes
LARGEST = 512 << 20


def command(lang: Lang) -> Command:
    """Return `lkj compare`."""
    return Command(
        "compare",
        lang,
        partial(compare, lang),
        [
            click.Argument(["old"], type=click.Path(path_type=Path), metavar="OLD"),
            click.Argument(["new"], type=click.Path(path_type=Path), metavar="NEW"),
            click.Option(
                ["--html"],
                metavar="FILE",
                type=click.Path(path_type=Path, dir_okay=False),
                help=lang.say(
                    "Tulis juga sebagai halaman HTML.", "Write it as a page of HTML as well."
                ),
            ),
            click.Option(
                ["--docx"],
                metavar="FILE",
                type=click.Path(path_type=Path, dir_okay=False),
                help=lang.say(
                    "Tulis juga sebagai dokumen Word.", "Write it as a Word document as well."
                ),
            ),
            click.Option(
                ["--force"],
                is_flag=True,
                help=lang.say("Timpa FILE yang sudah ada.", "Overwrite a FILE that exists."),
            ),
        ],
        help=lang.say(
            "Bandingkan dua hasil pemeriksaan: yang sudah tidak ada, masih ada, baru, dan "
            "perubahan lain. OLD dan NEW "
            "adalah audit.json, folder keluaran, atau PDF.",
            "Compare two audits: what is closed, still there, new, and what else changed. "
            "OLD and NEW are an "
            "audit.json, a folder of outputs, or a PDF.",
        ),
    )


def compare(
    lang: Lang, old: Path, new: Path, html: Path | None, docx: Path | None, force: bool
) -> int:
    """Print the comparison, and write it on request; return the documented exit code."""
    from lkj_audit.output_files import unwritable, why_not

    for target in filter(None, (html, docx)):
        if target.exists() and not force:
            name = shown_name(target)
            raise click.UsageError(
                lang.say(
                    f"{name} sudah ada; pilih nama lain, atau --force untuk menimpanya.",
                    f"{name} exists already; choose another name, or --force to overwrite it.",
                )
            )
    before, after = (_audit_of(lang, path) for path in (old, new))
    if isinstance(before, int) or isinstance(after, int):
        return max(code for code in (before, after) if isinstance(code, int))
    from lkj_audit.comparing import telling
    from lkj_audit.comparing.versions import compared
    from lkj_audit.outputs.atomic_files import replacing

    comparison = compared(before, after, lang)
    click.echo(telling.text(comparison, lang), nl=False)
    try:
        if html is not None:
            with replacing(html) as path:
                path.write_text(telling.html(comparison, lang), "utf-8")
        if docx is not None:
            with replacing(docx) as path:
                telling.write_docx(comparison, lang, path)
    except OSError as error:
        raise unwritable(html or docx or "", why_not(error, lang), lang) from error
    return ExitCode.AUDITED


def _audit_of(lang: Lang, path: Path) -> "Json | int":
    """Return the audit that a file holds, a PDF audited now, or the exit code where it cannot be
    audited.
    """
    from lkj_audit.comparing.versions import read_audit
    from lkj_audit.decisions.reviewed import NoAudit

    source = path / "audit.json" if path.is_dir() else path
    name = shown_name(source)
    try:
        with source.open("rb") as file:
            data = file.read(LARGEST)
    except OSError as error:
        from lkj_audit.output_files import why_not

        reason = why_not(error, lang)
        raise click.UsageError(
            lang.say(f"{name} tidak dapat dibaca: {reason}", f"{name} cannot be read: {reason}")
        ) from error
    if b"%PDF-" in data[:1024]:
        return _audited_now(lang, source)
    try:
        return read_audit(data)
    except NoAudit as error:
        raise click.UsageError(
            lang.say(
                f"{name} bukan PDF dan bukan hasil pemeriksaan satu dokumen (audit.json).",
                f"{name} is no PDF and no audit of one document (audit.json).",
            )
        ) from error


def _audited_now(lang: Lang, pdf: Path) -> "Json | int":
    """Return the audit of a PDF, made in a sandbox; the exit code where it cannot be audited, which
    is reported.
    """
    from dataclasses import replace

    from extract.limits import LIMITS
    from lkj_audit.cli.commands.audit import AUDIT, AuditRequest
    from lkj_audit.cli.options.common_options import NOTHING_SAID
    from lkj_audit.cli.terminal_width import TerminalWidth
    from lkj_audit.comparing.versions import read_audit
    from lkj_audit.documents import DocumentWork, each_document, tell
    from lkj_audit.output_files import STDOUT
    from lkj_audit.presentation.provenance import time_of_audit

    request = AuditRequest(
        Path(),
        lang,
        os.fsencode(STDOUT),
        None,
        False,
        b"",
        NOTHING_SAID,
        False,
        LIMITS,
        None,
        TerminalWidth(100, False),
        (),
        time_of_audit(os.environ),
        quiet=True,
    )
    lines: list[bytes] = []

    def receive(path: Path, outcomes: "Sequence[DocumentOutcome]") -> None:
        for item in outcomes:
            tell(path, replace(item, text=""))
            lines.append(item.line)

    work = DocumentWork(AUDIT, lambda path: replace(request, path=path), LIMITS)
    code = each_document([pdf], work, lang, receive)
    line = next(filter(None, lines), b"")
    return read_audit(line) if line else int(code or ExitCode.UNOPENABLE)
