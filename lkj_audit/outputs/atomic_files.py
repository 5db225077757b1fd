"""Files are written atomically: to a temporary file beside their place, which takes it when it is
whole.

A temporary file is locked as long as the process that writes it lives, so that two runs into one
folder leave each other's alone, and what a killed run has left behind is told apart and removed by
the next one.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import Self

from extract.patterns import regex

TEMPORARY = regex(r"\.lkj-[0-9a-f]{16}(?:\.\w+)?")
# What any output of a document takes at the least, in bytes.
_PROBE = 1 << 14


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a path in the folder of `target`, of the same ending, and let what was written there
    take its place.

    What is there already stays as it is until then, and where the block fails.
    """
    with Replacement(target) as replacement:
        yield replacement.path


class Replacement:
    """A temporary file that takes the place of `target` at the end of a `with` block, unless that
    fails.

    A link is followed, and the permissions of an older file are kept.
    """

    def __init__(self, target: Path) -> None:
        """Make the temporary file."""
        self.target = Path(os.path.realpath(target))
        self.path, self._descriptor = self._made()
        with suppress(OSError):
            older = os.stat(self.target)
            if S_ISREG(older.st_mode):
                os.chmod(self.path, S_IMODE(older.st_mode))

    def _made(self) -> tuple[Path, int]:
        """Make a file of a name that no other has, and lock it; where a sweep took it before it was
        locked, another.
        """
        while True:
            path = self.target.with_name(f".lkj-{secrets.token_hex(8)}{self.target.suffix}")
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666)
            _lock(descriptor)
            if path.exists():
                return path, descriptor
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        if failed is None:
            self.commit()
        else:
            self.discard()

    def commit(self) -> None:
        """Let the file take its place."""
        try:
            self.flush()
            self._close()
            os.replace(self.path, self.target)
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove the file, where it has not taken its place; what cannot be removed now is swept by
        the next run.
        """
        self._close()
        with suppress(OSError):
            os.unlink(self.path)

    def flush(self) -> None:
        """Make sure that the medium has taken it all: a disk may be full without having said so
        yet.
        """
        descriptor = os.open(self.path, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def sweep(folders: Iterable[Path]) -> None:
    """Remove the temporary files in these folders that no living process writes."""
    for folder in folders:
        with suppress(OSError):
            for entry in [
                entry.path for entry in os.scandir(folder) if TEMPORARY.fullmatch(entry.name)
            ]:
                _remove_if_abandoned(entry)


def _remove_if_abandoned(path: str) -> None:
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDWR)
        try:
            if _lock(descriptor):
                os.unlink(path)
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Lock a file as long as it is open; return whether nobody else does.

    Without locks (Windows) a file that is open cannot be removed anyway.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def can_take(folder: Path) -> bool:
    """Return whether a folder takes a small file: where it does not, nothing more can be written
    there.
    """
    try:
        probe = Replacement(folder / "probe")
    except OSError:
        return False
    try:
        probe.path.write_bytes(bytes(_PROBE))
        probe.flush()
    except OSError:
        return False
    finally:
        probe.discard()
    return True
