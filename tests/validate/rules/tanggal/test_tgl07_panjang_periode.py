"""TGL-07: length of the period."""

import pytest

from tests.reports import found_by, written
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from validate.findings import Certainty, Severity
from validate.rules.tanggal.tgl07_panjang_periode import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


SPAN = (
    "Maksud laporan ini adalah pertanggungjawaban pelaksanaan kinerja dalam kurun waktu tiga "
    "bulan kepada Bupati."
)


@pytest.mark.parametrize(
    "months", ["Triwulan IV (Januari s.d Desember) Tahun 2024", "Laporan Kinerja Tahun 2024"]
)
def test_a_length_that_the_months_contradict_is_told_where_it_stands(months: str) -> None:
    (finding,) = found_by(written(months, SPAN), "TGL-07")
    assert (finding.spot.place.page, finding.spot.printed) == (2, "kurun waktu tiga bulan")
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.INCONSISTENT)


@pytest.mark.parametrize(
    ("months", "span"),
    [
        ("Triwulan I (Januari s.d. Maret) Tahun 2024", SPAN),
        ("Triwulan IV Tahun 2024", SPAN),
        ("Januari s.d Desember Tahun 2024", SPAN.replace("tiga bulan", "12 (dua belas) bulan")),
        (
            "Januari s.d Desember Tahun 2024",
            "Laporan kinerja disampaikan dalam jangka waktu 3 bulan setelah itu.",
        ),
        ("Januari s.d Desember Tahun 2024", "Pelatihan dilaksanakan dalam kurun waktu tiga bulan."),
        (
            "Januari s.d Desember Tahun 2024",
            "Laporan kinerja menjawab sasaran dalam jangka waktu 3 bulan.",
        ),
    ],
)
def test_lengths_that_agree_or_are_of_other_things_pass(months: str, span: str) -> None:
    assert not found_by(written(months, span), "TGL-07")
