"""Tables without codes in which rows named as programs are the header of the rows of their
kegiatan.

The names say which rows are programs and which are under them; whether those are all of one level,
the total of the table decides: it is the sum of all of them in one column, or would be in several
had it not lost its first digits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from normalize.report import TypedRow, TypedTable
from normalize.values.amounts import ValueType
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.evaluation import reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import SUM, Relation
from validate.findings import CellRef, Message
from validate.relation_builders.column_constraints import AMOUNTS, says, sole_total
from validate.structure.code_families import code_families
from validate.structure.entity_links import is_program


@dataclass(frozen=True, slots=True)
class ProgramSectionsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Fewer programs, or rows under them, than these may be of one level by chance.
    programs: int = 2  # count; b85d0bc
    rows: int = 5  # count; b85d0bc
    # A total has lost no more than so many digits, keeps at least so many, and so in several
    # columns.
    lost: int = 2  # count; b85d0bc
    kept: int = 5  # count; b85d0bc
    columns: int = 2  # count; dc12d0d


_SETTINGS = ProgramSectionsSettings()


WHY_TOTAL = Message(
    "jumlah adalah penjumlahan semua kegiatan", "the total is the sum of all kegiatan"
)
WHY_PROGRAM = Message("program adalah jumlah kegiatannya", "a program is the sum of its kegiatan")


class ProgramSection(NamedTuple):
    """A row named as a program, and the rows with amounts under it."""

    program: TypedRow
    rows: tuple[TypedRow, ...]


class ProgramTable(NamedTuple):
    """A table in sections of programs whose total confirms that it adds up the rows under them."""

    table: TypedTable
    columns: tuple[int, ...]
    sections: tuple[ProgramSection, ...]
    totals: tuple[Relation, ...]


def totals_of_sections(context: AuditContext) -> Iterator[Relation]:
    """Yield the total of every such table, for each column of amounts."""
    for found in _program_tables(context):
        yield from found.totals


def programs_of_sections(context: AuditContext) -> Iterator[Relation]:
    """Yield the sum of every program of such a table that prints one."""
    for table, columns, sections, _ in _program_tables(context):
        for at in columns:
            for program, rows in sections:
                if rows and says(program.readings[at]):
                    yield _sum(table, program, rows, at, WHY_PROGRAM)


@cached_per_audit
def _program_tables(context: AuditContext) -> tuple[ProgramTable, ...]:
    coded = {table.id for table, _ in code_families(context)}
    figures = number_index(context)
    tables = (table for table in context.report.tables if table.id not in coded)
    return tuple(found for table in tables if (found := _program_table(table, figures)))


def _program_table(table: TypedTable, figures: NumberIndex) -> ProgramTable | None:
    """Return the table in sections, None where its total does not confirm them."""
    money = [
        column.index
        for column in table.columns
        if column.role in AMOUNTS and column.quantity is ValueType.RUPIAH
    ]
    total = sole_total(table)
    sections = _sections(table, money) if total and money else ()
    if total is None or not _are_several(sections):
        return None
    leaves = _leaves(sections)
    if leaves[-1].index > total.index:
        return None
    printed = [total, *filter(_kept, leaves)]
    columns = tuple(at for at in money if _fills(printed, at))
    totals = tuple(_sum(table, total, leaves, at, WHY_TOTAL) for at in columns)
    return ProgramTable(table, columns, sections, totals) if _bear_out(figures, totals) else None


def _are_several(sections: Sequence[ProgramSection]) -> bool:
    """Return whether there are programs enough, with rows enough under them."""
    return (
        len(sections) >= _SETTINGS.programs
        and sum(len(section.rows) for section in sections) >= _SETTINGS.rows
    )


def _leaves(sections: Sequence[ProgramSection]) -> list[TypedRow]:
    """Return the rows under the programs, and the programs without such rows."""
    leaves: list[TypedRow] = []
    for section in sections:
        leaves += section.rows or (section.program,)
    return leaves


def _bear_out(figures: NumberIndex, totals: Sequence[Relation]) -> bool:
    """Return whether one of these totals is the sum of its rows, or several are but for their first
    digits.
    """
    if any(reproduces(figures, one) for one in totals):
        return True
    return sum(_has_lost_digits(figures, one) for one in totals) >= _SETTINGS.columns


def _fills(rows: Sequence[TypedRow], column: int) -> bool:
    """Return whether each of these rows prints something in a column."""
    return all(says(row.readings[column]) for row in rows)


def _kept(row: TypedRow) -> bool:
    """Return whether a row prints anything: a program that is a heading without rows adds
    nothing.
    """
    return any(map(says, row.readings))


def _sections(table: TypedTable, money: Sequence[int]) -> tuple[ProgramSection, ...]:
    """Return the rows of a table by program; nothing where amounts are above the first."""
    found: list[tuple[TypedRow, list[TypedRow]]] = []
    for row in table.rows:
        if row.total:
            continue
        if is_program(row.name):
            found.append((row, []))
        elif any(says(row.readings[at]) for at in money):
            if not found:
                return ()
            found[-1][1].append(row)
    return tuple(ProgramSection(program, tuple(rows)) for program, rows in found)


def _sum(
    table: TypedTable, whole: TypedRow, parts: Sequence[TypedRow], at: int, why: Message
) -> Relation:
    terms = tuple(CellRef(table.id, row.index, at) for row in parts if says(row.readings[at]))
    return Relation(CellRef(table.id, whole.index, at), SUM, terms, why)


def _has_lost_digits(figures: NumberIndex, relation: Relation) -> bool:
    """Return whether a total is the sum of its rows without the first digits."""
    printed, terms = figures.find(relation.target), [figures.find(term) for term in relation.terms]
    values = [term.value for term in terms if term]
    if printed is None or len(values) < len(terms):
        return False
    told, whole = _digits(printed.value), _digits(sum(values, Decimal(0)))
    return _SETTINGS.kept <= len(told) < len(whole) <= len(
        told
    ) + _SETTINGS.lost and whole.endswith(told)


def _digits(value: Decimal) -> str:
    return format(value.normalize(), "f")
