"""NAR-06: obstacles and remedies."""

from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_nar import LISTS, said, saying
from validate.findings import Severity
from validate.rules.narasi.nar06_hambatan_solusi import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, saying(LISTS))


def test_obstacles_and_remedies_of_another_number_are_remarked_on() -> None:
    (finding,) = said(LISTS, "NAR-06")
    assert finding.severity is Severity.INFO
    assert said(LISTS.replace("- Peningkatan volume patroli bersama\n", ""), "NAR-06") == []
