"""From a cause to the violation it is: its rule, the sum written out, evidence, followers and
alternatives.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from normalize.values.amounts import Amount, AmountNote
from validate.audit_context import AuditContext
from validate.constraints.evaluation import Evaluation, RelationStatus, plain
from validate.constraints.intervals import exactly, rounded
from validate.constraints.printed_numbers import PrintedNumber
from validate.constraints.relations import Equality, Equation, NotNegative, UpperBound
from validate.diagnosis import wording
from validate.diagnosis.consequences import Consequences, is_total
from validate.diagnosis.root_causes import Repair, RootCause
from validate.diagnosis.severity_assignment import severity_of_violation
from validate.diagnosis.severity_scale import Consequence
from validate.diagnosis.wording import Wording, WrittenSum
from validate.findings import (
    Alternative,
    CellRef,
    Certainty,
    Follower,
    Message,
    PrintedValue,
    Severity,
    Violation,
)
from validate.profile.profile import Profile
from validate.rule import Breach, Rule

# forms of print that we may have misread ourselves
_DOUBTFUL = {
    AmountNote.BROKEN_GROUPING,
    AmountNote.LETTER_DIGIT,
    AmountNote.STRAY_MARK,
    AmountNote.THREE_DECIMALS,
}


class FindingBuilder:
    """Reports the violations of a judgement; of several rules that one breaks, the most severe
    names it.
    """

    def __init__(
        self, context: AuditContext, judgement: Evaluation, rules: Iterable[Rule], profile: Profile
    ) -> None:
        self.judgement = judgement
        self.consequences = Consequences(context, judgement)
        self.rules = {rule.id: rule for rule in rules}
        self.profile = profile
        self._comparisons = [
            at
            for at, relation in enumerate(judgement.relations)
            if isinstance(relation.form, Equality)
        ]
        targets = zip(judgement.relations, judgement.targets, strict=True)
        self._computed = {target for relation, target in targets if relation.form.computes}
        totals = zip(judgement.relations, judgement.inputs, strict=True)
        self._addends = {
            number for relation, inputs in totals if is_total(relation) for number in inputs
        }

    def breach(self, cause: RootCause, mentions: Sequence[Follower] = ()) -> Breach:
        """Return what a cause breaks; `mentions` are the places in running text that repeat its
        number.
        """
        shown, naming = self.shown(cause), self.naming(cause)
        sum_ = self.sum(cause, shown)
        said = self.said(cause, shown, sum_)
        violation = Violation(
            spot=self.spot(cause.number),
            message=said.message,
            clause=said.clause,
            expected=sum_.result if sum_ else None,
            formula=sum_.formula
            if sum_ and not isinstance(self.judgement.relations[shown].form, Equality)
            else None,
            evidence=tuple(
                self.spot(number)
                for number in self.judgement.numbers(shown)
                if number != cause.number
            ),
            followers=tuple(self.followers(cause, mentions)),
            alternatives=tuple(self.alternatives(cause)),
            why=self.why(cause.repair) if cause.repair and not self.is_cut(shown) else None,
            consequence=None
            if self.rule(naming).customary
            else self.consequence(cause, shown, len(mentions)),
            certainty=Certainty.READING_DOUBT
            if self.is_doubtful(cause, shown)
            else Certainty.INCONSISTENT,
        )
        return Breach(self.rule(naming), violation)

    def uncertain(self, at: int) -> Breach:
        """Return the breach of a relation that holds only when rounded numbers are read loosely, or
        that is capped.
        """
        judgement, relation = self.judgement, self.judgement.relations[at]
        figure = judgement.figure(judgement.targets[at])
        value = plain(judgement.lookup, relation)
        written = relation.form.written(
            [judgement.figure(term).printed for term in judgement.inputs[at]]
        )
        sum_ = WrittenSum(written, figure.print(figure.value if value is None else value))
        say = (
            wording.perhaps_capped if figure.value in relation.caps else wording.agrees_only_loosely
        )
        said = say(figure.printed, sum_)
        violation = Violation(
            spot=self.spot(judgement.targets[at]),
            message=said.message,
            clause=said.clause,
            expected=sum_.result,
            formula=sum_.formula,
            evidence=tuple(self.spot(term) for term in judgement.inputs[at]),
            consequence=self.loose_consequence(at, figure.value if value is None else value),
            certainty=Certainty.UNVERIFIABLE,
        )
        return Breach(self.rule(at), violation)

    # Which rule, and how heavy --------------------------------------------------------------------

    def naming(self, cause: RootCause) -> int:
        """Return the relation that names the finding: the one that computes the number, or the most
        severe.

        Of equally heavy ones, one of the rule that fails most often.
        """
        if cause.own is not None:
            return cause.own
        rules = [self.judgement.relations[at].rule for at in cause.explains]
        weights = (
            (self.weight(at).rank, rules.count(rule))
            for at, rule in zip(cause.explains, rules, strict=True)
        )
        return max(
            zip(weights, cause.explains, strict=True), key=lambda weighed: (weighed[0], -weighed[1])
        )[1]

    def consequence(self, cause: RootCause, shown: int, mentions: int) -> Consequence:
        """Return what follows from a cause, whose number running text mentions so many times."""
        limits = [
            self.weight(at)
            for at in cause.explains
            if isinstance(self.form(at), UpperBound | NotNegative)
        ]
        if cause.repair is None:
            return Consequence(declared=max(limits or map(self.weight, cause.explains), key=_rank))
        expected, same = cause.repair.figure.value, self.same_figure(cause, shown)
        return Consequence(
            declared=max(limits, key=_rank, default=None),
            deviation=self.consequences.deviation(cause.number, expected, same),
            conclusion=self.consequences.changes_conclusion(cause.number, expected, same),
            truncated=all(map(self.is_cut, cause.explains if cause.own is None else [cause.own])),
            repetitions=len(cause.copies) + mentions,
        )

    def loose_consequence(self, at: int, expected: Decimal) -> Consequence:
        """Return what follows from a number that may yet be right."""
        number = self.judgement.targets[at]
        return Consequence(deviation=self.consequences.deviation(number, expected, [number]))

    def same_figure(self, cause: RootCause, shown: int) -> list[int]:
        """Return all places that print the number of a cause, and one that should print the
        same.
        """
        places = [cause.number, *cause.copies]
        compared = self.judgement.numbers(shown) if isinstance(self.form(shown), Equality) else ()
        return [*places, *(number for number in compared if number not in places)]

    def weight(self, at: int) -> Severity:
        """Return the usual severity of the failure of a relation."""
        return severity_of_violation(self.rule(at), self.profile)

    def form(self, at: int) -> Equation:
        """Return how the target of a relation follows."""
        return self.judgement.relations[at].form

    def rule(self, at: int) -> Rule:
        """Return the rule that states a relation."""
        return self.rules[self.judgement.relations[at].rule]

    def is_cut(self, at: int) -> bool:
        """Return whether the target of a relation was cut off instead of rounded."""
        return self.judgement.verdicts[at].outcome is RelationStatus.TRUNCATED

    def is_doubtful(self, cause: RootCause, shown: int) -> bool:
        """Return whether the number, or an unconfirmed one it is derived from, may have been
        misread by us.
        """
        others = (
            number
            for number in self.judgement.numbers(shown)
            if not self.judgement.is_confirmed(number)
        )
        return any(self.is_oddly_printed(number) for number in (cause.number, *others))

    def is_oddly_printed(self, number: int) -> bool:
        """Return whether a number was printed in a way that can be read differently."""
        term = self.judgement.terms[number]
        if not isinstance(term, CellRef):
            return False
        reading = self.judgement.lookup.tables[term.table].rows[term.row].readings[term.column]
        return isinstance(reading, Amount) and not _DOUBTFUL.isdisjoint(reading.notes)

    # What is said ---------------------------------------------------------------------------------

    def shown(self, cause: RootCause) -> int:
        """Return the relation to write out: the one that computes the number, or the shortest that
        gives it exactly.
        """
        if cause.own is not None:
            return cause.own
        relations = self.judgement.relations

        def length(at: int) -> tuple[bool, bool, bool, int]:
            form = relations[at].form
            bound = isinstance(form, UpperBound | NotNegative)
            return bound, not form.computes, not self.gives(cause, at), len(relations[at].terms)

        return min(cause.explains, key=length)

    def gives(self, cause: RootCause, at: int) -> bool:
        """Return whether a relation comes to the repair itself, and not only near it."""
        here, inputs = {cause.number, *cause.copies}, self.judgement.inputs[at]
        position = next((at for at, number in enumerate(inputs) if number in here), None)
        numbers = [
            self.judgement.figures[number] for number in (self.judgement.targets[at], *inputs)
        ]
        values = [exactly(figure.value) for figure in numbers if figure]
        if position is None or cause.repair is None or len(values) < len(numbers):
            return True
        wanted, repair = (
            self.form(at).required(position, values[0], values[1:]),
            cause.repair.figure,
        )
        return wanted is not None and rounded(wanted.middle(), repair.decimals) == repair.value

    def sum(self, cause: RootCause, shown: int) -> WrittenSum | None:
        """Return the shown relation solved for the number, None where no value is asked for."""
        if cause.repair is None:
            return None
        judgement, form = self.judgement, self.judgement.relations[shown].form
        target, inputs = judgement.targets[shown], judgement.inputs[shown]
        given = {} if self.follows_from_print(cause, shown) else cause.given
        texts = [self.figure(number, given).printed for number in inputs]
        result = cause.repair.figure.print(cause.repair.figure.value)
        here = {cause.number, *cause.copies}
        position = next((at for at, number in enumerate(inputs) if number in here), None)
        if target in here or position is None:
            return WrittenSum(form.written(texts), result)
        return WrittenSum(
            form.written_for(position, self.figure(target, given).printed, texts), result
        )

    def follows_from_print(self, cause: RootCause, shown: int) -> bool:
        """Return whether the repair is what the shown relation gives on the page as printed."""
        if cause.repair is None or cause.own != shown:
            return not cause.given
        value = plain(self.judgement.lookup, self.judgement.relations[shown])
        return (
            value is not None
            and rounded(value, cause.repair.figure.decimals) == cause.repair.figure.value
        )

    def said(self, cause: RootCause, shown: int, sum_: WrittenSum | None) -> Wording:
        """Return what was printed, what follows from the other numbers, and how."""
        printed = self.judgement.figure(cause.number).printed
        relation = self.judgement.relations[shown]
        if (
            sum_ is None
            and isinstance(relation.form, UpperBound)
            and cause.number == self.judgement.targets[shown]
        ):
            limit = relation.form.written(
                [self.judgement.figure(at).printed for at in self.judgement.inputs[shown]]
            )
            return wording.above(printed, limit, relation.why)
        if sum_ is None:
            return wording.out_of_bounds(printed, relation.why)
        if isinstance(relation.form, Equality):
            other = next(
                number for number in self.judgement.numbers(shown) if number != cause.number
            )
            there = self.spot(other)
            say = (
                wording.row_otherwise
                if _in_one_column(self.spot(cause.number), there)
                else wording.printed_otherwise
            )
            return say(printed, sum_.result, there.place.page)
        if cause.own is None:
            return wording.solved(printed, sum_)
        if cause.settled and is_total(relation):
            return wording.parts_differ(printed, sum_, self.printed(cause.number, cause.settled))
        return wording.recomputed(printed, sum_, self.is_cut(shown))

    # What goes with it ----------------------------------------------------------------------------

    def followers(self, cause: RootCause, mentions: Iterable[Follower]) -> Iterator[Follower]:
        """Yield what fails or is copied only because the number is wrong, each place once a
        rule.
        """
        seen = {(self.judgement.relations[self.naming(cause)].rule, self.spot(cause.number))}
        for follower in self.broken_by(cause):
            if (follower.rule, follower.spot) not in seen:
                seen.add((follower.rule, follower.spot))
                yield follower
        named = {spot for _, spot in seen}
        for follower in (*self.copied_from(cause), *mentions):
            if follower.spot not in named:
                named.add(follower.spot)
                yield follower

    def broken_by(self, cause: RootCause) -> Iterator[Follower]:
        """Yield where the relations that the cause explains show their failure: at the other number
        of each.
        """
        here = {cause.number, *cause.copies}
        for at in cause.explains:
            relation, target = self.judgement.relations[at], self.judgement.targets[at]
            others = [number for number in self.judgement.inputs[at] if number not in here]
            shows = (
                others[0]
                if target == cause.number and isinstance(relation.form, Equality) and others
                else target
            )
            yield Follower(relation.rule, self.spot(shows))

    def copied_from(self, cause: RootCause) -> Iterator[Follower]:
        """Yield the other places that print the same figure, under the rule that compares them."""
        group = {cause.number, *cause.copies}
        for at in self._comparisons if cause.copies else ():
            if group.issuperset(self.judgement.numbers(at)):
                rule = self.judgement.relations[at].rule
                yield from (
                    Follower(rule, self.spot(n))
                    for n in self.judgement.numbers(at)
                    if n != cause.number
                )

    def alternatives(self, cause: RootCause) -> Iterator[Alternative]:
        """Yield the equally small repairs, each as its place would print it."""
        for repair in cause.alternatives:
            yield Alternative(
                self.spot(repair.number),
                self.printed(repair.number, repair.figure),
                self.why(repair),
            )

    def why(self, repair: Repair) -> Message | None:
        """Return what supports a repair."""
        wanted, decimals = repair.figure.value, repair.figure.decimals
        why = wording.reason(
            repair.guess, wanted, decimals, computed=repair.number in self._computed
        )
        if not wanted and why is None and repair.number in self._addends:
            why = wording.NOT_ADDED
        if repair.along is None:
            return why
        other, figure = repair.along
        return wording.along(why, self.judgement.figure(other).printed, self.printed(other, figure))

    def printed(self, number: int, figure: PrintedNumber) -> str:
        """Return a repair as the place of its number would print it."""
        return self.judgement.figure(number).print(figure.value)

    def figure(self, number: int, given: Mapping[int, PrintedNumber]) -> PrintedNumber:
        """Return a number as printed, or as a repair before this one would have it."""
        repaired = given.get(number)
        return (
            repaired._replace(own=repaired.decimals) if repaired else self.judgement.figure(number)
        )

    def spot(self, number: int) -> PrintedValue:
        """Return where a number is printed."""
        return self.judgement.lookup.spot(self.judgement.terms[number])


def _in_one_column(one: PrintedValue, other: PrintedValue) -> bool:
    cells = one.cell, other.cell
    return (
        cells[0] is not None
        and cells[1] is not None
        and cells[0]._replace(row=0) == cells[1]._replace(row=0)
    )


def _rank(severity: Severity) -> int:
    return severity.rank
