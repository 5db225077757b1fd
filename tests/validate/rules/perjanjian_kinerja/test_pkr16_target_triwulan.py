"""PKR-16: targets of the quarters."""

import pytest

from tests.audits import CAPAIAN, drawn
from tests.reports import findings_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_pkr import REPORTED
from tests.wholes import CHAPTER_3, whole
from validate.rules.perjanjian_kinerja.pkr16_target_triwulan import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        whole(
            drawn(
                f"{CAPAIAN} | Keterangan",
                f"{REPORTED} | {QUARTERS}",
                "t2",
                "Tabel 3.1 Capaian Kinerja",
                CHAPTER_3,
            )
        ),
    )


QUARTERS = "TW 1: 37,84 TW 2: 17 TW 3: 10,7 TW 4: 29,63"


@pytest.mark.parametrize(
    ("note", "planning", "findings"),
    [
        (QUARTERS, "", 1),
        (QUARTERS, "Rencana aksi tahun 2024 memuat target setiap triwulan.", 0),
        (QUARTERS, "Target triwulan I sampai IV disajikan dalam lampiran.", 0),
        ("TW 4: 29,63", "", 0),
    ],
)
def test_values_of_quarters_want_targets_of_quarters(
    note: str, planning: str, findings: int
) -> None:
    results = drawn(
        f"{CAPAIAN} | Keterangan",
        f"{REPORTED} | {note}",
        "t2",
        "Tabel 3.1 Capaian Kinerja",
        CHAPTER_3,
    )
    assert len(findings_of(RULE, whole(results, planning=planning))) == findings
