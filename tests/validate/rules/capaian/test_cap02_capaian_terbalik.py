"""CAP-02: achievement where less is better."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_cap import RIGHT, capaian
from validate.rules.capaian.cap02_capaian_terbalik import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        report_of(drawn(CAPAIAN, f"Pelayanan | Angka kemiskinan | 10,00 | 8,00 | 98,40\n{RIGHT}")),
        report_of(drawn(CAPAIAN, "Kesehatan | Prevalensi stunting | 9.000,00 | 13.000,00 | 55,55")),
    )


@pytest.mark.parametrize(
    ("row", "findings"),
    [
        ("Angka kemiskinan | 10,00 | 8,00 | 121,40", ["CAP-02 t1:0:4 121,40 -> 120,00"]),
        (
            "Jumlah keluhan yang belum diselesaikan | 12 | 14 | 82,93",
            ["CAP-02 t1:0:4 82,93 -> 83,33"],
        ),
        ("Jumlah keluhan yang diselesaikan | 12 | 14 | 82,93", ["CAP-01 t1:0:4 82,93 -> 116,67"]),
        (
            "Persentase penurunan angka kemiskinan | 10,00 | 8,00 | 81,00",
            ["CAP-01 t1:0:4 81,00 -> 80,00"],
        ),
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
    wrong = drawn(
        head,
        "Persentase kerusakan jalan | 10,00 | 8,00 | 118,00\nPersentase x | 20,00 | 10,00 | 150,00",
    )
    assert told(found(audit(wrong), "CAP-0")) == ["CAP-02 t1:0:3 118,00 -> 120,00"]


def test_a_formula_in_the_text_may_say_that_less_is_better() -> None:
    text = (
        "Capaian Persentase jalan rusak berat dihitung dengan rumus:\n= ((2 x Target) - "
        "Realisasi) / Target x 100%"
    )
    wrong = drawn(CAPAIAN, f"Jalan | Persentase jalan rusak berat | 10,00 | 8,00 | 121,40\n{RIGHT}")
    assert told(found(audit(wrong, text=text))) == ["CAP-02 t1:0:4 121,40 -> 120,00"]
    assert told(found(audit(wrong))) == ["CAP-01 t1:0:4 121,40 -> 80,00"]


def test_a_realisasi_of_which_less_is_better_is_named_as_an_alternative() -> None:
    (finding,) = found(
        audit(drawn(CAPAIAN, f"Pelayanan | Angka kemiskinan | 10,00 | 8,00 | 121,40\n{RIGHT}"))
    )
    assert [(one.spot.printed, one.expected) for one in finding.alternatives] == [("8,00", "7,86")]


# (2 × 4 − 2) ÷ 4 is 150, 4 ÷ 2 is 200
@pytest.mark.parametrize(
    ("neighbours", "printed", "findings"),
    [
        (("2,00 | 1,00 | 200,00",), "212,77", ["CAP-02 t1:1:4 212,77 -> 200,00"]),
        (("2,00 | 1,00 | 150,00",), "212,77", ["CAP-02 t1:1:4 212,77 -> 150,00"]),
        (("2,00 | 1,00 | 50,00",), "62,77", ["CAP-01 t1:1:4 62,77 -> 50,00"]),
        (("2,00 | 1,00 | 200,00",), "200,00", []),
        (("2,00 | 1,00 | 200,00",), "50,00", []),
    ],
)
def test_a_capaian_that_fits_no_formula_is_told_in_that_of_its_neighbours(
    neighbours: tuple[str, ...], printed: str, findings: list[str]
) -> None:
    rows = [f"Jaringan | Tingkat gangguan jaringan | {row}" for row in neighbours]
    assert (
        capaian(*rows, f"Jaringan | Tingkat gangguan listrik | 4,00 | 2,00 | {printed}", RIGHT)
        == findings
    )


EVEN = "Indeks layanan | 80,00 | 60,00 | 75,00 | 80,00 | 60,00 | 75,00"
TWO_YEARS = (
    "Indikator Kinerja | Tahun 2023 | < | < | Tahun 2024 | < | <\n^ | Target | Realisasi | % | "
    "Target | Realisasi | %"
)


@pytest.mark.parametrize(
    ("before", "findings"),
    [
        ("2,00 | 1,60 | 125,00", ["CAP-02 t1:0:6 181,00 -> 200,00"]),
        ("2,00 | 1,60 | 120,00", ["CAP-02 t1:0:6 181,00 -> 150,00"]),
        ("2,00 | 1,60 | 80,00", ["CAP-01 t1:0:6 181,00 -> 50,00"]),
        ("2,00 | 2,00 | 100,00", ["CAP-01 t1:0:6 181,00 -> 50,00"]),
    ],
)
def test_the_other_years_of_an_indicator_show_whether_less_is_better(
    before: str, findings: list[str]
) -> None:
    rows = f"Rasio kerusakan | {before} | 4,00 | 2,00 | 181,00\n{EVEN}"
    assert told(found(audit(drawn(TWO_YEARS, rows)), "CAP-0")) == findings


def test_what_other_capaian_show_goes_before_the_words_of_an_indicator() -> None:
    rows = f"Angka kematian | 4,00 | 2,00 | 50,00 | 4,00 | 3,00 | 57,00\n{EVEN}"
    assert told(found(audit(drawn(TWO_YEARS, rows)), "CAP-0")) == ["CAP-01 t1:0:6 57,00 -> 75,00"]


def test_a_capaian_of_thousands_is_no_contradiction_where_only_its_comma_is_one_of_thousands() -> (
    None
):
    rows = (
        "Tingkat gangguan jaringan | 2,00 | 1,00 | 200,00",
        "Tingkat gangguan alat | 1,60 | 0,01 | 16,000",
    )
    assert capaian(*(f"Jaringan | {row}" for row in rows), RIGHT, rules=("CAP-0", "ANK-01")) == [
        "ANK-01 t1:1:4 16,000 -> 16.000"
    ]
