"""In which direction a capaian is meant that follows no formula: as the capaian beside it show.

An indicator is better the same way in every year and against every plan; where less is better, an
office computes alike in all rows. What the numbers around a capaian show goes before what its words
let one expect.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from normalize.formulas.expressions import ColumnNumber, FormulaConstant, Operation
from normalize.report import Column, TypedRow, TypedTable
from validate.constraints.evaluation import plain, reproduces
from validate.constraints.intervals import cut_leaves, exactly
from validate.constraints.printed_numbers import NumberIndex
from validate.constraints.relations import HUNDRED, PERCENTAGE, Equation, Relation
from validate.findings import Message
from validate.relation_builders.text_calculations import WrittenCalculation
from validate.structure.entity_links import EntityRow, indicator_key, indicator_of

# (2 × target − realisasi) / target: LAN 239/IX/6/8/2003, where less is better
_REALISASI, _TARGET = ColumnNumber("realisasi"), ColumnNumber("target")
DOUBLED = WrittenCalculation(
    Operation(
        "/",
        Operation("-", Operation("*", FormulaConstant(Decimal(2)), _TARGET), _REALISASI),
        _TARGET,
    ),
    ("realisasi", "target"),
    HUNDRED,
)
_REVERSED = Message(
    "capaian adalah dua kali target dikurangi realisasi, dibagi target",
    "capaian is twice the target less the realisasi, over the target",
)
_INVERSE = Message("capaian adalah target dibagi realisasi", "capaian is target over realisasi")


def reversals(relation: Relation) -> tuple[Relation, Relation]:
    """Return a capaian as twice the target less the realisasi, over the target, and as target over
    realisasi.
    """
    realisasi, target = relation.terms
    inverse = relation._replace(form=PERCENTAGE, terms=(target, realisasi), why=_INVERSE)
    return relation._replace(form=DOUBLED, why=_REVERSED), inverse


class CapaianFormula(NamedTuple):
    """How a capaian is computed: whether less is better, and then by which formula."""

    less: bool
    form: Equation


def formula_of(figures: NumberIndex, relation: Relation) -> CapaianFormula | None:
    """Return the only formula that gives a printed capaian, `relation` being that for more is
    better.

    None where none gives it, or where several do: at 100 they are all the same.
    """
    forms = [(False, relation), *((True, one) for one in reversals(relation))]
    found = [CapaianFormula(less, one.form) for less, one in forms if _gives(figures, one)]
    return found[0] if len(found) == 1 else None


def _gives(figures: NumberIndex, relation: Relation) -> bool:
    """Return whether a capaian is what follows from its row, rounded or cut off."""
    if reproduces(figures, relation):
        return True
    printed, value = figures.find(relation.target), plain(figures, relation)
    if printed is None or value is None or not printed.own:
        return False
    decimals = max(printed.decimals, printed.own)
    return cut_leaves(printed.value, exactly(value), decimals)


class MeasuredCapaian(NamedTuple):
    """A capaian of a row, and how it follows where more is better; `progress` is one to the end of
    a plan.
    """

    table: TypedTable
    row: TypedRow
    column: Column
    relation: Relation
    progress: bool = False


class FormulaUsage:
    """Which formulas the capaian of a report follow, by their rows, indicators, columns and
    tables.
    """

    def __init__(self, figures: NumberIndex, measured: Iterable[MeasuredCapaian]) -> None:
        self._less: dict[Hashable, Counter[bool]] = defaultdict(Counter)
        self._forms: dict[Hashable, Counter[Equation]] = defaultdict(Counter)
        for one in measured:
            if formula := formula_of(figures, one.relation):
                for key in _keys(one):
                    self._less[key][formula.less] += 1
                    if formula.less:
                        self._forms[key][formula.form] += 1

    def is_less_better(self, one: MeasuredCapaian) -> bool | None:
        """Return whether less is better in the other capaian of a row or indicator; None where they
        do not decide.
        """
        for key in (*_of_row(one), *_of_indicator(one)):
            told = self._less[key]
            if len(told) == 1:
                return next(iter(told))
        return None

    def form_where_less_is_better(self, one: MeasuredCapaian) -> Equation | None:
        """Return the formula that the nearest capaian follow of which less is better; None where
        there is none.
        """
        told = (self._forms[key] for key in _keys(one))
        return next((forms.most_common(1)[0][0] for forms in told if forms), None)


def _keys(one: MeasuredCapaian) -> Iterator[Hashable]:
    """Yield what a capaian has in common with others, the nearest first."""
    yield from _of_row(one)
    yield from _of_indicator(one)
    yield "column", one.table.id, one.column.index
    yield "table", one.table.id
    yield "report"


def _of_row(one: MeasuredCapaian) -> Iterator[Hashable]:
    yield "row", one.table.id, one.row.index


def _of_indicator(one: MeasuredCapaian) -> Iterator[Hashable]:
    if key := indicator_key(indicator_of(EntityRow(one.table, one.row))):
        yield "indicator", key
