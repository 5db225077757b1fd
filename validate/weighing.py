"""What a violation weighs and claims: id, severity and certainty are stamped here on all that rules yield."""

from collections.abc import Set

from validate.findings import CellRef, Certainty, Finding, Follower, Severity
from validate.profile import Profile
from validate.rule import Breach, Rule
from validate.unseen import Unseen


def weigh(breach: Breach, profile: Profile, unsure: Set[str], unseen: Unseen, confirmed: Set[CellRef]) -> Finding:
    """Return the finding of a violation; one that may be our own misreading is a doubt and never critical.

    It may be one where it rests on a table of `unsure` extraction, save on cells whose numbers are `confirmed`, and
    where it rests on what is `unseen`. What running text prints is told from the cells that contradict it, however well
    those agree with each other.
    """
    rule, violation = breach
    finding = Finding(
        rule=rule.id,
        severity=_severity(breach, profile),
        certainty=violation.certainty or rule.certainty,
        spot=violation.spot,
        message=violation.message,
        expected=violation.expected,
        formula=violation.formula,
        evidence=violation.evidence,
        followers=(*(Follower(rule.id, spot) for spot in violation.repetitions), *violation.followers),
        alternatives=violation.alternatives,
        why=violation.why,
    )
    cells = finding.rests_on(confirmed if finding.spot.cell else frozenset())
    doubtful = any(cell.table in unsure for cell in cells) or unseen.concerns(finding)
    return finding.as_doubt() if doubtful or finding.certainty is Certainty.READING_DOUBT else finding


def weight(rule: Rule, profile: Profile, asked: Severity | None = None) -> Severity:
    """Return what a violation of a rule weighs by itself: what the region has set, else the severity it asks for."""
    return profile.severities.get(rule.id) or rule.declared(asked)


def _severity(breach: Breach, profile: Profile) -> Severity:
    """Return the severity of a violation: what else the same number breaks raises it, unless the region has set it."""
    rule, violation = breach
    own = weight(rule, profile, violation.severity)
    if rule.id in profile.severities or violation.consequence is None:
        return own
    return max(own, violation.consequence, key=lambda severity: severity.rank)
