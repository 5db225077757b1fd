"""Where the outputs of each document of a call are, and that nothing is lost for them."""

import hashlib
import os
import re
import traceback
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import click

from extract.errors import DocumentError, ReaderFault
from extract.patterns import regex
from lkj_audit.decisions.carry import DecidedReport, carried, decided_reports
from lkj_audit.decisions.errors import DecisionsError
from lkj_audit.decisions.file import decisions_path
from lkj_audit.decisions.reviewed import reviewed_document
from lkj_audit.documents import fault
from lkj_audit.output_files import unwritable, why_not
from lkj_audit.outputs.atomic_files import can_take, sweep
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.catalogue import OUTPUTS, Output, Remark, not_installed
from lkj_audit.outputs.html.index_page import GENERATOR
from lkj_audit.outputs.keeping import UNFINISHED, WrittenFiles
from lkj_audit.outputs.previous_audits import OutputOrigin, PreviousAudit, previous_audits
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from normalize.text.masking import Mask, masked

INDEX = "index.html"
LONGEST_FOLDER = 80
# what Windows, or a link, would not take for a part of a name
UNSAFE = regex(r"[^\w .,()&+=@•-]+")
RESERVED = regex(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OutputDirectory:
    """A folder that takes a folder for each document of a call; `folders` has their names, `index`
    asks for a list.

    `same` are documents that an earlier call has audited as this one would; where none of their
    outputs is missing they are `done`. `kept` are those of which standing outputs stay. `earlier`
    are all audits that are in the folder, `decided` the decisions that do. `note_template` is that
    of the office, empty for that of the program.
    """

    root: Path
    outputs: tuple[Output, ...]
    folders: Mapping[Path, str]
    lang: Lang
    index: bool
    mask: Mask = masked
    same: Mapping[Path, PreviousAudit] = field(default_factory=dict)
    earlier: tuple[PreviousAudit, ...] = ()
    kept: Set[Path] = frozenset()
    decided: tuple[DecidedReport, ...] = ()
    note_template: bytes = b""

    def __enter__(self) -> Self:
        sweep(self._all_folders())
        return self

    def __exit__(self, *_: object) -> None:
        sweep(self._all_folders())

    def _all_folders(self) -> Iterator[Path]:
        """Yield the folders into which this call writes."""
        yield self.root
        for path in self.folders:
            yield from self._folders(path)

    def _folders(self, path: Path) -> Iterator[Path]:
        """Yield the folder of a document, after those in it."""
        folder = self.folder(path)
        yield from dict.fromkeys(
            (folder / output.name).parent for output in self.outputs if output.several
        )
        yield folder

    @property
    def done(self) -> Mapping[Path, PreviousAudit]:
        """Documents of which every output is that an earlier call has made as this one would."""
        return {
            path: one
            for path, one in self.same.items()
            if _is_whole(self.root / one.folder, self.outputs)
        }

    def folder(self, path: Path) -> Path:
        """Return the folder of a document."""
        return self.root / self.folders[path]

    def standing(self) -> Iterator[Path]:
        """Yield what this call would overwrite."""
        if self.index and (self.root / INDEX).exists() and not is_list(self.root / INDEX):
            yield self.root / INDEX
        for path in self.folders:
            if path in self.kept or (self.folder(path) / UNFINISHED).exists():
                continue
            for output in self.outputs:
                yield from output.standing(self.folder(path))

    def whereabouts(self, path: Path) -> str:
        """Return where the outputs of a document lie, which ones need an extra to be written, and
        what to open.
        """
        folder = self.folder(path)
        page = next((output.name for output in self.outputs if output.format == "html"), "")
        told = self.folder_line(folder)
        return (
            f"{told}{self.lang.say('Buka: ', 'Open: ')}{shown_name(folder / page, self.mask)}\n"
            if page
            else told
        )

    def folder_line(self, folder: Path) -> str:
        """Return a line that says where outputs lie, and which ones need an extra to be written."""
        named = shown_name(folder, self.mask)
        missing = "".join(
            self.lang.say(
                f" (tanpa {output.format}, yang memerlukan lkj-audit[{output.extra}])",
                f" (without {output.format}, which needs lkj-audit[{output.extra}])",
            )
            for output in not_installed(self.outputs)
        )
        return self.lang.say(f"Keluaran: {named}{missing}\n", f"Outputs: {named}{missing}\n")

    def write(self, audited: AuditedDocument) -> Iterator[Remark]:
        """Write the outputs of a document; yield what each lacks, or why it could not be made.

        What cannot be written affects no other output, unless nothing more can be written at all:
        that ends the call.
        """
        folder = self.folder(audited.pdf)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            written = WrittenFiles(folder)
            written.begin()
        except OSError as error:
            self._end_if_full(error)
            for output in self.outputs:
                yield self._unwritten(output, error, folder)
            return
        try:
            log = carried(folder, reviewed_document(audited.audit), self.decided)
            audited = replace(audited, decisions=log.decisions, note_template=self.note_template)
            if torn := log.torn_sentence(decisions_path(folder).name):
                yield Remark(self.lang.say(*torn))
        except DecisionsError as error:
            yield Remark(
                f"{error.text(self.lang)} {error.advice(self.lang)}".rstrip(),
                decisions_path(folder).name,
            )
        for output in self.outputs:
            if audited.pdf not in self.kept or not output.standing(folder):
                yield from self._written(output, audited, written)
        written.end()
        for made in self._folders(audited.pdf):
            with suppress(OSError):
                made.rmdir()  # where nothing could be written

    def libraries(self) -> tuple[str, ...]:
        """Return what the outputs are written with."""
        return tuple(dict.fromkeys(output.library for output in self.outputs))

    def modules(self) -> tuple[str, ...]:
        """Return everything that writes outputs, for a process that loads it once for many
        documents.
        """
        modules = (
            name
            for output in self.outputs
            for name in (output.library, output.module, *output.sandboxed)
        )
        return tuple(dict.fromkeys(modules))

    def there(self, path: Path) -> tuple[Output, ...]:
        """Return the outputs of this call that are in the folder of a document."""
        return tuple(output for output in self.outputs if output.standing(self.folder(path)))

    def _written(
        self, output: Output, audited: AuditedDocument, written: WrittenFiles
    ) -> Iterator[Remark]:
        folder = written.folder
        try:
            for text in output.write(audited, folder, written):
                yield Remark(f"{output.name}: {text}")
        except Exception as error:
            if os.environ.get("LKJ_DEBUG"):
                traceback.print_exc()
            if refused := _refused(error):
                self._end_if_full(refused)
                yield self._unwritten(output, refused, folder)
                return
            if isinstance(error, DocumentError) and not isinstance(error, ReaderFault):
                made = self.lang.say("tidak dapat dibuat", "could not be made")
                yield Remark(f"{output.name} {made}: {error.text(self.lang)}", output.name)
                return
            name = f"{output.name} ({fault(error)})"
            text = self.lang.say(
                f"{name} tidak dapat dibuat karena kesalahan program; mohon laporkan beserta "
                "berkasnya.",
                f"{name} could not be made because of a fault in the program; please report "
                "it with the file.",
            )
            yield Remark(text, output.name)

    def _unwritten(self, output: Output, error: OSError, folder: Path) -> Remark:
        """Return the sentence on an output that the system does not take, and on what is in its
        place.
        """
        say, reason = self.lang.say, why_not(error, self.lang)
        text = say(
            f"{output.name} tidak dapat ditulis: {reason}",
            f"{output.name} could not be written: {reason}",
        )
        older = (
            say("; yang lama tetap ada", "; the older one stays") if output.standing(folder) else ""
        )
        return Remark(f"{text}{older}.", output.name)

    def _end_if_full(self, error: OSError) -> None:
        """End the call where the system takes no more of any document."""
        if not can_take(self.root):
            raise unwritable(self.root, why_not(error, self.lang), self.lang) from error

    def discard(self, path: Path) -> str:
        """Remove the outputs of a document that could not be audited: what an earlier run wrote no
        longer holds.

        Return a sentence where they cannot be removed.
        """
        folder, refused = self.folder(path), ""
        written = WrittenFiles(folder)
        for output in self.outputs:
            for file in output.standing(folder):
                if written.is_edited(file):
                    continue
                try:
                    file.unlink()
                except OSError as error:
                    name, reason = shown_name(file, self.mask), why_not(error, self.lang)
                    refused = self.lang.say(
                        f"{name} tidak berlaku lagi tetapi tidak dapat dihapus: {reason}.",
                        f"{name} no longer holds but cannot be removed: {reason}.",
                    )
        for emptied in self._folders(path):
            sweep([emptied])
            if emptied == folder:
                written.end()
            with suppress(OSError):
                emptied.rmdir()
        return refused


def _refused(error: Exception) -> OSError | None:
    """Return why the system does not take what is written, from a library's error too.

    What a picture of the document is broken at is an OSError without a number.
    """
    candidates = (error, *error.args)
    return next(
        (one for one in candidates if isinstance(one, OSError) and one.errno is not None), None
    )


def output_directory(
    root: Path,
    outputs: tuple[Output, ...],
    files: Sequence[Path],
    index: bool,
    force: bool,
    mask: Mask,
    lang: Lang,
    wanted: OutputOrigin | None = None,
) -> OutputDirectory:
    """Return the output directory, or raise the usage error that says why it cannot take the
    outputs of these documents.

    Of a call over a folder, documents whose outputs are there as `wanted` are done; nothing is
    where it is None.
    """
    earlier = tuple(previous_audits(root, lang)) if index else ()
    audited = {} if force or wanted is None else _audited(files, earlier)
    names = {path: one.folder for path, one in audited.items()}
    rest = [file for file in files if file not in names]
    kept = () if force else (one.folder for one in earlier)
    folders = {**names, **dict(zip(rest, folder_names(rest, mask, kept), strict=True))}
    same = {path: one for path, one in audited.items() if one.made == wanted}
    made = OutputDirectory(
        root,
        outputs,
        {file: folders[file] for file in files},
        lang,
        index,
        mask,
        same,
        earlier,
        same.keys(),
        tuple(decided_reports(root)),
    )
    _check_standing(made, files, force)
    _make_writable(root, lang)
    return made


def _check_standing(made: OutputDirectory, files: Sequence[Path], force: bool) -> None:
    """Raise the usage error of outputs that cannot be written where they belong, or would replace
    others.
    """
    root, lang = made.root, made.lang
    for folder in (root, *map(made.folder, made.folders)):
        if folder.exists() and not folder.is_dir():
            raise unwritable(
                folder, lang.say("itu berkas, bukan folder", "it is a file and no folder"), lang
            )
    standing = list(made.standing())
    if any(old.samefile(file) for old in standing for file in files if file.exists()):
        raise unwritable(
            root,
            lang.say("dokumen yang diperiksa ada di sana", "a document to be read is there"),
            lang,
        )
    if standing and not force:
        raise click.UsageError(_refusal(standing, lang))


def _make_writable(root: Path, lang: Lang) -> None:
    """Make the root where it does not exist; raise the usage error that says why nothing can be
    written there.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(root, why_not(error, lang), lang) from error
    if not os.access(root, os.W_OK | os.X_OK):
        raise unwritable(root, lang.say("tidak ada izin menulis", "permission denied"), lang)


def _audited(files: Sequence[Path], earlier: Sequence[PreviousAudit]) -> dict[Path, PreviousAudit]:
    """Return the documents of which a folder holds an audit, recognised by their hashes; each copy
    has one of its own.
    """
    by_hash: dict[str, list[PreviousAudit]] = {}
    for one in earlier:
        by_hash.setdefault(one.entry.sha256, []).append(one)
    found: dict[Path, PreviousAudit] = {}
    for file in files if by_hash else ():
        candidates = by_hash.get(_hash_of(file), [])
        if candidates:
            # of equal files that which lay here, else the next one
            own = next((one for one in candidates if one.path == str(file)), candidates[0])
            candidates.remove(own)
            found[file] = own
    return found


def _hash_of(file: Path) -> str:
    """Return the SHA-256 of a file; nothing where it cannot be read, which is reported when it is
    audited.
    """
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""


def _is_whole(folder: Path, outputs: Sequence[Output]) -> bool:
    """Return whether the outputs of a document are in its folder: all that a call wants, and none
    half done.

    A document without a table has no files of tables, and one without findings no file of findings,
    whatever is requested.
    """
    single = (output for output in outputs if not output.several)
    return not (folder / UNFINISHED).exists() and all(
        (folder / output.name).is_file() for output in single
    )


def is_list(path: Path) -> bool:
    """Return whether a file is a list of documents that this program has written."""
    try:
        with path.open("rb") as file:
            return GENERATOR.encode() in file.read(1024)
    except OSError:
        return False


def _refusal(standing: Sequence[Path], lang: Lang) -> str:
    first, more = shown_name(standing[0]), len(standing) - 1
    others = lang.say(f" dan {more} berkas lain", f" and {more} more") if more else ""
    return lang.say(
        f"{first}{others} sudah ada; pilih --out lain, atau --force untuk menimpanya.",
        f"{first}{others} exist{'' if more else 's'} already; choose another --out, or "
        "--force to overwrite.",
    )


def folder_names(files: Iterable[Path], mask: Mask, kept: Iterable[str] = ()) -> Iterator[str]:
    """Yield a name for the folder of each file: like that of the file, safe everywhere, no two
    alike, none `kept`.
    """
    taken = {INDEX, *(name.casefold() for name in kept)}
    for file in files:
        wanted = safe_name(mask(file.resolve().stem))
        name, number = wanted, 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name.casefold())
        yield name


def safe_name(text: str) -> str:
    """Return a name that every system takes for a folder in the folder it is put into.

    >>> safe_name("Laporan: TW IV/2024"), safe_name(".."), safe_name("nul")
    ('Laporan_ TW IV_2024', 'dokumen', 'nul_')
    """
    name = UNSAFE.sub("_", unicodedata.normalize("NFC", text))[:LONGEST_FOLDER].strip(" .")
    if not name.strip("_"):
        return "dokumen"
    return f"{name}_" if RESERVED.match(name) else name


def is_output(path: Path, root: Path) -> bool:
    """Return whether a document that was found in a folder is one that an earlier call wrote into
    `root`.
    """
    return (
        any(path.name == output.name for output in OUTPUTS)
        and path.parent.parent.resolve() == root.resolve()
    )
