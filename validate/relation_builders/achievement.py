"""How the capaian of an indicator is computed: from its realisasi and target, and in which
direction.

Less is better where the header of the column or a formula in the text says so, where the printed
capaian follows from the reversed formula only, where the other capaian of the indicator do, or
where it counts what nobody wants.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from extract.patterns import regex
from normalize.formulas.calculations import EquationSide
from normalize.reference.region_settings import LessIsBetter
from normalize.report import Role, TableKind, TargetBasis, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount, AmountNote, ValueType
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.evaluation import plain, reproduces
from validate.constraints.intervals import exactly
from validate.constraints.printed_numbers import NumberIndex, cell_spot, number_index
from validate.constraints.relations import HUNDRED, PERCENTAGE, Relation
from validate.findings import CellRef, Message, PrintedValue
from validate.relation_builders.column_constraints import (
    ColumnConstraint,
    Computation,
    computations,
    divides_by_zero,
    relations,
)
from validate.relation_builders.directions import (
    FormulaUsage,
    MeasuredCapaian,
    formula_of,
    reversals,
)
from validate.relation_builders.text_calculations import calculations
from validate.structure.entity_links import EntityRow, indicator_of
from validate.structure.indicator_lookup import rows_about


@dataclass(frozen=True, slots=True)
class AchievementSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # a capaian of more than twice the cap is no capped one
    uncapped: int = 2  # count; a223b62


_SETTINGS = AchievementSettings()


LAW = ColumnConstraint(
    Role.CAPAIAN,
    ((Role.REALISASI,), (Role.TARGET,)),
    PERCENTAGE,
    Message("capaian adalah realisasi dibagi target", "capaian is realisasi over target"),
)
CAPS = tuple(Decimal(cap) for cap in (100, 110, 120, 125, 150))


class CapaianDirection(Enum):
    """What a capaian says: more is better, less is better, or it may be capped without
    saying so.
    """

    MORE = "more"
    LESS = "less"
    CAPPED = "capped"


class DirectedCapaian(NamedTuple):
    """How a printed capaian follows from its row, and in which direction; `progress` is one to the
    end of a plan.
    """

    direction: CapaianDirection
    relation: Relation
    progress: bool = False


@cached_per_audit
def achievements(context: AuditContext) -> tuple[DirectedCapaian, ...]:
    """Return how every printed capaian follows from its row.

    Where the profile says at which value a capaian is cut off, it may be that value.
    """
    figures = number_index(context)
    if (cap := context.settings.cap) is not None:
        return tuple(
            one._replace(relation=one.relation._replace(caps=(cap,), capped=True))
            for one in _directions(context)
        )
    return tuple(
        one._replace(direction=CapaianDirection.CAPPED, relation=one.relation._replace(caps=CAPS))
        if is_capped(figures, one.relation)
        else one
        for one in _directions(context)
    )


def achieved_as(context: AuditContext, direction: CapaianDirection) -> Iterator[Relation]:
    """Yield how the capaian of a year follow that are meant in one direction."""
    return (
        one.relation
        for one in achievements(context)
        if one.direction is direction and not one.progress
    )


def progress(context: AuditContext) -> Iterator[Relation]:
    """Yield how the progress to the end of a plan follows, of the columns in which as many rows
    follow as fail.
    """
    figures = number_index(context)
    columns: dict[tuple[str, int], list[Relation]] = defaultdict(list)
    for one in achievements(context):
        if one.progress and isinstance(one.relation.target, CellRef):
            columns[one.relation.target.table, one.relation.target.column].append(one.relation)
    for relations_ in columns.values():
        followed = sum(reproduces(figures, relation) for relation in relations_)
        if len(relations_) == 1 or 2 * followed >= len(relations_):
            yield from relations_


def is_capped(figures: NumberIndex, relation: Relation) -> bool:
    """Return whether a capaian is printed as one of the usual caps where more follows from
    its row.
    """
    printed, value = figures.find(relation.target), plain(figures, relation)
    if (
        printed is None
        or value is None
        or printed.value not in CAPS
        or reproduces(figures, relation)
    ):
        return False
    return printed.value < value <= _SETTINGS.uncapped * printed.value


@cached_per_audit
def _directions(context: AuditContext) -> tuple[DirectedCapaian, ...]:
    stated: list[DirectedCapaian] = []
    measured: list[MeasuredCapaian] = []
    for computation in computations(context.report, LAW):
        rows = [row for row in computation.table.rows if _can_be_told(computation, row)]
        falls = computation.stated and _falls(computation)
        for relation in relations(LAW, computation, rows):
            if falls or relation.form != PERCENTAGE:
                stated.append(
                    DirectedCapaian(
                        CapaianDirection.LESS if falls else CapaianDirection.MORE, relation
                    )
                )
            elif isinstance(relation.target, CellRef):
                row = computation.table.rows[relation.target.row]
                measured.append(
                    MeasuredCapaian(
                        computation.table, row, computation.target, relation, _ends(computation)
                    )
                )
    directions = _DirectionIndex(context, measured)
    return (*stated, *map(directions.of, measured))


class _DirectionIndex:
    """In which direction each capaian is meant, as the capaian of the whole report show."""

    def __init__(self, context: AuditContext, measured: Sequence[MeasuredCapaian]) -> None:
        self.figures = number_index(context)
        self.settled = context.settings.less_is_better
        self.usage = FormulaUsage(self.figures, measured)
        self.reversed_in_text = _reversed_in_text(context)
        self.uniform = _uniform_tables(self.figures, measured)

    def of(self, one: MeasuredCapaian) -> DirectedCapaian:
        """Return the relation in the direction that the printed capaian follows, else in that of
        its indicator.
        """
        if reproduces(self.figures, one.relation):
            return DirectedCapaian(CapaianDirection.MORE, one.relation, one.progress)
        accepted = settled_reversals(one.relation, self.settled)
        if follows := next((other for other in accepted if reproduces(self.figures, other)), None):
            return DirectedCapaian(CapaianDirection.LESS, follows, one.progress)
        if self._is_less_better(one):
            usual = self.usage.form_where_less_is_better(one)
            meant = next((other for other in accepted if other.form == usual), accepted[0])
            return DirectedCapaian(CapaianDirection.LESS, meant, one.progress)
        return DirectedCapaian(CapaianDirection.MORE, one.relation, one.progress)

    def _is_less_better(self, one: MeasuredCapaian) -> bool:
        """Return whether less is better by a formula in the text, by the indicator's other capaian,
        or by its words.
        """
        if one.relation.target in self.reversed_in_text:
            return True
        told = self.usage.is_less_better(one)
        return _is_unwanted(one) and one.table.id not in self.uniform if told is None else told


def _ends(computation: Computation) -> bool:
    """Return whether a capaian is measured against the target at the end of a plan, not against
    that of its year.
    """
    plans = [
        column.period for column in computation.inputs if column.basis is TargetBasis.LONG_TERM
    ]
    return any(period is None or period != computation.target.period for period in plans)


def _is_unwanted(one: MeasuredCapaian) -> bool:
    return counts_the_unwanted(indicator_of(EntityRow(one.table, one.row)))


def _uniform_tables(figures: NumberIndex, measured: Sequence[MeasuredCapaian]) -> frozenset[str]:
    """Return the tables that compute also what nobody wants as realisasi over target, wherever that
    can be determined.
    """
    told: dict[str, set[bool]] = defaultdict(set)
    for one in filter(_is_unwanted, measured):
        if formula := formula_of(figures, one.relation):
            told[one.table.id].add(formula.less)
    return frozenset(table for table, less in told.items() if less == {False})


class AchievedRow(NamedTuple):
    """A row that prints a target, a realisasi and a capaian, and where the capaian is."""

    table: TypedTable
    row: TypedRow
    target: Amount
    realisasi: Amount
    capaian: Amount
    spot: PrintedValue


@cached_per_audit
def achieved(context: AuditContext) -> dict[str, tuple[AchievedRow, ...]]:
    """Return the rows that print all three, by their table; of a table with several columns of
    capaian none.
    """
    found: dict[str, list[list[AchievedRow]]] = defaultdict(list)
    for computation in computations(context.report, LAW):
        table, rows = computation.table, computation.table.rows
        if table.kind in (TableKind.CAPAIAN, TableKind.COST_PER_OUTCOME):
            found[table.id].append(
                [row for one in rows if not one.total and (row := _achieved(computation, one))]
            )
    return {table: tuple(columns[0]) for table, columns in found.items() if len(columns) == 1}


def _achieved(computation: Computation, row: TypedRow) -> AchievedRow | None:
    amounts = [row.amount(column.index) for column in (*computation.inputs, computation.target)]
    by_role = dict(zip((column.role for column in computation.inputs), amounts, strict=False))
    target, realisasi, capaian = by_role.get(Role.TARGET), by_role.get(Role.REALISASI), amounts[-1]
    if target is None or realisasi is None or capaian is None:
        return None
    spot = cell_spot(computation.table, row.index, computation.target.index)
    return AchievedRow(computation.table, row, target, realisasi, capaian, spot)


def _can_be_told(computation: Computation, row: TypedRow) -> bool:
    inputs = [row.amount(column.index) for column in computation.inputs]
    blank = any(amount and AmountNote.DASH_ZERO in amount.notes for amount in inputs)
    of_money = all(column.quantity is ValueType.RUPIAH for column in computation.inputs)
    return not ((row.total and not of_money) or blank or divides_by_zero(computation, row))


def _falls(computation: Computation) -> bool:
    """Return whether a stated capaian is the smaller, the larger the realisasi is."""
    less, more = (_sampled(computation, Decimal(realisasi)) for realisasi in (50, 60))
    return less is not None and more is not None and more < less


def _sampled(computation: Computation, realisasi: Decimal) -> Decimal | None:
    given = {Role.REALISASI: realisasi, Role.TARGET: HUNDRED}
    value = computation.form.recompute(
        [exactly(given.get(column.role, Decimal(1))) for column in computation.inputs]
    )
    return value.middle() if value else None


def settled_reversals(relation: Relation, settled: LessIsBetter | None) -> tuple[Relation, ...]:
    """Return a capaian of which less is better in the form that the profile settles, in both where
    it does not.
    """
    doubled, inverse = reversals(relation)
    match settled:
        case None:
            return doubled, inverse
        case LessIsBetter.DOUBLED:
            return (doubled,)
        case LessIsBetter.INVERSE:
            return (inverse,)


def _reversed_in_text(context: AuditContext) -> frozenset[CellRef]:
    """Return the cells of the capaian of indicators for which the text writes the reversed formula
    out.
    """
    about = [one.about for one in calculations(context) if any(map(_doubles_the_target, one.sides))]
    rows = (row for text in about for row in rows_about(context, text))
    return frozenset(
        CellRef(table.id, row.index, column.index)
        for table, row in rows
        for column in table.columns_of(Role.CAPAIAN)
    )


_DOUBLED_IN_WORDS = regex(r"2\s*[x×*]?\s*(?:target|rencana)", re.IGNORECASE)


def _doubles_the_target(side: EquationSide) -> bool:
    return side.expression is None and _DOUBLED_IN_WORDS.search(side.text) is not None


# What an office counts and wants less of, and the words that turn it into what it wants more of
_UNWANTED = regex(
    r"(?:(?:angka|jumlah|tingkat|persentase|prevalensi|laju|rasio|rata ?rata|frekuensi|lama|"
    r"banyaknya) (?:kasus )?)?"
    r"(?:kemiskinan|penduduk miskin|pengangguran|kematian|kesakitan|stunting|putus sekolah|"
    r"kriminalitas|inflasi|"
    r"keluhan|pengaduan|aduan|gangguan|pelanggaran|temuan|kecelakaan|konflik|kebakaran|korban|gini|"
    r"waktu tunggu|waktu respon|waktu penyelesaian)\b"
)
_DEALT_WITH = regex(
    r"\b(?:di|ter)?(?:tangani|selesaikan|tindaklanjuti|tindak|selesai|cegah|bina|fasilitasi|"
    r"layani|turunkan|pulihkan)\b"
    r"|penurunan|penanganan|penyelesaian|tindak lanjut|pengurangan|berkurang"
)
_NOT = regex(r"\b(?:belum|tidak|tanpa)\b")


@lru_cache(maxsize=1024)
def counts_the_unwanted(indicator: str) -> bool:
    """Return whether an indicator surely counts what is to become less.

    >>> counts_the_unwanted("Jumlah pengaduan yang belum ditindaklanjuti")
    True
    >>> counts_the_unwanted("Jumlah pengaduan yang ditindaklanjuti")
    False
    """
    words = normalize_text(indicator)
    return _UNWANTED.match(words) is not None and (
        _NOT.search(words) is not None or not _DEALT_WITH.search(words)
    )
