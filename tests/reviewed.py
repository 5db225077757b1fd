"""A running review for tests: the program as a user starts it, and a report that comes in corrected
versions.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests import drawn

TITLE = ("LAPORAN KINERJA", "KECAMATAN KLAKAH", "TAHUN 2024")
CAPTION = "Tabel 3.2 Realisasi Anggaran Tahun 2024"
ROWS = (
    ("Program", "Pagu", "Realisasi", "Sisa"),
    ("Program Penunjang", "1.500", "1.400", "{one}"),
    ("Program Pelayanan", "2.500", "2.200", "{two}"),
)


def report_pdf(one: str = "100", two: str = "300") -> bytes:
    """Return a report of two remainders, which are right when they are 100 and 300."""
    rows = drawn.formatted(ROWS, one=one, two=two)
    cover = "".join(
        drawn.words(line, 200, 700 - 30 * at, size=16, bold=True) for at, line in enumerate(TITLE)
    )
    table = drawn.words(CAPTION, 60, 800) + drawn.table(rows, [180, 80, 80, 80], top=780)
    return drawn.pdf([cover, table])


@dataclass(frozen=True, slots=True)
class Served:
    """A review that runs: its process, its folder and its address."""

    process: subprocess.Popen[str]
    root: Path
    url: str

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    @property
    def base(self) -> str:
        """The path that every address begins with."""
        return "/" + urlsplit(self.url).path.split("/")[1]

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Send one request as it is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer, data

    def csrf(self) -> str:
        """Return the token that our own pages send."""
        found = re.search(
            r"x-csrf-token&#34;: &#34;|x-csrf-token\": \"([^\"]+)",
            self.ask(f"{self.base}/")[1].decode(),
        )
        assert found
        return found[1]

    def post(self, path: str, body: bytes, content: str = "application/json") -> tuple[int, bytes]:
        """Send what a page of ours would."""
        headers = {"x-csrf-token": self.csrf(), "Content-Type": content}
        answer, data = self.ask(f"{self.base}{path}", "POST", body, headers)
        return answer.status, data

    def upload(self, name: str, data: bytes) -> str:
        """Hand a file in, and return what the list says then."""
        edge = "berkas-berkas"
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="berkas"; filename="{name}"\r\n\r\n'
        )
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        status, html = self.post("/unggah", body, f"multipart/form-data; boundary={edge}")
        assert status == 200
        return html.decode()

    def settled(self, seconds: float = 120) -> str:
        """Return the list once nothing is being audited any more."""
        until = time.monotonic() + seconds
        while "hx-get" in (html := self.ask(f"{self.base}/isi")[1].decode()):
            assert time.monotonic() < until, html
            time.sleep(0.2)
        return html

    def ids(self) -> list[str]:
        """Return the documents of the list."""
        return list(dict.fromkeys(re.findall(r"/dok/([0-9a-f]+)/\"", self.settled())))

    def decide(
        self, id: str, matter: int, action: str, seen: Sequence[str] = (), **more: object
    ) -> tuple[int, Any]:
        """Record a decision as the page does."""
        asked = {"matter": matter, "action": action, "seen": list(seen), **more}
        status, data = self.post(f"/dok/{id}/putusan", json.dumps(asked).encode())
        return status, json.loads(data)


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start `lkj review` as a user does, without a browser."""
    call = [sys.executable, "-m", "lkj_audit", "review", "--no-browser", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": "1"}
    environment.pop("LKJ_LANG", None)
    return subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Give a running review of a folder, and stop it as a user does."""
    with running(root, root) as review:
        yield review


@contextmanager
def served_archive(url: str, root: Path) -> Iterator[Served]:
    """Give a running review of an archive whose outputs are made in a folder."""
    with running(root, "--db", url, root) as review:
        yield review


@contextmanager
def running(root: Path, *arguments: str | Path) -> Iterator[Served]:
    process = start(*arguments)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, (line, process.stderr and process.stderr.read())
        yield Served(process, root, found[0])
    finally:
        process.terminate()
        process.communicate(timeout=30)
