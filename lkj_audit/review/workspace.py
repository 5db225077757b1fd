"""The folder of a review: the outputs of each document, the submitted files, and where the user
left off.

Everything is on disk before it is shown: to close the browser, or the program, loses nothing.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from lkj_audit.decisions.errors import DecisionsError
from lkj_audit.decisions.file import decisions_path, read_log
from lkj_audit.decisions.reviewed import NoAudit, ReviewedAudit, read_reviewed
from lkj_audit.decisions.state import NO_DECISIONS, Decisions, Status
from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.outputs.output_directory import safe_name
from normalize.text.masking import masked

OWN = ".reviu"
AUDIT, PAGE = "audit.json", "laporan.html"
UPLOADS = "sumber"
# what was taken off the list
ASIDE = "disisihkan"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReviewedFolder:
    """A document of the review: its outputs, its audit, and the decisions on it or why they are not
    read.
    """

    id: str
    folder: Path
    audit: ReviewedAudit
    decisions: Decisions = NO_DECISIONS
    trouble: DecisionsError | None = None

    @property
    def name(self) -> str:
        """What the document is called in a list."""
        return self.audit.document.organisation or self.audit.document.file

    @property
    def open_grave(self) -> int:
        """How many entries of severity major or critical are open."""
        return len(self.audit.open_entries(self.decisions))

    @property
    def decided(self) -> int:
        """How many entries are decided on."""
        return sum(
            state.status is not Status.OPEN for _, state in self.audit.states(self.decisions)
        )

    @property
    def again(self) -> int:
        """How many entries are to be looked at again."""
        return sum(state.look_again for _, state in self.audit.states(self.decisions))


class Workspace:
    """A folder of reviewed documents."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.own = root / OWN
        self._lock = RLock()

    def prepare(self) -> None:
        """Make the folders that the review needs; raise OSError where they cannot be made."""
        self.own.mkdir(parents=True, exist_ok=True)
        (self.own / UPLOADS).mkdir(exist_ok=True)

    def documents(self) -> Iterator[ReviewedFolder]:
        """Yield the documents, in the order of their folders."""
        for path in sorted(self.root.glob(f"*/{AUDIT}")):
            if not path.parent.name.startswith(".") and (result := self._read(path.parent)):
                yield result

    def document(self, id: str) -> ReviewedFolder | None:
        """Return the document of an id, None where there is none."""
        for path in self.root.glob(f"*/{AUDIT}"):
            if id_of(path.parent) == id:
                return self._read(path.parent)
        return None

    def _read(self, folder: Path) -> ReviewedFolder | None:
        try:
            audit = read_reviewed(folder / AUDIT)
        except (OSError, NoAudit):
            return None
        try:
            return ReviewedFolder(
                id_of(folder), folder, audit, read_log(decisions_path(folder)).decisions
            )
        except DecisionsError as error:
            return ReviewedFolder(id_of(folder), folder, audit, trouble=error)

    def folder_for(self, source: Path) -> str:
        """Return the name of the folder for a file: that of an audit of the same bytes, else one
        that is free.
        """
        with self._lock:
            sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
            for item in self.documents():
                if item.audit.document.sha256 == sha256:
                    return item.folder.name
            known = self._sources()
            for name, path in known.items():
                if path == str(source):
                    return name
            wanted = name = safe_name(masked(source.stem))
            number = 1
            while (self.root / name).exists() or name in known:
                number += 1
                name = f"{wanted}-{number}"
            self._write("dokumen.json", {**known, name: str(source)})
            return name

    def is_audited(self, folder: str, source: Path) -> bool:
        """Return whether the outputs in a folder are those of this file."""
        sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
        try:
            audit = read_reviewed(self.root / folder / AUDIT)
        except (OSError, NoAudit):
            return False
        return audit.document.sha256 == sha256 and (self.root / folder / PAGE).is_file()

    def remember_source(self, folder: str, source: Path) -> None:
        """Keep where the file of a document lies: its outputs are made anew from it."""
        with self._lock:
            self._write("dokumen.json", {**self._sources(), folder: str(source)})

    def forget(self, folder: str) -> None:
        """Forget a document that could not be audited."""
        with self._lock:
            self._write(
                "dokumen.json",
                {name: path for name, path in self._sources().items() if name != folder},
            )

    def set_aside(self, folder: Path) -> Path:
        """Take a document off the list: its outputs, decisions and upload are moved, none is
        deleted; return where they lie now.
        """
        with self._lock:
            aside = self.own / ASIDE / f"{folder.name}-{secrets.token_hex(4)}"
            aside.parent.mkdir(exist_ok=True)
            source = Path(self._sources().get(folder.name, ""))
            folder.rename(aside)
            self.forget(folder.name)
            if self.own / UPLOADS in source.parents and source.is_file():
                source.rename(aside / source.name)
            return aside

    def source(self, folder: Path) -> Path | None:
        """Return the file that was audited, None where it is gone.

        Of outputs that `lkj audit` wrote it is looked for where the audit says that it was, and
        beside the outputs; it is the one whose hash is the same.
        """
        path = self._sources().get(folder.name)
        if path and Path(path).is_file():
            return Path(path)
        try:
            document = json.loads((folder / AUDIT).read_bytes())["document"]
            names = [Path(document.get("path", document["file"])), Path(document["file"])]
            candidates = [
                base / name for name in names for base in (Path(), self.root.parent, self.root)
            ]
            return next((file for file in candidates if _has_hash(file, document["sha256"])), None)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _sources(self) -> dict[str, str]:
        result = self._stored("dokumen.json")
        return {str(name): str(path) for name, path in result.items()}

    def waiting(self) -> list[Path]:
        """Return the files that were handed in and of which no audit is: a program that was ended
        had them.
        """
        known = {path: name for name, path in self._sources().items()}
        result = sorted(
            path for path in (self.own / UPLOADS).glob("*/*.pdf") if not path.name.startswith(".")
        )
        result += [
            Path(path) for path in known if Path(path).is_file() and Path(path) not in result
        ]
        return [
            path for path in result if not (self.root / known.get(str(path), "") / AUDIT).is_file()
        ]

    def upload_path(self, name: str) -> Path:
        """Return where an upload goes: a generated folder, and a name with nothing in it that a
        system obeys.
        """
        folder = self.own / UPLOADS / secrets.token_hex(8)
        folder.mkdir(mode=0o700)
        return folder / f"{safe_name(masked(Path(name.replace(chr(92), '/')).stem))}.pdf"

    # where the user left off ----------------------------------------------------------------------

    @property
    def here(self) -> Json:
        """The document that was open last, the matter in it, and the name of the user."""
        return self._stored("keadaan.json")

    def set_here(self, **facts: object) -> None:
        """Keep where the user is now; that it cannot be kept is no reason to stop."""
        with self._lock, suppress(OSError):
            self._write("keadaan.json", {**self.here, **facts})

    @property
    def opened(self) -> frozenset[str]:
        """The documents that were opened once."""
        return frozenset(self._stored("dibuka.json"))

    def set_opened(self, document: str) -> None:
        """Keep that a document was opened; that it cannot be kept is no reason to stop."""
        with self._lock, suppress(OSError):
            opened = self._stored("dibuka.json")
            if document not in opened:
                self._write("dibuka.json", {**opened, document: True})

    def drafts(self, document: str) -> Json:
        """Return what was begun on a document and not saved, by the ids of the matters."""
        result = self._stored("konsep.json").get(document)
        return result if isinstance(result, dict) else {}

    def set_drafts(self, document: str, drafts: Json) -> None:
        """Keep what was begun on a document; that it cannot be kept is no reason to stop."""
        with self._lock, suppress(OSError):
            others = {
                id: kept for id, kept in self._stored("konsep.json").items() if id != document
            }
            self._write("konsep.json", {**others, document: drafts} if drafts else others)

    def _stored(self, name: str) -> Json:
        try:
            content = json.loads((self.own / name).read_bytes())
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def _write(self, name: str, content: Json) -> None:
        with replacing(self.own / name) as path:
            path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def id_of(folder: Path) -> str:
    """Return what a folder is called in an address: nothing that a browser sends is a path."""
    return hashlib.sha256(folder.name.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _has_hash(file: Path, sha256: str) -> bool:
    """Return whether a file is there and has this SHA-256."""
    if not file.is_file():
        return False
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == sha256
