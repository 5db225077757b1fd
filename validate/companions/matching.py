"""Which indicators and budget lines of two documents are the same: by code and name, or as a person
has decided.

The same names but for spelling are the same, as in one report (`validate.structure.entity_links`).
Names that are only alike may be: they are listed for a person, and nothing is compared before that.
A code alone does not decide it, since lists of codes change.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from normalize.text.comparison import similarity
from validate.companions.records import MatchDecisions, MatchKey, MatchKind, UncertainMatch
from validate.companions.values import TOTAL, ComparedSubject
from validate.findings import CompanionValue
from validate.structure.entity_links import ENTITY_LINKS_SETTINGS

# so many pairs of names are compared, beyond which only equal names and codes match
_MOST_PAIRS = 250_000
_SUPPORT = "X.XX"


@dataclass(frozen=True, slots=True)
class SubjectPair:
    """A subject of the report under audit, and the same in a document beside it."""

    ours: ComparedSubject
    theirs: ComparedSubject


@dataclass(frozen=True, slots=True)
class SubjectMatching:
    """The subjects that are in both documents, those that may be, and what only the other document
    has.
    """

    pairs: tuple[SubjectPair, ...] = ()
    uncertain: tuple[UncertainMatch, ...] = ()
    only_theirs: tuple[ComparedSubject, ...] = ()


def match(
    ours: Sequence[ComparedSubject],
    theirs: Sequence[ComparedSubject],
    document: str,
    decisions: MatchDecisions,
) -> SubjectMatching:
    """Return which subjects are the same; `document` names the one that prints `theirs`.

    What is uncertain is in both documents as far as anybody knows, and not in `only_theirs`.
    """
    return _Matcher(ours, theirs, document, decisions).matching()


def match_key(ours: ComparedSubject, theirs: ComparedSubject) -> MatchKey:
    """Return what a person decides on."""
    return MatchKey(ours.kind, ours.identity, theirs.identity)


_Alike = Callable[[ComparedSubject, ComparedSubject], bool]


class _Matcher:
    """Matches the subjects of two documents, the surest first."""

    def __init__(
        self,
        ours: Sequence[ComparedSubject],
        theirs: Sequence[ComparedSubject],
        document: str,
        decisions: MatchDecisions,
    ) -> None:
        self.ours, self.theirs = dict(enumerate(ours)), dict(enumerate(theirs))
        self.document, self.decisions = document, decisions
        self.pairs: dict[int, SubjectPair] = {}

    def matching(self) -> SubjectMatching:
        """Return what becomes of all subjects."""
        if self.decisions.same:
            self.take_where(lambda one, other: match_key(one, other) in self.decisions.same)
        self.take_where(_have_one_code)
        self.take_where(_have_one_name)
        scored = sorted(self.scored(), reverse=True)
        for score, at, other in scored:
            if (
                score >= ENTITY_LINKS_SETTINGS.same_wording
                and self.is_free(at, other)
                and _may_be_one(self.ours[at], self.theirs[other])
            ):
                self.take(at, other)
        uncertain = tuple(self.uncertain(scored))
        doubtful = {one.key.theirs for one in uncertain}
        alone = tuple(one for one in self.theirs.values() if one.identity not in doubtful)
        return SubjectMatching(tuple(self.pairs[at] for at in sorted(self.pairs)), uncertain, alone)

    def take_where(self, alike: _Alike) -> None:
        """Match the subjects of which each is like one of the other document alone."""
        found = [
            (at, other)
            for at, one in self.ours.items()
            for other, two in self.theirs.items()
            if alike(one, two) and match_key(one, two) not in self.decisions.different
        ]
        here, there = (
            (Counter(ends) for ends in zip(*found, strict=True))
            if found
            else (Counter(), Counter())
        )
        for at, other in found:
            if here[at] == there[other] == 1:
                self.take(at, other)

    def take(self, at: int, other: int) -> None:
        """Match two subjects."""
        self.pairs[at] = SubjectPair(self.ours.pop(at), self.theirs.pop(other))

    def is_free(self, at: int, other: int) -> bool:
        """Return whether neither of two subjects is matched."""
        return at in self.ours and other in self.theirs

    def scored(self) -> Iterator[tuple[float, int, int]]:
        """Yield the pairs of what is left whose names are alike, and how much."""
        for at, other in islice(product(self.ours, self.theirs), _MOST_PAIRS):
            one, two = self.ours[at], self.theirs[other]
            if (
                TOTAL not in (one.key, two.key)
                and match_key(one, two) not in self.decisions.different
            ):
                score = similarity(one.key, two.key)
                if score >= ENTITY_LINKS_SETTINGS.similar_wording or (
                    one.code and one.code == two.code
                ):
                    yield score, at, other

    def uncertain(self, scored: Sequence[tuple[float, int, int]]) -> Iterator[UncertainMatch]:
        """Yield for each subject that is left the one of the other document that is most
        like it.
        """
        taken: set[tuple[str, int]] = set()
        for score, at, other in scored:
            ends = {("ours", at), ("theirs", other)}
            if (
                self.is_free(at, other)
                and taken.isdisjoint(ends)
                and _is_worth_asking(self.ours[at], self.theirs[other], score)
            ):
                taken |= ends
                one, two = self.ours[at], self.theirs[other]
                there = CompanionValue(self.document, two.at)
                yield UncertainMatch(
                    match_key(one, two), self.document, score, one.at, there, (one.name, two.name)
                )


def _have_one_code(one: ComparedSubject, other: ComparedSubject) -> bool:
    """Return whether two lines have one code, and names that do not contradict it."""
    if (
        one.code is None
        or other.code is None
        or _own(one.code, other.code) != _own(other.code, one.code)
    ):
        return False
    return (
        not (one.key and other.key)
        or similarity(one.key, other.key) >= ENTITY_LINKS_SETTINGS.similar_wording
    )


def _own(code: str, other: str) -> str:
    """Return a code as it is compared with another: without the bidang where that is the support
    program's X.XX.
    """
    return (
        code[len(_SUPPORT) :] if other.startswith(_SUPPORT) and code[4:].startswith(".01") else code
    )


def _have_one_name(one: ComparedSubject, other: ComparedSubject) -> bool:
    return (one.key, one.parts) == (other.key, other.parts) and _may_be_one(one, other)


def _may_be_one(one: ComparedSubject, other: ComparedSubject) -> bool:
    """Return whether the codes of two subjects of one name do not part them."""
    return one.code is None or other.code is None or one.code == other.code


def _is_worth_asking(one: ComparedSubject, other: ComparedSubject, score: float) -> bool:
    """Return whether two subjects may be one: names alike and no codes apart, or one name or code
    and not the other.
    """
    if one.kind is MatchKind.INDICATOR or _may_be_one(one, other):
        return True
    return score >= ENTITY_LINKS_SETTINGS.same_wording and one.level is other.level
