"""What several rules ANG have in common."""

import pytest

from tests.audits import audit, drawn, found, told
from tests.validate.rules.of_ang import RIGHT, row, wrong


def test_a_table_that_is_right_has_no_finding() -> None:
    assert row(RIGHT) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "7.01.02 | Program | 4.430.000 | 3.930.000 | 400.000 | 88,71",
            ["ANG-01 t1:0:4 400.000 -> 500.000"],
        ),
        (
            "7.01.02 | Program | 4.430.000 | 3.930.000 | 500.000 | 88,17",
            ["ANG-02 t1:0:5 88,17 -> 88,71"],
        ),
        (
            "7.01.02 | Program | 2.435.011.000 | 2.434.911.000 | 100.000 | 100",
            [],
        ),  # 99,996 in two decimals
        ("7.01.02 | Program | 4.430.000 | 3.930.000 | | ", []),
        ("7.01.02 | Program | 4.430.000 | - | 4.430.000 | 0", []),
    ],
)
def test_sisa_and_persentase_follow_from_pagu_and_realisasi(text: str, findings: list[str]) -> None:
    assert row(text + "\n7.01.03 | Program Dua | 3 | 2 | 1 | 66,67") == findings


@pytest.mark.parametrize(
    ("was", "now", "findings"),
    [
        (
            "Koordinasi              | 2.180.000",
            "Koordinasi | 2.810.000",
            ["ANG-03 t1:1:2 2.810.000 -> 2.180.000"],
        ),
        (
            "Program Penyelenggaraan | 4.430.000",
            "Program | 4.340.000",
            ["ANG-04 t1:0:2 4.340.000 -> 4.430.000"],
        ),
        (
            "<                       | 4.430.000",
            "< | 4.430.100",
            ["ANG-05 t1:5:2 4.430.100 -> 4.430.000"],
        ),
        (
            "Peningkatan             | 2.180.000",
            "Peningkatan | 2.180.001",
            ["ANG-03 t1:2:2 2.180.001 -> 2.180.000"],
        ),
    ],
)
def test_each_level_is_the_sum_of_the_one_below(was: str, now: str, findings: list[str]) -> None:
    assert wrong(was, now) == findings


ACROSS = (
    "Uraian | Penetapan (Rp) | Perubahan (Rp) | Jumlah (Rp) | Realisasi Anggaran (Rp) | Sisa "
    "(Rp) | Sisa %"
)


ROWS = """
    Surat menyurat    | 2.000.000  | 1.180.000 | 3.180.000  | 3.010.000  | 170.000    | 5,35
    Jasa komunikasi   | 49.515.000 | 0         | 49.515.000 | 35.550.830 | 13.964.170 | 28,20
    Jasa keuangan     | 35.880.000 | 0         | 35.880.000 | 32.225.000 | 3.655.000  | 10,19
    Alat tulis kantor | 26.000.000 | 3.969.675 | 29.969.675 | 29.884.775 | 84.900     | 0,28
    Barang cetakan    | 20.000.000 | 9.609.000 | 29.609.000 | 29.229.800 | 379.200    | 1,28
"""


@pytest.mark.parametrize(
    ("was", "now", "findings"),
    [
        ("0,28", "0,28", []),
        ("10,19", "11,90", ["ANG-02 t1:2:6 11,90 -> 10,19"]),
        ("29.969.675", "29.996.675", ["ANG-18 t1:3:3 29.996.675 -> 29.969.675"]),
    ],
)
def test_columns_follow_each_other_as_most_rows_have_it(
    was: str, now: str, findings: list[str]
) -> None:
    assert was in ROWS
    assert told(found(audit(drawn(ACROSS, ROWS.replace(was, now))))) == findings
