"""Where results are written, and that they can be, before the work begins."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import IO, Self

import click

from lkj_audit.documents import documents
from lkj_audit.language import Lang

STDOUT = "-"


class JsonLines:
    """A file (or stdout) that takes one line a document; an older file is replaced once there is a first line."""

    def __init__(self, target: str, sources: Sequence[Path], lang: Lang):
        self.target = target
        self.lang = lang
        self.lines = 0
        self.existed = os.path.lexists(target)
        self.resources = ExitStack()
        if self.existed and any(source.exists() and source.samefile(target) for source in sources):
            raise unwritable(target, lang.say("itu dokumen yang diperiksa", "it is the document to be read"), lang)
        self.stream = self._open()

    def _open(self) -> IO[bytes]:
        if self.to_stdout:
            return sys.stdout.buffer
        try:
            return self.resources.enter_context(open(self.target, "ab"))
        except OSError as error:
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

    def __exit__(self, *_: object) -> None:
        self.resources.close()
        if not self.lines and not self.existed and not self.to_stdout:
            Path(self.target).unlink()

    def write(self, line: bytes) -> None:
        """Write the line of one document."""
        try:
            if not self.lines and Path(self.target).is_file():
                self.stream.truncate(0)
            self.stream.write(line)
            self.stream.flush()
        except OSError as error:
            raise unwritable(self.target, why_not(error, self.lang), self.lang) from error
        self.lines += 1


def whereabouts(target: str | None, lang: Lang) -> str:
    """Return a line that says where the file lies; nothing for stdout, and where there is none."""
    return "" if target in {None, STDOUT} else lang.say("Rincian (JSON): ", "Details (JSON): ") + f"{target}\n"


def why_not(error: OSError, lang: Lang) -> str:
    """Return why something cannot be written, as far as a person can do something about it."""
    from lkj_audit.reasons import REASONS

    reason = REASONS.get(error.errno or 0)
    return lang.say(*reason) if reason else error.strerror or str(error)


def unwritable(target: str | Path, reason: str, lang: Lang) -> click.UsageError:
    """Return the error that says what cannot be written, and why."""
    return click.UsageError(
        lang.say(f"tidak dapat menulis ke {target}: {reason}", f"cannot write to {target}: {reason}")
    )


def json_lines(target: str | None, paths: Sequence[Path], lang: Lang) -> AbstractContextManager[JsonLines | None]:
    """Return the opened output, or nothing where no JSON was asked for."""
    return nullcontext() if target is None else JsonLines(target, documents(paths), lang)


def picture_folder(json_target: str | None) -> Path:
    """Return where pictures are written: beside the JSON, else in the working directory."""
    return Path() if json_target is None or json_target == STDOUT else Path(json_target).parent
