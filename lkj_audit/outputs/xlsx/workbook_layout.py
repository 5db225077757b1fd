"""Where everything of a report is in its working paper: the sheet of each table, and the columns of
each number.

A column of numbers becomes a group: as printed, as a value, and a pair of columns (result and
difference) for what is computed of it; sums of which no row has two share a pair. What only repeats
a number, and what running text computes, is on a sheet of comparisons.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lkj_audit.outputs.xlsx.recomputed_checks import ComparedWith, RecomputedCheck
from lkj_audit.outputs.xlsx.spreadsheet_formulas import CellAddress
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.vocabulary import KIND
from normalize.report import Column, Report, TypedTable
from normalize.values.amounts import Amount
from validate.constraints.printed_numbers import PrintedNumber
from validate.constraints.relations import Operand
from validate.findings import CellRef

# a title and a line of facts, then the header: what a column holds, its columns here, the rules
# they follow
HEAD, FIRST_ROW = 3, 6
# the number of the row and its page
FIRST_COLUMN = 2

COMPARISONS_FIRST_ROW = 4
COMPARISONS_VALUE_COLUMN = 5

# Excel's limit
LONGEST_NAME = 31


@dataclass(slots=True)
class DifferenceColumns:
    """Two columns of a sheet, a result and a difference, the rules and the checks they hold by row
    of the table.
    """

    column: int = 0
    checks: dict[int, RecomputedCheck] = field(default_factory=dict)

    @property
    def rules(self) -> list[str]:
        """The rules, in the order of the rows."""
        return list(dict.fromkeys(check.rule for check in self.checks.values()))


class ColumnGroup(NamedTuple):
    """The columns that show one column of a table; `value` is None for a column of text."""

    source: Column
    printed: int
    value: int | None
    pairs: tuple[DifferenceColumns, ...]

    @property
    def last(self) -> int:
        """The last of the columns."""
        if self.pairs:
            return self.pairs[-1].column + 1
        return self.printed if self.value is None else self.value


class TableSheet(NamedTuple):
    """The sheet of one table."""

    name: str
    table: TypedTable
    groups: tuple[ColumnGroup, ...]

    @property
    def last_row(self) -> int:
        """The row that holds the last row of the table."""
        return FIRST_ROW + len(self.table.rows) - 1

    @property
    def last_column(self) -> int:
        """The last column in use."""
        return self.groups[-1].last if self.groups else FIRST_COLUMN - 1

    def address(self, cell: CellRef) -> CellAddress:
        """Return where the value of a cell is, or its text where the column has no values."""
        group = self.groups[cell.column]
        return CellAddress(
            self.name, FIRST_ROW + cell.row, group.printed if group.value is None else group.value
        )

    def differences(self) -> list[int]:
        """Return the columns of differences."""
        return [pair.column + 1 for group in self.groups for pair in group.pairs]


class CheckRow(NamedTuple):
    """A row of the sheet of comparisons: a number, and the check it is the target of, if any."""

    term: Operand
    check: RecomputedCheck | None = None


class ComparisonSheet(NamedTuple):
    """The sheet of what is compared across tables and text, and of the numbers that fill no cell.

    `first` gives the row where the value of such a number is.
    """

    name: str
    entries: tuple[CheckRow, ...]
    first: dict[PrintedNumber, int]

    @property
    def last_row(self) -> int:
        """The row of the last entry."""
        return COMPARISONS_FIRST_ROW + len(self.entries) - 1

    def address(self, figure: PrintedNumber) -> CellAddress:
        """Return where the value of a number is."""
        return CellAddress(self.name, self.first[figure], COMPARISONS_VALUE_COLUMN)


class WorkbookLayout(NamedTuple):
    """The sheets that hold printed numbers: those of the tables, and that of comparisons."""

    tables: dict[str, TableSheet]
    comparisons: ComparisonSheet

    def address(self, term: Operand) -> CellAddress:
        """Return where the value of a number is."""
        if isinstance(term, PrintedNumber):
            return self.comparisons.address(term)
        return self.tables[term.table].address(term)


def workbook_layout(
    report: Report, checks: Iterable[RecomputedCheck], lang: Lang
) -> WorkbookLayout:
    """Return where every table, every number and every check is."""
    within: dict[tuple[str, int], list[tuple[int, RecomputedCheck]]] = defaultdict(list)
    across: list[RecomputedCheck] = []
    for check in checks:
        if isinstance(check.target, CellRef) and _stands_beside(check, check.target.table):
            within[check.target.table, check.target.column].append((check.target.row, check))
        else:
            across.append(check)
    computed = (check for column in within.values() for _, check in column)
    apart = [
        term
        for check in (*across, *computed)
        for term in check.terms
        if isinstance(term, PrintedNumber) and term.spot
    ]
    tables = {table.id: _table_sheet(table, within, lang) for table in report.tables}
    return WorkbookLayout(tables, _comparison_sheet(across, apart, lang))


def _stands_beside(check: RecomputedCheck, table: str) -> bool:
    """Return whether a check computes a cell from numbers that are not all printed in other
    tables.
    """
    cells = [term.table for term in check.terms if isinstance(term, CellRef)]
    return check.compared is ComparedWith.COMPUTED and (table in cells or not cells)


def sheet_name(table: TypedTable, lang: Lang) -> str:
    """Return the id of a table and its kind: nothing of the document, which may hold what no sheet
    can be called.
    """
    kind = lang.say(*KIND[table.kind]).replace(":", "")
    name = f"{table.id.upper()} {kind}"
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME + 1].rpartition(" ")[0]


def _table_sheet(
    table: TypedTable, checks: dict[tuple[str, int], list[tuple[int, RecomputedCheck]]], lang: Lang
) -> TableSheet:
    groups, at = [], FIRST_COLUMN
    for column in table.columns:
        group = _group(table, column, at, checks.get((table.id, column.index), ()))
        groups.append(group)
        at = group.last + 1
    return TableSheet(sheet_name(table, lang), table, tuple(groups))


def _group(
    table: TypedTable, column: Column, at: int, checks: Iterable[tuple[int, RecomputedCheck]]
) -> ColumnGroup:
    if not any(isinstance(row.readings[column.index], Amount) for row in table.rows):
        return ColumnGroup(column, at, None, ())
    pairs = _paired(checks)
    for number, pair in enumerate(pairs):
        pair.column = at + 2 + 2 * number
    return ColumnGroup(column, at, at + 1, pairs)


def _paired(checks: Iterable[tuple[int, RecomputedCheck]]) -> tuple[DifferenceColumns, ...]:
    """Return the checks of a column in as few pairs as hold one a row, those of a rule together
    where they can be.
    """
    by_rule: dict[str, list[tuple[int, RecomputedCheck]]] = defaultdict(list)
    for row, check in checks:
        by_rule[check.rule].append((row, check))
    pairs: list[DifferenceColumns] = []
    for found in by_rule.values():
        rows = {row for row, _ in found}
        homes = [pair for pair in pairs if not pair.checks.keys() & rows][:1]
        for row, check in found:
            home = next((pair for pair in homes if row not in pair.checks), None)
            if home is None:
                home = DifferenceColumns()
                homes.append(home)
                pairs.append(home)
            home.checks[row] = check
    return tuple(pairs)


def _comparison_sheet(
    checks: Iterable[RecomputedCheck], apart: Iterable[PrintedNumber], lang: Lang
) -> ComparisonSheet:
    """Return the checks in their order, and after them the numbers apart from cells that only other
    sums rest on.
    """
    entries = [CheckRow(check.target, check) for check in checks]
    told = {entry.term for entry in entries}
    entries += [CheckRow(figure) for figure in dict.fromkeys(apart) if figure not in told]
    first: dict[PrintedNumber, int] = {}
    for row, entry in enumerate(entries, COMPARISONS_FIRST_ROW):
        if isinstance(entry.term, PrintedNumber):
            first.setdefault(entry.term, row)
    return ComparisonSheet(lang.say("Perbandingan", "Comparisons"), tuple(entries), first)
