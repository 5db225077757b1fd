"""LTB-06: realisasi of an indicator across tables."""

from tests.rules.examples import assert_examples, assert_severities, broken, tables
from validate.rules.ltb06_realisasi import RULE

EXAMPLES = tables("Indikator Kinerja", "Realisasi")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))
