"""CAP-16: realisasi and capaian."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found
from tests.validate.rules.examples import (
    achievement,
    assert_examples,
    assert_severities,
    broken,
    prose,
)
from tests.validate.rules.of_cap import RIGHT
from validate.rules.capaian.cap16_realisasi_disebut_capaian import RULE

EXAMPLES = prose(achievement("Persentase hasil fasilitasi", "95,45", "95,27", "99,81"))


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    below = prose(achievement("Persentase hasil fasilitasi", "95,45", "80,00", "83,81"))(
        "realisasi Persentase hasil fasilitasi mencapai 83,81%"
    )
    worded = prose(achievement("Persentase hasil fasilitasi", "95,45", "95,27", "99,81"))(
        "bahwa realisasi capaian kinerja untuk Persentase hasil fasilitasi mencapai 99,81% "
        "dan seterusnya."
    )
    assert_severities(RULE, broken(RULE, EXAMPLES), below, worded)


PERSENTASE = "Pelayanan | Persentase hasil fasilitasi | 95,45 | 95,27 | 99,81"


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Adapun realisasi Persentase hasil fasilitasi mencapai 99,81%.", "99,81%"),
        (
            "bahwa realisasi capaian kinerja untuk Persentase hasil fasilitasi mencapai "
            "99,81% dan seterusnya.",
            "99,81%",
        ),
        ("Adapun realisasi Persentase hasil fasilitasi mencapai 95,27%.", None),
        (
            "Persentase hasil fasilitasi terealisasi sebesar 95,27%, sehingga capaian "
            "kinerjanya 99,81%.",
            None,
        ),
        ("Adapun capaian Persentase hasil fasilitasi mencapai 99,81%.", None),
        ("Adapun realisasi Persentase desa mandiri mencapai 99,81%.", None),
        ("Adapun realisasi anggaran untuk Persentase hasil fasilitasi mencapai 99,81%.", None),
        ("Realisasi baik. Nilai Persentase hasil fasilitasi menjadi 99,81%.", None),
        ("Adapun realisasi Persentase hasil fasilitasi mencapai 199,81%.", None),
    ],
)
def test_a_capaian_that_the_text_calls_realisasi_is_told(
    sentence: str, printed: str | None
) -> None:
    findings = found(audit(drawn(CAPAIAN, f"{PERSENTASE}\n{RIGHT}"), text=sentence), "CAP-16")
    assert [(one.spot.printed, one.expected) for one in findings] == (
        [(printed, "95,27")] if printed else []
    )
