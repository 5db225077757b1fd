"""What violations weigh: the severity that a region sets, those that rules declare, and what is
told as one.
"""

import ast
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.report import Report
from tests.audits import BUDGET, CAPAIAN, COST, drawn
from tests.reports import whole
from validate.audit_context import AuditContext
from validate.catalogue import RULES
from validate.constraints.evaluation import relations_of
from validate.diagnosis.severity_assignment import assign_severity
from validate.diagnosis.severity_scale import Consequence, Deviation, SeverityScale, Unit
from validate.examine import examine
from validate.findings import Certainty, Finding, Message, PrintedValue, Severity, Violation
from validate.hidden_content import HiddenContent
from validate.profile.profile import DEFAULT, Profile
from validate.rule import Breach, Rule, UndeclaredSeverity

VALIDATE = Path(__file__).parent.parent.parent.parent / "validate"
RULE_BY_ID = {rule.id: rule for rule in RULES}


def named(report: Report, profile: Profile, rule: str) -> list[Finding]:
    return [finding for finding in examine(report, profile).findings if finding.rule == rule]


def weighed(violation: Violation, rule: Rule, profile: Profile = DEFAULT) -> Finding:
    return assign_severity(
        Breach(rule, violation), profile, frozenset(), HiddenContent(), frozenset()
    )


@pytest.fixture
def violation(wrong_remainder: Finding) -> Violation:
    return Violation(wrong_remainder.spot, Message("salah", "wrong"))


# What a region sets -------------------------------------------------------------------------------


def repeated_capaian() -> Report:
    """A wrong capaian that another table repeats: it breaks CAP-01, and by its copy LTB-07."""
    rows = "Pelayanan | Persentase desa yang tertib | 95,45 | 95,27 | {}"
    return whole(
        drawn(CAPAIAN, rows.format("99,97"), "t1", "Tabel 1. Capaian Kinerja Tahun 2024"),
        drawn(
            COST,
            f"1 | {rows.format('99,81')} | 100 | 100 | 100,00 | -0,19",
            "t2",
            "Tabel 2. Cost per Outcome 2024",
        ),
    )


def test_a_region_makes_a_rule_lighter_than_what_follows_from_the_number() -> None:
    report = repeated_capaian()
    (usual,) = named(report, DEFAULT, "CAP-01")
    assert "LTB-07" in {follower.rule for follower in usual.followers}
    (regraded,) = named(report, Profile(severities={"CAP-01": Severity.INFO}), "CAP-01")
    assert (usual.severity, regraded.severity) == (Severity.MAJOR, Severity.INFO)


def test_what_follows_from_a_number_weighs_unless_its_rule_is_set(violation: Violation) -> None:
    rule = RULE_BY_ID["ANG-01"]
    off = Deviation(Decimal(120), Decimal(100), Unit.AMOUNT, total=True)
    wrong = replace(violation, consequence=Consequence(deviation=off))
    assert weighed(wrong, rule).severity is Severity.CRITICAL
    assert (
        weighed(wrong, rule, Profile(severities={"ANG-01": Severity.INFO})).severity
        is Severity.INFO
    )
    assert (
        weighed(wrong, rule, Profile(severities={"ANG-02": Severity.INFO})).severity
        is Severity.CRITICAL
    )
    assert (
        weighed(
            wrong, rule, Profile(severity_scale=SeverityScale(critical_total=Decimal(50)))
        ).severity
        is Severity.MAJOR
    )


def test_what_may_be_a_misreading_is_never_critical(violation: Violation) -> None:
    doubt = Violation(violation.spot, violation.message, certainty=Certainty.READING_DOUBT)
    for profile in (DEFAULT, Profile(severities={"ANG-03": Severity.CRITICAL})):
        assert weighed(doubt, RULE_BY_ID["ANG-03"], profile).severity is Severity.MAJOR


# What a rule declares -----------------------------------------------------------------------------


def test_a_violation_weighs_and_claims_what_its_rule_does_unless_it_asks_for_another(
    violation: Violation,
) -> None:
    rule = RULE_BY_ID["TGL-02"]
    asking = Violation(
        violation.spot, violation.message, severity=Severity.INFO, certainty=Certainty.UNVERIFIABLE
    )
    plain, asked = weighed(violation, rule), weighed(asking, rule)
    assert (plain.rule, plain.severity, plain.certainty) == (
        "TGL-02",
        Severity.MINOR,
        Certainty.INCONSISTENT,
    )
    assert (asked.severity, asked.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)


def test_a_severity_that_a_rule_does_not_declare_cannot_be_asked_for(violation: Violation) -> None:
    asking = Violation(violation.spot, violation.message, severity=Severity.CRITICAL)
    with pytest.raises(UndeclaredSeverity, match="TGL-02 does not declare the severity critical"):
        weighed(asking, RULE_BY_ID["TGL-02"])


def test_further_places_of_a_violation_follow_it_under_its_own_rule(violation: Violation) -> None:
    again = PrintedValue(violation.spot.place, None, "lagi")
    repeated = Violation(violation.spot, violation.message, repetitions=(again,))
    (follower,) = weighed(repeated, RULE_BY_ID["KOD-06"]).followers
    assert (follower.rule, follower.spot) == ("KOD-06", again)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_a_rule_declares_is_whole(rule: Rule) -> None:
    assert rule.kinds
    assert rule.key == rule.id or rule.id in rule.aliases or rule.aliases
    assert len(set(rule.severities)) == len(rule.severities) > 0
    assert set(rule.absorbs) <= RULE_BY_ID.keys() - {rule.id}
    assert not set(rule.aliases) & RULE_BY_ID.keys()


def test_no_two_rules_have_one_key_or_list_the_repetitions_of_one_role() -> None:
    keys = [name for rule in RULES for name in {rule.key, *rule.aliases}]
    mentions = [rule.mentions for rule in RULES if rule.mentions]
    assert len(set(keys)) == len(keys)
    assert len(set(mentions)) == len(mentions) > 0


def test_no_module_below_the_rules_knows_one_by_name() -> None:
    ids = re.compile(rf"\b(?:{'|'.join(sorted({rule.id[:3] for rule in RULES}))})-\d\d\b")
    named = {
        path.stem
        for path in VALIDATE.rglob("*.py")
        if "rules" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and ids.fullmatch(node.value)
    }
    # what is not checked, and the elements of a report, which the outputs list by their rules
    assert named == {"unchecked_rules", "required_elements"}


def test_the_id_of_a_rule_is_put_on_the_relations_that_it_states() -> None:
    rule = RULE_BY_ID["ANG-01"]
    context = AuditContext(
        whole(drawn(BUDGET, "7.01.02 | Program Satu | 4.430.000 | 3.930.000 | 400.000 | 88,71"))
    )
    assert rule.relate
    assert {relation.rule for relation in rule.relate(context)} == {""}
    assert {relation.rule for relation in relations_of(context, [rule])} == {"ANG-01"}


def test_no_rule_imports_another() -> None:
    imports = {
        (path.name, node.module)
        for path in (VALIDATE / "rules").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    assert len(imports) > len(RULES)
    assert [pair for pair in imports if (pair[1] or "").startswith("validate.rules")] == []
