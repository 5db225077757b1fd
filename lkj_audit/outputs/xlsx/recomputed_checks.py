"""Which relations a working paper recomputes, and how each compares its result with what is
printed.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from normalize.values.amounts import WIDE
from validate.catalogue import RULES
from validate.constraints.evaluation import Evaluation, RelationStatus, evaluate
from validate.constraints.intervals import ZERO, exactly, half_unit, rounded
from validate.constraints.printed_numbers import PrintedNumber
from validate.constraints.relations import (
    Equality,
    Equation,
    NotNegative,
    Operand,
    Ratio,
    UpperBound,
)
from validate.findings import Audit, Certainty, Finding
from validate.profile.profile import DEFAULT

# digits below a tolerance that only show how a computer holds decimals
_GUARD = 4


class ComparedWith(Enum):
    """What a printed number is compared with: what follows from others, another place that prints
    it, or a bound.
    """

    COMPUTED = "computed"
    SAME = "same"
    BOUND = "bound"


class RecomputedCheck(NamedTuple):
    """One relation that can be recomputed.

    `result` is the number it comes to and `difference` what is printed beyond it, 0 within
    rounding; both are what the formulas of the working paper come to as well. `decimals` are those
    it is compared in. `tolerance` is set where the printed inputs, being rounded themselves, allow
    more than rounding the result does. `capped` states that the printed number is at a limit that
    is known, `nothing` that it is none of none. `open` states that a difference is no plain
    contradiction: a number was cut off instead of rounded, follows from a rounded one, or may be
    misread.
    """

    rule: str
    target: Operand
    terms: tuple[Operand, ...]
    form: Equation
    printed: Decimal
    result: Decimal
    decimals: int
    tolerance: Decimal | None
    difference: Decimal
    capped: bool = False
    nothing: bool = False
    open: bool = False

    @property
    def compared(self) -> ComparedWith:
        """What the printed number is compared with."""
        if isinstance(self.form, Equality):
            return ComparedWith.SAME
        return (
            ComparedWith.BOUND
            if isinstance(self.form, UpperBound | NotNegative)
            else ComparedWith.COMPUTED
        )

    def difference_formula(self, printed: str, result: str) -> str:
        """Return the formula of the difference between two cells, without `=`."""
        difference = f"{printed}-{result}"
        if isinstance(self.form, UpperBound):
            return f"MAX(0,{difference})"
        if isinstance(self.form, NotNegative):
            return f"MIN(0,{difference})"
        if (
            _is_whole(self.printed)
            and _is_whole(self.result)
            and not self.decimals
            and not self.tolerance
        ):
            return difference
        in_print = f"ROUND({printed}-ROUND({result},{self.decimals}),{self.decimals})"
        if self.tolerance is None:
            return in_print
        near = f"ROUND(ABS({difference}),{self.decimals + _GUARD})<={self.tolerance:f}"
        return f"IF({near},0,{in_print})"


def checks(audit: Audit) -> Iterator[RecomputedCheck]:
    """Yield every relation of a report whose numbers were read, but those that turned out to be no
    law.
    """
    judgement = audit.judgement or _judged(audit)
    sure = _cells(audit, lambda finding: finding.certainty is Certainty.INCONSISTENT)
    doubted = _cells(audit, lambda finding: finding.certainty is Certainty.READING_DOUBT) - sure
    for at in range(len(judgement.relations)):
        if check := _check(judgement, at):
            yield (
                check
                if doubted.isdisjoint((check.target, *check.terms))
                else check._replace(open=True)
            )


def _judged(audit: Audit) -> Evaluation:
    """Return what becomes of the relations of a report, for an audit that does not say."""
    return evaluate(audit.context, (audit.profile or DEFAULT).applied_to(RULES, audit.report.kind))


def _cells(audit: Audit, told: Callable[[Finding], bool]) -> frozenset[Operand]:
    """Return the cells that findings of one kind rest on."""
    return frozenset(
        cell for finding in audit.findings if told(finding) for cell in finding.rests_on()
    )


def _check(judgement: Evaluation, at: int) -> RecomputedCheck | None:
    relation, outcome = judgement.relations[at], judgement.verdicts[at].outcome
    target, terms = (
        judgement.figures[judgement.targets[at]],
        [judgement.figures[n] for n in judgement.inputs[at]],
    )
    read = [term for term in terms if term is not None]
    if outcome is RelationStatus.UNKNOWN or target is None or len(read) < len(terms):
        return None
    found = _plain(relation.form, read)
    if found is None:
        return None
    capped = (
        outcome is RelationStatus.HOLDS and target.value in relation.caps and target.value < found
    )
    result = target.value if capped else found
    decimals = max(target.decimals, target.own)
    difference = _difference(relation.form, target.value, result, decimals)
    tolerance = None
    if outcome is RelationStatus.HOLDS and difference:
        tolerance = _tolerance(judgement, at, target, found)
        difference = ZERO
    return RecomputedCheck(
        relation.rule,
        relation.target,
        relation.terms,
        relation.form,
        target.value,
        result,
        decimals,
        tolerance,
        difference,
        capped,
        nothing=isinstance(relation.form, Ratio) and read[1].value == 0,
        open=outcome in (RelationStatus.TRUNCATED, RelationStatus.UNCERTAIN),
    )


def _plain(form: Equation, terms: list[PrintedNumber]) -> Decimal | None:
    """Return what the printed numbers come to, a bound's own value for a bound."""
    if isinstance(form, NotNegative):
        return ZERO
    if isinstance(form, UpperBound):
        return terms[0].value
    value = form.recompute([exactly(term.value) for term in terms])
    return value.middle() if value is not None else None


def _difference(form: Equation, printed: Decimal, result: Decimal, decimals: int) -> Decimal:
    """Return what is printed beyond the result in the decimals it is printed in; a bound that is
    kept leaves 0.
    """
    difference = WIDE.subtract(printed, rounded(result, decimals))
    if isinstance(form, UpperBound):
        return max(ZERO, difference)
    return min(ZERO, difference) if isinstance(form, NotNegative) else difference


def _tolerance(judgement: Evaluation, at: int, target: PrintedNumber, result: Decimal) -> Decimal:
    """Return how far off the printed number may be where its inputs are rounded too, one decimal
    below its own.
    """
    recomputed = judgement.verdicts[at].recomputed
    decimals = max(target.decimals, target.own)
    spread = max(recomputed.high - result, result - recomputed.low, ZERO) if recomputed else ZERO
    widest = max(spread + half_unit(decimals), abs(target.value - result))
    finer = rounded(widest, decimals + 1)
    return finer if finer >= widest else finer + 2 * half_unit(decimals + 1)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()
