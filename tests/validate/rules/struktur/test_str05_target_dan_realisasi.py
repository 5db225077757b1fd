"""STR-05: target and realisasi compared."""

from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from validate.rules.struktur.str05_target_dan_realisasi import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))
