"""ANG-18: sum and difference across a row."""

import pytest

from tests.audits import audit, drawn, found, report_of, told
from tests.validate.rules.examples import (
    assert_examples,
    assert_severities,
    broken,
    tabular,
    varied,
)
from validate.rules.anggaran.ang18_jumlah_mendatar import RULE

EXAMPLES = tabular(
    first="Uraian",
    above="""1.000.000 | 200.000 | 1.200.000
            2.500.000 | 0 | 2.500.000
            700.000 | 60.000 | 760.000
            900.500 | 100.000 | 1.000.500""",
)


FOLLOWING = "".join(f"Belanja {at} | 1.00{at},25 | 1.100,25 | 2.10{at},50\n" for at in range(1, 6))


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        *varied(RULE, EXAMPLES, "491.463.375", "419.993.375"),
        report_of(
            drawn(
                "Uraian | Penetapan (Rp juta) | Perubahan (Rp juta) | Jumlah (Rp juta)",
                FOLLOWING + "Belanja lain | 1.101,19 | 1.101,19 | 2.202,3",
            )
        ),
    )


GOODS = (
    "No | Nama/Jenis Barang | Jumlah tersedia | Satuan | Keterangan | Jumlah Kebutuhan | Kekurangan"
)
OF_GOODS = """
    1 | Gedung Kantor | 1   | unit | Baik | 1   | 0
    2 | Kendaraan     | 9   | unit | Baik | 12  | {}3
    3 | Pendingin     | 35  | unit | Baik | 40  | {}5
    4 | Meja          | 27  | unit | Baik | 44  | {}17
    5 | Kursi         | 114 | unit | Baik | 134 | {}
"""


@pytest.mark.parametrize("sign", ["-", ""])
def test_a_shortfall_is_what_there_is_less_what_is_needed_with_the_sign_of_most_rows(
    sign: str,
) -> None:
    def printing(last: str) -> list[str]:
        return told(found(audit(drawn(GOODS, OF_GOODS.format(sign, sign, sign, last)))))

    assert printing(f"{sign}20") == []
    assert printing(f"{sign}21") == [f"ANG-18 t1:4:6 {sign}21 -> {sign}20"]


def test_a_column_of_what_is_lacking_may_be_no_difference() -> None:
    rows = "\n".join(
        f"{at} | Barang {at} | {at + 5} | unit | Baik | {2 * at + 9} | {at}" for at in range(1, 6)
    )
    assert found(audit(drawn(GOODS, rows))) == []


STAFF = "No | Golongan | Laki-laki | Perempuan | Jumlah"


def test_the_columns_of_a_staff_table_come_to_its_total() -> None:
    rows = "1 | IV | 3 | 2 | 5\n2 | III | 12 | 9 | 21\n3 | II | 4 | 1 | 5\n4 | I | 2 | 1 | {}"
    assert found(audit(drawn(STAFF, rows.format(3)))) == []
    assert told(found(audit(drawn(STAFF, rows.format(4))))) == ["ANG-18 t1:3:4 4 -> 3"]


def test_a_total_that_one_column_alone_makes_up_is_no_sum() -> None:
    head = "No | Desa | Jumlah RT | Jumlah RW | Jumlah"
    rows = (
        "1 | Satu | 3 | 0 | 3\n2 | Dua | 12 | 0 | 12\n3 | Tiga | 4 | 0 | 4\n4 | Empat | 2 | 1 | 2"
    )
    assert found(audit(drawn(head, rows))) == []


QUARTERS = "No | Kegiatan | TW I (Rp) | TW II (Rp) | TW III (Rp) | Jumlah (Rp)"
OF_QUARTERS = """
    1 | Rapat      | 10.000.000 | 20.000.000 | 30.000.000 | 60.000.000
    2 | Pelatihan  |  5.000.000 |  5.000.000 |  5.000.000 | {}
    3 | Cetak      |  1.000.000 |  2.000.000 |  3.000.000 |  6.000.000
    4 | Perjalanan |  2.000.000 |  4.000.000 |  3.000.000 |  9.000.000
    5 | Makan      |  1.500.000 |  2.000.000 |  3.000.000 |  6.500.000
      | Jumlah     | 19.500.000 | 33.000.000 | 44.000.000 | {}
"""


def test_a_row_that_is_not_the_sum_of_its_quarters_is_told_although_the_total_row_fails_with_it() -> (  # noqa: E501
    None
):
    assert found(audit(drawn(QUARTERS, OF_QUARTERS.format("15.000.000", "96.500.000")))) == []
    assert "ANG-18 t1:1:5 25.000.000 -> 15.000.000" in told(
        found(audit(drawn(QUARTERS, OF_QUARTERS.format("25.000.000", "106.500.000"))))
    )


def test_a_column_that_few_rows_bear_out_is_no_total_of_quarters() -> None:
    rows = OF_QUARTERS.replace("60.000.000", "61.000.000").replace(" 6.000.000", " 6.100.000")
    assert "ANG-18" not in {
        one.rule for one in found(audit(drawn(QUARTERS, rows.format("25.000.000", "107.600.000"))))
    }


INCOME = "No | Uraian | Anggaran (Rp) | Realisasi (Rp) | Lebih/(Kurang)"
OF_INCOME = """
    1 | Pajak daerah | 500.000.000 | 512.000.000 | 12.000.000
    2 | Retribusi    | 120.000.000 |  98.500.000 | (21.500.000)
    3 | Hibah        |  45.000.000 |  44.200.000 | (800.000)
    4 | Lain-lain    |  75.000.000 |  75.500.000 | {}
      | JUMLAH       | 740.000.000 | 730.200.000 | (9.800.000)
"""


def test_what_is_over_or_short_of_a_budget_of_income_names_no_unit_and_is_checked() -> None:
    assert found(audit(drawn(INCOME, OF_INCOME.format("500.000"))), "ANG-18") == []
    assert told(found(audit(drawn(INCOME, OF_INCOME.format("(500.000)"))), "ANG-18")) == [
        "ANG-18 t1:3:4 (500.000) -> 500.000"
    ]


def test_a_dash_adds_nothing_to_the_sum_of_its_row() -> None:
    rows = OF_QUARTERS.replace("5.000.000 |  5.000.000 |  5.000.000", "- | 15.000.000 | -")
    rows = rows.replace(
        "19.500.000 | 33.000.000 | 44.000.000", "14.500.000 | 43.000.000 | 39.000.000"
    )
    assert found(audit(drawn(QUARTERS, rows.format("15.000.000", "96.500.000")))) == []
    assert "ANG-18 t1:1:5 15.100.000 -> 15.000.000" in told(
        found(audit(drawn(QUARTERS, rows.format("15.100.000", "96.600.000"))))
    )


ROADS = "Jenis permukaan | Baik | Sedang | Rusak Ringan | Rusak Berat | Panjang (km)"
OF_ROADS = """
    Aspal          | 351,20 | 120,51 | 40,12 | 22,35 | {}
    Beton          |  98,40 |  20,10 |  3,50 |  0,00 | 122,00
    Kerikil        |   3,10 |   5,40 | 31,20 | 46,30 |  86,00
    Tanah          |   1,10 |   2,40 |  1,20 |  6,30 |  11,00
    Jalan setapak  |   0,50 |   0,40 |  0,20 |  0,30 |   1,40
"""


def test_a_last_column_of_another_name_is_a_total_where_four_rows_say_so() -> None:
    assert found(audit(drawn(ROADS, OF_ROADS.format("534,18")))) == []
    assert told(found(audit(drawn(ROADS, OF_ROADS.format("543,18"))))) == [
        "ANG-18 t1:0:5 543,18 -> 534,18"
    ]


def test_a_last_column_that_few_rows_bear_out_is_no_total() -> None:
    rows = "\n".join(OF_ROADS.format("543,18").splitlines()[:4])
    assert found(audit(drawn(ROADS, rows))) == []
