"""TGL-09: date of the perjanjian kinerja."""

import pytest

from normalize.report import Report
from tests.reports import CLOSING, found_by, written
from tests.validate.rules.examples import assert_examples, assert_severities, prose
from validate.findings import Severity
from validate.rules.tanggal.tgl09_tanggal_pk import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, promised("PERJANJIAN KINERJA TAHUN 2024", "Klakah, 2 Januari 2023"))


def promised(heading: str, date: str) -> Report:
    return written(
        "Laporan Kinerja", CLOSING, f"**LAMPIRAN**\n\n**{heading}**\n\nBerjanji.\n\n{date}"
    )


@pytest.mark.parametrize(
    "date", ["Klakah, 2 Januari 2023", "Klakah, 30 September 2023", "Klakah, 3 Januari 2025"]
)
def test_a_promise_dated_outside_its_year_is_told(date: str) -> None:
    (finding,) = found_by(promised("PERJANJIAN KINERJA TAHUN 2024", date), "TGL-09")
    assert finding.spot.printed in date
    assert finding.severity is Severity.MINOR
    assert finding.evidence[0].printed == "PERJANJIAN KINERJA TAHUN 2024"


@pytest.mark.parametrize(
    ("heading", "date"),
    [
        ("PERUBAHAN PERJANJIAN KINERJA TAHUN 2024", "Lumajang, 2 September 2024"),
        ("PERJANJIAN KINERJA TAHUN 2024", "Lumajang, 29 Desember 2023"),
        ("PERJANJIAN KINERJA TAHUN 2025", "Lumajang, 3 Januari 2025"),
        ("PERJANJIAN KINERJA", "Lumajang, 3 Januari 2022"),
        ("PERJANJIAN KINERJA TAHUN 2021-2026", "Lumajang, 3 Januari 2020"),
    ],
)
def test_a_promise_of_its_year_or_of_none_passes(heading: str, date: str) -> None:
    assert not found_by(promised(heading, date), "TGL-09")
