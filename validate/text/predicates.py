"""The predicates that tables print beside their capaian, and the scale of the report that they
belong to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from normalize.report import Role, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount
from normalize.values.scales import PredicateScale, ScaleBand, configured_scale, find_scales
from validate.audit_context import AuditContext, cached_per_audit


@dataclass(frozen=True, slots=True)
class PredicatesSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    enough: int = 2  # count; 42553d2


_SETTINGS = PredicatesSettings()


class Graded(NamedTuple):
    """A row with a capaian and a predicate, the columns of both, and the scale that the predicate
    is of.
    """

    table: TypedTable
    row: TypedRow
    capaian: int
    predicate: int
    amount: Amount
    scale: PredicateScale

    @property
    def name(self) -> str:
        """The predicate as one compares it."""
        return normalize_text(self.table.table.rows[self.row.index][self.predicate].text)

    def bands(self) -> tuple[ScaleBand, ...]:
        """Return the bands that hold the capaian."""
        return self.bands_of(self.amount.value)

    def bands_of(self, value: Decimal) -> tuple[ScaleBand, ...]:
        """Return the bands that hold a value, as printed or as a whole number; in a hole, those on
        either side.
        """
        values = {value, value.quantize(Decimal(1), ROUND_HALF_UP)}
        if not any(band.holds(value) for band in self.scale.bands):
            values.add(value.to_integral_value(ROUND_FLOOR))
        return tuple(band for band in self.scale.bands if any(map(band.holds, values)))


@cached_per_audit
def scales(context: AuditContext) -> tuple[PredicateScale, ...]:
    """Return the scales that the report prints."""
    return tuple(find_scales(context.report))


@cached_per_audit
def graded(context: AuditContext) -> tuple[Graded, ...]:
    """Return the rows whose predicate is surely of one scale: of the report, or of its region where
    it prints none.
    """
    settled = configured_scale(context.settings.grades)
    known = scales(context) or ((settled,) if settled is not None else ())
    return tuple(row for table in context.report.tables for row in _graded(table, known))


def _graded(table: TypedTable, known: Sequence[PredicateScale]) -> Iterator[Graded]:
    capaian = list(table.columns_of(Role.CAPAIAN))
    if len(capaian) != 1 or not known:
        return
    at = capaian[0].index
    for column in table.columns:
        rows = [
            (row, amount)
            for row in table.rows
            if (amount := row.amount(at)) and _text(table, row, column.index)
        ]
        names = {normalize_text(_text(table, row, column.index)) for row, _ in rows}
        fitting = [scale for scale in known if names <= scale.names]
        if len(rows) >= _SETTINGS.enough and len(fitting) == 1:
            for row, amount in rows:
                yield Graded(table, row, at, column.index, amount, fitting[0])


def _text(table: TypedTable, row: TypedRow, column: int) -> str:
    return table.table.rows[row.index][column].text
