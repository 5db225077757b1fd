"""ANG-20: total of a table."""

import pytest

from tests.audits import audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.rules.anggaran.ang20_jumlah_tabel import RULE

# how the examples of the documentation become reports
EXAMPLES = tabular(caption="Keadaan wilayah")

VILLAGES = """
    1 | Klakah  | 512,5  | 6.120
    2 | Ranu    | 312,25 | 4.004
    3 | Kebonan | 120    | 3.100
      | JUMLAH  | 944,75 | 13.224
"""
HEAD = "No | Desa | Luas (Ha) | Penduduk (jiwa)"
STAFF = """
    1 | S2  | 4
    2 | S1  | 14
    3 | SMA | 6
      | Jumlah | 24
"""


def sums(rows: str, head: str) -> list[str]:
    return told(found(audit(drawn(head, rows, caption="Keadaan pegawai")), "ANG-20"))


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    off = (
        report_of(drawn(HEAD, VILLAGES.replace("13.224", printed)))
        for printed in ("13.242", "13.226")
    )
    assert_severities(RULE, broken(RULE, EXAMPLES), *off)


def test_a_column_that_adds_up_tells_which_rows_the_others_do() -> None:
    assert sums(VILLAGES, HEAD) == []
    assert sums(VILLAGES.replace("13.224", "13.242"), HEAD) == ["ANG-20 t1:3:3 13.242 -> 13.224"]


def test_a_numbered_list_of_one_look_is_added_up_although_no_column_bears_it_out() -> None:
    assert sums(STAFF, "No | Pendidikan | Jumlah (orang)") == []
    assert sums(STAFF.replace("| 24", "| 25"), "No | Pendidikan | Jumlah (orang)") == [
        "ANG-20 t1:3:2 25 -> 24"
    ]


@pytest.mark.parametrize(
    ("was", "now"), [("2 | S1", "a | S1"), ("3 | SMA", "4 | SMA"), ("| 14", "| ")]
)
def test_rows_that_are_no_list_without_a_gap_are_not_added_up(was: str, now: str) -> None:
    assert (
        sums(STAFF.replace("| 24", "| 25").replace(was, now), "No | Pendidikan | Jumlah (orang)")
        == []
    )


def test_a_total_among_its_parts_may_be_a_mean_unless_it_lost_a_digit() -> None:
    head = "No | Desa | Luas (Ha) | Penduduk (jiwa)"
    assert sums(VILLAGES.replace("13.224", "4.408"), head) == []
    assert sums(VILLAGES.replace("13.224", "3.224"), head) == ["ANG-20 t1:3:3 3.224 -> 13.224"]


@pytest.mark.parametrize("head", ["Persentase", "Indeks", "Rata-rata", "Harga per unit", "Tahun"])
def test_rates_are_not_added_up(head: str) -> None:
    assert sums(VILLAGES.replace("13.224", "99.999"), f"No | Desa | Luas (Ha) | {head}") == []


@pytest.mark.parametrize("name", ["Persentase", "Persen (%)", "%"])
def test_a_total_may_stand_over_the_shares_of_its_columns(name: str) -> None:
    rows = VILLAGES.replace("13.224", "{}") + f"  | {name} | 100,00 | 100,00\n"
    assert sums(rows.format("13.224"), HEAD) == []
    assert sums(rows.format("13.242"), HEAD) == ["ANG-20 t1:3:3 13.242 -> 13.224"]


def test_a_total_in_the_middle_of_a_table_is_left_alone() -> None:
    rows = VILLAGES.replace("13.224", "13.242") + "    4 | Tegal | 100,5 | 2.000\n"
    assert sums(rows, HEAD) == []
