"""`audit.json`: everything, for other programs."""

from pathlib import Path

from lkj_audit.json_report import as_line, audit_as_json
from lkj_audit.outputs.audited import Audited


def write(audited: Audited, path: Path) -> None:
    """Write the JSON contract `lkj-audit/1`, the line that `--json` writes."""
    path.write_bytes(
        as_line(audit_as_json(audited.audit, audited.mask, audited.provenance, audited.pdf, audited.suppressions))
    )
