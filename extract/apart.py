"""Pages read by another process, so that a document that crashes, hangs or swells costs itself and nothing else."""

import json
import marshal
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extract import errors
from extract.errors import BrokenDocument, ReaderCrashed, TooSlow
from extract.limits import Limits
from extract.pieces import Layout, unpacked
from extract.records import OTHERS, Reading

Progress = Callable[[int, int], None]


def call_apart(module: str, asked: dict[str, Any]) -> list[str]:
    """Return the command that runs `main` of one of our modules, apart from what the user has in his environment."""
    program = f"import sys, json; sys.path[:] = json.loads(sys.argv[2]); from {module} import main; main(sys.argv[1])"
    return [sys.executable, "-I", "-S", "-c", program, json.dumps(asked), json.dumps(search_path())]


def search_path() -> list[str]:
    """Return where another process finds the modules of this one, without the working directory."""
    return [str(Path(__file__).parent.parent), *filter(None, sys.path)]


class PagesApart:
    """The pages of a document, being read by another process from the moment this is made.

    `again` are pages (1-based) that are read in the other readings too, which `others` holds then.

    For systems with `fork` and inherited descriptors; elsewhere `extract.document` reads in its own process.
    """

    def __init__(self, path: Path, limits: Limits, again: Sequence[int] = ()) -> None:
        self._limits, self._again = limits, again
        self._deadline = time.monotonic() + limits.seconds
        output, write = os.pipe()
        second, write_second = os.pipe()
        asked = {
            "path": str(path),
            "limits": asdict(limits),
            "again": list(again),
            "output": write,
            "second": write_second,
        }
        self._process = subprocess.Popen(
            call_apart("extract.worker", asked),
            pass_fds=(write, write_second),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for descriptor in (write, write_second):
            os.close(descriptor)
        self._buffers = {output: bytearray(), second: bytearray()}
        self._pages: int | None = None
        self._layouts: dict[int, Layout] = {}
        self.others: dict[Reading, dict[int, Layout]] = {}

    def layouts(self, progress: Progress | None = None) -> list[Layout]:
        """Return the pages in order, waiting for them; raise what is wrong with the document."""
        try:
            with selectors.DefaultSelector() as selector:
                for descriptor in self._buffers:
                    selector.register(descriptor, selectors.EVENT_READ)
                while selector.get_map():
                    ready = selector.select(max(0.0, self._deadline - time.monotonic()))
                    if not ready:
                        raise TooSlow(seconds=f"{self._limits.seconds:g}")
                    for key, _ in ready:
                        data = os.read(key.fd, 1 << 20)
                        if data:
                            self._buffers[key.fd] += data
                            self._take(self._buffers[key.fd], progress)
                        else:
                            selector.unregister(key.fd)
        finally:
            self.close()
        missing = self._again and len(self.others) < len(OTHERS)
        if self._pages is None or len(self._layouts) < self._pages or missing:
            raise ReaderCrashed(pages=len(self._layouts))
        return [self._layouts[number] for number in sorted(self._layouts)]

    def close(self) -> None:
        """End the process, if it still runs, and everything it has started."""
        if self._process.poll() is None:
            try:
                os.killpg(self._process.pid, 9)
            except OSError:
                self._process.kill()
        self._process.wait()
        for descriptor in self._buffers:
            os.close(descriptor)
        self._buffers = {}

    def _take(self, buffer: bytearray, progress: Progress | None) -> None:
        """Take the whole frames from a buffer."""
        while len(buffer) >= 4 and len(buffer) >= (end := 4 + int.from_bytes(buffer[:4], "little")):
            frame = marshal.loads(bytes(buffer[4:end]))
            del buffer[:end]
            self._receive(frame)
            if progress is not None and self._pages:
                progress(len(self._layouts), self._pages)

    def _receive(self, frame: tuple[Any, ...]) -> None:
        match frame:
            case ("pages", int(count)):
                self._pages = count
            case ("layouts", list(layouts)):
                for values in layouts:
                    layout = unpacked(values)
                    self._layouts[layout.number] = layout
            case ("again", str(reading), list(layouts)):
                self.others[Reading(reading)] = {layout.number: layout for layout in map(unpacked, layouts)}
            case ("broken", str(name), dict(details)):
                error: type[BrokenDocument] = getattr(errors, name, ReaderCrashed)
                raise error(**details)
