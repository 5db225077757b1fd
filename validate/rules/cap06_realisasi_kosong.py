"""Every indicator with a target has a realisasi.

Not claimed: that the office did nothing; the value may not have been known yet. It must not be counted as achieved.

Basis: PermenPANRB 53/2014 Lampiran III.I.3 (from memory, not verified).

Breaks it:

    Indikator                  Target    Realisasi    Capaian
    Indeks Pelayanan Publik    65        -
    Persentase fasilitasi      95,45     95,27        99,81

Looks alike, and does not, since nothing of the table has been measured yet:

    Indikator                  Target    Realisasi    Capaian
    Indeks Pelayanan Publik    65
    Persentase fasilitasi      95,45
"""

from collections.abc import Iterator, Sequence

from normalize.amounts import Amount, Note, Reading, Reason
from normalize.report import Column, Kind, Report, Role, TypedRow, TypedTable
from validate.figures import cell_spot
from validate.findings import Certainty, Finding, Message, Severity
from validate.rule import Rule

_BLANK = (Reason.EMPTY, Reason.MISSING_MARK)


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding for every indicator whose target has no realisasi beside it."""
    for table in report.of_kind(Kind.CAPAIAN, Kind.COST_PER_OUTCOME):
        for row, target, realisasi in unmeasured(table):
            yield _finding(table, row, target, realisasi)


def unmeasured(table: TypedTable) -> Iterator[tuple[TypedRow, Column, Column]]:
    """Yield the rows with a target and no realisasi, and both columns; nothing of a table without any realisasi."""
    target, columns = table.column(Role.TARGET), list(table.columns_of(Role.REALISASI))
    if target is None or all(_is_blank(row, columns) for row in table.rows):
        return
    for row in table.rows:
        if row.amount(target.index) and not row.total and _is_blank(row, columns):
            yield row, target, columns[0]


def _is_blank(row: TypedRow, columns: Sequence[Column]) -> bool:
    return all(_says_nothing(row.readings[column.index]) for column in columns)


def _says_nothing(reading: Reading | None) -> bool:
    """Whether a cell is blank or marked so; a position that a merged cell covers says what that cell says."""
    if isinstance(reading, Amount):
        return Note.DASH_ZERO in reading.notes
    return reading is not None and reading.reason in _BLANK


def _finding(table: TypedTable, row: TypedRow, target: Column, realisasi: Column) -> Finding:
    spot = cell_spot(table, row.index, realisasi.index)
    aim = cell_spot(table, row.index, target.index)
    message = Message(
        f"{row.name}: target {aim.printed} tanpa realisasi, capaiannya tidak dapat dihitung.",
        f"{row.name}: a target of {aim.printed} without a realisasi, so its capaian cannot be computed.",
    )
    return Finding("CAP-06", Severity.MAJOR, Certainty.UNVERIFIABLE, spot, message, evidence=(aim,))


RULE = Rule("CAP-06", Severity.MAJOR, Message("Realisasi kosong", "No realisasi"), __doc__, check=check)
