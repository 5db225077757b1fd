"""The official codes and names of the programs of a kecamatan, by decree, and which of them a printed name means.

A program `.01` and what stands under it is listed once for every bidang, as X.XX.01.
"""

import csv
from collections.abc import Iterable
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from normalize.codes import Code, Level, Regime
from normalize.words import fold, similarity


class Decree(Enum):
    """A decree that lists codes and names, the oldest first."""

    PERMENDAGRI_90 = "Permendagri 90/2019"
    KEPMENDAGRI_3708 = "Kepmendagri 050-3708/2020"
    KEPMENDAGRI_1317 = "Kepmendagri 900.1.15.5-1317/2023"
    KEPMENDAGRI_2850 = "Kepmendagri 900.1-2850/2025"

    @property
    def regime(self) -> Regime:
        """How the decree writes codes: since 2023 with four digits for the sub kegiatan."""
        four_digits = self in (Decree.KEPMENDAGRI_1317, Decree.KEPMENDAGRI_2850)
        return Regime.KEPMENDAGRI_1317 if four_digits else Regime.PERMENDAGRI_90

    @property
    def year(self) -> int:
        """The year of the decree."""
        return int(self.value[-4:])


class Entry(NamedTuple):
    """A line of a decree: the canonical code, the level, the official name."""

    code: str
    level: Level
    name: str
    decree: Decree


class Match(NamedTuple):
    """An entry whose name is like a printed one, and how alike they are (0 to 1, as `similarity` tells)."""

    entry: Entry
    score: float


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """Return what all decrees list, by canonical code, the oldest decree first."""
    listed: dict[str, tuple[Entry, ...]] = {}
    with Path(__file__).with_name("nomenclature.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        for printed, level, name, decree in rows:
            code = f"{printed[:-2]}00{printed[-2:]}" if level == "sub_kegiatan" and printed[-3] == "." else printed
            listed[code] = (*listed.get(code, ()), Entry(code, _LEVELS[level], name, _DECREES[decree]))
    return listed


_LEVELS = {level.value: level for level in Level}
_DECREES = {decree.value: decree for decree in Decree}


def official(code: Code) -> tuple[Entry, ...]:
    """Return what the decrees list under this code, the oldest decree first; nothing for a code they do not know.

    >>> from normalize.codes import read_code
    >>> [entry.name for entry in official(read_code("6.01.01")) if entry.decree is Decree.KEPMENDAGRI_1317]
    ['PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA']
    """
    if len(code.segments) > 2 and code.segments[2] == "01":
        return entries().get(".".join(("X.XX", *code.segments[2:])), ())
    return entries().get(code.canonical, ())


def best_match(code: Code, name: str, upto: Decree | None = None) -> Match | None:
    """Return the entry under this code whose name is most like `name`, None when no decree lists the code.

    Of equally good ones it is the newest. With `upto` only the newest entry that is not newer than that decree counts.
    """
    listed = [entry for entry in reversed(official(code)) if upto is None or entry.decree.year <= upto.year]
    return _best(listed if upto is None else listed[:1], name)


def by_name(name: str, level: Level | None = None) -> Match | None:
    """Return the entry of any decree (and of one level) whose name is most like `name`, None when none is like it.

    >>> by_name("Pengadan Mebel").entry.code
    'X.XX.01.2.07.0005'
    """
    from rapidfuzz import fuzz, process

    folded = _folded(level)
    near = process.extract(fold(name), list(folded), scorer=fuzz.ratio, limit=5, score_cutoff=60)
    match = _best((entry for text, _, _ in near for entry in reversed(folded[text])), name)
    return match if match and match.score >= _ANOTHER_TEXT else None


# Below it two texts are not the same one differently worded.
_ANOTHER_TEXT = 0.75


def _best(candidates: Iterable[Entry], name: str) -> Match | None:
    matches = (Match(entry, similarity(entry.name, name)) for entry in candidates)
    return max(matches, key=lambda match: match.score, default=None)


@cache
def _folded(level: Level | None) -> dict[str, list[Entry]]:
    """Return the entries of a level by their folded names."""
    folded: dict[str, list[Entry]] = {}
    for listed in entries().values():
        for entry in listed:
            if level in (None, entry.level):
                folded.setdefault(fold(entry.name), []).append(entry)
    return folded
