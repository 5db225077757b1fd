"""A number that can be read in several ways is read as its relations ask for.

Amounts are read in the style of their table. Where a number fails as that has it read, in every
relation it is in, and none fails with the separator taken for the other one, the other reading is
what the page means: the office wrote 352,390 for 352.390, which is a matter of writing (ANK-01) and
not of arithmetic.

A text that is no single number (171.169.45, 10.924024.550, a digit set apart by a blank) has
candidates. Where exactly one of them agrees with other numbers, that is the number.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from normalize.report import TypedTable
from normalize.values.amounts import (
    Amount,
    AmountNote,
    NumberFormat,
    Unread,
    ValueType,
    parse_amount,
)
from validate.amended_amounts import with_amounts
from validate.audit_context import AuditContext
from validate.constraints.evaluation import (
    Evaluation,
    RelationStatus,
    evaluate_relations,
    family_of,
)
from validate.constraints.relations import Relation
from validate.findings import CellRef

_OTHER = {
    NumberFormat.INDONESIAN: (NumberFormat.US, AmountNote.COMMA_THOUSANDS),
    NumberFormat.US: (NumberFormat.INDONESIAN, AmountNote.DOT_THOUSANDS),
}


class _Doubt(NamedTuple):
    """A number that can be read otherwise, and how."""

    cell: CellRef
    otherwise: Amount


def resolve_separators(context: AuditContext, relations: Sequence[Relation]) -> AuditContext:
    """Return the context of the report with the other reading of each number whose relations
    confirm only that.

    Only the relations of such numbers are judged, whatever else the report holds.
    """
    confirmed = _confirmed_candidates(context, relations)
    context = _with(context, confirmed) if confirmed else context
    doubts = [doubt for table in context.report.tables for doubt in _doubts(table)]
    failing = _selected(context, relations, doubts, _fails)
    borne_out = _selected(_with(context, failing), relations, failing, _holds)
    return _with(context, borne_out) if borne_out else context


def _confirmed_candidates(context: AuditContext, relations: Sequence[Relation]) -> list[_Doubt]:
    """Return the unread numbers of which exactly one candidate agrees with others, and that
    candidate.

    All first candidates are tried together, then all second ones: numbers misprinted alike confirm
    each other.
    """
    unread = dict(_with_candidates(context))
    fitting: dict[CellRef, list[_Doubt]] = defaultdict(list)
    for turn in range(max(map(len, unread.values()), default=0)):
        tried = [
            _Doubt(cell, candidates[turn])
            for cell, candidates in unread.items()
            if turn < len(candidates)
        ]
        for doubt in _selected(_with(context, tried), relations, tried, _agrees):
            fitting[doubt.cell].append(doubt)
    return [doubts[0] for doubts in fitting.values() if len(doubts) == 1]


def _with_candidates(context: AuditContext) -> Iterator[tuple[CellRef, tuple[Amount, ...]]]:
    for table in context.report.tables:
        for row in table.rows:
            for column, reading in enumerate(row.readings):
                if isinstance(reading, Unread) and reading.candidates:
                    yield CellRef(table.id, row.index, column), reading.candidates


def _selected(
    context: AuditContext,
    relations: Sequence[Relation],
    doubts: Sequence[_Doubt],
    wanted: Callable[[Evaluation, CellRef], bool],
) -> list[_Doubt]:
    """Return the doubtful numbers of which something is true in the judgement of their
    relations.
    """
    if not doubts:
        return []
    judgement = evaluate_relations(
        context, concerned_with({doubt.cell for doubt in doubts}, relations)
    )
    return [doubt for doubt in doubts if wanted(judgement, doubt.cell)]


def concerned_with(cells: Set[CellRef], relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations of some cells, and those without which these would be judged otherwise.

    A law of a column is withdrawn where it fails in most rows, so its other rows are among them. A
    number that is computed is known better than it is printed, so what computes the terms is among
    them, too.
    """
    own = {
        at
        for at, one in enumerate(relations)
        if one.target in cells or not cells.isdisjoint(one.terms)
    }
    laws = {family for at in own if (family := family_of(relations[at]))}
    waiting = [at for at, one in enumerate(relations) if at in own or family_of(one) in laws]
    return [relations[at] for at in sorted(_with_computing(waiting, relations))]


def _with_computing(waiting: list[int], relations: Sequence[Relation]) -> set[int]:
    """Return some relations and all that compute their terms, directly or not; `waiting` is used
    up.
    """
    computing = defaultdict(list)
    for at, one in enumerate(relations):
        if one.form.computes:
            computing[one.target].append(at)
    found: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += chain.from_iterable(computing.get(term, ()) for term in relations[at].terms)
    return found


def _doubts(table: TypedTable) -> Iterator[_Doubt]:
    style, note = _OTHER[table.style or NumberFormat.INDONESIAN]
    for row in table.rows:
        for column, amount in enumerate(row.readings):
            if isinstance(amount, Amount) and AmountNote.THREE_DECIMALS in amount.notes:
                other = parse_amount(amount.text, _counted(table.columns[column].quantity), style)
                if isinstance(other, Amount) and other.value != amount.value:
                    notes = (
                        *(one for one in other.notes if one is not AmountNote.THREE_DECIMALS),
                        note,
                    )
                    yield _Doubt(CellRef(table.id, row.index, column), replace(other, notes=notes))


def _counted(quantity: ValueType) -> ValueType:
    """Return what a number is read as: a percentage as a count, since one of thousands is read so
    nowhere else.
    """
    return ValueType.BILANGAN if quantity is ValueType.PERSEN else quantity


def _fails(judgement: Evaluation, cell: CellRef) -> bool:
    """Return whether a number contradicts others, and agrees with none."""
    outcomes = _outcomes(judgement, cell)
    return RelationStatus.BROKEN in outcomes and RelationStatus.HOLDS not in outcomes


def _holds(judgement: Evaluation, cell: CellRef) -> bool:
    """Return whether a number agrees with others, and contradicts none."""
    outcomes = _outcomes(judgement, cell)
    return RelationStatus.HOLDS in outcomes and RelationStatus.BROKEN not in outcomes


def _agrees(judgement: Evaluation, cell: CellRef) -> bool:
    """Return whether a number agrees with others: one that is confirmed by its row may contradict a
    wrong total.
    """
    return RelationStatus.HOLDS in _outcomes(judgement, cell)


def _outcomes(judgement: Evaluation, cell: CellRef) -> list[RelationStatus]:
    told = zip(judgement.relations, judgement.verdicts, strict=True)
    return [
        verdict.outcome
        for one, verdict in told
        if one.confirms and cell in (one.target, *one.terms)
    ]


def _with(context: AuditContext, doubts: Sequence[_Doubt]) -> AuditContext:
    """Return the context of the report with these numbers read otherwise."""
    return with_amounts(context, {doubt.cell: doubt.otherwise for doubt in doubts})
