"""`lkj audit`: recompute what documents print and say what contradicts what."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.limits import Limits
from lkj_audit.commands.drawing import DrawRun, draw_option
from lkj_audit.commands.shared import (
    json_option,
    limit_options,
    limits_of,
    paths_argument,
    profile_option,
    read_profile_file,
    show_nip_option,
)
from lkj_audit.commands.takeaway import AuditOutcome, Reception, Takeaway, takeaway_options
from lkj_audit.documents import Outcome, Progress, apart_of, each_document
from lkj_audit.exit_codes import ExitCode
from lkj_audit.language import Lang
from lkj_audit.output import STDOUT, json_lines, whereabouts
from lkj_audit.usage import Verb
from normalize.masking import Mask, mask_unless

if TYPE_CHECKING:
    from lkj_audit.outputs.audited import Audited
    from lkj_audit.outputs.catalogue import Remark
    from lkj_audit.outputs.shelf import Shelf
    from lkj_audit.terminal import Paper
    from validate.findings import Audit
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
            profile_option(lang),
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
    profile_file: Path | None,
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
    limits = limits_of(max_pages, max_seconds, max_memory)
    takeaway = Takeaway(out, formats, force, show_nip, lang)
    files, mask = takeaway.documents(paths), mask_unless(show_nip)
    with json_lines(json_target, files, lang) as lines, takeaway.shelf(files, paths) as shelf:
        shown = paper_of(several=bool(jobs) or len(files) > 1)
        run = AuditRun(lang, json_target, fail_on, verify, profile, mask, limits, shelf, shown)
        drawing = DrawRun(lang, draw, json_target, show_nip, limits)
        reception = Reception(lang, lines, shelf, mask)
        apart = apart_of(jobs, limits, shelf.libraries() if shelf else ())
        code = each_document(files, lang, run.work, drawing.work, receive=reception.receive, apart=apart)
        reception.close()
    return code


def paper_of(*, several: bool) -> "Paper | None":
    """Return what stdout can show, which the processes of several documents cannot know; None for a single one."""
    if not several:
        return None
    from lkj_audit.terminal import paper

    return paper()


@dataclass(frozen=True, slots=True)
class AuditRun:
    """What one call of `lkj audit` asks for; `json` and `shelf` are where results go, `paper` what they are told on."""

    lang: Lang
    json: str | None
    fail_on: str | None
    verify: bool
    profile: "Profile | None"
    mask: Mask
    limits: Limits
    shelf: "Shelf | None"
    paper: "Paper | None"

    def work(self, path: Path, progress: Progress) -> Outcome:
        """Audit one document, write its outputs, and return what a person and other programs are to read."""
        from extract.opening import DocumentReader

        with closing(DocumentReader(path, self.limits)) as reader:
            # its pages are being read by another process: time to load the rest of the program
            from extract.verify import verify
            from lkj_audit.outputs.audited import Audited
            from lkj_audit.pipeline import audit_document
            from validate.profile import DEFAULT

            libraries = self.shelf.libraries() if self.shelf else ()
            for needed in ("lkj_audit.json_report", "lkj_audit.terminal", *libraries):
                import_module(needed)
            second_reader = verify if self.verify else None
            audit = audit_document(reader, progress, self.profile or DEFAULT, second_reader)
        return self.outcome(Audited(path, audit, self.mask, self.lang, audit.disagreements, self.limits))

    def outcome(self, audited: "Audited") -> AuditOutcome:
        """Write the outputs of an audited document and return what is told of it."""
        remarks: Sequence[Remark] = ()
        entry = None
        if self.shelf is not None:
            from lkj_audit.outputs.index import entry_of

            remarks = list(self.shelf.write(audited))
            entry = entry_of(audited) if self.shelf.index else None
        failed = any(remark.failed for remark in remarks)
        code = ExitCode.UNOPENABLE if failed else self.code(audited.audit)
        complaint = " ".join(remark.text for remark in remarks)
        return AuditOutcome(code, self.page(audited), complaint, self.line(audited), entry)

    def line(self, audited: "Audited") -> bytes:
        """Return the line of JSON; nothing where none is asked for."""
        if self.json is None:
            return b""
        from lkj_audit.json_report import as_line, audit_as_json

        return as_line(audit_as_json(audited.audit, audited.mask, audited.disagreements))

    def page(self, audited: "Audited") -> str:
        """Return the report for the terminal, and where the rest lies; it is empty where stdout takes the JSON."""
        if self.json == STDOUT:
            return ""
        from lkj_audit.terminal import audit_text

        places = whereabouts(self.json, self.lang) + (self.shelf.whereabouts(audited.pdf) if self.shelf else "")
        return audit_text(audited.audit, self.lang, audited.mask, audited.disagreements, self.paper) + places

    def code(self, audit: "Audit") -> ExitCode:
        """Return whether a finding stands that the caller wants to fail on."""
        if self.fail_on is None:
            return ExitCode.AUDITED
        from validate.findings import Severity

        limit = Severity(self.fail_on).rank
        failed = any(finding.severity.rank >= limit for finding in audit.findings)
        return ExitCode.FINDING if failed else ExitCode.AUDITED
