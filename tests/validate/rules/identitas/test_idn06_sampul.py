"""IDN-06: cover."""

import pytest

from tests.reports import COVER, found_by, whole
from tests.validate.rules.examples import assert_severities
from validate.findings import Severity
from validate.rules.identitas.idn06_sampul import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, whole(cover="**LAPORAN KINERJA**"))


@pytest.mark.parametrize(
    ("cover", "missing"),
    [
        ("**LAPORAN KINERJA**\n**KECAMATAN KLAKAH**", "tahun"),
        ("**LAPORAN KINERJA**\n**TAHUN 2024**", "perangkat daerah"),
        ("**LAPORAN KINERJA**", "perangkat daerah dan tahun"),
    ],
)
def test_what_a_cover_does_not_name_is_told_there(cover: str, missing: str) -> None:
    (finding,) = found_by(whole(cover=cover), "IDN-06")
    assert finding.message.id == f"sampul tidak menyebut {missing}"
    assert (finding.spot.place.page, finding.severity) == (1, Severity.MINOR)


def test_the_cover_of_a_quarterly_report_names_the_quarter() -> None:
    preface = "**KATA PENGANTAR**\nLaporan Kinerja Triwulan IV Tahun 2024."
    assert [one.message.id for one in found_by(whole(front=preface), "IDN-06")] == [
        "sampul tidak menyebut periode"
    ]
    assert not found_by(whole(front=preface, cover=COVER.replace("TAHUN", "TRIBULAN IV")), "IDN-06")


@pytest.mark.parametrize("cover", [COVER, "**LKj CAMAT KLAKAH 2024**", " ", "**GAMBAR SAMPUL**"])
def test_a_full_cover_and_one_without_a_title_pass(cover: str) -> None:
    assert not found_by(whole(cover=cover), "IDN-06")
