"""A formula that is written out with its numbers comes to the result that is printed behind it.

Every formula whose numbers are all there is evaluated, over several lines or inside a sentence.
Where the sentence above names an indicator, and the formula prints its realisasi, target and
capaian but for one number, that number is to be the table's too.

Not claimed: whether the result is a share or a percentage, either is accepted; anything about a
formula in words, one whose numbers cannot be read surely, or a fraction that is printed over
several lines. A whole number as a result may be a rounded one.

Breaks it, 95,27 of 95,45 is 99,81; and in the second block the lines contradict each other:

    = 95,27 / 95,45 x 100 %
    = 99,79 %

    = ((0 x 12) + (1 x 12) + (1 x 12)) / 3
    = (12 + 12 + 12) / (12 x 3) x 100 %
    = 100 %

Looks alike, and does not:

    capaiannya adalah (100 / 100) = 100 %
"""

from collections.abc import Iterator
from decimal import Decimal

from normalize.formulas.calculations import Calculation, CalculationOperand, EquationSide
from normalize.formulas.expressions import HUNDRED, ColumnNumber, FormulaConstant, Operation
from normalize.report import Role
from normalize.values.amounts import format_amount
from validate.audit_context import AuditContext
from validate.constraints.intervals import Interval, rounded
from validate.constraints.printed_numbers import NumberIndex, PrintedNumber, number_index
from validate.constraints.relations import SAME, Relation
from validate.findings import CellRef, Message, PrintedValue, Severity, Violation
from validate.legal_basis import OWN_ARITHMETIC
from validate.relation_builders.text_calculations import (
    agree,
    calculations,
    figure_of,
    relation_of,
    steps,
    value_of,
)
from validate.rule import Rule
from validate.structure.entity_links import EntityRow
from validate.structure.indicator_lookup import rows_about

_REPEATED = Message("rumus memuat angka tabel", "the formula repeats the numbers of the table")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that each result follows from the formula before it, and repeats the table's
    numbers.
    """
    for calculation in calculations(context):
        for side, result in steps(calculation):
            if relation := relation_of(side, result):
                yield relation
                yield from _repeated(context, calculation, side, result)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every two formulas of a calculation that come to different values."""
    for calculation in calculations(context):
        for side, result in steps(calculation):
            if side.number is None and result.number is None and _is_borne_out(calculation, result):
                here, there = value_of(side), value_of(result)
                if here and there and agree(here, there) is None:
                    yield _finding(side, result)


def _is_borne_out(calculation: Calculation, side: EquationSide) -> bool:
    """Return whether a side comes to what is printed behind it, so that the one before it is the
    odd one.
    """
    for one, result in steps(calculation):
        if one is side:
            here, there = value_of(one), value_of(result)
            return bool(here and there and agree(here, there) is not None)
    return True


def _finding(side: EquationSide, result: EquationSide) -> Violation:
    here, there = (PrintedValue(one.line.place, None, f"= {one.text}") for one in (side, result))
    came, comes = _printed(value_of(side)), _printed(value_of(result))
    parts = [_dividend(side), _dividend(result)]
    above = f" ({' ≠ '.join(parts)})" if all(parts) and parts[0] != parts[1] else ""
    message = Message(
        f"Rumus {side.text} menghasilkan {came}, lanjutannya {result.text} menghasilkan {comes}"
        f"{above and f'; pembilangnya berbeda{above}'}.",
        f"The formula {side.text} comes to {came}, its continuation {result.text} to {comes}"
        f"{above and f'; the dividends differ{above}'}.",
    )
    return Violation(here, message, evidence=(there,), severity=Severity.MAJOR)


def _printed(value: Interval | None) -> str:
    return format_amount(rounded(value.middle(), 2), 2).rstrip("0").rstrip(",") if value else "?"


def _dividend(side: EquationSide) -> str:
    """Return what is above the line of a fraction, "" where the side is none."""
    expression = side.expression
    if isinstance(expression, Operation) and expression.right == FormulaConstant(HUNDRED):
        expression = expression.left
    if not isinstance(expression, Operation) or expression.operator != "/":
        return ""
    return _printed(value_of(side._replace(expression=expression.left)))


# Numbers that the formula repeats from a table ----------------------------------------------------


def _repeated(
    context: AuditContext, calculation: Calculation, side: EquationSide, result: EquationSide
) -> list[Relation]:
    """Return that the numbers of a capaian's formula are those of its row, when all of them but one
    are.
    """
    roles = _roles(side)
    if not roles or result.number is None:
        return []
    figures = number_index(context)
    named = dict.fromkeys((figure_of(operand), role) for operand, role in roles)
    named[figure_of(result.number, result=True), Role.CAPAIAN] = None
    for row in rows_about(context, calculation.about):
        pairs = [(figure, cell) for figure, role in named if (cell := _cell(row, role))]
        scales = [_scale(figures, figure, cell) for figure, cell in pairs]
        if len(pairs) == len(named) and scales.count(None) <= 1:
            compared = [
                pair for pair, scale in zip(pairs, scales, strict=True) if scale in (None, 1)
            ]
            return [
                Relation(figure, SAME, (cell,), _REPEATED, stated=True) for figure, cell in compared
            ]
    return []


def _scale(figures: NumberIndex, figure: PrintedNumber, cell: CellRef) -> Decimal | None:
    """Return the scale in which a cell prints this figure, None where it prints another."""
    printed = figures.find(cell)
    return agree(figure.tight, printed.loose) if printed else None


def _roles(side: EquationSide) -> list[tuple[CalculationOperand, Role]]:
    """Return what the numbers of a formula of capaian are; nothing for another formula."""
    expression = side.expression
    if isinstance(expression, Operation) and expression.right == FormulaConstant(HUNDRED):
        expression = expression.left
    match expression:
        case Operation("/", ColumnNumber(), ColumnNumber()):
            roles = [Role.REALISASI, Role.TARGET]
        case Operation(
            "/",
            Operation("-", Operation("*", ColumnNumber(), ColumnNumber()), ColumnNumber()),
            ColumnNumber(),
        ) if side.operands[0].amount.value == 2:
            roles = [Role.TARGET, Role.REALISASI, Role.TARGET]
        case _:
            return []
    return list(zip(side.operands[-len(roles) :], roles, strict=True))


def _cell(row: EntityRow, role: Role) -> CellRef | None:
    """Return the only cell of a row that prints a number of this role."""
    columns = [column for column in row.table.columns_of(role) if row.row.amount(column.index)]
    return CellRef(row.table.id, row.row.index, columns[0].index) if len(columns) == 1 else None


RULE = Rule(
    id="CAP-09",
    title=Message("Rumus yang ditulis", "Written formulas"),
    fault=Message(
        "Rumus tertulis tidak konsisten atau tidak sesuai dengan tabel",
        "A written formula is inconsistent or contradicts the table",
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    relate=relate,
    check=check,
)
