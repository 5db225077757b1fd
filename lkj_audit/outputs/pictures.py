"""Small pictures of pages, rendered by a process of its own: a page that crashes PDFium costs its picture alone."""

import json
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

from extract.apart import call_apart
from extract.limits import LIMITS, Limits

# how often rendering is taken up again behind a page that crashed it
MOST_CRASHES = 5
SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A page (1-based) as displayed: its size in pixels, and a PNG or JPEG file."""

    page: int
    media: str
    width: int
    height: int
    data: bytes

    @property
    def uri(self) -> str:
        """The picture as an address that holds all of it."""
        return f"data:image/{self.media};base64,{b64encode(self.data).decode('ascii')}"


class PagePictures:
    """Pictures of pages, being rendered by another process from the moment this is made."""

    def __init__(self, pdf: Path, pages: Sequence[int], *, cover_nips: bool, limits: Limits = LIMITS) -> None:
        self._pdf = pdf
        self._pages = list(pages)
        self._cover_nips = cover_nips
        self._limits = limits
        self._deadline = time.monotonic() + min(SECONDS, limits.seconds)
        self._pool = ThreadPoolExecutor(1)
        self._start()

    def _start(self) -> None:
        asked = {
            "path": str(self._pdf.absolute()),
            "pages": self._pages,
            "cover_nips": self._cover_nips,
            "limits": asdict(self._limits),
        }
        self._process = subprocess.Popen(
            call_apart("lkj_audit.outputs.renderer", asked),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._output = self._pool.submit(self._process.communicate)

    def taken(self) -> dict[int, Picture]:
        """Return the pictures by page, waiting for them; a page that cannot be rendered has none."""
        pictures: dict[int, Picture] = {}
        for _ in range(MOST_CRASHES):
            received = self._received()
            pictures.update({picture.page: picture for picture in received})
            self._pages = self._pages[len(received) + 1 :]
            if not self._pages or time.monotonic() >= self._deadline:
                break
            self._start()
        self.close()
        return pictures

    def close(self) -> None:
        """End the process, if it still runs."""
        self._process.kill()
        self._pool.shutdown()

    def _received(self) -> list[Picture]:
        """Return what the process has rendered when it ends, or when its time is up."""
        try:
            output, _ = self._output.result(max(0.0, self._deadline - time.monotonic()))
        except TimeoutError:
            self._process.kill()
            output, _ = self._output.result()
        return list(_pictures(BytesIO(output)))


def _pictures(output: BytesIO) -> Iterator[Picture]:
    """Yield the pictures that were written whole."""
    while (line := output.readline()).endswith(b"\n"):
        about = json.loads(line)
        size = about.pop("bytes")
        data = output.read(size)
        if len(data) < size:
            return
        yield Picture(data=data, **about)
