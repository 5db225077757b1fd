"""Recapitulations in the annex: what was done row by row, with a value a row and the realisasi at
the foot.

No    Aktivitas                  Desa A    Desa B    Sub jumlah    Nilai
1     Pembinaan keuangan desa    √         √         2             1,00
2     Pembinaan aset desa        √                   1             0,50
                                                                   75,00%
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.patterns import regex
from extract.text.years import ANY_REPORT_YEAR
from normalize.report import Column, Role, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.relations import HUNDRED, Mean, Relation
from validate.findings import CellRef, Message, PrintedValue
from validate.structure.entity_links import EntityRow
from validate.structure.indicator_lookup import rows_by_indicator


@dataclass(frozen=True, slots=True)
class RecapsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    enough: int = 5  # count; e84561e


_SETTINGS = RecapsSettings()


WHY = Message(
    "realisasi adalah rata-rata nilai lampirannya",
    "the realisasi is the mean of the values of its annex",
)
_VALUE = regex(r"\b(?:nilai|skor)\b")


class Recap(NamedTuple):
    """A recapitulation: its column of values, the rows that have one, those with a running number,
    and the foot.
    """

    table: TypedTable
    column: Column
    rows: tuple[TypedRow, ...]
    numbered: tuple[TypedRow, ...]
    foot: TypedRow

    def cell(self, row: TypedRow) -> CellRef:
        """Return the cell that holds the value of a row."""
        return CellRef(self.table.id, row.index, self.column.index)

    def spot(self, row: TypedRow) -> PrintedValue:
        """Return where the value of a row is printed."""
        return cell_spot(self.table, row.index, self.column.index)

    def mean_of(self, rows: Sequence[TypedRow]) -> Relation:
        """Return that the foot is the mean of the values of these rows, in percent where they are
        shares.
        """
        target = self.cell(self.foot)
        return Relation(target, Mean(HUNDRED), tuple(map(self.cell, rows)), WHY, stated=True)


@cached_per_audit
def recaps(context: AuditContext) -> tuple[Recap, ...]:
    """Return the recapitulations of shares whose foot is a percentage."""
    return tuple(recap for table in context.report.tables for recap in _recaps(table))


def _recaps(table: TypedTable) -> Iterator[Recap]:
    for column in table.columns:
        if column.role in (Role.LAIN, Role.REALISASI) and _VALUE.search(
            normalize_text(column.header)
        ):
            valued = [(row, amount) for row in table.rows if (amount := row.amount(column.index))]
            if len(valued) > _SETTINGS.enough and _is_mean_of_shares(table, valued):
                rows, foot = tuple(row for row, _ in valued[:-1]), valued[-1][0]
                numbered = tuple(row for row in rows if _is_numbered(table, row))
                yield Recap(table, column, rows, numbered, foot)


def _is_mean_of_shares(table: TypedTable, valued: Sequence[tuple[TypedRow, Amount]]) -> bool:
    """Return whether the last of these rows may be the mean in percent of the others, which print
    shares.
    """
    *above, (foot, total) = valued
    if foot is not table.rows[-1] or _is_numbered(table, foot) or not 1 < total.value <= HUNDRED:
        return False
    return all(0 <= amount.value <= 1 for _, amount in above) and any(
        amount.decimals for _, amount in above
    )


_RUNNING = regex(r"\d{1,3}[.)]?")


def _is_numbered(table: TypedTable, row: TypedRow) -> bool:
    column = table.column(Role.NOMOR)
    return (
        column is not None
        and _RUNNING.fullmatch(table.table.cell(row.index, column.index).text) is not None
    )


TICKS = frozenset("√✓✔vV")
_BLANK = frozenset(("", "-", "–"))


def text_at(recap: Recap, row: TypedRow, column: int) -> str:
    """Return what a row prints in a column."""
    return recap.table.table.rows[row.index][column].text


def ticked_columns(recap: Recap) -> list[int]:
    """Return the columns that hold nothing but ticks and blanks, none where there are fewer than
    five.
    """
    found = []
    for column in recap.table.columns:
        texts = {text_at(recap, row, column.index) for row in recap.rows}
        if texts & TICKS and texts <= TICKS | _BLANK:
            found.append(column.index)
    return found if len(found) >= _SETTINGS.enough else []


# What a recapitulation is about -------------------------------------------------------------------

_PERIODS = frozenset(("triwulan", "tribulan", "semester", "bulan"))
_MEASURES = frozenset(("persentase", "jumlah", "hasil", "rata", "nilai", "indeks", "tingkat"))


def rows_recapitulated(context: AuditContext, recap: Recap) -> tuple[EntityRow, ...]:
    """Return the rows of the one indicator whose words the caption of a recapitulation holds, none
    for several.

    None either for a recapitulation of another year, or of a part of it.
    """
    caption = frozenset(normalize_text(recap.table.table.caption or "").split())
    years = {int(word) for word in caption if ANY_REPORT_YEAR.fullmatch(word)}
    if (years and context.report.year not in years) or not caption.isdisjoint(_PERIODS):
        return ()
    named = [
        rows
        for key, rows in rows_by_indicator(context).items()
        if len(words := frozenset(key.split()) - _MEASURES) > 1 and words <= caption
    ]
    return named[0] if len(named) == 1 else ()


def printed_elsewhere(rows: Sequence[EntityRow], role: Role) -> Iterator[CellRef]:
    """Yield the cells of the rows of an indicator that print a number of this role."""
    for table, row in rows:
        columns = [column for column in table.columns_of(role) if row.amount(column.index)]
        if len(columns) == 1:
            yield CellRef(table.id, row.index, columns[0].index)
