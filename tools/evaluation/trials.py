"""A report in which nothing is wrong, its numbers changed on purpose, and what the audit makes of
them.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import NamedTuple

from extract.records import Document, Row, Table
from normalize.interpret import interpret
from normalize.report import Report, Role, TypedTable
from normalize.values.amounts import Amount, NumberFormat, ValueType
from tools.evaluation.mutations import WAYS, NumberText, first_other
from validate.audit_context import AuditContext
from validate.catalogue import RULES
from validate.constraints.evaluation import VIOLATED, Evaluation, RelationStatus, evaluate
from validate.constraints.intervals import Interval
from validate.constraints.printed_numbers import NumberIndex
from validate.constraints.relations import Operand
from validate.examine import examine
from validate.findings import CellRef, Finding, Severity

# so many documents with two and with three errors are made of each report
_SEVERAL = 60


class CellChange(NamedTuple):
    """Another text in a body cell, and in which way it came about."""

    cell: CellRef
    text: str
    way: str


class Trial(NamedTuple):
    """What became of one changed number; `several` counts the numbers changed together.

    `effect` states whether the number reads as "same", is "unread", is "harmless" to every
    relation, or "breaks" one. `related` counts the equations it is in; `blamed` the numbers that
    findings name and that were not changed, reported at the first of those changed together.
    """

    way: str
    several: int
    effect: str
    related: int
    detected: bool
    localised: bool
    root: bool
    right: bool
    blamed: int
    seconds: float
    change: str


@dataclass(frozen=True)
class CleanReport:
    """A report in which nothing is wrong, and the relations between its numbers."""

    document: Document

    @cached_property
    def report(self) -> Report:
        """The report as it is understood."""
        return interpret(self.document)

    @cached_property
    def judgement(self) -> Evaluation:
        """What becomes of its relations."""
        return evaluate(AuditContext(self.report), RULES)

    @cached_property
    def known(self) -> Counter[tuple[object, ...]]:
        """What is found in it as it is."""
        return Counter(map(_key, examine(self.report).findings))

    @cached_property
    def equations(self) -> dict[CellRef, list[tuple[CellRef, ...]]]:
        """The equations that each number is in and that hold, as the cells of each."""
        found: dict[CellRef, list[tuple[CellRef, ...]]] = {cell: [] for cell in self.cells}
        for relation, verdict in zip(
            self.judgement.relations, self.judgement.verdicts, strict=True
        ):
            if verdict.outcome is RelationStatus.HOLDS and relation.confirms:
                cells = tuple(
                    term for term in (relation.target, *relation.terms) if isinstance(term, CellRef)
                )
                for cell in cells:
                    found.setdefault(cell, []).append(cells)
        return found

    @cached_property
    def cells(self) -> tuple[CellRef, ...]:
        """The cells that print a number which is more than that of a row."""
        return tuple(
            CellRef(table.id, row.index, column.index)
            for table in self.report.tables
            for row in table.rows
            for column in table.columns
            if column.role is not Role.NOMOR and _is_printed(table, row.index, column.index)
        )

    def printed(self, cell: CellRef) -> NumberText:
        """Return how a number is printed, and what is around it."""
        table = self.report.table(cell.table)
        text, at = table.table.rows[cell.row][cell.column].text, cell.column
        above = [(row, at) for row in reversed(range(cell.row))]
        columns = [c.index for c in table.columns if c.role is not Role.NOMOR]
        beside = [
            (cell.row, other)
            for other in (*reversed(range(at)), *range(at + 1, len(table.columns)))
        ]
        return NumberText(
            text,
            table.style or NumberFormat.INDONESIAN,
            first_other(
                [_text(table, *there) for there in above if _is_printed(table, *there)], text
            ),
            first_other(
                [_text(table, *t) for t in beside if t[1] in columns and _is_printed(table, *t)],
                text,
            ),
            self._computed(cell) if table.columns[at].quantity is ValueType.PERSEN else None,
        )

    def _computed(self, cell: CellRef) -> Interval | None:
        """Return what a relation that holds computes a number to."""
        judged = zip(self.judgement.relations, self.judgement.verdicts, strict=True)
        fit = (
            v.recomputed
            for r, v in judged
            if r.target == cell and r.form.computes and v.outcome is RelationStatus.HOLDS
        )
        return next(fit, None)

    def changes(self, seed: int, share: float) -> Iterator[CellChange]:
        """Yield every number changed in each way that fits it, or a share of these."""
        for cell in self.cells:
            printed = self.printed(cell)
            for way in WAYS:
                random = Random(f"{seed} {self.document.file} {cell} {way.__name__}")
                if (
                    random.random() < share
                    and (text := way(printed, random))
                    and text != printed.text
                ):
                    yield CellChange(cell, text, way.__name__)

    def several(self, seed: int, share: float, count: int) -> Iterator[tuple[CellChange, ...]]:
        """Yield so many changes at once; in every other case they are in equations with each
        other.
        """
        random = Random(f"{seed} {self.document.file} {count}")
        related = [cell for cell in self.cells if len(self.equations[cell]) > 1]
        for at in range(round(share * _SEVERAL) if len(related) >= count else 0):
            chosen = self._near(random, related, count) if at % 2 else random.sample(related, count)
            changes = [self._changed(random, cell) for cell in chosen]
            yield tuple(change for change in changes if change)

    def _near(self, random: Random, related: Sequence[CellRef], count: int) -> list[CellRef]:
        """Return numbers of which each is in an equation with one before it."""
        chosen = [random.choice(related)]
        while len(chosen) < count:
            beside = {cell for one in chosen for cells in self.equations[one] for cell in cells}
            fit = [cell for cell in related if cell in beside and cell not in chosen]
            chosen.append(random.choice(fit or [cell for cell in related if cell not in chosen]))
        return chosen

    def _changed(self, random: Random, cell: CellRef) -> CellChange | None:
        printed = self.printed(cell)
        for way in random.sample(WAYS, len(WAYS)):
            if (text := way(printed, random)) and text != printed.text:
                return CellChange(cell, text, way.__name__)
        return None

    def tried(self, changes: Sequence[CellChange]) -> list[Trial]:
        """Return what becomes of numbers that are changed together."""
        report = interpret(with_texts(self.document, changes))
        start = time.process_time()
        findings = [one for one in examine(report).findings if not self.known[_key(one)]]
        after = _After(findings, NumberIndex(report), time.process_time() - start)
        broken = self._broken(after.figures)
        blamed = len(after.blamed() - {change.cell for change in changes})
        # whom nobody changed is counted once, though several were changed
        counts = [blamed, *[0] * (len(changes) - 1)]
        return [
            self._trial(change, after, broken, len(changes), count)
            for change, count in zip(changes, counts, strict=True)
        ]

    def _broken(self, figures: NumberIndex) -> set[Operand]:
        """Return the numbers in relations that fail now and did not before.

        The relations are those of the clean report: some rules choose theirs by the numbers they
        see.
        """
        now = Evaluation(figures, self.judgement.relations)
        judged = zip(now.relations, self.judgement.verdicts, now.verdicts, strict=True)
        failing = (
            r for r, was, is_ in judged if is_.outcome in VIOLATED and was.outcome not in VIOLATED
        )
        return {term for relation in failing for term in (relation.target, *relation.terms)}

    def _trial(
        self, change: CellChange, after: "_After", broken: set[Operand], several: int, blamed: int
    ) -> Trial:
        cell, findings = change.cell, after.findings
        was, now = self.judgement.lookup.find(cell), after.figures.find(cell)
        same = was is None or now is None or was.value == now.value
        effect = (
            "unread"
            if now is None
            else "same"
            if same
            else "breaks"
            if cell in broken
            else "harmless"
        )
        rooted = [one for one in findings if _has_place(one, cell)]
        return Trial(
            way=change.way,
            several=several,
            effect=effect,
            related=len(self.equations[cell]),
            detected=any(cell in _named(one) for one in findings),
            localised=bool(rooted)
            or any(a.spot.cell == cell for one in findings for a in one.alternatives[:1]),
            root=bool(rooted),
            right=was is not None and any(one.expected == was.print(was.value) for one in rooted),
            blamed=blamed,
            seconds=after.seconds,
            change=f"{self.document.file} {':'.join(map(str, cell))} {self.printed(cell).text} -> "
            f"{change.text}",
        )


class _After(NamedTuple):
    """What is found once numbers are changed, what they are then, and the seconds of processor time
    that took.
    """

    findings: list[Finding]
    figures: NumberIndex
    seconds: float

    def blamed(self) -> set[CellRef]:
        """Return the cells that serious findings diagnose."""
        heavy = (one for one in self.findings if one.severity.rank >= Severity.MINOR.rank)
        return {one.spot.cell for one in heavy if one.spot.cell is not None}


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.spot.cell, finding.spot.place, finding.spot.printed


def _has_place(finding: Finding, cell: Operand) -> bool:
    return any(spot.cell == cell for spot in finding.places)


def _named(finding: Finding) -> set[CellRef | None]:
    others = [*(one.spot for one in finding.followers), *(one.spot for one in finding.alternatives)]
    return {spot.cell for spot in (finding.spot, *finding.evidence, *others)}


def _is_printed(table: TypedTable, row: int, column: int) -> bool:
    """Return whether a cell of its own prints a number with digits."""
    cell = table.table.rows[row][column]
    reading = table.rows[row].readings[column]
    return isinstance(reading, Amount) and cell.origin is None and any(map(str.isdigit, cell.text))


def _text(table: TypedTable, row: int, column: int) -> str:
    return table.table.rows[row][column].text


def with_texts(document: Document, changes: Sequence[CellChange]) -> Document:
    """Return the document with other texts in some cells."""
    texts = {change.cell: change.text for change in changes}

    def changed(table: str, row: int, cells: Row) -> Row:
        now = (texts.get(CellRef(table, row, column)) for column in range(len(cells)))
        return tuple(
            cell if text is None else replace(cell, text=text, lines=(text,))
            for cell, text in zip(cells, now, strict=True)
        )

    def changed_table(table: Table) -> Table:
        rows = (changed(table.id, row, cells) for row, cells in enumerate(table.rows))
        return replace(table, rows=tuple(rows))

    tables = map(changed_table, document.tables)
    return replace(document, tables=tuple(tables))
