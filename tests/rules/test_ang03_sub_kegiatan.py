"""ANG-03: sum of the sub kegiatan."""

from tests.audits import drawn, report_of
from tests.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.rules.of_ang import row, wrong
from validate.rules.ang03_sub_kegiatan import RULE

EXAMPLES = tabular()


# the last amount is cut off instead of rounded
CUT = """
    7.01.02.2.01 | Kegiatan | 2.202,3
    7.01.02.2.01.0001 | Sub satu | 1.101,19
    7.01.02.2.01.0002 | Sub dua | 1.101,19
"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        report_of(
            drawn(
                "Kode | Uraian | Pagu (Rp juta)",
                CUT,
            )
        ),
    )


def test_a_line_whose_code_could_not_be_read_leaves_its_sum_unclaimed() -> None:
    assert wrong("7.01.02.2.04.0003 |", "7.O1.O2.2.x |") == []


def test_a_blank_part_adds_nothing() -> None:
    assert row("7.01.02 | Program | 100 | | |\n7.01.02.2.01 | Satu | 100 | | |\n7.01.02.2.04 | Dua | | | |") == []
