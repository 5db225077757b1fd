"""`lkj audit`: recompute what documents print and say what contradicts what."""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.limits import Limits
from extract.sandbox.frames import decoded, encoded
from extract.sandbox.tasks import Task
from lkj_audit.commands.beside import CompanionFile, companion_files, with_option
from lkj_audit.commands.drawing import DrawRun, draw_option
from lkj_audit.commands.shared import (
    NOTHING_SAID,
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
from lkj_audit.commands.takeaway import OutcomeCollector, Takeaway, takeaway_options
from lkj_audit.documents import DocumentOutcomes, DocumentWork, Outcome, Progress, each_document, steps_taken
from lkj_audit.exit_codes import ExitCode
from lkj_audit.file_names import shown_name
from lkj_audit.language import Lang
from lkj_audit.output import STDOUT, json_lines, whereabouts
from lkj_audit.provenance import time_of_audit
from lkj_audit.terminal_width import TerminalWidth, terminal_width
from lkj_audit.usage import Verb
from normalize.masking import Mask, mask_unless

if TYPE_CHECKING:
    from lkj_audit.outputs.audited import Audited
    from lkj_audit.outputs.catalogue import Remark
    from lkj_audit.outputs.earlier import Made
    from lkj_audit.outputs.shelf import Shelf
    from validate.findings import Audit, Severity
    from validate.profile import Profile

# as `Severity` has them: importing it would load every reader of numbers before a line of help is shown
SEVERITIES = ("critical", "major", "minor", "info")


def command(lang: Lang) -> Verb:
    """Return `lkj audit`."""
    return Verb(
        "audit",
        lang,
        partial(audit, lang),
        [
            paths_argument(),
            json_option(lang),
            click.Option(
                ["--fail-on"],
                type=click.Choice(SEVERITIES),
                help=lang.say(
                    "Kode keluar 1 bila ada temuan setingkat ini atau lebih berat.",
                    "Exit code 1 when a finding of this weight or heavier stands.",
                ),
            ),
            click.Option(
                ["--verify"],
                is_flag=True,
                help=lang.say(
                    "Baca ulang setiap angka dengan pembaca kedua (pdfplumber), dan dengan yang ketiga (camelot) "
                    "bila keduanya berbeda; lebih lambat.",
                    "Read every number again with a second reader (pdfplumber), and with a third (camelot) where "
                    "the two differ; slower.",
                ),
            ),
            with_option(lang),
            profile_option(lang),
            *given_options(lang),
            draw_option(lang),
            *takeaway_options(lang),
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
    beside: Sequence[str],
    profile_file: Path | None,
    kind: str | None,
    organisation: str | None,
    period: str | None,
    draw: Sequence[int],
    out: Path | None,
    formats: str | None,
    force: bool,
    jobs: int | None,
    show_nip: bool,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """Audit every document and return the highest exit code."""
    profile = read_profile_file(profile_file, lang) if profile_file is not None else None
    facts = read_given(kind, organisation, period, lang)
    limits = limits_of(max_pages, max_seconds, max_memory)
    takeaway = Takeaway(out, formats, force, show_nip, lang)
    files, audited_at = takeaway.documents(paths), time_of_audit(os.environ)
    companions = companion_files(beside, files, lang)
    # what a caller says of a document, or gives beside it, is not told by its outputs
    made = partial(how_made, profile, verify, is_told=facts != GivenFacts() or bool(companions))
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
        )
        in_all = replace(limits, seconds=limits.seconds * (1 + len(companions)))
        work = DocumentWork(AUDIT, partial(request_for, asked, shelf), in_all, shelf.modules() if shelf else ())
        done = shelf.done if shelf else {}
        collector = OutcomeCollector(lang, lines, shelf, mask_unless(show_nip), files, done)
        code = each_document([file for file in files if file not in done], work, lang, collector.receive, jobs)
        collector.close(profile, audited_at)
        worst = [one.worst for one in done.values() if one.worst is not None]
    return max(code, code_of(worst, fail_on))


def how_made(profile: "Profile | None", verify: bool, *, is_told: bool) -> "Made | None":
    """Return how this call makes outputs, None where audits of an earlier one cannot be told to be the same."""
    from lkj_audit.outputs.earlier import Made
    from lkj_audit.profile_parts import profile_digest
    from validate.program import this_program

    return None if is_told else Made(this_program(), profile_digest(profile), verify)


def code_of(found: "Iterable[Severity]", fail_on: str | None) -> ExitCode:
    """Return whether a finding stands that the caller wants to fail on."""
    if fail_on is None:
        return ExitCode.AUDITED
    from validate.findings import Severity

    limit = Severity(fail_on).rank
    return ExitCode.FINDING if any(one.rank >= limit for one in found) else ExitCode.AUDITED


@dataclass(frozen=True, slots=True)
class OutputPlace:
    """Where the outputs of one document go: into a folder of `root`, in these formats; `index` asks for a list.

    `kept` says that outputs which stand there stay.
    """

    root: Path
    folder: str
    formats: tuple[str, ...]
    index: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """A document, and what a call of `lkj audit` asks of each.

    `json` names where the JSON goes, as the system spells it; `profile` is encoded, nothing for none. `audited_at` is
    the time that outputs name. `companions` are the documents to compare with.
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


AUDIT = Task("lkj_audit.commands.audit:audit_one", AuditRequest, float, DocumentOutcomes)
TASKS = (AUDIT,)


def request_for(asked: AuditRequest, shelf: "Shelf | None", path: Path) -> AuditRequest:
    """Return what is asked of one document."""
    if shelf is None:
        return replace(asked, path=path)
    formats = tuple(dict.fromkeys(output.format for output in shelf.outputs))
    place = OutputPlace(shelf.root, shelf.folders[path], formats, shelf.index, path in shelf.same)
    return replace(asked, path=path, outputs=place)


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
    )
    drawing = DrawRun(lang, request.draw, json, request.show_nip, request.limits)
    return steps_taken(request.path, lang, (run.work, drawing.work), send)


def _shelf(request: AuditRequest) -> "Shelf | None":
    """Return where the outputs of a document go."""
    if request.outputs is None:
        return None
    from lkj_audit.outputs.catalogue import outputs
    from lkj_audit.outputs.shelf import Shelf

    place = request.outputs
    folders, mask = {request.path: place.folder}, mask_unless(request.show_nip)
    kept = {request.path} if place.kept else frozenset()
    return Shelf(place.root, outputs(place.formats), folders, request.lang, place.index, mask, kept=kept)


def _profile(request: AuditRequest) -> "Profile | None":
    """Return the profile of the region, if there is one."""
    if not request.profile:
        return None
    from validate.profile import Profile

    return decoded(request.profile, Profile)


@dataclass(frozen=True, slots=True)
class AuditRun:
    """What one call of `lkj audit` asks for; `json` and `shelf` are where results go."""

    lang: Lang
    json: str | None
    fail_on: str | None
    verify: bool
    profile: "Profile | None"
    mask: Mask
    limits: Limits
    shelf: "Shelf | None"
    width: TerminalWidth | None
    audited_at: datetime
    facts: GivenFacts = NOTHING_SAID
    companions: tuple[CompanionFile, ...] = ()

    def work(self, path: Path, progress: Progress) -> Outcome:
        """Audit one document, write its outputs, and return what a person and other programs are to read."""
        from extract.opening import DocumentReader

        with closing(DocumentReader(path, self.limits)) as reader:
            # its pages are being read by another process: time to load the rest of the program
            from extract.verify import verify
            from lkj_audit.outputs.audited import Audited
            from lkj_audit.pipeline import audit_document
            from lkj_audit.provenance import Provenance
            from validate.profile import DEFAULT
            from validate.program import this_program

            made = Provenance(this_program(), self.audited_at)
            libraries = self.shelf.libraries() if self.shelf else ()
            for needed in ("lkj_audit.json_report", "lkj_audit.terminal", *libraries):
                import_module(needed)
            second_reader = verify if self.verify else None
            audit = audit_document(reader, progress, self.profile or DEFAULT, second_reader, self.facts.given())
        if self.companions:
            from lkj_audit.companions import read_companions
            from validate.cross_check import cross_checked

            companions = read_companions(self.companions, self.profile or DEFAULT, self.facts.given(), self.limits)
            audit = cross_checked(audit, companions)
        return self.outcome(Audited(path, audit, self.mask, self.lang, self.limits, made))

    def outcome(self, audited: "Audited") -> Outcome:
        """Write the outputs of an audited document and return what is told of it."""
        remarks: Sequence[Remark] = ()
        entry = b""
        if self.shelf is not None:
            from lkj_audit.outputs.index import entry_of

            remarks = list(self.shelf.write(audited))
            entry = encoded(entry_of(audited)) if self.shelf.index else b""
        failed = tuple(remark.failed for remark in remarks if remark.failed)
        complaints = [remark.text for remark in remarks]
        if failure := audited.audit.second_reader_failure:
            from lkj_audit.coverage_text import unread_again

            complaints.append(unread_again(failure, self.lang))
        unread = self.unread_companions(audited)
        complaints += unread
        code = ExitCode.UNOPENABLE if failed or failure or unread else self.code(audited.audit)
        return Outcome(code, self.page(audited), " ".join(complaints), self.line(audited), True, entry, failed)

    def unread_companions(self, audited: "Audited") -> list[str]:
        """Return which documents beside the report could not be read, and why."""
        checked = audited.audit.cross_check
        unread = [(one, one.problem) for one in checked.companions if one.report is None] if checked else []
        not_read = self.lang.say("tidak dapat dibaca, pemeriksaan tetap berlaku", "was not read, the audit stands")
        return [
            f"--with {one.role.value}: {shown_name(one.file, self.mask)} {not_read}: {self.lang.say(*problem)}"
            for one, problem in unread
            if problem
        ]

    def line(self, audited: "Audited") -> bytes:
        """Return the line of JSON; nothing where none is asked for."""
        if self.json is None:
            return b""
        from lkj_audit.json_report import as_line, audit_as_json

        return as_line(audit_as_json(audited.audit, audited.mask, audited.provenance, audited.pdf))

    def page(self, audited: "Audited") -> str:
        """Return the report for the terminal, and where the rest lies; it is empty where stdout takes the JSON."""
        if self.json == STDOUT:
            return ""
        from lkj_audit.terminal import audit_text

        places = whereabouts(self.json, self.lang) + (self.shelf.whereabouts(audited.pdf) if self.shelf else "")
        return audit_text(audited.audit, self.lang, audited.mask, self.width) + places

    def code(self, audit: "Audit") -> ExitCode:
        """Return whether a finding stands that the caller wants to fail on."""
        return code_of((finding.severity for finding in audit.findings), self.fail_on)
