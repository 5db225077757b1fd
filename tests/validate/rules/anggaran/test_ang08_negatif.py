"""ANG-08: negative amount."""

from tests.audits import audit, budget, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.rules.anggaran.ang08_negatif import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_an_amount_below_zero_is_told() -> None:
    (finding,) = found(audit(budget("7.01.02 | Program | 100 | (30) | 130 | -30")))
    assert (finding.rule, finding.spot.printed, finding.message.en) == (
        "ANG-08",
        "(30)",
        "Printed -30, but pagu and realisasi are not negative.",
    )


def test_a_column_in_which_amounts_below_zero_recur_prints_something_else() -> None:
    def told_of(*pagu: str) -> int:
        rows = [
            f"7.01.0{at} | Program {at} | {amount} | 0 | {amount} | 0"
            for at, amount in enumerate(pagu, 1)
        ]
        return len(found(audit(budget("\n".join(rows))), "ANG-08"))

    assert told_of("(30)", "(20)", "100", "(10)", "200") == 0
    assert told_of("(20)", "100", "150", "(10)", "200") == 2
