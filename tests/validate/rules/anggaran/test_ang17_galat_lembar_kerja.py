"""ANG-17: spreadsheet error."""

import pytest

from tests.audits import BUDGET, audit, budget, drawn, followers, found, told
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.rules.anggaran.ang17_galat_lembar_kerja import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize("text", ["#DIV/0!", "#REF!", "#VALUE!", "#N/A", "#######"])
def test_a_spreadsheet_error_is_told_wherever_it_stands(text: str) -> None:
    (finding,) = found(audit(budget(f"7.01.02 | Program | 100 | 60 | 40 | {text}")))
    assert (finding.rule, finding.spot.printed) == ("ANG-17", text)


def test_spreadsheet_errors_are_told_once_a_report_with_their_places() -> None:
    rows = "7.01.02 | Program | 0 | 0 | 0 | #DIV/0!\n7.01.03 | Program | 0 | 0 | #REF! | #DIV/0!"
    other = budget("7.01.02 | Program | 0 | 0 | 0 | #DIV/0!", "t2")
    (error,) = found(audit(budget(rows), other), "ANG-17")
    assert told([error]) == ["ANG-17 t1:0:5 #DIV/0! -> None"]
    assert followers(error) == {"ANG-17 t1:1:4", "ANG-17 t1:1:5", "ANG-17 t2:0:5"}
    assert (
        error.message.id
        == "Tercetak #DIV/0!, #REF!, pesan galat lembar kerja, di tempat angka (4 sel)."
    )


def test_a_number_sign_is_no_spreadsheet_error() -> None:
    assert found(audit(drawn(BUDGET, "7.01.02 | Program #1 | 100 | 60 | 40 | 60"))) == []
