"""Laws across the columns of a row that a header hints at and the rows confirm: a share, a
difference, a sum.

Which columns a share is of is not always in its header ("%"), or is lost in a header that was
merged. The columns are taken of which most rows print the share.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple

from normalize.report import Column, Role, TargetBasis, TypedRow, TypedTable
from normalize.tables.columns import is_numeric
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount, ParsedAmount, Unread, UnreadReason, ValueType
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.evaluation import agrees_loosely, reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import DIFFERENCE, PERCENTAGE, SUM, Equation, Relation
from validate.findings import CellRef, Message
from validate.relation_builders.column_constraints import says


@dataclass(frozen=True, slots=True)
class RowRelationsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # a law is one when so many rows follow it, and one of so many fails at most; of a few rows
    # one may
    rows: int = 3  # count; dc12d0d
    of: int = 5  # count; 014123d
    # so many rows are tried before columns are given up
    tried: int = 4  # count; eb39a10
    # two rows suffice where chance gives a percentage of money in so many decimals once in ten
    # thousand rows
    precise: int = 2  # count; f6fbbc3
    decimals: int = 2  # count; f6fbbc3
    # so many rows confirm a sum of counts in which two columns print any: often a total is nothing
    # but one of them
    sums: int = 2  # count; 769a348
    # a last column that no word calls a total is one where so many rows say so, of so many columns
    unnamed_rows: int = 4  # count; ad73f1b
    unnamed_columns: int = 3  # count; ad73f1b


_SETTINGS = RowRelationsSettings()


_WHOLES = (0, 100)
_NO_SHARE = frozenset(
    {"fisik", "bobot", "target", "rencana", "kinerja", "renstra", "rpjmd", "akhir"}
)
_LONG_TERM = frozenset({"renstra", "rpjmd", "rpd", "akhir", "menengah"})
_PROGRESS = _LONG_TERM | {"kemajuan", "progres", "progress"}
_RESULTS = frozenset(
    {"capaian", "pencapaian", "realisasi", "terhadap", "thdp", *_PROGRESS - _LONG_TERM}
)
_CHANGE = frozenset(
    {"kenaikan", "penurunan", "selisih", "bertambah", "berkurang", "naik", "turun", "pertumbuhan"}
)
_TOTAL = frozenset({"jumlah", "total"})
_SHORTFALL = frozenset({"kekurangan", "kelebihan", "lebih", "kurang"})

Inputs = tuple[Column, ...]


class RowConstraint(NamedTuple):
    """A law across columns: its form, why, from which columns a column may be computed, and how
    many rows must confirm it.
    """

    form: Equation
    why: Message
    candidates: Callable[[TypedTable, Column], Iterator[Inputs]]
    rows: int = _SETTINGS.rows


def _shares(table: TypedTable, target: Column) -> Iterator[Inputs]:
    """Yield two columns of money, or of counts, for a column of percentages that does not name
    anything else.
    """
    of_money = [column for column in table.columns if column.quantity is ValueType.RUPIAH]
    if target.role is Role.CAPAIAN and not table.column(Role.TARGET, Role.REALISASI):
        yield from permutations(of_money, 2)
    nameless = target.role in (Role.SERAPAN, Role.REALISASI, Role.LAIN)
    if nameless and target.quantity is ValueType.PERSEN and _NO_SHARE.isdisjoint(_words(target)):
        yield from permutations(of_money, 2)
        measured = [
            column for role in (Role.REALISASI, Role.TARGET) for column in table.columns_of(role)
        ]
        yield from permutations(
            [column for column in measured if column.quantity is ValueType.BILANGAN], 2
        )
        if target.role is Role.LAIN:
            yield from permutations(filter(_counts, table.columns[: target.index]), 2)


def _progress(table: TypedTable, target: Column) -> Iterator[Inputs]:
    """Yield a realisasi and the target at the end of the plan for a percentage whose header names
    plan or progress.
    """
    if (
        target.quantity is ValueType.PERSEN
        and _PROGRESS.intersection(_words(target))
        and not _is_end(target)
    ):
        for end in filter(_is_end, table.columns):
            yield from (
                (column, end) for column in table.columns_of(Role.REALISASI) if column is not target
            )


def _comparison(table: TypedTable, target: Column) -> Iterator[Inputs]:
    """Yield the year's realisasi and what it is compared with for a percentage of the nation's or
    an earlier figure.
    """
    if target.role is Role.CAPAIAN and target.basis in (TargetBasis.OUTSIDE, TargetBasis.EARLIER):
        own = [
            column
            for column in table.columns_of(Role.REALISASI)
            if column.basis is TargetBasis.YEAR
        ]
        left = [
            column
            for column in table.columns[: target.index]
            if is_numeric(column) and not column.formula
        ]
        others = [column for column in left if column.basis is target.basis]
        for column in own:
            yield from ((column, other) for other in (*others, *own) if other is not column)


def _is_end(column: Column) -> bool:
    """Return whether a column prints the target at the end of the plan, not what is measured
    against it.
    """
    words = _words(column)
    return "target" in words and not _LONG_TERM.isdisjoint(words) and _RESULTS.isdisjoint(words)


def _changes(table: TypedTable, target: Column) -> Iterator[Inputs]:
    """Yield two columns of the same quantity for a column of changes."""
    if _CHANGE.intersection(_words(target)):
        yield from permutations(
            [c for c in table.columns if c.quantity is target.quantity and c is not target], 2
        )


def _shortfalls(table: TypedTable, target: Column) -> Iterator[Inputs]:
    """Yield two columns of the same quantity for a column of what is short or left over, whichever
    is less.
    """
    if target.role is Role.LAIN and _SHORTFALL.intersection(_words(target)):
        yield from permutations(
            [c for c in table.columns if c.quantity is target.quantity and c is not target], 2
        )
        # "Lebih/(Kurang)" beside money often names no unit of its own
        if target.quantity is ValueType.BILANGAN:
            yield from permutations([c for c in table.columns if c.quantity is ValueType.RUPIAH], 2)


def _addends(table: TypedTable, target: Column) -> Iterator[Inputs]:
    """Yield the runs of columns of money, or of counts, beside one that is called a total; beside
    money a header that names a quarter names no unit.

    Realisasi and sisa are recognised by ANG-01.
    """
    summed = target.quantity is ValueType.RUPIAH or _counts(target)
    if summed and _TOTAL.intersection(_words(target)):
        left = _run(reversed(table.columns[: target.index]), target)
        right = _run(iter(table.columns[target.index + 1 :]), target)
        for run in (left, right):
            yield from (tuple(run[:count]) for count in range(2, len(run) + 1))


def _parts(table: TypedTable, target: Column) -> Iterator[Inputs]:
    """Yield the run of counts at the left of a last column that no word calls a total: "Baik",
    "Sedang", "Rusak" before "Panjang (km)".
    """
    is_last = not any(map(is_numeric, table.columns[target.index + 1 :]))
    if is_last and _counts(target) and _TOTAL.isdisjoint(_words(target)):
        run = _run(reversed(table.columns[: target.index]), target)
        yield from (tuple(run[:count]) for count in range(_SETTINGS.unnamed_columns, len(run) + 1))


def _run(columns: Iterator[Column], target: Column) -> list[Column]:
    found: list[Column] = []
    for column in columns:
        of_money = target.quantity is ValueType.RUPIAH and (
            column.quantity is ValueType.RUPIAH or _counts(column)
        )
        counted = _counts(target) and _counts(column)
        if column.role in (Role.REALISASI_ANGGARAN, Role.SISA) or not (of_money or counted):
            break
        found.append(column)
    return found


def _counts(column: Column) -> bool:
    return column.role is Role.LAIN and column.quantity is ValueType.BILANGAN


def _words(column: Column) -> set[str]:
    return set(normalize_text(column.header).split())


SHARE = RowConstraint(
    PERCENTAGE, Message("bagian dari kolom lain", "a share of another column"), _shares
)
PROGRESS = RowConstraint(
    PERCENTAGE,
    Message(
        "kemajuan adalah realisasi dibagi target akhir",
        "progress is realisasi over the target at the end",
    ),
    _progress,
)
COMPARISON = RowConstraint(
    PERCENTAGE,
    Message(
        "perbandingan adalah realisasi dibagi angka pembandingnya",
        "a comparison is realisasi over another figure",
    ),
    _comparison,
)
CHANGE = RowConstraint(
    DIFFERENCE, Message("selisih dua kolom", "the difference of two columns"), _changes
)
SHORTFALL = RowConstraint(
    DIFFERENCE,
    Message("kekurangan adalah selisih dua kolom", "a shortfall is a difference"),
    _shortfalls,
)
TOTAL = RowConstraint(
    SUM, Message("jumlah kolom di sebelahnya", "the sum of the columns beside it"), _addends
)
PARTS = RowConstraint(
    SUM,
    Message("jumlah kolom di sebelahnya", "the sum of the columns beside it"),
    _parts,
    _SETTINGS.unnamed_rows,
)


def row_relations(
    context: AuditContext, law: RowConstraint, known: set[tuple[str, int]] | None = None
) -> Iterator[Relation]:
    """Yield the law for every row of each column that confirms it; `known` columns have a law
    already.
    """
    figures, printing = number_index(context), _printing(context)
    for table in context.report.tables:
        for target in table.columns:
            at = table.id, target.index
            if target.quantity is not ValueType.TIDAK_DIKETAHUI and at not in (known or ()):
                yield from _best(figures, law, table, target, printing[at])


class _Printing(NamedTuple):
    """The rows that print a number in a column, and those of them whose number is significant."""

    rows: list[TypedRow]
    telling: list[TypedRow]


@cached_per_audit
def _printing(context: AuditContext) -> dict[tuple[str, int], _Printing]:
    """Return for each column of numbers, by its table and place, the rows that print one."""
    return {
        (table.id, column.index): _printing_in(table, column.index)
        for table in context.report.tables
        for column in table.columns
        if column.quantity is not ValueType.TIDAK_DIKETAHUI
    }


def _printing_in(table: TypedTable, at: int) -> _Printing:
    printed = [(row, amount) for row in table.rows if (amount := row.amount(at))]
    return _Printing(
        [row for row, _ in printed], [row for row, amount in printed if amount.value not in _WHOLES]
    )


def _best(
    figures: NumberIndex, law: RowConstraint, table: TypedTable, target: Column, printing: _Printing
) -> list[Relation]:
    """Return the relations with the columns that the most rows confirm, those that only rounding
    saves left out.
    """
    best: list[Relation] = []
    most = 0
    rows, telling = printing
    for inputs in law.candidates(table, target) if len(telling) >= _SETTINGS.precise else ():
        held = _held(figures, law, table, target, inputs, telling)
        if held > most:
            most, best = held, list(_relations(law, table, target, inputs, rows))
    return [
        relation
        for relation in best
        if reproduces(figures, relation) or not agrees_loosely(figures, relation)
    ]


def _held(
    figures: NumberIndex,
    law: RowConstraint,
    table: TypedTable,
    target: Column,
    inputs: Inputs,
    rows: Sequence[TypedRow],
) -> int:
    """Return how many rows follow the law; 0 where that does not make it one."""
    complete = [row for row in rows if _prints_all(law, row, inputs)]
    told = list(_relations(law, table, target, inputs, complete))
    least = _SETTINGS.precise if _is_precise(law, target, inputs) else law.rows
    held = (
        _reproduced(figures, told)
        if len(told) >= least and _reproduced(figures, told[: _SETTINGS.tried])
        else []
    )
    if not held:
        return 0
    told = [
        relation
        for relation in told
        if not _fails_with_its_rows(law, table, relation) or relation in held
    ]
    if _counts(target) and law.form is SUM and not _adds_several(figures, held):
        return 0
    return len(held) if is_a_constraint(len(held), len(told), least) else 0


def _reproduced(figures: NumberIndex, relations: Sequence[Relation]) -> list[Relation]:
    """Return those of these relations that hold by themselves."""
    return [relation for relation in relations if reproduces(figures, relation)]


def _prints_all(law: RowConstraint, row: TypedRow, inputs: Inputs) -> bool:
    """Return whether a row prints an amount in each of these columns; a dash adds nothing to a
    sum.
    """
    readings = [row.readings[column.index] for column in inputs]
    return all(
        isinstance(reading, Amount) or (law.form is SUM and _is_dash(reading))
        for reading in readings
    )


def _is_dash(reading: ParsedAmount | None) -> bool:
    return isinstance(reading, Unread) and reading.reason is UnreadReason.MISSING_MARK


def _adds_several(figures: NumberIndex, held: Sequence[Relation]) -> bool:
    """Return whether enough of these sums have two addends that are not zero."""
    return sum(_has_two(figures, relation) for relation in held) >= _SETTINGS.sums


def _fails_with_its_rows(law: RowConstraint, table: TypedTable, relation: Relation) -> bool:
    """Return whether a law that fails in the total row says no more than that it fails in a row
    that is added up.
    """
    linear, target = law.form in (SUM, DIFFERENCE), relation.target
    return linear and isinstance(target, CellRef) and table.rows[target.row].total


def _is_precise(law: RowConstraint, target: Column, inputs: Inputs) -> bool:
    of_money = all(column.quantity is ValueType.RUPIAH for column in inputs)
    return law.form is PERCENTAGE and of_money and target.decimals >= _SETTINGS.decimals


def _has_two(figures: NumberIndex, relation: Relation) -> bool:
    return (
        sum(
            figure is not None and figure.value != 0 for figure in map(figures.find, relation.terms)
        )
        > 1
    )


def is_a_constraint(held: int, told: int, least: int = _SETTINGS.rows) -> bool:
    """Return whether so many rows that follow, of those given, make a law: three, and all the
    others but one of five.
    """
    return held >= least and told - held <= max(1, told // _SETTINGS.of)


def _relations(
    law: RowConstraint, table: TypedTable, target: Column, inputs: Inputs, rows: Sequence[TypedRow]
) -> Iterator[Relation]:
    """Yield the law for each row that prints something in every column, and no zero to
    divide by.
    """
    for row in rows:
        whole = row.amount(inputs[-1].index)
        divided = law.form is PERCENTAGE and whole is not None and not whole.value
        if all(says(row.readings[column.index]) for column in inputs) and not divided:
            followed, *terms = (
                CellRef(table.id, row.index, column.index)
                for column in (target, *inputs)
                if not (law.form is SUM and _is_dash(row.readings[column.index]))
            )
            yield Relation(followed, law.form, tuple(terms), law.why)
