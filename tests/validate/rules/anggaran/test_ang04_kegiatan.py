"""ANG-04: sum of the kegiatan."""

from tests.audits import drawn, report_of
from tests.validate.rules.examples import (
    assert_examples,
    assert_severities,
    broken,
    tabular,
    varied,
)
from validate.rules.anggaran.ang04_kegiatan import RULE

EXAMPLES = tabular()


# the last amount is cut off instead of rounded
CUT = """
    7.01.02 | Program | 2.202,3
    7.01.02.2.01 | Kegiatan satu | 1.101,19
    7.01.02.2.02 | Kegiatan dua | 1.101,19
"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        *varied(RULE, EXAMPLES, "4.340.000", "4.420.000"),
        report_of(
            drawn(
                "Kode | Uraian | Pagu (Rp juta)",
                CUT,
            )
        ),
    )
