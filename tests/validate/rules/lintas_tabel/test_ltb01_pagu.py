"""LTB-01: pagu of a program across tables."""

from tests.validate.rules.examples import assert_examples, assert_severities, tables, varied
from validate.rules.lintas_tabel.ltb01_pagu import RULE

EXAMPLES = tables("Program/Uraian", "Anggaran/Pagu", programs=True)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, *varied(RULE, EXAMPLES, "23.580.000", "23.580.000", "23.800.000", "23.849.000")
    )
