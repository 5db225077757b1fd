"""What an audit says: findings with their place, certainty and sum, and how much of the document
was covered.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from extract.records import Location
from extract.verification.second_reader import Disagreement
from normalize.report import Report
from validate.audit_context import AuditContext

if TYPE_CHECKING:
    from validate.companions.records import CrossCheck
    from validate.constraints.evaluation import Evaluation
    from validate.diagnosis.severity_scale import Consequence
    from validate.profile.detected_settings import DetectedSettings
    from validate.profile.profile import Profile
    from validate.recognized import OcrCoverage, Reread


class Severity(Enum):
    """The severity of a finding; `rank` orders them, the most severe last."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for info to 3 for critical."""
        return list(Severity).index(self)

    @property
    def next(self) -> "Severity":
        """The severity one above, or the most severe itself."""
        return list(Severity)[min(self.rank + 1, len(Severity) - 1)]


class Certainty(Enum):
    """What a finding claims: the document contradicts itself, we could not determine, or we may
    have misread.
    """

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


class PrintedValue(NamedTuple):
    """A printed value: its place, its cell (None in running text, headers and captions) and its
    text.
    """

    place: Location
    cell: CellRef | None
    printed: str


class CompanionValue(NamedTuple):
    """A printed value in a document beside the report under audit, which `document` names
    (`Companion.id`).
    """

    document: str
    spot: PrintedValue


@dataclass(frozen=True, slots=True)
class Follower:
    """Another place that is wrong only because the root is."""

    rule: str
    spot: PrintedValue


@dataclass(frozen=True, slots=True)
class Alternative:
    """An equally small repair: this cell, had it been printed so, would restore the same relations.

    `why` is what supports it, such as two digits that changed places.
    """

    spot: PrintedValue
    expected: str
    why: Message | None = None


class Remark(NamedTuple):
    """What a rule says of a place that is the root of another rule's finding, and how certain that
    is.
    """

    rule: str
    message: Message
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule yields: what was printed where, what was expected, and the evidence; it has no id
    and weight yet.

    `severity` is asked for among those that the rule declares, None for its default; `consequence`
    is what follows from a number that contradicts others, which decides the severity instead.
    `certainty` is None where the violation claims what the rule usually does. `repetitions` are
    further places of the same violation; `followers` what is wrong by other rules because of it.
    `whole_report` states that it refers to the report as a whole, as all violations of some rules
    do. `elsewhere` are the places in other documents that contradict it. `clause` is what it claims
    in words that continue a sentence which names its place and quotes its number, None where it
    claims something else. `about` are cells of the rows that it is about where it is outside of
    them.
    """

    spot: PrintedValue
    message: Message
    expected: str | None = None
    formula: str | None = None
    evidence: tuple[PrintedValue, ...] = ()
    repetitions: tuple[PrintedValue, ...] = ()
    followers: tuple[Follower, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    why: Message | None = None
    severity: Severity | None = None
    consequence: "Consequence | None" = None
    certainty: Certainty | None = None
    whole_report: bool = False
    elsewhere: tuple[CompanionValue, ...] = ()
    clause: Message | None = None
    about: tuple[CellRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One root cause: what was printed where, what was expected, the sum written out, and what
    follows from it.

    `why` is what supports this number being the wrong one, as far as that can be determined in
    words. `fingerprint` is the same in another audit or version of the report
    (`validate.diagnosis.fingerprint`); it is empty until the examination is done. `further_places`
    are where else the same is; `followers` hold them too, under the rule itself. `whole_report` and
    `whole_table` state that the place is only where a finding on all of it shows. `elsewhere` are
    the places in documents beside the report that contradict it. `clause` is what it claims in
    words that continue a sentence which names its place and quotes its number, None where it claims
    something else. `also` is what other rules say of the same root: `message` holds that too, and
    `alone` is what it is without them. `about` are cells of the rows that it is about where it is
    outside of them; `truncated` indicates a number that was cut off instead of rounded.
    """

    rule: str
    severity: Severity
    certainty: Certainty
    spot: PrintedValue
    message: Message
    expected: str | None = None
    formula: str | None = None
    evidence: tuple[PrintedValue, ...] = ()
    followers: tuple[Follower, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    why: Message | None = None
    fingerprint: str = ""
    further_places: tuple[PrintedValue, ...] = ()
    whole_report: bool = False
    whole_table: bool = False
    elsewhere: tuple[CompanionValue, ...] = ()
    clause: Message | None = None
    also: tuple[Remark, ...] = ()
    alone: Message | None = None
    about: tuple[CellRef, ...] = ()
    truncated: bool = False

    @property
    def places(self) -> tuple[PrintedValue, ...]:
        """All places where it is: its root, and the others."""
        return (self.spot, *self.further_places)

    @property
    def consequences(self) -> tuple[Follower, ...]:
        """What is wrong elsewhere because of it: the followers that are no places of its own."""
        own = {spot.cell or spot.place for spot in self.places}
        return tuple(one for one in self.followers if (one.spot.cell or one.spot.place) not in own)

    def rests_on(self, confirmed: Set[CellRef] = frozenset()) -> frozenset[CellRef]:
        """Return the cells that, misread, would explain it: its own, and others that no relation
        confirms.
        """
        others = {spot.cell for spot in self.evidence}
        others.update(alternative.spot.cell for alternative in self.alternatives)
        others = {self.spot.cell, *(others - confirmed)}
        return frozenset(cell for cell in others if cell is not None)

    def as_doubt(self, heaviest: Severity = Severity.MAJOR) -> "Finding":
        """Return it as a doubt of our reading, which is never critical."""
        severity = min(self.severity, heaviest, key=lambda severity: severity.rank)
        return replace(self, severity=severity, certainty=Certainty.READING_DOUBT)


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return contradictions by severity, then what is less certain, then remarks; equals in the
    order of the pages.
    """
    return tuple(sorted(findings, key=_rank))


def _rank(finding: Finding) -> tuple[bool, bool, int, int, float]:
    page, box = finding.spot.place
    is_remark, is_certain = (
        finding.severity is Severity.INFO,
        finding.certainty is Certainty.INCONSISTENT,
    )
    return is_remark, not is_certain, -finding.severity.rank, page, box.top


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many printed numbers were read, are in a relation, are confirmed by one, and could not be
    read.

    `unverifiable` of those in a relation could not be judged by any: another number of it is
    unread, it divides by zero, or it is a law that fails in most rows of its column, which we
    misunderstand then.
    """

    numbers: int
    related: int
    confirmed: int
    unread: int
    unverifiable: int

    @property
    def recomputed(self) -> int:
        """How many numbers are in a relation that could be judged."""
        return self.related - self.unverifiable


class UnreadPage(NamedTuple):
    """A page on which many cells that print a number have no value: how many, of how many."""

    page: int
    unread: int
    printed: int


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings of one report, most severe first, and what was covered: in all and by the ids of
    its tables.

    `context` is what the rules were given. `confirmed` are the cells whose numbers a relation
    confirms, `unsure` the tables that no rules part and whose own sums do not confirm the reading:
    what is found in them may be our misreading. `profile` is what the report was compared with,
    `detected` what it does itself, `judgement` what became of every relation. `disagreements` are
    the numbers that other readers read differently, None where none has run, or none came to an
    end: `second_reader_failure` says why. `uncertain` are the tables in which it is undecided
    which rows add up to which, and how many of their amounts are in no sum because of
    it. `unread_pages` are those on which many printed numbers have no value. `cross_check` is what
    became of the documents beside the report, None where none was given. `rereads` are the numbers
    read from pictures otherwise than the recogniser likes best, as their relations ask for;
    `recognized` states how many numbers were read from pictures, None where none was.
    """

    context: AuditContext
    findings: tuple[Finding, ...]
    coverage: Coverage
    tables: Mapping[str, Coverage] = field(default_factory=dict)
    confirmed: frozenset[CellRef] = frozenset()
    profile: "Profile | None" = None
    detected: "DetectedSettings | None" = None
    unsure: frozenset[str] = frozenset()
    uncertain: Mapping[str, int] = field(default_factory=dict)
    judgement: "Evaluation | None" = field(default=None, repr=False, compare=False)
    unread_pages: tuple[UnreadPage, ...] = ()
    disagreements: tuple[Disagreement, ...] | None = None
    second_reader_failure: Message | None = None
    cross_check: "CrossCheck | None" = None
    rereads: "tuple[Reread, ...]" = ()
    recognized: "OcrCoverage | None" = None

    @property
    def report(self) -> Report:
        """The report as it was audited."""
        return self.context.report
