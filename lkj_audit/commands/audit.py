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
from lkj_audit.documents import Outcome, Progress, each_document
from lkj_audit.exit_codes import ExitCode
from lkj_audit.language import Lang
from lkj_audit.output import JsonLines, json_lines
from lkj_audit.usage import Verb

if TYPE_CHECKING:
    from extract.verify import Disagreement
    from normalize.masking import Mask
    from validate.findings import Audit
    from validate.profile import Profile

    # None where no second reader was asked
    Disagreements = Sequence[Disagreement] | None

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
    show_nip: bool,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """Audit every document and return the highest exit code."""
    profile = read_profile_file(profile_file, lang) if profile_file is not None else None
    with json_lines(json_target, paths, lang) as lines:
        run = AuditRun(lang, lines, fail_on, verify, profile, show_nip, limits_of(max_pages, max_seconds, max_memory))
        drawing = DrawRun(lang, draw, json_target, show_nip)
        return each_document(paths, lang, run.work, drawing.work)


@dataclass(frozen=True, slots=True)
class AuditRun:
    """What one call of `lkj audit` asks for."""

    lang: Lang
    lines: JsonLines | None
    fail_on: str | None
    verify: bool
    profile: "Profile | None"
    show_nip: bool
    limits: Limits

    def work(self, path: Path, progress: Progress) -> Outcome:
        """Audit one document, write its JSON, and return what a person is to read."""
        from extract.opening import Opening

        with closing(Opening(path, self.limits)) as opening:
            # its pages are being read by another process: time to load the rest of the program
            from lkj_audit.pipeline import audit_document
            from normalize.masking import mask_unless
            from validate.profile import DEFAULT

            for writer in ("lkj_audit.json_report", "lkj_audit.terminal"):
                import_module(writer)
            audit = audit_document(opening, progress, self.profile or DEFAULT)
        disagreements = None
        if self.verify:
            from extract.verify import verify
            from lkj_audit.doubts import doubted

            disagreements = verify(path, audit.report.document, progress)
            audit = doubted(audit, disagreements)
        text = self.written(audit, disagreements, mask_unless(self.show_nip))
        return Outcome(self.code(audit), text)

    def written(self, audit: "Audit", disagreements: "Disagreements", mask: "Mask") -> str:
        """Write the JSON, and return the report for the terminal; it is empty where stdout takes the JSON."""
        if self.lines is None:
            return self.page(audit, disagreements, mask)
        from lkj_audit.json_report import as_line, audit_as_json

        self.lines.write(as_line(audit_as_json(audit, mask, disagreements)))
        if self.lines.to_stdout:
            return ""
        return self.page(audit, disagreements, mask) + self.lines.whereabouts

    def page(self, audit: "Audit", disagreements: "Disagreements", mask: "Mask") -> str:
        """Return the report for the terminal."""
        from lkj_audit.terminal import audit_text

        return audit_text(audit, self.lang, mask, disagreements)

    def code(self, audit: "Audit") -> ExitCode:
        """Return whether a finding stands that the caller wants to fail on."""
        if self.fail_on is None:
            return ExitCode.AUDITED
        from validate.findings import Severity

        limit = Severity(self.fail_on).rank
        failed = any(finding.severity.rank >= limit for finding in audit.findings)
        return ExitCode.FINDING if failed else ExitCode.AUDITED
