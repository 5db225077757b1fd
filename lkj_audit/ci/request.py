"""`--report FORMAT[=FILE]`, `--baseline` and `--write-baseline`: what a call asks for, and where it
goes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lkj_audit.output_files import STDOUT, unwritable, why_not
from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.presentation.language import Lang

if TYPE_CHECKING:
    from lkj_audit.ci.baseline import Suppression
    from lkj_audit.ci.records import ReportedDocument
    from validate.findings import Severity
    from validate.profile.profile import Profile


class ReportFormat(StrEnum):
    """The formats of `--report`."""

    GITHUB = "github"
    JUNIT = "junit"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """A report that is asked for: its format, and its file or `-` for stdout."""

    format: ReportFormat
    target: str

    @property
    def takes_stdout(self) -> bool:
        """Whether nothing else may be printed on stdout; GitHub picks its lines out of a log."""
        return self.target == STDOUT and self.format is not ReportFormat.GITHUB


def report_option(lang: Lang) -> click.Option:
    """Return `--report`."""
    return click.Option(
        ["--report", "reports"],
        metavar="FORMAT[=FILE]",
        multiple=True,
        help=lang.say(
            "Laporan untuk CI: github, junit, atau markdown; tanpa =FILE ke stdout. Boleh "
            "berulang.",
            "Report for CI: github, junit or markdown; without =FILE to stdout. May be repeated.",
        ),
    )


def report_requests(
    given: Sequence[str], lang: Lang, *, stdout_is_taken: bool = False
) -> tuple[ReportRequest, ...]:
    """Return the reports that a call asks for, or raise the usage error that says what is wrong
    with one.
    """
    requests = tuple(_request(text, lang) for text in given)
    if sum(request.takes_stdout for request in requests) + stdout_is_taken > 1:
        raise click.UsageError(
            lang.say(
                "hanya satu keluaran dapat ditulis ke stdout.",
                "only one output can be written to stdout.",
            )
        )
    return requests


def _request(text: str, lang: Lang) -> ReportRequest:
    name, _, file = text.partition("=")
    if name not in set(ReportFormat):
        known = ", ".join(ReportFormat)
        raise click.UsageError(
            lang.say(
                f"--report {name} tidak dikenal; pilih dari: {known}.",
                f"--report {name} is not known; choose from: {known}.",
            )
        )
    return ReportRequest(ReportFormat(name), file or STDOUT)


def write_reports(
    requests: Sequence[ReportRequest], content: Callable[[ReportFormat], bytes], lang: Lang
) -> None:
    """Write every report that is asked for; `content` returns one by its format."""
    for request in requests:
        if request.target == STDOUT:
            click.echo(content(request.format), nl=False)
            continue
        try:
            with replacing(Path(request.target)) as beside:
                beside.write_bytes(content(request.format))
        except OSError as error:
            raise unwritable(request.target, why_not(error, lang), lang) from error


def audit_report(
    format: ReportFormat,
    documents: "Sequence[ReportedDocument]",
    threshold: "Severity",
    origin: Sequence[tuple[str, str]],
    lang: Lang,
) -> bytes:
    """Return the report on the documents of a call in one format."""
    match format:
        case ReportFormat.GITHUB:
            from lkj_audit.ci.github import audit_lines

            return "".join(f"{line}\n" for line in audit_lines(documents, lang)).encode()
        case ReportFormat.JUNIT:
            from lkj_audit.ci.junit import audit_xml

            return audit_xml(documents, threshold, origin, lang)
        case ReportFormat.MARKDOWN:
            from lkj_audit.ci.markdown import audit_page

            return audit_page(documents, threshold, lang).encode()


def baseline_options(lang: Lang) -> list[click.Option]:
    """Return `--baseline`, `--write-baseline` and `--reason`."""
    file = click.Path(path_type=Path, dir_okay=False)
    return [
        click.Option(
            ["--baseline"],
            metavar="FILE",
            type=file,
            help=lang.say(
                "Temuan yang dikesampingkan menurut sidiknya, dengan alasan dan tanggal (TOML).",
                "Findings that are suppressed, by fingerprint, with reason and date (TOML).",
            ),
        ),
        click.Option(
            ["--write-baseline", "baseline_target"],
            metavar="FILE",
            type=file,
            help=lang.say(
                "Kesampingkan semua temuan yang masih ada dan tambahkan ke FILE; memerlukan "
                "--reason.",
                "Suppress every current finding and add it to FILE; needs --reason.",
            ),
        ),
        click.Option(
            ["--reason"],
            metavar="TEKS",
            help=lang.say(
                "Alasan yang dicatat oleh --write-baseline.",
                "The reason that --write-baseline writes down.",
            ),
        ),
    ]


@dataclass(frozen=True, slots=True)
class BaselineRequest:
    """The baseline of a call: what it sets aside, and the file that takes the current findings,
    with the reason.
    """

    suppressions: "tuple[Suppression, ...]" = ()
    target: Path | None = None
    reason: str = ""


def baseline_request(
    baseline: Path | None, write_baseline: Path | None, reason: str | None, lang: Lang
) -> BaselineRequest:
    """Return what the options ask for, or raise the usage error that says what is wrong
    with them.
    """
    if (write_baseline is None) != (reason is None) or (reason is not None and not reason.strip()):
        raise click.UsageError(
            lang.say(
                "--write-baseline dan --reason harus diberikan bersama.",
                "--write-baseline and --reason must be given together.",
            )
        )
    older = [write_baseline] if write_baseline is not None and write_baseline.exists() else []
    suppressions = [
        one
        for path in (baseline, *older)
        if path is not None
        for one in read_baseline_file(path, lang)
    ]
    return BaselineRequest(
        tuple(dict.fromkeys(suppressions)), write_baseline, (reason or "").strip()
    )


def read_baseline_file(path: Path, lang: Lang) -> "tuple[Suppression, ...]":
    """Return what a file sets aside, or raise the usage error that names everything that is wrong
    with it.
    """
    from lkj_audit.ci.baseline import BadBaseline, read_baseline
    from lkj_audit.input_files import read_text_file, unusable_file
    from validate.findings import Message

    kind = Message("baseline", "baseline")
    text = read_text_file(path, kind, lang)
    try:
        return read_baseline(text)
    except BadBaseline as error:
        raise unusable_file(path, kind, error.faults, lang) from error


def write_baseline(
    request: BaselineRequest, documents: "Sequence[ReportedDocument]", today: date, lang: Lang
) -> int:
    """Add every current finding to the file that takes them and return how many were added."""
    from lkj_audit.ci.baseline import Suppression, as_toml

    assert request.target is not None
    older = read_baseline_file(request.target, lang) if request.target.exists() else ()
    added = dict.fromkeys(
        Suppression(finding.fingerprint, request.reason, today.isoformat(), document.name)
        for document in documents
        for finding in document.findings
        if finding.suppression is None
    )
    try:
        with replacing(request.target) as beside:
            beside.write_text(as_toml([*older, *added]), "utf-8")
    except OSError as error:
        raise unwritable(request.target, why_not(error, lang), lang) from error
    return len(added)


def report_for_ci(
    requests: Sequence[ReportRequest],
    aside: BaselineRequest,
    documents: "Sequence[ReportedDocument]",
    fail_on: str | None,
    profile: "Profile | None",
    audited_at: datetime,
    lang: Lang,
) -> None:
    """Write the reports that are asked for, and the baseline; a finding fails at `--fail-on`, else
    at mayor.
    """
    from lkj_audit.presentation.provenance import Provenance, origin
    from normalize.text.masking import masked
    from validate.findings import Severity
    from validate.program import this_program

    if requests:
        threshold = Severity(fail_on or Severity.MAJOR)
        made = origin(profile, Provenance(this_program(), audited_at), masked, lang, sortable=True)
        write_reports(
            requests, lambda wanted: audit_report(wanted, documents, threshold, made, lang), lang
        )
    if aside.target is not None:
        added = write_baseline(aside, documents, audited_at.date(), lang)
        if not any(request.takes_stdout for request in requests):
            click.echo(
                lang.say(
                    f"{added} temuan dikesampingkan dalam {aside.target}. Berikutnya: "
                    f"--baseline {aside.target}",
                    f"{added} findings are suppressed in {aside.target}. Next: --baseline "
                    f"{aside.target}",
                )
            )
