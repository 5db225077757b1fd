"""What all outputs cost beside the audit itself, and how a page of 500 findings opens:
`python -m bench.outputs PDF`.

Prints both and writes docs/outputs-bench.json, from which `make measures` takes them. The costs are
processor seconds of whole processes and all that they start, so that what else the machine does
counts for little.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.html.report_page import ReportView, write
from lkj_audit.outputs.page_pictures import PagePictures
from lkj_audit.pipeline import audit_document
from normalize.text.masking import masked

ROOT = Path(__file__).parent.parent
FIGURES = ROOT / "docs" / "outputs-bench.json"
RUNS = 5
FINDINGS = 500
# how often the cost of the audit the outputs may cost, beside the rendering of the pages that are
# shown
MOST = 3.0


@dataclass(frozen=True, slots=True)
class OutputCost:
    """What one document costs in processor seconds: its audit, the same with all outputs, and its
    pictures alone.
    """

    pages: int
    shown: int
    audit: float
    with_outputs: float
    rendering: float

    @property
    def ratio(self) -> float:
        """How often the cost of the audit the outputs cost, beside the rendering."""
        return (self.with_outputs - self.audit - self.rendering) / self.audit


@dataclass(frozen=True, slots=True)
class PageOpening:
    """How a page of many findings opens in Chromium: its size, milliseconds until it answers, and
    of each answer.
    """

    findings: int
    megabytes: float
    interactive: float
    filtered: float
    chosen: float


def seconds_of_children(work: Callable[[], object]) -> float:
    """Return the processor seconds that the processes take which some work starts and waits for."""
    before = getrusage(RUSAGE_CHILDREN)
    work()
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cost_of(pdf: Path) -> OutputCost:
    """Return what a document costs; runs are taken in turns so that a busy moment meets all of
    them.
    """
    view = ReportView(AuditedDocument(pdf, audit_document(pdf), masked))
    taken: dict[str, list[float]] = {"audit": [], "with_outputs": [], "rendering": []}
    with tempfile.TemporaryDirectory() as folder:
        lkj = [str(Path(sys.executable).with_name("lkj")), "audit", str(pdf)]
        for _ in range(RUNS):
            taken["audit"].append(seconds_of_children(lambda: run(lkj)))
            taken["with_outputs"].append(
                seconds_of_children(lambda: run([*lkj, "--out", folder, "--force"]))
            )
            taken["rendering"].append(seconds_of_children(lambda: rendered(pdf, view.page_numbers)))
    middle = {name: round(median(seconds), 3) for name, seconds in taken.items()}
    return OutputCost(len(view.pages), len(view.page_numbers), **middle)


def run(command: Sequence[str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def rendered(pdf: Path, pages: Sequence[int]) -> None:
    """Render the pages that laporan.html shows, as it does."""
    with closing(PagePictures(pdf, pages, cover_nips=True)) as rendering:
        rendering.taken()


def opening_of(pdf: Path) -> PageOpening | None:
    """Return how the page of a report with 500 findings opens; None without Chromium."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    audit = audit_document(pdf)
    many = (audit.findings * (FINDINGS // len(audit.findings) + 1))[:FINDINGS]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "laporan.html"
        write(AuditedDocument(pdf, replace(audit, findings=many), masked), file)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        taken: list[tuple[float, float, float]] = []
        for _ in range(RUNS):
            page = browser.new_page(
                viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
            )
            page.goto(file.as_uri())
            taken.append(
                (page.evaluate(_INTERACTIVE), page.evaluate(_FILTERED), page.evaluate(_CHOSEN))
            )
            page.close()
        browser.close()
        interactive, filtered, chosen = (round(median(times)) for times in zip(*taken, strict=True))
        return PageOpening(
            FINDINGS, round(file.stat().st_size / 1e6, 1), interactive, filtered, chosen
        )


_INTERACTIVE = 'performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd'
# the slowest of some searches, layout included: one that leaves all, some, and none
_FILTERED = """() => Math.max(...["a", "tabel 3", "zzz", ""].map((words) => {
    const began = performance.now();
    document.getElementById("cari").value = words;
    document.querySelector(".filters").dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    return performance.now() - began;
}))"""
_CHOSEN = """() => Math.max(...[1, 250, 500].map((number) => {
    const began = performance.now();
    document.getElementById(`f${number}`).click();
    document.body.getBoundingClientRect();
    return performance.now() - began;
}))"""


def main(paths: Sequence[Path]) -> None:
    """Measure every document that there is; the first is the one that gets 500 findings."""
    there = [path for path in paths if path.is_file()]
    costs = {path.stem: cost_of(path) for path in there}
    print(
        f"{'processor seconds':34}{'pages':>7}{'audit':>8}{'+ outputs':>11}{'rendering':>11}"
        f"{'ratio':>8}"
    )
    for name, cost in costs.items():
        print(
            f"{name:34}{cost.pages:7}{cost.audit:8.2f}{cost.with_outputs:11.2f}"
            f"{cost.rendering:11.2f}{cost.ratio:7.1f}×"
        )
    print(f"{'':34}outputs beside the rendering: less than {MOST:g}× the audit is wanted\n")
    opening = opening_of(there[0])
    if opening:
        print(
            f"laporan.html with {opening.findings} findings ({opening.megabytes} MB): open after "
            f"{opening.interactive} ms, filtered within {opening.filtered} ms, "
            f"a finding shown within {opening.chosen} ms"
        )
    figures = {
        "costs": {name: asdict(cost) for name, cost in costs.items()},
        "opening": opening and asdict(opening),
    }
    FIGURES.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
