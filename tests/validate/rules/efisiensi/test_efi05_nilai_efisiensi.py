"""EFI-05: range of NE."""

import pytest

from tests.audits import audit, found, report_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_efi import cost
from validate.rules.efisiensi.efi05_nilai_efisiensi import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        report_of(
            cost("1 | A | x | 100 | 100 | 100 | 10 | 10 | 100 | 0"),
            text="Berdasarkan PMK Nomor 22/PMK.02/2021 nilai efisiensi (NE) sebesar 235%.",
        ),
    )


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Berdasarkan PMK Nomor 22/PMK.02/2021 nilai efisiensi (NE) sebesar 235%.", "235"),
        ("Berdasarkan PMK 249 Tahun 2011 nilai efisiensi mencapai -12,5 %.", "-12,5"),
        ("Berdasarkan PMK Nomor 22/PMK.02/2021 nilai efisiensi (NE) sebesar 100%.", None),
        ("Adapun nilai efisiensi (NE) sebesar 235%.", None),
        ("Berdasarkan PMK Nomor 22/PMK.02/2021 efisiensi sebesar 235%.", None),
    ],
)
def test_a_nilai_efisiensi_of_the_ministry_lies_between_0_and_100(
    sentence: str, printed: str | None
) -> None:
    findings = found(
        audit(cost("1 | A | x | 100 | 100 | 100 | 10 | 10 | 100 | 0"), text=sentence), "EFI-05"
    )
    assert [one.spot.printed for one in findings] == ([printed] if printed else [])
