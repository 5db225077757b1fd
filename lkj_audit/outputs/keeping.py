"""Which files of a document's folder this program has written as they are, and which a person has
edited since.

The SHA-256 of everything that is written is kept beside it. A file that is another by now was
edited: no run overwrites or removes it, and what would have taken its place is written beside it.

While outputs are being written a file marks them as unfinished. It takes each digest before the
output takes its place, so that what a killed run has written is distinguished from what a person
has.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from lkj_audit.outputs.atomic_files import replacing

RECORD = ".keluaran.json"
# beside outputs of a document that are still being written; what it marks may be overwritten
UNFINISHED = ".belum-selesai"
SCHEMA = "lkj-keluaran/1"
ASIDE = "baru"
# what was written before a run was killed is recognised by the ones before the last
DIGESTS_KEPT = 4
# an output of an earlier version has no digest; that run wrote its last file within seconds of the
# others
SECONDS_OF_A_RUN = 120
AUDIT = "audit.json"
# in the mark of unfinished outputs, before the name of a folder
_BEGIN, _END = "*begin", "*end"


class WrittenFiles:
    """What is known of the files in one folder; names are relative to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._digests: dict[str, list[str]] = {}
        self._has_record = False
        self._asides: dict[Path, Path] = {}
        self._marker = -1
        # folders into which a run that was killed was writing several files, and when
        self._killed_in: dict[str, float] = {}
        with suppress(OSError, ValueError, AttributeError, KeyError, TypeError):
            content = json.loads((folder / RECORD).read_bytes())
            if content.get("schema") == SCHEMA:
                files = content["files"]
                self._digests = {
                    str(name): list(map(str, digests)) for name, digests in files.items()
                }
                self._has_record = True

        with suppress(OSError, ValueError):
            marked_at = (folder / UNFINISHED).stat().st_mtime
            for line in (folder / UNFINISHED).read_text("utf-8").splitlines():
                digest, _, name = line.partition(" ")
                if digest == _BEGIN:
                    self._killed_in[name] = marked_at
                elif digest == _END:
                    self._killed_in.pop(name, None)
                else:
                    self._digests.setdefault(name, []).append(digest)

    def begin(self) -> None:
        """Mark the outputs as unfinished."""
        self._marker = os.open(
            self.folder / UNFINISHED, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o666
        )

    def end(self) -> None:
        """Keep what is known, and take the mark away.

        Without the record a file is taken for an edited one, which loses nothing.
        """
        if self._marker >= 0:
            os.close(self._marker)
            self._marker = -1
        with suppress(OSError):
            self._save()
        (self.folder / UNFINISHED).unlink(missing_ok=True)
        self._remove_if_alone()

    def is_edited(self, path: Path) -> bool:
        """Return whether a person has edited a file since it was written; the JSON is for programs
        alone.
        """
        if path.name == AUDIT or not path.is_file() or path.is_symlink():
            return False
        known = self._digests.get(self._name(path))
        if known is not None:
            return digest_of(path) not in known and not self._was_being_written(path)
        if self._has_record:
            return False
        # of an earlier version: the audit is written last
        try:
            return path.stat().st_mtime > (self.folder / AUDIT).stat().st_mtime + SECONDS_OF_A_RUN
        except OSError:
            return False

    def _was_being_written(self, path: Path) -> bool:
        """Return whether a file is one of several that a killed run was writing, by its time:
        the last of them may be there before its digest is noted.
        """
        marked_at = self._killed_in.get(self._name(path.parent))
        if marked_at is None:
            return False
        try:
            return path.stat().st_mtime <= marked_at + SECONDS_OF_A_RUN
        except OSError:
            return False

    def begin_folder(self, folder: Path) -> None:
        """Note that several files are about to be written into a folder."""
        self._note(_BEGIN, folder)

    def end_folder(self, folder: Path) -> None:
        """Note that they are, and that their digests are known."""
        self._note(_END, folder)

    def _note(self, word: str, path: Path) -> None:
        if self._marker >= 0:
            with suppress(OSError):
                os.write(self._marker, f"{word} {self._name(path)}\n".encode())

    def edited(self, paths: Iterable[Path]) -> list[Path]:
        """Return those of some files that a person has edited."""
        return [path for path in paths if self.is_edited(path)]

    def aside(self, path: Path) -> Path:
        """Return where the output goes that would have taken the place of an edited file."""
        number = 1
        while True:
            name = f"{path.stem}.{ASIDE}{'' if number == 1 else f'-{number}'}{path.suffix}"
            candidate = path.with_name(name)
            is_ours = self._name(candidate) in self._digests and not self.is_edited(candidate)
            if is_ours or not os.path.lexists(candidate):
                self._asides[path] = candidate
                return candidate
            number += 1

    def latest_aside(self, path: Path) -> Path | None:
        """Return what was written beside an edited file, None where nothing was."""
        return self._asides.get(path)

    def add(self, path: Path, digest: str) -> None:
        """Remember what is written to a file, before it is there, and what is there until then: a
        run that is killed in between has left that, and it was not edited.
        """
        name, standing = self._name(path), digest_of(path)
        fresh = [one for one in (standing, digest) if one]
        known = [one for one in self._digests.get(name, ()) if one not in fresh]
        self._digests[name] = [*known, *fresh][-DIGESTS_KEPT:]
        if self._marker >= 0:
            lines = "".join(f"{one} {name}\n" for one in fresh)
            with suppress(OSError):
                os.write(self._marker, lines.encode())

    def _save(self) -> None:
        if not self._digests:
            return
        there = dict(sorted(self._digests.items()))
        with replacing(self.folder / RECORD) as path:
            path.write_text(
                json.dumps({"schema": SCHEMA, "files": there}, indent=0) + "\n", "utf-8"
            )

    def _remove_if_alone(self) -> None:
        """Remove the record from a folder that holds nothing else."""
        with suppress(OSError):
            if [entry.name for entry in os.scandir(self.folder)] == [RECORD]:
                (self.folder / RECORD).unlink()

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
