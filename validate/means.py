"""Means of printed numbers, as relations see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from validate.intervals import Interval, exactly
from validate.relations import SUM


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the terms, times `scale`."""

    scale: Decimal = Decimal(1)
    computes: bool = True

    def recompute(self, terms: Sequence[Interval]) -> Interval | None:
        """Return the interval of the mean."""
        total = SUM.recompute(terms)
        return total and total.times(exactly(self.scale)).over(exactly(Decimal(len(terms))))

    def required(self, position: int, target: Interval, terms: Sequence[Interval]) -> Interval | None:
        """Return the term that the mean and the other terms ask for."""
        total = target.times(exactly(Decimal(len(terms)))).over(exactly(self.scale))
        return total and SUM.required(position, total, terms)

    def written(self, terms: Sequence[str]) -> str:
        """Return `(1,00 + 0,50) ÷ 2 × 100`; a long sum loses its middle."""
        return f"({SUM.written(terms)}) ÷ {len(terms)}" + (f" × {self.scale}" if self.scale != 1 else "")

    def written_for(self, position: int, target: str, terms: Sequence[str]) -> str:
        """Return the total that the mean asks for, less all other terms, written out."""
        total = f"{target} × {len(terms)}" + (f" ÷ {self.scale}" if self.scale != 1 else "")
        return SUM.written_for(position, total, terms)
