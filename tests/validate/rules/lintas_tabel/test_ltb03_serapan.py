"""LTB-03: absorption of a program across tables."""

from tests.validate.rules.examples import assert_examples, assert_severities, tables, varied
from validate.rules.lintas_tabel.ltb03_serapan import RULE

EXAMPLES = tables("Uraian/Indikator Kinerja", "Persentase (%)/Capaian Anggaran (%)")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, *varied(RULE, EXAMPLES, "99,90", "99,90", "98,90"))
