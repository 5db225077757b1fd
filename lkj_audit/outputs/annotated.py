"""`beranotasi.pdf`: the submitted PDF, untouched but for annotations, bookmarks and a summary in front.

The file is opened, marked and written by a process of its own, under limits of time, memory and size.
"""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract import errors
from extract.errors import BrokenDocument, ReaderCrashed, TooSlow
from extract.limits import LIMITS, Limits
from extract.opening import content
from extract.sandbox.processes import search_path
from lkj_audit.outputs.audited import Audited

if TYPE_CHECKING:
    from lkj_audit.outputs.markup import Plan

_PROGRAM = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from lkj_audit.outputs.marking import main; main()"
WRITING = replace(LIMITS, seconds=60.0)
# What an annotated document may be larger by than the submitted one: notes, not content.
ROOM = 64 << 20


def write(audited: Audited, path: Path, limits: Limits = WRITING) -> None:
    """Write the annotated document to `path`, or raise a BrokenDocument that says why it cannot be annotated.

    Raises an OSError where `path` cannot be written. What fails leaves no file behind.
    """
    asked = {
        "source": str(audited.pdf),
        "target": str(path),
        "largest": 4 * len(content(audited.pdf)) + ROOM,
        "limits": asdict(limits),
        "plan": plan_of(audited).as_json(),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _PROGRAM, json.dumps(search_path())],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        path.unlink(missing_ok=True)
        raise TooSlow(seconds=f"{limits.seconds:g}") from error
    _raise_what_is_told(done.stdout, path)


def plan_of(audited: Audited) -> "Plan":
    """Return everything that is added to the document."""
    from lkj_audit.outputs.front import leaves, signed_notice
    from lkj_audit.outputs.marks import Notes
    from lkj_audit.outputs.markup import Plan

    notes = Notes(audited)
    sizes = tuple((page.width, page.height) for page in audited.audit.report.document.pages)
    drawn = leaves(audited)
    bookmark = notes.bookmark(goes_on=len(drawn) > 1)
    return Plan(sizes, tuple(notes.marks()), bookmark, drawn, signed_notice(audited))


def _raise_what_is_told(told: bytes, path: Path) -> None:
    """Raise the error that the other process ended with, and leave no half file behind."""
    try:
        broken = json.loads(told)
    except ValueError:
        broken = (ReaderCrashed.__name__, {"pages": 0})
    if broken is not None:
        path.unlink(missing_ok=True)
        name, details = broken
        if name == OSError.__name__:
            raise OSError(details["number"], details["reason"], str(path))
        error: type[BrokenDocument] = getattr(errors, name, ReaderCrashed)
        raise error(**details)
