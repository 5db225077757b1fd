"""Measures `lkj audit` against other readers: whole processes, interleaved, medians, ratios and
peak memory.

make bench                      the Klakah report
make bench LONG=report.pdf      and a longer one
make bench CAMELOT=0            without camelot, which takes half a minute a run
make bench RUNS=3               fewer rounds
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

RUNS = int(os.environ.get("RUNS") or 5)
CAMELOT_RUNS = int(os.environ.get("CAMELOT") or 3)

NAMES = {
    "lkj": "lkj audit --json",
    "pdfplumber": "pdfplumber extract_tables",
    "camelot": "camelot lattice",
    "pdfium": "PDFium page and text load",
}


def seconds_of(command: Sequence[str]) -> float:
    """Run a command to its end and return how long it took."""
    start = perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        sys.exit(f"failed with {done.returncode}: {' '.join(command)}")
    return perf_counter() - start


def megabytes_of(command: Sequence[str]) -> float | None:
    """Run a command once more and return the most memory that it and its children held; None
    without /proc.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, sum(kilobytes(pid) for pid in family(process.pid)))
        sleep(0.005)
    return most / 1024 if most else None


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(descendant for child in children for descendant in family(int(child)))]


def kilobytes(pid: int) -> int:
    """Return what a process holds in memory now; pages that it shares with others count in part
    (PSS).
    """
    try:
        found = re.search(
            r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE
        )
    except OSError:
        return 0
    return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class ProcessCost:
    """What a contestant costs as a whole process: the seconds of each run, and the most memory it
    held.
    """

    seconds: list[float]
    megabytes: float | None


def commands(paths: Sequence[Path], folder: Path) -> dict[str, list[str]]:
    """Return how each contestant is called on documents."""
    files = list(map(str, paths))
    lkj = [
        str(Path(sys.executable).with_name("lkj")),
        "audit",
        *files,
        "--json",
        str(folder / "audit.json"),
    ]
    peers = {
        name: [sys.executable, "-m", "bench.peers", name, *files] for name in NAMES if name != "lkj"
    }
    return {"lkj": lkj, **peers}


def whole_processes(path: Path) -> dict[str, ProcessCost]:
    """Return the cost of every contestant; runs are taken in turns so that a busy moment meets all
    of them.
    """
    seconds: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        calls = commands([path], Path(folder))
        for turn in range(RUNS):
            for name, command in calls.items():
                if name != "camelot" or turn < CAMELOT_RUNS:
                    seconds[name].append(seconds_of(command))
        return {
            name: ProcessCost(sorted(taken), megabytes_of(calls[name]))
            for name, taken in seconds.items()
        }


def stage_medians(path: Path) -> dict[str, float]:
    """Return the median milliseconds of each stage over fresh processes."""
    command = [sys.executable, "-m", "bench.stages", str(path)]
    taken = [
        json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        for _ in range(RUNS)
    ]
    return {name: median(map(itemgetter(name), taken)) for name in taken[0]}


def process_table(costs: dict[str, ProcessCost], pages: int) -> str:
    """Return a line a contestant: median, spread, a page, the ratio to `lkj audit`, peak memory."""
    ours = median(costs["lkj"].seconds)
    lines = [
        f"{'whole process':28}{'median':>9}{'range':>16}{'a page':>11}{'ratio':>8}"
        f"{'memory':>10}{'runs':>6}"
    ]
    for name, cost in costs.items():
        middle, spread = median(cost.seconds), f"{cost.seconds[0]:.2f}–{cost.seconds[-1]:.2f} s"
        memory = "?" if cost.megabytes is None else f"{cost.megabytes:.0f} MB"
        lines.append(
            f"{NAMES[name]:28}{middle:7.2f} s{spread:>16}{1000 * middle / pages:8.1f} ms"
            f"{middle / ours:7.1f}×{memory:>10}{len(cost.seconds):6}"
        )
    return "\n".join(lines)


def stage_table(times: dict[str, float]) -> str:
    """Return a line a stage: milliseconds in all and a page, and the ratio to PDFium's bare
    load.
    """
    lines = [f"{'in process':28}{'median':>12}{'a page':>11}{'ratio':>8}"]
    for name in ("floor", "extract", "normalize", "validate", "write"):
        label = "PDFium page and text load" if name == "floor" else name
        spent = times[name]
        lines.append(
            f"{label:28}{spent:9.0f} ms{spent / times['pages']:8.2f} "
            f"ms{spent / times['floor']:7.1f}×"
        )
    others = times["normalize"] + times["validate"] + times["write"]
    lines.append(
        f"{'normalize + validate + write':28}{others:9.0f} ms, "
        f"{others / times['extract']:.2f} of extract"
    )
    return "\n".join(lines)


def together(all_costs: Sequence[dict[str, ProcessCost]]) -> dict[str, ProcessCost]:
    """Return what several documents cost together: the sums of their medians, and the most memory
    of any.
    """
    return {name: _joint_cost(map(itemgetter(name), all_costs)) for name in NAMES}


def _joint_cost(each: Iterable[ProcessCost]) -> ProcessCost:
    costs = list(each)
    memory = max((cost.megabytes or 0.0 for cost in costs), default=None)
    return ProcessCost([sum(median(cost.seconds) for cost in costs)], memory)


def main(paths: Sequence[Path]) -> None:
    """Measure every document that there is, a folder as its documents together."""
    for path in paths:
        documents = (
            sorted(path.glob("*.pdf")) if path.is_dir() else [path] if path.is_file() else []
        )
        if not documents:
            print(f"{path}: not there, left out\n")
            continue
        stages = [stage_medians(document) for document in documents]
        times = {name: sum(map(itemgetter(name), stages)) for name in stages[0]}
        print(f"{path.name}: {len(documents)} document(s), {times['pages']:.0f} pages\n")
        costs = [whole_processes(document) for document in documents]
        table = process_table(costs[0] if len(costs) == 1 else together(costs), int(times["pages"]))
        print(table, "\n", stage_table(times), "\n", sep="\n")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
