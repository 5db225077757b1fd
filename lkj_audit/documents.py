"""Which documents a call names, and how each is worked on without one stopping the others."""

import gc
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import click

from extract.errors import BrokenDocument
from extract.limits import Limits
from lkj_audit.exit_codes import ExitCode
from lkj_audit.language import Lang
from lkj_audit.patience import Patience


class EmptyFolder(BrokenDocument):
    """A folder without a PDF in it."""

    exit_code = ExitCode.USAGE
    says = ("Folder ini tidak berisi PDF.", "There is no PDF in this folder.")


class OutOfMemory(BrokenDocument):
    """What was read of a document is more than memory holds."""

    says = ("Memori tidak cukup untuk memeriksa dokumen ini.", "There is not enough memory to audit this document.")
    advises = ("Pisahkan laporan dari lampirannya.", "Separate the report from its annexes.")


def documents(paths: Sequence[Path], made: Callable[[Path], bool] = lambda _: False) -> list[Path]:
    """Return each file as named, and for a folder every PDF in it and in its subfolders; an empty one as itself.

    What is `made` by this program is no document of a folder.
    """
    return list(dict.fromkeys(_documents(paths, made)))


def _documents(paths: Sequence[Path], made: Callable[[Path], bool]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = (file for file in path.rglob("*") if _is_report(file, path) and not made(file))
            yield from sorted(found) or [path]
        else:
            yield path


def _is_report(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() == ".pdf" and not hidden and path.is_file()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: an exit code, what to print, what to complain of, and its line of JSON, if any."""

    code: int
    text: str = ""
    complaint: str = ""
    line: bytes = b""


class Apart(NamedTuple):
    """How many documents are worked on at a time, each in a process of its own, what it may take, and what it loads."""

    jobs: int
    limits: Limits
    modules: tuple[str, ...] = ()


def apart_of(jobs: int | None, limits: Limits, modules: tuple[str, ...] = ()) -> Apart | None:
    """Return that each document has a process of its own; nothing where that is neither cheap nor asked for.

    Unless told, so many documents are worked on at a time as there are processors.
    """
    return Apart(jobs or os.cpu_count() or 1, limits, modules) if jobs or hasattr(os, "fork") else None


Progress = Callable[[int, int], None]
Step = Callable[[Path, Progress], Outcome]


def each_document(
    files: Sequence[Path],
    lang: Lang,
    *steps: Step,
    receive: "Callable[[Path, Outcome], None] | None" = None,
    apart: Apart | None = None,
) -> int:
    """Take the steps on every document, whatever becomes of the others, and return the highest exit code.

    `receive` takes the outcomes, in the order of the documents; unless told they are printed. With `apart` each
    document has a process of its own.
    """
    take, codes = receive or tell, [ExitCode.AUDITED.value]
    with Patience(len(files), lang) as patience:
        for path, outcome in (
            _apart(files, lang, steps, apart, patience) if apart else here(files, lang, steps, patience)
        ):
            codes.append(outcome.code)
            with patience.out_of_the_way():
                take(path, outcome)
    return max(codes)


def here(
    files: Sequence[Path], lang: Lang, steps: Sequence[Step], patience: Patience
) -> Iterator[tuple[Path, Outcome]]:
    """Yield the outcomes of one document after the other, worked on in this process."""
    for path in files:
        patience.turns_to(path.name)
        for outcome in outcomes(path, lang, steps, patience.reads):
            yield path, outcome
        if path is not files[-1]:
            gc.collect()


def _apart(
    files: Sequence[Path], lang: Lang, steps: Sequence[Step], apart: Apart, patience: Patience
) -> Iterator[tuple[Path, Outcome]]:
    from lkj_audit.jobs import Jobs

    return Jobs(steps, apart, lang, patience).results(files)


def outcomes(path: Path, lang: Lang, steps: Sequence[Step], progress: Progress) -> Iterator[Outcome]:
    """Yield the outcome of each step on one document, up to the one that finds that it cannot be opened."""
    for step in steps:
        outcome = attempt(path, lang, step, progress)
        yield outcome
        if outcome.code == ExitCode.UNOPENABLE:
            return


def attempt(path: Path, lang: Lang, step: Step, progress: Progress) -> Outcome:
    """Take one step on one document; what ends it becomes one sentence and an exit code."""
    try:
        if path.is_dir():
            raise EmptyFolder
        return step(path, progress)
    except BrokenDocument as error:
        return broken(error, lang)
    except MemoryError:
        return broken(OutOfMemory(), lang)
    except click.ClickException:
        raise
    except Exception as error:
        if os.environ.get("LKJ_DEBUG"):
            traceback.print_exc()
        return Outcome(ExitCode.UNOPENABLE, complaint=_unforeseen(error, lang))


def broken(error: BrokenDocument, lang: Lang) -> Outcome:
    """Return what became of a document that cannot be read."""
    return Outcome(error.exit_code, complaint=f"{error.text(lang)} {error.advice(lang)}".rstrip())


def tell(path: Path, outcome: Outcome) -> None:
    """Print the text on stdout and the complaint on stderr."""
    if outcome.text:
        click.echo(outcome.text, nl=False)
    if outcome.complaint:
        click.echo(f"{name(path)}: {outcome.complaint}", err=True)


def name(path: Path) -> str:
    """Return the path as it can be printed, whatever bytes are in it."""
    return click.format_filename(path)


def fault(error: Exception) -> str:
    """Return what failed, and where in the program."""
    spot = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(spot.filename).name}:{spot.lineno}"


def _unforeseen(error: Exception, lang: Lang) -> str:
    where = fault(error)
    return lang.say(
        f"Dokumen ini tidak dapat diperiksa karena kesalahan program ({where}). Mohon laporkan beserta berkasnya.",
        f"The document cannot be examined because of a fault in the program ({where}). Please report it with the file.",
    )
