"""The efficiency of a program is its capaian kinerja less its capaian anggaran, in percentage
points.

A formula in the header of the column that most rows contradict, while they follow another one, is
one finding, at the header; the rows are then compared with what they follow.

Not claimed: that this is the right measure of efficiency, only that the printed one follows from
its own columns. Where the header of the column prints no formula, that of the profile is taken,
else the one that most rows follow: the difference, the quotient, or what was not spent; where most
follow none, nothing is claimed. Measures from rupiah amounts are EFI-03 and EFI-04.

Breaks it, 100 − 95,06 is 4,94:

    Capaian kinerja    Capaian anggaran    Efisiensi
    100                95,06               4,49

Looks alike, and does not, since 95,30 stands for 95,2979 and 99,79 − 95,2979 is 4,49:

    Capaian kinerja    Capaian anggaran    Efisiensi
    99,79              95,30               4,49
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from normalize.formulas.expressions import ColumnNumber, FormulaConstant, Operation
from normalize.reference.region_settings import Efficiency
from normalize.report import Column, Role
from normalize.values.amounts import ValueType
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.evaluation import reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import (
    DIFFERENCE,
    HUNDRED,
    PERCENTAGE,
    Equation,
    FormulaEquation,
    Ratio,
    Relation,
)
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import COLUMN_FORMULA, PERMENPANRB_53_2014, Reference
from validate.relation_builders.column_constraints import (
    ColumnConstraint,
    Computation,
    computations,
    expected,
    relations,
)
from validate.relation_builders.efficiency import measured_columns
from validate.rule import Rule

LAW = ColumnConstraint(
    Role.EFISIENSI,
    ((Role.CAPAIAN, Role.REALISASI), (Role.SERAPAN,)),
    DIFFERENCE,
    Message(
        "efisiensi adalah capaian kinerja dikurangi capaian anggaran",
        "efficiency is capaian less absorption",
    ),
)
_NOT_SPENT = FormulaEquation(
    Operation("-", FormulaConstant(HUNDRED), ColumnNumber("serapan")), ("capaian", "serapan")
)
_FORMS: dict[Efficiency, Equation] = {
    Efficiency.DIFFERENCE: DIFFERENCE,
    Efficiency.RATIO: PERCENTAGE,
    Efficiency.NOT_SPENT: _NOT_SPENT,
}
# fewer rows do not decide what a column follows
_SEVERAL = 2
_TRIED: tuple[Equation, ...] = (DIFFERENCE, PERCENTAGE, Ratio(Decimal(1)), _NOT_SPENT)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield efisiensi = capaian − serapan, or as the table has it, for every program and
    sasaran.
    """
    figures, settled = number_index(context), context.settings.efficiency
    otherwise = {_column(one.computation): one for one in misstated(context)}
    for computation in _measures(context):
        if _column(computation) in otherwise:
            yield from otherwise[_column(computation)].followed
        elif computation.stated:
            yield from _relations(computation)
        elif settled is not None:
            yield from _relations(computation._replace(form=_FORMS[settled]))
        else:
            yield from _most_followed(figures, computation)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding at every header whose formula most rows contradict while they follow another
    one.
    """
    figures = number_index(context)
    for head in misstated(context):
        form = head.followed[0].form.written([column.header for column in head.followed_columns])
        rows, count = (
            len(head.followed),
            sum(reproduces(figures, relation) for relation in head.followed),
        )
        message = Message(
            f"Kepala kolom menyatakan {head.spot.printed}, sedangkan {count} dari {rows} "
            f"baris dihitung {form}.",
            f"The header of the column states {head.spot.printed}, while {count} of {rows} "
            f"rows are computed as {form}.",
        )
        evidence = tuple(figures.spot(relation.target) for relation in head.followed)
        yield Violation(head.spot, message, evidence=evidence)


class Misstated(NamedTuple):
    """A computation that the header of a column states and most rows contradict: where, and what
    they follow instead.
    """

    computation: Computation
    spot: PrintedValue
    followed_columns: tuple[Column, ...]
    followed: list[Relation]


@cached_per_audit
def misstated(context: AuditContext) -> tuple[Misstated, ...]:
    """Return the stated computations that fewer than half of several rows follow, of which most
    follow another form.
    """
    figures = number_index(context)
    return tuple(
        found for one in _measures(context) if one.stated and (found := _misstated(figures, one))
    )


def _misstated(figures: NumberIndex, computation: Computation) -> Misstated | None:
    usual, spot = expected(computation.table, computation.target, LAW), _head(computation)
    followed = _most_followed(figures, usual) if usual and spot else []
    if usual is None or spot is None or _followed(figures, followed) < _SEVERAL:
        return None
    is_followed = 2 * _followed(figures, _relations(computation)) >= len(followed)
    return None if is_followed else Misstated(computation, spot, usual.inputs, followed)


def _followed(figures: NumberIndex, relations_: Iterable[Relation]) -> int:
    return sum(reproduces(figures, relation) for relation in relations_)


def _head(computation: Computation) -> PrintedValue | None:
    """Return the cell of the header that prints the formula of a column."""
    formula, at = computation.target.formula, computation.target.index
    cells = (row[at] for row in reversed(computation.table.table.header))
    return next(
        (
            PrintedValue(cell.place, None, cell.text)
            for cell in cells
            if formula and formula.text in cell.text
        ),
        None,
    )


def _column(computation: Computation) -> tuple[str, int]:
    return computation.table.id, computation.target.index


def _measures(context: AuditContext) -> Iterator[Computation]:
    """Yield how the columns of efficiency are computed that no other rule looks at."""
    for computation in computations(context.report, LAW):
        elsewhere = (computation.table.id, computation.target.index) in measured_columns(context)
        if computation.target.quantity is not ValueType.RUPIAH and not elsewhere:
            yield computation


def _relations(computation: Computation) -> Iterator[Relation]:
    return relations(LAW, computation, [row for row in computation.table.rows if not row.total])


def _most_followed(figures: NumberIndex, computation: Computation) -> list[Relation]:
    """Return the relations in the form that most rows follow; none where most follow no form."""
    tried = [list(_relations(computation._replace(form=form))) for form in _TRIED]
    best = max(tried, key=lambda found: sum(reproduces(figures, relation) for relation in found))
    followed = sum(reproduces(figures, relation) for relation in best)
    return best if 2 * followed >= len(best) else []


RULE = Rule(
    id="EFI-01",
    title=Message("Efisiensi", "Efficiency"),
    fault=Message(
        "Efisiensi tidak sesuai dengan perhitungan",
        "The efisiensi does not follow from its numbers",
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.6"), COLUMN_FORMULA),
    doc=__doc__,
    relate=relate,
    check=check,
)
