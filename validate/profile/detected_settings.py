"""How a document itself computes and prints, recognised by its tables, to be read beside what a
profile says.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple, TypeVar

from normalize.reference.region_settings import Efficiency, LessIsBetter, Rounding
from normalize.report import Report, Role
from normalize.values.amounts import NumberFormat, ValueType
from normalize.values.codes import Regime
from validate.constraints.evaluation import Evaluation, RelationResult, RelationStatus
from validate.constraints.intervals import cut_leaves
from validate.constraints.printed_numbers import PrintedNumber
from validate.constraints.relations import Equation, FormulaEquation, Linear, Ratio, Relation
from validate.findings import CellRef

Value = TypeVar("Value")


class RoundedCount(NamedTuple):
    """How many computed numbers were rounded, and how many agree only when their further decimals
    are cut off.
    """

    rounded: int
    cut: int


class DetectedSettings(NamedTuple):
    """What a document does; None where it shows nothing.

    `cap` is the capaian that is where more follows, `formulas` are the formulas that headers of
    columns print.
    """

    style: NumberFormat | None
    scale: Decimal | None
    rounding: RoundedCount
    cap: Decimal | None
    less_is_better: LessIsBetter | None
    efficiency: Efficiency | None
    regime: Regime | None
    formulas: tuple[str, ...]


def detected(report: Report, judgement: Evaluation) -> DetectedSettings:
    """Return how the numbers of a report were computed and printed."""
    judged = zip(judgement.relations, judgement.verdicts, strict=True)
    held = [relation for relation, verdict in judged if verdict.outcome is RelationStatus.HOLDS]
    columns = [column for table in report.tables for column in table.columns]
    return DetectedSettings(
        style=_most(table.style for table in report.tables),
        scale=_most(column.scale for column in columns if column.quantity is ValueType.RUPIAH),
        rounding=_rounding(judgement),
        cap=_most(_caps(judgement)),
        less_is_better=_most(_reversed_form(judgement, relation) for relation in held),
        efficiency=_most(_efficiency_form(judgement, relation) for relation in held),
        regime=_most(_regimes(report)),
        formulas=tuple(dict.fromkeys(column.formula.text for column in columns if column.formula)),
    )


def _regimes(report: Report) -> Iterator[Regime | None]:
    """Yield the regime of each code that a table prints."""
    for table in report.tables:
        for row in table.rows:
            if row.code is not None:
                yield row.code.regime


def _most(values: Iterable[Value | None]) -> Value | None:
    counts = Counter(value for value in values if value is not None)
    return max(counts, key=lambda value: counts[value], default=None)


def _rounding(judgement: Evaluation) -> RoundedCount:
    rounded = cut = 0
    for at, (relation, verdict) in enumerate(
        zip(judgement.relations, judgement.verdicts, strict=True)
    ):
        figure = judgement.figures[judgement.targets[at]]
        if relation.form.computes and figure is not None and not figure.exact:
            was_cut = _is_cut(judgement, figure, verdict)
            cut += was_cut
            rounded += verdict.outcome is RelationStatus.HOLDS and not was_cut
    return RoundedCount(rounded, cut)


def _is_cut(judgement: Evaluation, figure: PrintedNumber, verdict: RelationResult) -> bool:
    """Return whether a number agrees only when cut off: where the profile accepts that, it holds
    and was not met.
    """
    if (
        judgement.rounding is not Rounding.CUT
        or verdict.outcome is not RelationStatus.HOLDS
        or verdict.recomputed is None
    ):
        return verdict.outcome is RelationStatus.TRUNCATED
    met = figure.tight.meets(verdict.recomputed)
    return not met and cut_leaves(
        figure.value, verdict.recomputed, max(figure.decimals, figure.own)
    )


def _caps(judgement: Evaluation) -> Iterator[Decimal]:
    """Yield the values at which a capaian is though more follows."""
    for at, (relation, verdict) in enumerate(
        zip(judgement.relations, judgement.verdicts, strict=True)
    ):
        figure = judgement.figures[judgement.targets[at]]
        if (
            figure
            and verdict.recomputed
            and figure.value in relation.caps
            and figure.value < verdict.recomputed.low
        ):
            yield figure.value


def _role(judgement: Evaluation, term: object) -> Role | None:
    if not isinstance(term, CellRef):
        return None
    return judgement.lookup.tables[term.table].columns[term.column].role


def _reversed_form(judgement: Evaluation, relation: Relation) -> LessIsBetter | None:
    """Return how a capaian follows that follows from less being better, None for any other
    relation.
    """
    if relation.stated or _role(judgement, relation.target) is not Role.CAPAIAN:
        return None
    roles = [_role(judgement, term) for term in relation.terms]
    if set(roles) != {Role.REALISASI, Role.TARGET}:
        return None
    if isinstance(relation.form, Ratio):
        return LessIsBetter.INVERSE if roles[0] is Role.TARGET else None
    return LessIsBetter.DOUBLED


_EFFICIENCY: dict[type[Equation], Efficiency] = {
    Linear: Efficiency.DIFFERENCE,
    Ratio: Efficiency.RATIO,
    FormulaEquation: Efficiency.NOT_SPENT,
}


def _efficiency_form(judgement: Evaluation, relation: Relation) -> Efficiency | None:
    if not relation.form.computes or _role(judgement, relation.target) is not Role.EFISIENSI:
        return None
    return _EFFICIENCY.get(type(relation.form))
