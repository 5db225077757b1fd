"""A folder audited by two workers beside pdfplumber in one process, in turns:
`python -m bench.bulk FOLDER`.

Seconds by the clock are what a user waits for, and depend on what else the machine does; processor
seconds are what a core does in the same time.
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.processor_time import processor_time

WORKERS = 2
ROUNDS = 3


def contestants(paths: list[Path], folder: Path) -> dict[str, list[str]]:
    """Return how each is called on the documents."""
    files = list(map(str, paths))
    lkj = [
        str(Path(sys.executable).with_name("lkj")),
        "audit",
        *files,
        "--json",
        str(folder / "audit.json"),
        # pdfplumber reads no pictures either
        "--ocr",
        "off",
    ]
    return {
        "lkj": [*lkj, "--jobs", str(WORKERS)],
        "pdfplumber": [sys.executable, "-m", "bench.peers", "pdfplumber", *files],
    }


def main(folder: Path) -> None:
    """Print what both take, and the ratios."""
    paths = sorted(folder.glob("*.pdf"))
    # an installed program has byte code; without this a checkout is compiled anew in every round
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    clock: dict[str, list[float]] = {}
    processor: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as written:
        calls = contestants(paths, Path(written))
        for _ in range(ROUNDS):
            for name, command in calls.items():
                start = perf_counter()
                processor.setdefault(name, []).append(processor_time(command) / 1000)
                clock.setdefault(name, []).append(perf_counter() - start)
    print(f"{len(paths)} documents, {WORKERS} workers\n")
    for name in calls:
        print(
            f"{name:12}{median(clock[name]):8.2f} s by the "
            f"clock{median(processor[name]):8.2f} s of processor time"
        )
    by_clock, by_core = (
        median(one["pdfplumber"]) / median(one["lkj"]) for one in (clock, processor)
    )
    print(f"ratio       {by_clock:8.1f}× by the clock{by_core:9.1f}× a core")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
