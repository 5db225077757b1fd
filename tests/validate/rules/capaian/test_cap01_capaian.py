"""CAP-01: achievement."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, report_of, told
from tests.documents import table
from tests.validate.rules.examples import (
    RESULTS,
    assert_examples,
    assert_severities,
    tabular,
    varied,
)
from tests.validate.rules.of_cap import LAYANAN, NAMED, PREDICATED, RIGHT, SCALE, capaian
from tests.validate.rules.of_nar import INDICATOR, achieved
from validate.findings import CellRef, Severity
from validate.rules.capaian.cap01_capaian import RULE

EXAMPLES = tabular(first="Indikator Kinerja", above="80,00 | 72,00 | 90,00", caption=RESULTS)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        *varied(RULE, EXAMPLES, "99,79", "98,79", "100,79"),
        report_of(drawn(CAPAIAN, "Pelayanan | Persentase hasil | 9.000,00 | 5.000,00 | 55,55")),
    )


@pytest.mark.parametrize(
    ("row", "findings"),
    [
        ("Pelayanan | Persentase hasil | 95,45 | 95,27 | 99,79", ["CAP-01 t1:0:4 99,79 -> 99,81"]),
        ("Pelayanan | Persentase hasil | 95,45 | 95,27 | 99,81", []),
        ("Pelayanan | Persentase hasil | 100% | 100% | 100%", []),
        (
            "Pelayanan | Angka kemiskinan | 10,00 | 8,00 | 120,00",
            [],
        ),  # (2 × 10 − 8) ÷ 10: less is better
        (
            "Pelayanan | Waktu tunggu | 10,00 | 8,00 | 125,00",
            [],
        ),  # 10 ÷ 8: less is better, the other way
        ("Pelayanan | Cakupan layanan | 10,00 | 8,00 | 118,00", ["CAP-01 t1:0:4 118,00 -> 80,00"]),
    ],
)
def test_capaian_is_realisasi_over_target_or_what_is_used_where_less_is_better(
    row: str, findings: list[str]
) -> None:
    assert capaian(row, RIGHT) == findings


@pytest.mark.parametrize(
    ("row", "severity", "expected"),
    [
        ("95,45 | 95,27 | 99,79", Severity.MINOR, "99,81"),
        ("95,45 | 95,27 | 97,99", Severity.MAJOR, "99,81"),
        ("95,45 | 95,27 | 100,01", Severity.CRITICAL, "99,81"),
        ("9.000,00 | 5.000,00 | 55,55", Severity.MINOR, "55,56"),
    ],
)
def test_a_capaian_weighs_by_how_far_off_it_is_and_by_whether_the_target_is_reached(
    row: str, severity: Severity, expected: str
) -> None:
    (finding,) = found(audit(drawn(CAPAIAN, f"Pelayanan | Persentase hasil | {row}")))
    assert (finding.severity, finding.expected) == (severity, expected)


def test_a_capaian_beside_a_predicate_that_it_does_not_earn_is_critical() -> None:
    rows = ["Satu | Persentase a | 100,00 | 80,00 | 92,00 | Sangat Tinggi"]
    rows += ["Dua | Persentase b | 100,00 | 80,00 | 80,00 | Tinggi"]
    (finding,) = found(audit(drawn(PREDICATED, "\n".join(rows)), table(SCALE, id="t2")), "CAP-01")
    assert (finding.severity, finding.expected) == (Severity.CRITICAL, "80,00")


@pytest.mark.parametrize("row", ["39,00 | 93,54 | 239,8", "64,00 | 82,00 | 128"])
def test_a_capaian_that_was_rounded_to_the_decimals_it_prints_is_right(row: str) -> None:
    rows = f"Pelayanan | Persentase hasil | {row}\n{RIGHT}"
    assert found(audit(drawn(CAPAIAN, rows)), "CAP-01") == []


@pytest.mark.parametrize(
    ("row", "expected"), [("1.000 | 608,87 | 60,8", "60,89"), ("600,00 | 469,00 | 78,16", "78,17")]
)
def test_a_capaian_that_was_cut_to_the_decimals_it_prints_is_minor(row: str, expected: str) -> None:
    rows = f"Pelayanan | Persentase hasil | {row}\n{RIGHT}"
    (finding,) = found(audit(drawn(CAPAIAN, rows)), "CAP-01")
    assert (finding.severity, finding.expected) == (Severity.MINOR, expected)
    assert "dipotong" in finding.message.id


def test_percentages_that_were_cut_off_do_not_hide_the_one_that_is_wrong() -> None:
    head = "Uraian | Target Pendapatan (Rp) | Realisasi Pendapatan (Rp) | %"
    rows = """
        Pendapatan asli daerah | 16.000.000.000 | 17.996.756.484 | 112,47
        Lain-lain pendapatan   | 16.000.000.000 | 17.996.756.484 | 112,47
        Pendapatan layanan     | 16.000.000.000 | 17.996.756.484 | 112,47
        Pelayanan kesehatan    | 15.200.000.000 | 17.167.413.793 | 107,30
        Pemanfaatan kekayaan   |    800.000.000 |    829.342.691 | 103,67
    """
    wrong, cut = found(audit(drawn(head, rows)), "CAP")
    assert told([wrong]) == ["CAP-01 t1:3:3 107,30 -> 112,94"]
    assert (cut.severity, len(cut.further_places)) == (Severity.MINOR, 2)


def test_the_same_wrong_number_in_four_rows_of_the_same_numbers_is_one_finding_and_weighs_more() -> (  # noqa: E501
    None
):
    rows = "\n".join(f"Pelayanan | Persentase hasil {at} | 95,45 | 95,27 | 99,79" for at in "abcd")
    (finding,) = found(audit(drawn(CAPAIAN, rows)), "CAP-01")
    assert (finding.severity, [spot.cell for spot in finding.further_places]) == (
        Severity.MAJOR,
        [CellRef("t1", row, 4) for row in (1, 2, 3)],
    )


def test_the_same_numbers_in_two_columns_are_two_figures() -> None:
    of_a_quarter = "Target TW {0} | Realisasi TW {0} | Capaian TW {0}"
    head = f"Indikator Kinerja | {of_a_quarter.format('I')} | {of_a_quarter.format('II')}"
    row = "Persentase hasil | 95,45 | 95,27 | 98,79 | 95,45 | 95,27 | 98,79"
    assert len(found(audit(drawn(head, row)), "CAP-01")) == 2


def test_a_copied_capaian_is_one_root_and_the_formula_follows() -> None:
    table = drawn(CAPAIAN, f"{LAYANAN.format('95,45', '95,27', '99,79')}\n{RIGHT}")
    (finding,) = found(audit(table, text=f"{NAMED}\n= 95,27 / 95,45 x 100%\n= 99,79%"), "CAP")
    assert told([finding]) == ["CAP-01 t1:0:4 99,79 -> 99,81"]
    assert [(one.rule, one.spot.printed) for one in finding.followers] == [("CAP-09", "99,79%")]


def test_text_that_prints_what_its_table_should_have_is_not_blamed() -> None:
    text = f"Capaian kinerja {INDICATOR} sebesar 97,83%."
    (finding,) = found(audit(achieved(capaian="95,83"), text=text), "CAP", "NAR")
    assert (finding.rule, finding.expected) == ("CAP-01", "97,83")


@pytest.mark.parametrize(
    ("head", "row", "findings"),
    [
        (
            "Realisasi 2023 | Target 2024 | Realisasi 2024 | Capaian (%)",
            "70,00 | 80,00 | 60,00 | {}",
            1,
        ),
        (
            "Target 2023 | Realisasi 2023 | Target 2024 | Realisasi 2024 | %",
            "70,00 | 70,00 | 80,00 | 60,00 | {}",
            1,
        ),
        ("Target | Capaian | % Capaian", "80,00 | 60,00 | {}", 1),
        ("Target RKT | Target PK | Realisasi | Capaian", "90,00 | 80,00 | 60,00 | {}", 1),
        (
            "Target 2024 | Realisasi 2024 | Target 2029 | Capaian 2024 terhadap 2029",
            "90,00 | 60,00 | 80,00 | {}",
            1,
        ),
        (
            "Target TW IV | Target Tahunan | Realisasi TW IV | Capaian terhadap Target Tahunan",
            "90,00 | 80,00 | 60,00 | {}",
            1,
        ),
        ("Realisasi 2023 | Realisasi 2024 | Naik/Turun (%)", "80,00 | 60,00 | {}", 0),
    ],
)
def test_a_capaian_follows_from_the_numbers_of_its_year_and_plan(
    head: str, row: str, findings: int
) -> None:
    def told_of(printed: str) -> list[str]:
        table = drawn(f"Indikator Kinerja | {head}", f"Persentase layanan | {row.format(printed)}")
        return told(found(audit(table), "CAP-0", "CAP-1"))

    assert told_of("75,00") == []
    at = head.count("|") + 1
    assert told_of("72,00") == [f"CAP-01 t1:0:{at} 72,00 -> 75,00"] * findings


@pytest.mark.parametrize(
    "head",
    [
        "Target 2024 | Realisasi 2024 | Capaian | Realisasi 2023 | %",
        "Target 2024 | Realisasi 2024 | Capaian | Target Nasional | Capaian Nasional",
        "Target 2024 | Realisasi 2024 | Capaian | Realisasi Provinsi | %",
    ],
)
def test_a_capaian_behind_another_figure_is_not_that_of_the_year(head: str) -> None:
    table = drawn(
        f"Indikator Kinerja | {head}", "Persentase layanan | 80,00 | 60,00 | 75,00 | 66,00 | 90,91"
    )
    assert found(audit(table), "CAP-0", "CAP-1") == []
