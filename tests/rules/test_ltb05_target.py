"""LTB-05: target across tables."""

from tests.rules.examples import assert_examples, assert_severities, broken, tables
from validate.rules.ltb05_target import RULE

EXAMPLES = tables("Indikator Kinerja", "Target")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))
