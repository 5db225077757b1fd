"""Which printed numbers are to blame when relations fail: the fewest whose change restores them.

Relations that fail and share a number form a case. Places that print the same figure and agree
count as one number. A number is suspected when another value would restore relations of the case
without breaking one that holds; a percentage computed from it may change with it. The suspect that
restores the most is the cause, and what it leaves unexplained is looked at again. Where one is not
enough, the fewest that explain the whole case together are sought. Of equally few the likeliest are
chosen: those that a typing error explains, or that are computed from others; those that their own
row confirms come last.

What a number should print follows from the page as it is printed, and from a repair before it only
where that restores several relations: a guess is no ground for another.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10
from types import MappingProxyType
from typing import NamedTuple

from validate.constraints.evaluation import VIOLATED, Evaluation, RelationStatus
from validate.constraints.intervals import INFINITY, Interval, rounded
from validate.constraints.printed_numbers import PrintedNumber
from validate.constraints.relation_graph import Changes, Places, RelationGraph
from validate.constraints.relations import Equality, Linear
from validate.diagnosis.error_patterns import (
    ErrorHypothesis,
    NearbyNumber,
    error_hypothesis,
    nearby_numbers,
)
from validate.diagnosis.minimal_repair import MinimalRepairSearch, RepairStep
from validate.findings import CellRef


@dataclass(frozen=True, slots=True)
class RootCausesSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Suspects looked at in one document, after which only one number at a time is sought, and
    # after which none is: tables made to keep us busy. A report of 80 rows with six errors needs
    # some hundred.
    enough: int = 8_000  # count; 17fd614
    too_many: int = 40_000  # count; 17fd614
    # figures that a look around costs as much as one suspect looked at
    glances: int = 20  # count; 17fd614
    # of suspects that explain equally much, so many are followed to the end
    looked_at: int = 4  # count; a223b62
    # What supports a repair and against it, as powers of ten: that the number is computed from
    # others; each rounded number that agrees with it as it is printed; each relation that holds
    # either way; each further place that prints it.
    computed: float = 1.1  # power of ten; 859ee0b
    spared: float = 0.4  # power of ten; 859ee0b
    kept: float = 0.5  # power of ten; 859ee0b
    place: float = 0.5  # power of ten; 859ee0b
    # of other numbers or pairs that explain as much, so many are shown
    shown: int = 12  # count; b943564
    # a repair that restores so many relations is no guess
    confirmed: int = 2  # count; b943564
    # of a case of more relations, only the suspect that explains the most is followed
    large: int = 24  # count; 57f210a
    # so many addends of one sum, with nothing to choose between them, and the sum is named
    a_lot: int = 3  # count; 7775f3b
    # of which none is likelier than others by as much as this, as a power of ten
    telling: float = 1.0  # power of ten; fad2926


_SETTINGS = RootCausesSettings()


# where that is in a score
_LIKELY = 3


class Repair(NamedTuple):
    """A number, by its index in the judgement, how it would have to be printed, and how it came to
    be printed wrong.

    `along` is the other number, as it would have to be printed, without which this repair does not
    restore everything.
    """

    number: int
    figure: PrintedNumber
    guess: ErrorHypothesis = ErrorHypothesis(0)
    along: tuple[int, PrintedNumber] | None = None


class RootCause(NamedTuple):
    """A number to blame, the failing relations that its change restores, and equally small repairs.

    `own` is the relation that computes it, where that one failed. `repair` is None where no value
    is asked for or none can be determined. `copies` are other places of the same figure; `given`
    are the repairs assumed before this one. `settled` is what the number should print by all other
    relations, where the fault lies in what it is computed from.
    """

    number: int
    explains: tuple[int, ...]
    own: int | None = None
    repair: Repair | None = None
    copies: tuple[int, ...] = ()
    alternatives: tuple[Repair, ...] = ()
    given: Changes = MappingProxyType({})
    settled: PrintedNumber | None = None

    def explaining(self, relations: Iterable[int]) -> "RootCause":
        """Return the cause with further relations that it explains."""
        return self._replace(explains=(*self.explains, *relations))


class _SearchState(NamedTuple):
    """Relations of a case still to be explained, the repairs so far, and what is known of suspects.

    `cleared` are the places of figures already blamed, `repairs` the suspects among the figures
    looked at, by places.
    """

    case: tuple[int, ...]
    changes: Changes
    cleared: frozenset[int]
    repairs: dict[tuple[int, ...], tuple["_RepairCandidate", ...]]


class _RepairCandidate(NamedTuple):
    """A repair of one figure in all its places, what it restores, and how well it explains: larger
    scores first.

    `contradicts` states that a rounded number, which follows from the figure as it is printed,
    confirms it.
    """

    places: tuple[int, ...]
    repair: Repair
    explains: tuple[int, ...]
    own: int | None
    score: tuple[float, ...]
    contradicts: bool = False

    @property
    def likely(self) -> float:
        """How likely the repair is, as a power of ten."""
        return self.score[_LIKELY]


_Choice = Callable[[_SearchState, Sequence[_RepairCandidate]], _RepairCandidate]


def root_causes(judgement: Evaluation) -> Iterator[RootCause]:
    """Yield the causes of all relations that fail, case by case in the order of the rules."""
    failing = [at for at, verdict in enumerate(judgement.verdicts) if verdict.outcome in VIOLATED]
    if failing:
        inquiry = _Diagnoser(RelationGraph(judgement, failing))
        for case in inquiry.network.cases(failing):
            yield from inquiry.causes_of(case)


def _is_arbitrary(suspects: Sequence[_RepairCandidate]) -> bool:
    """Return whether several of these are about as likely as the likeliest."""
    best = max(suspect.likely for suspect in suspects)
    return sum(suspect.likely > best - _SETTINGS.telling for suspect in suspects) >= _SETTINGS.a_lot


class _Diagnoser:
    """Looks for the causes of failing relations."""

    def __init__(self, network: RelationGraph) -> None:
        self.network = network
        self.looked_at = 0

    def causes_of(self, case: Sequence[int]) -> list[RootCause]:
        """Return the causes of one case: the figure that explains the most, then what explains the
        rest.
        """
        found, rest = self.plan(_start(case), self.choice)
        # what still fails at a number already blamed is not reported twice
        known = self.at_blamed(rest.case, found)
        sums = list(self.still_open(known, rest.changes))
        again = {at for cause in sums for at in cause.explains}
        greedily = []
        for cause in found:
            further = (at for at, by in known.items() if by is cause and at not in again)
            greedily.append(cause.explaining(further))
        left = list(self.unexplained([at for at in rest.case if at not in known]))
        greedily += left
        close = self.looked_at < _SETTINGS.enough and self.number_needed(greedily) > 1
        # sums that stay open are no reason to look for more numbers to blame
        return (close and self.together(case, len(greedily) + bool(left))) or [
            *self.confirmed(greedily),
            *sums,
        ]

    def at_blamed(self, case: Iterable[int], causes: Sequence[RootCause]) -> dict[int, RootCause]:
        """Return the cause that blames a number of each of these relations, where one does."""
        blamed = {place: cause for cause in causes for place in (cause.number, *cause.copies)}
        numbers = self.network.judgement.numbers
        return {at: blamed[number] for at in case for number in numbers(at) if number in blamed}

    def number_needed(self, causes: Sequence[RootCause]) -> int:
        """Return how many of these causes explain a relation that is broken, and not merely
        uncertain.
        """
        return sum(any(map(self.network.is_broken, cause.explains)) for cause in causes)

    def confirmed(self, found: Sequence[RootCause]) -> list[RootCause]:
        """Return the causes without those that rest on other numbers to blame, and are confirmed by
        their repairs.

        Two repairs that restore together what neither restores alone confirm each other: what was
        computed from both is right as it is printed, and fails only because of them.
        """
        kept = list(found)
        needed: set[int] = set()
        for cause in found:
            repairs = self.repaired_beside(cause, kept)
            if (
                len(repairs) > 1
                and cause.number not in needed
                and self.restore_together(cause, repairs.values())
            ):
                needed.update(repairs)
                rest = [other for other in kept if other is not cause]
                kept = [
                    other.explaining(cause.explains) if other.number in repairs else other
                    for other in rest
                ]
        return kept

    def repaired_beside(self, cause: RootCause, among: Sequence[RootCause]) -> dict[int, RootCause]:
        """Return the causes with a repair whose numbers are in the relations that a cause explains,
        by number.
        """
        numbers = self.network.judgement.numbers
        beside = {number for at in cause.explains for number in numbers(at)} - {cause.number}
        return {other.number: other for other in among if other.repair and other.number in beside}

    def restore_together(self, cause: RootCause, repaired: Iterable[RootCause]) -> bool:
        """Return whether the repairs of some causes restore all that another one explains."""
        changes: dict[int, PrintedNumber] = {}
        for other in repaired:
            if other.repair:
                changes |= self.network.changed((other.number, *other.copies), other.repair.figure)
        return all(self.network.restored(at, changes) for at in cause.explains)

    def together(self, case: Sequence[int], than: int) -> list[RootCause]:
        """Return the causes that explain a case together: two, or else fewer than so many; none
        where none were found.

        Of equally many the likeliest are reported, and the others are alternatives.
        """
        search = MinimalRepairSearch(self.network, case)
        pairs = sorted(
            (self.suspected(case, steps) for steps in search.pairs()), key=_together, reverse=True
        )
        if pairs:
            return self.told(case, pairs[0], pairs[1 : 1 + _SETTINGS.shown])
        steps = search.fewer(than)
        return self.told(case, self.suspected(case, steps), []) if steps else []

    def suspected(
        self, case: Sequence[int], steps: Sequence[RepairStep]
    ) -> tuple[_RepairCandidate, ...]:
        """Return the figures of a set as suspects, in the order in which they can be determined."""
        suspects, members = [], set(case)
        for places, figure, given in steps:
            touched = [at for at in self.network.relations_of(places) if at in members]
            trials = self.trials(places, figure, given)
            explains = tuple(at for at in touched if self.network.restored(at, *trials))
            suspects.append(self.suspect(places, figure, explains or tuple(touched), given))
        return tuple(suspects)

    def told(
        self,
        case: Sequence[int],
        best: Sequence[_RepairCandidate],
        others: Sequence[Sequence[_RepairCandidate]],
    ) -> list[RootCause]:
        """Return the causes of a case that a set of suspects explains, with other sets as their
        alternatives.
        """
        stage, found = _start(case), []
        alternatives = _alternatives(best, others)
        guessed: set[int] = set()
        for suspect, instead in zip(best, alternatives, strict=True):
            after, explained = self.after(stage, suspect)
            printed = self.from_print(suspect, guessed)
            cause = _root_cause(printed, explained or suspect.explains, [], stage.changes)
            if len(suspect.explains) < _SETTINGS.confirmed:
                guessed.update(suspect.places)
            found.append(cause._replace(alternatives=instead))
            stage = after
        return found

    def from_print(self, suspect: _RepairCandidate, guessed: set[int]) -> _RepairCandidate:
        """Return a suspect with what it should print by the page as it is, where its repair rests
        on a guess.
        """
        numbers, figure = self.network.judgement.numbers, suspect.repair.figure
        doubtful = [at for at in suspect.explains if guessed.intersection(numbers(at))]
        asked = {at: self.network.required(at, suspect.places, {}) for at in suspect.explains}
        sure = (want for at, want in asked.items() if want and at not in doubtful)
        if not doubtful or any(want[0].holds(figure.value) for want in sure):
            return suspect
        want = next((asked[at] for at in doubtful if asked[at]), None)
        if want is None:
            return suspect
        return suspect._replace(
            repair=suspect.repair._replace(figure=figure.at(rounded(want[1], figure.decimals)))
        )

    def plan(self, stage: _SearchState, choose: _Choice) -> tuple[list[RootCause], _SearchState]:
        """Return the causes found one after the other, and what no figure explains."""
        found = []
        while (
            stage.case
            and self.looked_at < _SETTINGS.too_many
            and (suspects := self.suspects(stage))
        ):
            if not (blamable := self.without_lots(suspects)):
                break
            best = choose(stage, blamable)
            after, explained = self.after(stage, best)
            found.append(_root_cause(best, explained, suspects, stage.changes))
            stage = after
        return found, stage

    def choice(self, stage: _SearchState, suspects: Sequence[_RepairCandidate]) -> _RepairCandidate:
        """Return the suspect that explains the most; of equals the one that leaves the fewest
        causes for the rest.
        """
        best = max(suspects, key=_score)
        if (
            len(best.explains) == len(stage.case)
            or len(stage.case) > _SETTINGS.large
            or self.looked_at > _SETTINGS.enough
        ):
            return best
        others = sorted(
            (suspect for suspect in suspects if suspect is not best), key=_score, reverse=True
        )
        equals = [
            other
            for other in others[: _SETTINGS.looked_at]
            if len(other.explains) == len(best.explains)
        ]
        return (
            min([best, *equals], key=lambda suspect: self.cost(stage, suspect)) if equals else best
        )

    def cost(self, stage: _SearchState, first: _RepairCandidate) -> tuple[int, int, int]:
        """Return how many further causes a stage needs if this one comes first, how many are
        inputs, and all places.
        """
        found, rest = self.plan(
            self.after(stage, first)[0], lambda _, suspects: max(suspects, key=_score)
        )
        needed = self.number_needed(found)
        inputs = (first.own is None) + sum(cause.own is None for cause in found)
        places = len(first.places) + sum(1 + len(cause.copies) for cause in found)
        return needed + sum(map(self.network.is_broken, rest.case)), inputs, places

    def after(
        self, stage: _SearchState, best: _RepairCandidate
    ) -> tuple[_SearchState, tuple[int, ...]]:
        """Return what remains once a suspect is chosen, and the relations it explains."""
        changes = {**stage.changes, **self.network.changed(best.places, best.repair.figure)}
        explained = {
            *best.explains,
            *(at for at in stage.case if self.network.restored(at, changes)),
        }
        if len(best.explains) < _SETTINGS.confirmed:
            changes = dict(stage.changes)
        rest = tuple(at for at in stage.case if at not in explained)
        touched = {
            n
            for at in self.network.relations_of(best.places)
            for n in self.network.judgement.numbers(at)
        }
        known = {
            places: found for places, found in stage.repairs.items() if touched.isdisjoint(places)
        }
        return _SearchState(rest, changes, stage.cleared.union(best.places), known), tuple(
            sorted(explained)
        )

    def suspects(self, stage: _SearchState) -> list[_RepairCandidate]:
        """Return the figures whose change explains some of the case; who cannot explain the most is
        left out.
        """
        members = set(stage.case)
        figures = {
            self.network.places_of(n)
            for at in stage.case
            for n in self.network.judgement.numbers(at)
            if n not in stage.cleared
        }
        reach = {
            places: sum(map(members.__contains__, self.network.relations_of(places)))
            for places in figures
        }
        self.looked_at += len(figures) // _SETTINGS.glances
        found: list[_RepairCandidate] = []
        most = 1
        for places in sorted(
            figures, key=lambda places: (-reach[places], self.network.rank(places[0]))
        ):
            if reach[places] < most:
                break
            repairs = stage.repairs.get(places)
            if repairs is None:
                self.looked_at += 1
                repairs = stage.repairs[places] = tuple(
                    self.repairs(places, members, stage.changes)
                )
            found += repairs
            most = max([most, *(len(suspect.explains) for suspect in repairs)])
        return found

    def without_lots(self, found: Sequence[_RepairCandidate]) -> list[_RepairCandidate]:
        """Return the suspects without the addends of a sum that could only be chosen arbitrarily,
        or that are confirmed.
        """
        addends: dict[tuple[int, ...], list[_RepairCandidate]] = defaultdict(list)
        for suspect in found:
            if suspect.own is None and len(suspect.explains) == len(suspect.places) == 1:
                addends[suspect.explains].append(suspect)
        lots = {sums for sums, suspects in addends.items() if _is_arbitrary(suspects)}
        told = (
            suspect
            for suspect in found
            if not (suspect.explains in lots and suspect in addends[suspect.explains])
        )
        return [
            suspect
            for suspect in told
            if not (suspect.contradicts and self.is_one_of_many(suspect))
        ]

    def is_one_of_many(self, suspect: _RepairCandidate) -> bool:
        """Return whether a suspect is only an addend of long sums."""
        relations = [self.network.judgement.relations[at] for at in suspect.explains]
        return all(
            isinstance(one.form, Linear) and len(one.terms) >= _SETTINGS.a_lot for one in relations
        )

    def repairs(
        self, places: tuple[int, ...], case: set[int], changes: Changes
    ) -> Iterator[_RepairCandidate]:
        """Yield the repairs of a figure that restore some of the case and break nothing, one for
        what each restores.
        """
        if any(self.network.judgement.figures[place] is None for place in places):
            return
        relations = self.network.relations_of(places)
        failing = [at for at in relations if at in case]
        kept = self.kept(places)
        seen: set[tuple[int, ...]] = {()}
        for figure in self.network.proposals(places, failing, changes):
            trials = self.trials(places, figure, changes)
            if all(self.network.restored(at, *trials) for at in kept):
                explains = tuple(at for at in failing if self.network.restored(at, *trials))
                if explains not in seen:
                    seen.add(explains)
                    yield self.suspect(places, figure, explains, changes)

    def suspect(
        self, places: Places, figure: PrintedNumber, explains: tuple[int, ...], changes: Changes
    ) -> _RepairCandidate:
        """Return a repair of a figure as a suspect."""
        trials, holding = self.trials(places, figure, changes), self.holding(places)
        spared = sum(self.network.restored(at, *trials) for at in holding) - len(holding)
        own = next((at for at in explains if self.network.defines(at, places)), None)
        number = places[0] if own is None else self.network.judgement.targets[own]
        repair = Repair(number, figure, self.guess(places, figure.value, explains, changes, own))
        likely = self.likely(repair, own, spared, self.kept(places), places)
        contradicts = own is None and spared < 0
        score = self.score(explains, likely, places, borne_out=contradicts)
        return _RepairCandidate(places, repair, explains, own, score, contradicts)

    def holding(self, places: Places) -> list[int]:
        """Return the relations of a figure that hold as it is printed."""
        verdicts = self.network.judgement.verdicts
        return [
            at
            for at in self.network.relations_of(places)
            if verdicts[at].outcome is RelationStatus.HOLDS
        ]

    def kept(self, places: Places) -> list[int]:
        """Return the relations of a figure that a repair must not break: what is rounded from it
        changes with it.
        """
        return [at for at in self.holding(places) if not self.network.follows(at, places)]

    def trials(
        self, places: Sequence[int], figure: PrintedNumber, changes: Changes
    ) -> list[Changes]:
        """Return the repair on the page as it is printed, and together with the repairs
        before it.
        """
        alone = self.network.changed(places, figure)
        return [alone, {**changes, **alone}] if changes else [alone]

    def guess(
        self,
        places: Places,
        wanted: Decimal,
        explains: Sequence[int],
        changes: Changes,
        own: int | None,
    ) -> ErrorHypothesis:
        """Return how the figure came to be printed in place of one that the relations ask for."""
        number = places[0] if own is None else self.network.judgement.targets[own]
        figure, term = self.network.judgement.figure(number), self.network.judgement.terms[number]
        span = Interval(-INFINITY, INFINITY)
        for at in explains:
            if want := self.network.required(at, places, changes):
                span = span.common(want[0]) or span
        beside: tuple[NearbyNumber, ...] = ()
        if isinstance(term, CellRef):
            beside = nearby_numbers(
                self.network.judgement.lookup.tables[term.table], term.row, term.column
            )
        return error_hypothesis(figure, wanted, span, beside, computed=own is not None)

    def likely(
        self,
        repair: Repair,
        own: int | None,
        spared: int,
        kept: Sequence[int],
        places: Sequence[int],
    ) -> float:
        """Return how likely a repair is, as a power of ten: by the slip it supposes, and by what
        contradicts it.
        """
        against = (
            _SETTINGS.spared * -spared
            + _SETTINGS.kept * len(kept)
            + _SETTINGS.place * (len(places) - 1)
        )
        return log10(repair.guess.chance) + _SETTINGS.computed * (own is not None) - against

    def score(
        self, explains: Sequence[int], likely: float, places: Sequence[int], *, borne_out: bool
    ) -> tuple[float, ...]:
        """Return what makes one suspect better than another, the weightiest first."""
        broken = sum(map(self.network.is_broken, explains))
        followed = any(self.network.judgement.targets[at] in places for at in explains)
        table, row, column = self.network.rank(places[0])
        return len(explains), broken, -borne_out, likely, followed, -table, -row, -column

    def unexplained(self, case: Sequence[int]) -> Iterator[RootCause]:
        """Yield what no single figure explains, each contradiction once, at the number that was to
        follow.
        """
        alike: dict[object, list[int]] = {}
        for at in case:
            same = isinstance(self.network.judgement.relations[at].form, Equality)
            key = (
                frozenset(
                    self.network.places_of(number) for number in self.network.judgement.numbers(at)
                )
                if same
                else at
            )
            alike.setdefault(key, []).append(at)
        for at, *others in alike.values():
            number = self.network.judgement.targets[at]
            own = at if self.network.judgement.relations[at].form.computes else None
            want = self.network.required(at, (number,), {})
            figure = self.network.judgement.figure(number)
            repair = Repair(number, figure.at(rounded(want[1], figure.decimals))) if want else None
            settled = figure if self.is_borne_out(number) else None
            yield RootCause(number, (at, *others), own, repair, settled=settled)

    def is_borne_out(self, number: int) -> bool:
        """Return whether a relation that holds, and is more than a bound, supports a figure as it
        is printed.
        """
        holding = self.holding(self.network.places_of(number))
        return any(self.network.judgement.relations[at].confirms for at in holding)

    def still_open(self, relations: Iterable[int], changes: Changes) -> Iterator[RootCause]:
        """Yield the sums that fail although their total is right, or put right: one of their parts
        is wrong too.
        """
        judgement = self.network.judgement
        for at in relations:
            number = judgement.targets[at]
            figure = changes.get(number) or (
                judgement.figure(number) if self.is_borne_out(number) else None
            )
            is_sum = isinstance(judgement.relations[at].form, Linear) and self.network.is_broken(at)
            if figure and is_sum and (want := self.network.required(at, (number,), changes)):
                repair = Repair(number, figure.at(rounded(want[1], figure.decimals)))
                yield RootCause(number, (at,), at, repair, given=changes, settled=figure)


def _start(case: Sequence[int]) -> _SearchState:
    return _SearchState(tuple(case), {}, frozenset(), {})


def _key(suspect: _RepairCandidate) -> tuple[Places, Decimal]:
    return suspect.places, suspect.repair.figure.value


def _together(suspects: Sequence[_RepairCandidate]) -> tuple[int, float]:
    """Return how many of several suspects their rows do not confirm, and how likely they are, as a
    power of ten.
    """
    return -sum(suspect.contradicts for suspect in suspects), sum(
        suspect.likely for suspect in suspects
    )


def _alternatives(
    best: Sequence[_RepairCandidate], others: Sequence[Sequence[_RepairCandidate]]
) -> list[tuple[Repair, ...]]:
    """Return for each suspect what may be changed in its place, according to other sets that
    explain as much.
    """
    instead: list[dict[int, Repair]] = [{} for _ in best]
    known = set(map(_key, best))
    for other in others:
        kept, taken = {each.places for each in best}, {each.places for each in other}
        replaced = [at for at, each in enumerate(best) if each.places not in taken]
        further = [each for each in other if each.places not in kept]
        for at, suspect in zip(replaced, further, strict=False):
            beside = next(
                (two.repair for two in other if two is not suspect and _key(two) not in known), None
            )
            repair = suspect.repair._replace(along=beside and (beside.number, beside.figure))
            instead[at].setdefault(repair.number, repair)
    return [tuple(repairs.values()) for repairs in instead]


def _root_cause(
    best: _RepairCandidate,
    explained: tuple[int, ...],
    suspects: Sequence[_RepairCandidate],
    given: Changes,
) -> RootCause:
    """Return the best suspect as the cause, with the repairs that restore as much in no more
    places.
    """
    others = sorted(
        (suspect for suspect in suspects if suspect is not best), key=_score, reverse=True
    )
    alternatives = [
        s.repair
        for s in others
        if s.explains == best.explains and len(s.places) <= len(best.places)
    ]
    copies = tuple(place for place in best.places if place != best.repair.number)
    return RootCause(
        best.repair.number,
        explained,
        best.own,
        best.repair,
        copies,
        tuple(alternatives[: _SETTINGS.shown]),
        given,
    )


def _score(suspect: _RepairCandidate) -> tuple[float, ...]:
    return suspect.score
