"""The quarters of an indicator come to the year's realisasi: as a sum, the last, the highest or the
mean.

Not claimed: which of the four it should be; any that fits is accepted. Where the quarters fit only
because a whole number among them may be a rounded one, or where they fit nothing even remotely,
that is reported as something we could not verify.

Breaks it, the sum is 95,71:

    Realisasi    Keterangan
    95,17        TW 1: 37,84 TW 2: 17,54 TW 3: 10,70 TW 4: 29,63

Looks alike, and does not, since the quarters count on from each other:

    Realisasi    Keterangan
    95,17        TW 1: 37,84 TW 2: 54,84 TW 3: 65,54 TW 4: 95,17
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.formulas.expressions import ColumnNumber, Expression, FormulaConstant, Operation
from normalize.report import Column, Report, Role, TypedRow, TypedTable
from normalize.values.amounts import Amount, ValueType, parse_amount
from normalize.values.periods import PeriodKind, find_quarter_values
from validate.audit_context import AuditContext
from validate.constraints.evaluation import agrees_loosely, plain, reproduces
from validate.constraints.printed_numbers import (
    NumberIndex,
    PrintedNumber,
    apart,
    cell_spot,
    number_index,
)
from validate.constraints.relations import SAME, SUM, FormulaEquation, Operand, Relation
from validate.findings import CellRef, Certainty, Message, Severity, Violation
from validate.legal_basis import PERMENPANRB_88_2021, Reference
from validate.rule import Rule

WHY = Message(
    "realisasi setahun berasal dari triwulannya", "the year's realisasi comes from its quarters"
)
_REMOTE = Decimal("0.2")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the aggregation that the quarters of each indicator follow, or come nearest to."""
    figures = number_index(context)
    for target, quarters in _quartered(context.report):
        if (relation := _aggregation(figures, target, quarters)) and _is_near(figures, relation):
            yield relation


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every indicator whose quarters come nowhere near its realisasi."""
    figures = number_index(context)
    for target, quarters in _quartered(context.report):
        if (relation := _aggregation(figures, target, quarters)) and not _is_near(
            figures, relation
        ):
            yield _finding(figures, target, quarters)


def _quartered(report: Report) -> Iterator[tuple[CellRef, tuple[Operand, ...]]]:
    """Yield each realisasi that has values for at least two quarters, with these in order."""
    for table in report.tables:
        yearly = [c for c in table.columns_of(Role.REALISASI) if not _is_quarter(c)]
        if len(yearly) != 1:
            continue
        for row in table.rows:
            if (
                row.amount(yearly[0].index)
                and len(quarters := _quarters(table, row, yearly[0])) > 1
            ):
                yield CellRef(table.id, row.index, yearly[0].index), quarters


def _is_quarter(column: Column) -> bool:
    period = column.period
    return period is not None and period.kind is PeriodKind.TRIWULAN and not period.cumulative


def _quarters(table: TypedTable, row: TypedRow, yearly: Column) -> tuple[Operand, ...]:
    """Return the values of the quarters: from columns of their own, or from a remark."""
    named = [c for c in table.columns_of(Role.REALISASI) if _is_quarter(c)]
    # headers that say "TW I" alone are under the realisasi, unless others of them are its targets
    nameless = [c for c in table.columns_of(Role.LAIN) if _is_quarter(c)]
    columns = [c for c in named or nameless if row.amount(c.index)]
    if columns:
        return tuple(CellRef(table.id, row.index, column.index) for column in columns)
    remark = table.column(Role.KETERANGAN)
    return tuple(_from_remark(table, row, remark, yearly)) if remark else ()


def _from_remark(
    table: TypedTable, row: TypedRow, remark: Column, yearly: Column
) -> Iterator[PrintedNumber]:
    spot = cell_spot(table, row.index, remark.index)
    values = [
        (value.text, parse_amount(value.text, ValueType.PERSEN))
        for value in find_quarter_values(spot.printed)
    ]
    amounts = [(text, amount) for text, amount in values if isinstance(amount, Amount)]
    decimals = max([yearly.decimals, *(amount.decimals for _, amount in amounts)])
    if len(amounts) == len(values):
        for text, amount in amounts:
            yield apart(amount, spot._replace(printed=text), decimals)


def _aggregation(
    figures: NumberIndex, target: CellRef, quarters: Sequence[Operand]
) -> Relation | None:
    """Return the aggregation that holds, else one that holds loosely, else the nearest."""
    read = [figure for quarter in quarters if (figure := figures.find(quarter))]
    printed = figures.find(target)
    if printed is None or len(read) < len(quarters):
        return None
    highest = quarters[max(range(len(read)), key=lambda at: read[at].value)]
    candidates = [
        Relation(target, SUM, tuple(quarters), WHY, stated=True),
        Relation(target, SAME, (quarters[-1],), WHY, stated=True),
        Relation(target, SAME, (highest,), WHY, stated=True),
        Relation(target, _mean(len(quarters)), tuple(quarters), WHY, stated=True),
    ]
    for fits in (reproduces, agrees_loosely):
        if found := next((relation for relation in candidates if fits(figures, relation)), None):
            return found
    return min(candidates, key=lambda relation: _distance(figures, relation))


def _mean(count: int) -> FormulaEquation:
    numbers = tuple(str(at) for at in range(count))
    total: Expression = ColumnNumber(numbers[0])
    for number in numbers[1:]:
        total = Operation("+", total, ColumnNumber(number))
    return FormulaEquation(Operation("/", total, FormulaConstant(Decimal(count))), numbers)


def _distance(figures: NumberIndex, relation: Relation) -> Decimal:
    """Return how far the aggregation is from the printed number, as a part of it."""
    printed, found = figures.find(relation.target), plain(figures, relation)
    if printed is None or found is None or not printed.value:
        return Decimal("Infinity")
    return abs(found - printed.value) / abs(printed.value)


def _is_near(figures: NumberIndex, relation: Relation) -> bool:
    return _distance(figures, relation) <= _REMOTE


def _finding(figures: NumberIndex, target: CellRef, quarters: Sequence[Operand]) -> Violation:
    spot = figures.spot(target)
    values = "; ".join(figures.spot(quarter).printed for quarter in quarters)
    message = Message(
        f"Realisasi {spot.printed} tidak dapat dicocokkan dengan nilai triwulannya ({values}).",
        f"The realisasi {spot.printed} could not be matched with the values of its quarters "
        f"({values}).",
    )
    evidence = tuple(figures.spot(quarter) for quarter in quarters)
    return Violation(spot, message, evidence=evidence, certainty=Certainty.UNVERIFIABLE)


RULE = Rule(
    id="CAP-07",
    title=Message("Triwulan dan setahun", "Quarters and year"),
    fault=Message(
        "Realisasi setahun tidak sesuai dengan realisasi triwulannya",
        "The realisasi of the year does not follow from its quarters",
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(
        Reference(
            PERMENPANRB_88_2021,
            about=Message(
                "rencana aksi dan cara agregasinya", "on rencana aksi and how they are added up"
            ),
        ),
    ),
    doc=__doc__,
    relate=relate,
    check=check,
)
