"""What the exit code of `lkj` means to the program that called it."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The documented codes; of several documents the highest is returned."""

    AUDITED = 0
    FINDING = 1
    USAGE = 2
    UNOPENABLE = 3
    NO_TABLE = 4
    ARCHIVE = 5
    DECISIONS = 6
    # as a shell reports Ctrl-C and SIGTERM
    INTERRUPTED = 130
    TERMINATED = 143
