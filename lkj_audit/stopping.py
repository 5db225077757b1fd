"""How the program ends when it is interrupted: Ctrl-C and SIGTERM end everything it has started,
with a sentence.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# as a shell reports a program that a signal has ended
_BASE = 128
_received: list[int] = []


class Stopped(BaseException):
    """The program is instructed to end: whatever is in progress is left in order."""


def stop_in_order() -> None:
    """From now on have signals that end the program raise Stopped, the first time; later ones
    change nothing.
    """
    for number in _SIGNALS:
        signal.signal(number, _raise_stopped)
    sys.unraisablehook = _end_unraisable


@contextmanager
def stopping(loop: "AbstractEventLoop", stop: Callable[[], None]) -> Iterator[None]:
    """Have signals that end the program call `stop` while an event loop runs: it lets no exception
    out.
    """

    def received(number: int) -> None:
        if not _received:
            _received.append(number)
            stop()

    before = {number: signal.getsignal(number) for number in _SIGNALS}
    with suppress(NotImplementedError):  # Windows has no such handlers
        for number in _SIGNALS:
            loop.add_signal_handler(number, received, number)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            for number, handler in before.items():
                loop.remove_signal_handler(number)
                signal.signal(number, handler)


def exit_code() -> int | None:
    """Return the exit code of a program that was instructed to end; None where it was not."""
    return _BASE + _received[0] if _received else None


def _raise_stopped(number: int, _frame: FrameType | None) -> None:
    if _received:  # it came before the first one was answered
        return
    _received.append(number)
    if len(_received) == 1:
        raise Stopped


def _end_unraisable(failure: Any) -> None:
    """End at once where Stopped was raised in a place that lets nothing out: what was started ends
    by itself.
    """
    if issubclass(failure.exc_type, Stopped):
        os._exit(exit_code() or 1)
    sys.__unraisablehook__(failure)
