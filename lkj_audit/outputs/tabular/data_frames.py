"""An extracted table as a frame of pandas: what is printed, and beside it the exact values."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.tabular.csv_dialect import plain
from lkj_audit.presentation.language import Lang
from normalize.report import TypedTable
from normalize.values.amounts import Amount

if TYPE_CHECKING:
    from collections.abc import Callable

    from pandas import DataFrame


def write_frames(
    audited: AuditedDocument,
    folder: Path,
    ending: str,
    write: "Callable[[DataFrame, frozenset[str], Path], None]",
) -> None:
    """Write every table to `t1.csv` and so on, and remove those of an earlier run that are no more.

    `write` takes a frame, the names of its columns that hold values, and the path to write to.
    """
    folder.mkdir(exist_ok=True)
    for table in audited.audit.report.tables:
        made, values = frame(table, audited)
        with replacing(folder / f"{table.id}{ending}") as path:
            write(made, values, path)
    names = {f"{table.id}{ending}" for table in audited.audit.report.tables}
    for old in folder.glob(f"t[0-9]*{ending}"):
        if old.name not in names:
            old.unlink()


def frame(table: TypedTable, audited: AuditedDocument) -> "tuple[DataFrame, frozenset[str]]":
    """Return a table as it is printed, with a column of values beside each that holds numbers, and
    the names of those.

    A value is an exact Decimal, None where there is no number that could be read. A merged cell's
    text is in its first position alone, as in the JSON.
    """
    from pandas import DataFrame

    columns = dict(named_columns(table, audited))
    values = frozenset(name for name, cells in columns.items() if _holds_numbers(cells))
    return DataFrame(columns, dtype=object), values


def _holds_numbers(cells: Iterable[object]) -> bool:
    return any(isinstance(cell, Decimal) for cell in cells)


def named_columns(
    table: TypedTable, audited: AuditedDocument
) -> "Iterator[tuple[str, list[object]]]":
    """Yield each column of the frame under a name of its own."""
    say, mask = Lang(audited.lang).say, audited.mask
    seen: Counter[str] = Counter()

    def unique(name: str) -> str:
        seen[name] += 1
        return name if seen[name] == 1 else unique(f"{name} ({seen[name]})")

    yield unique(say("Halaman", "Page")), [row[0].place.page for row in table.table.rows]
    for column in table.columns:
        header = plain(mask(column.header)) or say(
            f"Kolom {column.index + 1}", f"Column {column.index + 1}"
        )
        name = unique(header)
        texts = [row[column.index].text for row in table.table.rows]
        shown = [plain(mask(text)) for text in texts]
        yield name, list(shown)
        readings = (row.readings[column.index] for row in table.rows)
        # a text that is masked has no value that may be reported
        values = [
            reading.value if isinstance(reading, Amount) and mask(text) == text else None
            for reading, text in zip(readings, texts, strict=True)
        ]
        if any(value is not None for value in values):
            yield unique(f"{name} [{say('nilai', 'value')}]"), list(values)
