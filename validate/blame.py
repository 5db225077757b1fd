"""Which printed numbers are to blame when relations fail: the fewest whose change restores them.

Relations that fail and share a number form a case. Places that print the same figure and agree count as one number.
A number is suspected when another value would restore relations of the case without breaking one that holds; a
percentage computed from it may change with it. The suspect that restores the most is the cause, and what it leaves
unexplained is looked at again. One number at a time: causes of two numbers at once are a later matter.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from validate.figures import Figure
from validate.findings import CellRef
from validate.intervals import Interval, exactly, rounded
from validate.judgement import VIOLATED, Judgement, Outcome
from validate.relations import AtMost, Linear, NotNegative, Same

Changes = Mapping[int, Figure]

# of suspects that explain equally much, so many are followed to the end
_LOOKED_AT = 4
# of a case of more relations, only the suspect that explains the most is followed
_LARGE = 24

# so many addends of one sum, with nothing to tell between them, and the sum is named
_A_LOT = 3


class Repair(NamedTuple):
    """A number, by its index in the judgement, and how it would have to be printed."""

    number: int
    figure: Figure


class Cause(NamedTuple):
    """A number to blame, the failing relations that its change restores, and equally small repairs.

    `own` is the relation that computes it, where that one failed. `repair` is None where no value is asked for or
    none can be told. `copies` are other places of the same figure; `given` are the repairs assumed before this one.
    """

    number: int
    explains: tuple[int, ...]
    own: int | None = None
    repair: Repair | None = None
    copies: tuple[int, ...] = ()
    alternatives: tuple[Repair, ...] = ()
    given: Changes = MappingProxyType({})


class _Stage(NamedTuple):
    """Relations of a case still to be explained, the repairs so far, and what is known of suspects.

    `cleared` are the places of figures already blamed, `repairs` the suspects among the figures looked at, by places.
    """

    case: tuple[int, ...]
    changes: Changes
    cleared: frozenset[int]
    repairs: dict[tuple[int, ...], tuple["_Suspect", ...]]


class _Suspect(NamedTuple):
    """A repair of one figure in all its places, what it restores, and how well it explains: larger scores first.

    `contradicts` tells that a rounded number, which follows from the figure as it is printed, bears it out.
    """

    places: tuple[int, ...]
    repair: Repair
    explains: tuple[int, ...]
    own: int | None
    score: tuple[float, ...]
    contradicts: bool = False


_Choice = Callable[[_Stage, Sequence[_Suspect]], _Suspect]


def causes(judgement: Judgement) -> Iterator[Cause]:
    """Yield the causes of all relations that fail, case by case in the order of the rules."""
    failing = [at for at, verdict in enumerate(judgement.verdicts) if verdict.outcome in VIOLATED]
    if failing:
        inquiry = _Inquiry(judgement, failing)
        for case in inquiry.cases(failing):
            yield from inquiry.causes_of(case)


class _Inquiry:
    """Looks for the causes of failing relations."""

    def __init__(self, judgement: Judgement, failing: Iterable[int]) -> None:
        self.judgement = judgement
        self.order = {table: at for at, table in enumerate(judgement.lookup.tables)}
        self.places = {n: tuple(sorted(group, key=self.rank)) for n, group in _copies(judgement).items()}
        self.uses = self.uses_of({p for at in failing for n in self.judgement.numbers(at) for p in self.places_of(n)})

    def places_of(self, number: int) -> tuple[int, ...]:
        """Return all places that print this figure, in the order of the document."""
        return self.places.get(number, (number,))

    def rank(self, number: int) -> tuple[int, int, float]:
        """Return where a number stands in the order of the document."""
        term = self.judgement.terms[number]
        if isinstance(term, CellRef):
            return self.order[term.table], term.row, term.column
        return len(self.order), term.spot.place.page if term.spot else 0, term.spot.place.box.top if term.spot else 0

    def uses_of(self, wanted: set[int]) -> dict[int, list[int]]:
        """Return the relations that each of these numbers stands in."""
        uses: dict[int, list[int]] = {number: [] for number in wanted}
        for at, (target, inputs) in enumerate(zip(self.judgement.targets, self.judgement.inputs, strict=True)):
            for number in wanted.intersection((target, *inputs)):
                uses[number].append(at)
        return uses

    def relations_of(self, places: Iterable[int]) -> list[int]:
        """Return the relations that a figure stands in, at any of its places."""
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
                    places = [place for n in self.judgement.numbers(at) for place in self.places_of(n)]
                    touching = left.intersection(self.relations_of(places))
                    frontier += touching
                    left -= touching
                yield sorted(case)

    def causes_of(self, case: Sequence[int]) -> list[Cause]:
        """Return the causes of one case: the figure that explains the most, then what explains the rest."""
        found, rest = self.plan(_Stage(tuple(case), {}, frozenset(), {}), self.choice)
        blamed = {place: cause for cause in found for place in (cause.number, *cause.copies)}
        # what still fails at a number already blamed is not told twice
        known = {at: blamed[n] for at in rest.case for n in self.judgement.numbers(at) if n in blamed}
        told = [c._replace(explains=(*c.explains, *(at for at, by in known.items() if by is c))) for c in found]
        return [*told, *self.unexplained([at for at in rest.case if at not in known])]

    def plan(self, stage: _Stage, choose: _Choice) -> tuple[list[Cause], _Stage]:
        """Return the causes found one after the other, and what no figure explains."""
        found = []
        while stage.case and (blamable := self.without_lots(suspects := self.suspects(stage))):
            best = choose(stage, blamable)
            after, explained = self.after(stage, best)
            found.append(_cause(best, explained, suspects, stage.changes))
            stage = after
        return found, stage

    def choice(self, stage: _Stage, suspects: Sequence[_Suspect]) -> _Suspect:
        """Return the suspect that explains the most; of equals the one that leaves the fewest causes for the rest."""
        best = max(suspects, key=_score)
        if len(best.explains) == len(stage.case) or len(stage.case) > _LARGE:
            return best
        others = sorted((suspect for suspect in suspects if suspect is not best), key=_score, reverse=True)
        equals = [other for other in others[:_LOOKED_AT] if len(other.explains) == len(best.explains)]
        return min([best, *equals], key=lambda suspect: self.cost(stage, suspect)) if equals else best

    def cost(self, stage: _Stage, first: _Suspect) -> tuple[int, int, int]:
        """Return how many further causes a stage needs if this one comes first, how many are inputs, and all places."""
        found, rest = self.plan(self.after(stage, first)[0], lambda _, suspects: max(suspects, key=_score))
        needed = sum(any(map(self.is_broken, cause.explains)) for cause in found)
        inputs = (first.own is None) + sum(cause.own is None for cause in found)
        places = len(first.places) + sum(1 + len(cause.copies) for cause in found)
        return needed + sum(map(self.is_broken, rest.case)), inputs, places

    def is_broken(self, at: int) -> bool:
        """Return whether a relation contradicts itself as printed; a number cut off is a lesser matter."""
        return self.judgement.verdicts[at].outcome is Outcome.BROKEN

    def after(self, stage: _Stage, best: _Suspect) -> tuple[_Stage, tuple[int, ...]]:
        """Return what remains once a suspect is blamed, and the relations it explains."""
        changes = {**stage.changes, **self.changed(best.places, best.repair.figure)}
        explained = {*best.explains, *(at for at in stage.case if self.restored(at, changes))}
        rest = tuple(at for at in stage.case if at not in explained)
        touched = {n for at in self.relations_of(best.places) for n in self.judgement.numbers(at)}
        known = {places: found for places, found in stage.repairs.items() if touched.isdisjoint(places)}
        return _Stage(rest, changes, stage.cleared.union(best.places), known), tuple(sorted(explained))

    def suspects(self, stage: _Stage) -> list[_Suspect]:
        """Return the figures whose change explains some of the case; who cannot explain the most is left out."""
        members = set(stage.case)
        figures = {self.places_of(n) for at in stage.case for n in self.judgement.numbers(at) if n not in stage.cleared}
        reach = {places: sum(at in members for at in self.relations_of(places)) for places in figures}
        found: list[_Suspect] = []
        most = 1
        for places in sorted(figures, key=lambda places: (-reach[places], self.rank(places[0]))):
            if reach[places] < most:
                break
            repairs = stage.repairs.get(places)
            if repairs is None:
                repairs = stage.repairs[places] = tuple(self.repairs(places, members, stage.changes))
            found += repairs
            most = max([most, *(len(suspect.explains) for suspect in repairs)])
        return found

    def without_lots(self, found: Sequence[_Suspect]) -> list[_Suspect]:
        """Return the suspects without the addends of a sum that only a lot could tell, or that are borne out."""
        alike = Counter(key for suspect in found if (key := self.lot(suspect)))
        told = (suspect for suspect in found if alike[self.lot(suspect)] < _A_LOT)
        return [suspect for suspect in told if not (suspect.contradicts and self.is_one_of_many(suspect))]

    def is_one_of_many(self, suspect: _Suspect) -> bool:
        """Return whether a suspect is only an addend of long sums."""
        relations = [self.judgement.relations[at] for at in suspect.explains]
        return all(isinstance(one.form, Linear) and len(one.terms) >= _A_LOT for one in relations)

    def lot(self, suspect: _Suspect) -> tuple[object, ...]:
        """Return what the addends of one sum share that are suspected of nothing but it, nothing for others."""
        if suspect.own is not None or len(suspect.explains) > 1 or len(suspect.places) > 1:
            return ()
        return suspect.explains, suspect.score[1:6]

    def repairs(self, places: tuple[int, ...], case: set[int], changes: Changes) -> Iterator[_Suspect]:
        """Yield the repairs of a figure that restore some of the case and break nothing, one for what each restores."""
        if any(self.judgement.figures[place] is None for place in places):
            return
        relations = self.relations_of(places)
        failing = [at for at in relations if at in case]
        holding = [at for at in relations if self.judgement.verdicts[at].outcome is Outcome.HOLDS]
        kept = [at for at in holding if not self.follows(at, places)]
        seen: set[tuple[int, ...]] = {()}
        for figure in self.proposals(places, failing, changes):
            trials = self.trials(places, figure, changes)
            if all(self.restored(at, *trials) for at in kept):
                explains = tuple(at for at in failing if self.restored(at, *trials))
                if explains not in seen:
                    seen.add(explains)
                    own = next((at for at in explains if self.defines(at, places)), None)
                    number = places[0] if own is None else self.judgement.targets[own]
                    spared = sum(self.restored(at, *trials) for at in holding) - len(holding)
                    score = self.score(explains, own, spared, kept, places)
                    yield _Suspect(places, Repair(number, figure), explains, own, score, own is None and spared < 0)

    def trials(self, places: Sequence[int], figure: Figure, changes: Changes) -> list[Changes]:
        """Return the repair on the page as it is printed, and together with the repairs before it."""
        alone = self.changed(places, figure)
        return [alone, {**changes, **alone}] if changes else [alone]

    def score(
        self, explains: Sequence[int], own: int | None, spared: int, kept: Sequence[int], places: Sequence[int]
    ) -> tuple[float, ...]:
        """Return what makes one suspect better than another, the weightiest first."""
        broken = sum(map(self.is_broken, explains))
        followed = any(self.judgement.targets[at] in places for at in explains)
        table, row, column = self.rank(places[0])
        return len(explains), broken, own is not None, spared, -len(kept), -len(places), followed, -table, -row, -column

    def defines(self, at: int, places: Sequence[int]) -> bool:
        """Return whether a relation computes the figure at one of its places."""
        return self.judgement.relations[at].form.computes and self.judgement.targets[at] in places

    def follows(self, at: int, places: Sequence[int]) -> bool:
        """Return whether a relation computes a rounded number from the figure, which would then change with it."""
        target = self.judgement.targets[at]
        rounded_result = target not in places and not self.judgement.figure(target).exact
        return rounded_result and self.judgement.relations[at].form.computes

    def restored(self, at: int, *trials: Changes) -> bool:
        """Return whether a relation holds in one of these trials."""
        return any(self.judgement.verdict_with(at, trial).outcome is Outcome.HOLDS for trial in trials)

    def changed(self, places: Iterable[int], figure: Figure) -> dict[int, Figure]:
        """Return the figure's places, each as it would be printed with the repaired value."""
        return {place: self.judgement.figure(place).at(figure.value) for place in places}

    def proposals(self, places: tuple[int, ...], failing: Sequence[int], changes: Changes) -> Iterator[Figure]:
        """Yield how the figure would have to be printed, for each failing relation and for as many as go together."""
        figure = self.judgement.figure(places[0])
        readings = [{}, changes] if changes else [changes]
        wanted = [want for given in readings for at in failing if (want := self.required(at, places, given))]
        values = [plain for _, plain in wanted] + [span.middle() for span in _overlaps([span for span, _ in wanted])]
        for value in dict.fromkeys(rounded(value, figure.decimals) for value in values):
            if value != figure.value:
                yield figure.at(value)

    def required(self, at: int, places: Sequence[int], changes: Changes) -> tuple[Interval, Decimal] | None:
        """Return what an equation asks of a figure, from the readings of the others and from their printed values."""
        judgement, form = self.judgement, self.judgement.relations[at].form
        readings = judgement.readings(at, changes)
        target = changes.get(judgement.targets[at]) or judgement.figures[judgement.targets[at]]
        positions = [at for at, number in enumerate(judgement.inputs[at]) if number in places]
        if readings is None or target is None or isinstance(form, AtMost | NotNegative):
            return None
        values = [exactly(figure.value) for figure in self.inputs_of(at, changes)]
        if judgement.targets[at] in places:
            span, plain = (None, None) if positions else (form.recompute(readings), form.recompute(values))
        elif len(positions) == 1:
            span = form.required(positions[0], target.tight, readings)
            plain = form.required(positions[0], exactly(target.value), values)
        else:
            return None
        return span and (span, plain.middle() if plain else span.middle())

    def inputs_of(self, at: int, changes: Changes) -> list[Figure]:
        """Return the figures of a relation's terms, repaired where a change says so."""
        return [changes.get(number) or self.judgement.figure(number) for number in self.judgement.inputs[at]]

    def unexplained(self, case: Sequence[int]) -> Iterator[Cause]:
        """Yield what no single figure explains, each contradiction once, at the number that was to follow."""
        alike: dict[object, list[int]] = {}
        for at in case:
            same = isinstance(self.judgement.relations[at].form, Same)
            key = frozenset(self.places_of(number) for number in self.judgement.numbers(at)) if same else at
            alike.setdefault(key, []).append(at)
        for at, *others in alike.values():
            number = self.judgement.targets[at]
            own = at if self.judgement.relations[at].form.computes else None
            want = self.required(at, (number,), {})
            figure = self.judgement.figure(number)
            repair = Repair(number, figure.at(rounded(want[1], figure.decimals))) if want else None
            yield Cause(number, (at, *others), own, repair)


def _cause(best: _Suspect, explained: tuple[int, ...], suspects: Sequence[_Suspect], given: Changes) -> Cause:
    """Return the best suspect as the cause, with the repairs that restore as much in no more places."""
    others = sorted((suspect for suspect in suspects if suspect is not best), key=_score, reverse=True)
    alternatives = [s.repair for s in others if s.explains == best.explains and len(s.places) <= len(best.places)]
    copies = tuple(place for place in best.places if place != best.repair.number)
    return Cause(best.repair.number, explained, best.own, best.repair, copies, tuple(alternatives), given)


def _score(suspect: _Suspect) -> tuple[float, ...]:
    return suspect.score


def _copies(judgement: Judgement) -> dict[int, list[int]]:
    """Return for each number that is printed in several places, and agrees, all its places."""
    groups: dict[int, list[int]] = {}
    for at, relation in enumerate(judgement.relations):
        if isinstance(relation.form, Same) and judgement.verdicts[at].outcome is Outcome.HOLDS:
            one, other = judgement.targets[at], judgement.inputs[at][0]
            if judgement.figure(one).value == judgement.figure(other).value:
                joined = list(dict.fromkeys([*groups.get(one, [one]), *groups.get(other, [other])]))
                groups.update(dict.fromkeys(joined, joined))
    return groups


def _overlaps(spans: Sequence[Interval]) -> Iterator[Interval]:
    """Yield what the spans have in common, those first that most of them share."""
    shared = [(sum(other.holds(span.low) for other in spans), span.low) for span in spans]
    for _, low in sorted(shared, reverse=True):
        high = min(span.high for span in spans if span.holds(low))
        yield Interval(low, high)
