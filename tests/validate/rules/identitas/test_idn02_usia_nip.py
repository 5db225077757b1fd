"""IDN-02: age by a NIP."""

import pytest

from tests.reports import found_by
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_idn import RIGHT, people
from validate.findings import Certainty, Severity
from validate.rules.identitas.idn02_usia_nip import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("nip", "said"),
    [
        ("19780415 202508 1 011", "TMT 202508"),
        ("19500101 200012 1 011", "50 tahun"),
        ("19550101 198003 1 001", "69 tahun"),
    ],
)
def test_dates_of_a_nip_that_do_not_fit_are_remarked_on(nip: str, said: str) -> None:
    (finding,) = found_by(people(("BUDI SANTOSO", nip, 3), ("BUDI SANTOSO", nip, 24)), "IDN-02")
    assert said in finding.message.id
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)


@pytest.mark.parametrize(
    "nip", [RIGHT, "19650101 199003 1 001", "19700101 202321 1 001", "19780415 199813 1 011"]
)
def test_usual_dates_contracts_and_malformed_numbers_pass(nip: str) -> None:
    assert not found_by(people(("BUDI SANTOSO", nip, 3)), "IDN-02")
