"""How soon a browser shows the list of 10,000 documents:
`python -m bench.index_page [DOCUMENTS]`.
"""

import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from lkj_audit.outputs.html.index_page import index_page
from lkj_audit.presentation.language import Lang
from tests.lkj_audit.outputs.html.test_index_page import ORIGIN, listed

# of a browser that has begun: from asking for the page until its first rows are painted and it can
# be searched
SCRIPT = """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done([
  performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1,
  performance.getEntriesByType('navigation')[0].domInteractive,
  performance.getEntriesByType('navigation')[0].loadEventEnd, document.querySelectorAll('tr').length]), 0)))"""  # noqa: E501


def main(documents: int) -> int:
    """Measure five times, print the medians, and return 1 where the page takes a second or more."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        target = Path(temporary) / "index.html"
        page = index_page(
            [listed(f"Dinas {at}", at % 7, at % 5) for at in range(documents)],
            Lang.ID,
            date.today(),
            ORIGIN,
        )
        target.write_text(page, "utf-8")
        print(f"{documents} documents, {target.stat().st_size / 1e6:.1f} MB")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        taken = []
        for _ in range(5):
            tab = browser.new_page()
            start = time.perf_counter()
            tab.goto(target.as_uri())
            painted, interactive, loaded, rows = tab.evaluate(SCRIPT)
            whole = time.perf_counter() - start
            start = time.perf_counter()
            tab.fill("input[type=search]", "Dinas 9")
            tab.evaluate(
                "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))"
            )
            taken.append(
                (
                    painted / 1000,
                    interactive / 1000,
                    loaded / 1000,
                    whole,
                    time.perf_counter() - start,
                )
            )
            tab.close()
        browser.close()
    names = ("painted", "interactive", "loaded", "usable", "search")
    figures = dict(zip(names, (median(column) for column in zip(*taken, strict=True)), strict=True))
    for name, value in figures.items():
        print(f"{name:12} {value:.2f} s")
    print(f"rows         {rows}")
    return int(figures["usable"] >= 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
