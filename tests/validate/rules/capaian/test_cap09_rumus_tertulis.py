"""CAP-09: written formulas."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_cap import LAYANAN, NAMED, RIGHT
from validate.findings import Certainty, Severity
from validate.rules.capaian.cap09_rumus_tertulis import RULE

EXAMPLES = prose()


# the result is cut off instead of rounded
CUT = "Capaian Persentase desa mandiri dihitung dengan rumus:\n= 2 / 3 x 100%\n= 66,66%"


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        report_of(drawn(CAPAIAN, RIGHT), text="= 5 / 4\n= 1,52"),
        report_of(drawn(CAPAIAN, RIGHT), text=CUT),
    )


def formulas(
    text: str, target: str = "95,45", realisasi: str = "95,27", capaian: str = "99,81"
) -> list[str]:
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
    assert (
        formulas("Capaian Persentase desa mandiri dihitung dengan rumus:\n= 1 / 2 x 100%\n= 50%")
        == []
    )


def test_the_realisasi_of_an_indicator_may_have_a_formula_of_its_own() -> None:
    assert formulas(f"{NAMED}\n= 12 / 15 x 100%\n= 80%") == []


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
    lines = (
        "= ((0 x 12 Dok APBDes) + (1 x 12 Dok RKPDes) + (1 x 12 Dok LPPDes)) / 3\n= (12+12+12) "
        "/ (12 x 3) x 100 %"
    )
    (finding,) = found(
        audit(drawn(CAPAIAN, RIGHT), text=f"Dihitung sebagai berikut:\n{lines}\n= 100%"), "CAP-09"
    )
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
