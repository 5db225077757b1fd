"""Prints a report with Chromium, as offices do that print pages of their e-SAKIP."""

import subprocess
import tempfile
from pathlib import Path

from tools.generator.printers.markup import page
from tools.generator.report.layout import ReportLayout
from tools.generator.report.printed_report import PrintedReport

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-pdf-header-footer",
    "--disable-pdf-tagging",
)
_PATIENCE = 120.0


def print_report(report: PrintedReport, layout: ReportLayout, path: Path) -> None:
    """Write the report as a PDF."""
    with tempfile.TemporaryDirectory() as home:
        source = Path(home) / "laporan.html"
        source.write_text(page(report, layout), encoding="utf-8")
        flags = (*_FLAGS, f"--user-data-dir={home}/profile", f"--print-to-pdf={path.resolve()}")
        subprocess.run(
            ["chromium", *flags, source.as_uri()],
            check=True,
            capture_output=True,
            timeout=_PATIENCE,
        )
