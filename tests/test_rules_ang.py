"""The budget table: ANG-01 to ANG-12, ANG-16 and ANG-17."""

import pytest

from extract.records import Table
from tests.audits import BUDGET, audit, budget, drawn, followers, found, told
from validate.findings import Certainty, Severity

RIGHT = """
    7.01.02           | Program Penyelenggaraan | 4.430.000 | 3.930.000 | 500.000 | 88,71
    7.01.02.2.01      | Koordinasi              | 2.180.000 | 1.680.000 | 500.000 | 77,06
    7.01.02.2.01.0002 | Peningkatan             | 2.180.000 | 1.680.000 | 500.000 | 77,06
    7.01.02.2.04      | Pelimpahan              | 2.250.000 | 2.250.000 |       0 | 100
    7.01.02.2.04.0003 | Pelaksanaan             | 2.250.000 | 2.250.000 |       0 | 100
    JUMLAH            | <                       | 4.430.000 | 3.930.000 | 500.000 | 88,71
"""


def wrong(was: str, now: str) -> list[str]:
    """What is told when the first such text of the budget is printed differently."""
    assert was in RIGHT
    return told(found(audit(budget(RIGHT.replace(was, now, 1)))))


def row(text: str) -> list[str]:
    return told(found(audit(budget(text))))


def test_a_table_that_is_right_has_no_finding() -> None:
    assert row(RIGHT) == []


# ANG-01, ANG-02 ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("7.01.02 | Program | 4.430.000 | 3.930.000 | 400.000 | 88,71", ["ANG-01 t1:0:4 400.000 -> 500.000"]),
        ("7.01.02 | Program | 4.430.000 | 3.930.000 | 500.000 | 88,17", ["ANG-02 t1:0:5 88,17 -> 88,71"]),
        ("7.01.02 | Program | 2.435.011.000 | 2.434.911.000 | 100.000 | 100", []),  # 99,996 in two decimals
        ("7.01.02 | Program | 4.430.000 | 3.930.000 | | ", []),
        ("7.01.02 | Program | 4.430.000 | - | 4.430.000 | 0", []),
    ],
)
def test_sisa_and_persentase_follow_from_pagu_and_realisasi(text: str, findings: list[str]) -> None:
    assert row(text + "\n7.01.03 | Program Dua | 3 | 2 | 1 | 66,67") == findings


def test_a_persentase_that_was_cut_off_is_minor() -> None:
    (finding,) = found(audit(budget("7.01.03 | Program | 55.095.000 | 55.045.000 | 50.000 | 99,90")))
    assert (finding.rule, finding.severity, finding.expected) == ("ANG-02", Severity.MINOR, "99,91")


# ANG-03 to ANG-05 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "findings"),
    [
        ("Koordinasi              | 2.180.000", "Koordinasi | 2.810.000", ["ANG-03 t1:1:2 2.810.000 -> 2.180.000"]),
        ("Program Penyelenggaraan | 4.430.000", "Program | 4.340.000", ["ANG-04 t1:0:2 4.340.000 -> 4.430.000"]),
        ("<                       | 4.430.000", "< | 4.430.100", ["ANG-05 t1:5:2 4.430.100 -> 4.430.000"]),
        ("Peningkatan             | 2.180.000", "Peningkatan | 2.180.001", ["ANG-03 t1:2:2 2.180.001 -> 2.180.000"]),
    ],
)
def test_each_level_is_the_sum_of_the_one_below(was: str, now: str, findings: list[str]) -> None:
    assert wrong(was, now) == findings


def test_a_line_whose_code_could_not_be_read_leaves_its_sum_unclaimed() -> None:
    assert wrong("7.01.02.2.04.0003 |", "7.O1.O2.2.x |") == []


def test_a_blank_part_adds_nothing() -> None:
    assert row("7.01.02 | Program | 100 | | |\n7.01.02.2.01 | Satu | 100 | | |\n7.01.02.2.04 | Dua | | | |") == []


def test_a_total_over_rows_of_unknown_level_is_claimed_only_where_one_column_bears_it_out() -> None:
    rows = "| Program Satu | 100 | 60 | 40 | 60\n| Kegiatan A | 100 | 60 | 40 | 60\n| Program Dua | 50 | 50 | 0 | 100\n"
    assert row(rows + "JUMLAH | < | 150 | 111 | 40 | 73,33") == ["ANG-05 t1:3:3 111 -> 110"]
    assert row(rows + "JUMLAH | < | 999 | 888 | 111 | 88,89") == []


def test_two_totals_are_not_guessed_at() -> None:
    rows = (
        "7.01.01 | Program | 100 | 60 | 40 | 60\nJUMLAH | < | 999 | 60 | 939 | 6,01\nTOTAL | < | 999 | 60 | 939 | 6,01"
    )
    assert row(rows) == []


# ANG-06 to ANG-08 ----------------------------------------------------------------------------------------------------


def test_more_realisasi_than_pagu_is_told_even_where_the_sisa_follows() -> None:
    (finding,) = found(audit(budget("7.01.02 | Program | 4.430.000 | 4.530.000 | (100.000) | 102,26")))
    assert (finding.rule, finding.severity, finding.expected) == ("ANG-06", Severity.CRITICAL, None)
    assert finding.message.id == "Tercetak 4.530.000, lebih dari 4.430.000, padahal realisasi tidak melebihi pagu."


def test_revenue_may_exceed_its_target() -> None:
    rows = "7.01.02 | Pendapatan retribusi | 4.430.000 | 4.530.000 | (100.000) | 102,26"
    assert row(rows) == []


@pytest.mark.parametrize("share", ["0", "-", "", "0,00"])
def test_nothing_of_nothing_may_be_printed_as_zero_a_dash_or_not_at_all(share: str) -> None:
    assert row(f"7.01.02 | Program | 0 | 0 | 0 | {share}\n7.01.03 | Program | 3 | 2 | 1 | 66,67") == []


def test_nothing_of_nothing_is_not_all_of_it() -> None:
    assert row("7.01.02 | Program | 0 | 0 | 0 | 100\n7.01.03 | Program | 3 | 2 | 1 | 66,67") == [
        "ANG-07 t1:0:5 100 -> 0"
    ]


def test_money_without_a_pagu_is_over_realisation() -> None:
    assert [finding.rule for finding in found(audit(budget("7.01.02 | Program | 0 | 500 | (500) | 0")))] == ["ANG-06"]


def test_an_amount_below_zero_is_told() -> None:
    (finding,) = found(audit(budget("7.01.02 | Program | 100 | (30) | 130 | -30")))
    assert (finding.rule, finding.spot.printed, finding.message.en) == (
        "ANG-08",
        "(30)",
        "Printed -30, but pagu and realisasi are not negative.",
    )


# ANG-09, ANG-10, ANG-17 ----------------------------------------------------------------------------------------------


def test_one_code_for_two_things_is_a_contradiction() -> None:
    (finding,) = found(audit(budget(RIGHT.replace("7.01.02.2.04  ", "7.01.02.2.01  "))), "ANG-09")
    assert (finding.spot.cell, finding.spot.printed) == (("t1", 3, 0), "7.01.02.2.01")
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)


@pytest.mark.parametrize(
    ("second", "certainties"),
    [("60 | 40 | 20 | 66,67", [Certainty.UNVERIFIABLE]), (" | | | ", []), ("100 | 60 | 40 | 60", [])],
)
def test_one_line_printed_twice_may_be_meant(second: str, certainties: list[Certainty]) -> None:
    rows = f"7.01.02 | Program Satu | 100 | 60 | 40 | 60\n7.01.02 | Program Satu | {second}"
    assert [finding.certainty for finding in found(audit(budget(rows)), "ANG-09")] == certainties


def test_a_code_without_its_parent_is_told_once_for_all_its_rows() -> None:
    rows = RIGHT.replace("7.01.02.2.04  ", "7.01.02.2.05  ") + "7.01.02.2.04.0004 | Lagi | 0 | 0 | 0 | 0"
    (finding,) = found(audit(budget(rows)), "ANG-10")
    assert (finding.spot.printed, len(finding.followers)) == ("7.01.02.2.04.0003", 1)


def test_a_table_of_sub_kegiatan_alone_has_no_orphans() -> None:
    rows = "7.01.02.2.01.0002 | Satu | 100 | 60 | 40 | 60\n7.01.02.2.04.0003 | Dua | 100 | 60 | 40 | 60"
    assert row(rows) == []


@pytest.mark.parametrize("text", ["#DIV/0!", "#REF!", "#VALUE!", "#N/A", "#######"])
def test_a_spreadsheet_error_is_told_wherever_it_stands(text: str) -> None:
    (finding,) = found(audit(budget(f"7.01.02 | Program | 100 | 60 | 40 | {text}")))
    assert (finding.rule, finding.spot.printed) == ("ANG-17", text)


def test_the_same_spreadsheet_error_is_told_once_a_table_with_its_places() -> None:
    rows = "7.01.02 | Program | 0 | 0 | 0 | #DIV/0!\n7.01.03 | Program | 0 | 0 | #REF! | #DIV/0!"
    errors = found(audit(budget(rows)), "ANG-17")
    assert [(told([one])[0], followers(one)) for one in errors] == [
        ("ANG-17 t1:0:5 #DIV/0! -> None", {"ANG-17 t1:1:5"}),
        ("ANG-17 t1:1:4 #REF! -> None", set()),
    ]
    assert errors[0].message.id == "Tercetak #DIV/0!, pesan galat lembar kerja, di tempat angka (2 sel di tabel ini)."


def test_a_number_sign_is_no_spreadsheet_error() -> None:
    assert found(audit(drawn(BUDGET, "7.01.02 | Program #1 | 100 | 60 | 40 | 60"))) == []


ORPHANED = """
    7.01.01           | Program Penunjang | 3.000 | 1.500 | 1.500 | 50
    7.01.01.2.01      | Perencanaan       | 3.000 | 1.500 | 1.500 | 50
    7.01.01.2.01.0001 | Dokumen           | 1.000 | 500   | 500   | 50
    7.01.01.2.19.0002 | Koordinasi        | 2.000 | 1.000 | 1.000 | 50
    JUMLAH            |                   | 3.000 | 1.500 | 1.500 | 50
"""


def test_a_mistyped_code_breaks_no_sum_of_the_group_it_stands_in() -> None:
    assert [finding.rule for finding in found(audit(budget(ORPHANED)))] == ["ANG-10"]


def test_a_row_of_another_group_is_not_added_to_the_one_above_it() -> None:
    smaller = ORPHANED.replace(
        "7.01.01.2.01      | Perencanaan       | 3.000 | 1.500 | 1.500", "7.01.01.2.01 | A | 1.000 | 500 | 500"
    )
    assert {finding.rule for finding in found(audit(budget(smaller)))} == {"ANG-10", "ANG-04"}


def test_a_sum_that_exceeds_its_pagu_because_a_row_does_is_not_told_again() -> None:
    rows = """
        7.01.01           | Program   | 1.000 | 1.200 | -200 | 120
        7.01.01.2.01      | Kegiatan  | 1.000 | 1.200 | -200 | 120
        7.01.01.2.01.0001 | Dokumen   | 400   | 700   | -300 | 175
        7.01.01.2.01.0002 | Evaluasi  | 600   | 500   | 100  | 83,33
        JUMLAH            |           | 1.000 | 1.200 | -200 | 120
    """
    (finding,) = found(audit(budget(rows)), "ANG-06")
    assert finding.spot.printed == "700"


# ANG-11, ANG-12, ANG-16 ----------------------------------------------------------------------------------------------


def of_version(head: str, id: str) -> Table:
    return budget("7.01.06 | Program Desa | 50.000 | 40.000 | 10.000 | 80,00", id, BUDGET.replace("Pagu", head))


@pytest.mark.parametrize(
    ("first", "second", "finding"),
    [
        ("Pagu Setelah Perubahan", "Pagu Murni", True),
        ("Pagu Sebelum Perubahan", "Pagu Perubahan", True),
        ("Pagu Setelah Perubahan", "Anggaran Perubahan", False),
        ("Pagu", "Pagu Murni", False),
        ("Pagu Murni dan Perubahan", "Pagu Murni", False),
    ],
)
def test_the_pagu_of_all_tables_is_of_one_budget(first: str, second: str, finding: bool) -> None:
    said = found(audit(of_version(first, "t1"), of_version(second, "t2")), "ANG-11")
    assert [(one.spot.printed, one.severity) for one in said] == [(second, Severity.MINOR)] * finding


def test_a_table_with_both_budgets_says_nothing_of_the_other() -> None:
    both = BUDGET.replace("Pagu", "Pagu Sebelum Perubahan | Pagu Setelah Perubahan")
    table = budget("7.01.06 | Program Desa | 45.000 | 50.000 | 40.000 | 10.000 | 80,00", "t2", both)
    assert not found(audit(of_version("Pagu Murni", "t1"), table), "ANG-11")


SOURCES = "Sumber Dana | Pagu | Realisasi"


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        ("DAU | 100.000 | 90.000\nDBHCHT | 18.000 | 18.000\nJumlah | 118.000 | 108.000", []),
        ("DAU | 100.000 | 90.000\nDBHCHT | 18.000 | 18.000\nJumlah | 180.000 | 108.000", ["ANG-12 180.000 -> 118.000"]),
        ("DAU | 100.000 | 90.000\nProgram Desa | 18.000 | 18.000\nJumlah | 180.000 | 108.000", []),
        ("DAU | 100.000 | 90.000\nJumlah | 180.000 | 90.000", []),
    ],
)
def test_sources_of_funds_add_up(rows: str, findings: list[str]) -> None:
    said = found(audit(drawn(SOURCES, rows)), "ANG-12")
    assert [f"{one.rule} {one.spot.printed} -> {one.expected}" for one in said] == findings


PAID = "No | Program | Anggaran | Sumber Dana"


@pytest.mark.parametrize(
    ("programs", "found_"),
    [
        ("1 | Program Desa | 60.000 | DAU\n2 | Program Umum | 40.000 | DAU\n3 | Program Lain | 18.000 | DBHCHT", 0),
        ("1 | Program Desa | 60.000 | DAU\n2 | Program Umum | 45.000 | DAU\n3 | Program Lain | 18.000 | DBHCHT", 1),
        ("1 | Program Desa | 60.000 | DAU\n2 | Program Umum | 45.000 | \n3 | Program Lain | 18.000 | DBHCHT", 0),
    ],
)
def test_a_source_of_funds_is_what_its_programs_cost(programs: str, found_: int) -> None:
    sources = drawn(SOURCES, "DAU | 100.000 | 90.000\nDBHCHT | 18.000 | 18.000")
    agreed = drawn(PAID, programs, "t2", "Perjanjian Kinerja")
    assert len(found(audit(sources, agreed), "ANG-12")) == found_


OFFICE = "**LAPORAN KINERJA**\n**KECAMATAN KLAKAH**\n**TAHUN 2024**\n\n"


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        (OFFICE + "SiLPA tahun 2024 sebesar Rp 88.002.710.", 1),
        (OFFICE + "Sisa lebih perhitungan anggaran sebesar Rp 88.002.710.\n\nSiLPA itu kecil.", 1),
        (OFFICE + "SiLPA APBDes seluruh desa dilaporkan.", 0),
        (OFFICE + "Sisa anggaran sebesar Rp 88.002.710.", 0),
        (OFFICE.replace("KECAMATAN KLAKAH", "BADAN PENGELOLAAN KEUANGAN DAN ASET DAERAH") + "SiLPA tahun 2024.", 0),
    ],
)
def test_silpa_is_no_word_of_an_office(text: str, remarks: int) -> None:
    said = found(audit(budget(RIGHT), text=text), "ANG-16")
    assert [one.severity for one in said] == [Severity.INFO] * remarks


# Shares and sums across a row -----------------------------------------------------------------------------------------

ACROSS = "Uraian | Penetapan (Rp) | Perubahan (Rp) | Jumlah (Rp) | Realisasi Anggaran (Rp) | Sisa (Rp) | Sisa %"
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
def test_columns_follow_each_other_as_most_rows_have_it(was: str, now: str, findings: list[str]) -> None:
    assert was in ROWS
    assert told(found(audit(drawn(ACROSS, ROWS.replace(was, now))))) == findings


def test_physical_progress_is_no_share_of_money() -> None:
    head = "Uraian | Anggaran (Rp) | Realisasi (Rp) | Keuangan % | Fisik %"
    rows = ["400 | 100 | 25,00 | 25,00", "400 | 300 | 75,00 | 75,00", "500 | 300 | 60,00 | 60,00"]
    rows += ["800 | 100 | 12,50 | 12,50", "600 | 150 | 25,00 | 90,00"]
    assert told(found(audit(drawn(head, "\n".join(f"Kegiatan | {row}" for row in rows))))) == []
