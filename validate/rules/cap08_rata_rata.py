"""A mean capaian that a table prints is the mean of the capaian above it.

Of those since the mean before it, of all rows, or of the means above it: any that fits is accepted, also with each
capaian taken for 100 at most, with indicators without a capaian counted as 0, and by way of the means of the sasaran.
Where none fits, the nearest is told.

Not claimed: anything about a table that may go on from another one, a single capaian, a mean beside its indicators or
above them, or one in running text.

Basis: arithmetic (own proposal).

Breaks it, the mean is 97,50:

    Indikator              Target    Realisasi    Capaian
    Persentase layanan     100,00    95,00        95,00
    Persentase desa        100,00    100,00       100,00
    Rata-rata capaian                             98,50

Looks alike, and does not, since 120,00 counts as 100:

    Indikator              Target    Realisasi    Capaian
    Persentase layanan     100,00    95,00        95,00
    Persentase desa        100,00    120,00       120,00
    Rata-rata capaian                             97,50
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from normalize.amounts import Amount, Note
from normalize.report import Kind, Report, Role, TypedRow, TypedTable
from normalize.words import fold
from validate.figures import figures_of
from validate.findings import CellRef, Message, Severity
from validate.intervals import ZERO, around
from validate.judgement import plain, reproduces
from validate.means import Mean
from validate.relations import HUNDRED, Relation
from validate.rule import Rule

WHY = Message("rata-rata capaian", "the mean of the capaian")
_MEAN = re.compile(
    r"(?:jumlah |nilai |total )?rata ?rata"
    r"(?: (?:nilai|total|seluruh|capaian|kinerja|sasaran|strategis|indikator|tujuan|program|\d+|[ivx]+))*"
)
_KINDS = (Kind.CAPAIAN, Kind.COST_PER_OUTCOME, Kind.SUMBER_DAYA)


def relate(report: Report) -> Iterator[Relation]:
    """Yield the mean that each printed mean capaian follows, or comes nearest to."""
    for table in report.of_kind(*_KINDS):
        columns = list(table.columns_of(Role.CAPAIAN))
        if len(columns) == 1 and any(map(_is_mean, _texts(table))) and _stands_alone(report, table):
            yield from _means(report, table, columns[0].index)


def _texts(table: TypedTable) -> Iterator[str]:
    """Yield the first text of every row."""
    return (next((cell.text for cell in row if cell.text), "") for row in table.table.rows)


def _is_mean(text: str) -> bool:
    return _MEAN.fullmatch(fold(text)) is not None


def _stands_alone(report: Report, table: TypedTable) -> bool:
    """Return whether no table of the same kind stands so near in front of one that it may go on from that."""
    first = table.table.pages[0]
    before = (other for other in report.of_kind(table.kind) if other is not table)
    return not any(first - 1 <= other.table.pages[-1] <= first for other in before)


def _means(report: Report, table: TypedTable, capaian: int) -> Iterator[Relation]:
    section: list[TypedRow] = []
    every: list[TypedRow] = []
    means: list[TypedRow] = []
    for row, text in zip(table.rows, _texts(table), strict=True):
        if _is_mean(text) and row.amount(capaian):
            yield from _followed(report, _Mean(table, capaian, row), [section, every, means])
            means, section = [*means, row], []
        elif not row.total and row.readings[capaian] is not None:
            section.append(row)
            every.append(row)


class _Mean(NamedTuple):
    """A row that prints a mean, and the column of capaian it stands in."""

    table: TypedTable
    column: int
    row: TypedRow

    def over(self, rows: Sequence[TypedRow]) -> Relation:
        """Return that it is the mean of these rows."""
        target, *terms = (CellRef(self.table.id, row.index, self.column) for row in (self.row, *rows))
        return Relation("CAP-08", target, Mean(), tuple(terms), WHY, stated=True)

    def value(self, row: TypedRow) -> Decimal | None:
        """Return the capaian of a row, None where it prints none."""
        amount = row.amount(self.column)
        return None if amount is None or Note.DASH_ZERO in amount.notes else amount.value


def _followed(report: Report, mean: _Mean, groups: Sequence[Sequence[TypedRow]]) -> list[Relation]:
    """Return the mean that holds, else the nearest one; none where the printed mean may be another."""
    figures = figures_of(report)
    told = [[row for row in group if mean.value(row) is not None] for group in groups]
    relations = [mean.over(rows) for rows in told if len(rows) > 1]
    if holding := [relation for relation in relations if reproduces(figures, relation)]:
        return holding[:1]
    printed = mean.row.amount(mean.column)
    if not relations or printed is None or any(_fits_otherwise(printed, mean, group) for group in groups):
        return []
    return [min(relations, key=lambda one: abs((plain(figures, one) or ZERO) - printed.value))]


def _fits_otherwise(printed: Amount, mean: _Mean, rows: Sequence[TypedRow]) -> bool:
    """Return whether a mean is one of capped capaian, of those of each sasaran, or counts blanks as 0."""
    found = [mean.value(row) for row in rows]
    values = [value for value in found if value is not None]
    capped = [min(value, HUNDRED) for value in values]
    by_sasaran: dict[str | None, list[Decimal]] = defaultdict(list)
    for row in rows:
        if (value := mean.value(row)) is not None:
            by_sasaran[row.label(Role.SASARAN)].append(value)
    of_means = [sum(group) / Decimal(len(group)) for group in by_sasaran.values()]
    tried = [(capped, len(values)), (values, len(found)), (capped, len(found)), (of_means, len(of_means))]
    span = around(printed.value, printed.decimals)
    return any(count > 0 and span.holds(sum(some) / Decimal(count)) for some, count in tried)


RULE = Rule("CAP-08", Severity.MAJOR, Message("Rata-rata capaian", "Mean capaian"), __doc__, relate)
