"""The command `lkj`: whatever happens ends in a sentence and an exit code.

Little is loaded before signals are heeded, and before the first document is being read.
"""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from lkj_audit.stopping import Stopped, exit_code, stop_in_order


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        stop_in_order()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal without × still shows the rest
        if hasattr(signal, "SIGPIPE"):
            # nobody reads any more (`| head`): end as every filter does, not with a code that means
            # something else
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        # our arrays are small: more threads would only have to be started
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        spare_the_collector()
        code = run(sys.argv[1:])
    except Stopped:
        code = exit_code() or 1
    # the interpreter would now free a hundred thousand records one by one, which takes a tenth of
    # the run
    os._exit(code)


def spare_the_collector() -> None:
    """Look for no cycles: a document is some hundred thousand records, and there is none among
    them.
    """
    gc.disable()


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        from lkj_audit.cli.command_line import run_command

        return run_command(arguments)
    except (Stopped, Exception):
        # a library that is instructed to end while it loads may raise what it likes
        if (code := exit_code()) is None:
            raise
        from lkj_audit.presentation.language import spoken

        print(
            spoken(arguments, os.environ).say("Dihentikan.", "Stopped."),
            file=sys.stderr,
            flush=True,
        )
        return code
