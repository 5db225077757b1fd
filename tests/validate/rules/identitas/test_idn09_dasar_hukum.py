"""IDN-09: national legal basis."""

import pytest

from tests.reports import found_by, whole
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from validate.findings import Severity
from validate.rules.identitas.idn09_dasar_hukum import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_a_whole_report_without_the_national_basis_is_told_at_its_first_chapter() -> None:
    (finding,) = found_by(whole(first="Berdasarkan Peraturan Bupati Nomor 6 Tahun 2018."), "IDN-09")
    assert (finding.spot.place.page, finding.severity) == (3, Severity.MINOR)


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Presiden Nomor 29\nTahun 2014",
        "PermenPANRB 53/2014",
        "Peraturan Menteri PAN dan RB No. 53 Tahun 2014",
    ],
)
def test_either_of_the_two_is_the_national_basis(text: str) -> None:
    assert not found_by(whole(second=text), "IDN-09")
