"""ANG-07: line without a pagu."""

import pytest

from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_ang import row
from validate.rules.anggaran.ang07_pagu_nol import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize("share", ["0", "-", "", "0,00"])
def test_nothing_of_nothing_may_be_printed_as_zero_a_dash_or_not_at_all(share: str) -> None:
    assert (
        row(f"7.01.02 | Program | 0 | 0 | 0 | {share}\n7.01.03 | Program | 3 | 2 | 1 | 66,67") == []
    )


def test_nothing_of_nothing_is_not_all_of_it() -> None:
    assert row("7.01.02 | Program | 0 | 0 | 0 | 100\n7.01.03 | Program | 3 | 2 | 1 | 66,67") == [
        "ANG-07 t1:0:5 100 -> 0"
    ]
