"""Capaian kinerja: CAP-01, CAP-05 to CAP-08, CAP-18 and CAP-19."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, told
from validate.findings import Certainty, Severity

REMARKED = f"{CAPAIAN} | Keterangan"
RIGHT = "Meningkatnya tata kelola | Persentase desa tertib | 80,00 | 60,00 | 75,00"


def capaian(*rows: str, head: str = CAPAIAN) -> list[str]:
    return told(found(audit(drawn(head, "\n".join(rows)))))


# CAP-01 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "findings"),
    [
        ("Pelayanan | Persentase hasil | 95,45 | 95,27 | 99,79", ["CAP-01 t1:0:4 99,79 -> 99,81"]),
        ("Pelayanan | Persentase hasil | 95,45 | 95,27 | 99,81", []),
        ("Pelayanan | Persentase hasil | 100% | 100% | 100%", []),
        ("Pelayanan | Angka kemiskinan | 10,00 | 8,00 | 120,00", []),  # (2 × 10 − 8) ÷ 10: less is better
        ("Pelayanan | Waktu tunggu | 10,00 | 8,00 | 125,00", []),  # 10 ÷ 8: less is better, the other way
        ("Pelayanan | Angka kemiskinan | 10,00 | 8,00 | 118,00", ["CAP-01 t1:0:4 118,00 -> 80,00"]),
    ],
)
def test_capaian_is_realisasi_over_target_or_what_is_used_where_less_is_better(row: str, findings: list[str]) -> None:
    assert capaian(row, RIGHT) == findings


def test_a_wrong_capaian_is_critical_and_one_cut_off_is_minor() -> None:
    (wrong,) = found(audit(drawn(CAPAIAN, "Pelayanan | Persentase hasil | 95,45 | 95,27 | 99,79")))
    (cut,) = found(audit(drawn(CAPAIAN, "Pelayanan | Persentase hasil | 9.000,00 | 5.000,00 | 55,55")))
    assert (wrong.severity, wrong.formula) == (Severity.CRITICAL, "95,27 ÷ 95,45 × 100 = 99,81")
    assert (cut.severity, cut.expected) == (Severity.MINOR, "55,56")


def test_a_capaian_that_may_be_capped_is_not_claimed() -> None:
    (finding,) = found(audit(drawn(CAPAIAN, f"Pelayanan | Persentase hasil | 80,00 | 88,00 | 100\n{RIGHT}")))
    assert (finding.rule, finding.certainty, finding.expected) == ("CAP-01", Certainty.UNVERIFIABLE, "110")


def test_the_capaian_of_a_program_that_could_not_be_measured_is_left_alone() -> None:
    assert capaian("Pelayanan | Indeks | 65 | - | -", RIGHT) == ["CAP-06 t1:0:3 - -> None"]


# CAP-05, CAP-06 -----------------------------------------------------------------------------------------------------


def test_a_capaian_for_a_target_of_zero_could_not_be_verified() -> None:
    (finding,) = found(audit(drawn(CAPAIAN, f"Pengawasan | Jumlah temuan | 0 | 0 | 100\n{RIGHT}")))
    assert (finding.rule, finding.spot.cell, finding.certainty) == ("CAP-05", ("t1", 0, 4), Certainty.UNVERIFIABLE)
    assert [spot.printed for spot in finding.evidence] == ["0"]


def test_a_target_of_zero_without_a_capaian_claims_nothing() -> None:
    assert capaian("Pengawasan | Jumlah temuan | 0 | 0 | -", RIGHT) == []


@pytest.mark.parametrize("blank", ["-", "", "n/a"])
def test_an_indicator_without_realisasi_is_told(blank: str) -> None:
    (finding,) = found(audit(drawn(CAPAIAN, f"Pelayanan | Indeks Pelayanan Publik | 65% | {blank} |\n{RIGHT}")))
    assert (finding.rule, finding.spot.cell, finding.severity) == ("CAP-06", ("t1", 0, 3), Severity.MAJOR)
    assert finding.message.id.startswith("Indeks Pelayanan Publik: target 65% tanpa realisasi")


def test_a_table_that_nothing_was_entered_in_yet_lacks_no_single_realisasi() -> None:
    assert capaian("Pelayanan | Indeks | 65 | |", "Pelayanan | Persentase hasil | 80 | |") == []


def test_a_realisasi_of_zero_is_one() -> None:
    assert capaian("Pelayanan | Indeks | 65 | 0 | 0", RIGHT) == []


# CAP-07 -------------------------------------------------------------------------------------------------------------


def quarters(realisasi: str, remark: str) -> list[tuple[str, str, str | None]]:
    row = f"Pelayanan | Persentase hasil | 95,45 | {realisasi} | | {remark}"
    findings = found(audit(drawn(REMARKED, row)), "CAP-07")
    return [(one.spot.printed, one.certainty.value, one.expected) for one in findings]


@pytest.mark.parametrize(
    "remark",
    [
        "TW 1: 37,84 TW 2 : 17,00 TW 3: 10,70 TW 4 : 29.63",
        "TW I: 20,00 TW II: 40,00 TW III: 60,00 TW IV: 95,17",
        "TW I: 20,00 TW II: 95,17 TW III: 60,00 TW IV: 50,00",
        "TW I: 94,17 TW II: 96,17 TW III: 95,00 TW IV: 95,34",
    ],
)
def test_the_sum_the_last_the_highest_and_the_mean_are_accepted(remark: str) -> None:
    assert quarters("95,17", remark) == []


@pytest.mark.parametrize(
    ("remark", "finding"),
    [
        ("TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29.63", ("95,27", "unverifiable", "95,17")),
        ("TW 1: 37,84 TW 2 : 17,54 TW 3: 10,70 TW 4 : 29,63", ("95,27", "inconsistent", "95,71")),
        ("TW 1: 1,00 TW 2 : 2,00 TW 3: 3,00 TW 4 : 4,00", ("95,27", "unverifiable", None)),
    ],
)
def test_quarters_that_do_not_fit_are_claimed_only_where_they_nearly_do(
    remark: str, finding: tuple[str, str, str | None]
) -> None:
    assert quarters("95,27", remark) == [finding]


def test_quarters_in_columns_of_their_own_are_found() -> None:
    head = "Indikator Kinerja | Target | Realisasi TW I | Realisasi TW II | Realisasi TW III | Realisasi"
    wrong = drawn(head, "Persentase hasil | 100,00 | 20,00 | 20,00 | 20,00 | 61,00")
    assert told(found(audit(wrong), "CAP-07")) == ["CAP-07 t1:0:5 61,00 -> 60,00"]


# Revenue --------------------------------------------------------------------------------------------------------------


def test_percentages_that_were_cut_off_do_not_hide_the_one_that_is_wrong() -> None:
    head = "Uraian | Target Pendapatan (Rp) | Realisasi Pendapatan (Rp) | %"
    rows = """
        Pendapatan asli daerah | 16.000.000.000 | 17.996.756.484 | 112,47
        Lain-lain pendapatan   | 16.000.000.000 | 17.996.756.484 | 112,47
        Pendapatan layanan     | 16.000.000.000 | 17.996.756.484 | 112,47
        Pelayanan kesehatan    | 15.200.000.000 | 17.167.413.793 | 107,30
        Pemanfaatan kekayaan   |    800.000.000 |    829.342.691 | 103,67
    """
    wrong, *cut = found(audit(drawn(head, rows)), "CAP")
    assert told([wrong]) == ["CAP-01 t1:3:3 107,30 -> 112,94"]
    assert [finding.severity for finding in cut] == [Severity.MINOR] * 3


# CAP-08 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "findings"),
    [
        ("100,00 95,00 96,00 97,00", []),
        ("100,00 95,00 96,00 98,00", ["CAP-08 t1:3:1 98,00 -> 97,00"]),
        ("109,00 95,00 96,00 97,00", []),  # the first is counted as 100
        ("100,00 - 96,00 98,00", []),  # how the blank one counts is not said
        ("100,00 95,00 96,00 97,001", []),
    ],
)
def test_a_rata_rata_is_the_mean_of_what_stands_above_it(numbers: str, findings: list[str]) -> None:
    names = ["Persentase desa tertib", "Persentase hasil", "Persentase laporan", "Rata-rata"]
    rows = [f"{name} | {number}" for name, number in zip(names, numbers.replace(" - ", "  ").split(" "), strict=True)]
    assert told(found(audit(drawn("Indikator Kinerja | Capaian (%)", "\n".join(rows))), "CAP-08")) == findings


# CAP-18, CAP-19 -------------------------------------------------------------------------------------------------------

YEARS = "Uraian | Anggaran 2022 | Anggaran 2023 | Anggaran 2024 | Rata-rata Pertumbuhan"
GROWN = """
    Surat menyurat  | 100.000.000 | 110.000.000 | 132.000.000 | 15,00
    Jasa komunikasi |  50.000.000 |  60.000.000 |  54.000.000 |  5,00
    Alat tulis      |  20.000.000 |  15.000.000 |  18.000.000 | -2,50
    Barang cetakan  |  40.000.000 |  44.000.000 |  48.400.000 | 10,00
    Makan minum     |  10.000.000 |  12.000.000 |  15.000.000 | 22,50
"""


def growth(rows: str) -> list[str]:
    return told(found(audit(drawn(YEARS, rows)), "CAP-18"))


def test_growth_follows_the_formula_of_its_column() -> None:
    assert growth(GROWN) == []
    assert growth(GROWN.replace("22,50", "25,20")) == ["CAP-18 t1:4:4 25,20 -> 22,50"]


@pytest.mark.parametrize(
    ("formula", "numbers"),
    [
        ("the last over the first", ["32,00", "8,00", "-10,00", "21,00", "50,00"]),
        ("yearly", ["14,89", "3,92", "-5,13"]),
    ],
)
def test_other_growth_is_understood_too(formula: str, numbers: list[str]) -> None:
    rows = [line.rpartition("|")[0] for line in GROWN.strip().splitlines()]
    grown = [f"{row} | {number}" for row, number in zip(rows, numbers, strict=False)]
    audited = audit(drawn(YEARS, "\n".join(grown)))
    assert audited.coverage.confirmed == audited.coverage.numbers, formula


def test_rows_with_the_same_amounts_grow_alike_even_from_nothing() -> None:
    zero = "Program {} | 0 | 1.400.000 | 3.802.000 | {}"
    rows = GROWN + "\n".join(zero.format(*pair) for pair in [("Satu", "85,79"), ("Dua", "85,79"), ("Tiga", "171,57")])
    assert growth(rows) == ["CAP-18 t1:7:4 171,57 -> 85,79"]
    assert growth(rows.replace("171,57", "85,79")) == []


def test_a_column_that_follows_no_formula_is_left_alone() -> None:
    assert growth(GROWN.replace("15,00", "3,00").replace("22,50", "4,00")) == []


PROGRESS = "Indikator Kinerja | Satuan | Target Akhir Renstra | Realisasi | Capaian terhadap Target Renstra (%)"


def test_progress_is_told_of_the_target_at_the_end_of_the_plan() -> None:
    rows = "Satu | % | 80,00 | 60,00 | {}\nDua | % | 90,00 | 45,00 | 50,00\nTiga | % | 50,00 | 35,00 | 70,00\n"
    rows += "Empat | % | 64,00 | 16,00 | 25,00\nLima | % | 40,00 | 30,00 | 75,00"
    assert told(found(audit(drawn(PROGRESS, rows.format("75,00"))))) == []
    (finding,) = found(audit(drawn(PROGRESS, rows.format("57,00"))))
    assert (finding.spot.printed, finding.expected) == ("57,00", "75,00")
