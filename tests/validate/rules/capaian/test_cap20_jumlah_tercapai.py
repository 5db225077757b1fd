"""CAP-20: indicators achieved."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, report_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_cap import RIGHT
from validate.rules.capaian.cap20_jumlah_tercapai import RULE

TWO_INDICATORS = f"""
    Pelayanan | Persentase layanan | 95,00 | 95,00 | 100,00
    {RIGHT}
"""


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        report_of(
            drawn(CAPAIAN, TWO_INDICATORS),
            text="Dari 2 indikator kinerja utama, sebanyak 2 indikator mencapai target.",
        ),
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dari 2 indikator kinerja utama, sebanyak 2 indikator mencapai target.", "1"),
        ("Dari 2 (dua) indikator terdapat 1 (satu) indikator yang tercapai.", None),
        ("Dari 3 indikator kinerja utama, sebanyak 3 indikator mencapai target.", None),
        ("Dari 2 indikator, 2 indikator belum mencapai target.", None),
    ],
)
def test_the_indicators_that_the_text_counts_are_those_of_the_table(
    sentence: str, expected: str | None
) -> None:
    table = drawn(CAPAIAN, f"Pelayanan | Persentase layanan | 95,00 | 95,00 | 100,00\n{RIGHT}")
    findings = found(audit(table, text=sentence), "CAP-20")
    assert [one.expected for one in findings] == ([expected] if expected else [])
