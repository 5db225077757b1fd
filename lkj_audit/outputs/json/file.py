"""`audit.json`: everything, for other programs."""

from pathlib import Path

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.json.report import as_line, audit_as_json


def write(audited: AuditedDocument, path: Path) -> None:
    """Write the JSON contract `lkj-audit/1`, the line that `--json` writes."""
    path.write_bytes(
        as_line(
            audit_as_json(
                audited.audit, audited.mask, audited.provenance, audited.pdf, audited.suppressions
            )
        )
    )
