"""The official codes and names of the programs of a kecamatan, by decree, and which of them a
printed name means.

A program `.01` and what is under it is listed once for every bidang, as X.XX.01.
"""

import csv
from collections.abc import Collection, Iterable
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extract.text.similarity import near
from normalize.text.comparison import normalize_text, similarity
from normalize.values.codes import Code, CodeLevel, Regime


class Decree(Enum):
    """A decree of the nomenclature, the oldest first.

    The lists of some are not at hand: each of these changes the one before it, and the next list
    holds what it brought.
    """

    PERMENDAGRI_90 = "Permendagri 90/2019"
    KEPMENDAGRI_3708 = "Kepmendagri 050-3708/2020"
    KEPMENDAGRI_5889 = "Kepmendagri 050-5889/2021"
    KEPMENDAGRI_1317 = "Kepmendagri 900.1.15.5-1317/2023"
    KEPMENDAGRI_3406 = "Kepmendagri 900.1.15.5-3406/2024"
    KEPMENDAGRI_2850 = "Kepmendagri 900.1-2850/2025"
    KEPMENDAGRI_861 = "Kepmendagri 900.1-861/2026"

    @property
    def regime(self) -> Regime:
        """How the decree writes codes: since 2023 with four digits for the sub kegiatan."""
        return Regime.KEPMENDAGRI_1317 if self.year >= _FOUR_DIGITS_SINCE else Regime.PERMENDAGRI_90

    @property
    def year(self) -> int:
        """The year of the decree."""
        return int(self.value[-4:])

    @property
    def first_budget(self) -> int:
        """The first year whose budget, or its change in autumn, may follow the decree."""
        return self.year + (self in _SET_IN_AUTUMN)

    @property
    def is_listed(self) -> bool:
        """Whether its list is at hand."""
        return self in _decrees_with_lists()


_FOUR_DIGITS_SINCE = 2023
# October 2019, October 2020 and December 2021: too late for the budget of that year
_SET_IN_AUTUMN = frozenset(
    {Decree.PERMENDAGRI_90, Decree.KEPMENDAGRI_3708, Decree.KEPMENDAGRI_5889}
)


def lists_for(year: int) -> frozenset[Decree]:
    """Return the decrees whose lists have the codes of a year's budget.

    For a decree without a list the next one is in, which holds what that brought.

    >>> [decree.value for decree in Decree if decree in lists_for(2022)][1:]
    ['Kepmendagri 050-3708/2020', 'Kepmendagri 900.1.15.5-1317/2023']
    """
    standing_in = {_list_of(decree) for decree in Decree if decree.first_budget <= year}
    return frozenset(decree for decree in standing_in if decree is not None)


def unlisted_decree(year: int | None) -> Decree | None:
    """Return the decree that a year's budget may follow and that no list at hand holds, None where
    there is none.

    >>> unlisted_decree(2025), unlisted_decree(2026).value
    (None, 'Kepmendagri 900.1-861/2026')
    """
    newer = (decree for decree in Decree if year is not None and decree.first_budget <= year)
    return next((decree for decree in newer if _list_of(decree) is None), None)


def _list_of(decree: Decree) -> Decree | None:
    """Return the first decree from this one on whose list is at hand."""
    order = list(Decree)
    return next((later for later in order[order.index(decree) :] if later.is_listed), None)


class OfficialName(NamedTuple):
    """A line of a decree: the canonical code, the level, the official name."""

    code: str
    level: CodeLevel
    name: str
    decree: Decree


class NameMatch(NamedTuple):
    """An entry whose name is like a printed one, and how alike they are (0 to 1, as `similarity`
    measures).
    """

    entry: OfficialName
    score: float


@cache
def entries() -> dict[str, tuple[OfficialName, ...]]:
    """Return what all decrees list, by canonical code, the oldest decree first."""
    listed: dict[str, tuple[OfficialName, ...]] = {}
    with Path(__file__).with_name("nomenclature.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        for printed, level, name, decree in rows:
            code = (
                f"{printed[:-2]}00{printed[-2:]}"
                if level == "sub_kegiatan" and printed[-3] == "."
                else printed
            )
            listed[code] = (
                *listed.get(code, ()),
                OfficialName(code, _LEVELS[level], name, _DECREES[decree]),
            )
    return listed


_LEVELS = {level.value: level for level in CodeLevel}
_DECREES = {decree.value: decree for decree in Decree}


def official_name(code: Code) -> tuple[OfficialName, ...]:
    """Return what the decrees list under this code, the oldest decree first; nothing for a code
    they do not know.

    >>> from normalize.values.codes import parse_code
    >>> [entry.name for entry in official_name(parse_code("6.01.01")) if entry.decree is Decree.KEPMENDAGRI_1317]
    ['PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA']
    """  # noqa: E501
    if len(code.segments) > 2 and code.segments[2] == "01":
        return entries().get(".".join(("X.XX", *code.segments[2:])), ())
    return entries().get(code.canonical, ())


def best_match(
    code: Code, name: str, upto: Decree | None = None, among: Collection[Decree] | None = None
) -> NameMatch | None:
    """Return the entry under this code whose name is most like `name`, None when no decree lists
    the code.

    Of equally good ones it is the newest. With `upto` only the newest entry that is not newer than
    that decree counts, with `among` only entries of these decrees.
    """
    known = (
        entry for entry in reversed(official_name(code)) if among is None or entry.decree in among
    )
    listed = [entry for entry in known if upto is None or entry.decree.year <= upto.year]
    return _best(listed if upto is None else listed[:1], name)


def by_name(name: str, level: CodeLevel | None = None) -> NameMatch | None:
    """Return the entry of any decree (and of one level) whose name is most like `name`, None when
    none is like it.

    >>> by_name("Pengadan Mebel").entry.code
    'X.XX.01.2.07.0005'
    """
    folded = _folded(level)
    candidates = near(normalize_text(name), list(folded), 60, limit=5)
    match = _best((entry for text in candidates for entry in reversed(folded[text])), name)
    return match if match and match.score >= _ANOTHER_TEXT else None


# Below it two texts are not the same one differently worded.
_ANOTHER_TEXT = 0.75


def _best(candidates: Iterable[OfficialName], name: str) -> NameMatch | None:
    matches = (NameMatch(entry, similarity(entry.name, name)) for entry in candidates)
    return max(matches, key=lambda match: match.score, default=None)


@cache
def _decrees_with_lists() -> frozenset[Decree]:
    return frozenset(entry.decree for listed in entries().values() for entry in listed)


@cache
def _folded(level: CodeLevel | None) -> dict[str, list[OfficialName]]:
    """Return the entries of a level by their folded names."""
    folded: dict[str, list[OfficialName]] = {}
    for listed in entries().values():
        for entry in listed:
            if level in (None, entry.level):
                folded.setdefault(normalize_text(entry.name), []).append(entry)
    return folded
