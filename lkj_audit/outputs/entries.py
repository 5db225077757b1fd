"""How the findings of a document are numbered in a note: many of one kind in one table are one entry."""

from collections.abc import Sequence
from dataclasses import dataclass

from lkj_audit.places import page_range
from lkj_audit.terminal import FEWEST_GATHERED, gathered
from validate.findings import Finding


@dataclass(frozen=True, slots=True)
class Entry:
    """One note of the review: its number, and the findings of one kind in one table that it tells together."""

    number: int
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that stands for the entry."""
        return self.findings[0]

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages of its findings, in order."""
        return tuple(sorted({finding.spot.place.page for finding in self.findings}))


def entries(findings: Sequence[Finding]) -> tuple[Entry, ...]:
    """Return the findings as numbered entries, many of one kind in one table as one."""
    groups: list[tuple[Finding, ...]] = []
    for alike in gathered(findings):
        groups.extend([tuple(alike)] if len(alike) >= FEWEST_GATHERED else [(finding,) for finding in alike])
    return tuple(Entry(number, group) for number, group in enumerate(groups, 1))


def listed(numbers: Sequence[int]) -> str:
    """Return numbers in order as a person lists them.

    >>> listed([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(page_range(run) for run in runs)
