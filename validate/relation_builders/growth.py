"""Growth over the years of a table: the formula that most rows of a growth column follow.

Reports call three things growth: the mean of the yearly ones, the last year over the first, and the
constant yearly growth that leads from the first to the last. Which one a column means is recognised
by its own numbers.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from extract.patterns import regex
from extract.text.years import YEAR
from normalize.report import Column, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount, ValueType
from validate.audit_context import AuditContext
from validate.constraints.evaluation import reproduces
from validate.constraints.intervals import ZERO, Interval, exactly
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import HUNDRED, SAME, Equation, Relation
from validate.findings import CellRef, Message
from validate.relation_builders.row_relations import is_a_constraint


@dataclass(frozen=True, slots=True)
class GrowthSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # so many rows are looked at before a formula is given up
    rows: int = 3  # count; dc12d0d


_SETTINGS = GrowthSettings()


WHY = Message("pertumbuhan menurut tahun-tahun di baris ini", "growth over the years of this row")
WHY_SAME = Message("angka yang sama tumbuh dengan sama", "the same amounts grow alike")


_YEAR = regex(rf"\b{YEAR}\b")


class GrowthMeaning(Enum):
    """What a growth column means."""

    MEAN = "mean"
    WHOLE = "whole"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth in percent over terms that follow each other in time."""

    measured: GrowthMeaning
    computes: bool = True

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:
        """Return the interval of the growth, or None where a year it starts from may be zero."""
        if self.measured is GrowthMeaning.MEAN:
            rates = [after.over(before) for before, after in pairwise(terms)]
            found = [rate for rate in rates if rate is not None]
            return _percent(_mean(found)) if len(found) == len(rates) else None
        ratio = terms[-1].over(terms[0])
        if ratio is None or (self.measured is GrowthMeaning.YEARLY and ratio.low <= 0):
            return None
        return _percent(
            ratio if self.measured is GrowthMeaning.WHOLE else _root(ratio, len(terms) - 1)
        )

    def required(
        self,
        position: int,  # noqa: ARG002
        target: Interval,  # noqa: ARG002
        terms: Sequence[Interval],  # noqa: ARG002
    ) -> Interval | None:
        """Return None: growth is not solved for its years."""
        return None

    def written(self, terms: Sequence[str]) -> str:
        """Return the growth with its years, written out."""
        if self.measured is GrowthMeaning.MEAN:
            steps = [f"{after} ÷ {before}" for before, after in pairwise(terms)]
            return (
                f"({' + '.join(steps)}) ÷ {len(steps)} × 100 − 100"
                if len(steps) > 1
                else f"{steps[0]} × 100 − 100"
            )
        power = f"^(1/{len(terms) - 1})" if self.measured is GrowthMeaning.YEARLY else ""
        return f"({terms[-1]} ÷ {terms[0]}){power} × 100 − 100"

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:  # noqa: ARG002
        """Return the growth: it is not solved for its years."""
        return self.written(terms)


class GrowthColumn(NamedTuple):
    """A column of growth, the columns of the years it follows, and how."""

    table: TypedTable
    target: Column
    years: tuple[Column, ...]
    form: Equation


def growth_relations(context: AuditContext) -> Iterator[Relation]:
    """Yield the growth of each row in every growth column, and that rows with the same amounts
    print the same.
    """
    figures = number_index(context)
    for table in context.report.tables:
        for found in _growth_columns(table, figures):
            yield from _by_formula(found)
            yield from _alike(found)


def _growth_columns(table: TypedTable, figures: NumberIndex) -> Iterator[GrowthColumn]:
    series = _series(table)
    own = {column.index for years in series for column in years}
    for target in table.columns if series else ():
        if target.quantity not in (ValueType.PERSEN, ValueType.BILANGAN) or target.index in own:
            continue
        tried = (
            GrowthColumn(table, target, years, Growth(kind))
            for all_years in series
            for years in (all_years, *pairwise(all_years))
            for kind in GrowthMeaning
        )
        scored = [(_followed(one, figures), one) for one in tried]
        best, column = max(scored, key=lambda scored_one: scored_one[0])
        if best:
            yield column


def _followed(column: GrowthColumn, figures: NumberIndex) -> int:
    """Return how many rows follow the formula; 0 where that does not make it a law."""
    told = [relation for relation in _by_formula(column) if not _says_nothing(figures, relation)]
    if len(told) < _SETTINGS.rows or not any(
        reproduces(figures, relation) for relation in told[: _SETTINGS.rows]
    ):
        return 0
    held = sum(reproduces(figures, relation) for relation in told)
    return held if is_a_constraint(held, len(told)) else 0


def _says_nothing(figures: NumberIndex, relation: Relation) -> bool:
    figure = figures.find(relation.target)
    return figure is None or figure.value == 0


def _by_formula(column: GrowthColumn) -> Iterator[Relation]:
    """Yield the growth of each row all of whose years print a number that is not zero."""
    for row in column.table.rows:
        amounts = _amounts(column, row)
        if amounts and all(amounts) and row.amount(column.target.index):
            yield _relation(column, row)


def _relation(column: GrowthColumn, row: TypedRow) -> Relation:
    target, *terms = (
        CellRef(column.table.id, row.index, one.index) for one in (column.target, *column.years)
    )
    return Relation(target, column.form, tuple(terms), WHY)


def _alike(column: GrowthColumn) -> Iterator[Relation]:
    """Yield that rows of the same amounts print the same growth, where a year of zero hides the
    formula.
    """
    same: dict[tuple[Decimal, ...], list[TypedRow]] = defaultdict(list)
    for row in column.table.rows:
        amounts = _amounts(column, row)
        if amounts and any(amounts) and not all(amounts) and row.amount(column.target.index):
            same[amounts].append(row)
    for rows in same.values():
        printed = [_printed(row, column) for row in rows]
        usual = rows[printed.index(max(printed, key=printed.count))]
        for row in rows:
            if row is not usual:
                here, there = (
                    CellRef(column.table.id, one.index, column.target.index) for one in (row, usual)
                )
                yield Relation(here, SAME, (there,), WHY_SAME)


def _printed(row: TypedRow, column: GrowthColumn) -> Decimal:
    amount = row.amount(column.target.index)
    return amount.value if amount else ZERO


def _amounts(column: GrowthColumn, row: TypedRow) -> tuple[Decimal, ...]:
    """Return what the years of a row print, nothing where one prints no number."""
    readings = [row.readings[year.index] for year in column.years]
    amounts = tuple(reading.value for reading in readings if isinstance(reading, Amount))
    return amounts if len(amounts) == len(readings) else ()


def _series(table: TypedTable) -> list[tuple[Column, ...]]:
    """Return the columns that print one thing for several years in a row."""
    found: dict[tuple[object, ...], list[Column]] = defaultdict(list)
    for column in table.columns:
        if _is_a_year(column) and column.quantity in (ValueType.RUPIAH, ValueType.BILANGAN):
            found[column.role, column.quantity].append(column)
    return [
        tuple(years) for years in found.values() if len(years) > 1 and _follow_each_other(years)
    ]


def _follow_each_other(columns: Sequence[Column]) -> bool:
    years = [column.period.year for column in columns if column.period and column.period.year]
    return all(after == before + 1 for before, after in pairwise(years))


def _is_a_year(column: Column) -> bool:
    return (
        column.period is not None
        and column.period.year is not None
        and bool(_YEAR.search(normalize_text(column.header)))
    )


def _mean(spans: Sequence[Interval]) -> Interval:
    total = exactly(ZERO)
    for span in spans:
        total = total.plus(span)
    count = len(spans)
    return Interval(total.low / count, total.high / count)


def _percent(ratio: Interval) -> Interval:
    return Interval((ratio.low - 1) * HUNDRED, (ratio.high - 1) * HUNDRED)


def _root(ratio: Interval, degree: int) -> Interval:
    power = 1 / Decimal(degree)
    return Interval(ratio.low**power, ratio.high**power)
