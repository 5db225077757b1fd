"""The process that reads pages, apart from the one that audits them.

It is started by `extract.apart` with its arguments in JSON, and writes marshalled frames to its output: `("pages", n)`,
then `("layouts", [...])` a few pages at a time, `("again", reading, [...])` for the pages asked for in other readings,
or `("broken", name, details)` where the document cannot be read. A long document is shared with a second process,
forked once everything is loaded, that writes to an output of its own.
"""

import gc
import json
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from extract.errors import BrokenDocument
from extract.limits import Limits, limit_memory
from extract.pdfium import RawDocument
from extract.pieces import packed
from extract.reading import opened, read_page
from extract.records import OTHERS

# Pages in one frame: few enough that the reader of the frames is never far behind.
_FRAME = 8
# From here on a second process earns what it costs.
_WORTH_SHARING = 48


def main(arguments: str) -> None:
    """Read the document that these arguments (JSON) name."""
    asked = json.loads(arguments)
    limits = Limits(**asked["limits"])
    gc.disable()  # a worker lives for one document, whose records hold no cycles
    limit_memory(limits)
    output = os.fdopen(asked["output"], "wb")
    second = os.fdopen(asked["second"], "wb")
    path = Path(asked["path"])
    with _telling(output, limits), opened(path, limits.pages) as pdf:
        count = len(pdf)
        _send(output, ("pages", count))
        middle = count if count < _WORTH_SHARING else (count + 1) // 2
        if middle < count and os.fork() == 0:
            _read_the_rest(path, limits, range(middle, count), second)
        second.close()
        _read(pdf, range(middle), output)
        for reading in OTHERS if asked["again"] else ():
            layouts = [packed(read_page(pdf, number - 1, reading)) for number in asked["again"]]
            _send(output, ("again", reading.value, layouts))
    output.close()
    os._exit(0)  # nothing is left to do, and PDFium's own clean-up may trip over a hostile document


def _read_the_rest(path: Path, limits: Limits, indices: range, output: BinaryIO) -> NoReturn:
    """Read these pages as the second process, which opens the document anew, and end."""
    try:
        with _telling(output, limits), opened(path, limits.pages) as pdf:
            _read(pdf, indices, output)
        output.close()
    finally:
        os._exit(0)  # whatever failed: the pages that are missing tell


@contextmanager
def _telling(output: BinaryIO, limits: Limits) -> Iterator[None]:
    """Write what goes wrong in a `with` block: with the document, with its limits, or an error of our own."""
    try:
        yield
    except BrokenDocument as error:
        _send(output, ("broken", type(error).__name__, error.details))
    except MemoryError:
        _send(output, ("broken", "TooMuchMemory", {"limit": limits.memory >> 20}))
    except Exception:
        import traceback

        _send(output, ("broken", "ReaderFault", {"fault": traceback.format_exc()}))


def _read(pdf: RawDocument, indices: range, output: BinaryIO) -> None:
    """Write the layouts of these pages."""
    for start in range(indices.start, indices.stop, _FRAME):
        stop = min(start + _FRAME, indices.stop)
        _send(output, ("layouts", [packed(read_page(pdf, index)) for index in range(start, stop)]))


def _send(output: BinaryIO, frame: tuple[Any, ...]) -> None:
    data = marshal.dumps(frame)
    output.write(len(data).to_bytes(4, "little") + data)
    output.flush()


if __name__ == "__main__":
    main(sys.argv[1])
