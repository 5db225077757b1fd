"""Capaian kinerja: the rules CAP."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, told
from tests.documents import table
from validate.findings import Certainty, Severity

REMARKED = f"{CAPAIAN} | Keterangan"
RIGHT = "Meningkatnya tata kelola | Persentase desa tertib | 80,00 | 60,00 | 75,00"


def capaian(*rows: str, rules: tuple[str, ...] = ("CAP-0",)) -> list[str]:
    return told(found(audit(drawn(CAPAIAN, "\n".join(rows))), *rules))


# CAP-01 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "findings"),
    [
        ("Pelayanan | Persentase hasil | 95,45 | 95,27 | 99,79", ["CAP-01 t1:0:4 99,79 -> 99,81"]),
        ("Pelayanan | Persentase hasil | 95,45 | 95,27 | 99,81", []),
        ("Pelayanan | Persentase hasil | 100% | 100% | 100%", []),
        ("Pelayanan | Angka kemiskinan | 10,00 | 8,00 | 120,00", []),  # (2 × 10 − 8) ÷ 10: less is better
        ("Pelayanan | Waktu tunggu | 10,00 | 8,00 | 125,00", []),  # 10 ÷ 8: less is better, the other way
        ("Pelayanan | Cakupan layanan | 10,00 | 8,00 | 118,00", ["CAP-01 t1:0:4 118,00 -> 80,00"]),
    ],
)
def test_capaian_is_realisasi_over_target_or_what_is_used_where_less_is_better(row: str, findings: list[str]) -> None:
    assert capaian(row, RIGHT) == findings


# CAP-02 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "findings"),
    [
        ("Angka kemiskinan | 10,00 | 8,00 | 121,40", ["CAP-02 t1:0:4 121,40 -> 120,00"]),
        ("Jumlah keluhan yang belum diselesaikan | 12 | 14 | 82,93", ["CAP-02 t1:0:4 82,93 -> 83,33"]),
        ("Jumlah keluhan yang diselesaikan | 12 | 14 | 82,93", ["CAP-01 t1:0:4 82,93 -> 116,67"]),
        ("Persentase penurunan angka kemiskinan | 10,00 | 8,00 | 81,00", ["CAP-01 t1:0:4 81,00 -> 80,00"]),
        ("Angka kemiskinan | 10,00 | 8,00 | 80,00", []),
        ("Angka kemiskinan | 10,00 | 8,00 | 120,00", []),
        ("Angka kemiskinan | 10,00 | 8,00 | 125,00", []),
    ],
)
def test_a_capaian_that_fits_no_formula_is_told_in_the_direction_of_its_indicator(
    row: str, findings: list[str]
) -> None:
    assert capaian(f"Pelayanan | {row}", RIGHT) == findings


def test_the_head_of_a_column_may_say_that_less_is_better() -> None:
    head = "Indikator Kinerja | Target | Realisasi | Capaian (%)\n1 | 2 | 3 | 4=(2x2-3)/2x100"
    wrong = drawn(head, "Persentase kerusakan jalan | 10,00 | 8,00 | 118,00\nPersentase x | 20,00 | 10,00 | 150,00")
    assert told(found(audit(wrong), "CAP-0")) == ["CAP-02 t1:0:3 118,00 -> 120,00"]


def test_a_formula_in_the_text_may_say_that_less_is_better() -> None:
    text = "Capaian Persentase jalan rusak berat dihitung dengan rumus:\n= ((2 x Target) - Realisasi) / Target x 100%"
    wrong = drawn(CAPAIAN, f"Jalan | Persentase jalan rusak berat | 10,00 | 8,00 | 121,40\n{RIGHT}")
    assert told(found(audit(wrong, text=text))) == ["CAP-02 t1:0:4 121,40 -> 120,00"]
    assert told(found(audit(wrong))) == ["CAP-01 t1:0:4 121,40 -> 80,00"]


def test_a_realisasi_of_which_less_is_better_is_named_as_an_alternative() -> None:
    (finding,) = found(audit(drawn(CAPAIAN, f"Pelayanan | Angka kemiskinan | 10,00 | 8,00 | 121,40\n{RIGHT}")))
    assert [(one.spot.printed, one.expected) for one in finding.alternatives] == [("8,00", "7,86")]


def test_a_wrong_capaian_is_critical_and_one_cut_off_is_minor() -> None:
    (wrong,) = found(audit(drawn(CAPAIAN, "Pelayanan | Persentase hasil | 95,45 | 95,27 | 99,79")))
    (cut,) = found(audit(drawn(CAPAIAN, "Pelayanan | Persentase hasil | 9.000,00 | 5.000,00 | 55,55")))
    assert (wrong.severity, wrong.formula) == (Severity.CRITICAL, "95,27 ÷ 95,45 × 100 = 99,81")
    assert (cut.severity, cut.expected) == (Severity.MINOR, "55,56")


def test_a_capaian_that_may_be_capped_is_not_claimed() -> None:
    (finding,) = found(audit(drawn(CAPAIAN, f"Pelayanan | Persentase hasil | 80,00 | 88,00 | 100\n{RIGHT}")))
    assert (finding.rule, finding.certainty, finding.expected) == ("CAP-04", Certainty.UNVERIFIABLE, "110")


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
    (finding,) = found(
        audit(drawn(CAPAIAN, f"Pelayanan | Indeks Pelayanan Publik | 65% | {blank} |\n{RIGHT}")), "CAP-06"
    )
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


@pytest.mark.parametrize(
    ("quarters", "printed", "expected"),
    [
        ("90 | 110 | 80 | 100", "380", []),
        ("90 | 110 | 80 | 110", "380", ["CAP-07 t1:0:6 380 -> 390"]),
        ("90 | 110 | 280 | 380", "380", []),
        ("380 | 110 | 280 | 80", "380", []),
        ("370 | 390 | 385 | 375", "380", []),
    ],
)
def test_quarters_whose_heads_name_nothing_else_are_those_of_the_realisasi(
    quarters: str, printed: str, expected: list[str]
) -> None:
    head = "Indikator Kinerja | Target | TW I | TW II | TW III | TW IV | Realisasi"
    assert told(found(audit(drawn(head, f"Jumlah layanan | 400 | {quarters} | {printed}")), "CAP-07")) == expected


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


def test_a_mean_is_told_where_indicators_share_the_cell_of_their_sasaran() -> None:
    rows = """
        1 | Meningkatnya mutu layanan | Persentase desa tertib | 100,00
          |                           | Persentase hasil | 95,00
        2 | Meningkatnya akuntabilitas | Persentase laporan | 96,00
          | Rata-rata Capaian | | 98,00
    """
    findings = found(audit(drawn("No | Sasaran | Indikator Kinerja | Capaian (%)", rows)), "CAP-08")
    assert told(findings) == ["CAP-08 t1:3:3 98,00 -> 97,00"]


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


def test_one_row_of_four_may_be_wrong_where_the_others_follow() -> None:
    head = "Indikator Kinerja | Realisasi 2023 | Realisasi 2024 | Target Akhir Renstra | Tingkat Kemajuan (%)"
    rows = """
        Indeks kepuasan        | 80,25 | 82,00 | 85,00  | 96,47
        Persentase desa tertib | 70,00 | 75,00 | 90,00  | 83,33
        Persentase surat       | 85,00 | 90,00 | 100,00 | 90,00
        Nilai SAKIP            | 68,00 | 70,00 | 75,00  | 93,33
    """
    assert told(found(audit(drawn(head, rows)), "CAP-19")) == []
    wrong = found(audit(drawn(head, rows.replace("83,33", "88,33"))), "CAP-19")
    assert told(wrong) == ["CAP-19 t1:1:4 88,33 -> 83,33"]
    assert found(audit(drawn(head, rows.replace("83,33", "88,33").replace("96,47", "90,00"))), "CAP-19") == []


def test_progress_is_told_of_the_target_at_the_end_of_the_plan() -> None:
    rows = "Satu | % | 80,00 | 60,00 | {}\nDua | % | 90,00 | 45,00 | 50,00\nTiga | % | 50,00 | 35,00 | 70,00\n"
    rows += "Empat | % | 64,00 | 16,00 | 25,00\nLima | % | 40,00 | 30,00 | 75,00"
    assert told(found(audit(drawn(PROGRESS, rows.format("75,00"))))) == []
    (finding,) = found(audit(drawn(PROGRESS, rows.format("57,00"))))
    assert (finding.spot.printed, finding.expected) == ("57,00", "75,00")


def test_an_indicator_that_measures_a_mean_is_none() -> None:
    rows = [
        f"Desa | Persentase {name} | 100,00 | {value} | {value}"
        for name, value in zip("abc", ("90,00", "91,00", "95,00"), strict=True)
    ]
    assert capaian(*rows, "Desa | Rata-rata lama sekolah | 8,00 | 7,20 | 90,00", rules=("CAP-08",)) == []


# CAP-09 --------------------------------------------------------------------------------------------------------------

NAMED = "Capaian Persentase hasil layanan dihitung dengan rumus sebagai berikut:"
LAYANAN = "Pelayanan | Persentase hasil layanan | {} | {} | {}"


def formulas(text: str, target: str = "95,45", realisasi: str = "95,27", capaian: str = "99,81") -> list[str]:
    table = drawn(CAPAIAN, f"{LAYANAN.format(target, realisasi, capaian)}\n{RIGHT}")
    return told(found(audit(table, text=text), "CAP"))


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        ("= 95,27 / 95,45 x 100%\n= 99,81%", []),
        ("= 95,27 / 95,45\n= 99,81%", []),
        ("= 95,27 / 95,45\n= 0,9981", []),
        ("= 95,27 / 95,45 x 100%\n= 99,8%", []),
        ("= 95,27 / 95,45 x 100%\n= 100%", []),  # rounded to a whole
        ("= 95,27 / 95,45 x 100% = 99,81%", []),
        ("= 95,27 / 95,45 x 100%\n= 99,97%", ["CAP-09 text 99,97% -> 99,81"]),
        ("= 95,27 / 94,55 x 100%\n= 99,81%", ["CAP-09 text 94,55 -> 95,45"]),
        ("= 92,57 / 95,45 x 100%\n= 99,81%", ["CAP-09 text 92,57 -> 95,27"]),
    ],
)
def test_a_formula_comes_to_its_result_and_repeats_its_row(lines: str, findings: list[str]) -> None:
    assert formulas(f"{NAMED}\n{lines}") == findings


def test_a_formula_of_another_indicator_is_not_compared_with_the_row() -> None:
    assert formulas("Capaian Persentase desa mandiri dihitung dengan rumus:\n= 1 / 2 x 100%\n= 50%") == []


def test_the_realisasi_of_an_indicator_may_have_a_formula_of_its_own() -> None:
    assert formulas(f"{NAMED}\n= 12 / 15 x 100%\n= 80%") == []


def test_a_copied_capaian_is_one_root_and_the_formula_follows() -> None:
    table = drawn(CAPAIAN, f"{LAYANAN.format('95,45', '95,27', '99,79')}\n{RIGHT}")
    (finding,) = found(audit(table, text=f"{NAMED}\n= 95,27 / 95,45 x 100%\n= 99,79%"), "CAP")
    assert told([finding]) == ["CAP-01 t1:0:4 99,79 -> 99,81"]
    assert [(one.rule, one.spot.printed) for one in finding.followers] == [("CAP-09", "99,79%")]


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        ("= ((2 x 12) - 14) / 12 x 100%\n= 83,33%", []),
        ("= ((2 x 12) - 14) / 12 x 100%\n= 88,33%", ["CAP-09 text 88,33% -> 83,33"]),
        ("= 50% + (10% / 20% x 50%)\n= 75%", []),
        ("= 12 + 12 + 11\n= 36", ["CAP-09 text 36 -> 35"]),
        ("= 12 / 0 x 100%\n= 0%", []),
    ],
)
def test_any_formula_that_is_all_numbers_is_evaluated(lines: str, findings: list[str]) -> None:
    assert formulas(f"Nilai dihitung dengan rumus sebagai berikut:\n{lines}") == findings


def test_two_lines_of_a_formula_that_come_to_different_values_contradict_each_other() -> None:
    lines = "= ((0 x 12 Dok APBDes) + (1 x 12 Dok RKPDes) + (1 x 12 Dok LPPDes)) / 3\n= (12+12+12) / (12 x 3) x 100 %"
    (finding,) = found(audit(drawn(CAPAIAN, RIGHT), text=f"Dihitung sebagai berikut:\n{lines}\n= 100%"), "CAP-09")
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert "24 ≠ 36" in finding.message.id
    assert finding.spot.printed.startswith("= ((0 x 12")


def test_a_formula_inside_a_sentence_is_evaluated() -> None:
    assert formulas("Jadi capaiannya adalah (100 / 100)= 100%") == []
    assert formulas("Jadi capaiannya adalah (90 / 100)= 95%") == ["CAP-09 text 95% -> 90"]


def test_a_formula_solved_for_one_of_its_numbers_says_how() -> None:
    rows = "Ketertiban | Jumlah gangguan ketertiban | 12,00 | 14,00 | 83,33"
    text = "Capaian Jumlah gangguan ketertiban dihitung:\n= ((2 x 12) - 41) / 12 x 100%\n= 83,33%"
    (finding,) = found(audit(drawn(CAPAIAN, f"{rows}\n{RIGHT}"), text=text), "CAP")
    assert told([finding]) == ["CAP-09 text 41 -> 14"]
    assert finding.formula == "(2 × 12) − ((83,33 ÷ 100) × 12) = 14"


# CAP-03, CAP-04 ------------------------------------------------------------------------------------------------------

DOUBLED = "Ekonomi | Angka kemiskinan | 10,00 | 8,00 | 120,00"
INVERSE = "Ekonomi | Angka pengangguran | 20,00 | 16,00 | 125,00"


def test_two_formulas_for_less_is_better_in_one_table_are_told_at_the_rarer_one() -> None:
    rows = (DOUBLED, INVERSE, DOUBLED.replace("kemiskinan", "kematian"))
    (finding,) = found(audit(drawn(CAPAIAN, "\n".join(rows))), "CAP-0")
    assert (finding.rule, finding.spot.printed, finding.severity) == ("CAP-03", "125,00", Severity.MAJOR)
    assert "target dibagi realisasi" in finding.message.id


@pytest.mark.parametrize(
    "rows",
    [
        (DOUBLED, RIGHT),
        (INVERSE, RIGHT),
        (DOUBLED, "Ekonomi | Angka pengangguran | 20,00 | 20,00 | 100,00"),  # every formula gives 100
        (DOUBLED, "Ekonomi | Angka pengangguran | 20,00 | 16,00 | 80,00"),
    ],
)
def test_one_reversed_formula_beside_the_usual_one_is_right(rows: tuple[str, ...]) -> None:
    assert capaian(*rows) == []


CAPPED = "Pelayanan | Persentase {} | 80,00 | {} | 100"


def caps(*rows: str, text: str = "") -> list[tuple[str, str]]:
    findings = found(audit(drawn(CAPAIAN, "\n".join(rows)), text=text), "CAP-0")
    return [(finding.spot.printed, finding.certainty.value) for finding in findings if finding.rule == "CAP-04"]


def test_a_cap_that_some_rows_exceed_contradicts_them() -> None:
    rows = (CAPPED.format("a", "88,00"), CAPPED.format("b", "96,00"))
    assert caps(*rows, "Pelayanan | Persentase c | 50,00 | 53,00 | 106,00") == [("100", "inconsistent")]
    assert caps(*rows, RIGHT) == [("100", "unverifiable"), ("100", "unverifiable")]
    assert caps(rows[0], "Pelayanan | Persentase c | 50,00 | 53,00 | 106,00") == [("100", "unverifiable")]


def test_a_cap_that_the_text_states_is_no_finding_unless_it_holds_for_some_rows_only() -> None:
    rows = (CAPPED.format("a", "88,00"), CAPPED.format("b", "96,00"))
    stated = "Capaian kinerja dihitung paling tinggi sebesar 100% untuk setiap indikator."
    assert caps(*rows, RIGHT, text=stated) == []
    assert caps(*rows, "Pelayanan | Persentase c | 50,00 | 53,00 | 106,00", text=stated) == [("100", "inconsistent")]


def test_one_row_that_exceeds_a_stated_cap_is_enough() -> None:
    stated = "Capaian kinerja dibatasi maksimal 100%."
    rows = (CAPPED.format("a", "88,00"), "Pelayanan | Persentase c | 50,00 | 53,00 | 106,00")
    assert caps(*rows, text=stated) == [("100", "inconsistent")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Capaian di atas 120% diperhitungkan sebagai 120%.", 0),
        ("Capaian yang melebihi 120 % dianggap sebesar 120 persen.", 0),
        ("Capaian yang melebihi 120 % dianggap sebesar 100 persen.", 1),
        ("Capaian di atas 120% merupakan prestasi.", 1),
    ],
)
def test_a_cap_is_stated_in_other_words_too(text: str, count: int) -> None:
    rows = "Pelayanan | Persentase a | 80,00 | 120,00 | 120", RIGHT
    assert len(caps(*rows, text=text)) == count


# CAP-16, CAP-17, CAP-20 ----------------------------------------------------------------------------------------------

PERSENTASE = "Pelayanan | Persentase hasil fasilitasi | 95,45 | 95,27 | 99,81"


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Adapun realisasi Persentase hasil fasilitasi mencapai 99,81%.", "99,81%"),
        ("bahwa realisasi capaian kinerja untuk Persentase hasil fasilitasi mencapai 99,81% dan seterusnya.", "99,81%"),
        ("Adapun realisasi Persentase hasil fasilitasi mencapai 95,27%.", None),
        ("Persentase hasil fasilitasi terealisasi sebesar 95,27%, sehingga capaian kinerjanya 99,81%.", None),
        ("Adapun capaian Persentase hasil fasilitasi mencapai 99,81%.", None),
        ("Adapun realisasi Persentase desa mandiri mencapai 99,81%.", None),
        ("Adapun realisasi anggaran untuk Persentase hasil fasilitasi mencapai 99,81%.", None),
        ("Realisasi baik. Nilai Persentase hasil fasilitasi menjadi 99,81%.", None),
        ("Adapun realisasi Persentase hasil fasilitasi mencapai 199,81%.", None),
    ],
)
def test_a_capaian_that_the_text_calls_realisasi_is_told(sentence: str, printed: str | None) -> None:
    findings = found(audit(drawn(CAPAIAN, f"{PERSENTASE}\n{RIGHT}"), text=sentence), "CAP-16")
    assert [(one.spot.printed, one.expected) for one in findings] == ([(printed, "95,27")] if printed else [])


@pytest.mark.parametrize(
    ("head", "row", "printed"),
    [
        ("Indikator Kinerja | Target | Realisasi", "Indeks Pelayanan Publik | 65% | -", "65%"),
        ("Indikator Kinerja | Target | Realisasi", "Indeks Pelayanan Publik | 65 | 70%", "70%"),
        ("Indikator Kinerja | Target | Realisasi", "Indeks Pelayanan Publik | 65 | 70", None),
        ("Indikator Kinerja | Target (%) | Realisasi (%)", "Indeks Pelayanan Publik | 65% | 70%", None),
        ("Indikator Kinerja | Satuan | Target | Realisasi", "Indeks Pelayanan Publik | % | 65% | 70%", None),
        ("Indikator Kinerja | Target | Realisasi", "Indeks persentase pelayanan | 65% | 70%", None),
        ("Indikator Kinerja | Satuan | Target | Realisasi", "Jumlah dokumen | Dokumen | 12,5 | 12", "12,5"),
        ("Indikator Kinerja | Satuan | Target | Realisasi", "Jumlah dokumen | Dokumen | 12,00 | 12", None),
        ("Indikator Kinerja | Satuan | Target | Realisasi", "Jumlah produksi | Ton | 12,5 | 12", None),
        ("Indikator Kinerja | Target | Realisasi", "Persentase desa yang tertib | 120% | 100%", "120%"),
        ("Indikator Kinerja | Target | Realisasi", "Persentase desa yang tertib | 100% | 120%", None),
        ("Indikator Kinerja | Target | Realisasi", "Persentase peningkatan desa yang tertib | 120% | 100%", None),
    ],
)
def test_a_unit_that_does_not_fit_its_indicator_is_told(head: str, row: str, printed: str | None) -> None:
    findings = found(audit(drawn(head, row)), "CAP-17")
    assert [one.spot.printed for one in findings] == ([printed] if printed else [])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dari 2 indikator kinerja utama, sebanyak 2 indikator mencapai target.", "1"),
        ("Dari 2 (dua) indikator terdapat 1 (satu) indikator yang tercapai.", None),
        ("Dari 3 indikator kinerja utama, sebanyak 3 indikator mencapai target.", None),
        ("Dari 2 indikator, 2 indikator belum mencapai target.", None),
    ],
)
def test_the_indicators_that_the_text_counts_are_those_of_the_table(sentence: str, expected: str | None) -> None:
    table = drawn(CAPAIAN, f"Pelayanan | Persentase layanan | 95,00 | 95,00 | 100,00\n{RIGHT}")
    findings = found(audit(table, text=sentence), "CAP-20")
    assert [one.expected for one in findings] == ([expected] if expected else [])


# CAP-21, CAP-22 ------------------------------------------------------------------------------------------------------


def test_a_very_high_capaian_is_remarked_once_a_table() -> None:
    rows = ("Pelayanan | Persentase a | 40,00 | 60,00 | 150,00", "Pelayanan | Persentase b | 40,00 | 64,00 | 160,00")
    (finding,) = found(audit(drawn(CAPAIAN, "\n".join((*rows, RIGHT)))), "CAP-2")
    assert (finding.rule, finding.severity, finding.spot.printed) == ("CAP-21", Severity.INFO, "160,00")
    assert capaian("Pelayanan | Persentase a | 50,00 | 60,00 | 120,00", rules=("CAP-2",)) == []


def test_a_table_of_nothing_but_hundreds_is_remarked() -> None:
    rows = [f"Pelayanan | Persentase {letter} | 100 | 100 | 100" for letter in "abcde"]
    (finding,) = found(audit(drawn(CAPAIAN, "\n".join(rows))), "CAP-2")
    assert (finding.rule, finding.severity, len(finding.evidence)) == ("CAP-22", Severity.INFO, 4)
    assert capaian(*rows[:4], rules=("CAP-2",)) == []
    assert capaian(*rows[:4], "Pelayanan | Persentase f | 100 | 98 | 98", rules=("CAP-2",)) == []


# CAP-10 --------------------------------------------------------------------------------------------------------------

CHAPTERS = """**BAB II PERENCANAAN KINERJA**
1. Persentase hasil layanan. Penghitungan target kinerja adalah Jumlah hasil yang ditindaklanjuti
dibagi {} dikalikan 100.
**BAB III AKUNTABILITAS KINERJA**
Capaian Persentase hasil layanan dihitung dengan rumus sebagai berikut:
= (% Jumlah hasil yang ditindaklanjuti) / ({}) x 100%"""


@pytest.mark.parametrize(
    ("defined", "written", "told"),
    [
        ("jumlah koordinasi", "Jumlah target koordinasi", True),
        ("jumlah koordinasi di kecamatan", "Jumlah koordinasi", True),
        ("jumlah koordinasi", "Jumlah koordinasi", False),
        ("jumlah koordinasi", "jumlah dari koordinasi", False),
        ("jumlah seluruh desa", "Jumlah target dokumen", False),  # perhaps two ways of saying one thing
    ],
)
def test_a_formula_divides_by_what_its_definition_does(defined: str, written: str, told: bool) -> None:
    table = drawn(CAPAIAN, f"{LAYANAN.format('95,45', '95,27', '99,81')}\n{RIGHT}")
    findings = found(audit(table, text=CHAPTERS.format(defined, written)), "CAP-10")
    assert [one.evidence[0].place.page for one in findings] == ([1] if told else [])


# CAP-11 to CAP-13 ----------------------------------------------------------------------------------------------------

RECAP = "No | Aktivitas | Desa A | Desa B | Desa C | Desa D | Desa E | Sub Jumlah | Nilai"
DONE = "{} | Pembinaan {} | √ | √ | √ | √ | √ | 5 | 1,00"


def recap(foot: str, *rows: str, realisasi: str = "") -> list[str]:
    lines = [*(DONE.format(at, at) for at in range(1, 7)), *rows, f" | | | | | | | | {foot}"]
    tables = [drawn(RECAP, "\n".join(lines), "t1", "REKAPITULASI HASIL LAYANAN DESA TAHUN 2024")]
    if realisasi:
        name = "Persentase hasil layanan desa"
        tables.append(drawn("Indikator Kinerja | Target | Realisasi", f"{name} | 85,71 | {realisasi}", "t2"))
    return told(found(audit(*tables), "CAP-1"))


UNDONE = "{} | Pembinaan aset | | | | | | 0 | 0,00"


def test_a_realisasi_is_the_mean_of_its_recapitulation() -> None:
    assert recap("100,00%") == []
    assert recap("85,71%", UNDONE.format(7)) == []
    assert recap("58,71%", UNDONE.format(7)) == ["CAP-11 t1:7:8 58,71% -> 85,71"]
    assert recap("85,71%", UNDONE.format(7), realisasi="85,71") == []
    assert recap("85,71%", UNDONE.format(7), realisasi="85,17") == ["CAP-11 t2:0:2 85,17 -> 85,71"]


def test_a_foot_that_may_be_no_mean_is_left_alone() -> None:
    rows = "\n".join(f"{at} | Komponen {at} | 0,{at}0" for at in range(1, 8))
    assert found(audit(drawn("No | Komponen | Nilai", f"{rows}\n | | 72,35%")), "CAP-11") == []


@pytest.mark.parametrize("caption", ["HASIL LAYANAN DESA TAHUN 2023", "HASIL LAYANAN DESA TRIWULAN III TAHUN 2024"])
def test_a_recapitulation_of_another_time_is_not_compared(caption: str) -> None:
    lines = "\n".join([*(DONE.format(at, at) for at in range(1, 7)), " | | | | | | | | 100,00%"])
    row = "Persentase hasil layanan desa | 90,00 | 90,00"
    tables = [drawn(RECAP, lines, "t1", caption), drawn("Indikator Kinerja | Target | Realisasi", row, "t2")]
    assert found(audit(*tables, text="Laporan Kinerja Tahun 2024"), "CAP-11") == []


def test_rows_without_a_number_that_the_mean_counts_are_told() -> None:
    assert recap("85,71%", UNDONE.format("")) == ["CAP-11 t1:7:8 85,71% -> None"]
    assert recap("100,00%", UNDONE.format("")) == []


def test_a_target_that_cannot_be_exceeded_is_remarked() -> None:
    assert recap("85,71%", UNDONE.format(""), realisasi="85,71") == [
        "CAP-11 t1:7:8 85,71% -> None",
        "CAP-12 t2:0:1 85,71 -> None",
    ]


@pytest.mark.parametrize(
    ("row", "certainty"),
    [
        ("7 | Pembinaan | √ | √ | √ | √ | | 4 | 0,80", None),
        ("7 | Pembinaan | √ | √ | √ | √ | - | 4 | 0,80", None),
        ("7 | Pembinaan | √ | √ | √ | √ | √ | 5 | 0,80", Certainty.INCONSISTENT),
        ("7 | Pembinaan | √ | √ | √ | √ | √ | √ | 0,80", Certainty.READING_DOUBT),
    ],
)
def test_the_value_of_a_row_is_the_share_of_its_ticks(row: str, certainty: Certainty | None) -> None:
    lines = "\n".join([*(DONE.format(at, at) for at in range(1, 7)), row, " | | | | | | | | 97,14%"])
    findings = found(audit(drawn(RECAP, lines)), "CAP-13")
    assert [one.certainty for one in findings] == ([certainty] if certainty else [])


# CAP-14, CAP-15 ------------------------------------------------------------------------------------------------------

SCALE = "Interval | Kriteria\n---\n91 – 100 | Sangat Tinggi\n76 – 90 | Tinggi\n66 – 75 | Sedang\n≤ 65 | Rendah"
PREDICATED = f"{CAPAIAN} | Predikat"


def predicates(*rows: tuple[str, str]) -> list[tuple[str, str | None]]:
    lines = (f"Desa | Persentase {at} | 100,00 | {value} | {value} | {name}" for at, (value, name) in enumerate(rows))
    tables = [table(SCALE, id="t2"), drawn(PREDICATED, "\n".join(lines), "t1")]
    return [(one.spot.printed, one.expected) for one in found(audit(*tables), "CAP-14")]


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        ("95,00", "Sangat Tinggi", None),
        ("89,50", "Sangat Tinggi", "Tinggi"),
        ("90,60", "Sangat Tinggi", None),  # 91 as a whole number
        ("90,40", "Tinggi", None),  # 90 as a whole number
        ("90,60", "Tinggi", None),  # in a hole of the scale: either side may be meant
        ("90,60", "Sedang", "Tinggi"),
        ("64,00", "Sedang", "Rendah"),
        ("120,00", "Sangat Tinggi", None),  # no band holds it
        ("89,50", "Luar Biasa", None),  # of another scale
    ],
)
def test_a_predicate_is_that_of_the_scale(value: str, name: str, expected: str | None) -> None:
    assert predicates(("70,00", "Sedang"), (value, name)) == ([(name, expected)] if expected else [])


def test_a_report_without_a_scale_claims_no_predicate() -> None:
    rows = (
        "Desa | Persentase a | 100,00 | 60,00 | 60,00 | Tinggi\nDesa | Persentase b | 100,00 | 50,00 | 50,00 | Tinggi"
    )
    assert found(audit(drawn(PREDICATED, rows)), "CAP-14") == []


@pytest.mark.parametrize(
    ("lines", "severities"),
    [
        ("> 100 % : Sangat Baik\n80 – 100 % : Baik\n50 - 80 % : Sedang\n< 50 % : Kurang", [Severity.MINOR]),
        ("> 90 : Sangat Baik\n> 80 – 90 : Baik\n50 - 80 : Sedang\n< 50 : Kurang", []),
        ("91 - 100 : Sangat Baik\n76 - 90 : Baik\n≤ 75 : Kurang", [Severity.INFO, Severity.INFO]),
        ("91 - 100 : Sangat Baik\n80 - 90 : Baik\n≤ 75 : Kurang", [Severity.MINOR, Severity.INFO]),
        ("91 - 100 : Sangat Baik\n76 - 90 : Baik", []),  # too few to be a scale
    ],
)
def test_a_scale_has_no_holes_and_shares_no_value(lines: str, severities: list[Severity]) -> None:
    assert [one.severity for one in found(audit(drawn(CAPAIAN, RIGHT), text=lines), "CAP-15")] == severities


def test_a_capaian_in_a_hole_of_the_scale_weighs() -> None:
    rows = "Desa | A b | 100,00 | 75,50 | 75,50 | Sedang\nDesa | C d | 100,00 | 70,00 | 70,00 | Sedang"
    findings = found(audit(table(SCALE, id="t2"), drawn(PREDICATED, rows, "t1")), "CAP-15")
    assert [one.severity for one in findings] == [Severity.MINOR, Severity.INFO, Severity.INFO]
