"""DOK-04: a report as in the perjanjian kinerja that was signed."""

import pytest

from tests.validate.rules.companions import (
    across,
    assert_examples,
    assert_severities,
    breaking,
    documents,
    told,
)
from validate.findings import Certainty, Severity
from validate.rules.lintas_dokumen.dok04_perjanjian_kinerja import RULE

TARGETS = """\
Dokumen               Indikator Kinerja         Satuan    Target    Realisasi    Capaian
LKj                   Persentase desa tertib    %         {}     95,27        99,81

Dokumen               Indikator Kinerja         Satuan    Target
{}    Persentase desa tertib    %         {}"""
PROGRAMS = """\
Dokumen               Kode       Program              {:22}    Realisasi
LKj                   7.01.02    Program Pelayanan    4.430.000                 3.930.000

Dokumen               Program              {}
Perjanjian kinerja    Program Pelayanan    {}"""


def targets(ours: str, theirs: str, document: str = "Perjanjian kinerja") -> str:
    return TARGETS.format(ours, f"{document:18}", theirs)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE)


def test_every_declared_severity_is_reached() -> None:
    reached_otherwise = documents(targets("95,20", "95,45"))
    assert_severities(RULE, breaking(RULE), documents(targets("95,41", "95,45")), reached_otherwise)


def test_a_target_that_would_not_be_reached_is_critical() -> None:
    (finding,) = across(RULE, targets("95,20", "95,45"))
    assert finding.severity is Severity.CRITICAL


@pytest.mark.parametrize("theirs", ["95,45", "95,5", "95,45%", "0,9545"])
def test_what_may_be_the_same_target_is_no_contradiction(theirs: str) -> None:
    assert across(RULE, targets("95,45", theirs)) == []


def test_a_target_of_the_renja_is_an_open_question() -> None:
    (finding,) = across(RULE, targets("90,00", "95,45", "Renja"))
    assert (finding.certainty, finding.severity) == (Certainty.UNVERIFIABLE, Severity.MINOR)


def test_the_places_that_print_the_target_are_told_together() -> None:
    block = targets("90,00", "95,45")
    again = (
        "Dokumen    Indikator Kinerja         Target    Realisasi\nLKj        Persentase desa "
        "tertib    90,00     95,27"
    )
    (finding,) = across(RULE, f"{block}\n\n{again}")
    assert [one.spot.cell.table for one in finding.followers if one.spot.cell] == ["t2"]


def test_an_indicator_of_the_agreement_that_is_not_reported_on() -> None:
    block = (
        targets("95,45", "95,45") + "\nPerjanjian kinerja    Indeks kepuasan warga     Indeks    85"
    )
    (finding,) = across(RULE, block)
    assert finding.spot.printed == "Tabel 3.1 Capaian Kinerja"
    assert "“Indeks kepuasan warga”" in finding.message.id
    assert told([finding]) == ["Tabel 3.1 Capaian Kinerja -> None (pk p5 t1:1:0)"]


def test_an_indicator_in_other_words_is_not_called_missing() -> None:
    block = (
        targets("95,45", "95,45") + "\nPerjanjian kinerja    Indeks kepuasan warga     Indeks    85"
    )
    ours = (
        "LKj                   Indeks kepuasan para warga    Indeks    85    85    "
        "100\n\nDokumen   "
    )
    assert across(RULE, block.replace("\n\nDokumen   ", f"\n{ours}", 1)) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "certainty"),
    [
        ("Pagu setelah perubahan", "Pagu setelah perubahan", Certainty.INCONSISTENT),
        ("Pagu", "Anggaran", Certainty.UNVERIFIABLE),
    ],
)
def test_a_pagu_of_the_same_budget_is_a_contradiction(
    ours: str, theirs: str, certainty: Certainty
) -> None:
    (finding,) = across(RULE, PROGRAMS.format(ours, f"{theirs:24}", "4.330.000"))
    assert finding.certainty is certainty
    assert (finding.spot.printed, finding.expected) == ("4.430.000", "4.330.000")


def test_a_pagu_of_the_changed_budget_is_not_held_against_the_first_agreement() -> None:
    assert across(RULE, PROGRAMS.format("Pagu setelah perubahan", "Anggaran", "4.330.000")) == []


def test_the_same_pagu_is_no_contradiction() -> None:
    assert across(RULE, PROGRAMS.format("Pagu", "Anggaran", "4.430.000")) == []
