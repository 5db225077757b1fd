"""The fewest figures whose change restores a whole case of failing relations: pairs one by one,
more by their proofs.

A set of figures is tried exactly: as soon as a relation has one unknown left, it says what that
must be. Where a set cannot be right, the relations that prove it name the figures one more of which
must be wrong. More than two are sought as the smallest set that meets every such proof so far,
tried in its turn until one is right: up to six by hand, more with HiGHS.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from validate.constraints.evaluation import RelationStatus
from validate.constraints.intervals import Interval
from validate.constraints.printed_numbers import PrintedNumber
from validate.constraints.relation_graph import Changes, Places, RelationGraph

if TYPE_CHECKING:
    from highspy import Highs


@dataclass(frozen=True, slots=True)
class MinimalRepairSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Larger cases, and those whose relations hold more figures, are left to whoever looks at one
    # figure after the other.
    most_relations: int = 60  # count; a94a102
    most_figures: int = 400  # count; a94a102
    # so many pairs of a case, and so many larger sets, are tried
    pairs_tried: int = 120  # count; a94a102
    sets_tried: int = 30  # count; a94a102
    # up to so many figures, and in so many steps, are sought without a solver
    by_hand: int = 6  # count; e119699
    looks: int = 5_000  # count; b139b24
    # HiGHS is stopped after so many seconds
    patience: float = 1.0  # s; a94a102


_SETTINGS = MinimalRepairSettings()


Wrong = frozenset[Places]


class RepairStep(NamedTuple):
    """A figure in all its places, and how it would have to be printed; `given` are the steps before
    it.
    """

    places: Places
    figure: PrintedNumber
    given: Changes


class _Conflict(NamedTuple):
    """Proof that a set is not enough: one of these figures must be wrong too, or instead."""

    elsewhere: Wrong


class MinimalRepairSearch:
    """Looks for the fewest figures that explain a case."""

    def __init__(self, network: RelationGraph, case: Sequence[int]) -> None:
        self.network = network
        self.case = case
        self._asked: dict[tuple[int, Places], tuple[Interval, Decimal] | None] = {}
        self._figures: dict[int, Wrong] = {}

    @cached_property
    def searchable(self) -> bool:
        """Whether the case is small enough to look at many sets."""
        return (
            len(self.case) <= _SETTINGS.most_relations
            and len(self.suspected) <= _SETTINGS.most_figures
        )

    @cached_property
    def suspected(self) -> Wrong:
        """The figures of the case."""
        return frozenset().union(*map(self.figures, self.case))

    @cached_property
    def least(self) -> int:
        """No fewer figures than this can explain the case: so many of its relations share none with
        each other.
        """
        apart: list[Wrong] = []
        for at in sorted(self.case, key=lambda at: len(self.figures(at))):
            if all(self.figures(at).isdisjoint(other) for other in apart):
                apart.append(self.figures(at))
        return len(apart)

    def figures(self, at: int) -> Wrong:
        """Return the figures of a relation that can be changed."""
        found = self._figures.get(at)
        if found is None:
            groups = map(self.network.places_of, self.network.judgement.numbers(at))
            found = self._figures[at] = frozenset(filter(self._is_read, groups))
        return found

    def _is_read(self, places: Places) -> bool:
        """Return whether a number could be read wherever it is printed."""
        numbers = self.network.judgement.figures
        return all(numbers[place] is not None for place in places)

    def pairs(self) -> Iterator[tuple[RepairStep, ...]]:
        """Yield every two figures that explain the case together, as far as pairs are tried."""
        tried = 0
        for pair in self._candidates() if self.searchable else ():
            if self._agrees(*pair) and self._agrees(*reversed(pair)):
                tried += 1
                if tried > _SETTINGS.pairs_tried:
                    return
                steps = self.solved(frozenset(pair))
                if not isinstance(steps, _Conflict):
                    yield steps

    def fewer(self, than: int) -> tuple[RepairStep, ...] | None:
        """Return fewer than so many figures that explain the case, or None where none were
        found.
        """
        proofs = [self.figures(at) for at in self.case]
        tried = _SETTINGS.sets_tried if self.searchable and self.least < than else 0
        for _ in range(tried):
            looks = iter(range(_SETTINGS.looks))
            wrong = smallest_by_enumeration(proofs, min(than - 1, _SETTINGS.by_hand), looks)
            if wrong is None and (than - 1 > _SETTINGS.by_hand or next(looks, None) is None):
                wrong = smallest_by_solver(proofs)
            if wrong is None or len(wrong) >= than:
                return None
            steps = self.solved(wrong)
            if not isinstance(steps, _Conflict):
                return steps
            proofs.append(steps.elsewhere & self.suspected or self.suspected - wrong)
        return None

    def _candidates(self) -> Iterator[tuple[Places, Places]]:
        """Yield every two figures of which each relation of the case holds at least one."""
        seen: set[Wrong] = set()
        for one in sorted(self.figures(min(self.case, key=lambda at: len(self.figures(at))))):
            left = [self.figures(at) for at in self.case if one not in self.figures(at)]
            others = frozenset.intersection(*left) if left else self.suspected
            for other in sorted(others - {one}):
                if (pair := frozenset((one, other))) not in seen:
                    seen.add(pair)
                    yield one, other

    def _agrees(self, one: Places, other: Places) -> bool:
        """Return whether the relations of a figure that do not hold the other ask for one value of
        it.
        """
        spans = [
            want[0]
            for at in self._binding(one)
            if other not in self.figures(at)
            if (want := self._asks(at, one))
        ]
        return max((span.low for span in spans), default=0) <= min(
            (span.high for span in spans), default=0
        )

    def _asks(self, at: int, places: Places) -> tuple[Interval, Decimal] | None:
        """Return what a relation asks of a figure on the page as it is printed."""
        key = at, places
        if key not in self._asked:
            self._asked[key] = self.network.required(at, places, {})
        return self._asked[key]

    def _binding(self, places: Places) -> list[int]:
        """Return the relations that must hold once a figure is changed: those of the case, and
        those that hold now.
        """
        network, members = self.network, set(self.case)
        return [
            at
            for at in network.relations_of(places)
            if at in members
            or (
                network.judgement.verdicts[at].outcome is RelationStatus.HOLDS
                and not network.follows(at, places)
            )
        ]

    # One set --------------------------------------------------------------------------------------

    def solved(self, wrong: Wrong) -> tuple[RepairStep, ...] | _Conflict:
        """Return how the figures of a set would have to be printed, or the proof that they are not
        enough.
        """
        changes: dict[int, PrintedNumber] = {}
        steps: list[RepairStep] = []
        reasons: dict[Places, Wrong] = {}
        binding = {places: self._binding(places) for places in wrong}
        while len(steps) < len(wrong):
            left = wrong - reasons.keys()
            asked = next(self._asked_for(left, binding, changes), None)
            if asked is None:
                return _Conflict(frozenset())
            places, relations = asked
            why = self._proof(relations, wrong, reasons)
            figure = self._fitting(places, relations, changes)
            if figure is None:
                return _Conflict(why)
            steps.append(RepairStep(places, figure, dict(changes)))
            changes.update(self.network.changed(places, figure))
            reasons[places] = why
        broken = next((at for at in self._bound(binding) if not self._holds(at, changes)), None)
        return tuple(steps) if broken is None else _Conflict(self._proof([broken], wrong, reasons))

    def _bound(self, binding: dict[Places, list[int]]) -> list[int]:
        """Return the relations that must hold when all figures of a set are changed: none that
        follows from one.
        """
        known = {at for relations in binding.values() for at in relations}.difference(self.case)
        return [*self.case, *sorted(at for at in known if not self._follows_any(at, binding))]

    def _follows_any(self, relation: int, changed: Iterable[Places]) -> bool:
        return any(self.network.follows(relation, places) for places in changed)

    def _asked_for(
        self, left: Wrong, binding: dict[Places, list[int]], changes: Changes
    ) -> Iterator[tuple[Places, list[int]]]:
        """Yield the figures of which nothing else in their relations is unknown, where one of these
        fails.
        """
        for places in sorted(left):
            relations = [at for at in binding[places] if self.figures(at) & left == {places}]
            if not all(self._holds(at, changes) for at in relations):
                yield places, relations

    def _fitting(
        self, places: Places, relations: Sequence[int], changes: Changes
    ) -> PrintedNumber | None:
        """Return how a figure would have to be printed for all these relations to hold."""
        wanted = [want for at in relations if (want := self.network.required(at, places, changes))]
        for figure in self.network.fitting(places, wanted):
            trial = {**changes, **self.network.changed(places, figure)}
            if all(self._holds(at, trial) for at in relations):
                return figure
        return None

    def _holds(self, at: int, changes: Changes) -> bool:
        return self.network.restored(at, changes)

    def _proof(self, relations: Iterable[int], wrong: Wrong, reasons: dict[Places, Wrong]) -> Wrong:
        """Return the figures outside a set that these relations rest on, and what is known of its
        own.
        """
        held = frozenset().union(*map(self.figures, relations))
        return (held - wrong).union(*(reasons[places] for places in held if places in reasons))


def smallest_by_enumeration(
    proofs: Sequence[Wrong], most: int, looks: Iterator[int]
) -> Wrong | None:
    """Return the fewest figures of which every proof holds one, or None where more than so many are
    needed.

    Each step takes one of the looks; when none are left, None decides nothing.
    """
    sizes = (_within(proofs, size, looks) for size in range(1, most + 1))
    return next((wrong for wrong in sizes if wrong is not None), None)


def _within(proofs: Sequence[Wrong], size: int, looks: Iterator[int]) -> Wrong | None:
    if not proofs:
        return frozenset()
    if not size or next(looks, None) is None:
        return None
    tightest = min(proofs, key=len)
    for places in sorted(
        tightest, key=lambda places: (-sum(places in proof for proof in proofs), places)
    ):
        others = _within([proof for proof in proofs if places not in proof], size - 1, looks)
        if others is not None:
            return others | {places}
    return None


def smallest_by_solver(proofs: Sequence[Wrong]) -> Wrong | None:
    """Return the fewest figures of which every proof holds one, or None where HiGHS does not find
    them.
    """
    # loaded only here: few documents need a solver, and loading it takes longer than examining them
    from highspy import HighsModelStatus

    solver = silent_solver()
    solver.setOptionValue("time_limit", _SETTINGS.patience)
    # no thread is started: the process may be forked afterwards
    solver.setOptionValue("threads", 1)
    chosen = {places: solver.addBinary(obj=1) for places in sorted(frozenset().union(*proofs))}
    for proof in proofs:
        solver.addConstr(solver.qsum([chosen[places] for places in sorted(proof)]) >= 1)
    solver.run()
    if solver.getModelStatus() != HighsModelStatus.kOptimal:
        return None
    return frozenset(
        places
        for places, share in zip(chosen, solver.getSolution().col_value, strict=True)
        if share > 0.5
    )


def silent_solver() -> "Highs":
    """Return a solver that prints nothing.

    `Highs()` enables callbacks, which prints a banner on standard output before `silent` can be
    called, and standard output may be the JSON of an audit. The constructor of its base class makes
    the same solver without callbacks.
    """
    from highspy import Highs

    solver = Highs.__new__(Highs)
    super(Highs, solver).__init__()
    solver.silent()
    return solver
