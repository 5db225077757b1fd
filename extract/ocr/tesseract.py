"""Tesseract as a second reader, where the system has it: the lines with digits of a page, set
below each other.

Alone it reads too little of scans; where it agrees with the recogniser, two engines that share
nothing do. It is a process of its own with limits on time and memory, below those of the sandbox
that starts it; a page on which it fails once is read without it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from extract.ocr.pictures import Picture
from extract.ocr.witnesses import NamedReader


@dataclass(frozen=True, slots=True)
class TesseractSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Lines are set this high, with so much paper around them, in pixels; so many a picture.
    height: int = 44  # pixels; 9729b92
    room: int = 28  # pixels; 9729b92
    many: int = 60  # pixels; 9729b92
    seconds: float = 60.0  # s; 9729b92
    memory: int = 640 << 20  # bytes of addresses, four times what a page of lines takes; 0678bc6


_SETTINGS = TesseractSettings()


NAME = "tesseract"


@cache
def tesseract_readers() -> tuple[NamedReader, ...]:
    """Return the reader, if its program is installed."""
    program = shutil.which("tesseract")
    return (NamedReader(NAME, lambda crops: _read(program, crops)),) if program else ()


def _read(program: str, crops: Sequence[Picture]) -> list[str | None]:
    """Return the text of each crop; None where nothing is recognised, or the program fails."""
    recognised: list[str | None] = []
    for start in range(0, len(crops), _SETTINGS.many):
        texts = _page(program, crops[start : start + _SETTINGS.many])
        if texts is None:
            break
        recognised += texts
    return recognised + [None] * (len(crops) - len(recognised))


def _page(program: str, crops: Sequence[Picture]) -> list[str | None] | None:
    """Return the text of each crop, all of them in one picture; None where the program fails."""
    lines = [_line(crop) for crop in crops]
    page = np.full(
        (
            len(lines) * (_SETTINGS.height + _SETTINGS.room) + _SETTINGS.room,
            max(line.shape[1] for line in lines) + 2 * _SETTINGS.room,
        ),
        255,
        np.uint8,
    )
    for at, line in enumerate(lines):
        top = _SETTINGS.room + at * (_SETTINGS.height + _SETTINGS.room)
        page[top : top + _SETTINGS.height, _SETTINGS.room : _SETTINGS.room + line.shape[1]] = line
    _, data = cv2.imencode(".pgm", page)
    answer = _answer([program, *_ARGUMENTS], data.tobytes())
    return None if answer is None else _by_line(answer.decode("utf-8", "replace"), len(crops))


_ARGUMENTS = ("stdin", "stdout", "-l", "ind+eng", "--psm", "6", "tsv")


def _answer(command: Sequence[str], picture: bytes) -> bytes | None:
    """Return what the program prints of a picture; None where it fails, takes too long or asks for
    too much memory.
    """
    try:
        # pages are read side by side, not the lines of one
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except OSError:
        return None
    with process:
        try:
            # the program has nothing to do before it receives its picture
            _confine(process.pid)
            answer, _ = process.communicate(picture, timeout=_SETTINGS.seconds)
        except (OSError, subprocess.SubprocessError):
            return None
        finally:
            process.kill()
    return answer if process.returncode == 0 else None


def _confine(pid: int) -> None:
    """Limit the processor time and memory of a process; systems but Linux leave it the limits of
    the sandbox.
    """
    if sys.platform != "linux":
        return
    import resource

    seconds = round(_SETTINGS.seconds) + 1
    for kind, most in ((resource.RLIMIT_AS, _SETTINGS.memory), (resource.RLIMIT_CPU, seconds)):
        # a narrower limit stays: it cannot be raised; a process that has ended needs none
        with suppress(ValueError, OSError):
            _, hard = resource.prlimit(pid, kind)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.prlimit(pid, kind, (most, most))


def _by_line(table: str, count: int) -> list[str | None]:
    """Return the words of each line, by where the program puts them."""
    words: list[list[str]] = [[] for _ in range(count)]
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[11].strip():
            middle = int(cells[7]) + int(cells[9]) / 2
            at = int((middle - _SETTINGS.room / 2) // (_SETTINGS.height + _SETTINGS.room))
            if 0 <= at < count:
                words[at].append(cells[11].strip())
    return [" ".join(own) or None for own in words]


def _line(crop: Picture) -> Picture:
    width = max(1, round(crop.shape[1] * _SETTINGS.height / crop.shape[0]))
    return np.asarray(
        cv2.resize(crop, (width, _SETTINGS.height), interpolation=cv2.INTER_AREA), np.uint8
    )
