"""`lkj-review`: what an icon starts, without a terminal."""

import sys

from lkj_audit.main import main as run_main


def main() -> None:
    """Open the review of the user's own folder."""
    sys.argv[1:1] = ["review"]
    run_main()
