"""What reading costs, side by side: `python -m bench.speed REPORTS` writes docs/speed.json.

Processor time, so that whoever else works on the machine does not count: of each report in one
process that has loaded everything, the contestants in turns, the least of some rounds; and of one
run over all reports as a whole process. Then pages that hold far more than any report, against
their own floor.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time

from bench.bench import commands
from bench.pages import measured
from bench.peers import PEERS
from bench.processor_time import processor_time
from extract.document import read_document_here
from lkj_audit.main import spare_the_collector

FIGURES = Path(__file__).parent.parent / "docs" / "speed.json"

# Rounds of each contestant in one process, and as a whole one; camelot takes half a minute a round.
ROUNDS, WHOLE, CAMELOT = 5, 3, 1

CONTESTANTS: dict[str, Callable[[Path], object]] = {"lkj": read_document_here, **PEERS}


def milliseconds(work: Callable[[Path], object], path: Path) -> float:
    """Return the processor time that reading a document takes."""
    start = process_time()
    work(path)
    return 1000 * (process_time() - start)


def by_report(reports: Sequence[Path]) -> dict[str, dict[str, float]]:
    """Return the pages of each report, and what every contestant takes for reading it."""
    import_module("extract.pages.page_reader")
    for work in CONTESTANTS.values():
        work(reports[0])
    found: dict[str, dict[str, float]] = {}
    for path in reports:
        least: dict[str, float] = {}
        for turn in range(ROUNDS):
            for name, work in CONTESTANTS.items():
                if name != "camelot" or turn < CAMELOT:
                    least[name] = min(least.get(name, float("inf")), milliseconds(work, path))
        found[path.stem] = {"pages": len(read_document_here(path).pages), **_rounded(least)}
        print(path.stem, found[path.stem], file=sys.stderr, flush=True)
    return found


def in_one_run(reports: Sequence[Path]) -> dict[str, float]:
    """Return the processor time that every contestant takes for all reports, as a whole process."""
    least: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        calls = commands(reports, Path(folder))
        for turn in range(WHOLE):
            for name, command in calls.items():
                if name != "camelot" or turn < CAMELOT:
                    least[name] = min(least.get(name, float("inf")), processor_time(command))
    return _rounded(least)


def _rounded(times: dict[str, float]) -> dict[str, float]:
    return {name: round(time, 1) for name, time in times.items()}


def main(folder: Path) -> None:
    """Measure and write the figures; of reports that are not there those that were kept stay."""
    spare_the_collector()
    kept = json.loads(FIGURES.read_text("utf-8")) if FIGURES.is_file() else {}
    kept["cores"] = os.cpu_count()
    if reports := sorted(folder.glob("*.pdf")):
        kept["reports"] = by_report(reports)
        kept["whole"] = in_one_run(reports)
    kept["heavy"] = [
        {"page": name, "floor": round(floor, 1), "half": round(half, 1), "whole": round(whole, 1)}
        for name, floor, half, whole in measured()
    ]
    FIGURES.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
