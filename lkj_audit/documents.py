"""Which documents a call names, and how each is worked on without one stopping the others."""

import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import click

from extract.errors import DocumentError
from extract.limits import Limits
from extract.sandbox.tasks import Task
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from lkj_audit.progress import ProgressReporter
from normalize.text.masking import Mask, masked


class EmptyFolder(DocumentError):
    """A folder without a PDF in it."""

    exit_code = ExitCode.USAGE
    says = ("Folder ini tidak berisi PDF.", "There is no PDF in this folder.")


class OutOfMemory(DocumentError):
    """What was read of a document is more than memory holds."""

    says = (
        "Memori tidak cukup untuk memeriksa dokumen ini.",
        "There is not enough memory to audit this document.",
    )
    advises = ("Pisahkan laporan dari lampirannya.", "Separate the report from its annexes.")


def documents(paths: Sequence[Path], made: Callable[[Path], bool] = lambda _: False) -> list[Path]:
    """Return each file as named, and for a folder every PDF in it and in its subfolders; an empty
    one as itself.

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


# what an office also submits, and cannot be read before it is saved as PDF
_WORD_SUFFIXES = frozenset({".docx", ".doc", ".odt", ".rtf"})
_MOST_NAMED = 5


def word_files(paths: Sequence[Path], made: Callable[[Path], bool] = lambda _: False) -> list[Path]:
    """Return the Word documents in the folders of a call, which are not audited, but what is `made`
    by this program.
    """
    return [
        file
        for folder in paths
        if folder.is_dir()
        for file in sorted(folder.rglob("*"))
        if file.suffix.lower() in _WORD_SUFFIXES
        and not file.name.startswith((".", "~"))
        and not made(file)
    ]


def not_audited(files: Sequence[Path], lang: Lang, mask: Mask = masked) -> str:
    """Return a line that names Word documents and says what to do with them; empty where there are
    none.
    """
    if not files:
        return ""
    named = ", ".join(shown_name(file, mask) for file in files[:_MOST_NAMED])
    more = f", … ({len(files)})" if len(files) > _MOST_NAMED else ""
    return lang.say(
        f"Tidak diperiksa karena bukan PDF: {named}{more}. Simpan dahulu sebagai PDF.",
        f"Not audited, being no PDF: {named}{more}. Save as PDF first.",
    )


def _is_report(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() == ".pdf" and not hidden and path.is_file()


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of one document: an exit code, what to print, what to complain of, and its line
    of JSON, if any.

    `groups` is how many matters there are in each group. `report` is what a report for CI says of
    it, encoded; `entry` is what a list of documents states about one that was `audited`, encoded;
    `failed` are the outputs that could not be made.
    """

    code: int
    text: str = ""
    complaint: str = ""
    line: bytes = b""
    audited: bool = False
    entry: bytes = b""
    failed: tuple[str, ...] = ()
    report: bytes = b""
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentOutcomes:
    """What became of each step taken on a document, or why nothing can be done with any
    document.
    """

    outcomes: tuple[DocumentOutcome, ...] = ()
    usage_error: str | None = None


Progress = Callable[[int, int], None]
Step = Callable[[Path, Progress], DocumentOutcome]
Receiver = Callable[[Path, Sequence[DocumentOutcome]], None]
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class DocumentWork(Generic[A]):
    """What is done with each document of a call: a task for a sandbox and its arguments.

    `modules` are loaded once where there are several documents. `again` returns the
    request for a second process where one crashed (`WorkerPool`).
    """

    task: Task[A, float, DocumentOutcomes]
    request: Callable[[Path], A]
    limits: Limits
    modules: tuple[str, ...] = ()
    again: Callable[[A], A | None] | None = None


def each_document(
    files: Sequence[Path],
    work: DocumentWork[A],
    lang: Lang,
    receiver: Receiver,
    workers: int | None = None,
) -> int:
    """Work on every document, whatever becomes of the others, and return the highest exit code.

    The receiver takes the outcomes in the order of the documents. By default as many documents are
    worked on at a time as there are processors.
    """
    from lkj_audit.document_tasks import outcomes_in_order

    highest = ExitCode.AUDITED.value
    with ProgressReporter(len(files), lang) as reporter:
        for path, found in outcomes_in_order(
            files, work, lang, workers or os.cpu_count() or 1, reporter
        ):
            highest = max(highest, *(outcome.code for outcome in found))
            with reporter.out_of_the_way():
                receiver(path, found)
    return highest


def steps_taken(
    path: Path, lang: Lang, steps: Sequence[Step], send: Callable[[float], None]
) -> DocumentOutcomes:
    """Take the steps on one document, in this process, and return what became of it; `send` takes
    how far it is.
    """

    def progress(page: int, pages: int) -> None:
        send(page / pages)

    try:
        return DocumentOutcomes(tuple(outcomes(path, lang, steps, progress)))
    except click.UsageError as error:
        return DocumentOutcomes(usage_error=error.message)


def outcomes(
    path: Path, lang: Lang, steps: Sequence[Step], progress: Progress
) -> Iterator[DocumentOutcome]:
    """Yield the outcome of each step on one document, up to the one that finds that it cannot be
    opened.
    """
    for step in steps:
        outcome = attempt(path, lang, step, progress)
        yield outcome
        if outcome.code in {ExitCode.UNOPENABLE, ExitCode.USAGE}:
            return


def attempt(path: Path, lang: Lang, step: Step, progress: Progress) -> DocumentOutcome:
    """Take one step on one document; what ends it becomes one sentence and an exit code."""
    try:
        if path.is_dir():
            raise EmptyFolder
        return step(path, progress)
    except DocumentError as error:
        return failed_outcome(error, lang)
    except MemoryError:
        return failed_outcome(OutOfMemory(), lang)
    except click.ClickException:
        raise
    except Exception as error:
        if os.environ.get("LKJ_DEBUG"):
            traceback.print_exc()
        return DocumentOutcome(ExitCode.UNOPENABLE, complaint=_unforeseen(error, lang))


def failed_outcome(error: DocumentError, lang: Lang) -> DocumentOutcome:
    """Return what became of a document that cannot be read."""
    return DocumentOutcome(
        error.exit_code, complaint=f"{error.text(lang)} {error.advice(lang)}".rstrip()
    )


def tell(path: Path, outcome: DocumentOutcome, mask: Mask = masked) -> None:
    """Print the text on stdout and the complaint on stderr."""
    if outcome.text:
        click.echo(outcome.text, nl=False)
    if outcome.complaint:
        click.echo(f"{shown_name(path, mask)}: {outcome.complaint}", err=True)


def fault(error: Exception) -> str:
    """Return what failed, and where in the program."""
    spot = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(spot.filename).name}:{spot.lineno}"


def _unforeseen(error: Exception, lang: Lang) -> str:
    where = fault(error)
    return lang.say(
        f"Dokumen ini tidak dapat diperiksa karena kesalahan program ({where}). Mohon "
        "laporkan beserta berkasnya.",
        f"The document cannot be examined because of a fault in the program ({where}). "
        "Please report it with the file.",
    )
