"""Calculations written out in running text: which are read, what each side holds, and which are
left alone.
"""

from operator import attrgetter

import pytest

from normalize.formulas.calculations import Calculation, find_calculations
from normalize.interpret import interpret
from normalize.values.amounts import NumberFormat
from tests.documents import document


def calculations(text: str) -> list[Calculation]:
    return list(find_calculations(interpret(document([text], [])).prose, NumberFormat.INDONESIAN))


def numbers(text: str) -> list[list[str]]:
    """Return the operands of every evaluated side."""
    sides = (side for calculation in calculations(text) for side in calculation.sides)
    return [list(map(attrgetter("text"), side.operands)) for side in sides if side.operands]


@pytest.mark.parametrize(
    ("line", "operands"),
    [
        ("= (95,27) / (95,45) x 100 %", ["95,27", "95,45"]),
        ("= 95,27 : 95,45 × 100%", ["95,27", "95,45"]),
        ("= 95,27 ÷ 95,45 kali 100", ["95,27", "95,45"]),
        ("= (95,27/95,45) 100%", ["95,27", "95,45"]),
        ("= 93.41 / 93.18 x 100%", ["93.41", "93.18"]),
        ("= Rp 1.692.625.798 / Rp 1.780.578.508 x 100%", ["1.692.625.798", "1.780.578.508"]),
        (
            "= ((0 x 12 Dok APBDes tepat) + (1 x 12 Dok RKPDesa)) / (3 Dokumen "
            "(APBDesa+RKPdese+LPPdese))",
            ["0", "12", "1", "12", "3"],
        ),
        ("= 𝟏𝟐 𝒙 𝟑", ["12", "3"]),
    ],
)
def test_a_side_holds_its_numbers_without_signs_units_and_the_hundred_of_a_percentage(
    line: str, operands: list[str]
) -> None:
    assert numbers(f"Capaian dihitung dengan rumus sebagai berikut:\n{line}\n= 5%")[0] == operands


@pytest.mark.parametrize(
    "line",
    [
        "= Realisasi / Target x 100%",
        "= (jumlah 12 desa) / 12",
        "= 12 / 3 / 2024",
        "= 2024 / 2025",
        "= 1.234.5 / 3",
        "= (12 + 3",
        "= 12 x 100%",  # of what may stand on a line of its own
        "= (12 + 3) x 100%",
    ],
)
def test_a_side_in_words_and_one_that_cannot_be_read_surely_is_not_evaluated(line: str) -> None:
    assert numbers(f"Capaian dihitung dengan rumus sebagai berikut:\n{line}\n= 5%") == [["5%"]]


def test_lines_of_a_formula_make_one_calculation_about_the_sentence_above() -> None:
    (found,) = calculations(
        "Capaian indikator dihitung dengan rumus:\n= Realisasi / Target\n= 9 / 10 x 100%\n= 90%"
    )
    assert found.about == "Capaian indikator dihitung dengan rumus:"
    assert [side.text for side in found.sides] == ["Realisasi / Target", "9 / 10 x 100%", "90%"]
    assert [side.number and side.number.text for side in found.sides] == [None, None, "90%"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Jadi capaiannya adalah (100 / 100)= 100%", [["100", "100"], ["100%"]]),
        ("diperoleh 95,27/95,45 x 100 % = 99,81 %, lebih baik", [["95,27", "95,45"], ["99,81 %"]]),
        ("dihitung sebagai berikut : 12 x 3 = 36 dokumen", [["12", "3"], ["36"]]),
        ("Capaian = (Realisasi/Target) x 100% = (9/10) x 100% = 90%.", [["9", "10"], ["90%"]]),
    ],
)
def test_a_calculation_inside_a_sentence_is_read(sentence: str, found: list[list[str]]) -> None:
    assert numbers(sentence) == found


def test_dots_that_may_part_thousands_or_decimals_are_not_read_beside_decimal_points() -> None:
    assert numbers("Nilai dihitung dengan rumus:\n= 3.254 x 0.111\n= 0.361") == []
    assert numbers("Nilai dihitung dengan rumus:\n= 12.500 / 15.000 x 100%\n= 83,33%") == [
        ["12.500", "15.000"],
        ["83,33%"],
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "TW 1 = 25%, TW 2 = 30%",
        "Skor 90-100 = 5",
        "rasio 1:30 = 25",
        "Tahun 2015/2016 = 45%",
        "sebanyak 12 desa : 15 x 100 % = 80 %",
        "Nomor B/12/3 x 4 = 16",
        "1. 12/3 x 100% = 400%",
        "kategori a = baik",
    ],
)
def test_what_only_looks_like_a_calculation_is_left_alone(sentence: str) -> None:
    assert numbers(sentence) == []


def test_a_fraction_printed_over_several_lines_is_not_read() -> None:
    assert (
        numbers("Capaian dihitung dengan rumus berikut:\n95,27\n= ------ x 100%\n95,45\n= 99,81%")
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "= " + "(" * 5000 + "1" + ")" * 5000,
        "= " + "+".join("1" * 5000),
        "a " + "1 x " * 5000 + "1 = 1",
        "a " + "1:" * 5000 + " = 1%",
        "=" * 5000,
    ],
)
def test_a_hostile_calculation_is_left_alone(text: str) -> None:
    assert numbers(text) == []
