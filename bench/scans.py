"""What a scanned page costs by `lkj audit`, beside rapidocr and Tesseract on whole pages:
`python -m bench.scans FILE`.

Pages of the document that have tables are printed as a scanner of 200 dots an inch leaves them.
Each reader is a whole process, loading its models included, and has one thread; the runs take
turns. The others return lines of text, `lkj audit` tables, recomputed numbers and findings.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.peers import DPI
from bench.processor_time import processor_time
from extract.document import read_document_here
from extract.ocr.requests import is_installed
from tools.generator.scans import Scanner, scan

RUNS = int(os.environ.get("RUNS") or 3)
# so many pages are scanned
PAGES = 4
SCANNER = Scanner("bench", dpi=DPI, skew=0.4, noise=3)

NAMES = {
    "lkj": "lkj audit --json",
    "rapidocr": "rapidocr, whole pages",
    "tesseract": "Tesseract, whole pages",
}


def pages_with_tables(path: Path) -> list[int]:
    """Return the first pages (0-based) of a document that hold a table."""
    document = read_document_here(path)
    return sorted({page - 1 for table in document.tables for page in table.pages})[:PAGES]


def commands(path: Path, folder: Path) -> dict[str, list[str]]:
    """Return how each reader is called on the scan."""
    lkj = [str(Path(sys.executable).with_name("lkj")), "audit", str(path), "--ocr", "auto"]
    return {
        "lkj": [*lkj, "--json", str(folder / "audit.json")],
        **{
            name: [sys.executable, "-m", "bench.peers", name, str(path)]
            for name in NAMES
            if name != "lkj"
        },
    }


def missing() -> Iterator[tuple[str, str]]:
    """Yield each reader that is not installed, and the sentence that says so."""
    if not is_installed():
        sentence = "the extra ocr is not installed (pip install '.[ocr]')"
        yield "lkj", sentence
        yield "rapidocr", sentence
    if shutil.which("tesseract") is None:
        yield "tesseract", "the program tesseract is not installed"


def main(path: Path) -> None:
    """Print the processor seconds a page of each reader that is installed."""
    # an installed program has byte code; without this a checkout is compiled anew in every round
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    absent = dict(missing())
    print(f"scans: pages of {path.name} at {DPI} dots an inch\n")
    for name, sentence in absent.items():
        print(f"{NAMES[name]:28}left out: {sentence}")
    if "lkj" in absent:
        return
    taken: dict[str, list[float]] = {name: [] for name in NAMES if name not in absent}
    with tempfile.TemporaryDirectory() as folder:
        scanned, pages = Path(folder) / "scan.pdf", pages_with_tables(path)
        scanned.write_bytes(scan(path.read_bytes(), SCANNER, "bench", pages))
        calls = commands(scanned, Path(folder))
        for _ in range(RUNS):
            for name, seconds in taken.items():
                seconds.append(processor_time(calls[name]) / 1000 / len(pages))
    ours = median(taken["lkj"])
    print(f"{f'{len(pages)} pages':28}{'median':>12}{'range':>18}{'ratio':>8}{'runs':>6}")
    for name, seconds in taken.items():
        middle, spread = median(seconds), f"{min(seconds):.2f}–{max(seconds):.2f} s"
        print(f"{NAMES[name]:28}{middle:8.2f} s/p{spread:>18}{middle / ours:7.1f}×{len(seconds):6}")
    print()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
