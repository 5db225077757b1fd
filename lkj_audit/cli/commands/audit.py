"""`lkj audit`: recompute what documents print and say what contradicts what."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from extract.limits import Limits
from extract.sandbox.frames import decoded, encoded
from extract.sandbox.tasks import Task
from lkj_audit.ci.baseline import Suppression
from lkj_audit.ci.request import (
    baseline_options,
    baseline_request,
    report_for_ci,
    report_option,
    report_requests,
)
from lkj_audit.cli.commands.audit_run import AuditRun, code_of
from lkj_audit.cli.options.common_options import (
    GivenFacts,
    given_options,
    json_option,
    limit_options,
    limits_of,
    paths_argument,
    profile_option,
    read_given,
    read_profile_file,
    show_nip_option,
    spelled,
    unspelled,
)
from lkj_audit.cli.options.companion_options import CompanionFile, companion_files, with_option
from lkj_audit.cli.options.ocr_option import ocr_option, pictures_at_a_time, seconds_for_pictures
from lkj_audit.cli.options.output_request import OutcomeCollector, OutputRequest, output_options
from lkj_audit.cli.options.page_drawing import DrawRun, draw_option
from lkj_audit.cli.terminal_width import Detail, TerminalWidth, terminal_width
from lkj_audit.cli.usage import Command
from lkj_audit.documents import DocumentOutcomes, DocumentWork, each_document, steps_taken
from lkj_audit.output_files import STDOUT, json_lines
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.provenance import time_of_audit
from normalize.text.masking import mask_unless

if TYPE_CHECKING:
    from lkj_audit.outputs.output_directory import OutputDirectory
    from lkj_audit.outputs.previous_audits import OutputOrigin
    from validate.profile.profile import Profile


class SeverityName(NamedTuple):
    """What a severity is called in both languages."""

    id: str
    en: str


# as `Severity` has them: importing it would load every reader of numbers before a line of help is
# shown
_SEVERITY_NAMES = (
    SeverityName("kritis", "critical"),
    SeverityName("mayor", "major"),
    SeverityName("minor", "minor"),
    SeverityName("info", "info"),
)


class SeverityChoice(click.Choice[str]):
    """A severity by its Indonesian or its English name; the value is the English one."""

    def __init__(self, lang: Lang) -> None:
        """Offer the names of the user's language."""
        super().__init__([lang.say(*names) for names in _SEVERITY_NAMES])

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the English name of a severity that is named in either language."""
        known = {name: names.en for names in _SEVERITY_NAMES for name in names}
        return (
            known[value.lower()] if value.lower() in known else super().convert(value, param, ctx)
        )


def command(lang: Lang) -> Command:
    """Return `lkj audit`."""
    return Command(
        "audit",
        lang,
        partial(audit, lang),
        [
            paths_argument(),
            json_option(lang),
            click.Option(
                ["--fail-on"],
                type=SeverityChoice(lang),
                help=lang.say(
                    "Kode keluar 1 bila ada temuan setingkat ini atau lebih berat.",
                    "Exit with 1 if any finding is at or above this severity.",
                ),
            ),
            click.Option(
                ["--verify"],
                is_flag=True,
                help=lang.say(
                    "Baca ulang setiap angka dengan pembaca kedua (pdfplumber), dan dengan "
                    "yang ketiga (camelot) "
                    "bila keduanya berbeda; lebih lambat.",
                    "Read every number again with a second reader (pdfplumber), and with a "
                    "third (camelot) where "
                    "the two differ; slower.",
                ),
            ),
            ocr_option(lang),
            with_option(lang),
            profile_option(lang),
            *given_options(lang),
            draw_option(lang),
            click.Option(
                ["--all", "show_all"],
                is_flag=True,
                help=lang.say(
                    "Tampilkan semua kelompok, juga perapian dan daftar uji; bagi beberapa "
                    "dokumen juga rinciannya.",
                    "Show all groups, what is to be tidied and the checklist too; of several "
                    "documents, all of each.",
                ),
            ),
            click.Option(
                ["--password"],
                metavar=lang.say("KATA_SANDI", "PASSWORD"),
                help=lang.say(
                    "Kata sandi bagi dokumen yang dikunci; tidak disimpan di keluaran mana pun.",
                    "The password of locked documents; no output keeps it.",
                ),
            ),
            report_option(lang),
            *baseline_options(lang),
            *output_options(lang),
            show_nip_option(lang),
            *limit_options(lang),
        ],
        help=lang.say(
            "Periksa laporan: hitung ulang semua angka dan tunjukkan yang bertentangan. "
            "PATH berupa PDF, atau folder: semua PDF di dalamnya.",
            "Audit reports: recompute every number and show what contradicts what. "
            "PATH is a PDF, or a folder: every PDF in it.",
        ),
    )


def audit(
    lang: Lang,
    paths: Sequence[Path],
    json_target: str | None,
    fail_on: str | None,
    verify: bool,
    ocr: str,
    beside: Sequence[str],
    profile_file: Path | None,
    kind: str | None,
    organisation: str | None,
    period: str | None,
    draw: Sequence[int],
    show_all: bool,
    password: str | None,
    reports: Sequence[str],
    baseline: Path | None,
    baseline_target: Path | None,
    reason: str | None,
    out: Path | None,
    formats: str | None,
    force: bool,
    note_template: Path | None,
    jobs: int | None,
    show_nip: bool,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """Audit every document and return the highest exit code."""
    profile = read_profile_file(profile_file, lang) if profile_file is not None else None
    requests = report_requests(reports, lang, stdout_is_taken=json_target == STDOUT)
    aside = baseline_request(baseline, baseline_target, reason, lang)
    facts = read_given(kind, organisation, period, lang)
    limits = limits_of(max_pages, max_seconds, max_memory)
    takeaway = OutputRequest(out, formats, force, show_nip, lang, note_template)
    files, audited_at = takeaway.documents(paths), time_of_audit(os.environ)
    takeaway.mention_others(paths)
    companions = companion_files(beside, files, lang)
    reported = bool(requests or baseline or baseline_target)
    # what a caller gives beside a document is not recognised by its outputs
    made = partial(how_made, profile, verify, facts, is_told=bool(companions) or reported)
    with json_lines(json_target, files, lang) as lines, takeaway.shelf(files, paths, made) as shelf:
        asked = AuditRequest(
            Path(),
            lang,
            spelled(json_target),
            fail_on,
            verify,
            b"" if profile is None else encoded(profile),
            facts,
            show_nip,
            limits,
            None,
            terminal_width(),
            tuple(draw),
            audited_at,
            companions,
            reported,
            any(request.takes_stdout for request in requests),
            aside.suppressions,
            ocr,
            pictures_at_a_time(len(files), jobs),
            _detail(show_all, len(files)),
            password or "",
            in_process=_reads_in_process(files, shelf, draw),
        )
        in_all = replace(
            limits, seconds=limits.seconds * (1 + len(companions)) + seconds_for_pictures(ocr)
        )
        work = DocumentWork(
            AUDIT,
            partial(request_for, asked, shelf),
            in_all,
            shelf.modules() if shelf else (),
            _reading_apart,
        )
        done = shelf.done if shelf else {}
        collector = OutcomeCollector(
            lang, lines, shelf, mask_unless(show_nip), files, done, quiet=asked.quiet
        )
        code = each_document(
            [file for file in files if file not in done], work, lang, collector.receive, jobs
        )
        collector.close(profile, audited_at)
        report_for_ci(requests, aside, collector.reported, fail_on, profile, audited_at, lang)
        worst = [one.worst for one in done.values() if one.worst is not None]
    return max(code, code_of(worst, fail_on))


def _reads_in_process(
    files: Sequence[Path], shelf: "OutputDirectory | None", pages: Sequence[int]
) -> bool:
    """Return whether the process that audits a document reads it too: only where it writes no
    files, and where a fork server has loaded the program.
    """
    return len(files) > 1 and shelf is None and not pages


def _detail(show_all: bool, documents: int) -> Detail:
    """Return how much the terminal shows of each document."""
    if show_all:
        return Detail.ALL
    return Detail.FIRST if documents == 1 else Detail.LINE


def how_made(
    profile: "Profile | None", verify: bool, facts: GivenFacts, *, is_told: bool
) -> "OutputOrigin | None":
    """Return how this call makes outputs, None where audits of an earlier one cannot be determined
    to be the same.
    """
    from lkj_audit.outputs.json.profile_parts import profile_digest
    from lkj_audit.outputs.previous_audits import OutputOrigin, given_facts
    from validate.program import this_program

    if is_told:
        return None
    return OutputOrigin(
        this_program(), profile_digest(profile), verify, given=given_facts(facts.given())
    )


@dataclass(frozen=True, slots=True)
class OutputPlace:
    """Where the outputs of one document go: into a folder of `root`, in these formats; `index` asks
    for a list.

    `kept` says that outputs which are there stay. `decided` are the decisions that are in `root`,
    encoded; `note_template` is the template of the note, empty for that of the program.
    """

    root: Path
    folder: str
    formats: tuple[str, ...]
    index: bool
    kept: bool
    decided: bytes = b""
    note_template: bytes = b""


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """A document, and what a call of `lkj audit` asks of each.

    `json` names where the JSON goes, as the system spells it; `profile` is encoded, nothing for
    none. `audited_at` is the time that outputs name. `companions` are the documents to compare
    with. `in_process`: the process that audits the document reads it too. `reported` asks for
    what a report for CI says, `quiet` that nothing is printed for people; `suppressions` is what a
    baseline sets aside. `ocr` states which pages are read as pictures, `ocr_workers` how many at a
    time. `detail` is how much the terminal shows of each.
    """

    path: Path
    lang: Lang
    json: bytes | None
    fail_on: str | None
    verify: bool
    profile: bytes
    facts: GivenFacts
    show_nip: bool
    limits: Limits
    outputs: OutputPlace | None
    width: TerminalWidth
    draw: tuple[int, ...]
    audited_at: datetime
    companions: tuple[CompanionFile, ...] = ()
    reported: bool = False
    quiet: bool = False
    suppressions: tuple[Suppression, ...] = ()
    ocr: str = "off"
    ocr_workers: int = 1
    detail: Detail = Detail.FIRST
    password: str = ""
    in_process: bool = False


AUDIT = Task("lkj_audit.cli.commands.audit:audit_one", AuditRequest, float, DocumentOutcomes)
TASKS = (AUDIT,)


def request_for(asked: AuditRequest, shelf: "OutputDirectory | None", path: Path) -> AuditRequest:
    """Return the request for one document."""
    if shelf is None:
        return replace(asked, path=path)
    formats = tuple(dict.fromkeys(output.format for output in shelf.outputs))
    decided = encoded(shelf.decided) if shelf.decided else b""
    kept, template = path in shelf.same, shelf.note_template
    place = OutputPlace(
        shelf.root, shelf.folders[path], formats, shelf.index, kept, decided, template
    )
    return replace(asked, path=path, outputs=place)


def _reading_apart(asked: AuditRequest) -> AuditRequest | None:
    """Return the request with the reading in a process of its own, whose end is reported; None
    where it was.
    """
    return replace(asked, in_process=False) if asked.in_process else None


def audit_one(request: AuditRequest, send: Callable[[float], None]) -> DocumentOutcomes:
    """Audit one document, write its outputs and draw its pages."""
    lang, json = request.lang, unspelled(request.json)
    mask = mask_unless(request.show_nip)
    shelf, profile = _shelf(request), _profile(request)
    run = AuditRun(
        lang,
        json,
        request.fail_on,
        request.verify,
        profile,
        mask,
        request.limits,
        shelf,
        request.width,
        request.audited_at,
        request.facts,
        request.companions,
        request.reported,
        request.quiet,
        request.suppressions,
        request.ocr,
        request.ocr_workers,
        request.detail,
        request.draw,
        request.password,
        request.in_process,
    )
    drawing = DrawRun(lang, request.draw, json, request.show_nip, request.limits, request.ocr)
    return steps_taken(request.path, lang, (run.work, drawing.work), send)


def _shelf(request: AuditRequest) -> "OutputDirectory | None":
    """Return where the outputs of a document go."""
    if request.outputs is None:
        return None
    from lkj_audit.decisions.carry import DecidedReport
    from lkj_audit.outputs.catalogue import outputs
    from lkj_audit.outputs.output_directory import OutputDirectory

    place = request.outputs
    folders, mask = {request.path: place.folder}, mask_unless(request.show_nip)
    kept = {request.path} if place.kept else frozenset()
    decided = decoded(place.decided, tuple[DecidedReport, ...]) if place.decided else ()
    formats = outputs(place.formats)
    made = OutputDirectory(
        place.root, formats, folders, request.lang, place.index, mask, kept=kept, decided=decided
    )
    return replace(made, note_template=place.note_template)


def _profile(request: AuditRequest) -> "Profile | None":
    """Return the profile of the region, if there is one."""
    if not request.profile:
        return None
    from validate.profile.profile import Profile

    return decoded(request.profile, Profile)
