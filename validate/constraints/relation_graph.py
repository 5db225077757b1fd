"""Relations and the figures they share: what each relation asks of a figure, and which fail
together.

Places that print the same figure and agree count as one number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from validate.constraints.evaluation import Evaluation, RelationStatus
from validate.constraints.intervals import INFINITY, ZERO, Interval, exactly, rounded
from validate.constraints.printed_numbers import PrintedNumber
from validate.constraints.relations import Equality, NotNegative, UpperBound
from validate.findings import CellRef

Changes = Mapping[int, PrintedNumber]
# a figure, by the numbers of all the places that print it
Places = tuple[int, ...]


class RelationGraph:
    """The relations around those that fail, and what would become of them if figures were printed
    differently.
    """

    def __init__(self, judgement: Evaluation, failing: Iterable[int]) -> None:
        self.judgement = judgement
        self.order = {table: at for at, table in enumerate(judgement.lookup.tables)}
        self.places = {
            n: tuple(sorted(group, key=self.rank)) for n, group in _copies(judgement).items()
        }
        self.uses = self.uses_of(
            {p for at in failing for n in self.judgement.numbers(at) for p in self.places_of(n)}
        )

    def places_of(self, number: int) -> tuple[int, ...]:
        """Return all places that print this figure, in the order of the document."""
        return self.places.get(number, (number,))

    def rank(self, number: int) -> tuple[int, int, float]:
        """Return where a number is in the order of the document."""
        term = self.judgement.terms[number]
        if isinstance(term, CellRef):
            return self.order[term.table], term.row, term.column
        return (
            len(self.order),
            term.spot.place.page if term.spot else 0,
            term.spot.place.box.top if term.spot else 0,
        )

    def uses_of(self, wanted: set[int]) -> dict[int, list[int]]:
        """Return the relations that each of these numbers is in."""
        uses: dict[int, list[int]] = {number: [] for number in wanted}
        for at, (target, inputs) in enumerate(
            zip(self.judgement.targets, self.judgement.inputs, strict=True)
        ):
            for number in wanted.intersection((target, *inputs)):
                uses[number].append(at)
        return uses

    def relations_of(self, places: Iterable[int]) -> list[int]:
        """Return the relations that a figure is in, at any of its places."""
        return sorted({at for place in places for at in self.uses[place]})

    def cases(self, failing: Sequence[int]) -> Iterator[list[int]]:
        """Yield the failing relations in groups that share no figure."""
        left = set(failing)
        for first in failing:
            if first in left:
                case, frontier = [], [first]
                left.discard(first)
                while frontier:
                    case.append(at := frontier.pop())
                    places = [
                        place for n in self.judgement.numbers(at) for place in self.places_of(n)
                    ]
                    touching = left.intersection(self.relations_of(places))
                    frontier += touching
                    left -= touching
                yield sorted(case)

    def is_broken(self, at: int) -> bool:
        """Return whether a relation contradicts itself as printed; a number cut off is a lesser
        matter.
        """
        return self.judgement.verdicts[at].outcome is RelationStatus.BROKEN

    def defines(self, at: int, places: Sequence[int]) -> bool:
        """Return whether a relation computes the figure at one of its places."""
        return self.judgement.relations[at].form.computes and self.judgement.targets[at] in places

    def follows(self, at: int, places: Sequence[int]) -> bool:
        """Return whether a relation computes a rounded number from the figure, which would then
        change with it.
        """
        target = self.judgement.targets[at]
        rounded_result = target not in places and not self.judgement.figure(target).exact
        return rounded_result and self.judgement.relations[at].form.computes

    def restored(self, at: int, *trials: Changes) -> bool:
        """Return whether a relation holds in one of these trials."""
        return any(
            self.judgement.verdict_with(at, trial).outcome is RelationStatus.HOLDS
            for trial in trials
        )

    def changed(self, places: Iterable[int], figure: PrintedNumber) -> dict[int, PrintedNumber]:
        """Return the figure's places, each as it would be printed with the repaired value."""
        return {place: self.judgement.figure(place).at(figure.value) for place in places}

    def proposals(
        self, places: tuple[int, ...], failing: Sequence[int], changes: Changes
    ) -> Iterator[PrintedNumber]:
        """Yield how the figure would have to be printed, for each failing relation and for as many
        as go together.
        """
        readings = [{}, changes] if changes else [changes]
        yield from self.fitting(
            places,
            [
                want
                for given in readings
                for at in failing
                if (want := self.required(at, places, given))
            ],
        )

    def fitting(
        self, places: Places, wanted: Sequence[tuple[Interval, Decimal]]
    ) -> Iterator[PrintedNumber]:
        """Yield how the figure would have to be printed for each relation that it is in, and for
        several at once.
        """
        figure = self.judgement.figure(places[0])
        spans = [span for span, _ in wanted]
        values = [plain for _, plain in wanted]
        values += [span.middle() for span in _overlaps(spans)]
        lowest = self.lowest(places)
        for value in dict.fromkeys(rounded(value, figure.decimals) for value in values):
            if value != figure.value and value >= lowest:
                yield figure.at(value)

    def lowest(self, places: Places) -> Decimal:
        """Return the least that a figure can be: pagu and realisasi are not negative, unless the
        page prints one so.
        """
        figures = map(self.judgement.figure, places)
        held = any(
            self.judgement.lookup.is_not_negative(self.judgement.terms[place]) for place in places
        )
        return ZERO if held and all(figure.value >= 0 for figure in figures) else -INFINITY

    def required(
        self, at: int, places: Sequence[int], changes: Changes
    ) -> tuple[Interval, Decimal] | None:
        """Return what an equation asks of a figure, from the readings of the others and from their
        printed values.
        """
        judgement, form = self.judgement, self.judgement.relations[at].form
        readings = judgement.readings(at, changes)
        target = changes.get(judgement.targets[at]) or judgement.figures[judgement.targets[at]]
        positions = [at for at, number in enumerate(judgement.inputs[at]) if number in places]
        if readings is None or target is None or isinstance(form, UpperBound | NotNegative):
            return None
        values = [exactly(figure.value) for figure in self.inputs_of(at, changes)]
        if judgement.targets[at] in places:
            span, plain = (
                (None, None) if positions else (form.recompute(readings), form.recompute(values))
            )
        elif len(positions) == 1:
            span = form.required(positions[0], target.tight, readings)
            plain = form.required(positions[0], exactly(target.value), values)
        else:
            return None
        return span and (span, plain.middle() if plain else span.middle())

    def inputs_of(self, at: int, changes: Changes) -> list[PrintedNumber]:
        """Return the figures of a relation's terms, repaired where a change says so."""
        return [
            changes.get(number) or self.judgement.figure(number)
            for number in self.judgement.inputs[at]
        ]


def _copies(judgement: Evaluation) -> dict[int, list[int]]:
    """Return for each number that is printed in several places, and agrees, all its places."""
    groups: dict[int, list[int]] = {}
    for at, relation in enumerate(judgement.relations):
        if (
            isinstance(relation.form, Equality)
            and judgement.verdicts[at].outcome is RelationStatus.HOLDS
        ):
            one, other = judgement.targets[at], judgement.inputs[at][0]
            if judgement.figure(one).value == judgement.figure(other).value:
                joined = list(dict.fromkeys([*groups.get(one, [one]), *groups.get(other, [other])]))
                groups.update(dict.fromkeys(joined, joined))
    return groups


def _overlaps(spans: Sequence[Interval]) -> Iterator[Interval]:
    """Yield what the spans have in common, those first that most of them share."""
    shared = []
    for low in [span.low for span in spans]:
        highs = [span.high for span in spans if span.holds(low)]
        shared.append((len(highs), low, min(highs)))
    for _, low, high in sorted(shared, reverse=True):
        yield Interval(low, high)
