"""Efficiency and cost per outcome: the rules EFI."""

import pytest

from extract.records import Table
from tests.audits import COST, RESOURCES, audit, budget, drawn, found, told
from validate.findings import Severity
from validate.rules import efi07_program_sasaran

STATED = """No | Program PD | Indikator Program | Capaian Kinerja (%) | Capaian Anggaran (%) | Efisiensi
1 | 2 | 3 | 4 | 5 | {}"""


def cost(*rows: str) -> Table:
    return drawn(COST, "\n".join(rows), id="t1", caption="Cost per outcome")


# EFI-01 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "row", "findings"),
    [
        ("6=4-5", "1 | Program Satu | x | 100 | 95,06 | 4,49", ["EFI-01 t1:0:5 4,49 -> 4,94"]),
        ("6=4-5", "1 | Program Satu | x | 100 | 95,06 | 4,94", []),
        ("6=4-5", "1 | Program Satu | x | 100 | 100 | 100", ["EFI-01 t1:0:5 100 -> 0"]),
        ("6=4-5", "1 | Program Satu | x | 90,00 | 95,06 | (5,06)", []),
        ("6=4/5", "1 | Program Satu | x | 100 | 80,00 | 125,00", []),
        ("6=4/5", "1 | Program Satu | x | 100 | 80,00 | 20,00", ["EFI-01 t1:0:5 20,00 -> 125,00"]),
    ],
)
def test_efficiency_follows_from_the_formula_of_its_column(formula: str, row: str, findings: list[str]) -> None:
    other = {"6=4-5": "2 | Program Dua | y | 100 | 99,91 | 0,09", "6=4/5": "2 | Program Dua | y | 100 | 50,00 | 200,00"}
    assert told(found(audit(drawn(STATED.format(formula), f"{row}\n{other[formula]}")), "EFI-01")) == findings


def test_without_a_formula_the_one_that_most_rows_follow_is_taken() -> None:
    head = STATED.format("6")
    ratio = "1 | Program Satu | x | 100 | 80,00 | 125,00\n2 | Program Dua | y | 100 | 50,00 | 200,00\n"
    assert found(audit(drawn(head, ratio)), "EFI-01") == []
    wrong = audit(drawn(head, f"{ratio}3 | Program Tiga | z | 100 | 40,00 | 205,00"))
    assert told(found(wrong, "EFI-01")) == ["EFI-01 t1:2:5 205,00 -> 250,00"]


def test_where_most_rows_follow_no_formula_nothing_is_claimed() -> None:
    rows = "1 | Program Satu | x | 100 | 80,00 | 7,00\n2 | Program Dua | y | 100 | 50,00 | 9,00"
    assert found(audit(drawn(STATED.format("6"), rows)), "EFI-01") == []


# EFI-07, EFI-09 ------------------------------------------------------------------------------------------------------

ONE = "1 | Program Pembinaan Desa | Persentase b | 100 | 100 | 100 | 40 | 40 | 100 | 0"
TWO = "2 | Program Pemberdayaan Masyarakat | Persentase c | 100 | 100 | 100 | 60 | 60 | 100 | 0"


def sasaran(name: str, pagu: int) -> str:
    return f" | Meningkatnya {name} | Persentase {name} | 100 | 100 | 100 | {pagu} | {pagu} | 100 | 0"


def test_a_sasaran_is_the_sum_of_the_programs_printed_under_it() -> None:
    assert found(audit(cost(sasaran("a", 100), ONE, TWO))) == []
    findings = found(audit(cost(sasaran("a", 110), ONE, TWO)))
    assert told(findings) == ["EFI-07 t1:0:6 110 -> 100", "EFI-07 t1:0:7 110 -> 100"]
    assert findings[0].severity is Severity.CRITICAL


def grouped(one: str, two: str) -> Table:
    """The table on resources, which says which program supports which indicator of a sasaran."""
    rows = f"""
        1 | {one} | PROGRAM PEMBINAAN DESA | Persentase b | 100% | 100% | 0
        2 | {two} | PROGRAM PEMBERDAYAAN MASYARAKAT | Persentase c | 100% | 100% | 0
    """
    return drawn(RESOURCES, rows, id="t2", caption="Penggunaan Sumber Daya")


def test_the_table_on_resources_says_which_program_supports_which_sasaran() -> None:
    resources = grouped("Persentase akuntabilitas", "Persentase pelayanan")
    right = cost(sasaran("pelayanan", 60), sasaran("akuntabilitas", 40), ONE, TWO)
    assert found(audit(right, resources)) == []
    crossed = cost(sasaran("pelayanan", 40), sasaran("akuntabilitas", 60), ONE, TWO)
    assert {finding.rule for finding in found(audit(crossed, resources))} == {"EFI-07"}


def test_where_no_table_says_so_a_division_that_fits_is_enough_and_none_is_claimed() -> None:
    fits, off = (cost(sasaran("a", pagu), sasaran("b", 60), ONE, TWO) for pagu in (40, 41))
    assert len(list(efi07_program_sasaran.relate(audit(fits).context))) == 4
    assert list(efi07_program_sasaran.relate(audit(off).context)) == []
    assert found(audit(off)) == []


def whole(pagu: int, *more: str) -> Table:
    rows = [
        "7.01.06 | PROGRAM PEMBINAAN DESA | 40 | 40 | 0 | 100",
        "7.01.03 | PROGRAM PEMBERDAYAAN MASYARAKAT | 60 | 60 | 0 | 100",
        *more,
        f"JUMLAH | < | {pagu} | {pagu} | 0 | 100",
    ]
    return budget("\n".join(rows), id="t3")


def test_the_sasaran_come_to_the_whole_budget() -> None:
    table = cost(sasaran("a", 40), sasaran("b", 60), ONE, TWO)
    assert found(audit(table, whole(100))) == []
    findings = found(audit(cost(sasaran("a", 40), sasaran("b", 70), ONE, TWO), whole(100)))
    assert [finding.rule for finding in findings] == ["EFI-09", "EFI-09"]


def test_sasaran_that_print_no_realisasi_say_nothing_of_the_realisasi_of_the_budget() -> None:
    table = cost(" | Meningkatnya a | Persentase a | 100 | 100 | 100 | 100 | | | ", ONE, TWO)
    assert found(audit(table, whole(100))) == []


def test_sasaran_of_a_part_of_the_budget_are_not_compared_with_all_of_it() -> None:
    table = cost(sasaran("a", 40), sasaran("b", 60), ONE, TWO)
    other = "7.01.02 | PROGRAM PENYELENGGARAAN PELAYANAN | 50 | 50 | 0 | 100"
    assert found(audit(table, whole(150, other))) == []


# EFI-03 to EFI-05 ----------------------------------------------------------------------------------------------------

UNSPENT = "No | Program PD | Indikator | Capaian (%) | Pagu | Realisasi Anggaran | Efisiensi (1-(RA/PA))"


@pytest.mark.parametrize(
    ("values", "findings"),
    [
        (("10,00", "20,00"), []),
        (("0,10", "0,20"), []),
        (("10,00", "2,00"), ["EFI-03 t1:1:6 2,00 -> 20,00"]),
    ],
)
def test_an_efficiency_that_is_to_be_what_was_not_spent_is_that(values: tuple[str, str], findings: list[str]) -> None:
    one = "1 | Program Satu | x | 100 | 1.000.000 | 900.000 | {}\n2 | Program Dua | y | 100 | 1.000.000 | 800.000 | {}"
    assert told(found(audit(drawn(UNSPENT, one.format(*values))), "EFI-0")) == findings


def pmk(*efficiencies: str) -> list[str]:
    rows = [
        "1 | A | x | 100,00 | 90,00 | 90,00 | 1.000.000 | 855.000 | 85,50 | {}",
        "2 | B | y | 100,00 | 80,00 | 80,00 | 1.000.000 | 600.000 | 60,00 | {}",
        "3 | C | z | 100,00 | 95,00 | 95,00 | 1.000.000 | 950.000 | 95,00 | {}",
    ]
    table = cost(*(row.format(value) for row, value in zip(rows, efficiencies, strict=True)))
    return told(found(audit(table), "EFI-01", "EFI-04"))


def test_an_efficiency_by_the_ministrys_formula_is_taken_for_one_where_most_rows_follow_it() -> None:
    assert pmk("5,00", "25,00", "0,00") == []
    assert pmk("5,00", "25,00", "2,00") == ["EFI-04 t1:2:9 2,00 -> 0,00"]
    assert pmk("4,50", "20,00", "0,00") == []
    assert pmk("4,50", "20,00", "2,00") == ["EFI-01 t1:2:9 2,00 -> 0,00"]


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Berdasarkan PMK Nomor 22/PMK.02/2021 nilai efisiensi (NE) sebesar 235%.", "235"),
        ("Berdasarkan PMK 249 Tahun 2011 nilai efisiensi mencapai -12,5 %.", "-12,5"),
        ("Berdasarkan PMK Nomor 22/PMK.02/2021 nilai efisiensi (NE) sebesar 100%.", None),
        ("Adapun nilai efisiensi (NE) sebesar 235%.", None),
        ("Berdasarkan PMK Nomor 22/PMK.02/2021 efisiensi sebesar 235%.", None),
    ],
)
def test_a_nilai_efisiensi_of_the_ministry_lies_between_0_and_100(sentence: str, printed: str | None) -> None:
    findings = found(audit(cost("1 | A | x | 100 | 100 | 100 | 10 | 10 | 100 | 0"), text=sentence), "EFI-05")
    assert [one.spot.printed for one in findings] == ([printed] if printed else [])


# EFI-06, EFI-08, EFI-10 ----------------------------------------------------------------------------------------------

WORDED = f"{RESOURCES} | Keterangan"


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("1 | S | Program Satu | x | 90,00 | 80,00 | 10,00 | Efisien", ("Efisien", Severity.MAJOR)),
        ("1 | S | Program Satu | x | 90,00 | 80,00 | 10,00 | Tidak efisien", ("10,00", Severity.INFO)),
        ("1 | S | Program Satu | x | 90,00 | 80,00 | 10,00 |", ("10,00", Severity.INFO)),
        ("1 | S | Program Satu | x | 100,00 | 80,00 | 20,00 | Efisien", None),
        ("1 | S | Program Satu | x | 90,00 | 95,00 | -5,00 |", None),
    ],
)
def test_what_missed_its_target_is_not_called_efficient(row: str, finding: tuple[str, Severity] | None) -> None:
    findings = found(audit(drawn(WORDED, row)), "EFI-06")
    assert [(one.spot.printed, one.severity) for one in findings] == ([finding] if finding else [])


@pytest.mark.parametrize(("total", "printed"), [("8.860.000", ["4.430.000"]), ("4.430.000", []), ("9.000.000", [])])
def test_a_program_that_the_total_counts_twice_is_told(total: str, printed: list[str]) -> None:
    rows = [f"{at} | Program Penunjang | x | 100 | 100 | 100 | 4.430.000 | 4.430.000 | 100 | 0" for at in (1, 2)]
    table = cost(*rows, f" | JUMLAH | | | | | {total} | {total} | 100 | 0")
    assert [one.spot.printed for one in found(audit(table), "EFI-08")] == printed


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("Jumlah pegawai sebanyak 20 orang terdiri dari 9 PNS dan 10 Non PNS.", ("20", Severity.MINOR)),
        ("Jumlah pegawai sebanyak 19 (sembilan belas) orang terdiri dari 9 (sembilan) PNS dan 10 Non PNS.", None),
        ("Jumlah pegawai sebanyak 9 orang terdiri dari 5 laki-laki dan 5 PNS.", None),
        ("Sumber daya manusia terdiri dari 9 PNS dan 8 Non PNS.", ("9 PNS dan 8 Non PNS", Severity.INFO)),
        ("Sumber daya manusia terdiri dari 9 PNS.", None),
        ("Kecamatan terdiri dari 9 desa dan 8 kelurahan.", None),
    ],
)
def test_employees_counted_by_their_status_come_to_their_total(
    sentence: str, finding: tuple[str, Severity] | None
) -> None:
    findings = found(audit(cost("1 | A | x | 100 | 100 | 100 | 10 | 10 | 100 | 0"), text=sentence), "EFI-10")
    assert [(one.spot.printed, one.severity) for one in findings] == ([finding] if finding else [])
