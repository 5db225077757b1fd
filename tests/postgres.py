"""A PostgreSQL server of a test's own, from the programs of the system, in a temporary folder."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

# where Debian, Fedora and Homebrew put the programs of the server
_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/pgsql/bin",
)
_SMALL = ("--wal-segsize=1",)
_SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=50",
    "shared_buffers=32MB",
    "max_wal_size=64MB",
    "min_wal_size=2MB",
)


def binaries() -> Path | None:
    """Return the folder of initdb and pg_ctl, None where there is none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for pattern in _PLACES:
        folders += sorted(Path("/").glob(pattern.removeprefix("/")), reverse=True)
    return next(
        (one for one in folders if (one / "initdb").exists() and (one / "pg_ctl").exists()), None
    )


def _end_with_parent() -> None:
    """Have the server stop at once when the process that has started it is gone, however that ended
    (prctl(2)).
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT, 0, 0, 0)


@dataclass
class Server:
    """A server that listens on a socket in its folder alone; `url` makes room for a new archive in
    its one database.
    """

    folder: Path
    programs: Path
    user: str | None
    _numbers: Iterator[int] = field(default_factory=count)
    _process: "subprocess.Popen[bytes] | None" = None

    def run(self, program: str, *arguments: str, seconds: float = 0.0) -> None:
        """Run one of its programs, as the user that a server may run as; again for so long, until
        it succeeds.
        """
        until = time.monotonic() + seconds
        while True:
            done = subprocess.run(
                [str(self.programs / program), *arguments],
                user=self.user,
                cwd=self.folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
            if done.returncode == 0 or time.monotonic() > until:
                break
            time.sleep(0.05)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        options = [
            part
            for setting in (*_SETTINGS, f"unix_socket_directories={self.folder}")
            for part in ("-c", setting)
        ]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(self.data), *options],
                user=self.user,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_parent,
            )
        self.run("pg_ctl", "status", "-D", str(self.data), seconds=60.0)
        self.run("pg_isready", "-h", str(self.folder), seconds=60.0)

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "stop", "-w", "-D", str(self.data), "-m", mode)
        if self._process is not None:
            self._process.wait()

    def restart(self) -> None:
        """Restart it, without asking anybody who is connected."""
        self.stop("immediate")
        self.start()

    def processor_seconds(self) -> float:
        """Return what the server and its processes that have ended have taken of processors
        (proc_pid_stat(5)).
        """
        pid = (self.data / "postmaster.pid").read_text("ascii").split()[0]
        times = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[11:15]
        return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def base(self) -> str:
        """Return the URL of its database, without a user or a schema."""
        return f"postgresql://lkj@/postgres?host={self.folder}"

    def url(self) -> str:
        """Return the URL of a new schema that is empty: it is made in less time than a database."""
        name = f"arsip{next(self._numbers)}"
        self.execute(f"CREATE SCHEMA {name}")
        return f"{self.base}&options=-csearch_path%3D{name}"

    def execute(self, statement: str) -> None:
        """Execute a statement as its administrator."""
        import psycopg

        with psycopg.connect(self.base, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running_server() -> Iterator[Server | None]:
    """Yield a server that runs; None where its programs are not installed."""
    programs = binaries()
    if programs is None:
        yield None
        return
    # pytest's folders are not open to the user that the server runs as
    with tempfile.TemporaryDirectory(prefix="lkj-pg-") as temporary:
        folder = Path(temporary)
        server = Server(folder, programs, _user(folder))
        server.run(
            "initdb",
            "-D",
            str(server.data),
            "-U",
            "lkj",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            *_SMALL,
        )
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


def _user(folder: Path) -> str | None:
    """Return whom a server runs as: it refuses to run as root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd

    names = [entry.pw_name for entry in pwd.getpwall()]
    name = next(name for name in ("postgres", "nobody") if name in names)
    shutil.chown(folder, name)
    return name


def skip_without_server(server: Server | None) -> Server:
    """Return the server, or skip the test."""
    if server is None:
        pytest.skip("no PostgreSQL is installed (Debian: apt-get install postgresql)")
    return server
