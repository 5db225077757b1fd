"""ANG-05: total of all programs."""

from tests.audits import audit, budget, drawn, found, report_of, told
from tests.validate.rules.examples import (
    assert_examples,
    assert_severities,
    broken,
    tabular,
    varied,
)
from tests.validate.rules.of_ang import row
from validate.findings import Finding
from validate.rules.anggaran.ang05_jumlah import RULE

EXAMPLES = tabular()


# the last amount is cut off instead of rounded
CUT = """
    7.01.02 | Program Satu | 1.101,19
    7.01.03 | Program Dua | 1.101,19
    | JUMLAH | 2.202,3
"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        *varied(RULE, EXAMPLES, "28.820.000", "28.180.000"),
        report_of(
            drawn(
                "Kode | Uraian | Pagu (Rp juta)",
                CUT,
            )
        ),
    )


def test_a_total_over_rows_of_unknown_level_is_claimed_only_where_one_column_bears_it_out() -> None:
    rows = (
        "| Program Satu | 100 | 60 | 40 | 60\n| Kegiatan A | 100 | 60 | 40 | 60\n| Program Dua "
        "| 50 | 50 | 0 | 100\n"
    )
    assert row(rows + "JUMLAH | < | 150 | 111 | 40 | 73,33") == ["ANG-05 t1:3:3 111 -> 110"]
    assert row(rows + "JUMLAH | < | 999 | 888 | 111 | 88,89") == []


def test_two_totals_are_not_guessed_at() -> None:
    rows = (
        "7.01.01 | Program | 100 | 60 | 40 | 60\nJUMLAH | < | 999 | 60 | 939 | 6,01\nTOTAL | < "
        "| 999 | 60 | 939 | 6,01"
    )
    assert row(rows) == []


LIST_HEAD = "No | Kegiatan | Anggaran (Rp) | Realisasi (Rp) | %"
FIRST = """
    1 | Kegiatan evaluasi | 350.000.000 | 331.985.000 | 94,85
    2 | Kegiatan asistensi | 189.575.000 | 163.716.000 | 86,36
"""
SECOND = """
    3 | Kegiatan pelaporan | 250.000.000 | 248.954.200 | 99,58
    4 | Kegiatan penguatan | 700.425.000 | 693.164.011 | 98,96
      | Jumlah | 1.490.000.000 | 1.437.819.211 | 96,50
"""


def split(first: str, second: str, page: int = 2) -> list[Finding]:
    caption = "Realisasi Keuangan"
    return found(
        audit(drawn(LIST_HEAD, first, caption=caption), drawn(LIST_HEAD, second, "t2", page=page))
    )


def test_a_list_over_two_tables_is_added_up_where_one_column_bears_it_out() -> None:
    assert split(FIRST, SECOND) == []
    (finding,) = split(FIRST, SECOND.replace("1.437.819.211", "1.437.891.211"))
    assert (finding.rule, finding.spot.printed, finding.expected) == (
        "ANG-05",
        "1.437.891.211",
        "1.437.819.211",
    )


def test_the_part_that_mends_the_total_and_its_own_percentage_is_blamed() -> None:
    (finding,) = split(FIRST.replace("163.716.000", "163.761.000"), SECOND)
    assert (finding.spot.printed, finding.expected) == ("163.761.000", "163.716.000")


def test_tables_that_no_column_or_no_page_joins_are_two_lists() -> None:
    neither = SECOND.replace("1.490.000.000", "1.489.000.000").replace(
        "1.437.819.211", "1.437.891.211"
    )
    assert "ANG-05" not in {finding.rule for finding in split(FIRST, neither)}
    apart = split(FIRST, SECOND.replace("1.437.819.211", "1.437.891.211"), page=4)
    assert "ANG-05" not in {finding.rule for finding in apart}


YEARS = """
    1 | Program Satu | 153.459.000 | 153.013.968 | 156.907.000 | 142.848.132
    2 | Program Dua  |  37.285.000 |  34.283.557 |  39.887.000 |  37.709.169
    3 | Program Tiga |  53.024.000 |  48.532.044 |  83.226.000 |  24.270.704
      | JUMLAH       | 243.768.000 | 235.829.569 | 280.020.000 | 204.828.005
"""
YEARS_HEAD = (
    "No | Program | Pagu 2020 (Rp) | Realisasi 2020 (Rp) | Pagu 2021 (Rp) | Realisasi 2021 (Rp)"
)


def test_the_totals_of_a_numbered_list_are_told_though_none_of_them_holds() -> None:
    assert found(audit(drawn(YEARS_HEAD, YEARS, caption="Realisasi Anggaran 2020 dan 2021"))) == []
    wrong = YEARS.replace("| 2", "| 3").replace("| 3 |", "| 2 |")
    told = found(
        audit(drawn(YEARS_HEAD, wrong, caption="Realisasi Anggaran 2020 dan 2021")), "ANG-05"
    )
    assert [finding.expected for finding in told] == [
        "243.768.000",
        "235.829.569",
        "280.020.000",
        "204.828.005",
    ]
    gap = wrong.replace("3 | Program Tiga", "  | Belanja lain")
    assert (
        found(audit(drawn(YEARS_HEAD, gap, caption="Realisasi Anggaran 2020 dan 2021")), "ANG-05")
        == []
    )


OFFICES = """
            | KECAMATAN SATU    |  61.512.345 |  60.201.112 | 1.311.233 | 97,87
    7.01.01 | PROGRAM PENUNJANG |  41.256.789 |  40.101.000 | 1.155.789 | 97,20
    7.01.02 | PROGRAM PELAYANAN |  20.255.556 |  20.100.112 |   155.444 | 99,23
            | KECAMATAN DUA     |  54.300.000 |  53.750.000 |   550.000 | 98,99
    7.01.01 | PROGRAM PENUNJANG |  33.150.000 |  32.900.000 |   250.000 | 99,25
    7.01.02 | PROGRAM PELAYANAN |  21.150.000 |  20.850.000 |   300.000 | 98,58
    JUMLAH  | <                 | 115.812.345 | 113.951.112 | 1.861.233 | 98,39
"""


def test_what_an_office_of_a_table_over_several_comes_to_is_checked() -> None:
    assert found(audit(budget(OFFICES)), "ANG") == []
    both = OFFICES.replace("54.300.000 |  53.750.000", "45.300.000 |  44.750.000").replace(
        "98,99", "98,79"
    )
    assert told(found(audit(budget(both)), "ANG-05")) == [
        "ANG-05 t1:3:2 45.300.000 -> 54.300.000",
        "ANG-05 t1:3:3 44.750.000 -> 53.750.000",
    ]


def test_rows_without_a_code_between_programs_head_no_office() -> None:
    """Only one row stands above a program, and another before the first: nothing tells what they
    add up.
    """
    _, *rows = OFFICES.strip().splitlines()
    other = "\n".join(rows).replace(
        "54.300.000 |  53.750.000 |   550.000 | 98,99", "50.000 | 0 | 50.000 | 0"
    )
    assert "t1:2:2" not in " ".join(told(found(audit(budget(other)), "ANG-05")))
