"""Write the README's picture of the terminal of `lkj audit`, an SVG.

python -m tools.documentation.screenshot REPORT.pdf TARGET.svg
"""

import re
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console

from lkj_audit.cli.terminal_report import TerminalReport
from lkj_audit.pipeline import audit_document
from lkj_audit.presentation.findings.matters import matters
from lkj_audit.presentation.language import Lang
from normalize.text.masking import masked
from validate.findings import Audit

WIDTH = 112
FIRST = 8
# the picture asks nobody's server for a font
REMOTE_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def screenshot(name: str, audit: Audit) -> str:
    """Return the report on a document as an SVG, with its first matters only."""
    console = Console(
        record=True, width=WIDTH, file=StringIO(), force_terminal=True, highlight=False
    )
    page = TerminalReport(audit, Lang.ID, masked)
    console.print(f"$ lkj audit {name}\n", style="bold", markup=False)
    console.print(page.heading(), "", page.summary(), page.coverage(), "", sep="\n")
    console.print(page.grid(matters(audit)[:FIRST]), "…", sep="\n")
    return REMOTE_FONTS.sub("", console.export_svg(title="lkj audit", unique_id="lkj"))


if __name__ == "__main__":
    report = Path(sys.argv[1])
    Path(sys.argv[2]).write_text(screenshot(report.name, audit_document(report)), "utf-8")
