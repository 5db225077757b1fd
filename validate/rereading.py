"""A separator before three digits parts thousands or decimals: it is read as the relations of the number ask for.

Amounts are read in the style of their table. Where a number fails as that has it read, in every relation it stands
in, and none fails with the separator taken for the other one, the other reading is what the page means: the office
wrote 352,390 for 352.390, which is a matter of writing (ANK-01) and not of arithmetic.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from normalize.amounts import Amount, Note, Style, read_amount
from normalize.report import Report, TypedRow, TypedTable
from validate.findings import CellRef
from validate.judgement import Judgement, Outcome, judge
from validate.rule import Rule

_OTHER = {Style.INDONESIAN: (Style.US, Note.COMMA_THOUSANDS), Style.US: (Style.INDONESIAN, Note.DOT_THOUSANDS)}


class _Doubt(NamedTuple):
    """A number that can be read otherwise, and how."""

    cell: CellRef
    otherwise: Amount


def reread(report: Report, rules: Sequence[Rule]) -> Report:
    """Return the report with the other reading of each number whose relations bear out only that."""
    doubts = [doubt for table in report.tables for doubt in _doubts(table)]
    as_read = judge(report, rules) if doubts else None
    failing = [doubt for doubt in doubts if as_read and _fails(as_read, doubt.cell)]
    otherwise = judge(_with(report, failing), rules) if failing else None
    borne_out = [doubt for doubt in failing if otherwise and _holds(otherwise, doubt.cell)]
    return _with(report, borne_out) if borne_out else report


def _doubts(table: TypedTable) -> Iterator[_Doubt]:
    style, note = _OTHER[table.style or Style.INDONESIAN]
    for row in table.rows:
        for column, amount in enumerate(row.readings):
            if isinstance(amount, Amount) and Note.THREE_DECIMALS in amount.notes:
                other = read_amount(amount.text, table.columns[column].quantity, style)
                if isinstance(other, Amount) and other.value != amount.value:
                    notes = (*(one for one in other.notes if one is not Note.THREE_DECIMALS), note)
                    yield _Doubt(CellRef(table.id, row.index, column), replace(other, notes=notes))


def _fails(judgement: Judgement, cell: CellRef) -> bool:
    """Return whether a number contradicts others, and agrees with none."""
    outcomes = _outcomes(judgement, cell)
    return Outcome.BROKEN in outcomes and Outcome.HOLDS not in outcomes


def _holds(judgement: Judgement, cell: CellRef) -> bool:
    """Return whether a number agrees with others, and contradicts none."""
    outcomes = _outcomes(judgement, cell)
    return Outcome.HOLDS in outcomes and Outcome.BROKEN not in outcomes


def _outcomes(judgement: Judgement, cell: CellRef) -> list[Outcome]:
    told = zip(judgement.relations, judgement.verdicts, strict=True)
    return [verdict.outcome for one, verdict in told if one.confirms and cell in (one.target, *one.terms)]


def _with(report: Report, doubts: Sequence[_Doubt]) -> Report:
    """Return the report with these numbers read otherwise."""
    amounts = {doubt.cell: doubt.otherwise for doubt in doubts}
    touched = {cell.table for cell in amounts}
    tables = tuple(
        replace(table, rows=tuple(_row(table, row, amounts) for row in table.rows)) if table.id in touched else table
        for table in report.tables
    )
    return replace(report, tables=tables)


def _row(table: TypedTable, row: TypedRow, amounts: dict[CellRef, Amount]) -> TypedRow:
    readings = (amounts.get(CellRef(table.id, row.index, at), reading) for at, reading in enumerate(row.readings))
    return replace(row, readings=tuple(readings))
