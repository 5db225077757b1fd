"""How much of a report was read, related and confirmed: no finding is not yet a proof."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Column, Report, Role, TypedTable
from normalize.values.amounts import Amount, ParsedAmount, Unread, UnreadReason
from validate.constraints.evaluation import Evaluation, RelationStatus
from validate.findings import CellRef, Coverage, Finding, Severity, UnreadPage

_NO_FIGURES = (Role.NOMOR, Role.KODE)
# what says that there is no number is no number that could not be read
_NO_NUMBER = (UnreadReason.EMPTY, UnreadReason.MISSING_MARK)


class Checked(NamedTuple):
    """The cells whose numbers are in a relation, those that one judged, and those that one
    confirms.
    """

    related: frozenset[CellRef]
    judged: frozenset[CellRef]
    confirmed: frozenset[CellRef]


def checked(judgement: Evaluation) -> Checked:
    """Return what relations indicate the cells; a bound that is kept confirms nothing."""
    related: set[int] = set()
    judged: set[int] = set()
    confirmed: set[int] = set()
    for at, (outcome, _) in enumerate(judgement.verdicts):
        numbers = judgement.numbers(at)
        related.update(numbers)
        if outcome is RelationStatus.HOLDS:
            if judgement.relations[at].confirms:
                confirmed.update(numbers)
        elif outcome is not RelationStatus.UNKNOWN:
            judged.update(numbers)
    cells = _cells(judgement)
    return Checked(
        *(_those(cells, numbers) for numbers in (related, judged | confirmed, confirmed))
    )


def _cells(judgement: Evaluation) -> list[CellRef | None]:
    """Return for each number its cell, where it is the whole of one, and could be read."""
    terms = zip(judgement.terms, judgement.figures, strict=True)
    return [
        term if figure is not None and isinstance(term, CellRef) else None for term, figure in terms
    ]


def _those(cells: Sequence[CellRef | None], numbers: Iterable[int]) -> frozenset[CellRef]:
    return frozenset(cell for number in numbers if (cell := cells[number]) is not None)


def faulted(findings: Iterable[Finding]) -> frozenset[CellRef]:
    """Return the cells whose number a finding holds to be another, and those wrong because of it.

    An equation with a copy may hold there, and still they are not confirmed.
    """
    cells: set[CellRef | None] = set()
    for finding in findings:
        if finding.severity is Severity.INFO or finding.whole_report or finding.whole_table:
            continue
        if finding.formula is not None or finding.expected is not None:
            cells |= {spot.cell for spot in finding.places}
            cells |= {follower.spot.cell for follower in finding.followers}
    return frozenset(cell for cell in cells if cell is not None)


def coverage_by_table(report: Report, checked: Checked) -> dict[str, Coverage]:
    """Return for every table how many cells of number columns were read, and what relations say
    about them.
    """
    related, judged, confirmed = map(_count_by_table, checked)
    coverage = {}
    for table in report.tables:
        numbers, unread = _read(table)
        unjudged = related[table.id] - judged[table.id]
        coverage[table.id] = Coverage(
            numbers, related[table.id], confirmed[table.id], unread, unjudged
        )
    return coverage


def _count_by_table(cells: Iterable[CellRef]) -> Counter[str]:
    return Counter(cell.table for cell in cells)


def in_all(tables: Mapping[str, Coverage]) -> Coverage:
    """Return the coverage of all tables together."""
    totals = {}
    for each in fields(Coverage):
        totals[each.name] = sum(getattr(coverage, each.name) for coverage in tables.values())
    return Coverage(**totals)


def _read(table: TypedTable) -> tuple[int, int]:
    """Return how many cells of number columns were read, and how many could not be."""
    counted = [column.index for column in table.columns if column.role not in _NO_FIGURES]
    numbers = unread = 0
    for row in table.rows:
        for at in counted:
            reading = row.readings[at]
            if isinstance(reading, Amount):
                numbers += 1
            elif reading is not None and reading.reason not in _NO_NUMBER:
                unread += 1
    return numbers, unread


# A table that no rules part is read surely when this share of its numbers is confirmed; one that
# rules part on some sides, or shading, unless hardly any of many is.
_SURE, _HARDLY, _MANY = 0.7, 0.3, 12


def unreconciled_tables(report: Report, tables: Mapping[str, Coverage]) -> frozenset[str]:
    """Return the tables without rules on all sides to read them by whose own numbers do not confirm
    the reading.
    """
    return frozenset(
        table.id
        for table in report.tables
        if not table.table.is_ruled and _is_unreconciled(table, tables[table.id])
    )


def _is_unreconciled(table: TypedTable, covered: Coverage) -> bool:
    if table.table.reader == "unruled":
        return not covered.numbers or covered.confirmed < _SURE * covered.numbers
    return covered.related >= _MANY and covered.confirmed < _HARDLY * covered.related


# fewer cells without a value than this in one column of a page are slips, and so is a smaller share
# of its cells
_MANY_UNREAD, _SHARE_UNREAD = 3, 1 / 3


def unread_pages(report: Report) -> tuple[UnreadPage, ...]:
    """Return the pages on which many cells of a column that print a number have no value.

    A column that was not recognised as one of numbers counts as well, where it prints amounts or
    percentages.
    """
    unread: Counter[int] = Counter()
    printed: Counter[int] = Counter()
    for table in report.tables:
        for column in table.columns:
            if column.role not in _NO_FIGURES:
                for page, cells in _by_page(table, column).items():
                    missing = cells.count(False)
                    printed[page] += len(cells)
                    if missing >= _MANY_UNREAD and missing >= _SHARE_UNREAD * len(cells):
                        unread[page] += missing
    return tuple(UnreadPage(page, unread[page], printed[page]) for page in sorted(unread))


def _by_page(table: TypedTable, column: Column) -> dict[int, list[bool]]:
    """Return of every page whether each cell of a column that prints a number has a value."""
    cells: dict[int, list[bool]] = defaultdict(list)
    for row in table.rows:
        cell, reading = table.table.rows[row.index][column.index], row.readings[column.index]
        if isinstance(reading, Amount) or _prints_a_number(cell.text, reading):
            cells[cell.place.page].append(isinstance(reading, Amount))
    return cells


_LIKE_AN_AMOUNT = regex(
    r"\D{0,4}\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?\D{0,3}|\D{0,2}\d+(?:[.,]\d+)?\s?%\D?"
)


def _prints_a_number(text: str, reading: ParsedAmount | None) -> bool:
    """Return whether a cell without a value prints a number: any digit in a column of numbers, an
    amount elsewhere.
    """
    if reading is None:
        return _LIKE_AN_AMOUNT.fullmatch(text) is not None
    return (
        isinstance(reading, Unread)
        and reading.reason not in _NO_NUMBER
        and any(map(str.isdigit, text))
    )
