"""`tabel/t1.csv` and so on: every extracted table for a spreadsheet, and a list of them."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.tabular.csv_dialect import ENCODING, decimal_mark, separator, without_formula
from lkj_audit.outputs.tabular.data_frames import write_frames

if TYPE_CHECKING:
    from pandas import DataFrame


def write(audited: AuditedDocument, path: Path) -> None:
    """Write a file a table into the folder `path`."""

    def write_table(frame: "DataFrame", values: frozenset[str], target: Path) -> None:
        mark = decimal_mark(audited.lang)
        written = {}
        for name in frame:
            form = partial(_number, mark=mark) if name in values else _text
            written[name] = list(map(form, frame[name]))
        safe = frame.assign(**written).rename(columns=without_formula)
        safe.to_csv(target, sep=separator(audited.lang), index=False, encoding=ENCODING)

    write_frames(audited, path, ".csv", write_table)


def _text(cell: object) -> str:
    return without_formula(str(cell))


def _number(value: object, mark: str) -> str:
    """Return a value without separators of thousands: a number for the spreadsheet, negative ones
    too.
    """
    return "" if value is None else format(value, "f").replace(".", mark)
