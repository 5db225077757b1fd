"""What follows from a wrong number: its deviation in its unit, and whether a conclusion changes
with it.
"""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, told
from tests.validate.rules.of_cap import RIGHT
from validate.findings import Severity

UNITS = "Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%)"


def weight(*rows: str, head: str = CAPAIAN) -> list[tuple[str, Severity]]:
    findings = found(
        audit(drawn(head, "\n".join(rows), caption="Capaian Kinerja Tahun 2024")), "CAP-0", "ANG"
    )
    return [(one.spot.printed, one.severity) for one in findings]


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("Pelayanan | Persentase hasil | 95,45 | 95,27 | 99,79", Severity.MINOR),
        ("Pelayanan | Persentase hasil | 95,45 | 95,27 | 99,71", Severity.MAJOR),
        ("Pelayanan | Persentase hasil | 95,45 | 95,27 | 100,01", Severity.CRITICAL),
        ("Pelayanan | Persentase hasil | 95,45 | 97,27 | 99,91", Severity.CRITICAL),
        # less is better: 8 of 10 reaches the target, 11 of 10 does not
        ("Pelayanan | Angka kemiskinan | 10,00 | 8,00 | 121,40", Severity.MAJOR),
        ("Pelayanan | Angka kemiskinan | 10,00 | 11,00 | 109,00", Severity.CRITICAL),
    ],
)
def test_a_capaian_weighs_by_its_points_and_by_whether_its_target_is_reached(
    row: str, severity: Severity
) -> None:
    ((_, found_),) = weight(row, RIGHT)
    assert found_ is severity


def test_a_capaian_printed_as_a_fraction_deviates_by_its_share() -> None:
    rows = [f"Pelayanan | Persentase hasil {at} | 100,00 | {at}0,00 | 0,{at}0" for at in (5, 6, 7)]
    for wrong in ("0,81", "0,88"):
        ((printed, severity),) = weight(
            f"Pelayanan | Persentase lain | 100,00 | 80,00 | {wrong}", *rows
        )
        assert (printed, severity) == (wrong, Severity.MAJOR)


@pytest.mark.parametrize(
    ("unit", "other", "severity"),
    [
        ("persen", "80,05", Severity.MINOR),
        ("%", "80,15", Severity.MAJOR),
        ("orang", "80,05", Severity.MAJOR),
        ("", "80,05", Severity.MINOR),  # of an indicator that is called Persentase
    ],
)
def test_the_unit_of_a_row_tells_what_a_realisasi_deviates_by(
    unit: str, other: str, severity: Severity
) -> None:
    row = f"Persentase desa yang tertib | {unit} | 100,00"
    tables = (
        drawn(UNITS, f"{row} | 80,00 | 80,00", "t1", "Tabel 1 Capaian Tahun 2024"),
        drawn(UNITS, f"{row} | {other} | ", "t2", "Tabel 2 Capaian Tahun 2024"),
    )
    (finding,) = found(audit(*tables), "LTB-06")
    assert told([finding]) == [f"LTB-06 t2:0:3 {other} -> 80,00"]
    assert finding.severity is severity


def test_the_amount_of_a_program_is_a_total_and_that_of_a_sub_kegiatan_is_none() -> None:
    head = "Kode | Uraian | Pagu | Realisasi | Sisa"
    program, part = "7.01.02 | Program Satu", "7.01.02.2.01.0001 | Sub kegiatan"
    for row, severity in ((program, Severity.CRITICAL), (part, Severity.MAJOR)):
        ((_, found_),) = weight(f"{row} | 1.000.000 | 400.000 | 650.000", head=head)
        assert found_ is severity
