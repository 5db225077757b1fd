"""ANK-01: thousands separator."""

from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_ank import COMMAS_AMONG_DOTS, budget
from validate.examine import examine
from validate.findings import CellRef, Severity
from validate.rules.angka.ank01_pemisah_ribuan import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_commas_among_dots_are_one_finding_a_table_with_all_cells() -> None:
    (finding,) = findings_of(RULE, budget(COMMAS_AMONG_DOTS))
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (
        CellRef("t1", 0, 3),
        "1,361,248,977",
        "1.361.248.977",
    )
    assert [(spot.cell, spot.printed) for spot in finding.further_places] == [
        (CellRef("t1", 2, 4), "699,282")
    ]
    assert finding.severity is Severity.MINOR
    assert "2 tempat di tabel ini" in finding.message.id


def test_a_table_with_commas_among_dots_is_not_told_a_second_time_as_one_of_two_styles() -> None:
    (finding,) = [
        one
        for one in examine(budget(COMMAS_AMONG_DOTS)).findings
        if one.rule in ("ANK-01", "ANK-05")
    ]
    assert finding.rule == "ANK-01"
    assert {one.rule for one in finding.followers} == {"ANK-01", "ANK-05"}


def test_decimals_behind_a_comma_are_no_thousands() -> None:
    assert not list(
        findings_of(
            RULE, budget("7.01.01 | Program | 201.404.250,50 | 201.404.250,50 | 0 | 99,582")
        )
    )
