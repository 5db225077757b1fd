"""Files that are whole or not there: written beside their place, and moved to it when they are done."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BESIDE = ".lkj-"


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a path in the folder of `target`, of the same ending, and let what was written there take its place.

    What is there already stays as it is until then, and where the block fails.
    """
    beside = target.with_name(f"{BESIDE}{os.getpid()}-{target.name}")
    try:
        yield beside
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what a run that was killed has left unfinished in a folder and the folders in it."""
    for unfinished in folder.rglob(f"{BESIDE}[0-9]*-*"):
        unfinished.unlink(missing_ok=True)
