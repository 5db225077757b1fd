"""ANK-06: uniform precision."""

import pytest

from tests.audits import BUDGET as BUDGET_HEAD
from tests.audits import audit, drawn, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, headed
from validate.findings import Audit
from validate.rules.angka.ank06_ketelitian import RULE

EXAMPLES = headed("Serapan (%)")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def shares(*printed: str) -> Audit:
    rows = [f"7.01.0{at} | Program {at} | | | | {share}" for at, share in enumerate(printed, 1)]
    return audit(drawn(BUDGET_HEAD, "\n".join(rows)))


@pytest.mark.parametrize(
    ("printed", "found_"),
    [
        (("97,91", "95,06", "88,71", "99,9092"), ["99,9092"]),
        (("97,91", "95,06", "88,71", "100", "0", "97,5", "94"), []),
        (("97,91", "95,06", "88,71", "91,22", "97", "94", "93"), ["97"]),
        (("97", "95", "88"), []),
        (("97,9", "95,06"), []),
    ],
)
def test_the_percentages_of_a_column_are_of_one_precision(
    printed: tuple[str, ...], found_: list[str]
) -> None:
    assert [finding.spot.printed for finding in found(shares(*printed), "ANK-06")] == found_
