"""One server a folder: the first one keeps its address in a file that it holds a lock on, a second
one joins it.
"""

import json
import os
from pathlib import Path
from typing import NamedTuple

FILE = "alamat.json"


class Address(NamedTuple):
    """Where the review of a folder is served; `token` is a part of every address."""

    port: int
    token: str

    @property
    def url(self) -> str:
        """The address that a browser opens."""
        return f"http://127.0.0.1:{self.port}/{self.token}/"


class Instance:
    """The file with the address; only its owner may read it, and only one process holds it."""

    def __init__(self, own: Path) -> None:
        self._path = own / FILE
        self._descriptor = -1

    def claim(self) -> bool:
        """Return whether this process is the one that serves the folder from now on."""
        self._descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            import fcntl

            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            return self._claimed_on_windows()
        except BlockingIOError:
            self.release()
            return False
        os.chmod(self._path, 0o600)
        return True

    def _claimed_on_windows(self) -> bool:
        import msvcrt

        os.lseek(self._descriptor, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(self._descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            self.release()
            return False
        return True

    def publish(self, address: Address) -> None:
        """Publish for a second start where the review is served."""
        data = json.dumps(address._asdict()).encode()
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, data)

    def address(self) -> Address | None:
        """Return where the review is served, None where that is not reported yet."""
        try:
            content = json.loads(self._path.read_bytes())
            return Address(int(content["port"]), str(content["token"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def release(self) -> None:
        """Let another process serve the folder."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
