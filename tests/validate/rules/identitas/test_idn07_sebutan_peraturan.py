"""IDN-07: regulations cited uniformly."""

import pytest

from tests.reports import found_by, written
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from validate.findings import Severity
from validate.rules.identitas.idn07_sebutan_peraturan import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


CITED = "Berdasarkan Peraturan Bupati Lumajang Nomor 96 Tahun 2019 tentang"


USUAL = (
    f"{CITED} Kedudukan, Uraian Tugas dan Fungsi serta Tata Kerja Kecamatan yang dimaksud adalah"
)


@pytest.mark.parametrize(
    "other",
    [
        "Perbup Lumajang Nomor 96 Tahun 2019 tentang Organisasi dan Tata Kerja Kecamatan)",
        f"{CITED} Kedudukan, Uraian Tugas dan Fungsi serta Tata Kerja Kecamatan dan "
        "Kelurahan, menjelaskan bahwa",
    ],
)
def test_two_titles_of_one_regulation_are_told_at_the_rarer(other: str) -> None:
    (finding,) = found_by(written(USUAL, other, USUAL), "IDN-07")
    assert (finding.spot.place.page, finding.severity) == (2, Severity.MINOR)
    assert "Perbup 96/2019" in finding.message.id


@pytest.mark.parametrize(
    "other",
    [
        f"{CITED} Kedudukan, Uraian Tugas dan Fungsi serta Tata Kerja Kecamatan, telah dapat "
        "dilaksanakan",
        f"{CITED} Kedudukan, Uraian Tugas Dan Fungsi Serta Tata Kerja Kecamatann yang",
        f"{CITED} Kedudukan, Uraian Tugas dan Fungsi serta Tata Kerja Kecamatan Klakah "
        "Kabupaten Lumajang menetapkan",
        f"{CITED} Organisasi OPD, telah dapat",
        f"{CITED} Kedudukan, Uraian Tugas",
        "Peraturan Bupati Lumajang Nomor 96 Tahun 2019",
        "Peraturan Bupati Lumajang Nomor 97 Tahun 2019 tentang Organisasi dan Tata Kerja.",
        "Peraturan Daerah Nomor 96 Tahun 2019 tentang Organisasi dan Tata Kerja.",
    ],
)
def test_the_same_an_abbreviated_a_cut_or_no_title_passes(other: str) -> None:
    assert not found_by(written(USUAL, other, USUAL), "IDN-07")
