"""PKR-13: years of the Renstra."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.wholes import whole
from validate.rules.perjanjian_kinerja.pkr13_masa_renstra import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Sasaran mengacu pada Rencana Strategis Kecamatan Klakah Tahun 2018-2023.", 1),
        ("Sasaran mengacu pada Renstra Kecamatan Klakah Tahun 2024-2026.", 0),
        ("Renstra Kecamatan 2018-2023 telah berakhir.", 0),
        ("Renstra periode sebelumnya (2018-2023) menjadi pembanding.", 0),
        ("Rencana Strategis 2018 s.d. 2023 dan Renstra Tahun 2024 - 2026 dibandingkan.", 0),
        ("Penyusunan Renstra 2025-2029 sedang berjalan.", 0),
        ("Peraturan Bupati tentang Renstra Kecamatan 2018-2023 dicabut.", 0),
        ("RPJMD Kabupaten Lumajang Tahun 2018-2023.", 0),
    ],
)
def test_the_renstra_of_a_report_holds_its_year(text: str, findings: int) -> None:
    assert len(findings_of(RULE, whole(planning=text))) == findings
