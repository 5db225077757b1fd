"""What is beside a report under audit: documents with their roles, and what may or may not be the
same in both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from normalize.report import Report
from normalize.text.comparison import normalize_text
from validate.findings import CompanionValue, Message, PrintedValue


class CompanionRole(Enum):
    """What a document is to the report under audit.

    `DPPA` is its budget document, before or after the change of the budget, `LRA` the budget
    realisation report, `QUARTER` the report of another quarter of the year, `UNIT` the report of a
    unit below the office.
    """

    PK = "pk"
    PREVIOUS = "previous"
    QUARTER = "quarter"
    RENJA = "renja"
    DPPA = "dppa"
    LRA = "lra"
    RENSTRA = "renstra"
    UNIT = "unit"


# of these there may be several
SEVERAL = frozenset({CompanionRole.PREVIOUS, CompanionRole.QUARTER, CompanionRole.UNIT})


class Matched(NamedTuple):
    """How many indicators and budget lines are the same in two documents: what the comparison
    speaks about.
    """

    indicators: int
    budget_lines: int


@dataclass(frozen=True, slots=True)
class Companion:
    """A document beside the report under audit.

    `id` names it among those of one audit: `pk`, `previous-2023`, `quarter-tw2`. `report` is None
    where it could not be read; `problem` says why it could not be, or why it is not compared.
    `unsure` are the tables of which the reading is not sure, as in `Audit`. `matched` is None where
    nothing was compared.
    """

    role: CompanionRole
    file: str
    report: Report | None = None
    problem: Message | None = None
    unsure: frozenset[str] = frozenset()
    id: str = ""
    matched: Matched | None = None


def identified(companions: Iterable[Companion]) -> tuple[Companion, ...]:
    """Return the companions, each with its id: its role, with the period or year that it reports
    on.

    A further one of the same id has its number behind it. Fingerprints hold the id.
    """
    counts: Counter[str] = Counter()
    found = []
    for one in companions:
        id = "-".join(filter(None, (one.role.value, _told_by(one))))
        counts[id] += 1
        found.append(replace(one, id=id if counts[id] == 1 else f"{id}-{counts[id]}"))
    return tuple(found)


def _told_by(companion: Companion) -> str:
    """Return what separates a document from others of its role, nothing where there is only one or
    it does not say.
    """
    report = companion.report
    if report is None:
        return ""
    match companion.role:
        case CompanionRole.PREVIOUS:
            return str(report.year or "")
        case CompanionRole.QUARTER:
            return report.period.label.lower() if report.period else ""
        case CompanionRole.UNIT:
            return normalize_text(report.organisation or "").replace(" ", "-")
        case _:
            return ""


class MatchKind(Enum):
    """What may be the same in two documents."""

    OFFICE = "office"
    INDICATOR = "indicator"
    BUDGET_LINE = "budget_line"


class MatchKey(NamedTuple):
    """Two names that may be of the same thing, folded: what a person decides on, in any
    documents.
    """

    kind: MatchKind
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class MatchDecisions:
    """What a person has decided on uncertain matches."""

    same: frozenset[MatchKey] = frozenset()
    different: frozenset[MatchKey] = frozenset()


UNDECIDED = MatchDecisions()


@dataclass(frozen=True, slots=True)
class UncertainMatch:
    """Two things in two documents that may be the same: nothing is compared before a person says
    so.

    `similarity` of their names is from 0 to 1. `ours` is None for the office, whose name is all
    over a report.
    """

    key: MatchKey
    document: str
    similarity: float
    ours: PrintedValue | None
    theirs: CompanionValue | None
    names: tuple[str, str]


class CrossCheck(NamedTuple):
    """What became of the documents beside a report: the documents, and the matches that a person is
    to decide.
    """

    companions: Sequence[Companion] = ()
    uncertain: Sequence[UncertainMatch] = ()
