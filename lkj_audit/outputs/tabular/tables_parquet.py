"""`tabel/t1.parquet` and so on: every extracted table for analysis, its values as exact
decimals.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.tabular.data_frames import write_frames
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.provenance import origin

if TYPE_CHECKING:
    from pandas import DataFrame


def write(audited: AuditedDocument, path: Path) -> None:
    """Write a file a table into the folder `path`."""
    facts = origin(
        audited.audit.profile, audited.provenance, audited.mask, Lang(audited.lang), sortable=True
    )
    attributes = dict([("SHA-256", audited.audit.report.document.sha256), *facts])

    def write_table(frame: "DataFrame", _values: frozenset[str], target: Path) -> None:
        frame.attrs = attributes  # pandas keeps them in the file
        frame.to_parquet(target, index=False)

    write_frames(audited, path, ".parquet", write_table)
