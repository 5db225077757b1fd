"""Which rows of a table without codes add up to which: recognised by what the rows look like, and
confirmed by their sums.

A row may be the sum of the rows that follow it, or a total of those before it. Nothing printed says
so, so a sum is claimed only where the document confirms it: in the same rows for another column, or
in most groups that look alike.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise, takewhile
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Column, Role, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount, ValueType
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.evaluation import agrees_loosely, reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import SAME, SUM, Relation
from validate.findings import CellRef, Message
from validate.relation_builders.column_constraints import BudgetTier, made_up, says
from validate.structure.code_families import code_families
from validate.structure.row_styles import RowStyle, indented, row_style


@dataclass(frozen=True, slots=True)
class HierarchySettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # a column of other numbers than money adds up when they are large: small ones do so by chance
    large: Decimal = Decimal(1000)  # ratio; 82d3f4b
    # so many roots, and so many doubtful ones among them, are looked at for one sum
    reach: int = 80  # count; 82d3f4b
    doubtful: int = 6  # count; 82d3f4b
    # a law of what rows look like is one when so many groups follow it, and this share of all
    groups: int = 3  # count; 82d3f4b
    share: Decimal = Decimal(2) / 3  # share; 82d3f4b
    # amounts of so many digits, the zeros at their end not counted, do not add up by chance
    digits: int = 5  # count; 89a5c15


_SETTINGS = HierarchySettings()


_TOTALS = frozenset({"jumlah", "total", "subtotal", "jml"})


# So many amounts are added up to find the structure of one table, and of all tables of a report:
# two seconds of work, and ten. No table of our corpus takes a thousandth of that.
_STEPS_PER_TABLE, _STEPS_PER_REPORT = 500_000, 2_500_000

WHY = Message(
    "baris ini adalah jumlah baris di bawahnya", "this row is the sum of the rows beneath it"
)
WHY_TOTAL = Message(
    "jumlah adalah penjumlahan baris di atasnya", "a total is the sum of the rows above it"
)
WHY_REPEATED = Message(
    "hasil dan keluaran mengulang anggaran barisnya",
    "an outcome or output repeats the amounts above it",
)

# "Outcome: ...", "Meningkatnya ...", "Tersedianya ..."
_EFFECT = regex(
    r"(?:outcome|output|keluaran|hasil|indikator|(?:me|ter|ber)\w+nya)\b", re.IGNORECASE
)


class HierarchyGroup(NamedTuple):
    """A row, the rows it adds up, what they come to, and the columns in which that is claimed."""

    tier: BudgetTier
    table: TypedTable
    whole: TypedRow
    parts: tuple[TypedRow, ...]
    columns: tuple[int, ...]
    why: Message = WHY

    def relation(self, at: int) -> Relation:
        """Return the sum in one column; a part that prints nothing adds nothing, what is repeated
        is one figure.
        """
        parts = (part.index for part in self.parts if says(part.readings[at]))
        terms = tuple(CellRef(self.table.id, part, at) for part in parts)
        form = SAME if self.why is WHY_REPEATED and terms else SUM
        return Relation(CellRef(self.table.id, self.whole.index, at), form, terms, self.why)

    def is_broken(self, figures: NumberIndex, relation: Relation, at: int) -> bool:
        """Return whether a sum that does not hold contradicts the rows that it adds up."""
        column = self.table.columns[at]
        superseded = column.role is Role.LAIN and column.period is None
        complete = len(relation.terms) == len(self.parts)
        return complete and not superseded and not agrees_loosely(figures, relation)


def sums_under(context: AuditContext, tier: BudgetTier) -> Iterator[Relation]:
    """Yield the sums of one tier, of rows whose levels no code shows.

    Nothing is reported of a sum that only rounding keeps apart, of one that fails where a part
    prints nothing, or of one of a budget before its change: that may count what was dropped since.
    """
    figures = number_index(context)
    for group in groups(context):
        if group.tier is tier:
            for at in group.columns:
                relation = group.relation(at)
                if relation.terms and (
                    reproduces(figures, relation) or group.is_broken(figures, relation, at)
                ):
                    yield relation


class _BudgetExceeded(Exception):
    """The search for the structure of a table has used up its budget."""


@dataclass(slots=True)
class _StepBudget:
    """How many amounts may still be added up in the search for a structure."""

    left: int

    def spend(self, amounts: int) -> None:
        """Count amounts that are added up, or end the search where that is more than is left."""
        self.left -= amounts
        if self.left < 0:
            raise _BudgetExceeded


class HierarchyResult(NamedTuple):
    """The groups of the tables without codes, and the tables whose structure is uncertain: the
    search was ended.
    """

    groups: tuple[HierarchyGroup, ...]
    uncertain: frozenset[str]


@cached_per_audit
def hierarchies(context: AuditContext) -> HierarchyResult:
    """Return the groups of every table without codes that the budget of steps suffices for."""
    coded = {table.id for table, _ in code_families(context)}
    figures, found, uncertain, left = (
        number_index(context),
        list[HierarchyGroup](),
        set[str](),
        _STEPS_PER_REPORT,
    )
    for table in context.report.tables:
        if not (columns := additive(table)):
            continue
        budget = _StepBudget(allowed := min(left, _STEPS_PER_TABLE))
        outline = _HierarchySearch(table, columns, figures, budget)
        try:
            found += list(outline.repetitions() if table.id in coded else outline.groups())
        except _BudgetExceeded:
            uncertain.add(table.id)
        left -= allowed - max(0, budget.left)
    return HierarchyResult(tuple(found), frozenset(uncertain))


def groups(context: AuditContext) -> tuple[HierarchyGroup, ...]:
    """Return the groups of every table without codes whose structure could be searched for to the
    end.
    """
    return hierarchies(context).groups


def additive(table: TypedTable) -> list[Column]:
    """Return the columns whose numbers can be added up: money, and large counts."""
    return [column for column in table.columns if _adds_up(table, column)]


def _adds_up(table: TypedTable, column: Column) -> bool:
    if column.quantity is ValueType.RUPIAH:
        return True
    if column.quantity is not ValueType.BILANGAN:
        return False
    values = [amount.value for row in table.rows if (amount := row.amount(column.index))]
    return 2 * sum(value >= _SETTINGS.large for value in values) > len(values)


class _Line(NamedTuple):
    """A row with its amounts and their slack in each additive column; None where a number could not
    be read.
    """

    row: TypedRow
    amounts: tuple[Decimal | None, ...]
    slacks: tuple[Decimal, ...]
    rank: RowStyle
    total: bool

    @property
    def blank(self) -> bool:
        """Whether all its amounts are zero."""
        return not any(self.amounts)

    def prints_any(self, columns: Iterable[int]) -> bool:
        """Return whether it prints an amount other than zero in one of these columns."""
        return any(self.amounts[column] for column in columns)


@dataclass(slots=True)
class _HierarchyNode:
    """A line with the blocks it adds up; `matched` and `failed` are positions of columns.

    It is weak where it has a single part of the same amounts: that may as well be beside it.
    """

    line: _Line
    parts: tuple["_HierarchyNode", ...] = ()
    matched: tuple[int, ...] = ()
    failed: tuple[int, ...] = ()
    weak: bool = False


class _Fit(NamedTuple):
    """How a sum fits: the columns in which it does, those in which it does not, and how many
    addends it has at most.
    """

    matched: tuple[int, ...]
    failed: tuple[int, ...]
    addends: int

    @property
    def exact(self) -> bool:
        """Whether it fits in every column that could be read."""
        return bool(self.matched) and not self.failed

    @property
    def borne_out(self) -> bool:
        """Whether it fits in as many columns as not, and too well for a chance."""
        return len(self.matched) >= max(1, len(self.failed)) and (
            self.addends > 1 or len(self.matched) > 2
        )


class _HierarchySearch:
    """Finds which lines of one table add up to which, within a budget of steps."""

    def __init__(
        self,
        table: TypedTable,
        columns: Sequence[Column],
        figures: NumberIndex,
        budget: _StepBudget,
    ) -> None:
        self.table = table
        self.budget = budget
        self.at = [column.index for column in columns]
        self.lines = self._lines(figures)
        programs = (line.row.index for line in self.lines if line.rank.program)
        self.first_program = next(programs, len(table.rows))

    def groups(self) -> Iterator[HierarchyGroup]:
        """Yield the groups whose sums the table confirms."""
        roots = self._roots(exactly=True)
        if not self._explains_all(roots):
            roots = self._roots(exactly=False)
        found = {
            block.line.row.index: block
            for root in roots
            for block in _with_firm_parts(root, confirmed=False)
        }
        alike = {block.line.row.index: block for block in self._alike()}
        for index in sorted({*found, *alike}):
            yield self._group(found.get(index) or alike[index], WHY)
        for block in self._totals(roots, alike):
            yield self._group(block, WHY_TOTAL)
        yield from self.repetitions()

    def repetitions(self) -> Iterator[HierarchyGroup]:
        """Yield each row with the outcome or output under it that repeats its amounts."""
        for block in self.repeats:
            yield self._group(block, WHY_REPEATED)

    def _lines(self, figures: NumberIndex) -> list[_Line]:
        found = []
        for row in self.table.rows:
            readings = [row.readings[at] for at in self.at]
            if any(map(says, readings)):
                cells = [figures.find(CellRef(self.table.id, row.index, at)) for at in self.at]
                amounts = tuple(
                    cell.value if cell else None if says(reading) else Decimal(0)
                    for cell, reading in zip(cells, readings, strict=True)
                )
                slacks = tuple(
                    (cell.loose.high - cell.loose.low) / 2 if cell else Decimal(0) for cell in cells
                )
                found.append(
                    _Line(row, amounts, slacks, row_style(self.table, row), _is_total(row))
                )
        found, self.repeats = _without_repeats(found)
        if found and found[-1].row.name == "" and not found[-1].row.code:
            found[-1] = found[-1]._replace(total=True)
        return found

    # Rows beneath ---------------------------------------------------------------------------------

    def _explains_all(self, roots: Sequence[_HierarchyNode]) -> bool:
        """Return whether nothing but lines of one look, and totals of them all that fit, are no
        part of another.
        """
        looks = {root.line.rank for root in roots if not root.line.total}
        if (
            len(looks) > 1
            or sum(map(_size, roots)) < len(self.lines)
            or not any(root.parts for root in roots)
        ):
            return False
        return not any(block.failed for block in self._totals(roots))

    def _roots(self, *, exactly: bool) -> list[_HierarchyNode]:
        """Return the blocks that no other line adds up, in the order of the table.

        `exactly` asks of them to add up in every column; else one that fails some may show a
        mistake.
        """
        roots: list[_HierarchyNode] = []  # the nearest last
        for at in reversed(range(len(self.lines))):
            line = self.lines[at]
            leads = not line.total or at == 0
            block = (
                None if line.blank or not leads else self._adopting(line, roots, exactly=exactly)
            )
            if block:
                roots = _left_of(roots, block)
            roots.append(block or _HierarchyNode(line))
        return roots[::-1]

    def _adopting(
        self, line: _Line, roots: Sequence[_HierarchyNode], *, exactly: bool
    ) -> _HierarchyNode | None:
        """Return the block of a line and the roots that it adds up, None where it adds up none."""
        near = self._in_reach(line, roots)
        best = self._best_run(line, near, exactly=exactly)
        if best is None:
            return None
        parts, fit = best
        single = sum(not part.line.blank for part in parts) == 1
        sure = fit.exact or (not exactly and _is_telling(line, fit))
        if not sure or (single and parts[0].line.rank.program):
            return None
        if not fit.exact:
            fit = self._sure(fit, parts, near)
            fit = fit._replace(
                failed=_not_made_up(line, parts, fit.failed, roots if line.total else near)
            )
        following = _behind(parts[-1], near)
        if (
            not exactly
            and len(near) < len(roots)
            and line.rank.program
            and _cannot_be_chance(line, fit)
        ):
            self._give_to_the_last(parts, following)
        parts = [*parts, *takewhile(lambda one: _is_idle_beside(one, parts[-1]), following)]
        weak = single and line.rank == parts[0].line.rank
        return _HierarchyNode(line, tuple(parts), fit.matched, fit.failed, weak)

    def _best_run(
        self, line: _Line, near: Sequence[_HierarchyNode], *, exactly: bool
    ) -> tuple[list[_HierarchyNode], _Fit] | None:
        """Return the longest run of next roots that fits a line, or an exact one instead of one
        that fails.
        """
        best = self._longest(line, near)
        if best is not None and best[1].exact:
            return best
        around = None if exactly else self._around_one_that_fails(line, near)
        return self._with_weak_ones_apart(line, near) or around or best

    def _in_reach(self, line: _Line, roots: Sequence[_HierarchyNode]) -> list[_HierarchyNode]:
        """Return the next roots that can be parts of a line, up to one that cannot."""
        near: list[_HierarchyNode] = []
        for root in reversed(roots[-_SETTINGS.reach :]):
            other = root.line
            mixed = bool(near) and other.rank.program != near[0].line.rank.program
            ends = mixed and (other.rank.program or other.rank == line.rank)
            if other.total or other.rank.above(line.rank) or ends:
                break
            if not mixed:  # what is between two programs and is none belongs to the first
                near.append(root)
        return near

    def _longest(
        self, line: _Line, near: Sequence[_HierarchyNode]
    ) -> tuple[list[_HierarchyNode], _Fit] | None:
        """Return the run of next roots whose sum fits a line in the most columns."""
        sums = [Decimal(0)] * len(self.at)
        slacks = list(line.slacks)
        addends = [0] * len(self.at)
        read = [True] * len(self.at)
        best: tuple[int, _Fit] | None = None
        for count, root in enumerate(near, 1):
            self.budget.spend(len(sums))
            for at, amount in enumerate(root.line.amounts):
                sums[at] += amount or 0
                slacks[at] += root.line.slacks[at]
                addends[at] += bool(amount)
                read[at] &= amount is not None
            fit = _fit(line, sums, slacks, addends, read)
            if fit.matched and (
                best is None or (len(fit.matched), -len(fit.failed)) > _score(best[1])
            ):
                best = count, fit
            if fit.exact or all(
                total > (own or 0) for total, own in zip(sums, line.amounts, strict=True)
            ):
                break
        return (list(near[: best[0]]), best[1]) if best else None

    def _with_weak_ones_apart(
        self, line: _Line, near: Sequence[_HierarchyNode]
    ) -> tuple[list[_HierarchyNode], _Fit] | None:
        """Return an exact run in which a single part is beside the line it had been put under."""
        weak = [root for root in near if root.weak][: _SETTINGS.doubtful]
        for count in (1, 2):
            for apart in combinations(weak, count):
                spread = [
                    one for root in near for one in (_spread(root) if root in apart else [root])
                ]
                found = self._longest(line, spread)
                if found and found[1].exact and found[1].addends > 1:
                    return found
        return None

    def _around_one_that_fails(
        self, line: _Line, near: Sequence[_HierarchyNode]
    ) -> tuple[list[_HierarchyNode], _Fit] | None:
        """Return an exact run that leaves out the leaves after one of its lines: they are its
        parts, and fail it.

        Asked for are two columns that say so, and a part beside it that has parts of its own.
        """
        for at, head in enumerate(near):
            if head.parts or head.line.blank or any(one.parts for one in near[at + 1 : at + 2]):
                continue
            for end in range(at + 3, len(near)):
                left_out = near[at + 1 : end]
                if left_out[-1].parts:
                    break
                found = (
                    None
                    if near[end].line.blank
                    else self._longest(line, [*near[: at + 1], *near[end:]])
                )
                if found and _reaches_over(found[0], head) and _cannot_be_chance(line, found[1]):
                    _give(head, left_out)
                    return found
        return None

    def _give_to_the_last(
        self, parts: Sequence[_HierarchyNode], following: Sequence[_HierarchyNode]
    ) -> None:
        """Make what follows up to the next program parts of the last kegiatan: the program does not
        count it.
        """
        leaves = len(following) > 1 and not any(one.parts for one in following)
        if (
            leaves
            and not parts[-1].parts
            and not parts[-1].line.blank
            and any(one.parts for one in parts)
        ):
            _give(parts[-1], following)

    def _sure(
        self, fit: _Fit, parts: Sequence[_HierarchyNode], near: Sequence[_HierarchyNode]
    ) -> _Fit:
        """Return the fit without the failures of which a line of unclear place may be the
        reason.
        """
        unclear = [node.line for node in near if not node.line.prints_any(fit.matched)]
        unclear += [below.line for node in parts if node.weak for below in node.parts]
        failed = tuple(at for at in fit.failed if not _any_prints(unclear, at))
        return fit._replace(failed=failed)

    # Rows that look alike -------------------------------------------------------------------------

    def _alike(self) -> list[_HierarchyNode]:
        """Return the groups that the looks of the rows show, where most of them add up; indentation
        comes last.
        """
        plain = [line.rank for line in self.lines]
        indentedly = [indented(self.table, line.row, line.rank) for line in self.lines]
        for looks in (plain, indentedly):
            told = [self._tried(line, parts) for line, parts in self._by_looks(looks)]
            held = [block for block in told if block.matched and not block.failed]
            if len(held) >= _SETTINGS.groups and len(held) >= _SETTINGS.share * len(told):
                return told
        return []

    def _tried(self, line: _Line, parts: Sequence[_Line]) -> _HierarchyNode:
        blocks = tuple(_HierarchyNode(part) for part in parts)
        fit = _fit_of(line, parts)
        return _HierarchyNode(line, blocks, fit.matched, fit.failed)

    def _by_looks(self, looks: Sequence[RowStyle]) -> Iterator[tuple[_Line, list[_Line]]]:
        """Yield each line of the first look with the lines up to the next; not the last of a table
        without an end.
        """
        start = int(bool(self.lines) and self.lines[0].total)
        first = next((look for look in looks if look.program), None) or next(
            iter(looks[start:]), None
        )
        heads = [at for at, look in enumerate(looks) if at >= start and look == first]
        for head, end in pairwise([*heads, len(self.lines)]):
            total = self._total_within(head + 1, end)
            closed = end < len(self.lines) or total is not None
            parts = range(head + 1, end if total is None else total)
            if parts and closed and len(set(looks[parts.start : parts.stop])) == 1:
                yield self.lines[head], self.lines[parts.start : parts.stop]

    def _total_within(self, start: int, end: int) -> int | None:
        """Return the first total among some lines."""
        return next((at for at in range(start, end) if self.lines[at].total), None)

    # Totals ---------------------------------------------------------------------------------------

    def _totals(
        self, roots: Sequence[_HierarchyNode], heads: Container[int] = ()
    ) -> Iterator[_HierarchyNode]:
        """Yield the totals of rows before them, each with the rows that it adds up: those of
        `heads`, by index, too.
        """
        since: list[_HierarchyNode] = []
        all_of: list[_HierarchyNode] = []
        totals: list[_HierarchyNode] = []
        for at, root in enumerate(roots):
            if not root.line.total or not at:
                since.append(root)
                continue
            all_of += since
            tried = [since, totals, [*totals[-1:], *since], [*totals, *since], all_of]
            tried += [[one for one in all_of if one.line.row.index in heads]]
            tried += [_alike_first(run) for run in (since, all_of) if run]
            alone = not totals and at + 1 == len(roots)
            self.budget.spend(sum(map(len, tried)) * len(self.at))
            yield from _best_total(root.line, [run for run in tried if run], all_of, alone=alone)
            since, totals = [], [*totals, root]

    def _group(self, block: _HierarchyNode, why: Message) -> HierarchyGroup:
        parts = tuple(part.line.row for part in block.parts)
        columns = tuple(
            column
            for at, column in enumerate(self.at)
            if at in block.matched or at in block.failed or _prints_nothing_but_zeros(block, column)
        )
        return HierarchyGroup(self._tier(block), self.table, block.line.row, parts, columns, why)

    def _tier(self, block: _HierarchyNode) -> BudgetTier:
        if block.line.rank.program:
            return BudgetTier.PROGRAM
        if block.line.rank.level:
            return BudgetTier.KEGIATAN
        over = block.line.total or any(part.line.rank.program for part in block.parts)
        return (
            BudgetTier.ABOVE
            if over or block.line.row.index < self.first_program
            else BudgetTier.KEGIATAN
        )


def _is_total(row: TypedRow) -> bool:
    words = normalize_text(row.name).split()
    if words[:1] == ["sub"]:  # a sub total is one, a sub kegiatan is none
        words = words[1:]
    return row.total or (bool(words) and words[0] in _TOTALS and len(words) <= 3)


def _behind(last: _HierarchyNode, near: Sequence[_HierarchyNode]) -> Sequence[_HierarchyNode]:
    """Return the roots that follow the one which holds the last part of a sum."""
    return near[next(at for at, one in enumerate(near) if _holds(one, last)) + 1 :]


def _reaches_over(parts: Sequence[_HierarchyNode], head: _HierarchyNode) -> bool:
    """Return whether a run continues behind one of its lines, and a line of it has parts."""
    return parts[-1] is not head and head in parts and any(one.parts for one in parts)


def _is_idle_beside(one: _HierarchyNode, last: _HierarchyNode) -> bool:
    """Return whether a line of zeros looks like the last part of a sum: it adds nothing, wherever
    it belongs.
    """
    return one.line.blank and one.line.rank == last.line.rank


def _prints_nothing_but_zeros(block: _HierarchyNode, column: int) -> bool:
    readings = [one.line.row.readings[column] for one in (block, *block.parts)]
    printed = [reading for reading in readings[1:] if says(reading)]
    zeros = (
        isinstance(reading, Amount) and not reading.value for reading in (readings[0], *printed)
    )
    return bool(printed) and all(zeros)


def _without_repeats(lines: Sequence[_Line]) -> tuple[list[_Line], list[_HierarchyNode]]:
    """Return the lines without those of an outcome or output that repeat the amounts above, and
    what they repeat.
    """
    kept: list[_Line] = []
    repeats = []
    for line in lines:
        above = kept[-1] if kept else None
        same = _repeated(line, above) if above and _EFFECT.match(line.row.name) else ()
        if above and same:
            failed = tuple(
                at for at, amount in enumerate(line.amounts) if amount and at not in same
            )
            repeats.append(_HierarchyNode(above, (_HierarchyNode(line),), same, failed))
        else:
            kept.append(line)
    return kept, repeats


def _repeated(line: _Line, above: _Line) -> tuple[int, ...]:
    """Return the columns in which a line prints the amounts above it: all, or one that cannot be
    chance.
    """
    same = tuple(
        at for at, amount in enumerate(line.amounts) if amount and amount == above.amounts[at]
    )
    return same if line.amounts == above.amounts or _digits(line, same) >= _SETTINGS.digits else ()


def _give(head: _HierarchyNode, parts: Sequence[_HierarchyNode]) -> None:
    """Make lines the parts of one that they may fail."""
    fit = _fit_of(head.line, [one.line for one in parts])
    head.parts, head.matched, head.failed = tuple(parts), fit.matched, fit.failed


def _size(block: _HierarchyNode) -> int:
    """Return how many lines a block holds."""
    return sum(1 for _ in _all_of(block))


def _all_of(block: _HierarchyNode) -> Iterator[_HierarchyNode]:
    """Yield a block and all that are under it, in their order; thousands may be one under the
    other.
    """
    waiting = [block]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed(one.parts)


def _left_of(roots: Sequence[_HierarchyNode], block: _HierarchyNode) -> list[_HierarchyNode]:
    """Return the roots that are left, the nearest last, once a block has adopted its parts, the
    last of them behind.
    """
    last = block.parts[-1]
    taken = next(at for at in reversed(range(len(roots))) if _holds(roots[at], last))
    behind = takewhile(lambda one: one.line is not last.line, reversed(_spread(roots[taken])))
    return [*roots[:taken], *(behind if roots[taken].line is not last.line else ())]


def _holds(root: _HierarchyNode, part: _HierarchyNode) -> bool:
    """Return whether a block is the root or one that was under it."""
    return root.line is part.line or any(below.line is part.line for below in root.parts)


def _any_prints(lines: Iterable[_Line], column: int) -> bool:
    """Return whether a line prints an amount other than zero in a column."""
    return any(line.amounts[column] for line in lines)


def _alike_first(run: Sequence[_HierarchyNode]) -> list[_HierarchyNode]:
    """Return those rows of a run that look like its first."""
    return [node for node in run if node.line.rank == run[0].line.rank]


def _spread(root: _HierarchyNode) -> list[_HierarchyNode]:
    return [_HierarchyNode(root.line), *root.parts]


def _best_total(
    line: _Line,
    tried: Sequence[Sequence[_HierarchyNode]],
    above: Sequence[_HierarchyNode],
    *,
    alone: bool,
) -> Iterator[_HierarchyNode]:
    """Yield a total with the rows that it fits best; the only one of rows that all add up may fail
    in every column.
    """
    fits = [(run, _fit_of(line, _lines_of(run))) for run in tried]
    good = [
        (run, fit)
        for run, fit in fits
        if (fit.addends > 1 and _is_telling(line, fit)) or _fits_in_several(fit)
    ]
    best = max(good, key=lambda one: _score(one[1])) if good else None
    if best is None and alone and tried and _stand_together(tried[0]):
        best = tried[0], fits[0][1]._replace(matched=())
    if best:
        run, fit = best
        yield _HierarchyNode(
            line, tuple(run), fit.matched, _not_made_up(line, run, fit.failed, above)
        )


def _lines_of(nodes: Iterable[_HierarchyNode]) -> list[_Line]:
    return [node.line for node in nodes]


def _stand_together(roots: Sequence[_HierarchyNode]) -> bool:
    """Return whether rows look alike, and all add up rows that look otherwise."""
    looks = {one.line.rank for one in roots}
    below = {part.line.rank for one in roots for part in one.parts}
    complete = all(one.parts and not one.failed for one in roots)
    return complete and len(roots) > 1 and len(looks) == 1 and looks.isdisjoint(below)


def _not_made_up(
    line: _Line,
    parts: Sequence[_HierarchyNode],
    failed: Iterable[int],
    others: Sequence[_HierarchyNode],
) -> tuple[int, ...]:
    """Return the columns in which what a sum lacks is not just what lines of unclear place print.

    Those are lines that may as well be beside its parts as beneath them, and others that are in no
    sum.
    """
    loose = [below for part in parts for below in _loose(part)]
    taken = {id(part.line) for part in parts}
    loose += [
        other.line
        for other in others
        if taken.isdisjoint(map(id, _lines_of((other, *other.parts))))
    ]
    lacking = []
    for column in failed:
        sum_of_parts = sum(_amounts_in(column, _lines_of(parts)), Decimal(0))
        lack = (line.amounts[column] or Decimal(0)) - sum_of_parts
        if not made_up(lack, _amounts_in(column, loose)):
            lacking.append(column)
    return tuple(lacking)


def _amounts_in(column: int, lines: Iterable[_Line]) -> list[Decimal]:
    """Return what lines print in a column, zero for what could not be read."""
    return [line.amounts[column] or Decimal(0) for line in lines]


def _loose(block: _HierarchyNode) -> Iterator[_Line]:
    """Yield the lines that are under weak blocks, and under those that their sums may have made by
    chance.
    """
    for one in _all_of(block):
        if one.weak or _digits(one.line, one.matched) < _SETTINGS.digits:
            yield from (part.line for part in one.parts)


def _is_telling(line: _Line, fit: _Fit) -> bool:
    """Return whether a sum fits too well for a chance: in every column, or with an amount of many
    digits.
    """
    return fit.exact or (fit.borne_out and _digits(line, fit.matched) >= _SETTINGS.digits)


def _cannot_be_chance(line: _Line, fit: _Fit) -> bool:
    """Return whether a sum is exact in several columns, with an amount of many digits."""
    return _fits_in_several(fit) and _digits(line, fit.matched) >= _SETTINGS.digits


def _digits(line: _Line, matched: Sequence[int]) -> int:
    """Return how many digits the amounts that fit have at most, without the zeros at their end."""
    return max((len(str(int(line.amounts[at] or 0)).rstrip("0")) for at in matched), default=0)


def _fits_in_several(fit: _Fit) -> bool:
    """Return whether a sum is exact in more than one column."""
    return fit.exact and len(fit.matched) > 1


def _score(fit: _Fit) -> tuple[int, int]:
    return len(fit.matched), -len(fit.failed)


def _fit_of(line: _Line, parts: Sequence[_Line]) -> _Fit:
    sums: list[Decimal] = []
    slacks: list[Decimal] = []
    addends: list[int] = []
    read: list[bool] = []
    for column, slack in enumerate(line.slacks):
        amounts = [part.amounts[column] for part in parts]
        nonzero = list(filter(None, amounts))
        sums.append(sum(nonzero, Decimal(0)))
        slacks.append(sum((part.slacks[column] for part in parts), slack))
        addends.append(len(nonzero))
        read.append(None not in amounts)
    return _fit(line, sums, slacks, addends, read)


def _fit(
    line: _Line,
    sums: Sequence[Decimal],
    slacks: Sequence[Decimal],
    addends: Sequence[int],
    read: Sequence[bool],
) -> _Fit:
    """Return how sums fit the amounts of a line; a zero that is the sum of nothing shows
    nothing.
    """
    matched, failed, most = [], [], 0
    for at, own in enumerate(line.amounts):
        if own is None or not read[at] or (not own and not addends[at]):
            continue
        if abs(own - sums[at]) <= slacks[at]:
            matched.append(at)
            most = max(most, addends[at])
        else:
            failed.append(at)
    return _Fit(tuple(matched), tuple(failed), most)


def _with_firm_parts(root: _HierarchyNode, *, confirmed: bool) -> Iterator[_HierarchyNode]:
    """Yield the blocks whose parts are sure: a weak one only where the sum over it confirms it."""
    waiting = [(root, confirmed)]
    while waiting:
        block, sure = waiting.pop()
        if block.parts and (sure or not block.weak):
            yield block
        firm = bool(block.parts) and not block.weak and bool(block.matched)
        waiting += [(part, firm) for part in reversed(block.parts)]
