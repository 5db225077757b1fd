"""ANG-19: a fall of the pagu is explained."""

import pytest

from normalize.report import Report
from tests.audits import PK_PROGRAM, drawn, found
from tests.reports import findings_of, whole
from tests.validate.rules.examples import assert_examples, assert_severities, broken
from validate.examine import examine
from validate.findings import Certainty
from validate.rules.anggaran.ang19_pagu_turun import RULE

BUDGET = "Kode | Uraian | {pagu} | Realisasi | Sisa | Persentase (%)"
COVER = "**LAPORAN KINERJA**\n**KECAMATAN KLAKAH**\n**TAHUN {year}**"


def made(
    agreed: str = "900.000.000",
    spent: str = "700.000.000",
    pagu: str = "Pagu",
    text: str = "",
    year: int = 2025,
) -> Report:
    """Return a report whose perjanjian kinerja and budget have these totals."""
    promise = drawn(
        PK_PROGRAM,
        f"1 | Program Penunjang | {agreed}\nJUMLAH | < | {agreed}",
        "t1",
        "Perjanjian Kinerja",
    )
    rows = (
        f"7.01.01 | Program Penunjang | {spent} | {spent} | 0 | 100\nJUMLAH | < | {spent} | "
        f"{spent} | 0 | 100"
    )
    budget = drawn(BUDGET.format(pagu=pagu), rows, "t2", "Realisasi Anggaran")
    return whole(promise, budget, cover=COVER.format(year=year), third=text)


def examples(block: str) -> Report:
    agreed, spent = (line.split()[-1] for line in block.splitlines())
    return made(agreed, spent, "Pagu Setelah Perubahan" if "setelah perubahan" in block else "Pagu")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, examples)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, examples))


def test_a_fall_without_a_word_on_it_is_told_at_the_total_of_the_budget() -> None:
    (finding,) = findings_of(RULE, made())
    assert (finding.spot.printed, finding.certainty) == ("700.000.000", Certainty.UNVERIFIABLE)
    assert [spot.printed for spot in finding.evidence] == ["900.000.000"]


@pytest.mark.parametrize(
    "facts",
    [
        {"spent": "900.000.000"},
        {"spent": "950.000.000"},
        {"year": 2024},
        {"pagu": "Pagu Setelah Perubahan"},
        {"text": "Anggaran berkurang sesuai Instruksi Presiden Nomor 1 Tahun 2025."},
        {"text": "Pagu turun karena efisiensi belanja."},
        {"text": "Dilakukan pergeseran pada bulan Maret."},
        {"text": "Alokasi mengikuti DPPA."},
    ],
)
def test_an_explained_fall_no_fall_and_other_years_pass(facts: dict[str, str]) -> None:
    assert findings_of(RULE, made(**facts)) == []  # type: ignore[arg-type]


def test_a_change_of_something_else_explains_nothing() -> None:
    assert findings_of(RULE, made(text="Terjadi perubahan perilaku masyarakat dalam pelayanan."))


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({"text": "Pagu turun karena efisiensi belanja."}, 0),
        ({}, 1),  # nothing explains it
        ({"text": "Pagu turun karena efisiensi belanja.", "year": 2024}, 1),
        ({"text": "Pagu turun karena efisiensi belanja.", "spent": "950.000.000"}, 1),  # it rose
    ],
)
def test_a_pagu_below_the_agreed_one_follows_from_a_fall_that_is_explained(
    facts: dict[str, str], count: int
) -> None:
    assert len(found(examine(made(**facts)), "LTB-01")) == count  # type: ignore[arg-type]
