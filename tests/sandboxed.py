"""Tasks that behave as hostile documents make them behave, for the tests of the sandbox."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from types import NoneType

from extract.document import read_document
from extract.document_reader import DocumentReader
from extract.errors import TooManyPages
from extract.pages.page_records import PageLayout, PageRotation, TextDirection
from extract.pages.page_tasks import PageBatch, ReadRequest
from extract.patterns import regex
from extract.records import Box, Document, LayoutStrategy, TextSource
from extract.sandbox.frames import encoded
from extract.sandbox.tasks import Task
from lkj_audit.documents import DocumentOutcome, DocumentOutcomes
from lkj_audit.outputs.pdf.markup import MarkRequest, MarkResult


@dataclass(frozen=True, slots=True)
class Sample:
    """A value of every kind that is sent."""

    text: str
    path: Path
    box: Box
    strategy: LayoutStrategy
    amount: Decimal
    data: bytes
    parts: tuple["Sample", ...] = ()
    counts: dict[str, int] | None = None


ECHO = Task("tests.sandboxed:echo", Sample, Sample, Sample)
CRASH = Task("tests.sandboxed:crash", int, int, int)
HANG = Task("tests.sandboxed:hang", int, int, int)
SWELL = Task("tests.sandboxed:swell", int, int, int)
FAIL = Task("tests.sandboxed:fail", int, int, int)
REFUSE = Task("tests.sandboxed:refuse", int, int, int)
LIE = Task("tests.sandboxed:lie", int, int, int)
WRITE = Task("tests.sandboxed:write", Path, int, int)
LEAVE_CHILD = Task("tests.sandboxed:leave_child", Path, int, int)
CHATTER = Task("tests.sandboxed:chatter", int, int, int)
SEE = Task("tests.sandboxed:see", int, int, list[str])
READ_WRONG_PAGES = Task("tests.sandboxed:read_wrong_pages", ReadRequest, PageBatch, int)
SWELL_MARKING = Task("tests.sandboxed:swell_marking", MarkRequest, NoneType, MarkResult)
SWELL_READING = Task("tests.sandboxed:swell_reading", ReadRequest, PageBatch, int)
READ_IN_PROCESS = Task("tests.sandboxed:read_in_sandbox", Path, int, str)
COMPILED = Task("tests.sandboxed:compiled", int, float, int)
END_ODDLY = Task("tests.sandboxed:end_oddly", str, float, DocumentOutcomes)
TASKS = (
    COMPILED,
    READ_IN_PROCESS,
    END_ODDLY,
    SWELL_MARKING,
    SWELL_READING,
    READ_WRONG_PAGES,
    ECHO,
    CRASH,
    HANG,
    SWELL,
    FAIL,
    REFUSE,
    LIE,
    WRITE,
    LEAVE_CHILD,
    CHATTER,
    SEE,
)

# not a task: nothing lists it
UNLISTED = Task("tests.sandboxed:unlisted", int, int, int)


def echo(sample: Sample, send: Callable[[Sample], None]) -> Sample:
    """Send back what came, as progress and as the result."""
    send(sample)
    return sample


def crash(after: int, send: Callable[[int], None]) -> int:
    """End without a word after some progress."""
    for count in range(after):
        send(count)
    os.abort()


def hang(_: int, send: Callable[[int], None]) -> int:
    """Never end."""
    send(os.getpid())
    while True:
        time.sleep(60)


def swell(megabytes: int, _send: Callable[[int], None]) -> int:
    """Hold so much memory."""
    return len(bytearray(megabytes << 20))


def fail(_: int, _send: Callable[[int], None]) -> int:
    """Fail as a program with a mistake fails."""
    raise ZeroDivisionError("of our own")


def refuse(pages: int, _send: Callable[[int], None]) -> int:
    """Refuse the document."""
    raise TooManyPages(pages=pages, limit=1)


def lie(_: int, _send: Callable[[int], None]) -> int:
    """Return what was not declared."""
    return "a text"  # type: ignore[return-value]


def write(path: Path, _send: Callable[[int], None]) -> int:
    """Write a file of ten kilobytes."""
    try:
        path.write_bytes(bytes(10 << 10))
    except OSError as error:
        return error.errno or 0
    return 0


def leave_child(path: Path, send: Callable[[int], None]) -> int:
    """Start a process that would write a file later, and hang."""
    pid = os.fork()
    if pid == 0:
        time.sleep(3)
        path.write_text("still there")
        os._exit(0)
    send(pid)
    time.sleep(60)
    return 0


def chatter(_: int, _send: Callable[[int], None]) -> int:
    """Print, as libraries do."""
    print("a word on stdout", flush=True)
    os.write(1, b"another one")
    return 1


def see(_: int, _send: Callable[[int], None]) -> list[str]:
    """Return which descriptors are open in the process."""
    return sorted(os.listdir("/proc/self/fd"))


def read_wrong_pages(_: ReadRequest, send: Callable[[PageBatch], None]) -> int:
    """Send a page that the document does not have."""
    turn = PageRotation(TextDirection.RIGHT, 100.0, 100.0)
    send(PageBatch(1, LayoutStrategy.USUAL, (PageLayout(2, turn, TextSource.TEXT, (), ()),)))
    return 1


def swell_marking(request: MarkRequest, _send: Callable[[None], None]) -> MarkResult:
    """Begin to write an annotated document, and hold a gigabyte."""
    request.target.write_bytes(b"%PDF-")
    return MarkResult(len(bytearray(1 << 30)))


UNUSED = regex(r"nothing here uses this expression")


def compiled(_: int, _send: Callable[[float], None]) -> int:
    """Return whether an expression that is not used yet is compiled already."""
    return int("search" in vars(UNUSED))


def swell_reading(_: ReadRequest, _send: Callable[[PageBatch], None]) -> int:
    """Hold a gigabyte: more than an allocator keeps of what the process it is a copy of has
    freed.
    """
    return len(bytearray(1 << 30))


def end_oddly(name: str, send: Callable[[float], None]) -> DocumentOutcomes:
    """Stand for the work on documents that take their process with them, or never end."""
    send(0.5)
    match name:
        case "crash.pdf":
            os._exit(9)
        case "hang.pdf":
            time.sleep(60)
        case "swell.pdf":
            bytearray(8 << 30)
        case "full.pdf":
            return DocumentOutcomes(usage_error="penuh")
    return DocumentOutcomes((DocumentOutcome(0, name),))


def read_in_sandbox(path: Path, _send: Callable[[int], None]) -> str:
    """Read a document in this process, and return the digest of it."""
    reader = DocumentReader(path, in_process=True)
    return digest(read_document(reader))


def digest(document: Document) -> str:
    """Return a text that differs where documents do."""
    return sha256(encoded(document)).hexdigest()


def unlisted(_: int, _send: Callable[[int], None]) -> int:
    """Never run."""
    return 0
