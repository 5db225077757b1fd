"""Where results are written, and that they can be, before the work begins."""

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Self

import click

from lkj_audit.documents import documents
from lkj_audit.outputs.atomic_files import Replacement, sweep
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name

STDOUT = "-"


class JsonLines:
    """A file (or stdout) that takes one line a document.

    The lines are written to a temporary file, which takes the place of an older file once all are
    there, and where there is at least one. What is no file, as a pipe, takes them at once.
    """

    def __init__(self, target: str, sources: Sequence[Path], lang: Lang):
        self.target = target
        self.lang = lang
        self.lines = 0
        self.failed = False
        if os.path.lexists(target) and any(
            source.exists() and source.samefile(target) for source in sources
        ):
            raise unwritable(
                target,
                lang.say("itu dokumen yang diperiksa", "it is the document to be read"),
                lang,
            )
        self.replacement: Replacement | None = None
        self.stream = self._open()

    def _open(self) -> IO[bytes]:
        if self.to_stdout:
            return sys.stdout.buffer
        path = Path(self.target)
        try:
            if path.exists() and not path.is_file():
                return path.open("wb")
            if path.exists() and not os.access(path, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            sweep([path.parent])
            self.replacement = Replacement(path)
            return self.replacement.path.open("wb")
        except OSError as error:
            self._discard()
            raise unwritable(self.target, why_not(error, self.lang), self.lang) from error

    @property
    def to_stdout(self) -> bool:
        """Whether stdout takes the lines, so that nothing else may be printed there."""
        return self.target == STDOUT

    @property
    def whereabouts(self) -> str:
        """A line that says where the file lies; empty for stdout."""
        return whereabouts(self.target, self.lang)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        if self.to_stdout:
            return
        try:
            self.stream.close()
            if self.replacement and self.lines and not failed and not self.failed:
                self.replacement.commit()
        except OSError as error:
            raise unwritable(self.target, why_not(error, self.lang), self.lang) from error
        finally:
            self._discard()

    def write(self, line: bytes) -> None:
        """Write the line of one document; where that fails, the older file stays."""
        try:
            self.stream.write(line)
            self.stream.flush()
        except OSError as error:
            self.failed = True
            raise unwritable(self.target, why_not(error, self.lang), self.lang) from error
        self.lines += 1

    def _discard(self) -> None:
        if self.replacement:
            self.replacement.discard()


def whereabouts(target: str | None, lang: Lang) -> str:
    """Return a line that says where the file lies; nothing for stdout, and where there is none."""
    if target is None or target == STDOUT:
        return ""
    return lang.say("Rincian (JSON): ", "Details (JSON): ") + f"{shown_name(target)}\n"


def why_not(error: OSError, lang: Lang) -> str:
    """Return why something cannot be written, as far as a person can do something about it."""
    from lkj_audit.presentation.coverage.unread_reasons import REASONS

    reason = REASONS.get(error.errno or 0)
    return lang.say(*reason) if reason else error.strerror or str(error)


def write_new_file(path: Path, content: bytes, lang: Lang) -> None:
    """Write a file where none is yet, or raise the usage error that says why it cannot be."""
    try:
        with path.open("xb") as target:
            target.write(content)
    except FileExistsError as error:
        raise click.UsageError(
            lang.say(
                f"{path} sudah ada; beri nama lain.",
                f"{path} is there already; choose another name.",
            )
        ) from error
    except OSError as error:
        raise unwritable(path, why_not(error, lang), lang) from error


def unwritable(target: str | Path, reason: str, lang: Lang) -> click.UsageError:
    """Return the error that says what cannot be written, and why."""
    name = shown_name(target)
    return click.UsageError(
        lang.say(f"tidak dapat menulis ke {name}: {reason}", f"cannot write to {name}: {reason}")
    )


def json_lines(
    target: str | None, paths: Sequence[Path], lang: Lang
) -> AbstractContextManager[JsonLines | None]:
    """Return the opened output, or nothing where no JSON was asked for."""
    return nullcontext() if target is None else JsonLines(target, documents(paths), lang)


def picture_folder(json_target: str | None) -> Path:
    """Return where pictures are written: beside the JSON, else in the working directory."""
    return Path() if json_target is None or json_target == STDOUT else Path(json_target).parent
