"""Whether each relation of a report holds, on the tightest readings its numbers allow.

A computed number whose own relation holds is known better than it is printed: 95,30 stands for
95,29788… because the pagu and the realisasi behind it are exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from normalize.reference.region_settings import Rounding
from validate.audit_context import AuditContext
from validate.constraints.intervals import Interval, cut_leaves, exactly
from validate.constraints.printed_numbers import WHOLES, NumberIndex, PrintedNumber, number_index
from validate.constraints.relations import Equality, Equation, Operand, Relation
from validate.cut_tables import cut_tables, may_lack_rows
from validate.rule import Rule


@dataclass(frozen=True, slots=True)
class EvaluationSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # a capaian of more than twice the cap is no capped one
    uncapped: int = 2  # count; a223b62
    # below this many rows a law that fails is taken for the office's mistake, not for our
    # misunderstanding of the column
    enough_rows: int = 5  # count; a223b62


_SETTINGS = EvaluationSettings()


class RelationStatus(Enum):
    """What became of a relation."""

    HOLDS = "holds"
    TRUNCATED = "truncated"
    UNCERTAIN = "uncertain"
    BROKEN = "broken"
    UNKNOWN = "unknown"


VIOLATED = (RelationStatus.BROKEN, RelationStatus.TRUNCATED)

# a number that was cut off instead of rounded was computed by the formula all the same
_FOLLOWED = (RelationStatus.HOLDS, RelationStatus.TRUNCATED)


class RelationResult(NamedTuple):
    """What became of a relation, and what its target was recomputed to; None where that could not
    be determined.
    """

    outcome: RelationStatus
    recomputed: Interval | None = None


_UNKNOWN = RelationResult(RelationStatus.UNKNOWN)


class Evaluation:
    """The relations of a report over its numbers, each number with one index wherever it is
    used.
    """

    def __init__(
        self, figures: NumberIndex, relations: Iterable[Relation], rounding: Rounding | None = None
    ) -> None:
        self.relations = tuple(relations)
        self.lookup = figures
        self.rounding = rounding
        self.terms: list[Operand] = []
        self.figures: list[PrintedNumber | None] = []
        self._index: dict[Operand, int] = {}
        self.targets = [self._number(relation.target) for relation in self.relations]
        self.inputs = [tuple(map(self._number, relation.terms)) for relation in self.relations]
        self._defining = self._relations_that_compute()
        self._refined: dict[int, tuple[Interval, Interval]] = {}
        self._tight = [
            figure.tight if figure is not None and figure.exact else None for figure in self.figures
        ]
        self._verdicts: list[RelationResult | None] = [None] * len(self.relations)
        self.verdicts = [self.verdict(at) for at in range(len(self.relations))]
        self._withdraw_what_is_no_law()

    def verdict(self, at: int) -> RelationResult:
        """Return what became of a relation as it is printed."""
        verdict = self._verdicts[at]
        if verdict is None:
            verdict = self._verdicts[at] = self._judge(at, {})
        return verdict

    def verdict_with(self, at: int, changes: Mapping[int, PrintedNumber]) -> RelationResult:
        """Return what would become of a relation if some numbers were printed differently."""
        return self._judge(at, changes)

    def readings(self, at: int, changes: Mapping[int, PrintedNumber]) -> list[Interval] | None:
        """Return the tightest intervals of a relation's terms, or None when one could not
        be read.
        """
        readings = []
        for number in self.inputs[at]:
            if self.figures[number] is None:
                return None
            readings.append(self._tight[number] or self._readings(number)[0])
        if changes:
            for position, number in enumerate(self.inputs[at]):
                if number in changes:
                    readings[position] = changes[number].tight
        return readings

    def numbers(self, at: int) -> tuple[int, ...]:
        """Return the target and the terms of a relation, by their indices."""
        return (self.targets[at], *self.inputs[at])

    def is_confirmed(self, number: int) -> bool:
        """Return whether a relation that holds, and is more than a bound, supports a number."""
        return number in self._confirmed

    @cached_property
    def _confirmed(self) -> frozenset[int]:
        held = (
            at
            for at, verdict in enumerate(self.verdicts)
            if verdict.outcome is RelationStatus.HOLDS
        )
        return frozenset(
            number for at in held if self.relations[at].confirms for number in self.numbers(at)
        )

    def figure(self, number: int) -> PrintedNumber:
        """Return the figure with this index, which must have been read."""
        figure = self.figures[number]
        if figure is None:
            raise LookupError(f"{self.terms[number]} could not be read")
        return figure

    def _number(self, term: Operand) -> int:
        index = self._index.get(term)
        if index is None:
            index = self._index[term] = len(self.terms)
            self.terms.append(term)
            self.figures.append(self.lookup.find(term))
        return index

    def _relations_that_compute(self) -> dict[int, list[int]]:
        defining: dict[int, list[int]] = {}
        for at, relation in enumerate(self.relations):
            figure = self.figures[self.targets[at]]
            if figure is not None and relation.form.computes and not figure.exact:
                defining.setdefault(self.targets[at], []).append(at)
        return defining

    def _readings(self, number: int) -> tuple[Interval, Interval]:
        """Return the tight and the loose reading of a number, as the relations that compute it
        narrow them.
        """
        known = self._refined.get(number)
        if known is not None:
            return known
        figure = self.figure(number)
        tight, loose = figure.tight, figure.loose
        self._refined[number] = tight, loose  # what a formula in a circle sees
        for at in self._defining.get(number, ()):
            outcome, recomputed = self.verdict(at)
            if outcome is RelationStatus.HOLDS and recomputed is not None:
                tight = loose = tight.common(recomputed) or loose.common(recomputed) or tight
        self._refined[number] = tight, loose
        return tight, loose

    def _judge(self, at: int, changes: Mapping[int, PrintedNumber]) -> RelationResult:
        number, relation = self.targets[at], self.relations[at]
        target = changes.get(number) or self.figures[number]
        if target is None:
            return _UNKNOWN
        tight = self.readings(at, changes)
        recomputed = relation.form.recompute(tight) if tight is not None else None
        if recomputed is None:
            return _UNKNOWN
        if target.tight.meets(recomputed):
            return RelationResult(RelationStatus.HOLDS, recomputed)
        figures = [changes.get(term) or self.figure(term) for term in self.inputs[at]]
        return RelationResult(
            self._how_it_fails(at, target, figures, recomputed, changes), recomputed
        )

    def _how_it_fails(
        self,
        at: int,
        target: PrintedNumber,
        figures: Sequence[PrintedNumber],
        recomputed: Interval,
        changes: Mapping[int, PrintedNumber],
    ) -> RelationStatus:
        """Separate a number computed from printed figures, a rounding and a cut from a
        contradiction.
        """
        relation = self.relations[at]
        if relation.form.computes and (
            _as_printed(relation.form, target, figures) or target.loose.meets(recomputed)
        ):
            # a result that was rounded to the decimals it prints follows, though its column prints
            # more
            return RelationStatus.HOLDS
        loose = [
            changes[n].loose if n in changes else self._readings(n)[1] for n in self.inputs[at]
        ]
        loosely = relation.form.recompute(loose)
        if loosely is not None and target.loose.meets(loosely):
            # the same figure may be printed with fewer decimals elsewhere
            return (
                RelationStatus.HOLDS
                if isinstance(relation.form, Equality)
                else RelationStatus.UNCERTAIN
            )
        if relation.form.computes and not target.exact and _is_cut(target, recomputed):
            return (
                RelationStatus.HOLDS if self.rounding is Rounding.CUT else RelationStatus.TRUNCATED
            )
        return _at_a_cap(relation, target, recomputed)

    def _withdraw_what_is_no_law(self) -> None:
        """Claim nothing where a law that only column names suggest fails in most rows: we misread
        the column then.
        """
        families: dict[tuple[str, str, int], list[int]] = {}
        for at, relation in enumerate(self.relations):
            if family := family_of(relation):
                families.setdefault(family, []).append(at)
        for members in families.values():
            told = [at for at in members if self.verdicts[at].outcome is not RelationStatus.UNKNOWN]
            followed = sum(self.verdicts[at].outcome in _FOLLOWED for at in told)
            if len(told) >= _SETTINGS.enough_rows and followed * 2 < len(told):
                for at in told:
                    if self.verdicts[at].outcome is not RelationStatus.HOLDS:
                        self.verdicts[at] = _UNKNOWN


def _at_a_cap(relation: Relation, target: PrintedNumber, recomputed: Interval) -> RelationStatus:
    """Distinguish a number that is at a cap below the recomputed one from a contradiction."""
    if target.value not in relation.caps or not target.value < recomputed.low:
        return RelationStatus.BROKEN
    if relation.capped:
        return RelationStatus.HOLDS
    return (
        RelationStatus.UNCERTAIN
        if recomputed.low <= _SETTINGS.uncapped * target.value
        else RelationStatus.BROKEN
    )


def evaluate(context: AuditContext, rules: Sequence[Rule]) -> Evaluation:
    """Return what became of every relation that these rules state."""
    return evaluate_relations(context, relations_of(context, rules))


def relations_of(context: AuditContext, rules: Sequence[Rule]) -> tuple[Relation, ...]:
    """Return every relation that these rules state of a report, but for sums of which terms may be
    missing.
    """
    stating = [(rule.id, rule.relate) for rule in rules if rule.relate]
    cut = cut_tables(context.report)
    return tuple(
        relation._replace(rule=id)
        for id, relate in stating
        for relation in relate(context)
        if not may_lack_rows(relation, cut)
    )


def evaluate_relations(context: AuditContext, relations: Iterable[Relation]) -> Evaluation:
    """Return what became of these relations between the numbers of a report."""
    return Evaluation(number_index(context), relations, context.settings.rounding)


def family_of(relation: Relation) -> tuple[str, str, int] | None:
    """Return the rule and the column of a law that only the names of columns suggest; None for any
    other relation.
    """
    if relation.stated or not relation.form.computes or isinstance(relation.target, PrintedNumber):
        return None
    return relation.rule, relation.target.table, relation.target.column


def reproduces(figures: NumberIndex, relation: Relation) -> bool:
    """Return whether a relation holds by itself, without what other relations indicate its
    numbers.
    """
    target, terms = figures.find(relation.target), _read(figures, relation)
    recomputed = (
        relation.form.recompute([term.tight for term in terms]) if target and terms else None
    )
    return target is not None and recomputed is not None and target.tight.meets(recomputed)


def agrees_loosely(figures: NumberIndex, relation: Relation) -> bool:
    """Return whether a relation holds when whole numbers are taken for rounded ones."""
    target, terms = figures.find(relation.target), _read(figures, relation)
    recomputed = (
        relation.form.recompute([term.loose for term in terms]) if target and terms else None
    )
    return target is not None and recomputed is not None and target.loose.meets(recomputed)


def plain(figures: NumberIndex, relation: Relation) -> Decimal | None:
    """Return the target computed from the terms exactly as they are printed."""
    terms = _read(figures, relation)
    value = relation.form.recompute([exactly(figure.value) for figure in terms]) if terms else None
    return value.middle() if value is not None else None


def _read(figures: NumberIndex, relation: Relation) -> list[PrintedNumber] | None:
    """Return the figures of all terms, or None when one could not be read."""
    read = [figure for term in relation.terms if (figure := figures.find(term))]
    return read if len(read) == len(relation.terms) else None


def _is_cut(target: PrintedNumber, recomputed: Interval) -> bool:
    """Return whether a number is what cutting leaves of its result: all but the decimals of its
    column, or its own.
    """
    if cut_leaves(target.value, recomputed, max(target.decimals, target.own)):
        return True
    return (
        target.value not in WHOLES
        and target.own < target.decimals
        and cut_leaves(target.value, recomputed, target.own)
    )


def _as_printed(form: Equation, target: PrintedNumber, figures: Sequence[PrintedNumber]) -> bool:
    """Whether the target is what one gets from the other numbers exactly as they are printed."""
    value = form.recompute([exactly(figure.value) for figure in figures])
    return value is not None and target.tight.holds(value.low)
