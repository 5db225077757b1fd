"""PKR-14: year of the Renstra."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.wholes import whole
from validate.rules.perjanjian_kinerja.pkr14_tahun_ke import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tahun 2022 merupakan tahun kedua pelaksanaan Renstra Kecamatan 2018-2023.",
            ["tahun ke-5"],
        ),
        ("Tahun 2022 merupakan tahun keempat pelaksanaan Renstra Kecamatan 2018-2023.", []),
        ("Tahun 2022 merupakan tahun kelima pelaksanaan Renstra Kecamatan 2018-2023.", []),
        ("Tahun ini tahun ke-3 dari Renstra Kecamatan 2024-2026.", ["tahun ke-1"]),
        ("Tahun 2024 adalah tahun pertama Renstra Kecamatan 2024-2026.", []),
        ("Target tahun pertama sampai tahun ketiga Renstra Kecamatan 2024-2026.", []),
        ("Tahun 2022 dan tahun 2023 adalah tahun kedua Renstra Kecamatan 2018-2023.", []),
    ],
)
def test_the_year_of_a_plan_is_counted_right(text: str, expected: list[str]) -> None:
    assert [finding.expected for finding in findings_of(RULE, whole(planning=text))] == expected
