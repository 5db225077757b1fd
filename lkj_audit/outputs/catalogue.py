"""Which outputs there are: what `--format` calls each, its files in a document's folder, and what
writes it.
"""

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.keeping import WrittenFiles, digest_of
from lkj_audit.presentation.language import Lang


class Remark(NamedTuple):
    """A sentence on how an output was written; `failed` is the name of the output where it
    was not.
    """

    text: str
    failed: str = ""


class Output(NamedTuple):
    """One output; `name` is its file in the folder of a document, or the pattern of its files in a
    folder of their own.

    `library` is what it is written with, worth loading while pages are still being read;
    `sandboxed` are the modules that do a part of it in a sandbox. `extra` is the extra of this
    distribution that brings the library; what has none is always installed. `module` has
    `write(audited, path)`: `path` is the file, or for a pattern the folder that takes them one by
    one. It returns sentences on what the output lacks, None for none.
    """

    format: str
    name: str
    module: str
    library: str = "json"
    sandboxed: tuple[str, ...] = ()
    extra: str = ""

    @property
    def installed(self) -> bool:
        """Whether the library that it is written with is installed."""
        return not self.extra or find_spec(self.library.partition(".")[0]) is not None

    @property
    def several(self) -> bool:
        """Whether it is a folder of files."""
        return "*" in self.name

    def standing(self, folder: Path) -> Sequence[Path]:
        """Return the files of this output that a document's folder holds already."""
        return sorted(folder.glob(self.name))

    def write(
        self, audited: AuditedDocument, folder: Path, written: WrittenFiles | None = None
    ) -> Sequence[str]:
        """Write it into the folder of a document, and return what it lacks; an older one stays
        until it is whole.

        What a person has edited since it was `written` stays; this output then is beside it.
        """
        written = written or WrittenFiles(folder)
        edited = written.edited(self.standing(folder))
        lacking = (
            self._write_several(audited, written, edited)
            if self.several
            else self._write_one(audited, written)
        )
        return [*lacking, *(self._aside(path, written, audited) for path in edited)]

    def _module_writes(self) -> Callable[[AuditedDocument, Path], Sequence[str] | None]:
        write: Callable[[AuditedDocument, Path], Sequence[str] | None] = import_module(
            self.module
        ).write
        return write

    def _write_one(self, audited: AuditedDocument, written: WrittenFiles) -> Sequence[str]:
        target = written.folder / self.name
        if written.is_edited(target):
            target = written.aside(target)
        with replacing(target) as path:
            lacking = self._module_writes()(audited, path) or ()
            written.add(target, digest_of(path))
        return lacking

    def _write_several(
        self, audited: AuditedDocument, written: WrittenFiles, edited: Sequence[Path]
    ) -> Sequence[str]:
        home = (written.folder / self.name).parent
        written.begin_folder(home)
        for path in self.standing(written.folder):
            if path not in edited:
                # what is there until then, which a killed run may leave
                written.add(path, digest_of(path))
        if not edited:
            lacking = self._module_writes()(audited, home) or ()
        else:
            with TemporaryDirectory(prefix=".lkj-", dir=written.folder) as apart:
                lacking = self._module_writes()(audited, Path(apart)) or ()
                made = {path.name: path for path in Path(apart).iterdir() if path.is_file()}
                for old in self.standing(written.folder):
                    if old.name not in made and old not in edited:
                        old.unlink()
                for name, path in made.items():
                    target = written.aside(home / name) if home / name in edited else home / name
                    written.add(target, digest_of(path))
                    os.replace(path, target)
        for path in self.standing(written.folder):
            if path not in edited:
                written.add(path, digest_of(path))
        written.end_folder(home)
        return lacking

    def _aside(self, path: Path, written: WrittenFiles, audited: AuditedDocument) -> str:
        """Return the sentence on a file that was left as a person edited it."""
        say = Lang(audited.lang).say
        which = f"{path.name} " if self.several else ""
        beside = written.latest_aside(path)
        if beside is None:
            return say(
                f"{which}sudah disunting dan tidak diubah.",
                f"{which}was edited and is left as it is.",
            )
        return say(
            f"{which}sudah disunting dan tidak ditimpa; yang baru ditulis sebagai {beside.name}.",
            f"{which}was edited and is not overwritten; the new one was written as {beside.name}.",
        )


OUTPUTS = (
    Output(
        "html",
        "laporan.html",
        "lkj_audit.outputs.html.report_page",
        "jinja2",
        ("lkj_audit.outputs.renderer", "PIL.Image"),
    ),
    Output(
        "pdf",
        "beranotasi.pdf",
        "lkj_audit.outputs.pdf.annotated",
        "pikepdf",
        ("lkj_audit.outputs.pdf.marking",),
    ),
    Output(
        "xlsx",
        "kertas-kerja.xlsx",
        "lkj_audit.outputs.xlsx.workbook",
        "xlsxwriter",
        ("lkj_audit.outputs.renderer", "PIL.Image"),
    ),
    Output(
        "docx",
        "catatan-hasil-reviu.docx",
        "lkj_audit.outputs.docx.review_note",
        "docxtpl",
        ("lkj_audit.outputs.docx.note_rendering",),
    ),
    Output("csv", "temuan.csv", "lkj_audit.outputs.tabular.findings_csv"),
    Output("csv", "keterangan.csv", "lkj_audit.outputs.tabular.origin_csv"),
    Output("csv", "tabel/t[0-9]*.csv", "lkj_audit.outputs.tabular.tables_csv", "pandas"),
    Output(
        "parquet",
        "tabel/t[0-9]*.parquet",
        "lkj_audit.outputs.tabular.tables_parquet",
        "pyarrow.parquet",
        extra="parquet",
    ),
    Output("json", "audit.json", "lkj_audit.outputs.json.file"),
)


def outputs(formats: Sequence[str] = ()) -> tuple[Output, ...]:
    """Return the outputs of these formats, in the order of the catalogue; without formats all that
    are installed.
    """
    return tuple(
        output
        for output in _offered()
        if (output.format in formats if formats else output.installed)
    )


def known_formats() -> tuple[str, ...]:
    """Return what `--format` can name."""
    return tuple(dict.fromkeys(output.format for output in _offered()))


def not_installed(written: Sequence[Output]) -> tuple[Output, ...]:
    """Return the outputs that are missing only because their extras are: none where some were
    chosen among the rest.
    """
    missing = tuple(output for output in _offered() if not output.installed)
    return missing if {*_offered()} == {*written, *missing} else ()


def _offered() -> list[Output]:
    return [output for output in OUTPUTS if find_spec(output.module)]
