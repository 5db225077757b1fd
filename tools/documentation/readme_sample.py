"""Write the README's sample of a finding as the terminal shows it.

python -m tools.documentation.readme_sample REPORT.pdf README.md
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

HEADING = "## What a finding looks like"
WIDTH = 84
_BLOCK = re.compile(rf"(?<=^{HEADING}\n\n```\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)


def with_sample(readme: str, audit: Audit) -> str:
    """Return the README with the sample that an audit gives today."""
    return _BLOCK.sub(lambda _: sample(audit), readme)


def sample(audit: Audit) -> str:
    """Return the first matter by EFI-01 that others follow from."""
    matter = next(one for one in matters(audit) if one.lead.rule == "EFI-01" and one.lead.followers)
    console = Console(width=WIDTH, file=StringIO(), color_system=None, highlight=False)
    with console.capture() as printed:
        console.print(TerminalReport(audit, Lang.ID, masked).grid([matter]))
    return "".join(f"{line.rstrip()}\n" for line in printed.get().splitlines() if line.strip())


if __name__ == "__main__":
    file = Path(sys.argv[2])
    file.write_text(
        with_sample(file.read_text("utf-8"), audit_document(Path(sys.argv[1]))), "utf-8"
    )
