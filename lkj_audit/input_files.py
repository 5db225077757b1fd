"""Text files that a user names: read, or refused with everything that is wrong with them."""

import csv
from collections.abc import Iterable
from pathlib import Path

import click

from lkj_audit.output_files import why_not
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from validate.findings import Message


def read_text_file(path: Path, kind: Message, lang: Lang) -> str:
    """Return the text of a file in UTF-8, or raise the usage error that says why it cannot be read;
    `kind` is what the file is to the user, as "profil" and "profile".
    """
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        reason = lang.say(
            f"{kind.id} {shown_name(path)} tidak ditemukan",
            f"there is no {kind.en} {shown_name(path)}",
        )
        raise click.UsageError(reason) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = (
            why_not(error, lang)
            if isinstance(error, OSError)
            else lang.say("bukan teks UTF-8", "it is not UTF-8 text")
        )
        message = lang.say(
            f"{kind.id} {shown_name(path)} tidak dapat dibaca: {reason}",
            f"cannot read the {kind.en} {shown_name(path)}: {reason}",
        )
        raise click.UsageError(message) from error


def unusable_file(
    path: Path, kind: Message, faults: Iterable[Message], lang: Lang
) -> click.UsageError:
    """Return the error that lists everything that is wrong with the content of a file."""
    listed = "".join(f"\n  {lang.say(*fault)}" for fault in faults)
    return click.UsageError(
        lang.say(
            f"{kind.id} {shown_name(path)} tidak dapat dipakai:{listed}",
            f"the {kind.en} {shown_name(path)} cannot be used:{listed}",
        )
    )


def csv_rows(text: str) -> list[list[str]]:
    """Return the rows of a CSV text; its first line states what separates columns: semicolons,
    commas or tabs.
    """
    lines = text.splitlines()
    separator = max(";,\t", key=(lines[0] if lines else "").count)
    return list(csv.reader(lines, delimiter=separator))
