"""STR-18: rows numbered in order."""

import pytest

from normalize.report import Report
from tests.audits import drawn
from tests.reports import found_by, written
from tests.validate.rules.examples import assert_severities
from validate.findings import Severity
from validate.rules.struktur.str18_nomor_baris import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, rows("1", "2", "3", "5", "6"))


def rows(*numbers: str) -> Report:
    body = "\n".join(f"{number} | Program {at} | 100" for at, number in enumerate(numbers))
    return written(
        "Uraian", tables=[drawn("No | Program | Anggaran", body, caption="Tabel 3.1 Program")]
    )


@pytest.mark.parametrize(
    ("numbers", "row", "expected"),
    [
        (("1", "2", "3", "5", "6"), 3, "4"),
        (("1", "2", "2", "3", "4"), 2, "3"),
        (("", "2", "3", "4"), 1, None),
    ],
)
def test_a_row_whose_number_does_not_follow_is_told(
    numbers: tuple[str, ...], row: int, expected: str | None
) -> None:
    (finding,) = found_by(rows(*numbers), "STR-18")
    assert finding.spot.cell == ("t1", row, 0)
    assert (finding.expected, finding.severity) == (expected, Severity.INFO)


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "2", "3", "4"),
        ("1.", "2.", "3.", "4."),
        ("1", "", "2", "", "3"),
        ("4", "5", "6"),
        ("1", "2", "1", "2", "3"),
        ("1", "7", "3", "12", "4"),
        ("1", "2", "a", "4"),
        ("1", "3"),
    ],
)
def test_numbers_in_order_of_groups_or_of_something_else_pass(numbers: tuple[str, ...]) -> None:
    assert not found_by(rows(*numbers), "STR-18")
