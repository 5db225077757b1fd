"""`tabel/t1.parquet` and so on: every extracted table for analysis, its values as exact decimals."""

from pathlib import Path
from typing import TYPE_CHECKING

from lkj_audit.outputs.audited import Audited
from lkj_audit.outputs.frames import write_frames

if TYPE_CHECKING:
    from pandas import DataFrame


def write(audited: Audited, path: Path) -> None:
    """Write a file a table into the folder `path`."""
    write_frames(audited, path, ".parquet", _write_table)


def _write_table(frame: "DataFrame", _values: frozenset[str], target: Path) -> None:
    frame.to_parquet(target, index=False)
