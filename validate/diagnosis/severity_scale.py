"""The severity of a finding, by what follows from it: the scale of `docs/severity.md`, and the
function of it.

A percentage deviates by percentage points, any other number by its share of what should be there.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from validate.constraints.intervals import INFINITY
from validate.findings import Certainty, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityScale:
    """The thresholds of the scale, as the profile of a region may set them.

    `critical_total` and `major_amount` are per cent of the expected value, `major_points` is in
    percentage points. Where `repetitions` further places print the same wrong number, it is one
    severity higher.
    """

    critical_total: Decimal = Decimal(1)
    major_amount: Decimal = Decimal("0.05")
    major_points: Decimal = Decimal("0.1")
    repetitions: int = 2


class Unit(Enum):
    """What a deviation is measured in."""

    POINTS = "percentage points"
    AMOUNT = "per cent of the expected value"


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far a printed number is from what should be there; `total` marks a total, a subtotal or a
    program.
    """

    printed: Decimal
    expected: Decimal
    unit: Unit
    total: bool = False

    @property
    def size(self) -> Decimal:
        """The deviation in its unit, never negative; infinite where anything is printed for an
        amount of zero.
        """
        difference = abs(self.printed - self.expected)
        if self.unit is Unit.POINTS or not difference:
            return difference
        return difference / abs(self.expected) * 100 if self.expected else INFINITY


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What follows from a violation: all that its severity depends on, but for what a region sets
    for its rule.

    `declared` is what its rule says of a violation that is no deviation, and of a limit that is
    exceeded. `deviation` is set where another number should be printed. `conclusion` states that a
    predicate changes, or a target that is reached becomes one that is not. `truncated` marks a
    number that was cut off instead of rounded. `repetitions` are further places that print the same
    wrong number.
    """

    declared: Severity | None = None
    deviation: Deviation | None = None
    conclusion: bool = False
    truncated: bool = False
    repetitions: int = 0
    certainty: Certainty = Certainty.INCONSISTENT


DEFAULT_SCALE = SeverityScale()


def severity_of(consequence: Consequence, scale: SeverityScale = DEFAULT_SCALE) -> Severity:
    """Return the severity of a violation by the scale.

    >>> off = Deviation(Decimal("99.79"), Decimal("99.81"), Unit.POINTS)
    >>> severity_of(Consequence(deviation=off))
    <Severity.MINOR: 'minor'>
    >>> severity_of(Consequence(deviation=off, repetitions=2))
    <Severity.MAJOR: 'major'>
    """
    if consequence.deviation is None:
        return _as_certain(consequence.declared or Severity.MINOR, consequence)
    if consequence.truncated or consequence.certainty is Certainty.UNVERIFIABLE:
        return Severity.MINOR
    own = (
        Severity.CRITICAL if consequence.conclusion else _by_deviation(consequence.deviation, scale)
    )
    if consequence.repetitions >= scale.repetitions:
        own = own.next
    return _as_certain(
        max(own, consequence.declared or own, key=lambda severity: severity.rank), consequence
    )


def _as_certain(severity: Severity, consequence: Consequence) -> Severity:
    """Return the severity of a contradiction; anything less certain is never critical."""
    if consequence.certainty is Certainty.INCONSISTENT:
        return severity
    return min(severity, Severity.MAJOR, key=lambda one: one.rank)


def _by_deviation(deviation: Deviation, scale: SeverityScale) -> Severity:
    size = deviation.size
    if deviation.unit is Unit.POINTS:
        return Severity.MAJOR if size >= scale.major_points else Severity.MINOR
    if deviation.total and size >= scale.critical_total:
        return Severity.CRITICAL
    return Severity.MAJOR if size >= scale.major_amount else Severity.MINOR
