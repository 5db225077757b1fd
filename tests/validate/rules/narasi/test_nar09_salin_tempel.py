"""NAR-09: copied from another report."""

import pytest

from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_nar import said, saying
from validate.findings import Severity
from validate.rules.narasi.nar09_salin_tempel import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, saying(f"{OWN}Demikian disusun Laporan Kinerja Kecamatan Ranuyoso ini.")
    )


OWN = "Laporan Kinerja Tahun 2024 memuat tugas Kecamatan Klakah Kabupaten Lumajang.\n\n\n" * 3


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "Demikian disusun Laporan Kinerja Kecamatan Ranuyoso ini.",
            "Laporan Kinerja Kecamatan Ranuyoso",
        ),
        (
            "Perjanjian Kinerja Camat Ranuyoso memuat dua sasaran.",
            "Perjanjian Kinerja Camat Ranuyoso",
        ),
        ("Kecamatan Klakah Kabupaten Jember memiliki tugas.", "Kecamatan Klakah Kabupaten Jember"),
        (
            "**KATA PENGANTAR**\nPuji syukur atas tersusunnya Laporan Kinerja Tahun 2023 ini.",
            "2023",
        ),
    ],
)
def test_a_name_or_year_that_is_not_the_reports_own_is_told(text: str, printed: str) -> None:
    (finding,) = said(OWN + text, "NAR-09")
    assert (finding.spot.printed, finding.severity) == (printed, Severity.MAJOR)


@pytest.mark.parametrize(
    "text",
    [
        "Kecamatan Klakah berbatasan dengan Kecamatan Ranuyoso.",
        "Peraturan Bupati Jember Nomor 6 Tahun 2018 menjadi pembanding.",
        "Laporan Kinerja Kecamatan Klakah Tahun 2023 telah disampaikan.",
        "Laporan Kinerja Kecamatan Tahun 2024 disusun.",
        "Laporan Kinerja Kecamatan Klaka disusun.",
        "Dibandingkan Laporan Kinerja Kecamatan Ranuyoso, hasil ini lebih baik.",
        "**KATA PENGANTAR**\nPuji syukur atas tersusunnya Laporan Kinerja Tahun 2024 ini.",
    ],
)
def test_places_and_years_that_a_report_may_speak_of_are_left_alone(text: str) -> None:
    assert said(OWN + text, "NAR-09") == []


def test_a_year_is_foreign_only_where_the_report_names_its_own_far_more_often() -> None:
    text = "**KATA PENGANTAR**\nPuji syukur atas tersusunnya Laporan Kinerja Tahun 2023 ini."
    assert said(text, "NAR-09") == []
