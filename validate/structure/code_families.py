"""Which coded rows of a table are under which: by their codes, and by their place where the codes
do not decide.

A code names its parent. Where that is printed nowhere in the table (a foreign prefix), or only for
another group, the row belongs to the one it is in, if the totals reconcile so. A code that is
several times, one row for each kelurahan or unit, is as many rows. Rows with money and without a
code are counted where a sum confirms that.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from normalize.report import TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount, ValueType
from normalize.values.codes import Code, CodeLevel
from validate.audit_context import AuditContext, cached_per_audit
from validate.relation_builders.column_constraints import AMOUNTS, is_uncoded_money


@dataclass(frozen=True, slots=True)
class CodeFamiliesSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # a sum of rows whose place nothing else shows is one of so many amounts at least
    several: int = 2  # count; e84561e
    # of so many rows, one is tried in a second place; of so many whose codes are foreign, each is
    # tried alone
    many: int = 200  # count; d429ba2
    few: int = 20  # count; d429ba2


_SETTINGS = CodeFamiliesSettings()


# the level above each one, where the number of segments does not show it
_ABOVE = {
    CodeLevel.SUB_KEGIATAN: CodeLevel.KEGIATAN,
    CodeLevel.KEGIATAN: CodeLevel.PROGRAM,
    CodeLevel.PROGRAM: CodeLevel.BIDANG,
}


class CodeFamily(NamedTuple):
    """A row with a code and the rows exactly one level under it.

    `foreign` are those of them whose codes name another parent. `borne_out` states that they add up
    in some column.
    """

    parent: TypedRow
    children: tuple[TypedRow, ...]
    foreign: tuple[TypedRow, ...] = ()
    borne_out: bool = False


class UnclearRow(NamedTuple):
    """A row with a code, and rows with money of which nothing states whether they are under it."""

    parent: TypedRow
    rows: tuple[TypedRow, ...]


class TableFamilies(NamedTuple):
    """The families of a table, and the rows of which it is unclear what they add up."""

    table: TypedTable
    families: tuple[CodeFamily, ...]
    unclear: tuple[UnclearRow, ...]


def code_families(context: AuditContext) -> tuple[tuple[TypedTable, CodeFamily], ...]:
    """Return each coded row of every table that has rows exactly one level under it."""
    return tuple(
        (coded.table, family) for coded in coded_tables(context) for family in coded.families
    )


@cached_per_audit
def coded_tables(context: AuditContext) -> tuple[TableFamilies, ...]:
    """Return the families of every table with codes."""
    return tuple(
        _FamilySearch(table).coded() for table in context.report.tables if _has_codes(table)
    )


def _count_amounts(rows: Iterable[TypedRow], column: int) -> int:
    """Return how many rows print an amount other than zero in a column."""
    amounts = (row.amount(column) for row in rows)
    return sum(bool(amount and amount.value) for amount in amounts)


def _has_codes(table: TypedTable) -> bool:
    return any(row.code for row in table.rows)


def children_by_code(rows: Sequence[TypedRow]) -> dict[int, list[TypedRow]]:
    """Return the rows one level under each of these coded rows, by its index, as their codes show
    it.

    Where a code is several times, its children follow the last of the rows before them that has it.
    """
    leaders = _leaders(rows)
    beneath: dict[int, list[TypedRow]] = defaultdict(list)
    for row in rows:
        if leader := _leader(leaders, row):
            beneath[leader.index].append(row)
    return beneath


def _leaders(rows: Iterable[TypedRow]) -> dict[str, list[TypedRow]]:
    """Return the rows of each code that may have children; of several those that print
    something.
    """
    leaders: dict[str, list[TypedRow]] = defaultdict(list)
    for row in rows:
        if row.code:
            leaders[row.code.canonical].append(row)
    return {code: list(filter(_prints_amounts, rows)) or rows for code, rows in leaders.items()}


def _prints_amounts(row: TypedRow) -> bool:
    return any(isinstance(reading, Amount) for reading in row.readings)


def _leader(leaders: dict[str, list[TypedRow]], row: TypedRow) -> TypedRow | None:
    """Return the row that the code of another names as its parent: the last before it, else the
    first behind it.
    """
    named = leaders.get(row.code.parent or "", ()) if row.code else ()
    before = list(takewhile(lambda one: one.index < row.index, named))
    return before[-1] if before else next(iter(named), None)


@dataclass(slots=True)
class _RowCandidates:
    """What may be under one row: by its code, by its place only, and rows with money and without a
    code.
    """

    parent: TypedRow
    own: list[TypedRow] = field(default_factory=list)
    foreign: list[TypedRow] = field(default_factory=list)
    uncoded: list[TypedRow] = field(default_factory=list)


class _ChildrenChoice(NamedTuple):
    """Rows that may be the children of a row, how many columns they add up in, and how far off they
    are at most.
    """

    rows: tuple[TypedRow, ...]
    fits: int
    off: Decimal


class _FamilySearch:
    """Finds the families of one table."""

    def __init__(self, table: TypedTable) -> None:
        self.table = table
        self.money = [
            c.index for c in table.columns if c.role in AMOUNTS and c.quantity is ValueType.RUPIAH
        ]
        self.rows = [row for row in table.rows if row.code and not row.total]
        self.leaders = _leaders(self.rows)
        self.households: dict[int, _RowCandidates] = {}

    def coded(self) -> TableFamilies:
        """Return the families of the table, and what is unclear."""
        self._by_code()
        self._by_place()
        self._uncoded()
        found, unclear = [], []
        for _, household in sorted(self.households.items()):
            family = self._family(household)
            if family is None and (household.own or household.foreign):
                rows = (*household.own, *household.foreign, *household.uncoded)
                unclear.append(UnclearRow(household.parent, rows))
            elif family:
                found.append(family)
        return TableFamilies(self.table, tuple(found), tuple(unclear))

    def _household(self, parent: TypedRow) -> _RowCandidates:
        return self.households.setdefault(parent.index, _RowCandidates(parent))

    def _by_code(self) -> None:
        for row in self.rows:
            if leader := _leader(self.leaders, row):
                self._household(leader).own.append(row)

    def _by_place(self) -> None:
        """Give rows whose code indicates no parent, or of one elsewhere, to the row they are under
        by their place.
        """
        above: dict[int, TypedRow] = {}
        for row in self.rows:
            code, leader = row.code, _leader(self.leaders, row)
            over = _over(above, code) if code else None
            if (
                over
                and over is not leader
                and (leader is None or self._stands_apart(row, leader, over))
            ):
                self._household(over).foreign.append(row)
            above = _with(above, row)

    def _stands_apart(self, row: TypedRow, leader: TypedRow, over: TypedRow) -> bool:
        """Return whether the totals reconcile with a row under the one it is in and not under the
        one that its code names.
        """
        there, here = self._household(leader), self._household(over)
        if len(there.own) + len(here.own) > _SETTINGS.many:
            return False
        left = [one for one in there.own if one is not row]
        gains = self._fits(over, (*here.own, row)) > self._fits(over, here.own)
        if not gains or self._fits(leader, left) < self._fits(leader, there.own):
            return False
        there.own = left
        return True

    def _uncoded(self) -> None:
        above: TypedRow | None = None
        parent: TypedRow | None = None
        for row in self.table.rows:
            if row.code and not row.total:
                above, parent = row, _leader(self.leaders, row)
            elif above and is_uncoded_money(self.table, row) and not self._ends(row):
                self._household(above).uncoded.append(row)
                if parent:
                    self._household(parent).uncoded.append(row)

    def _ends(self, row: TypedRow) -> bool:
        """Return whether a row is the nameless last one, a total of all."""
        return row is self.table.rows[-1] and not row.name

    # One family -----------------------------------------------------------------------------------

    def _family(self, household: _RowCandidates) -> CodeFamily | None:
        """Return the family of a row, None where nothing states which of the rows are its
        children.
        """
        parent, own, foreign, uncoded = (
            household.parent,
            household.own,
            household.foreign,
            household.uncoded,
        )
        own_and_uncoded = _in_order(own, uncoded)
        choices = [self._choice(parent, rows) for rows in self._candidates(own, foreign)]
        best = max(choices, key=lambda choice: (choice.fits, -choice.off), default=None)
        if uncoded and (best is None or not self._adds_up(best, parent)):
            best = self._choice(parent, own_and_uncoded)
            if not self._adds_up(best, parent):
                return None
        if best is None or (not own and not best.fits):
            return None
        strangers = tuple(row for row in best.rows if row in foreign)
        return CodeFamily(parent, best.rows, strangers, best.fits > 0)

    def _candidates(
        self, own: Sequence[TypedRow], foreign: Sequence[TypedRow]
    ) -> Iterator[tuple[TypedRow, ...]]:
        """Yield the rows that may be children: by code, with those that only are there, and without
        repetitions.
        """
        if own:
            yield tuple(own)
        if foreign:
            yield _in_order(own, foreign)
            if 1 < len(foreign) <= _SETTINGS.few:
                yield from (_in_order(own, [row]) for row in foreign)
        once = _once(own)
        if len(once) < len(own):
            yield once

    def _choice(self, parent: TypedRow, rows: tuple[TypedRow, ...]) -> _ChildrenChoice:
        return _ChildrenChoice(rows, self._fits(parent, rows), self._off(parent, rows))

    def _adds_up(self, choice: _ChildrenChoice, parent: TypedRow) -> bool:
        """Return whether rows of unclear place are the parts of another: their sum is no chance."""
        return any(
            _count_amounts(choice.rows, column) >= _SETTINGS.several
            for column in self.money
            if self._lack(parent, choice.rows, column) == 0
        )

    def _fits(self, parent: TypedRow, rows: Sequence[TypedRow]) -> int:
        """Return in how many columns rows add up to another."""
        return sum(self._lack(parent, rows, at) == 0 for at in self.money)

    def _off(self, parent: TypedRow, rows: Sequence[TypedRow]) -> Decimal:
        lacks = (self._lack(parent, rows, at) for at in self.money)
        return sum((abs(lack) for lack in lacks if lack is not None), Decimal(0))

    def _lack(self, parent: TypedRow, rows: Sequence[TypedRow], at: int) -> Decimal | None:
        """Return what rows lack of another one's amount; None where that is nothing."""
        amount = parent.amount(at)
        if amount is None or not amount.value:
            return None
        return amount.value - sum(
            (part.value for row in rows if (part := row.amount(at))), Decimal(0)
        )


def _over(above: dict[int, TypedRow], code: Code) -> TypedRow | None:
    """Return the row that one with this code is under by its place; `above` are the rows over it,
    by depth.
    """
    if code.parent is None:
        return None
    if over := above.get(code.parent.count(".")):
        return over
    level = _ABOVE.get(code.level)
    return next(
        (row for row in reversed(above.values()) if row.code and row.code.level is level), None
    )


def _with(above: dict[int, TypedRow], row: TypedRow) -> dict[int, TypedRow]:
    """Return the rows over what follows a row."""
    depth = row.code.canonical.count(".") if row.code else 0
    return {**{level: one for level, one in above.items() if level < depth}, depth: row}


def _in_order(own: Iterable[TypedRow], others: Iterable[TypedRow]) -> tuple[TypedRow, ...]:
    return tuple(sorted((*own, *others), key=lambda row: row.index))


def _once(rows: Sequence[TypedRow]) -> tuple[TypedRow, ...]:
    """Return the rows without those that print one before them again: its code, name and
    numbers.
    """
    first: dict[object, TypedRow] = {}
    for row in rows:
        code = row.code.canonical if row.code else ""
        first.setdefault((code, normalize_text(row.name), tuple(map(str, row.readings))), row)
    return tuple(first.values())
