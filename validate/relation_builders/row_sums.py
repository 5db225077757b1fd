"""The sums of rows that the structure of a table asks for: of every kegiatan, every program and
what is above.

Codes and other evidence that is independent of the sums come first; what only the sums themselves
show comes last. Where the evidence is independent and most sums fail, nothing states which numbers
are wrong: that is said once.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from extract.records import Box, Location
from normalize.report import TypedTable
from normalize.values.codes import CodeLevel
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.evaluation import agrees_loosely, plain, reproduces
from validate.constraints.intervals import rounded
from validate.constraints.printed_numbers import NumberIndex, cell_spot, number_index
from validate.constraints.relations import SUM, Equality, Linear, Operand, Relation
from validate.cut_tables import cut_tables, may_lack_rows
from validate.findings import CellRef, Message, PrintedValue, Violation
from validate.relation_builders.code_totals import code_totals
from validate.relation_builders.column_constraints import BudgetTier, sums_of
from validate.structure.code_families import code_families, coded_tables
from validate.structure.hierarchy import additive, hierarchies, sums_under
from validate.structure.program_sections import programs_of_sections
from validate.structure.row_levels import leveled_tables


@dataclass(frozen=True, slots=True)
class RowSumsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # so many sums that fail, and more than hold, are reported together
    failing: int = 3  # count; d429ba2
    # so many of them are written out
    written: int = 3  # count; d429ba2


_SETTINGS = RowSumsSettings()


_TIERS = {
    CodeLevel.KEGIATAN: BudgetTier.KEGIATAN,
    CodeLevel.PROGRAM: BudgetTier.PROGRAM,
    CodeLevel.BIDANG: BudgetTier.ABOVE,
    CodeLevel.URUSAN: BudgetTier.ABOVE,
    CodeLevel.ORGANISASI: BudgetTier.ABOVE,
}

WHY = {
    BudgetTier.KEGIATAN: Message(
        "kegiatan adalah jumlah sub kegiatannya", "a kegiatan is the sum of its sub kegiatan"
    ),
    BudgetTier.PROGRAM: Message(
        "program adalah jumlah kegiatannya", "a program is the sum of its kegiatan"
    ),
    BudgetTier.ABOVE: Message(
        "urusan dan bidang adalah jumlah programnya",
        "an urusan or bidang is the sum of its programs",
    ),
}
_WHOLES = {
    BudgetTier.KEGIATAN: Message("jumlah kegiatan", "sums of kegiatan"),
    BudgetTier.PROGRAM: Message("jumlah program", "sums of programs"),
    BudgetTier.ABOVE: Message("jumlah urusan dan bidang", "sums of urusan and bidang"),
}


class _Sums(NamedTuple):
    """The sums of one tier of one table: those that are reported one by one, and those that fail
    together, with all.
    """

    told: tuple[Relation, ...]
    failing: tuple[Relation, ...] = ()
    of: int = 0


def sums_of_rows(context: AuditContext, tier: BudgetTier) -> Iterator[Relation]:
    """Yield the sums of one tier that are reported one by one, the most certain structure first;
    each target once.
    """
    placed = {(table.table.id, row) for table in leveled_tables(context) for row in table.placed}
    own = [sums for (_, of), sums in _independent(context).items() if of is tier]
    independent = chain.from_iterable(sums.told for sums in own)
    further = programs_of_sections(context) if tier is BudgetTier.PROGRAM else ()
    told = {(relation.target, relation.form) for sums in own for relation in sums.failing}
    by_sums = (
        one for one in sums_under(context, tier) if one.form is not SUM or _row(one) not in placed
    )
    for relation in chain(independent, code_totals(context, tier), by_sums, further):
        if (relation.target, relation.form) not in told:
            told.add((relation.target, relation.form))
            yield relation


def failing_sums(context: AuditContext, tier: BudgetTier) -> Iterator[Violation]:
    """Yield one violation for every table in which more sums of a tier fail than hold."""
    figures = number_index(context)
    for (id, of), sums in _independent(context).items():
        if of is tier and sums.failing:
            yield _violation(figures, context.report.table(id), tier, sums)


def amounts_not_summed(context: AuditContext, relations: Iterable[Relation]) -> dict[str, int]:
    """Return how many amounts are in no sum of rows since the structure of their table is
    uncertain, by table.
    """
    summed = _summed(context, relations)
    counts = {
        id: _not_summed(context.report.table(id), rows, summed)
        for id, rows in _doubtful_rows(context).items()
    }
    return {id: count for id, count in counts.items() if count}


def _summed(context: AuditContext, relations: Iterable[Relation]) -> set[Operand]:
    """Return the numbers that are in a sum, be it one of those that fail together."""
    summed: set[Operand] = set()
    for relation in relations:
        if isinstance(relation.form, Linear | Equality):
            summed.update(_numbers(relation))
    for sums in _independent(context).values():
        summed.update(*map(_numbers, sums.failing))
    return summed


def _doubtful_rows(context: AuditContext) -> dict[str, set[int]]:
    """Return the rows of uncertain structure, by table."""
    doubtful: dict[str, set[int]] = defaultdict(set)
    for id in hierarchies(context).uncertain:
        doubtful[id].update(row.index for row in context.report.table(id).rows)
    for table, _, unclear in leveled_tables(context):
        doubtful[table.id].update(row.index for row in unclear)
    for coded in coded_tables(context):
        for family in coded.unclear:
            doubtful[coded.table.id].update(row.index for row in (family.parent, *family.rows))
    return doubtful


def _not_summed(table: TypedTable, rows: Iterable[int], summed: Container[Operand]) -> int:
    """Return how many amounts of these rows are in no sum."""
    cells = (CellRef(table.id, row, column.index) for row in rows for column in additive(table))
    return sum(
        table.rows[cell.row].amount(cell.column) is not None and cell not in summed
        for cell in cells
    )


def _numbers(relation: Relation) -> tuple[Operand, ...]:
    return relation.target, *relation.terms


def _row(relation: Relation) -> tuple[str, int] | None:
    """Return the table and the row of a relation's target."""
    target = relation.target
    return (target.table, target.row) if isinstance(target, CellRef) else None


@cached_per_audit
def _independent(context: AuditContext) -> dict[tuple[str, BudgetTier], _Sums]:
    """Return the sums that evidence asks for which does not rest on sums, by table and tier."""
    found: dict[tuple[str, BudgetTier], list[Relation]] = defaultdict(list)
    for table, family in code_families(context):
        tier = _TIERS.get(family.parent.code.level) if family.parent.code else None
        if tier:
            found[table.id, tier] += sums_of(table, family.parent, family.children, WHY[tier])
    for table, branches, _ in leveled_tables(context):
        for level, parent, children in branches:
            found[table.id, _TIERS[level]] += sums_of(table, parent, children, WHY[_TIERS[level]])
    figures, cut = number_index(context), cut_tables(context.report)
    sums = {}
    for key, relations in found.items():
        complete = [relation for relation in relations if not may_lack_rows(relation, cut)]
        sums[key] = _parted(figures, complete)
    return sums


def _parted(figures: NumberIndex, relations: Sequence[Relation]) -> _Sums:
    """Return the sums of a tier: together those that fail where they are the most."""
    read = [
        relation
        for relation in relations
        if plain(figures, relation) is not None and figures.find(relation.target)
    ]
    failing = [
        one for one in read if not reproduces(figures, one) and not agrees_loosely(figures, one)
    ]
    if len(failing) < _SETTINGS.failing or 2 * len(failing) <= len(read):
        return _Sums(tuple(relations))
    apart = {relation.target for relation in failing}
    told = tuple(relation for relation in relations if relation.target not in apart)
    return _Sums(told, tuple(failing), len(read))


def _violation(figures: NumberIndex, table: TypedTable, tier: BudgetTier, sums: _Sums) -> Violation:
    spots = [figures.spot(relation.target) for relation in sums.failing]
    count, of, what, why = len(sums.failing), sums.of, _WHOLES[tier], WHY[tier]
    written = "; ".join(
        _written(figures, relation) for relation in sums.failing[: _SETTINGS.written]
    )
    more = "; …" if count > _SETTINGS.written else "."
    message = Message(
        f"{count} dari {of} {what.id} tidak cocok: {written}{more}",
        f"{count} of {of} {what.en} do not hold: {written}{more}",
    )
    return Violation(_place(table, sums), message, evidence=tuple(spots), why=why)


def _written(figures: NumberIndex, relation: Relation) -> str:
    """Return `1.500.000 ≠ 1.000.000 + 600.000 = 1.600.000`; a long sum loses its middle."""
    target, value = figures.find(relation.target), plain(figures, relation)
    terms = [figure.printed for term in relation.terms if (figure := figures.find(term))]
    if target is None or value is None:
        raise LookupError(f"{relation.target} could not be read")
    result = target.print(rounded(value, target.decimals))
    return f"{target.printed} ≠ {relation.form.written(terms)}" + (
        f" = {result}" if len(terms) > 1 else ""
    )


def _place(table: TypedTable, sums: _Sums) -> PrintedValue:
    """Return the rows whose sums fail, from the first to the last on the page of the first."""
    cells = [cell for one in sums.failing if isinstance(cell := one.target, CellRef)]
    places = [
        cell.place for at in cells for cell in table.table.rows[at.row] if cell.origin is None
    ]
    page = min(place.page for place in places)
    boxes = [place.box for place in places if place.page == page]
    box = Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
    first = cell_spot(table, cells[0].row, cells[0].column)
    return PrintedValue(Location(page, box), None, first.printed)
