"""The perjanjian kinerja: PKR-05, PKR-06."""

import pytest

from tests.audits import CAPAIAN, PK_PROGRAM, PK_SASARAN, audit, drawn, found, told
from validate.findings import Severity

INDICATOR = "Persentase hasil fasilitasi yang ditindaklanjuti"


@pytest.mark.parametrize(
    ("agreed", "findings"),
    [
        ("95,45%", []),
        ("95,45", []),
        ("90,45%", ["PKR-05 t2:0:2 95,45 -> 90,45"]),
    ],
)
def test_the_target_reported_on_is_the_one_agreed(agreed: str, findings: list[str]) -> None:
    agreement = drawn(PK_SASARAN, f"1 | Meningkatnya pelayanan | {INDICATOR} | {agreed}", "t1", "Perjanjian Kinerja")
    reported = drawn(CAPAIAN, f"Pelayanan | {INDICATOR} | 95,45 | | ", "t2", "Capaian Kinerja")
    assert told(found(audit(agreement, reported))) == findings


def test_a_target_that_the_capaian_confirms_is_not_the_one_to_blame() -> None:
    agreement = drawn(PK_SASARAN, f"1 | Meningkatnya pelayanan | {INDICATOR} | 90,45%", "t1", "Perjanjian Kinerja")
    reported = drawn(CAPAIAN, f"Pelayanan | {INDICATOR} | 95,45 | 95,27 | 99,81", "t2", "Capaian Kinerja")
    (finding,) = found(audit(agreement, reported))
    assert told([finding]) == ["PKR-05 t1:0:3 90,45% -> 95,45"]
    assert finding.severity is Severity.CRITICAL


def test_an_indicator_that_was_not_agreed_is_compared_with_nothing() -> None:
    agreement = drawn(PK_SASARAN, f"1 | Meningkatnya pelayanan | {INDICATOR} | 90%", "t1", "Perjanjian Kinerja")
    reported = drawn(CAPAIAN, "Pelayanan | Indeks Pelayanan Publik | 65 | 65 | 100", "t2", "Capaian Kinerja")
    assert found(audit(agreement, reported)) == []


PROGRAMS = "1 | Program Penyelenggaraan Pelayanan | Rp. 4.430.000,00\n2 | Program Pembinaan Desa | Rp. 23.850.000,00\n"


@pytest.mark.parametrize(
    ("total", "findings"),
    [
        (" | Total | Rp. 28.280.000,00", []),
        (" | Total | Rp. 28.820.000,00", ["PKR-06 t1:2:2 Rp. 28.820.000,00 -> 28.280.000,00"]),
        ("", []),
    ],
)
def test_the_agreed_budget_is_the_sum_of_its_programs(total: str, findings: list[str]) -> None:
    assert told(found(audit(drawn(PK_PROGRAM, PROGRAMS + total, caption="Perjanjian Kinerja")))) == findings
