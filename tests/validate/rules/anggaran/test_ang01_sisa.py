"""ANG-01: remainder of the budget."""

from tests.audits import drawn, report_of
from tests.validate.rules.examples import (
    assert_examples,
    assert_severities,
    broken,
    tabular,
    varied,
)
from validate.rules.anggaran.ang01_sisa import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        *varied(RULE, EXAMPLES, "400.000", "490.000"),
        report_of(
            drawn(
                "Kode | Uraian | Pagu (Rp juta) | Realisasi (Rp juta) | Sisa (Rp juta)",
                "7.01.02 | Program Satu | 4.594,59 | 1.201,20 | 3.393,3",
            )
        ),
    )
