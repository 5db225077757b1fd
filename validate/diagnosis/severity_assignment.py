"""The severity and claim of a violation: id, severity and certainty are stamped here on all that
rules yield.
"""

from collections.abc import Set
from dataclasses import replace

from validate.diagnosis.severity_scale import Consequence, severity_of
from validate.findings import CellRef, Certainty, Finding, Follower, Severity
from validate.hidden_content import HiddenContent
from validate.profile.profile import Profile
from validate.rule import Breach, Rule


def assign_severity(
    breach: Breach,
    profile: Profile,
    unsure: Set[str],
    unseen: HiddenContent,
    confirmed: Set[CellRef],
) -> Finding:
    """Return the finding of a violation; one that may be our own misreading is a doubt and never
    critical.

    It may be one where it rests on a table of `unsure` extraction, save on cells whose numbers are
    `confirmed`, and where it rests on what is `unseen`. What running text prints is judged by the
    cells that contradict it, however well those agree with each other.
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
        followers=(
            *(Follower(rule.id, spot) for spot in violation.repetitions),
            *violation.followers,
        ),
        alternatives=violation.alternatives,
        why=violation.why,
        further_places=violation.repetitions,
        whole_report=rule.whole_report or violation.whole_report,
        whole_table=rule.whole_table,
        elsewhere=violation.elsewhere,
        clause=violation.clause,
        about=violation.about,
        truncated=violation.consequence is not None and violation.consequence.truncated,
    )
    cells = finding.rests_on(confirmed if finding.spot.cell else frozenset())
    doubtful = any(cell.table in unsure for cell in cells) or unseen.concerns(finding)
    return (
        finding.as_doubt() if doubtful or finding.certainty is Certainty.READING_DOUBT else finding
    )


def severity_of_violation(rule: Rule, profile: Profile) -> Severity:
    """Return the usual severity of a rule's violations: what the region has set, else the default
    of the rule.
    """
    return profile.severities.get(rule.id, rule.severity)


def _severity(breach: Breach, profile: Profile) -> Severity:
    """Return the severity of a violation: what the region has set for its rule, else what follows
    from it.
    """
    rule, violation = breach
    if rule.id in profile.severities:
        return profile.severities[rule.id]
    certainty = violation.certainty or rule.certainty
    declared = Consequence(declared=rule.declared(violation.severity))
    return severity_of(
        replace(violation.consequence or declared, certainty=certainty), profile.severity_scale
    )
