"""ANK-01: thousands separator."""

from tests.reports import findings_of
from tests.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.rules.of_ank import COMMAS_AMONG_DOTS, budget
from validate.findings import CellRef, Severity
from validate.rules.ank01_pemisah_ribuan import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_commas_among_dots_are_found_cell_by_cell() -> None:
    first, second = findings_of(RULE, budget(COMMAS_AMONG_DOTS))
    assert (first.spot.cell, first.spot.printed, first.expected) == (
        CellRef("t1", 0, 3),
        "1,361,248,977",
        "1.361.248.977",
    )
    assert (second.spot.cell, second.spot.printed, second.expected) == (CellRef("t1", 2, 4), "699,282", "699.282")
    assert {first.severity, second.severity} == {Severity.MINOR}
    assert "1.361.248.977" in first.message.id


def test_decimals_behind_a_comma_are_no_thousands() -> None:
    assert not list(findings_of(RULE, budget("7.01.01 | Program | 201.404.250,50 | 201.404.250,50 | 0 | 99,582")))
