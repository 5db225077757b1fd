"""LTB-07: capaian of an indicator across tables."""

from tests.validate.rules.examples import assert_examples, assert_severities, tables, varied
from validate.rules.lintas_tabel.ltb07_capaian import RULE

EXAMPLES = tables("Indikator Kinerja", "Capaian (%)")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, *varied(RULE, EXAMPLES, "98,91", "98,91", "99,78", "100,81"))
