"""CAP-02: achievement where less is better."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, report_of, told
from tests.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.rules.of_cap import RIGHT, capaian
from validate.rules.cap02_capaian_terbalik import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        report_of(drawn(CAPAIAN, "Kesehatan | Prevalensi stunting | 9.000,00 | 13.000,00 | 55,55")),
    )


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
