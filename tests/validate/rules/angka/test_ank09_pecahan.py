"""ANK-09: fractions and percentages."""

from tests.audits import BUDGET as BUDGET_HEAD
from tests.audits import audit, drawn, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.rules.angka.ank09_pecahan import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_a_column_of_fractions_under_percent_is_one_finding_and_recomputed_as_such() -> None:
    rows = "7.01.01 | Program A | 201.404.250 | 197.195.216 | 4.209.034 | 0,98\n"
    rows += "7.01.02 | Program B | 35.256.000 | 31.746.248 | 3.509.752 | 0,90"
    (finding,) = found(audit(drawn(BUDGET_HEAD, rows)), "ANG", "ANK")
    assert (finding.rule, finding.spot.printed, finding.expected) == ("ANK-09", "0,98", "98")
    wrong = rows.replace("0,90", "0,19")
    assert "ANG-02" in {one.rule for one in found(audit(drawn(BUDGET_HEAD, wrong)))}
