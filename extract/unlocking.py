"""A locked PDF without its lock, for whoever has its password: made by qpdf in a sandbox, and kept
in no file.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from types import NoneType

from extract.errors import WrongPassword
from extract.limits import Limits
from extract.pages.page_tasks import reading_error
from extract.sandbox.runs import WorkerFailure, run
from extract.sandbox.tasks import Task


@dataclass(frozen=True, slots=True)
class UnlockRequest:
    """The bytes of a document, and the password that opens it."""

    data: bytes
    password: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A document without its lock: the bytes that were given where it has none, nothing for a wrong
    password.
    """

    data: bytes


UNLOCK = Task("extract.unlocking:without_lock", UnlockRequest, NoneType, Unlocked)
TASKS = (UNLOCK,)


def unlocked(data: bytes, password: str, limits: Limits) -> bytes:
    """Return a document as it is without its lock; raise a `WrongPassword`, or what else is wrong
    with it.
    """
    if not password:
        return data
    try:
        result = run(UNLOCK, UnlockRequest(data, password), replace(limits, file_size=0))
    except WorkerFailure as failure:
        raise reading_error(failure, limits, 0) from failure
    if not result.data:
        raise WrongPassword
    return result.data


# In the sandbox -----------------------------------------------------------------------------------


def without_lock(request: UnlockRequest, _send: Callable[[None], None]) -> Unlocked:
    """Return a document without its lock; damaged ones as they are, for the reader to say so."""
    import pikepdf

    try:
        if not _is_locked(request.data):
            return Unlocked(request.data)
        with pikepdf.open(BytesIO(request.data), password=request.password) as pdf:
            file = BytesIO()
            pdf.save(file, encryption=False, deterministic_id=True)
            return Unlocked(file.getvalue())
    except pikepdf.PasswordError:
        return Unlocked(b"")
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return Unlocked(request.data)


def _is_locked(data: bytes) -> bool:
    import pikepdf

    try:
        pikepdf.open(BytesIO(data)).close()
    except pikepdf.PasswordError:
        return True
    return False
