"""`lkj corpus`: a folder of documents whose reading and audit must not drift."""

import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lkj_audit.ci.request import ReportFormat, report_option, report_requests, write_reports
from lkj_audit.cli.options.common_options import (
    jobs_option,
    limit_options,
    limits_of,
    show_nip_option,
)
from lkj_audit.cli.usage import Command, CommandGroup
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang
from normalize.text.masking import masked

if TYPE_CHECKING:
    from corpus.check import CheckResult
    from corpus.entries import CorpusEntry

NOTES = """\
# {about}
source = ""
purpose = ""
limits = ""
verified = ""
"""


def command(lang: Lang) -> CommandGroup:
    """Return `lkj corpus` with its commands."""
    verbs = [check_command(lang), accept_command(lang), add_command(lang), stats_command(lang)]
    return CommandGroup(
        lang,
        verbs,
        [],
        name="corpus",
        help=lang.say(
            "Menjaga agar dokumen contoh tetap terbaca dan diperiksa seperti yang telah diterima.",
            "Keep sample documents read and audited as was accepted.",
        ),
        epilog=lang.say(
            "Contoh: lkj corpus add laporan.pdf contoh/, lalu lkj corpus check contoh/",
            "Example: lkj corpus add report.pdf samples/, then lkj corpus check samples/",
        ),
    )


def check_command(lang: Lang) -> Command:
    """Return `lkj corpus check`."""
    junit = click.Option(
        ["--junit"],
        metavar="OUT",
        type=click.Path(path_type=Path, dir_okay=False),
        help=lang.say(
            "Tulis hasil sebagai JUnit XML untuk CI.", "Write the result as JUnit XML for CI."
        ),
    )
    return Command(
        "check",
        lang,
        partial(check, lang),
        [_folder(), junit, report_option(lang), jobs_option(lang), *limit_options(lang)],
        help=lang.say(
            "Periksa semua dokumen dan tunjukkan yang berubah sejak diterima; kode keluar 1 "
            "bila ada.",
            "Audit all documents and show what has changed since it was accepted; exit code "
            "1 if anything has.",
        ),
    )


def accept_command(lang: Lang) -> Command:
    """Return `lkj corpus accept`."""
    return Command(
        "accept",
        lang,
        partial(accept, lang),
        [
            _folder(),
            click.Argument(["names"], nargs=-1, metavar="[NAME]..."),
            _yes(lang),
            jobs_option(lang),
            show_nip_option(lang),
            *limit_options(lang),
        ],
        help=lang.say(
            "Tunjukkan yang berubah, lalu terima sebagai keadaan yang diharapkan.",
            "Show what has changed, then take it as the expected state.",
        ),
    )


def add_command(lang: Lang) -> Command:
    """Return `lkj corpus add`."""
    file = click.Argument(["file"], type=click.Path(path_type=Path), metavar="FILE")
    folder = click.Argument(
        ["folder"], required=False, type=click.Path(path_type=Path), metavar="[DIR]"
    )
    return Command(
        "add",
        lang,
        partial(add, lang),
        [file, folder, _yes(lang), show_nip_option(lang), *limit_options(lang)],
        help=lang.say(
            "Masukkan satu PDF: salin ke DIR (tanpa DIR: di tempatnya), tunjukkan isinya, "
            "dan terima.",
            "Take in a PDF: copy it to DIR (or leave it where it is), show what is in it, "
            "and accept it.",
        ),
    )


def stats_command(lang: Lang) -> Command:
    """Return `lkj corpus stats`."""
    return Command(
        "stats",
        lang,
        partial(stats, lang),
        [_folder()],
        help=lang.say(
            "Hitung isi korpus menurut keadaan yang diterima.",
            "Count what a corpus holds, as accepted.",
        ),
    )


def check(
    lang: Lang,
    folder: Path,
    junit: Path | None,
    reports: Sequence[str],
    jobs: int | None,
    **limits: Any,
) -> int:
    """Check every document and return whether any has drifted."""
    from corpus.totals import totals
    from lkj_audit.cli.corpus_text import check_text, drift_text
    from lkj_audit.presentation.provenance import origin, provenance

    short = () if junit is None else (f"{ReportFormat.JUNIT}={junit}",)
    requests = report_requests((*reports, *short), lang)
    entries = _entries(folder, (), lang)
    results = _results(entries, lang, jobs, None, limits)
    made = origin(None, provenance(), masked, lang, sortable=True)
    if not any(request.takes_stdout for request in requests):
        for result in results:
            if not result.holds:
                click.echo(drift_text(result, lang), nl=False)
        click.echo(
            check_text(results, totals(result.now for result in results if result.now), lang),
            nl=False,
        )
    _tell_of_notes(entries, lang)
    write_reports(requests, lambda wanted: _report(wanted, folder, results, made, lang), lang)
    if all(result.holds for result in results):
        return ExitCode.AUDITED
    if not any(request.takes_stdout for request in requests):
        name = shlex.quote(str(folder))
        click.echo(
            lang.say(
                f"Bila perubahan ini benar: lkj corpus accept {name}",
                f"If these changes are right: lkj corpus accept {name}",
            )
        )
    return ExitCode.FINDING


def _report(
    wanted: ReportFormat,
    folder: Path,
    results: Sequence["CheckResult"],
    made: Sequence[tuple[str, str]],
    lang: Lang,
) -> bytes:
    """Return the report for CI on a corpus in one format."""
    from corpus.wording import result_lines

    drifted = [
        (str(result.entry.expected), list(result_lines(result, lang)))
        for result in results
        if not result.holds
    ]
    match wanted:
        case ReportFormat.GITHUB:
            from lkj_audit.ci.github import drift_lines

            return "".join(f"{line}\n" for line in drift_lines(drifted)).encode()
        case ReportFormat.JUNIT:
            from xml.etree import ElementTree

            from corpus.junit import as_junit

            xml: bytes = ElementTree.tostring(
                as_junit(folder.resolve().name, results, lang, made),
                "utf-8",
                xml_declaration=True,
            )
            return xml
        case ReportFormat.MARKDOWN:
            from lkj_audit.ci.markdown import drift_page

            return drift_page(drifted, len(results), lang).encode()


def accept(
    lang: Lang,
    folder: Path,
    names: Sequence[str],
    yes: bool,
    jobs: int | None,
    show_nip: bool,
    **limits: Any,
) -> int:
    """Show what has changed and take it; a document at which the program fails is never taken."""
    return _accepted(
        _results(_entries(folder, names, lang), lang, jobs, show_nip, limits), lang, yes
    )


def add(
    lang: Lang, file: Path, folder: Path | None, yes: bool, show_nip: bool, **limits: Any
) -> int:
    """Start an entry."""
    from corpus.entries import CorpusEntry

    entry = CorpusEntry(folder or file.parent, file.stem)
    if not file.is_file():
        raise click.UsageError(
            lang.say(f"{file}: berkas tidak ditemukan.", f"{file}: the file does not exist.")
        )
    if file.suffix.lower() != ".pdf":
        raise click.UsageError(
            lang.say(
                f"{file}: namanya tidak berakhir .pdf.", f"{file}: its name does not end in .pdf."
            )
        )
    if not (entry.pdf.exists() and entry.pdf.samefile(file)):
        _copy(file, entry, lang)
    if not entry.notes_file.exists():
        about = lang.say(
            "apa dokumen ini, dan apa yang telah dipastikan oleh seseorang",
            "what this document is, and what a person has made sure of",
        )
        entry.notes_file.write_text(NOTES.format(about=about), "utf-8")
    return _accepted(_results([entry], lang, 1, show_nip, limits), lang, yes)


def stats(lang: Lang, folder: Path) -> int:
    """Count what was accepted."""
    from corpus.entries import BadEntry
    from corpus.totals import totals
    from lkj_audit.cli.corpus_text import totals_text

    entries = _entries(folder, (), lang)
    try:
        accepted = [snapshot for entry in entries if (snapshot := entry.accepted()) is not None]
        verified = sum(bool(entry.notes().verified) for entry in entries)
    except BadEntry as error:
        raise click.UsageError(error.told(lang)) from error
    click.echo(totals_text(totals(accepted), lang), nl=False)
    click.echo(f"{lang.say('diteliti orang', 'verified by a person'):24} {verified}")
    if waiting := len(entries) - len(accepted):
        click.echo(f"{lang.say('belum diterima', 'not accepted yet'):24} {waiting}")
    _tell_of_notes(entries, lang)
    return ExitCode.AUDITED


def _copy(file: Path, entry: "CorpusEntry", lang: Lang) -> None:
    """Copy a document into the corpus, where it must not take the place of another."""
    if entry.pdf.exists():
        raise click.UsageError(
            lang.say(
                f"{entry.pdf} sudah ada; beri nama lain.",
                f"{entry.pdf} is there already; choose another name.",
            )
        )
    entry.folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, entry.pdf)


def _entries(folder: Path, names: Sequence[str], lang: Lang) -> list["CorpusEntry"]:
    """Return the documents of a corpus, or those of these names (patterns such as `2024-*`
    included).
    """
    from corpus.entries import corpus_entries

    if not folder.is_dir():
        raise click.UsageError(lang.say(f"{folder} bukan folder.", f"{folder} is not a folder."))
    found = corpus_entries(folder)
    if not found:
        raise click.UsageError(
            lang.say(f"{folder} tidak berisi PDF.", f"there is no PDF in {folder}.")
        )
    wanted = [name.removesuffix(".pdf") for name in names]
    for name in wanted:
        if not any(fnmatch(entry.name, name) for entry in found):
            raise click.UsageError(
                lang.say(f"tidak ada dokumen {name}.", f"there is no document {name}.")
            )
    return [entry for entry in found if not wanted or _fits_any(entry.name, wanted)]


def _fits_any(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def _tell_of_notes(entries: Sequence["CorpusEntry"], lang: Lang) -> None:
    """Warn of notes that will not be found again: TOML that cannot be understood, keys that are
    nearly ours.
    """
    from corpus.entries import BadEntry

    for entry in entries:
        try:
            for key, ours in entry.notes().mistyped:
                click.echo(
                    lang.say(
                        f"{entry.name}.toml: {key} tidak dikenal; mungkin maksudnya {ours}",
                        f"{entry.name}.toml: {key} is not known; {ours} may be meant",
                    ),
                    err=True,
                )
        except BadEntry as error:
            click.echo(error.told(lang), err=True)


def _results(
    entries: Sequence["CorpusEntry"],
    lang: Lang,
    jobs: int | None,
    show_nip: bool | None,
    limits: Mapping[str, Any],
) -> list["CheckResult"]:
    """Return the result of every document by name, showing how far the work is."""
    from corpus.check import CheckSettings, with_renames
    from lkj_audit.progress import ProgressReporter

    results = []
    with ProgressReporter(len(entries), lang) as reporter:
        for result in CheckSettings(lang, show_nip, limits_of(**limits)).check_all(entries, jobs):
            results.append(result)
            reporter.turns_to(result.entry.name)
    return sorted(with_renames(results), key=lambda result: result.entry.name)


def _accepted(results: Sequence["CheckResult"], lang: Lang, yes: bool) -> int:
    """Show the new states and write them; return whether there was one that cannot be taken."""
    from lkj_audit.cli.corpus_text import drift_text, state_text

    taken = [result for result in results if result.now is not None and result.was != result.now]
    for result in results:
        if not result.holds:
            click.echo(drift_text(result, lang), nl=False)
        if result in taken and result.was is None and result.now is not None:
            click.echo(state_text(result.now, lang))
    question = lang.say(f"Terima {len(taken)} dokumen?", f"Accept {len(taken)} documents?")
    if taken and sys.stdin.isatty() and not yes:
        click.confirm(question, abort=True)
    for result in taken:
        _take(result)
    click.echo(lang.say(f"{len(taken)} dokumen diterima.", f"{len(taken)} documents accepted."))
    return ExitCode.FINDING if any(result.fault for result in results) else ExitCode.AUDITED


def _take(result: "CheckResult") -> None:
    """Write today's state of a document; of one that is gone none is left, of a renamed one its
    notes go with it.
    """
    from corpus.drift import ChangeType
    from corpus.entries import CorpusEntry
    from corpus.snapshots import as_text

    changes = {difference.change: difference for difference in result.differences}
    if renamed := changes.get(ChangeType.DOCUMENT_RENAMED):
        notes, renamed_notes = (
            result.entry.notes_file,
            CorpusEntry(result.entry.folder, renamed.now).notes_file,
        )
        if notes.exists() and not renamed_notes.exists():
            notes.rename(renamed_notes)
    if ChangeType.DOCUMENT_RENAMED in changes or ChangeType.DOCUMENT_VANISHED in changes:
        result.entry.expected.unlink()
    elif result.now is not None:
        result.entry.expected.write_text(as_text(result.now), "utf-8")


def _folder() -> click.Argument:
    return click.Argument(["folder"], type=click.Path(path_type=Path), metavar="DIR")


def _yes(lang: Lang) -> click.Option:
    return click.Option(
        ["--yes", "-y"],
        is_flag=True,
        help=lang.say("Terima tanpa bertanya.", "Accept without asking."),
    )
