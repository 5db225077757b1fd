"""What an audit says: findings with their place, certainty and sum, and how much of the document was covered."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from extract.records import Place
from normalize.report import Report

if TYPE_CHECKING:
    from validate.detected import Detected
    from validate.profile import Profile


class Severity(Enum):
    """How much a finding weighs; `rank` orders them, the heaviest last."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for info to 3 for critical."""
        return list(Severity).index(self)


class Certainty(Enum):
    """What a finding claims: the document contradicts itself, we could not tell, or we may have misread."""

    INCONSISTENT = "inconsistent"
    UNVERIFIABLE = "unverifiable"
    READING_DOUBT = "reading-doubt"


class Message(NamedTuple):
    """The same sentence in Indonesian and in English."""

    id: str
    en: str


class CellRef(NamedTuple):
    """A body cell: table id, 0-based row and column."""

    table: str
    row: int
    column: int


class Spot(NamedTuple):
    """A printed value: its place, its cell (None in running text, headers and captions) and its text."""

    place: Place
    cell: CellRef | None
    printed: str


@dataclass(frozen=True, slots=True)
class Follower:
    """Another place that is wrong only because the root is."""

    rule: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Alternative:
    """An equally small repair: this cell, had it been printed so, would restore the same relations.

    `why` is what speaks for it, such as two digits that changed places.
    """

    spot: Spot
    expected: str
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One root cause: what was printed where, what was expected, the sum written out, and what follows from it.

    `why` is what speaks for this number being the wrong one, as far as that can be told in words.
    """

    rule: str
    severity: Severity
    certainty: Certainty
    spot: Spot
    message: Message
    expected: str | None = None
    formula: str | None = None
    evidence: tuple[Spot, ...] = ()
    followers: tuple[Follower, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many printed numbers were read, stand in a relation, are confirmed by one, and could not be read."""

    numbers: int
    related: int
    confirmed: int
    unread: int


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings of one report, heaviest first, and what was covered.

    `profile` is what it was held to, `detected` what the report does itself.
    """

    report: Report
    findings: tuple[Finding, ...]
    coverage: Coverage
    profile: "Profile | None" = None
    detected: "Detected | None" = None
