"""Matters (pokok masalah): the findings of an audit by their causes, in the order in which an
auditor reads them.

What belongs to one cause is one matter with its places: a wrong realisasi and the capaian, the
efisiensi and the sentence of the text that rest on it. Matters are numbered from 1 over all groups,
and every output shows these numbers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from lkj_audit.presentation.findings.causes import by_cause
from lkj_audit.presentation.findings.sentences import RULE_BY_ID, matter_sentence
from lkj_audit.presentation.language import Lang
from validate.findings import Audit, Certainty, Finding, Follower, Message, PrintedValue, Severity
from validate.rule import Concern


class MatterGroup(Enum):
    """What an auditor does with a matter, in the order in which the groups are shown."""

    EXPLAIN = "explain"
    LOOK = "look"
    TIDY = "tidy"
    CHECKLIST = "checklist"


GROUP_NAMES = {
    MatterGroup.EXPLAIN: Message("Perlu dijelaskan unit", "To be explained by the unit"),
    MatterGroup.LOOK: Message("Perlu dilihat sendiri", "To be looked at by the auditor"),
    MatterGroup.TIDY: Message("Perapian", "To be tidied"),
    MatterGroup.CHECKLIST: Message("Daftar uji", "Checklist"),
}

_TRUNCATED = Message("Angka dipotong, bukan dibulatkan", "Numbers cut off instead of rounded")


@dataclass(frozen=True, slots=True)
class Matter:
    """One entry of the review: the findings that belong to one cause, the one that names it first.

    `id` is the same in another audit of the report and derives from the fingerprint of its first
    finding; of a matter of one kind (all misspellings) from its rule. `number` counts over all
    groups. `title` says what is wrong, `sentence` the whole of it.
    """

    id: str
    number: int
    group: MatterGroup
    title: Message
    sentence: Message
    findings: tuple[Finding, ...]

    @property
    def lead(self) -> Finding:
        """The finding that names the matter."""
        return self.findings[0]

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """The fingerprints of its findings, by which decisions are kept."""
        return tuple(finding.fingerprint for finding in self.findings)

    @property
    def severity(self) -> Severity:
        """Its severity: that of its most severe contradiction, or of its most severe finding where
        none is one.
        """
        certain = [one for one in self.findings if one.certainty is Certainty.INCONSISTENT]
        return max(
            (one.severity for one in certain or self.findings), key=lambda severity: severity.rank
        )

    @property
    def certainty(self) -> Certainty:
        """How certain its first finding is."""
        return self.lead.certainty

    @property
    def sum(self) -> str | None:
        """The sum of the finding that names it, with its result."""
        return self.lead.formula

    @property
    def places(self) -> tuple[PrintedValue, ...]:
        """Where its findings are, each place once."""
        return tuple(dict.fromkeys(spot for finding in self.findings for spot in finding.places))

    @property
    def effects(self) -> tuple[Follower, ...]:
        """What is wrong elsewhere because of it, each place once and none of its own places."""
        own = {spot.cell or spot.place for spot in self.places}
        effects = {one.spot: one for finding in self.findings for one in finding.consequences}
        return tuple(one for spot, one in effects.items() if (spot.cell or spot.place) not in own)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages of its places, in order."""
        return tuple(sorted({spot.place.page for spot in self.places}))

    def number_of(self, finding: Finding) -> str:
        """Return the number of one of its findings: "3" of a single one, "3.2" of the second of
        several.
        """
        at = next(at for at, one in enumerate(self.findings, 1) if one is finding)
        return f"{self.number}.{at}" if len(self.findings) > 1 else str(self.number)


def matters(audit: Audit) -> tuple[Matter, ...]:
    """Return the matters of an audit, group by group, the most severe first in each."""
    return _matters(_Identity(audit))


def numbers(audit: Audit) -> tuple[str, ...]:
    """Return the numbers of the findings as every output shows them, in the order of the audit."""
    found = {id(one): matter.number_of(one) for matter in matters(audit) for one in matter.findings}
    return tuple(found[id(finding)] for finding in audit.findings)


def group_counts(audit: Audit, suppressed: Set[str] = frozenset()) -> tuple[int, ...]:
    """Return how many matters there are in each group, in the order of the groups; not those of
    which a baseline suppresses all findings, by their fingerprints.
    """
    counts = Counter(
        matter.group for matter in matters(audit) if not suppressed >= set(matter.fingerprints)
    )
    return tuple(counts[group] for group in MatterGroup)


def counted_groups(counts: Sequence[int], lang: Lang) -> str:
    """Return how many matters there are in each group, in words."""
    named = zip(counts, MatterGroup, strict=True)
    return " · ".join(
        f"{lang.number(count)} {lang.say(*GROUP_NAMES[group]).lower()}" for count, group in named
    )


_BRIEF_NAMES = {
    MatterGroup.EXPLAIN: Message("dijelaskan", "to explain"),
    MatterGroup.LOOK: Message("dilihat", "to look at"),
    MatterGroup.TIDY: Message("perapian", "to tidy"),
    MatterGroup.CHECKLIST: Message("daftar uji", "checklist"),
}


def briefly_counted(counts: Sequence[int], lang: Lang) -> str:
    """Return how many matters there are in each group, in a word each."""
    named = zip(counts, MatterGroup, strict=True)
    return ", ".join(
        f"{lang.number(count)} {lang.say(*_BRIEF_NAMES[group])}" for count, group in named
    )


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with the number that every output shows, and the matter that it belongs to."""

    number: str
    finding: Finding
    matter: Matter


def numbered_findings(audit: Audit) -> tuple[NumberedFinding, ...]:
    """Return the findings in the order in which outputs list them: matter by matter."""
    return tuple(
        NumberedFinding(matter.number_of(one), one, matter)
        for matter in matters(audit)
        for one in matter.findings
    )


class _Identity:
    """An audit as what it is and not what it holds, so that its matters are worked out once."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit

    def __hash__(self) -> int:
        return id(self.audit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.audit is self.audit


@lru_cache(maxsize=4)
def _matters(identity: _Identity) -> tuple[Matter, ...]:
    audit = identity.audit
    groups: dict[MatterGroup, list[tuple[str, Message, tuple[Finding, ...]]]] = {
        group: [] for group in MatterGroup
    }
    for id, group, title, findings in _grouped(audit):
        groups[group].append((id, title, findings))
    ordered = [(group, *matter) for group, found in groups.items() for matter in found]
    return tuple(
        Matter(id, number, group, title, matter_sentence(findings, audit.report), findings)
        for number, (group, id, title, findings) in enumerate(ordered, 1)
    )


def _grouped(audit: Audit) -> Iterator[tuple[str, MatterGroup, Message, tuple[Finding, ...]]]:
    """Yield id, group, title and findings of each matter, in the order of the audit."""
    kinds: dict[str, list[Finding]] = {}
    for cause in by_cause(audit):
        findings = _lead_first(cause)
        lead = findings[0]
        group = _group_of(findings)
        kind = _kind_of(findings, group)
        kinds.setdefault(kind or f"m:{lead.fingerprint or len(kinds)}", []).extend(findings)
    for id, alike in kinds.items():
        title = _TRUNCATED if id == _TRUNCATED_ID else RULE_BY_ID[alike[0].rule].fault
        yield id, _group_of(alike), title, tuple(alike)


_TRUNCATED_ID = "m:dipotong"


def _kind_of(findings: Sequence[Finding], group: MatterGroup) -> str:
    """Return the id of the kind that a matter belongs to, empty where it stands alone.

    What is to be tidied is one line a kind, and so are remarks that may be our own misreading.
    """
    lead = findings[0]
    if len({finding.rule for finding in findings}) > 1:
        return ""
    if group is MatterGroup.TIDY:
        return _TRUNCATED_ID if _is_truncated(lead) else f"m:{RULE_BY_ID[lead.rule].key}"
    light = lead.severity is Severity.INFO or RULE_BY_ID[lead.rule].concern is Concern.FORM
    is_remark = group is MatterGroup.LOOK and light and lead.severity.rank < Severity.MAJOR.rank
    return f"m:look:{RULE_BY_ID[lead.rule].key}" if is_remark else ""


def _group_of(findings: Sequence[Finding]) -> MatterGroup:
    """Return the group of a matter, which is that of its most pressing finding."""
    return min((_group_of_finding(finding) for finding in findings), key=list(MatterGroup).index)


def _group_of_finding(finding: Finding) -> MatterGroup:
    concern = RULE_BY_ID[finding.rule].concern
    if concern is Concern.ELEMENT:
        return MatterGroup.CHECKLIST
    if finding.certainty is not Certainty.INCONSISTENT:
        return MatterGroup.LOOK
    light = finding.severity.rank < Severity.MAJOR.rank
    if light and (concern is Concern.FORM or _is_truncated(finding)):
        return MatterGroup.TIDY
    return MatterGroup.LOOK if finding.severity is Severity.INFO else MatterGroup.EXPLAIN


def _is_truncated(finding: Finding) -> bool:
    return (
        finding.truncated
        and finding.formula is not None
        and finding.severity.rank < Severity.MAJOR.rank
    )


def _lead_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings of a matter, the most pressing one first, of equals that of the most
    severe rule.
    """

    def press(finding: Finding) -> tuple[int, bool, int, int]:
        certain, usual = (
            finding.certainty is Certainty.INCONSISTENT,
            RULE_BY_ID[finding.rule].severity,
        )
        return (
            order.index(_group_of_finding(finding)),
            not certain,
            -finding.severity.rank,
            -usual.rank,
        )

    order = list(MatterGroup)
    lead = min(findings, key=press)
    return (lead, *(finding for finding in findings if finding is not lead))
