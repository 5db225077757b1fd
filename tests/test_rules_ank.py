"""How numbers are printed: ANK-01 to ANK-10."""

from types import ModuleType

import pytest

from extract.records import Table
from normalize.amounts import Style
from normalize.report import Report, Role, TypedTable
from tests.audits import BUDGET as BUDGET_HEAD
from tests.audits import audit, drawn, found
from tests.reports import findings_of
from tests.typed import BUDGET, report, typed_table
from validate.findings import Audit, CellRef, Certainty, Severity
from validate.rules import (
    ank01_pemisah_ribuan,
    ank02_kelompok_ribuan,
    ank03_sen_titik,
    ank04_koma_desimal,
    ank05_gaya_campuran,
)

AMOUNTS = (Role.URAIAN, Role.PAGU, Role.REALISASI_ANGGARAN)


def budget(text: str, style: Style | None = None) -> Report:
    return report(typed_table(text, BUDGET, style=style))


def amounts(text: str) -> TypedTable:
    return typed_table(text, AMOUNTS)


COMMAS_AMONG_DOTS = """
    7.01.01.2.02      | Administrasi Keuangan | 1.443.095.819 | 1,361,248,977 | 81.846.842 | 94,33
    7.01.01.2.02.0001 | Penyediaan Gaji       | 1.424.010.819 | 1.342.163.977 | 81.846.842 | 94,25
    7.01.01.2.08.0004 | Penyediaan Jasa       | 166.148.250   | 165.448.968   | 699,282    | 99,58
"""
COMMAS_THROUGHOUT = """
    7.01.01.2.02      | Administrasi Keuangan | 1,443,095,819 | 1,361,248,977 | 81,846,842 | 94.33
    7.01.01.2.02.0001 | Penyediaan Gaji       | 1,424,010,819 | 1,342,163,977 | 81,846,842 | 94.25
"""


def test_commas_among_dots_are_found_cell_by_cell() -> None:
    first, second = findings_of(ank01_pemisah_ribuan.RULE, budget(COMMAS_AMONG_DOTS))
    assert (first.spot.cell, first.spot.printed, first.expected) == (
        CellRef("t1", 0, 3),
        "1,361,248,977",
        "1.361.248.977",
    )
    assert (second.spot.cell, second.spot.printed, second.expected) == (CellRef("t1", 2, 4), "699,282", "699.282")
    assert {first.severity, second.severity} == {Severity.MINOR}
    assert "1.361.248.977" in first.message.id


@pytest.mark.parametrize("rule", [ank01_pemisah_ribuan, ank03_sen_titik, ank04_koma_desimal, ank05_gaya_campuran])
def test_a_table_in_the_other_style_throughout_is_regular(rule: ModuleType) -> None:
    assert not findings_of(rule.RULE, budget(COMMAS_THROUGHOUT))


def test_decimals_behind_a_comma_are_no_thousands() -> None:
    assert not list(
        findings_of(
            ank01_pemisah_ribuan.RULE, budget("7.01.01 | Program | 201.404.250,50 | 201.404.250,50 | 0 | 99,582")
        )
    )


# Broken grouping ---------------------------------------------------------------------------------------------------

SISA_CONFIRMS = "7.01.01.2.08 | Penyediaan Jasa | 201.404.250 | 19.7195.216 | 4.209.034 | 97,91"
SUM_CONFIRMS = """
    7.01.01.2.08      | Penyediaan Jasa            | 201.404.250 | 19.7195.216 | - | -
    7.01.01.2.08.0002 | Penyediaan Jasa Komunikasi | 35.256.000  | 31.746.248  | - | -
    7.01.01.2.08.0004 | Penyediaan Jasa Pelayanan  | 166.148.250 | 165.448.968 | - | -
"""
PARENT_CONFIRMS = """
    7.01.01.2.08      | Penyediaan Jasa            | 201.404.250 | 197.195.216 | - | -
    7.01.01.2.08.0002 | Penyediaan Jasa Komunikasi | 35.256.000  | 3.1746.248  | - | -
    7.01.01.2.08.0004 | Penyediaan Jasa Pelayanan  | 166.148.250 | 165.448.968 | - | -
"""


@pytest.mark.parametrize(
    ("text", "read", "written"),
    [
        (SISA_CONFIRMS, "197.195.216", "201.404.250 − 197.195.216 = 4.209.034"),
        (SISA_CONFIRMS, "197.195.216", "197.195.216 ÷ 201.404.250 × 100 = 97,91"),
        (SUM_CONFIRMS, "197.195.216", "31.746.248 + 165.448.968 = 197.195.216"),
        (PARENT_CONFIRMS, "31.746.248", "31.746.248 + 165.448.968 = 197.195.216"),
    ],
)
def test_a_slipped_separator_is_certain_once_the_table_bears_it_out(text: str, read: str, written: str) -> None:
    (finding,) = findings_of(ank02_kelompok_ribuan.RULE, budget(text))
    assert finding.expected == read
    assert written in (finding.formula or "")
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert "dipastikan oleh" in finding.message.id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7.01.01.2.08 | Jasa | 201.404.250 | 19.7195.216 | 5.000.000 | 80,00", "tidak cocok"),
        ("7.01.01.2.08 | Jasa | 201.404.250 | 19.7195.216 | - | ", "tidak cocok"),
        ("7.01.01.2.08 | Jasa | 201.404.250 | 19.7195.216 |  | 96,00", "tidak cocok dengan persentase 96,00"),
        ("7.01.01.2.08 | Jasa | - | 19.7195.216 |  | ", "tidak ada angka lain"),
    ],
)
def test_a_broken_grouping_that_nothing_bears_out_is_unverifiable(text: str, said: str) -> None:
    (finding,) = findings_of(ank02_kelompok_ribuan.RULE, budget(text))
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.UNVERIFIABLE)
    assert finding.expected is None
    assert said in finding.message.id


def test_one_sum_that_holds_is_enough_where_another_is_wrong_for_its_own_reason() -> None:
    (finding,) = findings_of(ank02_kelompok_ribuan.RULE, budget(SISA_CONFIRMS.replace("97,91", "79,91")))
    assert finding.certainty is Certainty.INCONSISTENT
    assert "79,91" not in finding.message.id


def test_regular_groups_are_no_broken_ones() -> None:
    assert not findings_of(ank02_kelompok_ribuan.RULE, budget(SISA_CONFIRMS.replace("19.7195.216", "19.719.521")))


@pytest.mark.parametrize(
    ("row", "asked", "written"),
    [
        (
            "7.01.01 | Jasa | 50.000.000,00 | 33.61.984,00 | 16.388.016,00 | ",
            "33.611.984,00",
            "50.000.000,00 − 16.388.016,00",
        ),
        (
            "7.01.01 | Jasa | 33.61.984,00 | 20.000.000,00 | 13.611.984,00 | ",
            "33.611.984,00",
            "20.000.000,00 + 13.611.984,00",
        ),
        ("7.01.01 | Jasa | 58.000.000 | 57.373,346 | 626.664 | ", "57.373.336", "58.000.000 − 626.664"),
    ],
)
def test_what_other_numbers_ask_of_an_amount_without_a_value_is_told(row: str, asked: str, written: str) -> None:
    (finding,) = findings_of(ank02_kelompok_ribuan.RULE, budget(row))
    assert (finding.expected, finding.certainty) == (asked, Certainty.UNVERIFIABLE)
    assert finding.formula == f"{written} = {asked}"
    assert f"menurut angka lain {asked}" in finding.message.id


def test_what_the_lines_under_it_ask_of_an_amount_without_a_value_is_told() -> None:
    rows = """
        7.01.01.2.08      | Penyediaan Jasa     | | 197.19.216  | |
        7.01.01.2.08.0002 | Penyediaan Listrik  | | 31.746.248  | |
        7.01.01.2.08.0004 | Penyediaan Umum     | | 165.448.968 | |
    """
    (finding,) = findings_of(ank02_kelompok_ribuan.RULE, budget(rows))
    assert (finding.expected, finding.formula) == ("197.195.216", "31.746.248 + 165.448.968 = 197.195.216")


def test_an_amount_without_a_value_that_nothing_asks_for_is_told_where_its_groups_are_broken() -> None:
    (broken,) = findings_of(ank02_kelompok_ribuan.RULE, budget("7.01.01 | Jasa | 33.61.984,00 | | | "))
    assert (broken.expected, broken.certainty) == (None, Certainty.UNVERIFIABLE)
    assert not findings_of(ank02_kelompok_ribuan.RULE, budget("7.01.01 | Jasa | 57.373,346 | | | "))


# Cents and decimals ------------------------------------------------------------------------------------------------


def test_every_cell_with_a_dot_before_its_cents_is_found() -> None:
    table = typed_table(
        """
        1. Program Penyelenggaraan Pemerintahan | Rp. 4.430.000.00
        2. Program Pemberdayaan Masyarakat      | Rp. 55.095.000.00
        JUMLAH                                  | Rp. 59.525.000.00
        """,
        (Role.PROGRAM, Role.PAGU),
    )
    findings = findings_of(ank03_sen_titik.RULE, report(table))
    assert [(finding.spot.cell, finding.expected) for finding in findings] == [
        (CellRef("t1", 0, 1), "4.430.000,00"),
        (CellRef("t1", 1, 1), "55.095.000,00"),
        (CellRef("t1", 2, 1), "59.525.000,00"),
    ]


@pytest.mark.parametrize("printed", ["Rp. 4.430.000,00", "Rp. 4.430.000", "4.430.000,-", "Rp 443.000"])
def test_other_ways_to_end_an_amount_are_no_cents_behind_a_dot(printed: str) -> None:
    assert not findings_of(ank03_sen_titik.RULE, report(typed_table(f"Program | {printed}", (Role.PROGRAM, Role.PAGU))))


ACHIEVED = (Role.INDIKATOR, Role.TARGET, Role.REALISASI, Role.KETERANGAN)


def test_a_decimal_point_in_a_percentage_is_found() -> None:
    table = typed_table("Persentase fasilitasi | 95,45 | 95.27% |\nPersentase desa | 99,50 | 98,10 |", ACHIEVED)
    (finding,) = findings_of(ank04_koma_desimal.RULE, report(table))
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (CellRef("t1", 0, 2), "95.27%", "95,27%")


def test_a_decimal_point_in_the_quarters_of_a_remark_is_found() -> None:
    table = typed_table("Persentase | 95,45 | 95,27 | TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29.63", ACHIEVED)
    (finding,) = findings_of(ank04_koma_desimal.RULE, report(table))
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (CellRef("t1", 0, 3), "29.63", "29,63")


@pytest.mark.parametrize(
    "remark",
    ["TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29,63", "sesuai SK Nomor 29.63 Tahun 2024", "pukul 08.30", "TW 1: 1.250"],
)
def test_dots_that_are_no_decimal_point_pass(remark: str) -> None:
    assert not findings_of(
        ank04_koma_desimal.RULE, report(typed_table(f"Persentase | 95,45 | 95,27 | {remark}", ACHIEVED))
    )


def test_three_digits_behind_a_dot_may_be_a_thousand() -> None:
    table = typed_table("Jumlah | 95,45 | 95,27 | TW 1: 1.250 TW 2: 29.63", ACHIEVED)
    (finding,) = findings_of(ank04_koma_desimal.RULE, report(table))
    assert finding.spot.printed == "29.63"


HABITS = {
    ank01_pemisah_ribuan: "7.01.01.2.01 | Kegiatan | 1,443,095,81{},00 | 1.361.248.977 | 0 | 94,13%",
    ank03_sen_titik: "7.01.01.2.01 | Kegiatan | 1.443.095.81{}.00 | 1.361.248.977 | 0 | 94,13%",
    ank04_koma_desimal: "7.01.01.2.01 | Kegiatan | 1.443.095.819 | 1.361.248.977 | 0 | 94.{}3%",
}


@pytest.mark.parametrize(("rule", "row"), HABITS.items())
def test_ten_slips_that_are_most_of_a_column_are_one_habit(rule: ModuleType, row: str) -> None:
    rows = [row.format(digit) for digit in "0123456789"]
    (finding,) = findings_of(rule.RULE, budget("\n".join(rows)))
    assert len(finding.evidence) == 9
    assert "10 sel di kolom ini" in finding.message.id
    assert len(findings_of(rule.RULE, budget("\n".join(rows[1:])))) == 9


def test_ten_slips_among_many_regular_numbers_are_ten_slips() -> None:
    slips = [f"7.01.01.2.01 | Kegiatan | 1.443.095.819 | 1.361.248.977 | 0 | 94.{digit}3%" for digit in range(10)]
    regular = [slip.replace("94.", "94,") for slip in slips]
    assert len(findings_of(ank04_koma_desimal.RULE, budget("\n".join(slips + regular)))) == 10


# Mixed style -------------------------------------------------------------------------------------------------------


def test_a_mixed_table_is_one_finding_at_its_minority() -> None:
    (finding,) = findings_of(ank05_gaya_campuran.RULE, budget(COMMAS_AMONG_DOTS))
    assert finding.spot.cell == CellRef("t1", 0, 3)
    assert [spot.cell for spot in finding.evidence] == [CellRef("t1", 2, 4)]
    assert "2 sel bergaya 1,234,567.89" in finding.message.id


def test_dots_in_a_table_of_commas_are_the_minority() -> None:
    (finding,) = findings_of(
        ank05_gaya_campuran.RULE, budget(COMMAS_THROUGHOUT.replace("1,342,163,977", "1.342.163.977"))
    )
    assert finding.spot.cell == CellRef("t1", 1, 3)
    assert "1 sel bergaya 1.234.567,89" in finding.message.id


def test_a_decimal_comma_beside_thousands_dots_is_one_style() -> None:
    table = amounts("Program | 201.404.250 | 197.195.216\nProgram | 1,5 | 35.256.000,00")
    assert not findings_of(ank05_gaya_campuran.RULE, report(table))


# Precision, scale and fractions --------------------------------------------------------------------------------------


def shares(*printed: str) -> Audit:
    rows = [f"7.01.0{at} | Program {at} | | | | {share}" for at, share in enumerate(printed, 1)]
    return audit(drawn(BUDGET_HEAD, "\n".join(rows)))


@pytest.mark.parametrize(
    ("printed", "found_"),
    [
        (("97,91", "95,06", "88,71", "99,9092"), ["99,9092"]),
        (("97,91", "95,06", "88,71", "100", "0", "97,5", "94"), []),
        (("97,91", "95,06", "88,71", "91,22", "97", "94", "93"), ["97"]),
        (("97", "95", "88"), []),
        (("97,9", "95,06"), []),
    ],
)
def test_the_percentages_of_a_column_are_of_one_precision(printed: tuple[str, ...], found_: list[str]) -> None:
    assert [finding.spot.printed for finding in found(shares(*printed), "ANK-06")] == found_


def scaled(head: str, *amounts: str, id: str = "t1") -> Table:
    rows = [f"{at} | Program {name} | {amount}" for at, (name, amount) in enumerate(zip("ABC", amounts, strict=False))]
    return drawn(f"No | Program | {head}", "\n".join(rows), id, f"Perjanjian Kinerja {id}")


@pytest.mark.parametrize(
    ("head", "amount", "found_"),
    [
        ("Anggaran (dalam jutaan rupiah)", "1.895.403.508", 1),  # 1,9 thousand trillion
        ("Anggaran (dalam jutaan rupiah)", "1.895", 0),
        ("Anggaran (Rp. 000)", "1.895.404", 0),
        ("Anggaran (Rp)", "1.895.403.508", 0),
    ],
)
def test_an_amount_fits_what_its_head_says_it_is_counted_in(head: str, amount: str, found_: int) -> None:
    said = found(audit(scaled(head, amount)), "ANK-08")
    assert [finding.severity for finding in said] == [Severity.MAJOR] * found_


def test_amounts_that_another_table_prints_in_rupiah_are_in_rupiah() -> None:
    thousands, rupiah = "Anggaran (Rp. 000)", "Anggaran (Rp)"
    same = ("55.095.000", "24.250.000")
    (finding,) = found(audit(scaled(thousands, *same), scaled(rupiah, *same, id="t2")), "ANK-08")
    assert finding.spot.printed == "55.095.000"
    assert not found(audit(scaled(thousands, "55.095", "24.250"), scaled(rupiah, *same, id="t2")), "ANK-08")


def test_a_column_of_fractions_under_percent_is_one_finding_and_recomputed_as_such() -> None:
    rows = "7.01.01 | Program A | 201.404.250 | 197.195.216 | 4.209.034 | 0,98\n"
    rows += "7.01.02 | Program B | 35.256.000 | 31.746.248 | 3.509.752 | 0,90"
    (finding,) = found(audit(drawn(BUDGET_HEAD, rows)), "ANG", "ANK")
    assert (finding.rule, finding.spot.printed, finding.expected) == ("ANK-09", "0,98", "98")
    wrong = rows.replace("0,90", "0,19")
    assert "ANG-02" in {one.rule for one in found(audit(drawn(BUDGET_HEAD, wrong)))}


def test_one_fraction_among_percentages_does_not_follow_from_its_numbers() -> None:
    rows = "7.01.01 | Program A | 201.404.250 | 197.195.216 | 4.209.034 | 97,91\n"
    rows += "7.01.02 | Program B | 35.256.000 | 31.746.248 | 3.509.752 | 0,90"
    assert [one.rule for one in found(audit(drawn(BUDGET_HEAD, rows)))] == ["ANG-02"]


# Words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Anggaran sebesar Rp. 1.895.403.508 terserap.\n\nPagu Rp. 5.000.", ["ANK-07"]),
        ("Anggaran sebesar Rp 1.895.403.508 dan Rp5.000 terserap.", []),
        ("Jumlahnya dinyatakan dalam Rp. Sisanya tetap.", []),  # the end of a sentence
        ("Anggaran sebesar 1,8 milyar rupiah.", ["ANK-10"]),
        ("Anggaran sebesar Rp 1,8 M terserap.", ["ANK-10"]),
        ("Anggaran sebesar Rp 500 jt dan Rp 1,2 T terserap.", ["ANK-10", "ANK-10"]),
        ("Anggaran sebesar Rp1,8 miliar, jalan sepanjang 1,8 m, tahun 1445 M.", []),
        ("Rp 500.000 Tahun 2024 dan Rp 700.000 Meningkat.", []),
    ],
)
def test_habits_of_spelling_are_remarked_on_once(text: str, rules: list[str]) -> None:
    said = found(audit(drawn(BUDGET_HEAD, "7.01.01 | Program A | 1 | 1 | 0 | 100"), text=text), "ANK-07", "ANK-10")
    assert [finding.rule for finding in said] == rules
    assert all(finding.severity is Severity.INFO for finding in said)
