"""How the offices of a region compute and print, as far as the region has settled it, for the rules
to read.
"""

import calendar
import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from normalize.reference.nomenclature import Decree
from normalize.values.periods import PeriodKind


class LessIsBetter(Enum):
    """How the capaian of an indicator of which less is better is computed."""

    DOUBLED = "2T-R"
    INVERSE = "T/R"


class Rounding(Enum):
    """How computed numbers lose their further decimals."""

    HALF_UP = "dibulatkan"
    CUT = "dipotong"


class Efficiency(Enum):
    """How efficiency is computed from capaian and serapan where the header of the column does not
    say.
    """

    DIFFERENCE = "selisih"
    RATIO = "rasio"
    NOT_SPENT = "1-RA/PA"


class Deadline(NamedTuple):
    """How long after a period its report is due; from the last day of a month whole months end on a
    last day.
    """

    months: int = 0
    days: int = 0

    def after(self, end: datetime.date) -> datetime.date:
        """Return the last day on which the report of a period that ends so may be signed.

        >>> str(Deadline(months=2).after(datetime.date(2024, 12, 31)))
        '2025-02-28'
        >>> str(Deadline(days=15).after(datetime.date(2024, 9, 30)))
        '2024-10-15'
        """
        month = end.month - 1 + self.months
        year, month = end.year + month // 12, month % 12 + 1
        last = calendar.monthrange(year, month)[1]
        ends_a_month = end.day == calendar.monthrange(end.year, end.month)[1]
        day = last if ends_a_month else min(end.day, last)
        return datetime.date(year, month, day) + datetime.timedelta(self.days)


class Grade(NamedTuple):
    """A predicate, and the lowest value that earns it."""

    low: Decimal
    name: str


@dataclass(frozen=True, slots=True)
class RegionSettings:
    """What a region has settled; None or nothing where it has not.

    `cap` is where a capaian is cut off, infinite where it never is. `scale` is what amounts are
    counted in where a table does not say. `grades` are the scale of predicates, the highest first.
    """

    cap: Decimal | None = None
    less_is_better: LessIsBetter | None = None
    scale: Decimal | None = None
    rounding: Rounding | None = None
    efficiency: Efficiency | None = None
    deadlines: tuple[tuple[PeriodKind, Deadline], ...] = ()
    decree: Decree | None = None
    grades: tuple[Grade, ...] = ()

    def deadline(self, kind: PeriodKind) -> Deadline | None:
        """Return how long after a period of this kind its report is due."""
        return next((deadline for known, deadline in self.deadlines if known is kind), None)


UNSETTLED = RegionSettings()
