"""BKT-06: number of ticks."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_bkt import ticked
from tests.wholes import whole
from validate.findings import Certainty
from validate.rules.bukti.bkt06_centang import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        whole(ticked("1 | Fasilitasi | √ | √ |   | √ | √ | 5 | 1,00"), annex="**REKAPITULASI**"),
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1 | Fasilitasi | √ | √ | √ | √ | √ | 5 | 1,00", None),
        ("1 | Fasilitasi | √ | √ |   | √ | √ | 4 | 0,80", None),
        ("1 | Fasilitasi |   |   |   |   |   | 0 | 0,00", None),
        ("1 | Fasilitasi | √ | √ |   | √ | √ | 5 | 1,00", "4"),
        (
            "1 | Fasilitasi | √ | √ | x | √ | √ | 5 | 1,00",
            None,
        ),  # what a cross stands for cannot be told
        ("1 | Fasilitasi | √ | √ | √ | √ | √ |   | 1,00", None),
    ],
)
def test_a_subtotal_is_the_number_of_ticks(row: str, expected: str | None) -> None:
    other = "2 | Koordinasi | √ | √ | √ | √ | √ | 5 | 1,00"
    findings = findings_of(RULE, whole(ticked(row, other), annex="**REKAPITULASI**"))
    assert [finding.expected for finding in findings] == [expected] * (expected is not None)


def test_ticks_in_the_column_of_the_subtotal_are_told_once_as_a_doubt() -> None:
    shifted = "2 | Koordinasi | √ | √ | √ | √ | √ | √ | 1,00"
    rows = ("1 | Fasilitasi | √ | √ | √ | √ | √ | 5 | 1,00", shifted, shifted)
    (finding,) = findings_of(RULE, whole(ticked(*rows), annex="**REKAPITULASI**"))
    assert finding.certainty is Certainty.READING_DOUBT
    assert "2 baris" in finding.message.id
