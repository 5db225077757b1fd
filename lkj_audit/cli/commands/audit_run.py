"""One document of `lkj audit`: audited, its outputs written, and what is reported of it."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from extract.limits import Limits
from extract.sandbox.frames import encoded
from lkj_audit.ci.baseline import Suppression
from lkj_audit.cli.options.common_options import NOTHING_SAID, GivenFacts
from lkj_audit.cli.options.companion_options import CompanionFile
from lkj_audit.cli.terminal_width import Detail, TerminalWidth
from lkj_audit.documents import DocumentOutcome, Progress
from lkj_audit.exit_codes import ExitCode
from lkj_audit.output_files import STDOUT, whereabouts
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from normalize.text.masking import Mask

if TYPE_CHECKING:
    from lkj_audit.outputs.audited_document import AuditedDocument
    from lkj_audit.outputs.catalogue import Remark
    from lkj_audit.outputs.output_directory import OutputDirectory
    from validate.findings import Severity
    from validate.profile.profile import Profile


def code_of(found: "Iterable[Severity]", fail_on: str | None) -> ExitCode:
    """Return whether there is a finding that the caller wants to fail on."""
    if fail_on is None:
        return ExitCode.AUDITED
    from validate.findings import Severity

    limit = Severity(fail_on).rank
    return ExitCode.FINDING if any(one.rank >= limit for one in found) else ExitCode.AUDITED


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
    shelf: "OutputDirectory | None"
    width: TerminalWidth | None
    audited_at: datetime
    facts: GivenFacts = NOTHING_SAID
    companions: tuple[CompanionFile, ...] = ()
    reported: bool = False
    quiet: bool = False
    suppressions: tuple[Suppression, ...] = ()
    ocr: str = "off"
    ocr_workers: int = 1
    detail: Detail = Detail.FIRST
    draw: tuple[int, ...] = ()
    password: str = ""
    in_process: bool = False

    def work(self, path: Path, progress: Progress) -> DocumentOutcome:
        """Audit one document, write its outputs, and return what a person and other programs are to
        read.
        """
        from extract.ocr.requests import OcrMode, OcrSettings

        if self.draw:
            from lkj_audit.page_drawing import require_pages

            require_pages(path, self.draw, self.limits)
        from extract.document_reader import DocumentReader

        ocr = OcrSettings(OcrMode(self.ocr), self.ocr_workers)
        reader = DocumentReader(path, self.limits, ocr, self.password, in_process=self.in_process)
        with closing(reader):
            # mostly another process reads its pages by now: time to load the rest of the program
            from extract.verification.second_reader import verify_document
            from lkj_audit.outputs.audited_document import AuditedDocument
            from lkj_audit.pipeline import audit_document
            from lkj_audit.presentation.provenance import Provenance
            from validate.profile.profile import DEFAULT
            from validate.program import this_program

            made = Provenance(this_program(), self.audited_at)
            libraries = self.shelf.libraries() if self.shelf else ()
            for needed in (
                "lkj_audit.outputs.json.report",
                "lkj_audit.cli.terminal_report",
                *libraries,
            ):
                import_module(needed)
            second_reader = verify_document if self.verify else None
            audit = audit_document(
                reader, progress, self.profile or DEFAULT, second_reader, self.facts.given()
            )
        if self.companions:
            from lkj_audit.companion_reader import read_companions
            from validate.cross_check import cross_checked

            companions = read_companions(
                self.companions, self.profile or DEFAULT, self.facts.given(), self.limits, ocr
            )
            audit = cross_checked(audit, companions)
        lock_gone = reader.data if reader.data != reader.submitted else b""
        return self.outcome(
            AuditedDocument(
                path,
                audit,
                self.mask,
                self.lang,
                self.limits,
                made,
                self.suppressions,
                unlocked=lock_gone,
            )
        )

    def outcome(self, audited: "AuditedDocument") -> DocumentOutcome:
        """Write the outputs of an audited document and return what is reported of it."""
        remarks: Sequence[Remark] = ()
        entry = b""
        if self.shelf is not None:
            from lkj_audit.outputs.html.index_page import entry_of

            remarks = list(self.shelf.write(audited))
            entry = encoded(entry_of(audited)) if self.shelf.index else b""
        failed = tuple(remark.failed for remark in remarks if remark.failed)
        complaints = [remark.text for remark in remarks]
        if failure := audited.audit.second_reader_failure:
            from lkj_audit.presentation.coverage.coverage_text import unread_again

            complaints.append(unread_again(failure, self.lang))
        unread = self.unread_companions(audited)
        complaints += unread
        code = ExitCode.UNOPENABLE if failed or failure or unread else self.code(audited)
        page, report = self.page(audited), self.report(audited)
        return DocumentOutcome(
            code,
            page,
            " ".join(complaints),
            self.line(audited),
            True,
            entry,
            failed,
            report,
            self.groups(audited),
        )

    def report(self, audited: "AuditedDocument") -> bytes:
        """Return what a report for CI says of the document; nothing where none is asked for."""
        if not self.reported:
            return b""
        from lkj_audit.ci.records import reported

        return encoded(reported(audited))

    def unread_companions(self, audited: "AuditedDocument") -> list[str]:
        """Return which documents beside the report could not be read, and why."""
        checked = audited.audit.cross_check
        unread = (
            [(one, one.problem) for one in checked.companions if one.report is None]
            if checked
            else []
        )
        not_read = self.lang.say(
            "tidak dapat dibaca, pemeriksaan tetap berlaku",
            "was not read; the audit is complete without it",
        )
        return [
            f"--with {one.role.value}: {shown_name(one.file, self.mask)} {not_read}: "
            f"{self.lang.say(*problem)}"
            for one, problem in unread
            if problem
        ]

    def line(self, audited: "AuditedDocument") -> bytes:
        """Return the line of JSON; nothing where none is asked for."""
        if self.json is None:
            return b""
        from lkj_audit.outputs.json.report import as_line, audit_as_json

        return as_line(
            audit_as_json(
                audited.audit, audited.mask, audited.provenance, audited.pdf, audited.suppressions
            )
        )

    def page(self, audited: "AuditedDocument") -> str:
        """Return the report for the terminal, and where the rest lies; it is empty where stdout
        takes the JSON.
        """
        if self.json == STDOUT or self.quiet:
            return ""
        from lkj_audit.cli.terminal_report import audit_text

        told = audit_text(
            audited.audit,
            self.lang,
            audited.mask,
            self.width,
            self.detail,
            self.suppressed(audited),
        ) + self.set_aside(audited)
        if self.detail is Detail.LINE:
            return told
        return told + (
            whereabouts(self.json, self.lang) + self.written(audited) or self.next_step(audited)
        )

    def written(self, audited: "AuditedDocument") -> str:
        """Return where the outputs lie, and last what to open; nothing without any."""
        return self.shelf.whereabouts(audited.pdf) if self.shelf else ""

    def next_step(self, audited: "AuditedDocument") -> str:
        """Return the last line where nothing was written: how to get what can be opened."""
        file = shown_name(audited.pdf, audited.mask)
        return self.lang.say(
            f"Untuk melihatnya di halaman laporan: lkj audit {file} --out hasil\n",
            f"To look at it on the pages of the report: lkj audit {file} --out hasil\n",
        )

    def groups(self, audited: "AuditedDocument") -> tuple[int, ...]:
        """Return how many matters there are in each group."""
        from lkj_audit.presentation.findings.matters import group_counts

        return group_counts(audited.audit, self.suppressed(audited))

    def suppressed(self, audited: "AuditedDocument") -> frozenset[str]:
        """Return the fingerprints of the findings that the baseline suppresses."""
        return frozenset(
            finding.fingerprint
            for finding in audited.audit.findings
            if audited.suppression(finding) is not None
        )

    def set_aside(self, audited: "AuditedDocument") -> str:
        """Return a line that says how many findings a baseline sets aside; nothing where it sets
        none aside.
        """
        count = len(self.suppressed(audited))
        if not count:
            return ""
        return self.lang.say(
            f"{count} temuan dikesampingkan oleh baseline.\n",
            f"{count} findings are suppressed by the baseline.\n",
        )

    def code(self, audited: "AuditedDocument") -> ExitCode:
        """Return whether there is a finding that the caller wants to fail on; what is set aside
        does not count.
        """
        standing = (
            one.severity for one in audited.audit.findings if audited.suppression(one) is None
        )
        return code_of(standing, self.fail_on)
