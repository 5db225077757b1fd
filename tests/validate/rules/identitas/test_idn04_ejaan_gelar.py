"""IDN-04: spelling of names and degrees."""

import pytest

from tests.reports import found_by, written
from tests.validate.rules.examples import assert_severities
from validate.findings import Severity
from validate.rules.identitas.idn04_ejaan_gelar import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, written("Nama : INDAH WAHYUNI, SH, M.Si", "INDAH WAHYUNI, S.H., M.Si"))


def test_degrees_spelt_in_two_ways_are_told_once_a_person() -> None:
    nip = "NIP. 19780415 199803 1 011"
    told = written(
        f"ARIEF MASHUDI, S.PI, MP\n{nip}",
        f"ARIEF MASHUDI, S.Pi, MP\n{nip}",
        f"Arief Mashudi, S.Pi., MP.\n{nip}",
    )
    (finding,) = found_by(told, "IDN-04")
    assert (finding.spot.place.page, finding.expected, finding.severity) == (
        1,
        "S.Pi",
        Severity.INFO,
    )


def test_a_name_without_a_nip_is_known_where_it_is_introduced() -> None:
    (finding,) = found_by(
        written("Nama : INDAH WAHYUNI, SH, M.Si", "INDAH WAHYUNI, S.H., M.Si"), "IDN-04"
    )
    assert "SH / S.H" in finding.message.id


@pytest.mark.parametrize(
    "second",
    [
        "INDAH WAHYUNI, SH., M.Si.",
        "INDAH WAHYUNI, S H, M. Si",
        "INDAH WAHYUNI",
        "WAHYUNI, S.H",
        "SITI WAHYUNI, S.H",
    ],
)
def test_dots_at_the_end_missing_degrees_and_other_people_are_no_other_spelling(
    second: str,
) -> None:
    assert not found_by(
        written("Nama : INDAH WAHYUNI, SH, M.Si", second.replace("S H", "SH")), "IDN-04"
    )
