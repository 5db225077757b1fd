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
