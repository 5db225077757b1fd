"""IDN-01: form of a NIP."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_idn import RIGHT, SPACED, people
from validate.findings import Severity
from validate.rules.identitas.idn01_bentuk_nip import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("nip", "said"),
    [
        ("19780415 199803 1 01", "bukan 18 angka"),
        ("19781315 199803 1 011", "delapan angka pertama bukan tanggal"),
        ("19780415 199813 1 011", "bulan TMT"),
        ("19780415 199803 3 011", "jenis kelamin"),
        ("19780415 199803 1 000", "nomor urut 000"),
    ],
)
def test_a_malformed_nip_says_what_is_wrong_with_it(nip: str, said: str) -> None:
    (finding,) = findings_of(RULE, people(("BUDI, S.Sos", nip, 3)))
    assert said in finding.message.id
    assert (finding.severity, finding.spot.printed, finding.spot.place.page) == (
        Severity.MAJOR,
        nip,
        3,
    )


def test_a_malformed_nip_printed_twice_is_one_finding() -> None:
    (finding,) = findings_of(
        RULE, people(("BUDI", "19780415 199803 1 01", 3), ("BUDI", "1978041519980310 1", 9))
    )
    assert [spot.place.page for spot in finding.evidence] == [9]


@pytest.mark.parametrize("nip", [RIGHT, SPACED, "19800101 202321 1 001"])
def test_a_well_formed_nip_passes(nip: str) -> None:
    assert not findings_of(RULE, people(("BUDI", nip, 3)))
