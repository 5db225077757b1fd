"""ANK-02: groups of three digits."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_ank import budget
from validate.findings import Certainty, Severity
from validate.rules.angka.ank02_kelompok_ribuan import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


SISA_CONFIRMS = "7.01.01.2.08 | Penyediaan Jasa | 201.404.250 | 19.7195.216 | 4.209.034 | 97,91"


SUM_CONFIRMS = """
    7.01.01.2.08      | Penyediaan Jasa            | 201.404.250 | 19.7195.216 | - | -
    7.01.01.2.08.0002 | Penyediaan Jasa Komunikasi | 35.256.000  | 31.746.248  | - | -
    7.01.01.2.08.0004 | Penyediaan Jasa Pelayanan  | 166.148.250 | 165.448.968 | - | -
"""


PARENT_CONFIRMS = """
    7.01.01.2.08      | Penyediaan Jasa            | 201.404.250 | 197.195.216 | - | -
    7.01.01.2.08.0002 | Penyediaan Jasa Komunikasi | 35.256.000  | 3.1746.248  | - | -
    7.01.01.2.08.0004 | Penyediaan Jasa Pelayanan  | 166.148.250 | 165.448.968 | - | -
"""


@pytest.mark.parametrize(
    ("text", "read", "written"),
    [
        (SISA_CONFIRMS, "197.195.216", "201.404.250 − 197.195.216 = 4.209.034"),
        (SISA_CONFIRMS, "197.195.216", "197.195.216 ÷ 201.404.250 × 100 = 97,91"),
        (SUM_CONFIRMS, "197.195.216", "31.746.248 + 165.448.968 = 197.195.216"),
        (PARENT_CONFIRMS, "31.746.248", "31.746.248 + 165.448.968 = 197.195.216"),
    ],
)
def test_a_slipped_separator_is_certain_once_the_table_bears_it_out(
    text: str, read: str, written: str
) -> None:
    (finding,) = findings_of(RULE, budget(text))
    assert finding.expected == read
    assert written in (finding.formula or "")
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert "dipastikan oleh" in finding.message.id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7.01.01.2.08 | Jasa | 201.404.250 | 19.7195.216 | 5.000.000 | 80,00", "tidak cocok"),
        ("7.01.01.2.08 | Jasa | 201.404.250 | 19.7195.216 | - | ", "tidak cocok"),
        (
            "7.01.01.2.08 | Jasa | 201.404.250 | 19.7195.216 |  | 96,00",
            "tidak cocok dengan persentase 96,00",
        ),
        ("7.01.01.2.08 | Jasa | - | 19.7195.216 |  | ", "tidak ada angka lain"),
    ],
)
def test_a_broken_grouping_that_nothing_bears_out_is_unverifiable(text: str, said: str) -> None:
    (finding,) = findings_of(RULE, budget(text))
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.UNVERIFIABLE)
    assert finding.expected is None
    assert said in finding.message.id


def test_one_sum_that_holds_is_enough_where_another_is_wrong_for_its_own_reason() -> None:
    (finding,) = findings_of(RULE, budget(SISA_CONFIRMS.replace("97,91", "79,91")))
    assert finding.certainty is Certainty.INCONSISTENT
    assert "79,91" not in finding.message.id


def test_regular_groups_are_no_broken_ones() -> None:
    assert not findings_of(RULE, budget(SISA_CONFIRMS.replace("19.7195.216", "19.719.521")))


@pytest.mark.parametrize(
    ("row", "asked", "written"),
    [
        (
            "7.01.01 | Jasa | 50.000.000,00 | 33.61.984,00 | 16.388.016,00 | ",
            "33.611.984,00",
            "50.000.000,00 − 16.388.016,00",
        ),
        (
            "7.01.01 | Jasa | 33.61.984,00 | 20.000.000,00 | 13.611.984,00 | ",
            "33.611.984,00",
            "20.000.000,00 + 13.611.984,00",
        ),
        (
            "7.01.01 | Jasa | 58.000.000 | 57.373,346 | 626.664 | ",
            "57.373.336",
            "58.000.000 − 626.664",
        ),
    ],
)
def test_what_other_numbers_ask_of_an_amount_without_a_value_is_told(
    row: str, asked: str, written: str
) -> None:
    (finding,) = findings_of(RULE, budget(row))
    assert (finding.expected, finding.certainty) == (asked, Certainty.UNVERIFIABLE)
    assert finding.formula == f"{written} = {asked}"
    assert f"menurut angka lain {asked}" in finding.message.id


def test_what_the_lines_under_it_ask_of_an_amount_without_a_value_is_told() -> None:
    rows = """
        7.01.01.2.08      | Penyediaan Jasa     | | 197.19.216  | |
        7.01.01.2.08.0002 | Penyediaan Listrik  | | 31.746.248  | |
        7.01.01.2.08.0004 | Penyediaan Umum     | | 165.448.968 | |
    """
    (finding,) = findings_of(RULE, budget(rows))
    assert (finding.expected, finding.formula) == (
        "197.195.216",
        "31.746.248 + 165.448.968 = 197.195.216",
    )


def test_an_amount_without_a_value_that_nothing_asks_for_is_told_where_its_groups_are_broken() -> (
    None
):
    (finding,) = findings_of(RULE, budget("7.01.01 | Jasa | 33.61.984,00 | | | "))
    assert (finding.expected, finding.certainty) == (None, Certainty.UNVERIFIABLE)
    assert not findings_of(RULE, budget("7.01.01 | Jasa | 57.373,346 | | | "))
