"""A report compared with the documents beside it: every rule across documents, over typed reports
alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from normalize.reference.region_settings import RegionSettings
from normalize.report import Report
from validate.audit_context import AuditContext
from validate.catalogue import RULES
from validate.companions.dossier import Comparison, Dossier
from validate.companions.fitting import office_match, problem_of
from validate.companions.records import (
    UNDECIDED,
    Companion,
    CompanionRole,
    CrossCheck,
    MatchDecisions,
    Matched,
    UncertainMatch,
    identified,
)
from validate.diagnosis.fingerprint import stamped
from validate.diagnosis.severity_assignment import assign_severity
from validate.findings import (
    Audit,
    CellRef,
    CompanionValue,
    Finding,
    Follower,
    Message,
    by_severity,
)
from validate.hidden_content import HiddenContent, find_hidden_content
from validate.profile.profile import DEFAULT, Profile
from validate.rule import Breach


def cross_checked(
    audit: Audit, companions: Iterable[Companion], decisions: MatchDecisions = UNDECIDED
) -> Audit:
    """Return an audit with what contradicts the documents beside its report; `decisions` are a
    person's on matches.

    A contradiction at a cell that already has a finding is reported under that finding.
    """
    evidence = ReadingCertainty(audit.unsure, audit.confirmed)
    checked = cross_check(audit.context, companions, decisions, audit.profile or DEFAULT, evidence)
    findings = _told_once(audit.findings, checked.findings)
    return replace(audit, findings=by_severity(findings), cross_check=checked.told)


@dataclass(frozen=True, slots=True)
class CrossChecked:
    """The findings across documents of one report, each with its fingerprint, and what became of
    the documents.
    """

    findings: tuple[Finding, ...]
    told: CrossCheck


class ReadingCertainty(NamedTuple):
    """How sure the reading of a report is, as its audit states it: tables that are not, cells that
    relations confirm.
    """

    unsure: frozenset[str] = frozenset()
    confirmed: frozenset[CellRef] = frozenset()


SURE = ReadingCertainty()


def cross_check(
    context: AuditContext,
    companions: Iterable[Companion],
    decisions: MatchDecisions = UNDECIDED,
    profile: Profile = DEFAULT,
    reading: ReadingCertainty = SURE,
    context_of: Callable[[Report, RegionSettings], AuditContext] = AuditContext,
) -> CrossChecked:
    """Return what contradicts the documents beside a report, most severe first; the report needs no
    other audit.

    `context_of` makes the context of a document beside it; one that was made for another report
    spares working out again what is in it.
    """
    known, offices = _fitting(context, identified(companions), decisions)
    comparisons = [
        Comparison(context, one, context_of(one.report, context.settings), decisions)
        for one in known
        if one.report and not one.problem
    ]
    dossier = Dossier(context, comparisons)
    rules = [rule for rule in profile.applied_to(RULES, context.report.kind) if rule.compare]
    doubts = _ReadingDoubts(comparisons)
    unseen = find_hidden_content(context.report)
    findings = [
        doubts.applied_to(
            assign_severity(
                Breach(rule, violation), profile, reading.unsure, unseen, reading.confirmed
            )
        )
        for rule in rules
        if rule.compare and not dossier.roles.isdisjoint(rule.beside)
        for violation in rule.compare(dossier)
    ]
    uncertain = [*offices, *(match for one in comparisons for match in _uncertain(one))]
    matched = {one.companion.id: _matched(one) for one in comparisons} if rules else {}
    told = CrossCheck(
        tuple(replace(one, matched=matched.get(one.id)) for one in known), tuple(uncertain)
    )
    return CrossChecked(stamped(context.report, by_severity(findings), RULES), told)


def _fitting(
    context: AuditContext, companions: Sequence[Companion], decisions: MatchDecisions
) -> tuple[tuple[Companion, ...], list[UncertainMatch]]:
    """Return the documents, those that cannot be compared with the reason, and the offices that may
    be others.
    """
    known: list[Companion] = []
    offices: list[UncertainMatch] = []
    for one in companions:
        problem = problem_of(context.report, one, known)
        match = None if problem else office_match(context.report, one, decisions)
        if match:
            offices.append(match)
            problem = _of_another_office(match)
        known.append(replace(one, problem=problem))
    return tuple(known), offices


def _of_another_office(match: UncertainMatch) -> Message:
    ours, theirs = match.names
    return Message(
        f"perangkat daerahnya {theirs}, sedangkan laporan ini dari {ours}",
        f"its office is {theirs}, but this report is of {ours}",
    )


# which matches a role's rules rest on
_OF_INDICATORS = frozenset(CompanionRole) - {
    CompanionRole.DPPA,
    CompanionRole.LRA,
    CompanionRole.UNIT,
}
_OF_MONEY = frozenset(CompanionRole) - {CompanionRole.RENJA, CompanionRole.RENSTRA}


def _matched(comparison: Comparison) -> Matched:
    """Return how much is the same in both documents, of what the rules on the role rest on."""
    return Matched(
        len(comparison.indicators.pairs) if comparison.role in _OF_INDICATORS else 0,
        len(comparison.budget_lines.pairs) if comparison.role in _OF_MONEY else 0,
    )


def _uncertain(comparison: Comparison) -> list[UncertainMatch]:
    """Return the matches of a document that a person is to decide."""
    indicators = comparison.indicators.uncertain if comparison.role in _OF_INDICATORS else ()
    lines = comparison.budget_lines.uncertain if comparison.role in _OF_MONEY else ()
    return [*indicators, *lines]


class _ReadingDoubts:
    """What of the documents beside a report may be our own misreading."""

    def __init__(self, comparisons: Sequence[Comparison]) -> None:
        self._unsure = {one.companion.id: one.companion.unsure for one in comparisons}
        self._unseen: dict[str, HiddenContent] = {
            one.companion.id: find_hidden_content(one.report) for one in comparisons
        }

    def applied_to(self, finding: Finding) -> Finding:
        """Return a finding, as a doubt where it rests on such a place."""
        return finding.as_doubt() if any(map(self._is_doubtful, finding.elsewhere)) else finding

    def _is_doubtful(self, there: CompanionValue) -> bool:
        cell, unseen = there.spot.cell, self._unseen[there.document]
        in_doubt = cell is not None and cell.table in self._unsure[there.document] | unseen.tables
        return in_doubt or there.spot.place.page in unseen.pages


def _told_once(findings: Sequence[Finding], across: Sequence[Finding]) -> list[Finding]:
    """Return all findings; what asks for the same number at a cell that a finding blames is
    reported under that.
    """
    blamed: dict[CellRef, int] = {}
    for at, finding in enumerate(findings):
        if finding.spot.cell and finding.expected is not None:
            blamed.setdefault(finding.spot.cell, at)
    told = list(findings)
    for one in across:
        root = blamed.get(one.spot.cell) if one.spot.cell else None
        if root is not None and told[root].expected == one.expected:
            told[root] = _with(told[root], one)
        else:
            told.append(one)
    return told


def _with(finding: Finding, across: Finding) -> Finding:
    """Return a finding with the documents that confirm it, the more severe of both."""
    severity = max(finding.severity, across.severity, key=lambda severity: severity.rank)
    return replace(
        finding,
        severity=severity,
        followers=(*finding.followers, Follower(across.rule, across.spot), *across.followers),
        elsewhere=(*finding.elsewhere, *across.elsewhere),
    )
