"""TGL-06: uniform term for quarters."""

import pytest

from tests.reports import found_by, written
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from validate.findings import Severity
from validate.rules.tanggal.tgl06_istilah_triwulan import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_the_rarer_term_for_quarters_is_told_once() -> None:
    pages = (
        "Laporan Kinerja Camat Tribulan IV 2024",
        "Capaian Triwulan IV\nCapaian sampai dengan Triwulan IV",
    )
    (finding,) = found_by(written(*pages, "Laporan Kinerja triwulanan IV"), "TGL-06")
    assert (finding.spot.place.page, finding.spot.printed, finding.expected) == (
        1,
        "Tribulan IV",
        "triwulan",
    )
    assert finding.severity is Severity.INFO
    assert [spot.printed for spot in finding.evidence] == ["triwulanan IV"]


@pytest.mark.parametrize(
    "text",
    [
        "Laporan triwulanan disampaikan, Triwulan IV",
        "Triwulan I, Triwulan II dan TW III",
        "TRIBULAN IV, tribulan 4",
    ],
)
def test_one_term_and_its_short_form_pass(text: str) -> None:
    assert not found_by(written(text), "TGL-06")
