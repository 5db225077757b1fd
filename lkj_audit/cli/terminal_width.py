"""What stdout can show: asked of the system before work is given to processes that have no
terminal.
"""

import os
import sys
from enum import Enum
from typing import NamedTuple

WIDTH_WHEN_PIPED = 110
_WIDTH_UNKNOWN = 80


class Detail(Enum):
    """How much is reported of a document: a line, what is to be explained and looked at, or
    everything.
    """

    LINE = "line"
    FIRST = "first"
    ALL = "all"


class TerminalWidth(NamedTuple):
    """So many characters a line, and whether stdout is a terminal, with colours."""

    width: int
    terminal: bool


def terminal_width() -> TerminalWidth:
    """Return what the stdout of this process can show; `COLUMNS` and `FORCE_COLOR` say
    otherwise.
    """
    terminal = bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return TerminalWidth(int(columns), terminal)
    return TerminalWidth(_width_of_terminal() if terminal else WIDTH_WHEN_PIPED, terminal)


def _width_of_terminal() -> int:
    """Return the width of whichever standard stream is a terminal."""
    for descriptor in (1, 2, 0):
        try:
            return os.get_terminal_size(descriptor).columns or _WIDTH_UNKNOWN
        except OSError:
            continue
    return _WIDTH_UNKNOWN
