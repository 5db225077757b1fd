"""EFI-08: programs counted once."""

import pytest

from tests.audits import audit, found, report_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_efi import cost
from validate.rules.efisiensi.efi08_program_sekali import RULE

TWICE = [
    f"{at} | Program Penunjang | x | 100 | 100 | 100 | 4.430.000 | 4.430.000 | 100 | 0"
    for at in (1, 2)
]


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, report_of(cost(*TWICE, " | JUMLAH | | | | | 8.860.000 | 8.860.000 | 100 | 0"))
    )


@pytest.mark.parametrize(
    ("total", "printed"), [("8.860.000", ["4.430.000"]), ("4.430.000", []), ("9.000.000", [])]
)
def test_a_program_that_the_total_counts_twice_is_told(total: str, printed: list[str]) -> None:
    rows = [
        f"{at} | Program Penunjang | x | 100 | 100 | 100 | 4.430.000 | 4.430.000 | 100 | 0"
        for at in (1, 2)
    ]
    table = cost(*rows, f" | JUMLAH | | | | | {total} | {total} | 100 | 0")
    assert [one.spot.printed for one in found(audit(table), "EFI-08")] == printed
