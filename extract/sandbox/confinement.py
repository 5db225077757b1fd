"""What a process that is to work on a document gives up first: memory, time, files, and a life
without its parent.
"""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import ceil
from pathlib import Path

from extract.limits import Limits

# the clock of the parent ends a process that hangs; this ends one whose parent could not
_SECONDS_MORE = 5
# prctl(PR_SET_PDEATHSIG) of Linux
_PARENT_DEATH_SIGNAL = 1
_MOST_DESCRIPTORS = 1 << 16


def confine(limits: Limits) -> None:
    """Set this process's own limits, where the system knows them, beside what it holds already."""
    limit_memory(limits.memory)
    with suppress(ImportError):
        import resource

        seconds = ceil(limits.seconds) + ceil(sum(os.times()[:2])) + _SECONDS_MORE
        _limit(resource.RLIMIT_CPU, seconds)
        _limit(resource.RLIMIT_CORE, 0)
        if limits.file_size is not None:
            _limit(resource.RLIMIT_FSIZE, limits.file_size)


def limit_memory(memory: int) -> None:
    """Limit what this process may take beside what it holds already, where the system knows such a
    limit.
    """
    with suppress(ImportError):  # elsewhere whoever started this process limits it
        for name, most in _memory_limits(memory).items():
            _limit(name, most)


def _memory_limits(memory: int) -> dict[int, int]:
    """Return the limits of a process that may take so much beside what it holds already."""
    import resource

    mapped, data = _held(resource.getpagesize())
    return {resource.RLIMIT_AS: mapped + memory, resource.RLIMIT_DATA: data + memory}


@contextmanager
def confined_within(limits: Limits) -> Iterator[None]:
    """Hold this process to narrower limits for the duration of a `with` block; the system ends it
    where the block takes longer than they allow.
    """
    import resource

    narrower = _memory_limits(limits.memory)
    if limits.file_size is not None:
        narrower[resource.RLIMIT_FSIZE] = limits.file_size
    before = {name: resource.getrlimit(name) for name in narrower}
    try:
        for name, most in narrower.items():
            soft, hard = before[name]
            most = most if soft == resource.RLIM_INFINITY else min(most, soft)
            resource.setrlimit(name, (most, hard))
        # without a handler: it comes through in the midst of a call of PDFium too
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for name, limit in before.items():
            resource.setrlimit(name, limit)


def _limit(name: int, most: int) -> None:
    """Set a limit of this process, which it cannot raise again."""
    import resource

    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(name)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (most, most))


def _held(page: int) -> tuple[int, int]:
    """Return how many bytes this process has mapped, and how many of them are data of its own."""
    try:
        sizes = Path("/proc/self/statm").read_text("ascii").split()
        return int(sizes[0]) * page, int(sizes[5]) * page
    except (OSError, IndexError, ValueError):
        return 0, 0


def detach(kept: int, parent: int, *, leads_group: bool) -> None:
    """Make a freshly forked process one of its own: it keeps one descriptor, and dies with its
    parent.

    One that `leads_group` can be ended together with everything that it starts.
    """
    gc.disable()  # it lives for one piece of work, and records hold no cycles
    die_with(parent)
    if leads_group:
        os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # who presses Ctrl-C means the parent, which ends this process
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    silence()
    os.closerange(3, kept)
    os.closerange(max(3, kept + 1), _MOST_DESCRIPTORS)


def silence() -> None:
    """Leave this process nothing to read, and nobody to talk to but who looks for a fault in the
    program.
    """
    sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1) if os.environ.get("LKJ_DEBUG") else (0, 1, 2):
        os.dup2(nothing, descriptor)
    if nothing > 2:
        os.close(nothing)


# whether the system ends a process when its parent ends
DIES_WITH_PARENT = sys.platform == "linux"


def die_with(parent: int) -> None:
    """Have the system end this process when its parent ends, where the system does that."""
    if DIES_WITH_PARENT:
        import ctypes

        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back the signals that end the program while a process is begun or ended: none of them
    may be forgotten.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
