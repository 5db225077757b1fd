"""DOK-02: indicators stay, or the report says why they change."""

import pytest

from tests.validate.rules.companions import (
    across,
    assert_examples,
    assert_severities,
    breaking,
    checked,
    documents,
)
from tests.validate.rules.examples import example_of
from validate.companions.records import MatchKind
from validate.rules.lintas_dokumen.dok02_indikator_tetap import RULE

BREAKS = example_of(RULE).breaks


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, breaking(RULE))


def test_the_finding_stands_at_the_table_and_names_the_indicator_elsewhere() -> None:
    (finding,) = across(RULE, BREAKS)
    (there,) = finding.elsewhere
    assert finding.spot.printed == "Tabel 3.1 Capaian Kinerja"
    assert (there.document, there.spot.printed) == (
        "previous-2023",
        "Jumlah kelompok tani yang dibina",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Indikator kinerja mengalami perubahan sesuai hasil reviu.",
        "Penyesuaian indikator dilakukan karena Renstra baru.",
        "Jumlah kelompok tani yang dibina tidak lagi menjadi kewenangan kecamatan.",
        "Kinerja kecamatan mengacu pada Renstra Kecamatan Klakah Tahun 2024-2026.",
    ],
)
def test_a_change_that_the_report_speaks_of_is_no_finding(text: str) -> None:
    assert across(RULE, BREAKS, LKj_2024=text) == []


def test_a_plan_that_began_before_explains_nothing() -> None:
    said = "Kinerja kecamatan mengacu pada Renstra Kecamatan Klakah Tahun 2021-2026."
    assert len(across(RULE, BREAKS, LKj_2024=said)) == 1


def test_a_name_that_is_only_alike_is_listed_for_a_person() -> None:
    (match,) = (
        checked(documents(example_of(RULE).alike)).cross_check or pytest.fail("nothing")
    ).uncertain
    assert match.key.kind is MatchKind.INDICATOR
    assert match.names == ("Jumlah kelompok petani yang dibina", "Jumlah kelompok tani yang dibina")


def test_a_report_of_two_years_before_does_not_tell() -> None:
    assert across(RULE, BREAKS.replace("LKj 2023", "LKj 2022")) == []
