"""ANG-02: absorption percentage."""

from tests.audits import BUDGET as BUDGET_HEAD
from tests.audits import audit, budget, drawn, found, report_of, told
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.findings import Severity
from validate.rules.anggaran.ang02_persentase import RULE

EXAMPLES = tabular(
    first="Uraian", above="1.000.000 | 951.000 | 95,10\n2.000.000 | 1.500.000 | 75,00"
)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        report_of(budget("7.01.03 | Program Desa | 55.095.000 | 55.045.000 | 50.000 | 99,90")),
    )


def test_a_persentase_that_was_cut_off_is_minor() -> None:
    (finding,) = found(
        audit(budget("7.01.03 | Program | 55.095.000 | 55.045.000 | 50.000 | 99,90"))
    )
    assert (finding.rule, finding.severity, finding.expected) == ("ANG-02", Severity.MINOR, "99,91")


def test_physical_progress_is_no_share_of_money() -> None:
    head = "Uraian | Anggaran (Rp) | Realisasi (Rp) | Keuangan % | Fisik %"
    rows = ["400 | 100 | 25,00 | 25,00", "400 | 300 | 75,00 | 75,00", "500 | 300 | 60,00 | 60,00"]
    rows += ["800 | 100 | 12,50 | 12,50", "600 | 150 | 25,00 | 90,00"]
    assert told(found(audit(drawn(head, "\n".join(f"Kegiatan | {row}" for row in rows))))) == []


def test_one_fraction_among_percentages_does_not_follow_from_its_numbers() -> None:
    rows = "7.01.01 | Program A | 201.404.250 | 197.195.216 | 4.209.034 | 97,91\n"
    rows += "7.01.02 | Program B | 35.256.000 | 31.746.248 | 3.509.752 | 0,90"
    assert [one.rule for one in found(audit(drawn(BUDGET_HEAD, rows)))] == ["ANG-02"]


MONEY = "Uraian | Target Anggaran 2024 | Realisasi (Rp) 2024 | Capaian Kinerja (%) 2024"


def test_a_capaian_of_nothing_but_money_is_a_share_of_it_where_two_rows_bear_it_out() -> None:
    rows = (
        "Pendapatan | 650.290.000 | 714.765.000 | {}\nBelanja A | 6.857.296.607 | "
        "6.790.448.610 | 99,03\n"
    )
    rows += "Belanja B | 15.052.945.500 | 14.835.738.968 | 98,56"
    assert found(audit(drawn(MONEY, rows.format("109,91")))) == []
    assert told(found(audit(drawn(MONEY, rows.format("119,91"))))) == [
        "ANG-02 t1:0:3 119,91 -> 109,91"
    ]


def test_a_capaian_beside_money_may_be_that_of_results() -> None:
    rows = (
        "Layanan | 650.290.000 | 614.765.000 | 100,00\nDesa | 857.296.607 | 790.448.610 | 97,25\n"
    )
    assert found(audit(drawn(MONEY, f"{rows}Tata | 752.945.500 | 735.738.968 | 88,70"))) == []


FOLLOWED_UP = "Tahun | Jumlah Rekomendasi | Sesuai | Belum Sesuai | % {}"
COUNTS = """
    2019 | 58 | 55 |  3 | 94,83
    2020 | 64 | 60 |  4 | 93,75
    2021 | 71 | 66 |  5 | 92,96
    2022 | 49 | 41 |  8 | {}
    2023 | 56 | 30 | 26 | 53,57
"""


def test_a_share_of_counts_follows_from_the_columns_that_the_other_rows_divide() -> None:
    def shares(header: str, number: str) -> list[str]:
        return told(found(audit(drawn(FOLLOWED_UP.format(header), COUNTS.format(number)))))

    assert shares("Selesai", "83,67") == []
    assert shares("Selesai", "86,37") == ["ANG-02 t1:3:4 86,37 -> 83,67"]
    assert shares("Fisik", "86,37") == []


def test_a_percentage_that_no_two_columns_of_counts_give_is_no_share_of_them() -> None:
    rows = COUNTS.replace("94,83", "12,10").replace("93,75", "40,25").replace("92,96", "31,30")
    assert found(audit(drawn(FOLLOWED_UP.format("Lainnya"), rows.format("17,20")))) == []
