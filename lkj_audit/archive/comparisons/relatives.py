"""Which documents of an archive are beside a report: its relatives of the same office, and those of
units below it.

Pure: what is known of documents goes in, roles come out. A relative is recognised by office, year,
period and kind as the archive has settled them; whether it can be compared is decided again over
the typed reports (`validate.companions`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extract.text.similarity import near
from lkj_audit.archive.ingestion.content import DPA
from normalize.report import DocumentKind
from normalize.text.comparison import normalize_text, similarity
from validate.companions.records import CompanionRole, MatchDecisions, MatchKey, MatchKind
from validate.structure.entity_links import ENTITY_LINKS_SETTINGS

ANNUAL, PART_OF_YEAR, MONTHLY = (
    kind.value for kind in (DocumentKind.LKJ, DocumentKind.LKJ_TRIWULAN, DocumentKind.BULANAN)
)
REPORTS = (ANNUAL, PART_OF_YEAR, MONTHLY)
# documents that are beside a report of the same year, by their kinds, the first that there is
_OF_YEAR = (
    (CompanionRole.PK, (DocumentKind.PK.value,)),
    (CompanionRole.RENJA, (DocumentKind.RENJA.value, DocumentKind.RKT.value)),
    (CompanionRole.DPPA, (DPA,)),
    (CompanionRole.LRA, (DocumentKind.LRA.value,)),
)
# how many years a column of earlier years reaches back, and how long a Renstra holds
YEARS_BACK, YEARS_OF_PLAN = 4, 5
# so many units are compared with the office above them
MOST_UNITS = 60
_MONTHS = {"TW": 3, "SMT": 6, "BLN": 1}
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Filed:
    """A document of the archive that has been audited, and what is settled of it.

    `revision` is its newest audit, `origin` what made that; `parent` is the office above, where
    somebody has said so.
    """

    id: int
    sha256: str
    office: str
    year: int
    period: str | None
    kind: str
    seen_at: str
    revision: int
    origin: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def end(self) -> int:
        """The month in which its period ends, 12 where it names none."""
        label = self.period or ""
        name = label.rstrip("0123456789")
        return _MONTHS[name] * int(label[len(name) :]) if name in _MONTHS else _DECEMBER


class Relative(NamedTuple):
    """A document beside a report, and what it is to it."""

    role: CompanionRole
    filed: Filed


class Offices:
    """Which names are of one office: equal but for spelling, or as a person has decided; and which
    may be.
    """

    def __init__(self, names: Iterable[str], decisions: MatchDecisions) -> None:
        self._names: dict[str, str] = {}
        for name in names:
            self._names.setdefault(normalize_text(name), name)
        self._of: dict[str, str] = {}
        self._decisions = decisions
        self._groups = {folded: folded for folded in self._names}
        self.alike: list[tuple[str, str, float]] = []
        for one, other in _candidates(list(self._names)):
            self._weigh(one, other)
        for key in decisions.same:
            if key.kind is MatchKind.OFFICE and {key.ours, key.theirs} <= self._groups.keys():
                self._join(key.ours, key.theirs)

    def of(self, name: str) -> str:
        """Return what all names of an office have in common."""
        if name not in self._of:
            self._of[name] = self._root(normalize_text(name))
        return self._of[name]

    def printed(self, folded: str) -> str:
        """Return a name as it was printed first."""
        return self._names.get(folded, folded)

    def _weigh(self, one: str, other: str) -> None:
        keys = {MatchKey(MatchKind.OFFICE, one, other), MatchKey(MatchKind.OFFICE, other, one)}
        if not keys.isdisjoint(self._decisions.different | self._decisions.same):
            return
        score = similarity(one, other)
        if score >= ENTITY_LINKS_SETTINGS.same_wording:
            self._join(one, other)
        elif _may_be_one(one, other):
            self.alike.append((one, other, score))

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._groups[second] = first

    def _root(self, folded: str) -> str:
        while self._groups.get(folded, folded) != folded:
            folded = self._groups[folded]
        return folded


def _candidates(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that begin with the same word, or hardly differ."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_word[name.split()[0] if name else ""].append(name)
    for group in by_word.values():
        for at, name in enumerate(group[:-1]):
            close = set(near(name, group[at + 1 :], 60))
            close |= {other for other in group[at + 1 :] if _begins(name, other)}
            yield from ((name, other) for other in sorted(close))


def _may_be_one(one: str, other: str) -> bool:
    """Return whether two offices may be one: the name of one begins that of the other, or what
    identifies them is alike.

    The first word is that of its kind, which many offices have: Dinas, Kecamatan.
    """
    rests = [" ".join(name.split()[1:]) for name in (one, other)]
    return _begins(one, other) or (
        all(rests) and similarity(*rests) >= ENTITY_LINKS_SETTINGS.similar_wording
    )


def _begins(one: str, other: str) -> bool:
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return len(shorter) > 1 and longer[: len(shorter)] == shorter


_Ends = dict[int, list[Filed]]


class FiledDocuments:
    """The documents of an archive by office, and what is beside each report.

    Of each kind and period of an office the two that came last are at hand: one of them may be the
    report itself.
    """

    def __init__(self, filed: Iterable[Filed], decisions: MatchDecisions) -> None:
        self.filed = tuple(filed)
        named = {one.office for one in self.filed} | {
            one.parent for one in self.filed if one.parent
        }
        self.offices = Offices(sorted(named), decisions)
        self._ends: dict[tuple[str, int, str], _Ends] = defaultdict(lambda: defaultdict(list))
        for one in self.filed:
            newest = self._ends[self.offices.of(one.office), one.year, one.kind][one.end]
            newest.append(one)
            newest.sort(key=_arrival, reverse=True)
            del newest[2:]

    @property
    def reports(self) -> Iterator[Filed]:
        """The reports, which are compared with what is beside them."""
        return (one for one in self.filed if one.kind in REPORTS)

    def relatives(self, own: Filed) -> list[Relative]:
        """Return what is beside a report: of several documents of one kind and period the one that
        came last.
        """
        if own.kind not in REPORTS:
            return []
        office = self.offices.of(own.office)
        return [
            *self._of_the_year(office, own),
            *self._plan(office, own),
            *self._earlier_years(office, own),
            *self._earlier_quarters(office, own),
            *self._units(office, own),
        ]

    def _by_end(self, office: str, year: int, kind: str, own: Filed) -> dict[int, Filed]:
        """Return the documents of a kind that came last, by the month in which their period
        ends.
        """
        ends = self._ends.get((office, year, kind), {})
        newest = {}
        for end, documents in ends.items():
            others = (document for document in documents if document.id != own.id)
            if last := next(others, None):
                newest[end] = last
        return newest

    def _last(self, office: str, year: int, kind: str, own: Filed) -> Filed | None:
        """Return the document of a kind that came last, whatever its period."""
        return max(self._by_end(office, year, kind, own).values(), key=_arrival, default=None)

    def _of_the_year(self, office: str, own: Filed) -> Iterator[Relative]:
        for role, kinds in _OF_YEAR:
            newest = (self._last(office, own.year, kind, own) for kind in kinds)
            if found := next(filter(None, newest), None):
                yield Relative(role, found)

    def _plan(self, office: str, own: Filed) -> Iterator[Relative]:
        for year in range(own.year, own.year - YEARS_OF_PLAN, -1):
            if found := self._last(office, year, DocumentKind.RENSTRA.value, own):
                yield Relative(CompanionRole.RENSTRA, found)
                return

    def _earlier_years(self, office: str, own: Filed) -> Iterator[Relative]:
        """Yield the reports on earlier years, of a year without one that on its last quarter."""
        for year in range(own.year - 1, own.year - 1 - YEARS_BACK, -1):
            kinds = (
                self._by_end(office, year, kind, own).get(_DECEMBER)
                for kind in (ANNUAL, PART_OF_YEAR)
            )
            if found := next(filter(None, kinds), None):
                yield Relative(CompanionRole.PREVIOUS, found)

    def _earlier_quarters(self, office: str, own: Filed) -> Iterator[Relative]:
        """Yield the reports on earlier parts of the year, one for each end, the latest of months
        alone.
        """
        quarters = self._by_end(office, own.year, PART_OF_YEAR, own)
        for end in sorted(quarters):
            if end < own.end or (own.kind == ANNUAL and end == own.end):
                yield Relative(CompanionRole.QUARTER, quarters[end])
        months = self._by_end(office, own.year, MONTHLY, own) if own.kind == MONTHLY else {}
        earlier = [end for end in months if end < own.end and end not in quarters]
        if earlier:
            yield Relative(CompanionRole.QUARTER, months[max(earlier)])

    def _units(self, office: str, own: Filed) -> Iterator[Relative]:
        below = self._below.get((office, own.year, own.end), {})
        for unit in sorted(below)[:MOST_UNITS]:
            yield Relative(CompanionRole.UNIT, below[unit])

    @cached_property
    def _below(self) -> Mapping[tuple[str, int, int], dict[str, Filed]]:
        """The reports of units that came last, by the office above, which is named or ends their
        own name.
        """
        below: dict[tuple[str, int, int], dict[str, Filed]] = defaultdict(dict)
        above = {self.offices.of(one.office) for one in self.filed}
        named = {one.office: self._named_above(one.office, above) for one in self.filed}
        for one in self.reports:
            unit = self.offices.of(one.office)
            parent = self.offices.of(one.parent) if one.parent else named[one.office]
            if parent and parent != unit:
                units = below[parent, one.year, one.end]
                units[unit] = max(units.get(unit, one), one, key=_arrival)
        return below

    def _named_above(self, office: str, above: Set[str]) -> str | None:
        """Return the office that the name of a unit ends with: Kelurahan Kauman Kecamatan
        Lumajang.
        """
        words = normalize_text(office).split()
        ends = (" ".join(words[at:]) for at in range(1, len(words) - 1))
        return next((root for end in ends if (root := self.offices.of(end)) in above), None)

    def uncertain_offices(self) -> list[tuple[Filed, Filed, float]]:
        """Return pairs of documents whose offices may be one: names alike, and never on file for
        the same period.
        """
        if not self.offices.alike:
            return []
        periods: dict[str, set[tuple[object, ...]]] = defaultdict(set)
        first: dict[str, Filed] = {}
        for one in self.filed:
            name = normalize_text(one.office)
            periods[name].add((one.year, one.period, one.kind))
            first.setdefault(name, one)
        return [
            (first[one], first[other], score)
            for one, other, score in self.offices.alike
            if one in first and other in first and periods[one].isdisjoint(periods[other])
        ]


def _arrival(one: Filed) -> tuple[str, str]:
    """Return what documents are ordered by as they came; of those that came at once the same one is
    always last.
    """
    return one.seen_at, one.sha256
