"""`--out DIR` and what goes with it: which outputs are written where, and what is reported and
listed of each document.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import is_zipfile

import click

from extract.sandbox.frames import decoded, encoded
from lkj_audit.ci.records import ReportedDocument
from lkj_audit.cli.options.common_options import jobs_option
from lkj_audit.documents import DocumentOutcome, documents, not_audited, tell, word_files
from lkj_audit.output_files import JsonLines, unwritable, why_not
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from normalize.text.masking import Mask, mask_unless, masked

if TYPE_CHECKING:
    from lkj_audit.outputs.catalogue import Output
    from lkj_audit.outputs.output_directory import OutputDirectory
    from lkj_audit.outputs.previous_audits import OutputOrigin, PreviousAudit
    from validate.profile.profile import Profile


LARGEST_TEMPLATE = 5_000_000


def output_options(lang: Lang) -> list[click.Option]:
    """Return `--out`, `--format`, `--force` and `--jobs`."""
    return [
        click.Option(
            ["--out"],
            metavar="DIR",
            type=click.Path(path_type=Path),
            help=lang.say(
                "Tulis semua keluaran ke DIR: satu folder per dokumen, dan index.html bila "
                "dokumennya banyak.",
                "Write all outputs to DIR: a folder for each document, and an index.html "
                "over several.",
            ),
        ),
        click.Option(
            ["--format", "formats"],
            metavar="LIST",
            help=lang.say(
                "Keluaran yang ditulis, dipisah koma: html,pdf,xlsx,docx,csv,json,parquet; "
                "baku semuanya.",
                "Which outputs, comma-separated: html,pdf,xlsx,docx,csv,json,parquet; "
                "default: all.",
            ),
        ),
        click.Option(
            ["--force"],
            is_flag=True,
            help=lang.say(
                "Timpa keluaran yang sudah ada di DIR.", "Overwrite outputs that DIR holds already."
            ),
        ),
        click.Option(
            ["--note-template"],
            metavar="FILE",
            type=click.Path(path_type=Path, dir_okay=False),
            help=lang.say(
                "Templat catatan hasil reviu milik kantor (.docx); contoh: lkj template.",
                "Template of the office for the review note (.docx); to begin with one: lkj "
                "template.",
            ),
        ),
        jobs_option(lang),
    ]


@dataclass(frozen=True, slots=True)
class OutputRequest:
    """What a call wants written: the folder, the formats as they were named, and whether older
    files may go.

    `note_template` is the file of the template of the note, where the office has one.
    """

    out: Path | None
    formats: str | None
    force: bool
    show_nip: bool
    lang: Lang
    note_template: Path | None = None

    def documents(self, paths: Sequence[Path]) -> list[Path]:
        """Return the documents that a call names; what an earlier one wrote into the folder is
        none.
        """
        return documents(paths, self._is_output)

    def mention_others(self, paths: Sequence[Path]) -> None:
        """Name the Word documents in the folders of a call, which are not audited, on stderr."""
        if told := not_audited(
            word_files(paths, self._is_output), self.lang, mask_unless(self.show_nip)
        ):
            click.echo(told, err=True)

    def _is_output(self, path: Path) -> bool:
        """Return whether an earlier call wrote a file into the folder of this one."""
        if self.out is None:
            return False
        from lkj_audit.outputs.output_directory import is_output

        return is_output(path, self.out)

    def shelf(
        self,
        files: Sequence[Path],
        paths: Sequence[Path],
        made: "Callable[[], OutputOrigin | None]",
    ) -> "AbstractContextManager[OutputDirectory | None]":
        """Return where the outputs of these documents go, or raise the usage error that says why
        they cannot.

        `made` states how they are made: documents of a folder whose outputs are there like that are
        done.
        """
        if self.out is None:
            self._refuse_alone()
            return nullcontext()
        from lkj_audit.outputs.catalogue import outputs
        from lkj_audit.outputs.output_directory import output_directory
        from lkj_audit.outputs.previous_audits import AUDIT

        several = len(files) > 1 or any(path.is_dir() for path in paths)
        wanted = outputs(self._formats())
        self._refuse_uninstalled(wanted)
        resumed = several and any(output.name == AUDIT for output in wanted)
        mask = mask_unless(self.show_nip)
        template = self._template()
        chosen = output_directory(
            self.out,
            wanted,
            files,
            several,
            self.force,
            mask,
            self.lang,
            made() if resumed else None,
        )
        return replace(chosen, note_template=template)

    def _template(self) -> bytes:
        """Return the template of the note, or raise the usage error that says why it cannot be
        read.
        """
        if self.note_template is None:
            return b""
        try:
            content = self.note_template.read_bytes()
        except OSError as error:
            raise self._unusable(why_not(error, self.lang)) from error
        if len(content) > LARGEST_TEMPLATE:
            raise self._unusable(self.lang.say("lebih dari 5 MB", "more than 5 MB"))
        if not is_zipfile(BytesIO(content)):
            raise self._unusable(
                self.lang.say("bukan dokumen Word (.docx)", "no Word document (.docx)")
            )
        return content

    def _unusable(self, reason: str) -> click.UsageError:
        name = shown_name(str(self.note_template))
        return click.UsageError(
            self.lang.say(
                f"templat {name} tidak dapat dipakai: {reason}.",
                f"cannot use the template {name}: {reason}.",
            )
        )

    def _refuse_alone(self) -> None:
        for given, option in (
            (self.formats, "--format"),
            (self.force, "--force"),
            (self.note_template, "--note-template"),
        ):
            if given:
                raise click.UsageError(
                    self.lang.say(
                        f"{option} memerlukan --out FOLDER.", f"{option} needs --out DIR."
                    )
                )

    def _refuse_uninstalled(self, wanted: "Sequence[Output]") -> None:
        for output in wanted:
            if not output.installed:
                package, extra = output.library.partition(".")[0], f"lkj-audit[{output.extra}]"
                raise click.UsageError(
                    self.lang.say(
                        f"keluaran {output.format} memerlukan {package}, yang dipasang "
                        f"dengan {extra}.",
                        f"the output {output.format} needs {package}, which {extra} installs.",
                    )
                )

    def _formats(self) -> list[str]:
        from lkj_audit.outputs.catalogue import known_formats

        if self.formats is None:
            return []
        known = known_formats()
        named = [word.strip().lower() for word in self.formats.split(",") if word.strip()]
        if not named or not set(named) <= set(known):
            listed = ", ".join(known)
            raise click.UsageError(
                self.lang.say(
                    f"nilai --format harus dari: {listed} (dipisah koma).",
                    f"--format must be of: {listed} (parted by commas).",
                )
            )
        return named


class ListedDocument(NamedTuple):
    """What is kept of a document until all are listed: what the list states about it, encoded, or
    why that is nothing.

    `failed` are the names of the outputs that could not be made: an older one may be in their
    place.
    """

    path: Path
    entry: bytes
    complaint: str
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeCollector:
    """Takes what became of each document, in their order: writes its JSON, prints it, and lists it
    in the end.

    `reported` is what a report for CI says of each, `quiet` that nothing but it goes to stdout.
    `files` are all documents of the call, `done` those of them that an earlier one has audited;
    `groups` is how many matters those have in each group that this one has audited.
    """

    lang: Lang
    lines: JsonLines | None
    shelf: "OutputDirectory | None" = None
    mask: Mask = masked
    files: Sequence[Path] = ()
    done: "Mapping[Path, PreviousAudit]" = field(default_factory=dict)
    listed: list[ListedDocument] = field(default_factory=list)
    refused: list[click.UsageError] = field(default_factory=list)
    reported: list[ReportedDocument] = field(default_factory=list)
    quiet: bool = False
    groups: list[tuple[int, ...]] = field(default_factory=list)
    _told: list[Path] = field(default_factory=list)

    def receive(self, path: Path, outcomes: Sequence[DocumentOutcome]) -> None:
        """Take the outcomes of a document; the first one states whether it could be audited."""
        self._take_done(path)
        first, *further = outcomes
        if self.shelf is not None:
            if not first.audited:
                stale = self.shelf.discard(path)
                first = replace(first, complaint=f"{first.complaint} {stale}".rstrip())
            if self.shelf.index:
                self.listed.append(ListedDocument(path, first.entry, first.complaint, first.failed))
        self.reported.append(self._reported(path, first))
        if first.audited:
            self.groups.append(first.groups)
        for outcome in (first, *further):
            if outcome.line:
                self._take(outcome.line)
            tell(path, outcome, self.mask)

    def _reported(self, path: Path, outcome: DocumentOutcome) -> ReportedDocument:
        """Return what a report for CI says of a document: that it was not audited, and why, where
        that is so.
        """
        if outcome.report:
            return decoded(outcome.report, ReportedDocument)
        return ReportedDocument(
            self.mask(path.name), self.mask(str(path)), problem=outcome.complaint
        )

    @property
    def stdout_is_taken(self) -> bool:
        """Whether stdout takes the JSON or a report for CI, so that nothing else may be printed
        there.
        """
        return self.quiet or (self.lines is not None and self.lines.to_stdout)

    def _take_done(self, until: Path | None) -> None:
        """Take the documents that an earlier call has audited, as far as they are before another
        one.
        """
        if self.shelf is None:
            return
        while len(self._told) < len(self.files) and (path := self.files[len(self._told)]) != until:
            self._told.append(path)
            if path in self.done:
                self.listed.append(ListedDocument(path, encoded(self.done[path].entry), "", ()))
                if self.lines is not None:
                    from lkj_audit.outputs.previous_audits import AUDIT

                    self._take((self.shelf.folder(path) / AUDIT).read_bytes())
        if until is not None:
            self._told.append(until)

    def _take(self, line: bytes) -> None:
        """Write a line of JSON; where it cannot be written the outputs in folders are written all
        the same.
        """
        if self.lines is None or self.refused:
            return
        try:
            self.lines.write(line)
        except click.UsageError as error:
            if self.shelf is None:
                raise
            self.refused.append(error)

    def close(self, profile: "Profile | None", audited_at: datetime) -> None:
        """Write the list of all documents, where one is wanted: they were compared with this
        profile at this time.

        Raise what kept the JSON from being written.
        """
        self._take_done(None)
        if self.done and not self.stdout_is_taken:
            count = self.lang.number(len(self.done))
            click.echo(
                self.lang.say(
                    f"{count} dokumen sudah diperiksa sebelumnya dan tidak diulang.",
                    f"{count} documents were audited before and are not done again.",
                )
            )
        if len(self.files) > 1 and not self.stdout_is_taken:
            click.echo(self._summary())
            if self.lines is not None:
                click.echo(self.lines.whereabouts, nl=False)
            if self.shelf is not None:
                click.echo(self.shelf.folder_line(self.shelf.root), nl=False)
        if self.shelf is not None and self.shelf.index:
            self._write_list(self.shelf, profile, audited_at)
        elif len(self.files) > 1 and not self.stdout_is_taken:
            click.echo(self._next_step())
        if self.refused:
            raise self.refused[0]

    def _summary(self) -> str:
        """Return how many documents were audited, and how many matters they have in each group."""
        from lkj_audit.presentation.findings.matters import counted_groups

        count, unread = len(self.groups), len(self.files) - len(self.done) - len(self.groups)
        number = self.lang.number
        told = self.lang.say(
            f"{number(count)} dokumen diperiksa", f"{number(count)} documents audited"
        )
        if unread:
            told += self.lang.say(
                f", {number(unread)} tidak dapat diperiksa",
                f", {number(unread)} could not be audited",
            )
        sums = [sum(counts) for counts in zip(*self.groups, strict=True)]
        return f"{told}: {counted_groups(sums, self.lang)}." if sums else f"{told}."

    def _next_step(self) -> str:
        """Return how a person comes to see what was found."""
        return self.lang.say(
            "Untuk rincian satu dokumen: lkj audit BERKAS; untuk melihat semuanya: lkj audit "
            "PATH --out hasil",
            "For one document in detail: lkj audit FILE; to look at all: lkj audit PATH "
            "--out hasil",
        )

    def _write_list(
        self, shelf: "OutputDirectory", profile: "Profile | None", audited_at: datetime
    ) -> None:
        from lkj_audit.outputs.atomic_files import replacing
        from lkj_audit.outputs.html.index_page import IndexedDocument, IndexRow, index_page
        from lkj_audit.outputs.output_directory import INDEX
        from lkj_audit.outputs.previous_audits import document_of
        from lkj_audit.outputs.tabular.csv_dialect import plain
        from lkj_audit.presentation.provenance import Provenance, origin
        from validate.program import this_program

        listed = []
        for one in self.listed:
            outputs = shelf.there(one.path)
            listed.append(
                IndexedDocument(
                    shown_name(one.path.resolve().name, self.mask),
                    shelf.folders[one.path],
                    decoded(one.entry, IndexRow) if one.entry else None,
                    plain(one.complaint),
                    tuple(output for output in outputs if output.name not in one.failed),
                    shown_name(one.path, self.mask),
                )
            )
        own = set(shelf.folders.values())
        listed += [document_of(shelf.root, one) for one in shelf.earlier if one.folder not in own]
        made = origin(profile, Provenance(this_program(), audited_at), self.mask, self.lang)
        target = shelf.root / INDEX
        try:
            with replacing(target) as beside:
                beside.write_text(index_page(listed, self.lang, audited_at.date(), made), "utf-8")
        except OSError as error:
            raise unwritable(target, why_not(error, self.lang), self.lang) from error
        if not self.stdout_is_taken:
            click.echo(
                self.lang.say("Daftar semua dokumen: ", "List of all documents: ")
                + shown_name(target, self.mask)
            )
