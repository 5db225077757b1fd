"""What a reader who has never seen a drawn document makes of it."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from corpus.snapshots import TableState, snapshot_of
from extract.errors import DocumentError
from lkj_audit.pipeline import audit_document
from normalize.text.masking import masked
from normalize.values.amounts import Amount, ParsedAmount, Unread
from tools.evaluation.scores import TableMatching
from tools.first_sight.sheets import DrawnSheet, KnownTable
from validate.findings import Audit, Certainty


@dataclass(frozen=True, slots=True)
class ReadingScore:
    """Of the numbers of some documents how many are right, of their rows how many are whole, and
    what is invented.

    A number is right where its text is read as it is printed and its value, where it has one, is
    the printed one. A number is `silent` whose value differs from the printed one though nothing
    says that it is doubtful. `invented` are tables that are no known ones.
    """

    documents: int = 0
    numbers: int = 0
    right: int = 0
    rows: int = 0
    whole: int = 0
    silent: int = 0
    invented: int = 0

    def __add__(self, other: "ReadingScore") -> "ReadingScore":
        return ReadingScore(
            *(one + two for one, two in zip(astuple(self), astuple(other), strict=True))
        )


@dataclass(frozen=True, slots=True)
class MissedRow:
    """A row that is not read as it is printed."""

    table: int
    row: int
    printed: tuple[str, ...]
    read: tuple[str, ...] | None


def look(sheet: DrawnSheet, folder: Path) -> tuple[ReadingScore, list[MissedRow]]:
    """Return what is read of a document, and its rows that are not whole."""
    path = folder / "sheet.pdf"
    path.write_bytes(sheet.data)
    try:
        audit = audit_document(path)
    except DocumentError:
        audit = None
    states = snapshot_of(audit, masked, "masked", None).tables if audit else ()
    tables = TableMatching({"tables": [table.as_truth() for table in sheet.tables]}, states)
    matched = sum(state is not None for state in tables.found)
    seen, missed = ReadingScore(documents=1, invented=len(states) - matched), []
    for at, table in enumerate(sheet.tables):
        for row, read in enumerate(_rows(table, tables.found[at], tables.rows[at])):
            ours = _typed(audit, tables.found[at], read)
            seen += (counted := _row(table, row, ours))
            if not counted.whole:
                missed.append(MissedRow(at, row, table.rows[row], ours.texts if ours else None))
    return seen, missed


@dataclass(frozen=True, slots=True)
class _Ours:
    """A body row as we read it; `doubtful` are the columns about which something says so."""

    texts: tuple[str, ...]
    readings: tuple[ParsedAmount | None, ...]
    doubtful: frozenset[int]


def _rows(
    table: KnownTable, state: TableState | None, matched: dict[int, int]
) -> Iterator[int | None]:
    """Yield for each body row which one of ours stands for it."""
    for row in range(len(table.rows)):
        at = matched.get(len(table.header) + row)
        body = at - len(state.header) if state is not None and at is not None else -1
        yield body if body >= 0 else None


def _typed(audit: Audit | None, state: TableState | None, row: int | None) -> _Ours | None:
    if audit is None or state is None or row is None:
        return None
    typed = audit.report.table(state.id)
    doubts = {one.spot.cell for one in audit.findings if one.certainty is Certainty.READING_DOUBT}
    doubted = {
        cell.column
        for cell in doubts
        if cell is not None and (cell.table, cell.row) == (state.id, row)
    }
    every = range(len(typed.columns)) if state.id in audit.unsure else ()
    return _Ours(state.rows[row].cells, typed.rows[row].readings, frozenset({*doubted, *every}))


def _row(table: KnownTable, row: int, ours: _Ours | None) -> ReadingScore:
    """Return what is read of one row."""
    texts = table.rows[row]
    numbers = [column for at, column in table.values if at == row]
    if ours is None or len(ours.texts) != len(texts):
        return ReadingScore(numbers=len(numbers), rows=1)
    right = silent = 0
    for column in numbers:
        value, reading = table.values[row, column], ours.readings[column]
        other = isinstance(reading, Amount) and reading.value != value
        lost = isinstance(reading, Unread) and all(one.value != value for one in reading.candidates)
        right += ours.texts[column] == texts[column] and not other and not lost
        silent += other and column not in ours.doubtful
    # the name of a total may be over several columns
    words = _joined(*_others(texts, numbers)) == _joined(*_others(ours.texts, numbers))
    return ReadingScore(
        numbers=len(numbers),
        right=right,
        rows=1,
        whole=int(right == len(numbers) and words),
        silent=silent,
    )


def _others(texts: tuple[str, ...], numbers: list[int]) -> Iterator[str]:
    return (text for column, text in enumerate(texts) if column not in numbers)


def _joined(*texts: str) -> str:
    return "".join("".join(texts).split())
