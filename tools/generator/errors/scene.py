"""A report in which something is going to go wrong: where its figures are, and which of them check
each other.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from random import Random
from typing import NamedTuple

from tools.generator.facts.notation import Notation
from tools.generator.facts.scenario import Scenario
from tools.generator.report.printed_report import (
    PrintedItem,
    PrintedPosition,
    PrintedReport,
    PrintedSection,
    PrintedTable,
    StatedFact,
    StatedMeasure,
)

MONEY = (StatedMeasure.PAGU, StatedMeasure.REALISASI, StatedMeasure.SISA)


class InapplicableError(Exception):
    """The report has no place where this can go wrong."""


class PlaceChange(NamedTuple):
    """Another text at a place."""

    spot: PrintedPosition
    now: str


class PlacedItem(NamedTuple):
    """A piece that states something, and where."""

    spot: PrintedPosition
    piece: PrintedItem
    fact: StatedFact


class Scene:
    """A report in which mistakes are made; no two of them touch figures that check each other."""

    def __init__(self, report: PrintedReport, situation: Scenario, random: Random) -> None:
        self.report = report
        self.situation = situation
        self.notation: Notation = situation.notation
        self.random = random
        self.branches: set[str] = set()
        self.rows: set[tuple[int, ...]] = set()

    def found(
        self,
        *measures: StatedMeasure,
        kinds: Iterable[str] = (),
        part: PrintedSection = PrintedSection.BODY,
    ) -> list[PlacedItem]:
        """Return the pieces that state one of the measures, in the body of tables of these kinds or
        elsewhere.
        """
        wanted = set(kinds)
        return [
            PlacedItem(spot, piece, piece.fact)
            for spot, piece in self.report.pieces()
            if piece.fact and piece.fact.measure in measures and spot.part is part
            if not wanted or self.kind(spot) in wanted
        ]

    def kind(self, spot: PrintedPosition) -> str:
        """Return the kind of table that a place is in, or "" in running text."""
        block = self.report.blocks[spot.block]
        return block.kind if isinstance(block, PrintedTable) else ""

    def one(self, candidates: Iterable[PlacedItem], whole_branch: bool = True) -> PlacedItem:
        """Return a candidate that no mistake touches yet, and keep others away from it.

        A changed value keeps them away from everything that it adds up with, a changed spelling
        from its row.
        """
        free = [found for found in candidates if self._is_free(found, whole_branch)]
        if not free:
            raise InapplicableError
        chosen = self.random.choice(free)
        self.rows.add(_row_of(chosen.spot))
        if whole_branch:
            self.branches.add(branch_of(chosen.fact))
        return chosen

    def _is_free(self, found: PlacedItem, whole_branch: bool) -> bool:
        return _row_of(found.spot) not in self.rows and not (
            whole_branch and branch_of(found.fact) in self.branches
        )

    def same(self, found: PlacedItem) -> list[PlacedItem]:
        """Return all places that state the same, the given one first."""
        measure, of, _ = found.fact
        every = [
            PlacedItem(spot, piece, piece.fact)
            for spot, piece in self.report.pieces()
            if piece.fact and piece.fact.measure is measure and piece.fact.of == of
        ]
        return sorted(every, key=lambda other: other.spot != found.spot)

    def rewritten(self, found: PlacedItem, value: Fraction) -> PlaceChange:
        """Return the change that prints another number in place of the one that a piece states."""
        printed = _NUMBER.search(found.piece.text)
        if printed is None:
            raise InapplicableError
        text = self._number(found, value, printed.group())
        return PlaceChange(
            found.spot,
            found.piece.text[: printed.start()] + text + found.piece.text[printed.end() :],
        )

    def _number(self, found: PlacedItem, value: Fraction, printed: str) -> str:
        if found.fact.measure in MONEY:
            return self.notation.rupiah(value)
        decimals = 2 if value.denominator > 1 or _DECIMALS.search(printed) else 0
        return self.notation.decimal(value, decimals)


def _row_of(spot: PrintedPosition) -> tuple[int, ...]:
    """Return what distinguishes one row of a table, or one piece of text, from others."""
    return (
        (spot.block, spot.row, spot.column)
        if spot.part is PrintedSection.TEXT
        else (spot.block, spot.row)
    )


_NUMBER = re.compile(r"-?\(?\d[\d.,]*\d\)?|\d")
_DECIMALS = re.compile(r"[.,]\d{2}\)?$")


def branch_of(fact: StatedFact) -> str:
    """Return what a figure adds up with: its program, or else what it is of.

    >>> branch_of(StatedFact(StatedMeasure.PAGU, "7.01.02.2.01.0002"))
    '7.01.02'
    """
    of = fact.of.split(" ")[0] if fact.of[:1].isdigit() else fact.of
    segments = of.split(".")
    return ".".join(segments[: 6 if len(segments) > 5 and segments[0] == segments[2] else 3])


def depth_of(fact: StatedFact) -> int:
    """Return the level of a code: 1 for a program, 2 for a kegiatan, 3 for a sub kegiatan, 0 for
    what has none.
    """
    if not re.fullmatch(r"[\d.]+", fact.of):
        return 0
    segments = fact.of.split(".")
    legacy = len(segments) > 5 and segments[0] == segments[2]
    return len(segments) - 5 if legacy else {3: 1, 5: 2, 6: 3}[len(segments)]
