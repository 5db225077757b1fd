"""STR-20: source of a table."""

import pytest

from tests.audits import CAPAIAN, drawn
from tests.reports import found_by, whole
from tests.validate.rules.examples import assert_severities
from validate.rules.struktur.str20_sumber_tabel import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, whole(*RESULTS))


RESULTS = [
    drawn(
        CAPAIAN,
        "Sasaran A | Indikator A | 90 | 90 | 100,00",
        f"t{at}",
        f"Tabel 3.{at} Capaian",
        page=5,
    )
    for at in (1, 2)
]


def test_tables_without_any_source_are_told_once() -> None:
    (finding,) = found_by(whole(*RESULTS), "STR-20")
    assert (finding.spot.place.page, finding.spot.printed) == (5, "Tabel 3.1 Capaian")


@pytest.mark.parametrize(
    "text", ["Sumber: DPPA Kecamatan Klakah", "Sumber data Bappeda, diolah", "(Sumber : LRA)"]
)
def test_one_source_is_enough(text: str) -> None:
    assert not found_by(whole(*RESULTS, third=text), "STR-20")


def test_human_resources_are_no_source() -> None:
    assert found_by(
        whole(*RESULTS, third="Sumber daya manusia terbatas.\nSumber dana DAU"), "STR-20"
    )
