"""PKR-02: indicator that was not agreed."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_pkr import AGREED, INDICATOR, OTHER, REPORTED, reported, sasaran
from tests.wholes import CHAPTER_2, whole
from validate.rules.perjanjian_kinerja.pkr02_indikator_di_luar_pk import RULE


def test_every_declared_severity_is_reached() -> None:
    rows = f"Tujuan | {OTHER} | 65 | - | ", f"Mutu | {OTHER} | 65 | 65 | 100"
    assert_severities(
        RULE, *(whole(sasaran(AGREED, "t1", CHAPTER_2), reported(REPORTED, row)) for row in rows)
    )


@pytest.mark.parametrize(
    ("row", "strangers"),
    [
        (f"Tujuan | {OTHER} | 65 | - | ", [OTHER]),
        (f"Mutu | {INDICATOR} kecamatan | 65 | 65 | 100", []),
        (
            f"Program Pelayanan | {OTHER} | 65 | 65 | 100",
            [],
        ),  # of a program, which has an agreement of its own
    ],
)
def test_an_indicator_that_was_not_agreed_is_asked_about(row: str, strangers: list[str]) -> None:
    report = whole(sasaran(AGREED, "t1", CHAPTER_2), reported(REPORTED, row))
    assert [finding.spot.printed for finding in findings_of(RULE, report)] == strangers
