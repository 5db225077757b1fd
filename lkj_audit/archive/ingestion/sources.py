"""PDF files where they lie: in folders, behind links, in ZIP files; what cannot or must not be
followed is refused.

A ZIP file is never unpacked to the names that it holds: what is read of one goes into a temporary
file of our own.
"""

import errno
import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import NamedTemporaryFile
from typing import IO

from lkj_audit.archive.records import Failure, State
from lkj_audit.output_files import why_not
from lkj_audit.presentation.language import Lang
from validate.findings import Message

# A report takes some megabytes; what is larger than this, or holds more, is no archive of reports.
LARGEST_MEMBER = 1 << 30
LARGEST_ZIP = 16 << 30
MOST_MEMBERS = 100_000
# PDF files hold compressed streams already, and shrink little: a bomb shrinks a thousandfold
LARGEST_RATIO = 200
# below this a ratio says nothing
_SMALL = 10 << 20
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class PdfSource:
    """A PDF file: its path, or the path of a ZIP file and the name in it."""

    path: Path
    member: str = ""

    @property
    def file_name(self) -> str:
        """The name of the file alone."""
        return PurePosixPath(self.member).name if self.member else self.path.name

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Yield its content; raise an OSError or a BadZip where it cannot be read."""
        if not self.member:
            with self.path.open("rb") as file:
                yield file
            return
        with (
            _zip_errors(),
            zipfile.ZipFile(self.path) as archive,
            archive.open(self.member) as file,
        ):
            yield file

    def blocks(self) -> Iterator[bytes]:
        """Yield its content in pieces; one in a ZIP file that grows beyond what it may is a
        BadZip.
        """
        size = 0
        with self.open() as file:
            while block := file.read(_BLOCK):
                size += len(block)
                if self.member and size > LARGEST_MEMBER:
                    raise BadZip(BOMB)
                yield block

    @contextmanager
    def file(self) -> Iterator[Path]:
        """Yield a path under which the content can be read while the block lasts."""
        if not self.member:
            yield self.path
            return
        with NamedTemporaryFile(suffix=".pdf", prefix="lkj-") as copy:
            for block in self.blocks():
                copy.write(block)
            copy.flush()
            yield Path(copy.name)


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """What was found and is not read: where, and why."""

    path: Path
    member: str
    failure: Failure


class BadZip(Exception):  # named for what it is
    """A ZIP file, or a file in one, that is not read."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason_en)
        self.failure = failure


def refused(code: str, reason: Message) -> Failure:
    """Return why something is not read."""
    return Failure(State.FAILED, code, reason.id, reason.en)


BOMB = refused(
    "zip_bomb",
    Message(
        "Isi berkas ZIP ini jauh lebih besar daripada yang wajar untuk laporan; tidak dibuka.",
        "The content of this ZIP file is far larger than reports are; it is not opened.",
    ),
)
CLIMBS = refused(
    "zip_path",
    Message(
        "Nama di dalam berkas ZIP menunjuk ke luar foldernya; tidak dibuka.",
        "A name in the ZIP file leads out of its folder; it is not opened.",
    ),
)
LINKED = refused(
    "zip_link",
    Message("Tautan di dalam berkas ZIP tidak diikuti.", "A link in a ZIP file is not followed."),
)
NESTED = refused(
    "zip_nested",
    Message(
        "Berkas ZIP di dalam ZIP tidak dibuka; ekstrak dahulu.",
        "A ZIP file in a ZIP file is not opened; unpack it first.",
    ),
)
LOCKED = refused(
    "zip_encrypted",
    Message(
        "Berkas di dalam ZIP dikunci dengan kata sandi.",
        "The file in the ZIP file is protected by a password.",
    ),
)
DAMAGED = refused(
    "zip_damaged",
    Message("Berkas ZIP ini rusak atau terpotong.", "The ZIP file is damaged or truncated."),
)
LOOP = refused(
    "link_loop",
    Message(
        "Tautan folder ini kembali ke folder di atasnya; tidak diikuti.",
        "The link leads back to a folder above; it is not followed.",
    ),
)
MISSING = refused(
    "missing", Message("Berkas atau folder tidak ditemukan.", "There is no such file or folder.")
)
NOTHING = refused(
    "empty_folder", Message("Folder ini tidak berisi PDF.", "There is no PDF in this folder.")
)
NO_FILE = refused(
    "not_a_file",
    Message("Bukan berkas biasa; tidak dibuka.", "It is no ordinary file; it is not opened."),
)


def unreadable(error: OSError) -> Failure:
    """Return that the system does not let a file or folder be read."""
    reasons = (why_not(error, lang).replace("menulis", "membaca") for lang in (Lang.ID, Lang.EN))
    reason_id, reason_en = reasons
    return refused(
        "unreadable",
        Message(f"Tidak dapat dibaca: {reason_id}.", f"It cannot be read: {reason_en}."),
    )


def find_sources(paths: Iterable[Path]) -> Iterator[PdfSource | RefusedFile]:
    """Yield every PDF file of these files, folders and ZIP files, each once, and what is refused on
    the way.

    What is named is read whatever its name is; of a folder the PDF and ZIP files, hidden ones left
    out.
    """
    seen: set[tuple[Path, str]] = set()
    for path in paths:
        for found in _named(path):
            place = (Path(os.path.abspath(found.path)), found.member)
            if place not in seen:
                seen.add(place)
                yield found


def _named(path: Path) -> Iterator[PdfSource | RefusedFile]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield RefusedFile(
            path, "", MISSING if isinstance(error, FileNotFoundError) else unreadable(error)
        )
        return
    if stat.S_ISDIR(mode):
        nothing = True
        for found in _in_folder(path, ()):
            nothing = False
            yield found
        if nothing:
            yield RefusedFile(path, "", NOTHING)
    elif not stat.S_ISREG(mode):
        yield RefusedFile(path, "", NO_FILE)
    elif _is_zip(path):
        yield from in_zip(path)
    else:
        yield PdfSource(path)


def _in_folder(
    folder: Path, above: tuple[tuple[int, int], ...]
) -> Iterator[PdfSource | RefusedFile]:
    """Yield what lies in a folder; `above` are the identities of the folders that lead to it."""
    try:
        own = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield RefusedFile(folder, "", unreadable(error))
        return
    identity = (own.st_dev, own.st_ino)
    if identity in above:
        yield RefusedFile(folder, "", LOOP)
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _entry(entry, (*above, identity))


def _entry(
    entry: "os.DirEntry[str]", above: tuple[tuple[int, int], ...]
) -> Iterator[PdfSource | RefusedFile]:
    path = Path(entry.path)
    try:
        is_folder = entry.is_dir()
    except OSError as error:  # a link that leads to itself
        yield RefusedFile(path, "", LOOP if error.errno == errno.ELOOP else unreadable(error))
        return
    if is_folder:
        yield from _in_folder(path, above)
    elif path.suffix.lower() not in (".pdf", ".zip"):
        return
    elif not entry.is_file():
        # a link to nothing, a pipe
        yield RefusedFile(path, "", NO_FILE if path.exists() else MISSING)
    elif path.suffix.lower() == ".zip":
        yield from in_zip(path)
    else:
        yield PdfSource(path)


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def in_zip(path: Path) -> Iterator[PdfSource | RefusedFile]:
    """Yield the PDF files in a ZIP file; a bomb is refused as a whole, whatever else it holds."""
    try:
        with _zip_errors(), zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if _is_bomb(members, path.stat().st_size):
                raise BadZip(BOMB)
    except BadZip as error:
        yield RefusedFile(path, "", error.failure)
        return
    except OSError as error:
        yield RefusedFile(path, "", unreadable(error))
        return
    for member in sorted(members, key=lambda member: member.filename):
        yield from _member(path, member)


def _is_bomb(members: list[zipfile.ZipInfo], size: int) -> bool:
    """Return whether the directory of a ZIP file promises more than one of reports can hold."""
    promised = sum(member.file_size for member in members)
    return (
        len(members) > MOST_MEMBERS
        or promised > LARGEST_ZIP
        or any(member.file_size > LARGEST_MEMBER for member in members)
        or (promised > _SMALL and promised > LARGEST_RATIO * max(1, size))
    )


def _member(path: Path, member: zipfile.ZipInfo) -> Iterator[PdfSource | RefusedFile]:
    name = member.filename
    suffix = PurePosixPath(name).suffix.lower()
    hidden = any(
        part.startswith((".", "__MACOSX")) and part != ".." for part in PureWindowsPath(name).parts
    )
    if member.is_dir() or hidden or suffix not in (".pdf", ".zip"):
        return
    if _climbs(name):
        yield RefusedFile(path, name, CLIMBS)
    elif stat.S_ISLNK(member.external_attr >> 16):
        yield RefusedFile(path, name, LINKED)
    elif suffix == ".zip":
        yield RefusedFile(path, name, NESTED)
    elif member.flag_bits & 1:
        yield RefusedFile(path, name, LOCKED)
    else:
        yield PdfSource(path, name)


def _climbs(name: str) -> bool:
    r"""Return whether a name in a ZIP file leads out of the folder that it would be unpacked to.

    >>> _climbs("2024/lkj.pdf"), _climbs("../lkj.pdf"), _climbs("/etc/lkj.pdf"), _climbs("C:\\lkj.pdf")
    (False, True, True, True)
    """  # noqa: E501
    windows = PureWindowsPath(name)
    return bool(windows.drive or windows.root or name.startswith("/")) or ".." in windows.parts


@contextmanager
def _zip_errors() -> Iterator[None]:
    """Let whatever a hostile ZIP file makes the library raise be one error."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise BadZip(DAMAGED) from error


def hashed(source: PdfSource) -> tuple[str, int]:
    """Return the SHA-256 and the size of a source; raise an OSError or a BadZip where it cannot be
    read.
    """
    content, size = hashlib.sha256(), 0
    for block in source.blocks():
        content.update(block)
        size += len(block)
    return content.hexdigest(), size
