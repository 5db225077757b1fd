"""A number that two documents print differently: whether it is one, and the violation that reports
it.

Both are intervals. A share printed as 0,95 is the same as 95 %.
"""

from collections.abc import Sequence
from decimal import Decimal

from normalize.report import Role
from normalize.text.comparison import normalize_text
from normalize.values.amounts import ValueType
from normalize.values.codes import CodeLevel
from validate.companions.dossier import Comparison
from validate.companions.values import ComparedValue
from validate.constraints.intervals import Interval
from validate.constraints.printed_numbers import PrintedNumber
from validate.diagnosis.consequences import is_percentage
from validate.diagnosis.severity_scale import Consequence, Deviation, Unit
from validate.findings import CellRef, Certainty, Message, Violation
from validate.relation_builders.achievement import counts_the_unwanted
from validate.structure.entity_links import EntityRow, indicator_of

_HUNDRED = Decimal(100)


def agree(one: ComparedValue, other: ComparedValue) -> bool:
    """Return whether two numbers can be the same figure: unknown where their units differ."""
    units = {unit for value in (one, other) if (unit := unit_of(value))}
    if len(units) > 1:
        return True
    if one.figure.loose.meets(other.figure.loose):
        return True
    share = one.column.quantity is not ValueType.RUPIAH
    return share and (
        _is_hundredth(one.figure, other.figure) or _is_hundredth(other.figure, one.figure)
    )


def _is_hundredth(part: PrintedNumber, whole: PrintedNumber) -> bool:
    """Return whether one number is the other as a fraction: 0,95 for 95."""
    return part.value <= 1 and _hundredfold(part.loose).meets(whole.loose)


def _hundredfold(span: Interval) -> Interval:
    return Interval(span.low * _HUNDRED, span.high * _HUNDRED)


_PERCENT = frozenset({"persen", "persentase", "prosentase"})


def unit_of(value: ComparedValue) -> str:
    """Return the unit that the row of a number names, nothing for per cent and where it
    names none.
    """
    unit = normalize_text(value.row.label(Role.SATUAN) or "")
    return "" if unit in _PERCENT else unit


def contradiction(
    ours: Sequence[ComparedValue],
    theirs: Sequence[ComparedValue],
    comparison: Comparison,
    certainty: Certainty | None = None,
) -> Violation | None:
    """Return that a document prints another figure than the report does everywhere, None where they
    agree once.

    A report that prints several figures for one thing contradicts itself, which rules over one
    report state, or prints several things under one name: then it is only open which of them the
    document refers to.
    """
    if not ours or not theirs or any_agree(ours, theirs):
        return None
    return violation_of(
        ours, theirs[0], comparison, certainty if are_one(ours) else Certainty.UNVERIFIABLE
    )


def any_agree(ours: Sequence[ComparedValue], theirs: Sequence[ComparedValue]) -> bool:
    """Return whether a number of the report can be one of the document."""
    return any(agree(value, other) for value in ours for other in theirs)


def are_one(values: Sequence[ComparedValue]) -> bool:
    """Return whether all numbers can be the same figure."""
    return all(agree(values[0], value) for value in values)


def violation_of(
    wrong: Sequence[ComparedValue],
    theirs: ComparedValue,
    comparison: Comparison,
    certainty: Certainty | None = None,
) -> Violation:
    """Return that the figure of a document is against those of the report."""
    first, there, what, name = wrong[0], theirs.spot, subject_of(wrong[0]), comparison.name
    printed, expected = first.spot.printed, there.printed
    message = Message(
        f"{what.id} tercetak {printed}, sedangkan {name.id} mencetak {expected} (hal. "
        f"{there.place.page}).",
        f"{what.en} is printed as {printed}, but {name.en} prints {expected} (p. "
        f"{there.place.page}).",
    )
    return Violation(
        first.spot,
        message,
        expected=expected,
        repetitions=tuple(value.spot for value in wrong[1:]),
        consequence=consequence_of(first, theirs.figure.value, len(wrong) - 1),
        certainty=certainty,
        elsewhere=(comparison.elsewhere(there),),
    )


def consequence_of(value: ComparedValue, expected: Decimal, repetitions: int = 0) -> Consequence:
    """Return what follows from a number that should be another one."""
    cell = CellRef(value.table.id, value.row.index, value.column.index)
    points = is_percentage(value.table, cell)
    total = not points and is_total(value)
    deviation = Deviation(
        value.figure.value, expected, Unit.POINTS if points else Unit.AMOUNT, total
    )
    return Consequence(
        deviation=deviation,
        repetitions=repetitions,
        conclusion=_is_reached_otherwise(value, expected),
    )


def is_total(value: ComparedValue) -> bool:
    """Return whether an amount is a total or that of a program."""
    code = value.row.code
    of_program = (
        code.level is CodeLevel.PROGRAM if code else value.row.name.casefold().startswith("program")
    )
    return value.row.total or (value.column.quantity is ValueType.RUPIAH and of_program)


def _is_reached_otherwise(value: ComparedValue, expected: Decimal) -> bool:
    """Return whether the target of a row is reached as printed and not as expected, or the other
    way round.
    """
    pair = {Role.TARGET: Role.REALISASI, Role.REALISASI: Role.TARGET}
    if value.role not in pair or value.column.period is not None:
        return False
    others = [
        amount
        for column in value.table.columns_of(pair[value.role])
        if (amount := value.row.amount(column.index))
    ]
    if len(others) != 1:
        return False
    other = others[0].value
    less = counts_the_unwanted(indicator_of(EntityRow(value.table, value.row)))

    def reached(one: Decimal) -> bool:
        realisasi, target = (other, one) if value.role is Role.TARGET else (one, other)
        return realisasi <= target if less else realisasi >= target

    return reached(value.figure.value) is not reached(expected)


_INDICATED = (Role.TARGET, Role.REALISASI, Role.CAPAIAN)
_NAMES = {
    Role.TARGET: Message("Target", "The target"),
    Role.REALISASI: Message("Realisasi", "The realisasi"),
    Role.CAPAIAN: Message("Capaian", "The capaian"),
    Role.PAGU: Message("Pagu", "The pagu"),
    Role.REALISASI_ANGGARAN: Message("Realisasi anggaran", "The realisasi of the budget"),
}


def subject_of(value: ComparedValue) -> Message:
    """Return what a figure is: its role, its year where it is not the report's, and what its row is
    about.
    """
    role = _NAMES[value.role]
    year = (
        f" {value.column.period.year}" if value.column.period and value.column.period.year else ""
    )
    item = EntityRow(value.table, value.row)
    name = " ".join((indicator_of(item) if value.role in _INDICATED else value.row.name).split())
    return Message(f"{role.id}{year} “{name}”", f"{role.en}{year} of “{name}”") if name else role
