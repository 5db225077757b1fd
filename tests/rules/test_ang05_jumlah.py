"""ANG-05: total of all programs."""

from tests.audits import drawn, report_of
from tests.rules.examples import assert_examples, assert_severities, broken, tabular, varied
from tests.rules.of_ang import row
from validate.rules.ang05_jumlah import RULE

EXAMPLES = tabular()


# the last amount is cut off instead of rounded
CUT = """
    7.01.02 | Program Satu | 1.101,19
    7.01.03 | Program Dua | 1.101,19
    | JUMLAH | 2.202,3
"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        *varied(RULE, EXAMPLES, "28.820.000", "28.180.000"),
        report_of(
            drawn(
                "Kode | Uraian | Pagu (Rp juta)",
                CUT,
            )
        ),
    )


def test_a_total_over_rows_of_unknown_level_is_claimed_only_where_one_column_bears_it_out() -> None:
    rows = "| Program Satu | 100 | 60 | 40 | 60\n| Kegiatan A | 100 | 60 | 40 | 60\n| Program Dua | 50 | 50 | 0 | 100\n"
    assert row(rows + "JUMLAH | < | 150 | 111 | 40 | 73,33") == ["ANG-05 t1:3:3 111 -> 110"]
    assert row(rows + "JUMLAH | < | 999 | 888 | 111 | 88,89") == []


def test_two_totals_are_not_guessed_at() -> None:
    rows = (
        "7.01.01 | Program | 100 | 60 | 40 | 60\nJUMLAH | < | 999 | 60 | 939 | 6,01\nTOTAL | < | 999 | 60 | 939 | 6,01"
    )
    assert row(rows) == []
